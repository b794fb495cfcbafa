//! A plan that was made before there was a record here is written down, counts, and is corrected.

use crate::support::{House, Who};
use onward_store::on_both;

on_both!(priya_writes_down_a_plan_on_paper_and_it_counts_without_being_signed_here => |store| {
    let house = House::first_day_on(store, &[Who::Dawn, Who::Priya]);
    let dawn = house.signed_in(Who::Dawn);
    let child = ["880001,1,01/05/2007,WBRI,,,"];
    for year in ["2021-22", "2022-23", "2023-24", "2024-25"] {
        crate::journeys::returns::hand_in(&dawn, year, &child, &["880001,03/05/2021,S,C2,N1,U6,PR1,,,,,,"]);
    }
    crate::journeys::returns::hand_in(&dawn, "2025-26", &child, &["880001,03/05/2021,S,C2,N1,U6,PR1,30/04/2025,E5,,,,"]);
    let page = dawn.get("/manager/people").expect(200);
    let ticks = page.attributes("input[name=pick]", "value");
    crate::journeys::first_day::give(&dawn, &page, &ticks, &crate::journeys::first_day::adviser(&house, Who::Priya)).expect(303);
    let priya = house.signed_in(Who::Priya);
    let base = format!("/adviser/people/{}", house.person("880001"));
    let overview = priya.get(&base).expect(200);
    assert!(overview.text("#not-recorded").contains("Not recorded here yet"));
    let before = format!("{base}/plan/before");
    assert!(overview.attributes("main a", "href").contains(&before), "it leads to where a day is entered");
    let wrong = priya.fill(&before, &before, &[("by", "Anna Kaya")]).expect(422);
    assert_eq!(wrong.attributes(".govuk-error-summary a", "href"), ["#on"]);
    let fields = [
        ("on-day", "3"), ("on-month", "10"), ("on-year", "2026"),
        ("by", "Anna Kaya"), ("place", "Blue folder, Riverside"),
    ];
    priya.fill(&before, &before, &fields).expect(303);
    let overview = priya.get(&base).expect(200).text("main");
    assert!(!overview.contains("First pathway plan"), "{overview}");
    let plan = priya.get(&format!("{base}/plan")).expect(200).text("main");
    for said in ["Plan of 3 October 2026, on paper", "Anna Kaya", "Blue folder, Riverside", "Start the plan"] {
        assert!(plan.contains(said), "{said}: {plan}");
    }
    let form = priya.get(&before).expect(200);
    assert!(form.text("main").contains("It is written down already"));
    priya.fill_in(&form, &before, &[("on-day", "4")]).expect(303);
    let plan = priya.get(&format!("{base}/plan")).expect(200).text("main");
    assert!(plan.contains("Plan of 4 October 2026, on paper"), "{plan}");
    let assessment = format!("{base}/assessment/before");
    let fields = [("on-day", "1"), ("on-month", "6"), ("on-year", "2025"), ("by", "Anna Kaya")];
    priya.fill(&assessment, &assessment, &fields).expect(303);
    let words = priya.get(&format!("{base}/assessment")).expect(200).text("main");
    assert!(words.contains("Finished on 1 June 2025"), "{words}");
});

//! Plans of people of the demonstration, on Monday 23 November 2026.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use super::{
    form::{SayForm, StepForm, said_by},
    own_step::{OwnStepForm, OwnStepPage},
    page::{PlanPage, PrintPage, VersionPage},
    part::PartPage,
};
use crate::{
    usecases::young_person::own_plan::{OwnPlan, see_own_plan},
    web::{
        desk::YoungPerson,
        form::{Clash, ClashRow, Sheet},
        testing::{BOROUGH, reads},
        young_person::testing::page,
    },
};
use onward_domain::{
    id::{PersonId, PlanSayingId},
    plan::{NewSaying, PlanArea, PlanSaying, SayingKind, StepStatus},
    role::Role,
};

fn seen(name: &str) -> OwnPlan {
    BOROUGH.read::<YoungPerson, _>(BOROUGH.user(name), see_own_plan)
}

fn words_of(seen: &OwnPlan) -> String {
    reads(&page("/my-plan", &PlanPage::of(seen, Sheet::default(), None)))
}

fn saying(seen: &OwnPlan, kind: SayingKind, area: Option<PlanArea>, words: &str) -> PlanSaying {
    PlanSaying {
        id: PlanSayingId::new(),
        person: PersonId::new(),
        said: NewSaying {
            plan: seen.plans.first().map(|(plan, _)| plan.id),
            area,
            kind,
            words: Some(words.into()),
        },
        said_at: "2026-11-20T12:00:00Z".parse().unwrap(),
        said_by: None,
    }
}

#[test]
fn jay_reads_his_plan_part_by_part_with_what_he_can_say() {
    insta::assert_snapshot!("jay", words_of(&seen("Jay")));
}

#[test]
fn his_own_words_stand_in_their_part_beside_the_steps_and_his_answer_stays_with_its_plan() {
    let mut jay = seen("Jay");
    jay.sayings = vec![
        saying(&jay, SayingKind::Disagree, None, "The move is too early"),
        saying(&jay, SayingKind::Words, Some(PlanArea::Identity), "I am from the coast"),
        saying(&jay, SayingKind::NotWhatISaid, Some(PlanArea::Home), "I never wanted to share"),
    ];
    let words = words_of(&jay);
    assert!(words.contains("Who I amAll done\nMy words\nI am from the coast"), "{words}");
    assert!(words.contains("Not what I said\nI never wanted to share"), "{words}");
    assert!(words.contains("I don’t agree, on 20 November 2026. “The move is too early”"), "{words}");
}

#[test]
fn a_step_that_somebody_changed_meanwhile_is_said_and_what_was_meant_stays() {
    let jay = seen("Jay");
    let step = jay.plans.first().unwrap().1.first().unwrap().id;
    let shown = PlanPage::of(&jay, Sheet::default(), Some((step, StepStatus::Done)));
    let words = reads(&page("/my-plan", &shown));
    assert!(
        words.contains("Somebody changed this step") && words.contains("You wanted to say “Done”"),
        "{words}"
    );
}

#[test]
fn what_was_meant_can_still_be_said_though_the_step_itself_has_no_such_button_now() {
    let mut jay = seen("Jay");
    let step = jay.plans.first_mut().unwrap().1.first_mut().unwrap();
    step.text.status = StepStatus::Done;
    let beaten = Some((step.id, StepStatus::Stuck));
    let shown = page("/my-plan", &PlanPage::of(&jay, Sheet::default(), beaten));
    assert!(reads(&shown).contains("Say “Still stuck” all the same"));
    assert!(shown.contains(r#"name="say" value="stuck""#), "{shown}");
    jay.plans.first_mut().unwrap().1.first_mut().unwrap().text.status = StepStatus::Dropped;
    let words = reads(&page("/my-plan", &PlanPage::of(&jay, Sheet::default(), beaten)));
    assert!(
        words.contains("it now says “No longer in the plan”") && !words.contains("all the same"),
        "{words}"
    );
}

#[test]
fn every_button_of_a_step_is_read_as_what_it_says() {
    for status in StepStatus::ALL.iter().copied() {
        let form = StepForm { say: said_by(status).to_owned(), version: "1".into() };
        assert_eq!(form.read_own().unwrap(), (1, status));
    }
}

#[test]
fn words_are_asked_for_where_they_are_the_whole_of_it_and_agreeing_needs_none() {
    let form = |kind: &str| SayForm { kind: kind.into(), ..SayForm::default() };
    assert!(form("agree").read().is_ok() && form("review").read().is_ok());
    let wrong = form("words");
    let errors = wrong.read().unwrap_err();
    let jay = seen("Jay");
    let words = reads(&page("/my-plan", &PlanPage::of(&jay, Sheet::wrong(wrong, errors), None)));
    assert!(words.contains("Write it in your words"), "{words}");
    assert!(form("shout").read().is_err());
    assert!(StepForm { say: "done".into(), version: "x".into() }.read().is_err());
    assert_eq!(StepForm { say: "stuck".into(), version: "3".into() }.read().unwrap(), (3, StepStatus::Stuck));
}

#[test]
fn every_version_can_be_read_and_without_a_plan_there_is_something_to_do() {
    for user in BOROUGH.users(Role::YoungPerson) {
        let seen = BOROUGH.read::<YoungPerson, _>(user, see_own_plan);
        words_of(&seen);
        for (plan, _) in &seen.plans {
            let shown = VersionPage::of(&seen, plan.number).unwrap();
            assert!(reads(&page("/my-plan/1", &shown)).contains("Plan "));
        }
        assert!(VersionPage::of(&seen, 999).is_none());
    }
    let nothing = OwnPlan { plans: Vec::new(), sayings: Vec::new(), ..seen("Jay") };
    assert!(words_of(&nothing).contains("Nothing is agreed yet. You can write your own words and steps now"));
}

fn part_of(seen: &OwnPlan, area: PlanArea) -> String {
    reads(&page("/my-plan/parts/home", &PartPage::of(seen, area, Sheet::default(), None)))
}

#[test]
fn a_part_shows_both_voices_his_own_steps_in_his_order_and_who_can_read_them() {
    insta::assert_snapshot!("part", part_of(&seen("Jay"), PlanArea::Home));
    let people = part_of(&seen("Jay"), PlanArea::People);
    assert!(people.contains("Private. Nobody else reads your words"), "{people}");
    let none = OwnPlan { own_steps: Vec::new(), plans: Vec::new(), sayings: Vec::new(), ..seen("Jay") };
    assert!(part_of(&none, PlanArea::Skills).contains("None yet. A step is one thing that you do next"));
}

#[test]
fn a_step_of_his_own_changed_in_another_tab_is_said_and_what_was_meant_stays() {
    let jay = seen("Jay");
    let line = jay.own_steps.first().unwrap();
    let beaten = Some((line.step.id, StepStatus::Done));
    let words = reads(&page("/x", &PartPage::of(&jay, PlanArea::Home, Sheet::default(), beaten)));
    assert!(words.contains("You wanted to say “Done”"), "{words}");
    let clash = Clash::somebody(vec![ClashRow::new("What", "See it by day", "See it by night")]);
    let sheet = Sheet::clashing(OwnStepForm::of(&line.now), clash);
    let words = reads(&page("/x", &OwnStepPage::of(&jay, line, sheet)));
    assert!(words.contains("Saved: See it by day") && words.contains("Yours: See it by night"), "{words}");
    let new = OwnStepPage::new(&jay, PlanArea::Money, Sheet::new(OwnStepForm::blank(PlanArea::Money)));
    assert!(reads(&page("/x", &new)).contains("This part is private"), "{words}");
}

#[test]
fn the_whole_plan_prints_with_his_own_steps_marked_as_his() {
    let words = reads(&page("/my-plan/print", &PrintPage::of(&seen("Jay"))));
    assert!(
        words.contains("Choose a washing machine. Me and Priya, by 2 December 2026. To do. (My own step)"),
        "{words}"
    );
    let nothing = OwnPlan {
        plans: Vec::new(),
        parts: Vec::new(),
        sayings: Vec::new(),
        own_steps: Vec::new(),
        ..seen("Jay")
    };
    assert!(reads(&page("/my-plan/print", &PrintPage::of(&nothing))).contains("Nothing is written yet"));
}

#[test]
fn what_somebody_else_changed_is_news_and_a_review_asked_for_has_its_day() {
    let mut jay = seen("Jay");
    jay.sayings.push(saying(&jay, SayingKind::Review, None, ""));
    let current = jay.plans.first_mut().unwrap();
    let step = current.1.first_mut().unwrap();
    (step.version, step.changed_at, step.changed_by) = (2, "2026-11-20T12:00:00Z".parse().unwrap(), None);
    let words = words_of(&jay);
    assert!(words.contains("3 things changed") && words.contains("since 20 November 2026"), "{words}");
    assert!(words.contains("You asked on Friday 20 November"), "{words}");
    assert!(words.contains("by Friday 18 December"), "{words}");
    jay.plans.first_mut().unwrap().1.first_mut().unwrap().changed_by = Some(jay.me);
    assert!(words_of(&jay).contains("2 things changed"), "what he ticked himself is no news");
}

#[test]
fn home_work_and_money_lead_to_their_rooms_each_with_one_fact() {
    let jay = seen("Jay");
    for (area, href) in
        [(PlanArea::Home, "/my-place"), (PlanArea::Work, "/work-and-study"), (PlanArea::Money, "/money")]
    {
        let html = page("/my-plan/parts/home", &PartPage::of(&jay, area, Sheet::default(), None));
        assert!(html.contains(&format!("<a class=\"app-tap\" href=\"{href}\">")), "{area:?}");
    }
    assert!(jay.rooms.move_day.is_some() && jay.rooms.wish.is_some() && jay.rooms.left.is_some());
    assert!(part_of(&jay, PlanArea::Home).contains("My home You move on"), "{:?}", jay.rooms);
    assert!(part_of(&jay, PlanArea::Money).contains("a week."));
    assert!(!part_of(&jay, PlanArea::Health).contains("My home You move"));
    let empty = OwnPlan { rooms: Default::default(), ..jay };
    assert!(part_of(&empty, PlanArea::Money).contains("My money No budget yet."));
}

#[test]
fn an_older_version_has_both_voices_what_was_disputed_and_what_happens_if_it_goes_wrong() {
    let mut jay = seen("Jay");
    let (plan, steps) = jay.plans.first_mut().unwrap();
    let number = plan.number;
    steps.first_mut().unwrap().text.otherwise = Some("Priya calls the landlord".into());
    let words = saying(&jay, SayingKind::Words, Some(PlanArea::Home), "A front door of my own");
    let not = saying(&jay, SayingKind::NotWhatISaid, Some(PlanArea::Home), "I never wanted to share");
    jay.sayings = vec![words, not];
    let text = reads(&page("/my-plan/1", &VersionPage::of(&jay, number).unwrap()));
    for line in [
        "My words\nA front door of my own",
        "Not what I said\nI never wanted to share",
        "If it doesn’t work: Priya calls the landlord",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    let part = jay.parts.iter().find(|part| part.text.otherwise.is_some()).unwrap();
    assert!(text.contains("If it goes wrong:") || part.plan != jay.plans[0].0.id, "{text}");
}

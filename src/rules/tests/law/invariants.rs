//! What must be true of every life, whatever the answer is.

use crate::agreement::for_all;
use crate::engine::law;
use crate::histories::{self, History};
use crate::naive::{birthday, day, written};
use crate::{engine, histories::Point};
use chrono::NaiveDate;
use leaving_care_rules::assessment::{Assessment, Outcome, Standing, Status};
use leaving_care_rules::{Person, assess};
use proptest::prelude::*;
use serde_json::{Value, json};

const OWED: [&str; 4] = ["eligible", "relevant", "former_relevant", "former_relevant_education"];

#[test]
fn one_more_day_of_care_never_loses_a_status_that_needs_days() {
    let lives = (histories::known(), Point::between(14, 18)).prop_map(|(mut history, point)| {
        let birth = day(history.person["date_of_birth"].as_str().unwrap());
        let extra = point.on(birth);
        // On these two days being looked after is itself a condition, in reverse.
        let deciding = [day(&history.as_of), birthday(birth, 18) - 1];
        if !deciding.contains(&extra) {
            history.person["one_more_day"] = json!(written(extra));
        }
        history
    });
    for_all(10, lives, |history| {
        let mut person = history.person.clone();
        let Some(extra) = person.as_object_mut().unwrap().remove("one_more_day") else {
            return Ok(());
        };
        let before = engine::line(&person, &history.as_of);
        let next = written(day(extra.as_str().unwrap()) + 1);
        person["episodes"].as_array_mut().unwrap().push(json!({
            "start": extra, "end": next, "legal_status": "V2", "placement": "K2", "reason_ended": "E8",
        }));
        let after = engine::line(&person, &history.as_of);
        if before["qualifying_days"].as_i64() > after["qualifying_days"].as_i64() {
            return Err(format!("a day of care on {extra} took days away"));
        }
        let owed = |line: &Value| OWED.contains(&line["status"].as_str().unwrap());
        if owed(&before) && !owed(&after) {
            return Err(format!("care on {extra}: {} became {}", before["status"], after["status"]));
        }
        Ok(())
    });
}

#[test]
fn learning_a_fact_never_leaves_an_entitlement_without_an_answer() {
    let flags = vec![
        "staying_put",
        "term_time_home_open_in_vacation",
        "privately_renting",
        "council_tax_liable",
        "lives_in_responsible_area",
        "parent",
        "pregnant",
        "limited_capability",
        "recourse_to_public_funds",
        "ehcp",
        "has_pathway_plan",
    ];
    let told = (histories::known(), prop::sample::select(flags), any::<bool>()).prop_map(
        |(mut history, flag, value)| {
            history.person["circumstances"][flag] = Value::Null;
            history.person["now_known"] = json!({ "flag": flag, "value": value });
            history
        },
    );
    for_all(10, told, |history| {
        let mut person = history.person.clone();
        let known = person.as_object_mut().unwrap().remove("now_known").unwrap();
        let before = engine::line(&person, &history.as_of);
        person["circumstances"][known["flag"].as_str().unwrap()] = known["value"].clone();
        let after = engine::line(&person, &history.as_of);
        for (id, then) in before["entitlements"].as_object().unwrap() {
            let now = &after["entitlements"][id];
            let lost = then["outcome"] == "entitled" && now["outcome"] == "needs_information";
            // A rule that goes on to ask says what it is asking for.
            if lost && now["needs"].as_array().unwrap().is_empty() {
                return Err(format!("{id}: entitled, but with {known} known there is no answer"));
            }
        }
        Ok(())
    });
}

#[test]
fn anyone_who_needs_information_is_told_which() {
    for_all(10, histories::known(), |history| {
        let line = engine::line(&history.person, &history.as_of);
        for (id, entitlement) in line["entitlements"].as_object().unwrap() {
            let asks = entitlement["outcome"] == "needs_information";
            if asks == entitlement["needs"].as_array().unwrap().is_empty() {
                return Err(format!("{id}: {entitlement}"));
            }
        }
        Ok(())
    });
}

#[test]
fn neither_the_order_of_records_nor_a_duplicate_changes_anything() {
    let shuffled = (histories::known(), any::<prop::sample::Index>(), any::<u64>()).prop_map(
        |(mut history, which, seed)| {
            let records = history.person["episodes"].as_array().unwrap().clone();
            let mut again = records.clone();
            if !records.is_empty() {
                again.push(which.get(&records).clone());
            }
            // Not every order: a rotation and perhaps a reversal are enough to move each record past every other.
            let turns = usize::try_from(seed % 7).unwrap() % again.len().max(1);
            again.rotate_left(turns);
            if seed % 2 == 0 {
                again.reverse();
            }
            history.person["again"] = Value::Array(again);
            history
        },
    );
    for_all(10, shuffled, |history| {
        let mut person = history.person.clone();
        let again = person.as_object_mut().unwrap().remove("again").unwrap();
        let mut once = engine::line(&person, &history.as_of);
        person["episodes"] = again;
        let mut twice = engine::line(&person, &history.as_of);
        // When two records cover the same day, the last listed names the authority: that one does depend on order.
        for line in [&mut once, &mut twice] {
            line.as_object_mut().unwrap().remove("responsible_authority");
        }
        if once == twice { Ok(()) } else { Err(format!("{once}\n  became {twice}")) }
    });
}

#[test]
fn every_day_from_16_to_25_is_as_the_timeline_predicted() {
    for_all(60, histories::known(), |history| {
        let person: Person = serde_json::from_value(history.person.clone()).unwrap();
        let birth = day(history.person["date_of_birth"].as_str().unwrap());
        let on = |number: i32| assess(engine::law(), &person, written(number).parse().unwrap());
        let (b16, b25) = (birthday(birth, 16), birthday(birth, 25));
        let mut before = on(b16 - 1);
        for number in b16..=b25 {
            let now = on(number);
            foretold(&before, &now)?;
            before = now;
        }
        Ok(())
    });
}

/// Whether today is what yesterday's answer said it would be.
fn foretold(yesterday: &Assessment, today: &Assessment) -> Result<(), String> {
    let date = today.as_of;
    let changes = standing(yesterday) != standing(today);
    let said = yesterday.next_change.filter(|change| change.date == date).map(|change| change.standing);
    match said {
        Some(then) if then != standing(today) => return Err(format!("{date}: {then:?} was foretold")),
        None if changes => return Err(format!("{date}: {:?} was not foretold", standing(today))),
        _ => {}
    }
    for (place, (then, now)) in yesterday.entitlements.iter().zip(&today.entitlements).enumerate() {
        let id = &engine::law().entitlements()[place].id;
        let inside = |from: Option<NaiveDate>, until: Option<NaiveDate>| {
            from.is_none_or(|from| from <= date) && until.is_none_or(|until| date < until)
        };
        let entitled = now.outcome == Outcome::Entitled;
        if then.outcome == Outcome::Entitled && inside(then.from, then.until) != entitled {
            return Err(format!("{date} {id}: {then:?}, then {now:?}"));
        }
        if then.outcome == Outcome::Upcoming && (then.upcoming_from == Some(date)) != entitled {
            return Err(format!("{date} {id}: {then:?}, then {now:?}"));
        }
        if entitled && !inside(now.from, now.until) {
            return Err(format!("{date} {id}: outside its own period: {now:?}"));
        }
        if then.outcome == Outcome::NotEntitled && entitled && today.as_of < turned_25(today) {
            return Err(format!("{date} {id}: it was never said to be coming: {now:?}"));
        }
    }
    Ok(())
}

fn turned_25(answer: &Assessment) -> NaiveDate {
    answer.dates.turns_25.expect("a birth date")
}

fn standing(answer: &Assessment) -> Standing {
    Standing { status: answer.status, duty_stage: answer.duty_stage, route: answer.route }
}

#[test]
fn an_empty_person_is_not_an_error() {
    let answer = assess(engine::law(), &Person::default(), "2026-11-22".parse().unwrap());
    assert_eq!(answer.status, Status::NeedsInformation);
    let open: Vec<&str> = engine::law()
        .entitlements()
        .iter()
        .zip(&answer.entitlements)
        .filter(|(_, each)| each.outcome != Outcome::NeedsInformation)
        .map(|(entry, _)| entry.id.as_str())
        .collect();
    // Open to everyone, whatever their age.
    assert_eq!(open, ["records_access", "complaint"]);
}

#[test]
fn the_random_lives_reach_every_answer() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut seen = std::collections::BTreeSet::new();
    let kinds: [BoxedStrategy<History>; 4] = [
        histories::known().boxed(),
        histories::short_breaks().boxed(),
        histories::comings_and_goings().boxed(),
        histories::unknown().boxed(),
    ];
    for kind in kinds {
        for _ in 0..2_500 {
            let history = kind.new_tree(&mut runner).unwrap().current();
            let answer = engine::answer(&history.person, &history.as_of);
            for key in ["status", "duty_stage", "route"] {
                seen.insert(answer[key].as_str().unwrap_or_default().to_owned());
            }
            for key in ["warnings", "confirm", "missing"] {
                seen.extend(
                    answer[key].as_array().unwrap().iter().map(|each| each.as_str().unwrap().to_owned()),
                );
            }
            for (id, outcome) in answer["entitlements"].as_object().unwrap() {
                seen.insert(format!("{id} {}", outcome.as_str().unwrap()));
            }
        }
    }
    let missing: Vec<&str> = EVERY_ANSWER.split_whitespace().filter(|word| !seen.contains(*word)).collect();
    assert!(missing.is_empty(), "no life reached {missing:?}");
    for id in crate::naive::EXACT {
        let found =
            ["entitled", "needs_information"].iter().any(|answer| seen.contains(&format!("{id} {answer}")));
        assert!(found, "nobody is entitled to {id}, or asked");
    }
}

/// Every status, stage, route, tested warning and confirmation code.
const EVERY_ANSWER: &str = "none eligible relevant former_relevant former_relevant_education qualifying needs_information
    s23C s23C_7 s23CA s23CZB s23CZB_on_request
    special_guardianship looked_after voluntary_organisation private_childrens_home health_or_education private_fostering
    turning_18_soon turning_21_soon turning_25_soon setting_up_home_deadline six_months_home_approaching
    sixteenth_birthday_while_detained discharge_before_13_weeks discharge_before_16th_birthday left_care_just_before_16
    borderline_13_weeks short_breaks_excluded section17_check
    end_on_16th_birthday short_break_over_limits detention_gap home_six_months_before_ceasing status_frozen_at_18
    short_breaks_and_section_24 private_fostering_after_16 home_six_months_after_detention care_outside_england
    detention_remand_or_sentence education_after_25 education_after_25
    episodes episodes[0].start episodes[0].legal_status episodes[0].end events[0].with
    episodes[0].country episodes[0].taken_over";

#[test]
fn the_years_and_the_assessment_of_each_day_agree() {
    for_all(100, histories::unknown_or_known(), |history| {
        let person: Person = serde_json::from_value(history.person.clone()).unwrap();
        let as_of: NaiveDate = history.as_of.parse().unwrap();
        let years = leaving_care_rules::years(engine::law(), &person, as_of).expect("a birth date");
        let known = |on: &str| crate::naive::unknowns(&history.person, crate::naive::day(on)).is_empty();
        let known_today = known(&history.as_of);
        let birth = day(history.person["date_of_birth"].as_str().unwrap());
        for number in birthday(birth, 16)..=birthday(birth, 25) + 1 {
            let date: NaiveDate = written(number).parse().unwrap();
            // The years are as seen from the day asked about. What a later day asks (an end that is still ahead, who took
            // somebody over) is no question on that one.
            let known = known_today && known(&written(number));
            if !known && date != as_of {
                continue;
            }
            let now = assess(engine::law(), &person, date);
            let on = leaving_care_rules::calendar::Day::of(date);
            if *years.standing.at(on) != standing(&now) {
                return Err(format!("{date}: {:?} and {:?}", years.standing.at(on), standing(&now)));
            }
            for (place, answer) in now.entitlements.iter().enumerate() {
                let then = *years.entitlements[place].at(on);
                let now = answer.outcome;
                if known && then != now {
                    let id = &engine::law().entitlements()[place].id;
                    return Err(format!("{date} {id}: {then:?} and {now:?}"));
                }
            }
        }
        Ok(())
    });
}

#[test]
fn a_what_if_without_changes_changes_nothing() {
    for_all(20, histories::unknown_or_known(), |history| {
        let person: Person = serde_json::from_value(history.person.clone()).unwrap();
        let as_of = history.as_of.parse().unwrap();
        let nothing = leaving_care_rules::what_if(engine::law(), &person, as_of, &[]).expect("a birth date");
        if nothing.is_none() { Ok(()) } else { Err(format!("{nothing:?}")) }
    });
}

#[test]
fn a_what_if_agrees_with_assessing_the_changed_record() {
    use leaving_care_rules::what_if::{Change, changed};
    for_all(50, histories::known(), |history| {
        let person: Person = serde_json::from_value(history.person.clone()).unwrap();
        let as_of: NaiveDate = history.as_of.parse().unwrap();
        let changes = [Change::CareEnds { on: as_of }];
        let difference =
            leaving_care_rules::what_if(engine::law(), &person, as_of, &changes).expect("a birth date");
        let (after, _) = changed(&person, as_of, &changes);
        let (then, now) = (assess(engine::law(), &person, as_of), assess(engine::law(), &after, as_of));
        let differs = standing(&then) != standing(&now);
        let said = difference.standing.is_some_and(|change| change.from == as_of);
        if differs != said {
            return Err(format!(
                "{:?} and {:?}, but {:?}",
                standing(&then),
                standing(&now),
                difference.standing
            ));
        }
        let outcomes = then.entitlements.iter().zip(&now.entitlements).zip(engine::law().entitlements());
        for ((then, now), entitlement) in outcomes {
            let told = difference.entitlements.iter().find(|each| each.id == entitlement.id);
            if then.outcome != now.outcome
                && told.map(|told| (told.before, told.after)) != Some((then.outcome, now.outcome))
            {
                return Err(format!("{}: {then:?} and {now:?}, but {told:?}", entitlement.id));
            }
        }
        Ok(())
    });
}

/// A roof, food, safety, an advocate, papers: what rules 0.1 lists, by number. Number 56 is two entries.
const DOORS: [u8; 20] = [4, 8, 13, 17, 18, 22, 26, 27, 36, 38, 44, 48, 55, 56, 58, 59, 60, 61, 62, 69];

#[test]
fn the_catalogue_marks_the_doors_that_the_rules_list() {
    let marked: std::collections::BTreeSet<u8> =
        law().entitlements().iter().filter(|entry| entry.door).filter_map(|entry| entry.number).collect();
    assert_eq!(marked.into_iter().collect::<Vec<_>>(), DOORS);
}

#[test]
fn behind_the_five_doors_nobody_is_told_a_bare_no() {
    for_all(5, histories::unknown_or_known(), |history| {
        let answer = engine::answer(&history.person, &history.as_of);
        for id in law().entitlements().iter().filter(|entry| entry.door).map(|entry| entry.id.as_str()) {
            let needs_no_leave =
                matches!(id, "immigration_fee_help" | "asylum_renewal" | "eu_settled_status");
            let told_no =
                answer["entitlements"][id] == "not_entitled" || answer["entitlements"][id] == "upcoming";
            let bare = answer["instead"][id].as_array().is_none_or(Vec::is_empty);
            if told_no && bare && !needs_no_leave {
                return Err(format!("{id}: a bare no"));
            }
            if answer["entitlements"][id] == "needs_information"
                && answer["needs"][id].as_array().is_none_or(Vec::is_empty)
            {
                return Err(format!("{id}: to be asked, and nothing to ask"));
            }
        }
        Ok(())
    });
}

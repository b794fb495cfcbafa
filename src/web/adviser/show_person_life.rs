//! The person's life on their page: care in a sentence, home and work, what is next, the plan, people and contacts.

use chrono::NaiveDate;
use onward_domain::{contact::ContactKind, plan::StepStatus};

use super::{pages::Pair, show_people::what, show_person::records};
use crate::{
    usecases::adviser::{Answered, see_person::SeenPerson},
    web::{
        parts::Item,
        words::{count, day, due, full_day, weekday},
    },
};

/// How many lines each list shows.
pub(super) const SHOWN: usize = 5;

pub(super) fn care(one: &Answered) -> String {
    let lines = one.listed.facts.episodes_in_order();
    let days = one
        .assessment
        .qualifying_days
        .map(|days| format!(" {} count since 14.", count(days, "day", "days")))
        .unwrap_or_default();
    let first = lines.iter().filter_map(|line| line.note.start).min();
    let running = lines.iter().any(|line| {
        line.note.end.is_none_or(|end| one.today < end)
            && !line.note.end_unknown
            && line.note.start.is_some_and(|start| start <= one.today)
    });
    let last = lines.iter().filter_map(|line| line.note.end).max();
    match (first, running, last) {
        (None, ..) => "No spell of care is recorded.".to_owned(),
        (Some(first), true, _) => {
            format!("In care today. First in care on {}, {}.{days}", full_day(first), records(one))
        }
        (Some(first), false, Some(last)) => {
            format!("In care between {} and {}, {}.{days}", full_day(first), full_day(last), records(one))
        }
        (Some(first), false, None) => {
            format!("First in care on {}, {}.{days}", full_day(first), records(one))
        }
    }
}

pub(super) fn home_and_work(seen: &SeenPerson, today: NaiveDate) -> Vec<Pair> {
    use onward_domain::returns::ssda903::code;
    let current = |from: Option<NaiveDate>, until: Option<NaiveDate>| {
        from.is_none_or(|from| from <= today) && until.is_none_or(|until| today < until)
    };
    let since =
        |from: Option<NaiveDate>| from.map(|from| format!(" since {}", full_day(from))).unwrap_or_default();
    let mut pairs = Vec::new();
    if let Some(home) = seen.homes.iter().rev().find(|home| current(home.note.from, home.note.until)) {
        // The list has each letter twice; suitable or not is kept beside it.
        let letter = format!("{}1", home.note.kind);
        let words = code::ACCOMMODATION
            .words(&home.note.kind)
            .or_else(|| code::ACCOMMODATION.words(&letter))
            .unwrap_or(&home.note.kind);
        let suitable = match home.note.suitable {
            Some(true) => "Judged suitable",
            Some(false) => "Judged not suitable",
            None => "Nobody has judged whether it is suitable",
        };
        pairs.push(Pair {
            key: "Home".into(),
            value: format!("{words}{}", since(home.note.from)),
            meta: Some(format!("{suitable}. Code {}", home.note.kind)),
        });
    }
    if let Some(activity) =
        seen.activities.iter().rev().find(|activity| current(activity.note.from, activity.note.until))
    {
        let words = code::ACTIVITY.words(&activity.note.kind).unwrap_or(&activity.note.kind);
        pairs.push(Pair {
            key: "Doing".into(),
            value: format!("{words}{}", since(activity.note.from)),
            meta: Some(format!("Code {}", activity.note.kind)),
        });
    }
    pairs
}

pub(super) fn next(one: &Answered, today: NaiveDate) -> Vec<Item> {
    one.due
        .iter()
        .take(SHOWN)
        .map(|each| {
            let late = if each.late(today) { format!(", {}", due(each.day, today)) } else { String::new() };
            Item {
                words: weekday(each.day, today),
                meta: Some(format!("{}{late}", what(each.what))),
                ..Item::default()
            }
        })
        .collect()
}

pub(super) fn plan(seen: &SeenPerson, today: NaiveDate) -> Vec<Item> {
    let Some((plan, steps)) = &seen.plan else { return vec![] };
    let done = steps.iter().filter(|step| step.text.status == StepStatus::Done).count();
    let agreed = plan.agreed_on.map(|on| format!("Agreed {}. ", day(on, today))).unwrap_or_default();
    let mut items = vec![Item {
        words: format!("Plan {}", plan.number),
        meta: Some(format!("{agreed}{done} of {} done", count(steps.len(), "step", "steps"))),
        ..Item::default()
    }];
    items.extend(plan.review_due.map(|on| Item {
        words: "Review".into(),
        meta: Some(format!("due {}", weekday(on, today))),
        ..Item::default()
    }));
    items.extend(plan.own_words.as_ref().map(|words| Item {
        words: "In their own words".into(),
        meta: Some(format!("“{words}”")),
        ..Item::default()
    }));
    let open =
        steps.iter().filter(|step| matches!(step.text.status, StepStatus::ToDo | StepStatus::Stuck)).take(3);
    items.extend(open.map(|step| Item {
        words: step.text.what.clone(),
        meta: Some(match step.text.due_on {
            Some(on) => format!("{}, by {}", step.text.who, day(on, today)),
            None => format!("{}, no date", step.text.who),
        }),
        ..Item::default()
    }));
    items
}

pub(super) fn people(one: &Answered) -> Vec<Item> {
    [&one.listed.adviser, &one.listed.reviewing_officer]
        .into_iter()
        .flatten()
        .map(|worker| Item {
            words: worker.name.clone(),
            meta: Some(match worker.part {
                onward_domain::allocation::Part::Adviser => "Personal adviser".to_owned(),
                onward_domain::allocation::Part::ReviewingOfficer => "Reviewing officer".to_owned(),
            }),
            name: true,
            ..Item::default()
        })
        .collect()
}

pub(super) fn contact_item(contact: &onward_domain::contact::Contact, today: NaiveDate) -> Item {
    let how = match contact.note.kind {
        ContactKind::VisitAtHome => "at home",
        ContactKind::VisitElsewhere => "face to face",
        ContactKind::Call => "phone",
        ContactKind::Video => "video",
        ContactKind::Message => "message",
        ContactKind::Tried => "tried, nobody reached",
    };
    Item {
        words: format!("{}, {how}", day(contact.note.happened_on, today)),
        meta: Some(contact.note.summary.clone()),
        ..Item::default()
    }
}

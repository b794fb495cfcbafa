//! Builds *Who has looked*: every look at the record but one's own, and every opening from outside.

use super::pages::{Looked, LookedDay, OpenedFromOutside, WhoHasLookedPage};
use crate::{
    clock::time_of_day as time,
    usecases::young_person::see_who_looked::Deed,
    web::{
        says::{perhaps, say},
        words,
    },
};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Europe::London;
use onward_domain::{
    access::{BreakGlass, Look, Right},
    id::UserId,
};

/// How many looks the page shows.
pub const MOST: i64 = 200;

/// The page, from the log's newest rows and what was done in those looks. `name_of` finds the name of whoever opened
/// from outside.
#[must_use]
pub fn page(
    looks: &[Look],
    deeds: &[Deed],
    openings: &[BreakGlass],
    now: DateTime<Utc>,
    today: NaiveDate,
    name_of: impl Fn(UserId) -> Option<String>,
) -> WhoHasLookedPage {
    let mut days: Vec<LookedDay> = Vec::new();
    let mut newest_first: Vec<&Look> = looks.iter().collect();
    newest_first.sort_by_key(|look| std::cmp::Reverse(look.at));
    for look in newest_first
        .into_iter()
        .filter(|look| !matches!(look.right, Right::Own | Right::Refused | Right::System))
    {
        let words = words::weekday(look.at.with_timezone(&London).date_naive(), today);
        let looked = Looked {
            at: time(look.at),
            who: look.user_name.clone().unwrap_or_else(|| say("looked.someone", &[])),
            right: say(&format!("looked.{}", look.right.word()), &[]),
            purpose: done(look, deeds)
                .unwrap_or_else(|| say(&format!("purpose.{}", look.purpose.word()), &[])),
        };
        match days.last_mut().filter(|day| day.words == words) {
            // The same look again within the minute says nothing new.
            Some(day) if day.looks.last() == Some(&looked) => {}
            Some(day) => day.looks.push(looked),
            None => days.push(LookedDay { words, looks: vec![looked] }),
        }
    }
    let full = i64::try_from(looks.len()).is_ok_and(|count| count >= MOST);
    WhoHasLookedPage {
        openings: openings.iter().map(|opening| from_outside(opening, now, today, &name_of)).collect(),
        days,
        older: full.then(|| say("looked.older", &[("count", &MOST.to_string())])),
    }
}

/// What was done in a look, in words: deeds carry the moment of the look that they were done in.
fn done(look: &Look, deeds: &[Deed]) -> Option<String> {
    let of_look = deeds.iter().filter(|deed| deed.at == look.at && deed.by == Some(look.user));
    let mut words: Vec<(bool, String)> = Vec::new();
    for deed in of_look {
        // A note that goes with another deed is part of it.
        let note = deed.what.starts_with("note.");
        if let Some(said) = perhaps(&key(deed)).filter(|said| words.iter().all(|(_, other)| other != said)) {
            words.push((note, said));
        }
    }
    let only_notes = words.iter().all(|(note, _)| *note);
    let said: Vec<String> =
        words.into_iter().filter(|(note, _)| only_notes || !note).map(|(_, said)| said).collect();
    (!said.is_empty()).then(|| said.join(" "))
}

/// The key of a deed's words.
fn key(deed: &Deed) -> String {
    match deed.act {
        Some(act) => format!("done.entitlement_{}", act.word()),
        None => format!("done.{}", deed.what.replace('.', "_")),
    }
}

fn from_outside(
    opening: &BreakGlass,
    now: DateTime<Utc>,
    today: NaiveDate,
    name_of: impl Fn(UserId) -> Option<String>,
) -> OpenedFromOutside {
    let day = words::weekday(opening.opened_at.with_timezone(&London).date_naive(), today);
    let key = if opening.running(now) { "looked.opening_running" } else { "looked.opening_over" };
    OpenedFromOutside {
        who: name_of(opening.user).unwrap_or_else(|| say("looked.someone", &[])),
        when: say(key, &[("day", &day), ("time", &time(opening.opened_at)), ("end", &time(opening.ends_at))]),
        reason: opening.reason.clone(),
    }
}

//! Builds *Who has looked*: every look at the record but one's own, and every opening from outside.

use super::{
    pages::{Looked, LookedDay, OpenedFromOutside, WhoHasLookedPage},
    says::say,
};
use crate::{clock::time_of_day as time, web::words};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Europe::London;
use onward_domain::{
    access::{BreakGlass, Look, Right},
    id::UserId,
};

/// How many looks the page shows.
pub const MOST: i64 = 200;

/// The page, from the log's newest rows. `name_of` finds the name of whoever opened from outside.
#[must_use]
pub fn page(
    looks: &[Look],
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
            purpose: say(&format!("purpose.{}", look.purpose.word()), &[]),
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

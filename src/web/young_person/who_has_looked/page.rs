//! What *Who has looked* shows.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use chrono_tz::Europe::London;
use onward_domain::access::{BreakGlass, Look, Right};
use serde::Serialize;

use crate::{
    clock::london_day,
    usecases::young_person::see_who_looked::{Deed, Looked},
    web::{view::Page, words::Say},
};

/// How many looks the page shows.
pub const MOST: i64 = 200;

/// Opened from outside, then every look except the person's own; newest first.
#[derive(Debug, Clone, Default, Serialize)]
pub struct WhoHasLookedPage<'a> {
    openings: Vec<Opening<'a>>,
    days: Vec<Day<'a>>,
    /// There are more looks than shown: the older ones are left out.
    older: Option<i64>,
}

impl Page for WhoHasLookedPage<'_> {
    const TEMPLATE: &'static str = "young_person/who_has_looked.html";
}

/// The looks of one day.
#[derive(Debug, Clone, Serialize)]
struct Day<'a> {
    on: NaiveDate,
    looks: Vec<Seen<'a>>,
}

/// One look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Seen<'a> {
    at: NaiveTime,
    /// `None`: they no longer work here.
    who: Option<&'a str>,
    /// Their role towards this person.
    right: Option<Say>,
    /// What was done or, failing that, what they looked for.
    purpose: Vec<Say>,
    /// It was in the first day of a new way into the account.
    new_way: bool,
    /// It was on one's own account.
    own: bool,
}

/// The record opened from outside.
#[derive(Debug, Clone, Serialize)]
struct Opening<'a> {
    who: Option<&'a str>,
    on: NaiveDate,
    at: NaiveTime,
    /// While it is open: when it ends automatically.
    ends: Option<NaiveTime>,
    /// The reason they gave.
    reason: &'a str,
}

impl<'a> WhoHasLookedPage<'a> {
    /// The page at this moment.
    pub fn of(seen: &'a Looked, now: DateTime<Utc>) -> Self {
        let mut looks: Vec<&Look> = seen
            .looks
            .iter()
            .filter(|look| !matches!(look.right, Right::Refused | Right::System))
            // One's own looks are left out, but not those of the first day of a new way in: they may be somebody else's.
            .filter(|look| look.right != Right::Own || seen.by_new_way(look))
            .collect();
        looks.sort_by_key(|look| std::cmp::Reverse(look.at));
        let mut days: Vec<Day<'_>> = Vec::new();
        for look in looks {
            let (on, looked) = (london_day(look.at), seen_look(look, seen));
            match days.last_mut().filter(|day| day.on == on) {
                // The same look again within a minute says nothing new.
                Some(day) if day.looks.last() == Some(&looked) => {}
                Some(day) => day.looks.push(looked),
                None => days.push(Day { on, looks: vec![looked] }),
            }
        }
        let full = i64::try_from(seen.looks.len()).is_ok_and(|count| count >= MOST);
        let opening = |opening: &'a BreakGlass| Opening {
            who: seen.names.get(&opening.user).map(String::as_str),
            on: london_day(opening.opened_at),
            at: to_the_minute(opening.opened_at),
            ends: opening.running(now).then(|| to_the_minute(opening.ends_at)),
            reason: &opening.reason,
        };
        Self { openings: seen.openings.iter().map(opening).collect(), days, older: full.then_some(MOST) }
    }
}

fn to_the_minute(at: DateTime<Utc>) -> NaiveTime {
    use chrono::Timelike as _;
    let time = at.with_timezone(&London).time();
    NaiveTime::from_hms_opt(time.hour(), time.minute(), 0).unwrap_or(time)
}

fn seen_look<'a>(look: &'a Look, seen: &Looked) -> Seen<'a> {
    let done = done(look, &seen.deeds);
    let purpose = || Say::of_word("young_person.purpose", look.purpose.word()).into_iter().collect();
    Seen {
        at: to_the_minute(look.at),
        who: look.user_name.as_deref(),
        right: Say::of_word("young_person.looked", look.right.word()),
        purpose: if done.is_empty() { purpose() } else { done },
        new_way: seen.by_new_way(look),
        own: look.right == Right::Own,
    }
}

/// What was done during a look: acts carry the moment of the look they were done in.
fn done(look: &Look, deeds: &[Deed]) -> Vec<Say> {
    let of_look = || deeds.iter().filter(|deed| deed.at == look.at && deed.by == Some(look.user));
    let is_note = |deed: &Deed| deed.what.starts_with("note.");
    // A note that goes with another act is part of it.
    let only_notes = of_look().filter(|deed| in_words(deed).is_some()).all(is_note);
    let mut said: Vec<Say> = Vec::new();
    for words in of_look().filter(|deed| only_notes || !is_note(deed)).filter_map(in_words) {
        if !said.contains(&words) {
            said.push(words);
        }
    }
    said
}

fn in_words(deed: &Deed) -> Option<Say> {
    let word = match deed.act {
        Some(act) => format!("entitlement_{}", act.word()),
        None => deed.what.replace('.', "_"),
    };
    Say::of_word("young_person.done", &word)
}

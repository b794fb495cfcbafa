//! What has happened about an entitlement, in the words that the young person reads. Their adviser's page quotes them.

use super::{says::say, words};
use chrono::NaiveDate;
use onward_domain::{
    entitlement::{EntitlementAct, Given, Latest},
    standing::{Standing, Stands},
};

/// What was given and what came after it, what was asked for, agreed or refused; nothing where nothing has happened that
/// matters now.
#[must_use]
pub fn lines(standing: &Standing, today: NaiveDate) -> Vec<String> {
    let mut lines = Vec::new();
    match (standing.stands, standing.given) {
        (Stands::Had, Some(given)) => {
            lines.push(had(&given));
            lines.extend(standing.again().map(|latest| again(latest, today)));
            return lines;
        }
        (_, Some(_)) => lines.extend(part(standing)),
        _ => {}
    }
    let Some(latest) = standing.latest else { return lines };
    let on = [("day", words::day(latest.on, today))];
    let places: Vec<(&str, &str)> = on.iter().map(|(name, day)| (*name, day.as_str())).collect();
    match (standing.stands, latest.act) {
        (Stands::Refused, _) => lines.push(say("happened.refused", &places)),
        (Stands::Agreed, _) => lines.push(match latest.amount {
            Some(sum) => {
                say("row.agreed_sum", &[("sum", &sum.to_string()), ("day", &words::day(latest.on, today))])
            }
            None => say("row.agreed", &places),
        }),
        (Stands::Declined, _) => lines.push(say("happened.declined", &places)),
        (_, EntitlementAct::Asked) => lines.push(asked(latest, today)),
        _ => {}
    }
    lines
}

/// "You have had this: £3,000 on 4 May 2026."
#[must_use]
pub fn had(given: &Given) -> String {
    let sum = given.sum.to_string();
    let day = given.on.map(words::full_day);
    match (given.sum.0 > 0, &day) {
        (true, Some(day)) if given.times == 1 => say("happened.had_sum_day", &[("sum", &sum), ("day", day)]),
        (true, Some(day)) => say("happened.had_parts", &[("sum", &sum), ("day", day)]),
        (true, None) => say("happened.had_sum", &[("sum", &sum)]),
        (false, Some(day)) => say("happened.had_day", &[("day", day)]),
        (false, None) => say("happened.had", &[]),
    }
}

/// "You have had £1,850 of £3,000. £1,150 is left.": where the rest can still be had.
fn part(standing: &Standing) -> Option<String> {
    let (whole, left) = standing.whole.zip(standing.left)?;
    Some(say(
        "happened.part",
        &[("sum", &standing.paid.to_string()), ("whole", &whole.to_string()), ("left", &left.to_string())],
    ))
}

/// "You asked for £290 on 18 November."
#[must_use]
pub fn asked(latest: Latest, today: NaiveDate) -> String {
    let on = words::day(latest.on, today);
    match latest.amount {
        Some(sum) => say("row.asked_sum", &[("sum", &sum.to_string()), ("day", &on)]),
        None => say("row.asked", &[("day", &on)]),
    }
}

/// What came after all of it was had.
fn again(latest: Latest, today: NaiveDate) -> String {
    let key = match latest.act {
        EntitlementAct::Agreed => "happened.again_agreed",
        EntitlementAct::Refused => "happened.again_refused",
        EntitlementAct::Declined => "happened.again_declined",
        _ => "happened.again_asked",
    };
    say(key, &[("day", &words::day(latest.on, today))])
}

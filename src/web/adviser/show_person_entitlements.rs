//! The entitlements on the person's page: what is not claimed, the rest by where it stands, and what is not for them now.

use chrono::NaiveDate;
use leaving_care_rules::{
    Law,
    assessment::{EntitlementAnswer, Fact, Outcome},
    entitlement::outcome::Entitlement,
    explain::{Line, plain_reasons},
    facts::FactId,
    messages::Messages,
};
use onward_domain::{
    money::Pence,
    standing::{Standing, Stands},
};

use super::pages::{EntitlementGroup, EntitlementRow, NotClaimed, NotClaimedRow};
use crate::{
    usecases::adviser::Answered,
    web::{
        law_words,
        parts::Tag,
        words::{count, day, full_day, list},
    },
};

/// What is not claimed, the rest by where it stands, and what is not for them now.
pub(super) fn entitlements(
    one: &Answered,
    law: &Law,
    messages: &Messages,
    name: &str,
    base: &str,
) -> (NotClaimed, Vec<EntitlementGroup>, Option<EntitlementGroup>) {
    let reasons = plain_reasons(law, messages, &one.rules_person, one.today).entitlements;
    let mut unclaimed = Vec::new();
    let mut groups: [(Stands, &str, Vec<EntitlementRow>); 7] = [
        (Stands::Agreed, "On its way", vec![]),
        (Stands::ToCheck, "To check", vec![]),
        (Stands::Later, "Later", vec![]),
        (Stands::Has, "Has it", vec![]),
        (Stands::Had, "Has had it", vec![]),
        (Stands::Refused, "Refused or declined", vec![]),
        (Stands::NotInForce, "Passed, not in force yet", vec![]),
    ];
    let mut rest = Vec::new();
    for (which, entitlement, standing) in one.entitlements(law) {
        let Some(answer) = one.before_giving.entitlement(which) else { continue };
        let href = format!("{base}/entitlements/{}", law_words::address(law.entitlements(), which.place()));
        if standing.stands.not_claimed() {
            unclaimed.push((
                standing.left.unwrap_or_default(),
                not_claimed_row(entitlement, answer, standing, href, one.today),
            ));
            continue;
        }
        let row = row(entitlement, answer, standing, href, one.today);
        let key = if standing.stands == Stands::Declined { Stands::Refused } else { standing.stands };
        match groups.iter_mut().find(|group| group.0 == key && !waits_for_offer(standing, answer)) {
            Some(group) => group.2.push(row),
            None => rest.push(EntitlementRow {
                words: reason(reasons.get(which.place())).unwrap_or(row.words),
                ..row
            }),
        }
    }
    unclaimed.sort_by_key(|(left, _)| std::cmp::Reverse(*left));
    let sum = one.not_claimed();
    let rows: Vec<_> = unclaimed.into_iter().map(|(_, row)| row).collect();
    let not_claimed = NotClaimed {
        heading: if sum.0 > 0 { format!("Not claimed: {sum}") } else { "Not claimed".to_owned() },
        said: counts(one, name),
        rows,
    };
    let groups = groups
        .into_iter()
        .filter(|group| !group.2.is_empty())
        .map(|(_, words, rows)| EntitlementGroup { heading: format!("{words}: {}", rows.len()), rows })
        .collect();
    let rest = (!rest.is_empty()).then(|| EntitlementGroup {
        heading: format!(
            "See {} that {name} cannot have now, with the reason for each",
            count(rest.len(), "other", "others")
        ),
        rows: rest,
    });
    (not_claimed, groups, rest)
}

/// "22 things are Jay’s now, as Jay reads it: 7 not claimed, 4 on the way, 11 that Jay has."
fn counts(one: &Answered, name: &str) -> String {
    let of = |fits: fn(Stands) -> bool| one.standings.iter().filter(|each| fits(each.stands)).count();
    let theirs = of(Stands::theirs_now);
    if theirs == 0 {
        return format!("Nothing is {name}’s now, and {name} reads that too.");
    }
    let parts: Vec<String> = [
        (of(Stands::not_claimed), "not claimed"),
        (of(|stands| stands == Stands::Agreed), "agreed"),
        (of(|stands| stands == Stands::Has), "had and going on"),
        (of(|stands| stands == Stands::Declined), "not wanted"),
    ]
    .into_iter()
    .filter(|(number, _)| *number > 0)
    .map(|(number, words)| format!("{number} {words}"))
    .collect();
    let are = if theirs == 1 { "is" } else { "are" };
    format!(
        "{} {are} {name}’s now, the number that {name} reads: {}.",
        count(theirs, "thing", "things"),
        list(&parts)
    )
}

/// Only the council's published offer is missing: nothing that could be asked of the person.
fn waits_for_offer(standing: &Standing, answer: &EntitlementAnswer) -> bool {
    standing.stands == Stands::ToCheck
        && !answer.needs.is_empty()
        && answer.needs.iter().all(|need| *need == Fact::Asked(FactId::LocalOffer))
}

/// Why not, in the words that the young person reads: the first two lines after the answer itself.
fn reason(lines: Option<&Vec<Line>>) -> Option<String> {
    let said: Vec<&str> = lines?
        .iter()
        .filter(|line| !line.key.starts_with("answer."))
        .take(2)
        .map(|line| line.text.as_str())
        .collect();
    (!said.is_empty()).then(|| said.join(" "))
}

fn not_claimed_row(
    entitlement: &Entitlement,
    answer: &EntitlementAnswer,
    standing: &Standing,
    href: String,
    today: NaiveDate,
) -> NotClaimedRow {
    let since = standing.since.map(|since| day(since, today));
    let why = match (standing.stands, since) {
        (Stands::Told, Some(since)) if standing.paid.0 > 0 => {
            format!("{} paid so far, last on {since}", standing.paid)
        }
        (Stands::Told, Some(since)) => format!("Told on {since}, not asked yet"),
        (Stands::Waiting, Some(since)) => format!("Asked on {since}, waits for us"),
        (Stands::Late, _) => "Ours to do, and late".to_owned(),
        _ => law_words::ends(answer).map_or_else(
            || "Nobody has told them yet".to_owned(),
            |until| format!("Nobody has told them yet. Open until {}", full_day(until)),
        ),
    };
    let amount = standing.left.or(answer.amount_pence.map(Pence));
    NotClaimedRow {
        name: entitlement.name.clone(),
        href,
        why,
        amount: amount.map(|amount| amount.to_string()),
        amount_note: amount.and(entitlement.money.as_ref()).map(|money| {
            if standing.paid.0 > 0 { "left".to_owned() } else { law_words::per(money.per).to_owned() }
        }),
        needed: entitlement.evidence.clone(),
        act: if matches!(standing.stands, Stands::Waiting | Stands::Late) {
            "Decide"
        } else {
            "Record a step"
        },
    }
}

fn row(
    entitlement: &Entitlement,
    answer: &EntitlementAnswer,
    standing: &Standing,
    href: String,
    today: NaiveDate,
) -> EntitlementRow {
    let since = standing.since.map(|since| day(since, today));
    let (tag, words) = match standing.stands {
        Stands::Has => (Tag::new("done", "Has it"), String::new()),
        Stands::Had => (Tag::new("done", "Has had it"), had(standing, today)),
        Stands::Agreed => (Tag::new("now", "Agreed"), "to be given".to_owned()),
        Stands::ToCheck => {
            let needs: Vec<String> = answer.needs.iter().map(law_words::fact).collect();
            (Tag::new("", "We need to know"), list(&needs))
        }
        Stands::Later => (
            Tag::new("", "Later"),
            answer.upcoming_from.map(|from| format!("from {}", full_day(from))).unwrap_or_default(),
        ),
        Stands::Refused if answer.outcome == Outcome::Entitled => {
            (Tag::new("warn", "Refused"), "the rule says yes".to_owned())
        }
        Stands::Refused => (Tag::new("warn", "Refused"), String::new()),
        Stands::Declined => (Tag::new("", "Said no thank you"), "ask again in a year".to_owned()),
        Stands::NotInForce => (Tag::new("later", "Passed, no start date"), String::new()),
        _ => (Tag::new("", "No"), entitlement.meaning.clone()),
    };
    let amount = if standing.stands == Stands::Had { Some(standing.paid.0) } else { answer.amount_pence };
    let amount = amount.filter(|pence| *pence > 0).map(|pence| {
        let per = entitlement.money.as_ref().map_or("", |money| law_words::per(money.per));
        format!("{} {per}", Pence(pence)).trim().to_owned()
    });
    EntitlementRow {
        name: entitlement.name.clone(),
        href,
        tag,
        words,
        amount: amount.or_else(|| law_words::ends(answer).map(|until| format!("to {}", full_day(until)))),
        since: since
            .or_else(|| answer.from.filter(|_| standing.stands == Stands::Has).map(full_day))
            .or_else(|| (standing.stands == Stands::Had).then(|| "Before this record".to_owned()))
            .unwrap_or_else(|| "Nothing recorded".to_owned()),
    }
}

/// What came after all of it was had.
fn had(standing: &Standing, today: NaiveDate) -> String {
    use onward_domain::entitlement::EntitlementAct as Act;
    let Some(again) = standing.again() else { return String::new() };
    let on = day(again.on, today);
    match again.act {
        Act::Agreed => format!("more was agreed on {on}"),
        Act::Refused => format!("more was refused on {on}"),
        Act::Declined => format!("no more was wanted on {on}"),
        _ => format!("asked again on {on}, waits for an answer"),
    }
}

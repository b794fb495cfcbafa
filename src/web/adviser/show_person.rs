//! From an opened record to the person's page.

use chrono::NaiveDate;
use leaving_care_rules::{
    Law,
    assessment::{EntitlementAnswer, Fact, Flag as _, Status},
    entitlement::outcome::Entitlement,
    explain::{Line, plain_reasons},
    messages::Messages,
};
use onward_domain::{
    access::Right,
    contact::ContactKind,
    plan::StepStatus,
    standing::{Standing, Stands},
};

use super::{
    pages::{EntitlementGroup, EntitlementRow, NotClaimed, NotClaimedRow, Pair, Person, PersonStrip},
    show_people::what,
};
use crate::{
    clock::{london_day, time_of_day},
    usecases::adviser::{Answered, see_person::SeenPerson},
    web::{
        law_words,
        parts::{Item, Link, Notice, Tag, Why},
        view::Phone,
        words::{count, day, due, full_day, weekday},
    },
};
use onward_domain::money::Pence;

/// How many contacts the page shows.
const CONTACTS: usize = 5;

/// The page.
#[must_use]
pub fn page(seen: &SeenPerson, law: &Law, messages: &Messages) -> Person {
    let one = &seen.answered;
    let today = one.today;
    let name = one.listed.person.identity.known_as.clone();
    let base = base(one);
    let (not_claimed, groups, rest) = entitlements(one, law, messages, &name, &base);
    Person {
        strip: strip(seen, &name, &base),
        sub: sub(one, 0),
        notices: notices(seen, &name, &base),
        not_claimed,
        groups,
        rest,
        confirm: one.assessment.confirm.iter().map(|code| law_words::confirm(code).to_owned()).collect(),
        care: care(one),
        care_href: format!("{base}/care-history"),
        home_and_work: home_and_work(seen, today),
        next: next(one, today),
        plan: plan(seen, today),
        people: people(one),
        contacts: seen.contacts.iter().take(CONTACTS).map(|contact| contact_item(contact, today)).collect(),
        contacts_said: (seen.contacts.len() > CONTACTS)
            .then(|| format!("The last {CONTACTS} of {}", count(seen.contacts.len(), "contact", "contacts"))),
        notes: seen
            .notes
            .iter()
            .take(CONTACTS)
            .map(|note| Item {
                words: day(london_day(note.recorded.at), today),
                meta: Some(note.text.clone()),
                ..Item::default()
            })
            .collect(),
    }
}

/// The address of the person's page.
#[must_use]
pub fn base(one: &Answered) -> String {
    format!("/adviser/people/{}", one.listed.person.id)
}

/// The pages of the record, with the open one marked.
#[must_use]
pub fn sub(one: &Answered, open: usize) -> Vec<Link> {
    let base = base(one);
    [
        ("Overview", base.clone()),
        ("Care history", format!("{base}/care-history")),
        ("Invitation", format!("{base}/invitation")),
    ]
    .into_iter()
    .enumerate()
    .map(|(place, (words, href))| Link::new(words, href).current_if(place == open))
    .collect()
}

/// "Record 20388. Turns 19 on 2 March 2027."
#[must_use]
pub fn record_number(one: &Answered) -> String {
    one.listed
        .person
        .identity
        .child
        .as_ref()
        .map_or_else(|| "No record number".to_owned(), |child| format!("Record {child}"))
}

fn strip(seen: &SeenPerson, name: &str, base: &str) -> PersonStrip {
    let one = &seen.answered;
    let identity = &one.listed.person.identity;
    let (status, stage) = (one.assessment.status, one.assessment.duty_stage);
    let papers = format!("{} {}", identity.first_names, identity.family_name).trim().to_owned();
    let mut sub = Vec::new();
    if papers != identity.listed_name() {
        sub.push(format!("{papers} on official papers."));
    }
    sub.push(format!("{}.", record_number(one)));
    match identity.born {
        Some(born) => sub.extend(
            next_birthday(born, one.today).map(|(age, on)| format!("Turns {age} on {}.", full_day(on))),
        ),
        None => sub.push("Date of birth not known.".to_owned()),
    }
    let kind = match status {
        Status::None => "",
        Status::NeedsInformation => "later",
        _ => "now",
    };
    let mut adviser = Vec::new();
    match &one.listed.adviser {
        Some(worker) => {
            adviser.push(format!("{}, since {}", worker.name, full_day(worker.from)));
            adviser.extend(worker.team.as_ref().map(|team| {
                team.phone
                    .as_ref()
                    .map_or_else(|| team.name.clone(), |phone| format!("{}, {phone}", team.name))
            }));
        }
        None => adviser.push("Nobody is allocated".to_owned()),
    }
    adviser.extend(
        one.listed.reviewing_officer.as_ref().map(|worker| format!("Reviewing officer: {}", worker.name)),
    );
    let safe = if identity.protected {
        vec![
            "The address is protected.".to_owned(),
            "Do not say where they live to anyone, or leave a message with a name.".to_owned(),
        ]
    } else {
        vec![
            "No wish is recorded.".to_owned(),
            "Ask which way is safe. Until then write neutrally: no service name, no topic.".to_owned(),
        ]
    };
    PersonStrip {
        name: identity.listed_name(),
        about: one.age().map(|age| age.to_string()).unwrap_or_default(),
        sub: sub.join(" "),
        actions: if seen.right == Right::Adviser {
            vec![Link::new(format!("Invite {name} to sign in"), format!("{base}/invitation"))]
        } else {
            vec![]
        },
        status: Tag::new(kind, law_words::status(status, stage)),
        why: Why {
            lines: law_words::status_why(&one.assessment, name),
            source: format!("{}. From {}.", law_words::status_source(status, stage), records(one)),
            link: Some(Link::new("See the days", format!("{base}/care-history"))),
        },
        adviser,
        safe,
        phone: None::<Phone>,
    }
}

fn records(one: &Answered) -> String {
    count(one.listed.facts.episodes_in_order().len(), "care record", "care records")
}

fn next_birthday(born: NaiveDate, today: NaiveDate) -> Option<(u32, NaiveDate)> {
    let age = today.years_since(born)?;
    let next = u8::try_from(age + 1).ok()?;
    Some((age + 1, leaving_care_rules::calendar::birthday(born, next)))
}

fn notices(seen: &SeenPerson, name: &str, base: &str) -> Vec<Notice> {
    let one = &seen.answered;
    let mut notices = Vec::new();
    if let Some(opening) = &seen.opening {
        notices.push(Notice {
            id: "opening".into(),
            kind: "warn",
            heading: "You opened this record from outside your caseload".into(),
            lines: vec![
                format!(
                    "It closes by itself at {} on {}.",
                    time_of_day(opening.ends_at),
                    full_day(london_day(opening.ends_at))
                ),
                format!("{name} and a manager see your name and your reason: “{}”", opening.reason),
            ],
            links: vec![],
        });
    }
    if seen.questions > 0 {
        notices.push(Notice {
            id: "questions".into(),
            kind: "warn",
            heading: "The yearly return left a question".into(),
            lines: vec![format!("{} to settle.", count(seen.questions, "question", "questions"))],
            links: vec![Link::new("Settle what the return left open", format!("{base}/questions"))],
        });
    }
    notices.extend(warnings(one, base));
    if one.assessment.status == Status::NeedsInformation {
        notices.push(Notice {
            id: "missing".into(),
            kind: "",
            heading: "The status is not known yet".into(),
            lines: one
                .assessment
                .missing
                .iter()
                .map(|fact| format!("We need to know {}.", law_words::fact(fact)))
                .collect(),
            links: vec![Link::new("Open the care history", format!("{base}/care-history"))],
        });
    }
    notices
}

/// What the rules warn of, each with what to do.
#[must_use]
pub fn warnings(one: &Answered, base: &str) -> Vec<Notice> {
    let about_care = |code: &str| {
        code.contains("discharge")
            || code.contains("13_weeks")
            || code.contains("short_breaks")
            || code.contains("16")
    };
    one.assessment
        .warnings
        .iter()
        .map(|warning| {
            let (heading, line) = law_words::warning(warning, &one.assessment);
            let links = if about_care(warning.code()) {
                vec![Link::new("See the days", format!("{base}/care-history"))]
            } else {
                vec![]
            };
            Notice { id: warning.code().replace('_', "-"), kind: "warn", heading, lines: vec![line], links }
        })
        .collect()
}

/// What is not claimed, the rest by where it stands, and what is not for them now.
fn entitlements(
    one: &Answered,
    law: &Law,
    messages: &Messages,
    name: &str,
    base: &str,
) -> (NotClaimed, Vec<EntitlementGroup>, Option<EntitlementGroup>) {
    let reasons = plain_reasons(law, messages, &one.rules_person, one.today).entitlements;
    let mut unclaimed = Vec::new();
    let mut groups: [(Stands, &str, Vec<EntitlementRow>); 6] = [
        (Stands::Agreed, "On its way", vec![]),
        (Stands::ToCheck, "To check", vec![]),
        (Stands::Later, "Later", vec![]),
        (Stands::Has, "Has it", vec![]),
        (Stands::Refused, "Refused or declined", vec![]),
        (Stands::NotInForce, "Passed, not in force yet", vec![]),
    ];
    let mut rest = Vec::new();
    for (which, entitlement, standing) in one.entitlements(law) {
        let Some(answer) = one.assessment.entitlement(which) else { continue };
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
        match groups.iter_mut().find(|group| group.0 == key && !waits_for_offer(answer)) {
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
        said: if rows.is_empty() {
            format!("Nothing that {name} can have now is left open")
        } else {
            format!("{} {name} can have now", count(rows.len(), "thing", "things"))
        },
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

/// Only the council's published offer is missing: nothing that could be asked of the person.
fn waits_for_offer(answer: &EntitlementAnswer) -> bool {
    !answer.needs.is_empty()
        && answer.needs.iter().all(|need| matches!(need, Fact::Asked(what) if what.as_ref() == "local_offer"))
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
        (Stands::Waiting, None) => "Ours to do, and late".to_owned(),
        _ => answer.until.map_or_else(
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
        act: if standing.stands == Stands::Waiting { "Decide" } else { "Record a step" },
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
        Stands::Agreed => (Tag::new("now", "Agreed"), "to be given".to_owned()),
        Stands::ToCheck => {
            let needs: Vec<String> = answer.needs.iter().map(law_words::fact).collect();
            (Tag::new("", "We need to know"), crate::web::words::list(&needs))
        }
        Stands::Later => (
            Tag::new("", "Later"),
            answer.upcoming_from.map(|from| format!("from {}", full_day(from))).unwrap_or_default(),
        ),
        Stands::Refused => (Tag::new("warn", "Refused"), "the rule says yes".to_owned()),
        Stands::Declined => (Tag::new("", "Said no thank you"), "ask again in a year".to_owned()),
        Stands::NotInForce => (Tag::new("later", "Passed, no start date"), String::new()),
        _ => (Tag::new("", "No"), entitlement.meaning.clone()),
    };
    let amount = answer.amount_pence.map(|pence| {
        let per = entitlement.money.as_ref().map_or("", |money| law_words::per(money.per));
        format!("{} {per}", Pence(pence)).trim().to_owned()
    });
    EntitlementRow {
        name: entitlement.name.clone(),
        href,
        tag,
        words,
        amount: amount.or_else(|| answer.until.map(|until| format!("to {}", full_day(until)))),
        since: since
            .or_else(|| answer.from.filter(|_| standing.stands == Stands::Has).map(full_day))
            .unwrap_or_else(|| "Nothing recorded".to_owned()),
    }
}

fn care(one: &Answered) -> String {
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

fn home_and_work(seen: &SeenPerson, today: NaiveDate) -> Vec<Pair> {
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

fn next(one: &Answered, today: NaiveDate) -> Vec<Item> {
    one.due
        .iter()
        .take(CONTACTS)
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

fn plan(seen: &SeenPerson, today: NaiveDate) -> Vec<Item> {
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

fn people(one: &Answered) -> Vec<Item> {
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

fn contact_item(contact: &onward_domain::contact::Contact, today: NaiveDate) -> Item {
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

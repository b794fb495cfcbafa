//! From an opened record to the person's page.

use chrono::NaiveDate;
use leaving_care_rules::{
    Law,
    assessment::{Flag as _, Status},
    messages::Messages,
};
use onward_domain::access::Right;

use super::{
    pages::{Close, Person, PersonStrip},
    show_person_entitlements::entitlements,
    show_person_life::{SHOWN, care, contact_item, home_and_work, next, people, plan},
    show_trace::by_hand,
};
use crate::{
    clock::{london_day, time_of_day},
    usecases::{
        account::way_in::WayIn,
        adviser::{Answered, see_person::SeenPerson},
    },
    web::{
        law_words,
        parts::{Item, Link, Notice, Tag, Why},
        view::Phone,
        words::{count, day, full_day},
    },
};

/// The page.
#[must_use]
pub fn page(seen: &SeenPerson, law: &Law, messages: &Messages) -> Person {
    let one = &seen.answered;
    let today = one.today;
    let name = one.listed.person.identity.known_as.clone();
    let base = base(one);
    let (mut not_claimed, groups, rest) = entitlements(one, law, messages, &name, &base);
    if !one.may_change {
        not_claimed.rows.iter_mut().for_each(|row| row.act = "Look");
    }
    Person {
        strip: strip(seen, &name, &base),
        sub: sub(one, 0),
        notices: notices(seen, &name, &base),
        close: seen.opening.as_ref().map(|opening| Close {
            action: format!("/adviser/open/{}/close", one.listed.person.id),
            opening: opening.id.to_string(),
        }),
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
        contacts: seen.contacts.iter().take(SHOWN).map(|contact| contact_item(contact, today)).collect(),
        contacts_said: (seen.contacts.len() > SHOWN)
            .then(|| format!("The last {SHOWN} of {}", count(seen.contacts.len(), "contact", "contacts"))),
        notes: seen
            .notes
            .iter()
            .take(SHOWN)
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
        ("What we know", format!("{base}/facts")),
        ("What if", format!("{base}/what-if")),
        ("Invitation", format!("{base}/invitation")),
    ]
    .into_iter()
    .filter(|(words, _)| one.may_change || *words != "Invitation")
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
    if !papers.is_empty() && papers != identity.listed_name() {
        sub.push(format!("{papers} on official papers."));
    }
    sub.push(format!("{}.", record_number(one)));
    match identity.born {
        Some(born) => sub.extend(
            next_birthday(born, one.today).map(|(age, on)| format!("Turns {age} on {}.", full_day(on))),
        ),
        None => sub.push("Date of birth not known.".to_owned()),
    }
    sub.push(way_in_words(seen.way_in, name));
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
        actions: actions(seen, name, base),
        status: Tag::new(kind, law_words::status(status, stage)),
        why: Why {
            lines: law_words::status_why(&one.assessment, name),
            source: format!(
                "{}. From {}.{}",
                law_words::status_source(status, stage),
                records(one),
                hand(seen)
            ),
            link: Some(Link::new("See the days", format!("{base}/care-history"))),
        },
        adviser,
        safe,
        phone: None::<Phone>,
    }
}

/// Whether they can sign in, as it is.
fn way_in_words(way_in: WayIn, name: &str) -> String {
    match way_in {
        WayIn::NotYet => format!("{name} cannot sign in yet."),
        WayIn::Invited(until) => {
            format!("An invitation is open until {}, {}.", full_day(london_day(until)), time_of_day(until))
        }
        WayIn::CanSignIn => format!("{name} can sign in."),
        WayIn::Closed => "The account is closed.".to_owned(),
    }
}

/// What can be done from the top of the page: first of all the name, where nobody has written one down.
fn actions(seen: &SeenPerson, name: &str, base: &str) -> Vec<Link> {
    let named = seen.answered.listed.person.identity.has_name();
    let words = if named { "Correct the name" } else { "Write the name" };
    let write = seen.answered.may_change.then(|| Link::new(words, format!("{base}/name")));
    let mut actions: Vec<Link> = way_in_action(seen, name, base).into_iter().chain(write).collect();
    if !named {
        actions.reverse();
    }
    actions
}

/// What can be done about it. Only their own adviser may.
fn way_in_action(seen: &SeenPerson, name: &str, base: &str) -> Option<Link> {
    let words = match seen.way_in {
        WayIn::NotYet => format!("Invite {name} to sign in"),
        WayIn::Invited(_) => "See the invitation".to_owned(),
        WayIn::CanSignIn => format!("Help {name} back in"),
        WayIn::Closed => return None,
    };
    (seen.right == Right::Adviser).then(|| Link::new(words, format!("{base}/invitation")))
}

/// " 1 was: corrected 3 May 2026 by Priya Nair.": what somebody typed is never shown as if it was imported.
fn hand(seen: &SeenPerson) -> String {
    let Some(newest) = seen.hands.first() else { return String::new() };
    let words = by_hand(newest, &full_day(london_day(newest.at)));
    match seen.hands.len() {
        1 => format!(" 1 was written by hand. {words}."),
        many => format!(" {many} were written by hand. {words}, and others."),
    }
}

pub(super) fn records(one: &Answered) -> String {
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
                "You can read it. Their own adviser writes in it, and makes codes to sign in.".into(),
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
            links: if one.may_change {
                vec![Link::new("Settle what the return left open", format!("{base}/questions"))]
            } else {
                vec![]
            },
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

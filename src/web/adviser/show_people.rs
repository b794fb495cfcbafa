//! From the caseload to the page of my people: which are shown, in what order, in which words.

use chrono::NaiveDate;
use leaving_care_rules::assessment::Status;
use onward_domain::{due::What, money::Pence};
use serde::Deserialize;

use super::pages::{People, PeopleFilter, PeopleRow};
use crate::{
    usecases::adviser::Answered,
    web::{
        law_words,
        parts::{Choice, Heading, Link, Select, Tag, View},
        words::{ago, count, day, due, figure, weekday},
    },
};

/// Not seen for so many days is said in colour: the two months of a visit.
const LONG_AGO: i64 = 56;

/// What the address asks for. Words that mean nothing are passed over, so that an old address still works.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// Name or record number.
    pub q: String,
    /// A status.
    pub status: String,
    /// The order.
    pub sort: String,
    /// A ready-made view.
    pub view: String,
}

/// The ready-made views: key, words, whom they hold.
type ViewOf = (&'static str, &'static str, fn(&Answered) -> bool);
const EVERYONE: ViewOf = ("", "Everyone", |_| true);
const VIEWS: [ViewOf; 5] = [
    EVERYONE,
    ("overdue", "Overdue", is_late),
    ("not-claimed", "Money not claimed", |one| one.not_claimed().0 > 0),
    ("under-18", "Under 18", |one| one.age().is_some_and(|age| age < 18)),
    ("not-seen", "Not seen for 8 weeks", not_seen),
];

const DUE_FIRST: (&str, &str) = ("due", "What is due first");
const ORDERS: [(&str, &str); 4] =
    [DUE_FIRST, ("seen", "Longest not seen"), ("money", "Most not claimed"), ("name", "Name")];

/// The page.
#[must_use]
pub fn page(all: &[Answered], asked: &Asked, today: NaiveDate) -> People {
    let view = VIEWS.iter().find(|view| view.0 == asked.view).copied().unwrap_or(EVERYONE);
    let order = ORDERS.iter().find(|order| order.0 == asked.sort).copied().unwrap_or(DUE_FIRST);
    let mut shown: Vec<&Answered> = all.iter().filter(|one| view.2(one) && fits(one, asked)).collect();
    shown.sort_by_key(|one| one.listed.person.identity.search_name());
    match order.0 {
        "seen" => shown.sort_by_key(|one| one.listed.last_contact),
        "money" => shown.sort_by_key(|one| std::cmp::Reverse(one.not_claimed())),
        "name" => {}
        _ => shown.sort_by_key(|one| one.due.first().map_or(NaiveDate::MAX, |due| due.day)),
    }
    let filtered = !asked.q.trim().is_empty() || !asked.status.is_empty() || !view.0.is_empty();
    let empty = if all.is_empty() {
        Some("Nobody is on your list yet. Your manager adds people to it.".to_owned())
    } else if shown.is_empty() {
        Some("Nobody on your list fits this filter. Clear the filter to see everyone.".to_owned())
    } else {
        None
    };
    People {
        lede: lede(all, today),
        views: VIEWS
            .iter()
            .map(|(key, words, holds)| View {
                link: Link::new(*words, address(asked, key, order.0)).current_if(*key == view.0),
                count: figure(all.iter().filter(|one| holds(one)).count()),
            })
            .collect(),
        filter: filter(asked, order.0, filtered),
        said: said(shown.len(), all.len(), order.1, filtered),
        headings: headings(asked, order.0),
        rows: shown.into_iter().map(|one| row(one, today)).collect(),
        empty,
        note: format!(
            "‘Not claimed’ adds the one-off sums that the rules say each person can have now and has not had. Worked out for {}.",
            weekday(today, today)
        ),
    }
}

/// What is due, in words.
#[must_use]
pub fn what(what: What) -> String {
    match what {
        What::Visit => "Visit".to_owned(),
        What::Contact => "Agreed contact".to_owned(),
        What::Assessment => "Assessment of needs".to_owned(),
        What::Plan => "First pathway plan".to_owned(),
        What::Review => "Plan review".to_owned(),
        What::CareEnds => "Care is planned to end".to_owned(),
        What::Birthday(age) => format!("Turns {age}"),
    }
}

fn is_late(one: &Answered) -> bool {
    one.due.iter().any(|due| due.late(one.today))
}

fn not_seen(one: &Answered) -> bool {
    one.listed.last_contact.is_none_or(|seen| (one.today - seen).num_days() > LONG_AGO)
}

fn fits(one: &Answered, asked: &Asked) -> bool {
    let identity = &one.listed.person.identity;
    let q = asked.q.trim().to_lowercase();
    let named = q.is_empty()
        || identity.search_name().contains(&q)
        || identity.child.as_ref().is_some_and(|child| child.to_lowercase() == q);
    named && (asked.status.is_empty() || status_key(one.assessment.status) == asked.status)
}

/// Former relevant in education is the same choice of the filter as former relevant.
const fn status_key(status: Status) -> &'static str {
    match status {
        Status::FormerRelevantEducation => law_words::status_key(Status::FormerRelevant),
        other => law_words::status_key(other),
    }
}

fn lede(all: &[Answered], today: NaiveDate) -> String {
    let late = all.iter().filter(|one| is_late(one)).count();
    let longest = all.iter().filter_map(|one| one.listed.last_contact).min();
    let owed: Vec<Pence> = all.iter().map(Answered::not_claimed).filter(|sum| sum.0 > 0).collect();
    let sum = Pence(owed.iter().map(|sum| sum.0).sum());
    let mut parts = vec![format!("{}.", count(all.len(), "person", "people"))];
    let mut clauses = Vec::new();
    if late > 0 {
        clauses.push(format!("{late} {} something overdue", if late == 1 { "has" } else { "have" }));
    }
    if let Some(seen) = longest.filter(|seen| (today - *seen).num_days() > LONG_AGO) {
        clauses.push(format!("the longest not seen was seen {}", ago(seen, today)));
    }
    if sum.0 > 0 {
        clauses.push(format!("{sum} is not claimed by {} of them", owed.len()));
    }
    if clauses.is_empty() && !all.is_empty() {
        clauses.push("nothing is overdue and nothing is unclaimed".to_owned());
    }
    let mut sentence = crate::web::words::list(&clauses);
    if let Some(first) = sentence.get(..1) {
        sentence = format!("{}{}.", first.to_uppercase(), sentence.get(1..).unwrap_or_default());
        parts.push(sentence);
    }
    parts.join(" ")
}

fn said(shown: usize, all: usize, order: &str, filtered: bool) -> String {
    let order = order.to_lowercase();
    if filtered {
        format!("Showing {shown} of {all}, {order}.")
    } else {
        format!("Showing all {all}, {order}. No filter is on.")
    }
}

fn address(asked: &Asked, view: &str, sort: &str) -> String {
    let pairs = [
        ("view", view),
        ("sort", if sort == "due" { "" } else { sort }),
        ("status", asked.status.as_str()),
        ("q", asked.q.trim()),
    ];
    let pairs: Vec<_> = pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    let query = serde_html_form::to_string(&pairs).unwrap_or_default();
    if query.is_empty() { "/adviser/people".to_owned() } else { format!("/adviser/people?{query}") }
}

fn filter(asked: &Asked, sort: &str, filtered: bool) -> PeopleFilter {
    let chosen = Some(asked.status.as_str());
    let mut statuses = vec![Choice::new("", "Any status", chosen)];
    let listed = law_words::STATUSES.into_iter().filter(|status| *status != Status::FormerRelevantEducation);
    statuses
        .extend(listed.map(|status| {
            Choice::new(law_words::status_key(status), law_words::status_word(status), chosen)
        }));
    let view = Some(asked.view.as_str());
    PeopleFilter {
        open: filtered && asked.view.is_empty() || sort != "due",
        q: asked.q.trim().to_owned(),
        selects: vec![
            Select { name: "status", label: "Status", choices: statuses },
            Select {
                name: "view",
                label: "Show",
                choices: VIEWS.iter().map(|(key, words, _)| Choice::new(*key, *words, view)).collect(),
            },
            Select {
                name: "sort",
                label: "Order by",
                choices: ORDERS.iter().map(|(key, words)| Choice::new(*key, *words, Some(sort))).collect(),
            },
        ],
    }
}

fn headings(asked: &Asked, sort: &str) -> Vec<Heading> {
    let sorted = |words, key: &str, direction, class| Heading {
        words,
        href: Some(address(asked, &asked.view, key)),
        sort: (key == sort).then_some(direction),
        class,
    };
    vec![
        sorted("Name", "name", "ascending", ""),
        sorted("Next", "due", "ascending", ""),
        sorted("Last seen", "seen", "ascending", ""),
        sorted("Not claimed", "money", "descending", "is-num"),
        Heading { words: "Status", href: None, sort: None, class: "" },
    ]
}

fn row(one: &Answered, today: NaiveDate) -> PeopleRow {
    let next = one.due.first();
    let seen = one.listed.last_contact;
    let money = one.not_claimed();
    let unknown = one.assessment.status == Status::NeedsInformation;
    PeopleRow {
        href: format!("/adviser/people/{}", one.listed.person.id),
        name: one.listed.person.identity.listed_name(),
        age: one.age().map(|age| age.to_string()),
        next: next.map_or_else(|| "Nothing has a date".to_owned(), |next| what(next.what)),
        next_when: next.map(|next| match (next.day - today).num_days() {
            0 => "today".to_owned(),
            ..=-1 => format!("due {}", day(next.day, today)),
            _ => weekday(next.day, today),
        }),
        late: next.filter(|next| next.late(today)).map(|next| Tag::new("warn", due(next.day, today))),
        seen: seen.map_or_else(|| "Not recorded".to_owned(), |seen| ago(seen, today)),
        seen_long_ago: seen.is_some() && not_seen(one),
        seen_on: seen.filter(|seen| *seen != today).map(|seen| day(seen, today)),
        not_claimed: (money.0 > 0).then(|| money.to_string()),
        no_sum: if unknown { "Not yet known" } else { "Nothing" },
        status: law_words::status(one.assessment.status, one.assessment.duty_stage).to_owned(),
        status_why: law_words::status_why_short(&one.assessment),
    }
}

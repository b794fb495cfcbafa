//! A feed's services, read one by one: what is wrong with one is named and leaves the others alone.

use chrono::NaiveDate;
use onward_domain::directory::{Answers, EntryKind, EntryNote, Fed, Need, next_check, terms};
use serde_json::Value;

/// A name or another line has so many letters at most; the rest is cut here and kept whole beside it.
const LINE: usize = 200;
/// A description.
const TEXT: usize = 2_000;
/// Statuses of the standard.
const STATUSES: [&str; 4] = ["active", "inactive", "defunct", "temporarily closed"];

/// What came in a feed.
#[derive(Debug, Default)]
pub struct FeedRead {
    pub good: Vec<(EntryNote, Fed)>,
    /// Which could not be read, and why: its place in the feed, its id where it has one.
    pub bad: Vec<String>,
}

/// Reads a document: a list of services, a page with `contents`, or several pages one after another.
///
/// # Errors
/// It is no JSON, or has no services.
pub fn read(feed: &str, text: &str, today: NaiveDate) -> Result<FeedRead, String> {
    let pages = serde_json::Deserializer::from_str(text).into_iter::<Value>();
    let mut services = Vec::new();
    for page in pages {
        match page.map_err(|why| why.to_string())? {
            Value::Array(all) => services.extend(all),
            Value::Object(mut page) => match page.remove("contents") {
                Some(Value::Array(all)) => services.extend(all),
                None if page.contains_key("id") => services.push(Value::Object(page)),
                _ => return Err("a page has no list `contents`".to_owned()),
            },
            _ => return Err("it is neither a list nor a page of services".to_owned()),
        }
    }
    let mut came = FeedRead::default();
    let mut seen = std::collections::HashSet::new();
    for (place, service) in services.into_iter().enumerate() {
        let named = service.get("id").and_then(Value::as_str).unwrap_or("without id").to_owned();
        let read = service_of(feed, &service, today);
        match read {
            Ok((_, fed)) if !seen.insert(fed.key.clone()) => {
                came.bad.push(format!("service {} ({named}): its id came before", place + 1));
            }
            Ok(one) => came.good.push(one),
            Err(why) => came.bad.push(format!("service {} ({named}): {why}", place + 1)),
        }
    }
    Ok(came)
}

fn service_of(feed: &str, service: &Value, today: NaiveDate) -> Result<(EntryNote, Fed), &'static str> {
    let id = text(service, "id").ok_or("it has no id")?;
    let id: uuid::Uuid = id.parse().map_err(|_| "its id is no UUID")?;
    let name = text(service, "name").ok_or("it has no name")?;
    let status = service.get("status").and_then(Value::as_str).ok_or("it has no status")?;
    if !STATUSES.contains(&status) {
        return Err("its status is none of the standard");
    }
    let description = text(service, "description");
    let provider = service.get("organization").and_then(|one| text(one, "name"));
    let contacts = list(service, "contacts");
    let phones = || contacts.iter().flat_map(|one| list(one, "phones")).chain(list(service, "phones"));
    let phone = phones().find_map(|one| text(&one, "number"));
    let email = text(service, "email").or_else(|| contacts.iter().find_map(|one| text(one, "email")));
    let assured = text(service, "assured_date").and_then(|day| day.get(..10)?.parse::<NaiveDate>().ok());
    let assured = assured.filter(|day| *day <= today);
    let told = description.clone().unwrap_or_default();
    let note = EntryNote {
        kind: EntryKind::Local,
        name: cut(&name, LINE),
        provider: provider.map_or_else(|| feed.to_owned(), |name| cut(&name, LINE)),
        does: cut(description.as_deref().unwrap_or(&name), TEXT),
        for_whom: for_whom(service),
        does_not: None,
        phone: phone.map(|phone| cut(&phone, 40)),
        answers: Answers::Own,
        hours: Some(hours(service)),
        night_phone: None,
        email: email.filter(|email| email.contains('@')).map(|email| cut(&email, 120)),
        web: text(service, "url").map(|url| cut(&url, LINE)),
        place: place(service),
        languages: languages(service),
        needs: needs(&format!("{name} {told}")),
        also: None,
        owner: None,
        checked_on: assured,
        checked_by: assured.map(|_| feed.to_owned()),
        check_by: assured.map_or(today, next_check),
        shown: status == "active",
    };
    Ok((note, Fed { feed: feed.to_owned(), key: id.to_string(), whole: service.to_string() }))
}

/// A text that is there, without marks of a page and without letters that nobody sees.
fn text(of: &Value, name: &str) -> Option<String> {
    let raw = of.get(name)?.as_str()?;
    let mut inside = false;
    let plain: String = raw
        .chars()
        .filter(|letter| {
            match letter {
                '<' => inside = true,
                '>' if inside => {
                    inside = false;
                    return false;
                }
                _ => {}
            }
            !inside
        })
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .filter(|letter| !matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'))
        .collect();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    (!plain.is_empty()).then_some(plain)
}

fn list(of: &Value, name: &str) -> Vec<Value> {
    of.get(name).and_then(Value::as_array).cloned().unwrap_or_default()
}

fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most.saturating_sub(1)).chain(['…']).collect()
}

fn for_whom(service: &Value) -> String {
    let age =
        |name: &str| service.get(name).and_then(Value::as_f64).filter(|age| (0.0..=150.0).contains(age));
    match (age("minimum_age"), age("maximum_age")) {
        (Some(from), Some(to)) => format!("You are {from} to {to}."),
        (Some(from), None) => format!("You are {from} or older."),
        (None, Some(to)) => format!("You are {to} or younger."),
        (None, None) => "Ask them.".to_owned(),
    }
}

fn hours(service: &Value) -> String {
    let days = [
        ("MO", "Monday"),
        ("TU", "Tuesday"),
        ("WE", "Wednesday"),
        ("TH", "Thursday"),
        ("FR", "Friday"),
        ("SA", "Saturday"),
        ("SU", "Sunday"),
    ];
    let one = |schedule: &Value| {
        let by_day = text(schedule, "byday").unwrap_or_default();
        let named: Vec<&str> =
            days.iter().filter(|(short, _)| by_day.contains(short)).map(|(_, day)| *day).collect();
        let (opens, closes) = (text(schedule, "opens_at")?, text(schedule, "closes_at")?);
        (!named.is_empty())
            .then(|| format!("{}, {} to {}", named.join(", "), cut(&opens, 5), cut(&closes, 5)))
    };
    let all: Vec<String> = list(service, "schedules").iter().filter_map(one).take(7).collect();
    if all.is_empty() { "Ask them when.".to_owned() } else { cut(&format!("{}.", all.join("; ")), LINE) }
}

fn place(service: &Value) -> Option<String> {
    let location =
        list(service, "service_at_locations").into_iter().find_map(|one| one.get("location").cloned())?;
    let address = list(&location, "addresses").into_iter().next()?;
    let parts =
        ["address_1", "address_2", "city", "postal_code"].iter().filter_map(|part| text(&address, part));
    let place = parts.collect::<Vec<_>>().join(", ");
    (!place.is_empty()).then(|| cut(&place, 300))
}

fn languages(service: &Value) -> Option<String> {
    let all: Vec<String> = list(service, "languages").iter().filter_map(|one| text(one, "name")).collect();
    (!all.is_empty()).then(|| cut(&all.join(", "), LINE))
}

/// Needs by the words of a description: a feed's own terms mean something else in each.
fn needs(said: &str) -> Vec<Need> {
    let words = [
        (Need::Home, &["housing", "homeless", "hostel", "tenancy", "rent", "landlord", "accommodation"][..]),
        (Need::Money, &["money", "debt", "food", "benefits", "budget", "foodbank"]),
        (Need::Safe, &["abuse", "violence", "safeguarding", "refuge", "exploitation"]),
        (
            Need::Health,
            &["health", "counselling", "clinic", "nurse", "wellbeing", "therapy", "drug", "alcohol"],
        ),
        (
            Need::Work,
            &["employment", "training", "college", "school", "apprenticeship", "jobs", "volunteering"],
        ),
        (Need::Parent, &["parent", "parents", "baby", "toddler", "family", "families", "playgroup"]),
        (Need::Disabled, &["disability", "disabled", "autism", "respite", "send"]),
        (Need::Family, &["fostering", "adoption", "kinship", "guardianship"]),
    ];
    let said = terms_of(said);
    words
        .iter()
        .filter(|(_, words)| words.iter().any(|word| said.iter().any(|one| one == word)))
        .map(|(need, _)| *need)
        .collect()
}

fn terms_of(text: &str) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.chunks(8).flat_map(|few| terms(&few.join(" "))).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use proptest::prelude::*;

    fn today() -> NaiveDate {
        "2026-11-23".parse().unwrap()
    }

    #[test]
    fn a_bad_service_is_named_and_the_others_come_in() {
        let id = "0198f0e6-0000-7000-8000-00000000000";
        let feed = format!(
            r#"{{"contents": [
            {{"id": "{id}1", "name": "Quay <b>youth</b> club\u202e", "status": "active", "description": "For housing <script>alert(1)</script> and jobs",
              "minimum_age": 11, "maximum_age": 19, "assured_date": "2026-10-01", "odd": {{"kept": true}},
              "contacts": [{{"phones": [{{"number": "01632 960 181"}}]}}],
              "schedules": [{{"freq": "WEEKLY", "byday": "TH,FR", "opens_at": "16:00", "closes_at": "20:00"}}]}},
            {{"id": "not a uuid", "name": "X", "status": "active"}},
            {{"id": "{id}2", "status": "active"}},
            {{"id": "{id}3", "name": "Y", "status": "odd"}},
            {{"id": "{id}1", "name": "Again", "status": "active"}},
            7]}}"#
        );
        let came = read("Towns", &feed, today()).unwrap();
        assert_eq!((came.good.len(), came.bad.len()), (1, 5), "{:?}", came.bad);
        let (note, fed) = &came.good[0];
        assert_eq!(note.name, "Quay youth club");
        assert_eq!(note.does, "For housing alert(1) and jobs");
        assert_eq!(note.for_whom, "You are 11 to 19.");
        assert_eq!(note.hours.as_deref(), Some("Thursday, Friday, 16:00 to 20:00."));
        assert_eq!(note.needs, [Need::Home, Need::Work]);
        assert!(fed.whole.contains("\"kept\":true"), "what has no place here is kept");
        assert!(came.bad[0].contains("service 2 (not a uuid)"), "{:?}", came.bad);
    }

    #[test]
    fn what_is_no_feed_says_why() {
        for odd in ["<html>", "7", "{}", "{\"contents\": 3}", "[{]"] {
            assert!(read("Towns", odd, today()).is_err(), "{odd}");
        }
        assert!(read("Towns", "[]", today()).unwrap().good.is_empty());
    }

    proptest! {
        #[test]
        fn no_document_makes_it_panic(text in ".{0,300}") {
            let _read = read("Towns", &text, today());
        }
    }
}

//! Our directory as Open Referral UK: what came from another directory goes out as it came, ours in the same form.

use onward_domain::directory::{Answers, Entry, EntryKind, Need};
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

/// The version of the standard.
pub const VERSION: &str = "HSDS-UK-3.0";

/// One service, whole.
#[must_use]
pub fn service(entry: &Entry) -> Value {
    let fed = entry.fed.as_ref().and_then(|fed| serde_json::from_str::<Value>(&fed.whole).ok());
    if let Some(mut whole) = fed {
        // Its directory has it no more: nobody is sent there.
        if let Some(status) =
            whole.get_mut("status").filter(|status| !entry.note.shown && **status == "active")
        {
            *status = json!("defunct");
        }
        return whole;
    }
    ours(entry)
}

fn ours(entry: &Entry) -> Value {
    let (note, id) = (&entry.note, entry.id.to_string());
    let mut service = Map::new();
    let mut put = |name: &str, value: Value| {
        if !value.is_null() {
            service.insert(name.to_owned(), value);
        }
    };
    let organization = organization(&note.provider);
    put("id", json!(id));
    put("organization_id", organization.get("id").cloned().unwrap_or_default());
    put("name", json!(note.name));
    put("status", json!(if note.shown { "active" } else { "inactive" }));
    put("description", json!(format!("{} {}", note.does, note.for_whom)));
    put("url", json!(note.web.as_deref().and_then(web)));
    put("email", json!(note.email.as_ref().filter(|email| is_email(email))));
    put("assured_date", json!(note.checked_on.map(|day| day.to_string())));
    put("last_modified", json!(entry.recorded_at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)));
    put("organization", organization);
    put("contacts", contacts(entry, &id));
    put("schedules", schedules(entry, &id));
    put("service_at_locations", Value::Array(at_location(entry, &id).into_iter().collect()));
    let links = note.needs.iter().map(|need| {
        json!({
            "id": made(&id, need.word()), "link_id": id, "link_type": "service",
            "taxonomy_term_id": term_id(*need), "taxonomy_term": term(*need),
        })
    });
    put("attributes", Value::Array(links.collect()));
    let kind = match note.kind {
        EntryKind::Team => "A team of the council",
        EntryKind::Local => "A local service",
        EntryKind::National => "A national service",
    };
    put("interpretation_services", json!(note.languages));
    put("alert", json!(note.does_not.as_ref().map(|what| format!("{kind}. It does not: {what}"))));
    Value::Object(service)
}

fn contacts(entry: &Entry, id: &str) -> Value {
    let note = &entry.note;
    let phones: Vec<Value> = [&note.phone, &note.night_phone]
        .into_iter()
        .flatten()
        .enumerate()
        .map(|(place, number)| json!({"id": made(id, &format!("phone {place}")), "number": number}))
        .collect();
    if phones.is_empty() {
        return Value::Null;
    }
    json!([{"id": made(id, "contact"), "service_id": id, "name": note.name, "phones": phones}])
}

fn schedules(entry: &Entry, id: &str) -> Value {
    match entry.note.answers {
        Answers::Office => json!([{
            "id": made(id, "schedule"), "service_id": id, "freq": "WEEKLY", "byday": "MO,TU,WE,TH,FR",
            "opens_at": "09:00", "closes_at": "17:00",
        }]),
        Answers::Always => json!([{
            "id": made(id, "schedule"), "service_id": id, "freq": "WEEKLY", "byday": "MO,TU,WE,TH,FR,SA,SU",
            "opens_at": "00:00", "closes_at": "23:59",
        }]),
        Answers::OutOfHours | Answers::Own => entry.note.hours.as_ref().map_or(
            Value::Null,
            |hours| json!([{"id": made(id, "schedule"), "service_id": id, "description": hours}]),
        ),
    }
}

fn at_location(entry: &Entry, id: &str) -> Option<Value> {
    let place = entry.note.place.as_ref()?;
    let location = made(id, "location");
    let address = json!({
        "id": made(id, "address"), "location_id": location, "address_1": place, "city": "", "state_province": "",
        "postal_code": postcode(place).unwrap_or_default(), "country": "GB", "address_type": "physical",
    });
    Some(json!({
        "id": made(id, "at location"), "service_id": id, "location_id": location,
        "location": {
            "id": location, "location_type": "physical", "name": entry.note.name, "addresses": [address],
        },
    }))
}

/// The postcode at the end of an address, where there is one.
fn postcode(place: &str) -> Option<String> {
    let words: Vec<&str> = place.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let [.., out, inward] = words.as_slice() else { return None };
    let inward_fits = inward.len() == 3
        && inward.starts_with(|letter: char| letter.is_ascii_digit())
        && inward.chars().skip(1).all(|letter| letter.is_ascii_uppercase());
    let out_fits = (2..=4).contains(&out.len())
        && out.starts_with(|letter: char| letter.is_ascii_uppercase())
        && out.chars().all(|letter| letter.is_ascii_alphanumeric());
    (inward_fits && out_fits).then(|| format!("{out} {inward}"))
}

fn web(written: &str) -> Option<String> {
    let url: reqwest::Url = written.parse().ok()?;
    ["http", "https"].contains(&url.scheme()).then(|| url.to_string())
}

fn is_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !text.contains(char::is_whitespace)
    })
}

fn organization(name: &str) -> Value {
    json!({"id": made("organization", name), "name": name, "description": name})
}

/// What a reader calls a need, in the standard's list of terms.
const fn called(need: Need) -> &'static str {
    match need {
        Need::Home => "Home",
        Need::Money => "Money",
        Need::Safe => "Being safe",
        Need::Health => "Health",
        Need::Work => "Work and study",
        Need::Parent => "Being a parent",
        Need::Disabled => "Being disabled",
        Need::Family => "Family",
    }
}

const TAXONOMY: &str = "onward-needs";

/// The id of the one taxonomy that is ours.
#[must_use]
pub fn taxonomy_id() -> String {
    made("taxonomy", TAXONOMY)
}

/// The id of a need as a term of it.
#[must_use]
pub fn term_id(need: Need) -> String {
    made("need", need.word())
}

/// A need as a term.
#[must_use]
pub fn term(need: Need) -> Value {
    json!({
        "id": term_id(need), "code": need.word(), "name": called(need), "description": called(need),
        "taxonomy": TAXONOMY, "taxonomy_id": taxonomy_id(),
    })
}

/// Our needs as a taxonomy.
#[must_use]
pub fn taxonomy() -> Value {
    json!({"id": taxonomy_id(), "name": TAXONOMY, "description": "What somebody needs, as the directory is read"})
}

/// A service at one of its locations, as the list of those has it: the service without its lists.
#[must_use]
pub fn at_its_location(service: &Value, place: usize) -> Option<Value> {
    let mut at = service.get("service_at_locations")?.as_array()?.get(place)?.clone();
    let flat = |value: &Value| match value {
        Value::Object(fields) => {
            let once = fields.iter().filter(|(_, value)| !value.is_array());
            Value::Object(once.map(|(name, value)| (name.clone(), value.clone())).collect())
        }
        other => other.clone(),
    };
    let mut once = flat(service);
    if let Some(organization) = service.get("organization") {
        once.as_object_mut()?.insert("organization".to_owned(), flat(organization));
    }
    let fields = at.as_object_mut()?;
    let location = fields.get("location").map(flat);
    fields.retain(|_, value| !value.is_array());
    fields.extend(location.map(|location| ("location".to_owned(), location)));
    fields.insert("service".to_owned(), once);
    Some(at)
}

/// An id that is the same each time: a UUID made of what it belongs to.
fn made(of: &str, what: &str) -> String {
    let hash = Sha256::digest(format!("{of}\n{what}").as_bytes());
    let mut bytes = [0_u8; 16];
    bytes.iter_mut().zip(hash.iter()).for_each(|(slot, byte)| *slot = *byte);
    uuid::Builder::from_custom_bytes(bytes).into_uuid().to_string()
}

/// A page of anything, in the standard's shape.
#[must_use]
pub fn page(contents: Vec<Value>, of: usize, number: usize, size: usize) -> Value {
    let pages = of.div_ceil(size.max(1)).max(1);
    json!({
        "total_items": of,
        "total_pages": pages,
        "page_number": number,
        "size": contents.len(),
        "first_page": number == 1,
        "last_page": number >= pages,
        "empty": contents.is_empty(),
        "contents": contents,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_postcode_is_read_only_where_there_is_one() {
        assert_eq!(postcode("12 High Street, Riverside, TS18 1AB").as_deref(), Some("TS18 1AB"));
        for none in ["The old mill", "Above the 24 hour gym", "Room 4 B12", ""] {
            assert_eq!(postcode(none), None, "{none}");
        }
    }
}

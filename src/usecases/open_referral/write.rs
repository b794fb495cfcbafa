//! Our directory as Open Referral UK: what came from another directory goes out as it came, ours in the same form.

use onward_domain::directory::{Answers, Entry, EntryKind};
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

/// The version of the standard.
pub const VERSION: &str = "HSDS-UK-3.0";

/// One service.
#[must_use]
pub fn service(entry: &Entry) -> Value {
    if let Some(whole) = entry.fed.as_ref().and_then(|fed| serde_json::from_str::<Value>(&fed.whole).ok()) {
        return whole;
    }
    let (note, id) = (&entry.note, entry.id.to_string());
    let mut service = Map::new();
    let mut put = |name: &str, value: Value| {
        if !value.is_null() {
            service.insert(name.to_owned(), value);
        }
    };
    put("id", json!(id));
    put("name", json!(note.name));
    put("status", json!(if note.shown { "active" } else { "inactive" }));
    put("description", json!(format!("{} {}", note.does, note.for_whom)));
    put("url", json!(note.web));
    put("email", json!(note.email));
    put("assured_date", json!(note.checked_on.map(|day| day.to_string())));
    put("last_modified", json!(entry.recorded_at.to_rfc3339()));
    put("organization", organization(&note.provider));
    let phones: Vec<Value> = [&note.phone, &note.night_phone]
        .into_iter()
        .flatten()
        .enumerate()
        .map(|(place, number)| json!({"id": made(&id, &format!("phone {place}")), "number": number}))
        .collect();
    if !phones.is_empty() {
        put("contacts", json!([{"id": made(&id, "contact"), "name": note.name, "phones": phones}]));
    }
    if note.answers == Answers::Office {
        put(
            "schedules",
            json!([{"id": made(&id, "schedule"), "freq": "WEEKLY", "byday": "MO,TU,WE,TH,FR", "opens_at": "09:00", "closes_at": "17:00"}]),
        );
    }
    if let Some(place) = &note.place {
        let address = json!({
            "id": made(&id, "address"), "address_1": place, "city": "", "state_province": "", "postal_code": "",
            "country": "GB", "address_type": "physical"
        });
        let location = json!({"id": made(&id, "location"), "location_type": "physical", "name": note.name, "addresses": [address]});
        put("service_at_locations", json!([{"id": made(&id, "at location"), "location": location}]));
    }
    let terms: Vec<Value> = note
        .needs
        .iter()
        .map(|need| {
            json!({
                "id": made(&id, need.word()), "link_entity": "service",
                "taxonomy_term": {"id": made("need", need.word()), "code": need.word(), "name": need.word(), "taxonomy": "onward-needs"}
            })
        })
        .collect();
    put("attributes", json!(terms));
    let kind = match note.kind {
        EntryKind::Team => "A team of the council",
        EntryKind::Local => "A local service",
        EntryKind::National => "A national service",
    };
    put("interpretation_services", json!(note.languages));
    put("alert", json!(note.does_not.as_ref().map(|what| format!("{kind}. It does not: {what}"))));
    Value::Object(service)
}

fn organization(name: &str) -> Value {
    json!({"id": made("organization", name), "name": name, "description": name})
}

/// An id that is the same each time: a UUID made of what it belongs to.
fn made(of: &str, what: &str) -> String {
    let hash = Sha256::digest(format!("{of}\n{what}").as_bytes());
    let mut bytes = [0_u8; 16];
    bytes.iter_mut().zip(hash.iter()).for_each(|(slot, byte)| *slot = *byte);
    uuid::Builder::from_custom_bytes(bytes).into_uuid().to_string()
}

/// A page of services, in the standard's shape.
#[must_use]
pub fn page(entries: &[Entry], of: usize, number: usize, size: usize) -> Value {
    let pages = of.div_ceil(size.max(1)).max(1);
    json!({
        "total_items": of,
        "total_pages": pages,
        "page_number": number,
        "size": entries.len(),
        "first_page": number == 1,
        "last_page": number >= pages,
        "empty": entries.is_empty(),
        "contents": entries.iter().map(service).collect::<Vec<_>>(),
    })
}

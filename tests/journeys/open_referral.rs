//! What we give out as Open Referral UK is held against the published schema by a validator that is not ours: every endpoint, every
//! page, of the borough's own directory and of a feed that came in.

use crate::support::{House, Visitor};
use jsonschema::Validator;
use onward::usecases::open_referral::{
    read::read,
    take_in::{Came, take_in},
};
use onward_domain::moment::Moment;
use onward_store::scope::Task;
use serde_json::{Value, json};

const AT: &str = "/api/open-referral/v1";

/// The published schema of this name, with the formats checked that it names.
fn schema(name: &str) -> Validator {
    let path = format!("{}/tests/open-referral/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let mut schema: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    if name == "taxonomy" {
        // It names its neighbour by the file's name.
        schema["properties"]["taxonomy_terms"]["items"] = json!({});
    }
    jsonschema::options().should_validate_formats(true).build(&schema).unwrap()
}

/// The shape of a page, as the standard's own description of its API has it.
fn page_schema() -> Validator {
    let path = format!("{}/tests/open-referral/openapi.json", env!("CARGO_MANIFEST_DIR"));
    let api: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut page = api["components"]["schemas"]["Page"].clone();
    let fields: Vec<String> = page["properties"].as_object().unwrap().keys().cloned().collect();
    page["required"] = json!(fields);
    jsonschema::validator_for(&page).unwrap()
}

fn valid(schema: &Validator, value: &Value, what: &str) {
    let wrong: Vec<String> =
        schema.iter_errors(value).map(|why| format!("{}: {why}", why.instance_path())).collect();
    assert_eq!(wrong, [""; 0], "{what}: {value}");
}

fn get(who: &Visitor, at: &str) -> Value {
    serde_json::from_str(&who.get(&format!("{AT}{at}")).expect(200).body).unwrap()
}

/// Every item of a list, page by page; each page is valid.
fn all(who: &Visitor, list: &str) -> Vec<Value> {
    let (page_is, mut items, mut number) = (page_schema(), Vec::new(), 1);
    loop {
        let page = get(who, &format!("{list}?page={number}&per_page=7"));
        valid(&page_is, &page, list);
        assert_eq!(page["page_number"], number);
        items.extend(page["contents"].as_array().unwrap().iter().cloned());
        if page["last_page"] == true {
            assert_eq!(page["total_items"], items.len(), "{list}");
            return items;
        }
        number += 1;
    }
}

fn now() -> Moment {
    Moment { at: "2026-11-23T10:00:00Z".parse().unwrap(), today: "2026-11-23".parse().unwrap() }
}

/// Two clubs of another directory, one with a place, a term and hours of its own.
fn clubs() -> String {
    let id = |place: usize| format!("0198f0e6-0000-7000-8000-{place:012x}");
    json!([
        {
            "id": id(1), "name": "Quay chess club", "status": "active", "minimum_age": 11, "maximum_age": 19,
            "description": "Chess", "last_modified": "2026-11-01T09:00:00Z",
            "organization": {"id": id(11), "name": "Quay", "description": "Clubs"},
            "schedules": [{"id": id(12), "freq": "WEEKLY", "byday": "TH,FR", "opens_at": "16:00", "closes_at": "20:00"}],
            "attributes": [{"id": id(13), "taxonomy_term": {"id": id(14), "name": "Chess", "description": "Chess", "taxonomy_id": id(15)}}],
            "service_at_locations": [{"id": id(16), "location": {"id": id(17), "location_type": "physical", "addresses": [{
                "id": id(18), "address_1": "1 Quay", "city": "Riverside", "state_province": "", "postal_code": "TS18 1AB",
                "country": "GB", "address_type": "physical",
            }]}}],
        },
        {"id": id(2), "name": "Quay rowing club", "status": "active", "minimum_age": 18, "description": "Rowing"},
    ])
    .to_string()
}

#[test]
fn every_answer_is_valid_by_the_published_schema() {
    let house = House::open();
    let all_of_it = read("Quay", &clubs(), now().today).unwrap().good;
    let came = house
        .store
        .write(move |tx| take_in(&tx.system(Task::Job, None, now())?, "Quay", &all_of_it, false))
        .unwrap();
    assert!(matches!(came, Came::So(_)));
    let who = house.visitor();
    let about = get(&who, "");
    assert!(about["version"] == "HSDS-UK-3.0" && about["openapi_url"].is_string(), "{about}");
    let (whole, once, at_place) =
        (schema("service"), schema("service_list"), schema("service_at_location_list"));
    let services = all(&who, "/services");
    assert!(services.len() > 12, "{}", services.len());
    for one in &services {
        valid(&once, one, "a service of the list");
        let id = one["id"].as_str().unwrap();
        let single = get(&who, &format!("/services/{id}"));
        valid(&whole, &single, "a service");
        assert_eq!(&single, one, "the list has all of it");
    }
    let places = all(&who, "/service_at_locations");
    assert!(places.len() > 3, "{}", places.len());
    for one in &places {
        valid(&at_place, one, "a service at a location");
        let single = get(&who, &format!("/service_at_locations/{}", one["id"].as_str().unwrap()));
        valid(&whole, &single, "the service there");
        assert_eq!(single["id"], one["service"]["id"]);
    }
    let (taxonomy, term) = (schema("taxonomy"), schema("taxonomy_term"));
    let taxonomies = all(&who, "/taxonomies");
    assert_eq!(taxonomies.len(), 1);
    valid(&taxonomy, &taxonomies[0], "a taxonomy");
    let one = get(&who, &format!("/taxonomies/{}", taxonomies[0]["id"].as_str().unwrap()));
    valid(&taxonomy, &one, "one taxonomy");
    for one in all(&who, "/taxonomy_terms") {
        valid(&term, &one, "a term");
        assert_eq!(one["taxonomy_id"], taxonomies[0]["id"]);
        assert_eq!(get(&who, &format!("/taxonomy_terms/{}", one["id"].as_str().unwrap())), one);
    }
    for none in ["services", "service_at_locations", "taxonomies", "taxonomy_terms"] {
        who.get(&format!("{AT}/{none}/0198f0e6-0000-7000-8000-00000000dead")).expect(404);
    }
}

#[test]
fn the_validator_refuses_what_the_standard_refuses() {
    let whole = schema("service");
    let good = json!({"id": "0198f0e6-0000-7000-8000-000000000001", "name": "Club", "status": "active"});
    assert!(whole.is_valid(&good));
    for (field, odd) in [
        ("id", json!("7")),
        ("status", json!("open")),
        ("name", Value::Null),
        ("email", json!("nobody")),
        ("minimum_age", json!("eleven")),
        ("last_modified", json!("yesterday")),
    ] {
        let mut bad = good.clone();
        bad[field] = odd;
        assert!(!whole.is_valid(&bad), "{field}");
    }
}

#[test]
fn the_filters_of_the_standard_find_what_they_name() {
    let house = House::open();
    let came = read("Quay", &clubs(), now().today).unwrap().good;
    house.store.write(move |tx| take_in(&tx.system(Task::Job, None, now())?, "Quay", &came, false)).unwrap();
    let who = house.visitor();
    let names = |list: &str, filter: &str| -> Vec<String> {
        let page = get(&who, &format!("{list}?per_page=100&{filter}"));
        let name = |one: &Value| {
            let service = one.get("service").unwrap_or(one);
            service["name"].as_str().unwrap().to_owned()
        };
        page["contents"].as_array().unwrap().iter().map(name).collect()
    };
    let chess = ["Quay chess club".to_owned()];
    let id = |place: usize| format!("0198f0e6-0000-7000-8000-{place:012x}");
    assert_eq!(names("/services", "minimum_age=11&maximum_age=19"), chess);
    assert_eq!(names("/services", "minimum_age=18"), ["Quay rowing club"]);
    assert_eq!(names("/services", &format!("taxonomy_term_id={}", id(14))), chess);
    assert_eq!(names("/services", &format!("taxonomy_id={}", id(15))), chess);
    assert_eq!(names("/services", "day=TH&start_time=16:00&end_time=20:00"), chess);
    assert!(names("/services", "day=SU&start_time=16:00&end_time=20:00").is_empty());
    assert_eq!(names("/services", "search=chess"), chess);
    assert_eq!(names("/service_at_locations", "postcode=ts18+1ab"), chess);
    assert!(names("/service_at_locations", "postcode=TS18").contains(&chess[0]));
    let terms = get(&who, "/taxonomy_terms");
    let home = terms["contents"].as_array().unwrap().iter().find(|one| one["code"] == "home").unwrap();
    let homes = names("/services", &format!("taxonomy_term_id={}", home["id"].as_str().unwrap()));
    assert!(!homes.is_empty() && !homes.contains(&chess[0]), "{homes:?}");
}

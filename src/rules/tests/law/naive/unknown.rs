//! Rule 3.8: replace every unknown fact by both extremes and see whether the answers agree.

use super::calendar::{Day, birthday, day, written};
use super::entitlements::{EXACT, INSTEAD};
use super::facts::{Known, date, flag, list, text};
use super::status::Life;
use serde_json::{Map, Value, json};

/// The full answer of the naive model, in the words of a case's `expect`. Anything that the rules leave open where a
/// fact is unknown is left out.
pub fn answer(person: &Value, as_of: &str) -> Value {
    let on = day(as_of);
    if person.get("date_of_birth").is_none_or(Value::is_null) {
        return without_birth_date(person);
    }
    let facts = unknowns(person, on);
    if facts.is_empty() {
        let mut answer = plain_answer(person, on);
        answer.insert("missing".to_owned(), json!([]));
        let instead = instead(person, &answer["entitlements"]);
        answer.insert("instead".to_owned(), instead);
        return Value::Object(answer);
    }
    let variants: Vec<Map<String, Value>> = (0..1_usize << facts.len())
        .map(|choice| plain_answer(&with_extremes(person, &facts, choice, on), on))
        .collect();
    let differs = |key: &str| variants.iter().any(|other| other[key] != variants[0][key]);
    let mut answer = Map::new();
    for key in ["duty_stage", "route", "looked_after", "qualifying_days", "owed_by"] {
        let value = if differs(key) { Value::Null } else { variants[0][key].clone() };
        answer.insert(key.to_owned(), value);
    }
    let (status, missing) = if differs("status") {
        let missing = (0..facts.len())
            .filter(|bit| {
                (0..variants.len())
                    .any(|choice| variants[choice]["status"] != variants[choice ^ (1 << bit)]["status"])
            })
            .map(|bit| facts[bit].clone())
            .collect();
        (json!("needs_information"), missing)
    } else {
        (variants[0]["status"].clone(), Vec::new())
    };
    answer.insert("status".to_owned(), status);
    answer.insert("missing".to_owned(), json!(missing));
    let mut codes: Vec<Value> = variants
        .iter()
        .flat_map(|variant| variant["confirm"].as_array().cloned().unwrap_or_default())
        .collect();
    codes.sort_by_key(Value::to_string);
    codes.dedup();
    answer.insert("confirm".to_owned(), json!(codes));
    let outcomes = agreed_outcomes(person, &facts, &variants);
    answer.insert("instead".to_owned(), instead(person, &outcomes));
    answer.insert("entitlements".to_owned(), outcomes);
    Value::Object(answer)
}

/// 0.3 with 6a.
fn instead(person: &Value, outcomes: &Value) -> Value {
    let open = |id: &str| outcomes[id] == "entitled" || outcomes[id] == "needs_information";
    let no_recourse = person["circumstances"]["recourse_to_public_funds"] == json!(false);
    let of = |(id, may_help): &(&str, &[&str])| {
        let told_no = outcomes[*id] == "not_entitled" || outcomes[*id] == "upcoming";
        let named = |other: &&&str| **other != "immigration_fee_help" || no_recourse;
        let list: Vec<&&str> = may_help.iter().filter(named).filter(|other| told_no && open(other)).collect();
        ((*id).to_owned(), json!(list))
    };
    Value::Object(INSTEAD.iter().map(of).collect())
}

/// The document with every combination of extremes in place of its unknown facts.
pub fn variants(person: &Value, as_of: &str) -> Vec<Value> {
    if person.get("date_of_birth").is_none_or(Value::is_null) {
        return Vec::new();
    }
    let facts = unknowns(person, day(as_of));
    (0..1_usize << facts.len()).map(|choice| with_extremes(person, &facts, choice, day(as_of))).collect()
}

/// The unknown facts by name, in the order of the document.
pub fn unknowns(person: &Value, on: Day) -> Vec<String> {
    let mut facts = Vec::new();
    if person.get("episodes").is_none_or(Value::is_null) {
        facts.push("episodes".to_owned());
    }
    for (i, episode) in list(person, "episodes").iter().enumerate() {
        for key in ["start", "legal_status"] {
            if episode.get(key).is_none_or(Value::is_null) {
                facts.push(format!("episodes[{i}].{key}"));
            }
        }
        if flag(episode, "end_unknown") == Some(true) && date(episode, "end").is_none() {
            facts.push(format!("episodes[{i}].end"));
        }
        if country(episode) != "england" {
            facts.push(format!("episodes[{i}].country"));
        }
        if taken_over(person, i, on) {
            facts.push(format!("episodes[{i}].taken_over"));
        }
    }
    for (i, event) in list(person, "events").iter().enumerate() {
        if event["type"] == "returned_home" && event.get("with").is_none_or(Value::is_null) {
            facts.push(format!("events[{i}].with"));
        }
    }
    facts
}

fn country(episode: &Value) -> String {
    text(episode, "country").unwrap_or_else(|| "england".to_owned())
}

/// 3.8: ended with E3 by the day and before 18, and no other listed episode starts on or after its start and runs
/// past its end.
fn taken_over(person: &Value, i: usize, on: Day) -> bool {
    let episodes = list(person, "episodes");
    let birth = date(person, "date_of_birth").expect("a birth date");
    let (Some(end), start) = (date(&episodes[i], "end"), date(&episodes[i], "start")) else { return false };
    let follows = episodes.iter().enumerate().any(|(other, later)| {
        other != i
            && start.is_some_and(|start| date(later, "start").is_some_and(|from| from >= start))
            && date(later, "end").is_none_or(|until| until > end)
    });
    episodes[i]["reason_ended"] == "E3" && end <= on && end < birthday(birth, 18) && !follows
}

/// The document with one extreme in place of each unknown: bit `n` of `choice` picks for fact `n`.
fn with_extremes(person: &Value, facts: &[String], choice: usize, on: Day) -> Value {
    let second = |fact: &str| {
        let bit = facts.iter().position(|known| known == fact);
        bit.map(|bit| choice >> bit & 1 == 1)
    };
    let birth = date(person, "date_of_birth").expect("a birth date");
    let mut full = person.clone();
    if let Some(in_care) = second("episodes") {
        full["episodes"] = if in_care {
            json!([{"start": written(birthday(birth, 14)), "end": null, "legal_status": "V2"}])
        } else {
            json!([])
        };
    }
    let mut previous_end = None;
    for (i, episode) in full["episodes"].as_array_mut().expect("a list").iter_mut().enumerate() {
        if let Some(second) = second(&format!("episodes[{i}].legal_status")) {
            episode["legal_status"] = json!(if second { "V4" } else { "V2" });
        }
        if let Some(second) = second(&format!("episodes[{i}].start")) {
            let start =
                if second { previous_end.unwrap_or(birth) } else { date(episode, "end").unwrap_or(on) };
            episode["start"] = json!(written(start));
        }
        if let Some(second) = second(&format!("episodes[{i}].end")) {
            episode["end"] = if second { json!(written(on)) } else { episode["start"].clone() };
        }
        previous_end = date(episode, "end");
        if second(&format!("episodes[{i}].taken_over")) == Some(true) {
            episode["end"] = Value::Null;
            episode["runs_on_elsewhere"] = json!(true);
        }
    }
    let there = |i: &usize| second(&format!("episodes[{i}].country")) != Some(true);
    let episodes = list(&full, "episodes");
    full["episodes"] = (0..episodes.len()).filter(there).map(|i| episodes[i].clone()).collect();
    for (i, event) in list(&full, "events").iter().enumerate() {
        let mut event = event.clone();
        if let Some(second) = second(&format!("events[{i}].with")) {
            event["with"] = json!(if second { "relative_no_pr" } else { "parent" });
            full["events"][i] = event;
        }
    }
    full
}

fn plain_answer(person: &Value, on: Day) -> Map<String, Value> {
    let life = Life::of(Known::read(person));
    let now = life.standing(on);
    let mut entitlements = Map::new();
    let mut upcoming = Map::new();
    for id in EXACT {
        let (outcome, from) = life.outlook(id, on);
        entitlements.insert(id.to_owned(), json!(outcome));
        if let Some(from) = from {
            upcoming.insert(id.to_owned(), json!(written(from)));
        }
    }
    let answer = json!({
        "status": now.status,
        "duty_stage": now.stage,
        "route": now.route,
        "looked_after": life.days.ordinary(on),
        "qualifying_days": life.days.qualifying_days(on),
        "entitlements": entitlements,
        "upcoming_from": upcoming,
        "dates": life.dates(on),
        "next_change": life.next_change(on),
        "responsible_authority": life.responsible_authority(on),
        "owed_by": life.owed_by(on),
        "warnings": life.warnings(on),
        "confirm": life.confirm(on),
    });
    match answer {
        Value::Object(answer) => answer,
        _ => unreachable!(),
    }
}

/// 3.11: care in these countries counts for these entries without asking. Somewhere to stay tonight depends on priority
/// need.
const COUNTS_CARE_IN: [(&str, &[&str]); 5] = [
    ("priority_need", &["wales", "scotland"]),
    ("somewhere_tonight", &["wales", "scotland"]),
    ("sar_exemption", &["wales", "scotland"]),
    ("apprenticeship_bursary", &["wales", "scotland", "northern_ireland"]),
    ("student_finance_independent", &["wales"]),
];

fn agreed_outcomes(person: &Value, facts: &[String], variants: &[Map<String, Value>]) -> Value {
    let episodes = list(person, "episodes");
    let agreed = EXACT.iter().map(|&id| {
        let counts = COUNTS_CARE_IN.iter().find(|(entry, _)| *entry == id).map_or(&[][..], |(_, list)| *list);
        // The bits of the countries that this entry counts stay at "as if in England".
        let settled =
            episodes.iter().enumerate().filter(|(_, episode)| counts.contains(&country(episode).as_str()));
        let settled: usize = settled
            .filter_map(|(i, _)| facts.iter().position(|fact| *fact == format!("episodes[{i}].country")))
            .map(|bit| 1 << bit)
            .sum();
        let looked_at = variants.iter().enumerate().filter(|(choice, _)| choice & settled == 0);
        let outcomes: Vec<&Value> = looked_at.map(|(_, variant)| &variant["entitlements"][id]).collect();
        let same = outcomes.iter().all(|outcome| *outcome == outcomes[0]);
        let answer = if same { outcomes[0].clone() } else { json!("needs_information") };
        (id.to_owned(), answer)
    });
    Value::Object(agreed.collect())
}

fn without_birth_date(person: &Value) -> Value {
    let in_care = !list(person, "episodes").is_empty();
    let outcome = |id: &str| match id {
        "records_access" | "complaint" => "entitled",
        "independent_advocacy" if in_care => "entitled",
        _ => "needs_information",
    };
    let outcomes: Map<String, Value> = EXACT.iter().map(|&id| (id.to_owned(), json!(outcome(id)))).collect();
    json!({
        "status": "needs_information",
        "duty_stage": null,
        "route": null,
        "looked_after": null,
        "qualifying_days": null,
        "owed_by": null,
        "missing": ["date_of_birth"],
        "entitlements": outcomes,
    })
}

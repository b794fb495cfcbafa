use super::{onward, repository, text};
use serde_json::{Value, json};

/// Amara: in care since 2019, 17, on 22 November 2026.
fn amara(id: &str) -> String {
    json!({
        "id": id,
        "person": {
            "date_of_birth": "2009-05-10",
            "episodes": [{ "start": "2019-03-04", "end": null, "legal_status": "C2", "placement": "U4" }],
            "circumstances": {
                "education": { "kind": "none" }, "recourse_to_public_funds": true,
                "parent": false, "limited_capability": false
            }
        },
        "as_of": "2026-11-22"
    })
    .to_string()
}

fn answers(output: &std::process::Output) -> Vec<Value> {
    text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Worked cases as lines, and what each one expects.
fn worked_cases() -> (String, Vec<Value>) {
    let cases = std::fs::read_to_string(repository("tests/cases/cases-public.json")).unwrap();
    let cases: Value = serde_json::from_str(&cases).unwrap();
    let cases = cases["cases"].as_array().unwrap().clone();
    let line = |case: &Value| {
        json!({ "id": case["id"], "person": case["person"], "as_of": case["as_of"] }).to_string() + "\n"
    };
    (cases.iter().map(line).collect(), cases)
}

#[test]
fn each_person_gets_an_answer_with_every_key_and_every_entitlement() {
    let output = onward(&["assess"], &amara("amara"));
    assert_eq!(output.status.code(), Some(0));
    let [answer] = &answers(&output)[..] else { panic!("one line") };
    let keys: Vec<&str> = answer.as_object().unwrap().keys().map(String::as_str).collect();
    for key in [
        "id",
        "status",
        "duty_stage",
        "route",
        "looked_after",
        "qualifying_days",
        "missing",
        "entitlements",
        "dates",
        "next_change",
        "responsible_authority",
        "warnings",
        "confirm",
    ] {
        assert!(keys.contains(&key), "{key} is not among {keys:?}");
    }
    assert_eq!(answer["id"], "amara");
    assert_eq!(answer["status"], "eligible");
    assert_eq!(answer["next_change"]["date"], "2027-05-10");
    let entitlements = answer["entitlements"].as_object().unwrap();
    assert_eq!(entitlements.len(), 80);
    for (id, entitlement) in entitlements {
        for key in ["outcome", "from", "until", "upcoming_from", "amount_pence", "state", "needs"] {
            assert!(entitlement.get(key).is_some(), "{id} has no {key}");
        }
    }
    assert_eq!(entitlements["universal_credit"]["upcoming_from"], "2027-05-10");
    assert_eq!(entitlements["setting_up_home_allowance"]["amount_pence"], 300_000);
    assert_eq!(entitlements["staying_close"]["state"], "passed_not_in_force");
}

#[test]
fn the_worked_cases_come_out_of_the_program_as_they_should() {
    let (input, cases) = worked_cases();
    let output = onward(&["assess", "-"], &input);
    assert_eq!(output.status.code(), Some(0));
    let answers = answers(&output);
    assert_eq!(answers.len(), cases.len());
    for (case, answer) in cases.iter().zip(&answers) {
        let told = format!("{} {}: {}", case["id"], case["title"], case["why"]);
        assert_eq!(answer["id"], case["id"]);
        for key in
            ["status", "duty_stage", "route", "looked_after", "qualifying_days", "dates", "next_change"]
        {
            if let Some(wanted) = case["expect"].get(key) {
                assert_eq!(answer[key], *wanted, "{key} of {told}");
            }
        }
        for (id, outcome) in case["expect"]["entitlements"].as_object().unwrap() {
            assert_eq!(answer["entitlements"][id]["outcome"], *outcome, "{id} of {told}");
        }
    }
}

#[test]
fn bad_lines_are_reported_by_number_and_the_others_answered() {
    let lines = [
        amara("one"),
        "this is not JSON".to_owned(),
        String::new(),
        json!({ "id": "four", "person": { "date_of_birth": "10 May 2009" }, "as_of": "2026-11-22" })
            .to_string(),
        json!({ "id": "five", "person": { "circumstances": { "parant": true } }, "as_of": "2026-11-22" })
            .to_string(),
        json!({ "id": "six", "person": {} }).to_string(),
        amara("seven"),
    ];
    for threads in ["1", "4"] {
        let output = onward(&["assess", "--threads", threads], &lines.join("\n"));
        assert_eq!(output.status.code(), Some(1));
        assert!(text(&output.stderr).contains("4 lines could not be read"));
        let answers = answers(&output);
        let told: Vec<(&Value, Option<u64>)> =
            answers.iter().map(|answer| (&answer["id"], answer["line"].as_u64())).collect();
        let expected = [
            (&json!("one"), None),
            (&Value::Null, Some(2)),
            (&json!("four"), Some(4)),
            (&json!("five"), Some(5)),
            (&json!("six"), Some(6)),
            (&json!("seven"), None),
        ];
        assert_eq!(told, expected);
        assert!(answers[3]["error"].as_str().unwrap().contains("parant"), "{}", answers[3]);
        assert!(answers[4]["error"].as_str().unwrap().contains("as_of"), "{}", answers[4]);
    }
}

#[test]
fn a_person_nothing_is_known_about_gets_an_answer() {
    let output = onward(&["assess"], r#"{"id":"nobody","person":{},"as_of":"2026-11-22"}"#);
    assert_eq!(output.status.code(), Some(0));
    let answer = &answers(&output)[0];
    assert_eq!(answer["status"], "needs_information");
    assert_eq!(answer["missing"], json!(["date_of_birth"]));
    assert_eq!(answer["entitlements"]["personal_adviser"]["outcome"], "needs_information");
}

#[test]
fn any_number_of_threads_writes_the_same_lines_in_the_same_order() {
    let (cases, _) = worked_cases();
    let input = cases.repeat(40);
    let alone = onward(&["assess"], &input);
    let together = onward(&["assess", "--threads", "5"], &input);
    assert_eq!(alone.stdout.iter().filter(|byte| **byte == b'\n').count(), 90 * 40);
    assert!(alone.stdout == together.stdout, "five threads wrote something different from one");
}

#[test]
fn empty_input_is_not_an_error() {
    let output = onward(&["assess"], "");
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stdout.is_empty() && output.stderr.is_empty());
}

#[test]
fn the_explanation_has_plain_lines_and_a_tree_for_the_status_and_each_entitlement() {
    let answer = &answers(&onward(&["assess", "--explain"], &amara("amara")))[0];
    assert_eq!(answer["status"], "eligible");
    let why = &answer["explanation"];
    let lines = why["status"]["lines"].as_array().unwrap();
    assert!((1..=5).contains(&lines.len()), "{lines:?}");
    assert!(lines.iter().any(|line| line["text"].as_str().unwrap().contains("4 March 2019")), "{lines:?}");
    assert_eq!(why["status"]["trace"]["truth"], "yes");
    assert!(!why["status"]["trace"]["children"].as_array().unwrap().is_empty());
    assert_eq!(why["entitlements"].as_object().unwrap().len(), 80);
    let whole = answer.to_string();
    let tree = why["status"]["trace"].to_string();
    assert_eq!(
        whole.matches(&tree).count(),
        1,
        "the status tree stands once, and not under each entitlement"
    );
    let adviser = &why["entitlements"]["personal_adviser"]["trace"];
    assert!(adviser.to_string().contains("\"truth\":\"yes\""), "{adviser}");
}

#[test]
fn what_if_adds_the_difference() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("what-if.json");
    let what_if = |supposed: &str| {
        std::fs::write(&file, supposed).unwrap();
        onward(&["assess", "--what-if", file.to_str().unwrap()], &amara("amara"))
    };
    let leaves = what_if(r#"[{ "change": "care_ends", "on": "2027-01-10" }]"#);
    let difference = &answers(&leaves)[0]["what_if"];
    assert_eq!(difference["standing"]["from"], "2027-01-10");
    assert_eq!(difference["standing"]["after"]["status"], "relevant");
    let has_a_child = what_if(r#"{ "circumstances": { "parent": true } }"#);
    let difference = &answers(&has_a_child)[0]["what_if"];
    assert_eq!(difference["standing"], Value::Null);
    let ids: Vec<&Value> =
        difference["entitlements"].as_array().unwrap().iter().map(|each| &each["id"]).collect();
    assert!(ids.contains(&&json!("universal_credit")), "{ids:?}");
    let nothing = what_if("[]");
    assert_eq!(answers(&nothing)[0]["what_if"]["entitlements"], json!([]));
    let wrong = what_if(r#"{ "circumstances": { "parant": true } }"#);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(text(&wrong.stderr).contains("parant"));
}

#[test]
fn an_offer_above_the_floor_applies_and_one_below_it_is_refused() {
    let full = repository("src/rules/offers/stockton_riverside.toml");
    let answer = &answers(&onward(&["assess", "--offer", &full], &amara("amara")))[0];
    assert_eq!(answer["entitlements"]["setting_up_home_allowance"]["amount_pence"], 350_000);
    assert!(answer["entitlements"]["riverside_fund"].is_object());
    let empty = repository("src/rules/offers/empty.toml");
    assert_eq!(
        onward(&["assess", "--offer", &empty], &amara("a")).stdout,
        onward(&["assess"], &amara("a")).stdout
    );
    let folder = tempfile::tempdir().unwrap();
    let low = folder.path().join("low.toml");
    let offer = "authority = \"Low\"\nsource = { cite = \"A leaflet\", mark = \"M\", checked = 2026-11-22 }\n\
                 [figure.setting_up_home]\namount = [{ from = 2026-04-01, is = 2500 }]\n";
    std::fs::write(&low, offer).unwrap();
    let refused = onward(&["assess", "--offer", low.to_str().unwrap()], &amara("amara"));
    assert_eq!(refused.status.code(), Some(2));
    let told = text(&refused.stderr);
    assert!(told.contains("3000") || told.contains("3,000"), "the floor is not named: {told}");
}

#[test]
fn the_summary_counts_and_times_reading_and_assessing_separately() {
    let (input, _) = worked_cases();
    let output = onward(&["assess", "--summary"], &(input + "nonsense\n"));
    assert_eq!(output.status.code(), Some(1));
    let summary = text(&output.stdout);
    let number = |what: &str| {
        let line = summary
            .lines()
            .find(|line| line.starts_with(what))
            .unwrap_or_else(|| panic!("{what}: {summary}"));
        line.trim_start_matches(what).split_whitespace().next().unwrap().parse::<f64>().unwrap()
    };
    assert_eq!(number("people "), 90.0);
    assert_eq!(number("bad lines "), 1.0);
    assert!(number("seconds reading ") >= 0.0 && number("seconds assessing ") > 0.0 - f64::EPSILON);
    assert_eq!(number("relevant "), 11.0);
    let adviser: Vec<&str> = summary
        .lines()
        .find(|line| line.starts_with("personal_adviser "))
        .unwrap()
        .split_whitespace()
        .collect();
    assert_eq!(adviser[1..5], ["47", "3", "8", "32"]);
}

#[test]
fn bad_arguments_are_explained_and_exit_with_2() {
    for arguments in
        [&["assess", "/no/such/file"][..], &["assess", "--offer", "/no/such/offer.toml"], &["assess", "/"]]
    {
        let output = onward(arguments, "");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(text(&output.stderr).contains("can't be read"), "{arguments:?}");
    }
    assert_eq!(onward(&["assess", "--threads", "0"], "").status.code(), Some(2));
}

#[test]
fn an_id_comes_back_unchanged_and_bad_input_is_explained_in_plain_words() {
    let line = |id: Value, person: &str| format!(r#"{{"id":{id},"person":{person},"as_of":"2026-11-22"}}"#);
    let table = [
        (line(json!(5), "{}"), json!(5), None),
        (line(json!("5"), "{}"), json!("5"), None),
        (r#"  {"person":{},"as_of":"2026-11-22"}"#.to_owned(), Value::Null, None),
        (line(json!(1), r#"{"date_of_birth":"2009-02-30"}"#), json!(1), Some("there is no day 2009-02-30")),
        (line(json!(1), r#"{"date_of_birth":"0203-02-28"}"#), json!(1), Some("years go from 1900 to 2199")),
        (line(json!(1), r#"{"date_of_birth":"04/03/2019"}"#), json!(1), Some("write it as 2026-11-22")),
        (line(json!(1), "null"), json!(1), Some("found null, expected an object")),
        (
            line(json!(1), r#"{"circumstances":{"setting_up_home_paid":"all"}}"#),
            json!(1),
            Some("expected a number"),
        ),
        (line(json!(1), r#"{"circumstances":{"education":["he"]}}"#), json!(1), Some("expected an object")),
        (line(json!(1), r#"{"parant":1}"#), json!(1), Some("there is no key `parant`")),
        (r#"["x",{},"2026-11-22"]"#.to_owned(), Value::Null, Some("not an object")),
    ];
    let input: Vec<&str> = table.iter().map(|(line, ..)| line.as_str()).collect();
    let answers = answers(&onward(&["assess"], &input.join("\n")));
    for ((line, id, problem), answer) in table.iter().zip(&answers) {
        assert_eq!(&answer["id"], id, "{line}");
        match problem {
            None => assert_eq!(answer["status"], "needs_information", "{line}"),
            Some(problem) => assert!(answer["error"].as_str().unwrap().contains(problem), "{line}: {answer}"),
        }
    }
    assert_eq!(answers.len(), table.len());
}

#[test]
fn an_impossible_number_of_threads_is_refused() {
    let output = onward(&["assess", "--threads", "100000"], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("256"), "{}", text(&output.stderr));
}

/// The most memory a process has used so far, in kilobytes.
#[cfg(target_os = "linux")]
fn peak(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let peak = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    peak.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// The peak memory after this many lines and after all of them, while the program is still waiting for more.
#[cfg(target_os = "linux")]
fn peaks(arguments: &[&str], early: u64, all: u64) -> (u64, u64) {
    use std::io::Write;
    use std::process::{Command, Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_onward"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut stdin, mut stdout) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    let reading = std::thread::spawn(move || std::io::copy(&mut stdout, &mut std::io::sink()).unwrap());
    let mut at_first = 0;
    for number in 1..=all {
        stdin.write_all(format!("{}\n", amara(&number.to_string())).as_bytes()).unwrap();
        if number == early {
            at_first = peak(child.id());
        }
    }
    let at_last = peak(child.id());
    drop(stdin);
    assert!(child.wait().unwrap().success());
    assert!(reading.join().unwrap() > 0);
    (at_first, at_last)
}

/// `LINES=1000000 cargo nextest run memory` for a long run; it prints its results.
#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_the_number_of_lines() {
    let all: u64 = std::env::var("LINES").ok().and_then(|lines| lines.parse().ok()).unwrap_or(20_000);
    for arguments in [&["assess"][..], &["assess", "--threads", "2"], &["assess", "--summary"]] {
        let (early, late) = peaks(arguments, 4_000, all);
        println!("{arguments:?}: {early} kB after 4,000 lines, {late} kB after {all}");
        assert!(late < early + 8_192, "{arguments:?}: {early} kB after 4,000 lines, {late} kB after {all}");
    }
}

/// Amara's line with another document.
fn changed(change: impl Fn(&mut Value)) -> String {
    let mut line: Value = serde_json::from_str(&amara("amara")).unwrap();
    change(&mut line);
    line.to_string()
}

#[test]
fn a_temporary_move_on_the_eve_of_18_leaves_the_foster_home_to_stay_in() {
    for code in ["T0", "T1", "T2", "T3", "T4"] {
        let line = changed(|line| {
            line["as_of"] = json!("2027-06-01");
            line["person"]["circumstances"]["staying_put"] = json!(true);
            line["person"]["episodes"] = json!([
                { "start": "2019-03-04", "end": "2027-05-01", "legal_status": "C2", "placement": "U4", "reason_ended": "X1" },
                { "start": "2027-05-01", "end": null, "legal_status": "C2", "placement": code },
            ]);
        });
        let answer = &answers(&onward(&["assess"], &line))[0];
        assert_eq!(answer["entitlements"]["staying_put"]["outcome"], "entitled", "{code}");
    }
}

#[test]
fn what_can_t_be_is_refused_line_by_line_and_says_what() {
    let reversed = changed(|line| line["person"]["episodes"][0]["end"] = json!("2018-01-01"));
    let too_early = changed(|line| line["person"]["episodes"][0]["start"] = json!("1990-01-01"));
    let output = onward(&["assess"], &format!("{reversed}\n{too_early}\n{}\n", amara("amara")));
    let lines = answers(&output);
    assert_ne!(output.status.code(), Some(0));
    assert_eq!(lines[0]["error"], "episodes[0] ends before it begins");
    assert_eq!(lines[1]["error"], "episodes[0] begins before the date of birth");
    assert_eq!(lines[2]["status"], "eligible");
}

#[test]
fn a_what_if_that_can_t_be_is_refused_and_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("what-if.json");
    std::fs::write(&file, r#"[{ "change": "care_ends", "on": "2012-01-10" }]"#).unwrap();
    let output = onward(&["assess", "--what-if", file.to_str().unwrap()], &amara("amara"));
    assert_ne!(output.status.code(), Some(0));
    let error = "what is supposed can't be: care can't end on 2012-01-10: it had not begun";
    assert_eq!(answers(&output)[0]["error"], error);
}

#[test]
fn an_end_that_is_known_and_not_and_a_reason_for_no_end_are_refused_in_words() {
    let both = changed(|line| {
        line["person"]["episodes"][0]["end"] = json!("2025-01-01");
        line["person"]["episodes"][0]["end_unknown"] = json!(true);
    });
    let no_end = changed(|line| line["person"]["episodes"][0]["reason_ended"] = json!("E9"));
    let lines = answers(&onward(&["assess"], &format!("{both}\n{no_end}\n")));
    let said = |line: &Value| line["error"].as_str().unwrap().to_owned();
    assert!(
        said(&lines[0]).starts_with("episodes[0] has an end, and says that its end is not known"),
        "{lines:?}"
    );
    assert!(said(&lines[1]).starts_with("episodes[0] has a reason for its end and no end"), "{lines:?}");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("what-if.json");
    let supposed =
        json!({ "episodes": [{ "start": "2019-03-04", "legal_status": "C2", "reason_ended": "E9" }] });
    std::fs::write(&file, supposed.to_string()).unwrap();
    let output = onward(&["assess", "--what-if", file.to_str().unwrap()], &amara("amara"));
    assert!(said(&answers(&output)[0]).contains("a reason for its end and no end"), "a what-if alike");
}

#[test]
fn a_reason_that_says_what_nothing_tells_of_is_a_check_beside_the_answer() {
    let ended = |reason: &str, events: Value| {
        changed(|line| {
            line["person"]["episodes"][0]["end"] = json!("2025-09-01");
            line["person"]["episodes"][0]["reason_ended"] = json!(reason);
            line["person"]["events"] = events.clone();
        })
    };
    for reason in ["E9", "E15", "X1", "E4A", "E45", "E11"] {
        let line = ended(reason, json!([]));
        for how in [&["assess"][..], &["assess", "--explain"]] {
            let answer = &answers(&onward(how, &line))[0];
            let checks = answer["checks"].as_array().unwrap();
            assert_eq!(checks.len(), 1, "{reason}: {checks:?}");
            assert!(checks[0].as_str().unwrap().contains(reason) && answer["status"].is_string());
        }
        let summary = text(&onward(&["assess", "--summary"], &line).stdout).to_owned();
        assert!(summary.contains("something to check  1"), "{summary}");
    }
    let custody = ended("E9", json!([{ "type": "detained", "start": "2025-09-01" }]));
    let answer = &answers(&onward(&["assess"], &custody))[0];
    assert!(answer.get("checks").is_none(), "{answer}");
}

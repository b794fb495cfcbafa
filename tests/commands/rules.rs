use super::{onward, repository, text};

#[test]
fn the_list_has_every_number_in_the_specification() {
    let list = text(&onward(&["rules", "list"], "").stdout);
    for number in 1..=70 {
        assert!(list.lines().any(|line| line.trim_start().starts_with(&format!("{number} "))), "no {number}");
    }
    assert_eq!(list.lines().count(), 80);
}

#[test]
fn an_entry_is_shown_with_its_rule_its_amounts_and_the_state_of_the_law() {
    let shown = text(&onward(&["rules", "show", "setting_up_home_allowance"], "").stdout);
    assert!(shown.contains("[[rule]]"), "{shown}");
    assert!(shown.contains("£2000 until 2023-04-01"), "{shown}");
    assert!(shown.contains("£3000 from 2023-04-01"), "{shown}");
    assert!(shown.contains("state: in force"), "{shown}");
    let waiting = text(&onward(&["rules", "show", "staying_close"], "").stdout);
    assert!(waiting.contains("state: passed, not in force"), "{waiting}");
}

#[test]
fn an_entry_that_does_not_exist_is_refused() {
    let refused = onward(&["rules", "show", "free_pony"], "");
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused.stderr).contains("free_pony"));
    assert!(refused.stdout.is_empty());
}

#[test]
fn the_register_in_the_documents_is_up_to_date() {
    let made = text(&onward(&["rules", "register"], "").stdout);
    let kept = std::fs::read_to_string(repository("docs/rules-register.md")).unwrap();
    assert!(made == kept, "run `onward rules register > docs/rules-register.md`");
    // Every exact rule is tested by a worked case or the model, and says so.
    assert!(made.contains("| `universal_credit` | Universal Credit | other body |"), "{made}");
    assert!(made.lines().find(|line| line.contains("`universal_credit`")).unwrap().contains("model 001"));
}

#[test]
fn what_changed_since_march_2026_names_the_worked_cases_it_affects_and_how() {
    let cases = std::fs::read_to_string(repository("tests/cases/cases-public.json")).unwrap();
    let cases: serde_json::Value = serde_json::from_str(&cases).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let people = folder.path().join("people.jsonl");
    let line = |case: &serde_json::Value| {
        let (id, person, as_of) = (&case["id"], &case["person"], &case["as_of"]);
        format!("{}\n", serde_json::json!({ "id": id, "person": person, "as_of": as_of }))
    };
    std::fs::write(&people, cases["cases"].as_array().unwrap().iter().map(line).collect::<String>()).unwrap();
    let people = people.to_str().unwrap();
    let of = |since: &str| {
        text(
            &onward(&["rules", "changes", "--since", since, "--until", "2026-11-26", "--people", people], "")
                .stdout,
        )
    };
    let told = of("2026-03-31");
    assert!(told.contains("2026-04-01  no longer law (dhp)"), "{told}");
    for touched in [
        "crisis_payment: gained by",
        "dhp: lost by",
        "housing_payment: to be asked of",
        "universal_credit: another amount for",
    ] {
        assert!(told.contains(touched), "{touched} is not in: {told}");
    }
    let nothing = of("2026-11-26");
    assert!(
        nothing.ends_with(&format!(
            "# Whom it touches, of {} people\n\n",
            cases["cases"].as_array().unwrap().len()
        )),
        "{nothing}"
    );
}

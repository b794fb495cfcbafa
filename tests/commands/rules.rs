use super::{onward, repository, text};

#[test]
fn the_list_has_every_number_of_the_specification() {
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
fn the_register_in_the_documents_is_the_one_the_program_makes() {
    let made = text(&onward(&["rules", "register"], "").stdout);
    let kept = std::fs::read_to_string(repository("docs/rules-register.md")).unwrap();
    assert!(made == kept, "run `onward rules register > docs/rules-register.md`");
    // Every exact rule is tested by a worked case or the model, and says so.
    assert!(made.contains("| `universal_credit` | Universal Credit | other body |"), "{made}");
    assert!(made.lines().find(|line| line.contains("`universal_credit`")).unwrap().contains("model 001"));
}

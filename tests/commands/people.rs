//! `onward people apply` at a terminal: shown first, then all of it or nothing.

use super::{onward, repository, text};
use std::path::Path;
use std::process::Output;

fn said(output: &Output) -> String {
    text(&output.stdout) + &text(&output.stderr)
}

/// A service with the sample imported and one adviser, who has not set up their sign-in yet.
fn imported() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data").to_str().unwrap().to_owned();
    let config = folder.path().join("onward.toml");
    std::fs::write(&config, "secret = \"VGhpcyBpcyBhIHNlY3JldCBmb3IgdGVzdHMgYW5kIG5vdGhpbmcgZWxzZQ==\"\n")
        .unwrap();
    assert!(onward(&["migrate", "--data-dir", &data], "").status.success());
    let sample = repository("tests/sample-903");
    let done = onward(&["import", "903", &sample, "--skip-problems", "--data-dir", &data], "");
    assert!(done.status.success(), "{}", said(&done));
    let (email, config) = ("priya@example.org", config.to_str().unwrap());
    let add = ["user", "add", email, "--name", "Priya Nair", "--role", "adviser"];
    let added = onward(&[&add[..], &["--data-dir", &data, "--config", config]].concat(), "");
    assert!(added.status.success(), "{}", said(&added));
    (folder, data)
}

fn apply(folder: &Path, data: &str, file: &str, more: &[&str]) -> Output {
    let place = folder.join("people.csv");
    std::fs::write(&place, file).unwrap();
    onward(&[&["people", "apply", place.to_str().unwrap(), "--data-dir", data], more].concat(), "")
}

#[test]
fn it_says_what_it_would_do_does_it_when_told_to_and_does_nothing_the_second_time() {
    let (folder, data) = imported();
    let file = "child,name,known_as,adviser\n313752,Jay Marcus Linton,JJ,priya@example.org\n008242,Amara Fielding,,\n";
    let shown = apply(folder.path(), &data, file, &[]);
    assert!(shown.status.success(), "{}", said(&shown));
    let words = said(&shown);
    assert!(
        words.contains("line 2, child 313752: write the name JJ Linton; give priya@example.org from "),
        "{words}"
    );
    assert!(words.contains("line 3, child 008242: write the name Amara Fielding\n"), "{words}");
    assert!(words.contains("Run it again with --write to do this."), "{words}");
    assert_eq!(said(&apply(folder.path(), &data, file, &[])), words, "asking changed nothing");

    let done = said(&apply(folder.path(), &data, file, &["--write"]));
    assert!(
        done.contains("2 names, 1 adviser, 0 lines with nothing to do")
            && done.contains("Done, exactly this."),
        "{done}"
    );
    let again = apply(folder.path(), &data, file, &["--write"]);
    assert!(
        again.status.success() && said(&again).contains("Nothing to do: all of it is so already."),
        "{}",
        said(&again)
    );
    let checked = said(&onward(&["check", "--data-dir", &data], ""));
    assert!(checked.contains("The database is as it should be."), "both logs are intact: {checked}");
}

#[test]
fn a_line_that_cannot_be_applied_is_named_and_nothing_is_applied() {
    let (folder, data) = imported();
    let file =
        "child,name,adviser\n313752,Jay Linton,\n8242,Amara Fielding,\n999999,Ann Other,who@example.org\n";
    let refused = apply(folder.path(), &data, file, &["--write"]);
    assert_eq!(refused.status.code(), Some(1), "{}", said(&refused));
    let words = said(&refused);
    assert!(
        words.contains("line 3, child 8242: CAN'T BE DONE: nobody has this number, but 008242 is here."),
        "{words}"
    );
    assert!(
        words
            .contains("line 4, child 999999: CAN'T BE DONE: nobody has this number. Import the return first"),
        "{words}"
    );
    assert!(words.contains("Nothing was changed. Fix these lines and run it again."), "{words}");
    let shown = said(&apply(folder.path(), &data, "child,name\n313752,Jay Linton\n", &[]));
    assert!(
        shown.contains("line 2, child 313752: write the name Jay Linton\n"),
        "it was not written: {shown}"
    );

    let unreadable = apply(folder.path(), &data, "kid,name\n1,Jay\n", &["--write"]);
    assert_eq!(unreadable.status.code(), Some(2));
    assert!(text(&unreadable.stderr).contains("There is no column “kid”"), "{}", said(&unreadable));
    let gone = onward(&["people", "apply", "/nowhere/people.csv", "--data-dir", &data], "");
    assert_eq!(gone.status.code(), Some(2), "{}", said(&gone));
}

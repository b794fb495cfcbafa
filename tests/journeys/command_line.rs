//! What an operator does: create, check, copy, restore, list the addresses.

use std::{
    path::Path,
    process::{Command, Output},
};

fn onward(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_onward")).args(arguments).env_remove("ONWARD_CONFIG").output().unwrap()
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn a_database_is_made_checked_copied_and_restored_and_nothing_is_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let (data, copy, other) =
        (folder.path().join("data"), folder.path().join("copy"), folder.path().join("other"));
    let made = onward(&["migrate", "--data-dir", text(&data)]);
    assert!(made.status.success(), "{}", said(&made));
    let again = onward(&["migrate", "--data-dir", text(&data)]);
    assert!(said(&again).contains("0 changes applied now"), "{}", said(&again));
    let checked = onward(&["check", "--data-dir", text(&data)]);
    assert!(
        checked.status.code() == Some(2) && said(&checked).contains("The database is as it should be"),
        "{}",
        said(&checked)
    );

    let copied = onward(&["backup", text(&copy), "--data-dir", text(&data)]);
    assert!(copied.status.success(), "{}", said(&copied));
    let twice = onward(&["backup", text(&copy), "--data-dir", text(&data)]);
    assert!(!twice.status.success(), "a copy is never overwritten");

    let back = onward(&["restore", text(&copy), "--data-dir", text(&other)]);
    assert!(back.status.success(), "{}", said(&back));
    let refused = onward(&["restore", text(&copy), "--data-dir", text(&other)]);
    assert!(!refused.status.success(), "an existing database is never overwritten");
    let replaced = onward(&["restore", text(&copy), "--replace", "--data-dir", text(&other)]);
    assert!(replaced.status.success() && said(&replaced).contains("is kept in"), "{}", said(&replaced));
}

#[test]
fn a_damaged_copy_is_refused_and_the_existing_database_stays() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    assert!(onward(&["migrate", "--data-dir", text(&data)]).status.success());
    let copy = folder.path().join("copy");
    std::fs::write(&copy, b"SQLite format 3\0and then nothing that belongs there").unwrap();
    let refused = onward(&["restore", text(&copy), "--replace", "--data-dir", text(&data)]);
    assert!(!refused.status.success(), "{}", said(&refused));
    assert_eq!(
        onward(&["check", "--data-dir", text(&data)]).status.code(),
        Some(2),
        "only `serve` needs more"
    );
}

/// The paths in a folder, and their permissions.
fn modes(folder: &Path) -> Vec<(String, u32)> {
    use std::os::unix::fs::PermissionsExt as _;
    let mut found: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| {
            let mode = entry.metadata().unwrap().permissions().mode() & 0o777;
            (entry.file_name().into_string().unwrap(), mode)
        })
        .collect();
    found.sort();
    found
}

#[test]
fn migrate_makes_a_missing_folder_private_to_its_owner() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("srv/onward");
    let looked = onward(&["migrate", "--dry-run", "--data-dir", text(&data)]);
    assert!(looked.status.success() && said(&looked).contains("would apply"), "{}", said(&looked));
    assert!(!folder.path().join("srv").exists(), "a dry run makes nothing");
    let made = onward(&["migrate", "--data-dir", text(&data)]);
    assert!(made.status.success(), "{}", said(&made));
    assert_eq!(modes(folder.path()), [("srv".to_owned(), 0o700)]);
    assert_eq!(modes(&folder.path().join("srv")), [("onward".to_owned(), 0o700)]);
    assert!(modes(&data).iter().all(|(_, mode)| *mode == 0o600), "{:?}", modes(&data));
}

#[test]
fn every_command_says_plainly_that_there_is_no_database_and_makes_none() {
    let folder = tempfile::tempdir().unwrap();
    let (data, copy) = (folder.path().join("data"), folder.path().join("copy"));
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sample-903/2025-26");
    let commands: [&[&str]; 10] = [
        &["serve"],
        &["backup", text(&copy)],
        &["check"],
        &["export", "assessments", "--on", "2026-11-23"],
        &["migrate", "--down"],
        &["user", "list"],
        &["user", "add", "ann@example.org", "--name", "Ann", "--role", "manager"],
        &["user", "disable", "ann@example.org"],
        &["import", "903", sample],
        &["import", "903", sample, "--dry-run"],
    ];
    for command in commands {
        let mut line = Command::new(env!("CARGO_BIN_EXE_onward"));
        line.args(command).args(["--data-dir", text(&data)]).env_remove("ONWARD_CONFIG");
        let output =
            line.env("ONWARD_SECRET", "kq3Jx0o1cQ8mZp5vT7rYw2sLb9nHd4fGa6uEiRtXyCk=").output().unwrap();
        assert!(!output.status.success(), "{command:?}");
        let wanted = format!("there is no database in {}", text(&data));
        assert!(said(&output).contains(&wanted), "{command:?}: {}", said(&output));
        assert!(modes(folder.path()).is_empty(), "{command:?} made {:?}", modes(folder.path()));
    }
    // An empty folder has none either, and stays empty.
    std::fs::create_dir(&data).unwrap();
    let checked = onward(&["check", "--data-dir", text(&data)]);
    assert!(!checked.status.success() && said(&checked).contains("no database"), "{}", said(&checked));
    assert!(modes(&data).is_empty());
}

#[test]
fn check_says_what_it_looked_at_and_what_serve_would_still_need() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    assert!(onward(&["migrate", "--data-dir", text(&data)]).status.success());
    let check = onward(&["check", "--data-dir", text(&data)]);
    assert_eq!(check.status.code(), Some(2), "the database is well, and `serve` would not start");
    let bare = said(&check);
    for part in [
        "tables: ",
        "file: whole",
        "references: ",
        "access log: whole, 0 rows",
        "audit trail: whole",
        "is used)",
    ] {
        assert!(bare.contains(part), "{part}: {bare}");
    }
    assert!(bare.contains("`serve` would not start:\n  the setting `secret`"), "{bare}");
    assert!(!bare.contains("fit for `serve`"), "{bare}");
    let config = folder.path().join("onward.toml");
    std::fs::write(&config, "secret = \"kJ8vQz2mXw7RtY4nLp9sBd3fGh6cVa1e\"\nlisten = \"0.0.0.0:80\"\n")
        .unwrap();
    let open = said(&onward(&["check", "--data-dir", text(&data), "--config", text(&config)]));
    assert!(open.contains("https://") && open.contains("would not start"), "{open}");
    std::fs::write(&config, "secret = \"kJ8vQz2mXw7RtY4nLp9sBd3fGh6cVa1e\"\n").unwrap();
    let check = onward(&["check", "--data-dir", text(&data), "--config", text(&config)]);
    assert!(check.status.success(), "{}", said(&check));
    let fit = said(&check);
    assert!(fit.contains("The settings are fit for `serve`.") && !fit.contains("would not"), "{fit}");
    assert!(fit.contains("Help now is not ready") && fit.contains("team_phone"), "{fit}");
    let numbers = "team_phone = \"01632 960 100\"\nemergency_phone = \"01632 960 199\"\n";
    let today = chrono::Utc::now().date_naive();
    let ready =
        format!("secret = \"kJ8vQz2mXw7RtY4nLp9sBd3fGh6cVa1e\"\n{numbers}numbers_checked = \"{today}\"\n");
    std::fs::write(&config, ready).unwrap();
    let ready = said(&onward(&["check", "--data-dir", text(&data), "--config", text(&config)]));
    assert!(!ready.contains("Help now is not ready"), "{ready}");
    let made_up = folder.path().join("demo");
    drop(onward::cli::demo::open(&made_up, onward::demo::TODAY).unwrap());
    let demo = said(&onward(&["check", "--data-dir", text(&made_up), "--config", text(&config)]));
    assert!(demo.contains("would not start") && demo.contains("made-up people"), "{demo}");
}

/// The last word of the line with this beginning.
fn line_of(text: &str, begins: &str) -> String {
    let line = text.lines().map(str::trim).find_map(|line| line.strip_prefix(begins));
    line.unwrap_or_else(|| panic!("no line begins with {begins:?}: {text}")).trim().to_owned()
}

#[test]
fn an_encrypted_copy_has_nothing_readable_in_it_and_is_restored_only_with_its_key() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let (data, copy, key, other) = (at("demo"), at("copy"), at("key"), at("other-key"));
    drop(onward::cli::demo::open(&data, onward::demo::TODAY).unwrap());
    let made = onward(&["backup-key", text(&key)]);
    assert!(made.status.success(), "{}", said(&made));
    let public = String::from_utf8(made.stdout).unwrap().lines().last().unwrap().to_owned();
    assert!(!onward(&["backup-key", text(&key)]).status.success(), "a key is never overwritten");
    assert!(onward(&["backup-key", text(&other)]).status.success());

    let copied = onward(&["backup", text(&copy), "--recipient", &public, "--data-dir", text(&data)]);
    assert!(copied.status.success() && said(&copied).contains("encrypted"), "{}", said(&copied));
    let bytes = std::fs::read(&copy).unwrap();
    assert!(bytes.len() > 100_000 && bytes.starts_with(b"age-encryption.org/v1"));
    for marker in [&b"MARK-"[..], b"Linton", b"SQLite format", b"priya.nair"] {
        assert!(!bytes.windows(marker.len()).any(|window| window == marker), "{marker:?} can be read");
    }
    let mut names = modes(folder.path());
    names.retain(|(name, _)| name != "demo");
    assert_eq!(
        names,
        ["copy", "key", "other-key"].map(|name| (name.to_owned(), 0o600)),
        "and nothing is left over"
    );

    let back = at("back");
    let without = onward(&["restore", text(&copy), "--data-dir", text(&back)]);
    assert!(!without.status.success() && said(&without).contains("--identity"), "{}", said(&without));
    let wrong = onward(&["restore", text(&copy), "--identity", text(&other), "--data-dir", text(&back)]);
    assert!(!wrong.status.success() && said(&wrong).contains("another key"), "{}", said(&wrong));
    let mut changed = bytes.clone();
    let middle = changed.len() / 2;
    changed[middle] ^= 1;
    let mut header = bytes.clone();
    header[60] ^= 1;
    let hurt = [&bytes[..bytes.len() - 1000], &bytes[..80], &changed[..], &header[..]];
    for (number, hurt) in hurt.into_iter().enumerate() {
        let file = at("hurt");
        std::fs::write(&file, hurt).unwrap();
        let refused = onward(&["restore", text(&file), "--identity", text(&key), "--data-dir", text(&back)]);
        let why = said(&refused);
        assert!(!refused.status.success(), "{number}");
        let plain = ["damaged", "cut off", "another key"].iter().any(|word| why.contains(word));
        assert!(plain && !why.contains("decryption error"), "{number}: {why}");
        std::fs::remove_file(&file).unwrap();
    }
    assert!(!back.join("onward.sqlite").exists());
    let right = onward(&["restore", text(&copy), "--identity", text(&key), "--data-dir", text(&back)]);
    assert!(right.status.success(), "{}", said(&right));
    let head = line_of(&said(&copied), "chain head:");
    let checked = onward(&["check", "--chain-head", &head, "--data-dir", text(&back)]);
    assert!(said(&checked).contains("go through the head"), "{}", said(&checked));
    let bad = onward(&["backup", text(&at("x")), "--recipient", "age1nonsense", "--data-dir", text(&data)]);
    assert!(!bad.status.success() && said(&bad).contains("public age key"), "{}", said(&bad));
}

#[test]
fn a_head_kept_elsewhere_shows_that_the_logs_are_different() {
    let folder = tempfile::tempdir().unwrap();
    let (one, other) = (folder.path().join("one"), folder.path().join("other"));
    drop(onward::cli::demo::open(&one, onward::demo::TODAY).unwrap());
    assert!(onward(&["migrate", "--data-dir", text(&other)]).status.success());
    let head = line_of(&said(&onward(&["check", "--data-dir", text(&one)])), "chain head:");
    let same = onward(&["check", "--chain-head", &head, "--data-dir", text(&one)]);
    assert_eq!(same.status.code(), Some(2), "the people are made up: {}", said(&same));
    let shorter = onward(&["check", "--chain-head", &head, "--data-dir", text(&other)]);
    assert_eq!(shorter.status.code(), Some(1), "{}", said(&shorter));
    assert!(said(&shorter).contains("kept elsewhere"), "{}", said(&shorter));
    let none = onward(&["check", "--chain-head", "abc", "--data-dir", text(&one)]);
    assert!(!none.status.success() && said(&none).contains("head of a chain"), "{}", said(&none));
}

#[test]
fn every_address_is_printed_with_method_path_and_audience() {
    let routes = onward(&["routes"]);
    assert!(routes.status.success());
    let lines: Vec<_> = said(&routes).lines().map(str::to_owned).collect();
    assert_eq!(lines.len(), onward::web::routes::all().len());
    for line in &lines {
        let parts: Vec<_> = line.split(' ').collect();
        assert!(
            parts.len() == 3 && ["GET", "POST"].contains(&parts[0]) && parts[1].starts_with('/'),
            "{line}"
        );
    }
}

#[test]
fn serve_refuses_settings_unfit_for_real_people_and_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("demo");
    drop(onward::cli::demo::open(&data, onward::demo::TODAY).unwrap());
    let good = "ONWARD_SECRET=kq3Jx0o1cQ8mZp5vT7rYw2sLb9nHd4fGa6uEiRtXyCk=";
    for (set, arguments, why) in [
        ("", vec!["serve", "--data-dir", text(&data)], "secret"),
        (good, vec!["serve", "--data-dir", text(&data)], "demonstration"),
        ("ONWARD_SECRET=short", vec!["serve", "--data-dir", text(&data)], "secret"),
        ("ONWARD_LISEN=127.0.0.1:1", vec!["serve", "--data-dir", text(&data)], "ONWARD_LISEN"),
        (good, vec!["serve", "--database", "mysql://elsewhere/onward"], "database URL"),
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onward"));
        command.args(&arguments);
        if let Some((name, value)) = set.split_once('=') {
            command.env(name, value);
        }
        let output = command.output().unwrap();
        assert!(!output.status.success(), "{set} {arguments:?} started");
        assert!(said(&output).contains(why), "{set} {arguments:?}: {}", said(&output));
        assert!(!said(&output).contains("kq3Jx0o1"), "the secret is printed");
    }
}

#[test]
fn check_says_which_local_offer_is_in_force_and_one_below_the_floor_stops_every_command_with_file_and_line() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    std::fs::create_dir(&data).unwrap();
    assert!(onward(&["migrate", "--data-dir", text(&data)]).status.success());
    let with = |offer: &str, arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onward"));
        command.args(arguments).args(["--data-dir", text(&data)]).env_remove("ONWARD_CONFIG");
        if !offer.is_empty() {
            command.env("ONWARD_OFFER", offer);
        }
        command.output().unwrap()
    };
    let none = with("", &["check"]);
    assert!(said(&none).contains("Law: no local offer: the law of England alone"), "{}", said(&none));
    let full =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules/offers/stockton_riverside.toml");
    let ours = with(text(&full), &["check"]);
    assert_eq!(ours.status.code(), Some(2), "there is no secret: {}", said(&ours));
    assert!(said(&ours).contains("Law: the local offer of Stockton Riverside"), "{}", said(&ours));
    assert!(said(&ours).contains("checked 22 November 2026"), "{}", said(&ours));

    let low = folder.path().join("low.toml");
    let source =
        "authority = \"T\"\nsource = { cite = \"Offer of T\", mark = \"V\", checked = 2026-11-22 }\n";
    let floor = "[figure.setting_up_home]\namount = [{ from = 2026-04-01, is = 100 }]\n";
    std::fs::write(&low, format!("{source}{floor}")).unwrap();
    let secret = "kq3Jx0o1cQ8mZp5vT7rYw2sLb9nHd4fGa6uEiRtXyCk=";
    let mut serve = Command::new(env!("CARGO_BIN_EXE_onward"));
    serve.args(["serve", "--data-dir", text(&data)]).env("ONWARD_SECRET", secret).env("ONWARD_OFFER", &low);
    let day = ["export", "assessments", "--on", "2026-11-23"];
    let named = [&day[..], &["--offer", text(&low)]].concat();
    for refused in
        [with(text(&low), &["check"]), with(text(&low), &day), with("", &named), serve.output().unwrap()]
    {
        let said = said(&refused);
        assert!(!refused.status.success(), "{said}");
        assert!(said.contains("low.toml:3: ") && said.contains("below the floor of £3,000"), "{said}");
    }
}

#[test]
fn the_demonstration_refuses_a_database_with_real_people() {
    let folder = tempfile::tempdir().unwrap();
    assert!(onward(&["migrate", "--data-dir", text(folder.path())]).status.success());
    let refused = onward(&["demo", "--port", "0", "--data-dir", text(folder.path())]);
    assert!(
        !refused.status.success() && said(&refused).contains("not a demonstration"),
        "{}",
        said(&refused)
    );
}

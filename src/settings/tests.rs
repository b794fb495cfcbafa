//! What settings are taken, and what is said about those that are not.

#![allow(clippy::unwrap_used, reason = "tests")]
use super::Settings;

fn with(file: &str, environment: &[(&str, &str)]) -> Result<Settings, String> {
    let environment: Vec<_> =
        environment.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
    Settings::from_parts(file, &environment).map_err(|why| why.to_string())
}

#[test]
fn the_environment_overrides_the_file() {
    let settings = with(
        "service = \"Forward\"\nlisten = \"0.0.0.0:80\"",
        &[("ONWARD_LISTEN", "127.0.0.1:9"), ("HOME", "/")],
    );
    let settings = settings.unwrap();
    assert_eq!((settings.service.as_str(), settings.listen.to_string().as_str()), ("Forward", "127.0.0.1:9"));
}

#[test]
fn a_database_of_another_kind_is_refused_whatever_else_names_one() {
    let said = with("database = \"mysql://onward@db/onward\"", &[]).unwrap_err();
    assert!(said.contains("database") && said.contains("sqlite:") && !said.contains("onward@db"), "{said}");
    assert!(with("database = \"sqlite:/srv/onward.sqlite\"", &[]).is_ok());
}

#[test]
fn numbers_of_help_now_are_there_and_were_checked_within_a_year() {
    use super::NumbersAmiss::{Missing, NeverChecked, Old};
    let both = "team_phone = \"01632 960 100\"\nemergency_phone = \"01632 960 199\"\n";
    let amiss = |file: &str| with(file, &[]).unwrap().numbers_amiss("2026-11-23".parse().unwrap());
    assert_eq!(amiss("team_phone = \"01632 960 100\""), Some(Missing));
    assert_eq!(amiss(both), Some(NeverChecked));
    assert_eq!(amiss(&format!("{both}numbers_checked = \"2025-11-22\"")), Some(Old));
    assert_eq!(amiss(&format!("{both}numbers_checked = \"2025-11-23\"")), None);
}

#[test]
fn the_app_on_a_phone_has_a_neutral_name_and_the_councils_colour() {
    let settings = with("app_name = \"Notes\"\napp_colour = \"#1D3557\"", &[]).unwrap();
    assert_eq!((settings.app_name.as_deref(), settings.app_colour.as_str()), (Some("Notes"), "#1d3557"));
    assert_eq!(with("", &[]).unwrap().app_colour, "#0b3b3a");
    for (odd, key) in [("app_name = \" \"", "app_name"), ("app_colour = \"red\"", "app_colour")] {
        assert!(with(odd, &[]).unwrap_err().contains(key), "{odd}");
    }
}

#[test]
fn a_key_that_nobody_knows_is_refused_with_a_sentence() {
    assert!(with("lisen = \"0.0.0.0:80\"", &[]).unwrap_err().contains("lisen"));
    let said = with("", &[("ONWARD_LISEN", "0.0.0.0:80")]).unwrap_err();
    assert!(said.contains("ONWARD_LISEN") && said.contains("listen"), "{said}");
}

#[test]
fn plain_http_is_only_for_this_machine_and_a_proxy_is_known() {
    let unfit = |file: &str| {
        let secret = "secret = \"kJ8vQz2mXw7RtY4nLp9sBd3fGh6cVa1e\"\n";
        let settings = with(&format!("{secret}{file}"), &[]).unwrap();
        settings.unfit().iter().map(ToString::to_string).collect::<String>()
    };
    for fit in [
        "",
        "base_url = \"http://localhost:8080\"",
        "base_url = \"http://[::1]:8080\"",
        "base_url = \"https://onward.example.gov.uk\"",
        "base_url = \"https://onward.example.gov.uk\"\nlisten = \"0.0.0.0:80\"\ntrusted_proxies = [\"10.0.0.4\"]",
    ] {
        assert_eq!(unfit(fit), "", "{fit}");
    }
    for slip in [
        "base_url = \"http://onward.example.gov.uk\"",
        "base_url = \"http://localhost.evil.example\"",
        "listen = \"0.0.0.0:80\"",
    ] {
        assert!(unfit(slip).contains("https://"), "{slip}");
    }
    let open = unfit("base_url = \"https://onward.example.gov.uk\"\nlisten = \"0.0.0.0:80\"");
    assert!(open.contains("trusted_proxies"), "{open}");
    let behind = with("base_url = \"https://onward.example.gov.uk\"", &[]).unwrap();
    assert_eq!(behind.trusted_proxies.len(), 2, "a proxy on this machine");
}

#[test]
fn a_repetitive_secret_is_refused() {
    for easy in ["0123456789".repeat(7), "abcdefghijklmnopqrstuvwxyz".repeat(2)] {
        assert!(with(&format!("secret = \"{easy}\""), &[]).unwrap().own_secret().is_err(), "{easy}");
    }
}

#[test]
fn bad_settings_are_each_refused() {
    let files = [
        "listen = \"8080\"",
        "listen = 8080",
        "listen = \"localhost\"",
        "base_url = \"onward\"",
        "base_url = \"ftp://x\"",
        "base_url = \"https://user:word@x\"",
        "base_url = \"https://x/path?y\"",
        "leave_to = \"//evil.example\"",
        "leave_to = \"javascript:alert(1)\"",
        "log = \"trace\"",
        "authority = \"Council\"",
        "authority = \"808\"",
        "authority = \"Another authority\"",
        "log = \"everything\"",
        "trusted_proxies = [\"all\"]",
        "trusted_proxies = \"10.0.0.1\"",
        "secret = 5",
        "[secret]",
        "= 1",
        "service = []",
        "demo = true",
        "relaxed_limits = true",
        "debug = true",
        "listen = \"1.2.3.4:99999\"",
        "team_phone = 1",
    ];
    for file in files {
        assert!(with(file, &[]).is_err(), "{file}");
    }
}

#[test]
fn a_missing_short_or_known_secret_is_refused_and_a_good_one_never_printed() {
    let short = "a".repeat(40);
    for secret in [
        "",
        "changeme",
        &short,
        "change-me-change-me-change-me-now-please",
        "stockton riverside demo stockton",
    ] {
        let file = if secret.is_empty() { String::new() } else { format!("secret = \"{secret}\"") };
        assert!(with(&file, &[]).unwrap().own_secret().is_err(), "{secret}");
    }
    let good = "kJ8vQz2mXw7RtY4nLp9sBd3fGh6cVa1e";
    let settings =
        with(&format!("secret = \"{good}\""), &[("ONWARD_DATABASE", "postgres://u:hunter2@h/d")]).unwrap();
    assert!(settings.own_secret().is_ok());
    let printed = format!("{settings:?} {:?}", settings.redacted());
    assert!(!printed.contains(good) && !printed.contains("hunter2"), "{printed}");
}

#[test]
fn the_duty_number_is_a_mobile_and_needs_texts() {
    let key = "key-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0";
    let texts = format!("texts_key = \"{key}\"\ntexts_template = \"f33517ff-2a88-4f6e-b855-c550268ce08a\"\n");
    let set = with(&format!("{texts}hub_alert_text = \"07700 900123\""), &[]).unwrap();
    assert_eq!(set.hub_alert_text.as_deref(), Some("447700900123"));
    assert!(with("hub_alert_text = \"07700 900123\"", &[]).unwrap_err().contains("texts_key"));
    assert!(with(&format!("{texts}hub_alert_text = \"01632 960 130\""), &[]).unwrap_err().contains("mobile"));
    assert_eq!(with("", &[]).unwrap().hub_alert_text, None, "off unless somebody sets it");
}

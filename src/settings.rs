//! How one installation is set up: a file, over it the environment. A key that is not known is refused.

use serde::Deserialize;
use std::{
    collections::BTreeMap,
    fmt,
    net::{IpAddr, SocketAddr},
    path::Path,
};

/// The secret of the demonstration. `serve` refuses it.
pub const DEMONSTRATION_SECRET: &str = "a secret that everybody knows, for the demonstration only";

/// A value that is never printed.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// Keeps a value from being printed.
    #[must_use]
    pub fn new(value: impl Into<String>) -> Self {
        Self(value.into())
    }

    /// The value, for the one place that needs it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(hidden)")
    }
}

/// Someone whom people can call, and when.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HelpLine {
    /// "the leaving care team".
    pub name: String,
    /// Their number, as people read it.
    pub phone: String,
    /// A number that takes texts.
    #[serde(default)]
    pub text: Option<String>,
    /// In words: "Monday to Friday, 9am to 5pm".
    pub hours: String,
}

/// How one installation is set up.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// The service's name on every page.
    pub service: String,
    /// The council's name.
    pub council: String,
    /// Where to listen.
    pub listen: SocketAddr,
    /// The address that people type, `https://…`. Links are made from it, never from what a request says.
    pub address: String,
    /// Where the reverse proxy stands whose word about the visitor's network is taken.
    pub trusted_proxy: Option<IpAddr>,
    /// At least 32 letters; keys for codes and cookies are made from it.
    pub secret: Option<Secret>,
    /// Answers in office hours.
    pub day_line: Option<HelpLine>,
    /// Answers at all other hours.
    pub night_line: Option<HelpLine>,
    /// The advocacy service.
    pub advocate_line: Option<HelpLine>,
    /// The day on which somebody last checked the numbers.
    pub lines_checked: Option<chrono::NaiveDate>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            service: "Onward".into(),
            council: "The council".into(),
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            address: "http://127.0.0.1:8080".into(),
            trusted_proxy: None,
            secret: None,
            day_line: None,
            night_line: None,
            advocate_line: None,
            lines_checked: None,
        }
    }
}

/// The settings can't be used: what is wrong and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct SettingsError(String);

/// Keys that the environment may set, each as `ONWARD_` and the key in capitals.
const FROM_ENVIRONMENT: [&str; 6] = ["service", "council", "listen", "address", "trusted_proxy", "secret"];

/// Variables with our prefix that are no settings: what tests and scripts need.
const NOT_SETTINGS: [&str; 1] = ["ONWARD_TEST_"];

impl Settings {
    /// Reads the file, if there is one, and the environment over it.
    ///
    /// # Errors
    /// A file that can't be read; a key that is not known; a value that does not fit. The sentence names the key.
    pub fn load(file: Option<&Path>) -> Result<Self, SettingsError> {
        let text = match file {
            None => String::new(),
            Some(path) => std::fs::read_to_string(path).map_err(|why| {
                SettingsError(format!("the settings file {} can't be read: {why}", path.display()))
            })?,
        };
        #[expect(clippy::disallowed_methods, reason = "this is the one reader of the environment")]
        let environment = std::env::vars_os()
            .filter_map(|(key, value)| Some((key.into_string().ok()?, value.into_string().ok()?)));
        Self::from_parts(&text, environment)
    }

    /// The same from a file's text and a list of variables.
    ///
    /// # Errors
    /// As [`Settings::load`].
    pub fn from_parts(
        file: &str,
        environment: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, SettingsError> {
        let mut table: toml::Table =
            file.parse().map_err(|why| SettingsError(format!("the settings file is not TOML: {why}")))?;
        for (key, value) in ours(environment)? {
            table.insert(key, toml::Value::String(value));
        }
        let settings: Self = table
            .try_into()
            .map_err(|why: toml::de::Error| SettingsError(format!("a setting can't be used: {}", why.message())))?;
        settings.check()?;
        Ok(settings)
    }

    fn check(&self) -> Result<(), SettingsError> {
        if !self.address.starts_with("https://") && !self.address.starts_with("http://") {
            return refuse("`address` must begin with https:// (or http:// on this machine alone)");
        }
        if self.secret.as_ref().is_some_and(|secret| secret.reveal().len() < 32) {
            return refuse("`secret` is shorter than 32 letters; make one with: openssl rand -base64 48");
        }
        Ok(())
    }

    /// Refuses what a real service must not run with.
    ///
    /// # Errors
    /// No secret or a known one; an address without https that is not this machine's own.
    pub fn fit_to_serve(&self) -> Result<(), SettingsError> {
        match &self.secret {
            None => return refuse("`secret` is not set; make one with: openssl rand -base64 48"),
            Some(secret) if is_known(secret.reveal()) => {
                return refuse("`secret` is one that everybody knows; make one with: openssl rand -base64 48");
            }
            Some(_) => {}
        }
        if !self.is_https() && !self.listen.ip().is_loopback() {
            return refuse(
                "`address` must begin with https://, since `listen` can be reached from other machines: \
                 sign-in cookies need it",
            );
        }
        Ok(())
    }

    /// People reach the service through https, so cookies are sent through nothing else.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.address.starts_with("https://")
    }

    /// Every setting with its value, secrets hidden, one a line.
    #[must_use]
    pub fn redacted(&self) -> String {
        format!("{self:#?}")
    }
}

fn refuse(why: &str) -> Result<(), SettingsError> {
    Err(SettingsError(why.to_owned()))
}

fn is_known(secret: &str) -> bool {
    let distinct: std::collections::BTreeSet<char> = secret.chars().collect();
    secret == DEMONSTRATION_SECRET || secret.to_lowercase().contains("change") || distinct.len() < 8
}

/// The variables that are settings, by their key.
fn ours(
    environment: impl IntoIterator<Item = (String, String)>,
) -> Result<BTreeMap<String, String>, SettingsError> {
    let mut found = BTreeMap::new();
    for (name, value) in environment {
        let Some(key) = name.strip_prefix("ONWARD_") else { continue };
        if NOT_SETTINGS.iter().any(|prefix| name.starts_with(prefix)) {
            continue;
        }
        let key = key.to_lowercase();
        if !FROM_ENVIRONMENT.contains(&key.as_str()) {
            return Err(SettingsError(format!(
                "the environment has {name}, which is no setting; the environment may set {}",
                FROM_ENVIRONMENT.map(|key| format!("ONWARD_{}", key.to_uppercase())).join(", ")
            )));
        }
        found.insert(key, value);
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(file: &str, environment: &[(&str, &str)]) -> Result<Settings, SettingsError> {
        Settings::from_parts(file, environment.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())))
    }

    #[test]
    fn the_environment_stands_over_the_file_and_the_file_over_the_defaults() {
        let settings = with("council = \"A\"\nservice = \"B\"", &[("ONWARD_SERVICE", "C"), ("PATH", "/bin")]).unwrap();
        assert_eq!((settings.council.as_str(), settings.service.as_str()), ("A", "C"));
        assert_eq!(settings.listen.port(), 8080);
    }

    #[test]
    fn a_key_that_is_not_known_is_refused_by_name() {
        assert!(with("passphrase = 1", &[]).unwrap_err().to_string().contains("passphrase"));
        assert!(with("", &[("ONWARD_SECRETS", "x")]).unwrap_err().to_string().contains("ONWARD_SECRETS"));
        assert!(with("[day_line]\nnumber = \"1\"", &[]).unwrap_err().to_string().contains("number"));
        assert!(with("listen = \"here\"", &[]).is_err());
        assert!(with("not toml at all", &[]).is_err());
        assert!(with("", &[("ONWARD_TEST_POSTGRES", "postgres://x")]).is_ok());
    }

    #[test]
    fn a_service_does_not_start_with_a_secret_that_others_know() {
        let good = "kJ4v9Xq2Lw8Zr5Tb7Yn3Mc6Pd1Hf0Gs4";
        for secret in ["", "short", DEMONSTRATION_SECRET, "changeme-changeme-changeme-changeme", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"] {
            let settings = with(&format!("secret = \"{secret}\""), &[]);
            assert!(settings.is_err() || settings.unwrap().fit_to_serve().is_err(), "{secret}");
        }
        assert!(with("", &[]).unwrap().fit_to_serve().is_err());
        assert!(with(&format!("secret = \"{good}\""), &[]).unwrap().fit_to_serve().is_ok());
        let open = format!("secret = \"{good}\"\nlisten = \"0.0.0.0:80\"");
        assert!(with(&open, &[]).unwrap().fit_to_serve().is_err());
        assert!(with(&format!("{open}\naddress = \"https://onward.example\""), &[]).unwrap().fit_to_serve().is_ok());
    }

    #[test]
    fn what_is_printed_hides_the_secret() {
        let settings = with("", &[("ONWARD_SECRET", "kJ4v9Xq2Lw8Zr5Tb7Yn3Mc6Pd1Hf0Gs4")]).unwrap();
        assert!(!settings.redacted().contains("kJ4v9") && settings.redacted().contains("(hidden)"));
    }
}

//! What the operator decides: one file, overridden by the environment. An unknown key is an error with a
//! sentence, never ignored; secrets are not printed.

mod numbers;
mod outside;

use self::outside::{alert_text, listed};
pub use self::{
    numbers::NumbersAmiss,
    outside::{BankHolidays, Neighbour, Texts},
};

use crate::outside::scan::Clamd;
use actix_web::http::Uri;
use chrono::{Months, NaiveDate};
use serde::Deserialize;
use std::{
    fmt,
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
};

/// Environment variables for the service start with this: `ONWARD_LISTEN` is the key `listen`.
const PREFIX: &str = "ONWARD_";
/// Names with the prefix that are not settings.
const NOT_SETTINGS: [&str; 2] = ["ONWARD_CONFIG", "ONWARD_TEST_POSTGRES"];
/// The colour of the app's icon, where the council chose none.
pub const APP_COLOUR: &str = "#0b3b3a";
/// The most that fits under an icon.
const APP_NAME: usize = 30;
/// The minimum length of the installation's secret, in characters.
const LEAST_SECRET: usize = 32;
/// Secrets that appear in examples, here or elsewhere.
const KNOWN_SECRETS: [&str; 6] = ["change", "default", "example", "secret", "password", "stockton riverside"];

/// Text that must not be printed.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// Hides a text.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself, for whoever needs it.
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

/// The settings can't be used. The sentence says which key and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// The file can't be read.
    #[error("the settings file {0} can't be read: {1}")]
    File(String, String),
    /// The file is not TOML, or holds a key or value that is not allowed.
    #[error("the settings can't be used: {0}")]
    Content(String),
    /// An environment variable looks like a setting but isn't one.
    #[error("the environment holds {0}, which is not a setting; known settings are: {known}", known = KEYS.join(", "))]
    UnknownVariable(String),
    /// A value can't be read.
    #[error("the setting `{key}` can't be used: {why}")]
    Value {
        key: &'static str,
        /// What to write instead.
        why: String,
    },
}

/// Every key, in the order in which `onward check` prints them.
const KEYS: [&str; 34] = [
    "listen",
    "database",
    "secret",
    "base_url",
    "service",
    "app_name",
    "app_colour",
    "council",
    "authority",
    "offer",
    "team_phone",
    "team_hours",
    "emergency_phone",
    "emergency_text",
    "advocate",
    "advocate_phone",
    "numbers_checked",
    "hub_phone",
    "adults_phone",
    "neighbour",
    "neighbour_phone",
    "neighbour_emergency_phone",
    "areas",
    "neighbour_areas",
    "bank_holidays",
    "feeds",
    "texts_key",
    "texts_template",
    "hub_alert_text",
    "documents",
    "scan",
    "trusted_proxies",
    "leave_to",
    "log",
];

/// As written in the file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Written {
    listen: Option<String>,
    database: Option<Secret>,
    secret: Option<Secret>,
    base_url: Option<String>,
    service: Option<String>,
    app_name: Option<String>,
    app_colour: Option<String>,
    council: Option<String>,
    authority: Option<String>,
    offer: Option<String>,
    team_phone: Option<String>,
    team_hours: Option<String>,
    emergency_phone: Option<String>,
    emergency_text: Option<String>,
    advocate: Option<String>,
    advocate_phone: Option<String>,
    numbers_checked: Option<String>,
    hub_phone: Option<String>,
    adults_phone: Option<String>,
    neighbour: Option<String>,
    neighbour_phone: Option<String>,
    neighbour_emergency_phone: Option<String>,
    areas: Option<Vec<String>>,
    neighbour_areas: Option<Vec<String>>,
    bank_holidays: Option<String>,
    feeds: Option<Vec<String>>,
    texts_key: Option<Secret>,
    texts_template: Option<String>,
    hub_alert_text: Option<String>,
    documents: Option<String>,
    scan: Option<String>,
    trusted_proxies: Option<Vec<String>>,
    leave_to: Option<String>,
    log: Option<String>,
}

/// What the operator decided.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The address and port that pages are served on. Behind a proxy that ends TLS: a loopback address.
    pub listen: SocketAddr,
    /// The database's URL, if `--database` and `--data-dir` don't give it.
    pub database: Option<Secret>,
    /// Signs cookies and tokens. `serve` refuses to start without its own.
    pub secret: Option<Secret>,
    /// Where people reach the service, for links that leave it: never taken from a request.
    pub base_url: String,
    /// The service's name.
    pub service: String,
    /// What the app is called under its icon on a phone; `None`: as the service.
    pub app_name: Option<String>,
    /// The colour of its icon, `#rrggbb`.
    pub app_colour: String,
    /// The council's leaving care service.
    pub council: String,
    /// The council's own name as records write it, to tell its care from another's; a local offer names it too.
    pub authority: Option<String>,
    /// The file with the council's local offer, laid over the law of England; `None`: the law of England on its own.
    pub offer: Option<PathBuf>,
    /// The leaving care team's own number.
    pub team_phone: Option<String>,
    /// When the team answers.
    pub team_hours: String,
    /// Who answers for the council outside office hours.
    pub emergency_phone: Option<String>,
    /// Where they take texts.
    pub emergency_text: Option<String>,
    /// The advocacy service's name.
    pub advocate: String,
    /// The advocacy service's number.
    pub advocate_phone: Option<String>,
    /// The day somebody last checked these numbers.
    pub numbers_checked: Option<NaiveDate>,
    /// The children's hub, by day.
    pub hub_phone: Option<String>,
    /// The adults' team, by day.
    pub adults_phone: Option<String>,
    /// The other council of the hub.
    pub neighbour: Neighbour,
    /// Places of this council, by which a contact of the hub is ours.
    pub areas: Vec<String>,
    /// Hosts of other directories that may be asked for their services.
    pub feeds: Vec<String>,
    /// How texts are sent; `None`: none are.
    pub texts: Option<Texts>,
    /// Whoever is on duty when the hub is closed gets a text here; `None`: nobody is told.
    pub hub_alert_text: Option<String>,
    /// The folder for the bytes of large papers; `None`: beside the embedded database, or in the server's.
    pub documents: Option<PathBuf>,
    /// Who looks for viruses; `None`: nobody.
    pub scan: Option<Clamd>,
    /// Where the list of bank holidays comes from.
    pub bank_holidays: BankHolidays,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// Where `/leave` leads: a page that says nothing about the service.
    pub leave_to: String,
    /// What is logged: `error`, `warn`, `info`, `debug`.
    pub log: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            database: None,
            secret: None,
            base_url: "http://127.0.0.1:8080".into(),
            service: "Onward".into(),
            app_name: None,
            app_colour: APP_COLOUR.into(),
            council: "Leaving care service".into(),
            authority: None,
            offer: None,
            team_phone: None,
            team_hours: "Monday to Friday, 9am to 5pm".into(),
            emergency_phone: None,
            emergency_text: None,
            advocate: "Always Heard, free advice about advocates".into(),
            advocate_phone: Some("0808 800 5792".into()),
            numbers_checked: None,
            hub_phone: None,
            adults_phone: None,
            neighbour: Neighbour::default(),
            areas: Vec::new(),
            feeds: Vec::new(),
            texts: None,
            hub_alert_text: None,
            documents: None,
            scan: None,
            bank_holidays: BankHolidays::default(),
            trusted_proxies: Vec::new(),
            leave_to: "/gone".into(),
            log: "info".into(),
        }
    }
}

impl Settings {
    /// From the given file (or the one in `ONWARD_CONFIG`), overridden by the environment.
    ///
    /// # Errors
    /// A file that can't be read, an unknown key, a value that can't be used.
    pub fn load(file: Option<&Path>) -> Result<Self, SettingsError> {
        #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the environment")]
        let environment: Vec<(String, String)> = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
            .collect();
        let named =
            environment.iter().find(|(name, _)| name == "ONWARD_CONFIG").map(|(_, path)| Path::new(path));
        let text = match file.or(named) {
            None => String::new(),
            Some(path) => std::fs::read_to_string(path)
                .map_err(|why| SettingsError::File(path.display().to_string(), why.to_string()))?,
        };
        Self::from_parts(&text, &environment)
    }

    /// From the text of a file and an environment.
    ///
    /// # Errors
    /// An unknown key, a value that can't be used.
    pub fn from_parts(file: &str, environment: &[(String, String)]) -> Result<Self, SettingsError> {
        let mut written: Written =
            toml::from_str(file).map_err(|why| SettingsError::Content(why.message().to_owned()))?;
        for (name, value) in environment {
            if let Some(key) = name.strip_prefix(PREFIX).filter(|_| !NOT_SETTINGS.contains(&name.as_str())) {
                set(&mut written, &key.to_lowercase(), value.clone())
                    .ok_or_else(|| SettingsError::UnknownVariable(name.clone()))?;
            }
        }
        check(written)
    }

    /// Each setting as key and value, one per line, with secrets hidden: what `onward check` prints.
    #[must_use]
    pub fn redacted(&self) -> Vec<(&'static str, String)> {
        let hidden =
            |secret: &Option<Secret>| if secret.is_some() { "(hidden)" } else { "(not set)" }.to_owned();
        let proxies: Vec<_> = self.trusted_proxies.iter().map(ToString::to_string).collect();
        let values = [
            self.listen.to_string(),
            hidden(&self.database),
            hidden(&self.secret),
            self.base_url.clone(),
            self.service.clone(),
            or_not_set(self.app_name.as_deref()),
            self.app_colour.clone(),
            self.council.clone(),
            or_not_set(self.authority.as_deref()),
            or_not_set(self.offer.as_ref().map(|file| file.display().to_string()).as_deref()),
            self.team_phone.clone().unwrap_or_else(|| "(not set)".into()),
            self.team_hours.clone(),
            or_not_set(self.emergency_phone.as_deref()),
            or_not_set(self.emergency_text.as_deref()),
            self.advocate.clone(),
            or_not_set(self.advocate_phone.as_deref()),
            or_not_set(self.numbers_checked.map(|day| day.to_string()).as_deref()),
            or_not_set(self.hub_phone.as_deref()),
            or_not_set(self.adults_phone.as_deref()),
            or_not_set(self.neighbour.name.as_deref()),
            or_not_set(self.neighbour.phone.as_deref()),
            or_not_set(self.neighbour.emergency_phone.as_deref()),
            self.areas.join(", "),
            self.neighbour.areas.join(", "),
            self.bank_holidays.written(),
            self.feeds.join(", "),
            if self.texts.is_some() { "(hidden)" } else { "(not set)" }.to_owned(),
            or_not_set(self.texts.as_ref().map(|texts| texts.template.as_str())),
            or_not_set(self.hub_alert_text.as_deref()),
            or_not_set(self.documents.as_ref().map(|folder| folder.display().to_string()).as_deref()),
            or_not_set(self.scan.as_ref().map(Clamd::written).as_deref()),
            proxies.join(", "),
            self.leave_to.clone(),
            self.log.clone(),
        ];
        KEYS.into_iter().zip(values).collect()
    }

    /// People reach the service over https, so cookies are sent over nothing else.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.base_url.starts_with("https://")
    }

    /// What prevents `serve` from starting with these settings, each in a sentence; empty when they are fit for real
    /// people.
    #[must_use]
    pub fn unfit(&self) -> Vec<SettingsError> {
        let mut why: Vec<_> = self.own_secret().err().into_iter().collect();
        let mut refuse = |key, said: &str| why.push(SettingsError::Value { key, why: said.into() });
        if !(self.is_https() || self.listen.ip().is_loopback() && is_this_machine(&self.base_url)) {
            refuse(
                "base_url",
                "it must begin with https://, unless the service is for this machine alone: sign-in cookies need it",
            );
        }
        if self.is_https() && !self.listen.ip().is_loopback() && self.trusted_proxies.is_empty() {
            refuse(
                "trusted_proxies",
                "name the proxy that ends https, like [\"10.0.0.4\"]: without it everybody looks like one visitor, whose \
                 tries are soon used up",
            );
        }
        why
    }

    /// What is wrong with the council's own numbers on *Help now* on a day; nothing when they are there and were checked
    /// within a year.
    #[must_use]
    pub fn numbers_amiss(&self, today: NaiveDate) -> Option<NumbersAmiss> {
        if self.team_phone.is_none() || self.emergency_phone.is_none() {
            return Some(NumbersAmiss::Missing);
        }
        match self.numbers_checked {
            None => Some(NumbersAmiss::NeverChecked),
            Some(day) if day.checked_add_months(Months::new(12)).is_none_or(|until| until < today) => {
                Some(NumbersAmiss::Old)
            }
            Some(_) => None,
        }
    }

    /// The installation's secret, fit for real people.
    ///
    /// # Errors
    /// There is none, it is too short, or it appears in an example.
    pub fn own_secret(&self) -> Result<&Secret, SettingsError> {
        let refuse = |why: &str| SettingsError::Value { key: "secret", why: why.into() };
        let secret = self.secret.as_ref().ok_or_else(|| {
            refuse("it is not set; put 48 random letters there, for example from `openssl rand -base64 36`")
        })?;
        let text = secret.reveal().to_lowercase();
        let mut letters: Vec<char> = text.chars().collect();
        letters.sort_unstable();
        letters.dedup();
        if text.chars().count() < LEAST_SECRET || letters.len() < 10 || repeats(&text) {
            return Err(refuse("it is too easy to guess; use at least 32 random characters"));
        }
        if KNOWN_SECRETS.iter().any(|known| text.contains(known)) {
            return Err(refuse("it looks like one from an example; use random characters"));
        }
        Ok(secret)
    }
}

/// Whether this text is the same piece repeated.
fn repeats(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    (1..=letters.len() / 2)
        .any(|piece| letters.iter().zip(letters.iter().skip(piece)).all(|(one, next)| one == next))
}

/// Whether an address leads to this machine and no other.
fn is_this_machine(base_url: &str) -> bool {
    let host = base_url.parse::<Uri>().ok().and_then(|uri| uri.host().map(str::to_owned)).unwrap_or_default();
    let host = host.trim_matches(['[', ']']);
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// Whether this is where people reach a service: scheme and host, and nothing before or after.
fn is_origin(base_url: &str) -> bool {
    base_url.parse::<Uri>().is_ok_and(|uri| {
        matches!(uri.scheme_str(), Some("https" | "http"))
            && uri.authority().is_some_and(|authority| !authority.as_str().contains('@'))
            && matches!(uri.path(), "" | "/")
            && uri.query().is_none()
    })
}

/// Sets one key from the environment's text. `None`: no such key.
fn or_not_set(value: Option<&str>) -> String {
    value.unwrap_or("(not set)").to_owned()
}

fn set(written: &mut Written, key: &str, value: String) -> Option<()> {
    match key {
        "listen" => written.listen = Some(value),
        "database" => written.database = Some(Secret(value)),
        "secret" => written.secret = Some(Secret(value)),
        "base_url" => written.base_url = Some(value),
        "service" => written.service = Some(value),
        "app_name" => written.app_name = Some(value),
        "app_colour" => written.app_colour = Some(value),
        "council" => written.council = Some(value),
        "authority" => written.authority = Some(value),
        "offer" => written.offer = Some(value),
        "team_phone" => written.team_phone = Some(value),
        "team_hours" => written.team_hours = Some(value),
        "emergency_phone" => written.emergency_phone = Some(value),
        "emergency_text" => written.emergency_text = Some(value),
        "advocate" => written.advocate = Some(value),
        "advocate_phone" => written.advocate_phone = Some(value),
        "numbers_checked" => written.numbers_checked = Some(value),
        "hub_phone" => written.hub_phone = Some(value),
        "adults_phone" => written.adults_phone = Some(value),
        "neighbour" => written.neighbour = Some(value),
        "neighbour_phone" => written.neighbour_phone = Some(value),
        "neighbour_emergency_phone" => written.neighbour_emergency_phone = Some(value),
        "areas" => written.areas = Some(listed(&value)),
        "neighbour_areas" => written.neighbour_areas = Some(listed(&value)),
        "feeds" => written.feeds = Some(listed(&value)),
        "texts_key" => written.texts_key = Some(Secret(value)),
        "texts_template" => written.texts_template = Some(value),
        "hub_alert_text" => written.hub_alert_text = Some(value),
        "documents" => written.documents = Some(value),
        "scan" => written.scan = Some(value),
        "bank_holidays" => written.bank_holidays = Some(value),
        "trusted_proxies" => {
            written.trusted_proxies = Some(
                value.split(',').map(|one| one.trim().to_owned()).filter(|one| !one.is_empty()).collect(),
            );
        }
        "leave_to" => written.leave_to = Some(value),
        "log" => written.log = Some(value),
        _ => return None,
    }
    Some(())
}

fn check(written: Written) -> Result<Settings, SettingsError> {
    let refuse = |key, why: &str| SettingsError::Value { key, why: why.into() };
    let default = Settings::default();
    if let Some(url) = &written.database {
        url.reveal()
            .parse::<onward_store::DatabaseUrl>()
            .map_err(|why| refuse("database", &why.to_string()))?;
    }
    let listen = match written.listen {
        None => default.listen,
        Some(text) => {
            text.parse().map_err(|_| refuse("listen", "write an address and a port, like 127.0.0.1:8080"))?
        }
    };
    let base_url = written.base_url.unwrap_or(default.base_url).trim_end_matches('/').to_owned();
    if !is_origin(&base_url) {
        return Err(refuse(
            "base_url",
            "write where people reach the service, like https://onward.example.gov.uk",
        ));
    }
    // Requests to an https service that only listens on this machine come through a proxy on this machine.
    let local_proxy = base_url.starts_with("https://") && listen.ip().is_loopback();
    let proxies = written.trusted_proxies.unwrap_or_else(|| match local_proxy {
        true => vec!["127.0.0.1".into(), "::1".into()],
        false => Vec::new(),
    });
    let proxies: Result<Vec<IpAddr>, _> = proxies.iter().map(|one| one.parse()).collect();
    let trusted_proxies =
        proxies.map_err(|_| refuse("trusted_proxies", "write a list of addresses, like [\"10.0.0.4\"]"))?;
    let leave_to = written.leave_to.unwrap_or(default.leave_to);
    if !(leave_to.starts_with("https://") || (leave_to.starts_with('/') && !leave_to.starts_with("//"))) {
        return Err(refuse(
            "leave_to",
            "write an address that starts with https://, or a path of this service",
        ));
    }
    let log = written.log.unwrap_or(default.log);
    if !["error", "warn", "info", "debug"].contains(&log.as_str()) {
        return Err(refuse("log", "write error, warn, info or debug"));
    }
    if written.authority.as_deref().is_some_and(|name| !onward_domain::whose::names_a_council(name)) {
        return Err(refuse(
            "authority",
            "write the council's name as records have it, like \"Stockton-on-Tees\": no code, and not the word council alone",
        ));
    }
    let app_name = written.app_name.map(|name| name.trim().to_owned());
    if app_name.as_deref().is_some_and(|name| name.is_empty() || name.chars().count() > APP_NAME) {
        return Err(refuse(
            "app_name",
            "write 1 to 30 characters that say nothing about care, like \"Notes\"",
        ));
    }
    let app_colour = written.app_colour.unwrap_or(default.app_colour).to_lowercase();
    let is_hex = |digits: &str| digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !app_colour.strip_prefix('#').is_some_and(is_hex) {
        return Err(refuse("app_colour", "write a colour like \"#0b3b3a\""));
    }
    let scan = written.scan.as_deref().map(Clamd::read).transpose().map_err(|why| refuse("scan", why))?;
    let checked: Option<Result<NaiveDate, _>> = written.numbers_checked.map(|text| text.parse());
    Ok(Settings {
        listen,
        database: written.database,
        secret: written.secret,
        base_url,
        service: written.service.unwrap_or(default.service),
        app_name,
        app_colour,
        council: written.council.unwrap_or(default.council),
        authority: written.authority,
        offer: written.offer.map(PathBuf::from),
        team_phone: written.team_phone,
        team_hours: written.team_hours.unwrap_or(default.team_hours),
        emergency_phone: written.emergency_phone,
        emergency_text: written.emergency_text,
        advocate: written.advocate.unwrap_or(default.advocate),
        advocate_phone: written.advocate_phone.or(default.advocate_phone),
        numbers_checked: checked
            .transpose()
            .map_err(|_| refuse("numbers_checked", "write a day, like \"2026-11-20\""))?,
        hub_phone: written.hub_phone,
        adults_phone: written.adults_phone,
        neighbour: Neighbour {
            name: written.neighbour,
            phone: written.neighbour_phone,
            emergency_phone: written.neighbour_emergency_phone,
            areas: written.neighbour_areas.unwrap_or_default(),
        },
        areas: written.areas.unwrap_or_default(),
        feeds: written.feeds.unwrap_or_default(),
        hub_alert_text: alert_text(written.hub_alert_text, written.texts_key.is_some())
            .map_err(|why| refuse("hub_alert_text", why))?,
        texts: Texts::read(written.texts_key, written.texts_template)
            .map_err(|(key, why)| refuse(key, why))?,
        bank_holidays: BankHolidays::read(written.bank_holidays.as_deref().unwrap_or_default()),
        documents: written.documents.map(PathBuf::from),
        scan,
        trusted_proxies,
        leave_to,
        log,
    })
}

#[cfg(test)]
mod tests;

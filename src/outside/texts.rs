//! Texts go out through GOV.UK Notify, with one template that holds nothing but what we put into it.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use reqwest::blocking;
use serde_json::json;
use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use super::client::{PublicOnly, can_encrypt};
use crate::{settings::Secret, usecases::account::secrets::hmac_sha256};

/// Where Notify is asked.
const AT: &str = "https://api.notifications.service.gov.uk/v2/notifications/sms";
/// A key ends with the service's id and the secret, each a UUID, with a dash between.
const KEY_ENDS: usize = 73;
const UUID: usize = 36;
/// A text goes, or not, within so long.
const WHOLE: Duration = Duration::from_secs(20);

/// Why a text did not go.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotSent {
    /// It never will: the number or what we ask is wrong.
    #[error("Notify refuses it: {0}")]
    Never(String),
    /// It may, later.
    #[error("not now: {0}")]
    Later(String),
}

/// Whoever sends texts.
pub trait SendsTexts {
    /// Sends one. `reference` says nothing about anybody.
    ///
    /// # Errors
    /// Why not.
    fn send(&self, number: &str, words: &str, reference: &str, now: DateTime<Utc>) -> Result<(), NotSent>;
}

/// GOV.UK Notify.
pub struct Notify {
    inner: blocking::Client,
    service: String,
    secret: Secret,
    template: String,
}

impl fmt::Debug for Notify {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Notify").finish_non_exhaustive()
    }
}

/// The service and the secret of a key, if it is one.
fn parts(key: &str) -> Option<(&str, &str)> {
    let ends = key.get(key.len().checked_sub(KEY_ENDS)?..)?;
    let (service, secret) = (ends.get(..UUID)?, ends.get(UUID + 1..)?);
    let is_id = |text: &str| text.parse::<uuid::Uuid>().is_ok();
    (is_id(service) && is_id(secret)).then_some((service, secret))
}

/// Whether this is a key of Notify.
#[must_use]
pub fn is_a_key(key: &str) -> bool {
    parts(key).is_some()
}

impl Notify {
    /// With the service's key and the id of the template.
    ///
    /// # Errors
    /// The key is none; the system's own certificates can't be read.
    pub fn new(key: &Secret, template: &str) -> Result<Self, NotSent> {
        let (service, secret) =
            parts(key.reveal()).ok_or_else(|| NotSent::Never("the key is none".to_owned()))?;
        can_encrypt();
        let inner = blocking::Client::builder()
            .https_only(true)
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .timeout(WHOLE)
            .dns_resolver(Arc::new(PublicOnly))
            .build()
            .map_err(|why| NotSent::Later(why.to_string()))?;
        Ok(Self {
            inner,
            service: service.to_owned(),
            secret: Secret::new(secret),
            template: template.to_owned(),
        })
    }
}

/// A token of this second: HS256 over the service's id and the time.
fn token(service: &str, secret: &str, now: DateTime<Utc>) -> String {
    let part = |value: serde_json::Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let head = part(json!({"typ": "JWT", "alg": "HS256"}));
    let claims = part(json!({"iss": service, "iat": now.timestamp()}));
    let signed = format!("{head}.{claims}");
    let sum = hmac_sha256(secret.as_bytes(), signed.as_bytes());
    format!("{signed}.{}", URL_SAFE_NO_PAD.encode(sum))
}

impl SendsTexts for Notify {
    fn send(&self, number: &str, words: &str, reference: &str, now: DateTime<Utc>) -> Result<(), NotSent> {
        let body = json!({
            "phone_number": number, "template_id": self.template, "reference": reference,
            "personalisation": {"text": words},
        });
        let answer = self
            .inner
            .post(AT)
            .bearer_auth(token(&self.service, self.secret.reveal(), now))
            .header("content-type", "application/json")
            .body(body.to_string())
            .send()
            .map_err(|why| NotSent::Later(why.without_url().to_string()))?;
        match answer.status().as_u16() {
            201 => Ok(()),
            status @ (400 | 404) => Err(NotSent::Never(format!("status {status}"))),
            status => Err(NotSent::Later(format!("status {status}"))),
        }
    }
}

/// Keeps what it is asked to send: in the demonstration, which sends nothing, and in tests.
#[derive(Debug, Default)]
pub struct Recorded {
    sent: Mutex<Vec<(String, String)>>,
    /// It answers this, while there is something.
    pub refuses: Mutex<Vec<NotSent>>,
}

impl Recorded {
    /// Number and words of all, in order.
    #[must_use]
    pub fn sent(&self) -> Vec<(String, String)> {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl SendsTexts for Recorded {
    fn send(&self, number: &str, words: &str, _: &str, _: DateTime<Utc>) -> Result<(), NotSent> {
        if let Some(why) = self.refuses.lock().unwrap_or_else(PoisonError::into_inner).pop() {
            return Err(why);
        }
        self.sent.lock().unwrap_or_else(PoisonError::into_inner).push((number.to_owned(), words.to_owned()));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn a_key_is_read_from_its_end_and_a_token_is_a_jwt_of_this_second() {
        let (service, secret) =
            ("26785a09-ab16-4eb0-8407-a37497a57506", "3d844edf-8d35-48ac-975b-e847b4f122b0");
        assert_eq!(parts(&format!("my-team-{service}-{secret}")), Some((service, secret)));
        for none in ["", "a key", secret, format!("x-{service}_{service}x").as_str()] {
            assert!(!is_a_key(none), "{none}");
        }
        let token = token(service, secret, "2026-11-23T10:00:00Z".parse().unwrap());
        let mut parts = token.split('.');
        let mut part = || {
            let bytes = URL_SAFE_NO_PAD.decode(parts.next().unwrap()).unwrap();
            String::from_utf8(bytes).unwrap_or_default()
        };
        let head: serde_json::Value = serde_json::from_str(&part()).unwrap();
        let claims: serde_json::Value = serde_json::from_str(&part()).unwrap();
        assert_eq!((&head["typ"], &head["alg"]), (&json!("JWT"), &json!("HS256")));
        assert_eq!((&claims["iss"], &claims["iat"]), (&json!(service), &json!(1_795_428_000)));
    }
}

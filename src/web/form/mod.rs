//! Forms: typed, with no unknown fields, accepted only with the token from our own page.
//!
//! A form is one struct: [`Form`] receives it from the request, [`Reader`] reads it field by field, [`Sheet`] shows it
//! again with what was entered, what has to be corrected, a doubt or a clash.

mod day;
mod errors;
mod reader;
mod sheet;
mod upload;

pub use day::WrittenDay;
pub use errors::{FieldError, FormErrors};
pub use reader::{Field, Reader, yes_or_no};
pub use sheet::{Clash, ClashRow, Sheet, Stood};
pub use upload::{Fields, Upload};

use actix_web::{FromRequest, HttpMessage as _, HttpRequest, dev::Payload, http::header, web};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use percent_encoding::percent_decode;
use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};
use std::{future::Future, ops::Deref, pin::Pin};

use super::{error::Situation, middleware::csrf, public::problems::UnsavedForm};
use crate::usecases::account::{names::is_unseen_mark, secrets::random_token};

/// The most that a form may contain, in bytes. Files have their own limit.
pub const MOST: usize = 256 * 1024;

/// The content type of a form without files.
pub const KIND: &str = "application/x-www-form-urlencoded";

/// The address that takes files of the return, which are sent before anything scarce is held for them.
pub const FILES_AT: &str = "/manager/import";

/// The address that takes a photo of a receipt.
pub const RECEIPTS_AT: &str = "/my-place/receipts/new";

/// Whether an address takes a form with a file, which is sent before anything scarce is held for it.
#[must_use]
pub fn takes_files(path: &str) -> bool {
    let of_a_person = path.starts_with("/adviser/people/") && path.contains("/documents/");
    [FILES_AT, RECEIPTS_AT, OWN_DOCUMENTS_AT].contains(&path)
        || of_a_person && (path.ends_with("/new") || path.ends_with("/replace"))
}

/// The address that takes a young person's papers.
pub const OWN_DOCUMENTS_AT: &str = "/mine/documents/new";

/// The name of the hidden field with the anti-forgery token.
pub const TOKEN: &str = "csrf";

/// The name of the hidden field that makes a form count once, however often it is sent.
pub const ONCE: &str = "once";

/// A form that is only a button.
#[derive(Debug, Clone, Copy, Default, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

/// A submitted form, as its type. Every field of `T` should be text with `#[serde(default)]` and `T` should
/// `#[serde(deny_unknown_fields)]`: mistakes in a field are reported at the field, unknown fields are refused.
#[derive(Debug, Clone)]
pub struct Form<T> {
    fields: T,
    /// The key under which a use case remembers that it has done this already: the same only for the same fields, sent
    /// to the same address from the same page ([`ONCE`]). So a form sent twice is carried out once, and a form that was
    /// changed after going back is a different one.
    pub once: String,
}

impl<T> Form<T> {
    /// The fields.
    pub fn into_inner(self) -> T {
        self.fields
    }
}

impl<T> Deref for Form<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.fields
    }
}

impl<T: DeserializeOwned + 'static> FromRequest for Form<T> {
    type Error = Situation;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Situation>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let unchecked = UncheckedForm::<T>::from_request(request, payload);
        let request = request.clone();
        Box::pin(async move {
            let form = unchecked.await?;
            form.check(&request)?;
            Ok(form.form)
        })
    }
}

/// A form whose token has not been checked yet: for the one handler that must know first who is asking.
#[derive(Debug, Clone)]
pub struct UncheckedForm<T> {
    form: Form<T>,
    token: Option<String>,
}

impl<T> UncheckedForm<T> {
    /// Checks the form's token.
    ///
    /// # Errors
    /// [`Situation::StaleForm`]: it is not this session's.
    pub fn check(&self, request: &HttpRequest) -> Result<(), Situation> {
        csrf::check(request, self.token.as_deref())
    }
}

impl<T> Deref for UncheckedForm<T> {
    type Target = Form<T>;
    fn deref(&self) -> &Form<T> {
        &self.form
    }
}

impl<T: DeserializeOwned + 'static> FromRequest for UncheckedForm<T> {
    type Error = Situation;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Situation>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let body = read(&request, payload);
        Box::pin(async move { take(&request, &body.await?) })
    }
}

/// The body, if it is a form and not too large.
fn read(
    request: &HttpRequest,
    payload: &mut Payload,
) -> impl Future<Output = Result<web::Bytes, Situation>> + 'static {
    let declared = request
        .headers()
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.parse::<usize>().ok());
    let is_form = request.content_type().eq_ignore_ascii_case(KIND);
    let payload = web::Payload::from_request(request, payload).into_inner();
    async move {
        if declared.is_some_and(|length| length > MOST) {
            return Err(Situation::TooLarge);
        }
        if !is_form {
            return Err(Situation::Unreadable("not a form"));
        }
        let payload = payload.map_err(Situation::unexpected)?;
        match payload.to_bytes_limited(MOST).await {
            Ok(Ok(body)) => Ok(body),
            Ok(Err(_)) => Err(Situation::Unreadable("the body broke off")),
            Err(_) => Err(Situation::TooLarge),
        }
    }
}

/// A form's body as it arrived: kept beside the request, so that what was written is not lost when it can't be saved.
#[derive(Debug, Clone)]
pub struct Body(pub web::Bytes);

/// The fields of the form in this request. `None` without one, and if it contains something that must not appear on a page or be
/// kept: a passphrase or a code.
#[must_use]
pub fn sent(request: &HttpRequest) -> Option<Vec<(String, String)>> {
    let body = request.extensions().get::<Body>().cloned()?;
    let fields = pairs(&body.0).ok()?;
    let secret =
        |name: &str| name.split(['-', '_']).any(|part| ["passphrase", "code", "ticket"].contains(&part));
    (!fields.iter().any(|(name, _)| secret(name))).then_some(fields)
}

/// The form in this request, to be sent again with one button.
#[must_use]
pub fn unsaved(request: &HttpRequest) -> Option<UnsavedForm> {
    Some(UnsavedForm::of(request.path(), &sent(request)?))
}

/// What somebody wrote in the form of this request, in sentences: to be seen and copied where it can't be sent again.
#[must_use]
pub fn written(request: &HttpRequest) -> Vec<String> {
    sent(request).map_or_else(Vec::new, |fields| UnsavedForm::of("", &fields).words)
}

fn take<T: DeserializeOwned>(request: &HttpRequest, body: &[u8]) -> Result<UncheckedForm<T>, Situation> {
    let pairs = pairs(body)?;
    let value = |name: &str| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
    let rest: Vec<_> = pairs.iter().filter(|(key, _)| key != TOKEN && key != ONCE).cloned().collect();
    let text = |pairs: &[(String, String)]| serde_html_form::to_string(pairs).map_err(Situation::unexpected);
    let sent = text(&rest)?;
    let fields = serde_html_form::from_str(&text(&join_days(rest))?).map_err(|_| Situation::NOT_OUR_FORM)?;
    let form = Form { fields, once: key(value(ONCE).as_deref(), request.path(), &sent) };
    Ok(UncheckedForm { form, token: value(TOKEN) })
}

/// The three boxes of a day, `start-day`, `start-month` and `start-year`, as the one field `start` that they are.
fn join_days(pairs: Vec<(String, String)>) -> Vec<(String, String)> {
    let part = |name: &str, part: &str| {
        let key = format!("{name}-{part}");
        pairs.iter().find(|(found, _)| *found == key).map(|(_, value)| value.clone())
    };
    let mut joined = Vec::with_capacity(pairs.len());
    for (key, value) in &pairs {
        let boxes = key
            .rsplit_once('-')
            .filter(|(_, last)| ["day", "month", "year"].contains(last))
            .and_then(|(name, last)| {
                let boxes = [part(name, "day")?, part(name, "month")?, part(name, "year")?];
                Some((name, last, boxes.join(&day::BETWEEN.to_string())))
            });
        match boxes {
            Some((name, "day", day)) => joined.push((name.to_owned(), day)),
            Some(_) => {}
            None => joined.push((key.clone(), value.clone())),
        }
    }
    joined
}

/// One submission of one form. A page without a key (an old one, or not ours) counts as new each time.
fn key(page: Option<&str>, path: &str, fields: &str) -> String {
    let page = page.filter(|key| !key.is_empty()).map_or_else(random_token, str::to_owned);
    let mut hash = Sha256::new();
    for part in [page.as_str(), path, fields] {
        hash.update(part.len().to_be_bytes());
        hash.update(part);
    }
    URL_SAFE_NO_PAD.encode(hash.finalize())
}

/// The same for a form with a file.
#[must_use]
pub fn key_of(page: Option<&str>, path: &str, fields: &str, file: &[u8]) -> String {
    key(page, path, &format!("{fields}\n{}", URL_SAFE_NO_PAD.encode(Sha256::digest(file))))
}

/// The fields in their order, refusing anything but UTF-8: a name must not be changed silently.
fn pairs(body: &[u8]) -> Result<Vec<(String, String)>, Situation> {
    let bad = Situation::Unreadable("not UTF-8");
    let text = std::str::from_utf8(body).map_err(|_| bad.clone())?;
    percent_decode(body).decode_utf8().map_err(|_| bad)?;
    let pairs: Vec<(String, String)> =
        serde_html_form::from_str(text).map_err(|_| Situation::Unreadable("not a form"))?;
    if pairs.iter().any(|(key, value)| key.contains('\0') || value.contains('\0')) {
        return Err(Situation::Unreadable("a NUL character"));
    }
    Ok(pairs.into_iter().map(|(key, value)| (key, visible(&value))).collect())
}

/// A text without invisible characters that make it look like another: control characters except line breaks and tabs,
/// characters that change the writing direction, and zero-width spaces. Joiners stay; scripts and emoji need them.
fn visible(text: &str) -> String {
    let hidden = |letter: char| {
        (letter.is_control() && !matches!(letter, '\n' | '\r' | '\t')) || is_unseen_mark(letter)
    };
    text.chars().filter(|letter| !hidden(*letter)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_the_same_only_for_the_same_page_address_and_fields() {
        let sent = key(Some("page"), "/admin/users", "name=Ann");
        assert_eq!(sent, key(Some("page"), "/admin/users", "name=Ann"));
        for other in [
            key(Some("other"), "/admin/users", "name=Ann"),
            key(Some("page"), "/admin/users/role", "name=Ann"),
            key(Some("page"), "/admin/users", "name=Bo"),
            key(None, "/admin/users", "name=Ann"),
        ] {
            assert_ne!(sent, other);
        }
        assert_ne!(key(None, "/", ""), key(Some(""), "/", ""), "no key is never the same as another");
    }

    #[test]
    fn anything_but_utf_8_is_refused_and_utf_8_stays_unchanged() {
        assert_eq!(
            pairs(b"name=Zo%C3%AB&x=1%2B1+2").unwrap(),
            [("name".into(), "Zo\u{eb}".into()), ("x".into(), "1+1 2".into())]
        );
        for bad in [&b"name=%FF"[..], b"name=%C3", b"name=\xff", b"a=%00"] {
            assert!(matches!(pairs(bad), Err(Situation::Unreadable(_))), "{bad:?}");
        }
        assert_eq!(pairs(b"a=100%&b=%zz").unwrap().len(), 2, "a bare percent sign is just that");
        assert_eq!(pairs(b"").unwrap(), []);
    }

    #[test]
    fn invisible_characters_are_removed() {
        let sent = |body: &[u8]| pairs(body).unwrap().remove(0).1;
        assert_eq!(sent("x=\u{1b}[31mred\u{202e}txt.exe\u{200b}\u{feff}".as_bytes()), "[31mredtxt.exe");
        assert_eq!(sent("x=one%0D%0Atwo%09three".as_bytes()), "one\r\ntwo\tthree");
        assert_eq!(sent("x=Zoë 👩‍👧 می‌خواهم".as_bytes()), "Zoë 👩‍👧 می‌خواهم");
    }

    #[test]
    fn a_form_that_could_not_be_saved_is_kept_except_for_secrets() {
        let asked =
            || actix_web::test::TestRequest::post().uri("/adviser/people/1/entitlements/9").to_http_request();
        let request = asked();
        assert_eq!(unsaved(&request), None);
        request.extensions_mut().insert(Body(web::Bytes::from_static(b"step=told&words=By+phone")));
        let kept = unsaved(&request).unwrap();
        assert_eq!(
            (kept.action.as_str(), kept.fields.len(), kept.words),
            ("/adviser/people/1/entitlements/9", 2, vec!["By phone".to_owned()])
        );
        let request = asked();
        request.extensions_mut().insert(Body(web::Bytes::from_static(b"passphrase=purple+tractor+gravel")));
        assert_eq!(unsaved(&request), None);
    }
}

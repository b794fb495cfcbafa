//! Error pages: what happened in plain words, and a way on. None of them reveals whether something exists.

use crate::web::{view::Page, words::Say};
use serde::Serialize;

/// Declares an error page that shows no value of its own.
macro_rules! plain {
    ($(#[$doc:meta])* $name:ident, $template:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, Default, Serialize)]
        pub struct $name {}

        impl Page for $name {
            const TEMPLATE: &'static str = $template;
        }
    };
}

plain!(
    /// 405: the address does not accept this kind of request.
    MethodNotAllowedPage, "errors/method_not_allowed.html"
);
plain!(
    /// 400 or 422: what was sent can't be read at all, so there is no form to show again.
    BadRequestPage, "errors/bad_request.html"
);
plain!(
    /// 403: another site sent this.
    ForbiddenOriginPage, "errors/forbidden_origin.html"
);
plain!(
    /// 413: more than the address accepts.
    TooLargePage, "errors/too_large.html"
);

/// 404: no such address, or not open to this viewer. The same page for both.
#[derive(Debug, Clone, Default, Serialize)]
pub struct NotFoundPage {
    /// What whoever sent a form here wrote in it. They have it on their screen, so showing it reveals nothing.
    pub written: Vec<String>,
}

impl Page for NotFoundPage {
    const TEMPLATE: &'static str = "errors/not_found.html";
}

/// 403: the anti-forgery token is old or missing.
#[derive(Debug, Clone, Default, Serialize)]
pub struct StaleFormPage {
    /// What they wrote. It can't be sent from here: the form may have come from somewhere else.
    pub written: Vec<String>,
}

impl Page for StaleFormPage {
    const TEMPLATE: &'static str = "errors/stale_form.html";
}

/// 429: a limit was reached.
#[derive(Debug, Clone, Serialize)]
pub struct TooManyPage {
    /// How long to wait: "2 minutes".
    pub wait: Say,
}

impl Page for TooManyPage {
    const TEMPLATE: &'static str = "errors/too_many.html";
}

/// 500: our fault.
#[derive(Debug, Clone, Default, Serialize)]
pub struct BrokenPage {
    /// The request's number in the log.
    pub reference: String,
}

impl Page for BrokenPage {
    const TEMPLATE: &'static str = "errors/broken.html";
}

/// 503: too busy, or no room to save.
#[derive(Debug, Clone, Default, Serialize)]
pub struct UnavailablePage {
    /// The form that could not be saved.
    pub unsaved: Option<UnsavedForm>,
}

/// A form as it was sent, to be sent again with one button.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct UnsavedForm {
    /// Where it goes.
    pub action: String,
    /// Every field, including hidden ones: sent twice it is still carried out once.
    pub fields: Vec<UnsavedField>,
    /// What the person wrote in sentences, to be seen and copied.
    pub words: Vec<String>,
}

impl UnsavedForm {
    /// To be sent to this address again. A text with a space in it counts as a sentence.
    #[must_use]
    pub fn of(action: &str, fields: &[(String, String)]) -> Self {
        let words = fields.iter().filter(|(_, value)| value.trim().contains(char::is_whitespace));
        let field =
            |(name, value): &(String, String)| UnsavedField { name: name.clone(), value: value.clone() };
        Self {
            action: action.to_owned(),
            words: words.map(|(_, value)| value.clone()).collect(),
            fields: fields.iter().map(field).collect(),
        }
    }
}

impl Page for UnavailablePage {
    const TEMPLATE: &'static str = "errors/unavailable.html";
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct UnsavedField {
    /// What the form calls it.
    pub name: String,
    /// What was sent.
    pub value: String,
}

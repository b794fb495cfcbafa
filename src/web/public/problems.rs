//! Error pages: what happened in plain words, and a way on. None of them says whether something exists.

use crate::web::view::Page;
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
    /// 404: no such address, or not open to this viewer. The same page for both.
    NotFoundPage, "errors/not_found.html"
);
plain!(
    /// 405: the address takes no such request.
    MethodNotAllowedPage, "errors/method_not_allowed.html"
);
plain!(
    /// 400 or 422: what was sent can't be read at all, so there is no form to show again.
    BadRequestPage, "errors/bad_request.html"
);
plain!(
    /// 403: the anti-forgery token is old or missing.
    StaleFormPage, "errors/stale_form.html"
);
plain!(
    /// 403: another site sent this.
    ForbiddenOriginPage, "errors/forbidden_origin.html"
);

/// 413: more than the address takes.
#[derive(Debug, Clone, Default, Serialize)]
pub struct TooLargePage {
    /// The most, in words: "10 megabytes".
    pub most: Option<String>,
}

impl Page for TooLargePage {
    const TEMPLATE: &'static str = "errors/too_large.html";
}

/// 429: a limit was reached.
#[derive(Debug, Clone, Default, Serialize)]
pub struct TooManyPage {
    /// How long to wait, in words: "2 minutes".
    pub wait: Option<String>,
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
    /// Every field, the hidden ones too: sent twice it is still done once.
    pub fields: Vec<UnsavedField>,
    /// What the person wrote in sentences, to be seen and copied.
    pub words: Vec<String>,
}

impl Page for UnavailablePage {
    const TEMPLATE: &'static str = "errors/unavailable.html";
}

/// One field of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct UnsavedField {
    /// What the form calls it.
    pub name: String,
    /// What was sent.
    pub value: String,
}

/// One part of a document that two people changed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct BothVersions {
    /// Which part.
    pub what: String,
    /// What this person wrote.
    pub yours: String,
    /// What is saved now.
    pub saved: String,
}

/// 409: a document was changed by somebody else meanwhile. Both versions, so that nothing is lost.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ConflictPage {
    /// Who saved the other version.
    pub who: Option<String>,
    /// When: "today at 2pm".
    pub when: String,
    /// The parts that differ.
    pub rows: Vec<BothVersions>,
    /// Where to open it again.
    pub again: String,
}

impl Page for ConflictPage {
    const TEMPLATE: &'static str = "errors/conflict.html";
}

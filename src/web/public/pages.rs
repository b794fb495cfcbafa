//! Pages that need no sign-in: help, errors, what stays when there is no connection.

use crate::web::view::{Page, Phone};
use serde::Serialize;

/// Someone who answers, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HelpLine {
    /// "Your leaving care team", "The emergency team".
    pub who: String,
    /// "Monday to Friday, 9am to 5pm".
    pub hours: String,
    /// Their number.
    pub phone: Phone,
}

/// Who answers at this hour.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Answering {
    /// In a sentence: "The emergency team".
    pub who: String,
    /// On the button: "the emergency team".
    pub call: String,
    /// The number to call.
    pub phone: Phone,
    /// The number to text, where they take texts.
    pub text: Option<Phone>,
}

/// Something that may have happened, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Situation {
    /// Its place on the page.
    pub id: String,
    /// In the person's words.
    pub title: String,
    /// One line under the title.
    pub line: String,
    /// What to do, in order.
    pub steps: Vec<String>,
    /// Who to call about it.
    pub lines: Vec<HelpLine>,
}

/// `/help-now`: who answers now, 999, what has happened, who answers when.
#[derive(Debug, Clone, Default, Serialize)]
pub struct HelpNowPage {
    /// "Sunday, 7:40pm".
    pub now: String,
    /// Chosen by the clock. None where the settings name nobody for this hour.
    pub answering: Option<Answering>,
    /// Five at most.
    pub situations: Vec<Situation>,
    /// Everyone in the settings, for when the clock is wrong or one does not answer.
    pub lines: Vec<HelpLine>,
    /// The advocacy service.
    pub advocate: Option<HelpLine>,
    /// The day on which somebody last checked the numbers.
    pub checked: Option<String>,
}

impl Page for HelpNowPage {
    const TEMPLATE: &'static str = "public/help_now.html";
}

/// `/offline`: kept on the person's own phone by the service worker. The same for everyone; nothing chosen by the clock.
#[derive(Debug, Clone, Default, Serialize)]
pub struct OfflinePage {
    /// Everyone in the settings.
    pub lines: Vec<HelpLine>,
}

impl Page for OfflinePage {
    const TEMPLATE: &'static str = "public/offline.html";
}

/// Where `/leave` ends: nothing personal.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct GonePage {}

impl Page for GonePage {
    const TEMPLATE: &'static str = "public/gone.html";
}

/// `/accessibility`.
#[derive(Debug, Clone, Default, Serialize)]
pub struct AccessibilityPage {
    /// The team's own number.
    pub team_phone: Option<Phone>,
}

impl Page for AccessibilityPage {
    const TEMPLATE: &'static str = "public/accessibility.html";
}

/// `/privacy`.
#[derive(Debug, Clone, Default, Serialize)]
pub struct PrivacyPage {
    /// The team's own number.
    pub team_phone: Option<Phone>,
}

impl Page for PrivacyPage {
    const TEMPLATE: &'static str = "public/privacy.html";
}

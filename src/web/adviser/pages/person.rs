//! One person: who they are, their status with its why, and what they are owed, unclaimed first.

use crate::web::{
    parts::{Item, Link, Notice, Tag, Why},
    view::{Page, Phone},
};
use serde::Serialize;

/// A person's overview.
#[derive(Debug, Clone, Serialize)]
pub struct Person {
    /// Name, status, adviser, how to reach them safely.
    pub strip: PersonStrip,
    /// The pages of the record.
    pub sub: Vec<Link>,
    /// A break-glass opening, warnings, questions an import left.
    pub notices: Vec<Notice>,
    /// Ends the opening from outside early.
    pub close: Option<Close>,
    /// What they can have now and have not had.
    pub not_claimed: NotClaimed,
    /// Every other entitlement, by where it stands.
    pub groups: Vec<EntitlementGroup>,
    /// Checked, and not for them now, with the reason for each; closed until asked for.
    pub rest: Option<EntitlementGroup>,
    /// Readings of the law that this answer rests on, for an adviser to confirm.
    pub confirm: Vec<String>,
    /// The care history in a sentence.
    pub care: String,
    /// Where the care history is.
    pub care_href: String,
    /// Home, study or work.
    pub home_and_work: Vec<Pair>,
    /// What comes next, soonest first.
    pub next: Vec<Item>,
    /// The pathway plan.
    pub plan: Vec<Item>,
    /// Who matters in their life and work.
    pub people: Vec<Item>,
    /// Newest first.
    pub contacts: Vec<Item>,
    /// "5 of 41 contacts".
    pub contacts_said: Option<String>,
    /// What staff noted on the record.
    pub notes: Vec<Item>,
}

impl Page for Person {
    const TEMPLATE: &str = "adviser/person.html";
}

/// A name and what is known of it.
#[derive(Debug, Clone, Serialize)]
pub struct Pair {
    /// What it is.
    pub key: String,
    /// What is known.
    pub value: String,
    /// The code or source of it.
    pub meta: Option<String>,
}

/// Who the record is about, on top of the person's page.
#[derive(Debug, Clone, Serialize)]
pub struct PersonStrip {
    /// The name they use.
    pub name: String,
    /// "18, he or him".
    pub about: String,
    /// Name on papers, record number, next birthday.
    pub sub: String,
    /// What can be done now.
    pub actions: Vec<Link>,
    /// The status in words.
    pub status: Tag,
    /// Why it is that.
    pub why: Why,
    /// Adviser and cover.
    pub adviser: Vec<String>,
    /// How to reach them safely; first the most important.
    pub safe: Vec<String>,
    /// A number that can be called.
    pub phone: Option<Phone>,
}

/// What the rules allow now and the ledger does not show as had.
#[derive(Debug, Clone, Serialize)]
pub struct NotClaimed {
    /// "Not claimed: £5,200".
    pub heading: String,
    /// "3 things Jay can have now".
    pub said: String,
    /// One line each.
    pub rows: Vec<NotClaimedRow>,
}

/// One thing that can be claimed.
#[derive(Debug, Clone, Serialize)]
pub struct NotClaimedRow {
    /// What it is.
    pub name: String,
    /// Its page.
    pub href: String,
    /// Why they can have it.
    pub why: String,
    /// How much, if it is a sum.
    pub amount: Option<String>,
    /// "once", "left", "a month".
    pub amount_note: Option<String>,
    /// What has to be done.
    pub needed: String,
    /// What the button says.
    pub act: &'static str,
}

/// Entitlements that stand at the same point.
#[derive(Debug, Clone, Serialize)]
pub struct EntitlementGroup {
    /// "Has it: 4".
    pub heading: String,
    /// One line each.
    pub rows: Vec<EntitlementRow>,
}

/// One entitlement and where it stands.
#[derive(Debug, Clone, Serialize)]
pub struct EntitlementRow {
    /// What it is.
    pub name: String,
    /// Its page.
    pub href: String,
    /// Where it stands.
    pub tag: Tag,
    /// What is missing, or why.
    pub words: String,
    /// Amount or limit.
    pub amount: Option<String>,
    /// Since when, or from when.
    pub since: String,
}

/// The button that ends an opening from outside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Close {
    /// Where it is sent.
    pub action: String,
    /// Which opening.
    pub opening: String,
}

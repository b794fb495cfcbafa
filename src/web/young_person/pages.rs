//! A young person's own pages: the structs that own every value their templates show.

use crate::web::view::Page;
use serde::Serialize;

/// Whether something is theirs: words, and the shape that goes with them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct State {
    /// `now`, `on`, `from`, `had`, `check`, `law` or `no`.
    pub kind: &'static str,
    /// "Yours now", "From 4 January 2027".
    pub words: String,
}

/// One row of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Where the whole row leads.
    pub href: String,
    /// The thing.
    pub title: String,
    /// How much, or nothing.
    pub sum: String,
    /// Whether it is theirs.
    pub state: Option<State>,
    /// At most two short lines.
    pub lines: Vec<String>,
}

/// A link with its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Where it leads.
    pub href: String,
    /// What it says.
    pub words: String,
}

/// The rows of one need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NeedPart {
    /// Its place on the page.
    pub id: &'static str,
    /// "Work and study".
    pub heading: String,
    /// What is theirs, will be, or was had; and a few that have to be checked.
    pub rows: Vec<Row>,
    /// More that have to be checked: folded away, so that what is theirs is seen.
    pub to_check: Vec<Row>,
    /// "5 more to check".
    pub to_check_words: String,
}

/// The page's first sentence: what is theirs, and how much more there is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// "8 things are yours now."
    pub now: String,
    /// "2 more need something checked."
    pub more: String,
}

/// An answer that lacks a fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unknown {
    /// "What we need to know".
    pub heading: String,
    /// Each fact, in words.
    pub lines: Vec<String>,
}

/// The law's word for where someone stands, and what it means.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Called {
    /// "a" or "an".
    pub article: String,
    /// "former relevant child"; nothing where there is no word.
    pub word: String,
    /// One sentence.
    pub meaning: String,
}

/// Parts of a bar that is 300 wide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bar {
    /// What was had.
    pub used: i64,
    /// What is asked for.
    pub asked: i64,
    /// What remains beside.
    pub left: i64,
    /// Where the stripes of the asked part stand.
    pub hatches: Vec<i64>,
}

/// `/what-you-can-get`.
#[derive(Debug, Clone, Default, Serialize)]
pub struct WhatYouCanGetPage {
    /// The answer first.
    pub answer: Answer,
    /// What is missing for the answer.
    pub unknown: Option<Unknown>,
    /// By need, in the order of the page.
    pub needs: Vec<NeedPart>,
    /// To each need.
    pub jump: Vec<Link>,
    /// What is not theirs now: titles only.
    pub not_yours: Vec<Row>,
    /// The law's word.
    pub called: Called,
    /// The day it was worked out.
    pub worked_out: String,
}

impl Page for WhatYouCanGetPage {
    const TEMPLATE: &'static str = "young_person/what_you_can_get.html";
}

/// One stop of a line.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Stop {
    /// `done`, `now` or `next`.
    pub state: &'static str,
    /// When, in words; nothing where the order says enough.
    pub when: String,
    /// What.
    pub title: String,
    /// One line more, or nothing.
    pub line: String,
}

/// The last day to ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LastDay {
    /// "Ask before 21 March 2032".
    pub heading: String,
    /// Why then.
    pub line: String,
}

/// `/what-you-can-get/{number}`.
#[derive(Debug, Clone, Serialize)]
pub struct EntitlementPage {
    /// The need it belongs to: where Back leads.
    pub need: &'static str,
    /// Its name.
    pub title: String,
    /// Whether it is theirs.
    pub state: State,
    /// "£1,150 left"; nothing where there is no amount.
    pub big: String,
    /// The picture of the amount.
    pub bar: Option<Bar>,
    /// The amount in words.
    pub says: String,
    /// It can be asked for today.
    pub can_ask: bool,
    /// What it is.
    pub meaning: String,
    /// Who decides, where nobody has to give it.
    pub chosen: String,
    /// The council's local offer, where what stands here comes from it.
    pub offer: Option<Offer>,
    /// "Why we say yes".
    pub why_heading: String,
    /// One or two lines.
    pub why: Vec<String>,
    /// To all of them.
    pub why_href: String,
    /// What to do, in order.
    pub steps: Vec<Stop>,
    /// What has happened so far.
    pub ledger: Vec<Stop>,
    /// What to do if the answer is no.
    pub refused: String,
    /// The last day to ask.
    pub last_day: Option<LastDay>,
    /// The day it was worked out.
    pub worked_out: String,
}

/// That an entry comes from the council's local offer.
#[derive(Debug, Clone, Serialize)]
pub struct Offer {
    /// That it does, and when it was last checked.
    pub line: String,
    /// The offer's own name.
    pub source: String,
    /// Where it can be read.
    pub href: Option<String>,
}

impl Page for EntitlementPage {
    const TEMPLATE: &'static str = "young_person/entitlement.html";
}

/// One line of a reason.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct WhyLine {
    /// `done` where it is settled, `next` where it lies ahead, `now` where it has to be checked.
    pub state: &'static str,
    /// One plain sentence with the person's own dates.
    pub words: String,
    /// Where the date comes from.
    pub source: String,
    /// The provision.
    pub law: String,
}

/// One time in care in the picture, in parts of 296.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CareSpan {
    /// Where it starts.
    pub x: i64,
    /// How long it is drawn.
    pub width: i64,
}

/// The picture of the time in care from 14 to 18.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CareLine {
    /// The point of it.
    pub caption: String,
    /// All its facts.
    pub title: String,
    /// The times in care.
    pub spans: Vec<CareSpan>,
    /// Where today is; 0 where it lies outside.
    pub today: i64,
    /// The month of the 14th birthday.
    pub first: String,
    /// The month of the 18th birthday.
    pub last: String,
}

/// `/why` and `/what-you-can-get/{number}/why`.
#[derive(Debug, Clone, Serialize)]
pub struct WhyPage {
    /// Where Back leads.
    pub back: String,
    /// "Yes, this is yours".
    pub answer: String,
    /// What it is about, and until when.
    pub about: String,
    /// What is missing for the answer.
    pub unknown: Option<Unknown>,
    /// "Why we say yes".
    pub heading: String,
    /// Three to six lines.
    pub lines: Vec<WhyLine>,
    /// The time in care.
    pub picture: Option<CareLine>,
    /// What a wrong date would change.
    pub if_wrong: Vec<String>,
    /// The law's word.
    pub called: Called,
    /// The day it was worked out.
    pub worked_out: String,
}

impl Page for WhyPage {
    const TEMPLATE: &'static str = "young_person/why.html";
}

/// The next thing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Next {
    /// What and when, in one sentence.
    pub title: String,
    /// One line more, or nothing.
    pub line: String,
    /// Where its button leads; nothing where there is none.
    pub href: String,
    /// The button's words.
    pub action: String,
}

/// The one money line of Home.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Money {
    /// The thing.
    pub heading: String,
    /// Its page.
    pub href: String,
    /// "£1,150 left".
    pub big: String,
    /// Its picture, where some of it was had.
    pub bar: Option<Bar>,
    /// Its state, where there is no picture.
    pub state: Option<State>,
    /// The same in words.
    pub says: String,
}

/// One of the four ways in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tile {
    /// Where it leads.
    pub href: String,
    /// The need.
    pub words: String,
    /// Its drawing.
    pub icon: &'static str,
    /// "2 yours now".
    pub says: String,
}

/// `/home`.
#[derive(Debug, Clone, Serialize)]
pub struct HomePage {
    /// The name they use.
    pub known_as: String,
    /// "Monday 23 November".
    pub today: String,
    /// What happens next.
    pub next: Next,
    /// What comes after it, two at most.
    pub then: Vec<Stop>,
    /// Someone from outside opened the record.
    pub opened: Option<String>,
    /// The money line.
    pub money: Option<Money>,
    /// The four needs.
    pub tiles: Vec<Tile>,
    /// The day it was worked out.
    pub worked_out: String,
}

impl Page for HomePage {
    const TEMPLATE: &'static str = "young_person/home.html";
}

/// One look at the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Looked {
    /// The time: "2:30pm".
    pub at: String,
    /// Their name.
    pub who: String,
    /// Who they are to this person.
    pub right: String,
    /// What for.
    pub purpose: String,
}

/// The looks of one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LookedDay {
    /// "Monday 23 November".
    pub words: String,
    /// Newest first.
    pub looks: Vec<Looked>,
}

/// The record opened from outside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OpenedFromOutside {
    /// By whom.
    pub who: String,
    /// When, and when it ends.
    pub when: String,
    /// The reason they gave.
    pub reason: String,
}

/// `/who-has-looked`.
#[derive(Debug, Clone, Default, Serialize)]
pub struct WhoHasLookedPage {
    /// Opened from outside, newest first.
    pub openings: Vec<OpenedFromOutside>,
    /// Every look but one's own, by day, newest first.
    pub days: Vec<LookedDay>,
    /// What is not shown.
    pub older: Option<String>,
}

impl Page for WhoHasLookedPage {
    const TEMPLATE: &'static str = "young_person/who_has_looked.html";
}

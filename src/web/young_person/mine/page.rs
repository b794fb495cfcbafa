//! What the pages of *My details* show.

use chrono::NaiveDate;
use onward_domain::{
    mine::{CheckIn, Feels, LanguagesNote, NotAgain, ReachNote, kept_until},
    place::OwnPage,
};
use onward_store::repo::versions::Version;
use serde::Serialize;

use super::form::{CheckInForm, CloseForm, LanguagesForm, NameForm, NotAgainForm, ReachForm};
use crate::{
    clock::london_day,
    usecases::{
        adviser::today::said::{in_touch_by, waits},
        young_person::mine::SeenMine,
    },
    web::{
        form::{ClashRow, FormErrors, Sheet},
        view::{FormState, Page},
        words::{Say, says::mine::part as said},
    },
};

/// Everything that is mine to decide.
#[derive(Debug, Clone, Serialize)]
pub struct MinePage {
    known_as: String,
    pronouns: Option<String>,
    reach: Option<Vec<(Say, Say)>>,
    reach_on: Option<NaiveDate>,
    officer: Option<String>,
    languages: Option<Vec<(Say, Say)>>,
    languages_on: Option<NaiveDate>,
    /// What they don't want to explain again.
    not_again: Option<String>,
    protected: bool,
    shares_budget: bool,
    shares_home: bool,
    shares_next: bool,
    shares_parts: usize,
    check_in: Option<NaiveDate>,
    open_matters: usize,
}

impl Page for MinePage {
    const TEMPLATE: &'static str = "young_person/mine.html";
}

impl MinePage {
    /// The page.
    pub fn of(seen: &SeenMine) -> Self {
        let reach = seen.reach.as_ref().map(|version| &version.row);
        Self {
            known_as: seen.known_as.clone(),
            pronouns: seen.pronouns.clone(),
            reach: reach.map(|reach| {
                let rows = reach_rows(&reach.note).into_iter();
                rows.filter_map(|(what, says)| Some((what, says?))).collect()
            }),
            reach_on: reach.map(|reach| london_day(reach.recorded.at)),
            languages: seen.languages.as_ref().map(|version| {
                let rows = language_rows(&version.row.note).into_iter();
                rows.filter_map(|(what, says)| Some((what, says?))).collect()
            }),
            languages_on: seen.languages.as_ref().map(|version| london_day(version.row.recorded.at)),
            officer: seen.officer.as_ref().map(|worker| worker.name.clone()),
            not_again: standing(seen).map(|version| version.row.note.words.clone()),
            protected: seen.protected,
            shares_budget: seen.shares_budget,
            shares_home: !seen.private_pages.contains(&OwnPage::Home),
            shares_next: !seen.private_pages.contains(&OwnPage::Next),
            shares_parts: seen.shares_parts,
            check_in: seen.check_ins.first().map(|each| london_day(each.said_at)),
            open_matters: seen.matters.iter().filter(|matter| matter.stands().waits()).count(),
        }
    }
}

/// What they don't want to explain again, as it stands.
pub fn standing(seen: &SeenMine) -> Option<&Version<NotAgain>> {
    seen.not_again.iter().find(|version| version.row.recorded.stands())
}

fn reach_rows(note: &ReachNote) -> [(Say, Option<Say>); 6] {
    let may = |word: &str| Some(super::data::word("may", word));
    let words = |words: &Option<String>| words.as_deref().map(Say::words);
    [
        (said::Text.into(), may(note.text.word())),
        (said::Call.into(), may(note.call.word())),
        (said::Voicemail.into(), may(note.voicemail.word())),
        (said::Post.into(), may(note.post.word())),
        (said::Hours.into(), words(&note.hours)),
        (said::Never.into(), words(&note.never)),
    ]
}

fn language_rows(note: &LanguagesNote) -> [(Say, Option<Say>); 5] {
    let words = |words: &Option<String>| words.as_deref().map(Say::words);
    [
        (said::Speaks.into(), words(&note.speaks)),
        (said::Interpreter.into(), Some(super::data::word("interpreter", note.interpreter.word()))),
        (said::Reads.into(), words(&note.reads)),
        (said::Print.into(), Some(super::data::word("print", note.print.word()))),
        (said::More.into(), words(&note.words)),
    ]
}

/// Two versions of in which languages I want to speak and read.
pub fn language_clash(theirs: Option<&LanguagesNote>, yours: &LanguagesNote) -> Vec<ClashRow> {
    clash(theirs.map(language_rows).as_ref().map(<[_; 5]>::as_slice), language_rows(yours).into())
}

/// Two versions of how to reach me.
pub fn reach_clash(theirs: Option<&ReachNote>, yours: &ReachNote) -> Vec<ClashRow> {
    clash(theirs.map(reach_rows).as_ref().map(<[_; 6]>::as_slice), reach_rows(yours).into())
}

fn clash(theirs: Option<&[(Say, Option<Say>)]>, yours: Vec<(Say, Option<Say>)>) -> Vec<ClashRow> {
    let none = || Say::from(said::None);
    let saved = |at: usize| theirs.and_then(|rows| rows.get(at)?.1.clone());
    let row = |(at, (what, yours)): (usize, (Say, Option<Say>))| {
        ClashRow::new(what, saved(at).unwrap_or_else(none), yours.unwrap_or_else(none))
    };
    yours.into_iter().enumerate().map(row).collect()
}

macro_rules! sheet_page {
    ($(#[$doc:meta])* $name:ident($form:ty) = $template:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Serialize)]
        pub struct $name {
            pub sheet: Sheet<$form>,
        }

        impl Page for $name {
            const TEMPLATE: &'static str = $template;

            fn state(&self) -> FormState {
                self.sheet.state()
            }
        }
    };
}

sheet_page! {
    /// How to reach me.
    ReachPage(ReachForm) = "young_person/mine_reach.html"
}
sheet_page! {
    /// In which languages I want to speak and read.
    LanguagesPage(LanguagesForm) = "young_person/mine_languages.html"
}
sheet_page! {
    /// What to call me.
    NamePage(NameForm) = "young_person/mine_name.html"
}

/// What I don't want to explain again, what it said before, and what a new adviser is told.
#[derive(Debug, Clone, Serialize)]
pub struct NotAgainPage {
    earlier: Vec<EarlierWords>,
    sheet: Sheet<NotAgainForm>,
}

/// What it said before.
#[derive(Debug, Clone, Serialize)]
struct EarlierWords {
    words: String,
    on: NaiveDate,
}

impl Page for NotAgainPage {
    const TEMPLATE: &'static str = "young_person/mine_not_again.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl NotAgainPage {
    /// The form and the versions before.
    pub fn of(seen: &SeenMine, sheet: Sheet<NotAgainForm>) -> Self {
        let before = seen.not_again.iter().filter(|version| !version.row.recorded.stands());
        let words = |version: &Version<NotAgain>| EarlierWords {
            words: version.row.note.words.clone(),
            on: london_day(version.row.recorded.at),
        };
        Self { earlier: before.map(words).collect(), sheet }
    }
}

/// The passphrase is asked again.
#[derive(Debug, Clone, Serialize)]
pub struct ProofPage {
    pub errors: FormErrors,
}

impl Page for ProofPage {
    const TEMPLATE: &'static str = "young_person/mine_proof.html";

    fn state(&self) -> FormState {
        FormState::of(&self.errors)
    }
}

/// Pausing or closing, with what the law keeps.
#[derive(Debug, Clone, Serialize)]
pub struct ClosePage {
    kept_until: Option<NaiveDate>,
    sheet: Sheet<CloseForm>,
}

impl Page for ClosePage {
    const TEMPLATE: &'static str = "young_person/mine_close.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl ClosePage {
    /// The form.
    pub fn of(seen: &SeenMine, sheet: Sheet<CloseForm>) -> Self {
        Self { kept_until: seen.born.and_then(kept_until), sheet }
    }
}

/// How things are, and what was said before.
#[derive(Debug, Clone, Serialize)]
pub struct CheckInPage {
    said: Vec<SaidShown>,
    sheet: Sheet<CheckInForm>,
}

#[derive(Debug, Clone, Serialize)]
struct SaidShown {
    feels: Option<Feels>,
    words: Option<String>,
    on: NaiveDate,
    /// By which day somebody is in touch about it, while that lies ahead.
    by: Option<NaiveDate>,
}

impl Page for CheckInPage {
    const TEMPLATE: &'static str = "young_person/check_in.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl CheckInPage {
    /// The form and the last few times.
    pub fn of(seen: &SeenMine, today: NaiveDate, sheet: Sheet<CheckInForm>) -> Self {
        let by = |each: &CheckIn| {
            let by = in_touch_by(each.feels, london_day(each.said_at));
            Some(by).filter(|by| waits(each) && today <= *by)
        };
        let shown = |each: &CheckIn| SaidShown {
            by: by(each),
            feels: each.feels,
            words: each.words.clone(),
            on: london_day(each.said_at),
        };
        Self { said: seen.check_ins.iter().take(5).map(shown).collect(), sheet }
    }
}

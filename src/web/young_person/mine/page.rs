//! What the pages of *Mine* show.

use chrono::NaiveDate;
use onward_domain::{
    mine::{CheckIn, Feels, Matter, MatterKind, NotAgain, ReachNote, kept_until},
    place::OwnPage,
};
use onward_store::repo::versions::Version;
use serde::Serialize;

use super::form::{CheckInForm, CloseForm, MatterForm, NameForm, NotAgainForm, ReachForm};
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
            officer: seen.officer.as_ref().map(|worker| worker.name.clone()),
            not_again: standing(seen).map(|version| version.row.note.words.clone()),
            protected: seen.protected,
            shares_budget: seen.shares_budget,
            shares_home: !seen.private_pages.contains(&OwnPage::Home),
            shares_next: !seen.private_pages.contains(&OwnPage::Next),
            shares_parts: seen.shares_parts,
            check_in: seen.check_ins.first().map(|each| london_day(each.said_at)),
            open_matters: seen.matters.iter().filter(|matter| matter.answer.is_none()).count(),
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

/// Two versions of how to reach me.
pub fn reach_clash(theirs: Option<&ReachNote>, yours: &ReachNote) -> Vec<ClashRow> {
    let none = || Say::from(said::None);
    let theirs = theirs.map(reach_rows);
    reach_rows(yours)
        .into_iter()
        .enumerate()
        .map(|(at, (what, yours))| {
            let saved = theirs.as_ref().and_then(|rows| rows.get(at)).and_then(|(_, says)| says.clone());
            ClashRow::new(what, saved.unwrap_or_else(none), yours.unwrap_or_else(none))
        })
        .collect()
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

/// What I asked of the council, with its clocks.
#[derive(Debug, Clone, Serialize)]
pub struct MattersPage {
    asked: Vec<MatterShown>,
    complaint_by: NaiveDate,
    advocate_by: NaiveDate,
    file_by: NaiveDate,
    sheet: Sheet<MatterForm>,
}

#[derive(Debug, Clone, Serialize)]
struct MatterShown {
    kind: MatterKind,
    words: Option<String>,
    on: NaiveDate,
    by: NaiveDate,
    late: bool,
    answer: Option<String>,
    answered: Option<NaiveDate>,
}

impl Page for MattersPage {
    const TEMPLATE: &'static str = "young_person/my_requests.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl MattersPage {
    /// The page.
    pub fn of(seen: &SeenMine, today: NaiveDate, sheet: Sheet<MatterForm>) -> Self {
        let shown = |each: &Matter| MatterShown {
            kind: each.kind,
            words: each.words.clone(),
            on: london_day(each.said_at),
            by: each.answer_by,
            late: each.answer.is_none() && each.answer_by < today,
            answer: each.answer.as_ref().map(|answer| answer.words.clone()),
            answered: each.answer.as_ref().map(|answer| london_day(answer.at)),
        };
        Self {
            asked: seen.matters.iter().map(shown).collect(),
            complaint_by: MatterKind::Complaint.answer_by(today),
            advocate_by: MatterKind::Advocate.answer_by(today),
            file_by: MatterKind::File.answer_by(today),
            sheet,
        }
    }
}

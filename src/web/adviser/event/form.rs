//! The form for something that happened, and how it is read.

use chrono::NaiveDate;
use leaving_care_rules::person::LivesWith;
use onward_domain::{
    basis::{Basis, is_a_reason},
    care::{LifeEvent, LifeEventKind, LifeEventNote, read_word},
};
use onward_store::repo::versions::Version;
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::web::{
    adviser::{episode::with_basis, said},
    form::{Clash, ClashRow, FormErrors, Reader, Sheet, Stood, WrittenDay},
    words::{
        Say,
        says::{
            adviser::{episode, event as told},
            forms,
        },
    },
};

/// As entered.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields, rename_all(deserialize = "kebab-case"))]
pub struct EventForm {
    /// The version it started from; empty when an event is added.
    pub version: Stood,
    /// The word of a kind.
    pub kind: String,
    pub start: WrittenDay,
    /// The first day after it.
    pub end: WrittenDay,
    /// Of a return home: the word of with whom.
    pub lives_with: String,
    /// Of an order: `yes` or `no`.
    pub with_holder: String,
    /// The council that took over.
    #[validate(length(max = 100))]
    pub authority: String,
    /// Which record says so.
    pub basis: String,
    /// How the adviser knows.
    #[validate(length(max = 600))]
    pub reason: String,
    /// Which effect was seen; empty at first.
    pub seen: String,
}

impl From<&LifeEvent> for EventForm {
    fn from(event: &LifeEvent) -> Self {
        let note = &event.note;
        Self {
            version: Stood::of(&event.id),
            kind: note.kind.word().to_owned(),
            start: Some(note.start).into(),
            end: note.end.into(),
            lives_with: note.lives_with.map(word).unwrap_or_default(),
            with_holder: note.lives_with_holder.map(yes_or_no).unwrap_or_default().to_owned(),
            authority: note.authority.clone().unwrap_or_default(),
            ..Self::default()
        }
    }
}

/// A kind that is recorded here. A death has a way of its own.
pub fn kind(word: &str) -> Option<LifeEventKind> {
    word.parse().ok().filter(|kind| *kind != LifeEventKind::Died)
}

/// What is asked of a kind beside its days.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct Asks {
    pub end: bool,
    pub with: bool,
    pub holder: bool,
    pub authority: bool,
}

impl Asks {
    pub const fn of(kind: LifeEventKind) -> Self {
        use LifeEventKind::{Adopted, FoundToBeAdult, ReturnedHome, SpecialGuardianship, TakenOver};
        Self {
            end: !matches!(kind, TakenOver | FoundToBeAdult),
            with: matches!(kind, ReturnedHome),
            holder: matches!(kind, SpecialGuardianship | Adopted),
            authority: matches!(kind, TakenOver),
        }
    }
}

impl EventForm {
    /// What it says, and how the adviser knows.
    ///
    /// # Errors
    /// What to correct, in the order of the page.
    pub fn read(
        &self,
        today: NaiveDate,
        born: Option<NaiveDate>,
    ) -> Result<(LifeEventNote, String), FormErrors> {
        let mut read = Reader::of(self);
        let kind = read.choice("kind", &self.kind, kind).missing(told::Choose).required();
        let asks = kind.map(Asks::of).unwrap_or_default();
        let start = read.day("start", &self.start, told::FirstDay).not_after_today(today).required();
        if let (Some(start), Some(born)) = (start, born)
            && start < born
        {
            read.wrong("start", forms::day::BeforeBirth { born: born.into() });
        }
        let after = |end: &NaiveDate| start.is_none_or(|start| start < *end);
        let end = read.day("end", &self.end, told::EndDay).only(after, told::EndsBeforeItBegins).optional();
        let with = read.choice("lives-with", &self.lives_with, |word| {
            if word == NOT_KNOWN { Some(None) } else { read_word::<LivesWith>(word).map(Some) }
        });
        let with = if asks.with {
            with.missing(told::WithWhom).required()
        } else {
            with.optional().filter(|_| false)
        };
        let holder = read.choice("with-holder", &self.with_holder, |word| match word {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        });
        let holder = holder.optional().filter(|_| asks.holder);
        let authority = read.text("authority", &self.authority).missing(told::NameCouncil);
        let authority =
            if asks.authority { authority.required() } else { authority.optional().filter(|_| false) };
        let basis = read.choice("basis", &self.basis, |word| word.parse::<Basis>().ok());
        let basis = basis.missing(episode::ChooseRecord).required();
        let reason = read.text("reason", &self.reason).missing(episode::SayWhereFrom);
        let reason = reason.only(|reason| is_a_reason(reason), episode::NotAReason).required();
        read.done(|| {
            let note = LifeEventNote {
                end: end.filter(|_| asks.end),
                lives_with: with.flatten(),
                lives_with_holder: holder,
                authority,
                ..LifeEventNote::new(kind?, start?)
            };
            Some((note, with_basis(basis?, &reason?)))
        })
    }

    /// The form next to what somebody else saved; it is now based on that version.
    #[must_use]
    pub fn beside(self, theirs: Option<&Version<LifeEvent>>, yours: &LifeEventNote) -> Sheet<Self> {
        let saved = theirs.map(|version| &version.row.note);
        let none = || Say::from(episode::None);
        let of = |part: &dyn Fn(&LifeEventNote) -> Say| (saved.map_or_else(none, part), part(yours));
        let what = of(&|note| said::event(note));
        let with = of(&|note| note.lives_with.map_or_else(none, with_words));
        let council = of(&|note| note.authority.as_deref().map_or_else(none, Say::words));
        let holder = of(&|note| match note.lives_with_holder {
            Some(true) => told::Yes.into(),
            Some(false) => told::No.into(),
            None => none(),
        });
        let rows = vec![
            ClashRow::new(told::What, what.0, what.1),
            ClashRow::new(told::WhoWith, with.0, with.1),
            ClashRow::new(told::WithHolder, holder.0, holder.1),
            ClashRow::new(told::Council, council.0, council.1),
        ];
        let rows = rows.into_iter().filter(|row| row.theirs != none() || row.yours != none()).collect();
        Sheet::clashing(Self { version: theirs.into(), ..self }, Clash::of(theirs, rows))
    }
}

/// The word of an answer that nobody has.
pub const NOT_KNOWN: &str = "not-known";

/// With whom they live, in words.
pub fn with_words(with: LivesWith) -> Say {
    Say::of_word("adviser.event.with", &word(with)).unwrap_or_else(|| Say::words(""))
}

fn word(with: LivesWith) -> String {
    let word = serde_json::to_value(with).ok();
    word.and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
}

const fn yes_or_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

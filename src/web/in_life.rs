//! People in a young person's life, as both sides write them down and read them.

use chrono::NaiveDate;
use onward_domain::life_people::{LifePerson, LifePersonNote, MayKnow};
use onward_store::repo::versions::Version;
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::{
    usecases::in_life::Ends,
    web::{
        form::{ClashRow, FormErrors, Reader, Stood, WrittenDay},
        parts::HandShown,
        words::{Say, says::mine::in_life as said},
    },
};

/// As written. `why` is on the adviser's page alone.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct PersonForm {
    pub version: Stood,
    #[validate(length(max = 100))]
    pub name: String,
    #[validate(length(max = 100))]
    pub who: String,
    #[validate(length(max = 200))]
    pub reach: String,
    pub may: String,
    pub agreed: WrittenDay,
    #[validate(length(max = 400))]
    pub why: String,
}

impl From<&LifePerson> for PersonForm {
    fn from(one: &LifePerson) -> Self {
        let note = &one.note;
        Self {
            version: Stood::of(&one.id),
            name: note.name.clone(),
            who: note.who.clone(),
            reach: note.reach.clone().unwrap_or_default(),
            may: note.may.word().to_owned(),
            agreed: Some(note.agreed_on).into(),
            why: note.why.clone().unwrap_or_default(),
        }
    }
}

impl PersonForm {
    /// What it says. `staff`: an adviser writes it, and says why somebody must not be told anything.
    ///
    /// # Errors
    /// What to put right, in the order of the page.
    pub fn read(&self, today: NaiveDate, staff: bool) -> Result<LifePersonNote, FormErrors> {
        let mut read = Reader::of(self);
        let name = read.text("name", &self.name).missing(said::Name).required();
        let who = read.text("who", &self.who).missing(said::Who).required();
        let reach = read.text("reach", &self.reach).optional();
        let may = read.choice("may", &self.may, |word| word.parse::<MayKnow>().ok());
        let may = may.missing(said::May).required();
        let agreed = read.day("agreed", &self.agreed, said::Agreed).not_after_today(today).or(today);
        let why = read.text("why", &self.why);
        let why = match may {
            Some(MayKnow::Never) if staff => why.missing(said::Why).required(),
            _ => None,
        };
        read.done(|| {
            let (name, who, may, agreed_on) = (name?, who?, may?, agreed?);
            Some(LifePersonNote { name, who, reach, may, agreed_on, why })
        })
    }
}

/// Which end a button asks for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EndForm {
    how: String,
}

impl EndForm {
    /// What is asked for. Nobody is taken out of the list by a word that is not ours.
    pub fn read(&self) -> Ends {
        if self.how == "removed" { Ends::Removed } else { Ends::TakenBack }
    }
}

/// One of them in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonShown {
    href: String,
    name: String,
    who: String,
    reach: Option<String>,
    may: MayKnow,
    on: NaiveDate,
    /// The young person wrote this version.
    own: bool,
    by: Option<String>,
    why: Option<String>,
}

impl PersonShown {
    /// `at`: where the list is. `by`: whoever wrote it, where their name is shown.
    pub fn of(one: &LifePerson, at: &str, by: Option<&str>) -> Self {
        let note = &one.note;
        Self {
            href: format!("{at}/{}", one.id),
            name: note.name.clone(),
            who: note.who.clone(),
            reach: note.reach.clone(),
            may: note.may,
            on: note.agreed_on,
            own: one.recorded.source == onward_domain::recorded::Source::YoungPerson,
            by: by.map(str::to_owned),
            why: note.why.clone(),
        }
    }
}

/// An earlier version of a line.
#[derive(Debug, Clone, Serialize)]
pub struct Before {
    name: String,
    who: String,
    may: MayKnow,
    hand: HandShown,
}

/// The versions that stand no longer, newest first.
pub fn before(versions: &[Version<LifePerson>]) -> Vec<Before> {
    let old = versions.iter().filter(|version| !version.row.recorded.stands());
    old.map(|version| Before {
        name: version.row.note.name.clone(),
        who: version.row.note.who.clone(),
        may: version.row.note.may,
        hand: version.into(),
    })
    .collect()
}

/// Two versions beside each other.
pub fn clash(theirs: Option<&LifePersonNote>, yours: &LifePersonNote) -> Vec<ClashRow> {
    type Part = fn(&LifePersonNote) -> Say;
    let parts: [(Say, Part); 4] = [
        (said::part::Name.into(), |note| Say::words(&note.name)),
        (said::part::Who.into(), |note| Say::words(&note.who)),
        (said::part::Reach.into(), |note| Say::words(note.reach.as_deref().unwrap_or_default())),
        (said::part::May.into(), |note| {
            Say::of_word("mine.in_life.told", note.may.word()).unwrap_or_else(|| said::part::None.into())
        }),
    ];
    let none = || Say::from(said::part::None);
    let row = |(what, part): (Say, Part)| ClashRow::new(what, theirs.map_or_else(none, part), part(yours));
    parts.into_iter().map(row).collect()
}

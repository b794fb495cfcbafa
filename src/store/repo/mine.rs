//! How a young person is reached and called, how they say that things are, and when they paused or closed their
//! account.

use diesel::prelude::*;
use onward_domain::{
    access::Right,
    id::{CheckInId, ClosingId, LanguagesId, NotAgainId, ReachId},
    mine::{
        CheckIn, Closing, Feels, How, Languages, LanguagesNote, NotAgain, NotAgainNote, Reach, ReachNote,
    },
};

use super::{
    audit::Deed,
    versions::{Hand, Rows as _, Versions, versioned},
};
use crate::{
    connection::AnyConnection,
    error::{StoreError, StoreResult},
    rows::Row as _,
    schema::{
        own::{account_closings, check_ins, language_wishes, not_again, pronouns, reach_wishes},
        people::{persons, users},
    },
    scope::Record,
    types::{Column as _, Instant},
};

/// What forms' keys are used up for.
const CHECKED_IN: &str = "check_in";

versioned!(Reach(ReachNote, ReachId) in reach_wishes, word "reach", order (recorded_at), {
    const HAND: Hand = Hand::Own;
    fn says(&self, note: &ReachNote) -> bool {
        self.note == *note
    }
    fn written(record: &Record<'_>, note: &ReachNote) -> StoreResult<Self> {
        let (id, note) = (ReachId::new(), note.clone());
        Ok(Self { id, person: record.id(), note, recorded: record.mark(), superseded_by: None })
    }
    fn in_place_of(&self, _: &ReachNote) -> bool {
        true
    }
});

versioned!(Languages(LanguagesNote, LanguagesId) in language_wishes, word "languages", order (recorded_at), {
    const HAND: Hand = Hand::Own;
    fn says(&self, note: &LanguagesNote) -> bool {
        self.note == *note
    }
    fn written(record: &Record<'_>, note: &LanguagesNote) -> StoreResult<Self> {
        let (id, note) = (LanguagesId::new(), note.clone());
        Ok(Self { id, person: record.id(), note, recorded: record.mark(), superseded_by: None })
    }
    fn in_place_of(&self, _: &LanguagesNote) -> bool {
        true
    }
});

versioned!(NotAgain(NotAgainNote, NotAgainId) in not_again, word "not_again", order (recorded_at), {
    const HAND: Hand = Hand::Own;
    fn says(&self, note: &NotAgainNote) -> bool {
        self.note == *note
    }
    fn written(record: &Record<'_>, note: &NotAgainNote) -> StoreResult<Self> {
        let (id, note) = (NotAgainId::new(), note.clone());
        Ok(Self { id, person: record.id(), note, recorded: record.mark(), superseded_by: None })
    }
    fn in_place_of(&self, _: &NotAgainNote) -> bool {
        true
    }
});

impl Record<'_> {
    /// What they don't want to explain again, with all versions, for the young person alone.
    #[must_use]
    pub const fn not_again_versions(&self) -> Versions<'_, NotAgain> {
        Versions::of(self)
    }

    /// What they don't want to explain again, as it stands: for themselves, for their adviser and for the manager who
    /// hands them over.
    ///
    /// # Errors
    /// `NotAllowed` for anybody else; the database's own.
    pub fn not_again(&self) -> StoreResult<Option<NotAgain>> {
        if !matches!(self.right(), Right::Own | Right::Adviser | Right::Manager | Right::System) {
            return Err(StoreError::NotAllowed("it is said to their adviser".into()));
        }
        self.tx().run(|connection| Ok(NotAgain::standing(connection, &self.key())?.pop()))
    }

    /// How they are reached safely, with all versions, for the young person alone.
    #[must_use]
    pub const fn reach_versions(&self) -> Versions<'_, Reach> {
        Versions::of(self)
    }

    /// How they are reached safely, for everybody who has the record open: whoever may call must know.
    ///
    /// # Errors
    /// The database's own.
    pub fn reach(&self) -> StoreResult<Option<Reach>> {
        self.tx().run(|connection| Ok(Reach::standing(connection, &self.key())?.pop()))
    }

    /// In which languages they want to speak and read, with all versions, for the young person alone.
    #[must_use]
    pub const fn language_versions(&self) -> Versions<'_, Languages> {
        Versions::of(self)
    }

    /// In which languages they want to speak and read, for everybody who has the record open: whoever meets them must know.
    ///
    /// # Errors
    /// The database's own.
    pub fn languages(&self) -> StoreResult<Option<Languages>> {
        self.tx().run(|connection| Ok(Languages::standing(connection, &self.key())?.pop()))
    }

    /// Which words stand for them, where they said so.
    ///
    /// # Errors
    /// The database's own.
    pub fn pronouns(&self) -> StoreResult<Option<String>> {
        self.tx().run(|connection| {
            let theirs = pronouns::table.filter(pronouns::person_id.eq(self.key()));
            Ok(theirs.select(pronouns::says).first(connection).optional()?)
        })
    }

    /// The name that they use and the words that stand for them, as they say themselves. Earlier ones are kept nowhere.
    ///
    /// # Errors
    /// `NotAllowed` for anybody else; the database's own.
    pub fn call_me(&self, known_as: &str, says: Option<&str>) -> StoreResult<()> {
        self.own_only()?;
        let mut identity = self.person()?.identity;
        known_as.clone_into(&mut identity.known_as);
        let at = self.now().at.column();
        self.tx().savepoint(|| {
            self.tx().run(|connection| {
                diesel::update(persons::table.filter(persons::id.eq(self.key())))
                    .set((
                        persons::known_as.eq(&identity.known_as),
                        persons::search_name.eq(identity.search_name()),
                        persons::version.eq(persons::version + 1),
                    ))
                    .execute(connection)?;
                diesel::update(users::table.filter(users::person_id.eq(self.key())))
                    .set(users::display_name.eq(&identity.known_as))
                    .execute(connection)?;
                diesel::delete(pronouns::table.filter(pronouns::person_id.eq(self.key())))
                    .execute(connection)?;
                if let Some(says) = says {
                    diesel::insert_into(pronouns::table)
                        .values((
                            pronouns::person_id.eq(self.key()),
                            pronouns::says.eq(says),
                            pronouns::changed_at.eq(at),
                        ))
                        .execute(connection)?;
                }
                Ok(())
            })?;
            self.changed("person.identity_changed", &self.key())
        })
    }

    /// How things were, newest first. Only they and their adviser read it.
    ///
    /// # Errors
    /// `NotAllowed` for anybody else; the database's own.
    pub fn check_ins(&self) -> StoreResult<Vec<CheckIn>> {
        if !matches!(self.right(), Right::Own | Right::Adviser | Right::System) {
            return Err(StoreError::NotAllowed("it is said to their adviser".into()));
        }
        self.tx().run(|connection| {
            Ok(check_ins::table
                .filter(check_ins::person_id.eq(self.key()))
                .order((check_ins::said_at.desc(), check_ins::id.desc()))
                .load(connection)?)
        })
    }

    /// Says how things are, once a form.
    ///
    /// # Errors
    /// `NotAllowed` for anybody else.
    pub fn check_in(&self, feels: Option<Feels>, words: Option<&str>, key: &str) -> StoreResult<CheckInId> {
        self.own_only()?;
        if let Some(before) = self.kept_before(key, CHECKED_IN)? {
            return Ok(before);
        }
        let row = CheckIn {
            id: CheckInId::new(),
            person: self.id(),
            feels,
            words: words.map(str::to_owned),
            said_at: self.now().at,
            said_by: self.by(),
        };
        self.tx().savepoint(|| {
            self.tx().run(|connection| Ok(row.insert(connection)?))?;
            self.use_key(key, CHECKED_IN, &row.id.to_string())?;
            self.changed("check_in.said", &row.id.to_string())
        })?;
        Ok(row.id)
    }

    /// When they paused or closed their account last.
    ///
    /// # Errors
    /// The database's own.
    pub fn closing(&self) -> StoreResult<Option<Closing>> {
        self.tx().run(|connection| {
            Ok(account_closings::table
                .filter(account_closings::person_id.eq(self.key()))
                .order((account_closings::at.desc(), account_closings::id.desc()))
                .first(connection)
                .optional()?)
        })
    }

    /// Pauses or closes their account: nobody signs in to it until their adviser gives them a new code. The record stays.
    ///
    /// # Errors
    /// `NotAllowed` for anybody else; `NotFound` without an account.
    pub fn close_account(&self, how: How, words: Option<&str>) -> StoreResult<()> {
        self.own_only()?;
        let user = self.account()?.ok_or(StoreError::NotFound)?.id;
        let now = self.now().at;
        let row = Closing {
            id: ClosingId::new(),
            person: self.id(),
            how,
            words: words.map(str::to_owned),
            at: now,
        };
        self.tx().savepoint(|| {
            self.tx().run(|connection| Ok(row.insert(connection)?))?;
            self.tx().users().disable(user, now)?;
            let what = "account.closed_by_owner";
            let deed = Deed { by: self.by(), person: Some(self.id()), what, ..Deed::default() };
            self.tx().note_deed(&deed, now)
        })
    }
}

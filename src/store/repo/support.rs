//! The offer of support after 21, and what the young person answers. What they answer is a fact that the rules read: whoever says
//! yes here has asked, and nobody writes it down a second time.

use diesel::prelude::*;
use onward_domain::{
    access::Right,
    care::{Circumstance, CircumstanceFact, CircumstanceNote, CircumstanceValue},
    id::SupportTurnId,
    support::{SupportAct, SupportNote, SupportTurn},
};

use crate::{
    error::{StoreError, StoreResult},
    repo::versions::Rows as _,
    rows::Row as _,
    schema::own::support_turns,
    scope::Record,
};

/// What a form's key is used up for.
const WORD: &str = "support_turn";

impl Record<'_> {
    /// What was said, in the order of its days.
    ///
    /// # Errors
    /// The database's own.
    pub fn support(&self) -> StoreResult<Vec<SupportTurn>> {
        self.tx().run(|connection| {
            Ok(support_turns::table
                .filter(support_turns::person_id.eq(self.key()))
                .order((support_turns::happened_on, support_turns::said_at, support_turns::id))
                .load(connection)?)
        })
    }

    /// Adds what was said, once for a form's key. An answer is at once the day on which they asked for support, or declined it.
    ///
    /// # Errors
    /// `NotAllowed` for anybody but the two and for a young person's offer to themselves; the database's own.
    pub fn say_support(&self, note: &SupportNote, key: &str) -> StoreResult<SupportTurnId> {
        let by_young = self.right() == Right::Own;
        if !matches!(self.right(), Right::Own | Right::Adviser | Right::System)
            || by_young && note.act == SupportAct::Offered
        {
            return Err(StoreError::NotAllowed(
                "support is offered by an adviser and answered by them".into(),
            ));
        }
        if let Some(before) = self.kept_before(key, WORD)? {
            return Ok(before);
        }
        let turn = SupportTurn {
            id: SupportTurnId::new(),
            person: self.id(),
            note: note.clone(),
            by_young,
            said_at: self.now().at,
            said_by: self.by(),
        };
        self.tx().savepoint(|| {
            self.tx().run(|connection| Ok(turn.insert(connection)?))?;
            self.use_key(key, WORD, &turn.id.to_string())?;
            self.asked_or_declined(note)?;
            let what = match note.act {
                SupportAct::Offered => "support.offered",
                SupportAct::Wants => "support.wanted",
                SupportAct::NotNow => "support.not_now",
            };
            self.changed(what, &turn.id.to_string())?;
            Ok(turn.id)
        })
    }

    fn asked_or_declined(&self, note: &SupportNote) -> StoreResult<()> {
        let (asked, declined) = (CircumstanceFact::SupportRequestDate, CircumstanceFact::SupportDeclinedDate);
        let said = CircumstanceValue::Day(note.on);
        match note.act {
            SupportAct::Offered => Ok(()),
            SupportAct::NotNow => self.replace(declined, said),
            SupportAct::Wants => {
                // Of one day, a no would count before a yes: whoever says yes after it has changed their mind.
                let standing = self.standing_of(declined)?.map(|before| before.note.value);
                if matches!(standing, Some(CircumstanceValue::Day(day)) if day >= note.on) {
                    self.replace(declined, CircumstanceValue::NotKnown)?;
                }
                self.replace(asked, said)
            }
        }
    }

    fn standing_of(&self, fact: CircumstanceFact) -> StoreResult<Option<Circumstance>> {
        let all = self.tx().run(|connection| Ok(Circumstance::standing(connection, &self.key())?))?;
        Ok(all.into_iter().rev().find(|one| one.note.fact == fact))
    }

    fn replace(&self, fact: CircumstanceFact, value: CircumstanceValue) -> StoreResult<()> {
        let before = self.standing_of(fact)?;
        if before.as_ref().is_some_and(|before| before.note.value == value) {
            return Ok(());
        }
        let row = Circumstance::written(self, &CircumstanceNote { fact, value, since: None })?;
        self.tx().run(|connection| {
            row.insert(connection)?;
            if let Some(before) = before {
                Circumstance::end(connection, &self.key(), before.id, row.recorded.at, Some(row.id))?;
            }
            Ok(())
        })
    }
}

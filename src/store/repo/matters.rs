//! What a young person asked of the council as a body, and what happened to it: a ledger that only grows.

use std::collections::HashMap;

use diesel::prelude::*;
use onward_domain::{
    access::Right,
    id::{MatterId, MatterTurnId},
    matter::{Matter, MatterAct, MatterKind, MatterRefused, MatterTurn, MatterTurnNote},
};

use crate::{
    error::{StoreError, StoreResult},
    rows::Row as _,
    schema::own::{matter_turns, matters},
    scope::Record,
};

/// What forms' keys are used up for.
const ASKED: &str = "matter";
const TURNED: &str = "matter_turn";

/// Each with what happened to it.
pub(crate) fn with_turns(mut all: Vec<Matter>, turns: Vec<MatterTurn>) -> Vec<Matter> {
    let mut by_matter: HashMap<MatterId, Vec<MatterTurn>> = HashMap::new();
    for turn in turns {
        by_matter.entry(turn.matter).or_default().push(turn);
    }
    for one in &mut all {
        one.turns = by_matter.remove(&one.id).unwrap_or_default();
    }
    all
}

impl Record<'_> {
    /// What they asked of the council, newest first. A complaint is not for their adviser to read.
    ///
    /// # Errors
    /// The database's own.
    pub fn matters(&self) -> StoreResult<Vec<Matter>> {
        let mut all = self.tx().run(|connection| {
            let all: Vec<Matter> = matters::table
                .filter(matters::person_id.eq(self.key()))
                .order((matters::said_at.desc(), matters::id.desc()))
                .load(connection)?;
            let turns: Vec<MatterTurn> = matter_turns::table
                .filter(matter_turns::person_id.eq(self.key()))
                .order((matter_turns::said_at, matter_turns::id))
                .load(connection)?;
            Ok(with_turns(all, turns))
        })?;
        match self.right() {
            Right::Own | Right::Manager | Right::System => {}
            Right::Adviser | Right::ReviewingOfficer => {
                all.retain(|matter| matter.kind != MatterKind::Complaint);
            }
            Right::BreakGlass | Right::Hub | Right::Refused => all.clear(),
        }
        Ok(all)
    }

    /// Asks something of the council, once a form.
    ///
    /// # Errors
    /// `NotAllowed` for anybody else.
    pub fn ask_matter(&self, kind: MatterKind, words: Option<&str>, key: &str) -> StoreResult<MatterId> {
        self.own_only()?;
        if let Some(before) = self.kept_before(key, ASKED)? {
            return Ok(before);
        }
        let row = Matter {
            id: MatterId::new(),
            person: self.id(),
            kind,
            words: words.map(str::to_owned),
            said_at: self.now().at,
            said_by: self.by(),
            asked_on: self.now().today,
            answer_by: kind.answer_by(self.now().today),
            turns: Vec::new(),
        };
        self.tx().savepoint(|| {
            self.tx().run(|connection| Ok(row.insert(connection)?))?;
            self.use_key(key, ASKED, &row.id.to_string())?;
            self.changed("matter.asked", &row.id.to_string())
        })?;
        Ok(row.id)
    }

    /// Adds what happened to it, if that may be written now. Once a form.
    ///
    /// # Errors
    /// `NotAllowed` for what is theirs by anybody else, and for an answer by anybody but a manager; `NotFound` when it is not this
    /// person's; the database's own.
    pub fn turn_matter(
        &self,
        id: MatterId,
        note: &MatterTurnNote,
        key: &str,
    ) -> StoreResult<Result<(), MatterRefused>> {
        if note.act.is_theirs() {
            self.own_only()?;
        } else if !matches!(self.right(), Right::Manager | Right::System) {
            return Err(StoreError::NotAllowed("a manager answers it".into()));
        }
        if self.kept_before::<MatterTurnId>(key, TURNED)?.is_some() {
            return Ok(Ok(()));
        }
        let one = self.matters()?.into_iter().find(|matter| matter.id == id).ok_or(StoreError::NotFound)?;
        let note = match one.turn(self.now().today, note) {
            Ok(note) => note,
            Err(why) => return Ok(Err(why)),
        };
        let row = MatterTurn {
            id: MatterTurnId::new(),
            matter: id,
            person: self.id(),
            note,
            said_at: self.now().at,
            said_by: self.by(),
        };
        self.tx().savepoint(|| {
            self.tx().run(|connection| Ok(row.insert(connection)?))?;
            self.use_key(key, TURNED, &row.id.to_string())?;
            self.changed(deed(row.note.act), &id.to_string())
        })?;
        Ok(Ok(()))
    }
}

const fn deed(act: MatterAct) -> &'static str {
    match act {
        MatterAct::Acknowledged => "matter.acknowledged",
        MatterAct::Longer => "matter.longer",
        MatterAct::Answered => "matter.answered",
        MatterAct::Named => "matter.named",
        MatterAct::InTouch => "matter.in_touch",
        MatterAct::Chased => "matter.chased",
        MatterAct::Next => "matter.next",
        MatterAct::Withdrawn => "matter.withdrawn",
    }
}

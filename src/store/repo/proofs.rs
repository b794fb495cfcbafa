//! Letters that prove something, made and ended by their owner, checked by anybody who holds the code.

use diesel::prelude::*;
use onward_domain::{
    access::Right,
    id::{ProofCheckId, ProofLetterId},
    moment::Moment,
    proof::{NewLetter, ProofLetter, ends_on},
};
use std::collections::HashMap;

use crate::{
    Tx,
    error::{StoreError, StoreResult},
    repo::audit::Deed,
    rows::Row as _,
    schema::records::{proof_checks, proof_letters},
    scope::Record,
    types::{Column as _, Instant},
};

/// What a form's key is used up for.
const MADE: &str = "proof_letter";

/// The letters of one person.
#[derive(Clone, Copy)]
pub struct Proofs<'r> {
    record: &'r Record<'r>,
}

impl Record<'_> {
    /// The person's letters: for the person alone.
    #[must_use]
    pub fn proofs(&self) -> Proofs<'_> {
        Proofs { record: self }
    }
}

impl Proofs<'_> {
    /// All of them, newest first.
    ///
    /// # Errors
    /// `NotAllowed` for anyone else; the database's own.
    pub fn all(&self) -> StoreResult<Vec<ProofLetter>> {
        self.own_only()?;
        self.record.tx().run(|connection| {
            Ok(proof_letters::table
                .filter(proof_letters::person_id.eq(self.record.key()))
                .order((proof_letters::made_at.desc(), proof_letters::id.desc()))
                .load(connection)?)
        })
    }

    /// Makes one, once a form.
    ///
    /// # Errors
    /// `NotAllowed` for anyone else; the database's own.
    pub fn make(&self, letter: &NewLetter, key: &str) -> StoreResult<ProofLetterId> {
        self.own_only()?;
        if let Some(before) = self.record.kept_before(key, MADE)? {
            return Ok(before);
        }
        let now = self.record.now();
        let row = ProofLetter {
            id: ProofLetterId::new(),
            person: self.record.id(),
            letter: letter.clone(),
            made_at: now.at,
            made_by: self.record.by(),
            ends_on: ends_on(now.today),
            ended_at: None,
        };
        self.record.tx().savepoint(|| {
            self.record.tx().run(|connection| Ok(row.insert(connection)?))?;
            self.record.use_key(key, MADE, &row.id.to_string())?;
            self.record.changed("proof_letter.made", &row.id.to_string())
        })?;
        Ok(row.id)
    }

    /// Ends one; ended before, it stays so.
    ///
    /// # Errors
    /// `NotFound` for a letter that is not theirs; `NotAllowed` for anyone else; the database's own.
    pub fn end(&self, id: ProofLetterId) -> StoreResult<()> {
        if !self.all()?.iter().any(|letter| letter.id == id) {
            return Err(StoreError::NotFound);
        }
        let ended = self.record.tx().run(|connection| {
            Ok(diesel::update(
                proof_letters::table
                    .filter(proof_letters::id.eq(id.column()))
                    .filter(proof_letters::person_id.eq(self.record.key()))
                    .filter(proof_letters::ended_at.is_null()),
            )
            .set(proof_letters::ended_at.eq(Some(self.record.now().at.column())))
            .execute(connection)?)
        })?;
        if ended == 1 { self.record.changed("proof_letter.ended", &id.to_string()) } else { Ok(()) }
    }

    /// Ends what is written in another name than this, and forgets that name: whoever checks such a letter learns that it
    /// has ended, and no more.
    ///
    /// # Errors
    /// The database's own.
    pub(crate) fn end_in_another_name(&self, name: &str) -> StoreResult<()> {
        let at = self.record.now().at.column();
        let ended: Vec<ProofLetterId> = self.record.tx().run(|connection| {
            let others = || {
                proof_letters::table
                    .filter(proof_letters::person_id.eq(self.record.key()))
                    .filter(proof_letters::name.ne(name))
            };
            let open = others().filter(proof_letters::ended_at.is_null());
            let ids = open.select(proof_letters::id).load(connection)?;
            diesel::update(others().filter(proof_letters::ended_at.is_null()))
                .set(proof_letters::ended_at.eq(Some(at)))
                .execute(connection)?;
            diesel::update(others()).set(proof_letters::name.eq(name)).execute(connection)?;
            Ok(ids)
        })?;
        for id in ended {
            self.record.changed("proof_letter.other_name", &id.to_string())?;
        }
        Ok(())
    }

    /// When each of them was checked, oldest first.
    ///
    /// # Errors
    /// As [`Self::all`].
    pub fn checks(&self) -> StoreResult<HashMap<ProofLetterId, Vec<Instant>>> {
        self.own_only()?;
        let rows: Vec<(ProofLetterId, Instant)> = self.record.tx().run(|connection| {
            Ok(proof_checks::table
                .inner_join(proof_letters::table)
                .filter(proof_letters::person_id.eq(self.record.key()))
                .order((proof_checks::at, proof_checks::id))
                .select((proof_checks::letter_id, proof_checks::at))
                .load(connection)?)
        })?;
        let mut by_letter: HashMap<ProofLetterId, Vec<Instant>> = HashMap::new();
        for (letter, at) in rows {
            by_letter.entry(letter).or_default().push(at);
        }
        Ok(by_letter)
    }

    fn own_only(&self) -> StoreResult<()> {
        if self.record.right() == Right::Own {
            return Ok(());
        }
        Err(StoreError::NotAllowed("a letter is its owner's".into()))
    }
}

impl Tx {
    /// The letter that a code opens, whether it works or not; that it was checked is written down with it.
    ///
    /// # Errors
    /// The database's own.
    pub fn check_proof(&self, code_hash: &str, now: Moment) -> StoreResult<Option<ProofLetter>> {
        let found: Option<ProofLetter> = self.run(|connection| {
            Ok(proof_letters::table
                .filter(proof_letters::code_hash.eq(code_hash))
                .first(connection)
                .optional()?)
        })?;
        let Some(letter) = found else { return Ok(None) };
        if letter.works(now.today) {
            self.run(|connection| {
                Ok(diesel::insert_into(proof_checks::table)
                    .values((
                        proof_checks::id.eq(ProofCheckId::new().column()),
                        proof_checks::letter_id.eq(letter.id.column()),
                        proof_checks::at.eq(now.at.column()),
                    ))
                    .execute(connection)?)
            })?;
            let subject = letter.id.to_string();
            let deed = Deed {
                person: Some(letter.person),
                what: "proof_letter.checked",
                subject: Some(&subject),
                ..Deed::default()
            };
            self.note_deed(&deed, now.at)?;
        }
        Ok(Some(letter))
    }
}

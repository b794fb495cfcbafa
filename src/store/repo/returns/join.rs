//! Two numbers in the return that belong to one child: joined by a person, and separated again.

use chrono::NaiveDate;
use diesel::prelude::*;
use onward_domain::{
    id::{ImportId, PersonId, QuestionId, UserId},
    returns::ssda903::{
        Child, Line, between,
        code::Code,
        ledger::effective,
        row::{Row, RowKey},
    },
};

use super::{Answer, Returns, apply, held};
use crate::{
    error::StoreResult,
    repo::audit::Deed,
    schema::imports::{import_questions, joined_numbers, return_rows},
    types::{Column as _, Instant},
};

/// What happened when two records were joined or separated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joined {
    Done,
    /// One of them is not from a return, both are the same, or they are already joined (or separate). Nothing was done.
    NotPossible,
}

/// A number that was joined to another.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct JoinedNumber {
    /// The record that went into another.
    pub other: PersonId,
    /// Its number.
    pub number: String,
    /// The record that has what the returns say of both.
    pub into: PersonId,
    /// When.
    pub at: Instant,
    /// By whom; none from the command line.
    pub by: Option<UserId>,
}

/// A pair of numbers that are two people's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TwoPeople {
    /// Of whose number it was said.
    pub person: PersonId,
    /// The other number.
    pub other: String,
    pub by: Option<UserId>,
    pub at: Instant,
}

/// A new number that may be another's, as an import asked: by the record it was asked of, with the other numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MayBeOne {
    /// Of whose number it was asked.
    pub person: PersonId,
    /// The numbers that share a pupil number with it.
    pub others: Vec<String>,
}

impl Returns<'_> {
    /// The numbers that were joined to another, the latest first.
    ///
    /// # Errors
    /// The database can't be read.
    pub fn joined(&self) -> StoreResult<Vec<JoinedNumber>> {
        self.tx.run(|connection| {
            Ok(joined_numbers::table
                .order((joined_numbers::joined_at.desc(), joined_numbers::child))
                .select((
                    joined_numbers::person_id,
                    joined_numbers::child,
                    joined_numbers::into_id,
                    joined_numbers::joined_at,
                    joined_numbers::joined_by,
                ))
                .load(connection)?)
        })
    }

    /// Numbers of which an import asked whether they are one person's, and nobody has settled it.
    ///
    /// # Errors
    /// The database can't be read.
    pub fn may_be_one(&self) -> StoreResult<Vec<MayBeOne>> {
        let asked: Vec<(PersonId, String)> = self.tx.run(|connection| {
            Ok(import_questions::table
                .filter(import_questions::settled_at.is_null())
                .filter(import_questions::key.like("same %"))
                .order(import_questions::person_id)
                .select((import_questions::person_id, import_questions::key))
                .load(connection)?)
        })?;
        let numbers = |key: &str| key.split(' ').skip(1).map(str::to_owned).collect();
        Ok(asked.into_iter().map(|(person, key)| MayBeOne { person, others: numbers(&key) }).collect())
    }
}

/// What the returns say under somebody's number, to be laid beside another's.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SaidOf {
    pub pupil_number: Option<String>,
    pub sex: Option<Code>,
    /// Each care episode: its first day, the day it ended, its placement.
    pub care: Vec<(NaiveDate, Option<NaiveDate>, Code)>,
}

impl Returns<'_> {
    /// What the returns say of somebody.
    ///
    /// # Errors
    /// The database can't be read.
    pub fn said_of(&self, person: PersonId) -> StoreResult<SaidOf> {
        let loaded = held::load(self.tx, Some(&[person.column()]))?;
        let lines: Vec<&Line> = loaded.held.ledger.children.values().flatten().collect();
        let mut said = SaidOf::default();
        for (key, line) in effective(&lines) {
            match (key, &line.row) {
                (_, Row::Identity(identity)) => {
                    said.pupil_number = identity.pupil_number.as_deref().map(str::to_owned);
                    said.sex = Some(identity.sex).filter(|sex| *sex != "U");
                }
                (RowKey::Episode(start), Row::Episode(row)) => {
                    said.care.push((start, row.end, row.placement))
                }
                _ => {}
            }
        }
        Ok(said)
    }

    /// Whether two records can be joined: both are from a return, and neither is part of another.
    ///
    /// # Errors
    /// The database can't be read.
    pub fn can_join(&self, keep: PersonId, other: PersonId) -> StoreResult<bool> {
        Ok(can_be_one(&held::load(self.tx, None)?, keep, other).is_some())
    }

    /// Joins two records: from now on, what the returns say under the number of `other` counts for `keep`. The record
    /// of `other` stays, without what the returns said, and nobody is listed twice.
    ///
    /// # Errors
    /// The database refuses; then nothing is changed.
    pub fn join(
        &self,
        keep: PersonId,
        other: PersonId,
        by: Option<UserId>,
        now: Instant,
    ) -> StoreResult<Joined> {
        let before = held::load(self.tx, None)?;
        let Some((kept, gone)) = can_be_one(&before, keep, other) else { return Ok(Joined::NotPossible) };
        self.tx.run(|connection| {
            diesel::insert_into(joined_numbers::table)
                .values((
                    joined_numbers::person_id.eq(other.column()),
                    joined_numbers::child.eq(gone.as_str()),
                    joined_numbers::into_id.eq(keep.column()),
                    joined_numbers::joined_at.eq(now.column()),
                    joined_numbers::joined_by.eq(by.map(|by| by.column())),
                ))
                .execute(connection)?;
            Ok(())
        })?;
        let import = self.move_rows(&gone, keep, &before, [&kept, &gone], (by, now))?;
        if let Some(import) = import {
            self.tell_of_join(keep, (&kept, &gone), import, now)?;
        }
        self.note_join("person.joined", other, by, now)?;
        Ok(Joined::Done)
    }

    /// Separates a record from the one it was joined to.
    ///
    /// # Errors
    /// The database refuses; then nothing is changed.
    pub fn take_apart(&self, other: PersonId, by: Option<UserId>, now: Instant) -> StoreResult<Joined> {
        let before = held::load(self.tx, None)?;
        let Some(gone) = number(&before, other) else { return Ok(Joined::NotPossible) };
        let Some(kept) = before.held.ledger.joined.get(&gone).cloned() else {
            return Ok(Joined::NotPossible);
        };
        self.tx.run(|connection| {
            diesel::delete(joined_numbers::table.find(other.column())).execute(connection)?;
            Ok(())
        })?;
        self.move_rows(&gone, other, &before, [&kept, &gone], (by, now))?;
        self.tx.run(|connection| {
            let told = import_questions::table
                .filter(import_questions::key.eq(key_of_join(&gone)))
                .filter(import_questions::settled_at.is_null());
            diesel::delete(told).execute(connection)?;
            Ok(())
        })?;
        self.note_join("person.taken_apart", other, by, now)?;
        Ok(Joined::Done)
    }

    /// Asks whoever works with the person to look through the care history: it has changed without them.
    fn tell_of_join(
        &self,
        keep: PersonId,
        (kept, gone): (&Child, &Child),
        import: ImportId,
        now: Instant,
    ) -> StoreResult<()> {
        let what = format!(
            "Number {gone} was joined to number {kept}: a manager found that they are one person. The care history now has what the \
             returns say of both. Look through it. What was written on the record of {gone} stays there."
        );
        self.ask_once(keep, &key_of_join(gone), &what, (import, now))
    }

    /// Asks a question of a record where it was never asked.
    fn ask_once(
        &self,
        person: PersonId,
        key: &str,
        what: &str,
        (import, now): (ImportId, Instant),
    ) -> StoreResult<()> {
        self.tx.run(|connection| {
            let asked: i64 = import_questions::table
                .filter(import_questions::person_id.eq(person.column()))
                .filter(import_questions::key.eq(key))
                .count()
                .get_result(connection)?;
            if asked == 0 {
                diesel::insert_into(import_questions::table)
                    .values((
                        import_questions::id.eq(QuestionId::new().column()),
                        import_questions::person_id.eq(person.column()),
                        import_questions::import_id.eq(import.column()),
                        import_questions::key.eq(key),
                        import_questions::what.eq(what),
                        import_questions::asked_at.eq(now.column()),
                    ))
                    .execute(connection)?;
            }
            Ok(())
        })
    }

    /// Keeps two numbers as two people's: who said so, and when. No import asks about the two again.
    ///
    /// # Errors
    /// The database refuses; then nothing is changed.
    pub fn stay_two(&self, one: PersonId, other: PersonId, by: UserId, now: Instant) -> StoreResult<Joined> {
        let before = held::load(self.tx, Some(&[one.column(), other.column()]))?;
        let Some((first, second)) = number(&before, one).zip(number(&before, other)) else {
            return Ok(Joined::NotPossible);
        };
        if first == second {
            return Ok(Joined::NotPossible);
        }
        for (person, number) in [(one, &second), (other, &first)] {
            let key = format!("same {number}");
            let Some(import) = self.latest_import_of(person)? else { continue };
            let what = format!("Is this the same person as number {number}?");
            self.ask_once(person, &key, &what, (import, now))?;
            self.tx.run(|connection| {
                let open = import_questions::table
                    .filter(import_questions::person_id.eq(person.column()))
                    .filter(import_questions::key.eq(&key))
                    .filter(import_questions::settled_at.is_null());
                diesel::update(open)
                    .set((
                        import_questions::settled_at.eq(Some(now.column())),
                        import_questions::settled_by.eq(Some(by.column())),
                        import_questions::answer.eq(Some(Answer::DealtWith.word())),
                        import_questions::found.eq(Some(TWO_PEOPLE)),
                    ))
                    .execute(connection)?;
                Ok(())
            })?;
        }
        self.note_join("person.stays_two", other, Some(by), now)?;
        Ok(Joined::Done)
    }

    /// The latest import that says anything of somebody.
    fn latest_import_of(&self, person: PersonId) -> StoreResult<Option<ImportId>> {
        self.tx.run(|connection| {
            Ok(return_rows::table
                .filter(return_rows::person_id.eq(person.column()))
                .order(return_rows::import_id.desc())
                .select(return_rows::import_id)
                .first(connection)
                .optional()?)
        })
    }

    /// The pairs of numbers of which somebody has said that they are two people's: who, and when. The latest first.
    ///
    /// # Errors
    /// The database can't be read.
    pub fn two_people(&self) -> StoreResult<Vec<TwoPeople>> {
        type Row = (PersonId, String, Option<UserId>, Option<chrono::NaiveDateTime>);
        let rows: Vec<Row> = self.tx.run(|connection| {
            Ok(import_questions::table
                .filter(import_questions::key.like("same %"))
                .filter(import_questions::found.eq(TWO_PEOPLE))
                .filter(import_questions::settled_at.is_not_null())
                .order((import_questions::settled_at.desc(), import_questions::person_id))
                .select((
                    import_questions::person_id,
                    import_questions::key,
                    import_questions::settled_by,
                    import_questions::settled_at,
                ))
                .load(connection)?)
        })?;
        let pair = |(person, key, by, at): Row| {
            let other = key.strip_prefix("same ")?.to_owned();
            Some(TwoPeople { person, other, by, at: at?.and_utc() })
        };
        Ok(rows.into_iter().filter_map(pair).collect())
    }

    /// Moves all rows under a number to a person, and updates the records of both. Answers the latest import that gave any.
    fn move_rows(
        &self,
        number: &Child,
        to: PersonId,
        before: &held::Loaded,
        children: [&Child; 2],
        (by, now): (Option<UserId>, Instant),
    ) -> StoreResult<Option<ImportId>> {
        let import: Option<ImportId> = self.tx.run(|connection| {
            diesel::update(return_rows::table.filter(return_rows::child.eq(number.as_str())))
                .set(return_rows::person_id.eq(to.column()))
                .execute(connection)?;
            Ok(return_rows::table
                .filter(return_rows::child.eq(number.as_str()))
                .order(return_rows::import_id.desc())
                .select(return_rows::import_id)
                .first(connection)
                .optional()?)
        })?;
        let Some(import) = import else { return Ok(None) };
        let said = held::load(self.tx, None)?.held.ledger;
        let mut plan = between(&before.held, &said, children);
        // Rows that moved are not rows that a return took back.
        for person in &mut plan.people {
            person.questions.retain(|question| !question.key.starts_with("gone "));
        }
        apply::apply(self.tx, before, &plan, import, by, now)?;
        Ok(Some(import))
    }

    fn note_join(
        &self,
        what: &'static str,
        other: PersonId,
        by: Option<UserId>,
        now: Instant,
    ) -> StoreResult<()> {
        self.tx.note_change();
        let subject = other.to_string();
        self.tx.note_deed(&Deed { by, what, subject: Some(&subject), ..Deed::default() }, now)
    }
}

/// What was found out of two numbers that stay two people's; by these words the pairs are found again.
const TWO_PEOPLE: &str = "They are two people.";

/// The key of the question that tells of a join.
fn key_of_join(gone: &Child) -> String {
    format!("joined {gone}")
}

/// The numbers of two records that can be joined.
fn can_be_one(before: &held::Loaded, keep: PersonId, other: PersonId) -> Option<(Child, Child)> {
    let (kept, gone) = (number(before, keep)?, number(before, other)?);
    let joined = &before.held.ledger.joined;
    let is_joined = |child: &Child| joined.iter().any(|(from, into)| from == child || into == child);
    (kept != gone && !joined.contains_key(&kept) && !is_joined(&gone)).then_some((kept, gone))
}

fn number(loaded: &held::Loaded, person: PersonId) -> Option<Child> {
    let id = person.column();
    loaded.people.iter().find(|(_, of)| **of == id).map(|(child, _)| child.clone())
}

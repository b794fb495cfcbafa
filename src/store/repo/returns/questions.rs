//! Questions that an import put on a person's page, and settling them.

use chrono::NaiveDate;
use diesel::prelude::*;
use onward_domain::{
    id::{PersonId, QuestionId, UserId},
    returns::ssda903::{
        self, Fact, FactKey, Holds,
        history::{self, BIRTH_UNKNOWN},
        plan::{Change, Step},
    },
};

use super::{Returns, apply, held, pieces::on_their_way};
use crate::{
    Tx,
    error::{StoreError, StoreResult},
    schema::{imports::import_questions, people::persons},
    scope::Record,
    types::{Column as _, Instant},
};

/// How a question was settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// The record is right.
    KeptMine,
    /// The return is right, and the record now says so.
    TookReturn,
    /// Somebody looked into it and did what was needed.
    DealtWith,
}

impl Answer {
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::KeptMine => "kept_mine",
            Self::TookReturn => "took_return",
            Self::DealtWith => "dealt_with",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        [Self::KeptMine, Self::TookReturn, Self::DealtWith].into_iter().find(|answer| answer.word() == word)
    }
}

/// A question about one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportQuestion {
    pub id: QuestionId,
    /// The question in words.
    pub what: String,
    /// What the question is about and the two answers in words, if there are two to choose from.
    pub choice: Option<WordsToChoose>,
    /// Where the row came from: `2025-26/episodes.csv, line 12`.
    pub place: Option<String>,
    /// When it was asked.
    pub asked_at: Instant,
    /// How it was settled, if it was.
    pub answer: Option<Answer>,
    /// What waits until it is settled: the answers that depend on it are not known.
    pub holds: Option<Holds>,
    /// Answered by a later return rather than by a person.
    pub by_a_return: bool,
    /// When it was settled.
    pub settled_at: Option<Instant>,
    /// By whom.
    pub settled_by: Option<UserId>,
    /// What was found out. Of a question that was asked again, what was found out before.
    pub found: Option<String>,
    /// Record and return say the same by now.
    pub agrees: bool,
    /// A date of birth answers it.
    pub asks_birth: bool,
}

/// The two answers in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordsToChoose {
    /// What it is about: `the care episode from 14/07/2024`.
    pub about: String,
    /// What the record says now.
    pub mine: String,
    /// What the returns say.
    pub theirs: String,
}

/// What happened when a question was settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settled {
    /// It is settled now.
    Now,
    /// It was settled before, in this way; nothing was changed.
    Before(Answer),
    /// The return gives no answer to take: this question has to be looked into.
    NothingToTake,
    /// There are two answers to choose from, or nothing was found out: nothing was settled.
    NothingFound,
}

type Row = (
    QuestionId,
    String,
    Option<String>,
    Option<String>,
    Option<i64>,
    Instant,
    Option<String>,
    String,
    (String, Option<String>, Option<String>),
    (Option<Instant>, Option<UserId>, Option<String>),
);

fn rows(tx: &Tx, person: PersonId) -> StoreResult<Vec<Row>> {
    tx.run(|connection| {
        Ok(import_questions::table
            .filter(import_questions::person_id.eq(person.column()))
            .order((import_questions::asked_at, import_questions::key))
            .select((
                import_questions::id,
                import_questions::what,
                import_questions::fact,
                import_questions::file,
                import_questions::line,
                import_questions::asked_at,
                import_questions::answer,
                import_questions::import_id,
                (import_questions::key, import_questions::holds, import_questions::answered_by),
                (import_questions::settled_at, import_questions::settled_by, import_questions::found),
            ))
            .load(connection)?)
    })
}

/// What the returns say to a question; where they differ among themselves, the answer that the record doesn't have.
pub(super) fn theirs(
    said: &history::History,
    mine: Option<Fact>,
    key: FactKey,
    question: &str,
) -> Option<Fact> {
    let asked = said.asks.iter().find(|ask| ask.key == question);
    match asked.and_then(|ask| ask.other) {
        Some((_, other)) if mine != Some(other) => Some(other),
        _ => said.facts.get(&key).copied(),
    }
}

/// What the record says and what the returns say about one fact about one person.
struct Both {
    loaded: held::Loaded,
    child: onward_domain::returns::ssda903::Child,
    history: history::History,
}

impl Both {
    fn load(tx: &Tx, person: PersonId) -> StoreResult<Option<Self>> {
        let loaded = held::load(tx, Some(&[person.column()]))?;
        let Some(child) = loaded.people.keys().next().cloned() else { return Ok(None) };
        let history = said_of(&loaded, &child);
        Ok(Some(Self { loaded, child, history }))
    }

    fn mine(&self, key: FactKey) -> Option<Fact> {
        self.loaded.held.people.get(&self.child)?.facts.get(&key).copied()
    }

    fn theirs(&self, key: FactKey, question: &str) -> Option<Fact> {
        theirs(&self.history, self.mine(key), key, question)
    }

    /// Whether they say the same, as far as anything hangs on it.
    fn agree(&self, key: FactKey, question: &str) -> bool {
        let (mine, theirs) = (self.mine(key), self.theirs(key, question));
        mine == theirs || mine.zip(theirs).is_some_and(|(mine, theirs)| mine.decides() == theirs.decides())
    }
}

/// What the returns say about a child.
pub(super) fn said_of(loaded: &held::Loaded, child: &ssda903::Child) -> history::History {
    let said = loaded.held.ledger.children.get(child);
    let born = loaded.held.people.get(child).and_then(ssda903::plan::HeldPerson::born);
    let rows: Vec<&ssda903::Line> = said.into_iter().flatten().collect();
    history::history(&rows, &loaded.held.ledger.covered(), born)
}

/// Questions about one person that nobody has settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenQuestions {
    /// About whom.
    pub person: PersonId,
    /// Born on this day, by the record.
    pub born: Option<NaiveDate>,
    /// How many.
    pub many: usize,
    /// An answer about the person waits for one of them.
    pub waits: bool,
}

impl Returns<'_> {
    /// Whose pages hold questions that nobody has settled, in no order.
    ///
    /// # Errors
    /// The database can't be read.
    pub fn open_questions(&self) -> StoreResult<Vec<OpenQuestions>> {
        let open: Vec<(PersonId, Option<NaiveDate>, i64, i64)> = self.tx.run(|connection| {
            Ok(import_questions::table
                .inner_join(persons::table.on(persons::id.eq(import_questions::person_id)))
                .filter(import_questions::settled_at.is_null())
                .filter(persons::id.ne_all(on_their_way()))
                .group_by((import_questions::person_id, persons::born))
                .select((
                    import_questions::person_id,
                    persons::born,
                    diesel::dsl::count_star(),
                    diesel::dsl::count(import_questions::holds),
                ))
                .load(connection)?)
        })?;
        let of = |(person, born, many, holding): (PersonId, Option<NaiveDate>, i64, i64)| OpenQuestions {
            person,
            born,
            many: usize::try_from(many).unwrap_or_default(),
            waits: holding > 0,
        };
        Ok(open.into_iter().map(of).collect())
    }
}

/// Questions that imports raised about the person of an opened record.
#[derive(Debug, Clone, Copy)]
pub struct ImportQuestions<'r, 't> {
    record: &'r Record<'t>,
}

impl<'t> Record<'t> {
    /// Questions that imports raised about this person.
    #[must_use]
    pub const fn import_questions(&self) -> ImportQuestions<'_, 't> {
        ImportQuestions { record: self }
    }
}

impl ImportQuestions<'_, '_> {
    /// All of them, oldest first, including settled ones.
    ///
    /// # Errors
    /// The database can't be read.
    pub fn all(&self) -> StoreResult<Vec<ImportQuestion>> {
        of_person(self.record.tx(), self.record.id())
    }

    /// How many nobody has settled yet.
    ///
    /// # Errors
    /// The database can't be read.
    pub fn open_count(&self) -> StoreResult<usize> {
        let open: i64 = self.record.tx().run(|connection| {
            Ok(import_questions::table
                .filter(import_questions::person_id.eq(self.record.id().column()))
                .filter(import_questions::settled_at.is_null())
                .count()
                .get_result(connection)?)
        })?;
        Ok(usize::try_from(open).unwrap_or_default())
    }

    /// Settles those that wait for the date of birth: somebody has just entered the one that is accepted, and how they know.
    ///
    /// # Errors
    /// As [`Self::settle`].
    pub fn settle_birth(&self, found: &str) -> StoreResult<()> {
        let open = rows(self.record.tx(), self.record.id())?.into_iter().filter(|row| row.6.is_none());
        let of_birth =
            open.filter(|row| row.8.0 == BIRTH_UNKNOWN || row.8.1.as_deref() == Some(Holds::Birth.word()));
        for row in of_birth {
            self.settle(row.0, Answer::DealtWith, Some(found))?;
        }
        Ok(())
    }

    /// Settles one. A second press finds the first answer. One without two answers to choose from needs what was found out.
    ///
    /// # Errors
    /// There is no such question about this person; it is not for the person to settle.
    pub fn settle(&self, question: QuestionId, answer: Answer, found: Option<&str>) -> StoreResult<Settled> {
        self.record.staff_only()?;
        let by = self.record.by().ok_or(StoreError::NotFound)?;
        let (tx, stamp) = (self.record.tx(), (by, self.record.now().at));
        let settled = settle(tx, self.record.id(), question, (answer, found), stamp)?;
        if settled == Settled::Now {
            self.record.changed("import_question.settled", &question.to_string())?;
        }
        Ok(settled)
    }
}

impl ImportQuestions<'_, '_> {
    /// Asks one again that a person settled; what was found out stays beside it. Whether there is one that was settled.
    ///
    /// # Errors
    /// It is not for the person to ask; any database error.
    pub fn ask_again(&self, question: QuestionId) -> StoreResult<bool> {
        self.record.staff_only()?;
        self.record.for_change()?;
        let again = self.record.tx().run(|connection| {
            let settled = import_questions::table
                .filter(import_questions::id.eq(question.column()))
                .filter(import_questions::person_id.eq(self.record.id().column()))
                .filter(import_questions::settled_by.is_not_null())
                .filter(import_questions::answered_by.is_null());
            Ok(diesel::update(settled)
                .set((
                    import_questions::settled_at.eq(None::<chrono::NaiveDateTime>),
                    import_questions::settled_by.eq(None::<String>),
                    import_questions::answer.eq(None::<String>),
                ))
                .execute(connection)?)
        })?;
        if again == 0 {
            return Ok(false);
        }
        self.record.changed("import_question.asked_again", &question.to_string())?;
        Ok(true)
    }

    /// Closes the questions to which the record gives the return's answer by now: somebody corrected it where it is kept.
    ///
    /// # Errors
    /// The database can't be read; it is not for the person to settle.
    pub fn close_answered(&self) -> StoreResult<()> {
        let tx = self.record.tx();
        let open: Vec<(QuestionId, FactKey, String)> = rows(tx, self.record.id())?
            .into_iter()
            .filter(|row| row.6.is_none())
            .filter_map(|row| Some((row.0, FactKey::parse(row.2.as_deref()?)?, row.8.0)))
            .collect();
        if open.is_empty() {
            return Ok(());
        }
        let Some(both) = Both::load(tx, self.record.id())? else { return Ok(()) };
        for (question, key, asked) in open {
            if both.agree(key, &asked) {
                self.settle(question, Answer::DealtWith, None)?;
            }
        }
        Ok(())
    }
}

fn of_person(tx: &Tx, person: PersonId) -> StoreResult<Vec<ImportQuestion>> {
    let rows = rows(tx, person)?;
    let both = if rows.iter().any(|row| row.2.is_some()) { Both::load(tx, person)? } else { None };
    rows.into_iter()
        .map(|(id, what, fact, file, line, asked_at, answer, _, (question, holds, answered_by), how)| {
            let key = fact.as_deref().and_then(FactKey::parse);
            let say = |fact: Option<Fact>| fact.map_or_else(|| "nothing".to_owned(), |fact| fact.words());
            let agrees = key.zip(both.as_ref()).is_some_and(|(key, both)| both.agree(key, &question));
            let choice = key.zip(both.as_ref()).map(|(key, both)| WordsToChoose {
                about: key.words(),
                mine: say(both.mine(key)),
                theirs: say(both.theirs(key, &question)),
            });
            let place = file.map(|file| match line {
                Some(line) => format!("{file}, line {line}"),
                None => file,
            });
            let answer = answer
                .map(|word| {
                    Answer::parse(&word).ok_or_else(|| StoreError::Unreadable("answer to a question".into()))
                })
                .transpose()?;
            let holds = holds.and_then(|word| word.parse().ok());
            let asks_birth = question == BIRTH_UNKNOWN || holds == Some(Holds::Birth);
            Ok(ImportQuestion {
                id,
                what,
                choice,
                place,
                asked_at,
                answer,
                holds,
                by_a_return: answered_by.is_some(),
                settled_at: how.0,
                settled_by: how.1,
                found: how.2,
                agrees,
                asks_birth,
            })
        })
        .collect()
}

fn settle(
    tx: &Tx,
    person: PersonId,
    question: QuestionId,
    (answer, found): (Answer, Option<&str>),
    (by, now): (UserId, Instant),
) -> StoreResult<Settled> {
    let row = rows(tx, person)?.into_iter().find(|row| row.0 == question).ok_or(StoreError::NotFound)?;
    if let Some(before) = row.6.as_deref().and_then(Answer::parse) {
        return Ok(Settled::Before(before));
    }
    if answer == Answer::DealtWith && found.is_none() {
        let key = row.2.as_deref().and_then(FactKey::parse);
        let both = if key.is_some() { Both::load(tx, person)? } else { None };
        if !key.zip(both).is_some_and(|(key, both)| both.agree(key, &row.8.0)) {
            return Ok(Settled::NothingFound);
        }
    }
    if answer == Answer::TookReturn {
        let Some(key) = row.2.as_deref().and_then(FactKey::parse) else { return Ok(Settled::NothingToTake) };
        let both = Both::load(tx, person)?.ok_or(StoreError::NotFound)?;
        let change = match (both.mine(key), both.theirs(key, &row.8.0)) {
            (mine, theirs) if mine == theirs => None,
            (None, Some(fact)) => Some(Change::Add(fact)),
            (Some(before), Some(after)) => Some(Change::Change { before, after }),
            (Some(before), None) => Some(Change::Withdraw(before)),
            (None, None) => None,
        };
        if let Some(change) = change {
            let step = Step { key, change, row: None, source: None };
            apply::take(tx, &both.loaded, &both.child, &step, (row.7, by), now)?;
        }
    }
    tx.run(|connection| {
        let open =
            import_questions::table.find(question.column()).filter(import_questions::settled_at.is_null());
        let done = diesel::update(open)
            .set((
                import_questions::settled_at.eq(now.column()),
                import_questions::settled_by.eq(by.column()),
                import_questions::answer.eq(answer.word()),
                import_questions::found.eq(found.or(row.9.2.as_deref())),
            ))
            .execute(connection)?;
        if done == 1 { Ok(Settled::Now) } else { Err(StoreError::Stale) }
    })
}

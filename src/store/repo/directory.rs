//! The directory of teams and services. Everybody reads it; a manager or an entry's owner changes it, and every version is kept.
//! Readers say what is wrong and ask for what they could not find.

use std::collections::{BTreeSet, HashMap};

use diesel::prelude::*;
use onward_domain::{
    directory::{
        Entry, EntryKind, EntryNote, Flag, FlagOutcome, Need, Question, QuestionAnswer, meant, terms,
    },
    id::{DirectoryEntryId, DirectoryFlagId, DirectoryQuestionId, DirectoryVersionId},
    moment::Moment,
};

use crate::{
    Tx, dialect,
    error::{StoreError, StoreResult},
    repo::audit::Deed,
    rows::{
        Row as _,
        directory::{KeptFlag, KeptQuestion},
    },
    schema::directory::{directory_entries, directory_flags, directory_questions, directory_words},
    scope::DirectoryDesk,
    types::Column as _,
};

/// A search finds so many at most.
const MOST: i64 = 200;

pub use super::{directory_checks::ToCheck, directory_feeds::TakenIn};

/// What a search found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The best first, at most as many as were asked for.
    pub entries: Vec<Entry>,
    /// How many there are.
    pub of: usize,
    /// Words that were changed to others that the directory knows: as written, as meant.
    pub respelled: Vec<(String, String)>,
    /// No entry has all the words; these have some of them.
    pub some: bool,
}

/// What is looked for.
#[derive(Debug, Clone, Default)]
pub struct Looking {
    pub words: String,
    /// The words are right as they are written.
    pub as_it_is: bool,
    /// So many are left out, those before this page.
    pub from: usize,
    pub most: usize,
}

/// What happened to a form about an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeptEntry {
    Now(DirectoryEntryId),
    /// The same form came before, about this one.
    Before(DirectoryEntryId),
    /// Somebody else changed it meanwhile; this is what it says now.
    Clash(Box<Entry>),
}

/// The directory as everybody reads it.
#[derive(Clone, Copy)]
pub struct Directory<'t> {
    pub(super) tx: &'t Tx,
}

impl Tx {
    /// The directory as everybody reads it.
    #[must_use]
    pub fn directory(&self) -> Directory<'_> {
        Directory { tx: self }
    }
}

macro_rules! current {
    () => {
        directory_entries::table.filter(directory_entries::superseded_at.is_null())
    };
}
pub(super) use current;

impl Directory<'_> {
    /// The entries that have these words, tolerant of a slip in a word.
    ///
    /// # Errors
    /// The database's own.
    pub fn find(&self, looking: &Looking) -> StoreResult<Found> {
        let asked = terms(&looking.words);
        if asked.is_empty() {
            return Ok(Found::default());
        }
        let mut ids = self.hits(&asked, true)?;
        let mut found = Found::default();
        if ids.is_empty() {
            let mut words = asked;
            if !looking.as_it_is {
                found.respelled = self.respelled(&words)?;
                for word in &mut words {
                    if let Some((_, meant)) = found.respelled.iter().find(|(written, _)| written == word) {
                        word.clone_from(meant);
                    }
                }
                ids = self.hits(&words, true)?;
            }
            if ids.is_empty() {
                found.some = true;
                ids = self.hits(&words, false)?;
            }
        }
        found.of = ids.len();
        let page: Vec<String> = ids.into_iter().skip(looking.from).take(looking.most).collect();
        found.entries = self.by_ids(&page)?;
        Ok(found)
    }

    fn hits(&self, terms: &[String], all: bool) -> StoreResult<Vec<String>> {
        self.tx.run(|connection| dialect::find_in_directory(connection, terms, all, MOST))
    }

    /// The words that no entry has, with those that were meant.
    fn respelled(&self, asked: &[String]) -> StoreResult<Vec<(String, String)>> {
        let mut known: Option<Vec<String>> = None;
        let mut changed = Vec::new();
        for word in asked {
            if !self.hits(std::slice::from_ref(word), true)?.is_empty() {
                continue;
            }
            if known.is_none() {
                known = Some(self.tx.run(|connection| {
                    Ok(directory_words::table.select(directory_words::word).load(connection)?)
                })?);
            }
            let words = known.iter().flatten().map(String::as_str);
            if let Some(meant) = meant(word, words) {
                changed.push((word.clone(), meant.to_owned()));
            }
        }
        Ok(changed)
    }

    fn by_ids(&self, ids: &[String]) -> StoreResult<Vec<Entry>> {
        let rows: Vec<Entry> = self.tx.run(|connection| {
            let shown = current!().filter(directory_entries::shown.eq(true));
            Ok(shown.filter(directory_entries::entry_id.eq_any(ids)).load(connection)?)
        })?;
        let mut by_id: HashMap<String, Entry> =
            rows.into_iter().map(|one| (one.id.to_string(), one)).collect();
        Ok(ids.iter().filter_map(|id| by_id.remove(id)).collect())
    }

    /// The council's own teams, by name.
    ///
    /// # Errors
    /// The database's own.
    pub fn teams(&self) -> StoreResult<Vec<Entry>> {
        self.tx.run(|connection| {
            let shown = current!().filter(directory_entries::shown.eq(true));
            let teams = shown.filter(directory_entries::kind.eq(EntryKind::Team.word()));
            Ok(teams.order((directory_entries::name, directory_entries::entry_id)).load(connection)?)
        })
    }

    /// The entries for one need, by name: a page of them, and how many there are.
    ///
    /// # Errors
    /// The database's own.
    pub fn for_need(&self, need: Need, from: usize, most: usize) -> StoreResult<(Vec<Entry>, usize)> {
        let like = format!("%,{},%", need.word());
        let (from, most) = (i64::try_from(from).unwrap_or(i64::MAX), i64::try_from(most).unwrap_or(i64::MAX));
        self.tx.run(|connection| {
            let these = || {
                current!()
                    .filter(directory_entries::shown.eq(true))
                    .filter(directory_entries::needs.like(&like))
            };
            let of: i64 = these().count().get_result(connection)?;
            let page = these()
                .order((directory_entries::name, directory_entries::entry_id))
                .offset(from)
                .limit(most)
                .load(connection)?;
            Ok((page, usize::try_from(of).unwrap_or_default()))
        })
    }

    /// One entry, as it is shown now.
    ///
    /// # Errors
    /// `NotFound` for one that is not shown; the database's own.
    pub fn entry(&self, id: DirectoryEntryId) -> StoreResult<Entry> {
        self.now(id)?.filter(|entry| entry.note.shown).ok_or(StoreError::NotFound)
    }

    fn now(&self, id: DirectoryEntryId) -> StoreResult<Option<Entry>> {
        self.tx.run(|connection| {
            let one = current!().filter(directory_entries::entry_id.eq(id.column()));
            Ok(one.first(connection).optional()?)
        })
    }

    /// What readers said about an entry and nobody has settled, the oldest first.
    ///
    /// # Errors
    /// The database's own.
    pub fn open_flags(&self, id: DirectoryEntryId) -> StoreResult<Vec<Flag>> {
        let rows: Vec<KeptFlag> = self.tx.run(|connection| {
            Ok(directory_flags::table
                .filter(directory_flags::entry_id.eq(id.column()))
                .filter(directory_flags::settled_at.is_null())
                .order((directory_flags::at, directory_flags::id))
                .load(connection)?)
        })?;
        Ok(rows.into_iter().map(|row| row.flag).collect())
    }

    /// Keeps what a reader says is wrong, once for a form.
    ///
    /// # Errors
    /// `NotFound` for an entry that is not shown; the database's own.
    pub fn flag(&self, flag: &Flag, sent_key: &str) -> StoreResult<()> {
        let _shown = self.entry(flag.entry)?;
        let before: i64 = self.tx.run(|connection| {
            let same = directory_flags::table.filter(directory_flags::sent_key.eq(sent_key));
            Ok(same.count().get_result(connection)?)
        })?;
        if before > 0 {
            return Ok(());
        }
        let row = KeptFlag { flag: flag.clone(), sent_key: sent_key.to_owned() };
        self.tx.run(|connection| Ok(row.insert(connection).map(drop)?))?;
        let subject = flag.id.to_string();
        let deed = Deed { what: "directory.flagged", subject: Some(&subject), ..Deed::default() };
        self.tx.note_deed(&Deed { detail: Some(flag.wrong.word()), ..deed }, flag.at)
    }

    /// Keeps a question, once for a form, and answers the one that is kept.
    ///
    /// # Errors
    /// The database's own.
    pub fn ask(&self, question: &Question, sent_key: &str, code_hash: &str) -> StoreResult<Question> {
        let before: Option<KeptQuestion> = self.tx.run(|connection| {
            let same = directory_questions::table.filter(directory_questions::sent_key.eq(sent_key));
            Ok(same.first(connection).optional()?)
        })?;
        if let Some(before) = before {
            return Ok(before.question);
        }
        let row = KeptQuestion {
            question: question.clone(),
            sent_key: sent_key.to_owned(),
            code_hash: code_hash.to_owned(),
        };
        self.tx.run(|connection| Ok(row.insert(connection).map(drop)?))?;
        let subject = question.id.to_string();
        let deed = Deed { what: "directory.asked", subject: Some(&subject), ..Deed::default() };
        self.tx.note_deed(&deed, question.at)?;
        Ok(question.clone())
    }

    /// The question that a code opens.
    ///
    /// # Errors
    /// The database's own.
    pub fn question_of(&self, code_hash: &str) -> StoreResult<Option<Question>> {
        let row: Option<KeptQuestion> = self.tx.run(|connection| {
            let one = directory_questions::table.filter(directory_questions::code_hash.eq(code_hash));
            Ok(one.first(connection).optional()?)
        })?;
        Ok(row.map(|row| row.question))
    }

    /// Replaces the last version of an entry by this one, with the texts and words that the search reads.
    pub(crate) fn put(&self, entry: &Entry, before: Option<DirectoryVersionId>) -> StoreResult<()> {
        let texts = entry.note.search_texts();
        let id = entry.id.to_string();
        self.tx.run(|connection| {
            if let Some(before) = before {
                diesel::update(directory_entries::table.find(before.column()))
                    .set(directory_entries::superseded_at.eq(Some(entry.recorded_at.column())))
                    .execute(connection)?;
            }
            entry.insert(connection)?;
            let read = entry.note.shown.then_some(&texts);
            dialect::put_in_directory(connection, &id, read, before.is_some())
        })?;
        self.learn(texts.iter().flat_map(|text| terms_of(text)).collect())
    }

    /// Adds words to those that a slip is compared with.
    fn learn(&self, words: BTreeSet<String>) -> StoreResult<()> {
        let words: Vec<String> = words.into_iter().collect();
        self.tx.run(|connection| {
            let known: Vec<String> = directory_words::table
                .filter(directory_words::word.eq_any(&words))
                .select(directory_words::word)
                .load(connection)?;
            let known: BTreeSet<String> = known.into_iter().collect();
            let rows: Vec<_> = words
                .iter()
                .filter(|word| !known.contains(*word))
                .map(|word| directory_words::word.eq(word))
                .collect();
            if !rows.is_empty() {
                dialect::insert_all!(connection, directory_words::table, rows)?;
            }
            Ok(())
        })
    }
}

/// Every word of a text that says something: a search has only few, an entry many.
fn terms_of(text: &str) -> BTreeSet<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.chunks(8).flat_map(|few| terms(&few.join(" "))).filter(|word| word.chars().count() > 3).collect()
}

impl DirectoryDesk {
    /// Every entry as it is now, or only one's own for whoever is no manager, the check that is due first.
    ///
    /// # Errors
    /// The database's own.
    pub fn entries(&self, tx: &Tx) -> StoreResult<Vec<Entry>> {
        tx.run(|connection| {
            let order = (directory_entries::check_by, directory_entries::name, directory_entries::entry_id);
            let ours = current!().filter(directory_entries::feed.is_null()).order(order);
            Ok(if self.manages() {
                ours.load(connection)?
            } else {
                ours.filter(directory_entries::owner_id.eq(self.user().column())).load(connection)?
            })
        })
    }

    /// One entry with all its versions, the latest first.
    ///
    /// # Errors
    /// `NotFound` for one that is not theirs; the database's own.
    pub fn versions(&self, tx: &Tx, id: DirectoryEntryId) -> StoreResult<Vec<Entry>> {
        let all: Vec<Entry> = tx.run(|connection| {
            Ok(directory_entries::table
                .filter(directory_entries::entry_id.eq(id.column()))
                .order((directory_entries::recorded_at.desc(), directory_entries::id.desc()))
                .load(connection)?)
        })?;
        let now = all.iter().find(|one| one.superseded_at.is_none()).ok_or(StoreError::NotFound)?;
        if self.manages() || now.note.owner == Some(self.user()) {
            Ok(all)
        } else {
            Err(StoreError::NotFound)
        }
    }

    /// Keeps what an entry says now; without a version, a new one. Once for a form.
    ///
    /// # Errors
    /// `NotFound` for one that is not theirs, and a new one of whoever is no manager; the database's own.
    pub fn keep(
        &self,
        tx: &Tx,
        started: Option<(DirectoryEntryId, DirectoryVersionId)>,
        note: &EntryNote,
        key: &str,
        now: Moment,
    ) -> StoreResult<KeptEntry> {
        const ACT: &str = "directory_entry";
        if let Some(id) = tx.done_before(self.user(), key, ACT)? {
            return Ok(KeptEntry::Before(id.parse().map_err(|_| StoreError::NotFound)?));
        }
        let mut entry = Entry {
            version: DirectoryVersionId::new(),
            id: DirectoryEntryId::new(),
            note: note.clone(),
            fed: None,
            recorded_at: now.at,
            recorded_by: Some(self.user()),
            superseded_at: None,
        };
        let mut before = None;
        if let Some((id, version)) = started {
            let all = self.versions(tx, id)?;
            let current =
                all.into_iter().find(|one| one.superseded_at.is_none()).ok_or(StoreError::NotFound)?;
            if current.version != version {
                return Ok(KeptEntry::Clash(Box::new(current)));
            }
            (entry.id, entry.fed, before) = (id, current.fed, Some(version));
        } else if !self.manages() {
            return Err(StoreError::NotFound);
        }
        tx.directory().put(&entry, before)?;
        tx.use_up(self.user(), key, ACT, &entry.id.to_string(), now.at)?;
        let what = if before.is_some() { "directory.changed" } else { "directory.added" };
        self.note(tx, what, &entry.id.to_string(), now)?;
        Ok(KeptEntry::Now(entry.id))
    }

    /// Everything that readers say is wrong and nobody has settled, the oldest first: about the entries that are theirs.
    ///
    /// # Errors
    /// The database's own.
    pub fn flags(&self, tx: &Tx) -> StoreResult<Vec<Flag>> {
        let rows: Vec<KeptFlag> = tx.run(|connection| {
            Ok(directory_flags::table
                .filter(directory_flags::settled_at.is_null())
                .order((directory_flags::at, directory_flags::id))
                .load(connection)?)
        })?;
        let mine: BTreeSet<_> = self.entries(tx)?.into_iter().map(|entry| entry.id).collect();
        Ok(rows.into_iter().map(|row| row.flag).filter(|flag| mine.contains(&flag.entry)).collect())
    }

    /// Settles what a reader said. `false`: it says *corrected*, and nothing was changed since.
    ///
    /// # Errors
    /// `NotFound` for one that waits no more, or is not theirs; the database's own.
    pub fn settle(
        &self,
        tx: &Tx,
        (id, flag): (DirectoryEntryId, DirectoryFlagId),
        outcome: FlagOutcome,
        now: Moment,
    ) -> StoreResult<bool> {
        let latest = self.versions(tx, id)?.into_iter().next().ok_or(StoreError::NotFound)?;
        let waits = tx.directory().open_flags(id)?.into_iter().find(|one| one.id == flag);
        let Some(waits) = waits else { return Ok(true) };
        if outcome == FlagOutcome::Corrected && latest.recorded_at < waits.at {
            return Ok(false);
        }
        tx.run(|connection| {
            diesel::update(directory_flags::table.find(flag.column()))
                .set((
                    directory_flags::flag_outcome.eq(Some(outcome.word())),
                    directory_flags::settled_at.eq(Some(now.at.column())),
                    directory_flags::settled_by.eq(Some(self.user().column())),
                ))
                .execute(connection)?;
            Ok(())
        })?;
        self.note(tx, "directory.flag_settled", &flag.to_string(), now)?;
        Ok(true)
    }

    /// The questions that wait for an answer, by their promise, and then those that were answered, the latest first.
    ///
    /// # Errors
    /// `NotFound` for whoever is no manager; the database's own.
    pub fn questions(&self, tx: &Tx) -> StoreResult<Vec<Question>> {
        self.managing()?;
        let (waits, answered): (Vec<KeptQuestion>, Vec<KeptQuestion>) = tx.run(|connection| {
            let waits = directory_questions::table
                .filter(directory_questions::answered_at.is_null())
                .order((directory_questions::promised, directory_questions::id))
                .limit(MOST)
                .load(connection)?;
            let answered = directory_questions::table
                .filter(directory_questions::answered_at.is_not_null())
                .order((directory_questions::answered_at.desc(), directory_questions::id))
                .limit(MOST)
                .load(connection)?;
            Ok((waits, answered))
        })?;
        Ok(waits.into_iter().chain(answered).map(|row| row.question).collect())
    }

    /// How many questions wait for an answer.
    ///
    /// # Errors
    /// The database's own.
    pub fn questions_waiting(&self, tx: &Tx) -> StoreResult<usize> {
        let waits: i64 = tx.run(|connection| {
            let waits = directory_questions::table.filter(directory_questions::answered_at.is_null());
            Ok(waits.count().get_result(connection)?)
        })?;
        Ok(usize::try_from(waits).unwrap_or_default())
    }

    /// One question.
    ///
    /// # Errors
    /// `NotFound` for none, and for whoever is no manager; the database's own.
    pub fn question(&self, tx: &Tx, id: DirectoryQuestionId) -> StoreResult<Question> {
        self.managing()?;
        let row: Option<KeptQuestion> = tx.run(|connection| {
            Ok(directory_questions::table.find(id.column()).first(connection).optional()?)
        })?;
        row.map(|row| row.question).ok_or(StoreError::NotFound)
    }

    /// Answers a question, once. `false`: somebody had answered it.
    ///
    /// # Errors
    /// `NotFound` for whoever is no manager; the database's own.
    pub fn answer(&self, tx: &Tx, id: DirectoryQuestionId, answer: &QuestionAnswer) -> StoreResult<bool> {
        self.managing()?;
        let changed = tx.run(|connection| {
            let waits = directory_questions::table
                .filter(directory_questions::id.eq(id.column()))
                .filter(directory_questions::answered_at.is_null());
            Ok(diesel::update(waits)
                .set((
                    directory_questions::question_outcome.eq(Some(answer.outcome.word())),
                    directory_questions::answer.eq(Some(&answer.words)),
                    directory_questions::entry_id.eq(answer.entry.column()),
                    directory_questions::need.eq(answer.need.map(Need::word)),
                    directory_questions::answered_at.eq(Some(answer.at.column())),
                    directory_questions::answered_by.eq(Some(answer.by.column())),
                ))
                .execute(connection)?)
        })?;
        if changed == 1 {
            let subject = id.to_string();
            let deed = Deed { by: Some(self.user()), what: "directory.answered", ..Deed::default() };
            tx.note_deed(
                &Deed { subject: Some(&subject), detail: Some(answer.outcome.word()), ..deed },
                answer.at,
            )?;
        }
        Ok(changed == 1)
    }

    fn managing(&self) -> StoreResult<()> {
        if self.manages() { Ok(()) } else { Err(StoreError::NotFound) }
    }

    fn note(&self, tx: &Tx, what: &str, subject: &str, now: Moment) -> StoreResult<()> {
        let deed = Deed { by: Some(self.user()), what, subject: Some(subject), ..Deed::default() };
        tx.note_deed(&deed, now.at)
    }
}

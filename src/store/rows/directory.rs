//! How the directory's entries, flags and questions are stored.

use chrono::NaiveDate;
use diesel::prelude::*;
use onward_domain::{
    directory::{
        Answers, Entry, EntryKind, EntryNote, Fed, Flag, FlagOutcome, Need, Question, QuestionAnswer,
        QuestionOutcome, Wrong,
    },
    id::{DirectoryEntryId, DirectoryFlagId, DirectoryQuestionId, DirectoryVersionId, UserId},
};

use super::row;
use crate::{
    schema::directory::{directory_entries, directory_flags, directory_questions},
    types::Instant,
};

/// `,home,money,`: so that one of them is found by its commas.
fn needs_text(needs: &[Need]) -> String {
    needs.iter().fold(String::from(","), |text, need| text + need.word() + ",")
}

fn needs_of(text: &str) -> Vec<Need> {
    text.split(',').filter_map(|word| word.parse().ok()).collect()
}

row!(Entry, directory_entries, |e| {
    id: DirectoryVersionId = e.version,
    entry_id: DirectoryEntryId = e.id,
    kind: EntryKind = e.note.kind,
    name: String = e.note.name,
    provider: String = e.note.provider,
    does: String = e.note.does,
    for_whom: String = e.note.for_whom,
    does_not: Option<String> = e.note.does_not,
    phone: Option<String> = e.note.phone,
    answers: Answers = e.note.answers,
    hours: Option<String> = e.note.hours,
    night_phone: Option<String> = e.note.night_phone,
    email: Option<String> = e.note.email,
    web: Option<String> = e.note.web,
    place: Option<String> = e.note.place,
    languages: Option<String> = e.note.languages,
    needs: String = needs_text(&e.note.needs),
    also: Option<String> = e.note.also,
    owner_id: Option<UserId> = e.note.owner,
    checked_on: Option<NaiveDate> = e.note.checked_on,
    checked_by: Option<String> = e.note.checked_by,
    check_by: NaiveDate = e.note.check_by,
    shown: bool = e.note.shown,
    feed: Option<String> = e.fed.as_ref().map(|fed| fed.feed.clone()),
    feed_key: Option<String> = e.fed.as_ref().map(|fed| fed.key.clone()),
    whole: Option<String> = e.fed.as_ref().map(|fed| fed.whole.clone()),
    recorded_at: Instant = e.recorded_at,
    recorded_by: Option<UserId> = e.recorded_by,
    superseded_at: Option<Instant> = e.superseded_at,
} => Self {
    version: id,
    id: entry_id,
    note: EntryNote {
        kind, name, provider, does, for_whom, does_not, phone, answers, hours, night_phone, email, web, place, languages,
        needs: needs_of(&needs),
        also,
        owner: owner_id,
        checked_on, checked_by, check_by, shown,
    },
    fed: feed.zip(feed_key).map(|(feed, key)| Fed { feed, key, whole: whole.unwrap_or_default() }),
    recorded_at, recorded_by, superseded_at,
});

/// A flag with the key of the form that brought it.
pub(crate) struct KeptFlag {
    pub(crate) flag: Flag,
    pub(crate) sent_key: String,
}

row!(KeptFlag, directory_flags, |f| {
    id: DirectoryFlagId = f.flag.id,
    sent_key: String = f.sent_key,
    entry_id: DirectoryEntryId = f.flag.entry,
    wrong: Wrong = f.flag.wrong,
    words: Option<String> = f.flag.words,
    at: Instant = f.flag.at,
    flag_outcome: Option<FlagOutcome> = f.flag.settled.map(|(outcome, ..)| outcome),
    settled_at: Option<Instant> = f.flag.settled.map(|(_, at, _)| at),
    settled_by: Option<UserId> = f.flag.settled.map(|(.., by)| by),
} => Self {
    flag: Flag {
        id, entry: entry_id, wrong, words, at,
        settled: flag_outcome.zip(settled_at).zip(settled_by).map(|((outcome, at), by)| (outcome, at, by)),
    },
    sent_key,
});

/// A question with the keys that lead to it.
pub(crate) struct KeptQuestion {
    pub(crate) question: Question,
    pub(crate) sent_key: String,
    pub(crate) code_hash: String,
}

row!(KeptQuestion, directory_questions, |q| {
    id: DirectoryQuestionId = q.question.id,
    sent_key: String = q.sent_key,
    code_hash: String = q.code_hash,
    asks: String = q.question.asks,
    reach: Option<String> = q.question.reach,
    at: Instant = q.question.at,
    promised: Instant = q.question.promised,
    question_outcome: Option<QuestionOutcome> = q.question.answer.as_ref().map(|answer| answer.outcome),
    answer: Option<String> = q.question.answer.as_ref().map(|answer| answer.words.clone()),
    entry_id: Option<DirectoryEntryId> = q.question.answer.as_ref().and_then(|answer| answer.entry),
    need: Option<Need> = q.question.answer.as_ref().and_then(|answer| answer.need),
    answered_at: Option<Instant> = q.question.answer.as_ref().map(|answer| answer.at),
    answered_by: Option<UserId> = q.question.answer.as_ref().map(|answer| answer.by),
} => Self {
    question: Question {
        id, asks, reach, at, promised,
        answer: question_outcome.zip(answer).zip(answered_at.zip(answered_by)).map(
            |((outcome, words), (at, by))| QuestionAnswer { outcome, words, entry: entry_id, need, at, by },
        ),
    },
    sent_key,
    code_hash,
});

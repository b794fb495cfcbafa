//! What readers of the directory see.

use chrono::{NaiveDate, NaiveDateTime};
use onward_domain::{
    directory::{Answers, Entry, EntryKind, Need, Question, QuestionOutcome, promised_by},
    moment::Moment,
    office,
    old_law::names_act_of_1998,
};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::{
    AT,
    form::{AskForm, CodeForm, WrongForm},
};
use crate::{
    clock::london_day,
    usecases::directory::read::{Asked, Looked, PAGE},
    web::{
        clock_words,
        form::Sheet,
        view::{FormState, Page, Phone},
        words::Say,
    },
};

/// One line of a list.
#[derive(Debug, Clone, Serialize)]
pub struct RowShown {
    href: String,
    name: String,
    for_whom: String,
    checked_on: Option<NaiveDate>,
    stale: bool,
}

impl RowShown {
    /// An entry as a line.
    #[must_use]
    pub fn of(entry: &Entry, today: NaiveDate) -> Self {
        Self {
            href: format!("{AT}/{}", entry.id),
            name: entry.note.name.clone(),
            for_whom: entry.note.for_whom.clone(),
            checked_on: entry.note.checked_on,
            stale: entry.note.is_stale(today),
        }
    }
}

/// The directory.
#[derive(Debug, Clone, Serialize)]
pub struct DirectoryPage {
    q: String,
    /// The words that were meant, where a spelling was changed; and the way to those that were written.
    meant: Option<String>,
    as_written: String,
    /// No entry has all the words.
    some: bool,
    need: Option<Say>,
    /// What stands in the list: `words`, `need` or `teams`.
    what: &'static str,
    rows: Vec<RowShown>,
    of: usize,
    next: Option<String>,
    needs: Vec<NeedShown>,
    promised: NaiveDate,
    sheet: Sheet<AskForm>,
}

#[derive(Debug, Clone, Serialize)]
struct NeedShown {
    href: String,
    words: Say,
    current: bool,
}

impl Page for DirectoryPage {
    const TEMPLATE: &'static str = "public/directory.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl DirectoryPage {
    /// What is there for what somebody asks.
    pub fn of(asked: &Asked, looked: Looked, now: Moment, sheet: Sheet<AskForm>) -> Self {
        let words = utf8_percent_encode(&asked.words, NON_ALPHANUMERIC).to_string();
        let (mut meant, mut some) = (None, false);
        let (what, entries, of) = match looked {
            Looked::Words(mut found) => {
                // What somebody checked comes before what nobody has.
                found.entries.sort_by_key(|entry| entry.note.is_stale(now.today));
                meant = (!found.respelled.is_empty()).then(|| respelled(&asked.words, &found.respelled));
                some = found.some;
                ("words", found.entries, found.of)
            }
            Looked::Need(entries, of) => ("need", entries, of),
            Looked::Teams(entries) => {
                let of = entries.len();
                ("teams", entries, of)
            }
        };
        let shown = asked.from + entries.len();
        let more = what != "teams" && shown < of;
        let this = match asked.need.filter(|_| what == "need") {
            Some(need) => format!("{AT}?need={need}"),
            None => format!("{AT}?q={words}{}", if asked.as_it_is { "&asis=1" } else { "" }),
        };
        let need = |need: &Need| NeedShown {
            href: format!("{AT}?need={need}"),
            words: need_words(*need),
            current: what == "need" && asked.need == Some(*need),
        };
        Self {
            q: asked.words.clone(),
            meant,
            as_written: format!("{AT}?q={words}&asis=1"),
            some,
            need: asked.need.filter(|_| what == "need").map(need_words),
            what,
            rows: entries.iter().map(|entry| RowShown::of(entry, now.today)).collect(),
            of,
            next: more.then(|| format!("{this}&from={}", asked.from + PAGE)),
            needs: Need::ALL.iter().map(need).collect(),
            promised: promised_by(clock_words::london(now)).date(),
            sheet,
        }
    }
}

/// A need in words.
#[must_use]
pub fn need_words(need: Need) -> Say {
    let list = "need";
    Say::of_word(&format!("finding.{list}"), need.word()).unwrap_or_else(|| Say::words(need.word()))
}

/// What was written, with the words that were meant.
fn respelled(written: &str, changed: &[(String, String)]) -> String {
    let word = |word: &str| {
        let plain: String =
            word.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        changed.iter().find(|(from, _)| *from == plain).map_or_else(|| word.to_owned(), |(_, to)| to.clone())
    };
    written.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}

/// An entry as it is read, by staff too.
#[derive(Debug, Clone, Serialize)]
pub struct EntryShown {
    name: String,
    kind: EntryKind,
    provider: String,
    does: String,
    for_whom: String,
    does_not: Option<String>,
    phone: Option<Phone>,
    night_phone: Option<Phone>,
    answers: Answers,
    hours: Option<String>,
    /// Somebody answers now, where the clock says so.
    open: bool,
    /// When the office opens next, while it is closed.
    opens: Option<NaiveDate>,
    email: Option<String>,
    web: Option<String>,
    place: Option<String>,
    languages: Option<String>,
    checked_on: Option<NaiveDate>,
    checked_by: Option<String>,
    stale: bool,
    /// From another directory: its name.
    feed: Option<String>,
    /// What that directory says names the Data Protection Act 1998.
    old_law: bool,
}

impl EntryShown {
    /// An entry at a London time.
    #[must_use]
    pub fn of(entry: &Entry, now: NaiveDateTime) -> Self {
        let note = entry.note.clone();
        let in_office = office::open_at(now);
        let open = match note.answers {
            Answers::Office => in_office,
            Answers::OutOfHours => !in_office,
            Answers::Always => true,
            Answers::Own => false,
        };
        let phone = |text: Option<String>| text.map(|number| Phone::new(&number));
        // What another directory gave may be anything: only the web's own addresses become links.
        let is_web = |web: &String| web.starts_with("https://") || web.starts_with("http://");
        Self {
            name: note.name,
            kind: note.kind,
            provider: note.provider,
            does: note.does,
            for_whom: note.for_whom,
            does_not: note.does_not,
            phone: phone(note.phone),
            night_phone: phone(note.night_phone),
            answers: note.answers,
            hours: note.hours,
            open,
            opens: office::opens_after(now).map(|opens| opens.date()).filter(|_| !in_office),
            email: note.email,
            web: note.web.filter(is_web),
            place: note.place,
            languages: note.languages,
            checked_on: note.checked_on,
            checked_by: note.checked_by,
            stale: note.check_by < now.date(),
            feed: entry.fed.as_ref().map(|fed| fed.feed.clone()),
            old_law: entry.fed.as_ref().is_some_and(|fed| names_act_of_1998(&fed.whole)),
        }
    }
}

/// One team or service.
#[derive(Debug, Clone, Serialize)]
pub struct EntryPage {
    entry: EntryShown,
    wrong: String,
    flagged: bool,
}

impl Page for EntryPage {
    const TEMPLATE: &'static str = "public/directory_entry.html";
}

impl EntryPage {
    /// An entry; a reader may have said that something is wrong with it.
    pub fn of(entry: &Entry, flagged: bool, now: Moment) -> Self {
        let wrong = format!("{AT}/{}/wrong", entry.id);
        Self { entry: EntryShown::of(entry, clock_words::london(now)), wrong, flagged }
    }
}

/// A reader says that something is wrong.
#[derive(Debug, Clone, Serialize)]
pub struct WrongPage {
    name: String,
    href: String,
    sheet: Sheet<WrongForm>,
}

impl Page for WrongPage {
    const TEMPLATE: &'static str = "public/directory_wrong.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl WrongPage {
    /// The form about an entry.
    pub fn of(entry: &Entry, sheet: Sheet<WrongForm>) -> Self {
        Self { name: entry.note.name.clone(), href: format!("{AT}/{}", entry.id), sheet }
    }
}

/// A question is asked: its code, and by when it is answered.
#[derive(Debug, Clone, Serialize)]
pub struct AskedPage {
    asks: String,
    code: String,
    promised: NaiveDate,
    reach: bool,
}

impl Page for AskedPage {
    const TEMPLATE: &'static str = "public/directory_asked.html";
}

impl AskedPage {
    /// For what is kept.
    pub fn of(question: &Question, code: String) -> Self {
        let reach = question.reach.is_some();
        Self { asks: question.asks.clone(), code, promised: london_day(question.promised), reach }
    }
}

/// What a code opens.
#[derive(Debug, Clone, Default, Serialize)]
pub struct AnswerPage {
    asks: Option<String>,
    promised: Option<NaiveDate>,
    late: bool,
    answer: Option<String>,
    nothing: bool,
    answered: Option<NaiveDate>,
    href: Option<String>,
    leads_to: Option<String>,
    sheet: Sheet<CodeForm>,
}

impl Page for AnswerPage {
    const TEMPLATE: &'static str = "public/directory_answer.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl AnswerPage {
    /// A question, and its answer where there is one.
    pub fn of(question: &Question, leads_to: Option<String>, now: Moment) -> Self {
        let answer = question.answer.as_ref();
        Self {
            asks: Some(question.asks.clone()),
            promised: Some(london_day(question.promised)),
            late: answer.is_none() && question.promised < now.at,
            answer: answer.map(|answer| answer.words.clone()),
            nothing: answer.is_some_and(|answer| answer.outcome == QuestionOutcome::Nothing),
            answered: answer.map(|answer| london_day(answer.at)),
            href: answer
                .and_then(|answer| answer.entry)
                .filter(|_| leads_to.is_some())
                .map(|id| format!("{AT}/{id}")),
            leads_to,
            sheet: Sheet::default(),
        }
    }

    /// No question has this code.
    pub fn wrong(sheet: Sheet<CodeForm>) -> Self {
        Self { sheet, ..Self::default() }
    }
}

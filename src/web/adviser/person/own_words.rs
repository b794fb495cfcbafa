//! What a young person says of their home and wants next, on their adviser's page: what they keep private is not in it.

use chrono::NaiveDate;
use onward_domain::place::{OwnPage, Ready};
use onward_store::repo::own::SharedPages;
use serde::Serialize;

use crate::{clock::london_day, web::words::Say};

/// As far as it is theirs to read.
#[derive(Debug, Clone, Serialize)]
pub struct OwnWordsShown {
    right: Option<Say>,
    words: Option<String>,
    on: Option<NaiveDate>,
    move_day: Option<NaiveDate>,
    jobs: Vec<JobShown>,
    /// What they want help with to be ready for a home of their own.
    help: Vec<Say>,
    wishes: Vec<WishShown>,
    home_private: bool,
    next_private: bool,
}

#[derive(Debug, Clone, Serialize)]
struct JobShown {
    what: String,
    by: Option<NaiveDate>,
}

#[derive(Debug, Clone, Serialize)]
struct WishShown {
    what: String,
    place: Option<String>,
    state: Say,
    by: Option<NaiveDate>,
    next: Option<String>,
}

impl OwnWordsShown {
    /// Nothing where they said nothing, and everything is shared.
    pub fn of(shared: &SharedPages, today: NaiveDate) -> Option<Self> {
        let view = shared.place.as_ref();
        let note = view.map(|view| &view.note);
        let wishes = shared.wishes.iter().map(|wish| &wish.note).filter(|note| !note.state.is_over());
        let help = shared.rooms.iter().filter(|room| room.note.ready == Ready::Help);
        let shown = Self {
            right: note.map(|note| word("place.right", note.right.word())),
            words: note.and_then(|note| note.words.clone()),
            on: view.map(|view| london_day(view.recorded.at)),
            move_day: note.and_then(|note| note.move_day).filter(|day| *day >= today),
            jobs: shared
                .jobs
                .iter()
                .filter(|job| !job.note.done)
                .map(|job| JobShown { what: job.note.what.clone(), by: job.note.by })
                .collect(),
            help: help.map(|room| word("place.room", room.note.room.word())).collect(),
            wishes: wishes
                .map(|note| WishShown {
                    what: note.title.clone(),
                    place: note.place.clone(),
                    state: word("paths.state", note.state.word()),
                    by: note.by,
                    next: note.next.clone(),
                })
                .collect(),
            home_private: shared.private.contains(&OwnPage::Home),
            next_private: shared.private.contains(&OwnPage::Next),
        };
        let silent = shown.right.is_none()
            && shown.jobs.is_empty()
            && shown.help.is_empty()
            && shown.wishes.is_empty()
            && shared.private.is_empty();
        (!silent).then_some(shown)
    }
}

fn word(list: &str, word: &str) -> Say {
    Say::of_word(list, word).unwrap_or_else(|| Say::words(word))
}

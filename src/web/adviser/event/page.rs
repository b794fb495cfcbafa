//! What the page for something that happened shows.

use chrono::NaiveDate;
use onward_domain::care::LifeEventKind;
use serde::Serialize;

use super::form::{Asks, EventForm, kind};
use crate::{
    usecases::adviser::correct_event::SeenEvent,
    web::{
        adviser::{episode::EffectShown, said, who::Who},
        form::Sheet,
        view::{FormState, Page},
        words::Say,
    },
};

/// The form around one event; without a kind, the kinds to choose from.
#[derive(Debug, Clone, Serialize)]
pub struct EventPage {
    who: Who,
    back: String,
    action: String,
    new: bool,
    was: Option<Say>,
    chosen: Option<KindShown>,
    kinds: Vec<KindShown>,
    asks: Asks,
    effect: Option<EffectShown>,
    #[serde(flatten)]
    sheet: Sheet<EventForm>,
}

/// A kind, with what it means.
#[derive(Debug, Clone, Serialize)]
struct KindShown {
    word: &'static str,
    name: Say,
    means: Option<Say>,
}

impl KindShown {
    fn of(kind: LifeEventKind) -> Self {
        let word = kind.word();
        Self { word, name: said::event_word(kind), means: Say::of_word("adviser.event.means", word) }
    }
}

impl Page for EventPage {
    const TEMPLATE: &str = "adviser/event.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl EventPage {
    /// The page around a form; with what saving would do, if that has to be seen first.
    pub fn of(
        seen: &SeenEvent,
        today: NaiveDate,
        sheet: Sheet<EventForm>,
        effect: Option<EffectShown>,
    ) -> Self {
        // Only those who may write are shown this page.
        let who = Who::in_record(&seen.person, true, today);
        let back = format!("{}/care-history", who.base);
        let event = seen.event.as_ref();
        let chosen = kind(&sheet.form.kind);
        let all = LifeEventKind::ALL.iter().copied().filter(|kind| *kind != LifeEventKind::Died);
        Self {
            action: event
                .map_or_else(|| format!("{back}/events/new"), |event| format!("{back}/events/{}", event.id)),
            new: event.is_none(),
            was: event.map(|event| said::event(&event.note)),
            asks: chosen.map(Asks::of).unwrap_or_default(),
            kinds: if chosen.is_none() { all.map(KindShown::of).collect() } else { Vec::new() },
            chosen: chosen.map(KindShown::of),
            effect,
            back,
            who,
            sheet,
        }
    }
}

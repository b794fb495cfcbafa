//! Something asked of the council, as they and a manager see it: its stages, what happened, and what comes next by which day.

use chrono::NaiveDate;
use onward_domain::matter::{Matter, MatterAct, MatterKind, MatterState, MatterTurn};
use serde::Serialize;

/// The whole of it, as it stands on a day.
#[derive(Debug, Clone, Serialize)]
pub struct MatterShown {
    kind: MatterKind,
    words: Option<String>,
    on: NaiveDate,
    /// The day that was promised when it was asked.
    promised: NaiveDate,
    turns: Vec<TurnShown>,
    /// What the stage is called where it is now.
    stage: &'static str,
    state: MatterState,
    by: Option<NaiveDate>,
    late: bool,
    acknowledged: bool,
    longer: bool,
    chased: Option<NaiveDate>,
    /// The stages that are still ahead, in order.
    ahead: Vec<Ahead>,
    /// The latest day that an answer may be put off to, where it may.
    longest: Option<NaiveDate>,
    may_chase: bool,
    may_go_on: bool,
    may_withdraw: bool,
}

#[derive(Debug, Clone, Serialize)]
struct TurnShown {
    act: MatterAct,
    /// The stage that they took it to.
    to: Option<&'static str>,
    on: NaiveDate,
    by: Option<NaiveDate>,
    who: Option<String>,
    words: Option<String>,
    writer: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
struct Ahead {
    stage: &'static str,
    /// Until when they can ask for it; only of the next, after an answer.
    until: Option<NaiveDate>,
}

impl MatterShown {
    /// `writers`: who wrote each thing, for staff.
    #[must_use]
    pub fn of(one: &Matter, writers: &[Option<String>], today: NaiveDate) -> Self {
        let (stands, stages) = (one.stands(), one.kind.stages(one.asked_on));
        let name = |place: usize| stages.get(place).map_or("", |stage| stage.id.as_str());
        let mut stage = 0;
        let mut shown = |(place, turn): (usize, &MatterTurn)| {
            let next = turn.note.act == MatterAct::Next;
            stage += usize::from(next);
            TurnShown {
                act: turn.note.act,
                to: next.then(|| name(stage)),
                on: turn.note.on,
                by: turn.note.by,
                who: turn.note.who.clone(),
                words: turn.note.words.clone(),
                writer: writers.get(place).cloned().flatten(),
            }
        };
        let until = one.next().and_then(|(_, until)| until);
        let open = stands.state != MatterState::Withdrawn;
        let ahead = (stands.stage + 1..stages.len())
            .filter(|_| open)
            .map(|place| Ahead { stage: name(place), until: until.filter(|_| place == stands.stage + 1) });
        Self {
            kind: one.kind,
            words: one.words.clone(),
            on: one.asked_on,
            promised: one.answer_by,
            turns: one.turns.iter().enumerate().map(&mut shown).collect(),
            stage: name(stands.stage),
            state: stands.state,
            by: stands.by,
            late: stands.late(today),
            acknowledged: stands.acknowledged,
            longer: stands.longer,
            chased: stands.chased,
            ahead: ahead.collect(),
            longest: one.longest().filter(|_| stands.waits()),
            may_chase: one.may_chase(today),
            may_go_on: one.may_go_on(today),
            may_withdraw: stands.waits() || stands.state == MatterState::Answered,
        }
    }
}

//! The offer of support after 21: when it is made again, and what they answered. Children Act 1989 s.23CZB.

use chrono::{DateTime, Months, NaiveDate, Utc};

use crate::id::{PersonId, SupportTurnId, UserId};

crate::words! {
    /// What was said about support after 21.
    pub enum SupportAct {
        /// We offered it.
        Offered = "offered",
        /// They want it.
        Wants = "wants",
        /// They don't want it now. They can ask at any time, and it is offered again.
        NotNow = "not_now",
    }

    /// How it was offered.
    pub enum OfferedHow {
        InPerson = "in_person",
        Call = "call",
        Message = "message",
        Letter = "letter",
    }
}

/// From which birthday on it is offered.
pub const FROM_AGE: u8 = 21;
/// Until which birthday.
pub const UNTIL_AGE: u8 = 25;
/// It is offered again after at most so many months.
const AGAIN: u32 = 12;

/// What is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupportNote {
    pub act: SupportAct,
    pub on: NaiveDate,
    /// Of an offer alone.
    pub how: Option<OfferedHow>,
    /// In their words.
    pub words: Option<String>,
}

/// The same, as recorded. Turns are only added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupportTurn {
    pub id: SupportTurnId,
    pub person: PersonId,
    pub note: SupportNote,
    /// They said it themselves, on their own pages.
    pub by_young: bool,
    pub said_at: DateTime<Utc>,
    pub said_by: Option<UserId>,
}

/// Where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Offers {
    /// The day of the last offer.
    pub last: Option<NaiveDate>,
    /// What they said last, and on which day.
    pub answer: Option<(SupportAct, NaiveDate)>,
    /// They said it themselves, on their own pages.
    pub by_young: bool,
    /// It was offered, and they have not answered.
    pub open: bool,
}

impl Offers {
    /// Reads the turns, in the order of saying them.
    #[must_use]
    pub fn of(turns: &[SupportTurn]) -> Self {
        let mut now = Self::default();
        for turn in turns {
            let on = turn.note.on;
            match turn.note.act {
                SupportAct::Offered => {
                    now.last = now.last.max(Some(on));
                    now.open = true;
                }
                act => {
                    now.answer = Some((act, on));
                    now.by_young = turn.by_young;
                    now.open = false;
                }
            }
        }
        now
    }

    /// They said that they want it, and have not said since that they don't.
    #[must_use]
    pub fn wanted(&self) -> bool {
        self.answer.is_some_and(|(act, _)| act == SupportAct::Wants)
    }

    /// By when it is offered: as soon as possible after the 21st birthday, and at least every 12 months. `None` once they turn
    /// 25 first. Section 23CZB(7).
    #[must_use]
    pub fn due(&self, turns_21: NaiveDate, turns_25: NaiveDate) -> Option<NaiveDate> {
        let due = match self.last.filter(|last| *last >= turns_21) {
            Some(last) => last.checked_add_months(Months::new(AGAIN))?,
            None => turns_21,
        };
        (due < turns_25).then_some(due)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn turn(act: SupportAct, on: &str) -> SupportTurn {
        SupportTurn {
            id: SupportTurnId::new(),
            person: PersonId::new(),
            note: SupportNote { act, on: day(on), how: None, words: None },
            by_young: false,
            said_at: DateTime::UNIX_EPOCH,
            said_by: None,
        }
    }

    #[test]
    fn it_is_offered_at_21_and_every_12_months_until_25() {
        let (b21, b25) = (day("2026-03-10"), day("2030-03-10"));
        assert_eq!(Offers::default().due(b21, b25), Some(b21));
        let early = Offers::of(&[turn(SupportAct::Offered, "2026-02-01")]);
        assert_eq!(early.due(b21, b25), Some(b21), "before 21 it is no offer of support after 21");
        let once = Offers::of(&[turn(SupportAct::Offered, "2026-03-20")]);
        assert_eq!((once.due(b21, b25), once.open), (Some(day("2027-03-20")), true));
        let late = Offers::of(&[turn(SupportAct::Offered, "2029-04-01")]);
        assert_eq!(late.due(b21, b25), None, "they turn 25 first");
    }

    #[test]
    fn the_last_word_stands_and_a_new_offer_asks_anew() {
        let mut turns = vec![turn(SupportAct::Offered, "2026-03-20"), turn(SupportAct::NotNow, "2026-03-21")];
        let no = Offers::of(&turns);
        assert_eq!((no.open, no.wanted()), (false, false));
        turns.push(turn(SupportAct::Offered, "2027-03-20"));
        assert!(Offers::of(&turns).open);
        turns.push(turn(SupportAct::Wants, "2027-03-25"));
        let yes = Offers::of(&turns);
        assert_eq!((yes.open, yes.wanted(), yes.last), (false, true, Some(day("2027-03-20"))));
    }
}

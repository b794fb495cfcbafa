//! Appointments between a young person and their adviser: one side asks, the other accepts, moves or cancels. What each side
//! said is kept, turn by turn.

use chrono::{DateTime, TimeDelta, Utc};

use crate::id::{AppointmentId, AppointmentTurnId, PersonId, UserId};

crate::words! {
    /// What one side says.
    pub enum Turn {
        /// Can we meet then?
        Asked = "asked",
        /// Yes.
        Agreed = "agreed",
        /// Can we meet then instead? Until the other side says yes, what was agreed stands.
        Moved = "moved",
        /// It doesn't take place.
        Cancelled = "cancelled",
    }

    /// How they meet.
    pub enum How {
        /// At the young person's home. The address is not written down here.
        AtHome = "at_home",
        /// At the council's office.
        Office = "office",
        /// Somewhere else, which is named.
        Elsewhere = "elsewhere",
        /// By telephone.
        Call = "call",
        Video = "video",
    }
}

/// When and how they meet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    pub at: DateTime<Utc>,
    pub how: How,
    /// Where, if it is neither home nor the office.
    pub place: Option<String>,
}

/// What one side said, with the meeting that it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppointmentTurn {
    pub id: AppointmentTurnId,
    pub appointment: AppointmentId,
    /// The first, second, third…
    pub number: i64,
    pub turn: Turn,
    pub meeting: Meeting,
    /// In their words.
    pub words: Option<String>,
    /// The young person said it; otherwise the council.
    pub by_young: bool,
    pub said_at: DateTime<Utc>,
    pub said_by: Option<UserId>,
}

/// One appointment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppointmentMade {
    pub id: AppointmentId,
    pub person: PersonId,
    pub made_at: DateTime<Utc>,
    pub made_by: Option<UserId>,
}

/// One appointment with everything that was said about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appointment {
    pub made: AppointmentMade,
    /// What was said last.
    pub last: AppointmentTurn,
    /// What was said before, newest first.
    pub earlier: Vec<AppointmentTurn>,
}

/// How long a meeting is taken to last, in a calendar and until it is over.
pub const MINUTES: i64 = 60;

impl Meeting {
    /// When it is over.
    #[must_use]
    pub fn ends(&self) -> DateTime<Utc> {
        self.at.checked_add_signed(TimeDelta::minutes(MINUTES)).unwrap_or(self.at)
    }
}

/// Whose hour is taken already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// The two meet then, or it is asked.
    Theirs,
    /// The adviser meets somebody else of theirs. With whom is nobody's business here.
    Advisers,
}

impl Meeting {
    /// Whether both could not be kept.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.at < other.ends() && other.at < self.ends()
    }
}

impl Appointment {
    /// The meeting that both sides agreed to, while it stands.
    #[must_use]
    pub fn agreed(&self) -> Option<&Meeting> {
        if self.last.turn == Turn::Cancelled {
            return None;
        }
        let mut turns = std::iter::once(&self.last).chain(&self.earlier);
        turns.find(|turn| turn.turn == Turn::Agreed).map(|turn| &turn.meeting)
    }

    /// What one side proposes and the other has not answered.
    #[must_use]
    pub const fn proposed(&self) -> Option<&AppointmentTurn> {
        if matches!(self.last.turn, Turn::Asked | Turn::Moved) { Some(&self.last) } else { None }
    }

    /// Whether it waits for this side's answer. A meeting that is past needs none.
    #[must_use]
    pub fn waits_for(&self, young: bool, now: DateTime<Utc>) -> bool {
        self.proposed().is_some_and(|turn| turn.by_young != young && turn.meeting.at > now)
    }

    /// When it takes place as far as is known: as agreed, otherwise as proposed last.
    #[must_use]
    pub fn meeting(&self) -> &Meeting {
        self.agreed().unwrap_or(&self.last.meeting)
    }

    /// It lies ahead, or goes on now, and was not cancelled.
    #[must_use]
    pub fn lies_ahead(&self, now: DateTime<Utc>) -> bool {
        let latest = self.proposed().map_or(self.last.meeting.at, |turn| turn.meeting.ends());
        self.last.turn != Turn::Cancelled && self.meeting().ends().max(latest) > now
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn turn(number: i64, turn: Turn, at: &str, by_young: bool) -> AppointmentTurn {
        AppointmentTurn {
            id: AppointmentTurnId::new(),
            appointment: AppointmentId::new(),
            number,
            turn,
            meeting: Meeting { at: at.parse().unwrap(), how: How::Call, place: None },
            words: None,
            by_young,
            said_at: DateTime::UNIX_EPOCH,
            said_by: None,
        }
    }

    fn of(mut turns: Vec<AppointmentTurn>) -> Appointment {
        turns.reverse();
        let last = turns.remove(0);
        let made = AppointmentMade {
            id: AppointmentId::new(),
            person: PersonId::new(),
            made_at: DateTime::UNIX_EPOCH,
            made_by: None,
        };
        Appointment { made, last, earlier: turns }
    }

    const THURSDAY: &str = "2026-11-26T14:00:00Z";
    const FRIDAY: &str = "2026-11-27T14:00:00Z";

    #[test]
    fn what_was_agreed_stands_until_the_other_day_is_agreed_and_nothing_stands_once_it_is_cancelled() {
        let now: DateTime<Utc> = "2026-11-23T09:00:00Z".parse().unwrap();
        let mut turns = vec![turn(1, Turn::Asked, THURSDAY, false)];
        let asked = of(turns.clone());
        assert!(asked.agreed().is_none() && asked.waits_for(true, now) && !asked.waits_for(false, now));
        turns.push(turn(2, Turn::Agreed, THURSDAY, true));
        turns.push(turn(3, Turn::Moved, FRIDAY, true));
        let moved = of(turns.clone());
        assert_eq!(moved.agreed().unwrap().at, THURSDAY.parse::<DateTime<Utc>>().unwrap());
        assert!(moved.waits_for(false, now) && !moved.waits_for(true, now));
        turns.push(turn(4, Turn::Agreed, FRIDAY, false));
        assert_eq!(of(turns.clone()).agreed().unwrap().at, FRIDAY.parse::<DateTime<Utc>>().unwrap());
        turns.push(turn(5, Turn::Cancelled, FRIDAY, false));
        let cancelled = of(turns);
        assert!(cancelled.agreed().is_none() && !cancelled.lies_ahead(now));
    }

    #[test]
    fn what_was_asked_and_never_answered_is_over_when_its_hour_is() {
        let asked = of(vec![turn(1, Turn::Asked, THURSDAY, false)]);
        assert!(asked.lies_ahead("2026-11-26T14:30:00Z".parse().unwrap()));
        let after = "2026-11-26T15:00:00Z".parse().unwrap();
        assert!(!asked.lies_ahead(after) && !asked.waits_for(true, after));
    }
}

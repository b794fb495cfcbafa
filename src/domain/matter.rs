//! What a young person asks of the council as a body, followed to its end: a complaint, an advocate, their file. Each has stages
//! with their own clocks. What happened is a ledger that only grows, and where it stands is read from it.

use chrono::{DateTime, Days, Months, NaiveDate, Utc};
use leaving_care_rules::{
    challenge::Period,
    followed::{self, Stage},
};

use crate::{
    id::{MatterId, MatterTurnId, PersonId, UserId},
    office::working_days_after,
};

crate::words! {
    /// What they ask of the council.
    pub enum MatterKind {
        /// A complaint: it goes to a manager, and not to their adviser.
        Complaint = "complaint",
        /// Somebody on their side who does not work for the team.
        Advocate = "advocate",
        /// What is written about them.
        File = "file",
    }

    /// What happened to it after it was asked.
    pub enum MatterAct {
        /// Somebody has it, and says so.
        Acknowledged = "acknowledged",
        /// It takes longer, with the reason and the new day.
        Longer = "longer",
        /// The answer, in full. For an advocate: that there will be none, and why.
        Answered = "answered",
        /// Who the advocate is.
        Named = "named",
        /// The advocate was in touch.
        InTouch = "in_touch",
        /// They asked where it is.
        Chased = "chased",
        /// They took it to the next stage.
        Next = "next",
        /// They took it back.
        Withdrawn = "withdrawn",
    }
}

impl MatterAct {
    /// What only they do themselves.
    #[must_use]
    pub const fn is_theirs(self) -> bool {
        matches!(self, Self::Chased | Self::Next | Self::Withdrawn)
    }
}

/// One thing that happened to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatterTurnNote {
    pub act: MatterAct,
    pub on: NaiveDate,
    /// By when what follows is promised.
    pub by: Option<NaiveDate>,
    /// Who the advocate is.
    pub who: Option<String>,
    pub words: Option<String>,
}

/// The same, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatterTurn {
    pub id: MatterTurnId,
    pub matter: MatterId,
    pub person: PersonId,
    pub note: MatterTurnNote,
    pub said_at: DateTime<Utc>,
    pub said_by: Option<UserId>,
}

/// One thing asked of the council.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matter {
    pub id: MatterId,
    pub person: PersonId,
    pub kind: MatterKind,
    pub words: Option<String>,
    pub said_at: DateTime<Utc>,
    pub said_by: Option<UserId>,
    pub asked_on: NaiveDate,
    /// By when the first answer was promised.
    pub answer_by: NaiveDate,
    /// What happened since, oldest first.
    pub turns: Vec<MatterTurn>,
}

/// What it waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MatterState {
    /// The council has to answer.
    Waits,
    /// An advocate is found, and has to be in touch.
    Named,
    /// It was answered at this stage.
    Answered,
    /// Somebody outside decides.
    Outside,
    /// The advocate was in touch.
    InTouch,
    /// They took it back.
    Withdrawn,
}

/// Where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MatterStands {
    /// From 0.
    pub stage: usize,
    /// Since when it is at this stage.
    pub since: NaiveDate,
    pub state: MatterState,
    /// By when the council does what is next; `None` where nobody promised a day.
    pub by: Option<NaiveDate>,
    pub acknowledged: bool,
    /// It takes longer than it should.
    pub longer: bool,
    pub answered: Option<NaiveDate>,
    /// When they last asked where it is, at this stage.
    pub chased: Option<NaiveDate>,
}

impl MatterStands {
    /// The council has something to do.
    #[must_use]
    pub const fn waits(&self) -> bool {
        matches!(self.state, MatterState::Waits | MatterState::Named)
    }

    /// It should have been done by now.
    #[must_use]
    pub fn late(&self, today: NaiveDate) -> bool {
        self.waits() && self.by.is_some_and(|by| by < today)
    }
}

/// Why something can't be written of it now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MatterRefused {
    #[error("it does not wait for anything of the council")]
    Over,
    #[error("this is not of this kind of request")]
    OtherKind,
    #[error("that was said before at this stage")]
    Before,
    #[error("they asked today where it is")]
    ChasedToday,
    #[error("there is no next stage")]
    Last,
    #[error("the answer is not due yet")]
    NotDue,
    #[error("the law allows no later day than {0}")]
    TooLong(NaiveDate),
    #[error("it can't take longer at this stage")]
    NoLonger,
    #[error("it was asked after that day")]
    BeforeAsked,
}

/// Working days in which an advocate is found: the service's own promise.
const ADVOCATE_DAYS: u32 = 3;

impl MatterKind {
    /// Its stages, for something asked on a day. None of an advocate: that is a promise of the service, and no law counts it.
    #[must_use]
    pub fn stages(self, asked: NaiveDate) -> Vec<&'static Stage> {
        followed::stages(self.word(), asked)
    }

    /// By when something asked on a day is answered first.
    #[must_use]
    pub fn answer_by(self, asked: NaiveDate) -> NaiveDate {
        let first = self.stages(asked).first().and_then(|stage| stage.within);
        first.map_or_else(|| working_days_after(asked, ADVOCATE_DAYS), |within| after(within, asked))
    }
}

/// The last day of a time that begins on a day. Of a month it is the same day of the next, or its last.
fn after(period: Period, from: NaiveDate) -> NaiveDate {
    match period {
        Period::Days(days) => from.checked_add_days(Days::new(days.into())).unwrap_or(from),
        Period::WorkingDays(days) => working_days_after(from, days),
        Period::Months(months) => from.checked_add_months(Months::new(months)).unwrap_or(from),
    }
}

impl Matter {
    /// Where it stands.
    #[must_use]
    pub fn stands(&self) -> MatterStands {
        let begins = |stage, since, by| MatterStands {
            stage,
            since,
            state: MatterState::Waits,
            by,
            acknowledged: false,
            longer: false,
            answered: None,
            chased: None,
        };
        let stages = self.kind.stages(self.asked_on);
        let mut now = begins(0, self.asked_on, Some(self.answer_by));
        for turn in &self.turns {
            let note = &turn.note;
            match note.act {
                MatterAct::Acknowledged => now.acknowledged = true,
                MatterAct::Longer => (now.longer, now.by) = (true, note.by),
                MatterAct::Answered => (now.state, now.answered) = (MatterState::Answered, Some(note.on)),
                MatterAct::Named => (now.state, now.by) = (MatterState::Named, note.by),
                MatterAct::InTouch => (now.state, now.answered) = (MatterState::InTouch, Some(note.on)),
                MatterAct::Chased => now.chased = Some(note.on),
                MatterAct::Withdrawn => now.state = MatterState::Withdrawn,
                MatterAct::Next => {
                    now = begins(now.stage + 1, note.on, note.by);
                    if stages.get(now.stage).is_some_and(|stage| stage.outside) {
                        now.state = MatterState::Outside;
                    }
                }
            }
        }
        now
    }

    /// The stage after the one where it is, and until when they can ask for it where a time is set.
    #[must_use]
    pub fn next(&self) -> Option<(&'static Stage, Option<NaiveDate>)> {
        let now = self.stands();
        let next = self.kind.stages(self.asked_on).get(now.stage + 1).copied()?;
        let until = now.answered.zip(next.ask_within).map(|(answered, within)| after(within, answered));
        Some((next, until))
    }

    /// The latest day that an answer at this stage may be put off to.
    #[must_use]
    pub fn longest(&self) -> Option<NaiveDate> {
        let now = self.stands();
        let stages = self.kind.stages(self.asked_on);
        Some(after(stages.get(now.stage)?.longest?, now.since))
    }

    /// Whether they may take it to the next stage: after an answer, or where none came in time.
    #[must_use]
    pub fn may_go_on(&self, today: NaiveDate) -> bool {
        let now = self.stands();
        self.next().is_some() && (now.state == MatterState::Answered || now.late(today))
    }

    /// Whether they may ask where it is: once a day, and not on the day on which they asked for it.
    #[must_use]
    pub fn may_chase(&self, today: NaiveDate) -> bool {
        let now = self.stands();
        now.waits() && now.chased != Some(today) && self.asked_on != today
    }

    /// What is written of it, with the day by which the next thing is promised, if it may be written now.
    ///
    /// # Errors
    /// Why not.
    pub fn turn(&self, today: NaiveDate, note: &MatterTurnNote) -> Result<MatterTurnNote, MatterRefused> {
        let now = self.stands();
        if note.on < now.since {
            return Err(MatterRefused::BeforeAsked);
        }
        let advocate = self.kind == MatterKind::Advocate;
        let mut by = note.by;
        match note.act {
            MatterAct::Next => {
                let (next, _) = self.next().ok_or(MatterRefused::Last)?;
                if !self.may_go_on(today) {
                    return Err(MatterRefused::NotDue);
                }
                by = next.within.map(|within| after(within, note.on));
            }
            MatterAct::Withdrawn if now.state == MatterState::Answered => {}
            _ if !now.waits() => return Err(MatterRefused::Over),
            MatterAct::Chased if !self.may_chase(today) => return Err(MatterRefused::ChasedToday),
            MatterAct::Chased | MatterAct::Withdrawn => by = None,
            MatterAct::Named | MatterAct::InTouch if !advocate => return Err(MatterRefused::OtherKind),
            MatterAct::Longer if advocate => return Err(MatterRefused::OtherKind),
            MatterAct::Acknowledged if now.acknowledged => return Err(MatterRefused::Before),
            MatterAct::Longer => {
                let longest = self.longest().ok_or(MatterRefused::NoLonger)?;
                if by.is_none_or(|by| longest < by) {
                    return Err(MatterRefused::TooLong(longest));
                }
            }
            MatterAct::Named => {}
            MatterAct::Acknowledged | MatterAct::Answered | MatterAct::InTouch => by = None,
        }
        Ok(MatterTurnNote { by, ..note.clone() })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    const ASKED: &str = "2026-11-02";

    fn asked(kind: MatterKind) -> Matter {
        Matter {
            id: MatterId::new(),
            person: PersonId::new(),
            kind,
            words: None,
            said_at: "2026-11-02T12:00:00Z".parse().unwrap(),
            said_by: None,
            asked_on: day(ASKED),
            answer_by: kind.answer_by(day(ASKED)),
            turns: Vec::new(),
        }
    }

    fn note(act: MatterAct, on: &str) -> MatterTurnNote {
        MatterTurnNote { act, on: day(on), by: None, who: None, words: None }
    }

    fn add(matter: &mut Matter, note: &MatterTurnNote, today: &str) -> Result<(), MatterRefused> {
        let note = matter.turn(day(today), note)?;
        let said_at = "2026-11-02T12:00:00Z".parse().unwrap();
        let (matter_id, person) = (matter.id, matter.person);
        matter.turns.push(MatterTurn {
            id: MatterTurnId::new(),
            matter: matter_id,
            person,
            note,
            said_at,
            said_by: None,
        });
        Ok(())
    }

    #[test]
    fn each_thing_asked_has_its_own_clock() {
        let by = |kind: MatterKind| kind.answer_by("2026-11-30".parse().unwrap()).to_string();
        assert_eq!(by(MatterKind::Complaint), "2026-12-14", "ten working days");
        assert_eq!(by(MatterKind::Advocate), "2026-12-03");
        assert_eq!(by(MatterKind::File), "2026-12-30");
        let january = MatterKind::File.answer_by("2027-01-31".parse().unwrap());
        assert_eq!(january.to_string(), "2027-02-28", "the last day of a shorter month");
    }

    #[test]
    fn a_complaint_goes_through_its_stages_and_ends_with_the_ombudsman() {
        let mut one = asked(MatterKind::Complaint);
        assert_eq!(one.stands().by, Some(day("2026-11-16")));
        let next = note(MatterAct::Next, "2026-11-16");
        assert_eq!(add(&mut one, &next, "2026-11-16"), Err(MatterRefused::NotDue), "the day is not over");
        add(&mut one, &note(MatterAct::Next, "2026-11-17"), "2026-11-17").unwrap();
        let now = one.stands();
        assert_eq!(
            (now.stage, now.by, now.state),
            (1, Some(day("2026-12-22")), MatterState::Waits),
            "25 days"
        );
        add(&mut one, &note(MatterAct::Answered, "2026-12-01"), "2026-12-01").unwrap();
        let panel = one.next().unwrap();
        assert_eq!((panel.0.id.as_str(), panel.1), ("panel", Some(day("2026-12-31"))));
        add(&mut one, &note(MatterAct::Next, "2026-12-02"), "2026-12-02").unwrap();
        add(&mut one, &note(MatterAct::Answered, "2027-01-05"), "2027-01-05").unwrap();
        add(&mut one, &note(MatterAct::Next, "2027-01-06"), "2027-01-06").unwrap();
        let now = one.stands();
        assert_eq!((now.state, now.by, now.waits()), (MatterState::Outside, None, false));
        let again = note(MatterAct::Next, "2027-01-07");
        assert_eq!(add(&mut one, &again, "2027-01-07"), Err(MatterRefused::Last));
        let answer = note(MatterAct::Answered, "2027-01-07");
        assert_eq!(add(&mut one, &answer, "2027-01-07"), Err(MatterRefused::Over));
    }

    #[test]
    fn a_file_may_take_two_months_more_and_not_a_day_beyond() {
        let mut one = asked(MatterKind::File);
        let longer = |by: &str| MatterTurnNote { by: Some(day(by)), ..note(MatterAct::Longer, "2026-11-20") };
        let last = day("2027-02-02");
        assert_eq!(add(&mut one, &longer("2027-02-03"), "2026-11-20"), Err(MatterRefused::TooLong(last)));
        add(&mut one, &longer("2027-02-02"), "2026-11-20").unwrap();
        assert!(!one.stands().late(day("2027-02-02")) && one.stands().late(day("2027-02-03")));
    }

    #[test]
    fn somebody_asks_once_a_day_where_it_is_and_can_take_it_back() {
        let mut one = asked(MatterKind::Advocate);
        let chased = |on: &str| note(MatterAct::Chased, on);
        assert_eq!(add(&mut one, &chased(ASKED), ASKED), Err(MatterRefused::ChasedToday), "they asked today");
        add(&mut one, &chased("2026-11-03"), "2026-11-03").unwrap();
        assert_eq!(add(&mut one, &chased("2026-11-03"), "2026-11-03"), Err(MatterRefused::ChasedToday));
        let named = MatterTurnNote { by: Some(day("2026-11-06")), ..note(MatterAct::Named, "2026-11-04") };
        add(&mut one, &named, "2026-11-04").unwrap();
        let now = one.stands();
        assert_eq!((now.state, now.by, now.waits()), (MatterState::Named, Some(day("2026-11-06")), true));
        add(&mut one, &note(MatterAct::Withdrawn, "2026-11-05"), "2026-11-05").unwrap();
        assert!(!one.stands().waits());
        assert_eq!(add(&mut one, &chased("2026-11-06"), "2026-11-06"), Err(MatterRefused::Over));
    }
}

//! One row of an adviser's day: what is due for whom, when and why.

use chrono::NaiveDate;
use onward_domain::{
    document::DocumentKind,
    hub::ShareGround,
    id::{CheckInId, DocumentId, HubStepId, NightNoteId, PersonId, PlaceViewId, ReadyRoomId, TaskId},
    mine::Feels,
    money::Pence,
    night::Night,
    pathway::Stage,
    place::Room,
};
use serde::Serialize;

use super::early::News;

/// The name of the row of messages, of which there is one at most.
pub(super) const MESSAGE: &str = "message";

/// What is due, with what its sentence says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Kind {
    /// They asked for help that can't wait.
    Emergency {
        place: usize,
        what: String,
        since: NaiveDate,
    },
    /// They say that they have nowhere safe to stay, or are not safe.
    CallToday,
    /// They don't feel safe where they live.
    NotSafe {
        id: PlaceViewId,
        since: NaiveDate,
        words: Option<String>,
    },
    /// Where they live isn't right for them.
    NotRight {
        id: PlaceViewId,
        since: NaiveDate,
        words: Option<String>,
    },
    /// They want help to be ready for a home of their own.
    WantsHelp {
        /// The last that was said.
        id: ReadyRoomId,
        since: NaiveDate,
        rooms: Vec<Room>,
    },
    /// How they say that things are, where somebody should answer.
    CheckIn {
        id: CheckInId,
        feels: Option<Feels>,
        since: NaiveDate,
        words: Option<String>,
    },
    /// Whoever answered out of hours left a note: an arrest, or a night without a bed.
    Night {
        id: NightNoteId,
        what: Night,
        on: NaiveDate,
        at: Option<String>,
        words: String,
    },
    /// The children's hub shared something with their adviser.
    ToldByHub {
        id: HubStepId,
        since: NaiveDate,
        ground: ShareGround,
        words: String,
    },
    /// They asked for something, or were promised it.
    Request {
        place: usize,
        what: String,
        agreed: bool,
        asked: Option<NaiveDate>,
    },
    SaidWrong,
    /// A message of theirs that nobody has answered.
    Message {
        since: NaiveDate,
    },
    /// At most two months after the last.
    Visit {
        last: Option<NaiveDate>,
    },
    /// Within seven days of a move into a home that the council provides.
    VisitAfterMove {
        moved: NaiveDate,
    },
    VisitInCustody {
        since: NaiveDate,
        last: Option<NaiveDate>,
    },
    Release,
    /// The contact agreed at the last one.
    Contact,
    /// A meeting that both agreed to.
    Appointment,
    /// A draft of a plan, and what happens next with it.
    Draft {
        stage: Stage,
        answered: bool,
    },
    /// They ask to meet, or to meet at another time.
    AppointmentAsked,
    Assessment,
    Plan,
    Review {
        /// The day of a plan that was made before there was a record here.
        paper: Option<NaiveDate>,
    },
    ReviewAsked,
    /// Something recorded since the last review asks for one before its clock.
    ReviewEarly {
        /// What was recorded last comes first.
        because: Vec<News>,
    },
    /// Support after 21 is to be offered, or was offered and not answered.
    Offer {
        turned: NaiveDate,
        last: Option<NaiveDate>,
        open: bool,
    },
    /// They said themselves that they want an adviser again, and nobody has been in touch since.
    SupportWanted {
        since: NaiveDate,
    },
    /// They asked for an advocate or for their file.
    Matter {
        /// And since then, where it is.
        chased: bool,
    },
    CareEnds,
    /// What was decided in place of the rule's answer ends, and the rule answers again.
    OverrideEnds {
        place: usize,
        what: String,
    },
    /// One of their papers runs out, and a new one takes time.
    DocumentEnds {
        id: DocumentId,
        kind: DocumentKind,
        what: String,
    },
    /// A no that a manager did not agree with: the answer is still owed.
    RefusalBack {
        place: usize,
        what: String,
    },
    OwnAnswers {
        many: usize,
    },
    Questions {
        many: usize,
    },
    Birthday {
        age: u32,
    },
    /// A birthday of the return for which something is missing.
    Return {
        age: u8,
        turns: NaiveDate,
        until: NaiveDate,
        in_touch: bool,
        home: bool,
        activity: bool,
    },
    /// Something that is theirs to ask for, until a day.
    Window {
        place: usize,
        what: String,
        left: Option<Pence>,
        until: NaiveDate,
    },
    Task {
        id: TaskId,
        what: String,
    },
}

/// What the list can be filtered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    Asked,
    Visits,
    Plans,
    Money,
    Record,
    Own,
}

impl Group {
    /// In the order shown.
    pub const ALL: [Self; 6] = [Self::Asked, Self::Visits, Self::Plans, Self::Money, Self::Record, Self::Own];

    /// The word of the address.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Visits => "visits",
            Self::Plans => "plans",
            Self::Money => "money",
            Self::Record => "record",
            Self::Own => "own",
        }
    }
}

impl Kind {
    /// What names it among one person's rows, so that it can be put aside.
    #[must_use]
    pub fn about(&self) -> String {
        match self {
            Self::Emergency { place, .. } | Self::Request { place, .. } => format!("request-{place}"),
            Self::CallToday => "call-today".into(),
            Self::NotSafe { id, .. } => format!("not-safe-{id}"),
            Self::NotRight { id, .. } => format!("not-right-{id}"),
            Self::WantsHelp { id, .. } => format!("wants-help-{id}"),
            Self::CheckIn { id, .. } => format!("check-in-{id}"),
            Self::Night { id, .. } => format!("night-{id}"),
            Self::ToldByHub { id, .. } => format!("told-by-hub-{id}"),
            Self::SaidWrong => "said-wrong".into(),
            Self::Message { .. } => MESSAGE.into(),
            Self::Visit { .. } => "visit".into(),
            Self::VisitAfterMove { .. } => "visit-after-move".into(),
            Self::VisitInCustody { .. } => "visit-in-custody".into(),
            Self::Release => "release".into(),
            Self::Contact => "contact".into(),
            Self::Appointment => "appointment".into(),
            Self::AppointmentAsked => "appointment-asked".into(),
            Self::Draft { .. } => "draft".into(),
            Self::Assessment => "assessment".into(),
            Self::Plan => "plan".into(),
            Self::Review { .. } => "review".into(),
            Self::ReviewAsked => "review-asked".into(),
            Self::ReviewEarly { because } => {
                format!("review-early-{}", because.first().map_or("", |news| news.what.word()))
            }
            Self::Offer { .. } => "offer".into(),
            Self::SupportWanted { .. } => "support-wanted".into(),
            Self::Matter { .. } => "matter".into(),
            Self::CareEnds => "care-ends".into(),
            Self::OverrideEnds { place, .. } => format!("override-{place}"),
            Self::DocumentEnds { id, .. } => format!("document-{id}"),
            Self::RefusalBack { place, .. } => format!("refusal-back-{place}"),
            Self::OwnAnswers { .. } => "own-answers".into(),
            Self::Questions { .. } => "questions".into(),
            Self::Birthday { age } => format!("birthday-{age}"),
            Self::Return { age, .. } => format!("return-{age}"),
            Self::Window { place, .. } => format!("window-{place}"),
            Self::Task { id, .. } => format!("task-{id}"),
        }
    }

    /// What it is found by.
    #[must_use]
    pub const fn group(&self) -> Group {
        match self {
            Self::Emergency { .. }
            | Self::CallToday
            | Self::NotSafe { .. }
            | Self::NotRight { .. }
            | Self::WantsHelp { .. }
            | Self::CheckIn { .. }
            | Self::Night { .. }
            | Self::ToldByHub { .. }
            | Self::Request { .. }
            | Self::Message { .. }
            | Self::RefusalBack { .. }
            | Self::Matter { .. }
            | Self::SupportWanted { .. }
            | Self::AppointmentAsked => Group::Asked,
            Self::Visit { .. }
            | Self::VisitAfterMove { .. }
            | Self::VisitInCustody { .. }
            | Self::Contact
            | Self::Appointment
            | Self::Release => Group::Visits,
            Self::Assessment
            | Self::Plan
            | Self::Review { .. }
            | Self::ReviewAsked
            | Self::ReviewEarly { .. }
            | Self::Draft { .. } => Group::Plans,
            Self::Window { .. }
            | Self::Birthday { .. }
            | Self::CareEnds
            | Self::OverrideEnds { .. }
            | Self::Offer { .. } => Group::Money,
            Self::SaidWrong
            | Self::OwnAnswers { .. }
            | Self::Questions { .. }
            | Self::DocumentEnds { .. }
            | Self::Return { .. } => Group::Record,
            Self::Task { .. } => Group::Own,
        }
    }

    /// Whether it is for us to do, and so can be late.
    #[must_use]
    pub const fn is_duty(&self) -> bool {
        !matches!(
            self,
            Self::CallToday
                | Self::CareEnds
                | Self::OverrideEnds { .. }
                | Self::DocumentEnds { .. }
                | Self::OwnAnswers { .. }
                | Self::Questions { .. }
                | Self::Birthday { .. }
                | Self::Window { .. }
                | Self::Release
                | Self::Appointment
                | Self::Draft { .. }
        )
    }

    /// It stands before everything else.
    #[must_use]
    pub const fn is_first(&self) -> bool {
        matches!(self, Self::Emergency { .. } | Self::CallToday | Self::NotSafe { .. } | Self::Night { .. })
    }

    /// A visit closes it.
    #[must_use]
    pub const fn is_visit(&self) -> bool {
        matches!(self, Self::Visit { .. } | Self::VisitAfterMove { .. } | Self::VisitInCustody { .. })
    }

    /// A review of the plan closes it.
    #[must_use]
    pub const fn is_review(&self) -> bool {
        matches!(self, Self::Review { .. } | Self::ReviewAsked | Self::ReviewEarly { .. })
    }

    /// They read on their own pages that they wait for it: only an answer closes it.
    #[must_use]
    pub const fn is_promised(&self) -> bool {
        matches!(self, Self::Request { .. } | Self::Matter { .. })
    }

    /// Being in touch closes it.
    #[must_use]
    pub const fn is_contact(&self) -> bool {
        matches!(self, Self::Contact | Self::SupportWanted { .. })
    }

    /// Whether it can be closed without doing what it asks for. Whoever can't wait is answered, what is asked of the record is
    /// settled, and an own task is done.
    #[must_use]
    pub const fn can_be_put_aside(&self) -> bool {
        !matches!(
            self,
            Self::Emergency { .. }
                | Self::CallToday
                | Self::OwnAnswers { .. }
                | Self::Questions { .. }
                | Self::SaidWrong
                | Self::Appointment
                | Self::AppointmentAsked
                | Self::Task { .. }
        )
    }
}

/// One thing of the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub person: PersonId,
    pub kind: Kind,
    /// The day that the thing itself is about: it names the row, with the person and the kind.
    pub of: NaiveDate,
    /// The day on which it stands in the list.
    pub day: NaiveDate,
    /// It should have been done before today.
    pub late: bool,
}

impl Row {
    pub(super) fn new(person: PersonId, kind: Kind, of: NaiveDate, today: NaiveDate) -> Self {
        let late = kind.is_duty() && of < today;
        Self { person, kind, of, day: of, late }
    }

    /// It stands in the list so many days before, but never in the past.
    pub(super) fn ahead(self, days: u64, today: NaiveDate) -> Self {
        let day = self.of.checked_sub_days(chrono::Days::new(days)).unwrap_or(self.of).max(today);
        Self { day, ..self }
    }
}

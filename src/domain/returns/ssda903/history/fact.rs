//! The facts that a return adds up to, in the rules' words.

use super::super::code::{self, Code};
use chrono::NaiveDate;

/// What distinguishes one fact about a child from another; the same on every import.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactKey {
    /// Date of birth.
    Birth,
    Sex,
    Ethnicity,
    /// Came unaccompanied, seeking asylum.
    Unaccompanied,
    Died,
    /// The care episode that began on the day.
    Episode(NaiveDate),
    /// Care from this day that no row describes, with an unknown end.
    UnknownCare(NaiveDate),
    /// The event that began on the day.
    Event(EventKind, NaiveDate),
    /// The position reported for the collection year that starts in this calendar year.
    Position(u16),
}

/// Kinds of event, in the rules' words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EventKind {
    /// Went home, or to relatives.
    ReturnedHome,
    /// A special guardianship order.
    SpecialGuardianship,
    Adopted,
    /// In court-ordered custody.
    Detained,
    Hospital,
    /// Missing, or away without authorisation.
    Missing,
    /// Care was taken over by another authority.
    TakenOver,
    MovedAbroad,
    /// Found to be an adult; which date of birth is accepted is a question.
    FoundToBeAdult,
}

impl EventKind {
    pub const ALL: [Self; 9] = [
        Self::ReturnedHome,
        Self::SpecialGuardianship,
        Self::Adopted,
        Self::Detained,
        Self::Hospital,
        Self::Missing,
        Self::TakenOver,
        Self::MovedAbroad,
        Self::FoundToBeAdult,
    ];

    /// The word used in the rules and on the record.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::ReturnedHome => "returned_home",
            Self::SpecialGuardianship => "special_guardianship",
            Self::Adopted => "adopted",
            Self::Detained => "detained",
            Self::Hospital => "hospital",
            Self::Missing => "missing",
            Self::TakenOver => "taken_over_by_other_authority",
            Self::MovedAbroad => "moved_abroad",
            Self::FoundToBeAdult => "found_to_be_adult",
        }
    }
}

/// Who someone went to live with. The return only ever gives the second and the fourth; advisers know more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum With {
    Parent,
    /// Someone with parental responsibility, a parent or not.
    PersonWithPr,
    /// Whoever held a child arrangements order immediately before care.
    CaoHolder,
    /// Family or friends without parental responsibility.
    RelativeWithoutPr,
    /// Anyone else.
    Other,
}

impl With {
    pub const ALL: [Self; 5] =
        [Self::Parent, Self::PersonWithPr, Self::CaoHolder, Self::RelativeWithoutPr, Self::Other];

    /// The word used in the rules and on the record.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Parent => "parent",
            Self::PersonWithPr => "person_with_pr",
            Self::CaoHolder => "cao_holder",
            Self::RelativeWithoutPr => "relative_no_pr",
            Self::Other => "other",
        }
    }

    /// Who with, for a page.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Parent => "with a parent",
            Self::PersonWithPr => "with someone with parental responsibility",
            Self::CaoHolder => "with the holder of a child arrangements order",
            Self::RelativeWithoutPr => "with family or friends without parental responsibility",
            Self::Other => "with someone else",
        }
    }
}

/// A care episode: `[start, end)`. `None` means not known: the return always knows, a corrected record may not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EpisodeFact {
    pub start: Option<NaiveDate>,
    /// The first day after; `None` while it is open or when the day isn't known.
    pub end: Option<NaiveDate>,
    /// It is over, or may be, but the day isn't known.
    pub end_unknown: bool,
    pub legal_status: Option<Code>,
    pub placement: Option<Code>,
    /// Who provides it.
    pub provider: Option<Code>,
    /// Category of need.
    pub need: Option<Code>,
    /// Why it began.
    pub began: Option<Code>,
    /// Why it ended.
    pub reason_ended: Option<Code>,
    /// Why the placement changed.
    pub moved: Option<Code>,
    /// Looked after by another authority.
    pub elsewhere: bool,
}

/// An event: `[start, end)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventFact {
    pub start: NaiveDate,
    /// The first day after; `None` while it continues.
    pub end: Option<NaiveDate>,
    /// Who with, for a move home.
    pub with: Option<With>,
    /// Whether they live with the guardian or adopter; true unless care began again.
    pub lives_with_holder: bool,
}

/// What a return reported around a birthday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PositionFact {
    pub birthday: NaiveDate,
    /// Contact.
    pub in_touch: Code,
    pub activity: Code,
    pub accommodation: Code,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fact {
    /// A day: birth, death.
    Day(NaiveDate),
    /// A code: sex, ethnicity.
    Code(Code),
    /// It holds, perhaps until a day.
    Until(Option<NaiveDate>),
    /// A care episode.
    Episode(EpisodeFact),
    Event(EventFact),
    Position(PositionFact),
}

impl FactKey {
    /// The key as stored in the database.
    #[must_use]
    pub fn text(self) -> String {
        match self {
            Self::Birth => "birth".into(),
            Self::Sex => "sex".into(),
            Self::Ethnicity => "ethnicity".into(),
            Self::Unaccompanied => "unaccompanied".into(),
            Self::Died => "died".into(),
            Self::Episode(day) => format!("episode {day}"),
            Self::UnknownCare(day) => format!("unknown_care {day}"),
            Self::Event(kind, day) => format!("{} {day}", kind.word()),
            Self::Position(year) => format!("position {year}"),
        }
    }

    /// Reads a stored key back.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
        Some(match word {
            "birth" => Self::Birth,
            "sex" => Self::Sex,
            "ethnicity" => Self::Ethnicity,
            "unaccompanied" => Self::Unaccompanied,
            "died" => Self::Died,
            "episode" => Self::Episode(rest.parse().ok()?),
            "unknown_care" => Self::UnknownCare(rest.parse().ok()?),
            "position" => Self::Position(rest.parse().ok()?),
            word => {
                let kind = EventKind::ALL.into_iter().find(|kind| kind.word() == word)?;
                Self::Event(kind, rest.parse().ok()?)
            }
        })
    }

    /// Reads a stored key at the start of a longer text.
    #[must_use]
    pub fn at_start(text: &str) -> Option<Self> {
        let mut words = text.splitn(3, ' ');
        let (first, second) = (words.next()?, words.next().unwrap_or_default());
        Self::parse(&format!("{first} {second}")).or_else(|| Self::parse(first))
    }

    /// Whether anything in law can depend on it.
    #[must_use]
    pub const fn decides(self) -> bool {
        !matches!(
            self,
            Self::Sex
                | Self::Ethnicity
                | Self::Unaccompanied
                | Self::Position(_)
                | Self::Event(EventKind::Missing, _)
        )
    }

    /// What it is, for a page: `the care episode from 14/07/2024`.
    #[must_use]
    pub fn words(self) -> String {
        let day = |day: NaiveDate| day.format("%d/%m/%Y").to_string();
        match self {
            Self::Birth => "the date of birth".into(),
            Self::Sex => "the sex".into(),
            Self::Ethnicity => "the ethnicity".into(),
            Self::Unaccompanied => "having come unaccompanied".into(),
            Self::Died => "the day of death".into(),
            Self::Episode(start) => format!("the care episode from {}", day(start)),
            Self::UnknownCare(start) => format!("care from {} that no row describes", day(start)),
            Self::Event(kind, start) => {
                let what = match kind {
                    EventKind::ReturnedHome => "the move home",
                    EventKind::SpecialGuardianship => "the special guardianship",
                    EventKind::Adopted => "the adoption",
                    EventKind::Detained => "custody",
                    EventKind::Hospital => "the stay in hospital",
                    EventKind::Missing => "being missing",
                    EventKind::TakenOver => "another authority taking over",
                    EventKind::MovedAbroad => "moving abroad",
                    EventKind::FoundToBeAdult => "being found to be an adult",
                };
                format!("{what} from {}", day(start))
            }
            Self::Position(year) => format!("the position reported for {year}-{:02}", (year + 1) % 100),
        }
    }

    /// Whether the fact is kept only in the ledger: nobody can correct it on the record, and the
    /// latest return simply counts.
    #[must_use]
    pub const fn is_of_the_return(self) -> bool {
        matches!(self, Self::Ethnicity | Self::Unaccompanied | Self::Position(_))
    }

    /// Whether the return may change it if nobody has corrected it. Never a person's identity: that becomes a question.
    #[must_use]
    pub const fn is_identity(self) -> bool {
        matches!(self, Self::Birth | Self::Sex)
    }
}

impl Fact {
    /// The fact in words for a page: `11/09/2016 to 13/08/2024, section 20, ended by …`.
    #[must_use]
    pub fn words(&self) -> String {
        let day = |day: NaiveDate| day.format("%d/%m/%Y").to_string();
        let until = |end: Option<NaiveDate>| {
            end.map_or_else(|| "still running".to_owned(), |end| format!("to {}", day(end)))
        };
        match self {
            Self::Day(on) => day(*on),
            Self::Code(code) => {
                let words = code::SEX.words(code).or_else(|| code::ETHNICITY.words(code));
                words.unwrap_or(code).to_owned()
            }
            Self::Until(None) => "yes".into(),
            Self::Until(Some(end)) => format!("until {}", day(*end)),
            Self::Episode(it) => {
                let end = if it.end_unknown { "end not known".to_owned() } else { until(it.end) };
                let mut words =
                    format!("{} {end}", it.start.map_or_else(|| "from a day not known".to_owned(), day));
                for more in [
                    Some(
                        it.legal_status
                            .and_then(|code| code::LEGAL_STATUS.words(code))
                            .unwrap_or("legal status not known"),
                    ),
                    it.placement.and_then(|code| code::PLACEMENT.words(code)),
                    it.reason_ended.and_then(|code| code::EPISODE_CEASED.words(code)),
                    it.elsewhere.then_some("with another authority"),
                ]
                .into_iter()
                .flatten()
                {
                    words.push_str(", ");
                    words.push_str(more);
                }
                words
            }
            Self::Event(it) => {
                let with = it.with.map(|with| format!(", {}", with.words())).unwrap_or_default();
                format!("{} {}{with}", day(it.start), until(it.end))
            }
            Self::Position(it) => format!(
                "{}; {}; {}",
                code::IN_TOUCH.words(it.in_touch).unwrap_or(it.in_touch),
                code::ACTIVITY.words(it.activity).unwrap_or(it.activity),
                code::ACCOMMODATION.words(it.accommodation).unwrap_or(it.accommodation)
            ),
        }
    }

    /// The fact reduced to what the law reads: two that are equal here have the same effect.
    #[must_use]
    pub const fn decides(self) -> Option<Self> {
        match self {
            Self::Episode(it) => Some(Self::Episode(EpisodeFact {
                provider: None,
                need: None,
                began: None,
                moved: None,
                ..it
            })),
            Self::Day(_) | Self::Event(_) => Some(self),
            Self::Code(_) | Self::Until(_) | Self::Position(_) => None,
        }
    }

    /// Whether `self` only adds an end to what `before` left open.
    #[must_use]
    pub fn ends(&self, before: &Self) -> bool {
        match (self, before) {
            (Self::Episode(new), Self::Episode(old)) => {
                old.end.is_none()
                    && new.end.is_some()
                    && new.start == old.start
                    && new.legal_status == old.legal_status
            }
            (Self::Event(new), Self::Event(old)) => old.end.is_none() && new.end.is_some(),
            _ => false,
        }
    }
}

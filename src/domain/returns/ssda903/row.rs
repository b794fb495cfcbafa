//! Rows as the service keeps them: checked, typed, without anything it has no use for.
//!
//! Postcodes, homes' registration numbers, health, convictions, adopters and social workers are
//! checked but not kept: nothing here reads them, and an address that isn't held can't leak.

use super::code::{self, Code};
use super::table::Table;
use chrono::NaiveDate;
use std::{fmt, sync::Arc};

/// A child's local identifier, as text: `000730` and `730` are two children.
/// `Debug` hides it, so that it can't slip into a log.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Child(Arc<str>);

impl Child {
    /// Takes a text already checked by [`value::child`](super::value::child).
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(text.into())
    }

    /// As written in the return.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Child {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Child {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Child(…)")
    }
}

/// What distinguishes one kept row for a child and year from another. Under one key the latest year's row counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowKey {
    /// Who the child is: the header.
    Identity,
    /// A date of birth from a table other than the header. All of them are kept: if they differ, somebody is asked.
    Birth(Table, NaiveDate),
    /// A sex from a table other than the header.
    Sex(Table, Code),
    /// That the child came unaccompanied.
    Unaccompanied,
    /// A permanence arrangement before care.
    Permanence,
    /// The care episode that began on the day.
    Episode(NaiveDate),
    /// The absence that began on the day.
    Absence(NaiveDate),
    /// The care leaver's position in the collection year that starts in the calendar year.
    Position(u16),
}

/// A kept row.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Row {
    /// Header.
    Identity(Identity),
    /// A date of birth from any other table; the key contains it.
    Birth,
    /// A sex from any other table; the key contains it.
    Sex,
    /// Uasc: the day the status ended or will end.
    Unaccompanied(Option<NaiveDate>),
    /// Previous permanence.
    Permanence {
        /// Which arrangement.
        kind: Code,
        /// When, perhaps with `zz` for an unknown part.
        on: Option<Arc<str>>,
    },
    Episode(EpisodeRow),
    /// Missing.
    Absence {
        /// Missing, or away without authorisation.
        kind: Code,
        /// The day of return; `None` while still away.
        end: Option<NaiveDate>,
    },
    /// Oc3.
    Position(PositionRow),
}

/// Who a child is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Identity {
    /// Date of birth.
    pub birth: NaiveDate,
    /// `M`, `F` or `U`, however the year spelt it.
    pub sex: Code,
    /// Ethnicity, if given.
    pub ethnicity: Option<Code>,
    /// Unique pupil number, kept so that the return can be exported.
    pub pupil_number: Option<Arc<str>>,
}

/// A care episode: `[start of the key, end)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct EpisodeRow {
    /// Why it began, if the row gives a known code.
    pub began: Option<Code>,
    pub legal_status: Code,
    /// Category of need.
    pub need: Option<Code>,
    /// Placement type.
    pub placement: Code,
    /// Who provides it.
    pub provider: Option<Code>,
    /// The day it ended; `None` while it is open.
    pub end: Option<NaiveDate>,
    /// Why it ended.
    pub ceased: Option<Code>,
    /// Why the placement changed.
    pub change: Option<Code>,
}

/// A care leaver's position around a birthday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PositionRow {
    /// Contact.
    pub in_touch: Code,
    pub activity: Code,
    pub accommodation: Code,
}

impl RowKey {
    /// The table that the row belongs to.
    #[must_use]
    pub const fn table(self) -> Table {
        match self {
            Self::Identity => Table::Header,
            Self::Birth(table, _) | Self::Sex(table, _) => table,
            Self::Unaccompanied => Table::Uasc,
            Self::Permanence => Table::PreviousPermanence,
            Self::Episode(_) => Table::Episodes,
            Self::Absence(_) => Table::Missing,
            Self::Position(_) => Table::Oc3,
        }
    }

    /// The key as stored in the database.
    #[must_use]
    pub fn text(self) -> String {
        match self {
            Self::Identity => "identity".into(),
            Self::Birth(table, day) => format!("birth {table} {day}"),
            Self::Sex(table, sex) => format!("sex {table} {sex}"),
            Self::Unaccompanied => "unaccompanied".into(),
            Self::Permanence => "permanence".into(),
            Self::Episode(day) => format!("episode {day}"),
            Self::Absence(day) => format!("absence {day}"),
            Self::Position(year) => format!("position {year}"),
        }
    }

    /// Reads a stored key back.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
        Some(match word {
            "identity" => Self::Identity,
            "birth" => {
                let (table, day) = rest.split_once(' ')?;
                Self::Birth(Table::ALL.into_iter().find(|known| known.word() == table)?, day.parse().ok()?)
            }
            "sex" => {
                let (table, sex) = rest.split_once(' ')?;
                let table = Table::ALL.into_iter().find(|known| known.word() == table)?;
                Self::Sex(table, code::SEX.code(sex)?)
            }
            "unaccompanied" => Self::Unaccompanied,
            "permanence" => Self::Permanence,
            "episode" => Self::Episode(rest.parse().ok()?),
            "absence" => Self::Absence(rest.parse().ok()?),
            "position" => Self::Position(rest.parse().ok()?),
            _ => return None,
        })
    }
}

impl Row {
    /// The row as stored in the database: its values separated by bars.
    #[must_use]
    pub fn text(&self) -> String {
        fn day(day: Option<NaiveDate>) -> String {
            day.map(|day| day.to_string()).unwrap_or_default()
        }
        match self {
            Self::Identity(it) => format!(
                "{}|{}|{}|{}",
                it.birth,
                it.sex,
                it.ethnicity.unwrap_or_default(),
                it.pupil_number.as_deref().unwrap_or_default()
            ),
            Self::Birth | Self::Sex => String::new(),
            Self::Unaccompanied(until) => day(*until),
            Self::Permanence { kind, on } => format!("{kind}|{}", on.as_deref().unwrap_or_default()),
            Self::Episode(it) => [
                it.began.unwrap_or_default(),
                it.legal_status,
                it.need.unwrap_or_default(),
                it.placement,
                it.provider.unwrap_or_default(),
                &day(it.end),
                it.ceased.unwrap_or_default(),
                it.change.unwrap_or_default(),
            ]
            .join("|"),
            Self::Absence { kind, end } => format!("{kind}|{}", day(*end)),
            Self::Position(it) => [it.in_touch, it.activity, it.accommodation].join("|"),
        }
    }

    /// Reads a stored row back; `None` when the text was not written by [`Row::text`].
    #[must_use]
    pub fn parse(key: RowKey, text: &str) -> Option<Self> {
        fn day(text: &str) -> Option<Option<NaiveDate>> {
            if text.is_empty() { Some(None) } else { text.parse().ok().map(Some) }
        }
        fn code(list: &code::CodeList, text: &str) -> Option<Option<Code>> {
            if text.is_empty() { Some(None) } else { list.code(text).map(Some) }
        }
        let parts: Vec<&str> = text.split('|').collect();
        Some(match (key, parts.as_slice()) {
            (RowKey::Identity, [birth, sex, ethnicity, upn]) => Self::Identity(Identity {
                birth: birth.parse().ok()?,
                sex: code::SEX.code(sex)?,
                ethnicity: code(&code::ETHNICITY, ethnicity)?,
                pupil_number: (!upn.is_empty()).then(|| Arc::from(*upn)),
            }),
            (RowKey::Birth(..), [""]) => Self::Birth,
            (RowKey::Sex(..), [""]) => Self::Sex,
            (RowKey::Unaccompanied, [until]) => Self::Unaccompanied(day(until)?),
            (RowKey::Permanence, [kind, on]) => Self::Permanence {
                kind: code::PREVIOUS_PERMANENCE.code(kind)?,
                on: (!on.is_empty()).then(|| Arc::from(*on)),
            },
            (RowKey::Episode(_), [began, status, need, placement, provider, end, ceased, change]) => {
                Self::Episode(EpisodeRow {
                    began: code(&code::NEW_EPISODE, began)?,
                    legal_status: code::LEGAL_STATUS.code(status)?,
                    need: code(&code::NEED, need)?,
                    placement: code::PLACEMENT.code(placement)?,
                    provider: code(&code::PROVIDER, provider)?,
                    end: day(end)?,
                    ceased: code(&code::EPISODE_CEASED, ceased)?,
                    change: code(&code::PLACE_CHANGE, change)?,
                })
            }
            (RowKey::Absence(_), [kind, end]) => {
                Self::Absence { kind: code::ABSENCE.code(kind)?, end: day(end)? }
            }
            (RowKey::Position(_), [touch, activity, accommodation]) => Self::Position(PositionRow {
                in_touch: code::IN_TOUCH.code(touch)?,
                activity: code::ACTIVITY.code(activity)?,
                accommodation: code::ACCOMMODATION.code(accommodation)?,
            }),
            _ => return None,
        })
    }
}

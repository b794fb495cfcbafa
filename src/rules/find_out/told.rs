//! What somebody has said of themselves, question by question.

use crate::calendar::birthday;
use crate::facts::FactId;
use crate::person::{EducationKind, Homeless};
use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// More times in care than this are not asked for one by one.
pub(super) const MOST_TIMES: u8 = 8;

/// A day, as exactly as somebody knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// The day.
    Day(NaiveDate),
    /// Some day of the month that begins on this one.
    Month(NaiveDate),
    /// Some day of this year.
    Year(i32),
}

impl When {
    /// The first day that it could be.
    #[must_use]
    pub fn first(self) -> Option<NaiveDate> {
        match self {
            Self::Day(day) => Some(day),
            Self::Month(month) => month.with_day(1),
            Self::Year(year) => NaiveDate::from_ymd_opt(year, 1, 1),
        }
    }

    /// The last day that it could be.
    #[must_use]
    pub fn last(self) -> Option<NaiveDate> {
        match self {
            Self::Day(day) => Some(day),
            Self::Month(month) => {
                month.with_day(1)?.checked_add_months(Months::new(1))?.checked_sub_days(Days::new(1))
            }
            Self::Year(year) => NaiveDate::from_ymd_opt(year, 12, 31),
        }
    }

    /// Known by the day.
    #[must_use]
    pub const fn is_exact(self) -> bool {
        matches!(self, Self::Day(_))
    }

    /// Some day that it could be lies neither before the first nor after the last of these.
    #[must_use]
    pub fn can_lie_between(self, first: NaiveDate, last: NaiveDate) -> bool {
        self.first().is_some_and(|day| day <= last) && self.last().is_some_and(|day| day >= first)
    }

    /// It holds this day.
    #[must_use]
    pub fn holds(self, day: NaiveDate) -> bool {
        match self {
            Self::Day(exact) => exact == day,
            Self::Month(month) => (month.year(), month.month()) == (day.year(), day.month()),
            Self::Year(year) => year == day.year(),
        }
    }
}

/// Something that can be asked. A number says which time in care, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Question {
    /// When were you born?
    Born,
    /// On which day of it?
    BornOn,
    /// Where were you in care?
    Where,
    /// When did it begin?
    CareStart(u8),
    /// On which day of it?
    CareStartOn(u8),
    /// When did it end?
    CareEnd(u8),
    /// On which day of it?
    CareEndOn(u8),
    /// What kind of care was it?
    CareKind(u8),
    /// Where did you go from there?
    CareThen(u8),
    /// Were you in care another time?
    CareMore(u8),
    /// Do you have somewhere safe to stay?
    Homeless,
    /// What do you study or train for?
    Study,
    /// When did it begin?
    StudyStart,
    /// On which day of it?
    StudyStartOn,
    /// How long does it take?
    StudyMonths,
    /// A yes or no.
    #[serde(serialize_with = "write_fact", deserialize_with = "read_fact")]
    Fact(FactId),
}

fn write_fact<S: Serializer>(fact: &FactId, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(fact.word())
}

fn read_fact<'de, D: Deserializer<'de>>(from: D) -> Result<FactId, D::Error> {
    String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
}

impl Question {
    /// The question for the day, where a month or a year was told and it matters.
    #[must_use]
    pub const fn exactly(self) -> Option<Question> {
        match self {
            Self::Born => Some(Self::BornOn),
            Self::CareStart(time) => Some(Self::CareStartOn(time)),
            Self::CareEnd(time) => Some(Self::CareEndOn(time)),
            Self::StudyStart => Some(Self::StudyStartOn),
            _ => None,
        }
    }

    /// The question that this one asks again for the day.
    #[must_use]
    pub const fn roughly(self) -> Option<Question> {
        match self {
            Self::BornOn => Some(Self::Born),
            Self::CareStartOn(time) => Some(Self::CareStart(time)),
            Self::CareEndOn(time) => Some(Self::CareEnd(time)),
            Self::StudyStartOn => Some(Self::StudyStart),
            _ => None,
        }
    }

    /// Which time in care it is about.
    #[must_use]
    pub const fn time(self) -> Option<u8> {
        match self {
            Self::CareStart(time)
            | Self::CareStartOn(time)
            | Self::CareEnd(time)
            | Self::CareEndOn(time)
            | Self::CareKind(time)
            | Self::CareThen(time)
            | Self::CareMore(time) => Some(time),
            _ => None,
        }
    }

    /// It makes no sense any more once `other` is answered differently.
    fn follows_from(self, other: Question) -> bool {
        if other.exactly() == Some(self) {
            return true;
        }
        match (other, self) {
            (Self::Where, later) => later.time().is_some(),
            (Self::CareStart(of), Self::CareEndOn(time) | Self::CareThen(time))
            | (Self::CareEnd(of), Self::CareThen(time)) => of == time,
            (Self::CareMore(of), later) => later.time().is_some_and(|time| time > of),
            (Self::Study, Self::StudyStart | Self::StudyStartOn | Self::StudyMonths) => true,
            (Self::Study, Self::Fact(fact)) => is_of_a_course(fact),
            _ => false,
        }
    }
}

/// A fact that is kept with the course.
pub(super) fn is_of_a_course(fact: FactId) -> bool {
    matches!(fact, FactId::InPathwayPlan | FactId::Residential | FactId::Continuing | FactId::FullTime)
}

/// Where somebody was in care.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// England.
    England,
    /// Wales.
    Wales,
    /// Scotland.
    Scotland,
    /// Northern Ireland.
    NorthernIreland,
    /// Another country.
    Abroad,
    /// Never in care.
    Never,
}

/// What kind of care it was, as somebody would say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Care {
    /// With foster carers.
    Foster,
    /// With a relative or friend whom the council approved.
    Relative,
    /// In a children's home.
    Home,
    /// Somewhere else that the council chose.
    Elsewhere,
    /// Only short stays, and home again.
    ShortStays,
    /// On remand.
    Remand,
}

/// Where somebody went when a time in care ended before 18.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// Home to a parent.
    Parent,
    /// To a relative or friend.
    Relative,
    /// To a special guardian.
    Guardian,
    /// Adopted.
    Adopted,
    /// To custody.
    Custody,
    /// To hospital.
    Hospital,
    /// A place of one's own, or something else.
    Own,
}

/// The answer to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    /// I don't know.
    DontKnow,
    /// Then.
    On(When),
    /// It goes on.
    Still,
    /// There.
    In(Place),
    /// So.
    Kind(Care),
    /// There.
    Then(Ending),
    /// Whether there is somewhere safe to stay.
    Safe(Homeless),
    /// That.
    Studies(EducationKind),
    /// So many months.
    Months(u32),
    /// Yes or no.
    Yes(bool),
}

/// Everything that somebody has said, in the order in which they said it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Told(Vec<(Question, Reply)>);

impl Told {
    /// What was said to a question.
    #[must_use]
    pub fn reply(&self, question: Question) -> Option<Reply> {
        self.0.iter().find(|(asked, _)| *asked == question).map(|(_, reply)| *reply)
    }

    /// The same with an answer; whatever followed from another answer to it is forgotten.
    #[must_use]
    pub fn with(&self, question: Question, reply: Reply) -> Told {
        let mut told = self.clone();
        match told.0.iter_mut().find(|(asked, _)| *asked == question) {
            Some((_, before)) if *before == reply => {}
            Some((_, before)) => {
                *before = reply;
                told.0.retain(|(asked, _)| !asked.follows_from(question));
            }
            None => told.0.push((question, reply)),
        }
        told
    }

    /// The same without the last answer, and the question that it answered.
    #[must_use]
    pub fn back(&self) -> (Told, Option<Question>) {
        let mut told = self.clone();
        let last = told.0.pop().map(|(question, _)| question);
        (told, last)
    }

    /// Each question with its answer, in the order in which they were given.
    pub fn iter(&self) -> impl Iterator<Item = (Question, Reply)> + '_ {
        self.0.iter().copied()
    }

    /// How many questions were answered.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Nothing was said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The day that was told for one of the rough questions, as exactly as it is known by now.
    #[must_use]
    pub fn when(&self, question: Question) -> Option<When> {
        let exactly = question.exactly().and_then(|exactly| self.reply(exactly));
        match (exactly, self.reply(question)) {
            (Some(Reply::On(when)), _) | (_, Some(Reply::On(when))) => Some(when),
            _ => None,
        }
    }

    /// Each day that is known only roughly.
    pub(super) fn loose(&self) -> Vec<(Question, When)> {
        let rough = self.0.iter().filter(|(question, _)| question.exactly().is_some());
        let when = rough.filter_map(|(question, _)| Some((*question, self.when(*question)?)));
        when.filter(|(_, when)| !when.is_exact()).collect()
    }

    /// How many times in care were told of.
    #[must_use]
    pub fn times(&self) -> u8 {
        let begun = match self.reply(Question::Where) {
            Some(Reply::In(Place::Never)) | None | Some(Reply::DontKnow) => return 0,
            Some(_) => 1,
        };
        let more = (0..MOST_TIMES)
            .take_while(|time| self.reply(Question::CareMore(*time)) == Some(Reply::Yes(true)))
            .count();
        u8::try_from(more).map_or(begun, |more| begun.saturating_add(more))
    }

    /// The earliest birthday that fits.
    pub(super) fn birthday(&self, age: u8) -> Option<NaiveDate> {
        Some(birthday(self.when(Question::Born)?.first()?, age))
    }
}

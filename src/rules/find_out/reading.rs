//! What was told, as the rules read it: a person for each way in which the days that are known roughly could fall.

use super::told::{Care, Ending, Place, Question, Reply, Told, When, is_of_a_course};
use crate::facts::FactId;
use crate::person::{
    Circumstances, Country, Education, EducationKind, Episode, Event, EventKind, LegalStatus, LivesWith,
    Person, Placement,
};
use chrono::NaiveDate;

/// With more days than this that are known only roughly, not every combination of their ends is tried.
const ALL_COMBINATIONS: usize = 6;

/// How many ways of falling are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// Every day at its first, and every day at its last.
    Ends,
    /// Every combination.
    All,
}

/// Which of the rough days stand at their last, in each way that is tried.
#[derive(Debug, Clone)]
pub(super) struct Ways {
    pub(super) loose: Vec<(Question, When)>,
    tried: Vec<Vec<bool>>,
}

impl Ways {
    pub(super) fn of(told: &Told, depth: Depth) -> Ways {
        let loose = told.loose();
        let count = loose.len();
        let same = |last: bool| vec![last; count];
        let tried = match (depth, count) {
            (_, 0) => vec![Vec::new()],
            (Depth::Ends, _) => vec![same(false), same(true)],
            (Depth::All, ..=ALL_COMBINATIONS) => {
                (0..1_usize << count).map(|way| (0..count).map(|day| way >> day & 1 == 1).collect()).collect()
            }
            (Depth::All, _) => {
                let moved = |last: bool| {
                    (0..count).map(move |day| {
                        (0..count).map(|other| if other == day { !last } else { last }).collect()
                    })
                };
                [same(false), same(true)].into_iter().chain(moved(false)).chain(moved(true)).collect()
            }
        };
        Ways { loose, tried }
    }

    /// The person in each of the ways.
    pub(super) fn people<'w>(&'w self, told: &'w Told) -> impl Iterator<Item = Person> + 'w {
        self.tried.iter().map(move |way| person(told, &|question| self.day(question, way)))
    }

    fn day(&self, question: Question, way: &[bool]) -> Option<NaiveDate> {
        let (place, (_, when)) = self.loose.iter().enumerate().find(|(_, (loose, _))| *loose == question)?;
        if way.get(place).copied().unwrap_or_default() { when.last() } else { when.first() }
    }

    /// The rough days for which two ways that are otherwise the same differ in a part of the answer.
    pub(super) fn deciding<P: PartialEq>(&self, parts: &[P]) -> Vec<Question> {
        let alone = |one: &[bool], other: &[bool], day: usize| {
            one.iter().zip(other).enumerate().all(|(place, (one, other))| (place == day) == (one != other))
        };
        let ways = || self.tried.iter().zip(parts);
        let decides = |day: &usize| {
            ways().any(|(one, part)| {
                ways().any(|(other, part_of_other)| part != part_of_other && alone(one, other, *day))
            })
        };
        let found = (0..self.loose.len()).filter(decides);
        found.filter_map(|day| self.loose.get(day)).map(|(question, _)| *question).collect()
    }
}

/// The person with every rough day on the day that `rough` says.
fn person(told: &Told, rough: &dyn Fn(Question) -> Option<NaiveDate>) -> Person {
    let day = |question: Question| match told.when(question)? {
        When::Day(day) => Some(day),
        _ => rough(question),
    };
    let born = day(Question::Born);
    let episodes = match told.reply(Question::Where) {
        Some(Reply::In(Place::Never)) => Some(Vec::new()),
        Some(Reply::In(place)) => {
            Some((0..told.times()).map(|time| episode(told, time, place, born, &day)).collect())
        }
        _ => None,
    };
    let events = match &episodes {
        Some(episodes) => (0..).zip(episodes).filter_map(|(time, each)| {
            let later = episodes.get(usize::from(time) + 1).and_then(|later| later.start);
            event(told, time, each, later)
        }),
        None => {
            return Person {
                date_of_birth: born,
                circumstances: circumstances(told, &day),
                ..Person::default()
            };
        }
    };
    Person {
        date_of_birth: born,
        died: None,
        events: events.collect(),
        episodes,
        circumstances: circumstances(told, &day),
        ..Person::default()
    }
}

fn episode(
    told: &Told,
    time: u8,
    place: Place,
    born: Option<NaiveDate>,
    day: &dyn Fn(Question) -> Option<NaiveDate>,
) -> Episode {
    let start = day(Question::CareStart(time)).map(|start| born.map_or(start, |born| start.max(born)));
    let end = day(Question::CareEnd(time)).map(|end| start.map_or(end, |start| end.max(start)));
    let goes_on = told.reply(Question::CareEnd(time)) == Some(Reply::Still);
    let (legal_status, placement) = match told.reply(Question::CareKind(time)) {
        Some(Reply::Kind(kind)) => (Some(legal_status(kind)), placement(kind)),
        _ => (None, None),
    };
    Episode {
        start,
        end,
        end_unknown: end.is_none() && !goes_on,
        legal_status,
        placement,
        country: country(place),
        ..Episode::default()
    }
}

const fn legal_status(kind: Care) -> LegalStatus {
    match kind {
        // Only the agreement is told of, not each stay.
        Care::ShortStays => LegalStatus::V4,
        Care::Remand => LegalStatus::J1,
        Care::Foster | Care::Relative | Care::Home | Care::Elsewhere => LegalStatus::V2,
    }
}

const fn placement(kind: Care) -> Option<Placement> {
    match kind {
        Care::Foster => Some(Placement::U6),
        Care::Relative => Some(Placement::U3),
        Care::Home => Some(Placement::K2),
        Care::Elsewhere | Care::ShortStays | Care::Remand => None,
    }
}

const fn country(place: Place) -> Country {
    match place {
        Place::England | Place::Never => Country::England,
        Place::Wales => Country::Wales,
        Place::Scotland => Country::Scotland,
        Place::NorthernIreland => Country::NorthernIreland,
        Place::Abroad => Country::Unknown,
    }
}

/// What a time in care was followed by, until the next one.
fn event(told: &Told, time: u8, episode: &Episode, later: Option<NaiveDate>) -> Option<Event> {
    let Some(Reply::Then(ending)) = told.reply(Question::CareThen(time)) else { return None };
    let start = episode.end?;
    let (kind, with) = match ending {
        Ending::Parent => (EventKind::ReturnedHome, Some(LivesWith::Parent)),
        Ending::Relative => (EventKind::ReturnedHome, Some(LivesWith::RelativeNoPr)),
        Ending::Guardian => (EventKind::SpecialGuardianship, None),
        Ending::Adopted => (EventKind::Adopted, None),
        Ending::Custody => (EventKind::Detained, None),
        Ending::Hospital => (EventKind::Hospital, None),
        Ending::Own => return None,
    };
    Some(Event { kind, start, end: later.filter(|later| *later > start), with, lives_with_holder: None })
}

fn circumstances(told: &Told, day: &dyn Fn(Question) -> Option<NaiveDate>) -> Circumstances {
    let mut known = Circumstances::default();
    if let Some(Reply::Safe(safe)) = told.reply(Question::Homeless) {
        known.homeless = Some(safe);
    }
    if let Some(Reply::Studies(kind)) = told.reply(Question::Study) {
        known.education = Some(education(told, kind, day(Question::StudyStart)));
    }
    for (question, reply) in told.iter() {
        if let (Question::Fact(fact), Reply::Yes(yes)) = (question, reply)
            && !is_of_a_course(fact)
        {
            known.answers.set(fact, Some(yes));
        }
    }
    known
}

fn education(told: &Told, kind: EducationKind, start: Option<NaiveDate>) -> Education {
    let yes = |fact| match told.reply(Question::Fact(fact)) {
        Some(Reply::Yes(yes)) => Some(yes),
        _ => None,
    };
    Education {
        kind: Some(kind),
        start,
        end: None,
        in_pathway_plan: yes(FactId::InPathwayPlan),
        course_months: match told.reply(Question::StudyMonths) {
            Some(Reply::Months(months)) => Some(months),
            _ => None,
        },
        full_time: yes(FactId::FullTime),
        residential: yes(FactId::Residential),
        continuing: yes(FactId::Continuing),
    }
}

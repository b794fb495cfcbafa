//! Sees paths of work and study beside each other: what each means for one's own money, adviser and home, worked out by the
//! rules as if the person were on it today.

use chrono::NaiveDate;
use leaving_care_rules::{
    Law, Person, assess,
    assessment::{Assessment, EntitlementAnswer, LawState, Outcome},
    entitlement::outcome::{Entitlement, Need, Per},
    person::{Education, EducationKind},
};
use onward_domain::{
    access::Purpose,
    budget::{Every, LineKind, Rate},
    id::WishId,
    money::Pence,
    place::{OwnPage, is_shared},
    wish::Wish,
};
use onward_store::{
    StoreResult,
    repo::versions::{Kept, Sent},
    scope::OwnRecord,
};

use super::{
    see_own_pages::{Own, own_of},
    what_if_money::{counts, left_alone, tapered, wage},
};
use crate::usecases::ask::Ask;

/// Hours of a whole working week.
pub const FULL_WEEK: i64 = 37;

/// A way to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Path {
    /// A job.
    Work,
    /// An apprenticeship.
    Apprenticeship,
    /// Full-time college.
    College,
    /// Full-time university.
    University,
    /// Neither, for a while.
    TimeOut,
}

impl Path {
    /// In the order of the page.
    pub const ALL: [Self; 5] =
        [Self::Work, Self::Apprenticeship, Self::College, Self::University, Self::TimeOut];

    /// Its word in addresses.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Work => "work",
            Self::Apprenticeship => "apprenticeship",
            Self::College => "college",
            Self::University => "university",
            Self::TimeOut => "time-out",
        }
    }

    const fn kind(self) -> EducationKind {
        match self {
            Self::Work | Self::TimeOut => EducationKind::None,
            Self::Apprenticeship => EducationKind::Apprenticeship,
            Self::College => EducationKind::FeFullTime,
            Self::University => EducationKind::He,
        }
    }

    /// The course that the rules are asked about: begun today, in the plan, as long as such a course mostly is.
    fn education(self, today: NaiveDate) -> Education {
        let studies = self.kind() != EducationKind::None;
        let months = match self {
            Self::University => Some(36),
            Self::College | Self::Apprenticeship => Some(24),
            Self::Work | Self::TimeOut => None,
        };
        Education {
            kind: Some(self.kind()),
            start: studies.then_some(today),
            end: months.and_then(|months| today.checked_add_months(chrono::Months::new(months))),
            in_pathway_plan: studies.then_some(true),
            course_months: months,
            full_time: studies.then_some(true),
            residential: None,
            continuing: None,
        }
    }
}

/// A thing of the law on one path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathThing {
    /// Its place in the law.
    pub place: usize,
    /// Its name.
    pub name: String,
    /// How much, where there is a sum.
    pub sum: Option<Pence>,
    /// How often that is paid.
    pub per: Option<Per>,
    /// Something has to be asked first.
    pub ask: bool,
}

/// What a path means for one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathSeen {
    /// Which.
    pub path: Path,
    /// Pay, where it is work: hours and the wage of an hour.
    pub pay: Option<(i64, Pence)>,
    /// What comes in each week of it.
    pub wages: Rate,
    /// Universal Credit beside it; nothing where it can't be said.
    pub credit: Option<Rate>,
    /// It has to be asked whether Universal Credit is there.
    pub credit_asks: bool,
    /// What the law and the council give for work and study on it.
    pub things: Vec<PathThing>,
    /// A home in the holidays is theirs to ask for.
    pub holidays: bool,
    /// Until when the adviser stays.
    pub adviser_until: Option<NaiveDate>,
    /// The adviser is theirs on it.
    pub adviser: bool,
}

impl PathSeen {
    /// What comes in each week, as far as it can be said.
    #[must_use]
    pub fn week(&self) -> Rate {
        let steady = self.things.iter().filter(|thing| !thing.ask).filter_map(|thing| {
            let every = match thing.per? {
                Per::Week => Every::Week,
                Per::Month => Every::Month,
                Per::Year => Every::Year,
                Per::Once => return None,
            };
            Some(Rate::of(thing.sum?, every))
        });
        self.wages + self.credit.unwrap_or_default() + steady.sum()
    }
}

/// One path of one person on a day.
#[must_use]
pub fn on_path(law: &Law, person: &Person, today: NaiveDate, path: Path) -> PathSeen {
    let mut then = person.clone();
    then.circumstances.education = Some(path.education(today));
    let assessment = assess(law, &then, today);
    let hourly = match path {
        Path::Work => wage(law, person.date_of_birth, today, false),
        Path::Apprenticeship => wage(law, person.date_of_birth, today, true),
        _ => None,
    };
    let wages = hourly.map_or(Rate::default(), |hour| Rate::of(Pence(hour.0 * FULL_WEEK), Every::Week));
    let credit = answer(law, &assessment, "universal_credit");
    // The lower sum where nobody said whether they get help with rent: it promises nothing.
    let counts = counts(wages, left_alone(law, person, true, today));
    let standard =
        credit.filter(|credit| credit.outcome == Outcome::Entitled).and_then(|credit| credit.amount_pence);
    let adviser = answer(law, &assessment, "personal_adviser");
    PathSeen {
        path,
        pay: hourly.map(|hour| (FULL_WEEK, hour)),
        wages,
        credit: standard.and_then(|pence| tapered(law, Rate::of(Pence(pence), Every::Month), counts, today)),
        credit_asks: credit.is_some_and(|credit| credit.outcome == Outcome::NeedsInformation),
        things: things(law, &assessment),
        holidays: answer(law, &assessment, "vacation_accommodation")
            .is_some_and(|holidays| holidays.outcome != Outcome::NotEntitled && path == Path::University),
        adviser: adviser.is_some_and(|adviser| adviser.outcome == Outcome::Entitled),
        adviser_until: adviser.and_then(|adviser| adviser.until),
    }
}

fn answer<'a>(law: &Law, assessment: &'a Assessment, id: &str) -> Option<&'a EntitlementAnswer> {
    law.find(id).and_then(|which| assessment.entitlement(which))
}

/// What is given for work and study, sums first.
fn things(law: &Law, assessment: &Assessment) -> Vec<PathThing> {
    let given = |answer: &EntitlementAnswer| {
        answer.state == LawState::InForce
            && matches!(answer.outcome, Outcome::Entitled | Outcome::NeedsInformation)
    };
    let thing = |(place, (entry, answer)): (usize, (&Entitlement, &EntitlementAnswer))| PathThing {
        place,
        name: entry.name.clone(),
        sum: answer.amount_pence.filter(|pence| *pence > 0).map(Pence),
        per: entry.money.as_ref().map(|money| money.per),
        ask: answer.outcome == Outcome::NeedsInformation,
    };
    let all = law.entitlements().iter().zip(&assessment.entitlements).enumerate();
    let mut found: Vec<PathThing> = all
        .filter(|(_, (entry, answer))| entry.need == Need::WorkAndStudy && given(answer))
        .map(thing)
        .collect();
    found.sort_by_key(|thing| (thing.ask, std::cmp::Reverse(thing.sum)));
    found
}

/// Everything that the page of paths shows.
#[derive(Debug, Clone)]
pub struct SeenPaths {
    /// The person.
    pub own: Own,
    /// The paths in their order.
    pub paths: Vec<PathSeen>,
    /// Their rent, where it is in their budget.
    pub rent: Rate,
    /// What they want next, those with the nearest day first.
    pub wishes: Vec<Wish>,
    /// Their adviser reads what they want next.
    pub shared: bool,
}

/// Opens one's own record and works the paths out.
///
/// # Errors
/// `NotFound` when the account was disabled or moved meanwhile; the store's own.
pub fn see_paths(ask: &Ask<'_, OwnRecord>) -> StoreResult<SeenPaths> {
    let record = ask.open(Purpose::OwnPages)?;
    let own = own_of(ask, &record)?;
    let budget = record.budget()?;
    let rent = budget
        .lines
        .iter()
        .filter(|line| line.note.kind == LineKind::Rent)
        .map(|line| line.note.rate())
        .sum();
    let mut wishes = record.wishes().standing()?;
    wishes.sort_by_key(|wish| {
        let next = wish.note.next_day(ask.now.today);
        (wish.note.state.is_over(), next.is_none(), next, wish.id)
    });
    let paths = Path::ALL.map(|path| on_path(ask.law, &own.facts, ask.now.today, path)).into();
    let shared = is_shared(&record.page_shares().standing()?, OwnPage::Next);
    Ok(SeenPaths { own, paths, rent, wishes, shared })
}

/// One wish with the versions before it, newest first; none for a new one.
///
/// # Errors
/// `NotFound` for one that is not theirs; the store's own.
pub fn see_wish(
    ask: &Ask<'_, OwnRecord>,
    wish: Option<WishId>,
) -> StoreResult<(Option<onward_domain::allocation::Worker>, Vec<onward_store::repo::versions::Version<Wish>>)>
{
    let record = ask.open(Purpose::OwnPages)?;
    let versions = match wish {
        Some(wish) => record.wishes().line(wish)?,
        None => Vec::new(),
    };
    Ok((record.worker(onward_domain::allocation::Part::Adviser)?, versions))
}

/// Keeps something that they want, new or instead of the version that the form was filled from.
///
/// # Errors
/// The store's own. A stale form is a value: [`Kept::Clash`].
pub fn keep_wish(ask: &Ask<'_, OwnRecord>, sent: &Sent<Wish>) -> StoreResult<Kept<Wish>> {
    ask.open(Purpose::OwnPages)?.wishes().keep(sent)
}

/// Takes a wish off the page; it stays among the versions. Taken off already is taken off.
///
/// # Errors
/// `NotFound` for one that is not theirs; the store's own.
pub fn remove_wish(ask: &Ask<'_, OwnRecord>, wish: WishId) -> StoreResult<()> {
    let record = ask.open(Purpose::OwnPages)?;
    let wishes = record.wishes();
    let newest = wishes.newest(wish)?;
    if newest.recorded.stands() { wishes.withdraw(newest.id) } else { Ok(()) }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// 19, left care at 18.
    fn jay() -> Person {
        serde_json::from_value(
            serde_json::json!({"date_of_birth": "2007-03-02", "episodes": [{"start": "2019-01-12",
            "end": "2025-03-02", "legal_status": "C2", "placement": "U1"}],
            "circumstances": {"recourse_to_public_funds": true, "parent": false, "limited_capability": false,
            "education": {"kind": "none"}}}),
        )
        .unwrap()
    }

    fn on(path: Path) -> PathSeen {
        on_path(Law::england().unwrap(), &jay(), day("2026-11-23"), path)
    }

    #[test]
    fn work_and_an_apprenticeship_pay_the_wage_of_the_age_and_of_an_apprentice() {
        let (work, apprentice) = (on(Path::Work), on(Path::Apprenticeship));
        assert_eq!((work.pay, apprentice.pay), (Some((37, Pence(1_085))), Some((37, Pence(800)))));
        assert_eq!(work.wages.per(Every::Week), Pence(40_145));
        assert_eq!(work.credit, Some(Rate::default()), "pay takes all of it");
        assert!(apprentice.things.iter().any(|thing| thing.sum == Some(Pence(300_000))), "{apprentice:?}");
        assert!(!work.things.iter().any(|thing| thing.sum == Some(Pence(300_000))), "{work:?}");
    }

    #[test]
    fn at_college_at_19_a_care_leaver_can_get_universal_credit_and_at_university_not() {
        assert_eq!(on(Path::College).credit, Some(Rate::of(Pence(33_858), Every::Month)));
        let university = on(Path::University);
        assert_eq!((university.credit, university.credit_asks), (None, false));
        assert!(university.things.iter().any(|thing| thing.sum == Some(Pence(200_000))), "{university:?}");
        assert!(university.holidays && !on(Path::College).holidays);
    }

    #[test]
    fn the_adviser_stays_on_every_path() {
        for path in Path::ALL {
            let seen = on(path);
            assert!(seen.adviser, "{path:?}");
            assert!(seen.week().a_year().0 >= seen.wages.a_year().0, "{path:?}");
        }
    }
}

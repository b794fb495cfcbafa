//! How and by when a decision is challenged: `challenge.toml`, by kind of decision.

use crate::calendar::{Day, day_after_months};
use crate::entitlement::reading::{Fields, File, LoadError, Value};
use crate::figures::{Citation, read_citation};
use chrono::{Days, NaiveDate};
use std::sync::OnceLock;

const CHALLENGES: (&str, &str) = ("challenge.toml", include_str!("challenge.toml"));

/// How decisions of one kind are challenged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Challenge {
    /// The name that entitlements use for it.
    pub id: String,
    /// Whose decision, or about what: "of children's services".
    pub decision: String,
    /// The routes, by date.
    pub routes: Vec<Route>,
}

/// One way to challenge a decision, and the days on which it applies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    from: Day,
    until: Day,
    /// What a young person is told.
    pub says: String,
    /// How long the person has to ask after being told.
    pub within: Option<Period>,
    /// How long with a good reason.
    pub late: Option<Period>,
    /// How long the other side has to answer.
    pub answer: Option<Period>,
    /// Where it goes next, in order.
    pub then: Vec<String>,
    /// Where this was read.
    pub source: Option<Citation>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// Calendar days.
    Days(u32),
    /// Days on which offices are open.
    WorkingDays(u32),
    Months(u32),
}

impl Route {
    /// The last day to ask, for someone told on a given day; `None` where no law or policy sets a period.
    pub fn last_day(&self, told: NaiveDate) -> Option<NaiveDate> {
        last_of(self.within?, told)
    }

    /// The last day for somebody with a good reason to be late; nothing where there is no such thing.
    pub fn late_day(&self, told: NaiveDate) -> Option<NaiveDate> {
        last_of(self.late?, told)
    }
}

fn last_of(period: Period, told: NaiveDate) -> Option<NaiveDate> {
    match period {
        Period::Days(days) => told.checked_add_days(Days::new(days.into())),
        Period::Months(months) => day_after_months(Day::of(told), months).date(),
        // Whose holidays they are is the caller's to know.
        Period::WorkingDays(_) => None,
    }
}

/// Every way to challenge a decision.
///
/// # Errors
/// Any mistake in the built-in file; a test in this crate shows there are none.
pub fn all() -> Result<&'static [Challenge], &'static LoadError> {
    static LOADED: OnceLock<Result<Vec<Challenge>, LoadError>> = OnceLock::new();
    LOADED.get_or_init(|| read(CHALLENGES.0, CHALLENGES.1)).as_ref().map(Vec::as_slice)
}

/// How to challenge this kind of decision on a day.
pub fn route(id: &str, on: NaiveDate) -> Option<&'static Route> {
    let day = Day::of(on);
    let challenge = all().ok()?.iter().find(|challenge| challenge.id == id)?;
    challenge.routes.iter().find(|route| route.from <= day && day < route.until)
}

/// What the newest route of a kind tells a young person.
pub(crate) fn newest_says(id: &str) -> Option<&'static str> {
    let challenge = all().ok()?.iter().find(|challenge| challenge.id == id)?;
    challenge.routes.last().map(|route| route.says.as_str())
}

fn read(name: &str, text: &str) -> Result<Vec<Challenge>, LoadError> {
    let (mut file, table) = File::open(name, text);
    let mut challenges = Vec::new();
    for (key, value) in table.iter().flat_map(|table| table.get_ref().iter()) {
        let at = value.span().start;
        let Some(inner) = file.table(value) else { continue };
        let fields = file.fields(inner, &["decision", "route"]);
        let decision = fields.must_text(&mut file, at, "decision");
        let routes = fields.must(&mut file, at, "route").map_or(Vec::new(), |list| file.list(list));
        let routes: Vec<Route> =
            routes.into_iter().filter_map(|route| read_route(&mut file, route)).collect();
        if routes.windows(2).any(|pair| matches!(pair, [one, other] if one.until > other.from)) {
            file.problem(at, "routes out of order: the earliest dates come first, and none overlap");
        }
        challenges.push(Challenge { id: key.get_ref().to_string(), decision, routes });
    }
    if file.problems.is_empty() { Ok(challenges) } else { Err(LoadError(file.problems)) }
}

fn read_route<'t>(file: &mut File<'t>, value: &Value<'t>) -> Option<Route> {
    let at = value.span().start;
    let table = file.table(value)?;
    let keys = ["from", "until", "says", "within", "late", "answer", "then", "source"];
    let fields = file.fields(table, &keys);
    let then = fields.get("then").map_or(Vec::new(), |list| file.list(list));
    Some(Route {
        from: fields.get("from").map_or(Some(Day::BEGINNING), |from| file.day(from))?,
        until: fields.get("until").map_or(Some(Day::END), |until| file.day(until))?,
        says: fields.must_text(file, at, "says"),
        within: read_period(file, &fields, "within"),
        late: read_period(file, &fields, "late"),
        answer: read_period(file, &fields, "answer"),
        then: then.into_iter().filter_map(|step| file.text(step)).collect(),
        source: fields.must(file, at, "source").and_then(|source| read_citation(file, source)),
    })
}

pub(crate) fn read_period<'t>(file: &mut File<'t>, fields: &Fields<'_, 't>, key: &str) -> Option<Period> {
    let value = fields.get(key)?;
    let table = file.table(value)?;
    let fields = file.fields(table, &["days", "working_days", "months"]);
    let one = |file: &mut File<'t>, key: &str| fields.get(key).and_then(|number| file.number(number));
    match (one(file, "days"), one(file, "working_days"), one(file, "months")) {
        (Some(days), None, None) => Some(Period::Days(days)),
        (None, Some(days), None) => Some(Period::WorkingDays(days)),
        (None, None, Some(months)) => Some(Period::Months(months)),
        _ => {
            file.problem(value.span().start, "give one of days, working_days and months");
            None
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::Law;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn amara_has_21_days_to_ask_for_a_review_on_homelessness_and_a_month_on_housing_benefit() {
        let told = day("2026-11-02");
        let last = |id: &str| route(id, told).unwrap().last_day(told);
        assert_eq!(last("homelessness"), Some(day("2026-11-23")));
        assert_eq!(last("housing_benefit"), Some(day("2026-12-02")));
        assert_eq!(last("childrens_services"), Some(day("2027-11-02")));
        assert_eq!(last("housing_list"), None);
        let late = |id: &str| route(id, told).unwrap().late_day(told);
        assert_eq!((late("housing_benefit"), late("homelessness")), (Some(day("2027-12-02")), None));
    }

    #[test]
    fn since_19_june_2026_the_council_is_asked_first_about_records() {
        assert!(!route("records", day("2026-06-18")).unwrap().says.contains("council first"));
        assert!(route("records", day("2026-06-19")).unwrap().says.contains("council first"));
    }

    #[test]
    fn every_card_says_how_its_no_is_challenged() {
        for entitlement in Law::england().unwrap().entitlements() {
            assert!(!entitlement.refused.is_empty(), "{}", entitlement.id);
            let known =
                entitlement.challenge.as_deref().is_none_or(|id| route(id, day("2026-11-26")).is_some());
            assert!(known, "{}", entitlement.id);
        }
    }
}

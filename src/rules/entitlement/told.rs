//! The adviser's tree as sentences: each condition says what is so about the person, not how the law's line is written.
//!
//! The person's name is not known here: `{name}` stands in its place, for the page that shows the sentence.

use super::condition::{Bound, Condition, DayKind, DaysReached, Test, When, Years};
use super::evaluate::answer;
use super::label::{kind_name, named, status_name};
use super::reading::{EDUCATION_WORDS, OUTCOME_WORDS, ROUTE_WORDS, STAGE_WORDS, STATUS_WORDS};
use super::trace::{Trace, Tracer, word};
use crate::assessment::{Outcome, Status};
use crate::calendar::Day;
use crate::facts::{self, CountsAs, FactId};
use crate::messages::{Filling, Messages};
use crate::person::{Homeless, Placement};
use crate::timeline::Truth;

/// Where the person's name goes.
pub const NAME: &str = "{name}";

impl<const W: usize> Tracer<'_, '_, W> {
    /// What a settled condition says about the person; empty where it is not known.
    pub(super) fn told(&self, test: &Test, trace: &Trace) -> String {
        if let Test::All(_) | Test::Any(_) = test {
            let group = if matches!(test, Test::All(_)) { "all" } else { "any" };
            return self.say(&format!("told.{group}.{}", truth_key(trace.truth)), &[]);
        }
        // Where it is not known, the page says so by the condition's label.
        let Some(so) = settled(trace.truth) else { return String::new() };
        match test {
            Test::Not(_) => String::new(),
            Test::Status(list) => self.told_status(list, so),
            Test::Stage(list) => self.told_list("duty_stage", so, "stage", &STAGE_WORDS, list),
            Test::Route(list) => self.told_list("route", so, "route", &ROUTE_WORDS, list),
            Test::Accommodated(list) => self.told_list("accommodated", so, "route", &ROUTE_WORDS, list),
            Test::Age(from, until) => self.told_age(from.as_ref(), until.as_ref(), so),
            Test::Dates(from, until) => {
                let days = ["told.day_between", "told.day_since", "told.day_before"];
                self.told_words("day", so, &self.dates_label(days, *from, *until))
            }
            Test::Born(from, until) => {
                let days = ["told.born_between", "told.born_since", "told.born_before"];
                self.told_words("born", so, &self.dates_label(days, *from, *until))
            }
            Test::InForce(id) => {
                let name = self.life.law.figures.commencement(id).map_or("", |found| found.name.as_str());
                self.told_words("in_force", so, name)
            }
            Test::DayKind(kind, wanted) => self.so(kind_word(*kind), so == *wanted, &[]),
            Test::Placement(codes) => {
                let codes: Vec<&str> = codes.iter().map(|code| Placement::code(*code)).collect();
                self.told_words("placement", so, &self.messages.one_of(&codes))
            }
            Test::LeaveEnds(days) => self.so("leave_ends", so, &[("days", number(*days))]),
            Test::CareAt16(months) => self.so("care_at_16", so, &[("months", number(*months))]),
            Test::Named(name, _) => self.so(&format!("named.{name}"), so, &[]),
            Test::Days(count) => self.told_days(*count, so),
            Test::HeldFor(kind, months) => {
                let words = Filling::Words(kind_name(self.messages, *kind).into());
                self.so("held_for", so, &[("months", number(*months)), ("words", words)])
            }
            _ => self.told_more(test, so),
        }
    }

    /// The rest of [`Self::told`]: what is recorded, and what looks at another day or another answer.
    fn told_more(&self, test: &Test, so: bool) -> String {
        match test {
            Test::EducationKnown(wanted) => self.so("education_known", so == *wanted, &[]),
            Test::EducationKind(list) => {
                self.told_list("education_kind", so, "education", &EDUCATION_WORDS, list)
            }
            Test::Studying(_) if so => {
                let education = self.life.person.circumstances.education.as_ref();
                let kind = education.and_then(|education| education.kind);
                let now = kind
                    .map_or(String::new(), |kind| named(self.messages, "education", &EDUCATION_WORDS, kind));
                self.so("studying", true, &[("now", words(now))])
            }
            Test::Studying(list) => self.told_list("studying", so, "education", &EDUCATION_WORDS, list),
            Test::EducationStart(when) => self.told_start(*when, so),
            Test::CourseYears(years) => {
                let (key, years) = match years {
                    Years::Unknown => ("course_years_unknown", 0),
                    Years::AtLeast(years) => ("course_years_at_least", *years),
                    Years::Under(years) => ("course_years_under", *years),
                };
                self.so(key, so, &[("years", number(years / 12))])
            }
            Test::AgeOn31August(from, until) => {
                let ages = self.ages(Some(i64::from(*from)), Some(i64::from(*until)));
                self.told_words("age_on_31_august", so, &ages)
            }
            Test::PaidUnder(id) => {
                let name = self.life.law.figures.figure(id).map_or("", |figure| figure.name.as_str());
                let paid = self.life.person.circumstances.setting_up_home_paid.unwrap_or_default();
                let fillings = [("paid", Filling::Pence(paid)), ("words", words(name.to_owned()))];
                self.so(if paid == 0 { "paid_nothing" } else { "paid_under" }, so, &fillings)
            }
            Test::YesNo(fact, _) => self.told_fact(*fact),
            Test::Homeless(_) => self.told_home(),
            Test::Gives(id, answer) => {
                let given = self.life.law.entitlements.iter().find(|each| each.id == *id);
                let name = given.map_or(String::new(), |each| each.name.clone());
                let answer = outcome_said(self.messages, *answer);
                self.so("gives", so, &[("words", words(name)), ("answer", words(answer))])
            }
            Test::AsOn(anchor, _) => match self.life.anchor(*anchor).and_then(Day::date) {
                Some(date) => self.say("told.as_on", &[("date", Filling::Date(date))]),
                None => self.say("told.as_on_never", &[]),
            },
            Test::Ever(_) => self.so("ever", so, &[]),
            Test::Ended(..) => self.so("ended", so, &[]),
            _ => String::new(),
        }
    }

    /// A line of a rule: which answer it gives, and whether it decides.
    pub(super) fn told_line(&self, when: Option<&Condition>, trace: &Trace, then: Outcome) -> String {
        let key = match (when, trace.truth, trace.answers) {
            (None, _, true) => "told.decides_last",
            (None, _, false) => "told.would_give_last",
            (Some(_), Truth::Unknown, _) => "told.would_ask",
            (Some(_), _, true) => "told.decides",
            (Some(_), Truth::Yes, false) => "told.decided_before",
            (Some(_), Truth::No, false) => "told.would_give",
        };
        self.say(key, &[("answer", words(outcome_said(self.messages, then)))])
    }

    /// A sentence of the status: so, or not so.
    pub(super) fn so(&self, key: &str, so: bool, fillings: &[(&str, Filling<'_>)]) -> String {
        self.say(&format!("told.{key}.{}", if so { "yes" } else { "no" }), fillings)
    }

    fn say(&self, key: &str, fillings: &[(&str, Filling<'_>)]) -> String {
        let name = [("name", Filling::Words(NAME.into()))];
        let all: Vec<(&str, Filling<'_>)> = name.into_iter().chain(fillings.iter().cloned()).collect();
        self.messages.say(key, &all)
    }

    fn told_words(&self, key: &str, so: bool, said: &str) -> String {
        self.so(key, so, &[("words", words(said.to_owned()))])
    }

    fn told_list<T: Copy + PartialEq>(
        &self,
        key: &str,
        so: bool,
        group: &str,
        names: &[(&'static str, T)],
        list: &[T],
    ) -> String {
        let list: Vec<String> = list.iter().map(|each| named(self.messages, group, names, *each)).collect();
        let list: Vec<&str> = list.iter().map(String::as_str).collect();
        self.told_words(key, so, &self.messages.one_of(&list))
    }

    /// The status itself, for the condition and for the tree beneath it.
    pub(super) fn told_standing(&self) -> String {
        self.told_status(&[], true)
    }

    fn told_status(&self, wanted: &[Status], so: bool) -> String {
        let status = self.life.status.standing(self.stretch).status;
        let wanted: Vec<String> =
            wanted.iter().map(|each| named(self.messages, "status", &STATUS_WORDS, *each)).collect();
        let wanted: Vec<&str> = wanted.iter().map(String::as_str).collect();
        let now = words(status_name(self.messages, status));
        let key = if status == Status::None { "status_none" } else { "status" };
        self.so(key, so, &[("now", now), ("words", words(self.messages.one_of(&wanted)))])
    }

    fn told_age(&self, from: Option<&Bound>, until: Option<&Bound>, so: bool) -> String {
        let bound = |bound: &Bound| match bound {
            Bound::Age(age) => i64::from(*age),
            Bound::Figure(id) => {
                let figure = self.life.law.figures.figure(id);
                figure.and_then(|figure| figure.on(self.day, |_| false)).unwrap_or_default() / 100
            }
        };
        let (from, until) = (from.map(bound), until.map(bound));
        if let (Some(from), Some(until)) = (from, until)
            && from >= until
        {
            return self.say("told.age_nobody", &[("from", Filling::Number(from))]);
        }
        let born = self.life.person.date_of_birth;
        let age = self.day.date().zip(born).and_then(|(day, born)| day.years_since(born)).unwrap_or_default();
        self.so("age", so, &[("age", number(age)), ("words", words(self.ages(from, until)))])
    }

    /// "people from 16 to 24": the age that a line ends at is not in it.
    fn ages(&self, from: Option<i64>, until: Option<i64>) -> String {
        let last = until.map(|until| until.saturating_sub(1));
        let (from_said, until_said) =
            (("from", Filling::Number(from.unwrap_or(0))), ("until", Filling::Number(until.unwrap_or(0))));
        match (from, last) {
            (Some(from), Some(last)) if from == last => self.say("told.ages_one", &[from_said]),
            (Some(_), Some(last)) => self.say("told.ages", &[from_said, ("last", Filling::Number(last))]),
            (Some(_), None) => self.say("told.ages_from", &[from_said]),
            (None, _) => self.say("told.ages_until", &[until_said]),
        }
    }

    fn told_days(&self, count: DaysReached, so: bool) -> String {
        if count.of == DayKind::LookedAfter
            && (count.from_age, count.until_age, count.at_least) == (14, 18, 91)
        {
            let days = Filling::Number(self.life.care.qualifying_days(self.day).into());
            return self.so("thirteen_weeks", so, &[("days", days)]);
        }
        let kind = words(kind_name(self.messages, count.of));
        self.so("days", so, &[("days", number(count.at_least)), ("words", kind)])
    }

    fn told_start(&self, when: When, so: bool) -> String {
        match when {
            When::Unknown => self.so("education_start_unknown", so, &[]),
            When::BeforeAge(age) => self.so("education_start_before", so, &[("age", number(age))]),
            When::Between(from, until) => {
                let days = ["told.day_between", "told.day_since", "told.day_before"];
                self.told_words("education_start_between", so, &self.dates_label(days, from, until))
            }
        }
    }

    /// What is recorded, or counts until somebody says: the same sentence whichever answer the line asks for.
    fn told_fact(&self, fact: FactId) -> String {
        let counts_as = match facts::entry(fact).and_then(|entry| entry.counts_as) {
            Some(CountsAs::Answer(yes)) => Some(yes),
            _ => None,
        };
        match answer(&self.life.person.circumstances, fact).or(counts_as) {
            Some(yes) => self.say(&fact.key(if yes { "staff.yes" } else { "staff.no" }), &[]),
            None => String::new(),
        }
    }

    fn told_home(&self) -> String {
        match self.life.person.circumstances.homeless {
            Some(Homeless::Yes) => self.say("told.home.yes", &[]),
            Some(Homeless::AtRisk) => self.say("told.home.at_risk", &[]),
            Some(Homeless::No) => self.say("told.home.no", &[]),
            None => String::new(),
        }
    }
}

const fn settled(truth: Truth) -> Option<bool> {
    match truth {
        Truth::Yes => Some(true),
        Truth::No => Some(false),
        Truth::Unknown => None,
    }
}

const fn truth_key(truth: Truth) -> &'static str {
    match truth {
        Truth::Yes => "yes",
        Truth::No => "no",
        Truth::Unknown => "unknown",
    }
}

/// An answer inside a sentence.
fn outcome_said(messages: &Messages, outcome: Outcome) -> String {
    messages.say(&format!("told.says_{}", word(&OUTCOME_WORDS, outcome)), &[])
}

const fn kind_word(kind: DayKind) -> &'static str {
    match kind {
        DayKind::LookedAfter => "looked_after",
        DayKind::ShortBreak => "short_break",
        DayKind::AtHome => "at_home",
        DayKind::Detained => "detained",
        DayKind::Section17 => "section_17",
        DayKind::CustodyFromCare => "custody_from_care",
        DayKind::PermanenceFromCare => "permanence_from_care",
    }
}

fn number(value: impl Into<i64>) -> Filling<'static> {
    Filling::Number(value.into())
}

fn words(said: String) -> Filling<'static> {
    Filling::Words(said.into())
}

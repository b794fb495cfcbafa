//! What the adviser's tree calls a condition: the law's words from the message file, never a key of the language.

use super::condition::{Bound, DayKind, Known, Test, When, Years};
use super::reading::{EDUCATION_WORDS, OUTCOME_WORDS, ROUTE_WORDS, STAGE_WORDS, STATUS_WORDS};
use super::trace::Tracer;
use crate::assessment::{Outcome, Status};
use crate::calendar::Day;
use crate::facts::FactId;
use crate::messages::{Filling, Messages};
use crate::person::{Homeless, Placement};

impl<const W: usize> Tracer<'_, '_, W> {
    /// What a condition tests, in words.
    pub(super) fn label(&self, test: &Test) -> String {
        let plain = |key: &str| self.messages.say(key, &[]);
        match test {
            Test::All(_) => plain("tree.all"),
            Test::Any(_) => plain("tree.any"),
            Test::Not(_) => plain("tree.not"),
            Test::Ever(_) => plain("tree.ever"),
            Test::Ended(..) => plain("tree.ended"),
            Test::Status(list) => self.one_of("tree.status", "status", &STATUS_WORDS, list),
            Test::Stage(list) => self.one_of("tree.duty_stage", "stage", &STAGE_WORDS, list),
            Test::Route(list) => self.one_of("tree.route", "route", &ROUTE_WORDS, list),
            Test::Accommodated(list) => self.one_of("tree.accommodated", "route", &ROUTE_WORDS, list),
            Test::EducationKind(list) => {
                self.one_of("tree.education_kind", "education", &EDUCATION_WORDS, list)
            }
            Test::Studying(list) => self.one_of("tree.studying", "education", &EDUCATION_WORDS, list),
            Test::Age(from, until) => self.age_label(from.as_ref(), until.as_ref()),
            Test::Dates(from, until) => self.dates_label(DAY_LABELS, *from, *until),
            Test::Born(from, until) => {
                self.dates_label(["tree.born", "tree.born_from", "tree.born_until"], *from, *until)
            }
            Test::InForce(id) => {
                let commencement = self.life.law.figures.commencement(id);
                self.with_words("tree.in_force", commencement.map_or("", |found| found.name.as_str()))
            }
            Test::DayKind(kind, true) => plain(kind_key(*kind)),
            Test::DayKind(kind, false) => self.with_words("tree.not_so", &plain(kind_key(*kind))),
            Test::Placement(codes) => {
                let codes: Vec<&str> = codes.iter().map(|code| Placement::code(*code)).collect();
                self.with_words("tree.placement", &self.messages.one_of(&codes))
            }
            Test::EducationKnown(true) => plain("tree.education_known"),
            Test::EducationKnown(false) => plain("tree.education_unknown"),
            Test::EducationStart(when) => self.education_start_label(*when),
            Test::CourseYears(years) => self.course_years_label(*years),
            Test::AgeOn31August(from, until) => {
                let ages = [("from", number(*from)), ("until", number(*until))];
                self.messages.say("tree.age_on_31_august", &ages)
            }
            Test::PaidUnder(id) => {
                let figure = self.life.law.figures.figure(id);
                self.with_words("tree.paid_under", figure.map_or("", |figure| figure.name.as_str()))
            }
            Test::YesNo(fact, wanted) => self.yes_no_label(*fact, wanted),
            Test::Homeless(wanted) => {
                let words: Vec<String> =
                    wanted.iter().map(|known| self.messages.say(home_key(*known), &[])).collect();
                let words: Vec<&str> = words.iter().map(String::as_str).collect();
                self.with_words("tree.homeless", &self.messages.one_of(&words))
            }
            Test::LeaveEnds(days) => self.messages.say("tree.leave_ends", &[("days", number(*days))]),
            Test::CareAt16(months) => self.messages.say("tree.care_at_16", &[("months", number(*months))]),
            Test::Named(name, _) => {
                let words = self.messages.say(&format!("named.{name}"), &[]);
                self.with_words("tree.named", &words)
            }
            Test::Gives(id, answer) => {
                let entitlement = self.life.law.entitlements.iter().find(|each| each.id == *id);
                let name = entitlement.map_or("", |each| each.name.as_str());
                let answer = Filling::Words(outcome_name(self.messages, *answer).into());
                self.messages.say("tree.gives", &[("words", Filling::Words(name.into())), ("answer", answer)])
            }
            Test::AsOn(anchor, _) => match self.life.anchor(*anchor).and_then(Day::date) {
                Some(date) => self.messages.say("tree.as_on", &[("date", Filling::Date(date))]),
                None => plain("tree.as_on_never"),
            },
            Test::Days(count) => {
                let kind = Filling::Words(plain(kind_key(count.of)).into());
                self.messages.say("tree.days", &[("days", number(count.at_least)), ("words", kind)])
            }
            Test::HeldFor(kind, months) => {
                let kind = Filling::Words(plain(kind_key(*kind)).into());
                self.messages.say("tree.held_for", &[("months", number(*months)), ("words", kind)])
            }
        }
    }

    fn with_words(&self, key: &str, words: &str) -> String {
        self.messages.say(key, &[("words", Filling::Words(words.into()))])
    }

    /// A list of words of the language, as staff say them.
    fn one_of<T: Copy + PartialEq>(
        &self,
        key: &str,
        group: &str,
        words: &[(&'static str, T)],
        list: &[T],
    ) -> String {
        let list: Vec<String> = list.iter().map(|each| named(self.messages, group, words, *each)).collect();
        let list: Vec<&str> = list.iter().map(String::as_str).collect();
        self.with_words(key, &self.messages.one_of(&list))
    }

    fn yes_no_label(&self, fact: FactId, wanted: &[Known]) -> String {
        let fact = Filling::Words(self.messages.say(&fact.key("staff.says"), &[]).into());
        let words: Vec<String> =
            wanted.iter().map(|known| self.messages.say(known_key(*known), &[])).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let words = Filling::Words(self.messages.one_of(&words).into());
        self.messages.say("tree.yes_no", &[("fact", fact), ("words", words)])
    }

    fn education_start_label(&self, when: When) -> String {
        match when {
            When::Unknown => self.messages.say("tree.education_start_unknown", &[]),
            When::BeforeAge(age) => self.messages.say("tree.education_start_before", &[("age", number(age))]),
            When::Between(from, until) => {
                self.with_words("tree.education_start_between", &self.dates_label(DAY_LABELS, from, until))
            }
        }
    }

    fn course_years_label(&self, years: Years) -> String {
        let (key, years) = match years {
            Years::Unknown => return self.messages.say("tree.course_years_unknown", &[]),
            Years::AtLeast(years) => ("tree.course_years_at_least", years),
            Years::Under(years) => ("tree.course_years_under", years),
        };
        self.messages.say(key, &[("years", number(years / 12))])
    }

    fn age_label(&self, from: Option<&Bound>, until: Option<&Bound>) -> String {
        let bound = |bound: &Bound| match bound {
            Bound::Age(age) => number(*age),
            Bound::Figure(id) => {
                let years =
                    self.life.law.figures.figure(id).and_then(|figure| figure.on(self.day, |_| false));
                number(years.unwrap_or_default() / 100)
            }
        };
        match (from.map(bound), until.map(bound)) {
            (Some(from), Some(until)) => self.messages.say("tree.age", &[("from", from), ("until", until)]),
            (Some(from), None) => self.messages.say("tree.age_from", &[("from", from)]),
            (None, Some(until)) => self.messages.say("tree.age_until", &[("until", until)]),
            (None, None) => String::new(),
        }
    }

    pub(super) fn dates_label(
        &self,
        [both, since, before]: [&str; 3],
        from: Option<Day>,
        until: Option<Day>,
    ) -> String {
        let said = |day: Option<Day>| day.and_then(Day::date).map(Filling::Date);
        match (said(from), said(until)) {
            (Some(from), Some(until)) => self.messages.say(both, &[("from", from), ("until", until)]),
            (Some(from), None) => self.messages.say(since, &[("from", from)]),
            (None, Some(until)) => self.messages.say(before, &[("until", until)]),
            (None, None) => String::new(),
        }
    }
}

/// A date between two, from one on, and before one.
const DAY_LABELS: [&str; 3] = ["tree.day", "tree.day_from", "tree.day_until"];

fn number(value: impl Into<i64>) -> Filling<'static> {
    Filling::Number(value.into())
}

/// A word of the language, as staff say it.
pub(super) fn named<T: Copy + PartialEq>(
    messages: &Messages,
    group: &str,
    words: &[(&'static str, T)],
    value: T,
) -> String {
    let word = words.iter().find(|(_, each)| *each == value).map_or("", |(word, _)| *word);
    messages.say(&format!("{group}.{word}"), &[])
}

/// What staff call a status.
pub(super) fn status_name(messages: &Messages, status: Status) -> String {
    named(messages, "status", &STATUS_WORDS, status)
}

/// What staff call a kind of day.
pub(super) fn kind_name(messages: &Messages, kind: DayKind) -> String {
    messages.say(kind_key(kind), &[])
}

/// What staff call an outcome.
pub(super) fn outcome_name(messages: &Messages, outcome: Outcome) -> String {
    named(messages, "outcome", &OUTCOME_WORDS, outcome)
}

fn known_key(known: Known) -> &'static str {
    match known {
        Known::Yes => "known.yes",
        Known::No => "known.no",
        Known::Unknown => "known.unknown",
    }
}

fn home_key(known: Option<Homeless>) -> &'static str {
    match known {
        Some(Homeless::Yes) => "home.yes",
        Some(Homeless::AtRisk) => "home.at_risk",
        Some(Homeless::No) => "home.no",
        None => "home.unknown",
    }
}

fn kind_key(kind: DayKind) -> &'static str {
    match kind {
        DayKind::LookedAfter => "tree.looked_after",
        DayKind::ShortBreak => "tree.short_break",
        DayKind::AtHome => "tree.at_home",
        DayKind::Detained => "tree.detained",
        DayKind::Section17 => "tree.section_17",
        DayKind::CustodyFromCare => "tree.custody_from_care",
        DayKind::PermanenceFromCare => "tree.permanence_from_care",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn every_word_of_the_language_has_a_name_for_staff() {
        let messages = Messages::english().unwrap();
        let words = |group: &'static str, words: Vec<&'static str>| {
            words.into_iter().map(move |word| format!("{group}.{word}"))
        };
        let all = words("status", STATUS_WORDS.iter().map(|each| each.0).collect())
            .chain(words("stage", STAGE_WORDS.iter().map(|each| each.0).collect()))
            .chain(words("route", ROUTE_WORDS.iter().map(|each| each.0).collect()))
            .chain(words("education", EDUCATION_WORDS.iter().map(|each| each.0).collect()))
            .chain(words("outcome", OUTCOME_WORDS.iter().map(|each| each.0).collect()))
            .chain(crate::entitlement::named::all().unwrap().iter().map(|(name, _)| format!("named.{name}")))
            .chain(FactId::ALL.iter().map(|fact| fact.key("staff.says")));
        for key in all {
            assert!(messages.has(&key), "no words for `{key}`");
        }
    }
}

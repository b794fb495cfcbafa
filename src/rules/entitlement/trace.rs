//! The adviser's tree: every condition behind an answer, whether it holds, from when until when, the facts used,
//! who recorded them, and the provision.

use super::condition::{Anchor, Bound, Condition, DayKind, Known, Test, When, YES_NO, Years};
use super::evaluate::result;
use super::reading::{EDUCATION_WORDS, ROUTE_WORDS, STAGE_WORDS, STATUS_WORDS};
use crate::assess::Life;
use crate::assessment::{Fact, Outcome};
use crate::calendar::Day;
use crate::grid::Held;
use crate::messages::{Filling, Messages};
use crate::timeline::Truth;
use chrono::NaiveDate;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::HashMap;

/// Who recorded a fact and where, by the name of the fact (`episodes[0].start`): the caller knows, the engine not.
pub type Recorded = HashMap<String, String>;

/// One condition of the tree with what it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Trace {
    /// What is asked.
    pub label: String,
    /// Whether it holds on the day; unknown when it depends on a fact that is not recorded.
    #[serde(serialize_with = "truth_word")]
    pub truth: Truth,
    /// The first day of the period in which that is so; nothing when it always was, or when it is unknown.
    pub from: Option<NaiveDate>,
    /// The first day after that period.
    pub until: Option<NaiveDate>,
    /// The facts it rests on.
    pub facts: Vec<FactUsed>,
    /// The provision.
    pub provision: Option<String>,
    /// For a line of a rule: whether this is the line that answers.
    pub answers: bool,
    /// The conditions it is made of.
    pub children: Vec<Trace>,
}

/// A recorded fact that a condition rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FactUsed {
    /// Its name in the document.
    pub name: String,
    /// What is recorded; nothing when it is not known.
    pub value: Option<String>,
    /// Who recorded it and where, when the caller says.
    pub recorded: Option<String>,
}

fn truth_word<S: serde::Serializer>(truth: &Truth, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(match truth {
        Truth::Yes => "yes",
        Truth::No => "no",
        Truth::Unknown => "unknown",
    })
}

impl Trace {
    /// The same tree worked out with other values of unknown facts: what differs is unknown.
    pub(crate) fn agree(&mut self, other: &Trace) {
        if self.truth != other.truth {
            self.truth = Truth::Unknown;
        }
        if (self.from, self.until) != (other.from, other.until) {
            (self.from, self.until) = (None, None);
        }
        self.answers &= other.answers;
        for (mine, theirs) in self.children.iter_mut().zip(&other.children) {
            mine.agree(theirs);
        }
    }
}

/// Builds trees for one day of a life.
pub(crate) struct Tracer<'t, 'l, const W: usize> {
    pub(crate) life: &'t Life<'l, W>,
    pub(crate) messages: &'t Messages,
    pub(crate) recorded: &'t Recorded,
    pub(crate) day: Day,
    pub(crate) stretch: usize,
}

impl<const W: usize> Tracer<'_, '_, W> {
    /// The tree of an entitlement: each line of its rule.
    pub(crate) fn entitlement(&self, place: usize, answer: Outcome) -> Option<Trace> {
        let entitlement = self.life.law.entitlements.get(place)?;
        let mut open = true;
        let mut children = Vec::with_capacity(entitlement.rule.len());
        for line in &entitlement.rule {
            let holds = line.when.as_ref().is_none_or(|when| self.held(when).at(self.stretch));
            let condition = line.when.as_ref().map(|when| self.condition(when));
            let key = if condition.is_some() { "tree.answer_line" } else { "tree.answer_otherwise" };
            let label =
                self.messages.say(key, &[("answer", Filling::Words(Cow::Borrowed(outcome_word(line.then))))]);
            let truth = condition.as_ref().map_or(Truth::Yes, |condition| condition.truth);
            let answers = open && holds;
            open &= !holds;
            let children_of = condition.into_iter().collect();
            children.push(Trace {
                truth,
                answers,
                children: children_of,
                ..self.leaf(label, Held::constant(holds))
            });
        }
        let provision = entitlement.source.first().map(|source| source.cite.clone());
        let truth = match answer {
            Outcome::Entitled => Truth::Yes,
            Outcome::NeedsInformation => Truth::Unknown,
            Outcome::NotEntitled | Outcome::Upcoming => Truth::No,
        };
        let (entitled, _) = self.life.entitled_and_asks(place);
        Some(Trace { truth, provision, children, ..self.leaf(entitlement.name.clone(), entitled) })
    }

    fn held(&self, condition: &Condition) -> Held<W> {
        result(&self.life.results, condition.register)
    }

    /// A node without children: whether it holds on the day, and the period in which that is so.
    fn leaf(&self, label: String, held: Held<W>) -> Trace {
        let period = held.period(&self.life.days, self.stretch);
        Trace {
            label,
            truth: Truth::of(held.at(self.stretch)),
            from: period.start.date(),
            until: period.end.date(),
            facts: Vec::new(),
            provision: None,
            answers: false,
            children: Vec::new(),
        }
    }

    fn condition(&self, condition: &Condition) -> Trace {
        let mut trace = self.leaf(self.label(&condition.test), self.held(condition));
        trace.children = match &condition.test {
            Test::All(parts) | Test::Any(parts) => parts.iter().map(|part| self.condition(part)).collect(),
            Test::Not(inner) | Test::Ever(inner) => vec![self.condition(inner)],
            Test::Ended(what, during) => vec![self.condition(what), self.condition(during)],
            Test::AsOn(anchor, inner) => {
                let on = self.life.anchor(*anchor);
                let then = on.map(|day| Tracer { day, stretch: self.life.days.stretch_of(day), ..*self });
                vec![then.as_ref().unwrap_or(self).condition(inner)]
            }
            Test::Status(_) | Test::Stage(_) | Test::Route(_) => vec![self.status()],
            _ => Vec::new(),
        };
        trace.facts = self.facts(&condition.test);
        self.leave_open(&condition.test, &mut trace);
        trace
    }

    /// Unknown where the fact itself is not recorded, and through what contains it.
    fn leave_open(&self, test: &Test, trace: &mut Trace) {
        let truths = || trace.children.iter().map(|child| child.truth);
        match test {
            Test::All(_) => trace.truth = truths().fold(Truth::Yes, Truth::and),
            Test::Any(_) => trace.truth = truths().fold(Truth::No, Truth::or),
            Test::Not(_) => trace.truth = truths().fold(Truth::Yes, |_, inner| !inner),
            Test::YesNo(_, wanted) if !wanted.contains(&Known::Unknown) => self.open_if_unrecorded(trace),
            Test::EducationKind(_)
            | Test::Studying(_)
            | Test::EducationStart(When::Between(..) | When::BeforeAge(_))
            | Test::CourseYears(Years::AtLeast(_) | Years::Under(_)) => self.open_if_unrecorded(trace),
            _ => {}
        }
    }

    fn open_if_unrecorded(&self, trace: &mut Trace) {
        if trace.facts.iter().any(|fact| fact.value.is_none() && fact.name != "education.end") {
            trace.truth = Truth::Unknown;
        }
    }

    /// The recorded facts that a test looks at.
    fn facts(&self, test: &Test) -> Vec<FactUsed> {
        let circumstances = &self.life.person.circumstances;
        let education = circumstances.education.as_ref();
        let kind = || {
            education.and_then(|education| education.kind).map(|kind| word(&EDUCATION_WORDS, kind).to_owned())
        };
        let date = |date: Option<NaiveDate>| date.map(|date| date.to_string());
        match test {
            Test::Age(..) | Test::AgeOn31August(..) => {
                vec![self.fact("date_of_birth", date(self.life.person.date_of_birth))]
            }
            Test::YesNo(fact, _) => YES_NO.get(*fact).map_or(Vec::new(), |fact| {
                let value = (fact.find)(circumstances).or(fact.default);
                vec![self.fact(fact.name, value.map(|yes| if yes { "yes" } else { "no" }.to_owned()))]
            }),
            Test::EducationKnown(_) | Test::EducationKind(_) => vec![self.fact("education", kind())],
            Test::Studying(_) => vec![self.fact("education", kind())],
            Test::EducationStart(_) => {
                vec![self.fact("education.start", date(education.and_then(|education| education.start)))]
            }
            Test::CourseYears(_) => {
                let years = education.and_then(|education| education.course_years);
                vec![self.fact("education.course_years", years.map(|years| years.to_string()))]
            }
            Test::PaidUnder(_) => {
                let paid = circumstances.setting_up_home_paid.unwrap_or_default();
                vec![self.fact("setting_up_home_paid", Some(paid.to_string()))]
            }
            Test::DayKind(..) | Test::Placement(_) => self.records_on(self.day),
            Test::Days(_) => self.records_until(self.day),
            _ => Vec::new(),
        }
    }

    fn fact(&self, name: impl Into<String>, value: Option<String>) -> FactUsed {
        let name = name.into();
        let recorded = self.recorded.get(&name).cloned();
        FactUsed { name, value, recorded }
    }

    /// The care records that cover a day.
    fn records_on(&self, day: Day) -> Vec<FactUsed> {
        self.records(|start, end| start <= day && day < end)
    }

    /// The care records that lie at least partly from 14 to a day.
    fn records_until(&self, day: Day) -> Vec<FactUsed> {
        let b14 = self.life.care.ages.b14;
        self.records(|start, end| start < day && end > b14)
    }

    fn records(&self, wanted: impl Fn(Day, Day) -> bool) -> Vec<FactUsed> {
        let mut facts = Vec::new();
        for (place, episode) in self.life.person.episodes.iter().flatten().enumerate() {
            let (start, end) =
                (episode.start.map_or(Day::BEGINNING, Day::of), episode.end.map_or(Day::END, Day::of));
            if wanted(start, end) {
                let said = |date: Option<NaiveDate>| date.map(|date| date.to_string());
                facts.push(self.fact(Fact::EpisodeStart(place).to_string(), said(episode.start)));
                facts.push(self.fact(Fact::EpisodeEnd(place).to_string(), said(episode.end)));
            }
        }
        facts
    }

    fn label(&self, test: &Test) -> String {
        let words = |list: Vec<&str>| ("words", Filling::Words(self.messages.one_of(&list).into()));
        let named = |key: &str, list: Vec<&str>| self.messages.say(key, &[words(list)]);
        let plain = |key: &str| self.messages.say(key, &[]);
        match test {
            Test::All(_) => plain("tree.all"),
            Test::Any(_) => plain("tree.any"),
            Test::Not(_) => plain("tree.not"),
            Test::Ever(_) => plain("tree.ever"),
            Test::Ended(..) => plain("tree.ended"),
            Test::Status(list) => {
                named("tree.status", list.iter().map(|each| word(&STATUS_WORDS, *each)).collect())
            }
            Test::Stage(list) => {
                named("tree.duty_stage", list.iter().map(|each| word(&STAGE_WORDS, *each)).collect())
            }
            Test::Route(list) => {
                named("tree.route", list.iter().map(|each| word(&ROUTE_WORDS, *each)).collect())
            }
            Test::Accommodated(list) => {
                named("tree.accommodated", list.iter().map(|each| word(&ROUTE_WORDS, *each)).collect())
            }
            Test::Age(from, until) => self.age_label(from.as_ref(), until.as_ref()),
            Test::Dates(from, until) => self.dates_label(*from, *until),
            Test::InForce(id) => {
                let name =
                    self.life.law.figures.commencement(id).map_or(id.as_str(), |found| found.name.as_str());
                named("tree.in_force", vec![name])
            }
            Test::DayKind(kind, yes) => {
                let label = plain(kind_key(*kind));
                if *yes { label } else { format!("{} {label}", plain("tree.not")) }
            }
            Test::Placement(codes) => named("tree.placement", codes.iter().map(String::as_str).collect()),
            Test::EducationKnown(known) => {
                plain(if *known { "tree.education_known" } else { "tree.education_unknown" })
            }
            Test::EducationKind(list) => {
                named("tree.education_kind", list.iter().map(|each| word(&EDUCATION_WORDS, *each)).collect())
            }
            Test::Studying(list) => {
                named("tree.studying", list.iter().map(|each| word(&EDUCATION_WORDS, *each)).collect())
            }
            Test::EducationStart(When::Unknown) => plain("tree.education_start_unknown"),
            Test::EducationStart(When::BeforeAge(age)) => {
                format!("{}: < {age}", plain("tree.education_start"))
            }
            Test::EducationStart(When::Between(from, until)) => {
                format!("{}: {}", plain("tree.education_start"), self.dates_label(*from, *until))
            }
            Test::CourseYears(Years::Unknown) => plain("tree.course_years_unknown"),
            Test::CourseYears(Years::AtLeast(years)) => {
                format!("{}: ≥ {}", plain("tree.course_years"), years / 100)
            }
            Test::CourseYears(Years::Under(years)) => {
                format!("{}: < {}", plain("tree.course_years"), years / 100)
            }
            Test::AgeOn31August(from, until) => self.messages.say(
                "tree.age_on_31_august",
                &[("from", Filling::Number((*from).into())), ("until", Filling::Number((*until).into()))],
            ),
            Test::PaidUnder(id) => {
                let name =
                    self.life.law.figures.figure(id).map_or(id.as_str(), |figure| figure.name.as_str());
                named("tree.paid_under", vec![name])
            }
            Test::YesNo(fact, wanted) => {
                let name = YES_NO.get(*fact).map_or("", |fact| fact.name);
                let list: Vec<&str> = wanted.iter().map(|known| known_word(*known)).collect();
                self.messages.say("tree.yes_no", &[("fact", Filling::Words(name.into())), words(list)])
            }
            Test::AsOn(anchor, _) => match self.life.anchor(*anchor).and_then(Day::date) {
                Some(date) => self.messages.say("tree.as_on", &[("date", Filling::Date(date))]),
                None => plain("tree.as_on_never"),
            },
            Test::Days(count) => {
                let days = ("days", Filling::Number(count.at_least.into()));
                let kind = plain(kind_key(count.of));
                self.messages.say("tree.days", &[days, ("words", Filling::Words(kind.into()))])
            }
            Test::HeldFor(kind, months) => {
                let kind = plain(kind_key(*kind));
                let months = ("months", Filling::Number((*months).into()));
                self.messages.say("tree.held_for", &[months, ("words", Filling::Words(kind.into()))])
            }
        }
    }

    fn age_label(&self, from: Option<&Bound>, until: Option<&Bound>) -> String {
        let bound = |bound: &Bound| match bound {
            Bound::Age(age) => Filling::Number((*age).into()),
            Bound::Figure(id) => {
                let years =
                    self.life.law.figures.figure(id).and_then(|figure| figure.on(self.day, |_| false));
                Filling::Number(years.unwrap_or_default() / 100)
            }
        };
        match (from.map(bound), until.map(bound)) {
            (Some(from), Some(until)) => self.messages.say("tree.age", &[("from", from), ("until", until)]),
            (Some(from), None) => self.messages.say("tree.age_from", &[("from", from)]),
            (None, Some(until)) => self.messages.say("tree.age_until", &[("until", until)]),
            (None, None) => String::new(),
        }
    }

    fn dates_label(&self, from: Option<Day>, until: Option<Day>) -> String {
        let said = |day: Option<Day>| match day.and_then(Day::date) {
            Some(date) => Filling::Date(date),
            None => Filling::Words("…".into()),
        };
        self.messages.say("tree.day", &[("from", said(from)), ("until", said(until))])
    }

    /// The tree of the status on the day: every status with its conditions.
    pub(crate) fn status(&self) -> Trace {
        let (on, status) = (&self.life.on, &self.life.status);
        let counted = Filling::Number(self.life.care.qualifying_days(self.day).into());
        let node = |key: &str, held: Held<W>| self.leaf(self.messages.say(key, &[]), held);
        let mut weeks =
            self.leaf(self.messages.say("tree.thirteen_weeks", &[("days", counted)]), on.thirteen_weeks);
        weeks.facts = self.records_until(self.day);
        let law = |mut trace: Trace, provision: &str, children: Vec<Trace>| {
            trace.provision = Some(provision.to_owned());
            trace.children = children;
            trace
        };
        let teens = || node("tree.sixteen_or_seventeen", on.sixteen_or_seventeen());
        let mut care = node("tree.looked_after", on.ordinary);
        care.facts = self.records_on(self.day);
        let spell_ended = on.ordinary.just_before() & !on.ordinary & on.from_16 & on.thirteen_weeks;
        let eligible = law(
            node("tree.eligible", status.eligible),
            "CA 1989 Sch 2 para 19B; CPR reg 40",
            vec![teens(), care, weeks.clone()],
        );
        let once = vec![
            law(
                node("tree.once_eligible", (status.eligible | spell_ended).ever()),
                "CA 1989 s.23A(2)",
                vec![weeks],
            ),
            law(
                node("tree.detained_from_care", Held::constant(self.life.care.detained_from_care)),
                "CLR reg 3(2)",
                Vec::new(),
            ),
        ];
        let any = Trace {
            truth: once.iter().map(|each| each.truth).fold(Truth::No, Truth::or),
            children: once,
            ..node("tree.any", Held::NEVER)
        };
        let home = law(node("tree.not_six_months_home", !on.six_months_home), "CLR reg 3(5)-(6)", Vec::new());
        let relevant = law(
            node("tree.relevant", status.relevant),
            "CA 1989 s.23A; CLR reg 3",
            vec![teens(), node("tree.not_looked_after", on.not_looked_after()), any, home],
        );
        let children = vec![eligible, relevant, self.former_relevant(), self.qualifying()];
        let standing = status.standing(self.stretch);
        let label = self
            .messages
            .say("tree.status", &[("words", Filling::Words(word(&STATUS_WORDS, standing.status).into()))]);
        Trace { truth: Truth::Yes, children, ..self.leaf(label, status.days_of(standing.status)) }
    }

    fn former_relevant(&self) -> Trace {
        let (on, status) = (&self.life.on, &self.life.status);
        let node = |key: &str, held: Held<W>| self.leaf(self.messages.say(key, &[]), held);
        let in_care = on.ordinary.at(on.eve_of_18) && on.thirteen_weeks.at(on.at_18);
        let mut looked_after = node("tree.looked_after_at_18", Held::constant(in_care) & on.from_18);
        looked_after.provision = Some("CA 1989 s.23C(1)(b)".to_owned());
        let mut was_relevant =
            node("tree.relevant_at_18", Held::constant(status.relevant.at(on.eve_of_18)) & on.from_18);
        was_relevant.provision = Some("CA 1989 s.23C(1)(a)".to_owned());
        let either = Trace {
            truth: looked_after.truth.or(was_relevant.truth),
            children: vec![looked_after, was_relevant],
            ..node("tree.any", Held::NEVER)
        };
        let adult = node("tree.eighteen_to_24", on.from_18 & !on.from_25);
        let provision = Some("CA 1989 s.23C(1)".to_owned());
        Trace {
            provision,
            children: vec![adult, either],
            ..node("tree.former_relevant", status.former_relevant)
        }
    }

    fn qualifying(&self) -> Trace {
        let (on, status) = (&self.life.on, &self.life.status);
        let node = |key: &str, held: Held<W>| self.leaf(self.messages.say(key, &[]), held);
        let [looked_after, voluntary, private_home, health, fostering] = on.accommodated;
        let routes = [
            ("tree.special_guardianship", "CA 1989 s.24(1A)", on.guardianship),
            ("tree.route_looked_after", "CA 1989 s.24(2)(a)", looked_after),
            ("tree.voluntary_organisation", "CA 1989 s.24(2)(b)", voluntary),
            ("tree.private_childrens_home", "CA 1989 s.24(2)(c)", private_home),
            ("tree.health_or_education", "CA 1989 s.24(2)(d), (3)", health),
            ("tree.private_fostering", "CA 1989 s.24(2)(e)", fostering),
        ];
        let routes: Vec<Trace> = routes
            .into_iter()
            .map(|(key, provision, held)| Trace { provision: Some(provision.to_owned()), ..node(key, held) })
            .collect();
        let any = Trace {
            truth: routes.iter().map(|route| route.truth).fold(Truth::No, Truth::or),
            children: routes,
            ..node("tree.any", Held::NEVER)
        };
        let otherwise = status.eligible | status.relevant | status.former_relevant;
        let children = vec![
            node("tree.sixteen_to_20", on.from_16 & !on.from_21),
            node("tree.not_looked_after", on.not_looked_after()),
            node("tree.not_otherwise_owed", !otherwise),
            any,
        ];
        Trace {
            provision: Some("CA 1989 s.24".to_owned()),
            children,
            ..node("tree.qualifying", status.qualifying)
        }
    }
}

impl<const W: usize> Life<'_, W> {
    /// The day that a condition looks at.
    pub(crate) fn anchor(&self, anchor: Anchor) -> Option<Day> {
        match anchor {
            Anchor::EveOf(age) => Some(self.extra.reaches(age).eve()),
            Anchor::EducationStart => self.fixed.start,
        }
    }
}

/// The word of the language for a value.
pub(crate) fn word<T: Copy + PartialEq>(words: &[(&'static str, T)], value: T) -> &'static str {
    words.iter().find(|(_, each)| *each == value).map_or("", |(word, _)| *word)
}

fn known_word(known: Known) -> &'static str {
    match known {
        Known::Yes => "yes",
        Known::No => "no",
        Known::Unknown => "unknown",
    }
}

fn kind_key(kind: DayKind) -> &'static str {
    match kind {
        DayKind::LookedAfter => "tree.looked_after",
        DayKind::ShortBreak => "tree.short_break",
        DayKind::AtHome => "tree.at_home",
        DayKind::Detained => "tree.detained",
    }
}

/// The word of the document for an outcome.
pub(crate) fn outcome_word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Entitled => "entitled",
        Outcome::NotEntitled => "not_entitled",
        Outcome::NeedsInformation => "needs_information",
        Outcome::Upcoming => "upcoming",
    }
}

/// A tree of one node for what cannot be worked out at all.
pub(crate) fn unknown_root(label: String, facts: &[Fact], recorded: &Recorded) -> Trace {
    let used = |fact: &Fact| {
        let name = fact.to_string();
        let recorded = recorded.get(&name).cloned();
        FactUsed { name, value: None, recorded }
    };
    Trace {
        label,
        truth: Truth::Unknown,
        from: None,
        until: None,
        facts: facts.iter().map(used).collect(),
        provision: None,
        answers: false,
        children: Vec::new(),
    }
}

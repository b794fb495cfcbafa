//! A plan is reviewed before its clock runs out: something recorded since it was agreed changes the person's life.
//!
//! Whoever has a plan has it reviewed when the authority or the adviser thinks that a review is needed (Care Leavers (England)
//! Regulations 2010 reg 7(2)(b)), and after a move into a home that the council provides in any case (reg 7(3)). Statutory guidance,
//! volume 3, says what asks for one. What is read here is what somebody recorded anyway; nobody types it a second time.

use chrono::{DateTime, Days, Months, NaiveDate, NaiveTime, Utc};
use leaving_care_rules::{
    Law,
    assessment::DutyStage,
    calendar::birthday,
    person::{EducationKind, Homeless, LegalStatus},
};
use onward_domain::{
    care::{Circumstance, CircumstanceFact, CircumstanceValue, LifeEventKind},
    desk::{How, SetAside},
    due::plan_owed,
    entitlement::{EntitlementAct, standing},
    living::runs,
    plan::REVIEW_WITHIN_DAYS,
};
use onward_store::scope::OneDay;
use serde::Serialize;

use super::row::{Kind, Row};
use crate::{clock::london_day, usecases::adviser::answered::Answered};

/// The first review after a move into a home of the council's is held as soon as practicable after so many days. Reg 7(3).
const AFTER_A_MOVE: u64 = 28;
/// As soon as practicable, as this service reads it.
const PRACTICABLE: u64 = 14;
/// So many months before a birthday that changes what they get, and before their papers end.
const BEFORE: u32 = 3;
/// What was so before the plan was agreed and is written down only now counts as news for so many days.
const TOLD_LATE: i64 = 92;

onward_domain::words! {
    /// What changed in somebody's life.
    pub enum Changed {
        MovedByUs = "moved_by_us",
        Moved = "moved",
        NoBed = "no_bed",
        /// They may lose their home within 56 days.
        AtRisk = "at_risk",
        NotSafe = "not_safe",
        Emergency = "emergency",
        Custody = "custody",
        Released = "released",
        Missing = "missing",
        Hospital = "hospital",
        Illness = "illness",
        Pregnant = "pregnant",
        Baby = "baby",
        WentHome = "went_home",
        /// They went back to live with somebody, and that ended.
        HomeEnded = "home_ended",
        CareEnded = "care_ended",
        LeftCourse = "left_course",
        NoWork = "no_work",
        PapersEnd = "papers_end",
        /// Something was decided in place of the rule's answer.
        Decided = "decided",
        Turns18 = "turns_18",
        Turns21 = "turns_21",
        Turns25 = "turns_25",
    }
}

impl Changed {
    /// Where somebody sleeps, or whether they are safe, is looked at on the day it is known, however long the review may take.
    const fn is_for_today(self) -> bool {
        matches!(
            self,
            Self::NoBed | Self::AtRisk | Self::NotSafe | Self::Emergency | Self::Missing | Self::Custody
        )
    }
}

/// Something that changed, and since when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct News {
    pub what: Changed,
    /// The day on which it happened; for what has no day of its own, the day on which it was recorded.
    pub on: NaiveDate,
    /// The day on which it was recorded here.
    pub written: NaiveDate,
    #[serde(skip)]
    known: DateTime<Utc>,
    /// The day by which it asks for a review.
    pub due: NaiveDate,
}

/// The row, where something asks for a review since the plan was agreed or last reviewed.
pub(super) fn early_review(law: &Law, one: &Answered, day: &OneDay) -> Option<Row> {
    let all = news(law, one, day);
    let today = one.today;
    let open: Vec<News> = all.iter().copied().filter(|each| !considered(each, &day.asides, today)).collect();
    let mut because = if open.is_empty() { all } else { open };
    // What the review's day is counted from is said first.
    because.sort_by_key(|each| each.due);
    let News { what, on: of, due, .. } = *because.first()?;
    let late = due < today;
    // After a move the review is held on one of some days, and the row stands on the first of them.
    let day = match what {
        _ if !late && because.iter().any(|each| each.what.is_for_today()) => today,
        Changed::MovedByUs if !late => due.checked_sub_days(Days::new(PRACTICABLE)).unwrap_or(due).max(today),
        _ => due,
    };
    Some(Row { person: one.listed.person.id, kind: Kind::ReviewEarly { because }, of, day, late })
}

/// Whether somebody looked at it and said that no review is needed, or that one was held.
fn considered(each: &News, asides: &[SetAside], today: NaiveDate) -> bool {
    asides.iter().any(|aside| {
        aside.aside.about.starts_with("review-early-")
            && aside.made_at >= each.known
            && (aside.aside.how != How::NewDay || aside.aside.until.is_some_and(|until| today < until))
    })
}

/// Everything that changed since the last review, what was recorded last first; each thing once.
fn news(law: &Law, one: &Answered, day: &OneDay) -> Vec<News> {
    let facts = &one.listed.facts;
    let on_request = one.assessment.duty_stage == Some(DutyStage::S23CZBOnRequest);
    if !plan_owed(one.assessment.status) || on_request {
        return Vec::new();
    }
    let Some(reviewed) = one.listed.plan_agreed.max(facts.plan_given()) else { return Vec::new() };
    let mut seen = Seen { reviewed, today: one.today, all: Vec::new() };
    seen.home_and_work(day);
    seen.events(one);
    seen.circumstances(one);
    seen.courses_and_care(one);
    seen.help(law, one);
    seen.ahead(one);
    let mut all = seen.all;
    all.sort_by_key(|each| std::cmp::Reverse((each.known, each.on, each.what)));
    let mut each_once: Vec<News> = Vec::new();
    for each in all {
        if !each_once.iter().any(|other| other.what == each.what) {
            each_once.push(each);
        }
    }
    each_once
}

struct Seen {
    /// When the plan was agreed or last reviewed.
    reviewed: NaiveDate,
    today: NaiveDate,
    all: Vec<News>,
}

impl Seen {
    /// Something of a day. It counts where it is newer than the last review and not ahead.
    fn add(&mut self, what: Changed, on: Option<NaiveDate>, known: DateTime<Utc>) {
        let Some(on) = on.filter(|on| self.reviewed < *on && *on <= self.today) else { return };
        self.push(what, on, known);
    }

    fn push(&mut self, what: Changed, on: NaiveDate, known: DateTime<Utc>) {
        let written = london_day(known);
        let days = match what {
            Changed::MovedByUs => AFTER_A_MOVE + PRACTICABLE,
            _ => REVIEW_WITHIN_DAYS,
        };
        let from = if what == Changed::MovedByUs { on } else { on.max(written) };
        let due = from.checked_add_days(Days::new(days)).unwrap_or(from);
        self.all.push(News { what, on, written, known, due });
    }

    fn home_and_work(&mut self, day: &OneDay) {
        if let Some(home) = &day.home {
            let what = match (home.note.kind.as_str(), home.note.provided) {
                ("S", _) => Some(Changed::NoBed),
                ("X", _) => Some(Changed::Custody),
                (_, Some(true)) => Some(Changed::MovedByUs),
                _ => day.moved.then_some(Changed::Moved),
            };
            what.into_iter().for_each(|what| self.add(what, home.note.from, home.recorded.at));
        }
        let without = day.activity.as_ref().filter(|one| one.note.kind.starts_with('G') && day.changed_work);
        if let Some(work) = without {
            self.add(Changed::NoWork, work.note.from, work.recorded.at);
        }
    }

    fn events(&mut self, one: &Answered) {
        use LifeEventKind as Kind;
        for event in &one.listed.facts.events {
            let (began, ended) = match event.note.kind {
                Kind::Detained => (Some(Changed::Custody), Some(Changed::Released)),
                Kind::Hospital => (Some(Changed::Hospital), None),
                Kind::Missing => (Some(Changed::Missing), None),
                Kind::ReturnedHome => (Some(Changed::WentHome), Some(Changed::HomeEnded)),
                _ => (None, None),
            };
            if let Some(what) = ended {
                self.add(what, event.note.end, event.recorded.at);
            }
            // What has ended again is told by its end.
            let over = ended.is_some() && event.note.end.is_some_and(|end| end <= self.today);
            if let Some(what) = began.filter(|_| !over) {
                self.add(what, Some(event.note.start), event.recorded.at);
            }
        }
    }

    fn circumstances(&mut self, one: &Answered) {
        use CircumstanceFact as Fact;
        for (fact, yes) in [
            (Fact::Pregnant, Changed::Pregnant),
            (Fact::Parent, Changed::Baby),
            (Fact::LimitedCapability, Changed::Illness),
            (Fact::DomesticAbuse, Changed::NotSafe),
            (Fact::Homeless, Changed::NoBed),
        ] {
            let Some(said) = one.listed.facts.circumstance(fact) else { continue };
            let what = match said.note.value {
                CircumstanceValue::Yes(true) | CircumstanceValue::Home(Homeless::Yes) => yes,
                CircumstanceValue::Home(Homeless::AtRisk) => Changed::AtRisk,
                _ => continue,
            };
            if let Some(on) = self.told(said) {
                self.push(what, on, said.recorded.at);
            }
        }
    }

    /// Since when it is so, where that is news: it began after the last review, or was told after it and began not long ago.
    fn told(&self, said: &Circumstance) -> Option<NaiveDate> {
        let written = london_day(said.recorded.at);
        let on = said.note.since.unwrap_or(written);
        let late = self.reviewed < written && (self.today - on).num_days() <= TOLD_LATE;
        (on <= self.today && (self.reviewed < on || late)).then_some(on)
    }

    fn courses_and_care(&mut self, one: &Answered) {
        let facts = &one.listed.facts;
        let studies = |from, until, kind| kind != EducationKind::None && runs(from, until, self.today);
        if !facts.courses.iter().any(|one| studies(one.note.start, one.note.end, one.note.kind)) {
            let real = facts.courses.iter().filter(|course| course.note.kind != EducationKind::None);
            for course in real.collect::<Vec<_>>() {
                self.add(Changed::LeftCourse, course.note.end, course.recorded.at);
            }
        }
        let short = |status| matches!(status, Some(LegalStatus::V3 | LegalStatus::V4));
        let care = || facts.episodes.iter().filter(|episode| !short(episode.note.legal_status));
        let open = |end: Option<NaiveDate>, unknown: bool| !unknown && end.is_none_or(|end| self.today < end);
        if !care().any(|episode| open(episode.note.end, episode.note.end_unknown)) {
            let last = care().filter(|episode| episode.note.end.is_some()).max_by_key(|one| one.note.end);
            if let Some(last) = last {
                self.add(Changed::CareEnded, last.note.end, last.recorded.at);
            }
        }
    }

    /// What they asked for in an emergency, and what was decided in place of the rule's answer.
    fn help(&mut self, law: &Law, one: &Answered) {
        for step in standing(&one.listed.facts.entitlements) {
            let place = law.find(&step.note.entitlement).map(|index| index.place());
            let entry = place.and_then(|place| law.entitlements().get(place));
            if step.note.act == EntitlementAct::Asked && entry.is_some_and(|entry| entry.emergency) {
                self.add(Changed::Emergency, Some(step.note.happened_on), step.recorded_at);
            }
        }
        let today = self.today;
        for decided in one.overrides.iter().filter(|decided| decided.holds_on(today)) {
            if let Some(answer) = &decided.answer {
                self.add(Changed::Decided, Some(london_day(answer.at)), answer.at);
            }
        }
    }

    /// Three months before what they get changes: a birthday, or the end of their papers.
    fn ahead(&mut self, one: &Answered) {
        let born = one.listed.person.identity.born;
        for (age, what) in [(18, Changed::Turns18), (21, Changed::Turns21), (25, Changed::Turns25)] {
            if let Some(born) = born {
                self.before(what, birthday(born, age), None);
            }
        }
        let papers = one.listed.facts.circumstance(CircumstanceFact::LeaveToRemainEnds);
        if let Some((CircumstanceValue::Day(ends), known)) =
            papers.map(|said| (said.note.value, said.recorded.at))
        {
            self.before(Changed::PapersEnd, ends, Some(known));
        }
    }

    fn before(&mut self, what: Changed, day: NaiveDate, known: Option<DateTime<Utc>>) {
        let from = day.checked_sub_months(Months::new(BEFORE)).unwrap_or(day);
        if self.reviewed < from && from <= self.today && self.today < day {
            let begins = from.and_time(NaiveTime::MIN).and_utc();
            let known = known.unwrap_or(begins).max(begins);
            let written = london_day(known);
            let due = written.checked_add_days(Days::new(REVIEW_WITHIN_DAYS)).unwrap_or(day).min(day);
            self.all.push(News { what, on: day, written, known, due });
        }
    }
}

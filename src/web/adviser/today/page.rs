//! What the page of the day shows.

use chrono::{Datelike, Days, NaiveDate};
use leaving_care_rules::Law;
use onward_domain::{
    appointment::{Appointment, How as MeetHow},
    desk::How,
    due::What,
    id::TaskId,
    open_steps::OpenStep,
};
use onward_store::repo::since::DoneByThem;
use serde::Serialize;

use super::{
    asked::{Asked, Show, closing, mark},
    form::{CloseForm, TaskForm},
};
use crate::{
    clock::{london_day, time_of_day},
    usecases::adviser::today::{Group, Kind, OfDay, Row, Today, reviews_of},
    web::{
        adviser::{due, people::LONG_AGO, plan::in_row, steps::StepRow},
        form::Sheet,
        law_words,
        parts::At,
        view::{FormState, Page},
        words::{Say, says::adviser::today as told},
    },
};

/// So many days ahead the longer list goes.
const MONTH: u64 = 28;

/// One list by due day.
#[derive(Debug, Clone, Serialize)]
pub struct TodayPage {
    today: NaiveDate,
    people: usize,
    counts: Counts,
    sections: Vec<Section>,
    /// What stands beyond this week, within the month.
    later: Option<Later>,
    show: &'static str,
    week_href: String,
    /// This very list, as it is filtered: where a row that is closed leads back to.
    here: String,
    groups: Vec<(&'static str, Say)>,
    what: String,
    q: String,
    sort: &'static str,
    filtered: bool,
    open: bool,
    /// What was agreed for today, by the hour.
    meetings: Vec<MeetingShown>,
    /// How many plans are to be reviewed, and where the first is.
    reviews: usize,
    first_review: Option<String>,
    aside: Vec<AsideShown>,
    aside_many: usize,
    aside_href: String,
    not_recorded: Vec<NotRecordedShown>,
    covering: Vec<CoveringShown>,
    /// When the office last closed, and what their people did since.
    since: Option<NaiveDate>,
    done: Vec<DoneShown>,
    /// The first steps that are stuck, overdue or carried over twice, and how many there are.
    steps: Vec<StepRow>,
    all_steps: usize,
    choices: Vec<(String, String)>,
    close: Sheet<CloseForm>,
    task: Sheet<TaskForm>,
}

/// The counts on top; each is a link.
#[derive(Debug, Clone, Serialize)]
struct Counts {
    late: usize,
    late_href: String,
    week: usize,
    unseen: usize,
    weeks: i64,
}

#[derive(Debug, Clone, Serialize)]
struct Later {
    many: usize,
    from: NaiveDate,
    href: String,
}

/// The rows of one stretch of days.
#[derive(Debug, Clone, Serialize)]
struct Section {
    key: &'static str,
    rows: Vec<RowShown>,
}

#[derive(Debug, Clone, Serialize)]
struct RowShown {
    /// Its place on the page.
    mark: String,
    href: String,
    name: String,
    known_as: String,
    age: Option<u32>,
    /// The colleague for whom this adviser stands in.
    of: Option<String>,
    kind: Kind,
    on: NaiveDate,
    late: bool,
    is_today: bool,
    /// Where it is done.
    act: String,
    /// An own task is done here.
    task: Option<TaskId>,
    person: String,
    about: String,
    /// It is closed by a review.
    reviews: bool,
    /// Only an answer to them closes it.
    promised: bool,
    /// If somebody else did it, it matters how they were reached.
    reached: bool,
    of_day: NaiveDate,
    /// Where the other ways to close it open; nothing where there are none.
    close: Option<String>,
    open: bool,
}

#[derive(Debug, Clone, Serialize)]
struct AsideShown {
    name: String,
    href: String,
    kind: Kind,
    how: How,
    until: Option<NaiveDate>,
    why: String,
}

#[derive(Debug, Clone, Serialize)]
struct NotRecordedShown {
    name: String,
    href: String,
    links: Vec<(String, String)>,
}

/// A meeting of today.
#[derive(Debug, Clone, Serialize)]
struct MeetingShown {
    time: String,
    name: String,
    href: String,
    how: MeetHow,
    place: Option<String>,
}

/// Something that one of them did.
#[derive(Debug, Clone, Serialize)]
struct DoneShown {
    name: String,
    /// The word of the audit trail.
    what: String,
    at: At,
    href: String,
}

#[derive(Debug, Clone, Serialize)]
struct CoveringShown {
    name: String,
    last: Option<NaiveDate>,
    people: usize,
    due: usize,
}

impl Page for TodayPage {
    const TEMPLATE: &str = "adviser/today.html";

    fn state(&self) -> FormState {
        match self.close.state() {
            FormState::Fresh => self.task.state(),
            other => other,
        }
    }
}

impl TodayPage {
    /// The page, with forms that were sent and not accepted.
    pub fn of(
        seen: &Today,
        law: &Law,
        asked: &Asked,
        today: NaiveDate,
        (close, task): (Sheet<CloseForm>, Sheet<TaskForm>),
    ) -> Self {
        let show = asked.show();
        let shown: Vec<&Row> = seen.rows.iter().filter(|row| holds(seen, asked, row)).collect();
        let (week_ends, month_ends) = (end_of_week(today), ahead(today, MONTH));
        let beyond: Vec<&&Row> =
            shown.iter().filter(|row| week_ends < row.day && row.day <= month_ends).collect();
        let later = beyond.iter().map(|row| row.day).min().filter(|_| show == Show::Week);
        let (unseen, longest) = seen.not_seen(LONG_AGO);
        let count = |fits: &dyn Fn(&Row) -> bool| seen.rows.iter().filter(|row| fits(row)).count();
        Self {
            today,
            people: seen.people.len(),
            counts: Counts {
                late: count(&|row| row.late),
                late_href: Asked::default().address(Show::Overdue),
                week: count(&|row| !row.late && row.day <= week_ends),
                unseen,
                weeks: longest.map_or(0, |day| (today - day).num_days() / 7),
            },
            sections: sections(seen, law, asked, &shown, today),
            later: later.map(|from| Later { many: beyond.len(), from, href: asked.address(Show::Month) }),
            show: match show {
                Show::Week => "week",
                Show::Month => "month",
                Show::Overdue => "overdue",
                Show::Aside => "aside",
            },
            week_href: asked.address(Show::Week),
            here: asked.address(show),
            groups: groups(),
            what: asked.what.clone(),
            q: asked.q.trim().to_owned(),
            sort: if asked.by_name() { "name" } else { "" },
            filtered: asked.is_filtered(),
            open: asked.is_filtered() || asked.by_name(),
            meetings: meetings(seen, today),
            reviews: reviews_of(&seen.rows, today).len(),
            first_review: reviews_of(&seen.rows, today).first().copied().map(in_row),
            aside: if show == Show::Aside { asides(seen) } else { Vec::new() },
            aside_many: seen.aside.len(),
            aside_href: asked.address(Show::Aside),
            not_recorded: not_recorded(seen, law),
            covering: covering(seen),
            since: seen.beside.since.map(|at| at.date()),
            done: done(seen),
            steps: steps(seen, today),
            all_steps: seen.beside.all_steps,
            choices: seen.people.iter().map(|one| (person_id(one), name(one))).collect(),
            close,
            task,
        }
    }
}

fn person_id(one: &OfDay) -> String {
    one.answered.listed.person.id.to_string()
}

fn name(one: &OfDay) -> String {
    one.answered.listed.person.identity.listed_name()
}

fn holds(seen: &Today, asked: &Asked, row: &Row) -> bool {
    let named = || seen.person(row.person).map(|one| one.answered.listed.person.identity.search_name());
    asked.holds(row, || named().unwrap_or_default())
}

fn ahead(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}

fn end_of_week(today: NaiveDate) -> NaiveDate {
    ahead(today, u64::from(6 - today.weekday().num_days_from_monday()))
}

fn groups() -> Vec<(&'static str, Say)> {
    let words = |group| match group {
        Group::Asked => told::group::Asked.into(),
        Group::Visits => told::group::Visits.into(),
        Group::Plans => told::group::Plans.into(),
        Group::Money => told::group::Money.into(),
        Group::Record => told::group::Record.into(),
        Group::Own => told::group::Own.into(),
    };
    let all = std::iter::once(("", told::group::Everything.into()));
    all.chain(Group::ALL.into_iter().map(|group| (group.key(), words(group)))).collect()
}

/// Whether a row belongs to a stretch of days.
type Fits<'f> = &'f dyn Fn(&Row) -> bool;

fn sections(seen: &Today, law: &Law, asked: &Asked, shown: &[&Row], today: NaiveDate) -> Vec<Section> {
    let (week_ends, month_ends) = (end_of_week(today), ahead(today, MONTH));
    let first = |row: &Row| row.kind.is_first();
    let stretches: [(&'static str, Fits<'_>); 5] = [
        ("first", &first),
        ("overdue", &|row| !first(row) && row.late),
        ("today", &|row| !first(row) && !row.late && row.day <= today),
        ("week", &|row| !first(row) && today < row.day && row.day <= week_ends),
        ("month", &|row| !first(row) && week_ends < row.day && row.day <= month_ends),
    ];
    let wanted = match asked.show() {
        Show::Week => 4,
        Show::Month => 5,
        Show::Overdue => 2,
        Show::Aside => 0,
    };
    let list = asked.address(asked.show());
    let rows = |fits: &dyn Fn(&Row) -> bool| {
        let mut rows: Vec<RowShown> = shown
            .iter()
            .filter(|row| fits(row))
            .filter_map(|row| RowShown::of(seen.person(row.person)?, row, law, (&list, &asked.close), today))
            .collect();
        if asked.by_name() {
            rows.sort_by(|one, other| one.name.cmp(&other.name));
        }
        rows
    };
    stretches
        .into_iter()
        .take(wanted)
        .map(|(key, fits)| Section { key, rows: rows(fits) })
        .filter(|section| !section.rows.is_empty())
        .collect()
}

impl RowShown {
    /// One row of the list at an address, on which the row of this mark is open.
    fn of(one: &OfDay, row: &Row, law: &Law, (list, opened): (&str, &str), today: NaiveDate) -> Option<Self> {
        let about = row.kind.about();
        let mark = mark(row.person, &about);
        let open = opened == mark;
        let href = format!("/adviser/people/{}", row.person);
        let close = || if open { format!("{list}#{mark}") } else { closing(list, &mark) };
        Some(Self {
            act: act(&row.kind, &href, law),
            task: match row.kind {
                Kind::Task { id, .. } => Some(id),
                _ => None,
            },
            name: name(one),
            known_as: one.answered.listed.person.identity.known_as.clone(),
            age: one.answered.age(),
            of: one.of.as_ref().map(|colleague| colleague.name.clone()),
            kind: row.kind.clone(),
            on: row.day,
            late: row.late,
            is_today: row.day == today,
            person: row.person.to_string(),
            of_day: row.of,
            close: row.kind.can_be_put_aside().then(close),
            reviews: row.kind.is_review(),
            promised: row.kind.is_promised(),
            reached: row.kind.is_contact() || matches!(row.kind, Kind::Offer { .. }),
            href,
            about,
            mark,
            open,
        })
    }
}

/// Where it is done.
pub fn act(kind: &Kind, base: &str, law: &Law) -> String {
    let entitlement = |place: usize| {
        format!("{base}/entitlements/{}#add-step", law_words::address(law.entitlements(), place))
    };
    match kind {
        Kind::Emergency { place, .. } | Kind::Request { place, .. } | Kind::Window { place, .. } => {
            entitlement(*place)
        }
        Kind::RefusalBack { place, .. } => entitlement(*place),
        Kind::OverrideEnds { place, .. } => {
            format!("{base}/entitlements/{}/override", law_words::address(law.entitlements(), *place))
        }
        Kind::CallToday | Kind::OwnAnswers { .. } => format!("{base}/facts"),
        Kind::Appointment | Kind::AppointmentAsked => format!("{base}/appointments"),
        Kind::SaidWrong => format!("{base}/said-wrong"),
        Kind::Questions { .. } => format!("{base}/questions"),
        Kind::Message { .. } | Kind::NotRight { .. } | Kind::WantsHelp { .. } => format!("{base}/messages"),
        Kind::Visit { .. }
        | Kind::VisitAfterMove { .. }
        | Kind::VisitInCustody { .. }
        | Kind::Contact
        | Kind::SupportWanted { .. }
        | Kind::Night { .. }
        | Kind::ToldByHub { .. }
        | Kind::NotSafe { .. }
        | Kind::CheckIn { .. }
        | Kind::Return { .. } => format!("{base}/visit"),
        Kind::Assessment => format!("{base}/assessment"),
        Kind::Plan
        | Kind::Review { .. }
        | Kind::ReviewAsked
        | Kind::ReviewEarly { .. }
        | Kind::Draft { .. } => {
            format!("{base}/plan")
        }
        Kind::Offer { .. } => format!("{base}/support"),
        Kind::DocumentEnds { .. } => format!("{base}/documents"),
        Kind::CareEnds => format!("{base}/care-history#sim"),
        Kind::Birthday { .. } => format!("{base}#not-claimed"),
        Kind::Release | Kind::Matter { .. } | Kind::Task { .. } => base.to_owned(),
    }
}

fn asides(seen: &Today) -> Vec<AsideShown> {
    let shown = |(row, aside): &(Row, onward_domain::desk::SetAside)| {
        let one = seen.person(row.person)?;
        Some(AsideShown {
            name: name(one),
            href: format!("/adviser/people/{}", row.person),
            kind: row.kind.clone(),
            how: aside.aside.how,
            until: aside.aside.until,
            why: aside.aside.why.clone(),
        })
    };
    seen.aside.iter().filter_map(shown).collect()
}

fn not_recorded(seen: &Today, law: &Law) -> Vec<NotRecordedShown> {
    let shown = |each: &crate::usecases::adviser::today::NotRecorded| {
        let one = seen.person(each.person)?;
        let href = format!("/adviser/people/{}", each.person);
        let link = |what: &What| {
            let kind = match what {
                What::Visit => Kind::Visit { last: None },
                What::Assessment => Kind::Assessment,
                What::Offer => return (due::what(*what).to_string(), format!("{href}/support")),
                _ => Kind::Plan,
            };
            (due::what(*what).to_string(), act(&kind, &href, law))
        };
        Some(NotRecordedShown { name: name(one), links: each.what.iter().map(link).collect(), href })
    };
    seen.not_recorded.iter().filter_map(shown).collect()
}

fn done(seen: &Today) -> Vec<DoneShown> {
    let shown = |one: &DoneByThem| {
        let base = format!("/adviser/people/{}", one.person);
        let room = match one.what.split('.').next().unwrap_or_default() {
            "message" => "/messages",
            "plan" => "/plan",
            "document" => "/documents",
            "rectification" => "/said-wrong",
            "appointment" => "/appointments",
            "support" => "/support",
            "life_person" => "/in-life",
            _ => "",
        };
        Some(DoneShown {
            name: name(seen.person(one.person)?),
            what: one.what.clone(),
            at: one.at.into(),
            href: format!("{base}{room}"),
        })
    };
    seen.beside.done.iter().filter_map(shown).collect()
}

fn steps(seen: &Today, today: NaiveDate) -> Vec<StepRow> {
    let shown = |one: &OpenStep| {
        let of_day = seen.person(one.person)?;
        let of = of_day.of.as_ref().map(|colleague| colleague.name.clone());
        Some(StepRow::of_person(&of_day.answered.listed.person, of, one, today))
    };
    seen.beside.steps.iter().filter_map(shown).collect()
}

fn meetings(seen: &Today, today: NaiveDate) -> Vec<MeetingShown> {
    let mut all = Vec::new();
    for one in &seen.people {
        let person = one.answered.listed.person.id;
        let agreed = one.answered.listed.appointments.iter().filter_map(Appointment::agreed);
        for meeting in agreed.filter(|meeting| london_day(meeting.at) == today) {
            let shown = MeetingShown {
                time: time_of_day(meeting.at),
                name: name(one),
                href: format!("/adviser/people/{person}/appointments"),
                how: meeting.how,
                place: meeting.place.clone(),
            };
            all.push((meeting.at, shown));
        }
    }
    all.sort_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, shown)| shown).collect()
}

fn covering(seen: &Today) -> Vec<CoveringShown> {
    let of = |user| {
        let theirs = seen.people.iter().filter(move |one| one.of.as_ref().is_some_and(|of| of.user == user));
        theirs.map(|one| one.answered.listed.person.id).collect::<Vec<_>>()
    };
    let shown = |each: &onward_domain::desk::Covering| {
        let people = of(each.user);
        let due = seen.rows.iter().filter(|row| people.contains(&row.person)).count();
        CoveringShown { name: each.name.clone(), last: each.last, people: people.len(), due }
    };
    seen.covering.iter().map(shown).collect()
}

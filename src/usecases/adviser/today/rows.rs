//! The rows of one person's day, from all sources.

use std::collections::BTreeSet;

use chrono::{DateTime, Days, NaiveDate, Utc};
use leaving_care_rules::{
    Law,
    assessment::{EntitlementAnswer, Outcome, Status},
    entitlement::outcome::{Entitlement, Need},
};
use onward_domain::{
    care::LifeEventKind,
    document::Document,
    due::What,
    entitlement::{sent_back_no, standing},
    hub::ToldAdviser,
    night::{NightNote, read_on},
    overrides::Override,
    pathway::Stage,
    position::{Asked, Position},
    request::{Request, Stage as Far},
    shown::visits_owed,
    standing::Standing,
    talk::promised_by,
};
use onward_store::scope::OneDay;

use super::{
    early::early_review,
    offer::{offer, wanted},
    row::{Kind, MESSAGE, Row},
    said::said,
};
use crate::{
    clock::{london_day, london_time},
    usecases::adviser::{
        answered::{Answered, BEFORE_IT_ENDS},
        made_before::{Made, on_paper},
    },
};

/// So many days before it closes a window stands in the list.
const BEFORE_A_WINDOW: u64 = 14;
/// So many days before a birthday or the end of care.
const BEFORE_A_CHANGE: u64 = 28;
/// So many days after a move into a home that the council provides. Care Leavers (England) Regulations 2010 reg 8(2)(a).
const AFTER_A_MOVE: u64 = 7;
/// Two meetings so many days apart are one.
const ABOUT_THE_SAME: i64 = 14;
/// So many days between visits in custody: the service's own standard.
const IN_CUSTODY: u64 = 28;

/// Everything due for one person, in no order.
#[must_use]
pub fn rows(law: &Law, one: &Answered, day: &OneDay) -> Vec<Row> {
    let mut all = of_the_record(one);
    all.extend(asked_for(law, one));
    all.extend(windows(law, one));
    all.extend(decided_for_a_time(law, one));
    all.extend(sent_back(law, one));
    all.extend(of_the_return(one, day));
    visits(one, day, &mut all);
    let (person, today) = (one.listed.person.id, one.today);
    if let Some(at) = waiting_since(day) {
        let since = london_day(at);
        all.push(Row::new(person, Kind::Message { since }, promised_by(since), today));
    }
    all.extend(nights(one, day));
    all.extend(told_by_hub(one, day));
    all.extend(said(one, day));
    all.extend(day.papers.iter().filter_map(|paper| paper_ends(one, paper)));
    all.extend(draft(one, day));
    all.extend(early_review(law, one, day));
    all.extend(offer(one, day));
    all.extend(wanted(one, day));
    for task in &day.tasks {
        let kind = Kind::Task { id: task.id, what: task.what.clone() };
        all.push(Row::new(person, kind, task.due_on, today));
    }
    all
}

/// The oldest message that waits and that nobody put aside for good; with all of them put aside, the oldest.
fn waiting_since(day: &OneDay) -> Option<DateTime<Utc>> {
    let closed = day.asides.iter().filter(|aside| aside.is_about(MESSAGE) && aside.aside.until.is_none());
    let closed = closed.map(|aside| aside.made_at).max();
    let open = day.unanswered.iter().find(|at| closed.is_none_or(|closed| closed < **at));
    open.or(day.unanswered.first()).copied()
}

/// What the record's own clocks say. Requests are read from the ledger, each by its name.
fn of_the_record(one: &Answered) -> Vec<Row> {
    let (person, today) = (one.listed.person.id, one.today);
    let mut all = Vec::new();
    for due in &one.due {
        let kind = match due.what {
            What::Emergency | What::Request => continue,
            What::SaidWrong => Kind::SaidWrong,
            What::Visit => Kind::Visit { last: one.listed.last_visit },
            What::Contact => Kind::Contact,
            What::Appointment => Kind::Appointment,
            What::AppointmentAsked => Kind::AppointmentAsked,
            What::Assessment => Kind::Assessment,
            What::Plan => Kind::Plan,
            What::Review => Kind::Review { paper: paper(one) },
            What::ReviewAsked => Kind::ReviewAsked,
            What::Matter => Kind::Matter { chased: false },
            What::MatterChased => Kind::Matter { chased: true },
            What::CareEnds => Kind::CareEnds,
            // Named by its entitlement below.
            What::OverrideEnds | What::Offer => continue,
            What::Birthday(age) => Kind::Birthday { age },
            What::CallToday => Kind::CallToday,
            What::OwnAnswers(many) => Kind::OwnAnswers { many },
            What::Questions(many) => Kind::Questions { many },
        };
        let ahead = matches!(kind, Kind::CareEnds | Kind::Birthday { .. });
        let row = Row::new(person, kind, due.day, today);
        all.push(if ahead { row.ahead(BEFORE_A_CHANGE, today) } else { row });
    }
    all
}

/// The day of a plan on paper, where none is signed here.
fn paper(one: &Answered) -> Option<NaiveDate> {
    let facts = &one.listed.facts;
    let paper = on_paper(&facts.entitlements, Made::Plan).filter(|_| !facts.has_plan)?;
    Some(paper.note.happened_on)
}

fn asked_for(law: &Law, one: &Answered) -> Vec<Row> {
    let (person, today) = (one.listed.person.id, one.today);
    let steps = standing(&one.listed.facts.entitlements);
    let asked = |(place, entry): (usize, &Entitlement)| {
        let of: Vec<_> = steps.iter().copied().filter(|step| step.note.entitlement == entry.id).collect();
        let request = Request::of(&of, entry.emergency).filter(|request| request.stage.is_open())?;
        let (by, what) = (request.by?, entry.name.clone());
        let kind = if entry.emergency && request.stage.waits() {
            Kind::Emergency { place, what, since: request.since().unwrap_or(by) }
        } else {
            Kind::Request { place, what, agreed: request.stage == Far::Agreed, asked: request.since() }
        };
        Some(Row::new(person, kind, by, today))
    };
    in_the_ledger(law, one).filter_map(asked).collect()
}

/// The entitlements of which the ledger says anything, each once and with its place in the catalogue.
fn in_the_ledger<'l>(law: &'l Law, one: &Answered) -> impl Iterator<Item = (usize, &'l Entitlement)> {
    let steps = one.listed.facts.entitlements.iter();
    let places: BTreeSet<usize> =
        steps.filter_map(|step| law.find(&step.note.entitlement)).map(|index| index.place()).collect();
    places.into_iter().filter_map(|place| Some((place, law.entitlements().get(place)?)))
}

/// What the children's hub shared, until somebody was in touch with them since.
fn told_by_hub(one: &Answered, day: &OneDay) -> Vec<Row> {
    let reached = |since: NaiveDate| day.contacts.iter().any(|(on, kind)| kind.reached() && *on >= since);
    let open = day.told_by_hub.iter().map(|told| (london_day(told.at), told));
    let row = |(since, told): (NaiveDate, &ToldAdviser)| {
        let kind = Kind::ToldByHub { id: told.id, since, ground: told.ground, words: told.what.clone() };
        Row::new(one.listed.person.id, kind, promised_by(since), one.today)
    };
    open.filter(|(since, _)| !reached(*since)).map(row).collect()
}

/// What whoever answered out of hours left, until somebody was in touch with them on or after the morning it is for.
fn nights(one: &Answered, day: &OneDay) -> Vec<Row> {
    let reached = || day.contacts.iter().filter(|(_, kind)| kind.reached()).map(|(on, _)| *on);
    let open = day.nights.iter().filter(|note| !note.followed(london_time(note.written_at), reached()));
    let row = |note: &NightNote| {
        let said = &note.said;
        let kind = Kind::Night {
            id: note.id,
            what: said.what,
            on: said.happened_on,
            at: said.place.clone(),
            words: said.words.clone(),
        };
        Row::new(one.listed.person.id, kind, read_on(london_time(note.written_at)), one.today)
    };
    open.map(row).collect()
}

/// A draft of a plan that is the adviser's to move on; with the young person it is for some days.
fn draft(one: &Answered, day: &OneDay) -> Option<Row> {
    let draft = day.draft?;
    let since = london_day(draft.since);
    let days = match (draft.stage, draft.answered) {
        (Stage::SentBack, _) | (Stage::WithThem, true) => 2,
        (Stage::WithThem, false) | (Stage::Writing, _) => 7,
        (Stage::WithManager | Stage::Signed, _) => return None,
    };
    let due = since.checked_add_days(Days::new(days)).unwrap_or(since);
    let kind = Kind::Draft { stage: draft.stage, answered: draft.answered };
    let row = Row::new(one.listed.person.id, kind, due, one.today);
    Some(Row { day: due.max(one.today), ..row })
}

/// A paper that runs out, from the day on which a new one should be begun, until a newer version of it is here.
fn paper_ends(one: &Answered, paper: &Document) -> Option<Row> {
    let note = &paper.note;
    let kind = Kind::DocumentEnds { id: paper.id, kind: note.kind, what: note.title.clone() };
    let row = Row::new(one.listed.person.id, kind, note.ends?, one.today);
    Some(row.ahead(note.kind.days_ahead(), one.today)).filter(|row| row.day <= one.today)
}

/// What was decided in place of the rule's answer and ends soon.
fn decided_for_a_time(law: &Law, one: &Answered) -> Vec<Row> {
    let (person, today) = (one.listed.person.id, one.today);
    let row = |decided: &Override| {
        let (place, what) = named(law, &decided.note.entitlement)?;
        let row = Row::new(person, Kind::OverrideEnds { place, what }, decided.note.until, today);
        Some(row.ahead(BEFORE_IT_ENDS, today)).filter(|row| row.day <= today)
    };
    one.overrides.iter().filter_map(row).collect()
}

/// A no that a manager sent back, and nothing was written since: an answer is owed two working days after.
fn sent_back(law: &Law, one: &Answered) -> Vec<Row> {
    let (person, today) = (one.listed.person.id, one.today);
    let steps = &one.listed.facts.entitlements;
    let back = |(place, entry): (usize, &Entitlement)| {
        let step = sent_back_no(steps, &entry.id)?;
        let day = promised_by(london_day(step.recorded_at));
        Some(Row::new(person, Kind::RefusalBack { place, what: entry.name.clone() }, day, today))
    };
    in_the_ledger(law, one).filter_map(back).collect()
}

/// Its place in the catalogue, and its name.
fn named(law: &Law, id: &str) -> Option<(usize, String)> {
    let place = law.find(id)?.place();
    Some((place, law.entitlements().get(place)?.name.clone()))
}

/// What is theirs now, nobody claimed, and closes soon. Plain rights don't close.
fn windows(law: &Law, one: &Answered) -> Vec<Row> {
    let (person, today) = (one.listed.person.id, one.today);
    let soon = today.checked_add_days(Days::new(BEFORE_A_WINDOW * 4)).unwrap_or(today);
    let entries = law.entitlements().iter().zip(&one.standings).zip(&one.assessment.entitlements);
    let closing =
        |(place, ((entry, stands), answer)): (usize, ((&Entitlement, &Standing), &EntitlementAnswer))| {
            let until = answer.until.filter(|until| today < *until && *until <= soon)?;
            // What was decided for a time has a row of its own.
            let theirs = answer.outcome == Outcome::Entitled
                && stands.stands.not_claimed()
                && one.overridden(&entry.id).is_none();
            (theirs && entry.need != Need::Rights && !entry.unasked).then(|| {
                let last = until.pred_opt().unwrap_or(until);
                let kind = Kind::Window { place, what: entry.name.clone(), left: stands.left, until: last };
                Row::new(person, kind, last, today).ahead(BEFORE_A_WINDOW, today)
            })
        };
    entries.enumerate().filter_map(closing).collect()
}

/// A birthday of the return, for whom the return asks, while something is missing.
fn of_the_return(one: &Answered, day: &OneDay) -> Option<Row> {
    let today = one.today;
    let asks = matches!(
        one.assessment.status,
        Status::Relevant | Status::FormerRelevant | Status::FormerRelevantEducation
    );
    let asked = Asked::on_day(one.listed.person.identity.born?, today).filter(|_| asks)?;
    let (homes, activities) = (
        day.home.clone().into_iter().collect::<Vec<_>>(),
        day.activity.clone().into_iter().collect::<Vec<_>>(),
    );
    let position = Position::of(asked, today, &day.contacts, &homes, &activities);
    if position.is_whole() {
        return None;
    }
    let kind = Kind::Return {
        age: asked.age,
        turns: asked.on,
        until: asked.until,
        in_touch: position.in_touch.is_some(),
        home: position.home.is_some(),
        activity: position.activity.is_some(),
    };
    let row = Row::new(one.listed.person.id, kind, asked.until, today);
    // It stands at the birthday, and after that at the last day on which it can be put right.
    Some(if today <= asked.on { Row { day: asked.on, ..row } } else { row })
}

/// A move into a home of the council's, custody and release.
fn visits(one: &Answered, day: &OneDay, all: &mut Vec<Row>) {
    let (person, today, last) = (one.listed.person.id, one.today, one.listed.last_visit);
    let owed = visits_owed(one.assessment.status, one.assessment.duty_stage);
    let moved =
        day.home.as_ref().filter(|home| home.note.provided == Some(true)).and_then(|home| home.note.from);
    if let Some(moved) = moved.filter(|moved| owed && last.is_none_or(|last| last < *moved)) {
        let due = moved.checked_add_days(Days::new(AFTER_A_MOVE)).unwrap_or(moved);
        let first = all.iter().find(|row| matches!(row.kind, Kind::Visit { .. })).map(|row| row.of);
        if first.is_none_or(|first| due < first) {
            all.retain(|row| !matches!(row.kind, Kind::Visit { .. }));
            all.push(Row::new(person, Kind::VisitAfterMove { moved }, due, today));
        }
    }
    let runs = |start: NaiveDate, end: Option<NaiveDate>| start <= today && end.is_none_or(|end| today < end);
    // A visit closes the contact that was agreed for about the same day: it stands there once.
    let visit = all.iter().find(|row| row.kind.is_visit()).map(|row| row.of);
    if let Some(visit) = visit {
        let near = |row: &Row| (row.of - visit).num_days().abs() <= ABOUT_THE_SAME;
        all.retain(|row| row.kind != Kind::Contact || !near(row));
    }
    let custody =
        one.listed.facts.events.iter().find(|event| {
            event.note.kind == LifeEventKind::Detained && runs(event.note.start, event.note.end)
        });
    let Some(custody) = custody else { return };
    let since = custody.note.start;
    let from = last.map_or(since, |last| last.max(since));
    let due = from.checked_add_days(Days::new(IN_CUSTODY)).unwrap_or(from);
    // Of what was never recorded here it is not said that it is late.
    if last.is_some_and(|last| last >= since) || today <= due {
        all.retain(|row| !matches!(row.kind, Kind::Visit { .. }) || row.of < due);
        let kind = Kind::VisitInCustody { since, last: last.filter(|last| *last >= since) };
        all.push(Row::new(person, kind, due, today));
    }
    if let Some(end) = custody.note.end {
        all.push(Row::new(person, Kind::Release, end, today).ahead(BEFORE_A_CHANGE, today));
    }
}

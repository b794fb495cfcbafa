//! Everything that happened with a person, merged in order: care, contacts, homes and work, help, plans and what they said.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use onward_domain::{
    access::{Purpose, Right},
    allocation::Part,
    appointment::{How, Turn},
    care::{CourseNote, EpisodeNote, LifeEventKind},
    confirmation::{Confirm, Decided},
    contact::ContactNote,
    desk::Aside,
    document::DocumentKind,
    entitlement::{EntitlementAct, Payment, standing},
    id::PersonId,
    life_people::MayKnow,
    living::{ActivityNote, HomeNote},
    money::Pence,
    night::NightSaid,
    plan::SayingKind,
    receipt::ReceiptNote,
    reviewing::ReviewKind,
    support::SupportNote,
};
use onward_store::{
    StoreResult,
    scope::{Caseload, Record},
};

use super::Answered;
use crate::{clock::london_day, usecases::ask::Ask};

/// Something that happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    CareBegan(EpisodeNote),
    CareEnded(EpisodeNote),
    Life {
        kind: LifeEventKind,
        ends: bool,
    },
    Contact(ContactNote),
    /// Whoever answered out of hours left a note.
    Night(NightSaid),
    /// A meeting that both had agreed to, and that is over.
    Met(How),
    /// Messages of one day: how many of theirs, and how many to them. What they say is not repeated here.
    Messages {
        theirs: usize,
        ours: usize,
    },
    /// A note of staff.
    Note(String),
    /// Somebody began to work with them, or stopped.
    Worker {
        name: String,
        part: Part,
        ends: bool,
    },
    /// The children's hub shared it with their adviser.
    ToldByHub {
        words: String,
    },
    Home(HomeNote),
    Activity(ActivityNote),
    Course {
        note: CourseNote,
        ends: bool,
    },
    /// A step of an entitlement, by its name.
    Step {
        what: String,
        act: EntitlementAct,
        amount: Option<Pence>,
        note: Option<String>,
        payment: Payment,
    },
    /// Bought with the money for a first home.
    Receipt(ReceiptNote),
    /// One of their papers was added; its name is not said here.
    Document {
        kind: DocumentKind,
        newer: bool,
        by_young: bool,
    },
    Plan {
        number: i64,
    },
    /// What an assessment found was written down: in how many matters.
    Assessed {
        matters: usize,
    },
    /// A review or conference was held.
    Review(ReviewKind),
    Said {
        kind: SayingKind,
        words: Option<String>,
    },
    SaidWrong {
        words: String,
    },
    /// Support after 21 was offered or answered.
    Support(SupportNote),
    /// A reading of the law behind the answers was decided.
    Reading {
        code: Confirm,
        decided: Decided,
        reason: String,
    },
    /// Something that was due was closed without doing it here.
    Aside(Aside),
    /// What somebody in their life may be told was said. A protected person is not named here.
    InLife {
        name: Option<String>,
        may: MayKnow,
    },
    /// Something was decided in place of the rule's answer, or that ended early.
    Override {
        what: String,
        gives: bool,
        ends: bool,
        why: String,
    },
}

/// One line: the day that it happened, and the day that it was written down.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    pub on: NaiveDate,
    pub written: Option<NaiveDate>,
    pub event: Event,
}

/// What the page shows.
#[derive(Debug, Clone)]
pub struct SeenChronology {
    pub answered: Answered,
    /// The newest first.
    pub lines: Vec<Line>,
}

/// Opens the record and merges what happened.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's; any store error.
pub fn see_chronology(ask: &Ask<'_, Caseload>, person: PersonId) -> StoreResult<SeenChronology> {
    let record = ask.open(person, Purpose::PersonPage)?;
    let answered = Answered::of(ask.law, record.overview()?, ask.now.today).in_record(&record);
    let mut lines = care(&answered);
    let mut add = |on: Option<NaiveDate>, written, event| {
        lines.extend(on.map(|on| Line { on, written, event }));
    };
    for contact in record.contacts().standing()? {
        let written = Some(london_day(contact.recorded.at));
        add(Some(contact.note.happened_on), written, Event::Contact(contact.note));
    }
    for night in record.night_notes()? {
        let written = Some(london_day(night.written_at));
        add(Some(night.said.happened_on), written, Event::Night(night.said));
    }
    for told in record.told_by_hub()? {
        add(Some(london_day(told.at)), None, Event::ToldByHub { words: told.what });
    }
    for home in record.homes().standing()? {
        add(home.note.from, Some(london_day(home.recorded.at)), Event::Home(home.note));
    }
    for one in record.activities().standing()? {
        add(one.note.from, Some(london_day(one.recorded.at)), Event::Activity(one.note));
    }
    for step in standing(&answered.listed.facts.entitlements) {
        let event = Event::Step {
            what: ask.law.name_of(&step.note.entitlement).to_owned(),
            act: step.note.act,
            amount: step.note.amount,
            note: step.note.note.clone(),
            payment: step.note.payment.clone(),
        };
        add(Some(step.note.happened_on), Some(london_day(step.recorded_at)), event);
    }
    // Seen by their adviser alone, so not where the record was opened from outside.
    if record.right() == Right::Adviser {
        for receipt in record.receipts()? {
            add(Some(receipt.note.bought), Some(london_day(receipt.added_at)), Event::Receipt(receipt.note));
        }
    }
    if record.right() == Right::Adviser {
        let all = record.documents()?;
        for one in &all {
            let newer = all.iter().any(|other| other.replaced_by == Some(one.id));
            let event = Event::Document { kind: one.note.kind, newer, by_young: one.is_their_own() };
            add(Some(london_day(one.added_at)), None, event);
        }
    }
    for plan in record.plans().all()? {
        add(plan.agreed_on, None, Event::Plan { number: plan.number });
    }
    for saying in record.plans().sayings()? {
        let event = Event::Said { kind: saying.said.kind, words: saying.said.words };
        add(Some(london_day(saying.said_at)), None, event);
    }
    for wrong in record.rectifications().all()? {
        add(Some(london_day(wrong.said_at)), None, Event::SaidWrong { words: wrong.said.words });
    }
    if record.right() == Right::Adviser {
        for one in record.life_people_versions().history()? {
            let (may, written) = (one.note.may, Some(london_day(one.recorded.at)));
            let name = (may != MayKnow::Never).then_some(one.note.name);
            add(Some(one.note.agreed_on), written, Event::InLife { name, may });
        }
    }
    for turn in record.support()? {
        add(Some(turn.note.on), Some(london_day(turn.said_at)), Event::Support(turn.note));
    }
    for one in record.confirmations().standing()? {
        let (on, note) = (london_day(one.recorded.at), one.note);
        let event = Event::Reading { code: note.code, decided: note.decided, reason: note.reason };
        add(Some(on), None, event);
    }
    for aside in record.set_asides()? {
        let written = london_day(aside.made_at);
        add(Some(aside.aside.done_on.unwrap_or(written)), Some(written), Event::Aside(aside.aside));
    }
    for one in record.overrides().all()? {
        let Some(answer) = one.answer.filter(|answer| answer.agreed) else { continue };
        let what = ask.law.name_of(&one.note.entitlement).to_owned();
        let (gives, why) = (one.note.gives, one.note.reason);
        let event = Event::Override { what: what.clone(), gives, ends: false, why };
        add(Some(london_day(answer.at)), Some(london_day(one.asked_at)), event);
        if let Some(ended) = one.ended {
            add(
                Some(london_day(ended.at)),
                None,
                Event::Override { what, gives, ends: true, why: ended.why },
            );
        }
    }
    lines.extend(work(ask, &record)?);
    lines.extend(talks(&record, ask.now.at)?);
    lines.sort_by_key(|line| std::cmp::Reverse(line.on));
    Ok(SeenChronology { answered, lines })
}

fn care(one: &Answered) -> Vec<Line> {
    let mut lines = Vec::new();
    for episode in &one.listed.facts.episodes {
        let written = Some(london_day(episode.recorded.at));
        let mut add = |on: Option<NaiveDate>, event| lines.extend(on.map(|on| Line { on, written, event }));
        add(episode.note.start, Event::CareBegan(episode.note.clone()));
        add(episode.note.end, Event::CareEnded(episode.note.clone()));
    }
    for course in &one.listed.facts.courses {
        let (written, note) = (Some(london_day(course.recorded.at)), &course.note);
        let event = |ends| Event::Course { note: note.clone(), ends };
        lines.extend(note.start.map(|on| Line { on, written, event: event(false) }));
        lines.extend(note.end.map(|on| Line { on, written, event: event(true) }));
    }
    for event in &one.listed.facts.events {
        let (written, kind) = (Some(london_day(event.recorded.at)), event.note.kind);
        lines.push(Line { on: event.note.start, written, event: Event::Life { kind, ends: false } });
        lines.extend(event.note.end.map(|on| Line { on, written, event: Event::Life { kind, ends: true } }));
    }
    lines
}

/// Who worked with them, notes, assessments and reviews.
fn work(ask: &Ask<'_, Caseload>, record: &Record<'_>) -> StoreResult<Vec<Line>> {
    let mut lines = Vec::new();
    let mut add = |on, written, event| lines.push(Line { on, written, event });
    let workers = record.allocations().all()?;
    let names = ask.tx.users().names(workers.iter().map(|one| one.user))?;
    for one in workers {
        let name = names.get(&one.user).cloned().unwrap_or_default();
        let (part, written) = (one.part, Some(london_day(one.recorded_at)));
        add(one.from, written, Event::Worker { name: name.clone(), part, ends: false });
        if let Some(until) = one.until.filter(|until| *until <= ask.now.today) {
            add(until, None, Event::Worker { name, part, ends: true });
        }
    }
    for note in record.notes().standing()? {
        add(london_day(note.recorded.at), None, Event::Note(note.text));
    }
    let mut assessed: BTreeMap<NaiveDate, usize> = BTreeMap::new();
    for part in record.needs().history()? {
        *assessed.entry(london_day(part.recorded.at)).or_default() += 1;
    }
    for (on, matters) in assessed {
        add(on, None, Event::Assessed { matters });
    }
    for review in record.reviews()? {
        if let Some(version) = &review.version {
            let (held_on, written) = (version.note.record.held_on, london_day(version.recorded.at));
            add(held_on, Some(written), Event::Review(review.kind));
        }
    }
    Ok(lines)
}

/// Meetings that took place as agreed, and the days on which messages were written. Both are between the two.
fn talks(record: &Record<'_>, now: DateTime<Utc>) -> StoreResult<Vec<Line>> {
    if record.right() != Right::Adviser {
        return Ok(Vec::new());
    }
    let met = record.appointments().all()?.into_iter().filter_map(|one| {
        // What was agreed last stands until it is called off.
        let turns = || std::iter::once(&one.last).chain(&one.earlier);
        let called_off = one.last.turn == Turn::Cancelled;
        let agreed = turns().find(|turn| turn.turn == Turn::Agreed).filter(|_| !called_off)?;
        (agreed.meeting.ends() <= now).then(|| Line {
            on: london_day(agreed.meeting.at),
            written: None,
            event: Event::Met(agreed.meeting.how),
        })
    });
    let mut days: BTreeMap<NaiveDate, (usize, usize)> = BTreeMap::new();
    for (sent_at, from_young) in record.messages_sent()? {
        let day = days.entry(london_day(sent_at)).or_default();
        if from_young { day.0 += 1 } else { day.1 += 1 }
    }
    let written = days.into_iter();
    let written = written.map(|(on, (theirs, ours))| Line {
        on,
        written: None,
        event: Event::Messages { theirs, ours },
    });
    Ok(met.chain(written).collect())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::usecases::testing::{Jay, asking, at, day};
    use onward_domain::contact::ContactKind;
    use onward_store::{on_both, repo::life::NewNote};

    on_both!(everything_is_merged_newest_first_with_the_day_it_was_written_down => |store| {
        let jay = Jay::of(store);
        let (me, person) = (jay.priya, jay.person);
        store.write(move |tx| {
            let record = asking(tx, me, at(0)).open(person, Purpose::Contact)?;
            record.contacts().add(&ContactNote::new(ContactKind::VisitAtHome, day("2024-05-01"))).map(drop)
        }).unwrap();
        let seen = store.read(move |tx| see_chronology(&asking(tx, me, at(0)), person)).unwrap();
        assert!(seen.lines.is_sorted_by_key(|line| std::cmp::Reverse(line.on)));
        assert!(seen.lines.len() >= 5, "two periods of care begin and end, and a visit");
        let visit = seen.lines.iter().find(|line| matches!(line.event, Event::Contact(_))).unwrap();
        assert_eq!((visit.on, visit.written), (day("2024-05-01"), Some(day("2026-11-23"))), "late, and shown as late");
    });

    on_both!(whoever_works_with_them_what_was_noted_and_the_days_they_wrote_on_are_in_it => |store| {
        let jay = Jay::of(store);
        let (me, person) = (jay.priya, jay.person);
        store.write(move |tx| {
            let record = asking(tx, me, at(0)).open_for_change(person, Purpose::Contact)?;
            record.notes().add(&NewNote { text: "He likes mornings.".into(), shared: false })?;
            record.send_message("Shall we meet?", "a")?;
            record.send_message("On Friday?", "b").map(drop)
        }).unwrap();
        let seen = store.read(move |tx| see_chronology(&asking(tx, me, at(0)), person)).unwrap();
        let has = |event: &Event| seen.lines.iter().any(|line| line.event == *event);
        assert!(has(&Event::Messages { theirs: 0, ours: 2 }));
        assert!(has(&Event::Note("He likes mornings.".into())));
        assert!(has(&Event::Worker { name: "Priya Nair".into(), part: Part::Adviser, ends: false }));
        let (callum, outside) = (crate::usecases::testing::adviser(store, "Callum Reid"), jay.person);
        let caseload = store.viewer(callum).unwrap().unwrap().caseload().unwrap();
        let seen = store.write(move |tx| {
            caseload.outside().break_glass(tx, outside, "Night cover: he rang the night line.", at(0))?;
            see_chronology(&asking(tx, callum, at(0)), outside)
        }).unwrap();
        assert!(!seen.lines.iter().any(|line| matches!(line.event, Event::Messages { .. } | Event::Met(_))));
    });
}

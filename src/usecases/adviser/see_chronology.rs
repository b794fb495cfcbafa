//! Everything that happened with a person, merged in order: care, contacts, homes and work, help, plans and what they said.

use chrono::NaiveDate;
use onward_domain::{
    access::{Purpose, Right},
    care::{EpisodeNote, LifeEventKind},
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
    support::SupportNote,
};
use onward_store::{StoreResult, scope::Caseload};

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
    /// The children's hub shared it with their adviser.
    ToldByHub {
        words: String,
    },
    Home(HomeNote),
    Activity(ActivityNote),
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
    for event in &one.listed.facts.events {
        let (written, kind) = (Some(london_day(event.recorded.at)), event.note.kind);
        lines.push(Line { on: event.note.start, written, event: Event::Life { kind, ends: false } });
        lines.extend(event.note.end.map(|on| Line { on, written, event: Event::Life { kind, ends: true } }));
    }
    lines
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::usecases::testing::{Jay, asking, at, day};
    use onward_domain::contact::ContactKind;
    use onward_store::on_both;

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
}

//! An adviser opens the care history: every day accounted for, and where each period came from.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use leaving_care_rules::{
    day_count::{DayCount, day_count},
    leaving::Afterwards,
};
use onward_domain::{
    access::Purpose,
    care::{Episode, LifeEvent},
    id::PersonId,
    note::Note,
};
use onward_store::{
    StoreResult,
    repo::{returns::SaidByReturns, versions::Version},
    scope::Caseload,
};

use super::{
    Answered,
    what_if::{WhatIf, what_if},
    withdraw_period::ABOUT_CARE,
};
use crate::usecases::{
    ask::Ask,
    hands::{Hand, hands},
};

/// What the care history page shows.
#[derive(Debug, Clone)]
pub struct SeenCareHistory {
    /// The person, assessed.
    pub answered: Answered,
    /// The count; `None` without a date of birth.
    pub count: Option<DayCount>,
    /// The current lines, numbered as in the rules.
    pub lines: Vec<Episode>,
    /// Lines that were corrected or withdrawn, newest first, each with what replaced it.
    pub earlier: Vec<(Episode, Option<Episode>)>,
    /// Why a line was corrected or withdrawn, by the moment at which it was.
    pub reasons: HashMap<DateTime<Utc>, String>,
    /// What staff recorded or corrected, in current lines and in earlier ones.
    pub hands: Vec<Hand>,
    /// What happened, in every version, newest first.
    pub events: Vec<Version<LifeEvent>>,
    /// The latest that the yearly returns said, apart from care.
    pub returns: SaidByReturns,
    /// What another last day of care would change, if one was asked about.
    pub what_if: Option<WhatIf>,
}

/// Opens the record and counts its days. `end`: a last day of care to try, and what would follow it.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's; any store error.
pub fn see_care_history(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    end: Option<(NaiveDate, Afterwards)>,
) -> StoreResult<SeenCareHistory> {
    let today = ask.now.today;
    let record = ask.open(person, Purpose::CareHistory)?;
    let answered = Answered::of(ask.law, record.overview()?, today).in_record(&record);
    let count = day_count(ask.law, ask.messages, &answered.facts, today);
    let what_if = end.and_then(|end| what_if(ask.law, ask.messages, &answered.facts, today, end));
    let lines: Vec<Episode> = answered.listed.facts.episodes_in_order().into_iter().cloned().collect();
    let history = record.episodes().history()?;
    let mut earlier: Vec<(Episode, Option<Episode>)> = history
        .iter()
        .filter(|line| !line.recorded.stands())
        .map(|line| {
            (
                line.clone(),
                line.superseded_by.and_then(|next| history.iter().find(|other| other.id == next)).cloned(),
            )
        })
        .collect();
    earlier.sort_by_key(|(line, _)| std::cmp::Reverse(line.recorded.superseded_at));
    let why = |note: Note| Some((note.recorded.at, note.text.strip_prefix(ABOUT_CARE)?.to_owned()));
    let reasons = record.notes().standing()?.into_iter().filter_map(why).collect();
    let hands = hands(ask.tx, &record, &history.iter().collect::<Vec<_>>())?;
    let events = record.events().seen()?;
    let returns = record.said_by_returns()?;
    Ok(SeenCareHistory { answered, count, lines, earlier, reasons, hands, events, returns, what_if })
}

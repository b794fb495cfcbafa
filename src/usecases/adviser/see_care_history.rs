//! An adviser opens the care history: every day accounted for, with where each spell came from.

use leaving_care_rules::{
    Law,
    day_count::{DayCount, day_count},
    messages::Messages,
};
use onward_domain::{access::Purpose, care::Episode, id::PersonId, moment::Moment};
use onward_store::{StoreResult, Tx, repo::returns::SaidByReturns, scope::Caseload};

use super::Answered;
use crate::usecases::hands::{Hand, hands};

/// What the care history's page shows.
#[derive(Debug, Clone)]
pub struct SeenCareHistory {
    /// The person, assessed.
    pub answered: Answered,
    /// The count; none without a birth date.
    pub count: Option<DayCount>,
    /// The lines that stand, as the rules number them.
    pub lines: Vec<Episode>,
    /// Lines that were corrected or withdrawn, newest first, each with what took its place.
    pub earlier: Vec<(Episode, Option<Episode>)>,
    /// What somebody of the service wrote down or put right, in the lines that stand and in earlier ones.
    pub hands: Vec<Hand>,
    /// What the yearly returns said last, beside care.
    pub returns: SaidByReturns,
}

/// Opens the record and counts its days.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's; the store's own.
pub fn see_care_history(
    tx: &Tx,
    caseload: &Caseload,
    law: &Law,
    messages: &Messages,
    person: PersonId,
    now: Moment,
) -> StoreResult<SeenCareHistory> {
    let record = caseload.open(tx, person, Purpose::CareHistory, now)?;
    let answered = Answered::of(law, record.overview()?, now.today).in_record(&record);
    let count = day_count(law, messages, &answered.rules_person, now.today);
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
    let hands = hands(tx, &record, &history.iter().collect::<Vec<_>>())?;
    Ok(SeenCareHistory { answered, count, lines, earlier, hands, returns: record.said_by_returns()? })
}

//! An adviser offers support after 21 again, and writes down what the young person answers.

use chrono::NaiveDate;
use onward_domain::{
    access::Purpose,
    id::PersonId,
    support::{OfferedHow, Offers, SupportAct, SupportNote, SupportTurn},
};
use onward_store::{StoreResult, scope::Caseload};

use super::Answered;
use crate::usecases::ask::Ask;

/// What the page shows.
#[derive(Debug, Clone)]
pub struct SeenSupport {
    pub answered: Answered,
    /// Where it stands.
    pub offers: Offers,
    /// What was said, newest first, and by whom.
    pub turns: Vec<(SupportTurn, Option<String>)>,
}

/// What was written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// It was offered, in this way; `None` where they answer an offer that is open.
    pub offered: Option<OfferedHow>,
    pub on: NaiveDate,
    /// Their answer, where there is one.
    pub answer: Option<SupportAct>,
    pub words: Option<String>,
}

/// What happened to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recorded {
    Done,
    /// Before this day, their 21st birthday, it is no offer of support after 21.
    TooEarly(NaiveDate),
    /// Without a date of birth, or at another status, there is nothing to offer.
    NotTheirs,
}

/// Opens the record and reads what was said.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's; any store error.
pub fn see_support(ask: &Ask<'_, Caseload>, person: PersonId) -> StoreResult<SeenSupport> {
    let record = ask.open(person, Purpose::PersonPage)?;
    let answered = Answered::of(ask.law, record.overview()?, ask.now.today).in_record(&record);
    let turns = record.support()?;
    let names = ask.tx.users().names(turns.iter().filter_map(|turn| turn.said_by))?;
    let offers = Offers::of(&turns);
    let named = |turn: SupportTurn| {
        let by = turn.said_by.and_then(|by| names.get(&by).cloned());
        (turn, by)
    };
    Ok(SeenSupport { offers, turns: turns.into_iter().rev().map(named).collect(), answered })
}

/// Writes down an offer, an answer or both, once for a form's key.
///
/// # Errors
/// As [`see_support`]; `NotAllowed` where the record was opened from outside.
pub fn record_support(
    ask: &Ask<'_, Caseload>,
    person: PersonId,
    said: &Said,
    key: &str,
) -> StoreResult<Recorded> {
    let record = ask.open_for_change(person, Purpose::PersonPage)?;
    let answered = Answered::of(ask.law, record.overview()?, ask.now.today);
    let Some(turned) = answered.assessment.dates.turns_21 else { return Ok(Recorded::NotTheirs) };
    if said.on < turned {
        return Ok(Recorded::TooEarly(turned));
    }
    if let Some(how) = said.offered {
        let note = SupportNote { act: SupportAct::Offered, on: said.on, how: Some(how), words: None };
        record.say_support(&note, &format!("{key}-offer"))?;
    }
    if let Some(act) = said.answer {
        let note = SupportNote { act, on: said.on, how: None, words: said.words.clone() };
        record.say_support(&note, &format!("{key}-answer"))?;
    }
    Ok(Recorded::Done)
}

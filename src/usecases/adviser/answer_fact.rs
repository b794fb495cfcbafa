//! An adviser answers how something is for a person, or corrects the answer. What it said before stays in the history.

use leaving_care_rules::{Law, catalogue::EntitlementIndex};
use onward_domain::{
    access::Purpose,
    care::{Circumstance, CircumstanceFact, CircumstanceNote},
    id::{CircumstanceId, PersonId, UserId},
    moment::Moment,
};
use onward_store::{
    StoreResult, Tx,
    repo::once::Once,
    scope::{Caseload, Record},
};

use super::{
    Answered,
    see_facts::{Topic, Version, missing, versions},
};

/// What a form's key is used up for.
const ACT: &str = "circumstance";

/// What became of a form that answers something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Became<T> {
    /// It is kept, or it was kept when the form was sent before: the id of the version.
    Kept(String),
    /// It says what stands already. Nothing was written.
    Same,
    /// Somebody else answered first. Nothing was changed; this is what stands, if anything does.
    Clash(Option<Box<Version<T>>>),
}

/// What a form sent.
#[derive(Debug, Clone)]
pub struct Sent {
    /// The answer that the form was filled from; none when there was none.
    pub version: Option<CircumstanceId>,
    /// What it says.
    pub says: CircumstanceNote,
    /// The form's own key.
    pub key: String,
}

/// What the page of one question shows.
#[derive(Debug, Clone)]
pub struct SeenFact {
    /// The person, assessed.
    pub answered: Answered,
    /// Every answer that there ever was, newest first; what stands among them.
    pub history: Vec<Version<Circumstance>>,
    /// The entitlements that wait for it.
    pub waiting: Vec<EntitlementIndex>,
}

impl SeenFact {
    /// The answer that stands.
    #[must_use]
    pub fn stands(&self) -> Option<&Version<Circumstance>> {
        self.history.iter().find(|version| version.row.recorded.stands())
    }
}

/// Opens the record and reads every answer to one question.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's; the store's own.
pub fn see_fact(
    tx: &Tx,
    caseload: &Caseload,
    law: &Law,
    person: PersonId,
    fact: CircumstanceFact,
    now: Moment,
) -> StoreResult<SeenFact> {
    let record = caseload.open(tx, person, Purpose::PersonPage, now)?;
    let answered = Answered::of(law, record.overview()?, now.today).in_record(&record);
    let waiting = missing(law, &answered)
        .into_iter()
        .find(|each| each.topic == Topic::Fact(fact))
        .map(|each| each.waiting)
        .unwrap_or_default();
    Ok(SeenFact { answered, history: versions(tx, &said(&record, fact)?)?, waiting })
}

fn said(record: &Record<'_>, fact: CircumstanceFact) -> StoreResult<Vec<Circumstance>> {
    let mut history = record.circumstances().history()?;
    history.retain(|answer| answer.note.fact == fact);
    Ok(history)
}

/// Keeps an answer in the place of the one that the form was filled from.
///
/// # Errors
/// `NotFound` for a person who is not the adviser's; the store's own. A stale form is a value: [`Became::Clash`].
pub fn answer_fact(
    tx: &Tx,
    caseload: &Caseload,
    me: UserId,
    person: PersonId,
    sent: &Sent,
    now: Moment,
) -> StoreResult<Became<Circumstance>> {
    let record = caseload.open(tx, person, Purpose::PersonPage, now)?;
    record.for_change()?;
    if let Some(kept) = tx.done_before(me, &sent.key, ACT)? {
        return Ok(Became::Kept(kept));
    }
    let history = versions(tx, &said(&record, sent.says.fact)?)?;
    let stands = history.into_iter().find(|version| version.row.recorded.stands());
    if stands.as_ref().map(|version| version.row.id) != sent.version {
        return Ok(Became::Clash(stands.map(Box::new)));
    }
    if stands.as_ref().is_some_and(|version| version.row.note == sent.says) {
        return Ok(Became::Same);
    }
    let done = tx.once(me, &sent.key, ACT, now.at, || {
        let answers = record.circumstances();
        let kept = match sent.version {
            Some(version) => answers.correct(version, &sent.says)?,
            None => answers.add(&sent.says)?,
        };
        Ok(kept.to_string())
    })?;
    let (Once::Done(kept) | Once::Already(kept)) = done;
    Ok(Became::Kept(kept))
}

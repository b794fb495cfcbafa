//! A young person says how they are reached and called, how things are, and that they pause or
//! close their account.

use chrono::NaiveDate;
use onward_domain::{
    access::{Purpose, Right},
    allocation::{Part, Worker},
    id::CheckInId,
    matter::Matter,
    mine::{CheckIn, Feels, How, Languages, NotAgain, Reach},
    place::OwnPage,
};
use onward_store::{
    StoreResult,
    repo::versions::{Kept, Sent, Version},
    scope::OwnRecord,
};

use crate::usecases::ask::Ask;

/// What *My details* shows.
#[derive(Debug, Clone)]
pub struct SeenMine {
    pub known_as: String,
    pub pronouns: Option<String>,
    pub born: Option<NaiveDate>,
    /// The adviser and the reviewing officer today.
    pub adviser: Option<Worker>,
    pub officer: Option<Worker>,
    /// How they are reached, newest version first.
    pub reach: Option<Version<Reach>>,
    /// In which languages they want to speak and read.
    pub languages: Option<Version<Languages>>,
    /// What they don't want to explain again, newest version first; one that ended has nothing after it.
    pub not_again: Vec<Version<NotAgain>>,
    /// The address is protected.
    pub protected: bool,
    /// They share something of their budget.
    pub shares_budget: bool,
    /// Pages of their own that they keep private.
    pub private_pages: Vec<OwnPage>,
    /// How many parts of the plan they share.
    pub shares_parts: usize,
    /// Newest first.
    pub check_ins: Vec<CheckIn>,
    /// Newest first.
    pub matters: Vec<Matter>,
}

/// Opens one's own record and reads it.
///
/// # Errors
/// `NotFound` when the account was disabled or moved meanwhile; the store's own.
pub fn see_mine(ask: &Ask<'_, OwnRecord>) -> StoreResult<SeenMine> {
    let record = ask.open(Purpose::OwnPages)?;
    debug_assert_eq!(record.right(), Right::Own, "one's own record");
    let person = record.person()?;
    let shares = record.plan_shares().standing()?;
    let reach = record.reach_versions().seen()?.into_iter();
    let languages = record.language_versions().seen()?.into_iter();
    Ok(SeenMine {
        known_as: person.identity.known_as,
        pronouns: record.pronouns()?,
        born: person.identity.born,
        adviser: record.worker(Part::Adviser)?,
        officer: record.worker(Part::ReviewingOfficer)?,
        reach: reach.into_iter().find(|version| version.row.recorded.stands()),
        languages: languages.into_iter().find(|version| version.row.recorded.stands()),
        not_again: record.not_again_versions().seen()?,
        protected: person.identity.protected,
        shares_budget: record.shared_budget()?.is_some(),
        private_pages: record.shared_pages()?.private,
        shares_parts: shares.iter().filter(|share| share.note.shared).count(),
        check_ins: record.check_ins()?,
        matters: record.matters()?,
    })
}

/// Keeps how they are reached.
///
/// # Errors
/// As [`see_mine`]; a stale form is a value.
pub fn keep_reach(ask: &Ask<'_, OwnRecord>, sent: &Sent<Reach>) -> StoreResult<Kept<Reach>> {
    ask.open(Purpose::OwnPages)?.reach_versions().keep(sent)
}

/// Keeps in which languages they want to speak and read.
///
/// # Errors
/// As [`see_mine`]; a stale form is a value.
pub fn keep_languages(ask: &Ask<'_, OwnRecord>, sent: &Sent<Languages>) -> StoreResult<Kept<Languages>> {
    ask.open(Purpose::OwnPages)?.language_versions().keep(sent)
}

/// Keeps what they don't want to explain again; without words it is taken out, and its versions stay theirs to read.
///
/// # Errors
/// As [`see_mine`]; a stale form is a value.
pub fn keep_not_again(ask: &Ask<'_, OwnRecord>, sent: &Sent<NotAgain>) -> StoreResult<Kept<NotAgain>> {
    let record = ask.open(Purpose::OwnPages)?;
    let lines = record.not_again_versions();
    if !sent.says.words.is_empty() {
        return lines.keep(sent);
    }
    for line in lines.standing()? {
        lines.withdraw(line.id)?;
    }
    Ok(Kept::Same)
}

/// The name that they use, checked beforehand, and the words that stand for them.
///
/// # Errors
/// As [`see_mine`].
pub fn call_me(ask: &Ask<'_, OwnRecord>, known_as: &str, pronouns: Option<&str>) -> StoreResult<()> {
    ask.open(Purpose::OwnPages)?.call_me(known_as, pronouns)
}

/// Says how things are, once a form.
///
/// # Errors
/// As [`see_mine`].
pub fn check_in(
    ask: &Ask<'_, OwnRecord>,
    feels: Option<Feels>,
    words: Option<&str>,
    key: &str,
) -> StoreResult<CheckInId> {
    ask.open(Purpose::OwnPages)?.check_in(feels, words, key)
}

/// Pauses or closes the account: every device is out with its next click.
///
/// # Errors
/// As [`see_mine`].
pub fn close_account(ask: &Ask<'_, OwnRecord>, how: How, words: Option<&str>) -> StoreResult<()> {
    ask.open(Purpose::OwnPages)?.close_account(how, words)
}

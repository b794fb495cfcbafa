//! A young person says that something in their record is wrong, and sees what came of it.

use onward_domain::{
    access::Purpose,
    id::RectificationId,
    living::{Home, home_on},
    rectification::{Rectification, Said},
};
use onward_store::{StoreResult, repo::life::OwnContact, scope::OwnRecord};

use super::see_own_pages::{Own, own_of};
use crate::usecases::ask::Ask;

/// Keeps what they say, once a form.
///
/// # Errors
/// `NotFound` when the account was disabled or moved meanwhile; the database's own.
pub fn say_it_is_wrong(ask: &Ask<'_, OwnRecord>, said: &Said, key: &str) -> StoreResult<RectificationId> {
    ask.open(Purpose::OwnPages)?.rectifications().say(said, key)
}

/// What can be said to be wrong, beside one's own pages.
#[derive(Debug, Clone)]
pub struct SeenRecorded {
    /// One's own pages.
    pub own: Own,
    /// Where they live, as it is recorded.
    pub home: Option<Home>,
    /// Visits, calls and messages, the newest first.
    pub contacts: Vec<OwnContact>,
}

/// Opens one's own record and reads what can be wrong in it.
///
/// # Errors
/// As [`say_it_is_wrong`].
pub fn see_recorded(ask: &Ask<'_, OwnRecord>) -> StoreResult<SeenRecorded> {
    let record = ask.open(Purpose::OwnPages)?;
    let home = home_on(&record.homes_shown()?, ask.now.today).cloned();
    let mut contacts = record.own_contacts()?;
    contacts.reverse();
    Ok(SeenRecorded { own: own_of(ask, &record)?, home, contacts })
}

/// One's own pages, and everything that one said was wrong, newest first.
///
/// # Errors
/// As [`say_it_is_wrong`].
pub fn see_what_i_said(ask: &Ask<'_, OwnRecord>) -> StoreResult<(Own, Vec<Rectification>)> {
    let record = ask.open(Purpose::OwnPages)?;
    let said = record.rectifications().all()?;
    Ok((own_of(ask, &record)?, said))
}

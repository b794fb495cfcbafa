//! What somebody wrote comes to the hub, without an account.

use chrono::{DateTime, Utc};
use onward_domain::{
    hub::{HubContact, Told},
    id::HubContactId,
    moment::Moment,
};
use onward_store::{StoreResult, Tx, repo::hub::NewContact};

use crate::usecases::account::secrets::{Keys, Purpose};

/// Letters of a reference: enough that nobody hits one by chance, and few enough to read out.
pub const NUMBER: usize = 8;

/// What comes.
#[derive(Debug, Clone)]
pub struct Coming {
    pub told: Told,
    /// So much came from one place at once.
    pub flood: bool,
    pub decide_by: DateTime<Utc>,
    /// The form's: one that is sent twice is one contact.
    pub key: String,
}

/// Keeps it, and answers what is kept: the same for a form that is sent again.
///
/// # Errors
/// The store's.
pub fn take_in(tx: &Tx, keys: &Keys, coming: &Coming, now: Moment) -> StoreResult<HubContact> {
    let code = keys.code_of(&format!("hub {}", coming.key), NUMBER);
    let (front, back) = code.split_at(NUMBER / 2);
    let contact = HubContact {
        id: HubContactId::new(),
        reference: format!("H-{front}-{back}"),
        told: coming.told.clone(),
        came_at: now.at,
        decide_by: coming.decide_by,
        flood: coming.flood,
    };
    tx.keep_hub_contact(&NewContact { contact, sent_key: keys.hash(Purpose::Worried, &coming.key) })
}

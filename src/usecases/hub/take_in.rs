//! What somebody wrote comes to the hub, without an account; or what they said, as somebody at the hub writes it down.

use chrono::{DateTime, Utc};
use onward_domain::{
    hub::{Deed, Harm, HubContact, TakenDown, Told},
    id::HubContactId,
    moment::Moment,
};
use onward_store::{StoreError, StoreResult, Tx, repo::hub::NewContact, scope::HubDesk};

use crate::usecases::{
    account::secrets::{Keys, Purpose},
    ask::Ask,
};

/// Letters of a reference: enough that nobody hits one by chance, and few enough to read out.
pub const NUMBER: usize = 8;

/// What comes.
#[derive(Debug, Clone)]
pub struct Coming {
    pub told: Told,
    /// Somebody at the hub writes it down for whoever rang or came.
    pub taken: Option<TakenDown>,
    /// So much came from one place at once.
    pub flood: bool,
    pub decide_by: DateTime<Utc>,
    /// Whoever is on duty is texted that something waits: the hub is closed, and it should not wait.
    pub alert: bool,
    /// The form's: one that is sent twice is one contact.
    pub key: String,
}

/// Keeps what somebody said on the phone or in the office. Whoever wrote it down has it, and has said what it is about harm.
///
/// # Errors
/// `NotFound` for whoever is at the hub no more; the store's.
pub fn write_down(
    ask: &Ask<'_, HubDesk>,
    keys: &Keys,
    coming: &Coming,
    screened: Harm,
) -> StoreResult<HubContact> {
    let contact = take_in(ask.tx, keys, coming, ask.now)?;
    for (deed, what) in [(Deed::Taken, "taken"), (Deed::Screened(screened), "screened")] {
        let key = format!("{} {what}", coming.key);
        let added = ask.scope.add(ask.tx, (contact.id, &deed), &key, ask.now)?;
        added.map_err(|why| StoreError::NotAllowed(format!("{why:?}")))?;
    }
    Ok(contact)
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
        taken: coming.taken,
        came_at: now.at,
        decide_by: coming.decide_by,
        flood: coming.flood,
    };
    let id = contact.id;
    let kept =
        tx.keep_hub_contact(&NewContact { contact, sent_key: keys.hash(Purpose::Worried, &coming.key) })?;
    // A form that is sent again is no new reason to wake somebody.
    if coming.alert && kept.id == id {
        tx.add_hub_alert(kept.id, now.at)?;
    }
    Ok(kept)
}

//! The user sees their own account: what they sign in with, and where they are signed in.

use onward_store::{StoreResult, rows::accounts::Session, scope::Scope};

use crate::usecases::ask::Ask;

/// What the account page shows.
#[derive(Debug, Clone)]
pub struct SeenAccount {
    /// The name, number or address that they sign in with.
    pub sign_in_name: String,
    /// Staff: whether the second factor is on. `None` for young people, who have none.
    pub second_factor: Option<bool>,
    /// Every device that is signed in.
    pub devices: Vec<Session>,
}

/// Reads it.
///
/// # Errors
/// Any database error.
pub fn see_account(ask: &Ask<'_, Scope>) -> StoreResult<SeenAccount> {
    let kept = ask.tx.accounts().credential(ask.me)?;
    let on = kept.as_ref().is_some_and(|kept| kept.totp_secret.is_some());
    Ok(SeenAccount {
        second_factor: (!matches!(ask.scope, Scope::Own(_))).then_some(on),
        sign_in_name: kept.map(|kept| kept.sign_in_name).unwrap_or_default(),
        devices: ask.tx.accounts().devices(ask.me, ask.now.at)?,
    })
}

//! Fresh proof: the passphrase asked again before what nobody else must get at, even on a phone that is signed in.

use crate::{
    usecases::account::{
        change_passphrase::kept_passphrase,
        limits::Try,
        sign_in::{note_spent, note_wrong},
    },
    web::{
        desk::{Desk, SignedIn},
        error::Situation,
    },
};

/// Whether this is the passphrase of whoever is signed in. Tries are counted and written down as they are at signing in.
///
/// # Errors
/// The tries are spent; the store's own.
pub async fn proves(desk: &Desk<SignedIn>, passphrase: String) -> Result<bool, Situation> {
    let whose = format!("account {}", desk.me.user.id);
    desk.app.limits.allows(Try::Passphrase, &whose)?;
    if let Err(spent) = desk.app.limits.count(Try::Passphrase, &whose) {
        desk.write(|ask| note_spent(ask.tx, Some(ask.me), "passphrase", ask.now.at)).await?;
        return Err(spent.into());
    }
    let kept = desk.read(kept_passphrase).await?;
    let right = desk.app.hashing.check(passphrase, kept.map(|kept| kept.passphrase_hash)).await?;
    if !right {
        desk.write(|ask| note_wrong(ask.tx, Some(ask.me), ask.now.at)).await?;
    }
    Ok(right)
}

//! A manager sees every record and an administrator gives every right, so what opens such an account or makes one needs two
//! people: an administrator asks, and another administrator or a manager agrees or declines. Whoever runs the server can do
//! it at the command line, which is the second person where there is no other yet.

use chrono::{DateTime, Utc};
use onward_domain::{
    account::{AccountChange, Asks},
    id::{AccountChangeId, UserId},
    role::Role,
};
use onward_store::{StoreError, StoreResult, Tx, repo::audit::Deed, rows::users::User, scope::Scope};

use super::{
    invite::STAFF_LETTERS,
    look_after_users::{self, Changed, Invitation, NOT_SET_UP},
    secrets::Keys,
};
use crate::usecases::ask::Ask;

/// What a form's key is used up for.
const ACT: &str = "account.second_person";

/// Does an account of this role need two people?
#[must_use]
pub const fn needs_two(role: Role) -> bool {
    matches!(role, Role::Manager | Role::Administrator)
}

/// Something that waits, with the names of those it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// What is asked.
    pub change: AccountChange,
    /// Whose account.
    pub whose: User,
    /// Who asked.
    pub asked_by: String,
    /// The viewer may agree or decline: not who asked, nor whose account it is.
    pub mine: bool,
}

/// What happened to an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settled {
    /// Agreed, and done.
    Done,
    /// Agreed: the code to hand over, shown once.
    Code(Invitation),
    /// Declined; nothing was changed.
    Declined,
    /// Somebody settled it before, or it can't be done any more.
    Gone,
}

/// What waits for a second person.
///
/// # Errors
/// `NotFound` for whoever is neither manager nor administrator; the store's.
pub fn see_waiting(ask: &Ask<'_, Scope>) -> StoreResult<Vec<Waiting>> {
    second(ask)?;
    let changes = ask.tx.accounts().waiting_changes()?;
    let names = ask.tx.users().names(changes.iter().map(|change| change.asked_by))?;
    let mut waiting = Vec::with_capacity(changes.len());
    for change in changes {
        let Some(whose) = ask.tx.users().find(change.user)? else { continue };
        waiting.push(Waiting {
            asked_by: names.get(&change.asked_by).cloned().unwrap_or_default(),
            mine: may_settle(&change, ask.me),
            whose,
            change,
        });
    }
    Ok(waiting)
}

/// Asks for it. False: there is nobody else who could agree.
///
/// # Errors
/// The store's.
pub fn ask_second(
    tx: &Tx,
    user: UserId,
    asks: Asks,
    role: Option<Role>,
    by: UserId,
    now: DateTime<Utc>,
) -> StoreResult<bool> {
    let change = AccountChange { id: AccountChangeId::new(), user, asks, role, asked_by: by, asked_at: now };
    if !somebody_else(tx, &change)? {
        return Ok(false);
    }
    tx.accounts().ask_change(&change)?;
    let subject = user.to_string();
    let deed =
        Deed { by: Some(by), what: "account.change_asked", subject: Some(&subject), ..Deed::default() };
    tx.note_deed(&Deed { detail: Some(asks.word()), ..deed }, now)?;
    Ok(true)
}

/// Agrees or declines, once for each sending of the form.
///
/// # Errors
/// `NotFound` for whoever may not; the store's.
pub fn settle(
    ask: &Ask<'_, Scope>,
    keys: &Keys,
    id: AccountChangeId,
    agree: bool,
    key: &str,
) -> StoreResult<Settled> {
    second(ask)?;
    let code = keys.code_of(key, STAFF_LETTERS);
    if let Some(name) = ask.tx.done_before(ask.me, key, ACT)? {
        return Ok(said_before(agree, name, code));
    }
    let waiting = ask.tx.accounts().waiting_changes()?.into_iter().find(|change| change.id == id);
    let Some(change) = waiting else { return Ok(Settled::Gone) };
    if !may_settle(&change, ask.me) {
        return Err(StoreError::NotFound);
    }
    let settled = if agree { carry_out(ask, keys, &change, code)? } else { Settled::Declined };
    ask.tx.accounts().settle_change(id, ask.me, agree && settled != Settled::Gone, ask.now.at)?;
    let (what, subject) =
        (if agree { "account.change_agreed" } else { "account.change_declined" }, change.user.to_string());
    ask.tx.note_deed(
        &Deed { by: Some(ask.me), what, subject: Some(&subject), ..Deed::default() },
        ask.now.at,
    )?;
    let kept = if let Settled::Code(invitation) = &settled { invitation.name.as_str() } else { "" };
    ask.tx.use_up(ask.me, key, ACT, kept, ask.now.at)?;
    Ok(settled)
}

fn said_before(agree: bool, name: String, code: String) -> Settled {
    match (agree, name.is_empty()) {
        (true, false) => Settled::Code(Invitation { name, code }),
        (true, true) => Settled::Done,
        (false, _) => Settled::Declined,
    }
}

fn carry_out(
    ask: &Ask<'_, Scope>,
    keys: &Keys,
    change: &AccountChange,
    code: String,
) -> StoreResult<Settled> {
    let (tx, at) = (ask.tx, ask.now.at);
    let Some(whose) = tx.users().find(change.user)?.filter(|user| user.disabled_at.is_none()) else {
        return Ok(Settled::Gone);
    };
    let done = match (change.asks, change.role) {
        (Asks::WayIn, _) => look_after_users::reset(tx, keys, whose.id, &code, Some(ask.me), at)?,
        (Asks::Role, Some(role)) => {
            look_after_users::change_role(tx, whose.id, role, Some(change.asked_by), at)?
        }
        (Asks::Role, None) => return Ok(Settled::Gone),
    };
    Ok(match (done, change.asks) {
        (Changed::Done, Asks::WayIn) => Settled::Code(Invitation { name: whose.display_name, code }),
        (Changed::Done, Asks::Role) => Settled::Done,
        _ => Settled::Gone,
    })
}

fn may_settle(change: &AccountChange, me: UserId) -> bool {
    change.asked_by != me && change.user != me
}

/// Whoever asks is a manager or an administrator.
fn second(ask: &Ask<'_, Scope>) -> StoreResult<()> {
    let role = ask.tx.viewer(ask.me)?.map(|viewer| viewer.role());
    if role.is_some_and(needs_two) { Ok(()) } else { Err(StoreError::NotFound) }
}

/// Can anybody agree who has set up how they sign in?
fn somebody_else(tx: &Tx, change: &AccountChange) -> StoreResult<bool> {
    let waiting_for_a_code = tx.accounts().with_hash(NOT_SET_UP)?;
    let able: Vec<UserId> = tx.accounts().sign_in_names()?.into_iter().map(|(user, _)| user).collect();
    Ok(tx.users().all()?.into_iter().any(|user| {
        needs_two(user.role)
            && user.disabled_at.is_none()
            && may_settle(change, user.id)
            && able.contains(&user.id)
            && !waiting_for_a_code.contains(&user.id)
    }))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::usecases::account::{
        look_after_users::{Added, Change, NewColleague, Sent, add_colleague, change_colleague, version},
        testing::{asking, colleague, noon},
    };
    use onward_store::{on_both, repo::accounts::NewCredential, testing::TestStore};

    fn keys() -> Keys {
        Keys::from_secret("tests")
    }

    /// Somebody who has set up how they sign in.
    fn able(store: &TestStore, role: Role, name: &str, email: &'static str) -> UserId {
        let user = colleague(store, role, name);
        let credential = NewCredential {
            user,
            sign_in_name: email.into(),
            passphrase_hash: "a hash".into(),
            totp_secret: None,
            recovery_code_hashes: Vec::new(),
        };
        store.write(move |tx| tx.accounts().set_credential(&credential, noon())).unwrap();
        user
    }

    fn ask_for(store: &TestStore, by: UserId, user: UserId, change: Change, key: &str) -> Changed {
        let seen = version(&store.read(|tx| tx.users().find(user)).unwrap().unwrap());
        let sent = Sent { user, seen, key: key.into(), change };
        store.write(move |tx| change_colleague(&asking(tx, by, noon(), |_| ()), &keys(), &sent)).unwrap().0
    }

    fn answer(store: &TestStore, by: UserId, id: AccountChangeId, agree: bool) -> StoreResult<Settled> {
        let key = format!("{by} {id}");
        store.write(move |tx| {
            settle(&asking(tx, by, noon(), |viewer| viewer.scope()), &keys(), id, agree, &key)
        })
    }

    fn waiting(store: &TestStore, by: UserId) -> Vec<Waiting> {
        store.read(|tx| see_waiting(&asking(tx, by, noon(), |viewer| viewer.scope()))).unwrap()
    }

    on_both!(whoever_resets_a_manager_gets_no_code_before_another_agrees_and_never_sees_it => |store| {
        let rowan = able(store, Role::Administrator, "Rowan", "rowan@example.org");
        let dawn = able(store, Role::Manager, "Dawn", "dawn@example.org");
        assert_eq!(ask_for(store, rowan, dawn, Change::Reset, "alone"), Changed::NobodyElse);
        let mel = able(store, Role::Manager, "Mel", "mel@example.org");
        assert_eq!(ask_for(store, rowan, dawn, Change::Reset, "one"), Changed::Waits);
        let hash = |user| store.read(|tx| tx.accounts().credential(user)).unwrap().unwrap().passphrase_hash;
        assert_eq!(hash(dawn), "a hash", "nothing is done yet");
        let [one] = &waiting(store, mel)[..] else { unreachable!("one thing waits") };
        let id = one.change.id;
        for not in [rowan, dawn] {
            assert!(!waiting(store, not)[0].mine);
            assert_eq!(answer(store, not, id, true), Err(StoreError::NotFound));
        }
        let Ok(Settled::Code(code)) = answer(store, mel, id, true) else { unreachable!("Mel holds the code") };
        assert_eq!((code.name.as_str(), hash(dawn).as_str()), ("Dawn", "!"));
        assert_eq!(answer(store, mel, id, true), Ok(Settled::Code(code)), "the second of two taps");
        assert!(waiting(store, mel).is_empty());
        let ways = store.read(|tx| tx.accounts().new_ways_of(&[dawn])).unwrap();
        assert_eq!(ways.iter().map(|way| way.made_by).collect::<Vec<_>>(), [Some(mel)]);
    });

    on_both!(a_declined_role_is_not_given_and_an_agreed_one_is => |store| {
        let rowan = able(store, Role::Administrator, "Rowan", "rowan@example.org");
        let mel = able(store, Role::Manager, "Mel", "mel@example.org");
        let priya = able(store, Role::Adviser, "Priya", "priya@example.org");
        let role = |user| store.read(|tx| tx.users().find(user)).unwrap().unwrap().role;
        for (key, agree, then) in [("no", false, Role::Adviser), ("yes", true, Role::Manager)] {
            assert_eq!(ask_for(store, rowan, priya, Change::Role(Role::Manager), key), Changed::Waits);
            let id = waiting(store, mel)[0].change.id;
            answer(store, mel, id, agree).unwrap();
            assert_eq!(role(priya), then);
            assert_eq!(answer(store, rowan, id, true), Ok(Settled::Gone), "it is settled");
        }
        assert_eq!(ask_for(store, rowan, priya, Change::Role(Role::Adviser), "down"), Changed::Done, "less needs one");
    });

    on_both!(a_new_manager_has_no_code_until_a_second_person_agrees => |store| {
        let rowan = able(store, Role::Administrator, "Rowan", "rowan@example.org");
        let mel = able(store, Role::Manager, "Mel", "mel@example.org");
        let new = NewColleague { role: Role::Manager, name: "Ann".into(), email: "ann@example.org".into(), team: None, phone: None };
        let send = || {
            let new = new.clone();
            store.write(move |tx| add_colleague(&asking(tx, rowan, noon(), |_| ()), &keys(), &new, "key")).unwrap()
        };
        assert_eq!((send(), send()), (Added::Waits, Added::Waits), "sent twice, added once");
        let waits = waiting(store, mel);
        assert_eq!(waits.iter().map(|one| one.whose.display_name.as_str()).collect::<Vec<_>>(), ["Ann"]);
        let (ann, id) = (waits[0].whose.id, waits[0].change.id);
        assert!(store.read(|tx| tx.accounts().latest_invitation(ann)).unwrap().is_none());
        assert!(matches!(answer(store, mel, id, true), Ok(Settled::Code(_))));
        assert!(store.read(|tx| tx.accounts().new_ways_of(&[ann])).unwrap().is_empty(), "her first way in is no new one");
    });

    on_both!(advisers_and_young_people_settle_nothing => |store| {
        let priya = able(store, Role::Adviser, "Priya", "priya@example.org");
        let seen = store.read(|tx| see_waiting(&asking(tx, priya, noon(), |viewer| viewer.scope())));
        assert_eq!(seen, Err(StoreError::NotFound));
        assert_eq!(answer(store, priya, AccountChangeId::new(), true), Err(StoreError::NotFound));
    });
}

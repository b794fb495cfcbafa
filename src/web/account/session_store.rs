//! Sessions as rows in our own database, behind actix-session: revocable, with limits by role, their keys hashed.

use actix_session::storage::{LoadError, SaveError, SessionKey, SessionStore, UpdateError};
use actix_web::cookie::time::Duration as CookieDuration;
use chrono::{DateTime, TimeDelta, Utc};
use onward_domain::{
    id::{SessionId, UserId},
    role::Role,
};
use onward_store::{
    Tx,
    repo::{accounts::NewSession, audit::Deed},
    rows::accounts::Session,
};

use crate::{
    App,
    usecases::account::{
        secrets::{Purpose, random_token},
        session_limits::{self, LEFT_MINUTES},
    },
    web::middleware::state::{self, State, entry},
};

/// The idle limit is extended at most this often, so that reading pages costs no writes.
const TOUCH: TimeDelta = TimeDelta::minutes(1);

/// Keeps sessions in the installation's database.
#[derive(Debug, Clone)]
pub struct SessionRows {
    app: App,
}

impl SessionRows {
    /// In this application's database.
    #[must_use]
    pub const fn new(app: App) -> Self {
        Self { app }
    }

    fn key_hash(&self, key: &str) -> String {
        self.app.keys.hash(Purpose::Session, key)
    }

    async fn begin(&self, kept: &State) -> Result<SessionKey, anyhow::Error> {
        let user: UserId = entry(kept, state::WHO).ok_or_else(|| anyhow::anyhow!("nobody is signed in"))?;
        let own_device = entry(kept, state::OWN_DEVICE).unwrap_or(false);
        let key = random_token();
        let (id, device) =
            (entry(kept, state::NUMBER).unwrap_or_else(SessionId::new), entry(kept, state::DEVICE));
        let (hash, text, now) = (self.key_hash(&key), serde_json::to_string(kept)?, self.app.clock.now());
        self.app
            .write(move |tx| {
                let role = tx.users().find(user)?.map_or(Role::YoungPerson, |user| user.role);
                let limits = session_limits::of(role, own_device);
                let new = NewSession {
                    id,
                    key_hash: hash.clone(),
                    user,
                    state: text.clone(),
                    device: device.clone().unwrap_or_default(),
                    own_device,
                    idle_until: now + limits.idle,
                    ends_at: now + limits.longest,
                };
                tx.accounts().begin_session(&new, now)?;
                let device = id.to_string();
                let deed = Deed {
                    by: Some(user),
                    what: "account.signed_in",
                    subject: Some(&device),
                    ..Deed::default()
                };
                tx.note_deed(&deed, now)
            })
            .await?;
        Ok(SessionKey::try_from(key)?)
    }

    async fn find(&self, key: &SessionKey) -> Result<Option<State>, anyhow::Error> {
        let (hash, now) = (self.key_hash(key.as_ref()), self.app.clock.now());
        let found = self.app.glance(move |tx| tx.accounts().session(&hash, now)).await?;
        let Some((session, user)) = found else { return Ok(None) };
        let mut kept: State = serde_json::from_str(&session.state)?;
        let idle = now - session.last_seen_at;
        let left = user.role == Role::YoungPerson && idle >= TimeDelta::minutes(LEFT_MINUTES);
        if left {
            kept.insert(state::LEFT.to_owned(), serde_json::to_string(&true)?);
        }
        if idle >= TOUCH {
            let state = if left { Some(serde_json::to_string(&kept)?) } else { None };
            self.touch(&session, now, state).await?;
        }
        kept.insert(state::USER.to_owned(), serde_json::to_string(&user)?);
        Ok(Some(kept))
    }

    /// Extends the idle limit. The role is looked up only here: once a minute, not once per request.
    async fn touch(
        &self,
        session: &Session,
        now: DateTime<Utc>,
        state: Option<String>,
    ) -> Result<(), anyhow::Error> {
        let (id, user, own_device, ends_at) = (session.id, session.user, session.own_device, session.ends_at);
        let work = move |tx: &Tx| {
            let Some(user) = tx.users().find(user)? else { return Ok(()) };
            let until = (now + session_limits::of(user.role, own_device).idle).min(ends_at);
            tx.accounts().touch_session(id, now, until, state.as_deref())
        };
        Ok(self.app.write(work).await?)
    }
}

impl SessionStore for SessionRows {
    async fn load(&self, key: &SessionKey) -> Result<Option<State>, LoadError> {
        self.find(key).await.map_err(LoadError::Other)
    }

    async fn save(&self, mut kept: State, _: &CookieDuration) -> Result<SessionKey, SaveError> {
        kept.remove(state::USER);
        self.begin(&kept).await.map_err(SaveError::Other)
    }

    async fn update(
        &self,
        key: SessionKey,
        mut kept: State,
        ttl: &CookieDuration,
    ) -> Result<SessionKey, UpdateError> {
        kept.remove(state::USER);
        let text = serde_json::to_string(&kept).map_err(|why| UpdateError::Serialization(why.into()))?;
        let hash = self.key_hash(key.as_ref());
        let there = self.app.write(move |tx| tx.accounts().keep_session_state(&hash, &text)).await;
        match there {
            Ok(true) => Ok(key),
            // It ended meanwhile: a new one replaces it only if somebody is signed in with it.
            Ok(false) => self.save(kept, ttl).await.map_err(|why| UpdateError::Other(why.into())),
            Err(why) => Err(UpdateError::Other(why.into())),
        }
    }

    async fn update_ttl(&self, _: &SessionKey, _: &CookieDuration) -> Result<(), anyhow::Error> {
        Ok(())
    }

    async fn delete(&self, key: &SessionKey) -> Result<(), anyhow::Error> {
        let (hash, now) = (self.key_hash(key.as_ref()), self.app.clock.now());
        let ended = self.app.write(move |tx| {
            let Some((device, user)) = tx.accounts().end_session(&hash, now)? else { return Ok(()) };
            let device = device.to_string();
            let (by, subject) = (Some(user), Some(device.as_str()));
            tx.note_deed(&Deed { by, what: "account.signed_out", subject, ..Deed::default() }, now)
        });
        Ok(ended.await?)
    }
}

//! What the invitation page shows.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    usecases::{
        account::invite::HOURS,
        adviser::invite::{CodeState, SeenInvitation},
    },
    web::{adviser::who::Who, parts::At, view::Page},
};

/// What an adviser sees of how a young person signs in.
#[derive(Debug, Clone, Serialize)]
pub struct InvitationPage {
    who: Who,
    /// The code, shown only once.
    code: Option<String>,
    /// Where it is used.
    address: String,
    /// How long a code works.
    hours: i64,
    has_account: bool,
    set_up: bool,
    asked: Option<At>,
    last: Last,
    /// The newest code works from then on, because a risk is recorded.
    from: Option<At>,
    /// Why no code can be made: `outside`, `died`, `closed` or `no-birth-date`.
    cannot: Option<&'static str>,
}

/// What happened to the newest code, and when.
#[derive(Debug, Clone, Serialize)]
struct Last {
    state: &'static str,
    at: Option<At>,
}

impl Page for InvitationPage {
    const TEMPLATE: &str = "adviser/invitation.html";
}

impl InvitationPage {
    /// How things stand; with a code right after it was made.
    pub fn of(seen: &SeenInvitation, today: NaiveDate, code: Option<String>, base_url: &str) -> Self {
        let (state, at) = match seen.code {
            CodeState::None => ("none", None),
            CodeState::Used(at) => ("used", Some(at)),
            CodeState::Expired(at) => ("expired", Some(at)),
            CodeState::TriedTooOften => ("tried-too-often", None),
            CodeState::Waits(until) => ("waits", Some(until)),
        };
        Self {
            who: Who::in_record(&seen.person, seen.may_change, today),
            code,
            address: format!("{base_url}/invitation"),
            hours: HOURS,
            has_account: seen.has_account,
            set_up: seen.set_up && !seen.closed && !seen.died,
            asked: seen.asked_at.map(At::from),
            last: Last { state, at: at.map(At::from) },
            from: seen.works_from.map(At::from),
            cannot: if !seen.may_change {
                Some("outside")
            } else if seen.died {
                Some("died")
            } else if seen.closed {
                Some("closed")
            } else {
                seen.person.identity.born.is_none().then_some("no-birth-date")
            },
        }
    }
}

//! `/adviser/people/{person}/invitation`: a one-time code for a young person, shown once.

use actix_web::{HttpRequest, web::Path};
use chrono::{DateTime, Utc};
use onward_domain::{access::Purpose, id::PersonId};
use onward_store::{StoreResult, Tx, rows::accounts::InvitationState};
use serde::Serialize;

use super::handlers::caseload;
use crate::{
    App, clock,
    usecases::account::{
        ask_for_reset::asked_lately,
        invite::{HOURS, Invited, YOUNG_LETTERS, invite_young_person, spoken},
    },
    web::{
        extract::Adviser,
        form::{Form, Nothing},
        reply::{PageResult, show},
        routes::{Audience, Route, get, post},
        view::Page,
    },
};

/// The addresses of this page.
#[must_use]
pub fn routes() -> Vec<Route> {
    const AT: &str = "/adviser/people/{person}/invitation";
    vec![get(AT, Audience::Adviser, page), post(AT, Audience::Adviser, make)]
}

/// What an adviser sees of a young person's way in.
#[derive(Debug, Clone, Default, Serialize)]
pub struct InvitationPage {
    /// Where the form goes, and the person's page.
    pub person: String,
    /// The name they use.
    pub name: String,
    /// The code, the one time that it is shown.
    pub code: Option<String>,
    /// How far the invitation has come, in sentences.
    pub lines: Vec<String>,
    /// The button: a first code, or a new one.
    pub button: &'static str,
    /// Why no code can be made.
    pub cannot: Option<&'static str>,
    /// How long a code works, in hours.
    pub hours: i64,
}

impl Page for InvitationPage {
    const TEMPLATE: &'static str = "adviser/invitation.html";
}

/// What is known before the page is written.
struct Known {
    name: String,
    may_change: bool,
    has_account: bool,
    disabled: bool,
    born_known: bool,
    latest: Option<InvitationState>,
    asked_at: Option<DateTime<Utc>>,
    set_up: bool,
}

fn look(tx: &Tx, record: &onward_store::scope::Record<'_>, now: DateTime<Utc>) -> StoreResult<Known> {
    let (person, account) = (record.person()?, record.account()?);
    let (mut latest, mut asked_at, mut set_up) = (None, None, false);
    if let Some(user) = &account {
        latest = tx.accounts().latest_invitation(user.id)?;
        set_up = tx.accounts().credential(user.id)?.is_some();
        asked_at = asked_lately(tx, now)?.into_iter().find(|(id, _)| *id == user.id).map(|(_, at)| at);
    }
    Ok(Known {
        name: person.identity.known_as,
        may_change: record.may_change(),
        has_account: account.is_some(),
        disabled: account.is_some_and(|user| user.disabled_at.is_some()),
        born_known: person.identity.born.is_some(),
        latest,
        asked_at,
        set_up,
    })
}

/// `GET`: how far it has come.
pub async fn page(app: App, request: HttpRequest, me: Adviser, at: Path<PersonId>) -> PageResult {
    let (person, user, now) = (*at, me.user.id, app.clock.moment());
    let known = app
        .read(move |tx| {
            let record = caseload(tx, user)?.open(tx, person, Purpose::Invitation, now)?;
            look(tx, &record, now.at)
        })
        .await?;
    show(&app, &request, Some(&me), &written(person, &known, None, now.at))
}

/// What a form's key is used up for.
const ACT: &str = "invitation";

/// `POST`: makes a code and shows it once. An earlier one stops. The second of two taps shows the first one's code again,
/// which belongs to the form and is kept nowhere.
pub async fn make(
    app: App,
    request: HttpRequest,
    me: Adviser,
    at: Path<PersonId>,
    form: Form<Nothing>,
) -> PageResult {
    let (person, user, now, key) = (*at, me.user.id, app.clock.moment(), form.once.clone());
    let (keys, code) = (app.keys.clone(), app.keys.code_of(&key, YOUNG_LETTERS));
    let kept = code.clone();
    let (works, known) = app
        .write(move |tx| {
            let record = caseload(tx, user)?.open(tx, person, Purpose::Invitation, now)?;
            let mut works = tx.done_before(user, &key, ACT)?.is_some();
            if !works && let Invited::Until(_) = invite_young_person(&record, tx, &keys, &kept, user, now)? {
                tx.use_up(user, &key, ACT, "", now.at)?;
                works = true;
            }
            Ok((works, look(tx, &record, now.at)?))
        })
        .await?;
    let code = works.then(|| spoken(&code));
    show(&app, &request, Some(&me), &written(person, &known, code, now.at))
}

fn written(person: PersonId, known: &Known, code: Option<String>, now: DateTime<Utc>) -> InvitationPage {
    let cannot = if !known.may_change {
        Some("You opened this record from outside. Their own adviser makes codes")
    } else if known.disabled {
        Some("This account is closed. Ask a manager")
    } else if known.born_known {
        None
    } else {
        Some("Nobody has recorded the date of birth. The code works with it. Record it first")
    };
    InvitationPage {
        person: format!("/adviser/people/{person}"),
        name: known.name.clone(),
        lines: if code.is_some() { Vec::new() } else { lines(known, now) },
        code,
        button: match (known.set_up, known.has_account) {
            (true, _) => "Make a code for a new passphrase",
            (false, true) => "Make a new code",
            (false, false) => "Make a code",
        },
        cannot,
        hours: HOURS,
    }
}

fn lines(known: &Known, now: DateTime<Utc>) -> Vec<String> {
    let mut lines = Vec::new();
    if known.set_up && !known.disabled {
        lines.push(format!(
            "{} can sign in already. Make a code only when they cannot get in: with it they choose a new passphrase.",
            known.name
        ));
    }
    if let Some(at) = known.asked_at {
        lines.push(format!(
            "They asked for a new way in: {}. Check that it is them before you give them a code.",
            clock::when(at, now)
        ));
    }
    lines.push(match (&known.latest, known.set_up) {
        (None, true) => "No code is open.".to_owned(),
        (None, false) => "They have not been invited yet.".to_owned(),
        (Some(code), _) if code.used_at.is_some() => {
            let used = code.used_at.map(|at| clock::when(at, now)).unwrap_or_default();
            format!("The last code was used: {used}.")
        }
        (Some(code), _) if code.expires_at <= now => {
            format!("The last code stopped: {}. It was not used.", clock::when(code.expires_at, now))
        }
        (Some(code), _) if code.wrong_tries >= crate::usecases::account::accept_invitation::TRIES => {
            "The last code was tried too often with a wrong date of birth. It is worth nothing now."
                .to_owned()
        }
        (Some(code), _) => format!("A code waits to be used until {}.", clock::when(code.expires_at, now)),
    });
    lines
}

#[cfg(test)]
mod tests {
    use super::InvitationPage;
    use crate::web::page_check::shown;
    use onward_domain::role::Role;

    #[test]
    fn the_page_shows_where_things_stand_the_code_once_or_why_there_is_none() {
        let start = InvitationPage {
            person: "/adviser/people/1".into(),
            name: "Jay".into(),
            lines: vec!["They have not been invited yet.".into()],
            button: "Make a code",
            hours: 72,
            ..InvitationPage::default()
        };
        let html = shown(Role::Adviser, "invitation", &start);
        assert!(html.contains("not been invited") && html.contains("Make a code"));
        let html = shown(
            Role::Adviser,
            "invitation-code",
            &InvitationPage { code: Some("ABCDE-FGHJK".into()), ..start.clone() },
        );
        assert!(html.contains("ABCDE-FGHJK") && html.contains("72 hours"));
        let html = shown(
            Role::Adviser,
            "invitation-cannot",
            &InvitationPage { cannot: Some("Record it first"), ..start },
        );
        assert!(html.contains("Record it first") && !html.contains("<button class=\"govuk-button\""));
    }
}

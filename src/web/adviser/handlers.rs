//! Answers an adviser's requests: read the address and the form, call the use case, show the page.

use actix_web::{
    HttpRequest,
    http::StatusCode,
    web::{Path, Query},
};
use onward_domain::{
    care::{Episode, EpisodeNote},
    id::{EpisodeId, PersonId, UserId},
};
use onward_store::{
    StoreError, StoreResult, Tx,
    repo::versions::{Kept, Sent, Version},
    scope::Caseload,
};

use super::{pages::Spell, show_care_history, show_people, show_person, show_spell};
use crate::{
    App,
    usecases::adviser::{
        correct_spell::{Line, SentSpell, correct_spell, see_spell},
        see_care_history::see_care_history,
        see_my_people::see_my_people,
        see_person::see_person,
    },
    web::{
        error::Situation,
        extract::Adviser,
        form::Form,
        law_words,
        reply::{PageResult, frame, see_other, show, show_again, show_in},
        view::FormErrors,
    },
};

/// The caseload of whoever asks, read anew in this transaction.
pub(super) fn caseload(tx: &Tx, me: UserId) -> StoreResult<Caseload> {
    tx.viewer(me)?.and_then(|viewer| viewer.caseload()).ok_or(StoreError::NotFound)
}

/// An id in an address; anything else is not there.
pub(super) fn id<T: std::str::FromStr>(written: &str) -> Result<T, Situation> {
    written.parse().map_err(|_| Situation::NotFound)
}

/// `/adviser/people`.
///
/// # Errors
/// The store's.
pub async fn my_people(
    app: App,
    request: HttpRequest,
    me: Adviser,
    asked: Query<show_people::Asked>,
) -> PageResult {
    let (law, now, user) = (app.law, app.clock.moment(), me.user.id);
    let all = app.read(move |tx| see_my_people(tx, &caseload(tx, user)?, law, now)).await?;
    show(&app, &request, Some(&me), &show_people::page(&all, &asked, now.today))
}

/// `/adviser/people/{person}`.
///
/// # Errors
/// Not this adviser's; the store's.
pub async fn person(app: App, request: HttpRequest, me: Adviser, place: Path<String>) -> PageResult {
    let person: PersonId = id(&place)?;
    let (law, messages, now, user) = (app.law, law_words::messages()?, app.clock.moment(), me.user.id);
    let seen = app.read(move |tx| see_person(tx, &caseload(tx, user)?, law, person, now)).await?;
    show(&app, &request, Some(&me), &show_person::page(&seen, law, messages))
}

/// `/adviser/people/{person}/care-history`, with the simulator's question in the address.
///
/// # Errors
/// Not this adviser's; the store's.
pub async fn care_history(
    app: App,
    request: HttpRequest,
    me: Adviser,
    place: Path<String>,
    asked: Query<show_care_history::Asked>,
) -> PageResult {
    let person: PersonId = id(&place)?;
    let (law, messages, now, user) = (app.law, law_words::messages()?, app.clock.moment(), me.user.id);
    let seen =
        app.read(move |tx| see_care_history(tx, &caseload(tx, user)?, law, messages, person, now)).await?;
    let page = show_care_history::page(&seen, law, messages, &asked);
    if page.what_if.errors.is_empty() {
        show(&app, &request, Some(&me), &page)
    } else {
        show_again(&app, &request, Some(&me), &page)
    }
}

/// What the form for a spell needs besides the form.
struct About {
    name: String,
    known_as: String,
    base: String,
    line: Option<Line>,
}

async fn about(
    app: &App,
    user: UserId,
    person: PersonId,
    line: Option<EpisodeId>,
) -> Result<About, Situation> {
    let now = app.clock.moment();
    let base = format!("/adviser/people/{person}");
    let read = move |tx: &Tx| {
        let caseload = caseload(tx, user)?;
        let record = caseload.open(tx, person, onward_domain::access::Purpose::CareHistory, now)?;
        record.for_change()?;
        let identity = record.person()?.identity;
        let line = line.map(|line| see_spell(tx, &caseload, person, line, now)).transpose()?;
        Ok((identity, line))
    };
    let (identity, line) = app.read(read).await?;
    Ok(About { name: identity.listed_name(), known_as: identity.known_as, base, line })
}

/// `/adviser/people/{person}/care-history/spells/new`.
///
/// # Errors
/// Not this adviser's; the store's.
pub async fn new_spell(app: App, request: HttpRequest, me: Adviser, place: Path<String>) -> PageResult {
    let about = about(&app, me.user.id, id(&place)?, None).await?;
    let form = show_spell::Filled::default();
    show(
        &app,
        &request,
        Some(&me),
        &show_spell::page(&about.name, &about.base, None, &form, FormErrors::none(), None),
    )
}

/// `/adviser/people/{person}/care-history/spells/{spell}`.
///
/// # Errors
/// Not this adviser's; the store's.
pub async fn spell(app: App, request: HttpRequest, me: Adviser, place: Path<(String, String)>) -> PageResult {
    let (person, spell) = place.into_inner();
    let about = about(&app, me.user.id, id(&person)?, Some(id(&spell)?)).await?;
    let form = about.line.as_ref().map(|line| show_spell::Filled::from_line(&line.was)).unwrap_or_default();
    show(
        &app,
        &request,
        Some(&me),
        &show_spell::page(&about.name, &about.base, about.line.as_ref(), &form, FormErrors::none(), None),
    )
}

/// The form of a new spell.
///
/// # Errors
/// Not this adviser's; the store's.
pub async fn add_spell(
    app: App,
    request: HttpRequest,
    me: Adviser,
    place: Path<String>,
    form: Form<show_spell::Filled>,
) -> PageResult {
    let person: PersonId = id(&place)?;
    let about = about(&app, me.user.id, person, None).await?;
    save_spell(&app, &request, &me, person, &about, form).await
}

/// The form that corrects a spell.
///
/// # Errors
/// Not this adviser's; the store's.
pub async fn change_spell(
    app: App,
    request: HttpRequest,
    me: Adviser,
    place: Path<(String, String)>,
    form: Form<show_spell::Filled>,
) -> PageResult {
    let (person, spell) = place.into_inner();
    let person: PersonId = id(&person)?;
    let about = about(&app, me.user.id, person, Some(id(&spell)?)).await?;
    save_spell(&app, &request, &me, person, &about, form).await
}

async fn save_spell(
    app: &App,
    request: &HttpRequest,
    me: &Adviser,
    person: PersonId,
    about: &About,
    form: Form<show_spell::Filled>,
) -> PageResult {
    let (now, user) = (app.clock.moment(), me.user.id);
    let key = form.once.clone();
    let filled = form.into_inner();
    let again = |errors, clash, filled: &show_spell::Filled| {
        show_spell::page(&about.name, &about.base, about.line.as_ref(), filled, errors, clash)
    };
    let says = match filled.read(about.line.as_ref().map(|line| &line.was.note), now.today) {
        Ok(says) => says,
        Err(errors) => return show_again(app, request, Some(me), &again(errors, None, &filled)),
    };
    let version: Option<EpisodeId> = match about.line {
        Some(_) => Some(id(&filled.version)?),
        None => None,
    };
    let spell = Sent { version, says: says.clone(), key };
    let sent = SentSpell { spell, reason: filled.reason.trim().to_owned(), seen: filled.seen.clone() };
    let law = app.law;
    let done = app.write(move |tx| correct_spell(tx, &caseload(tx, user)?, law, person, &sent, now)).await?;
    match done {
        Kept::Doubt(effect) => {
            let shown = show_spell::effect(&effect, &about.known_as);
            let filled = show_spell::Filled { seen: effect.token(&says), ..filled };
            let page = Spell { effect: Some(shown), ..again(FormErrors::none(), None, &filled) };
            show_again(app, request, Some(me), &page)
        }
        Kept::Now(_) | Kept::Before(_) | Kept::Same => {
            Ok(see_other(&format!("{}/care-history?saved=yes", about.base)))
        }
        Kept::Clash(theirs) => clash(app, request, me, about, &filled, &says, theirs.as_deref()),
    }
}

/// Both versions; the form keeps what was written and now stands on the newest version.
fn clash(
    app: &App,
    request: &HttpRequest,
    me: &Adviser,
    about: &About,
    filled: &show_spell::Filled,
    yours: &EpisodeNote,
    theirs: Option<&Version<Episode>>,
) -> PageResult {
    let form = show_spell::Filled {
        version: theirs.map(|line| line.row.id.to_string()).unwrap_or_default(),
        ..filled.clone()
    };
    let who = theirs.and_then(|line| line.by.as_deref()).unwrap_or("An import");
    let clash = show_spell::clash(theirs.map(|line| &line.row), who, yours);
    let page = show_spell::page(
        &about.name,
        &about.base,
        about.line.as_ref(),
        &form,
        FormErrors::none(),
        Some(clash),
    );
    show_in(app, &frame(app, request, Some(me)), StatusCode::CONFLICT, &page)
}

//! Answers an adviser's requests: read the address and the form, call the use case, show the page.

use actix_web::{
    HttpRequest, HttpResponse,
    http::StatusCode,
    web::{Path, Query},
};
use chrono::{Datelike, NaiveDate};
use onward_domain::{
    care::EpisodeNote,
    entitlement::EntitlementAct,
    id::{EpisodeId, PersonId, UserId},
    money::Pence,
};
use onward_store::{StoreError, StoreResult, Tx, scope::Caseload};
use serde::Deserialize;

use super::{
    pages::{DateParts, Search, SearchRow},
    show_care_history, show_entitlement, show_people, show_person, show_spell,
};
use crate::{
    App,
    usecases::adviser::{
        add_entitlement_step::{NewStep, add_entitlement_step},
        correct_spell::{Corrected, Line, correct_spell, see_spell},
        find_person::find_person,
        see_care_history::see_care_history,
        see_entitlement::see_entitlement,
        see_my_people::see_my_people,
        see_person::see_person,
    },
    web::{
        dates::Written,
        error::Situation,
        extract::Adviser,
        form::Form,
        law_words,
        reply::{PageResult, frame, see_other, show, show_again, show_in},
        view::FormErrors,
        words::count,
    },
};

/// Letters of what was said, at most.
const MOST: usize = 600;

/// The caseload of whoever asks, read anew in this transaction.
fn caseload(tx: &Tx, me: UserId) -> StoreResult<Caseload> {
    tx.viewer(me)?.and_then(|viewer| viewer.caseload()).ok_or(StoreError::NotFound)
}

/// An id in an address; anything else is not there.
fn id<T: std::str::FromStr>(written: &str) -> Result<T, Situation> {
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
    let page = show_care_history::page(&seen, law, &asked);
    if page.what_if.errors.is_empty() {
        show(&app, &request, Some(&me), &page)
    } else {
        show_again(&app, &request, Some(&me), &page)
    }
}

/// What the form for a spell needs besides the form.
struct About {
    name: String,
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
        let name = record.person()?.identity.listed_name();
        let line = line.map(|line| see_spell(tx, &caseload, person, line, now)).transpose()?;
        Ok((name, line))
    };
    let (name, line) = app.read(read).await?;
    Ok(About { name, base, line })
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
    let (sent, reason) = (says.clone(), filled.reason.trim().to_owned());
    let done = app
        .write(move |tx| {
            correct_spell(tx, &caseload(tx, user)?, user, person, version, &sent, &reason, &key, now)
        })
        .await?;
    match done {
        Corrected::Kept => Ok(see_other(&format!("{}/care-history?saved=yes", about.base))),
        Corrected::Clash(theirs) => {
            clash(app, request, me, about, &filled, &says, theirs.map(|line| *line)).await
        }
    }
}

/// Both versions; the form keeps what was written and now stands on the newest version.
async fn clash(
    app: &App,
    request: &HttpRequest,
    me: &Adviser,
    about: &About,
    filled: &show_spell::Filled,
    yours: &EpisodeNote,
    theirs: Option<onward_domain::care::Episode>,
) -> PageResult {
    let by = theirs.as_ref().and_then(|line| line.recorded.by);
    let who = match by {
        Some(by) => app.read(move |tx| Ok(tx.users().find(by)?.map(|user| user.display_name))).await?,
        None => None,
    };
    let form = show_spell::Filled {
        version: theirs.as_ref().map(|line| line.id.to_string()).unwrap_or_default(),
        ..filled.clone()
    };
    let clash = show_spell::clash(theirs.as_ref(), who.as_deref().unwrap_or("An import"), yours);
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

/// What follows a saved step.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct After {
    saved: String,
}

/// `/adviser/people/{person}/entitlements/{number}`.
///
/// # Errors
/// Not this adviser's, no such entitlement; the store's.
pub async fn entitlement(
    app: App,
    request: HttpRequest,
    me: Adviser,
    place: Path<(String, String)>,
    after: Query<After>,
) -> PageResult {
    let (person, number) = place.into_inner();
    let form = show_entitlement::Form::default();
    show_one(&app, &request, &me, id(&person)?, &number, form, !after.saved.is_empty()).await
}

async fn show_one(
    app: &App,
    request: &HttpRequest,
    me: &Adviser,
    person: PersonId,
    number: &str,
    form: show_entitlement::Form,
    saved: bool,
) -> PageResult {
    let (law, messages, now, user) = (app.law, law_words::messages()?, app.clock.moment(), me.user.id);
    let place = law_words::place_of(law.entitlements(), number).ok_or(Situation::NotFound)?;
    let seen = app.read(move |tx| see_entitlement(tx, &caseload(tx, user)?, law, person, place, now)).await?;
    let wrong = !form.errors.is_empty();
    let page = show_entitlement::page(&seen, law, messages, form, saved).ok_or(Situation::NotFound)?;
    if wrong { show_again(app, request, Some(me), &page) } else { show(app, request, Some(me), &page) }
}

/// The form that adds a step to the ledger.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct StepForm {
    step: String,
    day_day: String,
    day_month: String,
    day_year: String,
    amount: String,
    words: String,
}

impl StepForm {
    /// What happened, or what to mend.
    fn read(&self, today: NaiveDate) -> Result<NewStep, FormErrors> {
        let mut errors = FormErrors::none();
        let act = show_entitlement::ACTS.iter().map(|known| known.0).find(|act| act.word() == self.step);
        if act.is_none() {
            errors.add("step", "Choose what happened");
        }
        let written = Written { day: &self.day_day, month: &self.day_month, year: &self.day_year };
        let day = if written.is_empty() {
            Some(today)
        } else {
            written
                .read("the day", |year| (1990..=today.year()).contains(&year))
                .map_err(|words| errors.add("day", &words))
                .ok()
        };
        if day.is_some_and(|day| day > today) {
            errors.add("day", "Enter today or an earlier day");
        }
        let amount = match amount(&self.amount) {
            Ok(amount) => amount,
            Err(words) => {
                errors.add("amount", words);
                None
            }
        };
        let words = self.words.trim();
        if words.chars().count() > MOST {
            errors.add("words", &format!("Use {MOST} letters or fewer"));
        }
        if words.is_empty() && act == Some(EntitlementAct::Refused) {
            errors.add("words", "Enter why it was refused and how to challenge it");
        }
        match (act, day) {
            (Some(act), Some(day)) if errors.is_empty() => {
                Ok(NewStep { act, day, amount, words: (!words.is_empty()).then(|| words.to_owned()) })
            }
            _ => Err(errors),
        }
    }
}

/// "£1,240", "57.50": nothing written is no amount.
fn amount(written: &str) -> Result<Option<Pence>, &'static str> {
    const WRONG: &str = "Enter an amount like 380 or 57.50";
    let plain: String = written.chars().filter(|letter| !matches!(letter, '£' | ',' | ' ')).collect();
    if plain.is_empty() {
        return if written.trim().is_empty() { Ok(None) } else { Err(WRONG) };
    }
    let (pounds, pence) = plain.split_once('.').unwrap_or((plain.as_str(), "0"));
    let pence = match pence.len() {
        1 => format!("{pence}0"),
        _ => pence.to_owned(),
    };
    let digits =
        |text: &str| !text.is_empty() && text.len() <= 7 && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(pounds) || pence.len() != 2 || !digits(&pence) {
        return Err(WRONG);
    }
    let (pounds, pence): (i64, i64) = (pounds.parse().map_err(|_| WRONG)?, pence.parse().map_err(|_| WRONG)?);
    Ok(Some(Pence(pounds * 100 + pence)))
}

/// Adds a step to the ledger.
///
/// # Errors
/// Not this adviser's, no such entitlement; the store's.
pub async fn add_step(
    app: App,
    request: HttpRequest,
    me: Adviser,
    place: Path<(String, String)>,
    form: Form<StepForm>,
) -> PageResult {
    let (person, number) = place.into_inner();
    let person: PersonId = id(&person)?;
    let (law, now, user) = (app.law, app.clock.moment(), me.user.id);
    let place = law_words::place_of(law.entitlements(), &number).ok_or(Situation::NotFound)?;
    let key = form.once.clone();
    match form.read(now.today) {
        Err(errors) => {
            let form = form.into_inner();
            let day = DateParts { day: form.day_day, month: form.day_month, year: form.day_year };
            let form = show_entitlement::Form {
                step: form.step,
                day,
                amount: form.amount,
                words: form.words,
                errors,
            };
            show_one(&app, &request, &me, person, &number, form, false).await
        }
        Ok(step) => {
            app.write(move |tx| {
                add_entitlement_step(tx, &caseload(tx, user)?, user, law, person, place, &step, &key, now)
            })
            .await?;
            Ok(see_other(&format!("/adviser/people/{person}/entitlements/{number}?saved=yes")))
        }
    }
}

/// What is looked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Looked {
    q: String,
}

/// `/adviser/search`.
///
/// # Errors
/// The store's.
pub async fn search(
    app: App,
    request: HttpRequest,
    me: Adviser,
    looked: Query<Looked>,
) -> Result<HttpResponse, Situation> {
    let (now, user) = (app.clock.moment(), me.user.id);
    let words: String = looked.q.chars().take(100).collect();
    let asked = words.clone();
    let found = app.read(move |tx| find_person(tx, &caseload(tx, user)?, &asked, now)).await?;
    let rows: Vec<SearchRow> = found
        .own
        .into_iter()
        .map(|one| SearchRow {
            href: format!("/adviser/people/{}", one.person),
            name: one.name,
            about: one
                .born
                .and_then(|born| now.today.years_since(born))
                .map_or_else(|| "Age not known".to_owned(), |age| age.to_string()),
        })
        .collect();
    let said = (!words.trim().is_empty()).then(|| match (rows.len(), &found.outside) {
        (0, Some(_)) => "Nobody you work with has this name or number.".to_owned(),
        (0, None) => "Nobody was found. Check the spelling, or enter the whole record number.".to_owned(),
        (many, _) => format!("{} found.", count(many, "person", "people")),
    });
    let outside = found.outside.map(|one| format!("/adviser/open/{}", one.person));
    show(&app, &request, Some(&me), &Search { q: words, said, rows, outside })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_taken_as_people_write_them_and_nothing_else() {
        let read = |written: &str| amount(written).map(|amount| amount.map(|amount| amount.0));
        for (written, pence) in
            [("380", 38_000), ("£1,240", 124_000), ("57.50", 5_750), ("57.5", 5_750), (" £ 2 000 ", 200_000)]
        {
            assert_eq!(read(written), Ok(Some(pence)), "{written}");
        }
        assert_eq!(read("  "), Ok(None));
        for wrong in ["lots", "-5", "1.234", "£", "1e3", "99999999", "5."] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_refusal_needs_its_reason_and_no_step_lies_ahead() {
        let today: NaiveDate = "2026-11-23".parse().unwrap();
        let refused = StepForm { step: "refused".into(), ..StepForm::default() };
        assert!(refused.read(today).unwrap_err().of("words").is_some());
        let tomorrow = StepForm {
            step: "told".into(),
            day_day: "24".into(),
            day_month: "11".into(),
            day_year: "2026".into(),
            ..StepForm::default()
        };
        assert!(tomorrow.read(today).unwrap_err().of("day").is_some());
        let told = StepForm { step: "told".into(), ..StepForm::default() };
        assert_eq!(told.read(today).unwrap().day, today);
        assert!(StepForm::default().read(today).unwrap_err().of("step").is_some());
    }
}

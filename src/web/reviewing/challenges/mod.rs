//! `/reviewing/challenges`: what a reviewing officer does not accept, from raised to what changed for the child. Nothing closes
//! without a result.

mod form;

use actix_web::web::Path;
use chrono::{Datelike, NaiveDate};
use onward_domain::{
    id::{ChallengeId, PersonId},
    reviewing::{ChallengeRefused, LAST_BY_ITSELF},
};
use onward_store::{repo::reviewing::Reviewed, scope::Listed};
use serde::Serialize;
use std::sync::Arc;

use self::form::{RaiseForm, ResultForm};
use crate::{
    usecases::{
        reviewed::{SeenChallenge, move_challenge, see_challenge},
        reviewing::work::{raise_challenge, see_advice, see_reviews, see_work},
    },
    web::{
        challenge::{ChallengeRow, ChallengeShown, Ended},
        desk::{Desk, Reviewing},
        form::{Form, FormErrors, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        view::{FormState, Page},
        words::says::reviewing::challenge as told,
    },
};

const AT: &str = "/reviewing/challenges";
const NEW: &str = "/reviewing/people/{person}/challenges/new";
const ONE: &str = "/reviewing/people/{person}/challenges/{challenge}";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![
        get(AT, Audience::Reviewing, list),
        get(NEW, Audience::Reviewing, new),
        post(NEW, Audience::Reviewing, raise),
        get(ONE, Audience::Reviewing, one),
        post(ONE, Audience::Reviewing, step),
    ]
}

/// The page of a challenge.
pub fn address(person: PersonId, id: ChallengeId) -> String {
    format!("/reviewing/people/{person}/challenges/{id}")
}

/// Where one is raised about a person.
pub fn new_at(person: PersonId) -> String {
    format!("/reviewing/people/{person}/challenges/new")
}

/// All of them.
#[derive(Debug, Clone, Serialize)]
pub struct ChallengesPage {
    open: Vec<ChallengeRow>,
    closed: Vec<ChallengeRow>,
    ended: Ended,
}

impl Page for ChallengesPage {
    const TEMPLATE: &'static str = "reviewing/challenges.html";
}

impl ChallengesPage {
    pub fn of(people: &[Arc<Listed>], reviewed: &Reviewed, today: NaiveDate) -> Self {
        let row = |one: &onward_domain::reviewing::Challenge| {
            let name = people.iter().find(|person| person.person.id == one.person);
            let name = name.map(|person| person.person.identity.listed_name()).unwrap_or_default();
            ChallengeRow::of(one, name, address(one.person, one.id), today)
        };
        let (mut open, mut closed): (Vec<_>, Vec<_>) =
            reviewed.challenges.iter().map(row).partition(|row| row.closed.is_none());
        open.sort_by_key(|row| std::cmp::Reverse(row.age));
        closed.sort_by_key(|row| std::cmp::Reverse(row.number));
        let year = NaiveDate::from_ymd_opt(today.year(), 1, 1).unwrap_or(today);
        Self { open, closed, ended: Ended::since(&reviewed.challenges, year, today) }
    }
}

/// A new one.
#[derive(Debug, Clone, Serialize)]
pub struct RaisePage {
    name: String,
    back: String,
    action: String,
    #[serde(flatten)]
    sheet: Sheet<RaiseForm>,
}

impl Page for RaisePage {
    const TEMPLATE: &'static str = "reviewing/raise.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl RaisePage {
    pub fn of(name: &str, person: PersonId, sheet: Sheet<RaiseForm>) -> Self {
        Self { name: name.to_owned(), back: super::reviews::address(person), action: new_at(person), sheet }
    }
}

/// One challenge.
#[derive(Debug, Clone, Serialize)]
pub struct ChallengePage {
    one: ChallengeShown,
    action: String,
    next_level: u8,
    last_by_itself: u8,
    advice: Vec<(String, String)>,
    #[serde(flatten)]
    sheet: Sheet<ResultForm>,
}

impl Page for ChallengePage {
    const TEMPLATE: &'static str = "reviewing/challenge.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl ChallengePage {
    pub fn of(
        seen: &SeenChallenge,
        advice: Vec<(String, String)>,
        today: NaiveDate,
        sheet: Sheet<ResultForm>,
    ) -> Self {
        let person = format!("/reviewing/people/{}/reviews", seen.challenge.person);
        Self {
            one: ChallengeShown::of(seen, person, today),
            action: address(seen.challenge.person, seen.challenge.id),
            next_level: seen.challenge.stands(today).level() + 1,
            last_by_itself: LAST_BY_ITSELF,
            advice,
            sheet,
        }
    }
}

async fn list(desk: Desk<Reviewing>) -> PageResult {
    let (people, reviewed) = desk.read(see_work).await?;
    desk.show(&ChallengesPage::of(&people, &reviewed, desk.now().today))
}

async fn new(desk: Desk<Reviewing>, at: Path<PersonId>) -> PageResult {
    show_new(&desk, *at, Sheet::default()).await
}

async fn show_new(desk: &Desk<Reviewing>, person: PersonId, sheet: Sheet<RaiseForm>) -> PageResult {
    let seen = desk.read(move |ask| see_reviews(ask, person)).await?;
    desk.show(&RaisePage::of(&seen.person.person.identity.known_as, person, sheet))
}

async fn raise(desk: Desk<Reviewing>, at: Path<PersonId>, form: Form<RaiseForm>) -> PageResult {
    let (person, key, form) = (*at, form.once.clone(), form.into_inner());
    let new = match form.read() {
        Ok(new) => new,
        Err(errors) => return show_new(&desk, person, Sheet::wrong(form, errors)).await,
    };
    let id = desk.write(move |ask| raise_challenge(ask, person, &new, &key)).await?;
    Ok(see_other(&address(person, id)))
}

async fn one(desk: Desk<Reviewing>, at: Path<(PersonId, ChallengeId)>) -> PageResult {
    let (person, id) = *at;
    show_one(&desk, person, id, Sheet::default()).await
}

async fn show_one(
    desk: &Desk<Reviewing>,
    person: PersonId,
    id: ChallengeId,
    sheet: Sheet<ResultForm>,
) -> PageResult {
    let (seen, advice) =
        desk.read(move |ask| Ok((see_challenge(ask, person, id)?, see_advice(ask)?))).await?;
    let advice = advice.into_iter().filter(|advice| advice.note.matter == seen.challenge.matter);
    let advice = advice.map(|advice| (super::advice::address(advice.id), advice.note.title)).collect();
    desk.show(&ChallengePage::of(&seen, advice, desk.now().today, sheet))
}

async fn step(
    desk: Desk<Reviewing>,
    at: Path<(PersonId, ChallengeId)>,
    form: Form<ResultForm>,
) -> PageResult {
    let ((person, id), key, form) = (*at, form.once.clone(), form.into_inner());
    let step = match form.read(desk.me.user.id, desk.now()) {
        Ok(step) => step,
        Err(errors) => return show_one(&desk, person, id, Sheet::wrong(form, errors)).await,
    };
    match desk.write(move |ask| move_challenge(ask, (person, id), &step, &key)).await? {
        Ok(()) => Ok(see_other(&address(person, id))),
        Err(why) => {
            let errors = match why {
                ChallengeRefused::Closed => FormErrors::one("words", told::Closed),
                ChallengeRefused::LastLevel => FormErrors::one("words", told::LastLevel),
                ChallengeRefused::Answered | ChallengeRefused::Incomplete => {
                    FormErrors::one("words", told::Words)
                }
            };
            show_one(&desk, person, id, Sheet::wrong(form, errors)).await
        }
    }
}

//! `/manager/challenges`: reviews and challenges in figures, and each challenge with the answer that it waits for.

#[cfg(test)]
mod tests;

use actix_web::web::Path;
use chrono::{Datelike, NaiveDate};
use onward_domain::{
    id::{ChallengeId, PersonId},
    reviewing::{Challenge, ChallengeAct, ChallengeMove, ChallengeRefused, Lacks, ReviewKind},
};
use onward_store::{repo::reviewing::Reviewed, scope::Listed};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use validator::Validate;

use crate::{
    usecases::{
        manager::reviewing::see_reviewing,
        reviewed::{SeenChallenge, due_for, move_challenge, see_challenge},
    },
    web::{
        challenge::{ChallengeRow, ChallengeShown, Ended},
        desk::{Desk, Manager},
        form::{Form, FormErrors, Reader, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        view::{FormState, Page},
        words::says::reviewing::challenge as told,
    },
};

const AT: &str = "/manager/challenges";
const ONE: &str = "/manager/people/{person}/challenges/{challenge}";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![
        get(AT, Audience::Manager, list),
        get(ONE, Audience::Manager, one),
        post(ONE, Audience::Manager, answer),
    ]
}

fn address(person: PersonId, id: ChallengeId) -> String {
    format!("/manager/people/{person}/challenges/{id}")
}

/// The figures.
#[derive(Debug, Clone, Serialize)]
pub struct FiguresPage {
    open: Vec<ChallengeRow>,
    closed: Vec<ChallengeRow>,
    ended: Ended,
    late: usize,
    /// Days until a challenge was closed, in the middle.
    middle_age: Option<i64>,
    reviews_due: usize,
    reviews_late: usize,
    /// Of the reviews held this year: how many there are, and how many were about an outcome with a day and a name.
    held: usize,
    about_outcomes: usize,
    with_views: usize,
    without_officer: usize,
}

impl Page for FiguresPage {
    const TEMPLATE: &'static str = "manager/challenges.html";
}

impl FiguresPage {
    pub fn of(people: &[Arc<Listed>], reviewed: &Reviewed, today: NaiveDate) -> Self {
        let year = NaiveDate::from_ymd_opt(today.year(), 1, 1).unwrap_or(today);
        let row = |one: &Challenge| {
            let name = people.iter().find(|person| person.person.id == one.person);
            let name = name.map(|person| person.person.identity.listed_name()).unwrap_or_default();
            ChallengeRow::of(one, name, address(one.person, one.id), today)
        };
        let (mut open, mut closed): (Vec<_>, Vec<_>) =
            reviewed.challenges.iter().map(row).partition(|row| row.closed.is_none());
        open.sort_by_key(|row| (!row.late, std::cmp::Reverse(row.age)));
        closed.sort_by_key(|row| std::cmp::Reverse(row.number));
        let mut ages: Vec<i64> = closed.iter().map(|row| row.age).collect();
        ages.sort_unstable();
        let due: Vec<_> = people
            .iter()
            .flat_map(|person| {
                let theirs = reviewed.reviews.get(&person.person.id).map(Vec::as_slice).unwrap_or_default();
                let talked =
                    reviewed.strategies.get(&person.person.id).map(Vec::as_slice).unwrap_or_default();
                due_for(person, theirs, talked, today)
            })
            .collect();
        let records: Vec<_> = reviewed
            .reviews
            .values()
            .flatten()
            .filter_map(|review| review.record())
            .filter(|record| record.held_on >= year)
            .collect();
        let is_about = |lacks: &[Lacks]| {
            !lacks.iter().any(|one| matches!(one, Lacks::Outcome | Lacks::ByWhen | Lacks::Who))
        };
        Self {
            late: open.iter().filter(|row| row.late).count(),
            open,
            ended: Ended::since(&reviewed.challenges, year, today),
            middle_age: ages.get(ages.len() / 2).copied(),
            closed,
            reviews_due: due.iter().filter(|one| one.by.is_some()).count(),
            reviews_late: due.iter().filter(|one| one.late(today)).count(),
            held: records.len(),
            about_outcomes: records.iter().filter(|record| is_about(&record.lacks())).count(),
            with_views: records.iter().filter(|record| !record.lacks().contains(&Lacks::Views)).count(),
            without_officer: people
                .iter()
                .filter(|person| person.reviewing_officer.is_none() && in_care(person, today))
                .count(),
        }
    }
}

fn in_care(person: &Listed, today: NaiveDate) -> bool {
    due_for(person, &[], &[], today).iter().any(|due| due.kind == ReviewKind::Care)
}

/// An answer.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct AnswerForm {
    #[validate(length(max = 2000))]
    words: String,
}

/// One challenge.
#[derive(Debug, Clone, Serialize)]
pub struct ChallengePage {
    one: ChallengeShown,
    action: String,
    #[serde(flatten)]
    sheet: Sheet<AnswerForm>,
}

impl Page for ChallengePage {
    const TEMPLATE: &'static str = "manager/challenge.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl ChallengePage {
    pub fn of(seen: &SeenChallenge, today: NaiveDate, sheet: Sheet<AnswerForm>) -> Self {
        let person = format!("/manager/people/{}", seen.challenge.person);
        let action = address(seen.challenge.person, seen.challenge.id);
        Self { one: ChallengeShown::of(seen, person, today), action, sheet }
    }
}

async fn list(desk: Desk<Manager>) -> PageResult {
    let (people, reviewed) = desk.read(see_reviewing).await?;
    desk.show(&FiguresPage::of(&people, &reviewed, desk.now().today))
}

async fn one(desk: Desk<Manager>, at: Path<(PersonId, ChallengeId)>) -> PageResult {
    let (person, id) = *at;
    show(&desk, person, id, Sheet::default()).await
}

async fn show(
    desk: &Desk<Manager>,
    person: PersonId,
    id: ChallengeId,
    sheet: Sheet<AnswerForm>,
) -> PageResult {
    let seen = desk.read(move |ask| see_challenge(ask, person, id)).await?;
    desk.show(&ChallengePage::of(&seen, desk.now().today, sheet))
}

async fn answer(
    desk: Desk<Manager>,
    at: Path<(PersonId, ChallengeId)>,
    form: Form<AnswerForm>,
) -> PageResult {
    let ((person, id), key, form) = (*at, form.once.clone(), form.into_inner());
    let mut read = Reader::of(&form);
    let words = read.text("words", &form.words).missing(told::Answer).required();
    let words = match read.done(|| words) {
        Ok(words) => words,
        Err(errors) => return show(&desk, person, id, Sheet::wrong(form, errors)).await,
    };
    let now = desk.now();
    let step = ChallengeMove {
        act: ChallengeAct::Answered,
        words,
        result: None,
        how_known: None,
        childs_words: None,
        on: now.today,
        at: now.at,
        by: desk.me.user.id,
    };
    match desk.write(move |ask| move_challenge(ask, (person, id), &step, &key)).await? {
        Ok(()) => Ok(see_other(&address(person, id))),
        Err(why) => {
            let words = match why {
                ChallengeRefused::Answered => crate::web::words::Say::from(told::Answered),
                _ => told::Closed.into(),
            };
            show(&desk, person, id, Sheet::wrong(form, FormErrors::one("words", words))).await
        }
    }
}

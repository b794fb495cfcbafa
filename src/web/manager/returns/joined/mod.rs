//! `/manager/import/joined`: two numbers of the return that are one person's are joined, after both were compared, and taken
//! apart again.

mod form;
mod page;
#[cfg(test)]
mod tests;

use actix_web::web::Query;
use onward_domain::id::{PersonId, SecondLookId};
use serde::Deserialize;

use self::{
    form::{JoinForm, Wanted},
    page::{JoinedPage, PairShown},
};
use crate::{
    usecases::manager::import_903::{
        JoinAnswer, ask_to_join, compare, leave_as_two, see_joined, settle_join, take_apart,
    },
    web::{
        desk::{Desk, Manager},
        error::Situation,
        form::{Form, FormErrors, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        words::says::manager::returns as told,
    },
};

/// The address of the room.
const AT: &str = "/manager/import/joined";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![
        get(AT, Audience::Manager, joined),
        post(AT, Audience::Manager, join),
        post("/manager/import/joined/settle", Audience::Manager, settle),
        post("/manager/import/joined/apart", Audience::Manager, apart),
    ]
}

/// What was just done, in the address that shows it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Done {
    /// `asked`, `joined`, `declined`, `two` or `apart`.
    done: String,
}

async fn joined(desk: Desk<Manager>, asked: Query<Done>) -> PageResult {
    let done = ["asked", "joined", "declined", "two", "apart"].into_iter().find(|word| *word == asked.done);
    show(&desk, done, None, Sheet::default()).await
}

async fn show(
    desk: &Desk<Manager>,
    done: Option<&'static str>,
    pair: Option<PairShown>,
    sheet: Sheet<JoinForm>,
) -> PageResult {
    let seen = desk.read(see_joined).await?;
    desk.show(&JoinedPage::of(seen, done, pair, sheet))
}

/// Shows who the two are, and asks another manager once somebody has said that they are one person; or keeps that they are two.
async fn join(desk: Desk<Manager>, form: Form<JoinForm>) -> PageResult {
    let (key, form) = (form.once.clone(), form.into_inner());
    let Wanted { keep, other, sure } = match form.read() {
        Ok(wanted) => wanted,
        Err(errors) => return show(&desk, None, None, Sheet::wrong(form, errors)).await,
    };
    let both = desk.read(move |ask| compare(ask, &keep, &other)).await?;
    let (keep, other) = match both {
        (Some(keep), Some(other)) => (keep, other),
        (keep, other) => {
            let mut errors = FormErrors::none();
            if keep.is_none() {
                errors.add("keep", told::NobodyHas);
            }
            if other.is_none() {
                errors.add("other", told::NobodyHas);
            }
            return show(&desk, None, None, Sheet::wrong(form, errors)).await;
        }
    };
    let Some(sure) = sure else {
        return show(&desk, None, Some(PairShown::side_by_side(&keep, &other)), Sheet::new(form)).await;
    };
    let (keep, other) = (keep.who.person.id, other.who.person.id);
    if !sure {
        desk.write(move |ask| leave_as_two(ask, keep, other, &key)).await?;
        return Ok(see_other(&format!("{AT}?done=two")));
    }
    match desk.write(move |ask| ask_to_join(ask, keep, other, &key)).await? {
        JoinAnswer::NobodyElse => {
            let errors = FormErrors::one("other", told::NobodyElse);
            show(&desk, None, None, Sheet::wrong(form, errors)).await
        }
        JoinAnswer::NotPossible => {
            let errors = FormErrors::one("other", told::NotPossible);
            show(&desk, None, None, Sheet::wrong(form, errors)).await
        }
        JoinAnswer::Done | JoinAnswer::Waits | JoinAnswer::Settled => {
            Ok(see_other(&format!("{AT}?done=asked")))
        }
    }
}

/// What another manager says of two that wait.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct SettleForm {
    look: Option<SecondLookId>,
    /// `yes` or `no`.
    agree: String,
}

/// Joins the two, or leaves them as they are.
async fn settle(desk: Desk<Manager>, form: Form<SettleForm>) -> PageResult {
    let unreadable = Situation::NOT_OUR_FORM;
    let (Some(look), key) = (form.look, form.once.clone()) else { return Err(unreadable) };
    let agree = match form.agree.as_str() {
        "yes" => true,
        "no" => false,
        _ => return Err(unreadable),
    };
    let done = match desk.write(move |ask| settle_join(ask, look, agree, &key)).await? {
        JoinAnswer::NotPossible => {
            let errors = FormErrors::one("other", told::NotPossible);
            return show(&desk, None, None, Sheet::wrong(JoinForm::default(), errors)).await;
        }
        _ if agree => "joined",
        _ => "declined",
    };
    Ok(see_other(&format!("{AT}?done={done}")))
}

/// Which number is taken apart.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct ApartForm {
    other: Option<PersonId>,
}

async fn apart(desk: Desk<Manager>, form: Form<ApartForm>) -> PageResult {
    let other = form.other.ok_or(Situation::NOT_OUR_FORM)?;
    let key = form.once.clone();
    // Apart already is apart all the same.
    desk.write(move |ask| take_apart(ask, other, &key)).await?;
    Ok(see_other(&format!("{AT}?done=apart")))
}

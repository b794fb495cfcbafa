//! `/work-and-study`: what they do now and want next, and paths beside each other with what each means for them.

mod form;
mod page;
#[cfg(test)]
mod tests;

use actix_web::web::Path;
use onward_domain::{id::WishId, place::OwnPage};
use onward_store::repo::versions::{Kept, Sent};

use self::{
    form::WishForm,
    page::{PathsPage, WishPage, clash},
};
use crate::{
    usecases::young_person::see_paths::{keep_wish, remove_wish, see_paths, see_wish},
    web::{
        desk::{Desk, YoungPerson},
        form::{Clash, Form, Nothing, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        young_person::sharing::{SharingForm, set_sharing},
    },
};

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    let own = Audience::YoungPerson;
    vec![
        get("/work-and-study", own, paths),
        get("/work-and-study/with/{path}", own, paths_with),
        post("/work-and-study/share", own, share),
        get("/work-and-study/next/new", own, new_wish),
        post("/work-and-study/next/new", own, keep_new_wish),
        get("/work-and-study/next/{wish}", own, wish),
        post("/work-and-study/next/{wish}", own, keep_old_wish),
        post("/work-and-study/next/{wish}/remove", own, remove),
    ]
}

async fn paths(desk: Desk<YoungPerson>) -> PageResult {
    show_paths(&desk, None).await
}

/// The path that is compared; one that there is none of compares the first.
async fn paths_with(desk: Desk<YoungPerson>, path: Path<String>) -> PageResult {
    show_paths(&desk, Some(path.into_inner())).await
}

async fn show_paths(desk: &Desk<YoungPerson>, with: Option<String>) -> PageResult {
    let seen = desk.read(see_paths).await?;
    desk.show_beside(seen.own.adviser.as_ref(), &PathsPage::of(desk.app.law, &seen, with.as_deref()))
}

/// Their adviser reads what they want next, or not any more.
async fn share(desk: Desk<YoungPerson>, form: Form<SharingForm>) -> PageResult {
    set_sharing(&desk, OwnPage::Next, form, "/work-and-study#reads").await
}

async fn new_wish(desk: Desk<YoungPerson>) -> PageResult {
    show_wish(&desk, None, None).await
}

async fn wish(desk: Desk<YoungPerson>, at: Path<WishId>) -> PageResult {
    show_wish(&desk, Some(*at), None).await
}

async fn show_wish(
    desk: &Desk<YoungPerson>,
    wish: Option<WishId>,
    sheet: Option<Sheet<WishForm>>,
) -> PageResult {
    let (adviser, versions) = desk.read(move |ask| see_wish(ask, wish)).await?;
    desk.show_beside(adviser.as_ref(), &WishPage::of(&versions, sheet))
}

async fn keep_new_wish(desk: Desk<YoungPerson>, form: Form<WishForm>) -> PageResult {
    take_wish(&desk, None, form).await
}

async fn keep_old_wish(desk: Desk<YoungPerson>, at: Path<WishId>, form: Form<WishForm>) -> PageResult {
    take_wish(&desk, Some(*at), form).await
}

async fn remove(desk: Desk<YoungPerson>, at: Path<WishId>, _: Form<Nothing>) -> PageResult {
    let wish = *at;
    desk.write(move |ask| remove_wish(ask, wish)).await?;
    Ok(see_other("/work-and-study"))
}

async fn take_wish(desk: &Desk<YoungPerson>, wish: Option<WishId>, form: Form<WishForm>) -> PageResult {
    let key = form.once.clone();
    let form = form.into_inner();
    let version = if wish.is_some() { form.version.parse()?.or(wish) } else { None };
    let says = match form.read(desk.now().today) {
        Ok(says) => says,
        Err(errors) => return show_wish(desk, wish, Some(Sheet::wrong(form, errors))).await,
    };
    let sent = Sent { version, says: says.clone(), key };
    match desk.write(move |ask| keep_wish(ask, &sent)).await? {
        Kept::Clash(theirs) => {
            let rows = clash(theirs.as_deref().map(|version| &version.row.note), &says);
            let form = WishForm { version: theirs.as_deref().into(), ..form };
            show_wish(desk, wish, Some(Sheet::clashing(form, Clash::of(theirs.as_deref(), rows)))).await
        }
        _ => Ok(see_other("/work-and-study")),
    }
}

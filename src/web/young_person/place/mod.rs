//! `/my-place`: where they live and whether it is right for them, other kinds of home and what each means, the money for a
//! first home, and the jobs of a move.

mod form;
mod page;
#[cfg(test)]
mod tests;

use actix_web::web::Path;
use onward_domain::{
    id::MoveJobId,
    place::{MoveJobNote, OwnPage, Ready, ReadyRoomNote, Room},
};
use onward_store::repo::versions::{Kept, Sent};

pub use self::page::kind_words;
use self::{
    form::{JobForm, RoomForm, TickForm, ViewForm},
    page::{JobPage, PlacePage, ViewPage, ideas, job_clash, view_clash},
};
use crate::{
    usecases::young_person::{
        move_jobs::{
            Idea, SeenJob, keep_move_job, move_jobs_along, put_on_list, remove_move_job, see_move_job,
            tick_move_job,
        },
        see_place::{keep_place_view, keep_ready_room, see_place},
    },
    web::{
        desk::{Desk, YoungPerson},
        error::Situation,
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
        get("/my-place", own, place),
        get("/my-place/right", own, view),
        post("/my-place/right", own, keep_view),
        post("/my-place/share", own, share),
        post("/my-place/rooms/{room}", own, keep_room),
        get("/my-place/jobs/new", own, new_job),
        post("/my-place/jobs/new", own, keep_job),
        post("/my-place/jobs/ideas", own, put_ideas),
        post("/my-place/jobs/along", own, move_along),
        post("/my-place/jobs/{job}", own, tick),
        get("/my-place/jobs/{job}/change", own, job),
        post("/my-place/jobs/{job}/change", own, change_job),
        post("/my-place/jobs/{job}/remove", own, remove_job),
    ]
}

async fn place(desk: Desk<YoungPerson>) -> PageResult {
    let seen = desk.read(see_place).await?;
    desk.show_beside(seen.own.adviser.as_ref(), &PlacePage::of(desk.app.law, &seen))
}

async fn view(desk: Desk<YoungPerson>) -> PageResult {
    let seen = desk.read(see_place).await?;
    let sheet = Sheet::new(ViewForm::of(seen.view.as_ref()));
    desk.show_beside(seen.own.adviser.as_ref(), &ViewPage::of(&seen, desk.now(), sheet))
}

async fn keep_view(desk: Desk<YoungPerson>, form: Form<ViewForm>) -> PageResult {
    let key = form.once.clone();
    let form = form.into_inner();
    let seen = desk.read(see_place).await?;
    let again = |sheet| desk.show_beside(seen.own.adviser.as_ref(), &ViewPage::of(&seen, desk.now(), sheet));
    let says = match form.read(desk.now().today) {
        Ok(says) => says,
        Err(errors) => return again(Sheet::wrong(form, errors)),
    };
    let sent = Sent { version: form.version.parse()?, says: says.clone(), key };
    match desk.write(move |ask| keep_place_view(ask, &sent)).await? {
        Kept::Clash(theirs) => {
            let rows = view_clash(theirs.as_deref().map(|version| &version.row.note), &says);
            let form = ViewForm { version: theirs.as_deref().into(), ..form };
            again(Sheet::clashing(form, Clash::of(theirs.as_deref(), rows)))
        }
        _ => Ok(see_other("/my-place")),
    }
}

/// Their adviser reads the page, or not any more.
async fn share(desk: Desk<YoungPerson>, form: Form<SharingForm>) -> PageResult {
    set_sharing(&desk, OwnPage::Home, form, "/my-place#reads").await
}

/// One of three buttons: the last tap stands, and nothing that was written can be lost by it.
async fn keep_room(desk: Desk<YoungPerson>, room: Path<String>, form: Form<RoomForm>) -> PageResult {
    let room = room.parse::<Room>().map_err(|_| Situation::NotFound)?;
    let key = form.once.clone();
    let Ok(ready) = form.ready.parse::<Ready>() else { return Ok(see_other("/my-place#rooms")) };
    let seen = desk.read(see_place).await?;
    let stands = seen.rooms.iter().find(|stands| stands.note.room == room).map(|stands| stands.id);
    let sent = Sent { version: stands, says: ReadyRoomNote { room, ready }, key };
    desk.write(move |ask| keep_ready_room(ask, &sent)).await?;
    Ok(see_other("/my-place#rooms"))
}

async fn new_job(desk: Desk<YoungPerson>) -> PageResult {
    show_job(&desk, None, None).await
}

async fn job(desk: Desk<YoungPerson>, at: Path<MoveJobId>) -> PageResult {
    show_job(&desk, Some(*at), None).await
}

/// Without a sheet: as it stands.
async fn show_job(
    desk: &Desk<YoungPerson>,
    job: Option<MoveJobId>,
    sheet: Option<Sheet<JobForm>>,
) -> PageResult {
    let seen = desk.read(move |ask| see_move_job(ask, job)).await?;
    desk.show_beside(seen.adviser.as_ref(), &JobPage::of(seen.job.as_ref(), sheet))
}

async fn keep_job(desk: Desk<YoungPerson>, form: Form<JobForm>) -> PageResult {
    take_job(&desk, None, form).await
}

async fn change_job(desk: Desk<YoungPerson>, at: Path<MoveJobId>, form: Form<JobForm>) -> PageResult {
    take_job(&desk, Some(*at), form).await
}

/// A change leaves the tick as it is.
async fn take_job(desk: &Desk<YoungPerson>, job: Option<MoveJobId>, form: Form<JobForm>) -> PageResult {
    let key = form.once.clone();
    let form = form.into_inner();
    let version = if job.is_some() { form.version.parse()?.or(job) } else { None };
    let says = match form.read(desk.now().today) {
        Ok(says) => says,
        Err(errors) => return show_job(desk, job, Some(Sheet::wrong(form, errors))).await,
    };
    let SeenJob { job: stands, .. } = desk.read(move |ask| see_move_job(ask, job)).await?;
    let says = MoveJobNote { done: stands.is_some_and(|stands| stands.note.done), ..says };
    let sent = Sent { version, says: says.clone(), key };
    match desk.write(move |ask| keep_move_job(ask, &sent)).await? {
        Kept::Clash(theirs) => {
            let rows = job_clash(theirs.as_deref().map(|version| &version.row.note), &says);
            let form = JobForm { version: theirs.as_deref().into(), ..form };
            show_job(desk, job, Some(Sheet::clashing(form, Clash::of(theirs.as_deref(), rows)))).await
        }
        _ => Ok(see_other("/my-place#jobs")),
    }
}

async fn remove_job(desk: Desk<YoungPerson>, at: Path<MoveJobId>, _: Form<Nothing>) -> PageResult {
    let job = *at;
    desk.write(move |ask| remove_move_job(ask, job)).await?;
    Ok(see_other("/my-place#jobs"))
}

async fn put_ideas(desk: Desk<YoungPerson>, _: Form<Nothing>) -> PageResult {
    let ideas: Vec<Idea> =
        ideas().map(|(what, days_before)| Idea { what: what.to_string(), days_before }).into();
    desk.write(move |ask| put_on_list(ask, &ideas)).await?;
    Ok(see_other("/my-place#jobs"))
}

async fn move_along(desk: Desk<YoungPerson>, _: Form<Nothing>) -> PageResult {
    desk.write(move_jobs_along).await?;
    Ok(see_other("/my-place#jobs"))
}

async fn tick(desk: Desk<YoungPerson>, at: Path<MoveJobId>, form: Form<TickForm>) -> PageResult {
    let (job, done) = (*at, form.done == "yes");
    desk.write(move |ask| tick_move_job(ask, job, done)).await?;
    Ok(see_other("/my-place#jobs"))
}

/// A job as it is first written.
pub(super) const fn open_job(what: String, by: Option<chrono::NaiveDate>) -> MoveJobNote {
    MoveJobNote { what, by, done: false }
}

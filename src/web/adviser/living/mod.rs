//! `/adviser/people/{person}/living`: where somebody has lived and what they have done, over the years; a line of the past is added,
//! one is corrected, ended or taken out.

pub(super) mod form;
mod page;
#[cfg(test)]
mod tests;

use actix_web::web::Path;
use onward_domain::id::{ActivityId, HomeId, PersonId};
use onward_store::repo::versions::Kept;

use self::{
    form::{ActivityForm, HomeForm},
    page::{ActivityPage, HomePage, LivingPage},
};
use crate::{
    usecases::adviser::{
        correct_living::{
            Added, CannotStand, SeenLiving, add_activity, add_home, correct_activity, correct_home,
            see_living,
        },
        correct_visit::{Correction, Put},
    },
    web::{
        desk::{Adviser, Desk},
        error::Situation,
        form::{Form, FormErrors, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        words::says,
    },
};

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    let (home, activity) = (
        "/adviser/people/{person}/living/homes/{home}",
        "/adviser/people/{person}/living/activities/{activity}",
    );
    let (new_home, new_activity) =
        ("/adviser/people/{person}/living/homes/new", "/adviser/people/{person}/living/activities/new");
    vec![
        get("/adviser/people/{person}/living", Audience::Adviser, living),
        get(new_home, Audience::Adviser, new_home_form),
        post(new_home, Audience::Adviser, keep_new_home),
        get(new_activity, Audience::Adviser, new_activity_form),
        post(new_activity, Audience::Adviser, keep_new_activity),
        get(home, Audience::Adviser, see_home),
        post(home, Audience::Adviser, keep_home),
        get(activity, Audience::Adviser, see_activity),
        post(activity, Audience::Adviser, keep_activity),
    ]
}

async fn living(desk: Desk<Adviser>, at: Path<PersonId>) -> PageResult {
    desk.show(&LivingPage::of(&look(&desk, *at).await?))
}

async fn new_home_form(desk: Desk<Adviser>, at: Path<PersonId>) -> PageResult {
    show_new_home(&desk, *at, Sheet::new(HomeForm::adding())).await
}

async fn new_activity_form(desk: Desk<Adviser>, at: Path<PersonId>) -> PageResult {
    show_new_activity(&desk, *at, Sheet::new(ActivityForm::adding())).await
}

async fn keep_new_home(desk: Desk<Adviser>, at: Path<PersonId>, form: Form<HomeForm>) -> PageResult {
    let (person, key) = (*at, form.once.clone());
    let form = HomeForm { version: Default::default(), ..form.into_inner() };
    let (says, reason) = match form.read(desk.now().today) {
        Ok((Put::Right(says), reason)) => (says, reason),
        Ok((Put::Away, _)) => return Err(Situation::NOT_OUR_FORM),
        Err(errors) => return show_new_home(&desk, person, Sheet::wrong(form, errors)).await,
    };
    let sent = Added { says, reason, key };
    match desk.write(move |ask| add_home(ask, person, &sent)).await? {
        Kept::Doubt(why) => show_new_home(&desk, person, Sheet::wrong(form, refused(why))).await,
        _ => Ok(done(person)),
    }
}

async fn keep_new_activity(desk: Desk<Adviser>, at: Path<PersonId>, form: Form<ActivityForm>) -> PageResult {
    let (person, key) = (*at, form.once.clone());
    let form = ActivityForm { version: Default::default(), ..form.into_inner() };
    let (says, reason) = match form.read(desk.now().today) {
        Ok((Put::Right(says), reason)) => (says, reason),
        Ok((Put::Away, _)) => return Err(Situation::NOT_OUR_FORM),
        Err(errors) => return show_new_activity(&desk, person, Sheet::wrong(form, errors)).await,
    };
    let sent = Added { says, reason, key };
    match desk.write(move |ask| add_activity(ask, person, &sent)).await? {
        Kept::Doubt(why) => show_new_activity(&desk, person, Sheet::wrong(form, refused(why))).await,
        _ => Ok(done(person)),
    }
}

async fn see_home(desk: Desk<Adviser>, at: Path<(PersonId, HomeId)>) -> PageResult {
    show_home(&desk, at.into_inner(), None).await
}

async fn see_activity(desk: Desk<Adviser>, at: Path<(PersonId, ActivityId)>) -> PageResult {
    show_activity(&desk, at.into_inner(), None).await
}

async fn keep_home(desk: Desk<Adviser>, at: Path<(PersonId, HomeId)>, form: Form<HomeForm>) -> PageResult {
    let (person, home) = at.into_inner();
    let key = form.once.clone();
    let form = form.into_inner();
    let version = form.version.parse()?.unwrap_or(home);
    let (put, reason) = match form.read(desk.now().today) {
        Ok(read) => read,
        Err(errors) => return show_home(&desk, (person, home), Some(Sheet::wrong(form, errors))).await,
    };
    let sent = Correction { version, put: put.clone(), reason, key };
    let sheet = match desk.write(move |ask| correct_home(ask, person, &sent)).await? {
        Kept::Now(_) | Kept::Before(_) | Kept::Same => return Ok(done(person)),
        Kept::Doubt(why) => Sheet::wrong(form, refused(why)),
        Kept::Clash(theirs) => form.beside(theirs.as_deref(), &put),
    };
    show_home(&desk, (person, home), Some(sheet)).await
}

async fn keep_activity(
    desk: Desk<Adviser>,
    at: Path<(PersonId, ActivityId)>,
    form: Form<ActivityForm>,
) -> PageResult {
    let (person, activity) = at.into_inner();
    let key = form.once.clone();
    let form = form.into_inner();
    let version = form.version.parse()?.unwrap_or(activity);
    let (put, reason) = match form.read(desk.now().today) {
        Ok(read) => read,
        Err(errors) => {
            return show_activity(&desk, (person, activity), Some(Sheet::wrong(form, errors))).await;
        }
    };
    let sent = Correction { version, put: put.clone(), reason, key };
    let sheet = match desk.write(move |ask| correct_activity(ask, person, &sent)).await? {
        Kept::Now(_) | Kept::Before(_) | Kept::Same => return Ok(done(person)),
        Kept::Doubt(why) => Sheet::wrong(form, refused(why)),
        Kept::Clash(theirs) => form.beside(theirs.as_deref(), &put),
    };
    show_activity(&desk, (person, activity), Some(sheet)).await
}

fn done(person: PersonId) -> actix_web::HttpResponse {
    see_other(&format!("/adviser/people/{person}/living"))
}

fn refused(why: CannotStand) -> FormErrors {
    use says::adviser::living as told;
    match why {
        CannotStand::BeforeBirth(born) => {
            FormErrors::one("from", says::forms::day::BeforeBirth { born: born.into() })
        }
        CannotStand::Overlaps(Some(from)) => FormErrors::one("from", told::Overlaps { from: from.into() }),
        CannotStand::Overlaps(None) => FormErrors::one("from", told::OverlapsAlways),
    }
}

async fn look(desk: &Desk<Adviser>, person: PersonId) -> Result<SeenLiving, Situation> {
    desk.read(move |ask| see_living(ask, person)).await
}

async fn show_new_home(desk: &Desk<Adviser>, person: PersonId, sheet: Sheet<HomeForm>) -> PageResult {
    desk.show(&HomePage::adding(&look(desk, person).await?, sheet))
}

async fn show_new_activity(desk: &Desk<Adviser>, person: PersonId, sheet: Sheet<ActivityForm>) -> PageResult {
    desk.show(&ActivityPage::adding(&look(desk, person).await?, sheet))
}

async fn show_home(
    desk: &Desk<Adviser>,
    (person, home): (PersonId, HomeId),
    sheet: Option<Sheet<HomeForm>>,
) -> PageResult {
    let seen = look(desk, person).await?;
    let page = HomePage::of(&seen, home, sheet).ok_or(Situation::NotFound)?;
    desk.show(&page)
}

async fn show_activity(
    desk: &Desk<Adviser>,
    (person, activity): (PersonId, ActivityId),
    sheet: Option<Sheet<ActivityForm>>,
) -> PageResult {
    let seen = look(desk, person).await?;
    let page = ActivityPage::of(&seen, activity, sheet).ok_or(Situation::NotFound)?;
    desk.show(&page)
}

//! Answers a manager's requests about who has which adviser.

use actix_web::{
    HttpRequest,
    web::{Path, Query},
};
use onward_domain::{
    access::Purpose,
    id::{PersonId, UserId},
    person::Person,
};
use onward_store::Tx;

use super::{
    page::{Asked, Filled, NOBODY},
    show::{LINES, Whole},
};
use crate::{
    App,
    usecases::{
        manager::advisers::{self, Answer, Looked, Picked, Sent, days, give as give_adviser},
        write_name::{Written, write_name_once},
    },
    web::{
        error::Situation,
        extract::Manager,
        form::{Form, Sheet, WrittenDay},
        manager::handlers::{service, worked},
        person_name::{NameForm, NamePage},
        reply::{PageResult, frame, see_other, show, show_again, show_in},
        view::{FormErrors, Page as _},
        words::full_day,
    },
};

/// `/manager/people`.
///
/// # Errors
/// The store's.
pub async fn page(app: App, request: HttpRequest, me: Manager, asked: Query<Asked>) -> PageResult {
    written(&app, &request, &me, &asked, None, FormErrors::none()).await
}

async fn written(
    app: &App,
    request: &HttpRequest,
    me: &Manager,
    asked: &Asked,
    form: Option<&Filled>,
    errors: FormErrors,
) -> PageResult {
    let (user, now) = (me.user.id, app.clock.moment());
    let looked = Looked { letters: asked.q.clone(), key: asked.done.clone() };
    let worked = worked(app, user).await?;
    let seen = app.read(move |tx| advisers::see(tx, &service(tx, user)?, user, &looked, now)).await?;
    let page = Whole::new(&seen, &worked.coverage, now.today).page(asked, form, errors);
    if page.errors.is_empty() {
        show(app, request, Some(me), &page)
    } else {
        show_again(app, request, Some(me), &page)
    }
}

/// What the form asks for, or what to mend.
fn read(form: &Filled, key: &str, today: chrono::NaiveDate) -> Result<Result<Sent, FormErrors>, Situation> {
    let mut errors = FormErrors::none();
    let mut people: Vec<Picked> = Vec::new();
    for pick in &form.pick {
        let (person, mark) = pick.split_once('~').ok_or(Situation::Unreadable("not one of our ticks"))?;
        let person: PersonId = person.parse().map_err(|_| Situation::Unreadable("not one of our numbers"))?;
        if people.iter().all(|one| one.person != person) {
            people.push(Picked { person, mark: mark.to_owned() });
        }
    }
    if people.len() > LINES {
        return Err(Situation::Unreadable("more people than a page shows"));
    }
    if people.is_empty() {
        errors.add("pick", "Tick at least 1 person");
    }
    let to = if form.adviser == NOBODY { None } else { form.adviser.parse().ok() };
    if to.is_none() && form.adviser != NOBODY {
        errors.add("adviser", "Choose who is to be their adviser");
    }
    let (first, last) = days(today);
    let from = WrittenDay::new(&form.from_day, &form.from_month, &form.from_year)
        .read(&"the first day".into())
        .map_err(|words| errors.add("from", words))
        .ok();
    if from.is_some_and(|from| from < first || from > last) {
        errors.add("from", format!("Enter a first day from {} to {}", full_day(first), full_day(last)));
    }
    match from {
        Some(from) if errors.is_empty() => Ok(Ok(Sent { key: key.to_owned(), people, to, from })),
        _ => Ok(Err(errors)),
    }
}

/// Gives everyone who was ticked an adviser, or takes theirs off.
///
/// # Errors
/// A person who is not there; the store's.
pub async fn give(app: App, request: HttpRequest, me: Manager, form: Form<Filled>) -> PageResult {
    let (user, now, key) = (me.user.id, app.clock.moment(), form.once.clone());
    let form = form.into_inner();
    let asked =
        Asked { show: form.show.clone(), q: form.q.clone(), page: form.page.clone(), ..Asked::default() };
    let sent = match read(&form, &key, now.today)? {
        Ok(sent) => sent,
        Err(errors) => return written(&app, &request, &me, &asked, Some(&form), errors).await,
    };
    match app.write(move |tx| give_adviser(tx, &service(tx, user)?, user, &sent, now)).await? {
        Answer::Done => Ok(see_other(&Asked { done: key, ..asked }.address())),
        Answer::NoAdviser => {
            let errors = FormErrors::one(
                "adviser",
                "Choose another adviser. This one cannot be given people any more",
            );
            written(&app, &request, &me, &asked, Some(&form), errors).await
        }
    }
}

/// `/manager/people/{person}/name`.
///
/// # Errors
/// There is no such person; the store's.
pub async fn name(
    app: App,
    request: HttpRequest,
    me: Manager,
    at: Path<PersonId>,
    asked: Query<Asked>,
) -> PageResult {
    let back = Asked { done: String::new(), named: String::new(), ..asked.into_inner() };
    let stands = named(&app, me.user.id, *at).await?;
    let form = NameForm {
        show: back.show.clone(),
        q: back.q.clone(),
        page: back.page.clone(),
        ..NameForm::from(&stands)
    };
    show(&app, &request, Some(&me), &name_page(&stands, &back, Sheet::new(form)))
}

/// The person as they stand.
async fn named(app: &App, user: UserId, person: PersonId) -> Result<Person, Situation> {
    let now = app.clock.moment();
    app.read(move |tx| service(tx, user)?.open(tx, person, Purpose::PersonPage, now)?.person()).await
}

fn name_page(stands: &Person, back: &Asked, sheet: Sheet<NameForm>) -> NamePage {
    NamePage::of(stands, format!("/manager/people/{}/name", stands.id), back.address(), sheet)
}

/// Writes the name, or corrects it.
///
/// # Errors
/// There is no such person; the store's.
pub async fn write_name(
    app: App,
    request: HttpRequest,
    me: Manager,
    at: Path<PersonId>,
    form: Form<NameForm>,
) -> PageResult {
    let (person, user, now) = (*at, me.user.id, app.clock.moment());
    let (key, form) = (form.once.clone(), form.into_inner());
    let back =
        Asked { show: form.show.clone(), q: form.q.clone(), page: form.page.clone(), ..Asked::default() };
    let sheet = match form.read(key)? {
        Err(errors) => Sheet::wrong(form, errors),
        Ok(sent) => {
            let write = move |tx: &Tx| {
                let record = service(tx, user)?.open(tx, person, Purpose::PersonPage, now)?;
                write_name_once(tx, user, &record, &sent)
            };
            match app.write(write).await? {
                Written::Kept | Written::Same => {
                    return Ok(see_other(&Asked { named: "yes".to_owned(), ..back }.address()));
                }
                Written::Meanwhile(stands) => form.beside(&stands),
            }
        }
    };
    let page = name_page(&named(&app, user, person).await?, &back, sheet);
    show_in(&app, &frame(&app, &request, Some(&me)), page.state().status(), &page)
}

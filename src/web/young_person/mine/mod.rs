//! `/mine`: how to reach me and what to call me, who can see what, my data, pausing and closing. `/check-in`: how things are.

mod data;
mod form;
mod page;
#[cfg(test)]
mod tests;

use actix_web::{HttpRequest, HttpResponse, http::header};
use onward_store::repo::versions::{Kept, Sent};

use self::{
    data::{DataPage, json},
    form::{CheckInForm, CloseForm, LanguagesForm, NameForm, NotAgainForm, ProofForm, ReachForm},
    page::{
        CheckInPage, ClosePage, LanguagesPage, MinePage, NamePage, NotAgainPage, ProofPage, ReachPage,
        language_clash, reach_clash, standing,
    },
};
use crate::{
    usecases::young_person::{
        mine::{call_me, check_in, close_account, keep_languages, keep_not_again, keep_reach, see_mine},
        my_data::see_my_data,
    },
    web::{
        account::{proves, session},
        desk::{Desk, SignedIn, YoungPerson},
        error::Situation,
        form::{Clash, ClashRow, Form, FormErrors, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        words::{
            Say,
            says::mine::{cell as said, proof},
        },
    },
};

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    let me = Audience::YoungPerson;
    vec![
        get("/mine", me, look),
        get("/mine/reach", me, reach),
        post("/mine/reach", me, keep),
        get("/mine/languages", me, languages),
        post("/mine/languages", me, keep_languages_said),
        get("/mine/not-again", me, not_again),
        post("/mine/not-again", me, keep_words),
        get("/mine/name", me, name),
        post("/mine/name", me, rename),
        get("/mine/data", me, data),
        post("/mine/data", me, download),
        get("/mine/close", me, closing),
        post("/mine/close", me, close),
        get("/check-in", me, how_it_is),
        post("/check-in", me, say_how),
    ]
}

async fn look(desk: Desk<YoungPerson>) -> PageResult {
    let seen = desk.read(see_mine).await?;
    desk.show_beside(seen.adviser.as_ref(), &MinePage::of(&seen))
}

async fn reach(desk: Desk<YoungPerson>) -> PageResult {
    let seen = desk.read(see_mine).await?;
    let sheet = Sheet::new(ReachForm::of(seen.reach.as_ref()));
    desk.show_beside(seen.adviser.as_ref(), &ReachPage { sheet })
}

async fn keep(desk: Desk<YoungPerson>, form: Form<ReachForm>) -> PageResult {
    let (key, form) = (form.once.clone(), form.into_inner());
    let seen = desk.read(see_mine).await?;
    let again = |sheet| desk.show_beside(seen.adviser.as_ref(), &ReachPage { sheet });
    let read = match form.read() {
        Ok(says) => refused(&desk, &form.passphrase).await?.map_or(Ok(says), Err),
        Err(errors) => Err(errors),
    };
    let says = match read {
        Ok(says) => says,
        Err(errors) => return again(Sheet::wrong(form, errors)),
    };
    let sent = Sent { version: form.version.parse()?, says: says.clone(), key };
    match desk.write(move |ask| keep_reach(ask, &sent)).await? {
        Kept::Clash(theirs) => {
            let rows = reach_clash(theirs.as_deref().map(|version| &version.row.note), &says);
            let form = ReachForm { version: theirs.as_deref().into(), ..form };
            again(Sheet::clashing(form, Clash::of(theirs.as_deref(), rows)))
        }
        _ => Ok(see_other("/mine#reach")),
    }
}

async fn languages(desk: Desk<YoungPerson>) -> PageResult {
    let seen = desk.read(see_mine).await?;
    let sheet = Sheet::new(LanguagesForm::of(seen.languages.as_ref()));
    desk.show_beside(seen.adviser.as_ref(), &LanguagesPage { sheet })
}

async fn keep_languages_said(desk: Desk<YoungPerson>, form: Form<LanguagesForm>) -> PageResult {
    let (key, form) = (form.once.clone(), form.into_inner());
    let seen = desk.read(see_mine).await?;
    let again = |sheet| desk.show_beside(seen.adviser.as_ref(), &LanguagesPage { sheet });
    let says = match form.read() {
        Ok(says) => says,
        Err(errors) => return again(Sheet::wrong(form, errors)),
    };
    let sent = Sent { version: form.version.parse()?, says: says.clone(), key };
    match desk.write(move |ask| keep_languages(ask, &sent)).await? {
        Kept::Clash(theirs) => {
            let rows = language_clash(theirs.as_deref().map(|version| &version.row.note), &says);
            let form = LanguagesForm { version: theirs.as_deref().into(), ..form };
            again(Sheet::clashing(form, Clash::of(theirs.as_deref(), rows)))
        }
        _ => Ok(see_other("/mine#languages")),
    }
}

async fn not_again(desk: Desk<YoungPerson>) -> PageResult {
    let seen = desk.read(see_mine).await?;
    let sheet = Sheet::new(NotAgainForm::of(standing(&seen)));
    desk.show_beside(seen.adviser.as_ref(), &NotAgainPage::of(&seen, sheet))
}

async fn keep_words(desk: Desk<YoungPerson>, form: Form<NotAgainForm>) -> PageResult {
    let (key, form) = (form.once.clone(), form.into_inner());
    let seen = desk.read(see_mine).await?;
    let again = |sheet| desk.show_beside(seen.adviser.as_ref(), &NotAgainPage::of(&seen, sheet));
    let says = match form.read() {
        Ok(says) => says,
        Err(errors) => return again(Sheet::wrong(form, errors)),
    };
    let sent = Sent { version: form.version.parse()?, says: says.clone(), key };
    match desk.write(move |ask| keep_not_again(ask, &sent)).await? {
        Kept::Clash(theirs) => {
            let saved = theirs.as_deref().map_or("", |version| version.row.note.words.as_str());
            let row = ClashRow::new(said::Words, Say::words(saved), Say::words(says.words.as_str()));
            let form = NotAgainForm { version: theirs.as_deref().into(), ..form };
            again(Sheet::clashing(form, Clash::of(theirs.as_deref(), vec![row])))
        }
        _ => Ok(see_other("/mine#not-again")),
    }
}

async fn name(desk: Desk<YoungPerson>) -> PageResult {
    let seen = desk.read(see_mine).await?;
    let form = NameForm { called: seen.known_as, pronouns: seen.pronouns.unwrap_or_default() };
    desk.show_beside(seen.adviser.as_ref(), &NamePage { sheet: Sheet::new(form) })
}

async fn rename(desk: Desk<YoungPerson>, form: Form<NameForm>) -> PageResult {
    let form = form.into_inner();
    let (known_as, pronouns) = match form.read() {
        Ok(read) => read,
        Err(errors) => {
            let seen = desk.read(see_mine).await?;
            return desk.show_beside(seen.adviser.as_ref(), &NamePage { sheet: Sheet::wrong(form, errors) });
        }
    };
    desk.write(move |ask| call_me(ask, &known_as, pronouns.as_deref())).await?;
    Ok(see_other("/mine#name"))
}

async fn data(desk: Desk<YoungPerson>) -> PageResult {
    proof_again(&desk, FormErrors::none()).await
}

/// The file or the page is the answer to the passphrase: there is no address that gives it again.
async fn download(desk: Desk<YoungPerson>, form: Form<ProofForm>) -> PageResult {
    let form = form.into_inner();
    if let Some(errors) = refused(&desk, &form.passphrase).await? {
        return proof_again(&desk, errors).await;
    }
    let papers = desk.app.papers.clone();
    let seen = desk.read(move |ask| see_my_data(ask, &papers)).await?;
    if form.show == "file" {
        return Ok(HttpResponse::Ok()
            .content_type("application/json; charset=utf-8")
            .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"mine.json\""))
            .body(json(&seen)));
    }
    let mine = desk.read(see_mine).await?;
    desk.show_beside(mine.adviser.as_ref(), &DataPage::of(&seen))
}

/// What is wrong with the proof; nothing where it is right.
pub async fn refused(desk: &Desk<YoungPerson>, passphrase: &str) -> Result<Option<FormErrors>, Situation> {
    if passphrase.is_empty() {
        return Ok(Some(FormErrors::one("passphrase", proof::Missing)));
    }
    let Some(account) = desk.desk::<SignedIn>() else { return Err(Situation::NotFound) };
    let right = proves(&account, passphrase.to_owned()).await?;
    Ok((!right).then(|| FormErrors::one("passphrase", proof::Wrong)))
}

async fn proof_again(desk: &Desk<YoungPerson>, errors: FormErrors) -> PageResult {
    let seen = desk.read(see_mine).await?;
    desk.show_beside(seen.adviser.as_ref(), &ProofPage { errors })
}

async fn closing(desk: Desk<YoungPerson>) -> PageResult {
    let seen = desk.read(see_mine).await?;
    desk.show_beside(seen.adviser.as_ref(), &ClosePage::of(&seen, Sheet::default()))
}

async fn close(request: HttpRequest, desk: Desk<YoungPerson>, form: Form<CloseForm>) -> PageResult {
    let form = form.into_inner();
    let read = match form.read() {
        Ok(read) => refused(&desk, &form.passphrase).await?.map_or(Ok(read), Err),
        Err(errors) => Err(errors),
    };
    let (how, words) = match read {
        Ok(read) => read,
        Err(errors) => {
            let seen = desk.read(see_mine).await?;
            let sheet = Sheet::wrong(form.without_proof(), errors);
            return desk.show_beside(seen.adviser.as_ref(), &ClosePage::of(&seen, sheet));
        }
    };
    desk.write(move |ask| close_account(ask, how, words.as_deref())).await?;
    let mut response = see_other("/leave");
    session::end(&request, &mut response, true);
    Ok(response)
}

async fn how_it_is(desk: Desk<YoungPerson>) -> PageResult {
    show_check_in(&desk, Sheet::default()).await
}

async fn say_how(desk: Desk<YoungPerson>, form: Form<CheckInForm>) -> PageResult {
    let (key, form) = (form.once.clone(), form.into_inner());
    let (feels, words) = match form.read() {
        Ok(read) => read,
        Err(errors) => return show_check_in(&desk, Sheet::wrong(form, errors)).await,
    };
    desk.write(move |ask| check_in(ask, feels, words.as_deref(), &key)).await?;
    Ok(see_other("/check-in#said"))
}

async fn show_check_in(desk: &Desk<YoungPerson>, sheet: Sheet<CheckInForm>) -> PageResult {
    let seen = desk.read(see_mine).await?;
    desk.show_beside(seen.adviser.as_ref(), &CheckInPage::of(&seen, desk.now().today, sheet))
}

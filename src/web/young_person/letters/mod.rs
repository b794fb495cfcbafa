//! `/letters`: letters that prove that somebody is in care or a care leaver: made for one receiver, ended at any time.

mod page;
#[cfg(test)]
mod tests;

use actix_web::web::Path;
use onward_domain::{id::ProofLetterId, proof::Receiver};
use serde::{Deserialize, Serialize};
use validator::Validate;

use self::page::{LetterShownPage, LettersPage};
use crate::{
    usecases::{
        account::secrets::Purpose,
        young_person::prove::{end_proof, make_proof, see_proofs},
    },
    web::{
        desk::{Desk, YoungPerson},
        error::Situation,
        form::{Form, FormErrors, Nothing, Reader, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        words::says::young_person::letters as told,
    },
};

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    let me = Audience::YoungPerson;
    vec![
        get("/letters", me, list),
        post("/letters", me, make),
        get("/letters/{letter}", me, look),
        post("/letters/{letter}/end", me, end),
    ]
}

/// For whom, as written.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct MakeForm {
    /// The word of a receiver.
    pub receiver: String,
}

impl MakeForm {
    fn read(&self) -> Result<Receiver, FormErrors> {
        let mut read = Reader::of(self);
        let known = |word: &str| word.parse::<Receiver>().ok();
        let receiver = read.choice("receiver", &self.receiver, known).missing(told::Choose).required();
        read.done(|| receiver)
    }
}

async fn list(desk: Desk<YoungPerson>) -> PageResult {
    show(&desk, Sheet::default()).await
}

async fn make(desk: Desk<YoungPerson>, form: Form<MakeForm>) -> PageResult {
    let (key, form) = (form.once.clone(), form.into_inner());
    let receiver = match form.read() {
        Ok(receiver) => receiver,
        Err(errors) => return show(&desk, Sheet::wrong(form, errors)).await,
    };
    let keys = desk.app.keys.clone();
    match desk.write(move |ask| make_proof(ask, &keys, receiver, &key)).await? {
        Some(letter) => Ok(see_other(&format!("/letters/{letter}"))),
        // Nothing can be proved yet: the page says what is missing.
        None => show(&desk, Sheet::default()).await,
    }
}

async fn look(desk: Desk<YoungPerson>, at: Path<ProofLetterId>) -> PageResult {
    let seen = desk.read(see_proofs).await?;
    let letter = seen.letters.iter().find(|letter| letter.id == *at).ok_or(Situation::NotFound)?;
    let code = desk.app.keys.unseal(Purpose::Proof, &letter.letter.code_sealed);
    let page = LetterShownPage::of(&seen, letter, code.as_deref(), &desk.app.settings, desk.now().today);
    desk.show_beside(seen.own.adviser.as_ref(), &page)
}

async fn end(desk: Desk<YoungPerson>, at: Path<ProofLetterId>, _: Form<Nothing>) -> PageResult {
    let letter = *at;
    desk.write(move |ask| end_proof(ask, letter)).await?;
    Ok(see_other(&format!("/letters/{letter}")))
}

async fn show(desk: &Desk<YoungPerson>, sheet: Sheet<MakeForm>) -> PageResult {
    let seen = desk.read(see_proofs).await?;
    desk.show_beside(seen.own.adviser.as_ref(), &LettersPage::of(&seen, desk.now().today, sheet))
}

//! `/letters`: letters that prove that somebody is in care or a care leaver: each for one receiver, seen before it is made, ended at
//! any time.

mod page;
#[cfg(test)]
mod tests;

use actix_web::web::Path;
use onward_domain::{id::ProofLetterId, proof::Receiver};
use serde::{Deserialize, Serialize};
use validator::Validate;

use self::page::{LetterShownPage, LettersPage, NewLetterPage};
use crate::{
    usecases::{
        account::secrets::Purpose,
        young_person::prove::{Chosen, draft_proof, end_proof, make_proof, see_proofs},
    },
    web::{
        desk::{Desk, YoungPerson},
        error::Situation,
        form::{Form, Nothing},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
    },
};

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    let me = Audience::YoungPerson;
    vec![
        get("/letters", me, list),
        get("/letters/new/{receiver}", me, draft),
        post("/letters/new/{receiver}", me, make),
        get("/letters/{letter}", me, look),
        post("/letters/{letter}/end", me, end),
    ]
}

/// What they add to a letter, as ticked.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields, rename_all(deserialize = "kebab-case"))]
pub struct MakeForm {
    pub address: String,
    pub first_home: String,
    pub guarantor: String,
    /// `show`: see it with what is ticked, before it is made.
    pub act: String,
}

impl MakeForm {
    fn chosen(&self) -> Chosen {
        let yes = |word: &str| word == "yes";
        Chosen {
            address: yes(&self.address),
            first_home: yes(&self.first_home),
            guarantor: yes(&self.guarantor),
        }
    }
}

fn receiver(word: &str) -> Result<Receiver, Situation> {
    word.parse().map_err(|_| Situation::NotFound)
}

async fn list(desk: Desk<YoungPerson>) -> PageResult {
    let seen = desk.read(see_proofs).await?;
    desk.show_beside(seen.own.adviser.as_ref(), &LettersPage::of(&seen, desk.now().today))
}

async fn draft(desk: Desk<YoungPerson>, at: Path<String>) -> PageResult {
    show(&desk, receiver(&at)?, MakeForm::default()).await
}

async fn make(desk: Desk<YoungPerson>, at: Path<String>, form: Form<MakeForm>) -> PageResult {
    let (key, form, receiver) = (form.once.clone(), form.into_inner(), receiver(&at)?);
    if form.act == "show" {
        return show(&desk, receiver, form).await;
    }
    let (keys, chosen) = (desk.app.keys.clone(), form.chosen());
    match desk.write(move |ask| make_proof(ask, &keys, (receiver, chosen), &key)).await? {
        Some(letter) => Ok(see_other(&format!("/letters/{letter}"))),
        // Nothing can be proved yet: the page says what is missing.
        None => Ok(see_other("/letters")),
    }
}

async fn show(desk: &Desk<YoungPerson>, receiver: Receiver, form: MakeForm) -> PageResult {
    let Some(seen) = desk.read(move |ask| draft_proof(ask, receiver)).await? else {
        return Ok(see_other("/letters"));
    };
    let page = NewLetterPage::of(&seen, receiver, &desk.app.settings, desk.now().today, form);
    desk.show_beside(seen.own.adviser.as_ref(), &page)
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

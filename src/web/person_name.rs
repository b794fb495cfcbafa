//! The form with which staff write down what somebody goes by. Advisers and managers have it at addresses of their own.

use actix_web::{HttpRequest, http::StatusCode};
use onward_domain::{id::UserId, person::Person};
use onward_store::{StoreResult, Tx, scope::Record};
use serde::{Deserialize, Serialize};

use super::{
    extract::SignedIn,
    reply::{PageResult, frame, see_other, show_again, show_in},
    view::{FormErrors, Page},
};
use crate::{
    App,
    usecases::write_name::{Field, Names, Written, write_name},
};

/// What a form's key is used up for.
const ACT: &str = "person.named";

/// The form as written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct NameForm {
    /// The version of the person that the form was filled from.
    pub version: String,
    /// The name they use.
    pub known_as: String,
    /// First names as on their papers.
    pub first_names: String,
    /// Family name.
    pub family_name: String,
    /// The part of a manager's list that it was opened from.
    pub show: String,
    /// Who was looked for in it.
    pub q: String,
    /// Its page.
    pub page: String,
}

/// The page.
#[derive(Debug, Clone, Default, Serialize)]
pub struct NamePage {
    /// What is wrong, in the order of the page.
    pub errors: FormErrors,
    /// The name or number that lists show now.
    pub name: String,
    /// Nobody has written a name down yet.
    pub first: bool,
    /// Where it is sent.
    pub action: String,
    /// Where it was opened from.
    pub back: String,
    /// The version that it was filled from.
    pub version: String,
    /// As written.
    pub known_as: String,
    /// As written.
    pub first_names: String,
    /// As written.
    pub family_name: String,
    /// Somebody else saved another name meanwhile: what stands now, part by part.
    pub meanwhile: Vec<MeanwhileRow>,
    /// The part of a manager's list, sent back by the form.
    pub show: String,
    /// Who was looked for in it, sent back by the form.
    pub q: String,
    /// Its page, sent back by the form.
    pub page: String,
}

/// One part of a name in two versions.
#[derive(Debug, Clone, Default, Serialize)]
pub struct MeanwhileRow {
    /// Which part.
    pub what: &'static str,
    /// As saved.
    pub theirs: String,
    /// As written in the form.
    pub yours: String,
}

impl Page for NamePage {
    const TEMPLATE: &'static str = "staff/person_name.html";

    fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }
}

/// The form as it opens. The number of the return is no name, so it is not filled in.
#[must_use]
pub fn start(person: &Person, action: String, back: String) -> NamePage {
    let identity = &person.identity;
    let first = !identity.has_name();
    NamePage {
        name: identity.listed_name(),
        first,
        action,
        back,
        version: person.version.to_string(),
        known_as: if first { String::new() } else { identity.known_as.clone() },
        first_names: identity.first_names.clone(),
        family_name: identity.family_name.clone(),
        ..NamePage::default()
    }
}

impl NamePage {
    /// The same, opened from a part of a manager's list.
    #[must_use]
    pub fn in_list(self, show: &str, q: &str, page: &str) -> Self {
        Self { show: show.to_owned(), q: q.to_owned(), page: page.to_owned(), ..self }
    }

    fn with(self, form: &NameForm, errors: FormErrors) -> Self {
        Self {
            errors,
            known_as: form.known_as.clone(),
            first_names: form.first_names.clone(),
            family_name: form.family_name.clone(),
            ..self
        }
    }
}

/// What became of the form, and how the person stood before it.
#[derive(Debug)]
pub struct Became {
    /// The person as they were when the form came.
    pub stands: Person,
    /// What to mend; else what became of it.
    outcome: Result<Written, FormErrors>,
}

/// Saves the names into an open record, once.
///
/// # Errors
/// `NotAllowed` through a record opened from outside; the store's.
pub fn save(tx: &Tx, record: &Record<'_>, me: UserId, form: &NameForm, key: &str) -> StoreResult<Became> {
    record.for_change()?;
    let stands = record.person()?;
    if tx.done_before(me, key, ACT)?.is_some() {
        return Ok(Became { stands, outcome: Ok(Written::Same) });
    }
    let outcome = match Names::read(&form.known_as, &form.first_names, &form.family_name) {
        Err(wrong) => Err(told(&wrong)),
        Ok(names) => {
            // A version that is no number is none of ours: then somebody else's stands.
            let written = write_name(record, &names, form.version.parse().unwrap_or_default())?;
            if !matches!(written, Written::Meanwhile(_)) {
                tx.use_up(me, key, ACT, "", record.now().at)?;
            }
            Ok(written)
        }
    };
    Ok(Became { stands, outcome })
}

fn told(wrong: &[(Field, &'static str)]) -> FormErrors {
    let mut errors = FormErrors::none();
    for (field, words) in wrong {
        let id = match field {
            Field::KnownAs => "known-as",
            Field::FirstNames => "first-names",
            Field::FamilyName => "family-name",
        };
        errors.add(id, *words);
    }
    errors
}

/// To the page that `done` names; or the form again, with what to mend or with what somebody else saved.
///
/// # Errors
/// The page and its template don't fit.
pub fn answer(
    app: &App,
    request: &HttpRequest,
    me: &SignedIn,
    (page, form): (NamePage, NameForm),
    became: Became,
    done: &str,
) -> PageResult {
    match became.outcome {
        Ok(Written::Kept | Written::Same) => Ok(see_other(done)),
        Err(errors) => {
            // The version stays the one that the form was filled from.
            let page = NamePage { version: form.version.clone(), ..page.with(&form, errors) };
            show_again(app, request, Some(me), &page)
        }
        Ok(Written::Meanwhile(stands)) => {
            let page = page.with(&form, FormErrors::none());
            let page = NamePage { meanwhile: both(&stands, &form), ..page };
            show_in(app, &frame(app, request, Some(me)), StatusCode::CONFLICT, &page)
        }
    }
}

/// Both versions beside each other.
fn both(stands: &Person, form: &NameForm) -> Vec<MeanwhileRow> {
    let said = |written: &str| if written.is_empty() { "none".to_owned() } else { written.to_owned() };
    let row =
        |what, theirs: &str, yours: &str| MeanwhileRow { what, theirs: said(theirs), yours: said(yours) };
    vec![
        row("The name they use", &stands.identity.known_as, &form.known_as),
        row("First names", &stands.identity.first_names, &form.first_names),
        row("Family name", &stands.identity.family_name, &form.family_name),
    ]
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::web::page_check::shown;
    use onward_domain::role::Role;

    fn page() -> NamePage {
        NamePage {
            name: "Number 008242".into(),
            first: true,
            action: "/adviser/people/1/name".into(),
            back: "/adviser/people/1".into(),
            version: "1".into(),
            ..NamePage::default()
        }
    }

    #[test]
    fn the_form_starts_empty_says_what_to_mend_and_shows_both_versions() {
        let html = shown(Role::Adviser, "person-name", &page());
        assert!(html.contains("<h1>Write the name</h1>") && !html.contains("There is a problem"));
        let wrong = told(&[
            (Field::KnownAs, "Enter the name they use"),
            (Field::FamilyName, "Use 100 letters or fewer"),
        ]);
        let form = NameForm { known_as: "<b>".into(), ..NameForm::default() };
        let html = shown(Role::Manager, "person-name-error", &page().with(&form, wrong));
        assert!(html.contains("href=\"#known-as\"") && html.contains("value=\"&lt;b&gt;\""));
        let row = MeanwhileRow { what: "The name they use", theirs: "Amara".into(), yours: "Mara".into() };
        let both = NamePage { first: false, known_as: "Mara".into(), meanwhile: vec![row], ..page() };
        let html = shown(Role::Adviser, "person-name-meanwhile", &both);
        assert!(html.contains("Amara") && html.contains("<h1>Correct the name</h1>"));
        assert!(!html.contains("<title>Amara"), "no name in a title");
    }
}

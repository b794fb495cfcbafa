//! The form where staff enter the name somebody goes by. Advisers and managers have it at their own addresses.

use onward_domain::person::Person;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{
    error::Situation,
    form::{Clash, ClashRow, FormErrors, Sheet, Stood},
    view::{FormState, Page},
    words::{Say, says},
};
use crate::usecases::write_name::{Field, MOST, Names, NoName, SentName};

/// The form as entered.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields, rename_all(deserialize = "kebab-case"))]
pub struct NameForm {
    /// The version of the person that the form started from.
    pub version: Stood,
    /// The name they use.
    pub known_as: String,
    /// First names as on their papers.
    pub first_names: String,
    pub family_name: String,
    /// The part of a manager's list that it was opened from.
    pub show: String,
    /// Who was searched for there.
    pub q: String,
    pub page: String,
}

impl From<&Person> for NameForm {
    /// The number in the return is not a name, so it is not filled in.
    fn from(person: &Person) -> Self {
        let identity = &person.identity;
        Self {
            version: Stood::of(&person.version),
            known_as: if identity.has_name() { identity.known_as.clone() } else { String::new() },
            first_names: identity.first_names.clone(),
            family_name: identity.family_name.clone(),
            ..Self::default()
        }
    }
}

impl NameForm {
    /// What it says: names to store, or what has to be corrected.
    ///
    /// # Errors
    /// `Unreadable` for an invalid version: the form was not ours.
    pub fn read(&self, key: String) -> Result<Result<SentName, FormErrors>, Situation> {
        let version = self.version.parse()?.unwrap_or_default();
        let names = Names::read(&self.known_as, &self.first_names, &self.family_name);
        Ok(names.map(|names| SentName { names, version, key }).map_err(|wrong| told(&wrong)))
    }

    /// The form next to what somebody else saved; it is now based on that version.
    #[must_use]
    pub fn beside(self, stands: &Person) -> Sheet<Self> {
        use says::staff::name as said;
        let words = |written: &str| {
            if written.is_empty() { Say::from(said::None) } else { Say::words(written) }
        };
        let identity = &stands.identity;
        let rows = vec![
            ClashRow::new(said::KnownAs, words(&identity.known_as), words(&self.known_as)),
            ClashRow::new(said::FirstNames, words(&identity.first_names), words(&self.first_names)),
            ClashRow::new(said::FamilyName, words(&identity.family_name), words(&self.family_name)),
        ];
        let clash = Clash { who: says::forms::clash::Somebody.into(), rows };
        Sheet::clashing(Self { version: Stood::of(&stands.version), ..self }, clash)
    }
}

fn told(wrong: &[(Field, NoName)]) -> FormErrors {
    use says::staff::name as said;
    let mut errors = FormErrors::none();
    for (field, why) in wrong {
        let field = match field {
            Field::KnownAs => "known-as",
            Field::FirstNames => "first-names",
            Field::FamilyName => "family-name",
        };
        match why {
            NoName::Missing => errors.add(field, said::Missing),
            NoName::Unseen => errors.add(field, said::Unseen),
            NoName::TooLong => errors
                .add(field, says::forms::text::TooLong { most: i64::try_from(MOST).unwrap_or(i64::MAX) }),
            NoName::NoLetter => errors.add(field, said::NoLetter),
        }
    }
    errors
}

#[derive(Debug, Clone, Serialize)]
pub struct NamePage {
    /// The name or number that lists currently show.
    name: String,
    /// Nobody has entered a name yet.
    first: bool,
    /// Where it is sent.
    action: String,
    /// Where it was opened from.
    back: String,
    #[serde(flatten)]
    sheet: Sheet<NameForm>,
}

impl Page for NamePage {
    const TEMPLATE: &str = "staff/person_name.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl NamePage {
    /// The page around a form.
    #[must_use]
    pub fn of(person: &Person, action: String, back: String, sheet: Sheet<NameForm>) -> Self {
        let identity = &person.identity;
        Self { name: identity.listed_name(), first: !identity.has_name(), action, back, sheet }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::{
        usecases::adviser::name_person::see_name,
        web::{
            desk::Adviser,
            page_check::shown,
            testing::{BOROUGH, reads},
        },
    };
    use onward_domain::role::Role;

    fn jay() -> Person {
        let jay = BOROUGH.person("Jay");
        BOROUGH.read::<Adviser, _>(BOROUGH.user("Priya"), |ask| see_name(ask, jay))
    }

    fn page(person: &Person, sheet: Sheet<NameForm>) -> String {
        let (action, back) = ("/adviser/people/1/name".into(), "/adviser/people/1".into());
        shown(Role::Adviser, "person-name", &NamePage::of(person, action, back, sheet))
    }

    #[test]
    fn the_form_is_filled_from_the_name_and_says_what_to_correct() {
        insta::assert_snapshot!("start", reads(&page(&jay(), Sheet::new(NameForm::from(&jay())))));
        let form = NameForm { known_as: String::new(), family_name: "é".repeat(101), ..(&jay()).into() };
        let errors = form.read("key".into()).unwrap().unwrap_err();
        insta::assert_snapshot!("error", reads(&page(&jay(), Sheet::wrong(form, errors))));
    }

    #[test]
    fn if_nobody_has_entered_a_name_the_number_is_not_filled_in() {
        let mut unnamed = jay();
        let child = unnamed.identity.child.clone().unwrap();
        unnamed.identity.known_as = onward_domain::person::Identity::by_number(&child);
        unnamed.identity.first_names = String::new();
        unnamed.identity.family_name = String::new();
        assert!(!unnamed.identity.has_name());
        let html = page(&unnamed, Sheet::new(NameForm::from(&unnamed)));
        assert!(html.contains("<h1>Write the name</h1>") && !html.contains("value=\"Number"));
    }

    #[test]
    fn what_somebody_else_saved_is_shown_next_to_what_was_entered_and_nothing_is_read_as_html() {
        let form = NameForm { known_as: "<b>Mara".into(), ..(&jay()).into() };
        let html = page(&jay(), form.beside(&jay()));
        assert!(html.contains("&lt;b&gt;Mara") && !html.contains("<b>Mara"));
        assert!(html.contains("Save mine instead") && !html.contains("<title>Jay"), "no name in a title");
    }
}

//! The form for a new colleague, the forms in a colleague's row, and how they are read.

use onward_domain::{id::UserId, role::Role};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::{
    usecases::account::{look_after_users::NewColleague, names},
    web::{
        form::{FormErrors, Reader},
        words::says::administrator::users as told,
    },
};

/// A new colleague, as entered.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct NewForm {
    /// The name others see.
    #[validate(length(max = 100))]
    pub name: String,
    /// Their work email.
    #[validate(length(max = 254))]
    pub email: String,
    /// Their work number.
    #[validate(length(max = 30))]
    pub phone: String,
    pub role: String,
    /// A team's id; nothing: none.
    pub team: String,
}

impl NewForm {
    /// Who is added.
    ///
    /// # Errors
    /// What to correct, in the order of the page.
    pub fn read(&self) -> Result<NewColleague, FormErrors> {
        let mut read = Reader::of(self);
        let name = read.text("name", &self.name).missing(told::Name).required();
        // An address as the service stores it, which is stricter than the standard.
        let email = read.text("email", &self.email).missing(told::Email);
        let email = email.only(|email| names::is_email(&names::fold(email)), told::Email).required();
        let phone = read.text("phone", &self.phone).optional();
        let staff = |word: &str| word.parse().ok().filter(|role: &Role| role.is_staff());
        let team = read.choice("team", &self.team, |word| word.parse().ok()).optional();
        let role = read.choice("role", &self.role, staff).missing(told::Role).required();
        read.done(|| {
            let email = names::fold(&email?);
            Some(NewColleague { role: role?, name: name?, email, team, phone })
        })
    }
}

/// What the forms in a colleague's row send.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ChangeForm {
    /// Who it is about.
    pub user: Option<UserId>,
    /// Their state when the page was shown.
    pub seen: String,
    /// The role they are to have, if that is asked for.
    pub role: Option<Role>,
    /// `yes` once the page has asked whether somebody is to be suspended.
    pub sure: String,
}

//! `/admin/users/{user}`: what others see of a colleague: name, team, work number.

#[cfg(test)]
mod tests;

use actix_web::web::Path;
use onward_domain::id::{TeamId, UserId};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::{
    usecases::account::{
        change_details::{Details, SeenColleague, change_details, see_colleague},
        look_after_users::{Changed, version},
    },
    web::{
        desk::{Administrator, Desk},
        error::Situation,
        form::{Form, FormErrors, Reader, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        view::{FormState, Page},
        words::says::administrator::users as told,
    },
};

const AT: &str = "/admin/users/{user}";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get(AT, Audience::Administrator, colleague), post(AT, Audience::Administrator, save)]
}

/// As written.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct DetailsForm {
    /// The name that others see.
    #[validate(length(max = 100))]
    name: String,
    /// Their work number.
    #[validate(length(max = 30))]
    phone: String,
    /// A team's id; nothing: none.
    team: String,
    /// How they stood when the page was shown.
    seen: String,
}

impl From<&SeenColleague> for DetailsForm {
    fn from(seen: &SeenColleague) -> Self {
        Self {
            name: seen.user.display_name.clone(),
            phone: seen.user.phone.clone().unwrap_or_default(),
            team: seen.user.team.map(|team| team.to_string()).unwrap_or_default(),
            seen: version(&seen.user),
        }
    }
}

impl DetailsForm {
    fn read(&self) -> Result<Details, FormErrors> {
        let mut read = Reader::of(self);
        let name = read.text("name", &self.name).missing(told::Name).required();
        let phone = read.text("phone", &self.phone).optional();
        let team = read.choice("team", &self.team, |word| word.parse::<TeamId>().ok()).optional();
        read.done(|| Some(Details { name: name?, team, phone }))
    }
}

/// What others see of a colleague.
#[derive(Debug, Clone, Serialize)]
struct ColleaguePage {
    action: String,
    name: String,
    email: Option<String>,
    /// Id and name of each team that goes on, and of theirs.
    teams: Vec<(String, String)>,
    #[serde(flatten)]
    sheet: Sheet<DetailsForm>,
}

impl Page for ColleaguePage {
    const TEMPLATE: &'static str = "administrator/colleague.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl ColleaguePage {
    fn of(seen: &SeenColleague, sheet: Sheet<DetailsForm>) -> Self {
        Self {
            action: format!("/admin/users/{}", seen.user.id),
            name: seen.user.display_name.clone(),
            email: seen.email.clone(),
            teams: seen.teams.iter().map(|team| (team.id.to_string(), team.name.clone())).collect(),
            sheet,
        }
    }
}

async fn colleague(desk: Desk<Administrator>, at: Path<UserId>) -> PageResult {
    let user = *at;
    let seen = desk.read(move |ask| see_colleague(ask, user)).await?;
    let form = DetailsForm::from(&seen);
    desk.show(&ColleaguePage::of(&seen, Sheet::new(form)))
}

async fn save(desk: Desk<Administrator>, at: Path<UserId>, form: Form<DetailsForm>) -> PageResult {
    let (user, key) = (*at, form.once.clone());
    let form = form.into_inner();
    let errors = match form.read() {
        Err(errors) => errors,
        Ok(details) => {
            let seen = form.seen.clone();
            match desk.write(move |ask| change_details(ask, user, &seen, &details, &key)).await? {
                Changed::Meanwhile => FormErrors::one("name", told::DetailsMeanwhile),
                Changed::Done => return Ok(see_other("/admin/users")),
                _ => return Err(Situation::NotFound),
            }
        }
    };
    let seen = desk.read(move |ask| see_colleague(ask, user)).await?;
    // What was written stays; how the colleague stands now comes with it, so that saving again is a choice.
    let form = DetailsForm { seen: version(&seen.user), ..form };
    desk.show(&ColleaguePage::of(&seen, Sheet::wrong(form, errors)))
}

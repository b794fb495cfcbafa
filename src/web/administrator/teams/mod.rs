//! `/admin/teams`: the teams of the service. An administrator makes one, gives it another name or number, ends it.

mod page;
#[cfg(test)]
mod tests;

use onward_domain::id::TeamId;
use serde::{Deserialize, Serialize};
use validator::Validate;

use self::page::TeamsPage;
use crate::{
    usecases::account::look_after_teams::{
        SeenTeam, TeamChange, TeamKept, TeamNote, add_team, change_team, see_teams,
    },
    web::{
        desk::{Administrator, Desk},
        error::Situation,
        form::{Form, FormErrors, Reader, Sheet},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        words::says::administrator::teams as told,
    },
};

const AT: &str = "/admin/teams";

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    let who = Audience::Administrator;
    vec![
        get(AT, who, teams),
        post(AT, who, add),
        post("/admin/teams/change", who, change),
        post("/admin/teams/end", who, end),
        post("/admin/teams/go-on", who, go_on),
    ]
}

/// A team, as written: a new one, or one that is there.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct TeamForm {
    /// What it is called.
    #[validate(length(max = 80))]
    name: String,
    /// Its number.
    #[validate(length(max = 30))]
    phone: String,
    /// Which; none for a new one.
    team: Option<TeamId>,
    /// How it stood when the page was shown.
    seen: String,
}

impl TeamForm {
    fn read(&self) -> Result<TeamNote, FormErrors> {
        let mut read = Reader::of(self);
        let name = read.text("name", &self.name).missing(told::Name).required();
        let phone = read.text("phone", &self.phone).optional();
        read.done(|| Some(TeamNote { name: name?, phone }))
    }
}

async fn teams(desk: Desk<Administrator>) -> PageResult {
    show(&desk, Sheet::default()).await
}

async fn show(desk: &Desk<Administrator>, sheet: Sheet<TeamForm>) -> PageResult {
    let teams: Vec<SeenTeam> = desk.read(see_teams).await?;
    desk.show(&TeamsPage::of(teams, sheet))
}

async fn add(desk: Desk<Administrator>, form: Form<TeamForm>) -> PageResult {
    let (key, form) = (form.once.clone(), form.into_inner());
    let note = match form.read() {
        Ok(note) => note,
        Err(errors) => return show(&desk, Sheet::wrong(form, errors)).await,
    };
    let kept = desk.write(move |ask| add_team(ask, &note, &key)).await?;
    answer(&desk, form, kept).await
}

async fn change(desk: Desk<Administrator>, form: Form<TeamForm>) -> PageResult {
    let key = form.once.clone();
    let form = form.into_inner();
    match form.read() {
        Ok(note) => send(&desk, form, TeamChange::Says(note), key).await,
        Err(errors) => show(&desk, Sheet::wrong(form, errors)).await,
    }
}

async fn end(desk: Desk<Administrator>, form: Form<TeamForm>) -> PageResult {
    let key = form.once.clone();
    send(&desk, form.into_inner(), TeamChange::End, key).await
}

async fn go_on(desk: Desk<Administrator>, form: Form<TeamForm>) -> PageResult {
    let key = form.once.clone();
    send(&desk, form.into_inner(), TeamChange::GoOn, key).await
}

async fn send(desk: &Desk<Administrator>, form: TeamForm, change: TeamChange, key: String) -> PageResult {
    let id = form.team.ok_or(Situation::NOT_OUR_FORM)?;
    let seen = form.seen.clone();
    let kept = desk.write(move |ask| change_team(ask, id, &seen, &change, &key)).await?;
    answer(desk, form, kept).await
}

async fn answer(desk: &Desk<Administrator>, form: TeamForm, kept: TeamKept) -> PageResult {
    let errors = match kept {
        TeamKept::Done => return Ok(see_other(AT)),
        TeamKept::NameTaken => FormErrors::one("name", told::NameTaken),
        TeamKept::Meanwhile => FormErrors::one("teams", told::Meanwhile),
        TeamKept::HasMembers(members) => {
            FormErrors::one("teams", told::HasMembers { members: i64::try_from(members).unwrap_or(i64::MAX) })
        }
    };
    show(desk, Sheet::wrong(form, errors)).await
}

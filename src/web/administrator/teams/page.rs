//! What the list of teams shows.

use onward_domain::id::TeamId;
use serde::Serialize;

use super::TeamForm;
use crate::{
    usecases::account::look_after_teams::{SeenTeam, team_version},
    web::{
        form::Sheet,
        view::{FormState, Page},
    },
};

/// The teams, and a form for a new one.
#[derive(Debug, Clone, Serialize)]
pub struct TeamsPage {
    rows: Vec<Row>,
    #[serde(flatten)]
    sheet: Sheet<TeamForm>,
}

/// One team.
#[derive(Debug, Clone, Serialize)]
struct Row {
    id: TeamId,
    name: String,
    phone: Option<String>,
    members: usize,
    ended: bool,
    seen: String,
}

impl Page for TeamsPage {
    const TEMPLATE: &'static str = "administrator/teams.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl TeamsPage {
    /// The list around a form.
    pub fn of(teams: Vec<SeenTeam>, sheet: Sheet<TeamForm>) -> Self {
        let row = |SeenTeam { team, members }| Row {
            id: team.id,
            seen: team_version(&team),
            ended: team.ended_at.is_some(),
            name: team.name,
            phone: team.phone,
            members,
        };
        Self { rows: teams.into_iter().map(row).collect(), sheet }
    }
}

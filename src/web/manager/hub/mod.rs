//! `/manager/hub`: the children's hub in figures. No contact and no name stands here.

#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use onward_domain::hub::{Outcome, figures::Figures};
use serde::Serialize;

use crate::{
    usecases::manager::hub::see_hub,
    web::{
        desk::{Desk, Manager, Staff},
        error::Situation,
        reply::PageResult,
        routes::{Audience, Route, get},
        view::Page,
    },
};

const AT: &str = "/manager/hub";

/// The address of this room.
pub fn routes() -> Vec<Route> {
    vec![get(AT, Audience::Manager, figures)]
}

/// The figures.
#[derive(Debug, Clone, Serialize)]
pub struct HubFiguresPage {
    since: NaiveDate,
    waiting: usize,
    waiting_late: usize,
    nobody: usize,
    first: usize,
    decided: usize,
    in_time: usize,
    outcomes: Vec<Row>,
    withdrawn: usize,
    not_told: usize,
    look_again: usize,
    to_tell: usize,
    to_do: usize,
    to_do_late: usize,
    /// Questions to the directory that nobody has answered.
    questions: usize,
}

#[derive(Debug, Clone, Serialize)]
struct Row {
    outcome: Outcome,
    count: usize,
}

impl Page for HubFiguresPage {
    const TEMPLATE: &'static str = "manager/hub.html";
}

impl HubFiguresPage {
    pub fn of(figures: &Figures, since: NaiveDate, questions: usize) -> Self {
        Self {
            since,
            waiting: figures.waiting,
            waiting_late: figures.waiting_late,
            nobody: figures.nobody,
            first: figures.first,
            decided: figures.decided,
            in_time: figures.in_time,
            outcomes: figures
                .outcomes
                .iter()
                .map(|(outcome, count)| Row { outcome: *outcome, count: *count })
                .collect(),
            withdrawn: figures.withdrawn,
            not_told: figures.not_told,
            look_again: figures.look_again,
            to_tell: figures.to_tell,
            to_do: figures.to_do,
            to_do_late: figures.to_do_late,
            questions,
        }
    }
}

async fn figures(desk: Desk<Manager>) -> PageResult {
    let (figures, since) = desk.read(see_hub).await?;
    let directory = desk.desk::<Staff>().ok_or(Situation::NotFound)?;
    let questions = directory.read(|ask| ask.scope.questions_waiting(ask.tx)).await?;
    desk.show(&HubFiguresPage::of(&figures, since, questions))
}

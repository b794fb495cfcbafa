//! `/manager/steps`: how the steps of everybody's plans are going, by adviser.

#[cfg(test)]
mod tests;

use onward_domain::open_steps::Needs;
use serde::Serialize;

use crate::{
    usecases::manager::steps::{SeenFigures, StepFigures, see_step_figures},
    web::{
        desk::{Desk, Manager},
        reply::PageResult,
        routes::{Audience, Route, get},
        view::Page,
    },
};

/// The address of this room.
pub fn routes() -> Vec<Route> {
    vec![get("/manager/steps", Audience::Manager, figures)]
}

/// The figures.
#[derive(Debug, Clone, Serialize)]
pub struct FiguresPage {
    all: Row,
    rows: Vec<Row>,
}

#[derive(Debug, Clone, Serialize)]
struct Row {
    /// The adviser; `None` for people without one.
    name: Option<String>,
    people: usize,
    open: usize,
    stuck: usize,
    twice: usize,
    nobody: usize,
    overdue: usize,
    month: usize,
}

impl Page for FiguresPage {
    const TEMPLATE: &'static str = "manager/steps.html";
}

impl FiguresPage {
    pub fn of(seen: &SeenFigures) -> Self {
        let rows = seen.by_adviser.iter().map(|(name, figures)| Row::of(name.clone(), figures)).collect();
        Self { all: Row::of(None, &seen.all), rows }
    }
}

impl Row {
    fn of(name: Option<String>, figures: &StepFigures) -> Self {
        Self {
            name,
            people: figures.people,
            open: figures.open,
            stuck: figures.need(Needs::Stuck),
            twice: figures.need(Needs::Twice),
            nobody: figures.need(Needs::Nobody),
            overdue: figures.need(Needs::Overdue),
            month: figures.need(Needs::Month),
        }
    }
}

async fn figures(desk: Desk<Manager>) -> PageResult {
    let seen = desk.read(see_step_figures).await?;
    desk.show(&FiguresPage::of(&seen))
}

//! What an administrator sees of other directories.

use chrono::NaiveDate;
use onward_domain::feed::{Feed, FeedProblem};
use serde::Serialize;

use super::FeedForm;
use crate::{
    clock::london_day,
    usecases::directory::old_law::Named,
    web::{
        form::Sheet,
        view::{FormState, Page},
    },
};

/// So many stand on the page; the rest are counted.
const SHOWN: usize = 100;

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct FeedsPage {
    rows: Vec<Row>,
    /// Hosts that may be asked.
    hosts: Vec<String>,
    /// Services whose text names the Data Protection Act 1998.
    old: Vec<OldRow>,
    more_old: usize,
    #[serde(flatten)]
    sheet: Sheet<FeedForm>,
}

/// One feed.
#[derive(Debug, Clone, Serialize)]
struct Row {
    name: String,
    address: String,
    /// The day of the last good one.
    had: Option<NaiveDate>,
    services: Option<i64>,
    left_out: Vec<String>,
    problem: Option<FeedProblem>,
    /// Since which day it can't be had.
    since: Option<NaiveDate>,
    detail: Option<String>,
    stopped: bool,
}

#[derive(Debug, Clone, Serialize)]
struct OldRow {
    href: String,
    name: String,
    feed: String,
}

impl Page for FeedsPage {
    const TEMPLATE: &'static str = "administrator/feeds.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl FeedsPage {
    pub fn of(feeds: &[Feed], old: &[Named], hosts: &[String], sheet: Sheet<FeedForm>) -> Self {
        let row = |feed: &Feed| Row {
            name: feed.name.clone(),
            address: feed.address.clone(),
            had: feed.had_at.map(london_day),
            services: feed.services,
            left_out: feed.left_out.lines().map(str::to_owned).collect(),
            problem: feed.problem.map(|(problem, _)| problem),
            since: feed.problem.map(|(_, since)| london_day(since)),
            detail: feed.detail.clone(),
            stopped: feed.stopped_at.is_some(),
        };
        let old_row = |one: &Named| OldRow {
            href: format!("/directory/{}", one.id),
            name: one.name.clone(),
            feed: one.feed.clone(),
        };
        Self {
            rows: feeds.iter().map(row).collect(),
            hosts: hosts.to_vec(),
            old: old.iter().take(SHOWN).map(old_row).collect(),
            more_old: old.len().saturating_sub(SHOWN),
            sheet,
        }
    }
}

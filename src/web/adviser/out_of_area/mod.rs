//! `/adviser/people/{person}/out-of-area`: which council does and pays what, by which law, and a letter to the other one.

#[cfg(test)]
mod tests;

use actix_web::web::Path;
use chrono::NaiveDate;
use leaving_care_rules::{Law, assessment::Status};
use onward_domain::{id::PersonId, request::answer_by, whose::Whose};
use serde::Serialize;

use crate::{
    usecases::adviser::{
        Answered,
        see_out_of_area::{lives_away, see_out_of_area},
    },
    web::{
        adviser::{who::Who, whose::of_country},
        desk::{Adviser, Desk},
        reply::PageResult,
        routes::{Audience, Route, get},
        view::Page,
        words::Say,
    },
};

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get("/adviser/people/{person}/out-of-area", Audience::Adviser, out_of_area)]
}

/// Who does a matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Does {
    /// The council that owes leaving care help.
    Owes,
    /// The council of the area where they live: in two tiers the district.
    Lives,
    /// The children's services of the area where they are.
    LivesChildren,
    /// No council: the same everywhere.
    Nation,
    /// It is not settled which council.
    Open,
}

/// One line of the table; its sentences are the template's.
#[derive(Debug, Clone, Serialize)]
struct Matter {
    is: &'static str,
    does: Does,
}

/// The page.
#[derive(Debug, Clone, Serialize)]
struct OutOfAreaPage {
    who: Who,
    /// `ours`, `away`, `named`, `unnamed`, `outside`, `where-they-live` or `open`.
    kind: &'static str,
    /// The council that owes, where the record names it.
    council: Option<String>,
    country: Option<Say>,
    /// This council.
    ours: Option<String>,
    /// By age they are a child.
    under_18: bool,
    /// Duties that the law names for them: a former relevant young person's, or a relevant child's.
    stage: &'static str,
    protected: bool,
    matters: Vec<Matter>,
    today: NaiveDate,
    /// The day by which the letter asks for an answer.
    answer_by: NaiveDate,
    by: String,
}

impl Page for OutOfAreaPage {
    const TEMPLATE: &'static str = "adviser/out_of_area.html";
}

impl OutOfAreaPage {
    fn of(one: &Answered, law: &Law, by: &str) -> Self {
        let (kind, council, country) = match &one.whose {
            Whose::Ours if lives_away(one) => ("away", None, None),
            Whose::Ours => ("ours", None, None),
            Whose::AnotherCouncil(Some(council)) => ("named", Some(council.clone()), None),
            Whose::AnotherCouncil(None) => ("unnamed", None, None),
            Whose::OutsideEngland(place) => ("outside", None, Some(of_country(*place))),
            Whose::WhereTheyLive => ("where-they-live", None, None),
            Whose::Open => ("open", None, None),
        };
        let under_18 = one.age().is_some_and(|age| age < 18);
        Self {
            kind,
            council,
            country,
            ours: law.authority().map(str::to_owned),
            under_18,
            stage: match one.assessment.status {
                Status::Eligible | Status::Relevant => "child",
                Status::FormerRelevant | Status::FormerRelevantEducation => "former-relevant",
                _ => "qualifying",
            },
            protected: one.listed.person.identity.protected,
            matters: matters(kind, under_18),
            today: one.today,
            answer_by: answer_by(one.today, false),
            by: by.to_owned(),
            who: Who::of(one),
        }
    }
}

fn matters(kind: &str, under_18: bool) -> Vec<Matter> {
    let owes = match kind {
        "open" | "unnamed" | "outside" => Does::Open,
        "where-they-live" => Does::LivesChildren,
        _ => Does::Owes,
    };
    let homeless = if under_18 { Does::LivesChildren } else { Does::Lives };
    [
        ("adviser", owes),
        ("home", owes),
        ("homeless", homeless),
        ("council-tax", Does::Lives),
        ("setting-up", owes),
        ("education", owes),
        ("credit", Does::Nation),
        ("crisis", Does::LivesChildren),
        ("health", Does::Nation),
    ]
    .into_iter()
    .map(|(is, does)| Matter { is, does })
    .collect()
}

async fn out_of_area(desk: Desk<Adviser>, at: Path<PersonId>) -> PageResult {
    let person = *at;
    let seen = desk.read(move |ask| see_out_of_area(ask, person)).await?;
    desk.show(&OutOfAreaPage::of(&seen, desk.app.law, &desk.me.user.display_name))
}

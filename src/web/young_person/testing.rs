//! The demonstration's young people as their own pages see them; a separate ledger may replace what is recorded.

#![allow(clippy::unwrap_used, reason = "only in tests")]

use std::sync::Arc;

use chrono::NaiveDate;
use leaving_care_rules::{Law, Person, assess};
use onward_domain::{
    asked::AllTold,
    care::Facts,
    entitlement::{EntitlementAct, EntitlementNote, EntitlementStep},
    id::{EntitlementStepId, PersonId},
    money::Pence,
    own_answer::OwnAnswer,
    role::Role,
    shown::Shown,
    standing::standings,
};

use crate::{
    usecases::{
        worked::Worked,
        young_person::see_own_pages::{Own, Said, see_own_pages},
    },
    web::{
        desk::YoungPerson,
        testing::{BOROUGH, Borough, own_frame, proper, public_frame, shown_in},
        view::Page,
        young_person::thing::things,
    },
};

pub fn law() -> &'static Law {
    Borough::law()
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Somebody in the borough, by the beginning of their name.
pub fn own(name: &str) -> Own {
    BOROUGH.read::<YoungPerson, _>(BOROUGH.user(name), see_own_pages)
}

/// Everybody in the borough who has an account.
pub fn everybody() -> Vec<Own> {
    let users = BOROUGH.users(Role::YoungPerson).into_iter();
    users.map(|user| BOROUGH.read::<YoungPerson, _>(user, see_own_pages)).collect()
}

/// What somebody says about themselves, and nothing else.
pub fn saying(own_answers: Vec<OwnAnswer>) -> Arc<Said> {
    Arc::new(Said { own_answers, ..Said::default() })
}

/// Nothing is known about Sam except a name.
pub fn sam() -> Own {
    let nothing = Own {
        known_as: "Sam".into(),
        worked: Arc::new(Worked { facts: Person::default(), ..Worked::clone(&own("Jay")) }),
        adviser: None,
        next_contact: None,
        review_due: None,
        opened_from_outside: None,
        whose: onward_domain::whose::Whose::Ours,
        years_wanted: Vec::new(),
        answered: std::collections::BTreeSet::new(),
        said: Arc::default(),
        ..own("Jay")
    };
    with_steps(nothing, Vec::new())
}

/// The addresses of everything that is law for somebody today.
pub fn of_the_law(own: &Own) -> Vec<String> {
    let all: Vec<_> = things(law(), own).into_iter().map(|thing| thing.address).collect();
    assert!(all.len() > 50, "{all:?}");
    all
}

/// One line in a ledger: what happened, when, how many pounds.
pub type Line = (EntitlementAct, &'static str, Option<i64>);

/// Jay, with only this on record about his money for a first home. The borough gives £3,500.
pub fn first_home(lines: &[Line]) -> Own {
    let step = |(act, on, pounds): &Line| EntitlementStep {
        id: EntitlementStepId::new(),
        person: PersonId::new(),
        note: EntitlementNote {
            amount: pounds.map(|pounds| Pence(pounds * 100)),
            note: Some("said to them".into()),
            ..EntitlementNote::new("setting_up_home_allowance", *act, day(on))
        },
        recorded_at: chrono::DateTime::UNIX_EPOCH,
        recorded_by: None,
    };
    with_steps(own("Jay"), lines.iter().map(step).collect())
}

/// The same person with this ledger; the rules read what was paid of the money for a first home.
fn with_steps(own: Own, steps: Vec<EntitlementStep>) -> Own {
    let ledger = Facts { entitlements: steps.clone(), ..Facts::default() };
    let paid = onward_domain::entitlement::paid(&steps, "setting_up_home_allowance");
    let mut facts = own.facts.clone();
    facts.circumstances.setting_up_home_paid = None;
    let before_giving = assess(law(), &facts, own.today);
    facts.circumstances.setting_up_home_paid = (paid.0 > 0).then_some(paid.0);
    let shown = Shown { adviser: None, plan: None, ..Shown::default() };
    let worked = Worked {
        today: own.today,
        assessment: assess(law(), &facts, own.today),
        standings: standings(law(), &before_giving, &ledger, &shown),
        before_giving,
        facts,
        told: AllTold::default(),
        overrides: Vec::new(),
        without_overrides: None,
    };
    Own { worked: Arc::new(worked), steps, ..own }
}

/// The page with an adviser in its frame, after checking what every page guarantees; the same without one, which sends nobody
/// to an adviser.
pub fn page(path: &str, page: &impl Page) -> String {
    let alone = shown_in(&public_frame().signed_in(Role::YoungPerson, path), page);
    proper(&alone);
    for sent in
        ["sk your adviser", "ell your adviser", "our adviser can", "our adviser reads", "our adviser:"]
    {
        assert!(!alone.contains(sent), "{path} sends somebody without an adviser to one: {sent}");
    }
    let html = shown_in(&own_frame(path), page);
    proper(&html);
    html
}

//! What the page of joined numbers shows.

use chrono::NaiveDate;
use onward_domain::{
    id::{PersonId, SecondLookId},
    returns::ssda903::code,
};
use onward_store::{repo::returns::SaidOf, scope::Numbered};
use serde::Serialize;

use super::form::JoinForm;
use crate::{
    clock::london_day,
    usecases::manager::import_903::{Compared, JoinedPair, SeenJoined, Side, TwoKept, WaitingPair},
    web::{
        form::Sheet,
        view::{FormState, Page},
    },
};

/// Numbers that are one person's.
#[derive(Debug, Clone, Serialize)]
pub struct JoinedPage {
    /// `joined` or `apart`, where that was just done.
    done: Option<&'static str>,
    /// Two that are compared before they are joined.
    pair: Option<PairShown>,
    /// Pairs about which an import asks.
    asked: Vec<PairShown>,
    /// Pairs that wait for another manager.
    waiting: Vec<WaitingShown>,
    joined: Vec<JoinedRow>,
    /// Pairs that stay two.
    two: Vec<TwoShown>,
    #[serde(flatten)]
    sheet: Sheet<JoinForm>,
}

impl Page for JoinedPage {
    const TEMPLATE: &'static str = "manager/returns/joined.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

/// A pair that waits for another manager.
#[derive(Debug, Clone, Serialize)]
struct WaitingShown {
    id: SecondLookId,
    pair: PairShown,
    asked_by: Option<String>,
    on: NaiveDate,
    mine: bool,
}

/// Two people side by side.
#[derive(Debug, Clone, Serialize)]
pub struct PairShown {
    keep: OneShown,
    other: OneShown,
}

impl PairShown {
    /// These two.
    #[must_use]
    pub fn of(keep: &Numbered, other: &Numbered) -> Self {
        Self { keep: one(keep), other: one(other) }
    }

    /// These two, with what the returns say of each: a shared birthday alone decides nothing.
    #[must_use]
    pub fn side_by_side(keep: &Side, other: &Side) -> Self {
        let side = |side: &Side| OneShown { said: Some(SaidShown::of(&side.said)), ..one(&side.who) };
        Self { keep: side(keep), other: side(other) }
    }
}

/// Somebody, as the return and the record know them.
#[derive(Debug, Clone, Serialize)]
struct OneShown {
    number: String,
    /// Their name, where somebody has written it down.
    name: Option<String>,
    born: Option<NaiveDate>,
    /// What the returns say, where two are compared.
    said: Option<SaidShown>,
}

/// What the returns say of somebody.
#[derive(Debug, Clone, Serialize)]
struct SaidShown {
    pupil_number: Option<String>,
    sex: Option<&'static str>,
    care: Vec<CareShown>,
}

#[derive(Debug, Clone, Serialize)]
struct CareShown {
    from: NaiveDate,
    until: Option<NaiveDate>,
    placement: &'static str,
}

impl SaidShown {
    fn of(said: &SaidOf) -> Self {
        let care = said.care.iter().map(|(from, until, placement)| CareShown {
            from: *from,
            until: *until,
            placement: code::PLACEMENT.words(placement).unwrap_or(placement),
        });
        Self {
            pupil_number: said.pupil_number.clone(),
            sex: said.sex.and_then(|sex| code::SEX.words(sex)),
            care: care.collect(),
        }
    }
}

fn one(one: &Numbered) -> OneShown {
    let identity = &one.person.identity;
    OneShown {
        number: one.number.clone(),
        name: identity.has_name().then(|| identity.listed_name()),
        born: identity.born,
        said: None,
    }
}

/// Two numbers that stay two people's.
#[derive(Debug, Clone, Serialize)]
struct TwoShown {
    one: OneShown,
    other: String,
    on: NaiveDate,
    by: Option<String>,
}

/// A number that was joined.
#[derive(Debug, Clone, Serialize)]
struct JoinedRow {
    number: String,
    other: PersonId,
    into: Option<OneShown>,
    on: NaiveDate,
    by: Option<String>,
}

fn waiting(one: WaitingPair) -> WaitingShown {
    let WaitingPair { id, pair, asked_by, asked_at, mine } = one;
    WaitingShown {
        id,
        pair: PairShown::of(&pair.keep, &pair.other),
        asked_by,
        on: london_day(asked_at),
        mine,
    }
}

fn two(kept: TwoKept) -> TwoShown {
    TwoShown { one: one(&kept.one), other: kept.other, on: london_day(kept.at), by: kept.by }
}

impl JoinedPage {
    /// The page around a form.
    pub fn of(
        seen: SeenJoined,
        done: Option<&'static str>,
        pair: Option<PairShown>,
        sheet: Sheet<JoinForm>,
    ) -> Self {
        let row = |JoinedPair { joined, into, by }: JoinedPair| JoinedRow {
            number: joined.number,
            other: joined.other,
            into: into.as_ref().map(one),
            on: london_day(joined.at),
            by,
        };
        let asked = |Compared { keep, other }: Compared| PairShown::of(&keep, &other);
        Self {
            done,
            pair,
            asked: seen.asked.into_iter().map(asked).collect(),
            waiting: seen.waiting.into_iter().map(waiting).collect(),
            joined: seen.joined.into_iter().map(row).collect(),
            two: seen.two.into_iter().map(two).collect(),
            sheet,
        }
    }
}

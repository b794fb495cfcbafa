//! What ending care on each day would lose, in stretches of days with the same effect.

use chrono::NaiveDate;
use leaving_care_rules::{
    Law,
    assessment::{Fact, Standing},
    entitlement::outcome::Entitlement,
    leaving::{Leaving, LeavingStretch, Lost, NoEnding},
};
use onward_domain::money::Pence;
use serde::Serialize;

use crate::web::{law_words, words::Say};

/// The days on which care could end, or why they can't be worked out.
#[derive(Debug, Clone, Serialize)]
pub struct Cost {
    /// The first day that loses nothing which a later one would keep.
    pub safe: Option<NaiveDate>,
    /// No earlier than the 18th birthday.
    pub only_18: bool,
    /// No day loses anything.
    pub no_loss: bool,
    /// The first day that keeps leaving care support to 25.
    pub support: Option<NaiveDate>,
    pub stretches: Vec<Stretch>,
    /// What would have to be known first.
    pub unknown: Vec<Say>,
}

/// Days with the same effect.
#[derive(Debug, Clone, Serialize)]
pub struct Stretch {
    pub from: NaiveDate,
    /// The last of these days.
    pub last: NaiveDate,
    /// The 16th birthday itself, and the law can be read in two ways.
    pub read_two_ways: bool,
    pub then: Say,
    pub at_18: Say,
    pub lost: Vec<LostRow>,
    /// It is what the stretch before loses, without these; a list of its own otherwise.
    pub without: Option<Vec<String>>,
    /// The money among it that is paid once, in all.
    pub once: Option<Pence>,
    /// What they would have instead after 18.
    pub instead: Vec<String>,
}

/// Something lost.
#[derive(Debug, Clone, Serialize)]
pub struct LostRow {
    pub what: String,
    /// Whether something that is not recorded decides it.
    pub open: bool,
    pub from: NaiveDate,
    /// The last day; `None` when no end is in sight.
    pub last: Option<NaiveDate>,
    pub sum: Option<Pence>,
    pub per: &'static str,
    /// The first provision.
    pub provision: String,
}

impl Cost {
    /// In words and pounds.
    pub fn of(found: &Result<Leaving, NoEnding>, law: &Law) -> Self {
        let nothing = |unknown: Vec<Say>| Self {
            safe: None,
            only_18: false,
            no_loss: false,
            support: None,
            stretches: Vec::new(),
            unknown,
        };
        match found {
            Ok(leaving) => Self {
                safe: Some(leaving.safe_from),
                only_18: leaving.stretches.last().is_some_and(|last| {
                    last.until.pred_opt() == Some(leaving.safe_from) && leaving.stretches.len() > 1
                }),
                no_loss: leaving.stretches.iter().all(|each| each.lost.is_empty()),
                support: leaving.support_from,
                stretches: stretches(leaving, law),
                unknown: Vec::new(),
            },
            Err(NoEnding::Unknown(facts)) => nothing(facts.iter().map(law_words::fact).collect()),
            Err(NoEnding::NoBirthDate) => nothing(vec![law_words::fact(&Fact::DateOfBirth)]),
            Err(NoEnding::NotInCare) => nothing(Vec::new()),
        }
    }
}

fn stretches(leaving: &Leaving, law: &Law) -> Vec<Stretch> {
    let mut all: Vec<Stretch> = Vec::new();
    for stretch in &leaving.stretches {
        let mut shown = Stretch::of(stretch, law);
        shown.without = all.last().and_then(|before| before.less(&shown));
        all.push(shown);
    }
    all
}

impl Stretch {
    /// What this one loses and the next does not, if the next loses nothing else.
    fn less(&self, next: &Self) -> Option<Vec<String>> {
        let has = |stretch: &Self, what: &str| stretch.lost.iter().any(|row| row.what == what);
        let only_less = next.lost.iter().all(|row| has(self, &row.what)) && !next.lost.is_empty();
        let gone = self.lost.iter().filter(|row| !has(next, &row.what)).map(|row| row.what.clone());
        only_less.then(|| gone.collect())
    }

    fn of(stretch: &LeavingStretch, law: &Law) -> Self {
        let lost: Vec<(LostRow, bool)> =
            stretch.lost.iter().filter_map(|lost| LostRow::of(lost, law)).collect();
        let once: i64 =
            lost.iter().filter(|(_, once)| *once).filter_map(|(row, _)| row.sum).map(|sum| sum.0).sum();
        let name = |entitlement: &Entitlement| entitlement.name.clone();
        let standing = |standing: Standing| law_words::status(standing.status, standing.duty_stage);
        Self {
            from: stretch.from,
            last: stretch.until.pred_opt().unwrap_or(stretch.from),
            read_two_ways: stretch.read_two_ways,
            then: standing(stretch.then),
            at_18: standing(stretch.at_18),
            lost: lost.into_iter().map(|(row, _)| row).collect(),
            without: None,
            once: (once > 0).then_some(Pence(once)),
            instead: stretch
                .instead
                .iter()
                .filter_map(|which| law.entitlements().get(which.place()))
                .map(name)
                .collect(),
        }
    }
}

impl LostRow {
    /// The row, and whether it is money that is paid once.
    fn of(lost: &Lost, law: &Law) -> Option<(Self, bool)> {
        let entitlement = law.entitlements().get(lost.which.place())?;
        let per = entitlement.money.as_ref().map(|money| money.per);
        let once = per == Some(leaving_care_rules::entitlement::outcome::Per::Once);
        let row = Self {
            what: entitlement.name.clone(),
            open: !lost.certain,
            from: lost.from,
            last: lost.until.and_then(|until| until.pred_opt()),
            sum: lost.pence.map(Pence),
            per: per.map_or("", law_words::per),
            provision: entitlement.source.first().map_or_else(String::new, |source| source.cite.to_string()),
        };
        Some((row, once))
    }
}

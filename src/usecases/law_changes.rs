//! What changed in the law since a day, and whose answers it changed: everybody's for a manager, their own people's for an
//! adviser.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use chrono::{Months, NaiveDate};
use leaving_care_rules::{
    Law, assess,
    catalogue::EntitlementIndex,
    changes::{Changed, Direction, LawChange, touched},
};
use onward_domain::money::Pence;
use onward_store::{
    StoreError, StoreResult,
    scope::{Caseload, Listed, ServiceView},
};

use super::ask::Ask;

/// What changed, and whom it touches.
#[derive(Debug, Clone)]
pub struct LawChanged {
    /// Dated changes, the oldest first. Sources that were only read again are left out.
    pub changes: Vec<LawChange>,
    /// Each answer that changed for somebody: what is lost first.
    pub lines: Vec<Line>,
    /// How many people were looked at.
    pub people: usize,
    /// How many of them have another answer than before.
    pub touched: usize,
    /// How many of these lose something, whatever they gain beside it.
    pub lose: usize,
}

/// One entitlement whose answer changed in one direction.
#[derive(Debug, Clone)]
pub struct Line {
    /// Which.
    pub which: EntitlementIndex,
    /// In which direction.
    pub direction: Direction,
    /// For whom, in the order of the list.
    pub people: Vec<Touches>,
    /// The difference of the amounts together, where it is another amount.
    pub pence: Pence,
}

/// Somebody whose answer changed.
#[derive(Debug, Clone)]
pub struct Touches {
    /// Who.
    pub listed: Arc<Listed>,
    /// What is open to them in place of what they lose.
    pub instead: Vec<EntitlementIndex>,
}

impl Line {
    /// How many people have something in its place.
    #[must_use]
    pub fn with_instead(&self) -> usize {
        self.people.iter().filter(|one| !one.instead.is_empty()).count()
    }
}

/// Of everybody. The look is written down.
///
/// # Errors
/// The store's; the law as it stood does not load.
pub fn see_for_everyone(ask: &Ask<'_, ServiceView>, since: NaiveDate) -> StoreResult<LawChanged> {
    let people = ask.scope.cohort(ask.tx, ask.now)?.people;
    ask.scope.look_at_list(ask.tx, people.len(), ask.now)?;
    changed(ask.law, &people, since, ask.now.today)
}

/// Of the adviser's people. The look is written down.
///
/// # Errors
/// The store's; the law as it stood does not load.
pub fn see_for_caseload(ask: &Ask<'_, Caseload>, since: NaiveDate) -> StoreResult<LawChanged> {
    let people = ask.scope.people(ask.tx, ask.now)?;
    changed(ask.law, &people, since, ask.now.today)
}

/// Dated changes after one day and not after another.
#[must_use]
pub fn dated(law: &Law, since: NaiveDate, until: NaiveDate) -> Vec<LawChange> {
    let mut changes = law.changes(since, until);
    changes.retain(|change| change.what != Changed::ReadAgain);
    changes
}

/// The last day of a month before today on which the law changed: worked out once a day, since first pages tell it each time.
#[derive(Debug, Default)]
pub struct Lately(Mutex<Option<(NaiveDate, Option<NaiveDate>)>>);

impl Lately {
    /// That day, if the law changed in the month.
    #[must_use]
    pub fn on(&self, law: &Law, today: NaiveDate) -> Option<NaiveDate> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, last)) = kept.filter(|(day, _)| *day == today) {
            return last;
        }
        let since = today.checked_sub_months(Months::new(1))?;
        let last = dated(law, since, today).into_iter().map(|change| change.on).max();
        *kept = Some((today, last));
        last
    }
}

fn changed(law: &Law, people: &[Arc<Listed>], since: NaiveDate, today: NaiveDate) -> StoreResult<LawChanged> {
    let before = law
        .as_it_stood(since)
        .map_err(|_| StoreError::Unreadable(format!("the law as it stood on {since} can't be worked out")))?;
    let mut lines: BTreeMap<(usize, usize), Line> = BTreeMap::new();
    let (mut touched_people, mut lose) = (0, 0);
    for one in people {
        let person = one.facts.rules_person(today);
        let each = touched(&before, law, &person, today);
        let now =
            each.iter().any(|one| one.direction == Direction::Lost).then(|| assess(law, &person, today));
        touched_people += usize::from(!each.is_empty());
        lose += usize::from(each.iter().any(|one| one.direction == Direction::Lost));
        for answer in each {
            let key = (order(answer.direction), answer.which.place());
            let line = lines.entry(key).or_insert_with(|| Line {
                which: answer.which,
                direction: answer.direction,
                people: Vec::new(),
                pence: Pence(0),
            });
            let lost = now.as_ref().filter(|_| answer.direction == Direction::Lost);
            let answered = lost.and_then(|now| now.entitlements.get(answer.which.place()));
            let instead = answered.map(|is| is.instead.of(law, answer.which).collect()).unwrap_or_default();
            line.people.push(Touches { listed: Arc::clone(one), instead });
            if answer.direction == Direction::Amount {
                line.pence.0 += answer.after.unwrap_or_default() - answer.before.unwrap_or_default();
            }
        }
    }
    Ok(LawChanged {
        changes: dated(law, since, today),
        lines: lines.into_values().collect(),
        people: people.len(),
        touched: touched_people,
        lose,
    })
}

/// Whoever loses comes first, then whoever is to be asked.
const fn order(direction: Direction) -> usize {
    match direction {
        Direction::Lost | Direction::Closed => 0,
        Direction::Asked => 1,
        Direction::Gained => 2,
        Direction::Amount => 3,
    }
}

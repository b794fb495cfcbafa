//! What somebody's record would say after an import, so that what it makes of their rights can be worked out before it is
//! done; and what was worked out.

use std::{collections::HashMap, sync::Arc};

use chrono::NaiveDate;
use diesel::{dsl::count_star, prelude::*};
use onward_domain::{
    care::{Episode, EpisodeNote, Facts, LifeEvent, LifeEventKind, LifeEventNote, read_word},
    id::{EpisodeId, EventId, ImportId, PersonId},
    recorded::{Recorded, Source},
    returns::ssda903::{
        Fact, FactKey, Holds, Table,
        history::{EpisodeFact, EventFact, EventKind},
        plan::{Change, PersonPlan, said::Turns},
    },
    withheld::{Withheld, YearsHeld},
};

use super::{Planned, Returns, apply::ANOTHER_AUTHORITY, disputed};
use crate::{
    Tx,
    dialect::insert_all,
    error::{StoreError, StoreResult},
    schema::imports::{import_questions, import_rights, imports},
    scope::rights_facts,
    types::{Column as _, Instant},
};

/// So many people are read at once.
const AT_ONCE: usize = 500;
/// So many rows go to the writer at once.
pub const ROWS: usize = 1_000;

/// Somebody, as the record is and as an import would leave it.
#[derive(Debug, Clone)]
pub struct BeforeAndAfter {
    /// The number in the return.
    pub child: String,
    pub before: Facts,
    pub after: Facts,
}

/// What an import makes of somebody's rights, in one direction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunRight {
    pub turns: Turns,
    /// The number in the return.
    pub child: String,
    /// Ids of the catalogue.
    pub entitlements: Vec<String>,
}

#[derive(Insertable)]
#[diesel(table_name = import_rights)]
struct NewRight {
    import_id: String,
    turns: &'static str,
    child: String,
    entitlements: String,
}

impl Planned {
    /// How many people who are here already it changes.
    #[must_use]
    pub fn known_people(&self) -> usize {
        self.known().count()
    }

    fn known(&self) -> impl Iterator<Item = &PersonPlan> {
        self.plan.people.iter().filter(|person| !person.is_new)
    }

    /// Each person who is here already and whom it changes, as they are and as they would be. `each` says whether to go on.
    ///
    /// # Errors
    /// The database can't be read.
    pub fn before_and_after(
        &self,
        tx: &Tx,
        (at, today): (Instant, NaiveDate),
        each: &mut dyn FnMut(BeforeAndAfter) -> bool,
    ) -> StoreResult<()> {
        let known: Vec<&PersonPlan> = self.known().collect();
        for people in known.chunks(AT_ONCE) {
            let ids: Vec<PersonId> = people
                .iter()
                .filter_map(|person| self.loaded.people.get(&person.child)?.parse().ok())
                .collect();
            let facts = rights_facts(tx, &ids, today)?;
            let open = holding(tx, &ids)?;
            for person in people {
                let id = self.loaded.people.get(&person.child).and_then(|id| id.parse::<PersonId>().ok());
                let Some((id, before)) = id.and_then(|id| Some((id, facts.get(&id)?))) else { continue };
                let after = self.after(person, id, before, (open.get(&id), at));
                let one = BeforeAndAfter { child: person.child.to_string(), before: before.clone(), after };
                if !each(one) {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    fn after(
        &self,
        person: &PersonPlan,
        id: PersonId,
        before: &Facts,
        (open, at): (Option<&Vec<(String, Holds)>>, Instant),
    ) -> Facts {
        let mut facts = before.clone();
        let recorded = Recorded { source: Source::Import, at, by: None, import: None, superseded_at: None };
        for step in &person.steps {
            let new = match step.change {
                Change::Add(fact) | Change::Change { after: fact, .. } | Change::End { after: fact, .. } => {
                    Some(fact)
                }
                Change::Withdraw(_) => None,
            };
            if let Some(old) = self.loaded.standing.get(&(person.child.clone(), step.key)) {
                facts.episodes.retain(|episode| episode.id.to_string() != *old);
                facts.events.retain(|event| event.id.to_string() != *old);
            }
            match (step.key, new) {
                (FactKey::Birth, Some(Fact::Day(day))) => facts.born = Some(day),
                (_, Some(Fact::Episode(fact))) => facts.episodes.push(episode(&fact, id, recorded)),
                (key, Some(fact)) => facts.events.extend(event(key, &fact, id, recorded)),
                (_, None) => {}
            }
        }
        self.doubts(person, before, &mut facts, open);
        let years = self.plan.handed_in.iter().filter(|(_, table)| *table == Table::Episodes);
        let years = years.map(|(year, _)| *year);
        let held = YearsHeld::with(facts.withheld.years_held.as_deref(), years, at.date_naive());
        facts.withheld.years_held = held.map(Arc::new);
        facts
    }
}

impl Planned {
    /// What the questions that would be open then leave in doubt.
    fn doubts(
        &self,
        person: &PersonPlan,
        before: &Facts,
        after: &mut Facts,
        open: Option<&Vec<(String, Holds)>>,
    ) {
        after.withheld = Withheld { years_held: before.withheld.years_held.clone(), ..Withheld::default() };
        for asked in person.questions.iter().chain(&person.restated) {
            match (asked.choice, asked.holds) {
                (Some(choice), Some(Holds::Care)) => {
                    let id = self.loaded.standing.get(&(person.child.clone(), choice.key));
                    let mine = choice.mine.as_ref().zip(id);
                    let theirs = choice.theirs.as_ref();
                    disputed::doubt(&mut after.withheld, asked.key.clone(), choice.key, mine, theirs);
                }
                (_, Some(what)) => after.withheld.hold(what),
                (_, None) => {}
            }
        }
        let put_anew = |key: &String| person.restated.iter().any(|question| question.key == *key);
        let stays = |(key, _): &&(String, Holds)| !person.answers.contains(key) && !put_anew(key);
        for (key, what) in open.into_iter().flatten().filter(stays) {
            // In doubt before, and still: the newer question about the same fact comes first.
            match before.withheld.disputed.iter().find(|one| one.question == *key) {
                Some(one) => after.withheld.dispute(one.clone()),
                // Record and return said the same of it by then.
                None if *what == Holds::Care && !before.withheld.care => {}
                None => after.withheld.hold(*what),
            }
        }
    }
}

/// The open questions that withhold something, by person.
fn holding(tx: &Tx, ids: &[PersonId]) -> StoreResult<HashMap<PersonId, Vec<(String, Holds)>>> {
    let ids: Vec<String> = ids.iter().map(|id| id.column()).collect();
    let rows: Vec<(PersonId, String, Option<String>)> = tx.run(|connection| {
        Ok(import_questions::table
            .filter(import_questions::person_id.eq_any(ids))
            .filter(import_questions::settled_at.is_null())
            .filter(import_questions::holds.is_not_null())
            .select((import_questions::person_id, import_questions::key, import_questions::holds))
            .load(connection)?)
    })?;
    let mut by_person: HashMap<PersonId, Vec<(String, Holds)>> = HashMap::new();
    for (person, key, holds) in rows {
        if let Some(what) = holds.and_then(|word| word.parse().ok()) {
            by_person.entry(person).or_default().push((key, what));
        }
    }
    Ok(by_person)
}

/// What a return's care episode says, as recorded here.
pub(super) fn episode_note(fact: &EpisodeFact) -> EpisodeNote {
    EpisodeNote {
        start: fact.start,
        end: fact.end,
        end_unknown: fact.end_unknown,
        legal_status: fact.legal_status.and_then(read_word),
        placement: fact.placement.map(str::to_owned),
        provider: fact.provider.map(str::to_owned),
        reason_started: fact.began.map(str::to_owned),
        reason_ended: fact.reason_ended.map(str::to_owned),
        reason_moved: fact.moved.map(str::to_owned),
        need: fact.need.map(str::to_owned),
        authority: fact.elsewhere.then(|| ANOTHER_AUTHORITY.to_owned()),
        country: None,
    }
}

fn episode(fact: &EpisodeFact, person: PersonId, recorded: Recorded) -> Episode {
    Episode { id: EpisodeId::new(), person, note: episode_note(fact), recorded, superseded_by: None }
}

fn event(key: FactKey, fact: &Fact, person: PersonId, recorded: Recorded) -> Option<LifeEvent> {
    let note = event_note(key, fact)?;
    Some(LifeEvent { id: EventId::new(), person, note, recorded, superseded_by: None })
}

/// What a return's event says, as recorded here.
pub(super) fn event_note(key: FactKey, fact: &Fact) -> Option<LifeEventNote> {
    let (kind, fact) = match (key, fact) {
        (FactKey::Event(kind, _), Fact::Event(fact)) => (kind.word().parse().ok()?, *fact),
        (FactKey::Died, Fact::Day(day)) => {
            (LifeEventKind::Died, EventFact { start: *day, end: None, with: None, lives_with_holder: true })
        }
        _ => return None,
    };
    let order = matches!(key, FactKey::Event(EventKind::SpecialGuardianship | EventKind::Adopted, _));
    Some(LifeEventNote {
        kind,
        start: fact.start,
        end: fact.end,
        lives_with: fact.with.and_then(|with| read_word(with.word())),
        lives_with_holder: order.then_some(fact.lives_with_holder),
        episode: None,
        authority: None,
    })
}

impl Returns<'_> {
    /// Keeps some of what an import makes of people's rights.
    ///
    /// # Errors
    /// The database refuses.
    pub fn keep_rights(&self, id: ImportId, rights: &[RunRight]) -> StoreResult<()> {
        let rows: Vec<NewRight> = rights
            .iter()
            .map(|right| NewRight {
                import_id: id.column(),
                turns: right.turns.word(),
                child: right.child.clone(),
                entitlements: right.entitlements.join(" "),
            })
            .collect();
        self.tx.run(|connection| {
            insert_all!(connection, import_rights::table, rows)?;
            Ok(())
        })
    }

    /// Notes of how many people rights were worked out.
    ///
    /// # Errors
    /// The database refuses.
    pub fn rights_worked_out(&self, id: ImportId, people: usize) -> StoreResult<()> {
        self.tx.run(|connection| {
            diesel::update(imports::table.find(id.column()))
                .set(imports::rights_of.eq(i64::try_from(people).ok()))
                .execute(connection)?;
            Ok(())
        })
    }

    /// What an import makes of rights in one direction: the first people by number, and how many there are.
    ///
    /// # Errors
    /// The database can't be read.
    pub fn run_rights(&self, id: ImportId, turns: Turns, most: i64) -> StoreResult<(Vec<RunRight>, usize)> {
        let (rows, all): (Vec<(String, String)>, i64) = self.tx.run(|connection| {
            let of = import_rights::import_id.eq(id.column()).and(import_rights::turns.eq(turns.word()));
            let all = import_rights::table.filter(of.clone()).select(count_star()).first(connection)?;
            let rows = import_rights::table
                .filter(of)
                .order(import_rights::child)
                .limit(most)
                .select((import_rights::child, import_rights::entitlements))
                .load(connection)?;
            Ok((rows, all))
        })?;
        let right = |(child, ids): (String, String)| RunRight {
            turns,
            child,
            entitlements: ids.split_whitespace().map(str::to_owned).collect(),
        };
        let all = usize::try_from(all).map_err(|_| StoreError::Unreadable("count of rights".into()))?;
        Ok((rows.into_iter().map(right).collect(), all))
    }
}

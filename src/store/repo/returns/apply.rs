//! Carries out a plan, many rows at a time.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;
use onward_domain::{
    id::{EpisodeId, EventId, ImportId, PersonId, QuestionId, UserId},
    person::Identity,
    returns::ssda903::{
        Child, Fact, FactKey, HandIn, Holds, Plan,
        history::{EpisodeFact, EventFact, EventKind},
        plan::{Change, PersonPlan, Question, Step},
        row::RowKey,
    },
};

use super::held::Loaded;
use crate::{
    Tx,
    connection::AnyConnection,
    dialect::insert_all,
    error::{StoreError, StoreResult},
    schema::{
        imports::{import_links, import_questions, return_holdings, return_rows},
        people::persons,
        records::{care_episodes, life_events},
    },
    types::{Column as _, Instant},
};

/// What goes into `authority` for care taken over by another authority, until someone names it.
pub(super) const ANOTHER_AUTHORITY: &str = "Another authority";

#[derive(Clone, Insertable)]
#[diesel(table_name = persons)]
struct NewPerson {
    id: String,
    child: String,
    known_as: String,
    first_names: String,
    family_name: String,
    search_name: String,
    born: Option<chrono::NaiveDate>,
    sex: &'static str,
    protected: bool,
    version: i64,
    created_at: NaiveDateTime,
    family_form: String,
}

#[derive(Clone, Insertable)]
#[diesel(table_name = care_episodes)]
struct NewEpisode {
    id: String,
    person_id: String,
    start_day: Option<chrono::NaiveDate>,
    end_day: Option<chrono::NaiveDate>,
    end_unknown: bool,
    legal_status: Option<&'static str>,
    placement: Option<&'static str>,
    provider: Option<&'static str>,
    reason_started: Option<&'static str>,
    reason_ended: Option<&'static str>,
    reason_moved: Option<&'static str>,
    need: Option<&'static str>,
    authority: Option<&'static str>,
    source: &'static str,
    recorded_at: NaiveDateTime,
    recorded_by: Option<String>,
    import_id: Option<String>,
}

#[derive(Clone, Insertable)]
#[diesel(table_name = life_events)]
struct NewEvent {
    id: String,
    person_id: String,
    kind: &'static str,
    start_day: chrono::NaiveDate,
    end_day: Option<chrono::NaiveDate>,
    lives_with: Option<&'static str>,
    lives_with_holder: Option<bool>,
    episode_id: Option<String>,
    source: &'static str,
    recorded_at: NaiveDateTime,
    recorded_by: Option<String>,
    import_id: Option<String>,
}

#[derive(Clone, Insertable)]
#[diesel(table_name = import_links)]
struct NewLink {
    person_id: String,
    fact: String,
    episode_id: Option<String>,
    event_id: Option<String>,
}

#[derive(Clone, Insertable)]
#[diesel(table_name = return_rows)]
struct NewReturnRow {
    person_id: String,
    child: String,
    year: i64,
    row_key: String,
    holds: &'static str,
    says: String,
    import_id: String,
    file: String,
    line: i64,
}

#[derive(Clone, Insertable)]
#[diesel(table_name = import_questions)]
struct NewQuestion {
    id: String,
    person_id: String,
    import_id: String,
    key: String,
    what: String,
    fact: Option<String>,
    file: Option<String>,
    line: Option<i64>,
    asked_at: NaiveDateTime,
    holds: Option<&'static str>,
}

/// So many rows are named in one statement.
const MANY: usize = 400;

/// Everything that will be written, gathered so that each table is written in as few statements as can be.
#[derive(Clone, Default)]
pub(super) struct Writes {
    people: Vec<NewPerson>,
    episodes: Vec<NewEpisode>,
    events: Vec<NewEvent>,
    links: Vec<NewLink>,
    rows: Vec<NewReturnRow>,
    questions: Vec<NewQuestion>,
    /// Tables for years that these rows replace.
    handed_in: Vec<HandIn>,
    /// Questions that were answered before and are asked again.
    asked_again: Vec<(String, String)>,
    /// Questions that the returns now answer.
    answers: Vec<(String, String)>,
    /// Open questions that are put in another way.
    restated: Vec<(String, Question)>,
    /// Links that are replaced.
    old_links: Vec<(String, String)>,
    /// Episodes that are no longer current, and what replaces them.
    ended_episodes: Vec<(String, Option<String>)>,
    /// Events that are no longer current, and what replaces them.
    ended_events: Vec<(String, Option<String>)>,
    /// A person's identity, where it was not known before.
    identities: Vec<(String, Fact)>,
}

impl Writes {
    /// The new people.
    pub(super) fn people(&self) -> impl Iterator<Item = &str> {
        self.people.iter().map(|person| person.id.as_str())
    }
}

/// By whom and when everything of one run is recorded.
pub(super) struct Stamp {
    at: NaiveDateTime,
    by: Option<String>,
    import: Option<String>,
    source: &'static str,
}

/// Carries out the plan.
pub(super) fn apply(
    tx: &Tx,
    loaded: &Loaded,
    plan: &Plan,
    import: ImportId,
    by: Option<UserId>,
    now: Instant,
) -> StoreResult<()> {
    let stamp = Stamp::of(import, by, now);
    let mut writes = Writes::default();
    for person in &plan.people {
        gather(&mut writes, loaded, person, import, &stamp);
    }
    writes.handed_in = plan.handed_in.iter().copied().collect();
    tx.run(|connection| write(connection, writes, &stamp))
}

impl Stamp {
    /// Of an import.
    pub(super) fn of(import: ImportId, by: Option<UserId>, now: Instant) -> Self {
        Self { at: now.column(), by: by.column(), import: Some(import.column()), source: "import" }
    }
}

/// What the plan does for these people.
pub(super) fn piece(loaded: &Loaded, people: &[&PersonPlan], import: ImportId, stamp: &Stamp) -> Writes {
    let mut writes = Writes::default();
    people.iter().for_each(|person| gather(&mut writes, loaded, person, import, stamp));
    writes
}

/// All that the plan does beside bringing new people.
pub(super) fn all_else(loaded: &Loaded, plan: &Plan, import: ImportId, stamp: &Stamp) -> Writes {
    let known: Vec<&PersonPlan> = plan.people.iter().filter(|person| !person.is_new).collect();
    let mut writes = piece(loaded, &known, import, stamp);
    writes.handed_in = plan.handed_in.iter().copied().collect();
    writes
}

/// Takes one change that an adviser chose, recorded as theirs.
pub(super) fn take(
    tx: &Tx,
    loaded: &Loaded,
    child: &Child,
    step: &Step,
    (import, by): (String, UserId),
    now: Instant,
) -> StoreResult<()> {
    let stamp = Stamp { at: now.column(), by: Some(by.column()), import: Some(import), source: "import" };
    let mut writes = Writes::default();
    let id = loaded.people.get(child).ok_or(StoreError::NotFound)?;
    let key = (child.clone(), step.key);
    let standing = loaded.standing.get(&key).cloned();
    writes.step(id, false, step, standing, loaded.linked.contains(&key), None, &stamp);
    tx.run(|connection| write(connection, writes, &stamp))
}

fn gather(writes: &mut Writes, loaded: &Loaded, person: &PersonPlan, import: ImportId, stamp: &Stamp) {
    let id = loaded.people.get(&person.child).cloned().unwrap_or_else(|| PersonId::new().column());
    if person.is_new {
        writes.people.push(new_person(id.clone(), person, stamp.at));
    }
    for line in &person.rows {
        writes.rows.push(NewReturnRow {
            person_id: id.clone(),
            child: line.number.as_ref().unwrap_or(&person.child).to_string(),
            year: i64::from(line.year.start()),
            row_key: line.key.text(),
            holds: line.key.table().word(),
            says: line.row.text(),
            import_id: import.column(),
            file: line.source.as_ref().map(|source| source.file.to_string()).unwrap_or_default(),
            line: line.source.as_ref().map_or(0, |source| i64::from(source.line)),
        });
    }
    // The episode that each row became, so that an event can refer to the ending it came from.
    let mut became: HashMap<RowKey, String> = HashMap::new();
    for step in &person.steps {
        let linked = loaded.linked.contains(&(person.child.clone(), step.key));
        let standing = loaded.standing.get(&(person.child.clone(), step.key)).cloned();
        let event_of = |became: &HashMap<RowKey, String>| {
            let RowKey::Episode(start) = step.row? else { return None };
            let key = (person.child.clone(), FactKey::Episode(start));
            became.get(&RowKey::Episode(start)).or_else(|| loaded.standing.get(&key)).cloned()
        };
        let episode = event_of(&became);
        let new = writes.step(&id, person.is_new, step, standing, linked, episode, stamp);
        if let (Some(new), FactKey::Episode(start)) = (new, step.key) {
            became.insert(RowKey::Episode(start), new);
        }
    }
    writes.answers.extend(person.answers.iter().map(|key| (id.clone(), key.clone())));
    writes.restated.extend(person.restated.iter().map(|question| (id.clone(), question.clone())));
    for question in &person.questions {
        if loaded.answered.contains(&(person.child.clone(), question.key.clone())) {
            writes.asked_again.push((id.clone(), question.key.clone()));
        }
        writes.questions.push(NewQuestion {
            id: QuestionId::new().column(),
            person_id: id.clone(),
            import_id: import.column(),
            key: question.key.clone(),
            what: question.what.clone(),
            fact: question.choice.map(|choice| choice.key.text()),
            file: question.source.as_ref().map(|source| source.file.to_string()),
            line: question.source.as_ref().map(|source| i64::from(source.line)),
            asked_at: stamp.at,
            holds: question.holds.map(Holds::word),
        });
    }
}

fn new_person(id: String, person: &PersonPlan, at: NaiveDateTime) -> NewPerson {
    let added = |key: FactKey| {
        person.steps.iter().find_map(|step| match step.change {
            Change::Add(fact) if step.key == key => Some(fact),
            _ => None,
        })
    };
    // The return has no names. Until someone enters one, the person goes by their number.
    let known_as = Identity::by_number(&person.child.to_string());
    NewPerson {
        id,
        child: person.child.to_string(),
        search_name: known_as.to_lowercase(),
        known_as,
        first_names: String::new(),
        family_name: String::new(),
        born: if let Some(Fact::Day(day)) = added(FactKey::Birth) { Some(day) } else { None },
        sex: sex(added(FactKey::Sex)),
        protected: false,
        version: 1,
        created_at: at,
        family_form: String::new(),
    }
}

fn sex(fact: Option<Fact>) -> &'static str {
    match fact {
        Some(Fact::Code("M")) => "male",
        Some(Fact::Code("F")) => "female",
        _ => "unknown",
    }
}

impl Writes {
    /// Gathers one step; returns the id of the row it makes.
    #[expect(
        clippy::too_many_arguments,
        reason = "what a step needs to know of its surroundings, used in one place"
    )]
    fn step(
        &mut self,
        person: &str,
        is_new: bool,
        step: &Step,
        standing: Option<String>,
        linked: bool,
        episode: Option<String>,
        stamp: &Stamp,
    ) -> Option<String> {
        if step.key.is_of_the_return() {
            return None; // kept only as a row of the return
        }
        let new = match step.change {
            Change::Add(fact) => Some((fact, true)),
            Change::Change { after, .. } | Change::End { after, .. } => Some((after, false)),
            Change::Withdraw(_) => None,
        };
        if step.key.is_identity() {
            if let (Some((fact, _)), false) = (new, is_new) {
                self.identities.push((person.to_owned(), fact));
            }
            return None;
        }
        let is_episode = matches!(step.key, FactKey::Episode(_) | FactKey::UnknownCare(_));
        let id = new.map(|(fact, _)| match fact {
            Fact::Episode(fact) => self.episode(person, &fact, stamp),
            other => self.event(person, step.key, &other, episode, stamp),
        });
        if let Some(old) = standing {
            let ended = if is_episode { &mut self.ended_episodes } else { &mut self.ended_events };
            ended.push((old, id.clone()));
        }
        if let (Some((_, true)), Some(id)) = (new, &id) {
            if linked {
                self.old_links.push((person.to_owned(), step.key.text()));
            }
            let (episode_id, event_id) =
                if is_episode { (Some(id.clone()), None) } else { (None, Some(id.clone())) };
            self.links.push(NewLink {
                person_id: person.to_owned(),
                fact: step.key.text(),
                episode_id,
                event_id,
            });
        }
        id
    }

    fn episode(&mut self, person: &str, fact: &EpisodeFact, stamp: &Stamp) -> String {
        let id = EpisodeId::new().column();
        self.episodes.push(NewEpisode {
            id: id.clone(),
            person_id: person.to_owned(),
            start_day: fact.start,
            end_day: fact.end,
            end_unknown: fact.end_unknown,
            legal_status: fact.legal_status,
            placement: fact.placement,
            provider: fact.provider,
            reason_started: fact.began,
            reason_ended: fact.reason_ended,
            reason_moved: fact.moved,
            need: fact.need,
            authority: fact.elsewhere.then_some(ANOTHER_AUTHORITY),
            source: stamp.source,
            recorded_at: stamp.at,
            recorded_by: stamp.by.clone(),
            import_id: stamp.import.clone(),
        });
        id
    }

    fn event(
        &mut self,
        person: &str,
        key: FactKey,
        fact: &Fact,
        episode: Option<String>,
        stamp: &Stamp,
    ) -> String {
        let id = EventId::new().column();
        let (kind, fact) = match (key, fact) {
            (FactKey::Event(kind, _), Fact::Event(fact)) => (kind.word(), *fact),
            (_, Fact::Day(day)) => {
                ("died", EventFact { start: *day, end: None, with: None, lives_with_holder: true })
            }
            // No other fact becomes an event; a missing day is the least it could say.
            _ => return id,
        };
        let order = matches!(key, FactKey::Event(EventKind::SpecialGuardianship | EventKind::Adopted, _));
        self.events.push(NewEvent {
            id: id.clone(),
            person_id: person.to_owned(),
            kind,
            start_day: fact.start,
            end_day: fact.end,
            lives_with: fact.with.map(onward_domain::returns::ssda903::history::With::word),
            lives_with_holder: order.then_some(fact.lives_with_holder),
            episode_id: episode,
            source: stamp.source,
            recorded_at: stamp.at,
            recorded_by: stamp.by.clone(),
            import_id: stamp.import.clone(),
        });
        id
    }
}

pub(super) fn write(connection: &mut AnyConnection, writes: Writes, stamp: &Stamp) -> StoreResult<()> {
    let at = stamp.at;
    for (person, fact) in writes.identities {
        let row = persons::table.find(person);
        let done = match fact {
            Fact::Day(born) => diesel::update(row)
                .set((persons::born.eq(born), persons::version.eq(persons::version + 1)))
                .execute(connection)?,
            other => diesel::update(row)
                .set((persons::sex.eq(sex(Some(other))), persons::version.eq(persons::version + 1)))
                .execute(connection)?,
        };
        if done != 1 {
            return Err(StoreError::Stale);
        }
    }
    if let Some(import) = &stamp.import {
        hand_in(connection, &writes.handed_in, import)?;
    }
    for (person, key) in writes.asked_again {
        let again = import_questions::table
            .filter(import_questions::person_id.eq(person))
            .filter(import_questions::key.eq(key));
        diesel::delete(again).execute(connection)?;
    }
    for (person, key) in writes.answers {
        let open = import_questions::table
            .filter(import_questions::person_id.eq(person))
            .filter(import_questions::key.eq(key))
            .filter(import_questions::settled_at.is_null());
        diesel::update(open)
            .set((
                import_questions::settled_at.eq(at),
                import_questions::answer.eq("dealt_with"),
                import_questions::answered_by.eq(&stamp.import),
            ))
            .execute(connection)?;
    }
    for (person, question) in writes.restated {
        let open = import_questions::table
            .filter(import_questions::person_id.eq(person))
            .filter(import_questions::key.eq(&question.key))
            .filter(import_questions::settled_at.is_null());
        diesel::update(open)
            .set((
                import_questions::what.eq(&question.what),
                import_questions::holds.eq(question.holds.map(Holds::word)),
            ))
            .execute(connection)?;
    }
    for (person, fact) in writes.old_links {
        diesel::delete(import_links::table.find((person, fact))).execute(connection)?;
    }
    insert_all!(connection, persons::table, writes.people)?;
    insert_all!(connection, care_episodes::table, writes.episodes)?;
    insert_all!(connection, life_events::table, writes.events)?;
    insert_all!(connection, import_links::table, writes.links)?;
    insert_all!(connection, return_rows::table, writes.rows)?;
    insert_all!(connection, import_questions::table, writes.questions)?;
    // What gives way to nothing is most of what taking a return back does, so it goes many at a time.
    let (gone, replaced) = writes.ended_episodes.into_iter().partition::<Vec<_>, _>(|(_, new)| new.is_none());
    for gone in gone.chunks(MANY) {
        let rows = care_episodes::table
            .filter(care_episodes::id.eq_any(gone.iter().map(|(old, _)| old)))
            .filter(care_episodes::superseded_at.is_null());
        diesel::update(rows).set(care_episodes::superseded_at.eq(at)).execute(connection)?;
    }
    for (old, new) in replaced {
        let row = care_episodes::table.find(old).filter(care_episodes::superseded_at.is_null());
        diesel::update(row)
            .set((care_episodes::superseded_at.eq(at), care_episodes::superseded_by.eq(new)))
            .execute(connection)?;
    }
    for (old, new) in writes.ended_events {
        let row = life_events::table.find(old).filter(life_events::superseded_at.is_null());
        diesel::update(row)
            .set((life_events::superseded_at.eq(at), life_events::superseded_by.eq(new)))
            .execute(connection)?;
    }
    Ok(())
}

/// Replaces what was held for the same years with these tables. What was held is kept.
fn hand_in(connection: &mut AnyConnection, handed_in: &[HandIn], import: &str) -> StoreResult<()> {
    for (year, table) in handed_in {
        let year = i64::from(year.start());
        let rows = return_rows::table
            .filter(return_rows::year.eq(year))
            .filter(return_rows::holds.eq(table.word()))
            // Rows of its own may have been sent ahead.
            .filter(return_rows::import_id.ne(import))
            .filter(return_rows::replaced_by.is_null())
            .filter(return_rows::withdrawn.eq(false));
        diesel::update(rows).set(return_rows::replaced_by.eq(import)).execute(connection)?;
        let holding = return_holdings::table
            .filter(return_holdings::year.eq(year))
            .filter(return_holdings::holds.eq(table.word()))
            .filter(return_holdings::replaced_by.is_null())
            .filter(return_holdings::withdrawn.eq(false));
        diesel::update(holding).set(return_holdings::replaced_by.eq(import)).execute(connection)?;
    }
    let holdings: Vec<_> = handed_in
        .iter()
        .map(|(year, table)| {
            (
                return_holdings::year.eq(i64::from(year.start())),
                return_holdings::holds.eq(table.word()),
                return_holdings::import_id.eq(import),
            )
        })
        .collect();
    insert_all!(connection, return_holdings::table, holdings)?;
    Ok(())
}

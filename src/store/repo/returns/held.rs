//! Reads what the service holds, in the form the plan compares.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use diesel::prelude::*;
use onward_domain::returns::ssda903::{
    Child, CollectionYear, Fact, FactKey, Held, Ledger, Line, Table,
    code::{self, Code, CodeList},
    history::{EpisodeFact, EventFact, With},
    ledger,
    plan::{Asked, HeldPerson},
    row::{Row, RowKey},
};

use super::pieces::on_their_way;
use crate::{
    Tx,
    connection::AnyConnection,
    dialect::among,
    error::{StoreError, StoreResult},
    schema::{
        imports::{import_links, import_questions, imports, joined_numbers, return_holdings, return_rows},
        people::persons,
        records::{care_episodes, life_events},
    },
};

/// What is held, with the ids of the rows behind it.
#[derive(Default)]
pub(super) struct Loaded {
    pub held: Held,
    /// Ids of people by their number in the return.
    pub people: HashMap<Child, String>,
    /// The current row for an imported fact.
    pub standing: HashMap<(Child, FactKey), String>,
    /// Facts that have a link, whether or not their row is still current.
    pub linked: BTreeSet<(Child, FactKey)>,
    /// Questions that a return answered and that may be asked again.
    pub answered: BTreeSet<(Child, String)>,
}

fn unreadable(what: &str) -> StoreError {
    StoreError::Unreadable(what.to_owned())
}

/// A care episode as read.
#[derive(Queryable)]
struct EpisodeRow {
    id: String,
    person: String,
    start: Option<NaiveDate>,
    end: Option<NaiveDate>,
    end_unknown: bool,
    legal_status: Option<String>,
    placement: Option<String>,
    provider: Option<String>,
    need: Option<String>,
    began: Option<String>,
    ended: Option<String>,
    moved: Option<String>,
    authority: Option<String>,
    superseded: Option<chrono::NaiveDateTime>,
    superseded_by: Option<String>,
}

impl EpisodeRow {
    fn fact(&self) -> Fact {
        fn known(list: &CodeList, text: Option<&String>) -> Option<Code> {
            text.and_then(|text| list.code(text))
        }
        Fact::Episode(EpisodeFact {
            start: self.start,
            end: self.end,
            end_unknown: self.end_unknown,
            legal_status: known(&code::LEGAL_STATUS, self.legal_status.as_ref()),
            placement: known(&code::PLACEMENT, self.placement.as_ref()),
            provider: known(&code::PROVIDER, self.provider.as_ref()),
            need: known(&code::NEED, self.need.as_ref()),
            began: known(&code::NEW_EPISODE, self.began.as_ref()),
            reason_ended: known(&code::EPISODE_CEASED, self.ended.as_ref()),
            moved: known(&code::PLACE_CHANGE, self.moved.as_ref()),
            elsewhere: self.authority.is_some(),
        })
    }
}

/// An event as read.
#[derive(Queryable)]
struct EventRow {
    id: String,
    start: NaiveDate,
    end: Option<NaiveDate>,
    with: Option<String>,
    lives_with_holder: Option<bool>,
    superseded: Option<chrono::NaiveDateTime>,
    superseded_by: Option<String>,
}

impl EventRow {
    fn fact(&self, key: FactKey) -> Fact {
        if key == FactKey::Died {
            return Fact::Day(self.start);
        }
        Fact::Event(EventFact {
            start: self.start,
            end: self.end,
            with: self
                .with
                .as_deref()
                .and_then(|word| With::ALL.into_iter().find(|with| with.word() == word)),
            lives_with_holder: self.lives_with_holder.unwrap_or(true),
        })
    }
}

/// Follows corrections from the row that an import made to the current row, if there is one.
fn standing<'a, R>(
    rows: &'a HashMap<&str, &'a R>,
    first: &str,
    of: impl Fn(&R) -> (bool, Option<&str>),
) -> Option<&'a R> {
    let mut row = *rows.get(first)?;
    // Corrections form a chain; the bound only guards against a loop that nothing should ever write.
    for _ in 0..10_000 {
        match of(row) {
            (false, _) => return Some(row),
            (true, Some(next)) => row = rows.get(next)?,
            (true, None) => return None,
        }
    }
    None
}

/// Reads everything that an import is compared with; of some people only, if they are named.
pub(super) fn load(tx: &Tx, only: Option<&[String]>) -> StoreResult<Loaded> {
    let mut loaded = Loaded::default();
    let children = people(tx, only, &mut loaded)?;
    rows(tx, only, None, &mut loaded, &children)?;
    records(tx, only, &mut loaded, &children)?;
    questions(tx, only, None, &mut loaded, &children)?;
    Ok(loaded)
}

/// What is held, with the questions closed that an import asked, and what the returns would say without it: what it had
/// replaced counts again, or counts for whatever replaced the import in its turn.
pub(super) fn load_without(tx: &Tx, import: &str) -> StoreResult<(Loaded, Ledger)> {
    let mut before = Loaded::default();
    let children = people(tx, None, &mut before)?;
    rows(tx, None, None, &mut before, &children)?;
    records(tx, None, &mut before, &children)?;
    questions(tx, None, Some(import), &mut before, &children)?;
    let mut without = Loaded::default();
    without.held.ledger.joined.clone_from(&before.held.ledger.joined);
    rows(tx, None, Some(import), &mut without, &children)?;
    Ok((before, without.held.ledger))
}

fn questions(
    tx: &Tx,
    only: Option<&[String]>,
    closed: Option<&str>,
    loaded: &mut Loaded,
    children: &HashMap<String, Child>,
) -> StoreResult<()> {
    type Row =
        (String, String, Option<chrono::NaiveDateTime>, Option<String>, String, String, Option<String>);
    let asked: Vec<Row> = tx.run(|connection| {
        let mut query = import_questions::table
            .select((
                import_questions::person_id,
                import_questions::key,
                import_questions::settled_at,
                import_questions::answered_by,
                import_questions::import_id,
                import_questions::what,
                import_questions::holds,
            ))
            .into_boxed();
        if let Some(only) = only {
            query = query.filter(among(connection, import_questions::person_id, only));
        }
        Ok(query.load(connection)?)
    })?;
    for (person, key, settled, answered_by, import, what, holds) in asked {
        let Some(child) = children.get(&person) else { continue };
        let Some(held) = loaded.held.people.get_mut(child) else { continue };
        match (settled, answered_by) {
            (None, _) if closed == Some(import.as_str()) => {
                _ = loaded.answered.insert((child.clone(), key));
            }
            (None, _) => {
                let holds = holds.and_then(|word| word.parse().ok());
                held.open.insert(key, Asked { what, holds });
            }
            (Some(_), None) => _ = held.settled.insert(key),
            (Some(_), Some(_)) => _ = loaded.answered.insert((child.clone(), key)),
        }
    }
    Ok(())
}

fn people(tx: &Tx, only: Option<&[String]>, loaded: &mut Loaded) -> StoreResult<HashMap<String, Child>> {
    let people: Vec<(String, Option<String>, Option<NaiveDate>, String)> = tx.run(|connection| {
        let mut query = persons::table
            .filter(persons::child.is_not_null())
            .filter(persons::id.ne_all(on_their_way()))
            .select((persons::id, persons::child, persons::born, persons::sex))
            .into_boxed();
        if let Some(only) = only {
            query = query.filter(among(connection, persons::id, only));
        }
        Ok(query.load(connection)?)
    })?;
    let mut children = HashMap::with_capacity(people.len());
    for (id, number, born, sex) in people {
        let child = Child::new(&number.unwrap_or_default());
        let mut held = HeldPerson::default();
        if let Some(born) = born {
            held.facts.insert(FactKey::Birth, Fact::Day(born));
        }
        match sex.as_str() {
            "male" => held.facts.insert(FactKey::Sex, Fact::Code("M")),
            "female" => held.facts.insert(FactKey::Sex, Fact::Code("F")),
            _ => None,
        };
        loaded.people.insert(child.clone(), id.clone());
        loaded.held.people.insert(child.clone(), held);
        children.insert(id, child);
    }
    let joined: Vec<(String, String)> = tx.run(|connection| {
        Ok(joined_numbers::table.select((joined_numbers::child, joined_numbers::into_id)).load(connection)?)
    })?;
    for (number, into) in joined {
        if let Some(goes_by) = children.get(&into) {
            loaded.held.ledger.joined.insert(Child::new(&number), goes_by.clone());
        }
    }
    Ok(children)
}

fn rows(
    tx: &Tx,
    only: Option<&[String]>,
    without: Option<&str>,
    loaded: &mut Loaded,
    children: &HashMap<String, Child>,
) -> StoreResult<()> {
    let (holdings, rows) = tx.run(|connection| said(connection, only, without))?;
    for (of, holds, import, at) in holdings {
        let table = Table::ALL.into_iter().find(|table| table.word() == holds);
        let table = table.ok_or_else(|| unreadable("table of a return"))?;
        let (year, on) = (year(of)?, at.date());
        loaded.held.ledger.held.insert((year, table), import);
        if on <= year.last_day() {
            loaded.held.ledger.running.insert((year, table), on);
        }
    }
    for (person, number, key, of, says, _) in rows {
        let Some(child) = children.get(&person) else { continue };
        let key = RowKey::parse(&key).ok_or_else(|| unreadable("row of a return"))?;
        let row = Row::parse(key, &says).ok_or_else(|| unreadable("row of a return"))?;
        let number = (number != child.as_str()).then(|| Child::new(&number));
        let line = Line { year: year(of)?, key, row, source: None, number };
        loaded.held.ledger.children.entry(child.clone()).or_default().push(line);
    }
    loaded.held.ledger.children.values_mut().for_each(ledger::sort);
    Ok(())
}

/// Whose row, the number it was handed in under, key, year, what it says, table.
type Kept = (String, String, String, i64, String, String);
/// Year, table, import, and when that was shown.
type Holding = (i64, String, String, chrono::NaiveDateTime);

/// What the returns say: what nothing replaced and nobody withdrew. Without an import, what it had replaced counts again where
/// nothing has replaced the import in its turn.
fn said(
    connection: &mut AnyConnection,
    only: Option<&[String]>,
    without: Option<&str>,
) -> StoreResult<(Vec<Holding>, Vec<Kept>)> {
    let held = || {
        return_holdings::table
            .inner_join(imports::table.on(imports::id.eq(return_holdings::import_id)))
            .filter(return_holdings::withdrawn.eq(false))
            .select((
                return_holdings::year,
                return_holdings::holds,
                return_holdings::import_id,
                imports::created_at,
            ))
            .into_boxed()
    };
    let kept = |connection: &AnyConnection| {
        let rows = return_rows::table
            .filter(return_rows::withdrawn.eq(false))
            .select((
                return_rows::person_id,
                return_rows::child,
                return_rows::row_key,
                return_rows::year,
                return_rows::says,
                return_rows::holds,
            ))
            .into_boxed();
        match only {
            Some(only) => rows.filter(among(connection, return_rows::person_id, only)),
            None => rows,
        }
    };
    let mut holdings: Vec<Holding> =
        held().filter(return_holdings::replaced_by.is_null()).load(connection)?;
    let Some(import) = without else {
        return Ok((holdings, kept(connection).filter(return_rows::replaced_by.is_null()).load(connection)?));
    };
    let own: BTreeSet<(i64, String)> = holdings
        .iter()
        .filter(|(_, _, of, _)| of == import)
        .map(|(year, holds, ..)| (*year, holds.clone()))
        .collect();
    holdings.retain(|(_, _, of, _)| of != import);
    let under: Vec<Holding> = held().filter(return_holdings::replaced_by.eq(import)).load(connection)?;
    holdings.extend(under.into_iter().filter(|(year, holds, ..)| own.contains(&(*year, holds.clone()))));
    let beside = return_rows::import_id.ne(import);
    let mut rows: Vec<Kept> =
        kept(connection).filter(return_rows::replaced_by.is_null()).filter(beside).load(connection)?;
    let under: Vec<Kept> = kept(connection).filter(return_rows::replaced_by.eq(import)).load(connection)?;
    rows.extend(under.into_iter().filter(|(.., year, _, holds)| own.contains(&(*year, holds.clone()))));
    Ok((holdings, rows))
}

fn year(year: i64) -> StoreResult<CollectionYear> {
    u16::try_from(year).ok().and_then(CollectionYear::starting).ok_or_else(|| unreadable("collection year"))
}

fn records(
    tx: &Tx,
    only: Option<&[String]>,
    loaded: &mut Loaded,
    children: &HashMap<String, Child>,
) -> StoreResult<()> {
    let (links, episodes, events) = tx.run(|connection| {
        let mut links = import_links::table
            .select((
                import_links::person_id,
                import_links::fact,
                import_links::episode_id,
                import_links::event_id,
            ))
            .into_boxed();
        let mut episodes = care_episodes::table
            .select((
                care_episodes::id,
                care_episodes::person_id,
                care_episodes::start_day,
                care_episodes::end_day,
                care_episodes::end_unknown,
                care_episodes::legal_status,
                care_episodes::placement,
                care_episodes::provider,
                care_episodes::need,
                care_episodes::reason_started,
                care_episodes::reason_ended,
                care_episodes::reason_moved,
                care_episodes::authority,
                care_episodes::superseded_at,
                care_episodes::superseded_by,
            ))
            .into_boxed();
        let mut events = life_events::table
            .select((
                life_events::id,
                life_events::start_day,
                life_events::end_day,
                life_events::lives_with,
                life_events::lives_with_holder,
                life_events::superseded_at,
                life_events::superseded_by,
            ))
            .into_boxed();
        if let Some(only) = only {
            links = links.filter(among(connection, import_links::person_id, only));
            episodes = episodes.filter(among(connection, care_episodes::person_id, only));
            events = events.filter(among(connection, life_events::person_id, only));
        }
        let links: Vec<(String, String, Option<String>, Option<String>)> = links.load(connection)?;
        let episodes: Vec<EpisodeRow> = episodes.load(connection)?;
        let events: Vec<EventRow> = events.load(connection)?;
        Ok((links, episodes, events))
    })?;
    let by_id: HashMap<&str, &EpisodeRow> = episodes.iter().map(|row| (row.id.as_str(), row)).collect();
    let events: HashMap<&str, &EventRow> = events.iter().map(|row| (row.id.as_str(), row)).collect();
    let mut ours: BTreeSet<&str> = BTreeSet::new();
    for (person, fact, episode, event) in links {
        let Some(child) = children.get(&person) else { continue };
        let key = FactKey::parse(&fact).ok_or_else(|| unreadable("imported fact"))?;
        loaded.linked.insert((child.clone(), key));
        let found = if let Some(first) = episode {
            standing(&by_id, &first, |row| (row.superseded.is_some(), row.superseded_by.as_deref()))
                .inspect(|row| _ = ours.insert(&row.id))
                .map(|row| (row.id.clone(), row.fact()))
        } else {
            standing(&events, &event.unwrap_or_default(), |row| {
                (row.superseded.is_some(), row.superseded_by.as_deref())
            })
            .map(|row| (row.id.clone(), row.fact(key)))
        };
        if let Some((id, fact)) = found {
            loaded.standing.insert((child.clone(), key), id);
            if let Some(held) = loaded.held.people.get_mut(child) {
                held.facts.insert(key, fact);
            }
        }
    }
    for row in episodes.iter().filter(|row| row.superseded.is_none() && !ours.contains(row.id.as_str())) {
        if let Some(held) = children.get(&row.person).and_then(|child| loaded.held.people.get_mut(child)) {
            held.own_episodes.push((row.start.unwrap_or(NaiveDate::MIN), row.end));
        }
    }
    Ok(())
}

//! What the standard lets others filter by, of every service, kept in hand until the directory changes.

use std::sync::{Arc, PoisonError, RwLock};

use onward_domain::{directory::Need, id::DirectoryEntryId};
use onward_store::{StoreResult, Tx, repo::directory::Looking};
use serde_json::Value;

use super::write::{service, taxonomy_id, term_id};

/// Entries are read so many at a time.
const AT_A_TIME: usize = 500;

/// What others ask for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    pub search: String,
    pub taxonomy_term_id: Option<String>,
    pub taxonomy_id: Option<String>,
    /// With a minimum age of at least this.
    pub minimum_age: Option<f64>,
    /// With a maximum age of at most this.
    pub maximum_age: Option<f64>,
    /// That open at this time or later, `09:00`.
    pub start_time: Option<String>,
    /// That close at this time or before.
    pub end_time: Option<String>,
    /// Open on this day, `MO`.
    pub day: Option<String>,
    /// At this postcode, or in this outward part of one.
    pub postcode: Option<String>,
}

/// What is compared of one service.
#[derive(Debug, Clone)]
struct Facets {
    entry: DirectoryEntryId,
    /// The id that it goes out under.
    id: String,
    ages: (Option<f64>, Option<f64>),
    /// Term, taxonomy.
    terms: Vec<(String, String)>,
    /// Days, opens, closes.
    hours: Vec<(String, String, String)>,
    /// Its id at each location, and the postcode there.
    places: Vec<(String, String)>,
}

/// Which directory it was made from.
type Version = (usize, Option<chrono::DateTime<chrono::Utc>>);

/// All services as they are compared.
#[derive(Debug, Default)]
pub struct Index(RwLock<Option<(Version, Arc<Vec<Facets>>)>>);

impl Index {
    fn of(&self, tx: &Tx) -> StoreResult<Arc<Vec<Facets>>> {
        let version = tx.directory().version()?;
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((of, all)) = kept
            && of == version
        {
            return Ok(all);
        }
        let mut all = Vec::new();
        loop {
            let (entries, _) = tx.directory().page(all.len(), AT_A_TIME)?;
            if entries.is_empty() {
                break;
            }
            all.extend(entries.iter().map(|entry| facets(entry.id, &service(entry))));
        }
        let all = Arc::new(all);
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some((version, Arc::clone(&all)));
        Ok(all)
    }

    /// Services that fit, a page of them, and how many there are.
    ///
    /// # Errors
    /// The store's.
    pub fn services(
        &self,
        tx: &Tx,
        filter: &Filter,
        (from, most): (usize, usize),
    ) -> StoreResult<(Vec<Value>, usize)> {
        if *filter == Filter::default() {
            let (entries, of) = tx.directory().page(from, most)?;
            return Ok((entries.iter().map(service).collect(), of));
        }
        let fits: Vec<DirectoryEntryId> = self.fitting(tx, filter)?.iter().map(|one| one.entry).collect();
        let page: Vec<DirectoryEntryId> = fits.iter().skip(from).take(most).copied().collect();
        Ok((tx.directory().these(&page)?.iter().map(service).collect(), fits.len()))
    }

    /// Places of services that fit, each as its service's entry and which of its locations it is, and how many there are.
    ///
    /// # Errors
    /// The store's.
    pub fn places(
        &self,
        tx: &Tx,
        filter: &Filter,
        (from, most): (usize, usize),
    ) -> StoreResult<(Vec<(DirectoryEntryId, usize)>, usize)> {
        let near = |at: &str| filter.postcode.as_deref().is_none_or(|asked| is_at(at, asked));
        let all: Vec<(DirectoryEntryId, usize)> = self
            .fitting(tx, filter)?
            .iter()
            .flat_map(|one| {
                let places = one.places.iter().enumerate().filter(|(_, (_, at))| near(at));
                places.map(|(place, _)| (one.entry, place)).collect::<Vec<_>>()
            })
            .collect();
        Ok((all.iter().skip(from).take(most).copied().collect(), all.len()))
    }

    /// The entry behind an id that goes out: of a service, or of a service at a location.
    ///
    /// # Errors
    /// The store's.
    pub fn entry_of(&self, tx: &Tx, id: &str) -> StoreResult<Option<DirectoryEntryId>> {
        let named = |one: &&Facets| one.id == id || one.places.iter().any(|(place, _)| place == id);
        Ok(self.of(tx)?.iter().find(named).map(|one| one.entry))
    }

    fn fitting(&self, tx: &Tx, filter: &Filter) -> StoreResult<Vec<Facets>> {
        let all = self.of(tx)?;
        let found = if filter.search.trim().is_empty() {
            None
        } else {
            let words = filter.search.clone();
            let looking = Looking { words, as_it_is: true, from: 0, most: usize::MAX };
            Some(tx.directory().find(&looking)?.entries)
        };
        let Some(found) = found else {
            return Ok(all.iter().filter(|one| one.fits(filter)).cloned().collect());
        };
        // The best match first.
        let of = |id| all.iter().find(|one| one.entry == id).filter(|one| one.fits(filter)).cloned();
        Ok(found.iter().filter_map(|entry| of(entry.id)).collect())
    }
}

impl Facets {
    fn fits(&self, filter: &Filter) -> bool {
        let term = |id: &String| self.terms.iter().any(|(term, _)| term.eq_ignore_ascii_case(id));
        let taxonomy = |id: &String| self.terms.iter().any(|(_, of)| of.eq_ignore_ascii_case(id));
        let opens = |(days, opens, closes): &(String, String, String)| {
            filter.day.as_ref().is_none_or(|day| days.split(',').any(|one| one.eq_ignore_ascii_case(day)))
                && filter.start_time.as_ref().is_none_or(|time| !opens.is_empty() && opens >= time)
                && filter.end_time.as_ref().is_none_or(|time| !closes.is_empty() && closes <= time)
        };
        let by_time = filter.day.is_some() || filter.start_time.is_some() || filter.end_time.is_some();
        filter.taxonomy_term_id.as_ref().is_none_or(term)
            && filter.taxonomy_id.as_ref().is_none_or(taxonomy)
            && filter.minimum_age.is_none_or(|least| self.ages.0.is_some_and(|age| age >= least))
            && filter.maximum_age.is_none_or(|most| self.ages.1.is_some_and(|age| age <= most))
            && (!by_time || self.hours.iter().any(opens))
    }
}

fn facets(entry: DirectoryEntryId, service: &Value) -> Facets {
    let text = |of: &Value, name: &str| of.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let list =
        |name: &str| service.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let age = |name: &str| service.get(name).and_then(Value::as_f64);
    let term = |link: &Value| {
        let term = link.get("taxonomy_term").unwrap_or(link);
        (text(term, "id"), text(term, "taxonomy_id"))
    };
    let place = |at: &Value| {
        let address = at.pointer("/location/addresses/0").map(|address| text(address, "postal_code"));
        (text(at, "id"), squeezed(&address.unwrap_or_default()))
    };
    let time = |of: &Value, name: &str| text(of, name).chars().take(5).collect::<String>();
    Facets {
        entry,
        id: text(service, "id"),
        ages: (age("minimum_age"), age("maximum_age")),
        terms: list("attributes").iter().map(term).collect(),
        hours: list("schedules")
            .iter()
            .map(|one| (text(one, "byday"), time(one, "opens_at"), time(one, "closes_at")))
            .collect(),
        places: list("service_at_locations").iter().map(place).collect(),
    }
}

fn squeezed(postcode: &str) -> String {
    postcode.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

/// The whole postcode, or its outward part: the last three letters of a whole one are the way in.
fn is_at(at: &str, asked: &str) -> bool {
    let asked = squeezed(asked);
    !at.is_empty()
        && (at == asked || at.len().checked_sub(3).and_then(|end| at.get(..end)) == Some(asked.as_str()))
}

/// The need behind one of our terms.
#[must_use]
pub fn need_of(id: &str) -> Option<Need> {
    Need::ALL.iter().copied().find(|need| term_id(*need) == id)
}

/// Whether this is the taxonomy that is ours.
#[must_use]
pub fn is_ours(id: &str) -> bool {
    id == taxonomy_id()
}

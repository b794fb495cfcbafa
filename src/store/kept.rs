//! What has been read about people, kept in memory until a fact changes.
//!
//! Every page shows somebody's facts, few change them, and each look at a record is logged, after which the embedded
//! database has to reread its pages. So what lists and pages need about a person is kept under the version of the data
//! ([`Tx::data_version`](crate::Tx::data_version)), which goes up in the same commit as any fact: one query tells
//! whether it is still valid, on both databases and however many instances write. Rights are never kept.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use chrono::NaiveDate;
use onward_domain::{
    allocation::Part,
    id::{PersonId, UserId},
};

use crate::scope::Listed;

/// At most this many people are kept; beyond that, all are dropped.
const MOST: usize = 5_000;

/// The version of the data, and the day: who has which adviser depends on it.
pub(crate) type As = (i64, NaiveDate);

#[derive(Default)]
pub(crate) struct Kept {
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    of: As,
    people: HashMap<PersonId, Arc<Listed>>,
    caseloads: HashMap<(UserId, Part), Vec<Arc<Listed>>>,
}

impl Kept {
    /// A person, if they were read at this version.
    pub(crate) fn person(&self, of: As, person: PersonId) -> Option<Arc<Listed>> {
        self.of(of)?.people.get(&person).cloned()
    }

    /// The people someone is allocated to, by name.
    pub(crate) fn caseload(&self, of: As, whose: (UserId, Part)) -> Option<Vec<Arc<Listed>>> {
        self.of(of)?.caseloads.get(&whose).cloned()
    }

    /// Keeps a person.
    pub(crate) fn put_person(&self, of: As, person: &Arc<Listed>) {
        self.put(of, |inner| drop(inner.people.insert(person.person.id, Arc::clone(person))));
    }

    /// Keeps a caseload, and everyone in it.
    pub(crate) fn put_caseload(&self, of: As, whose: (UserId, Part), people: &[Arc<Listed>]) {
        self.put(of, |inner| {
            inner.people.extend(people.iter().map(|one| (one.person.id, Arc::clone(one))));
            inner.caseloads.insert(whose, people.to_vec());
        });
    }

    fn of(&self, of: As) -> Option<MutexGuard<'_, Inner>> {
        Some(self.lock()).filter(|inner| inner.of == of)
    }

    fn put(&self, of: As, put: impl FnOnce(&mut Inner)) {
        let mut inner = self.lock();
        // Somebody who began to read earlier knows less than what is kept.
        if of < inner.of {
            return;
        }
        if of > inner.of || inner.people.len() >= MOST {
            *inner = Inner { of, ..Inner::default() };
        }
        put(&mut inner);
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

//! What has been read about people, kept in memory until a fact changes.
//!
//! Every page shows somebody's facts, few change them, and each look at a record is logged, after which the embedded
//! database has to reread its pages. So what lists and pages need about a person is kept under the version of the data
//! ([`Tx::data_version`](crate::Tx::data_version)), which goes up in the same commit as any fact: one query tells
//! whether it is still valid, on both databases and however many instances write. Rights are never kept.

use std::{
    any::{Any, TypeId},
    collections::HashMap,
    fmt::Debug,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use chrono::NaiveDate;
use onward_domain::{
    access::Right,
    allocation::Part,
    id::{PersonId, UserId},
};

use crate::{StoreResult, Tx, scope::Listed};

/// At most so much is kept of each kind; beyond that, all of it is dropped.
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
    others: HashMap<(About, TypeId), Arc<dyn Any + Send + Sync>>,
}

/// What something was read about, and by which right: who may see less never gets what was read for who may see more.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum About {
    Record(PersonId, Right),
    People(Vec<PersonId>),
}

/// What `read` finds: read once, and kept under its type until something changes. It must hang on nothing but what it is
/// about and the day.
///
/// # Errors
/// Whatever `read` meets.
pub(crate) fn once<T>(
    tx: &Tx,
    today: NaiveDate,
    about: About,
    read: impl Fn() -> StoreResult<T>,
) -> StoreResult<Arc<T>>
where
    T: Debug + PartialEq + Send + Sync + 'static,
{
    let Some((kept, version)) = tx.kept()? else { return read().map(Arc::new) };
    let (of, key) = ((version, today), (about, TypeId::of::<T>()));
    if let Some(found) = kept.other(of, &key) {
        // Every test that shows a page a second time shows that nothing changed unnoticed.
        #[cfg(all(feature = "testing", debug_assertions))]
        crate::testing::counting::uncounted(|| {
            read().map(|now| assert_eq!(*found, now, "kept, and changed since"))
        })?;
        return Ok(found);
    }
    let found = Arc::new(read()?);
    kept.put_other(of, key, &found);
    Ok(found)
}

impl Kept {
    fn other<T: Send + Sync + 'static>(&self, of: As, key: &(About, TypeId)) -> Option<Arc<T>> {
        Arc::clone(self.of(of)?.others.get(key)?).downcast().ok()
    }

    fn put_other<T: Send + Sync + 'static>(&self, of: As, key: (About, TypeId), found: &Arc<T>) {
        let found: Arc<dyn Any + Send + Sync> = Arc::<T>::clone(found);
        self.put(of, |inner| drop(inner.others.insert(key, found)));
    }

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
        if of > inner.of || inner.people.len().max(inner.others.len()) >= MOST {
            *inner = Inner { of, ..Inner::default() };
        }
        put(&mut inner);
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

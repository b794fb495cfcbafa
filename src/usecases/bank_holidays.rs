//! The list of bank holidays that everything counts by: the last good copy, renewed once a day where there is a way out. A list
//! that can't be had or used leaves the last one where it is.

use chrono::{DateTime, NaiveDate, Utc};
use onward_domain::office::{self, Calendar};
use onward_store::{Store, StoreResult, repo::outside_copies::OutsideCopy};

use crate::{
    clock::london_day,
    outside::{
        bank_holidays::{BROUGHT, BROUGHT_ON, HasTheList, read},
        client::NotHad,
    },
};

/// The copy's name in the store.
const NAME: &str = "bank holidays";

/// Which list is followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Followed {
    pub calendar: Calendar,
    /// Whose it is; `None` for the copy that Onward brings along.
    pub came_from: Option<String>,
    /// Of which day.
    pub on: NaiveDate,
}

impl Followed {
    /// The list that Onward brings along.
    #[must_use]
    pub fn brought() -> Self {
        Self { calendar: read(BROUGHT).unwrap_or_default(), came_from: None, on: BROUGHT_ON }
    }

    /// It ends before this year or the next does.
    #[must_use]
    pub fn ends_soon(&self, today: NaiveDate) -> bool {
        let last = self.calendar.covers().map_or(0, |(_, last)| last);
        last < chrono::Datelike::year(&today)
    }
}

/// The last good copy, or the one that Onward brings along where that is newer.
///
/// # Errors
/// The store's.
pub fn last_good(store: &Store) -> StoreResult<Followed> {
    let brought = Followed::brought();
    let kept = store.read(|tx| tx.outside_copy(NAME))?;
    Ok(kept
        .and_then(|copy| {
            let on = london_day(copy.came_at);
            Some(Followed { calendar: read(&copy.body).ok()?, came_from: Some(copy.came_from), on })
        })
        .filter(|kept| kept.on >= brought.on)
        .unwrap_or(brought))
}

/// From now on everything counts by the last good copy.
///
/// # Errors
/// The store's.
pub fn follow_last(store: &Store) -> StoreResult<Followed> {
    let last = last_good(store)?;
    office::follow(last.calendar.clone());
    Ok(last)
}

/// Why a list was not taken.
#[derive(Debug, thiserror::Error)]
pub enum NotRenewed {
    #[error(transparent)]
    NotHad(#[from] NotHad),
    #[error(transparent)]
    Store(#[from] onward_store::StoreError),
}

/// Asks for the list, keeps it if it is one, and follows it.
///
/// # Errors
/// Why not: the last one stays.
pub fn renew(store: &Store, who: &dyn HasTheList, now: DateTime<Utc>) -> Result<Calendar, NotRenewed> {
    let body = who.list()?;
    let calendar = read(&body)?;
    let copy = OutsideCopy { body, came_from: who.name(), came_at: now };
    store.write(move |tx| tx.keep_outside_copy(NAME, &copy))?;
    Ok(calendar)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::outside::bank_holidays::Recorded;
    use onward_store::on_both;

    on_both!(a_list_that_lies_or_does_not_come_leaves_the_last_good_one_with_its_day => |store| {
        assert_eq!(last_good(store).unwrap(), Followed::brought(), "before the first: what Onward brings along");
        let day = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let good = BROUGHT.replace("2027-08-30", "2027-08-31");
        renew(store, &Recorded(Ok(good)), day("2026-12-01T06:00:00Z")).unwrap();
        let kept = last_good(store).unwrap();
        assert_eq!((kept.came_from.as_deref(), kept.on.to_string().as_str()), (Some("GOV.UK"), "2026-12-01"));
        assert!(kept.calendar.bank_holiday("2027-08-31".parse().unwrap()));
        for bad in [
            Err(NotHad::Unreachable("no way out".into())),
            Err(NotHad::Status(503)),
            Ok("<html>not here</html>".to_owned()),
            Ok(BROUGHT.replace("2027-12-27", "2027-12-25")),
            Ok(BROUGHT.replace("2026-", "2031-")),
        ] {
            assert!(renew(store, &Recorded(bad.clone()), day("2026-12-02T06:00:00Z")).is_err(), "{bad:?}");
            assert_eq!(last_good(store).unwrap(), kept, "the last good one stays");
        }
        assert!(!kept.ends_soon("2027-12-31".parse().unwrap()) && kept.ends_soon("2028-01-01".parse().unwrap()));
        let old = day("2026-11-01T06:00:00Z");
        renew(store, &Recorded(Ok(BROUGHT.to_owned())), old).unwrap();
        assert_eq!(last_good(store).unwrap(), Followed::brought(), "an older copy than the one brought along is not followed");
    });
}

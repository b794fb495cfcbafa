//! A manager sees who is away, and puts a colleague in for an adviser who can't ask for it.

use chrono::NaiveDate;
use onward_domain::{
    desk::Cover,
    id::{CoverId, UserId},
};
use onward_store::{StoreResult, repo::desk::NewCover, scope::ServiceView};

use super::advisers::may_have_people;
use crate::usecases::ask::Ask;

/// Somebody away, and who does their work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Away {
    pub id: CoverId,
    pub absent: String,
    pub cover: String,
    pub from: NaiveDate,
    /// The last day; `None` until somebody ends it.
    pub last: Option<NaiveDate>,
    /// Who asked for it, by name.
    pub by: Option<String>,
}

/// What the page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenAway {
    pub away: Vec<Away>,
    /// Every adviser who can sign in, by name.
    pub advisers: Vec<(UserId, String)>,
}

/// Who is away or will be, and who could be.
///
/// # Errors
/// Any store error.
pub fn see_away(ask: &Ask<'_, ServiceView>) -> StoreResult<SeenAway> {
    let covers = ask.scope.covers(ask.tx, ask.now.today)?;
    let everybody = covers.iter().flat_map(|cover| [Some(cover.absent), Some(cover.cover), cover.made_by]);
    let names = ask.tx.users().names(everybody.flatten())?;
    let name = |user: UserId| names.get(&user).cloned();
    let away = |cover: &Cover| Away {
        id: cover.id,
        absent: name(cover.absent).unwrap_or_default(),
        cover: name(cover.cover).unwrap_or_default(),
        from: cover.from,
        last: cover.until.map(|until| until.pred_opt().unwrap_or(until)),
        by: cover.made_by.and_then(name),
    };
    let advisers = ask.tx.users().all()?.into_iter().filter(may_have_people);
    Ok(SeenAway {
        away: covers.iter().map(away).collect(),
        advisers: advisers.map(|user| (user.id, user.display_name)).collect(),
    })
}

/// Who is away, who stands in, the first day and the last; without a last day until somebody ends it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PutIn {
    pub absent: UserId,
    pub cover: UserId,
    pub from: NaiveDate,
    pub last: Option<NaiveDate>,
}

/// Puts a colleague in. The same again is the same cover.
///
/// # Errors
/// `NotAllowed` for somebody who is no adviser.
pub fn put_in(ask: &Ask<'_, ServiceView>, said: PutIn) -> StoreResult<CoverId> {
    let until = said.last.map(|last| last.succ_opt().unwrap_or(last));
    let new = NewCover { absent: said.absent, cover: said.cover, from: said.from, until };
    ask.scope.begin_cover(ask.tx, &new, ask.now)
}

/// Ends one today.
///
/// # Errors
/// `NotFound` for one that is over.
pub fn end_away(ask: &Ask<'_, ServiceView>, cover: CoverId) -> StoreResult<()> {
    ask.scope.end_cover(ask.tx, cover, ask.now)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests {
    use super::*;
    use crate::usecases::{
        adviser::{see_my_people::see_my_people, today::see_today},
        testing::{Jay, adviser, asking, at, day, managing},
    };
    use onward_domain::{access::Purpose, moment::Moment, role::Role};
    use onward_store::{StoreError, on_both, repo::users::NewUser, testing::TestStore};

    fn manager(store: &TestStore) -> UserId {
        let role = Role::Manager;
        let new = NewUser { role, display_name: "Dawn".into(), person: None, team: None, phone: None };
        store.write(move |tx| tx.users().add(&new, at(0).at)).unwrap()
    }

    fn later(on: &str) -> Moment {
        Moment { today: day(on), ..at(0) }
    }

    on_both!(a_cover_without_a_last_day_runs_until_a_manager_ends_it => |store| {
        let jay = Jay::of(store);
        let (dawn, tom) = (manager(store), adviser(store, "Tom Varley"));
        let said = PutIn { absent: jay.priya, cover: tom, from: day("2026-11-23"), last: None };
        let first = store.write(move |tx| put_in(&managing(tx, dawn, at(0)), said)).unwrap();
        assert_eq!(store.write(move |tx| put_in(&managing(tx, dawn, at(1)), said)).unwrap(), first, "once");
        let year = later("2027-11-23");
        let today = store.read(move |tx| see_today(&asking(tx, tom, year))).unwrap();
        assert_eq!((today.covering[0].name.as_str(), today.covering[0].last), ("Priya Nair", None));
        let person = jay.person;
        store.read(move |tx| asking(tx, tom, year).open(person, Purpose::PersonPage).map(drop)).unwrap();
        let me = jay.priya;
        let own = store.read(move |tx| see_my_people(&asking(tx, me, year))).unwrap();
        assert_eq!(own[0].listed.adviser.as_ref().unwrap().cover.as_ref().unwrap().name, "Tom Varley");
        let seen = store.read(move |tx| see_away(&managing(tx, dawn, year))).unwrap();
        assert_eq!((seen.away[0].last, seen.away[0].by.as_deref()), (None, Some("Dawn")));
        store.write(move |tx| end_away(&managing(tx, dawn, year), first)).unwrap();
        let refused = store.read(move |tx| asking(tx, tom, year).open(person, Purpose::PersonPage).map(drop));
        assert_eq!(refused.unwrap_err(), StoreError::NotFound);
        let again = store.write(move |tx| end_away(&managing(tx, dawn, year), first));
        assert_eq!(again.unwrap_err(), StoreError::NotFound, "it is over");
    });

    on_both!(nobody_stands_in_for_themselves_or_for_days_that_are_none => |store| {
        let jay = Jay::of(store);
        let (dawn, tom, priya) = (manager(store), adviser(store, "Tom Varley"), jay.priya);
        let odd = [
            PutIn { absent: priya, cover: priya, from: day("2026-11-23"), last: None },
            PutIn { absent: priya, cover: dawn, from: day("2026-11-23"), last: None },
            PutIn { absent: priya, cover: tom, from: day("2026-11-23"), last: Some(day("2026-11-01")) },
        ];
        for said in odd {
            let refused = store.write(move |tx| put_in(&managing(tx, dawn, at(0)), said));
            assert!(matches!(refused, Err(StoreError::NotAllowed(_))), "{said:?}");
        }
    });
}

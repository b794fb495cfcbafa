//! Feeds of other directories are fetched when they are due. One that can't be had or read leaves what it had before.

use chrono::{DateTime, TimeDelta, Utc};
use onward_domain::{
    feed::{Feed, FeedProblem, Tried},
    moment::Moment,
};
use onward_store::{Store, StoreResult, scope::Task};
use serde_json::Value;

use crate::{
    clock::london_day,
    outside::client::NotHad,
    usecases::open_referral::{
        fetch::{Before, HasPages, fetch},
        read::{FeedRead, read},
        take_in::{Came, Odd, take_in},
    },
};

/// After one that was taken in.
const A_DAY: TimeDelta = TimeDelta::hours(24);
/// After one that was not.
const AN_HOUR: TimeDelta = TimeDelta::hours(1);

/// Fetches every feed that is due; how many were.
///
/// # Errors
/// The store's; a feed that can't be had is no error, and is written down.
pub fn renew_due(store: &Store, who: &dyn HasPages, now: DateTime<Utc>) -> StoreResult<usize> {
    let due = store.read(|tx| tx.feeds().due(now))?;
    for feed in &due {
        let how = renew(store, who, feed, now)?;
        let again = if matches!(how, Tried::Had { .. }) { A_DAY } else { AN_HOUR };
        let feed = feed.clone();
        store.write(move |tx| tx.feeds().tried(&feed, &how, now, again))?;
    }
    Ok(due.len())
}

fn renew(store: &Store, who: &dyn HasPages, feed: &Feed, now: DateTime<Utc>) -> StoreResult<Tried> {
    let before = store.read(|tx| before(tx, &feed.name))?;
    let services = match fetch(who, &feed.address, &before) {
        Ok(services) => services,
        Err(why) => return Ok(Tried::Failed(problem(&why), why.to_string())),
    };
    let today = london_day(now);
    let came = match read(&feed.name, &Value::Array(services).to_string(), today) {
        Ok(came) => came,
        Err(why) => return Ok(Tried::Failed(FeedProblem::NotAFeed, why)),
    };
    take(store, feed, came, Moment { at: now, today })
}

fn take(store: &Store, feed: &Feed, came: FeedRead, now: Moment) -> StoreResult<Tried> {
    let FeedRead { good, bad } = came;
    if good.is_empty() && !bad.is_empty() {
        let first = bad.first().cloned().unwrap_or_default();
        return Ok(Tried::Failed(FeedProblem::NotAFeed, first));
    }
    let (name, anyway, services) = (feed.name.clone(), feed.anyway, good.len());
    let came = store.write(move |tx| take_in(&tx.system(Task::Job, None, now)?, &name, &good, anyway))?;
    Ok(match came {
        Came::So(_) => Tried::Had { services, left_out: bad },
        Came::Odd(would, odd) => {
            let had = would.same + would.changed + would.gone;
            let what = match odd {
                Odd::Gone(many) => format!("{many} of {had} are gone"),
                Odd::Rewritten(many) => format!("{many} of {had} say something else"),
            };
            Tried::Failed(FeedProblem::Shrunk, what)
        }
    })
}

fn before(tx: &onward_store::Tx, feed: &str) -> StoreResult<Before> {
    let whole = tx.directory().whole_of_feed(feed)?;
    Ok(whole.into_iter().filter_map(|(key, whole)| Some((key, serde_json::from_str(&whole).ok()?))).collect())
}

const fn problem(why: &NotHad) -> FeedProblem {
    match why {
        NotHad::Address => FeedProblem::Address,
        NotHad::Status(_) => FeedProblem::Refused,
        NotHad::TooLarge(_) => FeedProblem::TooLarge,
        NotHad::Unreachable(_) | NotHad::File(_) => FeedProblem::Unreachable,
        NotHad::NotText | NotHad::Unusable(_) => FeedProblem::NotAFeed,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use onward_store::on_both;
    use std::cell::RefCell;

    /// What a feed answers each time it is asked.
    struct Says(RefCell<Vec<Result<String, NotHad>>>);

    impl HasPages for Says {
        fn text(&self, _: &str, _: u64) -> Result<String, NotHad> {
            self.0.borrow_mut().remove(0)
        }
    }

    fn clubs(many: usize) -> String {
        let one = |place| {
            serde_json::json!({
                "id": format!("0198f0e6-0000-7000-8000-{place:012x}"), "name": format!("Club {place}"),
                "status": "active", "contacts": [],
            })
        };
        Value::Array((0..many).map(one).collect()).to_string()
    }

    on_both!(a_feed_is_fetched_once_a_day_and_a_bad_day_leaves_the_last_good_one => |store| {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let monday = at("2026-11-23T06:00:00Z");
        store.write(move |tx| tx.feeds().add("Towns", "https://towns.example/api", None, monday)).unwrap();
        let run = |now, says: Vec<Result<String, NotHad>>| {
            renew_due(store, &Says(RefCell::new(says)), now).unwrap()
        };
        let feed = || store.read(|tx| tx.feeds().all()).unwrap().remove(0);
        let shown = || store.read(|tx| tx.directory().page(0, 100)).unwrap().0.iter().filter(|one| one.note.shown).count();
        let with_a_bad_one = clubs(10).replace("Club 3", "");
        assert_eq!(run(monday, vec![Ok(with_a_bad_one)]), 1);
        assert_eq!((shown(), feed().services, feed().problem), (9, Some(9), None));
        assert!(feed().left_out.contains("service 4") && feed().left_out.contains("no name"), "{}", feed().left_out);
        assert_eq!(run(monday + TimeDelta::hours(23), Vec::new()), 0, "not due");
        // On Tuesday nobody answers, each hour for another reason; the first day of it is kept.
        let tuesday = monday + TimeDelta::hours(24);
        let bad = [
            (NotHad::Unreachable("no way".into()), FeedProblem::Unreachable),
            (NotHad::Status(503), FeedProblem::Refused),
            (NotHad::TooLarge(1), FeedProblem::TooLarge),
            (NotHad::Address, FeedProblem::Address),
        ];
        for (hour, (why, problem)) in (0..).zip(bad) {
            assert_eq!(run(tuesday + TimeDelta::hours(hour), vec![Err(why)]), 1);
            assert_eq!((feed().problem, feed().had_at), (Some((problem, tuesday)), Some(monday)));
            assert_eq!(shown(), 9, "what it had stays");
        }
        run(tuesday + TimeDelta::hours(4), vec![Ok("<html>".into())]);
        assert_eq!(feed().problem, Some((FeedProblem::NotAFeed, tuesday)));
        // Most of it is gone: it waits for somebody, who says that it is right.
        run(tuesday + TimeDelta::hours(5), vec![Ok(clubs(3))]);
        assert_eq!((feed().problem, shown()), (Some((FeedProblem::Shrunk, tuesday)), 9));
        let looked = tuesday + TimeDelta::minutes(310);
        store.write(move |tx| tx.feeds().ask_now("Towns", true, looked)).unwrap();
        run(looked, vec![Ok(clubs(3))]);
        assert_eq!((feed().problem, shown(), feed().anyway), (None, 3, false));
        // The next day most of it says something else, as if somebody had taken it over: it waits too, and the last good one stays.
        let wednesday = looked + TimeDelta::days(1);
        run(wednesday, vec![Ok(clubs(9))]);
        assert_eq!((feed().problem, shown()), (None, 9));
        let thursday = wednesday + TimeDelta::days(1);
        let taken_over = clubs(9).replace(r#""name":"Club"#, r#""name":"Casino"#);
        run(thursday, vec![Ok(taken_over.clone())]);
        assert_eq!((feed().problem, shown()), (Some((FeedProblem::Shrunk, thursday)), 9));
        assert_eq!(feed().detail.as_deref(), Some("9 of 9 say something else"));
        let names = || store.read(|tx| tx.directory().page(0, 100)).unwrap().0;
        assert!(names().iter().all(|one| !one.note.name.contains("Casino")));
        // A new day of its own records, where readers read the same, is nothing to look at; nor are a few that changed.
        let friday = thursday + TimeDelta::hours(1);
        let dated = clubs(9).replace(r#""status":"active""#, r#""last_modified":"2026-11-27T06:00:00Z","status":"active""#);
        run(friday, vec![Ok(dated.replace("Club 3", "Chess club 3"))]);
        assert_eq!((feed().problem, shown()), (None, 9));
        let again = friday + TimeDelta::hours(24);
        run(again, vec![Ok(taken_over.clone())]);
        let seen = again + TimeDelta::minutes(1);
        store.write(move |tx| tx.feeds().ask_now("Towns", true, seen)).unwrap();
        run(seen, vec![Ok(taken_over)]);
        assert!(feed().problem.is_none() && names().iter().any(|one| one.note.name.contains("Casino")), "somebody looked");
        let looked = seen;
        // One that was stopped is not asked any more.
        store.write(move |tx| tx.feeds().stop("Towns", looked)).unwrap();
        assert_eq!(run(looked + TimeDelta::days(9), Vec::new()), 0);
    });
}

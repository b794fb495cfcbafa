//! Answers other than the rule's: two that a manager agreed to, of which one ends soon, and one that waits for her.

use onward_domain::{id::UserId, moment::Moment, money::Pence, overrides::OverrideNote};
use onward_store::{
    StoreError, StoreResult, Tx,
    scope::{Record, Task},
};

use super::life::{after, before};

const RENEE: &str = "942886";
const SAM: &str = "682526";
const JASMINE: &str = "216234";

/// Puts them into the database.
///
/// # Errors
/// The store's own.
pub fn fill(tx: &Tx, (priya, callum, dawn): (UserId, UserId, UserId), now: Moment) -> StoreResult<()> {
    let day = before(now.today, 40);
    let then = Moment { at: day.and_hms_opt(10, 0, 0).unwrap_or_default().and_utc(), today: day };
    let holidays = OverrideNote {
        entitlement: "vacation_accommodation".into(),
        gives: true,
        amount: None,
        reason: "Your college is two hours away and its hall closes at Christmas. It is not a degree, but you have the same need as somebody who does one.".into(),
        evidence: "Letter of the college, 9 October; agreed in supervision.".into(),
        until: after(now.today, 100),
    };
    let pass = OverrideNote {
        entitlement: "leisure_pass".into(),
        gives: true,
        amount: None,
        reason: "You moved out of our area for your course. You keep the pass here until Christmas, while you are home at weekends.".into(),
        evidence: "Agreed in supervision, 5 October.".into(),
        until: after(now.today, 11),
    };
    let part_time = OverrideNote {
        entitlement: "he_bursary".into(),
        gives: true,
        amount: Some(Pence(100_000)),
        reason: "You study half time with the Open University, and you pay for the same books. We want to give you half of the bursary.".into(),
        evidence: "Her letter of enrolment, 2 November.".into(),
        until: after(now.today, 300),
    };
    let no_doubt = || Ok(None::<()>);
    let asked =
        record(tx, RENEE, priya, then)?.overrides().ask_unless(&holidays, "made up holidays", no_doubt)?;
    let id = asked.version().ok_or(StoreError::NotFound)?;
    record(tx, RENEE, dawn, then)?.overrides().answer(id, true, None, "made up yes")?;
    let asked = record(tx, SAM, priya, then)?.overrides().ask_unless(&pass, "made up pass", no_doubt)?;
    let id = asked.version().ok_or(StoreError::NotFound)?;
    record(tx, SAM, dawn, then)?.overrides().answer(id, true, None, "made up pass yes")?;
    record(tx, JASMINE, callum, now)?.overrides().ask_unless(&part_time, "made up half time", no_doubt)?;
    Ok(())
}

fn record<'t>(tx: &'t Tx, child: &str, by: UserId, now: Moment) -> StoreResult<Record<'t>> {
    let system = tx.system(Task::Demonstration, Some(by), now)?;
    system.open(system.child(child)?.ok_or(StoreError::NotFound)?)
}

//! Whoever is on duty gets a text when something comes to the closed hub that should not wait.

use chrono::{DateTime, TimeDelta, Utc};
use onward_domain::hub::AlertEnd;
use onward_store::{Store, StoreResult};

use crate::outside::texts::{NotSent, SendsTexts};

/// All that it says: whoever finds the telephone learns nothing about anybody.
const SAYS: &str = "Something is waiting at the hub that should not wait.";
/// One that could not go is tried again after so long.
const AGAIN: TimeDelta = TimeDelta::minutes(3);
/// So often, for about an hour. After that the queue says that it failed.
const TRIES: i64 = 20;

/// Sends what is due to the number of whoever is on duty; how many went.
///
/// # Errors
/// The store's; a text that does not go is written down, and stands on the queue.
pub fn send_alerts(
    store: &Store,
    number: &str,
    who: &dyn SendsTexts,
    now: DateTime<Utc>,
) -> StoreResult<usize> {
    let mut sent = 0;
    for (alert, seen) in store.read(|tx| tx.hub_alerts_due(now))? {
        let how = if seen {
            Some(AlertEnd::Seen)
        } else {
            match who.send(number, SAYS, &alert.id.to_string(), now) {
                Ok(()) => {
                    sent += 1;
                    Some(AlertEnd::Sent)
                }
                Err(NotSent::Never(_)) => Some(AlertEnd::Failed),
                Err(NotSent::Later(_)) if alert.tries + 1 >= TRIES => Some(AlertEnd::Failed),
                Err(NotSent::Later(_)) => None,
            }
        };
        let id = alert.id;
        store.write(move |tx| match how {
            Some(how) => tx.end_hub_alert(id, how, now),
            None => tx.hub_alert_later(id, now + AGAIN),
        })?;
    }
    Ok(sent)
}

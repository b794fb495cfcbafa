//! What the service does beside its pages: it asks others for the list of bank holidays once a day and for other directories when they
//! are due, sends texts, and takes out what is past its time. No page waits for it.

use onward_domain::office;
use std::{
    thread,
    time::{Duration, Instant},
};

use crate::{
    App,
    cli::jobs::{
        alerts::send_alerts,
        feeds::renew_due,
        texts::{make_reminders, send_due},
    },
    outside::{
        bank_holidays::{GovUk, HasTheList, OfAFile},
        client::Client,
        texts::{Notify, Recorded, SendsTexts},
    },
    settings::BankHolidays,
    usecases::{account::sweep::sweep, bank_holidays::renew, documents::scan_waiting},
};

/// Between two renewals.
const A_DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// After one that did not come about.
const AN_HOUR: Duration = Duration::from_secs(60 * 60);
/// Between two looks at what is announced.
const A_MINUTE: Duration = Duration::from_secs(60);
/// How often it looks whether the service stops.
const LOOK: Duration = Duration::from_millis(500);

/// Begins to ask, now and once a day, until the service stops.
pub fn begin(app: App) {
    let spawned = thread::Builder::new().name("renewing".into()).spawn(move || {
        while app.stopping.goes_on() {
            let now = app.clock.now();
            if let Err(why) = app.store.write(move |tx| sweep(tx, now)) {
                tracing::warn!(what = "sweep", why = %why, "what is past its time goes later");
            }
            let again = Instant::now() + if bank_holidays(&app) { A_DAY } else { AN_HOUR };
            let mut notices = Instant::now() + A_MINUTE;
            while app.stopping.goes_on() && Instant::now() < again {
                thread::sleep(LOOK);
                // Another instance may have announced something.
                if notices < Instant::now() {
                    notices = Instant::now() + A_MINUTE;
                    if let Err(why) = app.notices.renew(&app.store, app.clock.moment()) {
                        tracing::warn!(what = "notices", why = %why, "those in hand stay");
                    }
                    directories(&app);
                    texts(&app);
                    if let Err(why) = scan_waiting(&app.store, &app.papers, app.clock.moment()) {
                        tracing::warn!(what = "scan", why = %why, "files that wait are looked at later");
                    }
                }
            }
        }
    });
    if let Err(why) = spawned {
        tracing::warn!(what = "renewing", why = %why, "nobody is asked for newer lists");
    }
}

/// Reminders are made, and texts sent. The demonstration sends nothing.
fn texts(app: &App) {
    let who: Box<dyn SendsTexts> = match &app.settings.texts {
        Some(texts) => match Notify::new(&texts.key, &texts.template) {
            Ok(notify) => Box::new(notify),
            Err(why) => {
                tracing::warn!(what = "texts", why = %why, "none is sent");
                return;
            }
        },
        None if app.demonstration.is_some() => Box::new(Recorded::default()),
        None => return,
    };
    let now = app.clock.now();
    // Before everything else: a child may be in danger.
    let alerted = match &app.settings.hub_alert_text {
        Some(number) => send_alerts(&app.store, number, who.as_ref(), now).map(drop),
        None => Ok(()),
    };
    let done = alerted
        .and_then(|()| make_reminders(&app.store, &app.keys, now))
        .and_then(|_| send_due(&app.store, &app.keys, who.as_ref(), now));
    if let Err(why) = done {
        tracing::warn!(what = "texts", why = %why, "they are tried again");
    }
}

/// Other directories that are due. How each went is written down where an administrator sees it.
fn directories(app: &App) {
    let due = app.store.read(|tx| tx.feeds().due(app.clock.now())).is_ok_and(|due| !due.is_empty());
    if !due {
        return;
    }
    let fetched = Client::new(app.settings.feeds.clone())
        .map_err(|why| why.to_string())
        .and_then(|who| renew_due(&app.store, &who, app.clock.now()).map_err(|why| why.to_string()));
    if let Err(why) = fetched {
        tracing::warn!(what = "other directories", why = %why, "what they had before stays");
    }
}

/// The list of bank holidays; `false` where it could not be had.
fn bank_holidays(app: &App) -> bool {
    let who: Result<Box<dyn HasTheList>, _> = match &app.settings.bank_holidays {
        BankHolidays::Brought => return true,
        BankHolidays::File(path) => Ok(Box::new(OfAFile(path.clone()))),
        BankHolidays::GovUk => GovUk::new().map(|who| -> Box<dyn HasTheList> { Box::new(who) }),
    };
    let renewed = who.map_err(Into::into).and_then(|who| renew(&app.store, who.as_ref(), app.clock.now()));
    match renewed {
        Ok(calendar) => {
            office::follow(calendar);
            true
        }
        Err(why) => {
            tracing::warn!(what = "bank holidays", why = %why, "the last good list is followed");
            false
        }
    }
}

//! Reminders are put on their way, and texts are sent: whether somebody may be texted is looked at again when one goes.

use chrono::{DateTime, TimeDelta, Utc};
use onward_domain::{
    appointment::Appointment,
    id::TextId,
    moment::Moment,
    texting::{Text, TextEnd, TextKind, TextNumber},
};
use onward_store::{Store, StoreResult, repo::texting::about, scope::Task};

use crate::{
    clock::{from_london, london_day, london_time, time_of_day},
    outside::texts::{NotSent, SendsTexts},
    usecases::account::secrets::{Keys, Purpose},
};

/// Appointments are looked for so far ahead.
const AHEAD: TimeDelta = TimeDelta::hours(36);
/// A text that could not go is tried again after so long.
const AGAIN: TimeDelta = TimeDelta::minutes(10);
/// So often at most.
const TRIES: i64 = 5;

/// Puts reminders of the next appointments on their way.
///
/// # Errors
/// The store's.
pub fn make_reminders(store: &Store, keys: &Keys, now: DateTime<Utc>) -> StoreResult<usize> {
    let without = store.read(|tx| {
        if tx.somebody_is_texted(now)? { tx.without_reminder(AHEAD, now) } else { Ok(Vec::new()) }
    })?;
    let of = |(number, appointments): &(TextNumber, Vec<Appointment>)| {
        let texts = appointments.iter().filter_map(|one| reminder(keys, number, one, now));
        texts.collect::<Vec<_>>()
    };
    let texts: Vec<Text> = without.iter().flat_map(of).collect();
    let made = texts.len();
    if made > 0 {
        store.write(move |tx| {
            let system = tx.system(Task::Job, None, Moment { at: now, today: london_day(now) })?;
            texts.iter().try_for_each(|text| system.add_text(text))
        })?;
    }
    Ok(made)
}

/// What comes: the day and the hour, and nothing of what it is about.
fn reminder(keys: &Keys, number: &TextNumber, one: &Appointment, now: DateTime<Utc>) -> Option<Text> {
    let meets = one.agreed()?.at;
    let due = from_london(number.reminder_at(london_time(meets), london_time(now))?);
    let day = if london_day(due) == london_day(meets) { "today" } else { "tomorrow" };
    Some(Text {
        id: TextId::new(),
        person: number.person,
        kind: TextKind::Reminder,
        about: about(one, meets),
        says: keys.seal(Purpose::Texts, &format!("Reminder: {day} at {}", time_of_day(meets))),
        due_at: due,
        not_after: meets - TimeDelta::hours(1),
        tries: 0,
        ended_at: None,
        ended: None,
    })
}

/// Sends what is due; how many went.
///
/// # Errors
/// The store's; a text that does not go is written down.
pub fn send_due(store: &Store, keys: &Keys, who: &dyn SendsTexts, now: DateTime<Utc>) -> StoreResult<usize> {
    let mut sent = 0;
    for text in store.read(|tx| tx.texts_due(now))? {
        let person = text.person;
        let (number, may, stands) = store.read(|tx| {
            let (number, may) = tx.may_be_texted(person)?;
            Ok((number, may, text.kind == TextKind::Code || tx.still_agreed(&text)?))
        })?;
        let end = match allowed(&text, number.as_ref(), may && stands, now) {
            Err(end) => Some(end),
            Ok(number) => match go(keys, who, &text, number, now) {
                Ok(()) => {
                    sent += 1;
                    Some(TextEnd::Sent)
                }
                Err(NotSent::Never(_)) => Some(TextEnd::Failed),
                Err(NotSent::Later(_)) if text.tries + 1 >= TRIES => Some(TextEnd::Failed),
                Err(NotSent::Later(_)) => None,
            },
        };
        let id = text.id;
        store.write(move |tx| match end {
            Some(end) => tx.end_text(id, end, now),
            None => tx.text_later(id, now + AGAIN),
        })?;
    }
    Ok(sent)
}

/// The number that it goes to, or how it ends without going.
fn allowed<'n>(
    text: &Text,
    number: Option<&'n TextNumber>,
    may: bool,
    now: DateTime<Utc>,
) -> Result<&'n TextNumber, TextEnd> {
    if text.not_after < now {
        return Err(TextEnd::Late);
    }
    let number = number.filter(|_| may).ok_or(TextEnd::NotAllowed)?;
    match text.kind {
        // Only to the number that it was made for.
        TextKind::Code if number.confirmed_at.is_none() && number.set_at == text.due_at => Ok(number),
        TextKind::Code if text.tries > 0 && number.confirmed_at.is_none() => Ok(number),
        TextKind::Code => Err(TextEnd::NotAllowed),
        TextKind::Reminder if !number.is_good(now) => Err(TextEnd::NotAllowed),
        TextKind::Reminder if !number.fits(london_time(now)) => Err(TextEnd::Late),
        TextKind::Reminder => Ok(number),
    }
}

fn go(
    keys: &Keys,
    who: &dyn SendsTexts,
    text: &Text,
    number: &TextNumber,
    now: DateTime<Utc>,
) -> Result<(), NotSent> {
    let open = |sealed: &str| keys.unseal(Purpose::Texts, sealed);
    let (Some(to), Some(words)) = (open(&number.sealed), open(&text.says)) else {
        return Err(NotSent::Never("another secret sealed it".to_owned()));
    };
    who.send(&to, &words, &text.id.to_string(), now)
}

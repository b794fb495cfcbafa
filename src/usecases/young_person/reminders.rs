//! A young person asks to be reminded by text: their number, the hours, and the code that shows that it is theirs.

use chrono::{TimeDelta, Utc};
use onward_domain::{
    access::Purpose,
    allocation::{Part, Worker},
    id::TextId,
    mine::May,
    texting::{CODE_MINUTES, CODES_A_DAY, Text, TextKind, TextNumber, WRONG_CODES, mobile},
};
use onward_store::{
    StoreResult,
    scope::{OwnRecord, Record},
};

use crate::usecases::{
    account::secrets::{Keys, Purpose as Sealing, same},
    ask::Ask,
};

/// Digits of a code.
const DIGITS: usize = 6;

/// How reminders stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// They did not say that they may be texted.
    MayNot,
    /// No number.
    Off,
    /// A code was sent, and waits.
    Waits,
    /// The code is too old, or was wrong too often.
    CodeOver,
    On,
    /// It was confirmed too long ago.
    Old,
}

/// What the page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenReminders {
    /// For the page's foot.
    pub adviser: Option<Worker>,
    pub standing: Standing,
    /// The number's last digits.
    pub ends: Option<String>,
    /// From which hour until which.
    pub hours: Option<(i64, i64)>,
    /// In the demonstration, which sends nothing: the code.
    pub code: Option<String>,
}

/// Opens one's own record and reads it. `shows_code`: nothing is sent here.
///
/// # Errors
/// `NotFound` when the account was disabled or moved meanwhile; the store's own.
pub fn see_reminders(ask: &Ask<'_, OwnRecord>, keys: &Keys, shows_code: bool) -> StoreResult<SeenReminders> {
    let record = ask.open(Purpose::OwnPages)?;
    let number = record.text_number()?;
    let standing = standing(ask, &record, number.as_ref())?;
    let open = number.as_ref().and_then(|number| keys.unseal(Sealing::Texts, &number.sealed));
    let code = if shows_code && standing == Standing::Waits { last_code(ask, &record, keys)? } else { None };
    Ok(SeenReminders {
        adviser: record.worker(Part::Adviser)?,
        standing,
        ends: open.map(|number| number.chars().skip(number.len().saturating_sub(3)).collect()),
        hours: number.map(|number| (number.from_hour, number.until_hour)),
        code,
    })
}

fn standing(
    ask: &Ask<'_, OwnRecord>,
    record: &Record<'_>,
    number: Option<&TextNumber>,
) -> StoreResult<Standing> {
    let may = record.reach_versions().standing()?.iter().any(|reach| reach.note.text == May::Yes);
    let Some(number) = number.filter(|_| may) else {
        return Ok(if may { Standing::Off } else { Standing::MayNot });
    };
    Ok(match (number.confirmed_at, number.code_until) {
        (Some(_), _) if number.is_good(ask.now.at) => Standing::On,
        (Some(_), _) => Standing::Old,
        (None, Some(until)) if ask.now.at < until && number.wrong < WRONG_CODES => Standing::Waits,
        (None, _) => Standing::CodeOver,
    })
}

fn last_code(ask: &Ask<'_, OwnRecord>, record: &Record<'_>, keys: &Keys) -> StoreResult<Option<String>> {
    let sent = record.texts_since(TextKind::Code, ask.now.at - TimeDelta::days(1))?;
    let words = sent.first().and_then(|text| keys.unseal(Sealing::Texts, &text.says));
    Ok(words.map(|words| words.chars().filter(char::is_ascii_digit).collect()))
}

/// What came of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetNumber {
    /// A code is on its way to it.
    Sent,
    MayNot,
    NotMobile,
    /// Enough codes for today.
    TooMany,
}

/// Sets another number, and sends a code to it. The same form twice sends one.
///
/// # Errors
/// The store's own.
pub fn set_number(
    ask: &Ask<'_, OwnRecord>,
    keys: &Keys,
    (written, from_hour, until_hour): (&str, i64, i64),
    key: &str,
) -> StoreResult<SetNumber> {
    let record = ask.open(Purpose::OwnPages)?;
    if standing(ask, &record, None)? == Standing::MayNot {
        return Ok(SetNumber::MayNot);
    }
    let Some(number) = mobile(written) else { return Ok(SetNumber::NotMobile) };
    let today = record.texts_since(TextKind::Code, ask.now.at - TimeDelta::days(1))?;
    let about = format!("code {key}");
    if today.iter().any(|text| text.about == about) {
        return Ok(SetNumber::Sent);
    }
    if today.len() >= CODES_A_DAY {
        return Ok(SetNumber::TooMany);
    }
    let (code, until) = (code_of(keys, key), ask.now.at + TimeDelta::minutes(CODE_MINUTES));
    let set = TextNumber {
        person: record.id(),
        sealed: keys.seal(Sealing::Texts, &number),
        from_hour,
        until_hour,
        code_hash: Some(keys.hash(Sealing::Texts, &code)),
        code_until: Some(until),
        wrong: 0,
        confirmed_at: None,
        set_at: ask.now.at,
    };
    let text = Text {
        id: TextId::new(),
        person: record.id(),
        kind: TextKind::Code,
        about,
        says: keys.seal(Sealing::Texts, &format!("Your code is {code}")),
        due_at: ask.now.at,
        not_after: until,
        tries: 0,
        ended_at: None::<chrono::DateTime<Utc>>,
        ended: None,
    };
    record.set_text_number(&set, &text)?;
    Ok(SetNumber::Sent)
}

/// Six digits that belong to a form: the same again when it is sent again.
fn code_of(keys: &Keys, key: &str) -> String {
    let bytes = keys.hash(Sealing::Texts, &format!("digits {key}"));
    let sum = bytes.bytes().fold(7_u64, |sum, byte| (sum * 131 + u64::from(byte)) % 1_000_000_007);
    format!("{:0DIGITS$}", sum % 1_000_000)
}

/// Enters the code. `false`: it is wrong, or none waits.
///
/// # Errors
/// The store's own.
pub fn confirm_number(ask: &Ask<'_, OwnRecord>, keys: &Keys, code: &str) -> StoreResult<bool> {
    let record = ask.open(Purpose::OwnPages)?;
    let number = record.text_number()?;
    if standing(ask, &record, number.as_ref())? != Standing::Waits {
        return Ok(false);
    }
    let digits: String = code.chars().filter(char::is_ascii_digit).collect();
    let hash = keys.hash(Sealing::Texts, &digits);
    let right = number.and_then(|number| number.code_hash).is_some_and(|kept| same(&kept, &hash));
    record.text_code_entered(right)?;
    Ok(right)
}

/// No more texts; the number is deleted.
///
/// # Errors
/// The store's own.
pub fn stop_reminders(ask: &Ask<'_, OwnRecord>) -> StoreResult<()> {
    ask.open(Purpose::OwnPages)?.stop_texts()
}

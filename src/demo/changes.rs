//! What changed in some people's lives after their plan was agreed, and the offers of an adviser after 21.

use chrono::{Months, NaiveDate};
use leaving_care_rules::{
    assessment::Assessment,
    calendar::birthday,
    person::{Country, LegalStatus},
};
use onward_domain::{
    basis::Basis,
    care::{
        CircumstanceFact, CircumstanceNote, CircumstanceValue, EpisodeNote, LifeEventKind, LifeEventNote,
    },
    confirmation::{ConfirmationNote, Decided},
    person::Sex,
    support::{OfferedHow, SupportAct, SupportNote},
};
use onward_store::{StoreResult, scope::Record};

use super::life::{before, pick};

/// Something happened to one in ten in the last weeks.
///
/// # Errors
/// The store's.
pub fn changes(record: &Record<'_>, child: &str, today: NaiveDate) -> StoreResult<()> {
    let some_days_ago = |most: u64| before(today, 3 + pick(&format!("since when {child}"), most));
    let woman = record.person()?.identity.sex == Sex::Female;
    match pick(&format!("changed {child}"), 20) {
        0 if woman => {
            let value = CircumstanceValue::Yes(true);
            let since = Some(some_days_ago(30));
            record.circumstances().answer(&CircumstanceNote {
                fact: CircumstanceFact::Pregnant,
                value,
                since,
            })?;
        }
        0 | 1 => event(record, LifeEventKind::Hospital, some_days_ago(14))?,
        _ => {}
    }
    if child == IN_CUSTODY {
        event(record, LifeEventKind::Detained, before(today, 40))?;
    }
    Ok(())
}

/// Connor, whom Callum visits in prison.
pub const IN_CUSTODY: &str = "110705";

/// Dylan was in care in Wales as a small child: whether that counts is a reading, and nobody has confirmed it yet.
///
/// # Errors
/// The store's.
pub fn elsewhere(record: &Record<'_>, child: &str) -> StoreResult<()> {
    if child != "400785" {
        return Ok(());
    }
    let day = |year| NaiveDate::from_ymd_opt(year, 3, 2);
    let note = EpisodeNote {
        start: day(2013),
        end: day(2014),
        legal_status: Some(LegalStatus::V2),
        authority: Some("Cardiff".to_owned()),
        country: Some(Country::Wales),
        ..EpisodeNote::default()
    };
    record.episodes().add(&note).map(drop)
}

/// Something that has begun and goes on.
fn event(record: &Record<'_>, kind: LifeEventKind, start: NaiveDate) -> StoreResult<()> {
    record.events().add(&LifeEventNote::new(kind, start)).map(drop)
}

/// Who turned 21 was offered an adviser again, some of them: not now, no answer yet, a year ago, or nobody wrote it down.
///
/// # Errors
/// The store's.
pub fn offers(
    (record, own): (&Record<'_>, Option<&Record<'_>>),
    child: &str,
    today: NaiveDate,
) -> StoreResult<()> {
    let Some(born) = record.person()?.identity.born else { return Ok(()) };
    let turned = birthday(born, 21);
    if today < turned || birthday(born, 25) <= today {
        return Ok(());
    }
    let how = [OfferedHow::InPerson, OfferedHow::Call, OfferedHow::Message, OfferedHow::Letter];
    let how = how.get(usize::try_from(pick(child, 4)).unwrap_or_default()).copied();
    let offered = |days: u64| {
        let on = before(today, days).max(turned);
        record
            .say_support(
                &SupportNote { act: SupportAct::Offered, on, how, words: None },
                &format!("offer {days} {child}"),
            )
            .map(|_| on)
    };
    let case = if own.is_some() { 1 } else { pick(&format!("offer {child}"), 4) };
    match case {
        // Nobody wrote one down.
        0 => {}
        1 => {
            offered(9)?;
        }
        2 => {
            let on = offered(120)?;
            let words = Some("I am fine now. Ask me next year.".to_owned());
            let note = SupportNote { act: SupportAct::NotNow, on, how: None, words };
            record.say_support(&note, &format!("answer {child}"))?;
        }
        _ => {
            let year = today.checked_sub_months(Months::new(12)).unwrap_or(today);
            let on = year.max(turned);
            let first = SupportNote { act: SupportAct::Offered, on, how, words: None };
            record.say_support(&first, &format!("a year ago {child}"))?;
            let note = SupportNote { act: SupportAct::NotNow, on, how: None, words: None };
            record.say_support(&note, &format!("answer {child}"))?;
        }
    }
    Ok(())
}

/// Of some people, a reading of the law is decided, or legal is asked; of the others nobody has thought of it yet.
///
/// # Errors
/// The store's.
pub fn readings(record: &Record<'_>, child: &str, answers: &Assessment) -> StoreResult<()> {
    let decided = match pick(&format!("reading {child}"), 3) {
        0 => (Decided::Right, "Legal reads it the same way: their email of last week."),
        1 => (Decided::AskLegal, "The order does not say which day. Legal has a copy of it."),
        _ => return Ok(()),
    };
    for code in answers.confirm.iter() {
        let (decided, reason) = (decided.0, decided.1.to_owned());
        record.confirmations().add(&ConfirmationNote { code, decided, basis: Basis::CourtPaper, reason })?;
    }
    Ok(())
}

//! One entitlement of one person: its page, and the form that adds a step to the ledger.

use actix_web::{
    HttpRequest,
    web::{Path, Query},
};
use chrono::{Datelike, NaiveDate};
use onward_domain::{entitlement::EntitlementAct, id::PersonId, money::Pence};
use onward_store::repo::versions::Kept;
use serde::Deserialize;

use super::{
    handlers::{caseload, id},
    pages::WrittenDay,
    show_entitlement,
};
use crate::{
    App,
    usecases::adviser::{
        add_entitlement_step::{Doubt, NewStep, Sent, add_entitlement_step},
        see_entitlement::see_entitlement,
    },
    web::{
        error::Situation,
        extract::Adviser,
        form::Form,
        law_words,
        reply::{PageResult, see_other, show, show_again},
        view::FormErrors,
    },
};

/// Letters of what was said, at most.
const MOST: usize = 600;

/// What follows a saved step.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct After {
    saved: String,
}

/// `/adviser/people/{person}/entitlements/{number}`.
///
/// # Errors
/// Not this adviser's, no such entitlement; the store's.
pub async fn entitlement(
    app: App,
    request: HttpRequest,
    me: Adviser,
    place: Path<(String, String)>,
    after: Query<After>,
) -> PageResult {
    let (person, number) = place.into_inner();
    let form = show_entitlement::Form::default();
    show_one(&app, &request, &me, id(&person)?, &number, form, !after.saved.is_empty()).await
}

async fn show_one(
    app: &App,
    request: &HttpRequest,
    me: &Adviser,
    person: PersonId,
    number: &str,
    form: show_entitlement::Form,
    saved: bool,
) -> PageResult {
    let (law, messages, now, user) = (app.law, law_words::messages()?, app.clock.moment(), me.user.id);
    let place = law_words::place_of(law.entitlements(), number).ok_or(Situation::NotFound)?;
    let seen = app.read(move |tx| see_entitlement(tx, &caseload(tx, user)?, law, person, place, now)).await?;
    let again = !form.errors.is_empty() || form.doubt.is_some();
    let page = show_entitlement::page(&seen, law, messages, form, saved).ok_or(Situation::NotFound)?;
    if again { show_again(app, request, Some(me), &page) } else { show(app, request, Some(me), &page) }
}

/// The form that adds a step to the ledger.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct StepForm {
    step: String,
    day_day: String,
    day_month: String,
    day_year: String,
    amount: String,
    words: String,
    seen: String,
}

impl StepForm {
    /// What happened, or what to mend. `money`: it is about money, so that a payment has its sum.
    fn read(&self, today: NaiveDate, money: bool) -> Result<NewStep, FormErrors> {
        let mut errors = FormErrors::none();
        let act = show_entitlement::ACTS.iter().map(|known| known.0).find(|act| act.word() == self.step);
        if act.is_none() {
            errors.add("step", "Choose what happened");
        }
        let written = WrittenDay::new(&self.day_day, &self.day_month, &self.day_year);
        let day = if written.is_empty() {
            Some(today)
        } else {
            written.read("the day", 1990..=today.year()).map_err(|words| errors.add("day", &words)).ok()
        };
        if day.is_some_and(|day| day > today) {
            errors.add("day", "Enter today or an earlier day");
        }
        let amount = match amount(&self.amount) {
            Ok(amount) => amount,
            Err(words) => {
                errors.add("amount", words);
                None
            }
        };
        if money && act == Some(EntitlementAct::Paid) && self.amount.trim().is_empty() {
            errors.add("amount", "Enter how much was paid");
        }
        let words = self.words.trim();
        if words.chars().count() > MOST {
            errors.add("words", &format!("Use {MOST} letters or fewer"));
        }
        if words.is_empty() && act == Some(EntitlementAct::Refused) {
            errors.add("words", "Enter why it was refused and how to challenge it");
        }
        match (act, day) {
            (Some(act), Some(day)) if errors.is_empty() => {
                Ok(NewStep { act, day, amount, words: (!words.is_empty()).then(|| words.to_owned()) })
            }
            _ => Err(errors),
        }
    }
}

impl StepForm {
    /// The form again with what was written.
    fn again(self, errors: FormErrors, doubt: Option<Doubt>) -> show_entitlement::Form {
        let day = WrittenDay { day: self.day_day, month: self.day_month, year: self.day_year };
        show_entitlement::Form { step: self.step, day, amount: self.amount, words: self.words, errors, doubt }
    }
}

/// "£1,240", "57.50": nothing written is no amount.
pub(super) fn amount(written: &str) -> Result<Option<Pence>, &'static str> {
    const WRONG: &str = "Enter an amount like 380 or 57.50";
    let plain: String = written.chars().filter(|letter| !matches!(letter, '£' | ',' | ' ')).collect();
    if plain.is_empty() {
        return if written.trim().is_empty() { Ok(None) } else { Err(WRONG) };
    }
    let (pounds, pence) = plain.split_once('.').unwrap_or((plain.as_str(), "0"));
    let pence = match pence.len() {
        1 => format!("{pence}0"),
        _ => pence.to_owned(),
    };
    let digits =
        |text: &str| !text.is_empty() && text.len() <= 7 && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(pounds) || pence.len() != 2 || !digits(&pence) {
        return Err(WRONG);
    }
    let (pounds, pence): (i64, i64) = (pounds.parse().map_err(|_| WRONG)?, pence.parse().map_err(|_| WRONG)?);
    Ok(Some(Pence(pounds * 100 + pence)))
}

/// Adds a step to the ledger.
///
/// # Errors
/// Not this adviser's, no such entitlement; the store's.
pub async fn add_step(
    app: App,
    request: HttpRequest,
    me: Adviser,
    place: Path<(String, String)>,
    form: Form<StepForm>,
) -> PageResult {
    let (person, number) = place.into_inner();
    let person: PersonId = id(&person)?;
    let (law, now, user) = (app.law, app.clock.moment(), me.user.id);
    let place = law_words::place_of(law.entitlements(), &number).ok_or(Situation::NotFound)?;
    let key = form.once.clone();
    let money = law.entitlements().get(place).is_some_and(|entitlement| entitlement.money.is_some());
    let read = form.read(now.today, money);
    let form = form.into_inner();
    let step = match read {
        Err(errors) => {
            let again = form.again(errors, None);
            return show_one(&app, &request, &me, person, &number, again, false).await;
        }
        Ok(step) => step,
    };
    let sent = Sent { step, key, seen: form.seen.clone() };
    let stepped = app
        .write(move |tx| add_entitlement_step(tx, &caseload(tx, user)?, law, (person, place), &sent, now))
        .await?;
    match stepped {
        Kept::Doubt(doubt) => {
            let again = form.again(FormErrors::none(), Some(doubt));
            show_one(&app, &request, &me, person, &number, again, false).await
        }
        _ => Ok(see_other(&format!("/adviser/people/{person}/entitlements/{number}?saved=yes"))),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_taken_as_people_write_them_and_nothing_else() {
        let read = |written: &str| amount(written).map(|amount| amount.map(|amount| amount.0));
        for (written, pence) in
            [("380", 38_000), ("£1,240", 124_000), ("57.50", 5_750), ("57.5", 5_750), (" £ 2 000 ", 200_000)]
        {
            assert_eq!(read(written), Ok(Some(pence)), "{written}");
        }
        assert_eq!(read("  "), Ok(None));
        for wrong in ["lots", "-5", "1.234", "£", "1e3", "99999999", "5."] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_refusal_needs_its_reason_and_no_step_lies_ahead() {
        let today: NaiveDate = "2026-11-23".parse().unwrap();
        let refused = StepForm { step: "refused".into(), ..StepForm::default() };
        assert!(refused.read(today, false).unwrap_err().of("words").is_some());
        let tomorrow = StepForm {
            step: "told".into(),
            day_day: "24".into(),
            day_month: "11".into(),
            day_year: "2026".into(),
            ..StepForm::default()
        };
        assert!(tomorrow.read(today, false).unwrap_err().of("day").is_some());
        let told = StepForm { step: "told".into(), ..StepForm::default() };
        assert_eq!(told.read(today, false).unwrap().day, today);
        assert!(StepForm::default().read(today, false).unwrap_err().of("step").is_some());
        let paid = StepForm { step: "paid".into(), ..StepForm::default() };
        assert_eq!(paid.read(today, true).unwrap_err().of("amount"), Some("Enter how much was paid"));
        assert!(paid.read(today, false).is_ok(), "what is no money is given without a sum");
    }
}

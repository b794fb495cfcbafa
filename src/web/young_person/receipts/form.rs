//! A receipt as it is sent: three fields and perhaps a photo, in one form with a file.

use actix_multipart::{Field, Multipart};
use actix_web::HttpRequest;
use chrono::NaiveDate;
use futures_util::StreamExt as _;
use onward_domain::{money::Pence, receipt::ReceiptNote};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::AT;
use crate::{
    usecases::photo::LARGEST,
    web::{
        error::Situation,
        form::{FormErrors, ONCE, Reader, TOKEN, WrittenDay, key_of},
        middleware::csrf,
        words::says::place::receipt as said,
    },
};

/// As written.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct ReceiptForm {
    #[validate(length(max = 120))]
    pub what: String,
    pub amount: String,
    pub on: WrittenDay,
}

/// The most that one receipt can be about.
const MOST: Pence = Pence(1_000_000);
/// How far back, in days: the money may have come years ago.
const BACK: i64 = 5 * 366;
/// A field that is no file, in bytes.
const LARGEST_FIELD: usize = 4096;

impl ReceiptForm {
    /// What it says.
    ///
    /// # Errors
    /// What to put right.
    pub fn read(&self, today: NaiveDate) -> Result<ReceiptNote, FormErrors> {
        let mut read = Reader::of(self);
        let what = read.text("what", &self.what).missing(said::What).required();
        let some = |sum: &Pence| sum.0 > 0;
        let sum = read.money("amount", &self.amount).missing(said::Sum).at_most(MOST);
        let sum = sum.only(some, said::Sum).required();
        let near = |day: &NaiveDate| (today - *day).num_days() <= BACK;
        let day = read.day("on", &self.on, said::Day).not_after_today(today).only(near, said::Far);
        let bought = day.required();
        read.done(|| Some(ReceiptNote { what: what?, sum: sum?, bought: bought? }))
    }
}

/// What was sent.
#[derive(Debug, Default)]
pub struct Upload {
    pub form: ReceiptForm,
    /// The file, where one was chosen.
    pub photo: Option<Vec<u8>>,
    /// The file was over the limit. It is not read to its end; the words of the form are kept.
    pub too_large: bool,
    /// The form's own key.
    pub once: String,
}

/// Reads the form. The token and the words stand before the photo, so nobody else's file is read, and the words are kept
/// whatever becomes of it.
///
/// # Errors
/// Not our form, or the body broke off.
pub async fn read(request: &HttpRequest, mut body: Multipart) -> Result<Upload, Situation> {
    let mut upload = Upload::default();
    let (mut token, mut once) = (None, None);
    let (mut day, mut month, mut year) = (String::new(), String::new(), String::new());
    while let Some(field) = body.next().await {
        let mut field = field.map_err(|_| Situation::Unreadable("no multipart"))?;
        match field.name().unwrap_or_default() {
            TOKEN => token = Some(text(&mut field).await?),
            ONCE => once = Some(text(&mut field).await?),
            "what" => upload.form.what = text(&mut field).await?,
            "amount" => upload.form.amount = text(&mut field).await?,
            "on-day" => day = text(&mut field).await?,
            "on-month" => month = text(&mut field).await?,
            "on-year" => year = text(&mut field).await?,
            "photo" => {
                csrf::check(request, token.as_deref())?;
                match field.bytes(LARGEST).await {
                    Ok(Ok(bytes)) if bytes.is_empty() => {}
                    Ok(Ok(bytes)) => upload.photo = Some(bytes.to_vec()),
                    Ok(Err(_)) => return Err(Situation::Unreadable("broke off")),
                    Err(_) => {
                        upload.too_large = true;
                        break;
                    }
                }
            }
            _ => return Err(Situation::Unreadable("unknown field")),
        }
    }
    csrf::check(request, token.as_deref())?;
    upload.form.on = WrittenDay::new(&day, &month, &year);
    let fields = [&upload.form.what, &upload.form.amount, &day, &month, &year].map(String::as_str).join("\n");
    upload.once = key_of(once.as_deref(), AT, &fields, upload.photo.as_deref().unwrap_or_default());
    Ok(upload)
}

async fn text(field: &mut Field) -> Result<String, Situation> {
    match field.bytes(LARGEST_FIELD).await {
        Ok(Ok(bytes)) => {
            let text = String::from_utf8(bytes.to_vec()).map_err(|_| Situation::Unreadable("not UTF-8"))?;
            if text.contains('\0') { Err(Situation::Unreadable("a NUL character")) } else { Ok(text) }
        }
        Ok(Err(_)) => Err(Situation::Unreadable("broke off")),
        Err(_) => Err(Situation::TooLarge),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_receipt_needs_a_thing_a_sum_and_a_day_that_was() {
        let today = "2026-11-23".parse().unwrap();
        let form = ReceiptForm {
            what: "Kettle".into(),
            amount: "£18.50".into(),
            on: WrittenDay::new("20", "11", "2026"),
        };
        assert_eq!(form.read(today).unwrap().sum, Pence(1_850));
        for (field, wrong) in [
            ("what", ReceiptForm { what: " ".into(), ..form.clone() }),
            ("what", ReceiptForm { what: "é".repeat(121), ..form.clone() }),
            ("amount", ReceiptForm { amount: "0".into(), ..form.clone() }),
            ("amount", ReceiptForm { amount: "ten".into(), ..form.clone() }),
            ("amount", ReceiptForm { amount: "10000.01".into(), ..form.clone() }),
            ("on", ReceiptForm { on: WrittenDay::new("24", "11", "2026"), ..form.clone() }),
            ("on", ReceiptForm { on: WrittenDay::new("31", "11", "2026"), ..form.clone() }),
            ("on", ReceiptForm { on: WrittenDay::new("1", "1", "2019"), ..form }),
        ] {
            assert!(wrong.read(today).unwrap_err().has(field), "{wrong:?}");
        }
    }
}

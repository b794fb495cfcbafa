//! Where a council's crisis and resilience fund is asked for: the link, the phone and the rules that its offer names.
//!
//! The parameters `crisis_payment_rules` and `housing_payment_rules` of section 7. They change no answer: they stand on the
//! card of the payment.

use crate::calendar::Day;
use crate::entitlement::reading::{File, Value};
use crate::figures::{Citation, read_citation};

/// The parameters of an offer, each with the entitlement whose card shows it.
pub(crate) const PARAMETERS: [(&str, &str); 2] =
    [("crisis_payment_rules", "crisis_payment"), ("housing_payment_rules", "housing_payment")];

/// How one payment of a council's fund is asked for, between two dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FundRules {
    /// The id of the entitlement.
    pub entitlement: &'static str,
    pub from: Day,
    /// Up to, but not including, this day.
    pub until: Day,
    /// The council's own page.
    pub link: Option<String>,
    pub phone: Option<String>,
    /// What the council's rules come to, in a sentence or two.
    pub rules: Option<String>,
    pub source: Citation,
}

/// Reads one of the two parameters: a table, or a list of tables by date.
pub(crate) fn read<'t>(
    file: &mut File<'t>,
    entitlement: &'static str,
    value: &Value<'t>,
    source: Option<&Citation>,
) -> Vec<FundRules> {
    let mut all: Vec<FundRules> = Vec::new();
    for each in file.list(value) {
        let at = each.span().start;
        let Some(row) = read_one(file, entitlement, each, source) else { continue };
        if row.from >= row.until {
            file.problem(at, "`from` must be earlier than `until`");
        }
        if all.iter().any(|other| other.from < row.until && row.from < other.until) {
            file.problem(at, "this row speaks of days that an earlier row already has");
        }
        all.push(row);
    }
    all
}

fn read_one<'t>(
    file: &mut File<'t>,
    entitlement: &'static str,
    value: &Value<'t>,
    source_of_offer: Option<&Citation>,
) -> Option<FundRules> {
    let at = value.span().start;
    let table = file.table(value)?;
    let fields = file.fields(table, &["from", "until", "link", "phone", "rules", "source"]);
    let from = fields.get("from").map_or(Some(Day::BEGINNING), |from| file.day(from))?;
    let until = fields.get("until").map_or(Some(Day::END), |until| file.day(until))?;
    let link = fields.get("link").and_then(|link| file.text(link));
    let phone = fields.get("phone").and_then(|phone| file.text(phone));
    let rules = fields.get("rules").and_then(|rules| file.text(rules));
    if link.is_none() && phone.is_none() && rules.is_none() {
        file.problem(at, "give a `link`, a `phone` or the `rules`");
    }
    let is_address = |link: &String| link.starts_with("https://") && !link.contains(char::is_whitespace);
    if link.as_ref().is_some_and(|link| !is_address(link)) {
        file.problem(at, "a link begins with https://");
    }
    let dials = |phone: &String| {
        phone.chars().all(|each| each.is_ascii_digit() || each == ' ' || each == '+')
            && phone.chars().filter(char::is_ascii_digit).count() >= 3
    };
    if phone.as_ref().is_some_and(|phone| !dials(phone)) {
        file.problem(at, "a phone number is of digits and spaces");
    }
    let source = match fields.get("source") {
        Some(source) => read_citation(file, source)?,
        None => source_of_offer?.clone(),
    };
    Some(FundRules { entitlement, from, until, link, phone, rules, source })
}

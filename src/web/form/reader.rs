//! From what was entered to what it means: one field after another, in the order of the page.
//!
//! ```text
//! let mut read = Reader::of(&form);
//! let start = read.day("start", &form.start, says::course::FirstDay).not_after_today(today).optional();
//! let months = read.number("months", &form.months).between(1..=120).optional();
//! read.done(|| Some(CourseNote { start, months, .. }))
//! ```
//!
//! A field that is wrong reads as `None` and is remembered; [`Reader::done`] makes the value only if there is none.

use chrono::NaiveDate;
use onward_domain::money::Pence;
use std::ops::RangeInclusive;
use validator::{Validate, ValidationError};

use super::{day::WrittenDay, errors::FormErrors};
use crate::web::words::{Say, says};

/// What `yes` or `no` means; nothing for any other word.
pub fn yes_or_no(word: &str) -> Option<bool> {
    match word {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

/// Reads one form.
#[derive(Debug, Default)]
pub struct Reader {
    errors: FormErrors,
    order: Vec<&'static str>,
}

impl Reader {
    /// Starts with what `#[validate]` on the form's fields says about their shape.
    #[must_use]
    pub fn of(form: &impl Validate) -> Self {
        let mut read = Self::default();
        let Err(wrong) = form.validate() else { return read };
        for (field, rules) in wrong.field_errors() {
            let field = field.replace('_', "-");
            for rule in rules {
                read.errors.add(&field, shape(rule));
            }
        }
        read
    }

    /// Something else that is wrong with a field.
    pub fn wrong(&mut self, field: &'static str, words: impl Into<Say>) {
        self.see(field);
        self.errors.add(field, words);
    }

    /// A day in three boxes. `what` names it: "the first day in care".
    pub fn day<'r>(
        &'r mut self,
        field: &'static str,
        written: &WrittenDay,
        what: impl Into<Say>,
    ) -> Field<'r, NaiveDate> {
        let what = what.into();
        let mut field = Field::new(self, field, says::forms::day::Missing { what: what.clone() });
        if !written.is_empty() {
            field.take(written.read(&what));
        }
        field
    }

    /// An amount in pounds; pence are optional; "£", commas and spaces are accepted.
    pub fn money<'r>(&'r mut self, field: &'static str, written: &str) -> Field<'r, Pence> {
        let mut field = Field::new(self, field, says::forms::money::Missing);
        if !written.trim().is_empty() {
            field.take(money(written));
        }
        field
    }

    /// A whole number.
    pub fn number<'r>(&'r mut self, field: &'static str, written: &str) -> Field<'r, i64> {
        let mut field = Field::new(self, field, says::forms::number::Missing);
        let plain: String = written.chars().filter(|letter| !matches!(letter, ',' | ' ')).collect();
        if !plain.is_empty() {
            field.take(plain.parse().map_err(|_| says::forms::number::Wrong.into()));
        }
        field
    }

    /// One of the options that `of` knows.
    pub fn choice<'r, T>(
        &'r mut self,
        field: &'static str,
        written: &str,
        of: impl FnOnce(&str) -> Option<T>,
    ) -> Field<'r, T> {
        let mut field = Field::new(self, field, says::forms::choice::Missing);
        if !written.is_empty() {
            field.take(of(written).ok_or_else(|| says::forms::choice::Missing.into()));
        }
        field
    }

    /// `yes` or `no`.
    pub fn yes_or_no<'r>(&'r mut self, field: &'static str, written: &str) -> Field<'r, bool> {
        self.choice(field, written, yes_or_no)
    }

    /// Words, without surrounding spaces. The limit on their length is the form's `#[validate(length(max = ..))]`.
    pub fn text<'r>(&'r mut self, field: &'static str, written: &str) -> Field<'r, String> {
        let mut field = Field::new(self, field, says::forms::text::Missing);
        let plain = written.trim();
        if !plain.is_empty() {
            field.take(Ok(plain.to_owned()));
        }
        field
    }

    /// The value, if every field is valid.
    ///
    /// # Errors
    /// What to correct, in the order in which the fields were read.
    pub fn done<T>(self, make: impl FnOnce() -> Option<T>) -> Result<T, FormErrors> {
        let Self { mut errors, order } = self;
        if errors.is_empty()
            && let Some(made) = make()
        {
            return Ok(made);
        }
        let place = |field: &str| order.iter().position(|known| *known == field).unwrap_or(usize::MAX);
        errors.0.sort_by_key(|error| place(&error.field));
        Err(errors)
    }

    fn see(&mut self, field: &'static str) {
        if !self.order.contains(&field) {
            self.order.push(field);
        }
    }
}

/// What a `#[validate]` rule says, in our words. A rule may bring its own words as its message.
fn shape(rule: &ValidationError) -> Say {
    let number = |name: &str| rule.params.get(name).and_then(serde_json::Value::as_i64);
    match (rule.message.as_deref(), rule.code.as_ref(), number("max")) {
        (Some(words), ..) => Say::words(words),
        (None, "length", Some(most)) => says::forms::text::TooLong { most }.into(),
        _ => says::forms::text::Missing.into(),
    }
}

/// One field as read: nothing entered, something valid, or something wrong.
#[derive(Debug)]
pub struct Field<'r, T> {
    reader: &'r mut Reader,
    name: &'static str,
    missing: Say,
    written: bool,
    value: Option<T>,
}

impl<'r, T> Field<'r, T> {
    fn new(reader: &'r mut Reader, name: &'static str, missing: impl Into<Say>) -> Self {
        reader.see(name);
        Self { reader, name, missing: missing.into(), written: false, value: None }
    }

    fn take(&mut self, read: Result<T, Say>) {
        self.written = true;
        match read {
            Ok(value) => self.value = Some(value),
            Err(words) => self.reader.errors.add(self.name, words),
        }
    }

    /// Whether anything was entered, valid or not.
    #[must_use]
    pub const fn is_written(&self) -> bool {
        self.written
    }

    /// What was entered is not valid.
    #[must_use]
    pub fn refuse(self, words: impl Into<Say>) -> Self {
        let name = self.name;
        self.refuse_at(name, words)
    }

    /// What was entered is not valid, because of another field in the form.
    #[must_use]
    pub fn refuse_at(mut self, field: &'static str, words: impl Into<Say>) -> Self {
        self.reader.see(field);
        self.reader.errors.add(field, words);
        self.value = None;
        self
    }

    /// Accepts the value only if `fits`; reports `words` otherwise.
    #[must_use]
    pub fn only(self, fits: impl FnOnce(&T) -> bool, words: impl Into<Say>) -> Self {
        if self.value.as_ref().is_none_or(fits) { self } else { self.refuse(words) }
    }

    /// Nothing entered is `None`; mistakes are reported.
    pub fn optional(self) -> Option<T> {
        self.value
    }

    /// Nothing entered reads as `instead`.
    pub fn or(self, instead: T) -> Option<T> {
        if self.value.is_none() && !self.reader.errors.has(self.name) { Some(instead) } else { self.value }
    }

    /// What to say when nothing was entered.
    #[must_use]
    pub fn missing(mut self, words: impl Into<Say>) -> Self {
        self.missing = words.into();
        self
    }

    /// Nothing entered is reported.
    pub fn required(self) -> Option<T> {
        if self.value.is_none() {
            self.reader.errors.add(self.name, self.missing);
        }
        self.value
    }
}

impl Field<'_, NaiveDate> {
    /// A day after `last` is refused.
    #[must_use]
    pub fn not_after(self, last: NaiveDate) -> Self {
        self.only(|day| *day <= last, says::forms::day::NotAfter { last: last.into() })
    }

    /// No day in the future.
    #[must_use]
    pub fn not_after_today(self, today: NaiveDate) -> Self {
        self.only(|day| *day <= today, says::forms::day::NotAfterToday)
    }

    /// A day before `first` is refused.
    #[must_use]
    pub fn not_before(self, first: NaiveDate) -> Self {
        self.only(|day| *day >= first, says::forms::day::NotBefore { first: first.into() })
    }

    /// No day before the first day of the person's life, if that is known.
    #[must_use]
    pub fn not_before_birth(self, born: Option<NaiveDate>) -> Self {
        match born {
            Some(born) => self.only(|day| *day >= born, says::forms::day::BeforeBirth { born: born.into() }),
            None => self,
        }
    }
}

impl Field<'_, Pence> {
    /// A number with a digit too many is questioned.
    #[must_use]
    pub fn at_most(self, most: Pence) -> Self {
        self.only(|sum| *sum <= most, says::forms::money::TooMuch { most })
    }
}

impl Field<'_, i64> {
    /// From the first to the last, both included.
    #[must_use]
    pub fn between(self, range: RangeInclusive<i64>) -> Self {
        let (least, most) = (*range.start(), *range.end());
        self.only(|number| range.contains(number), says::forms::number::Between { least, most })
    }
}

/// "£1,240", "57.50".
fn money(written: &str) -> Result<Pence, Say> {
    let wrong = || Say::from(says::forms::money::Wrong);
    let plain: String = written.chars().filter(|letter| !matches!(letter, '£' | ',' | ' ')).collect();
    if plain.starts_with(['-', '−']) {
        return Err(says::forms::money::Negative.into());
    }
    let (pounds, pence) = plain.split_once('.').unwrap_or((plain.as_str(), "0"));
    let pence = if pence.len() == 1 { format!("{pence}0") } else { pence.to_owned() };
    let digits =
        |text: &str| !text.is_empty() && text.len() <= 7 && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(pounds) || pence.len() != 2 || !digits(&pence) {
        return Err(wrong());
    }
    let (pounds, pence): (i64, i64) =
        (pounds.parse().map_err(|_| wrong())?, pence.parse().map_err(|_| wrong())?);
    Ok(Pence(pounds * 100 + pence))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[derive(Default, Validate)]
    struct Form {
        #[validate(length(max = 5))]
        said: String,
        start: WrittenDay,
        sum: String,
        months: String,
        kind: String,
    }

    #[derive(Debug, PartialEq)]
    struct Note {
        kind: char,
        start: NaiveDate,
        sum: Option<Pence>,
        months: Option<i64>,
        said: Option<String>,
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn read(form: &Form) -> Result<Note, FormErrors> {
        let today = day("2026-11-23");
        let mut read = Reader::of(form);
        let kind = read.choice("kind", &form.kind, |word| (word == "a").then_some('a')).required();
        let start = read
            .day("start", &form.start, "the first day")
            .not_after_today(today)
            .not_before_birth(Some(day("2008-03-02")))
            .or(today);
        let sum = read.money("sum", &form.sum).at_most(Pence(100_000)).optional();
        let months = read.number("months", &form.months).between(1..=120).optional();
        let said = read.text("said", &form.said).optional();
        read.done(|| Some(Note { kind: kind?, start: start?, sum, months, said }))
    }

    fn filled() -> Form {
        Form { kind: "a".into(), ..Form::default() }
    }

    #[test]
    fn valid_fields_are_accepted_and_empty_ones_are_none_or_their_default() {
        let none = Note { kind: 'a', start: day("2026-11-23"), sum: None, months: None, said: None };
        assert_eq!(read(&filled()), Ok(none));
        let form = Form {
            start: WrittenDay::new("3", "May", "2026"),
            sum: " £ 1,000 ".into(),
            months: "12".into(),
            said: " é é ".into(),
            ..filled()
        };
        let full = Note {
            kind: 'a',
            start: day("2026-05-03"),
            sum: Some(Pence(100_000)),
            months: Some(12),
            said: Some("é é".into()),
        };
        assert_eq!(read(&form), Ok(full));
    }

    #[test]
    fn every_wrong_field_is_reported_once_in_the_order_of_the_page() {
        let form = Form {
            said: "sixsix".into(),
            start: WrittenDay::new("1", "3", "2008"),
            sum: "1000.01".into(),
            months: "0".into(),
            kind: "b".into(),
        };
        let wrong = read(&form).unwrap_err();
        let told: Vec<_> =
            wrong.0.iter().map(|error| (error.field.as_str(), error.words.to_string())).collect();
        assert_eq!(
            told,
            [
                ("kind", "Choose one".to_owned()),
                ("start", "Enter the day of birth, 2 March 2008, or a later day".to_owned()),
                ("sum", "Enter £1,000 or less".to_owned()),
                ("months", "Enter a number from 1 to 120".to_owned()),
                ("said", "Use 5 characters or fewer".to_owned()),
            ]
        );
    }

    #[test]
    fn future_days_are_refused_and_a_missing_choice_is_reported() {
        let ahead = Form { start: WrittenDay::new("24", "11", "2026"), ..filled() };
        assert_eq!(read(&ahead).unwrap_err().said("start").unwrap(), "Enter today or an earlier day");
        assert_eq!(read(&Form::default()).unwrap_err().said("kind").unwrap(), "Choose one");
    }

    #[test]
    fn the_first_and_the_last_that_fit_are_accepted_and_the_next_are_not() {
        let (first, last) = (day("2026-03-02"), day("2026-03-05"));
        let accepts =
            |written: &str, how: fn(Field<'_, NaiveDate>, NaiveDate, NaiveDate) -> Option<NaiveDate>| {
                let mut read = Reader::default();
                how(read.day("start", &Some(day(written)).into(), "the first day"), first, last).is_some()
            };
        type How = fn(Field<'_, NaiveDate>, NaiveDate, NaiveDate) -> Option<NaiveDate>;
        let limits: [(How, &str, &str); 4] = [
            (|field, _, last| field.not_after(last).optional(), "2026-03-05", "2026-03-06"),
            (|field, _, last| field.not_after_today(last).optional(), "2026-03-05", "2026-03-06"),
            (|field, first, _| field.not_before(first).optional(), "2026-03-02", "2026-03-01"),
            (|field, first, _| field.not_before_birth(Some(first)).optional(), "2026-03-02", "2026-03-01"),
        ];
        for (how, fits, doesnt) in limits {
            assert!(accepts(fits, how) && !accepts(doesnt, how), "{fits} {doesnt}");
        }
        for (written, value) in [("0", None), ("1", Some(1)), ("1,20 0", Some(1_200)), ("1201", None)] {
            let mut read = Reader::default();
            assert_eq!(read.number("months", written).between(1..=1_200).optional(), value, "{written}");
        }
    }

    #[test]
    fn a_wrong_field_is_named_as_on_the_page_and_stands_where_it_was_first_read() {
        #[derive(Default, Validate)]
        struct Long {
            #[validate(length(max = 3))]
            own_words: String,
        }
        let wrong = Reader::of(&Long { own_words: "four".into() }).done(|| Some(())).unwrap_err();
        assert!(wrong.has("own-words"));

        let mut read = Reader::default();
        let from = Some(day("2026-03-02")).into();
        read.day("from", &from, "the first day").refuse_at("until", says::forms::choice::Missing).optional();
        read.text("name", "").required();
        let told: Vec<_> =
            read.done(|| Some(())).unwrap_err().0.into_iter().map(|error| error.field).collect();
        assert_eq!(told, ["until", "name"]);
    }

    #[test]
    fn amounts_are_accepted_the_way_people_write_them_and_nothing_else_is() {
        for (written, pence) in
            [("380", 38_000), ("£1,240", 124_000), ("57.50", 5_750), ("57.5", 5_750), (" £ 2 000 ", 200_000)]
        {
            assert_eq!(money(written), Ok(Pence(pence)), "{written}");
        }
        for wrong in ["lots", "1.234", "£", "1e3", "99999999", "5."] {
            assert_eq!(money(wrong), Err(says::forms::money::Wrong.into()), "{wrong}");
        }
        assert_eq!(money("£-5"), Err(says::forms::money::Negative.into()));
    }
}

//! What templates do with dates, amounts and counts: `{{ until | day }}`, `{{ left | pounds }}`, `{{ people |
//! count(one="person", many="people") }}`, and a message by its key: `{{ say(key="young_person.row.until", day=until)
//! }}`.

use chrono::{DateTime, NaiveDate, NaiveTime, Timelike, Utc};
use chrono_tz::Europe::London;
use leaving_care_rules::messages::{self, DayForm, Filling, Takes};
use tera::{Kwargs, State, Tera, TeraResult, Value};

use super::say::{Day, Say, Showing, english, says};
use crate::clock::london_day;

/// Adds them.
pub fn register(tera: &mut Tera) {
    tera.register_filter("day", |written: &str, _: Kwargs, _: &State| {
        on(written).map(|day| Day::from(day).words())
    });
    tera.register_filter("day_short", |written: &str, _: Kwargs, _: &State| {
        Ok::<_, tera::Error>(Day::near(on(written)?, today()?).words())
    });
    tera.register_filter("weekday", |written: &str, _: Kwargs, _: &State| {
        Ok::<_, tera::Error>(Day::weekday(on(written)?, today()?).words())
    });
    tera.register_filter("day_of_week", |written: &str, _: Kwargs, _: &State| {
        on(written).map(|day| Day::of_week(day).words())
    });
    tera.register_filter("ago", |written: &str, _: Kwargs, _: &State| {
        Ok::<_, tera::Error>(ago(on(written)?, today()?).to_string())
    });
    tera.register_filter("due", |written: &str, _: Kwargs, _: &State| {
        Ok::<_, tera::Error>(due(on(written)?, today()?).map(|say| say.to_string()).unwrap_or_default())
    });
    tera.register_filter("time", |written: &str, _: Kwargs, _: &State| {
        let said = match written.parse() {
            Ok(time) => clock_time(time),
            Err(_) => time(instant(written)?),
        };
        Ok::<_, tera::Error>(said.to_string())
    });
    tera.register_filter("when", |written: &str, _: Kwargs, _: &State| {
        Ok::<_, tera::Error>(when(instant(written)?, today()?).to_string())
    });
    tera.register_filter("pounds", |pence: i64, _: Kwargs, _: &State| messages::pounds(pence));
    // Behind "about": whole pounds, the half rounded up.
    tera.register_filter("pounds_about", |pence: i64, _: Kwargs, _: &State| {
        messages::pounds(pence.saturating_add(50).div_euclid(100).saturating_mul(100))
    });
    tera.register_filter("number", |number: i64, _: Kwargs, _: &State| messages::figure(number));
    tera.register_filter("days_long", |days: i64, _: Kwargs, _: &State| weeks_and_days(days).to_string());
    tera.register_filter("count", |number: i64, with: Kwargs, _: &State| {
        Ok::<_, tera::Error>(format!("{} {}", messages::figure(number), of(number, &with)?))
    });
    tera.register_filter("plural", |number: i64, with: Kwargs, _: &State| of(number, &with));
    tera.register_filter("list", |words: Vec<String>, _: Kwargs, _: &State| {
        Showing::now().messages.all_of(&words.iter().map(String::as_str).collect::<Vec<_>>())
    });
    tera.register_function("say", say);
}

/// Every key used in a template must be in one of the files; called once, before the first page.
///
/// # Errors
/// The template and the key.
pub fn check_keys(template: &str, text: &str) -> Result<(), String> {
    let all = english()?;
    for rest in text.split("say(key=\"").skip(1) {
        let key = rest.split('"').next().unwrap_or_default();
        if !all.has(key) {
            return Err(format!("{template}: there is no message `{key}`"));
        }
    }
    Ok(())
}

fn of(number: i64, with: &Kwargs) -> TeraResult<String> {
    with.must_get::<String>(if number == 1 { "one" } else { "many" })
}

fn on(written: &str) -> TeraResult<NaiveDate> {
    written.parse().map_err(|_| tera::Error::message(format!("`{written}` is not a date")))
}

fn instant(written: &str) -> TeraResult<DateTime<Utc>> {
    written.parse().map_err(|_| tera::Error::message(format!("`{written}` is not an instant")))
}

fn today() -> TeraResult<NaiveDate> {
    Showing::now().today.ok_or_else(|| tera::Error::message("no page is being shown, so there is no today"))
}

/// A message from the files, with its placeholders filled from the arguments.
fn say(with: Kwargs, _: &State) -> TeraResult<String> {
    let key: String = with.must_get("key")?;
    let messages = Showing::now().messages;
    let takes =
        messages.takes(&key).ok_or_else(|| tera::Error::message(format!("there is no message `{key}`")))?;
    let mut filled = Vec::with_capacity(takes.len());
    for (place, takes) in takes {
        let value: Value = with.must_get(place)?;
        filled.push((
            place,
            filling(&value, takes).ok_or_else(|| tera::Error::message(format!("`{key}`: {place}")))?,
        ));
    }
    Ok(messages.say(&key, &filled))
}

fn filling(value: &Value, takes: Takes) -> Option<Filling<'static>> {
    Some(match takes {
        Takes::Day => Filling::Day(value.as_str()?.parse().ok()?, DayForm::Full),
        Takes::Number => Filling::Number(value.as_i64().or_else(|| i64::try_from(value.as_u64()?).ok())?),
        Takes::Pounds => Filling::Pence(value.as_i64()?),
        Takes::Any | Takes::Message | Takes::List => {
            Filling::Words(value.as_str().map_or_else(|| value.to_string(), str::to_owned).into())
        }
    })
}

/// "today", "4 days ago", "9 weeks ago", "5 months ago": always next to the date itself.
#[must_use]
pub fn ago(day: NaiveDate, today: NaiveDate) -> Say {
    match (today - day).num_days() {
        ..=0 => says::words::ago::Today.into(),
        1 => says::words::ago::Yesterday.into(),
        days @ 2..=13 => says::words::ago::Days { days }.into(),
        days @ 14..=119 => says::words::ago::Weeks { weeks: days / 7 }.into(),
        days @ 120..=729 => says::words::ago::Months { months: days * 12 / 365 }.into(),
        days => says::words::ago::Years { years: days / 365 }.into(),
    }
}

/// "today", "tomorrow", "3 days late"; `None` when it is further ahead.
#[must_use]
pub fn due(day: NaiveDate, today: NaiveDate) -> Option<Say> {
    match (day - today).num_days() {
        0 => Some(says::words::due::Today.into()),
        1 => Some(says::words::due::Tomorrow.into()),
        late @ ..=-1 => Some(says::words::due::Late { days: -late }.into()),
        _ => None,
    }
}

/// "2:30pm", "2pm", "midday".
#[must_use]
pub fn clock_time(at: NaiveTime) -> Say {
    let (afternoon, hour) = at.hour12();
    let half = if afternoon { "pm" } else { "am" };
    match (at.hour(), at.minute()) {
        (12, 0) => says::words::time::Midday.into(),
        (0, 0) => says::words::time::Midnight.into(),
        (_, 0) => Say::words(format!("{hour}{half}")),
        (_, minute) => Say::words(format!("{hour}:{minute:02}{half}")),
    }
}

/// The same for an instant, in London.
#[must_use]
pub fn time(at: DateTime<Utc>) -> Say {
    clock_time(at.with_timezone(&London).time())
}

/// "Today at 2pm", "Yesterday at 9:30am", "Tuesday 24 November at 2pm"; with the year if it is not this one.
#[must_use]
pub fn when(at: DateTime<Utc>, today: NaiveDate) -> Say {
    let (day, time) = (london_day(at), time(at));
    match (today - day).num_days() {
        0 => says::words::when::Today { time }.into(),
        1 => says::words::when::Yesterday { time }.into(),
        _ => says::words::when::On { day: Day::weekday(day, today), time }.into(),
    }
}

/// "12 weeks and 4 days".
#[must_use]
pub fn weeks_and_days(days: i64) -> Say {
    match (days.div_euclid(7), days.rem_euclid(7)) {
        (0, days) => says::words::long::Days { days }.into(),
        (weeks, 0) => says::words::long::Weeks { weeks }.into(),
        (weeks, days) => says::words::long::WeeksAndDays { weeks, days }.into(),
    }
}

/// How long to wait: "1 minute", "12 minutes".
#[must_use]
pub fn wait(seconds: u64) -> Say {
    let whole = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    if seconds < 60 {
        says::words::long::Seconds { seconds: whole(seconds.max(1)) }.into()
    } else {
        says::words::long::Minutes { minutes: whole(seconds.div_ceil(60)) }.into()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use tera::Context;

    fn shown(template: &str) -> String {
        let mut tera = Tera::new();
        register(&mut tera);
        tera.add_raw_template("page", template).unwrap();
        let mut with = Context::new();
        with.insert("until", "2026-12-24");
        with.insert("last", "2026-09-21");
        with.insert("next_year", "2027-01-04");
        with.insert("at", "2026-11-23T14:00:00Z");
        with.insert("noon", "2026-11-17T12:00:00Z");
        with.insert("before", "2025-07-01T11:05:00Z");
        with.insert("pence", &124_050);
        with.insert("people", &1_200);
        with.insert("names", &["a", "b", "c"]);
        let showing =
            Showing { messages: english().unwrap(), today: "2026-11-23".parse().ok(), team_only: false };
        showing.during(|| tera.render("page", &with)).unwrap()
    }

    #[test]
    fn templates_say_dates_amounts_and_counts_the_way_people_do() {
        for (template, says) in [
            ("{{ until | day }}", "24 December 2026"),
            ("{{ until | day_short }}", "24 December"),
            ("{{ next_year | day_short }}", "4 January 2027"),
            ("{{ next_year | weekday }}", "Monday 4 January 2027"),
            ("{{ until | day_of_week }}", "Thursday"),
            (
                "{{ \"14:30:00\" | time }} {{ \"12:00:00\" | time }} {{ \"00:00:30\" | time }}",
                "2:30pm midday midnight",
            ),
            ("{{ last | ago }}", "9 weeks ago"),
            ("{{ last | due }}", "63 days late"),
            ("{{ until | due }}", ""),
            ("{{ at | time }}", "2pm"),
            ("{{ at | when }}", "Today at 2pm"),
            ("{{ noon | when }}", "Tuesday 17 November at midday"),
            ("{{ before | when }}", "Tuesday 1 July 2025 at 12:05pm"),
            ("{{ pence | pounds }}", "£1,240.50"),
            ("{{ pence | pounds_about }}", "£1,241"),
            ("{{ 1249 | pounds_about }}", "£12"),
            ("{{ people | count(one=\"person\", many=\"people\") }}", "1,200 people"),
            ("{{ 1 | plural(one=\"waits\", many=\"wait\") }}", "waits"),
            ("{{ names | list }}", "a, b and c"),
            ("{{ 88 | days_long }}", "12 weeks and 4 days"),
            ("{{ say(key=\"words.due.late\", days=1) }}", "1 day late"),
        ] {
            assert_eq!(shown(template), says, "{template}");
        }
    }

    #[test]
    fn a_mistyped_key_prevents_the_start() {
        assert_eq!(check_keys("page.html", "{{ say(key=\"words.due.late\", days=1) }}"), Ok(()));
        let wrong = check_keys("page.html", "{{ say(key=\"words.due.lte\") }}");
        assert_eq!(wrong, Err("page.html: there is no message `words.due.lte`".to_owned()));
    }
}

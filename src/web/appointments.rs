//! Appointments as either side sees them, and the form of one.

use chrono::{Days, LocalResult, NaiveDate, NaiveTime, TimeZone as _};
use chrono_tz::Europe::London;
use onward_domain::{
    appointment::{Appointment, AppointmentTurn, How, Meeting, Taken, Turn},
    id::AppointmentId,
    moment::Moment,
    talk::promised_by,
};
use onward_store::repo::appointments::NewTurn;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{
    clock_words::london,
    error::Situation,
    form::{FormErrors, Reader, WrittenDay},
    parts::At,
    words::{
        Say,
        says::appointment::{field as said, taken as told},
    },
};
use crate::clock::london_day;

/// As written.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct AppointmentForm {
    /// The number of the last turn that the page showed; empty for a new one.
    pub number: String,
    pub day: WrittenDay,
    #[validate(length(max = 20))]
    pub time: String,
    pub how: String,
    #[validate(length(max = 200))]
    pub place: String,
    #[validate(length(max = 600))]
    pub words: String,
    /// The hour of which it was said that it is taken, and that is meant all the same.
    pub seen: String,
}

/// The doubt about an hour that is taken, unless it was said before and is meant.
#[must_use]
pub fn doubt(
    form: &AppointmentForm,
    meeting: &Meeting,
    taken: Option<Taken>,
    young: bool,
) -> Option<(Say, String)> {
    let seen = meeting.at.timestamp().to_string();
    let words: Say = match (taken?, young) {
        (Taken::Theirs, _) => told::Theirs.into(),
        (Taken::Advisers, true) => told::Advisers.into(),
        (Taken::Advisers, false) => told::Yours.into(),
    };
    (form.seen != seen).then_some((words, seen))
}

/// A button under an appointment.
#[derive(Debug, Clone, Default, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct AnswerForm {
    /// The number of the last turn that the page showed.
    pub number: String,
    /// `yes` or `cancel`.
    pub say: String,
    #[validate(length(max = 600))]
    pub words: String,
}

/// The turn that a button means.
///
/// # Errors
/// `Unreadable` for what no page of ours sends.
pub fn turn_of(appointment: AppointmentId, form: &AnswerForm) -> Result<NewTurn, Situation> {
    let turn = match form.say.as_str() {
        "yes" => Turn::Agreed,
        "cancel" => Turn::Cancelled,
        _ => return Err(Situation::NOT_OUR_FORM),
    };
    let number = form.number.parse().map_err(|_| Situation::NOT_OUR_FORM)?;
    let words = Some(form.words.trim()).filter(|words| !words.is_empty() && words.chars().count() <= 600);
    Ok(NewTurn { appointment, number, turn, meeting: None, words: words.map(str::to_owned) })
}

impl AppointmentForm {
    /// The last turn that the page showed.
    ///
    /// # Errors
    /// `Unreadable` for what no page of ours sends.
    pub fn number(&self) -> Result<i64, Situation> {
        self.number.parse().map_err(|_| Situation::NOT_OUR_FORM)
    }

    /// Filled from a meeting that is to be moved.
    #[must_use]
    pub fn of(appointment: &Appointment) -> Self {
        let meeting = appointment.meeting();
        let at = At::from(meeting.at);
        Self {
            number: appointment.last.number.to_string(),
            day: at.on.into(),
            time: at.time,
            how: meeting.how.word().to_owned(),
            place: meeting.place.clone().unwrap_or_default(),
            words: String::new(),
            seen: String::new(),
        }
    }

    /// The meeting, and what was written with it. It lies ahead, at an hour that there is once.
    ///
    /// # Errors
    /// What to put right.
    pub fn read(&self, now: Moment) -> Result<(Meeting, Option<String>), FormErrors> {
        let mut read = Reader::of(self);
        let year = now.today.checked_add_days(Days::new(366)).unwrap_or(now.today);
        let ahead = |day: &NaiveDate| *day >= now.today;
        let near = |day: &NaiveDate| *day <= year;
        let day = read.day("day", &self.day, said::Day);
        let day = day.only(ahead, said::Past).only(near, said::Far).required();
        let time = read.text("time", &self.time).missing(said::Time).required();
        let time = time.and_then(|text| match time_of(&text) {
            Ok(time) => Some(time),
            Err(words) => {
                read.wrong("time", words);
                None
            }
        });
        let at = day.zip(time).and_then(|(day, time)| match instant(day, time, now) {
            Ok(at) => Some(at),
            Err(words) => {
                read.wrong("time", words);
                None
            }
        });
        let how = read.choice("how", &self.how, |word| word.parse::<How>().ok());
        let how = how.missing(said::How).required();
        let place = read.text("place", &self.place);
        let place = match how {
            Some(How::Elsewhere) => place.missing(said::Place).required(),
            // Their address is not written down here: it is in the record.
            _ => None,
        };
        let words = read.text("words", &self.words).optional();
        read.done(|| Some((Meeting { at: at?, how: how?, place }, words)))
    }
}

/// The instant of a London time, if there is exactly one and it lies ahead.
fn instant(day: NaiveDate, time: NaiveTime, now: Moment) -> Result<chrono::DateTime<chrono::Utc>, Say> {
    let at = match London.from_local_datetime(&day.and_time(time)) {
        LocalResult::Single(at) => at.to_utc(),
        LocalResult::None => return Err(said::ClocksGoForward.into()),
        LocalResult::Ambiguous(..) => return Err(said::ClocksGoBack.into()),
    };
    if day.and_time(time) > london(now) && at > now.at { Ok(at) } else { Err(said::Past.into()) }
}

/// "2:30pm", "2.30 pm", "14:30", "midday".
fn time_of(text: &str) -> Result<NaiveTime, Say> {
    let plain: String = text.to_lowercase().chars().filter(|letter| !letter.is_whitespace()).collect();
    if ["midday", "noon"].contains(&plain.as_str()) {
        return NaiveTime::from_hms_opt(12, 0, 0).ok_or_else(|| said::NoSuchTime.into());
    }
    let half = ["am", "pm"].into_iter().find_map(|half| Some((half, plain.strip_suffix(half)?)));
    let digits = half.map_or(plain.as_str(), |(_, digits)| digits);
    let (hour, minute) = digits.split_once([':', '.']).map_or((digits, None), |(h, m)| (h, Some(m)));
    let number = |text: &str, least: usize| {
        let fits = (least..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        fits.then(|| text.parse::<u32>().ok()).flatten()
    };
    let hour = number(hour, 1).ok_or(said::NoSuchTime)?;
    let minutes = minute.map_or(Some(0), |minute| number(minute, 2)).ok_or(said::NoSuchTime)?;
    let hour = match half {
        Some((half, _)) if (1..=12).contains(&hour) => hour % 12 + if half == "pm" { 12 } else { 0 },
        Some(_) => return Err(said::NoSuchTime.into()),
        // "9:30" and "14:00" are hours of a whole day; a bare "2" is not.
        None if minute.is_none() || (1..=6).contains(&hour) => return Err(said::AmOrPm.into()),
        None => hour,
    };
    NaiveTime::from_hms_opt(hour, minutes, 0).ok_or_else(|| said::NoSuchTime.into())
}

/// One appointment, from one side.
#[derive(Debug, Clone, Serialize)]
pub struct Shown {
    pub id: String,
    number: i64,
    /// `agreed`, `mine` (waits for the other side), `theirs` (waits for this one) or `cancelled`.
    pub state: &'static str,
    pub meeting: MeetingShown,
    /// What was agreed before, while another day is proposed.
    stands: Option<MeetingShown>,
    /// What was written with the last turn, and by which side.
    words: Option<String>,
    mine: bool,
    /// By when the council answers.
    answer_by: Option<NaiveDate>,
}

/// When, how and where.
#[derive(Debug, Clone, Serialize)]
pub struct MeetingShown {
    pub at: At,
    how: How,
    place: Option<String>,
}

impl From<&Meeting> for MeetingShown {
    fn from(meeting: &Meeting) -> Self {
        Self { at: meeting.at.into(), how: meeting.how, place: meeting.place.clone() }
    }
}

impl Shown {
    /// As this side sees it.
    fn of(each: &Appointment, young: bool) -> Self {
        let proposed = each.proposed();
        let state = match (each.last.turn, proposed) {
            (Turn::Cancelled, _) => "cancelled",
            (_, None) => "agreed",
            (_, Some(turn)) if turn.by_young == young => "mine",
            _ => "theirs",
        };
        let waits = |turn: &&AppointmentTurn| turn.by_young;
        Self {
            id: each.made.id.to_string(),
            number: each.last.number,
            state,
            meeting: (&each.last.meeting).into(),
            stands: proposed.and_then(|_| each.agreed()).map(MeetingShown::from),
            words: each.last.words.clone(),
            mine: each.last.by_young == young,
            answer_by: proposed.filter(waits).map(|turn| promised_by(london_day(turn.said_at))),
        }
    }
}

/// How many that are over a page shows.
const OVER: usize = 5;

/// What lies ahead, soonest first, and the last that are over or cancelled.
#[must_use]
pub fn shown(all: &[Appointment], young: bool, now: Moment) -> (Vec<Shown>, Vec<Shown>) {
    let (mut ahead, mut over): (Vec<_>, Vec<_>) = all.iter().partition(|each| each.lies_ahead(now.at));
    ahead.sort_by_key(|each| each.last.meeting.at);
    over.retain(|each| each.agreed().is_some() || each.last.turn == Turn::Cancelled);
    over.sort_by_key(|each| std::cmp::Reverse(each.last.meeting.at));
    over.truncate(OVER);
    let of = |each: &&Appointment| Shown::of(each, young);
    (ahead.iter().map(of).collect(), over.iter().map(of).collect())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn form(day: (&str, &str, &str), time: &str) -> AppointmentForm {
        AppointmentForm {
            day: WrittenDay::new(day.0, day.1, day.2),
            time: time.into(),
            how: "call".into(),
            ..AppointmentForm::default()
        }
    }

    fn read(day: (&str, &str, &str), time: &str) -> Result<String, String> {
        let now =
            Moment { at: "2026-03-20T12:00:00Z".parse().unwrap(), today: "2026-03-20".parse().unwrap() };
        form(day, time)
            .read(now)
            .map(|(meeting, _)| meeting.at.to_rfc3339())
            .map_err(|errors| errors.said("time").or_else(|| errors.said("day")).unwrap_or_default())
    }

    #[test]
    fn times_are_read_as_people_write_them_and_are_londons() {
        for (text, at) in [
            ("2:30pm", "14:30"),
            ("2.30 PM", "14:30"),
            ("14:30", "14:30"),
            ("midday", "12:00"),
            ("12am", "00:00"),
        ] {
            assert_eq!(read(("24", "3", "2026"), text), Ok(format!("2026-03-24T{at}:00+00:00")), "{text}");
        }
        assert_eq!(read(("1", "7", "2026"), "2pm"), Ok("2026-07-01T13:00:00+00:00".into()), "in summer");
    }

    #[test]
    fn an_hour_that_there_is_not_or_that_comes_twice_is_told_and_so_is_one_that_is_past() {
        let said = |day, time| read(day, time).unwrap_err();
        assert!(said(("29", "3", "2026"), "1:30am").contains("clocks go forward"));
        assert!(said(("25", "10", "2026"), "1:30am").contains("clocks go back"));
        assert!(said(("20", "3", "2026"), "11:30am").contains("in the future"));
        assert!(said(("19", "3", "2026"), "2pm").contains("in the future"));
        assert!(said(("1", "4", "2028"), "2pm").contains("next year"));
        assert!(said(("24", "3", "2026"), "2").contains("am or pm"));
        for odd in ["25:00", "13pm", "2:60pm", "0pm", "two", "2:3pm", "-2pm", "٢pm"] {
            assert!(said(("24", "3", "2026"), odd).starts_with("Enter a time, for example"), "{odd}");
        }
    }

    #[test]
    fn a_place_is_asked_for_only_where_it_is_neither_home_nor_office() {
        let now =
            Moment { at: "2026-03-20T12:00:00Z".parse().unwrap(), today: "2026-03-20".parse().unwrap() };
        let elsewhere = AppointmentForm { how: "elsewhere".into(), ..form(("24", "3", "2026"), "2pm") };
        assert!(elsewhere.read(now).unwrap_err().has("place"));
        let home = AppointmentForm { how: "at_home".into(), place: "12 Mill Street".into(), ..elsewhere };
        assert_eq!(home.read(now).unwrap().0.place, None, "an address is not kept here");
        assert!(AppointmentForm { how: "raft".into(), ..home }.read(now).unwrap_err().has("how"));
    }
}

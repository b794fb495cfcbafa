//! The forms of the day: how a row is closed in another way, and an own task.

use chrono::{Days, NaiveDate};
use onward_domain::{basis::is_a_reason, id::PersonId, support::OfferedHow};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::{
    usecases::adviser::today::Closing,
    web::{
        form::{FormErrors, Reader, WrittenDay},
        words::says::adviser::today as told,
    },
};

/// A new day lies at most so many days ahead.
const MOST: u64 = 92;

/// As written.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields, rename_all(deserialize = "kebab-case"))]
pub struct CloseForm {
    pub person: String,
    /// Which row: what it is about, and of which day.
    pub about: String,
    pub of: String,
    /// The list that it was closed in.
    pub back: String,
    /// `elsewhere`, `new-day`, `not-needed` or `tried`.
    pub how: String,
    pub on: WrittenDay,
    /// In which way somebody was reached elsewhere, of a contact or an offer alone.
    pub way: String,
    #[validate(length(max = 200))]
    pub why: String,
}

impl CloseForm {
    /// In which way.
    ///
    /// # Errors
    /// What to put right, in the order of the page.
    pub fn read(&self, today: NaiveDate) -> Result<Closing, FormErrors> {
        let mut read = Reader::of(self);
        let known = ["elsewhere", "new-day", "not-needed", "tried"];
        let how = read.choice("how", &self.how, |word| known.into_iter().find(|each| *each == word));
        let how = how.missing(told::ChooseHow).required();
        let on = read.day("on", &self.on, told::On);
        let on = match how {
            Some("new-day") => {
                let tomorrow = today.succ_opt().unwrap_or(today);
                let last = today.checked_add_days(Days::new(MOST)).unwrap_or(today);
                on.not_before(tomorrow).not_after(last).required()
            }
            _ => on.not_after_today(today).or(today),
        };
        let way = read.choice("way", &self.way, |word| word.parse::<OfferedHow>().ok()).optional();
        let why = read.text("why", &self.why).missing(told::Why);
        let why = match how {
            Some("tried") => why.or(String::new()),
            _ => why.only(|why| is_a_reason(why), told::NotAReason).required(),
        };
        read.done(|| {
            let (on, why) = (on?, why?);
            Some(match how? {
                "elsewhere" => Closing::Elsewhere { on, why, way },
                "new-day" => Closing::NewDay { until: on, why },
                "not-needed" => Closing::NotNeeded { why },
                _ => Closing::Tried { on, why },
            })
        })
    }
}

/// An own task, as written.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields, rename_all(deserialize = "kebab-case"))]
pub struct TaskForm {
    pub task_person: String,
    #[validate(length(max = 200))]
    pub task: String,
    pub task_day: WrittenDay,
}

impl TaskForm {
    /// For whom, what and by when.
    ///
    /// # Errors
    /// What to put right.
    pub fn read(&self, today: NaiveDate) -> Result<(PersonId, String, NaiveDate), FormErrors> {
        let mut read = Reader::of(self);
        let person = read.choice("task-person", &self.task_person, |id| id.parse().ok());
        let person = person.missing(told::ChoosePerson).required();
        let what = read.text("task", &self.task).missing(told::Task).required();
        let due = read.day("task-day", &self.task_day, told::TaskDay).not_before(today).or(today);
        read.done(|| Some((person?, what?, due?)))
    }
}

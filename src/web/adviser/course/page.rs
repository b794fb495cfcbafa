//! What the course page shows.

use onward_domain::care::Course;
use serde::Serialize;

use super::form::{CourseForm, KINDS};
use crate::{
    usecases::adviser::record_course::SeenCourse,
    web::{
        adviser::{
            said::{self, Earlier},
            who::Who,
        },
        form::Sheet,
        parts::HandShown,
        view::{FormState, Page},
        words::Say,
    },
};

/// One course: the form, the current version, and what it said before.
#[derive(Debug, Clone, Serialize)]
pub struct CoursePage {
    who: Who,
    back: String,
    action: String,
    new: bool,
    kinds: Vec<(&'static str, Say)>,
    stands: Option<Stands>,
    earlier: Vec<Earlier>,
    #[serde(flatten)]
    sheet: Sheet<CourseForm>,
}

#[derive(Debug, Clone, Serialize)]
struct Stands {
    what: Say,
    when: Say,
    hand: HandShown,
}

impl Page for CoursePage {
    const TEMPLATE: &str = "adviser/course.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl CoursePage {
    /// The page around a form.
    pub fn of(seen: &SeenCourse, sheet: Sheet<CourseForm>) -> Self {
        let who = Who::of(&seen.answered);
        let today = seen.answered.today;
        let when = |course: &Course| said::course_when(&course.note, today);
        let newest = seen.history.first().map(|version| version.row.id.to_string());
        let back = format!("{}/facts", who.base);
        let stands = seen.history.iter().find(|version| version.row.recorded.stands());
        Self {
            action: format!("{back}/courses/{}", newest.as_deref().unwrap_or("new")),
            new: newest.is_none(),
            kinds: KINDS.iter().map(|(word, kind)| (*word, said::kind(*kind))).collect(),
            stands: stands.map(|version| Stands {
                what: said::course(&version.row.note),
                when: when(&version.row),
                hand: version.into(),
            }),
            earlier: said::earlier(&seen.history, |course: &Course| {
                Say::Parts(vec![said::course(&course.note), when(course)])
            }),
            back,
            who,
            sheet,
        }
    }
}

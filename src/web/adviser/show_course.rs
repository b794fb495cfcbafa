//! The form for a course, training or apprenticeship, or for having none: what it shows, and how it is read.

use chrono::{Datelike, Days, NaiveDate};
use leaving_care_rules::json::EducationKind;
use onward_domain::{
    care::{Course, CourseNote},
    id::CourseId,
};
use onward_store::repo::versions::Version;
use serde::Deserialize;

use super::{
    pages::{Clash, ClashRow, CourseAsk, CourseForm, WrittenDay},
    show_fact::{earlier, first},
    show_facts::hand,
    show_person::base,
};
use crate::{
    usecases::adviser::record_course::SeenCourse,
    web::{
        error::Situation,
        parts::{Choice, Select},
        view::FormErrors,
        words::{count, full_day},
    },
};

/// The kinds, by the word in the form.
const KINDS: [(&str, &str, EducationKind); 8] = [
    ("none", "Nothing: not studying or training", EducationKind::None),
    ("sixth-form", "School sixth form or sixth form college", EducationKind::SixthForm),
    ("college", "College, full time", EducationKind::FeFullTime),
    ("college-part-time", "College, part time", EducationKind::FePartTime),
    ("university", "University or other higher education", EducationKind::He),
    ("apprenticeship", "An apprenticeship", EducationKind::Apprenticeship),
    ("traineeship", "A traineeship", EducationKind::Traineeship),
    ("supported-internship", "A supported internship", EducationKind::SupportedInternship),
];

/// Letters of a course's name, at most.
const LONGEST: usize = 120;

/// The form as written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Filled {
    /// The version that it was filled from; empty when a course is added.
    pub version: String,
    /// Which kind.
    pub kind: String,
    /// What it is called.
    pub title: String,
    /// First day, as written.
    pub start_day: String,
    /// As written.
    pub start_month: String,
    /// As written.
    pub start_year: String,
    /// Last day, as written.
    pub last_day: String,
    /// As written.
    pub last_month: String,
    /// As written.
    pub last_year: String,
    /// How many months.
    pub months: String,
    /// `yes`, `no` or empty.
    pub in_pathway_plan: String,
    /// The same.
    pub full_time: String,
    /// The same.
    pub residential: String,
    /// The same.
    pub continuing: String,
}

impl Filled {
    /// The form for a course as it stands.
    #[must_use]
    pub fn from_course(course: &Course) -> Self {
        let note = &course.note;
        let part = |day: Option<NaiveDate>, of: fn(NaiveDate) -> String| day.map(of).unwrap_or_default();
        let last = last_day(note);
        let said = |answer: Option<bool>| match answer {
            Some(true) => "yes".to_owned(),
            Some(false) => "no".to_owned(),
            None => String::new(),
        };
        Self {
            version: course.id.to_string(),
            kind: KINDS
                .iter()
                .find(|kind| kind.2 == note.kind)
                .map(|kind| kind.0.to_owned())
                .unwrap_or_default(),
            title: note.name.clone().unwrap_or_default(),
            start_day: part(note.start, |day| day.day().to_string()),
            start_month: part(note.start, |day| day.month().to_string()),
            start_year: part(note.start, |day| day.year().to_string()),
            last_day: part(last, |day| day.day().to_string()),
            last_month: part(last, |day| day.month().to_string()),
            last_year: part(last, |day| day.year().to_string()),
            months: note.months.map(|months| months.to_string()).unwrap_or_default(),
            in_pathway_plan: said(note.in_pathway_plan),
            full_time: said(note.full_time),
            residential: said(note.residential),
            continuing: said(note.continuing),
        }
    }

    /// The version that it was filled from.
    ///
    /// # Errors
    /// `Unreadable` for what is no id: the form was not ours.
    pub fn version(&self) -> Result<Option<CourseId>, Situation> {
        if self.version.is_empty() {
            return Ok(None);
        }
        self.version.parse().map(Some).map_err(|_| Situation::Unreadable("not the fields of this form"))
    }

    /// What it says. `born`: no course begins before it.
    ///
    /// # Errors
    /// What to mend, in the order of the page.
    pub fn read(&self, born: Option<NaiveDate>, today: NaiveDate) -> Result<CourseNote, FormErrors> {
        let mut errors = FormErrors::none();
        let kind = KINDS.iter().find(|kind| kind.0 == self.kind).map(|kind| kind.2);
        if kind.is_none() {
            errors.add("kind", "Choose what they do, or that they do nothing of it");
        }
        let name = self.title.trim();
        if name.chars().count() > LONGEST {
            errors.add("title", &format!("Use {LONGEST} letters or fewer"));
        }
        let years = 1990..=today.year() + 10;
        let mut read = |field: &str, what: &str, written: &WrittenDay| {
            if written.is_empty() {
                return None;
            }
            written.read(what, years.clone()).map_err(|words| errors.add(field, &words)).ok()
        };
        let start = read("start", "the first day", &self.start());
        let last = read("last", "the last day", &self.last());
        if let (Some(start), Some(born)) = (start, born)
            && start < born
        {
            errors.add("start", &format!("Enter the day of birth, {}, or a later day", full_day(born)));
        }
        if let (Some(start), Some(last)) = (start, last)
            && last < start
        {
            errors.add("last", "Enter a last day that is on or after the first day");
        }
        let months = self.months(&mut errors);
        let (Some(kind), true) = (kind, errors.is_empty()) else { return Err(errors) };
        let end = last.and_then(|last| last.checked_add_days(Days::new(1)));
        if kind == EducationKind::None {
            // Of what there is none, there is no name, length or plan either.
            return Ok(CourseNote { start, end, ..nothing() });
        }
        Ok(CourseNote {
            kind,
            name: (!name.is_empty()).then(|| name.to_owned()),
            start,
            end,
            in_pathway_plan: yes_or_no(&self.in_pathway_plan),
            months,
            full_time: yes_or_no(&self.full_time),
            residential: yes_or_no(&self.residential),
            continuing: yes_or_no(&self.continuing),
        })
    }

    fn months(&self, errors: &mut FormErrors) -> Option<i64> {
        let written = self.months.trim();
        if written.is_empty() {
            return None;
        }
        let months = written.parse().ok().filter(|months| (1..=120).contains(months));
        if months.is_none() {
            errors.add("months", "Enter a whole number of months from 1 to 120");
        }
        months
    }

    fn start(&self) -> WrittenDay {
        WrittenDay::new(&self.start_day, &self.start_month, &self.start_year)
    }

    fn last(&self) -> WrittenDay {
        WrittenDay::new(&self.last_day, &self.last_month, &self.last_year)
    }
}

const fn nothing() -> CourseNote {
    CourseNote {
        kind: EducationKind::None,
        name: None,
        start: None,
        end: None,
        in_pathway_plan: None,
        months: None,
        full_time: None,
        residential: None,
        continuing: None,
    }
}

fn yes_or_no(written: &str) -> Option<bool> {
    match written {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

/// The record keeps the first day after a course; people say its last.
fn last_day(note: &CourseNote) -> Option<NaiveDate> {
    note.end?.pred_opt()
}

/// The page. `form`: as written, or filled from what stands.
#[must_use]
pub fn page(seen: &SeenCourse, form: &Filled, errors: FormErrors, clash: Option<Clash>) -> CourseForm {
    let one = &seen.answered;
    let back_href = format!("{}/facts", base(one));
    let stands = seen.history.iter().find(|version| version.row.recorded.stands());
    let newest = seen.history.first().map(|version| version.row.id);
    let place = newest.map_or_else(|| "new".to_owned(), |id| id.to_string());
    CourseForm {
        name: one.listed.person.identity.listed_name(),
        title: if newest.is_some() { "Correct a course" } else { "Add a course" }.to_owned(),
        stands: stands.map(|version| {
            let note = &version.row.note;
            format!("{}, {}. {}.", says(note), uncapitalised(&when(note, one.today)), hand(version))
        }),
        clash,
        errors,
        action: one.may_change.then(|| format!("{back_href}/courses/{place}")),
        back_href,
        version: form.version.clone(),
        kind: kind(&form.kind),
        title_of_course: form.title.clone(),
        start: form.start(),
        last: form.last(),
        months: form.months.clone(),
        asks: asks(form),
        earlier: earlier(&seen.history, |course: &Course| {
            format!("{}, {}", says(&course.note), uncapitalised(&when(&course.note, one.today)))
        }),
    }
}

fn kind(chosen: &str) -> Select {
    let mut choices = vec![Choice::new("", "Choose one", Some(chosen))];
    choices.extend(KINDS.iter().map(|(key, words, _)| Choice::new(*key, *words, Some(chosen))));
    Select { name: "kind", label: "What do they do?", choices }
}

fn asks(form: &Filled) -> Vec<CourseAsk> {
    let ask = |name, question, hint, chosen: &str| CourseAsk {
        name,
        question,
        hint,
        choices: vec![
            Choice::new("yes", "Yes", Some(chosen)),
            Choice::new("no", "No", Some(chosen)),
            Choice::new(
                "unknown",
                "We do not know",
                Some(if chosen.is_empty() { "unknown" } else { chosen }),
            ),
        ],
    };
    vec![
        ask(
            "in-pathway-plan",
            "Does the pathway plan name it?",
            "After 21 the council’s duties go on with a course that the plan names.",
            &form.in_pathway_plan,
        ),
        ask(
            "full-time",
            "Is it full time?",
            "While it is not known, it counts as full time.",
            &form.full_time,
        ),
        ask(
            "residential",
            "Do they live there in term time?",
            "While it is not known, it counts as no.",
            &form.residential,
        ),
        ask(
            "continuing",
            "Does it go on with a programme begun before 19?",
            "While it is not known, it counts as no.",
            &form.continuing,
        ),
    ]
}

/// "University or other higher education: Nursing, first degree".
#[must_use]
pub fn says(note: &CourseNote) -> String {
    let kind = KINDS.iter().find(|kind| kind.2 == note.kind).map_or("A course", |kind| kind.1);
    note.name.as_ref().map_or_else(|| kind.to_owned(), |name| format!("{kind}: {name}"))
}

/// "From 7 September 2026 to 27 August 2028, 24 months, full time, in the pathway plan".
#[must_use]
pub fn when(note: &CourseNote, today: NaiveDate) -> String {
    let begun = note.start.is_none_or(|start| start <= today);
    let mut parts = vec![match (note.start, last_day(note)) {
        (Some(start), Some(last)) => format!("From {} to {}", full_day(start), full_day(last)),
        (Some(start), None) if begun => format!("Since {}", full_day(start)),
        (Some(start), None) => format!("From {}", full_day(start)),
        (None, Some(last)) => format!("Until {}", full_day(last)),
        (None, None) => "First day not known".to_owned(),
    }];
    parts.extend(note.months.map(|months| count(u64::try_from(months).unwrap_or(0), "month", "months")));
    let said = |answer: Option<bool>, yes: &str, no: &str| {
        answer.map(|yes_or_no| if yes_or_no { yes } else { no }.to_owned()).filter(|said| !said.is_empty())
    };
    parts.extend(said(note.full_time, "full time", "part time"));
    parts.extend(said(note.in_pathway_plan, "in the pathway plan", "not in the pathway plan"));
    parts.extend(said(note.residential, "lives there in term time", ""));
    parts.extend(said(note.continuing, "begun before 19", ""));
    parts.join(", ")
}

fn uncapitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// Who was first, and both versions beside each other.
#[must_use]
pub fn clash(theirs: Option<&Version<Course>>, yours: &CourseNote, today: NaiveDate) -> Clash {
    let row = |what: &str, of: &dyn Fn(&CourseNote) -> String| {
        let theirs = theirs.map_or_else(|| "No course".to_owned(), |version| of(&version.row.note));
        let yours = of(yours);
        ClashRow { what: what.to_owned(), differs: theirs != yours, theirs, yours }
    };
    Clash {
        who: first(theirs),
        rows: vec![row("What", &says), row("When and how", &|note| when(note, today))],
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn filled() -> Filled {
        Filled {
            kind: "college".into(),
            title: " Joinery ".into(),
            start_day: "7".into(),
            start_month: "9".into(),
            start_year: "2026".into(),
            last_day: "31".into(),
            last_month: "7".into(),
            last_year: "2028".into(),
            months: "24".into(),
            full_time: "no".into(),
            residential: "unknown".into(),
            ..Filled::default()
        }
    }

    fn read(form: &Filled) -> Result<CourseNote, FormErrors> {
        form.read(Some(day("2008-03-02")), day("2026-11-23"))
    }

    #[test]
    fn the_last_day_that_people_say_is_kept_as_the_first_day_after_it() {
        let note = read(&filled()).unwrap();
        assert_eq!((note.kind, note.end), (EducationKind::FeFullTime, Some(day("2028-08-01"))));
        assert_eq!(
            (note.name.as_deref(), note.full_time, note.residential),
            (Some("Joinery"), Some(false), None)
        );
        assert_eq!(
            when(&note, day("2026-11-23")),
            "From 7 September 2026 to 31 July 2028, 24 months, part time"
        );
    }

    #[test]
    fn doing_nothing_is_an_answer_without_name_length_or_plan() {
        let note = read(&Filled { kind: "none".into(), ..filled() }).unwrap();
        assert_eq!(note, CourseNote { start: note.start, end: note.end, ..nothing() });
        assert_eq!(note.start, Some(day("2026-09-07")));
    }

    #[test]
    fn each_thing_to_mend_is_said_at_its_field() {
        let wrong = Filled {
            kind: String::new(),
            title: "x".repeat(121),
            last_year: "2025".into(),
            months: "0".into(),
            ..filled()
        };
        let errors = read(&wrong).unwrap_err();
        for (field, words) in [
            ("kind", "Choose what they do, or that they do nothing of it"),
            ("title", "Use 120 letters or fewer"),
            ("last", "Enter a last day that is on or after the first day"),
            ("months", "Enter a whole number of months from 1 to 120"),
        ] {
            assert_eq!(errors.of(field), Some(words));
        }
        let unborn = Filled { start_year: "2007".into(), ..filled() };
        assert!(read(&unborn).unwrap_err().of("start").unwrap().contains("the day of birth, 2 March 2008"));
    }
}

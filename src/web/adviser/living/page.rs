//! What the pages of homes and activities show.

use chrono::NaiveDate;
use onward_domain::{
    id::{ActivityId, HomeId},
    living::runs,
};
use onward_store::repo::versions::{Rows, Version};
use serde::Serialize;

use super::form::{ActivityForm, HomeForm, activities, activity_said, home_said, homes};
use crate::{
    usecases::adviser::correct_living::SeenLiving,
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

/// Both histories.
#[derive(Debug, Clone, Serialize)]
pub struct LivingPage {
    who: Who,
    homes: Vec<Line>,
    homes_before: Vec<Earlier>,
    activities: Vec<Line>,
    activities_before: Vec<Earlier>,
}

#[derive(Debug, Clone, Serialize)]
struct Line {
    what: Say,
    why: Option<String>,
    now: bool,
    hand: HandShown,
    href: Option<String>,
}

impl Page for LivingPage {
    const TEMPLATE: &str = "adviser/living.html";
}

impl LivingPage {
    pub fn of(seen: &SeenLiving) -> Self {
        let who = Who::of(&seen.answered);
        let today = seen.answered.today;
        let href = |end: String| who.may_change.then(|| format!("{}/living/{end}", who.base));
        Self {
            homes: lines(
                &seen.homes,
                |home| home.note.from,
                |version| {
                    let note = &version.row.note;
                    Line {
                        what: home_said(note),
                        why: note.why.clone(),
                        now: runs(note.from, note.until, today),
                        hand: version.into(),
                        href: href(format!("homes/{}", version.row.id)),
                    }
                },
            ),
            homes_before: said::earlier(&seen.homes, |home| home_said(&home.note)),
            activities: lines(
                &seen.activities,
                |one| one.note.from,
                |version| {
                    let note = &version.row.note;
                    Line {
                        what: activity_said(note),
                        why: None,
                        now: runs(note.from, note.until, today),
                        hand: version.into(),
                        href: href(format!("activities/{}", version.row.id)),
                    }
                },
            ),
            activities_before: said::earlier(&seen.activities, |one| activity_said(&one.note)),
            who,
        }
    }
}

/// What stands, the latest first.
fn lines<V: Rows>(
    all: &[Version<V>],
    from: impl Fn(&V) -> Option<NaiveDate>,
    line: impl Fn(&Version<V>) -> Line,
) -> Vec<Line> {
    let mut stand: Vec<&Version<V>> = all.iter().filter(|version| version.row.recorded().stands()).collect();
    stand.sort_by_key(|version| std::cmp::Reverse(from(&version.row)));
    stand.into_iter().map(line).collect()
}

/// The form around a home.
#[derive(Debug, Clone, Serialize)]
pub struct HomePage {
    who: Who,
    action: String,
    back: String,
    /// It is a home that nobody has recorded yet.
    new: bool,
    /// What stands; nothing where it was corrected or withdrawn.
    was: Option<Say>,
    homes: Vec<(&'static str, Say)>,
    #[serde(flatten)]
    sheet: Sheet<HomeForm>,
}

impl Page for HomePage {
    const TEMPLATE: &str = "adviser/living_home.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl HomePage {
    /// `None` for a home that is not this person's.
    pub fn of(seen: &SeenLiving, home: HomeId, sheet: Option<Sheet<HomeForm>>) -> Option<Self> {
        let version = seen.homes.iter().find(|version| version.row.id == home)?;
        let who = Who::of(&seen.answered);
        let back = format!("{}/living", who.base);
        Some(Self {
            action: format!("{back}/homes/{home}"),
            back,
            new: false,
            was: version.row.recorded.stands().then(|| home_said(&version.row.note)),
            homes: homes(),
            sheet: sheet.unwrap_or_else(|| Sheet::new(HomeForm::from(&version.row))),
            who,
        })
    }

    /// The form of a home that is added.
    pub fn adding(seen: &SeenLiving, sheet: Sheet<HomeForm>) -> Self {
        let who = Who::of(&seen.answered);
        let back = format!("{}/living", who.base);
        Self { action: format!("{back}/homes/new"), back, new: true, was: None, homes: homes(), sheet, who }
    }
}

/// The form around an activity.
#[derive(Debug, Clone, Serialize)]
pub struct ActivityPage {
    who: Who,
    action: String,
    back: String,
    /// It is one that nobody has recorded yet.
    new: bool,
    was: Option<Say>,
    activities: Vec<(&'static str, Say)>,
    #[serde(flatten)]
    sheet: Sheet<ActivityForm>,
}

impl Page for ActivityPage {
    const TEMPLATE: &str = "adviser/living_activity.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl ActivityPage {
    /// `None` for an activity that is not this person's.
    pub fn of(seen: &SeenLiving, one: ActivityId, sheet: Option<Sheet<ActivityForm>>) -> Option<Self> {
        let version = seen.activities.iter().find(|version| version.row.id == one)?;
        let who = Who::of(&seen.answered);
        let back = format!("{}/living", who.base);
        Some(Self {
            action: format!("{back}/activities/{one}"),
            back,
            new: false,
            was: version.row.recorded.stands().then(|| activity_said(&version.row.note)),
            activities: activities(),
            sheet: sheet.unwrap_or_else(|| Sheet::new(ActivityForm::from(&version.row))),
            who,
        })
    }

    /// The form of an activity that is added.
    pub fn adding(seen: &SeenLiving, sheet: Sheet<ActivityForm>) -> Self {
        let who = Who::of(&seen.answered);
        let back = format!("{}/living", who.base);
        let action = format!("{back}/activities/new");
        Self { action, back, new: true, was: None, activities: activities(), sheet, who }
    }
}

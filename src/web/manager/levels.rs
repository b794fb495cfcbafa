//! `/manager/challenge-levels`: who answers a challenge at each level, from a day on.

use chrono::{Days, NaiveDate};
use onward_domain::reviewing::{Holder, answer_within, holder};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::{
    usecases::manager::reviewing::{name_holder, see_holders},
    web::{
        desk::{Desk, Manager},
        form::{Form, FormErrors, Reader, Sheet, WrittenDay},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        view::{FormState, Page},
        words::says::reviewing::holder as told,
    },
};

const AT: &str = "/manager/challenge-levels";
/// Every level, the last of which is Cafcass.
const LEVELS: [u8; 4] = [1, 2, 3, 4];
/// Somebody is named at most so many days ahead.
const AHEAD: u64 = 366;

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get(AT, Audience::Manager, look), post(AT, Audience::Manager, name)]
}

/// As written.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct LevelForm {
    level: String,
    #[validate(length(max = 120))]
    name: String,
    from: WrittenDay,
}

impl LevelForm {
    fn fresh(today: NaiveDate) -> Self {
        Self { from: today.into(), ..Self::default() }
    }

    fn read(&self, today: NaiveDate) -> Result<(u8, String, NaiveDate), FormErrors> {
        let mut read = Reader::of(self);
        let known = |word: &str| word.parse::<u8>().ok().filter(|level| LEVELS.contains(level));
        let level = read.choice("level", &self.level, known).missing(told::Level).required();
        let name = read.text("name", &self.name).missing(told::Name).required();
        let last = today.checked_add_days(Days::new(AHEAD)).unwrap_or(today);
        let from = read.day("from", &self.from, told::From).not_after(last).required();
        read.done(|| Some((level?, name?, from?)))
    }
}

/// Who answers at each level.
#[derive(Debug, Clone, Serialize)]
pub struct LevelsPage {
    levels: Vec<LevelShown>,
    #[serde(flatten)]
    sheet: Sheet<LevelForm>,
}

#[derive(Debug, Clone, Serialize)]
struct LevelShown {
    level: u8,
    /// In working days.
    within: Option<u32>,
    now: Option<String>,
    /// Named for a later day.
    next: Vec<(String, NaiveDate)>,
}

impl Page for LevelsPage {
    const TEMPLATE: &'static str = "manager/challenge_levels.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl LevelsPage {
    pub fn of(all: &[Holder], today: NaiveDate, sheet: Sheet<LevelForm>) -> Self {
        let level = |level: u8| LevelShown {
            level,
            within: answer_within(level),
            now: holder(all, level, today).map(str::to_owned),
            next: all
                .iter()
                .filter(|one| one.level == level && one.from > today)
                .map(|one| (one.name.clone(), one.from))
                .collect(),
        };
        Self { levels: LEVELS.map(level).to_vec(), sheet }
    }
}

async fn look(desk: Desk<Manager>) -> PageResult {
    let sheet = Sheet::new(LevelForm::fresh(desk.now().today));
    show(&desk, sheet).await
}

async fn show(desk: &Desk<Manager>, sheet: Sheet<LevelForm>) -> PageResult {
    let all = desk.read(see_holders).await?;
    desk.show(&LevelsPage::of(&all, desk.now().today, sheet))
}

async fn name(desk: Desk<Manager>, form: Form<LevelForm>) -> PageResult {
    let (key, form) = (form.once.clone(), form.into_inner());
    let (level, name, from) = match form.read(desk.now().today) {
        Ok(said) => said,
        Err(errors) => return show(&desk, Sheet::wrong(form, errors)).await,
    };
    desk.write(move |ask| name_holder(ask, level, &name, from, &key)).await?;
    Ok(see_other(AT))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::web::{
        page_check::shown,
        testing::{NOW, reads},
    };
    use onward_domain::{id::HolderId, role::Role};

    #[test]
    fn each_level_says_who_answers_or_that_nobody_is_named() {
        let named = |level, name: &str, from: &str| Holder {
            id: HolderId::new(),
            level,
            name: name.into(),
            from: from.parse().unwrap(),
        };
        let all = [named(2, "Nia Owen, service manager", "2026-01-01"), named(2, "Tom Hall", "2027-01-04")];
        let page = LevelsPage::of(&all, NOW.today, Sheet::new(LevelForm::fresh(NOW.today)));
        let words = reads(&shown(Role::Manager, "challenge-levels", &page));
        for said in ["Nia Owen, service manager", "Tom Hall, from 4 January 2027", "Nobody is named"] {
            assert!(words.contains(said), "{said}: {words}");
        }
        let errors = LevelForm::default().read(NOW.today).unwrap_err();
        assert!(errors.has("level") && errors.has("name") && errors.has("from"));
    }
}

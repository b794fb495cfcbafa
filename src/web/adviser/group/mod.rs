//! `/adviser/group`: several young people met together, written down once.

#[cfg(test)]
mod tests;

use actix_web::web::Query;
use chrono::NaiveDate;
use onward_domain::id::PersonId;
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::{
    usecases::adviser::{
        Answered,
        log_group::{GroupSession, LoggedGroup, log_group, logged_group},
        see_my_people::see_my_people,
    },
    web::{
        desk::{Adviser, Desk},
        form::{Form, FormErrors, Reader, Sheet, WrittenDay},
        reply::{PageResult, see_other},
        routes::{Audience, Route, get, post},
        view::{FormState, Page},
        words::says::adviser::met_together as told,
    },
};

const AT: &str = "/adviser/group";
/// People on one page: whoever has more finds them by name.
const LINES: usize = 40;

/// The addresses of this room.
pub fn routes() -> Vec<Route> {
    vec![get(AT, Audience::Adviser, group), post(AT, Audience::Adviser, keep)]
}

/// Which people the address asks for, and the form that was just sent.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// Part of a name.
    pub q: String,
    /// The key of the form just sent.
    pub done: String,
}

/// As tapped and written.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct GroupForm {
    /// Who was there.
    pub pick: Vec<String>,
    /// Who of them was seen alone as well.
    pub alone: Vec<String>,
    /// When; today when nothing is written.
    pub day: WrittenDay,
    #[validate(length(max = 600))]
    pub summary: String,
    /// Who was searched for.
    pub q: String,
}

impl GroupForm {
    fn read(&self, key: String, today: NaiveDate) -> Result<GroupSession, FormErrors> {
        let mut read = Reader::of(self);
        let mut people: Vec<(PersonId, bool)> = Vec::new();
        // Whoever was seen alone was there, box or no box.
        for (words, alone) in [(&self.alone, true), (&self.pick, false)] {
            for person in words.iter().filter_map(|word| word.parse::<PersonId>().ok()) {
                if people.iter().all(|(other, _)| *other != person) {
                    people.push((person, alone));
                }
            }
        }
        if people.is_empty() {
            read.wrong("pick", told::Pick);
        }
        let on = read.day("day", &self.day, told::Day).not_after_today(today).or(today);
        let summary = read.text("summary", &self.summary).missing(told::Summary).required();
        read.done(|| Some(GroupSession { key, on: on?, summary: summary?, people }))
    }
}

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct GroupPage {
    today: NaiveDate,
    people: Vec<Shown>,
    all: usize,
    q: String,
    done: Option<Done>,
    #[serde(flatten)]
    sheet: Sheet<GroupForm>,
}

#[derive(Debug, Clone, Serialize)]
struct Shown {
    id: String,
    name: String,
    picked: bool,
    alone: bool,
}

/// What the form just sent did.
#[derive(Debug, Clone, Serialize)]
struct Done {
    on: NaiveDate,
    together: Vec<Named>,
    visited: Vec<Named>,
    left_out: usize,
}

#[derive(Debug, Clone, Serialize)]
struct Named {
    name: String,
    href: String,
}

impl Page for GroupPage {
    const TEMPLATE: &str = "adviser/group.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl GroupPage {
    fn of(
        people: &[Answered],
        logged: Option<&LoggedGroup>,
        asked: &Asked,
        today: NaiveDate,
        sheet: Sheet<GroupForm>,
    ) -> Self {
        let wanted = asked.q.trim().to_lowercase();
        let has = |list: &[String], id: &str| list.iter().any(|one| one == id);
        let name = |one: &Answered| one.listed.person.identity.listed_name();
        let fits = |one: &&Answered| name(one).to_lowercase().contains(&wanted);
        let shown = |one: &Answered| {
            let id = one.listed.person.id.to_string();
            Shown {
                name: name(one),
                picked: has(&sheet.form.pick, &id),
                alone: has(&sheet.form.alone, &id),
                id,
            }
        };
        let named = |ids: &[PersonId]| {
            let theirs = people.iter().filter(|one| ids.contains(&one.listed.person.id));
            theirs
                .map(|one| Named {
                    name: name(one),
                    href: format!("/adviser/people/{}", one.listed.person.id),
                })
                .collect()
        };
        Self {
            today,
            people: people.iter().filter(fits).take(LINES).map(shown).collect(),
            all: people.len(),
            q: asked.q.clone(),
            done: logged.map(|done| Done {
                on: done.on,
                together: named(&done.together),
                visited: named(&done.visited),
                left_out: done.left_out,
            }),
            sheet,
        }
    }
}

async fn group(desk: Desk<Adviser>, asked: Query<Asked>) -> PageResult {
    show(&desk, &asked, Sheet::default()).await
}

async fn keep(desk: Desk<Adviser>, form: Form<GroupForm>) -> PageResult {
    let (key, form) = (form.once.clone(), form.into_inner());
    let said = match form.read(key.clone(), desk.now().today) {
        Ok(said) => said,
        Err(errors) => {
            let asked = Asked { q: form.q.clone(), ..Asked::default() };
            return show(&desk, &asked, Sheet::wrong(form, errors)).await;
        }
    };
    desk.write(move |ask| log_group(ask, &said)).await?;
    Ok(see_other(&format!("{AT}?done={key}")))
}

async fn show(desk: &Desk<Adviser>, asked: &Asked, sheet: Sheet<GroupForm>) -> PageResult {
    let key = asked.done.clone();
    let (people, logged) = desk.read(move |ask| Ok((see_my_people(ask)?, logged_group(ask, &key)?))).await?;
    desk.show(&GroupPage::of(&people, logged.as_ref(), asked, desk.now().today, sheet))
}

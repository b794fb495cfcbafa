//! What the page about who has which adviser shows.

use std::collections::HashMap;

use chrono::NaiveDate;
use leaving_care_rules::assessment::Status;
use onward_domain::{
    allocation::Allocation,
    coverage::Coverage,
    id::{PersonId, UserId},
    person::search_form,
};
use onward_store::scope::Assigned;
use serde::Serialize;

use super::form::{Asked, EVERYONE, GiveForm, LINES, REST};
use crate::{
    usecases::manager::advisers::{Given, Seen, may_have_people},
    web::{
        form::Sheet,
        law_words,
        view::{FormState, Page},
        words::{Say, says::manager::advisers as said},
    },
};

/// Names that a sentence lists before it says how many more.
const NAMED: usize = 10;

/// Who has which adviser.
#[derive(Debug, Clone, Serialize)]
pub struct AdvisersPage {
    /// People with a right to support, or who may have one.
    everyone: usize,
    /// How many of them have no adviser.
    without: usize,
    /// How many have neither a right to support nor an adviser.
    rest: usize,
    /// What happened to the form just sent.
    given: Option<GivenShown>,
    /// A name was just entered.
    named: bool,
    advisers: Vec<Colleague>,
    /// The ones among them who have people but can't be given any more.
    gone: Vec<Colleague>,
    /// Whether anybody can be given people.
    can_give: bool,
    /// The list is about somebody who exists.
    known: bool,
    /// People on all pages.
    all: usize,
    /// This page and the last, from 1.
    number: usize,
    last: usize,
    rows: Vec<Row>,
    pages: Vec<ListPage>,
    #[serde(flatten)]
    sheet: Sheet<GiveForm>,
}

impl Page for AdvisersPage {
    const TEMPLATE: &'static str = "manager/advisers.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

/// Somebody who has people, or can be given some.
#[derive(Debug, Clone, Serialize)]
struct Colleague {
    id: UserId,
    name: String,
    /// How many people they have today.
    today: usize,
    /// How many will be added on a later day.
    later: usize,
    /// Both.
    all: usize,
    /// They can be given people: not once they are suspended or have another role.
    can_have: bool,
    /// Where their people are listed.
    href: String,
}

/// One person.
#[derive(Debug, Clone, Serialize)]
struct Row {
    pick: String,
    picked: bool,
    /// The name they use, or their number.
    name: String,
    /// Their number in the return, beneath a name.
    record: Option<String>,
    has_name: bool,
    age: Option<u32>,
    status: Option<crate::web::words::Say>,
    now: Option<Standing>,
    planned: Option<Standing>,
    /// Where the first day of their adviser is corrected.
    first_day: String,
    name_href: String,
    href: String,
}

/// Whose adviser somebody is, from when until when.
#[derive(Debug, Clone, Serialize)]
struct Standing {
    adviser: Option<String>,
    from: NaiveDate,
    until: Option<NaiveDate>,
}

/// Another part of a long list.
#[derive(Debug, Clone, Serialize)]
struct ListPage {
    number: usize,
    href: String,
}

/// What happened to a form.
#[derive(Debug, Clone, Serialize)]
struct GivenShown {
    /// Nobody, if an allocation ended.
    to: Option<String>,
    taken_off: bool,
    from: NaiveDate,
    /// Whether that day is today, in the future or in the past.
    day: &'static str,
    changed: usize,
    already: Option<Several>,
    meanwhile: Option<Several>,
    too_early: Option<Several>,
}

/// Some people, with the first of them by name.
#[derive(Debug, Clone, Serialize)]
struct Several {
    count: usize,
    names: Vec<Say>,
}

impl AdvisersPage {
    /// The part of the list that is asked for, around a form.
    pub fn of(
        seen: &Seen,
        coverage: &Coverage,
        today: NaiveDate,
        asked: &Asked,
        sheet: Sheet<GiveForm>,
    ) -> Self {
        let statuses = coverage.subjects.iter().map(|one| (one.person, one.status)).collect();
        let list = List { seen, statuses, today };
        let letters = search_form(&asked.q);
        let people = || seen.people.iter();
        let all: Vec<&Assigned> = people().filter(|one| list.shows(asked, &letters, one)).collect();
        let last = all.len().div_ceil(LINES).max(1);
        let number = asked.number().min(last);
        let here = all.iter().skip((number - 1) * LINES).take(LINES);
        let advisers: Vec<Colleague> = seen.advisers.iter().map(|user| list.colleague(user)).collect();
        let size = |show: &str| people().filter(|one| list.holds(show, one)).count();
        Self {
            everyone: list.statuses.len(),
            without: size(""),
            rest: size(REST),
            given: seen.given.as_ref().map(|given| list.given(given)),
            named: asked.named == "yes",
            can_give: advisers.iter().any(|one| one.can_have),
            known: matches!(asked.show.as_str(), "" | EVERYONE | REST)
                || advisers.iter().any(|one| one.id.to_string() == asked.show),
            gone: advisers.iter().filter(|one| !one.can_have).cloned().collect(),
            advisers,
            all: all.len(),
            number,
            last,
            rows: here.map(|one| list.row(one, asked, &sheet.form)).collect(),
            pages: pages(asked, last, number),
            sheet,
        }
    }
}

/// Everyone, and what the figures say about them.
struct List<'s> {
    seen: &'s Seen,
    statuses: HashMap<PersonId, Status>,
    today: NaiveDate,
}

impl List<'_> {
    /// Whether this part of the list includes them.
    fn holds(&self, show: &str, one: &Assigned) -> bool {
        let has_right = self.statuses.contains_key(&one.person.id);
        match show {
            "" => one.now.is_none() && has_right,
            EVERYONE => has_right,
            REST => one.now.is_none() && !has_right,
            adviser => {
                let of = |allocation: &Allocation| allocation.user.to_string() == adviser;
                one.now.as_ref().is_some_and(of) || one.planned.as_ref().is_some_and(of)
            }
        }
    }

    /// Whether this page's list includes them. A search covers everyone, unless it says who to search among.
    fn shows(&self, asked: &Asked, letters: &str, one: &Assigned) -> bool {
        if letters.is_empty() {
            return self.holds(&asked.show, one);
        }
        let identity = &one.person.identity;
        let fits = search_form(&identity.search_name()).contains(letters)
            || identity.child.as_ref().is_some_and(|child| child.to_lowercase().contains(letters));
        fits && (asked.show.is_empty() || self.holds(&asked.show, one))
    }

    fn colleague(&self, user: &onward_store::rows::users::User) -> Colleague {
        let of = |allocation: &Option<Allocation>| allocation.as_ref().is_some_and(|one| one.user == user.id);
        let count =
            |fits: &dyn Fn(&Assigned) -> bool| self.seen.people.iter().filter(|one| fits(one)).count();
        let today = count(&|one| of(&one.now));
        let later = count(&|one| !of(&one.now) && of(&one.planned));
        Colleague {
            id: user.id,
            name: user.display_name.clone(),
            today,
            later,
            all: today + later,
            can_have: may_have_people(user),
            href: Asked { show: user.id.to_string(), ..Asked::default() }.address(),
        }
    }

    fn name(&self, user: UserId) -> Option<String> {
        self.seen.advisers.iter().find(|one| one.id == user).map(|one| one.display_name.clone())
    }

    fn standing(&self, allocation: &Allocation) -> Standing {
        Standing { adviser: self.name(allocation.user), from: allocation.from, until: allocation.until }
    }

    fn row(&self, one: &Assigned, asked: &Asked, form: &GiveForm) -> Row {
        let identity = &one.person.identity;
        Row {
            pick: format!("{}~{}", one.person.id, one.mark),
            picked: form.has_picked(one.person.id),
            name: identity.listed_name(),
            record: identity.child.clone().filter(|_| identity.has_name()),
            has_name: identity.has_name(),
            age: identity.born.and_then(|born| self.today.years_since(born)),
            status: self.statuses.get(&one.person.id).map(|status| law_words::status_word(*status)),
            now: one.now.as_ref().map(|now| self.standing(now)),
            planned: one.planned.as_ref().map(|planned| self.standing(planned)),
            href: format!("/manager/people/{}", one.person.id),
            first_day: format!("/manager/people/{}/first-day", one.person.id),
            name_href: format!("{}{}", super::name_address(one.person.id), asked.quiet().query()),
        }
    }

    fn given(&self, given: &Given) -> GivenShown {
        GivenShown {
            to: given.to.and_then(|to| self.name(to)),
            taken_off: given.to.is_none(),
            from: given.from,
            day: match given.from.cmp(&self.today) {
                std::cmp::Ordering::Less => "back",
                std::cmp::Ordering::Equal => "today",
                std::cmp::Ordering::Greater => "ahead",
            },
            changed: given.changed.len(),
            already: self.several(&given.already, false),
            meanwhile: self.several(&given.meanwhile, true),
            too_early: self.several(&given.too_early, true),
        }
    }

    /// "Jay Linton (now with Priya Nair), Kai Marsh (now with nobody) and 2 more"; `None` if there is nobody.
    fn several(&self, ids: &[PersonId], whose: bool) -> Option<Several> {
        let mut names: Vec<Say> = ids
            .iter()
            .take(NAMED)
            .filter_map(|id| self.seen.people.iter().find(|one| one.person.id == *id))
            .map(|one| {
                let name = one.person.identity.listed_name();
                let now = one.now.as_ref().map(|now| self.name(now.user).unwrap_or_default());
                match now {
                    _ if !whose => Say::words(name),
                    Some(adviser) => said::NowWith { name: &name, adviser: &adviser }.into(),
                    None => said::NowWithNobody { name: &name }.into(),
                }
            })
            .collect();
        let more = i64::try_from(ids.len().saturating_sub(NAMED)).unwrap_or(i64::MAX);
        names.extend((more > 0).then(|| said::More { more }.into()));
        (!ids.is_empty()).then_some(Several { count: ids.len(), names })
    }
}

/// The first, the last and those around this one.
fn pages(asked: &Asked, last: usize, number: usize) -> Vec<ListPage> {
    (1..=last)
        .filter(|page| last > 1 && (*page == 1 || *page == last || page.abs_diff(number) <= 2))
        .map(|page| ListPage {
            number: page,
            href: Asked { page: page.to_string(), ..asked.quiet() }.address(),
        })
        .collect()
}

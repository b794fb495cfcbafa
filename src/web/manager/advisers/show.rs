//! From everyone and their advisers to the page.

use std::collections::{BTreeMap, HashMap};

use chrono::{Datelike as _, NaiveDate};
use leaving_care_rules::assessment::Status;
use onward_domain::{
    coverage::Coverage,
    id::{PersonId, UserId},
    person::search_form,
};
use onward_store::scope::Assigned;

use super::page::{AdviserRow, AdvisersPage, Asked, EVERYONE, Filled, NOBODY, REST};
use crate::{
    usecases::manager::advisers::{Given, Seen, may_have_people},
    web::{
        form::WrittenDay,
        law_words,
        parts::{Choice, Item, Link, Notice, Select},
        view::FormErrors,
        words::{count, figure, full_day, list},
    },
};

/// People on one page: as many as one sitting ticks.
pub const LINES: usize = 50;
/// Names that a sentence lists before it says how many more.
const NAMED: usize = 10;

/// How many people with a right to support have no adviser, as a line that leads to them; nothing where all have one.
#[must_use]
pub fn without(coverage: &Coverage) -> Option<Item> {
    let many = coverage.subjects.iter().filter(|one| one.adviser.is_none()).count();
    (many > 0).then(|| Item {
        words: format!("Give {} an adviser", count(many, "person", "people")),
        href: Some("/manager/people".into()),
        meta: Some("Nobody is allocated to them".into()),
        name: false,
    })
}

/// Everyone, and what the figures say of them.
pub struct Whole<'s> {
    seen: &'s Seen,
    statuses: HashMap<PersonId, Status>,
    names: BTreeMap<UserId, &'s str>,
    today: NaiveDate,
}

impl<'s> Whole<'s> {
    /// What was seen, with the status of everyone who has or may have one.
    #[must_use]
    pub fn new(seen: &'s Seen, coverage: &Coverage, today: NaiveDate) -> Self {
        Self {
            statuses: coverage.subjects.iter().map(|one| (one.person, one.status)).collect(),
            names: seen.advisers.iter().map(|user| (user.id, user.display_name.as_str())).collect(),
            seen,
            today,
        }
    }

    fn has_right(&self, one: &Assigned) -> bool {
        self.statuses.contains_key(&one.person.id)
    }

    fn without(&self, one: &Assigned) -> bool {
        one.now.is_none() && self.has_right(one)
    }

    /// Does this part of the list hold them?
    fn holds(&self, show: &str, one: &Assigned) -> bool {
        match show {
            "" => self.without(one),
            EVERYONE => self.has_right(one),
            REST => one.now.is_none() && !self.has_right(one),
            adviser => {
                let of = |allocation: &onward_domain::allocation::Allocation| {
                    allocation.user.to_string() == adviser
                };
                one.now.as_ref().is_some_and(of) || one.planned.as_ref().is_some_and(of)
            }
        }
    }

    /// Does this page's list hold them? Whoever looks for somebody looks among everyone, unless they say among whom.
    fn shows(&self, asked: &Asked, letters: &str, one: &Assigned) -> bool {
        if letters.is_empty() {
            return self.holds(&asked.show, one);
        }
        let identity = &one.person.identity;
        let fits = search_form(&identity.search_name()).contains(letters)
            || identity.child.as_ref().is_some_and(|child| child.to_lowercase().contains(letters));
        fits && (asked.show.is_empty() || self.holds(&asked.show, one))
    }

    fn size(&self, show: &str) -> usize {
        self.seen.people.iter().filter(|one| self.holds(show, one)).count()
    }

    /// How many people somebody has today, in words; those who come on a later day are said apart.
    fn has(&self, user: UserId, said: impl Fn(usize) -> String) -> String {
        let theirs = |one: &&Assigned| one.now.as_ref().is_some_and(|now| now.user == user);
        let today = self.seen.people.iter().filter(theirs).count();
        let comes = |one: &&Assigned| {
            !theirs(one) && one.planned.as_ref().is_some_and(|planned| planned.user == user)
        };
        match self.seen.people.iter().filter(comes).count() {
            0 => said(today),
            later => format!("{}, and {} later", said(today), figure(later)),
        }
    }

    fn name(&self, user: UserId) -> &str {
        self.names.get(&user).copied().unwrap_or("somebody who is no adviser any more")
    }

    /// The page. `form`: what was written, where it must be mended.
    #[must_use]
    pub fn page(&self, asked: &Asked, form: Option<&Filled>, errors: FormErrors) -> AdvisersPage {
        let letters = search_form(&asked.q);
        let all: Vec<&Assigned> =
            self.seen.people.iter().filter(|one| self.shows(asked, &letters, one)).collect();
        let last = all.len().div_ceil(LINES).max(1);
        let number = asked.number().min(last);
        let here = all.iter().skip((number - 1) * LINES).take(LINES).enumerate();
        let rows: Vec<AdviserRow> = here.map(|(place, one)| self.row(place, one, asked, form)).collect();
        let from = form.map_or_else(
            || {
                let today = self.today;
                WrittenDay::new(
                    &today.day().to_string(),
                    &today.month().to_string(),
                    &today.year().to_string(),
                )
            },
            |form| WrittenDay::new(&form.from_day, &form.from_month, &form.from_year),
        );
        AdvisersPage {
            errors,
            lede: self.lede(),
            notices: self.notices(asked),
            which: self.which(asked),
            show: asked.show.clone(),
            q: asked.q.clone(),
            page: if number == 1 { String::new() } else { number.to_string() },
            said: self.said(asked, all.len(), last, number),
            rows,
            pages: pages(asked, last, number),
            adviser: self.adviser(form.map(|form| form.adviser.as_str())),
            from,
            no_advisers: (!self.seen.advisers.iter().any(may_have_people)).then_some(
                "Nobody here is an adviser yet. An administrator adds colleagues, and then you can give them people.",
            ),
        }
    }

    fn lede(&self) -> String {
        match self.size("") {
            0 if self.statuses.is_empty() => {
                "Nobody with a right to support is here yet. Import the yearly return to begin.".to_owned()
            }
            0 => "Everybody who has a right to support, or may have one, has an adviser.".to_owned(),
            1 => "1 person who has a right to support, or may have one, has no adviser.".to_owned(),
            many => format!(
                "{} people who have a right to support, or may have one, have no adviser.",
                figure(many)
            ),
        }
    }

    fn which(&self, asked: &Asked) -> Select {
        let chosen = Some(asked.show.as_str());
        let sized = |value: String, words: &str| {
            let words = format!("{words}: {}", figure(self.size(&value)));
            Choice::new(value, words, chosen)
        };
        let mut choices = vec![sized(String::new(), "No adviser yet")];
        choices.extend(self.seen.advisers.iter().map(|user| {
            let words = format!("{}: {}", user.display_name, self.has(user.id, figure));
            Choice::new(user.id.to_string(), words, chosen)
        }));
        choices.push(sized(EVERYONE.to_owned(), "Everyone with a right to support"));
        choices.push(sized(REST.to_owned(), "No right to support now, and no adviser"));
        Select { name: "show", label: "Which people?", choices }
    }

    fn adviser(&self, chosen: Option<&str>) -> Select {
        let mut choices = vec![Choice::new("", "Choose one", chosen)];
        choices.extend(self.seen.advisers.iter().filter(|user| may_have_people(user)).map(|user| {
            let id = user.id.to_string();
            let has = self.has(user.id, |many| count(many, "person", "people"));
            let words = format!("{}, has {has}", user.display_name);
            Choice::new(id, words, chosen)
        }));
        choices.push(Choice::new(NOBODY, "Nobody: take their adviser off", chosen));
        Select { name: "adviser", label: "Who is to be their adviser?", choices }
    }

    fn said(&self, asked: &Asked, all: usize, last: usize, number: usize) -> String {
        let people = count(all, "person", "people");
        let known = matches!(asked.show.as_str(), "" | EVERYONE | REST)
            || self.names.keys().any(|id| id.to_string() == asked.show);
        match (all, last) {
            (0, _) if !known => "Nobody here is an adviser with this number.".to_owned(),
            (0, _) if !asked.q.is_empty() => {
                "Nobody here has this in their name or number. Check the spelling.".to_owned()
            }
            (0, _) if asked.show.is_empty() => "Nobody is left here.".to_owned(),
            (0, _) => "Nobody is here.".to_owned(),
            (_, 1) => format!("{people}, by name."),
            _ => format!("{people}, by name. Page {number} of {last}."),
        }
    }

    fn row(&self, place: usize, one: &Assigned, asked: &Asked, form: Option<&Filled>) -> AdviserRow {
        let identity = &one.person.identity;
        let pick = format!("{}~{}", one.person.id, one.mark);
        let age = identity.born.and_then(|born| self.today.years_since(born));
        let status = match self.statuses.get(&one.person.id) {
            Some(status) => law_words::status_word(*status),
            None if age.is_some_and(|age| age < 16) => "Under 16",
            None => "No right to support now",
        };
        let person = one.person.id.to_string();
        let ticked = |sent: &String| sent.split('~').next() == Some(person.as_str());
        let here = Asked { done: String::new(), named: String::new(), ..asked.clone() };
        let query = here.address().split_once('?').map(|(_, query)| format!("?{query}")).unwrap_or_default();
        AdviserRow {
            id: if place == 0 { "pick".to_owned() } else { format!("pick-{}", place + 1) },
            ticked: form.is_some_and(|form| form.pick.iter().any(ticked)),
            pick,
            name: identity.listed_name(),
            record: identity
                .child
                .as_ref()
                .filter(|_| identity.has_name())
                .map(|child| format!("Record {child}")),
            age: age.map_or_else(|| "Not known".to_owned(), |age| age.to_string()),
            status,
            adviser: one
                .now
                .as_ref()
                .map_or_else(|| "Nobody".to_owned(), |now| self.name(now.user).to_owned()),
            since: self.since(one),
            name_href: format!("/manager/people/{person}/name{query}"),
            name_act: if identity.has_name() { "Correct the name" } else { "Write the name" },
        }
    }

    /// "since 5 January 2026. From 1 December 2026: Jo Hart".
    fn since(&self, one: &Assigned) -> String {
        let mut parts = Vec::new();
        if let Some(now) = &one.now {
            let until = now.until.map(|until| format!(" until {}", full_day(until))).unwrap_or_default();
            parts.push(format!("since {}{until}", full_day(now.from)));
        }
        if let Some(planned) = &one.planned {
            parts.push(format!("From {}: {}", full_day(planned.from), self.name(planned.user)));
        }
        parts.join(". ")
    }

    fn notices(&self, asked: &Asked) -> Vec<Notice> {
        let mut notices: Vec<Notice> = self.seen.given.iter().map(|given| self.given(given)).collect();
        if asked.named == "yes" {
            notices.push(notice("named", "done", "The name is saved", Vec::new()));
        }
        let gone: Vec<_> = self.seen.advisers.iter().filter(|user| !may_have_people(user)).collect();
        if !gone.is_empty() {
            let line = |user: &&onward_store::rows::users::User| {
                let id = user.id.to_string();
                let people = count(self.size(&id), "person", "people");
                Link::new(
                    format!("{}: {people}", user.display_name),
                    Asked { show: id, ..Asked::default() }.address(),
                )
            };
            notices.push(Notice {
                links: gone.iter().map(line).collect(),
                ..notice(
                    "gone",
                    "warn",
                    "Some people have an adviser who cannot look after them any more",
                    vec![
                        "The adviser was shut out, or does other work by now. Give these people another one."
                            .to_owned(),
                    ],
                )
            });
        }
        notices
    }

    /// What became of a form, in words.
    fn given(&self, given: &Given) -> Notice {
        let from = full_day(given.from);
        let day = if given.from == self.today { "today".to_owned() } else { from.clone() };
        let changed = given.changed.len();
        let heading = match (given.to.map(|to| self.name(to)), changed) {
            (_, 0) => "Nothing was changed".to_owned(),
            (Some(name), 1) if given.from > self.today => format!("1 person has {name} from {day}"),
            (Some(name), many) if given.from > self.today => {
                format!("{} people have {name} from {day}", figure(many))
            }
            (Some(name), 1) => format!("1 person now has {name}"),
            (Some(name), many) => format!("{} people now have {name}", figure(many)),
            (None, 1) => format!("1 person has no adviser from {day}"),
            (None, many) => format!("{} people have no adviser from {day}", figure(many)),
        };
        let mut lines = Vec::new();
        if changed > 0 && given.to.is_some() && given.from < self.today {
            lines.push(format!("Their first day is {from}."));
        }
        if !given.already.is_empty() {
            lines.push(format!(
                "For {} it was so already: {}.",
                count(given.already.len(), "person", "people"),
                self.people(&given.already, false)
            ));
        }
        if !given.meanwhile.is_empty() {
            lines.push(format!(
                "{} changed by somebody else meanwhile and left as it is now: {}.",
                was(given.meanwhile.len()),
                self.people(&given.meanwhile, true)
            ));
        }
        if !given.too_early.is_empty() {
            lines.push(format!(
                "{} left alone, because the adviser they have began after {from}: {}. Choose a later first day.",
                was(given.too_early.len()),
                self.people(&given.too_early, true)
            ));
        }
        let kind = if given.meanwhile.is_empty() && given.too_early.is_empty() && changed > 0 {
            "done"
        } else {
            "warn"
        };
        notice("given", kind, &heading, lines)
    }

    /// "Jay Linton, now Priya Nair’s; Kai Marsh, now nobody’s".
    fn people(&self, ids: &[PersonId], whose: bool) -> String {
        let words = ids.iter().take(NAMED).filter_map(|id| {
            let one = self.seen.people.iter().find(|one| one.person.id == *id)?;
            let name = one.person.identity.listed_name();
            Some(match (&one.now, whose) {
                (_, false) => name,
                (Some(now), true) => format!("{name} (now with {})", self.name(now.user)),
                (None, true) => format!("{name} (now with nobody)"),
            })
        });
        let mut words: Vec<String> = words.collect();
        if ids.len() > NAMED {
            words.push(format!("{} more", figure(ids.len() - NAMED)));
        }
        list(&words)
    }
}

fn was(many: usize) -> String {
    if many == 1 { "1 was".to_owned() } else { format!("{} were", figure(many)) }
}

fn notice(id: &str, kind: &'static str, heading: &str, lines: Vec<String>) -> Notice {
    Notice { id: id.to_owned(), kind, heading: heading.to_owned(), lines, links: Vec::new() }
}

/// The first, the last and those around this one.
fn pages(asked: &Asked, last: usize, number: usize) -> Vec<Link> {
    if last < 2 {
        return Vec::new();
    }
    (1..=last)
        .filter(|page| *page == 1 || *page == last || page.abs_diff(number) <= 2)
        .map(|page| {
            let there =
                Asked { page: page.to_string(), done: String::new(), named: String::new(), ..asked.clone() };
            Link::new(format!("Page {page}"), there.address()).current_if(page == number)
        })
        .collect()
}

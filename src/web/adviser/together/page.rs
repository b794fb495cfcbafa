//! What the page about one entitlement and several people shows.

use chrono::NaiveDate;
use leaving_care_rules::{Law, catalogue::EntitlementIndex};
use onward_domain::{id::PersonId, standing::Stands};
use serde::Serialize;

use super::form::{Asked, LINES, TogetherForm};
use crate::{
    usecases::adviser::{
        Answered,
        record_together::{Because, Group, Recorded, Seen, where_it_stands},
    },
    web::{
        form::Sheet,
        law_words,
        view::{FormState, Page},
    },
};

/// One entitlement and several people.
#[derive(Debug, Clone, Serialize)]
pub struct TogetherPage {
    /// What can be chosen: every entitlement that is there for somebody.
    things: Vec<Thing>,
    /// The one that was chosen.
    chosen: Option<Thing>,
    /// Which people, as the address says it.
    who: &'static str,
    groups: Vec<GroupShown>,
    rows: Vec<Row>,
    /// People on all pages.
    all: usize,
    number: usize,
    last: usize,
    pages: Vec<ListPage>,
    recorded: Option<RecordedShown>,
    today: NaiveDate,
    #[serde(flatten)]
    sheet: Sheet<TogetherForm>,
}

impl Page for TogetherPage {
    const TEMPLATE: &'static str = "adviser/together.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

/// An entitlement that can be chosen.
#[derive(Debug, Clone, Serialize)]
struct Thing {
    address: String,
    name: String,
    /// How many of my people it could be told to.
    untold: usize,
}

/// Some of my people, by where the entitlement stands for them.
#[derive(Debug, Clone, Serialize)]
struct GroupShown {
    key: &'static str,
    href: String,
    many: usize,
}

/// One person.
#[derive(Debug, Clone, Serialize)]
struct Row {
    id: PersonId,
    name: String,
    age: Option<u32>,
    picked: bool,
    /// Where it stands, as a key.
    stands: &'static str,
    since: Option<NaiveDate>,
    href: String,
}

/// Another part of a long list.
#[derive(Debug, Clone, Serialize)]
struct ListPage {
    number: usize,
    href: String,
}

/// What happened to a form.
#[derive(Debug, Clone, Serialize)]
struct RecordedShown {
    act: String,
    done: usize,
    names: Vec<String>,
    left: Vec<LeftOut>,
    /// How many of those chosen are not on the list any more: their names are not ours to show.
    gone: usize,
}

/// Somebody who got no line.
#[derive(Debug, Clone, Serialize)]
struct LeftOut {
    name: String,
    href: String,
    because: Because,
}

const GROUPS: [(&str, Group); 4] =
    [("", Group::Untold), ("told", Group::Told), ("waiting", Group::Waiting), ("all", Group::All)];

impl TogetherPage {
    /// The part of the list that is asked for, around a form.
    pub fn of(seen: &Seen, law: &Law, asked: &Asked, sheet: Sheet<TogetherForm>, today: NaiveDate) -> Self {
        let list = List { seen, law };
        let place = law_words::place_of(law.entitlements(), &asked.thing);
        let which = place.and_then(|place| Some(law.each().nth(place)?.0));
        let people: Vec<&Answered> =
            which.map_or(Vec::new(), |which| list.of_group(which, asked.group()).collect());
        let last = people.len().div_ceil(LINES).max(1);
        let number = asked.number().min(last);
        let here = people.iter().skip(number.saturating_sub(1).saturating_mul(LINES)).take(LINES);
        let page = |number: usize| ListPage {
            number,
            href: Asked { page: number.to_string(), done: String::new(), ..asked.clone() }.address(),
        };
        Self {
            things: list.things(),
            chosen: which.map(|which| list.thing(which)),
            who: GROUPS.iter().find(|(_, group)| *group == asked.group()).map_or("", |(word, _)| word),
            groups: which.map_or(Vec::new(), |which| list.groups(which, asked)),
            rows: which.map_or(Vec::new(), |which| {
                here.filter_map(|one| list.row(one, which, &asked.thing, &sheet.form)).collect()
            }),
            all: people.len(),
            number,
            last,
            pages: if last > 1 { (1..=last).map(page).collect() } else { Vec::new() },
            recorded: seen.recorded.as_ref().map(|recorded| list.recorded(recorded)),
            today,
            sheet,
        }
    }
}

/// My people and the law.
struct List<'s> {
    seen: &'s Seen,
    law: &'s Law,
}

impl<'s> List<'s> {
    fn stands(&self, one: &Answered, which: EntitlementIndex) -> Option<(Stands, bool)> {
        where_it_stands(one, which, &self.law.entitlements().get(which.place())?.id)
    }

    fn of_group(&self, which: EntitlementIndex, group: Group) -> impl Iterator<Item = &'s Answered> {
        let in_it = move |one: &&Answered| {
            self.stands(one, which).is_some_and(|(stands, told)| group.holds(stands, told))
        };
        let people: Vec<&'s Answered> = self.seen.people.iter().filter(in_it).collect();
        people.into_iter()
    }

    /// What is there for at least one of my people, by name.
    fn things(&self) -> Vec<Thing> {
        let mut things: Vec<Thing> = self
            .law
            .each()
            .map(|(which, _)| which)
            .filter(|which| {
                let open = |one: &Answered| {
                    self.stands(one, *which).is_some_and(|(stands, _)| {
                        stands.theirs_now() || matches!(stands, Stands::ToAsk | Stands::ToCheck)
                    })
                };
                self.seen.people.iter().any(open)
            })
            .map(|which| self.thing(which))
            .collect();
        things.sort_by(|one, other| one.name.cmp(&other.name));
        things
    }

    fn thing(&self, which: EntitlementIndex) -> Thing {
        let entries = self.law.entitlements();
        Thing {
            address: law_words::address(entries, which.place()),
            name: entries.get(which.place()).map_or_else(String::new, |each| each.name.clone()),
            untold: self.of_group(which, Group::Untold).count(),
        }
    }

    fn groups(&self, which: EntitlementIndex, asked: &Asked) -> Vec<GroupShown> {
        let shown = |(key, group): (&'static str, Group)| GroupShown {
            key,
            href: Asked { thing: asked.thing.clone(), who: key.into(), ..Asked::default() }.address(),
            many: self.of_group(which, group).count(),
        };
        GROUPS.into_iter().map(shown).collect()
    }

    fn row(
        &self,
        one: &Answered,
        which: EntitlementIndex,
        address: &str,
        form: &TogetherForm,
    ) -> Option<Row> {
        let (stands, told) = self.stands(one, which)?;
        let person = &one.listed.person;
        Some(Row {
            id: person.id,
            name: person.identity.listed_name(),
            age: one.age(),
            picked: form.has_picked(person.id),
            stands: key(stands, told),
            since: one.standings.get(which.place()).and_then(|standing| standing.since),
            href: format!("/adviser/people/{}/entitlements/{address}", person.id),
        })
    }

    fn recorded(&self, recorded: &Recorded) -> RecordedShown {
        let find = |person: PersonId| self.seen.people.iter().find(|one| one.listed.person.id == person);
        let name = |one: &Answered| one.listed.person.identity.listed_name();
        let address = self
            .law
            .find(&recorded.entitlement)
            .map(|which| law_words::address(self.law.entitlements(), which.place()))
            .unwrap_or_default();
        let left: Vec<LeftOut> = recorded
            .left
            .iter()
            .filter_map(|(person, because)| Some((find(*person)?, *because)))
            .filter(|(_, because)| *because != Because::NotYours)
            .map(|(one, because)| LeftOut {
                name: name(one),
                href: format!("/adviser/people/{}/entitlements/{address}", one.listed.person.id),
                because,
            })
            .collect();
        RecordedShown {
            act: recorded.act.clone(),
            done: recorded.done.len(),
            names: recorded.done.iter().filter_map(|person| find(*person)).map(name).collect(),
            gone: recorded.left.len().saturating_sub(left.len()),
            left,
        }
    }
}

/// Where it stands, as the template names it.
const fn key(stands: Stands, told: bool) -> &'static str {
    match stands {
        Stands::NotTold | Stands::Late | Stands::NotRecorded if told => "told",
        Stands::NotTold | Stands::Late | Stands::NotRecorded => "not_told",
        Stands::Told => "told",
        Stands::Waiting => "waiting",
        Stands::Agreed => "agreed",
        Stands::Refused => "refused",
        Stands::Declined => "declined",
        Stands::NotRelevant => "not_relevant",
        Stands::Has | Stands::Had => "has",
        Stands::ToAsk => "to_ask",
        Stands::ToCheck => "to_check",
        Stands::Later | Stands::NotInForce => "later",
        Stands::NotForThem => "no",
    }
}

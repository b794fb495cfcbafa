//! Which coverage list an address asks for. Each number on the page is such an address: what it counts and what the
//! list contains come from the same words.

use leaving_care_rules::{Law, assessment::Status};
use onward_domain::{
    coverage::{Gap, Lines, Part, Thing},
    id::TeamId,
    whose::Whose,
};
use serde::{Deserialize, Serialize};

use crate::web::law_words;

/// The value of `show` that lists everyone with a status, whatever they are owed.
pub const EVERYONE: &str = "everyone";
/// The value of `show` that lists those whom somebody else owes, one line a person.
pub const LEFT_OUT: &str = "left-out";
/// The value of `team` for those without one.
const NO_TEAM: &str = "none";

/// The people behind a number, as asked for by the address.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// Which lines: a word of [`Lines`], or `everyone`; what is missing if empty.
    pub show: String,
    /// A team's id, or `none`.
    pub team: String,
    /// What is owed: a column's word, or an entitlement's id.
    pub thing: String,
    /// Why not yet.
    pub reason: String,
    pub status: String,
    /// Who owes those who are left out: a council's name, or a word.
    pub owes: String,
    /// Which page of the list, from 1.
    pub page: String,
}

impl Asked {
    /// These lines for the whole service.
    #[must_use]
    pub fn lines(lines: Lines) -> Self {
        Self { show: if lines == Lines::Missing { "" } else { lines.word() }.to_owned(), ..Self::default() }
    }

    /// Everyone with a status.
    #[must_use]
    pub fn everyone() -> Self {
        Self { show: EVERYONE.to_owned(), ..Self::default() }
    }

    /// Those whom somebody else owes.
    #[must_use]
    pub fn left_out() -> Self {
        Self { show: LEFT_OUT.to_owned(), ..Self::default() }
    }

    /// The same whom this council owes, or of whom this is known.
    #[must_use]
    pub fn owed_by(self, whose: &Whose) -> Self {
        Self { owes: owes(whose), ..self }
    }

    /// The same of one team, or of those without one.
    #[must_use]
    pub fn of_team(self, team: Option<TeamId>) -> Self {
        Self { team: team.map_or_else(|| NO_TEAM.to_owned(), |team| team.to_string()), ..self }
    }

    /// The same for one column.
    #[must_use]
    pub fn of_thing(self, thing: Thing) -> Self {
        Self { thing: thing.word().to_owned(), ..self }
    }

    /// The same for one entitlement.
    #[must_use]
    pub fn of_entitlement(self, id: &str) -> Self {
        Self { thing: id.to_owned(), ..self }
    }

    /// The same with one reason.
    #[must_use]
    pub fn because(self, reason: Gap) -> Self {
        Self { reason: reason.word().to_owned(), ..self }
    }

    /// The same for one status.
    #[must_use]
    pub fn of_status(self, status: Status) -> Self {
        Self { status: law_words::status_key(status).to_owned(), ..self }
    }

    /// The part of the figures asked for. Unknown words are ignored.
    #[must_use]
    pub fn part(&self, law: &Law) -> Part {
        let thing = self.thing.parse().ok();
        Part {
            team: match self.team.as_str() {
                "" => None,
                NO_TEAM => Some(None),
                team => team.parse::<TeamId>().ok().map(Some),
            },
            thing,
            entitlement: if thing.is_none() { law.find(&self.thing) } else { None },
            gap: self.reason.parse().ok(),
            status: law_words::STATUSES
                .into_iter()
                .find(|status| law_words::status_key(*status) == self.status),
            lines: (!self.is_of_people()).then(|| self.show.parse().unwrap_or(Lines::Missing)),
        }
    }

    /// Whether everyone is asked for, one line per person.
    #[must_use]
    pub fn is_everyone(&self) -> bool {
        self.show == EVERYONE
    }

    /// Those are asked for whom somebody else owes, one line a person.
    #[must_use]
    pub fn is_left_out(&self) -> bool {
        self.show == LEFT_OUT
    }

    /// The list has one line a person, and not one a thing.
    #[must_use]
    pub fn is_of_people(&self) -> bool {
        self.is_everyone() || self.is_left_out()
    }

    /// Is this who is asked for among those who are left out?
    #[must_use]
    pub fn holds(&self, whose: &Whose) -> bool {
        self.owes.is_empty() || self.owes == owes(whose)
    }

    /// Which page of the list, from 1.
    #[must_use]
    pub fn page(&self) -> usize {
        self.page.parse().unwrap_or(1).max(1)
    }

    /// Whether nothing narrows the list of what is missing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        [&self.show, &self.team, &self.thing, &self.reason, &self.status, &self.owes]
            .iter()
            .all(|word| word.is_empty())
    }

    /// The address of the list.
    #[must_use]
    pub fn address(&self) -> String {
        self.at("/manager/coverage/people")
    }

    /// The address of the whole list as a file.
    #[must_use]
    pub fn file(&self) -> String {
        Self { page: String::new(), ..self.clone() }.at("/manager/coverage/people.csv")
    }

    fn at(&self, at: &str) -> String {
        let pairs = [
            ("show", &self.show),
            ("team", &self.team),
            ("thing", &self.thing),
            ("reason", &self.reason),
            ("status", &self.status),
            ("owes", &self.owes),
            ("page", &self.page),
        ];
        let pairs: Vec<_> = pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        match serde_html_form::to_string(&pairs) {
            Ok(query) if !query.is_empty() => format!("{at}?{query}"),
            _ => at.to_owned(),
        }
    }

    /// Back to the part of the coverage page that such a list is opened from.
    #[must_use]
    pub fn back(&self) -> &'static str {
        if !self.status.is_empty() {
            "/manager/coverage#status"
        } else if !self.reason.is_empty() {
            "/manager/coverage#why"
        } else if !self.team.is_empty() || self.thing.parse::<Thing>().is_ok() {
            "/manager/coverage#grid"
        } else if !self.thing.is_empty() {
            "/manager/coverage#thing"
        } else {
            "/manager/coverage"
        }
    }
}

/// Who owes them, as an address says it. A council goes by its name, and no council is called like the other words.
fn owes(whose: &Whose) -> String {
    match whose {
        Whose::AnotherCouncil(Some(name)) => name.clone(),
        Whose::AnotherCouncil(None) => "-another".to_owned(),
        Whose::OutsideEngland(place) => format!("-{place}"),
        Whose::WhereTheyLive => "-where-they-live".to_owned(),
        Whose::Open | Whose::Ours => "-open".to_owned(),
    }
}

//! Which of an adviser's people are shown, and in what order: an address that can be bookmarked.

use chrono::NaiveDate;
use leaving_care_rules::assessment::Status;
use onward_domain::due::What;
use serde::{Deserialize, Serialize};

use crate::{
    usecases::adviser::Answered,
    web::{
        law_words,
        words::{
            Say,
            says::adviser::people::{meets, order, view},
        },
    },
};

/// Not seen for this many days is too long: the two months for a visit.
pub const LONG_AGO: i64 = 56;

/// What the address asks for. Unknown words are ignored, so that an old address still works.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// Name or record number.
    pub q: String,
    pub status: String,
    /// The order.
    pub sort: String,
    /// A ready-made view.
    pub view: String,
    /// How often they meet, by the plan.
    pub meets: String,
}

/// How often they meet at least, by the agreed plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meets {
    EachMonth,
    EachTwoMonths,
    LessOften,
    NotAgreed,
}

impl Meets {
    pub const ALL: [Self; 4] = [Self::EachMonth, Self::EachTwoMonths, Self::LessOften, Self::NotAgreed];

    /// The word of the address.
    pub const fn key(self) -> &'static str {
        match self {
            Self::EachMonth => "month",
            Self::EachTwoMonths => "two-months",
            Self::LessOften => "less",
            Self::NotAgreed => "not-agreed",
        }
    }

    pub fn words(self) -> Say {
        match self {
            Self::EachMonth => meets::Month.into(),
            Self::EachTwoMonths => meets::TwoMonths.into(),
            Self::LessOften => meets::Less.into(),
            Self::NotAgreed => meets::NotAgreed.into(),
        }
    }

    /// By the number of weeks that the plan in force says.
    pub const fn of(weeks: Option<i64>) -> Self {
        match weeks {
            None => Self::NotAgreed,
            Some(..=4) => Self::EachMonth,
            Some(5..=8) => Self::EachTwoMonths,
            Some(_) => Self::LessOften,
        }
    }
}

/// A ready-made view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    Everyone,
    Overdue,
    NotClaimed,
    Under18,
    NotSeen,
    SeenNotRecorded,
}

impl View {
    /// In the order shown.
    pub const ALL: [Self; 6] = [
        Self::Everyone,
        Self::Overdue,
        Self::NotClaimed,
        Self::Under18,
        Self::NotSeen,
        Self::SeenNotRecorded,
    ];

    /// The word of the address.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Everyone => "",
            Self::Overdue => "overdue",
            Self::NotClaimed => "not-claimed",
            Self::Under18 => "under-18",
            Self::NotSeen => "not-seen",
            Self::SeenNotRecorded => "visit-not-recorded",
        }
    }

    pub fn words(self) -> Say {
        match self {
            Self::Everyone => view::Everyone.into(),
            Self::Overdue => view::Overdue.into(),
            Self::NotClaimed => view::NotClaimed.into(),
            Self::Under18 => view::Under18.into(),
            Self::NotSeen => view::NotSeen.into(),
            Self::SeenNotRecorded => view::SeenNotRecorded.into(),
        }
    }

    /// Who it includes.
    pub fn holds(self, one: &Answered) -> bool {
        match self {
            Self::Everyone => true,
            Self::Overdue => is_late(one),
            Self::NotClaimed => one.not_claimed().0 > 0,
            Self::Under18 => one.age().is_some_and(|age| age < 18),
            Self::NotSeen => not_seen(one),
            Self::SeenNotRecorded => one.never_recorded_as_seen(),
        }
    }
}

/// An order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    Due,
    Seen,
    Money,
    Name,
}

impl Order {
    /// In the order shown.
    pub const ALL: [Self; 4] = [Self::Due, Self::Seen, Self::Money, Self::Name];

    /// The word of the address.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Seen => "seen",
            Self::Money => "money",
            Self::Name => "name",
        }
    }

    pub fn words(self) -> Say {
        match self {
            Self::Due => order::Due.into(),
            Self::Seen => order::Seen.into(),
            Self::Money => order::Money.into(),
            Self::Name => order::Name.into(),
        }
    }

    fn sort(self, shown: &mut [&Answered]) {
        shown.sort_by_key(|one| one.listed.person.identity.search_name());
        match self {
            Self::Seen => shown.sort_by_key(|one| one.listed.last_visit),
            Self::Money => shown.sort_by_key(|one| std::cmp::Reverse(one.not_claimed())),
            Self::Name => {}
            Self::Due => shown.sort_by_key(|one| {
                one.due.first().map_or((true, NaiveDate::MAX), |due| (due.what != What::Emergency, due.day))
            }),
        }
    }
}

impl Asked {
    /// The view; everyone if the word is unknown.
    pub fn view(&self) -> View {
        View::ALL.into_iter().find(|view| view.key() == self.view).unwrap_or(View::Everyone)
    }

    /// How often they meet; anything if the word is unknown.
    pub fn meets(&self) -> Option<Meets> {
        Meets::ALL.into_iter().find(|meets| meets.key() == self.meets)
    }

    /// The order; what is due first if the word is unknown.
    pub fn order(&self) -> Order {
        Order::ALL.into_iter().find(|order| order.key() == self.sort).unwrap_or(Order::Due)
    }

    /// Whether anyone is hidden.
    pub fn is_filtered(&self) -> bool {
        !self.q.trim().is_empty()
            || !self.status.is_empty()
            || self.meets().is_some()
            || self.view() != View::Everyone
    }

    /// Who is shown, in order.
    pub fn shown<'a>(&self, all: &'a [Answered]) -> Vec<&'a Answered> {
        let view = self.view();
        let mut shown: Vec<&Answered> = all.iter().filter(|one| view.holds(one) && self.fits(one)).collect();
        self.order().sort(&mut shown);
        shown
    }

    fn fits(&self, one: &Answered) -> bool {
        let identity = &one.listed.person.identity;
        let q = self.q.trim().to_lowercase();
        let named = q.is_empty()
            || identity.search_name().contains(&q)
            || identity.child.as_ref().is_some_and(|child| child.to_lowercase() == q);
        let meets = self.meets().is_none_or(|meets| Meets::of(one.listed.visit_weeks) == meets);
        named && meets && (self.status.is_empty() || status_key(one.assessment.status) == self.status)
    }

    /// The address of the same list in another view and order.
    pub fn address(&self, view: View, order: Order) -> String {
        let sort = if order == Order::Due { "" } else { order.key() };
        let pairs = [
            ("view", view.key()),
            ("sort", sort),
            ("status", &self.status),
            ("meets", self.meets().map_or("", Meets::key)),
            ("q", self.q.trim()),
        ];
        let pairs: Vec<_> = pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        let query = serde_html_form::to_string(&pairs).unwrap_or_default();
        if query.is_empty() { "/adviser/people".to_owned() } else { format!("/adviser/people?{query}") }
    }
}

/// Something is overdue.
pub fn is_late(one: &Answered) -> bool {
    one.due.iter().any(|due| due.late(one.today))
}

/// Seen, and not for too long: the same that *Today* counts.
pub fn not_seen(one: &Answered) -> bool {
    one.not_seen_for(LONG_AGO)
}

/// In the filter, former relevant in education is the same choice as former relevant.
const fn status_key(status: Status) -> &'static str {
    match status {
        Status::FormerRelevantEducation => law_words::status_key(Status::FormerRelevant),
        other => law_words::status_key(other),
    }
}

//! What a contact's pages show.

use chrono::{DateTime, NaiveDate, Utc};
use onward_domain::{
    hub::{
        Agency, Deed, Discussed, Harm, Home, HubContact, NotToldBecause, Outcome, Part, RestsOn, Routed,
        Sender, ShareGround, Stands, Step,
    },
    id::UserId,
};
use onward_store::repo::hub::WithLedger;
use serde::Serialize;

use super::{
    address,
    form::{Act, StepForm},
};
use crate::{
    usecases::hub::{contacts::Seen, partners::Beside},
    web::{
        form::Sheet,
        view::{FormState, Page},
    },
};

/// One contact.
#[derive(Debug, Clone, Serialize)]
pub struct ContactPage {
    href: String,
    reference: String,
    door: &'static str,
    sender: Sender,
    about: String,
    words: String,
    reach: Option<String>,
    discussed_on: Option<NaiveDate>,
    not_discussed: Option<NotToldBecause>,
    not_discussed_why: Option<String>,
    came_at: DateTime<Utc>,
    decide_by: DateTime<Utc>,
    late: bool,
    has: Option<String>,
    mine: bool,
    stands: StandsShown,
    steps: Vec<StepShown>,
    parts: Vec<PartShown>,
    routes: Vec<RouteShown>,
    alike: Vec<AlikeShown>,
    may_be_known: bool,
}

/// What a partner added.
#[derive(Debug, Clone, Serialize)]
struct PartShown {
    agency: Agency,
    words: String,
    ground: Option<ShareGround>,
    law: Option<String>,
    at: DateTime<Utc>,
    by: Option<String>,
}

/// Whose it is, as somebody said.
#[derive(Debug, Clone, Serialize)]
struct RouteShown {
    home: Home,
    why: String,
    at: DateTime<Utc>,
    by: Option<String>,
}

/// Another contact that may be about the same.
#[derive(Debug, Clone, Serialize)]
struct AlikeShown {
    href: String,
    reference: String,
    came_at: DateTime<Utc>,
}

impl Page for ContactPage {
    const TEMPLATE: &'static str = "hub/contact.html";
}

/// Where it stands.
#[derive(Debug, Clone, Serialize)]
struct StandsShown {
    harm: Harm,
    screened: bool,
    agrees: Option<bool>,
    /// What lets a decision go beyond no further action.
    rests_on: Option<RestsOn>,
    telling: Option<&'static str>,
    /// When somebody looks again at why a family is not told.
    look_again: Option<NaiveDate>,
    outcome: Option<Outcome>,
}

impl StandsShown {
    fn of(one: &WithLedger) -> Self {
        let stands: Stands = one.stands();
        Self {
            harm: stands.harm(&one.contact.told),
            screened: stands.screened.is_some(),
            agrees: stands.agrees,
            rests_on: stands.lets_go_on(),
            telling: stands.telling.as_ref().map(kind),
            look_again: match stands.telling {
                Some(Deed::NotTold { look_again, .. }) => Some(look_again),
                _ => None,
            },
            outcome: stands.outcome,
        }
    }
}

/// A row of the ledger.
#[derive(Debug, Clone, Default, Serialize)]
struct StepShown {
    kind: &'static str,
    at: DateTime<Utc>,
    by: Option<String>,
    harm: Option<Harm>,
    agency: Option<Agency>,
    ground: Option<ShareGround>,
    law: Option<String>,
    on: Option<NaiveDate>,
    because: Option<NotToldBecause>,
    agrees: Option<bool>,
    outcome: Option<Outcome>,
    rests_on: Option<RestsOn>,
    name: Option<String>,
    words: Option<String>,
}

/// The word of a deed, by which templates choose their sentences.
#[must_use]
pub const fn kind(deed: &Deed) -> &'static str {
    match deed {
        Deed::Taken => "taken",
        Deed::Screened(_) => "screened",
        Deed::Shared { .. } => "shared",
        Deed::Told { .. } => "told",
        Deed::WillTry { .. } => "will_try",
        Deed::Tried { .. } => "tried",
        Deed::NotTold { .. } => "not_told",
        Deed::Agreement { .. } => "agreement",
        Deed::Decided { .. } => "decided",
    }
}

fn step(step: &Step, seen: &Seen) -> StepShown {
    let by = seen.names.get(&step.by).cloned();
    let row = StepShown { kind: kind(&step.deed), at: step.at, by, ..StepShown::default() };
    match step.deed.clone() {
        Deed::Taken => row,
        Deed::Screened(harm) => StepShown { harm: Some(harm), ..row },
        Deed::Shared { agency, ground, law, what } => {
            StepShown { agency: Some(agency), ground: Some(ground), law, words: Some(what), ..row }
        }
        Deed::Told { on, by } => StepShown { on: Some(on), name: Some(by), ..row },
        Deed::WillTry { how } => StepShown { words: Some(how), ..row },
        Deed::Tried { on, came_of_it } => StepShown { on: Some(on), words: Some(came_of_it), ..row },
        Deed::NotTold { because, decider, look_again, why } => StepShown {
            because: Some(because),
            name: Some(decider),
            on: Some(look_again),
            words: Some(why),
            ..row
        },
        Deed::Agreement { agrees, how } => StepShown { agrees: Some(agrees), words: Some(how), ..row },
        Deed::Decided { outcome, rests_on, with, why } => {
            StepShown { outcome: Some(outcome), rests_on, name: Some(with), words: Some(why), ..row }
        }
    }
}

impl ContactPage {
    /// For whoever reads it; nothing where there is no contact.
    pub fn of(seen: Seen, me: UserId, now: DateTime<Utc>) -> Option<Self> {
        let one = seen.contacts.first()?;
        let (contact, stands) = (&one.contact, one.stands());
        let told = &contact.told;
        let (discussed_on, not_discussed, not_discussed_why) = match &told.discussed {
            Some(Discussed::On(day)) => (Some(*day), None, None),
            Some(Discussed::No(because, why)) => (None, Some(*because), Some(why.clone())),
            None => (None, None, None),
        };
        Some(Self {
            href: address(contact.id),
            reference: contact.reference.clone(),
            door: told.door.word(),
            sender: told.sender,
            about: told.about.clone(),
            words: told.words.clone(),
            reach: told.reach.clone(),
            discussed_on,
            not_discussed,
            not_discussed_why,
            came_at: contact.came_at,
            decide_by: contact.decide_by,
            late: contact.decide_by < now && stands.outcome.is_none(),
            has: stands.has.and_then(|user| seen.names.get(&user).cloned()),
            mine: stands.has == Some(me),
            stands: StandsShown::of(one),
            steps: one.steps.iter().map(|each| step(each, &seen)).collect(),
            parts: Vec::new(),
            routes: Vec::new(),
            alike: Vec::new(),
            may_be_known: false,
        })
    }

    /// With what stands beside its ledger.
    #[must_use]
    pub fn beside(self, beside: &Beside) -> Self {
        let part = |part: &Part| PartShown {
            agency: part.agency,
            words: part.said.words.clone(),
            ground: part.said.ground,
            law: part.said.law.clone(),
            at: part.at,
            by: beside.names.get(&part.by).cloned(),
        };
        let route = |routed: &Routed| RouteShown {
            home: routed.home,
            why: routed.why.clone(),
            at: routed.at,
            by: beside.names.get(&routed.by).cloned(),
        };
        let alike = |one: &HubContact| AlikeShown {
            href: address(one.id),
            reference: one.reference.clone(),
            came_at: one.came_at,
        };
        Self {
            parts: beside.parts.iter().map(part).collect(),
            routes: beside.routes.iter().map(route).collect(),
            alike: beside.alike.iter().map(alike).collect(),
            may_be_known: beside.may_be_known,
            ..self
        }
    }
}

/// The form of one act.
#[derive(Debug, Clone, Serialize)]
pub struct ActPage {
    act: Act,
    href: String,
    action: String,
    reference: String,
    stands: StandsShown,
    #[serde(flatten)]
    sheet: Sheet<StepForm>,
}

impl Page for ActPage {
    const TEMPLATE: &'static str = "hub/act.html";

    fn state(&self) -> FormState {
        self.sheet.state()
    }
}

impl ActPage {
    /// Around a form.
    pub fn of(one: &WithLedger, act: Act, sheet: Sheet<StepForm>) -> Self {
        let href = address(one.contact.id);
        Self {
            action: format!("{href}/{}", act.word()),
            act,
            reference: one.contact.reference.clone(),
            stands: StandsShown::of(one),
            href,
            sheet,
        }
    }
}

//! What a contact's pages show.

use chrono::{DateTime, NaiveDate, Utc};
use onward_domain::{
    hub::{
        Addressee, Agency, CameBy, Deed, Discussed, Harm, Home, HubContact, Lives, NextStep, NotToldBecause,
        Outcome, Part, Passed, RestsOn, Routed, Sender, ShareGround, Stands, Step, follow::to_do,
    },
    id::{HubStepId, UserId},
};
use onward_store::repo::hub::WithLedger;
use serde::Serialize;

use super::{
    address,
    follow::{AskedShown, FollowShown, ViewShown, decisions},
    form::{Act, StepForm},
};
use crate::{
    clock::london_day,
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
    /// Where the child lives, as they say.
    lives: Option<Lives>,
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
    /// The decision that holds, with what follows it.
    follows: Option<FollowShown>,
    /// Decisions that were withdrawn, the latest first.
    withdrawn: Vec<FollowShown>,
    /// Who wrote it down, and how it came, where somebody at the hub did.
    taken_by: Option<String>,
    taken_how: Option<CameBy>,
    parts: Vec<PartShown>,
    routes: Vec<RouteShown>,
    /// What was passed to councils that are not of the hub.
    passed: Vec<PassShown>,
    alike: Vec<AlikeShown>,
    may_be_known: bool,
}

/// What a partner added.
#[derive(Debug, Clone, Serialize)]
pub struct PartShown {
    agency: Agency,
    words: String,
    ground: Option<ShareGround>,
    law: Option<String>,
    /// Who said it by phone.
    said_by: Option<String>,
    at: DateTime<Utc>,
    by: Option<String>,
}

/// What was passed to a council that is not of the hub.
#[derive(Debug, Clone, Serialize)]
pub struct PassShown {
    to: String,
    words: String,
    ground: Option<ShareGround>,
    law: Option<String>,
    /// Who there has taken it.
    taken_by: Option<String>,
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
pub struct StepShown {
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
    next: Option<NextStep>,
    to: Option<Addressee>,
    views: Vec<ViewShown>,
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
        Deed::Withdrawn { .. } => "withdrawn",
        Deed::Done { .. } => "done",
        Deed::Sent { .. } => "sent",
        Deed::NotSent { .. } => "not_sent",
        Deed::AdviserTold { .. } => "adviser_told",
    }
}

/// A row of the ledger, with the name of whoever wrote it.
pub fn step(step: &Step, by: Option<String>) -> StepShown {
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
        Deed::Decided { outcome, rests_on, with, why, views } => StepShown {
            outcome: Some(outcome),
            rests_on,
            name: Some(with),
            words: Some(why),
            views: views.iter().map(ViewShown::of).collect(),
            ..row
        },
        after => after_it(after, row),
    }
}

/// What comes after a decision, and what an adviser is told.
fn after_it(deed: Deed, row: StepShown) -> StepShown {
    match deed {
        Deed::Withdrawn { why, agreed_with, .. } => StepShown { words: Some(why), name: agreed_with, ..row },
        Deed::Done { what, on, by, .. } => {
            StepShown { next: Some(what), on: Some(on), name: Some(by), ..row }
        }
        Deed::Sent { to, on, by, how, .. } => {
            StepShown { to: Some(to), on: Some(on), name: Some(by), words: Some(how), ..row }
        }
        Deed::NotSent { to, why, .. } => StepShown { to: Some(to), words: Some(why), ..row },
        Deed::AdviserTold { ground, law, decider, what, .. } => {
            StepShown { ground: Some(ground), law, name: Some(decider), words: Some(what), ..row }
        }
        _ => row,
    }
}

/// What an agency added, with the name of whoever wrote it.
pub fn part(part: &Part, by: Option<String>) -> PartShown {
    PartShown {
        agency: part.agency,
        words: part.said.words.clone(),
        ground: part.said.ground,
        law: part.said.law.clone(),
        said_by: part.said_by.clone(),
        at: part.at,
        by,
    }
}

/// What was passed on, with the name of whoever wrote it.
pub fn passed(pass: &Passed, by: Option<String>) -> PassShown {
    PassShown {
        to: pass.to.clone(),
        words: pass.said.words.clone(),
        ground: pass.said.ground,
        law: pass.said.law.clone(),
        taken_by: pass.taken_by.clone(),
        at: pass.at,
        by,
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
        let (mut withdrawn, follows): (Vec<_>, Vec<_>) =
            decisions(one, &seen, london_day(now)).into_iter().partition(|each| each.withdrawn.is_some());
        withdrawn.reverse();
        Some(Self {
            href: address(contact.id),
            reference: contact.reference.clone(),
            door: told.door.word(),
            sender: told.sender,
            lives: told.lives,
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
            steps: one.steps.iter().map(|each| step(each, seen.names.get(&each.by).cloned())).collect(),
            follows: follows.into_iter().next(),
            withdrawn,
            taken_by: contact.taken.and_then(|taken| seen.names.get(&taken.by).cloned()),
            taken_how: contact.taken.map(|taken| taken.how),
            parts: Vec::new(),
            routes: Vec::new(),
            passed: Vec::new(),
            alike: Vec::new(),
            may_be_known: false,
        })
    }

    /// With what stands beside its ledger.
    #[must_use]
    pub fn beside(self, beside: &Beside) -> Self {
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
            parts: beside.parts.iter().map(|each| part(each, beside.names.get(&each.by).cloned())).collect(),
            routes: beside.routes.iter().map(route).collect(),
            passed: beside
                .passed
                .iter()
                .map(|each| passed(each, beside.names.get(&each.by).cloned()))
                .collect(),
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
    /// The decision that the form is about: the one that holds, or else the last one that was withdrawn.
    decision: Option<HubStepId>,
    /// Whoever reads this recorded it.
    own: bool,
    /// What of it nobody has done, sent or explained yet.
    open: Vec<AskedShown>,
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
    pub fn of(one: &WithLedger, act: Act, me: UserId, sheet: Sheet<StepForm>) -> Self {
        let (href, stands) = (address(one.contact.id), one.stands());
        let holds = stands.decision.map(|(decision, _)| decision);
        let open = to_do(&one.contact, &one.steps, holds, london_day);
        Self {
            action: format!("{href}/{}", act.word()),
            act,
            reference: one.contact.reference.clone(),
            stands: StandsShown::of(one),
            decision: holds.or_else(|| stands.withdrawn.map(|withdrawn| withdrawn.decision)),
            own: stands.decision.is_some_and(|(_, recorded)| recorded == me),
            open: open.iter().map(|each| AskedShown::of(each, each.due)).collect(),
            href,
            sheet,
        }
    }
}

//! The children's hub: what comes in, and what is done about it.
//!
//! Nothing is shared, nobody is left untold and nothing is done about a family without a ground and a name. A step that
//! lacks either is no step: [`Step`] can't be made without them, and the table refuses it too.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};

pub mod figures;
pub mod follow;
mod home;
mod withheld;

pub use home::{Home, Lives, Part, PartSaid, Passed, Routed, home_by_places, in_common};
pub use withheld::{Entry, Mark, Withheld, entries, last_marks};

use crate::{
    id::{HubContactId, HubStepId, PersonId, UserId},
    office,
};

/// In days: so long at most until somebody looks again at why a family is not told.
pub const LOOK_AGAIN_WITHIN: i64 = 7;

crate::words! {
    /// Through which door somebody comes.
    pub enum Door {
        /// Worried about a child.
        Worried = "worried",
        /// Wants help for the family or for themselves.
        Help = "help",
    }

    /// Who writes.
    pub enum Sender {
        /// A child or young person.
        Child = "child",
        /// A parent or carer.
        Parent = "parent",
        /// Somebody who works with children.
        Work = "work",
        /// Anybody else.
        Public = "public",
    }

    /// What is known about harm.
    pub enum Harm {
        /// A child is being harmed, or may be now.
        Now = "now",
        /// A child may be harmed later.
        Later = "later",
        /// Nobody named any.
        NotNamed = "not_named",
        /// Whoever wrote does not know, and nobody has read it yet. It counts as harm until somebody has.
        NotScreened = "not_screened",
    }

    /// Why a family is not told. There is no other reason.
    pub enum NotToldBecause {
        /// A child could be harmed.
        Child = "child",
        /// Somebody else could be harmed.
        SomebodyElse = "somebody_else",
        /// It may affect the investigation of a crime.
        Crime = "crime",
    }

    /// Who is asked, or told something.
    pub enum Agency {
        /// This council.
        Council = "council",
        /// The other council of the hub.
        OtherCouncil = "other_council",
        Police = "police",
        Health = "health",
        Education = "education",
    }

    /// On which ground something is shared. There is no other.
    pub enum ShareGround {
        /// The family agrees.
        Agreement = "agreement",
        /// A child is being harmed.
        HarmNow = "harm_now",
        /// A child may be harmed.
        HarmLater = "harm_later",
        /// To stop or solve a crime.
        Crime = "crime",
        /// The law requires it; which one is named.
        Law = "law",
    }

    /// What a decision that goes beyond *no further action* rests on.
    pub enum RestsOn {
        /// The family agrees.
        Agreement = "agreement",
        /// A child is being harmed.
        HarmNow = "harm_now",
        /// A child may be harmed.
        HarmLater = "harm_later",
    }

    /// What is decided: one of exactly four.
    pub enum Outcome {
        NoFurtherAction = "no_further_action",
        /// Another agency, for specific support.
        AnotherAgency = "another_agency",
        EarlyHelp = "early_help",
        SocialWork = "social_work",
    }

    /// How a contact came that somebody at the hub wrote down.
    pub enum CameBy {
        Phone = "phone",
        /// They came to the office.
        InPerson = "in_person",
    }

    /// What has to happen after a decision.
    pub enum NextStep {
        /// The agency, or the assessment, begins.
        Begin = "begin",
        /// The assessment ends.
        End = "end",
    }

    /// How the text about something that should not wait ended.
    pub enum AlertEnd {
        Sent = "sent",
        /// It did not go, and is not tried any more.
        Failed = "failed",
        /// Somebody at the hub saw the contact first.
        Seen = "seen",
    }

    /// Who gets a message about a decision.
    pub enum Addressee {
        Family = "family",
        /// Whoever wrote.
        Referrer = "referrer",
    }
}

/// How an agency saw a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    pub agency: Agency,
    pub agrees: bool,
    /// Never empty where they saw it differently.
    pub why: String,
}

impl View {
    /// Whoever sees it differently says why.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.agrees || !self.why.trim().is_empty()
    }
}

/// Whether somebody who works with children talked to the family first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Discussed {
    /// On this day.
    On(NaiveDate),
    /// No, on this ground, and what makes them think so.
    No(NotToldBecause, String),
}

/// What somebody wrote to the hub.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    pub door: Door,
    pub sender: Sender,
    /// What they say about harm.
    pub harm: Harm,
    /// Who it is about, in their words.
    pub about: String,
    /// What has happened, or what they need.
    pub words: String,
    /// How to answer them; nothing where they do not want to say.
    pub reach: Option<String>,
    /// For somebody who works with children.
    pub discussed: Option<Discussed>,
    /// Where the child lives, as they say. None only for what came before this was asked.
    pub lives: Option<Lives>,
}

impl Told {
    /// Whoever works with children has said whether they talked to the family; nobody else is asked.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        matches!(self.sender, Sender::Work) == self.discussed.is_some()
    }

    /// The family know that this came: a parent or carer wrote, or whoever works with the child talked with them.
    #[must_use]
    pub const fn family_knows(&self) -> bool {
        matches!(self.sender, Sender::Parent) || matches!(self.discussed, Some(Discussed::On(_)))
    }
}

/// Who at the hub wrote a contact down, and how it came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakenDown {
    pub how: CameBy,
    pub by: UserId,
}

/// What came to the hub.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HubContact {
    pub id: HubContactId,
    /// What whoever wrote keeps: `H-4K7P-2M`.
    pub reference: String,
    pub told: Told,
    /// Somebody at the hub wrote it down for whoever rang or came.
    pub taken: Option<TakenDown>,
    pub came_at: DateTime<Utc>,
    /// A decision is due by then.
    pub decide_by: DateTime<Utc>,
    /// So much came from one place at once that it stands behind the rest.
    pub flood: bool,
}

/// What is done about a contact. Each says all that it needs: its ground, its name, its day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// Somebody at the hub has it.
    Taken,
    /// Somebody has read it and says what it is about harm.
    Screened(Harm),
    /// An agency is asked, or told something.
    Shared { agency: Agency, ground: ShareGround, law: Option<String>, what: String },
    /// The family was told, on a day, by somebody.
    Told { on: NaiveDate, by: String },
    /// They will be told: how and when.
    WillTry { how: String },
    /// Somebody tried, and what came of it.
    Tried { on: NaiveDate, came_of_it: String },
    /// They are not told.
    NotTold { because: NotToldBecause, decider: String, look_again: NaiveDate, why: String },
    /// Whether the family agrees to a next step, and how that is known.
    Agreement { agrees: bool, how: String },
    /// The decision, by whom together, and how each agency saw it.
    Decided { outcome: Outcome, rests_on: Option<RestsOn>, with: String, why: String, views: Vec<View> },
    /// A decision holds no more. Whoever did not record it names who agreed that it is withdrawn.
    Withdrawn { decision: HubStepId, why: String, agreed_with: Option<String> },
    /// What a decision asks for was done, on a day, by somebody.
    Done { decision: HubStepId, what: NextStep, on: NaiveDate, by: String },
    /// A message about a decision was sent.
    Sent { decision: HubStepId, to: Addressee, on: NaiveDate, by: String, how: String },
    /// A message about a decision is not sent.
    NotSent { decision: HubStepId, to: Addressee, why: String },
    /// The personal adviser of somebody whom it names is told this and no more.
    AdviserTold { person: PersonId, ground: ShareGround, law: Option<String>, decider: String, what: String },
}

/// What the hub shared with somebody's personal adviser: this, and nothing else of a contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldAdviser {
    pub id: HubStepId,
    pub ground: ShareGround,
    pub law: Option<String>,
    /// Who decided that it is shared.
    pub decider: String,
    pub what: String,
    pub at: DateTime<Utc>,
    /// The family know of the contact: they were told, or wrote themselves. Until then the person doesn't read this.
    pub family_knows: bool,
}

/// One row of a contact's ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub id: HubStepId,
    pub contact: HubContactId,
    pub deed: Deed,
    pub at: DateTime<Utc>,
    pub by: UserId,
}

/// Why a deed can't be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// A ground or a name is missing, or the day to look again is too far.
    Incomplete,
    /// Nobody has agreed, and no harm is suspected.
    WaitsForAgreement,
    /// It rests on something that the ledger does not say.
    NotSo,
    /// It was decided before.
    Decided,
    /// Nobody said whether the family is told, or on which ground they are not.
    FamilyNotThoughtOf,
    /// It is about a decision that was withdrawn or replaced meanwhile.
    MovedOn,
    /// Somebody else recorded the decision, and nobody is named who agreed that it is withdrawn.
    NotTheirs,
}

/// Where a contact stands, read from its ledger.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stands {
    /// Who has it.
    pub has: Option<UserId>,
    /// What somebody at the hub says about harm.
    pub screened: Option<Harm>,
    /// The family agrees to a next step; nothing where nobody has asked.
    pub agrees: Option<bool>,
    pub outcome: Option<Outcome>,
    /// The decision that holds, and who recorded it.
    pub decision: Option<(HubStepId, UserId)>,
    /// The last decision that was withdrawn, and by which step.
    pub withdrawn: Option<Withdrawal>,
    /// The last thing about telling the family.
    pub telling: Option<Deed>,
    /// The family know already: they wrote themselves, or whoever wrote talked with them.
    pub family_knows: bool,
}

/// A decision that holds no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawal {
    pub decision: HubStepId,
    /// The step that withdrew it.
    pub step: HubStepId,
    pub at: DateTime<Utc>,
    pub by: UserId,
    pub why: String,
}

impl Stands {
    /// Reads a ledger, oldest first.
    #[must_use]
    pub fn of(steps: &[Step]) -> Self {
        let mut stands = Self::default();
        for step in steps {
            match &step.deed {
                Deed::Taken => stands.has = Some(step.by),
                Deed::Screened(harm) => stands.screened = Some(*harm),
                Deed::Agreement { agrees, .. } => stands.agrees = Some(*agrees),
                Deed::Decided { outcome, .. } => {
                    stands.outcome = Some(*outcome);
                    stands.decision = Some((step.id, step.by));
                }
                Deed::Withdrawn { decision, why, .. } => stands.withdraw(step, *decision, why),
                Deed::Told { .. } | Deed::WillTry { .. } | Deed::Tried { .. } | Deed::NotTold { .. } => {
                    stands.telling = Some(step.deed.clone());
                }
                Deed::Shared { .. }
                | Deed::Done { .. }
                | Deed::Sent { .. }
                | Deed::NotSent { .. }
                | Deed::AdviserTold { .. } => {}
            }
        }
        stands
    }

    fn withdraw(&mut self, step: &Step, decision: HubStepId, why: &str) {
        self.outcome = None;
        self.decision = None;
        let why = why.to_owned();
        self.withdrawn = Some(Withdrawal { decision, step: step.id, at: step.at, by: step.by, why });
    }

    /// The family has heard of it: they were told last, or they knew and nobody said since that they are not told. Only then may they
    /// read what was written.
    #[must_use]
    pub const fn family_has_heard(&self) -> bool {
        match &self.telling {
            None => self.family_knows,
            Some(last) => matches!(last, Deed::Told { .. }),
        }
    }

    /// What is known about harm: what the hub says, or else what whoever wrote said.
    #[must_use]
    pub fn harm(&self, told: &Told) -> Harm {
        self.screened.unwrap_or(told.harm)
    }

    /// Before it, whatever the clock says: a child may be harmed now, or nobody has read it yet.
    #[must_use]
    pub fn comes_first(&self, told: &Told) -> bool {
        matches!(self.harm(told), Harm::Now | Harm::NotScreened)
    }

    /// What lets a decision go beyond *no further action*: agreement, or harm that is suspected now or later.
    #[must_use]
    pub fn lets_go_on(&self) -> Option<RestsOn> {
        match (self.screened, self.agrees) {
            (Some(Harm::Now), _) => Some(RestsOn::HarmNow),
            (Some(Harm::Later), _) => Some(RestsOn::HarmLater),
            (_, Some(true)) => Some(RestsOn::Agreement),
            _ => None,
        }
    }

    /// Whether a deed may be done now.
    ///
    /// # Errors
    /// What stands in its way.
    pub fn allows(&self, deed: &Deed, by: UserId, today: NaiveDate) -> Result<(), Refused> {
        if self.outcome.is_some() && matches!(deed, Deed::Decided { .. }) {
            return Err(Refused::Decided);
        }
        if !is_whole(deed, today) {
            return Err(Refused::Incomplete);
        }
        match deed {
            Deed::Shared { ground, .. } | Deed::AdviserTold { ground, .. } => self.bears_out(*ground),
            // A family that nobody thought of would stay untold without a ground and a name.
            Deed::Decided { .. } if self.telling.is_none() && !self.family_knows => {
                Err(Refused::FamilyNotThoughtOf)
            }
            Deed::Decided { outcome, rests_on, .. } => self.lets(*outcome, *rests_on),
            Deed::Withdrawn { decision, agreed_with, .. } => {
                self.holds(*decision)?;
                let theirs = self.decision.is_some_and(|(_, recorded)| recorded == by);
                if theirs || agreed_with.is_some() { Ok(()) } else { Err(Refused::NotTheirs) }
            }
            Deed::Done { decision, .. } => self.holds(*decision),
            Deed::Sent { decision, .. } | Deed::NotSent { decision, .. } => {
                // Whoever was told of a decision that was withdrawn is told that too, until it is decided again.
                let withdrawn = self.withdrawn.as_ref().is_some_and(|one| one.decision == *decision);
                if withdrawn && self.decision.is_none() { Ok(()) } else { self.holds(*decision) }
            }
            _ => Ok(()),
        }
    }

    fn holds(&self, decision: HubStepId) -> Result<(), Refused> {
        if self.decision.is_some_and(|(holds, _)| holds == decision) { Ok(()) } else { Err(Refused::MovedOn) }
    }

    /// Agreement and harm are grounds only where the ledger says so; a crime and the law are grounds of their own.
    fn bears_out(&self, ground: ShareGround) -> Result<(), Refused> {
        let so = match ground {
            ShareGround::Agreement => self.agrees == Some(true),
            ShareGround::HarmNow => self.screened == Some(Harm::Now),
            ShareGround::HarmLater => matches!(self.screened, Some(Harm::Now | Harm::Later)),
            ShareGround::Crime | ShareGround::Law => true,
        };
        if so { Ok(()) } else { Err(Refused::NotSo) }
    }

    fn lets(&self, outcome: Outcome, rests_on: Option<RestsOn>) -> Result<(), Refused> {
        if outcome == Outcome::NoFurtherAction {
            return Ok(());
        }
        let so = match rests_on {
            None => return Err(Refused::WaitsForAgreement),
            Some(RestsOn::Agreement) => self.agrees == Some(true),
            Some(RestsOn::HarmNow) => self.screened == Some(Harm::Now),
            Some(RestsOn::HarmLater) => matches!(self.screened, Some(Harm::Now | Harm::Later)),
        };
        match (so, self.lets_go_on()) {
            (true, _) => Ok(()),
            (false, None) => Err(Refused::WaitsForAgreement),
            (false, Some(_)) => Err(Refused::NotSo),
        }
    }
}

/// Whether a deed says all that it needs: its ground, its name, its day.
fn is_whole(deed: &Deed, today: NaiveDate) -> bool {
    let said = |text: &str| !text.trim().is_empty();
    let law_named = |ground: ShareGround, law: &Option<String>| {
        ground != ShareGround::Law || law.as_deref().is_some_and(said)
    };
    match deed {
        Deed::Taken => true,
        Deed::Screened(harm) => *harm != Harm::NotScreened,
        Deed::Shared { ground, law, what, .. } => said(what) && law_named(*ground, law),
        Deed::AdviserTold { ground, law, decider, what, .. } => {
            said(decider) && said(what) && law_named(*ground, law)
        }
        Deed::Told { on, by } | Deed::Done { on, by, .. } => *on <= today && said(by),
        Deed::WillTry { how: words }
        | Deed::Agreement { how: words, .. }
        | Deed::NotSent { why: words, .. } => said(words),
        Deed::Tried { on, came_of_it } => *on <= today && said(came_of_it),
        Deed::NotTold { decider, look_again, why, .. } => {
            let within = (0..=LOOK_AGAIN_WITHIN).contains(&(*look_again - today).num_days());
            said(decider) && said(why) && within
        }
        Deed::Decided { with, why, views, .. } => {
            let once = |view: &View| views.iter().filter(|other| other.agency == view.agency).count() == 1;
            said(with) && said(why) && views.iter().all(|view| view.is_whole() && once(view))
        }
        Deed::Withdrawn { why, agreed_with, .. } => said(why) && agreed_with.as_deref().is_none_or(said),
        Deed::Sent { on, by, how, .. } => *on <= today && said(by) && said(how),
    }
}

/// By when a decision is due on something that comes at this London time: one working day later. What comes on a day that is
/// none begins at 9am on the next working day.
#[must_use]
pub fn decide_by(came: NaiveDateTime) -> NaiveDateTime {
    let opening = NaiveTime::from_hms_opt(9, 0, 0).unwrap_or_default();
    let begins = if office::working_day(came.date()) {
        came
    } else {
        office::working_days_after(came.date(), 1).and_time(opening)
    };
    office::working_days_after(begins.date(), 1).and_time(begins.time())
}

/// By when somebody is to think of telling the family: at once where they are to be told and nobody has, on the day to look again
/// where they are not told. Nothing once they were told, and before anybody wrote anything about it.
#[must_use]
pub fn tell_by(stands: &Stands, since: NaiveDate) -> Option<NaiveDate> {
    match &stands.telling {
        Some(Deed::NotTold { look_again, .. }) => Some(*look_again),
        Some(Deed::WillTry { .. }) => Some(since),
        Some(Deed::Tried { on, .. }) => Some(*on),
        _ => None,
    }
}

#[cfg(test)]
mod tests;

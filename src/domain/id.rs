//! Identifiers. Each kind has its own type, so that a plan's id can't be passed where a person's is wanted.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

/// The text is not an identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier")]
pub struct NotAnId;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// A fresh identifier, ordered by creation time (UUID version 7).
            #[must_use]
            #[expect(clippy::new_without_default, reason = "a default identifier would be a bug")]
            pub fn new() -> Self {
                Self(Uuid::now_v7())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                Uuid::try_parse(text).map(Self).map_err(|_| NotAnId)
            }
        }
    )+};
}

ids! {
    /// A young person whose record the service holds.
    PersonId,
    /// Someone who can sign in.
    UserId,
    /// A team of the leaving care service.
    TeamId,
    /// What came to the children's hub.
    HubContactId,
    /// A row of its ledger.
    HubStepId,
    /// A team or service of the directory, through all versions.
    DirectoryEntryId,
    /// One version of what the directory says of it.
    DirectoryVersionId,
    /// A reader's word that something in the directory is wrong.
    DirectoryFlagId,
    /// What somebody asked since they could not find it.
    DirectoryQuestionId,
    /// What is announced for some days.
    NoticeId,
    /// A review or conference.
    ReviewId,
    /// One version of a strategy discussion.
    StrategyId,
    /// One version of what a review came to.
    ReviewRecordId,
    /// Something that a reviewing officer does not accept.
    ChallengeId,
    /// Who answers a challenge at a level.
    HolderId,
    /// One move of a challenge.
    ChallengeMoveId,
    /// A page of practice advice, through all versions.
    AdviceId,
    /// One version of it.
    AdviceVersionId,
    /// What a partner of the hub added to a contact.
    HubPartId,
    /// What is left out of the family's copy of a contact, as somebody said.
    HubMarkId,
    /// Whose a contact of the hub is, as somebody said.
    HubRouteId,
    /// What was passed to a council that is not of the hub.
    HubPassId,
    /// A text to whoever is on duty at night.
    HubAlertId,
    /// What waits for a second manager.
    SecondLookId,
    /// One version of a person's care episode.
    EpisodeId,
    /// A dated event in a person's life that the rules read: detained, returned home, special guardianship.
    EventId,
    /// A dated fact about a person's circumstances.
    CircumstanceId,
    /// One version of a person's course, training or apprenticeship.
    CourseId,
    /// What a young person says about themselves, in one version.
    OwnAnswerId,
    /// A home of a person.
    HomeId,
    /// What a person does, in the statutory return's terms.
    ActivityId,
    /// A visit, call or message between a person and the service.
    ContactId,
    /// A pathway plan.
    PlanId,
    /// One step of a pathway plan.
    StepId,
    /// What the council wrote for one part of a plan.
    PlanPartId,
    /// A young person's own step.
    OwnStepId,
    /// One version of what such a step says.
    OwnStepVersionId,
    /// Whether a young person shares a part of their plan, in one version.
    PlanShareId,
    /// Whether a young person shares a page of their own, in one version.
    PageShareId,
    /// Something that a young person says about their plan.
    PlanSayingId,
    /// A note that staff wrote on a record.
    NoteId,
    /// One step in an entitlement's history: told, asked, agreed, paid, refused, declined.
    EntitlementStepId,
    /// A letter that proves that somebody is in care or a care leaver.
    ProofLetterId,
    /// One check of such a letter.
    ProofCheckId,
    /// What was decided in place of the rule's answer.
    OverrideId,
    /// Something that a young person says is wrong in their record.
    RectificationId,
    /// Who works with a person, from when until when.
    AllocationId,
    /// One opening of a record outside the viewer's caseload.
    BreakGlassId,
    /// A one-time invitation for a young person.
    InvitationId,
    /// A change of somebody's account that waits for a second person.
    AccountChangeId,
    /// A signed-in device.
    SessionId,
    /// One run of an import.
    ImportId,
    /// A question raised by an import for a person to settle.
    QuestionId,
    /// One amount of a young person's budget, in one version.
    BudgetLineId,
    /// How a young person is paid, what they save and share, in one version.
    BudgetPlanId,
    /// Somebody in a young person's life, in one version.
    LifePersonId,
    /// Something that a young person wants next in work or study, in one version.
    WishId,
    /// How a young person sees the place they live in, in one version.
    PlaceViewId,
    /// How one room of a young person's life goes, in one version.
    ReadyRoomId,
    /// A job of a young person's move, in one version.
    MoveJobId,
    /// A receipt for something bought for a first home.
    ReceiptId,
    /// One of a young person's papers, in one version.
    DocumentId,
    /// A message between a young person and their adviser.
    MessageId,
    /// One move of a plan on its way to be signed.
    PlanMoveId,
    /// What an assessment found about one matter, in one version.
    NeedPartId,
    /// What an adviser decided about a reading of the law, in one version.
    ConfirmationId,
    /// Words of a draft that somebody wrote over.
    PlanEarlierId,
    /// Something that an adviser wants to do for somebody.
    TaskId,
    /// A row of an adviser's day that was put aside.
    SetAsideId,
    /// Somebody stands in for a colleague.
    CoverId,
    /// What somebody who answered out of hours left for an adviser.
    NightNoteId,
    /// A text on its way.
    TextId,
    /// How a young person is reached safely, in one version.
    ReachId,
    /// What a young person doesn't want to explain again, in one version.
    NotAgainId,
    /// How a young person says that things are.
    CheckInId,
    /// In which languages somebody wants to speak and read.
    LanguagesId,
    /// Something that a young person asks of the council as a body.
    MatterId,
    /// Something that happened to it.
    MatterTurnId,
    /// When an account was paused or closed by its owner.
    ClosingId,
    /// An appointment between them.
    AppointmentId,
    /// Something that one side said about an appointment.
    AppointmentTurnId,
    /// Something that was said about support after 21.
    SupportTurnId,
}

//! Who looked at whose record, with what right and why.

use chrono::{DateTime, Utc};

use crate::id::{BreakGlassId, PersonId, UserId};

crate::words! {
    /// What a record is opened for. "Who has looked" shows this, so each is an act in plain words.
    pub enum Purpose {
        /// To see one's own pages.
        OwnPages = "own_pages",
        /// To see the person's page.
        PersonPage = "person_page",
        /// To see or correct the care history.
        CareHistory = "care_history",
        /// To see or record entitlements.
        Entitlements = "entitlements",
        /// To record a visit, call or message.
        Contact = "contact",
        /// To write or read the plan.
        Plan = "plan",
        /// To invite the person to sign in, or help them back in.
        Invitation = "invitation",
        /// To see or keep papers.
        Documents = "documents",
        /// To tell a new adviser what they need to know.
        Handover = "handover",
        /// To change who works with the person.
        Allocation = "allocation",
        /// To look at an import of the return, or settle a question that one left.
        ImportQuestion = "import_question",
        /// To review how the person is being helped.
        Review = "review",
        /// A list of one's own people.
        CaseloadList = "caseload_list",
        /// The figures for the whole service.
        Coverage = "coverage",
        /// The list of people behind a figure.
        CoverageList = "coverage_list",
        /// A search by name.
        Search = "search",
        /// To answer someone who asked about the person.
        Enquiry = "enquiry",
        Export = "export",
        /// The list of records that were opened from outside.
        Openings = "openings",
        /// What is unusual: sign-ins refused, new ways in, records asked for that are somebody else's.
        Watch = "watch",
        /// What an import would change, or changed, by name or number.
        ImportRun = "import_run",
        /// What came to the children's hub.
        HubContact = "hub_contact",
    }

    pub enum Right {
        /// It is one's own record.
        Own = "own",
        /// Allocated as the person's adviser.
        Adviser = "adviser",
        /// Allocated as the person's reviewing officer.
        ReviewingOfficer = "reviewing_officer",
        /// Answers for the whole service.
        Manager = "manager",
        /// Opened from outside, for a reason and for a limited time.
        BreakGlass = "break_glass",
        /// The installation itself: an import, a job, the demonstration.
        System = "system",
        /// At the children's hub: what came to it, and nobody's record.
        Hub = "hub",
        /// None: the record was not opened.
        Refused = "refused",
    }
}

/// One row of the access log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    pub at: DateTime<Utc>,
    pub user: UserId,
    pub user_name: Option<String>,
    /// Whose record; `None` for lists, searches and figures.
    pub person: Option<PersonId>,
    pub purpose: Purpose,
    pub right: Right,
}

/// A record opened by someone without a standing right to it, for a reason and for a limited time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BreakGlass {
    pub id: BreakGlassId,
    pub user: UserId,
    pub person: PersonId,
    pub reason: String,
    /// When it was opened.
    pub opened_at: DateTime<Utc>,
    /// When it ends automatically.
    pub ends_at: DateTime<Utc>,
    /// When it was ended early.
    pub ended_at: Option<DateTime<Utc>>,
    /// When a manager marked it as seen.
    pub seen_at: Option<DateTime<Utc>>,
    pub seen_by: Option<UserId>,
}

impl BreakGlass {
    /// How long an opening lasts: long enough to help, too short to become a way of working.
    pub const HOURS: i64 = 1;

    /// Whether it is open at this instant.
    #[must_use]
    pub fn running(&self, at: DateTime<Utc>) -> bool {
        self.opened_at <= at && at < self.ends_at && self.ended_at.is_none_or(|ended| at < ended)
    }
}

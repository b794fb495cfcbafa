//! Who looked at whose record, by what right and what for.

use chrono::{DateTime, Utc};

use crate::id::{BreakGlassId, PersonId, UserId};

crate::words! {
    /// What a record is opened for. It is what "who has looked" shows, so each is a plain act.
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
        /// To invite the person to sign in, or help them in again.
        Invitation = "invitation",
        /// To change who works with the person.
        Allocation = "allocation",
        /// To settle a question that an import left.
        ImportQuestion = "import_question",
        /// To review how the person is helped.
        Review = "review",
        /// A list of one's own people.
        CaseloadList = "caseload_list",
        /// The figures of the whole service.
        Coverage = "coverage",
        /// The list of people behind a figure.
        CoverageList = "coverage_list",
        /// A search by name.
        Search = "search",
        /// To answer someone who asked about the person.
        Enquiry = "enquiry",
        /// An export.
        Export = "export",
        /// The list of records that were opened from outside.
        Openings = "openings",
        /// What is unusual: sign-ins refused, new ways in, records asked for that are somebody else's.
        Watch = "watch",
        /// What an import would change, or changed, by name or number.
        ImportRun = "import_run",
    }

    /// By what right.
    pub enum Right {
        /// It is one's own record.
        Own = "own",
        /// Allocated as the person's adviser.
        Adviser = "adviser",
        /// Allocated as the person's reviewing officer.
        ReviewingOfficer = "reviewing_officer",
        /// Answers for the whole service.
        Manager = "manager",
        /// Opened from outside with a reason, for a limited time.
        BreakGlass = "break_glass",
        /// The installation itself: an import, a job, the demonstration.
        System = "system",
        /// None: the record was not opened.
        Refused = "refused",
    }
}

/// One row of the access log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub user: UserId,
    /// The name that others see, where the user is still known.
    pub user_name: Option<String>,
    /// Whose record; none for lists, searches and figures.
    pub person: Option<PersonId>,
    /// What for.
    pub purpose: Purpose,
    /// By what right.
    pub right: Right,
}

/// A record opened by someone without a standing right, for a reason and for a limited time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BreakGlass {
    /// Which opening.
    pub id: BreakGlassId,
    /// Who opened.
    pub user: UserId,
    /// Whose record.
    pub person: PersonId,
    /// Why.
    pub reason: String,
    /// Since when.
    pub opened_at: DateTime<Utc>,
    /// When it ends by itself.
    pub ends_at: DateTime<Utc>,
    /// When it was ended before that.
    pub ended_at: Option<DateTime<Utc>>,
    /// When a manager said that they have seen it.
    pub seen_at: Option<DateTime<Utc>>,
    /// Which manager.
    pub seen_by: Option<UserId>,
}

impl BreakGlass {
    /// How long an opening lasts: long enough to help, short enough that it is not a way of working.
    pub const HOURS: i64 = 1;

    /// Is it running at this instant?
    #[must_use]
    pub fn running(&self, at: DateTime<Utc>) -> bool {
        self.opened_at <= at && at < self.ends_at && self.ended_at.is_none_or(|ended| at < ended)
    }
}

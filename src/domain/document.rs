//! A young person's papers: what each is, until when it holds, who sees it, and how its bytes lie.

use chrono::{DateTime, Days, NaiveDate, Utc};

use crate::{
    id::{DocumentId, PersonId, UserId},
    recorded::Source,
};

crate::words! {
    pub enum DocumentKind {
        /// Passport, identity card, driving licence.
        Identity = "identity",
        BirthCertificate = "birth_certificate",
        NationalInsurance = "national_insurance",
        Tenancy = "tenancy",
        CouncilLetter = "council_letter",
        CourtOrder = "court_order",
        /// Leave to stay, a visa, a letter of the Home Office.
        Immigration = "immigration",
        Education = "education",
        Health = "health",
        Other = "other",
    }

    /// What a file is, by its bytes and not its name.
    pub enum Format {
        Pdf = "pdf",
        /// Written anew as a JPEG.
        Picture = "picture",
        Text = "text",
    }

    /// What a scanner for viruses said.
    pub enum Scan {
        /// None is set up here: nobody looked.
        NotScanned = "none",
        /// One is set up and could not be asked yet. Nobody opens the file before.
        Waiting = "waiting",
        Clean = "clean",
    }

    /// How a document went.
    pub enum Gone {
        Removed = "removed",
        /// A scanner found something in it after it was kept.
        Infected = "infected",
    }
}

impl DocumentKind {
    /// So many days before it runs out, its renewal is begun: the Home Office and the passport office take long.
    #[must_use]
    pub const fn days_ahead(self) -> u64 {
        match self {
            Self::Identity | Self::Immigration => 70,
            _ => 28,
        }
    }
}

/// What is said of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentNote {
    pub kind: DocumentKind,
    pub title: String,
    pub dated: Option<NaiveDate>,
    /// The last day on which it holds.
    pub ends: Option<NaiveDate>,
    /// Why the young person does not see it; `None`: they do.
    pub why_not: Option<String>,
}

impl DocumentNote {
    /// The young person sees it.
    #[must_use]
    pub const fn shown(&self) -> bool {
        self.why_not.is_none()
    }

    /// The day from which somebody should renew it.
    #[must_use]
    pub fn renew_from(&self) -> Option<NaiveDate> {
        self.ends.and_then(|ends| ends.checked_sub_days(Days::new(self.kind.days_ahead())))
    }
}

/// How its bytes are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentFile {
    pub format: Format,
    /// Bytes of what is opened.
    pub size: i64,
    /// A keyed number of the file as it came: the same file again has the same.
    pub mark: String,
    /// The number of the sealed bytes: a changed one shows.
    pub sealed_hash: String,
    /// They lie in a file beside the database.
    pub beside: bool,
    pub scan: Scan,
}

/// A document as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    pub id: DocumentId,
    pub person: PersonId,
    pub note: DocumentNote,
    pub file: DocumentFile,
    pub source: Source,
    pub added_at: DateTime<Utc>,
    pub added_by: Option<UserId>,
    /// A newer version of it.
    pub replaced_by: Option<DocumentId>,
    pub gone: Option<(Gone, DateTime<Utc>)>,
    pub gone_by: Option<UserId>,
}

impl Document {
    /// The young person added it.
    #[must_use]
    pub const fn is_their_own(&self) -> bool {
        matches!(self.source, Source::YoungPerson)
    }

    /// It is neither gone nor an earlier version.
    #[must_use]
    pub const fn stands(&self) -> bool {
        self.gone.is_none() && self.replaced_by.is_none()
    }
}

/// The bytes of a small one, sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedFile {
    pub document: DocumentId,
    pub person: PersonId,
    pub sealed: String,
}

//! Whether the database is as it should be: its tables, its file, its references, its logs.

mod counts;
mod openings;
mod plans;
mod values;

use crate::{
    Tx,
    chain::{self, Chain},
    connection::{DatabaseUrl, Use},
    dialect,
    error::{StoreError, StoreResult},
    migrate::{self, SchemaState},
    repo::{access_log, audit},
};
use onward_domain::counted::counted;
use std::{fmt, str::FromStr};

pub use self::counts::counts;
pub use crate::chain::{ChainState, Head};

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// How the tables compare with this version.
    pub schema: SchemaState,
    /// Tables, indexes, triggers, views and the like that are missing, changed or unknown; `None` where the role may not
    /// make what they are compared with.
    pub strange: Option<Vec<String>>,
    /// What is wrong with the file; `None` where it was not checked, because the server looks after its own files.
    pub file: Option<Vec<String>>,
    /// Rows that refer to missing rows.
    pub dangling: Vec<String>,
    /// Rows that hold what this version can't read.
    pub unreadable: Vec<String>,
    /// Records opened from outside that don't say what they said; not looked at while the audit trail is not whole.
    pub openings: Vec<String>,
    /// Signed plans that don't say what was signed.
    pub plans: Vec<String>,
    /// The access log; not looked at while the tables are not those of this version.
    pub access_log: Option<ChainState>,
    /// The audit trail, likewise.
    pub audit_trail: Option<ChainState>,
}

impl Report {
    /// Whether everything is as it should be.
    #[must_use]
    pub fn is_well(&self) -> bool {
        let whole = |chain: &Option<ChainState>| matches!(chain, Some(ChainState::Whole { .. }));
        self.schema.pending.is_empty()
            && self.schema.unknown.is_empty()
            && self.strange.as_ref().is_none_or(Vec::is_empty)
            && self.file.as_ref().is_none_or(Vec::is_empty)
            && self.dangling.is_empty()
            && self.unreadable.is_empty()
            && self.openings.is_empty()
            && self.plans.is_empty()
            && whole(&self.access_log)
            && whole(&self.audit_trail)
    }

    /// How long both logs are, when both are intact.
    #[must_use]
    pub fn heads(&self) -> Option<Heads> {
        match (&self.access_log, &self.audit_trail) {
            (Some(ChainState::Whole { head: looks }), Some(ChainState::Whole { head: deeds })) => {
                Some(Heads { access_log: looks.clone(), audit_trail: deeds.clone() })
            }
            _ => None,
        }
    }

    /// What was found, as plain lines.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        if let Some(unknown) = self.schema.unknown.first() {
            lines.push(format!("tables: made by a newer version of Onward (change {unknown})"));
        }
        if !self.schema.pending.is_empty() {
            let behind = counted(self.schema.pending.len(), "change", "changes");
            lines.push(format!("tables: {behind} behind; run `onward migrate`"));
        }
        if self.schema.unknown.is_empty() && self.schema.pending.is_empty() {
            lines.push(format!(
                "tables: {} applied, none missing",
                counted(self.schema.applied.len(), "change", "changes")
            ));
        }
        match &self.strange {
            Some(found) => {
                listed(
                    &mut lines,
                    "schema",
                    "tables, indexes and triggers are as this version makes them",
                    found,
                );
            }
            None => lines.push(
                "schema: not compared; for that the database role must be allowed to make a schema (GRANT CREATE ON DATABASE)"
                    .to_owned(),
            ),
        }
        match &self.file {
            Some(found) => listed(&mut lines, "file", "whole", found),
            None => {
                lines.push("file: not looked at; PostgreSQL checks its pages as it reads them".to_owned())
            }
        }
        listed(&mut lines, "references", "every one leads somewhere", &self.dangling);
        listed(&mut lines, "values", "every row can be read", &self.unreadable);
        listed(&mut lines, "openings", "each says what it said when it was written", &self.openings);
        listed(&mut lines, "plans", "each says what was signed", &self.plans);
        log(&mut lines, "access log", self.access_log.as_ref());
        log(&mut lines, "audit trail", self.audit_trail.as_ref());
        lines
    }
}

fn listed(lines: &mut Vec<String>, what: &str, well: &str, found: &[String]) {
    if found.is_empty() {
        lines.push(format!("{what}: {well}"));
    }
    lines.extend(found.iter().map(|found| format!("{what}: {found}")));
}

fn log(lines: &mut Vec<String>, what: &str, state: Option<&ChainState>) {
    lines.push(match state {
        None => format!("{what}: not looked at while the tables are not those of this version"),
        Some(ChainState::Whole { head }) => format!("{what}: whole, {}", counted(head.rows, "row", "rows")),
        Some(ChainState::BrokenAt { row, why }) => format!("{what}: row {row} {why}"),
    });
}

/// How long both logs are, to be kept on another machine. Written as one word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heads {
    access_log: Head,
    audit_trail: Head,
}

impl fmt::Display for Heads {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.access_log, self.audit_trail)
    }
}

impl FromStr for Heads {
    type Err = StoreError;
    fn from_str(text: &str) -> StoreResult<Self> {
        let (access_log, audit_trail) = text.trim().split_once('.').unwrap_or((text, ""));
        Ok(Self { access_log: access_log.parse()?, audit_trail: audit_trail.parse()? })
    }
}

/// How long both logs are, according to themselves: the least that any copy taken from now on will hold.
///
/// # Errors
/// The database can't be opened or read.
pub fn heads(url: &DatabaseUrl) -> StoreResult<Heads> {
    let mut connection = dialect::connect(url, Use::Read)?;
    migrate::require_current(&mut connection)?;
    dialect::begin_read(&mut connection)?;
    let tx = Tx::for_writer(connection);
    let heads = Heads {
        access_log: chain::head(&tx, Chain::AccessLog)?,
        audit_trail: chain::head(&tx, Chain::AuditTrail)?,
    };
    tx.run(dialect::undo)?;
    Ok(heads)
}

/// Checks everything, without changing anything.
///
/// # Errors
/// The database can't be opened or read.
pub fn check(url: &DatabaseUrl) -> StoreResult<Report> {
    check_since(url, None)
}

/// The same, and that both logs still pass through heads that were kept elsewhere.
///
/// # Errors
/// The database can't be opened or read.
pub fn check_since(url: &DatabaseUrl, kept: Option<&Heads>) -> StoreResult<Report> {
    let mut connection = dialect::connect(url, Use::Read)?;
    let schema = migrate::state_of(&mut connection)?;
    let current = schema.pending.is_empty() && schema.unknown.is_empty();
    let strange = if current { migrate::strange(&mut connection)? } else { None };
    let file = dialect::integrity(&mut connection)?;
    let dangling = dialect::dangling(&mut connection)?;
    let mut report = Report {
        schema,
        strange,
        file,
        dangling,
        unreadable: Vec::new(),
        openings: Vec::new(),
        plans: Vec::new(),
        access_log: None,
        audit_trail: None,
    };
    if current {
        dialect::begin_read(&mut connection)?;
        let tx = Tx::for_writer(connection);
        report.access_log = Some(access_log::verify(&tx, kept.map(|kept| &kept.access_log))?);
        report.audit_trail = Some(audit::verify(&tx, kept.map(|kept| &kept.audit_trail))?);
        report.unreadable = values::unreadable(&tx)?;
        if report.unreadable.is_empty() && matches!(report.audit_trail, Some(ChainState::Whole { .. })) {
            report.openings = openings::changed(&tx)?;
            report.plans = plans::changed(&tx)?;
        }
        tx.run(dialect::undo)?;
    }
    Ok(report)
}

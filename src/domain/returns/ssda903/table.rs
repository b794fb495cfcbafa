//! The tables in the return, recognised by their columns and never by a file's name.

use std::fmt;

/// One table of the return. Authorities hold each as a CSV file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// Who: sex, birth, ethnicity, pupil number.
    Header,
    /// Every care episode.
    Episodes,
    /// Children who arrived unaccompanied, seeking asylum.
    Uasc,
    /// Reviews of children in care.
    Reviews,
    /// Health and offending of children in care for twelve months.
    Oc2,
    /// Care leavers: in touch, activity, accommodation around a birthday.
    Oc3,
    /// Adoption.
    Ad1,
    PlacedForAdoption,
    /// Permanence arrangements before this period of care.
    PreviousPermanence,
    /// Missing or away without authorisation.
    Missing,
    /// Social workers, from 2023-24.
    SocialWorkers,
    /// Deprivation of liberty orders, from 2026-27.
    Dolo,
}

/// A line with more headings than this is damaged: the widest table has 13 columns.
pub const MOST_COLUMNS: usize = 100;

/// What the columns of a file turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recognised {
    /// This table; for each of its columns in [`Table::columns`] order, its position in the file. `None`: it is
    /// missing, and nothing reads it.
    Table(Table, Vec<Option<usize>>),
    /// Far more columns than any table has.
    TooMany(usize),
    /// A column appears twice.
    Twice(String),
    /// No table has these columns. The nearest one, with what is missing and what is extra.
    Nearest {
        /// The table with the most columns in common.
        table: Table,
        /// Columns of that table missing from the file.
        missing: Vec<&'static str>,
        /// Columns in the file that the table does not have.
        extra: Vec<String>,
    },
    /// Not one column from any table.
    Nothing,
}

impl Table {
    pub const ALL: [Self; 12] = [
        Self::Header,
        Self::Episodes,
        Self::Uasc,
        Self::Reviews,
        Self::Oc2,
        Self::Oc3,
        Self::Ad1,
        Self::PlacedForAdoption,
        Self::PreviousPermanence,
        Self::Missing,
        Self::SocialWorkers,
        Self::Dolo,
    ];

    /// The usual name of the file, without `.csv`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::Episodes => "episodes",
            Self::Uasc => "uasc",
            Self::Reviews => "reviews",
            Self::Oc2 => "oc2",
            Self::Oc3 => "oc3",
            Self::Ad1 => "ad1",
            Self::PlacedForAdoption => "placed_for_adoption",
            Self::PreviousPermanence => "prev_perm",
            Self::Missing => "missing",
            Self::SocialWorkers => "sw_episodes",
            Self::Dolo => "dolo",
        }
    }

    /// Whether the service keeps anything from the table. The others are checked and discarded: health,
    /// convictions, adopters and social workers are nobody's business here.
    #[must_use]
    pub const fn is_kept(self) -> bool {
        matches!(
            self,
            Self::Header | Self::Episodes | Self::Uasc | Self::Oc3 | Self::PreviousPermanence | Self::Missing
        )
    }

    /// The exact set of columns, in the usual order.
    #[must_use]
    pub const fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Header => &["CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB"],
            Self::Episodes => &[
                "CHILD",
                "DECOM",
                "RNE",
                "LS",
                "CIN",
                "PLACE",
                "PLACE_PROVIDER",
                "DEC",
                "REC",
                "REASON_PLACE_CHANGE",
                "HOME_POST",
                "PL_POST",
                "URN",
            ],
            Self::Uasc => &["CHILD", "SEX", "DOB", "DUC"],
            Self::Reviews => &["CHILD", "DOB", "REVIEW", "REVIEW_CODE"],
            Self::Oc2 => &[
                "CHILD",
                "DOB",
                "SDQ_SCORE",
                "SDQ_REASON",
                "CONVICTED",
                "HEALTH_CHECK",
                "IMMUNISATIONS",
                "TEETH_CHECK",
                "HEALTH_ASSESSMENT",
                "SUBSTANCE_MISUSE",
                "INTERVENTION_RECEIVED",
                "INTERVENTION_OFFERED",
            ],
            Self::Oc3 => &["CHILD", "DOB", "IN_TOUCH", "ACTIV", "ACCOM"],
            Self::Ad1 => &[
                "CHILD",
                "DOB",
                "DATE_INT",
                "DATE_MATCH",
                "FOSTER_CARE",
                "NB_ADOPTR",
                "SEX_ADOPTR",
                "LS_ADOPTR",
            ],
            Self::PlacedForAdoption => {
                &["CHILD", "DOB", "DATE_PLACED", "DATE_PLACED_CEASED", "REASON_PLACED_CEASED"]
            }
            Self::PreviousPermanence => &["CHILD", "DOB", "PREV_PERM", "LA_PERM", "DATE_PERM"],
            Self::Missing => &["CHILD", "DOB", "MISSING", "MIS_START", "MIS_END"],
            Self::SocialWorkers => &["CHILD", "DOB", "SW_ID", "SW_DECOM", "SW_DEC", "SW_REASON"],
            Self::Dolo => &["CHILD", "DOB", "DOLO_START", "DOLO_END"],
        }
    }

    /// Columns the table can do without: nothing based on the return reads them.
    #[must_use]
    pub const fn may_lack(self) -> &'static [&'static str] {
        match self {
            Self::Header => &["SEX", "ETHNIC", "UPN", "MOTHER", "MC_DOB"],
            Self::Episodes => {
                &["RNE", "CIN", "PLACE_PROVIDER", "REASON_PLACE_CHANGE", "HOME_POST", "PL_POST", "URN"]
            }
            Self::Uasc => &["SEX"],
            Self::PreviousPermanence => &["LA_PERM"],
            _ => &[],
        }
    }

    /// Finds the table with these columns, in any order and either case. A column that nothing reads may be
    /// missing, as long as no other table is as close.
    #[must_use]
    pub fn recognise<S: AsRef<str>>(headings: &[S]) -> Recognised {
        if headings.len() > MOST_COLUMNS {
            return Recognised::TooMany(headings.len());
        }
        let names: Vec<String> =
            headings.iter().map(|name| name.as_ref().trim().to_ascii_uppercase()).collect();
        if let Some(twice) =
            names.iter().enumerate().find(|(at, name)| names.iter().skip(at + 1).any(|later| later == *name))
        {
            return Recognised::Twice(twice.1.clone());
        }
        let nearest = Self::ALL
            .into_iter()
            .map(|table| {
                let shared =
                    table.columns().iter().filter(|column| names.iter().any(|name| name == *column)).count();
                (shared, std::cmp::Reverse(table.columns().len().abs_diff(names.len())), table)
            })
            .max();
        match nearest {
            Some((shared, _, table)) if shared > 0 => {
                let at: Vec<Option<usize>> = table
                    .columns()
                    .iter()
                    .map(|column| names.iter().position(|name| name == column))
                    .collect();
                let lacks = table.columns().iter().zip(&at).filter(|(_, at)| at.is_none());
                let can_do_without = lacks.clone().all(|(column, _)| table.may_lack().contains(column));
                // A file missing more than half of a table's columns means a different table.
                if shared == names.len() && can_do_without && lacks.count() * 2 < table.columns().len() {
                    return Recognised::Table(table, at);
                }
                Recognised::Nearest {
                    table,
                    missing: table
                        .columns()
                        .iter()
                        .zip(at)
                        .filter(|(_, at)| at.is_none())
                        .map(|(column, _)| *column)
                        .collect(),
                    extra: names
                        .into_iter()
                        .filter(|name| !table.columns().contains(&name.as_str()))
                        .collect(),
                }
            }
            _ => Recognised::Nothing,
        }
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

//! The catalogue: one file an entitlement, and the figures, as they are built into the crate.

use crate::calendar::Day;
use crate::entitlement::outcome::{Entitlement, read};
use crate::entitlement::program::{Program, compile};
use crate::entitlement::reading::{File, LoadError, LoadProblem};
use crate::figures::Figures;
use std::sync::OnceLock;

/// Builds the list of the catalogue's files into the crate.
macro_rules! catalogue {
    ($($id:literal,)*) => {
        /// Each file of the catalogue: its name and its text.
        const CATALOGUE: &[(&str, &str)] = &[$((concat!("catalogue/", $id, ".toml"), include_str!(concat!($id, ".toml"))),)*];
    };
}

catalogue! {
    "personal_adviser",
    "staying_put",
}

/// Dated amounts, ages and commencements.
const FIGURES: (&str, &str) = ("figures.toml", include_str!("../figures.toml"));

/// The law as data: entitlements with their rules, and the figures they name. Checked once when it is loaded.
#[derive(Debug, Clone)]
pub struct Law {
    pub(crate) entitlements: Vec<Entitlement>,
    pub(crate) figures: Figures,
    pub(crate) program: Program,
    /// For each entitlement, what its dates and amounts come from.
    pub(crate) terms: Vec<Terms>,
}

/// An entitlement's state and amount, with ids turned into places.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Terms {
    /// In force from this day.
    pub(crate) from: Day,
    /// No longer law from this day.
    pub(crate) repealed: Day,
    /// The place of the figure that is its amount.
    pub(crate) figure: Option<usize>,
    /// Whether the amount is that of the first day of the education.
    pub(crate) at_education_start: bool,
}

/// The place of an entitlement in a law's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntitlementIndex(usize);

impl EntitlementIndex {
    /// Its place in [`Law::entitlements`] and in [`crate::Assessment::entitlements`].
    pub fn place(self) -> usize {
        self.0
    }
}

impl Law {
    /// The law of England as this crate has it, loaded and checked once.
    ///
    /// # Errors
    /// Every mistake in the built-in files, each with file and line; a test of this crate shows that there is none.
    pub fn england() -> Result<&'static Law, &'static LoadError> {
        static ENGLAND: OnceLock<Result<Law, LoadError>> = OnceLock::new();
        ENGLAND.get_or_init(|| Law::load(CATALOGUE.iter().copied(), FIGURES)).as_ref()
    }

    /// The law of these files: (name, text) of each entitlement, and of the figures.
    ///
    /// # Errors
    /// Every mistake found, each with file and line.
    pub fn load<'t>(
        catalogue: impl IntoIterator<Item = (&'t str, &'t str)>, figures: (&'t str, &'t str),
    ) -> Result<Law, LoadError> {
        let (mut file, table) = File::open(figures.0, figures.1);
        let figures = table.map(|table| Figures::read(&mut file, table.get_ref())).unwrap_or_default();
        let mut problems = file.problems;
        let mut entitlements: Vec<Entitlement> = Vec::new();
        for (name, text) in catalogue {
            let (mut file, table) = File::open(name, text);
            if let Some(entitlement) = table.and_then(|table| read(&mut file, 0, table.get_ref())) {
                check_name(&mut file, name, &entitlement, &entitlements);
                entitlements.push(entitlement);
            }
            problems.extend(file.problems);
        }
        if problems.is_empty() {
            entitlements.sort_by_key(|entitlement| entitlement.number.unwrap_or(u8::MAX));
            Law::of(entitlements, figures).map_err(LoadError)
        } else {
            Err(LoadError(problems))
        }
    }

    /// Compiles what was read.
    pub(crate) fn of(mut entitlements: Vec<Entitlement>, figures: Figures) -> Result<Law, Vec<LoadProblem>> {
        let program = compile(&mut entitlements, &figures, |entitlement| format!("catalogue/{}.toml", entitlement.id))?;
        let terms = entitlements.iter().map(|entitlement| terms(entitlement, &figures)).collect();
        Ok(Law { entitlements, figures, program, terms })
    }

    /// Every entitlement, in the order of the specification; a council's own come last.
    pub fn entitlements(&self) -> &[Entitlement] {
        &self.entitlements
    }

    /// The dated figures.
    pub fn figures(&self) -> &Figures {
        &self.figures
    }

    /// Where an entitlement stands in the list.
    pub fn find(&self, id: &str) -> Option<EntitlementIndex> {
        self.entitlements.iter().position(|entitlement| entitlement.id == id).map(EntitlementIndex)
    }
}

fn check_name(file: &mut File<'_>, name: &str, entitlement: &Entitlement, others: &[Entitlement]) {
    if !name.ends_with(&format!("/{}.toml", entitlement.id)) {
        file.problem(0, format!("the id `{}` is not the name of this file", entitlement.id));
    }
    if others.iter().any(|other| other.id == entitlement.id) {
        file.problem(0, format!("the id `{}` is there twice", entitlement.id));
    }
}

fn terms(entitlement: &Entitlement, figures: &Figures) -> Terms {
    let commencement = entitlement.commencement.as_ref().and_then(|id| figures.commencement(id));
    let money = entitlement.money.as_ref();
    Terms {
        from: commencement.map_or(Day::BEGINNING, |commencement| commencement.from.unwrap_or(Day::END)),
        repealed: entitlement.repealed.unwrap_or(Day::END),
        figure: money.and_then(|money| figures.figures.iter().position(|figure| figure.id == money.figure)),
        at_education_start: money
            .is_some_and(|money| money.on == crate::entitlement::outcome::AmountDay::EducationStart),
    }
}

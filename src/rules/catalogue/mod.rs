//! The catalogue: one file per entitlement, and the figures, as built into the crate.

use crate::calendar::Day;
use crate::challenge;
use crate::entitlement::compile::compile;
use crate::entitlement::named;
use crate::entitlement::outcome::{Entitlement, Kind, read};
use crate::entitlement::program::Program;
use crate::entitlement::reading::{File, LoadError, LoadProblem};
use crate::facts::{self, FactId};
use crate::figures::Figures;
use crate::local_offer::OfferSource;
use std::sync::OnceLock;

/// Builds the list of the catalogue's files into the crate.
macro_rules! catalogue {
    ($($id:literal,)*) => {
        /// Each file of the catalogue: its name and its text.
        const CATALOGUE: &[(&str, &str)] = &[$((concat!("catalogue/", $id, ".toml"), include_str!(concat!($id, ".toml"))),)*];
    };
}

catalogue! {
    "accommodation_and_maintenance_u18",
    "adoption_support_fund",
    "apprenticeship_bursary",
    "asylum_renewal",
    "bursary_16_19",
    "care_leaver_covenant",
    "care_to_learn",
    "carers_and_sure_start",
    "celebration_allowance",
    "civil_service_internship",
    "complaint",
    "corporate_guarantor",
    "corporate_parenting",
    "council_tax_discount",
    "council_tax_student_or_low_income",
    "crisis_payment",
    "custody_contact",
    "dhp",
    "digital_help",
    "discretionary_bursary_16_19",
    "driving_help",
    "education_assistance",
    "ehc_plan",
    "employability_promise",
    "employment_assistance",
    "eu_settled_status",
    "exceptional_hardship",
    "free_dental",
    "free_eye_test",
    "free_meals_fe",
    "free_prescriptions",
    "he_bursary",
    "health_assessments_and_passport",
    "healthy_start",
    "homeless_help",
    "homeless_local_connection",
    "housing_benefit_supported",
    "housing_payment",
    "identity_documents",
    "immigration_fee_help",
    "independent_advocacy",
    "independent_reviewing_officer",
    "independent_visitor",
    "jobcentre_single_point_of_contact",
    "junior_isa",
    "keep_in_touch",
    "leisure_pass",
    "local_offer",
    "moving_costs",
    "needs_assessment",
    "nhs_guaranteed_interview",
    "not_intentionally_homeless",
    "other_welfare_assistance",
    "parenting_support",
    "pathway_plan",
    "personal_adviser",
    "pip",
    "priority_need",
    "protected_characteristic",
    "qualifying_advice",
    "qualifying_education_help",
    "records_access",
    "sar_exemption",
    "setting_up_home_allowance",
    "social_housing_no_local_connection",
    "somewhere_tonight",
    "staying_close",
    "staying_put",
    "student_finance_independent",
    "transition_to_adult_care",
    "travel_help",
    "tv_licence_and_insurance",
    "uc_advance_and_alternative_payment",
    "universal_credit",
    "university_bursaries",
    "vacation_accommodation",
    "virtual_school_and_pep",
    "voter_id_and_registration",
    "warm_home_discount",
    "winter_fuel",
}

/// Dated amounts, ages and commencements.
const FIGURES: (&str, &str) = ("figures.toml", include_str!("../figures.toml"));

/// The law as data: entitlements with their rules, and the figures they refer to. Checked once, when loaded.
#[derive(Debug, Clone)]
pub struct Law {
    pub(crate) entitlements: Vec<Entitlement>,
    pub(crate) figures: Figures,
    pub(crate) program: Program,
    /// What each entitlement's dates and amounts come from.
    pub(crate) terms: Vec<Terms>,
    /// For each entitlement, the ones that may help someone who is told no.
    instead: Vec<Vec<EntitlementIndex>>,
    /// The council's offer laid over it.
    pub(crate) offer: Option<OfferSource>,
    /// The council that uses it, where no offer names it.
    pub(crate) authority: Option<String>,
}

/// An entitlement's state and amount, with ids resolved to indexes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Terms {
    /// In force from this day.
    pub(crate) from: Day,
    /// No longer law from this day.
    pub(crate) repealed: Day,
    /// Who must or may give it.
    pub(crate) kind: Kind,
    /// Whether a line of its rule names a different kind.
    pub(crate) kind_by_line: bool,
    /// Whether setting up home money already received comes off the amount.
    pub(crate) less_paid: bool,
    /// The index of the figure that is its amount.
    pub(crate) figure: Option<usize>,
    /// Whether the amount is the one on the first day of the education.
    pub(crate) at_education_start: bool,
}

/// The index of an entitlement in a law's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntitlementIndex(usize);

impl EntitlementIndex {
    pub(crate) fn at(place: usize) -> EntitlementIndex {
        EntitlementIndex(place)
    }

    /// Its index in [`Law::entitlements`] and in [`crate::Assessment::entitlements`].
    pub fn place(self) -> usize {
        self.0
    }
}

impl Law {
    /// The law of England as built into this crate, loaded and checked once.
    ///
    /// # Errors
    /// Any mistake in the built-in files, each with file and line; a test in this crate shows there are none.
    pub fn england() -> Result<&'static Law, &'static LoadError> {
        static ENGLAND: OnceLock<Result<Law, LoadError>> = OnceLock::new();
        ENGLAND.get_or_init(|| Law::load(CATALOGUE.iter().copied(), FIGURES)).as_ref()
    }

    /// The law in these files: (name, text) of each entitlement, and of the figures.
    ///
    /// # Errors
    /// Every mistake found, each with file and line.
    pub fn load<'t>(
        catalogue: impl IntoIterator<Item = (&'t str, &'t str)>,
        figures: (&'t str, &'t str),
    ) -> Result<Law, LoadError> {
        facts::all().map_err(LoadError::clone)?;
        named::all().map_err(LoadError::clone)?;
        challenge::all().map_err(LoadError::clone)?;
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
        let program = compile(&mut entitlements, &figures)?;
        let terms = entitlements.iter().map(|entitlement| terms(entitlement, &figures)).collect();
        let place = |id: &str| entitlements.iter().position(|entitlement| entitlement.id == id);
        let named = |entitlement: &Entitlement| -> Vec<EntitlementIndex> {
            entitlement.instead.iter().filter_map(|each| place(&each.id)).map(EntitlementIndex).collect()
        };
        let instead = entitlements.iter().map(named).collect();
        Ok(Law { entitlements, figures, program, terms, instead, offer: None, authority: None })
    }

    /// What may help someone who is told no to an entitlement, in order.
    pub fn instead_of(&self, which: EntitlementIndex) -> &[EntitlementIndex] {
        self.instead_at(which.0)
    }

    pub(crate) fn instead_at(&self, place: usize) -> &[EntitlementIndex] {
        self.instead.get(place).map_or(&[], Vec::as_slice)
    }

    /// Every entitlement, in the order of the specification; a council's own come last.
    pub fn entitlements(&self) -> &[Entitlement] {
        &self.entitlements
    }

    pub fn figures(&self) -> &Figures {
        &self.figures
    }

    /// Every entitlement with its index.
    pub fn each(&self) -> impl ExactSizeIterator<Item = (EntitlementIndex, &Entitlement)> {
        self.entitlements
            .iter()
            .enumerate()
            .map(|(place, entitlement)| (EntitlementIndex(place), entitlement))
    }

    /// The index of an entitlement in the list.
    pub fn find(&self, id: &str) -> Option<EntitlementIndex> {
        self.entitlements.iter().position(|entitlement| entitlement.id == id).map(EntitlementIndex)
    }

    /// What an entitlement is called; its id where the law no longer has it.
    pub fn name_of<'a>(&'a self, id: &'a str) -> &'a str {
        self.entitlements
            .iter()
            .find(|entitlement| entitlement.id == id)
            .map_or(id, |entitlement| &entitlement.name)
    }
}

/// The text of a built-in entitlement file: the rule as a lawyer reads it, comments included.
pub fn text_of(id: &str) -> Option<&'static str> {
    let name = format!("catalogue/{id}.toml");
    CATALOGUE.iter().find(|(file, _)| *file == name).map(|(_, text)| *text)
}

fn check_name(file: &mut File<'_>, name: &str, entitlement: &Entitlement, others: &[Entitlement]) {
    if !name.ends_with(&format!("/{}.toml", entitlement.id)) {
        file.problem(0, format!("the id `{}` is not the name of this file", entitlement.id));
    }
    if others.iter().any(|other| other.id == entitlement.id) {
        file.problem(0, format!("the id `{}` appears twice", entitlement.id));
    }
}

fn terms(entitlement: &Entitlement, figures: &Figures) -> Terms {
    let commencement = entitlement.commencement.as_ref().and_then(|id| figures.commencement(id));
    let money = entitlement.money.as_ref();
    Terms {
        from: commencement.map_or(Day::BEGINNING, |commencement| commencement.from.unwrap_or(Day::END)),
        repealed: entitlement.repealed.unwrap_or(Day::END),
        kind: entitlement.kind,
        kind_by_line: entitlement.rule.iter().any(|line| line.kind.is_some()),
        less_paid: entitlement.less == Some(FactId::SettingUpHomePaid),
        figure: money.and_then(|money| figures.figures.iter().position(|figure| figure.id == money.figure)),
        at_education_start: money
            .is_some_and(|money| money.on == crate::entitlement::outcome::AmountDay::EducationStart),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn the_law_of_england_loads_without_a_mistake() {
        let law = Law::england().unwrap();
        assert_eq!(law.entitlements().len(), CATALOGUE.len());
        let numbers: std::collections::BTreeSet<u8> =
            law.entitlements().iter().filter_map(|each| each.number).collect();
        assert_eq!(numbers, (1..=70).collect());
    }

    #[test]
    fn no_file_of_the_catalogue_is_forgotten() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/catalogue");
        let files =
            std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
        let mut files: Vec<String> =
            files.filter(|name| name.ends_with(".toml")).map(|name| format!("catalogue/{name}")).collect();
        files.sort();
        assert_eq!(files, CATALOGUE.iter().map(|(name, _)| (*name).to_owned()).collect::<Vec<_>>());
    }
}

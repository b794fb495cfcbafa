//! A letter that proves that somebody is in care or a care leaver: only what its receiver needs.

use chrono::{DateTime, Days, NaiveDate, Utc};
use leaving_care_rules::assessment::{Assessment, Status};

use crate::id::{PersonId, ProofLetterId, UserId};

crate::words! {
    /// For whom a letter is.
    pub enum Receiver {
        /// A landlord or letting agent.
        Landlord = "landlord",
        /// A school, college, university or training provider.
        College = "college",
        /// A bank.
        Bank = "bank",
        /// The council's own council tax office.
        CouncilTax = "council_tax",
    }

    /// The one sentence that it says.
    pub enum Says {
        /// They are in the care of the council.
        InCare = "in_care",
        /// They are a care leaver, and the council supports them.
        CareLeaver = "care_leaver",
        /// They were in care, or lived elsewhere in a way that counts, and may ask the council for advice.
        Qualifying = "qualifying",
    }
}

/// How long a letter works, in days: about three months.
const WORKS: Days = Days::new(92);

/// The last day on which a letter made on a day works, not included.
#[must_use]
pub fn ends_on(made: NaiveDate) -> NaiveDate {
    made.checked_add_days(WORKS).unwrap_or(made)
}

/// What a letter may say of somebody; none where nothing can be proved.
#[must_use]
pub fn says(assessment: &Assessment) -> Option<Says> {
    match assessment.status {
        _ if assessment.looked_after == Some(true) && assessment.status != Status::NeedsInformation => {
            Some(Says::InCare)
        }
        Status::Eligible => Some(Says::InCare),
        Status::Relevant | Status::FormerRelevant | Status::FormerRelevantEducation => Some(Says::CareLeaver),
        Status::Qualifying => Some(Says::Qualifying),
        Status::None | Status::NeedsInformation => None,
    }
}

/// What its receiver is told beside the name and the sentence: nothing that another receiver needs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// Until when they are supported at least: of use to a landlord; until when a discount may run: of use to council tax.
    pub supported_until: Option<NaiveDate>,
    /// Since when they are a care leaver of 18 or more: of use to council tax.
    pub since: Option<NaiveDate>,
    /// Where they live, if they choose so: of use to a bank.
    pub address: Option<String>,
    /// They can ask for money to set up a first home, if they choose so: of use to a landlord.
    pub first_home: bool,
    /// The council can be asked to promise the rent, if they choose so: of use to a landlord.
    pub guarantor: bool,
}

impl Told {
    /// What this receiver needs of somebody, of what may be told. A landlord is told whether there is help, and until when; council
    /// tax the days on which a discount depends; a college which council confirms it, and no day; a bank not even the status.
    #[must_use]
    pub fn of(receiver: Receiver, assessment: &Assessment, chosen: Self) -> Self {
        let dates = &assessment.dates;
        let (turns_18, turns_21, turns_25) = (dates.turns_18, dates.turns_21, dates.turns_25);
        let ahead = |day: Option<NaiveDate>| day.filter(|day| assessment.as_of < *day);
        match (receiver, says(assessment)) {
            (Receiver::Landlord, says) => {
                let until = match says {
                    Some(Says::InCare) => turns_18,
                    Some(Says::CareLeaver) => ahead(turns_21).or(turns_25),
                    _ => ahead(turns_21),
                };
                let Self { first_home, guarantor, .. } = chosen;
                Self { supported_until: until, first_home, guarantor, ..Self::default() }
            }
            (Receiver::CouncilTax, Some(Says::CareLeaver | Says::Qualifying)) => {
                Self { supported_until: ahead(turns_25), since: turns_18, ..Self::default() }
            }
            (Receiver::Bank, _) => Self { address: chosen.address, ..Self::default() },
            (Receiver::CouncilTax | Receiver::College, _) => Self::default(),
        }
    }
}

/// Nobody of less than 18 pays council tax: a letter for it would prove nothing.
#[must_use]
pub fn of_use(receiver: Receiver, assessment: &Assessment) -> bool {
    let grown = assessment.dates.turns_18.is_some_and(|day| day <= assessment.as_of);
    says(assessment).is_some() && (receiver != Receiver::CouncilTax || grown)
}

/// A letter as it is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLetter {
    /// For whom.
    pub receiver: Receiver,
    /// The name on it.
    pub name: String,
    /// What it says.
    pub says: Says,
    /// What else its receiver is told.
    pub told: Told,
    /// The keyed hash of its code.
    pub code_hash: String,
    /// The code, sealed: for its owner alone.
    pub code_sealed: String,
}

/// A letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProofLetter {
    /// Which.
    pub id: ProofLetterId,
    /// Whose.
    pub person: PersonId,
    /// What was made.
    pub letter: NewLetter,
    /// When.
    pub made_at: DateTime<Utc>,
    /// By whom.
    pub made_by: Option<UserId>,
    /// The first day on which it no longer works.
    pub ends_on: NaiveDate,
    /// When its owner ended it before that.
    pub ended_at: Option<DateTime<Utc>>,
}

impl ProofLetter {
    /// Whether it works on this day.
    #[must_use]
    pub fn works(&self, today: NaiveDate) -> bool {
        self.ended_at.is_none() && today < self.ends_on
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use leaving_care_rules::{Law, Person, assess};

    #[test]
    fn each_receiver_is_told_what_it_needs_and_nothing_that_another_needs() {
        let jay = r#"{"date_of_birth":"2007-03-21","episodes":[{"start":"2021-05-03","end":"2025-03-21","legal_status":"C2"}]}"#;
        let jay: Person = serde_json::from_str(jay).unwrap();
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let assessment = assess(Law::england().unwrap(), &jay, day("2026-11-23"));
        let chosen = Told {
            address: Some("12 Mill Lane".into()),
            first_home: true,
            guarantor: true,
            ..Told::default()
        };
        let told = |receiver| Told::of(receiver, &assessment, chosen.clone());
        let landlord = told(Receiver::Landlord);
        assert_eq!((landlord.supported_until, landlord.first_home), (Some(day("2028-03-21")), true));
        assert_eq!((landlord.since, landlord.address), (None, None));
        let tax = told(Receiver::CouncilTax);
        assert_eq!((tax.since, tax.supported_until), (Some(day("2025-03-21")), Some(day("2032-03-21"))));
        assert!(!tax.guarantor && tax.address.is_none());
        assert_eq!(told(Receiver::Bank), Told { address: Some("12 Mill Lane".into()), ..Told::default() });
        assert_eq!(told(Receiver::College), Told::default());
        let young = assess(Law::england().unwrap(), &jay, day("2024-11-23"));
        assert!(of_use(Receiver::Bank, &young) && !of_use(Receiver::CouncilTax, &young));
    }
}

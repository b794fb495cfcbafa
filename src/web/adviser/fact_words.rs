//! What is asked of an adviser about a person, and how an answer is said.

use onward_domain::care::CircumstanceFact as Fact;

/// The question about the person of this name, and a line that helps to answer it.
#[must_use]
pub fn question(fact: Fact, name: &str) -> (String, &'static str) {
    match fact {
        Fact::EducationRequestDate => (
            format!("When did {name} tell us that they want to study or train?"),
            "The day the council was told of a course after 21, or of the wish for one.",
        ),
        Fact::SupportRequestDate => (
            format!("When did {name} ask for support after 21?"),
            "The day they, or somebody for them, got in touch.",
        ),
        Fact::SupportDeclinedDate => (
            format!("When did {name} last say no to support?"),
            "The offer of support after 21 is made again each year.",
        ),
        Fact::HasPathwayPlan => (
            format!("Does {name} have a pathway plan?"),
            "A plan that was agreed in this service answers it by itself.",
        ),
        Fact::SettingUpHomePaid => (
            format!("How much first-home money did {name} get before?"),
            "What was paid before payments were kept here. Enter 0 if there was nothing.",
        ),
        Fact::HeBursaryPaid => {
            (format!("Did {name} get the university bursary before?"), "Before payments were kept here.")
        }
        Fact::ApprenticeshipBursaryPaid => {
            (format!("Did {name} get the apprenticeship bursary before?"), "Before payments were kept here.")
        }
        Fact::StayingPut => (
            format!("Does {name} live with the former foster carer?"),
            "Staying put: say yes as well if it is agreed for their 18th birthday.",
        ),
        Fact::TermTimeHomeOpenInVacation => (
            format!("Can {name} stay in the term-time home in the holidays?"),
            "Only for those who live away from home to study.",
        ),
        Fact::PrivatelyRenting => (
            format!("Does {name} rent from a private landlord?"),
            "Not from the council, a housing association or a carer.",
        ),
        Fact::CouncilTaxLiable => {
            (format!("Does {name} have to pay council tax?"), "Look at the bill: is their name on it?")
        }
        Fact::LivesInResponsibleArea => (
            format!("Does {name} live in the area of our council?"),
            "The council that is responsible for them as somebody who was in care.",
        ),
        Fact::Parent => {
            (format!("Is {name} responsible for a child?"), "As a mother or father, or in the place of one.")
        }
        Fact::Pregnant => (format!("Is {name} pregnant?"), "Write only what they told you and agreed to."),
        Fact::LimitedCapability => (
            format!("Is {name} too ill or disabled to work?"),
            "Found by the benefits office to have limited capability for work.",
        ),
        Fact::RecourseToPublicFunds => (
            format!("Do {name}’s papers allow benefits?"),
            "British and Irish citizens: yes. No, where the papers say ‘no recourse to public funds’.",
        ),
        Fact::Ehcp => {
            (format!("Does {name} have an education, health and care plan?"), "An EHC plan that is in force.")
        }
    }
}

/// Where a question stands on the page of what is known.
#[must_use]
pub fn anchor(fact: Fact) -> String {
    fact.word().replace('_', "-")
}

/// Where courses stand on that page.
pub const COURSES: &str = "courses";

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_question_has_words_of_its_own() {
        let mut questions = BTreeSet::new();
        for fact in Fact::ALL {
            let (asked, hint) = question(*fact, "Jay");
            assert!(
                asked.contains("Jay") && asked.ends_with('?') && hint.ends_with(['.', '?']),
                "{asked} {hint}"
            );
            assert!(questions.insert(asked));
        }
    }
}

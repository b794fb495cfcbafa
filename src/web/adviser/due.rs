//! What is due, in words.

use onward_domain::due::What;

use crate::web::words::{Say, says::adviser::due as told};

/// In a word or two.
#[must_use]
pub fn what(what: What) -> Say {
    match what {
        What::Emergency => told::Emergency.into(),
        What::Request => told::Request.into(),
        What::SaidWrong => told::SaidWrong.into(),
        What::Visit => told::Visit.into(),
        What::Contact => told::Contact.into(),
        What::Appointment => told::Appointment.into(),
        What::AppointmentAsked => told::AppointmentAsked.into(),
        What::Assessment => told::Assessment.into(),
        What::Plan => told::Plan.into(),
        What::Review => told::Review.into(),
        What::Matter => told::Matter.into(),
        What::MatterChased => told::MatterChased.into(),
        What::ReviewAsked => told::ReviewAsked.into(),
        What::Offer => told::Offer.into(),
        What::CareEnds => told::CareEnds.into(),
        What::OverrideEnds => told::OverrideEnds.into(),
        What::CallToday => told::CallToday.into(),
        What::OwnAnswers(many) => told::OwnAnswers { many: i64::try_from(many).unwrap_or(i64::MAX) }.into(),
        What::Questions(many) => told::Questions { many: i64::try_from(many).unwrap_or(i64::MAX) }.into(),
        What::Birthday(age) => told::Birthday { age: i64::from(age) }.into(),
    }
}

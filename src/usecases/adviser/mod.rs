//! What an adviser does: sees their people and why each has the status they have, settles facts, records steps.

pub mod add_entitlement_step;
pub mod answer_fact;
pub mod answer_rectification;
mod answered;
pub mod appointments;
pub mod consider;
pub mod correct_episode;
pub mod effect_of_episode;
pub mod find_person;
pub mod invite;
pub mod log_group;
pub mod log_visit;
pub mod name_person;
pub mod override_answer;
pub mod plan;
pub mod receipts;
pub mod record_course;
pub mod record_together;
pub mod say_lived_with;
pub mod see_care_history;
pub mod see_chronology;
pub mod see_entitlement;
pub mod see_facts;
pub mod see_handover;
pub mod see_my_people;
pub mod see_person;
pub mod settle_birth;
pub mod settle_own_answer;
pub mod settle_question;
pub mod take_back_step;
pub mod talk;
pub mod today;
pub mod try_change;
pub mod what_if;

pub use answered::Answered;

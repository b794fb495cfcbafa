//! What a person from each audience does from signing in to the answer, and what an operator does at the command line.

mod answers;
mod appointments;
mod asking;
mod command_line;
mod correction;
mod directory;
mod ending_care;
mod first_day;
mod group;
mod handover;
mod hub;
mod languages;
mod ledger;
mod looking;
mod manager;
mod mine;
mod own_answers;
mod own_plan;
mod partners;
pub mod receipts;
mod returns;
mod reviewing;
mod staff;
mod standing_in;
mod together;
mod two_people;
mod young_person;

//! What a person from each audience does from signing in to the answer, and what an operator does at the command line.

mod answers;
mod appointments;
mod asking;
mod command_line;
mod correction;
mod directory;
mod first_day;
mod hub;
mod ledger;
mod looking;
mod manager;
mod mine;
mod own_answers;
mod own_plan;
mod partners;
mod returns;
mod reviewing;
mod staff;
mod together;
mod two_people;
mod young_person;

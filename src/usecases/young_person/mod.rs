//! What a young person does: looks at what is theirs, why, and who has looked; asks for it and says what is wrong.

pub mod answer_draft;
pub mod appointments;
pub mod ask_for;
pub mod keep_budget;
pub mod look_back;
pub mod mine;
pub mod my_data;
pub mod own_plan;
pub mod own_steps;
pub mod prove;
pub mod receipts;
pub mod rectify;
pub mod reminders;
pub mod see_budget;
pub mod see_home;
pub mod see_my_adviser;
pub mod see_own_pages;
pub mod see_paths;
pub mod see_place;
pub mod see_request;
pub mod see_turning;
pub mod see_who_looked;
pub mod see_years;
pub mod support;
pub mod talk;
pub mod what_if_money;

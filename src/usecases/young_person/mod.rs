//! What a young person does: looks at what is theirs, why, and who has looked.

pub mod keep_budget;
pub mod see_budget;
pub mod see_my_adviser;
pub mod see_own_pages;
pub mod see_who_looked;
pub mod what_if_money;

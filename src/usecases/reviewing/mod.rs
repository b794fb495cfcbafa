//! What a reviewing officer does: sees whose plans are due for review.

pub mod see_my_people;
pub mod work;

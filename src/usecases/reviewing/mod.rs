//! What a reviewing officer does: sees whose plans wait for a review.

pub mod see_my_people;

//! The ground on which an agency is told something of a child, as every form asks it: an agency's own, and the hub's.

use onward_domain::hub::{PartSaid, ShareGround};

use crate::web::{
    form::Reader,
    words::says::hub::{act, partner as told},
};

/// What an agency says, with its ground and the law where that is the ground.
pub fn part_said(read: &mut Reader, words: &str, ground: &str, law: &str) -> Option<PartSaid> {
    let words = read.text("words", words).missing(told::Words).required();
    let (ground, law) = on_ground(read, ground, law);
    Some(PartSaid { words: words?, ground, law })
}

/// On which ground something is shared, and the law where that is the ground.
pub fn on_ground(read: &mut Reader, ground: &str, law: &str) -> (Option<ShareGround>, Option<String>) {
    let known = |word: &str| word.parse::<ShareGround>().ok();
    let ground = read.choice("ground", ground, known).missing(act::Ground).required();
    let law = read.text("law", law).missing(act::Law);
    let law = if ground == Some(ShareGround::Law) { law.required() } else { None };
    (ground, law)
}

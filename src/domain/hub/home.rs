//! Whose a contact is by the child's home, what partners add to it, and what two contacts have in common.

use chrono::{DateTime, Utc};

use super::{Agency, ShareGround};
use crate::id::{HubPartId, HubPassId, UserId};

crate::words! {
    /// Whose a contact is, by the child's home.
    pub enum Home {
        Ours = "ours",
        Neighbour = "neighbour",
        /// Both councils say that it is theirs.
        Both = "both",
        /// Neither does.
        Nobody = "nobody",
    }

    /// Where the child lives, as whoever writes says. Whoever does not say is as welcome as whoever does not know.
    pub enum Lives {
        /// In the area of this council.
        Ours = "ours",
        /// In the area of the hub's other council.
        Neighbour = "neighbour",
        Elsewhere = "elsewhere",
        Unknown = "unknown",
    }
}

impl Lives {
    /// Whose it is by that; nothing where they don't know.
    #[must_use]
    pub const fn home(self) -> Option<Home> {
        match self {
            Self::Ours => Some(Home::Ours),
            Self::Neighbour => Some(Home::Neighbour),
            Self::Elsewhere => Some(Home::Nobody),
            Self::Unknown => None,
        }
    }
}

/// What a partner says, and on which ground they share it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartSaid {
    pub words: String,
    /// None only for what was written before grounds were asked for.
    pub ground: Option<ShareGround>,
    /// Which law requires it, where that is the ground.
    pub law: Option<String>,
}

impl PartSaid {
    /// It has words and a ground, and the law is named where the law is the ground.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let said = |text: &str| !text.trim().is_empty();
        let named = self.law.as_deref().is_some_and(said);
        said(&self.words) && self.ground.is_some_and(|ground| (ground == ShareGround::Law) == named)
    }
}

/// What a partner says about a contact that something was shared with them about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    pub id: HubPartId,
    pub agency: Agency,
    pub said: PartSaid,
    /// Who said it by phone, where somebody at the hub wrote it down.
    pub said_by: Option<String>,
    pub at: DateTime<Utc>,
    pub by: UserId,
}

/// What the hub passed to a council that is not of the hub, on which ground.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passed {
    pub id: HubPassId,
    /// The council, or whoever it is in another country.
    pub to: String,
    pub said: PartSaid,
    /// Who there has taken it. Until somebody has, the contact stays the hub's and its clock runs.
    pub taken_by: Option<String>,
    pub at: DateTime<Utc>,
    pub by: UserId,
}

/// Whose a contact is, as somebody at the hub says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Routed {
    pub home: Home,
    pub why: String,
    pub at: DateTime<Utc>,
    pub by: UserId,
}

/// Whose a contact may be by the places that stand in it; nothing where none does.
#[must_use]
pub fn home_by_places(text: &str, ours: &[String], neighbours: &[String]) -> Option<Home> {
    let words: String = text
        .chars()
        .map(|letter| if letter.is_alphanumeric() { letter } else { ' ' })
        .collect::<String>()
        .to_lowercase();
    let words = format!(" {} ", words.split_whitespace().collect::<Vec<_>>().join(" "));
    let stands = |places: &[String]| {
        places
            .iter()
            .map(|place| place.trim().to_lowercase())
            .any(|place| !place.is_empty() && words.contains(&format!(" {place} ")))
    };
    match (stands(ours), stands(neighbours)) {
        (true, true) => Some(Home::Both),
        (true, false) => Some(Home::Ours),
        (false, true) => Some(Home::Neighbour),
        (false, false) => None,
    }
}

/// How much two descriptions of who it is about have in common: words of four letters and more, and numbers, that stand in both.
#[must_use]
pub fn in_common(one: &str, other: &str) -> usize {
    let words = |text: &str| -> std::collections::BTreeSet<String> {
        let plain: String =
            text.chars().map(|letter| if letter.is_alphanumeric() { letter } else { ' ' }).collect();
        let said = plain.split_whitespace().map(str::to_lowercase);
        said.filter(|word| word.chars().count() > 3 || word.chars().all(|letter| letter.is_ascii_digit()))
            .collect()
    };
    words(one).intersection(&words(other)).count()
}

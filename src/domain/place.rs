//! Where a young person lives as they see it themselves: whether it is right for them, what they can do already, and the
//! jobs of a move.

use chrono::NaiveDate;

use crate::{
    id::{MoveJobId, PageShareId, PersonId, PlaceViewId, ReadyRoomId},
    recorded::Recorded,
};

crate::words! {
    /// Whether the place they live in is right for them.
    pub enum Right {
        /// Yes.
        Yes = "yes",
        /// Mostly.
        Mostly = "mostly",
        /// No.
        No = "no",
        /// They don't feel safe there.
        Unsafe = "unsafe",
    }

    /// A page of their own that their adviser reads while it is shared.
    pub enum OwnPage {
        /// My home: how they see it, how ready they feel, the jobs of a move.
        Home = "home",
        /// What they want next in work and study.
        Next = "next",
    }

    /// A part of living in a home of one's own.
    pub enum Room {
        /// Cooking and eating.
        Kitchen = "kitchen",
        /// Cleaning and washing.
        Washing = "washing",
        /// Rent, bills and letters.
        Papers = "papers",
        /// Keeping safe, and what to do when something breaks.
        Safety = "safety",
        /// Health, doctors and sleep.
        Health = "health",
        /// People: neighbours, friends, being alone.
        People = "people",
    }

    /// How it goes.
    pub enum Ready {
        /// They can do it.
        Can = "can",
        /// They are learning it.
        Learning = "learning",
        /// They want help with it.
        Help = "help",
    }
}

impl Right {
    /// Whether their adviser is told of it in any case: the page says so before it is sent.
    #[must_use]
    pub const fn is_told(self) -> bool {
        matches!(self, Self::No | Self::Unsafe)
    }
}

/// Whether they share such a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageShareNote {
    pub page: OwnPage,
    pub shared: bool,
}

/// The same, in one version. A page that nothing was said about is shared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageShare {
    pub id: PageShareId,
    pub person: PersonId,
    pub note: PageShareNote,
    pub recorded: Recorded,
    /// The version that took its place.
    pub superseded_by: Option<PageShareId>,
}

/// Whether a page is shared, by what was said of all of them.
#[must_use]
pub fn is_shared(said: &[PageShare], page: OwnPage) -> bool {
    said.iter().find(|share| share.note.page == page).is_none_or(|share| share.note.shared)
}

/// How they see the place they live in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceViewNote {
    /// Whether it is right for them.
    pub right: Right,
    /// In their words.
    pub words: Option<String>,
    /// The day on which they move, where it is known.
    pub move_day: Option<NaiveDate>,
}

/// The same, in one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceView {
    /// Which version.
    pub id: PlaceViewId,
    /// Whose.
    pub person: PersonId,
    /// What it says.
    pub note: PlaceViewNote,
    /// By whom and when.
    pub recorded: Recorded,
    /// The version that took its place.
    pub superseded_by: Option<PlaceViewId>,
}

/// How one room of life goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadyRoomNote {
    /// Which.
    pub room: Room,
    /// How.
    pub ready: Ready,
}

/// The same, in one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadyRoom {
    /// Which version.
    pub id: ReadyRoomId,
    /// Whose.
    pub person: PersonId,
    /// What it says.
    pub note: ReadyRoomNote,
    /// By whom and when.
    pub recorded: Recorded,
    /// The version that took its place.
    pub superseded_by: Option<ReadyRoomId>,
}

/// A job of a move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoveJobNote {
    /// What has to be done.
    pub what: String,
    /// By when.
    pub by: Option<NaiveDate>,
    /// It is done.
    pub done: bool,
}

/// The same, in one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoveJob {
    /// Which version.
    pub id: MoveJobId,
    /// Whose.
    pub person: PersonId,
    /// What it says.
    pub note: MoveJobNote,
    /// By whom and when.
    pub recorded: Recorded,
    /// The version that took its place.
    pub superseded_by: Option<MoveJobId>,
}

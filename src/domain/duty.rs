//! Who answers for what, by day and when the office is closed.

crate::words! {
    /// What somebody needs a person for, now.
    pub enum Matter {
        /// A child who may not be safe.
        Child = "child",
        /// An adult who needs care and support, or is not safe.
        Adult = "adult",
        /// Somebody who may need an assessment under the Mental Health Act.
        MentalHealth = "mental_health",
        /// A family in crisis.
        Family = "family",
        /// Somebody under 18 was arrested, or a care leaver.
        Arrested = "arrested",
        /// Nowhere to sleep tonight.
        Home = "home",
    }

    /// Which of the hub's two councils.
    pub enum Council {
        Ours = "ours",
        Neighbour = "neighbour",
    }

    /// Who answers by day.
    pub enum Daytime {
        /// The children's hub.
        Hub = "hub",
        /// The adults' team.
        Adults = "adults",
        /// The leaving care team.
        Team = "team",
    }
}

impl Matter {
    /// Who answers in office hours. At all other times the emergency team does, whatever it is.
    #[must_use]
    pub const fn by_day(self) -> Daytime {
        match self {
            Self::Child | Self::Family | Self::Arrested => Daytime::Hub,
            Self::Adult | Self::MentalHealth => Daytime::Adults,
            Self::Home => Daytime::Team,
        }
    }
}

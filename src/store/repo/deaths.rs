//! Whether a death is recorded: nobody signs in for somebody who has died, and nothing is sent to their phone.
//!
//! It is looked up each time and kept nowhere else: an account is open again as soon as a wrong record is corrected.

use diesel::prelude::*;
use onward_domain::id::PersonId;

use crate::{Tx, error::StoreResult, schema::people::persons, scope::Record, types::Column as _};

/// No death is recorded of the person in this column: neither on its own nor as the end of a period of care (E2).
macro_rules! lives {
    ($person:expr) => {{
        use crate::schema::records::{care_episodes, life_events};
        use diesel::dsl::{exists, not};
        let died = life_events::table
            .filter(life_events::person_id.nullable().eq($person))
            .filter(life_events::kind.eq("died"))
            .filter(life_events::superseded_at.is_null());
        let died_in_care = care_episodes::table
            .filter(care_episodes::person_id.nullable().eq($person))
            .filter(care_episodes::reason_ended.eq("E2"))
            .filter(care_episodes::superseded_at.is_null());
        not(exists(died)).and(not(exists(died_in_care)))
    }};
}
pub(crate) use lives;

impl Tx {
    /// Whether a death is recorded of a person.
    ///
    /// # Errors
    /// The database's own.
    pub fn death_is_recorded(&self, person: PersonId) -> StoreResult<bool> {
        self.run(|connection| {
            let living: i64 = persons::table
                .filter(persons::id.eq(person.column()))
                .filter(lives!(persons::id.nullable()))
                .count()
                .get_result(connection)?;
            Ok(living == 0)
        })
    }
}

impl Record<'_> {
    /// Whether their death is recorded.
    ///
    /// # Errors
    /// The database's own.
    pub fn death_is_recorded(&self) -> StoreResult<bool> {
        self.tx().death_is_recorded(self.id())
    }
}

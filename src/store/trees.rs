//! The migrations in the program: those that read the same on both databases, and each database's own.

use diesel::{
    backend::Backend,
    migration::{Migration, MigrationSource, Result},
};
use diesel_migrations::{EmbeddedMigrations, embed_migrations};

/// Everything that makes one database's tables.
pub(crate) struct Trees {
    both: EmbeddedMigrations,
    own: EmbeddedMigrations,
}

const BOTH: EmbeddedMigrations = embed_migrations!("../../migrations/both");

pub(crate) static SQLITE: Trees = Trees { both: BOTH, own: embed_migrations!("../../migrations/sqlite") };

#[cfg(feature = "postgres")]
pub(crate) static POSTGRESQL: Trees =
    Trees { both: BOTH, own: embed_migrations!("../../migrations/postgresql") };

impl<DB: Backend> MigrationSource<DB> for &Trees {
    fn migrations(&self) -> Result<Vec<Box<dyn Migration<DB>>>> {
        let mut all: Vec<Box<dyn Migration<DB>>> = self.both.migrations()?;
        let own: Vec<Box<dyn Migration<DB>>> = self.own.migrations()?;
        all.extend(own);
        all.sort_by(|a, b| a.name().version().cmp(&b.name().version()));
        Ok(all)
    }
}

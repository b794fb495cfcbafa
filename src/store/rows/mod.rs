//! How each row becomes one of the domain's nouns and back, one file per table group.

pub mod accounts;
pub(crate) mod between;
pub(crate) mod desk;
pub(crate) mod directory;
pub(crate) mod documents;
pub(crate) mod mine;
pub(crate) mod own;
pub(crate) mod pathway;
pub(crate) mod plans;
pub(crate) mod records;
pub(crate) mod reviewing;
pub(crate) mod trail;
pub mod users;

/// A noun that is stored as one row of one table.
pub trait Row: Sized {
    /// Adds it.
    fn insert(&self, connection: &mut crate::connection::AnyConnection) -> diesel::QueryResult<usize>;
}

/// Says, column by column in the table's order, how a noun is stored: `row!(Noun, table, |noun| { column: Type = value,
/// … } => build)`, where `build` sees the columns as variables.
macro_rules! row {
    ($kind:ty, $table:ident, |$noun:ident| { $($column:ident : $type:ty = $value:expr),+ $(,)? } => $build:expr) => {
        impl diesel::deserialize::Queryable<$table::SqlType, $crate::connection::MultiBackend> for $kind {
            type Row = ($(<$type as $crate::types::Column>::Read,)+);
            fn build(($($column,)+): Self::Row) -> diesel::deserialize::Result<Self> {
                $(let $column = <$type as $crate::types::Column>::value($column);)+
                Ok($build)
            }
        }
        impl $crate::rows::Row for $kind {
            fn insert(&self, connection: &mut $crate::connection::AnyConnection) -> diesel::QueryResult<usize> {
                let $noun = self;
                diesel::insert_into($table::table)
                    .values(($($table::$column.eq($crate::types::Column::column(&$value)),)+))
                    .execute(connection)
            }
        }
    };
}
pub(crate) use row;

//! Whether a column is one of a list, in a statement that the database prepares once for lists of any length.
//!
//! Diesel's `eq_any` writes a place for every value, so that each length is another statement, prepared anew every time.
//! Here the list is one value: a text that the database takes apart.

use diesel::{
    expression::{AppearsOnTable, Expression, SelectableExpression, ValidGrouping, is_aggregate},
    query_builder::{AstPass, QueryFragment, QueryId},
    result::QueryResult,
    sql_types::{Bool, Text},
};

use crate::connection::{AnyConnection, MultiBackend};

/// `column IN` the list. Made by [`among`].
#[derive(Debug, Clone)]
pub(crate) struct Among<C> {
    column: C,
    /// A JSON array of texts.
    list: String,
    /// What stands before and after the list.
    around: (&'static str, &'static str),
}

/// Whether this column of text holds one of `list`.
pub(crate) fn among<C>(connection: &AnyConnection, column: C, list: &[String]) -> Among<C> {
    let around = match connection {
        AnyConnection::Sqlite(_) => (" IN (SELECT value FROM json_each(", "))"),
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(_) => (" = ANY (ARRAY(SELECT json_array_elements_text(CAST(", " AS JSON))))"),
    };
    Among { column, list: serde_json::json!(list).to_string(), around }
}

impl<C: Expression> Expression for Among<C> {
    type SqlType = Bool;
}

impl<C, Source> AppearsOnTable<Source> for Among<C>
where
    C: AppearsOnTable<Source>,
    Self: Expression,
{
}

impl<C, Source> SelectableExpression<Source> for Among<C>
where
    C: SelectableExpression<Source>,
    Self: AppearsOnTable<Source>,
{
}

impl<C> ValidGrouping<()> for Among<C> {
    type IsAggregate = is_aggregate::No;
}

impl<C> QueryId for Among<C> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<C: QueryFragment<MultiBackend>> QueryFragment<MultiBackend> for Among<C> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        self.column.walk_ast(out.reborrow())?;
        out.push_sql(self.around.0);
        out.push_bind_param::<Text, _>(&self.list)?;
        out.push_sql(self.around.1);
        Ok(())
    }
}

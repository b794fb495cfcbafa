//! The migrations make the same tables on both databases; only the texts that the directory's search reads are each one's own.

#[cfg(feature = "postgres")]
mod on_both_databases {
    use std::collections::BTreeSet;

    use diesel::{prelude::*, sql_types::Text};

    use crate::{Store, testing::TestStore};

    #[derive(QueryableByName)]
    struct Line {
        #[diesel(sql_type = Text)]
        line: String,
    }

    fn lines(store: &Store, query: &'static str) -> BTreeSet<String> {
        let lines: Vec<Line> =
            store.read(|tx| tx.run(|connection| Ok(diesel::sql_query(query).load(connection)?))).unwrap();
        lines.into_iter().map(|line| line.line).collect()
    }

    #[test]
    fn they_have_the_same_tables_columns_kinds_and_nullability() {
        let sqlite = lines(
            &TestStore::sqlite(),
            "SELECT t.name || '.' || c.name || ' ' || c.type || CASE WHEN c.\"notnull\" THEN '' ELSE ' null' END AS line \
             FROM sqlite_schema t JOIN pragma_table_info(t.name) c \
             WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND t.name NOT LIKE '\\_\\_diesel%' ESCAPE '\\' \
             AND t.name NOT LIKE 'directory\\_text%' ESCAPE '\\'",
        );
        let postgresql = lines(
            &TestStore::postgresql(),
            "SELECT table_name || '.' || column_name || ' ' || CASE data_type WHEN 'text' THEN 'TEXT' \
             WHEN 'date' THEN 'DATE' WHEN 'bigint' THEN 'BIGINT' WHEN 'boolean' THEN 'BOOLEAN' \
             WHEN 'integer' THEN 'INTEGER' WHEN 'bytea' THEN 'BLOB' \
             WHEN 'timestamp without time zone' THEN 'TIMESTAMP' ELSE data_type END \
             || CASE is_nullable WHEN 'NO' THEN '' ELSE ' null' END AS line \
             FROM information_schema.columns \
             WHERE table_schema = current_schema() AND table_name NOT LIKE '\\_\\_diesel%' \
             AND table_name <> 'directory_text'",
        );
        assert!(sqlite.len() > 100);
        assert_eq!(sqlite, postgresql);
    }

    #[test]
    fn they_have_the_same_indexes_on_the_same_columns() {
        let sqlite = lines(
            &TestStore::sqlite(),
            "SELECT m.tbl_name || '.' || i.name || CASE WHEN i.\"unique\" THEN ' unique' ELSE '' END || ' ' || \
             (SELECT group_concat(name, ',') FROM pragma_index_info(i.name)) AS line \
             FROM sqlite_schema m JOIN pragma_index_list(m.name) i \
             WHERE m.type = 'table' AND i.origin = 'c' AND m.name NOT LIKE '\\_\\_diesel%' ESCAPE '\\' \
             AND m.name NOT LIKE 'directory\\_text%' ESCAPE '\\'",
        );
        let postgresql = lines(
            &TestStore::postgresql(),
            "SELECT t.relname || '.' || i.relname || CASE WHEN x.indisunique THEN ' unique' ELSE '' END || ' ' || \
             (SELECT string_agg(a.attname, ',' ORDER BY k.n) FROM unnest(x.indkey) WITH ORDINALITY k(attnum, n) \
              JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.attnum) AS line \
             FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid \
             WHERE t.relnamespace = current_schema()::regnamespace AND NOT x.indisprimary AND t.relname <> 'directory_text' \
             AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = x.indexrelid)",
        );
        assert!(sqlite.len() > 20);
        assert_eq!(sqlite, postgresql);
    }

    #[test]
    fn they_have_the_same_references() {
        let sqlite = lines(
            &TestStore::sqlite(),
            "SELECT m.name || '.' || f.\"from\" || ' -> ' || f.\"table\" AS line \
             FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table'",
        );
        let postgresql = lines(
            &TestStore::postgresql(),
            "SELECT c.conrelid::regclass || '.' || a.attname || ' -> ' || c.confrelid::regclass AS line \
             FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1] \
             WHERE c.contype = 'f' AND c.connamespace = current_schema()::regnamespace",
        );
        assert!(sqlite.len() > 20);
        assert_eq!(sqlite, postgresql);
    }
}

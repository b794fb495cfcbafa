-- What a PostgreSQL schema contains besides rows, each as its name and what makes it. Names of the schema itself are left
-- out, so that two schemas can be compared. What belongs to an extension is left out.
WITH ours AS (
    SELECT oid, relname, relkind, relpersistence, relrowsecurity, relforcerowsecurity FROM pg_class
    WHERE relnamespace = current_schema()::regnamespace
      AND relname NOT LIKE '\_\_diesel%'
      AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid AND deptype = 'e')
),
found AS (
    SELECT 'table ' || relname AS name,
        concat_ws(' ', relkind, relpersistence, relrowsecurity, relforcerowsecurity,
            (SELECT string_agg(
                concat_ws(' ', attname, format_type(atttypid, atttypmod), attnotnull, attidentity, attgenerated,
                    pg_get_expr(adbin, adrelid)), E'\n' ORDER BY attnum)
             FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
             WHERE attrelid = ours.oid AND attnum > 0 AND NOT attisdropped),
            -- References are kept by triggers of the server's own, which can be switched off.
            (SELECT string_agg(tgenabled::text, '') FROM pg_trigger
             WHERE tgrelid = ours.oid AND tgisinternal AND tgenabled <> 'O')) AS what
    FROM ours WHERE relkind IN ('r', 'p', 'f')
    UNION ALL
    SELECT 'view ' || relname, pg_get_viewdef(oid) FROM ours WHERE relkind IN ('v', 'm')
    UNION ALL
    SELECT 'sequence ' || relname, '' FROM ours WHERE relkind = 'S'
    UNION ALL
    SELECT 'index ' || relname, pg_get_indexdef(oid) FROM ours WHERE relkind IN ('i', 'I')
    UNION ALL
    SELECT 'constraint ' || conname || ' on ' || relname, concat_ws(' ', pg_get_constraintdef(pg_constraint.oid), convalidated)
    FROM pg_constraint JOIN ours ON conrelid = ours.oid
    UNION ALL
    SELECT 'trigger ' || tgname || ' on ' || relname, concat_ws(' ', pg_get_triggerdef(pg_trigger.oid), tgenabled)
    FROM pg_trigger JOIN ours ON tgrelid = ours.oid WHERE NOT tgisinternal
    UNION ALL
    SELECT 'rule ' || rulename || ' on ' || relname, pg_get_ruledef(pg_rewrite.oid)
    FROM pg_rewrite JOIN ours ON ev_class = ours.oid WHERE rulename <> '_RETURN'
    UNION ALL
    SELECT 'policy ' || polname || ' on ' || relname,
        concat_ws(' ', polcmd, polpermissive, pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid))
    FROM pg_policy JOIN ours ON polrelid = ours.oid
    UNION ALL
    SELECT 'function ' || proname || '(' || pg_get_function_identity_arguments(oid) || ')',
        concat_ws(' ', prolang, prosecdef, provolatile, proconfig::text, prosrc)
    FROM pg_proc
    WHERE pronamespace = current_schema()::regnamespace
      AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = pg_proc.oid AND deptype = 'e')
)
SELECT replace(name || E'\n' || coalesce(what, ''), quote_ident(current_schema()) || '.', '') AS line FROM found

"""What somebody may do to a PostgreSQL database by hand: a line for each kind of change.

A change is a label, the kinds of things of which one has to be reported, a query for what can be changed (or None),
and SQL with the columns of one of its rows for {0}, {1} … Where it does not fit what was picked, the server refuses
it, and another one is tried.
"""


def relations(kinds, condition="true", told="c.oid::regclass", joined=""):
    """Relations of the kinds, which nobody else made; conditions may be added behind."""
    return (f"SELECT {told} FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace {joined} WHERE n.nspname !~ '^pg_|^information_schema$'"
            f" AND c.relname <> '_prisma_migrations' AND c.relkind IN ({kinds}) AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.objid = c.oid AND e.deptype = 'e') AND ({condition})")


def depends(how):
    return f"EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = '{how}')"


def partitions(are):
    return relations("'r'", f"{are} c.relispartition", "c.oid::regclass, i.inhparent::regclass", "JOIN pg_inherits i ON i.inhrelid = c.oid")


def columns(condition="true"):
    return relations("'r', 'p'", f"NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped AND a.attinhcount = 0 AND ({condition})",
                     "c.oid::regclass, quote_ident(a.attname), format_type(a.atttypid, a.atttypmod)", "JOIN pg_attribute a ON a.attrelid = c.oid JOIN pg_type t ON t.oid = a.atttypid")


def constraints(types, condition="true"):
    return relations("'r', 'p'", f"k.contype IN ({types}) AND k.conparentid = 0 AND k.coninhcount = 0 AND ({condition})",
                     "c.oid::regclass, quote_ident(k.conname), pg_get_constraintdef(k.oid)", "JOIN pg_constraint k ON k.conrelid = c.oid")


def types(kind, told="t.oid::regtype"):
    return f"SELECT {told} FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE t.typtype = '{kind}' AND n.nspname !~ '^pg_|^information_schema$'"


TABLES = relations("'r'")
WHOLE = relations("'r', 'p'", "NOT c.relispartition")
VIEWS = relations("'v'")
MATERIALIZED = relations("'m'")
PARTITIONS = partitions("")
CHILDREN = partitions("NOT")
SEQUENCES = relations("'S'", f"NOT {depends('i')}")
OWNED = relations("'S'", depends("a"))
INDEXES = relations("'r', 'm'", "NOT i.relispartition AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = x.indexrelid AND k.contype IN ('p', 'u', 'x'))",
                    "x.indexrelid::regclass, c.oid::regclass, substr(pg_get_indexdef(x.indexrelid), strpos(pg_get_indexdef(x.indexrelid), ' USING ')), i.relname",
                    "JOIN pg_index x ON x.indrelid = c.oid JOIN pg_class i ON i.oid = x.indexrelid")
TRIGGERS = relations("'r', 'v', 'f'", "NOT g.tgisinternal AND NOT c.relispartition", "quote_ident(g.tgname), c.oid::regclass", "JOIN pg_trigger g ON g.tgrelid = c.oid")
RULES = relations("'r', 'v', 'p'", "w.rulename <> '_RETURN'", "quote_ident(w.rulename), c.oid::regclass", "JOIN pg_rewrite w ON w.ev_class = c.oid")
ENUMS = types("e", "t.oid::regtype, quote_literal((SELECT min(enumlabel) FROM pg_enum WHERE enumtypid = t.oid))")
DOMAINS = types("d")
ROUTINES = ("SELECT p.oid::regprocedure, p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname !~ '^pg_|^information_schema$' AND p.prokind = 'f'"
            " AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.objid = p.oid AND e.deptype IN ('e', 'i'))")
POLICIES = "SELECT quote_ident(p.polname), p.polrelid::regclass FROM pg_policy p"
COMMENTS = "SELECT c.oid::regclass FROM pg_description d JOIN pg_class c ON c.oid = d.objoid AND d.classoid = 'pg_class'::regclass AND d.objsubid = 0 WHERE c.relkind = 'r'"
STATISTICS = "SELECT quote_ident(e.stxname) FROM pg_statistic_ext e"
TEXT = "t.typname IN ('text', 'varchar')"
PLAIN = "a.attidentity = '' AND a.attgenerated = ''"

CHANGES = [
    # tables
    ("a table is made", "table", None, "CREATE TABLE drift_table (id serial PRIMARY KEY, v text NOT NULL DEFAULT 'a', UNIQUE (v))"),
    ("a table of a type is made", "table", None, "CREATE TYPE drift_type AS (a int, b text); CREATE TABLE drift_table OF drift_type (PRIMARY KEY (a), b WITH OPTIONS DEFAULT 'b')"),
    ("a table is dropped", "table", TABLES, "DROP TABLE {0} CASCADE"),
    ("a table is renamed", "table", TABLES, "ALTER TABLE {0} RENAME TO drift_renamed"),
    ("a partitioned table is made", "table", None, "CREATE TABLE drift_part (id int NOT NULL, PRIMARY KEY (id)) PARTITION BY RANGE (id); CREATE TABLE drift_part_1 PARTITION OF drift_part FOR VALUES FROM (1) TO (9)"),
    ("a partition is made", "table", "SELECT c.oid::regclass FROM pg_class c WHERE c.relkind = 'p' AND c.relname = 'part'", "CREATE TABLE drift_p PARTITION OF {0} FOR VALUES FROM ('1990-01-01') TO ('1991-01-01')"),
    ("a partition is detached", "partition", PARTITIONS, "ALTER TABLE {1} DETACH PARTITION {0}"),
    ("a table inherits", "table", TABLES, "CREATE TABLE drift_child () INHERITS ({0})"),
    ("a table inherits no more", "inheritance", CHILDREN, "ALTER TABLE {0} NO INHERIT {1}"),
    ("a table is unlogged", "unlogged", TABLES + " AND c.relpersistence = 'p'", "ALTER TABLE {0} SET UNLOGGED"),
    ("a storage parameter", "option", TABLES, "ALTER TABLE {0} SET (fillfactor = 42)"),
    ("a storage parameter of TOAST", "option", TABLES + " AND c.reltoastrelid <> 0", "ALTER TABLE {0} SET (toast.autovacuum_vacuum_threshold = 99)"),
    ("row security", "row security", TABLES + " AND NOT c.relrowsecurity", "ALTER TABLE {0} ENABLE ROW LEVEL SECURITY"),
    ("row security is off", "row security", "SELECT c.oid::regclass FROM pg_class c WHERE c.relrowsecurity", "ALTER TABLE {0} DISABLE ROW LEVEL SECURITY"),
    ("row security is forced", "forced row security", TABLES + " AND NOT c.relforcerowsecurity", "ALTER TABLE {0} FORCE ROW LEVEL SECURITY"),
    ("replica identity", "replica identity", TABLES, "ALTER TABLE {0} REPLICA IDENTITY NOTHING"),
    ("clustering", "clustering", INDEXES + " AND NOT x.indisclustered", "ALTER TABLE {1} CLUSTER ON {3}"),
    # columns
    ("a column is added", "column", WHOLE, "ALTER TABLE {0} ADD COLUMN drift_column int NOT NULL DEFAULT 7"),
    ("a generated column is added", "column", WHOLE, "ALTER TABLE {0} ADD COLUMN drift_column int GENERATED ALWAYS AS (1 + 1) STORED"),
    ("a generated column is computed otherwise", "generated column", columns("a.attgenerated = 's' AND t.typname = 'int4'"), "ALTER TABLE {0} DROP COLUMN {1} CASCADE; ALTER TABLE {0} ADD COLUMN {1} int GENERATED ALWAYS AS (2) STORED"),
    ("an identity column is added", "column", WHOLE, "ALTER TABLE {0} ADD COLUMN drift_column int GENERATED ALWAYS AS IDENTITY (START 5)"),
    ("a column is dropped", "column", columns(), "ALTER TABLE {0} DROP COLUMN {1} CASCADE"),
    ("a column is renamed", "column", columns(), "ALTER TABLE {0} RENAME COLUMN {1} TO drift_renamed"),
    ("a text is shorter", "column", columns(TEXT), "ALTER TABLE {0} ALTER COLUMN {1} SET DATA TYPE varchar(77)"),
    ("a number is larger", "column", columns(f"t.typname = 'int4' AND {PLAIN}"), "ALTER TABLE {0} ALTER COLUMN {1} SET DATA TYPE bigint"),
    ("a time is more exact", "column", columns("t.typname = 'timestamp'"), "ALTER TABLE {0} ALTER COLUMN {1} SET DATA TYPE timestamp(5)"),
    ("a time has a zone", "column", columns("t.typname = 'timestamp'"), "ALTER TABLE {0} ALTER COLUMN {1} SET DATA TYPE timestamptz"),
    ("a collation", "column", columns(TEXT), 'ALTER TABLE {0} ALTER COLUMN {1} SET DATA TYPE {2} COLLATE "C"'),
    ("a column is required", "not null", columns("NOT a.attnotnull"), "ALTER TABLE {0} ALTER COLUMN {1} SET NOT NULL"),
    ("a column is optional", "not null", columns(f"a.attnotnull AND {PLAIN}"), "ALTER TABLE {0} ALTER COLUMN {1} DROP NOT NULL"),
    ("a default", "default", columns(f"{TEXT} AND {PLAIN}"), "ALTER TABLE {0} ALTER COLUMN {1} SET DEFAULT 'drift''s'"),
    ("a default is computed", "default", columns(f"t.typname LIKE 'timestamp%' AND {PLAIN}"), "ALTER TABLE {0} ALTER COLUMN {1} SET DEFAULT now() + interval '1 day'"),
    ("a default goes", "default", columns(f"a.atthasdef AND {PLAIN}"), "ALTER TABLE {0} ALTER COLUMN {1} DROP DEFAULT"),
    ("a column counts", "identity", columns(f"t.typname IN ('int4', 'int8') AND a.attnotnull AND NOT a.atthasdef AND {PLAIN}"), "ALTER TABLE {0} ALTER COLUMN {1} ADD GENERATED BY DEFAULT AS IDENTITY"),
    ("a column always counts", "identity", columns("a.attidentity = 'd'"), "ALTER TABLE {0} ALTER COLUMN {1} SET GENERATED ALWAYS"),
    ("a column counts otherwise", "identity options", columns("a.attidentity <> ''"), "ALTER TABLE {0} ALTER COLUMN {1} SET INCREMENT BY 9"),
    ("a column's storage", "column storage", columns(TEXT), "ALTER TABLE {0} ALTER COLUMN {1} SET STORAGE MAIN"),
    ("a column's statistics", "column statistics", columns(), "ALTER TABLE {0} ALTER COLUMN {1} SET STATISTICS 321"),
    ("a column's options", "column option", columns(), "ALTER TABLE {0} ALTER COLUMN {1} SET (n_distinct = 0.5)"),
    # constraints
    ("a check", "check", columns(), "ALTER TABLE {0} ADD CONSTRAINT drift_check CHECK ({1} IS NOT NULL OR {1} IS NULL)"),
    ("a check that was not made", "check", columns(), "ALTER TABLE {0} ADD CONSTRAINT drift_check CHECK ({1} IS NOT NULL) NOT VALID"),
    ("a check goes", "check", constraints("'c'"), "ALTER TABLE {0} DROP CONSTRAINT {1}"),
    ("an exclusion", "exclusion constraint", columns("t.typname = 'int4'"), "ALTER TABLE {0} ADD CONSTRAINT drift_excl EXCLUDE USING btree ({1} WITH =)"),
    ("an exclusion goes", "exclusion constraint", constraints("'x'"), "ALTER TABLE {0} DROP CONSTRAINT {1}"),
    ("a primary key goes", "primary key", constraints("'p'"), "ALTER TABLE {0} DROP CONSTRAINT {1} CASCADE"),
    ("a unique constraint", "unique constraint", columns(), "ALTER TABLE {0} ADD CONSTRAINT drift_unique UNIQUE ({1})"),
    ("a foreign key goes", "foreign key", constraints("'f'"), "ALTER TABLE {0} DROP CONSTRAINT {1}"),
    ("a foreign key does otherwise", "foreign key", constraints("'f'", "pg_get_constraintdef(k.oid) !~ 'DEFERRABLE|NOT VALID'"), "ALTER TABLE {0} DROP CONSTRAINT {1}, ADD CONSTRAINT {1} {2} DEFERRABLE"),
    ("a foreign key was not checked", "foreign key", constraints("'f'", "pg_get_constraintdef(k.oid) !~ 'DEFERRABLE|NOT VALID'"), "ALTER TABLE {0} DROP CONSTRAINT {1}, ADD CONSTRAINT {1} {2} NOT VALID"),
    ("a foreign key may be deferred", "foreign key", constraints("'f'", "NOT k.condeferrable"), "ALTER TABLE {0} ALTER CONSTRAINT {1} DEFERRABLE INITIALLY DEFERRED"),
    ("a constraint is renamed", "primary key,unique constraint,foreign key,check,exclusion constraint", constraints("'p', 'u', 'f', 'c', 'x'"), "ALTER TABLE {0} RENAME CONSTRAINT {1} TO drift_renamed"),
    # indexes
    ("an index", "index", columns(), "CREATE INDEX drift_index ON {0} ({1})"),
    ("an index of an expression", "index", columns(TEXT), "CREATE UNIQUE INDEX drift_index ON {0} (lower({1}::text), {1} DESC NULLS LAST) WHERE {1} <> 'x'"),
    ("an index goes", "index", INDEXES, "DROP INDEX {0} CASCADE"),
    ("an index is renamed", "index", INDEXES, "ALTER INDEX {0} RENAME TO drift_renamed"),
    ("an index is partial", "index", INDEXES, "DROP INDEX {0} CASCADE; CREATE INDEX {3} ON {1} {2} WHERE 1 > 0"),
    ("an index of another method", "index", columns(TEXT), "CREATE INDEX drift_index ON {0} USING hash ({1})"),
    ("an index with another operator class", "index", columns("t.typname = 'text'"), "CREATE INDEX drift_index ON {0} ({1} text_pattern_ops)"),
    ("an index with a parameter", "index", INDEXES, "ALTER INDEX {0} SET (fillfactor = 33)"),
    ("an index that is invalid", "invalid index", INDEXES, "UPDATE pg_index SET indisvalid = false WHERE indexrelid = '{0}'::regclass"),
    # types
    ("a value of an enum", "enum", ENUMS, "ALTER TYPE {0} ADD VALUE 'drift'"),
    ("a value is renamed", "enum", ENUMS, "ALTER TYPE {0} RENAME VALUE {1} TO 'drift'"),
    ("an enum is made", "enum", None, "CREATE TYPE drift_enum AS ENUM ('a', 'b''c')"),
    ("a composite type is made", "composite type", None, "CREATE TYPE drift_type AS (a int, b text)"),
    ("a range type is made", "range type", None, "CREATE TYPE drift_range AS RANGE (subtype = int4)"),
    ("a domain is made", "domain", None, "CREATE DOMAIN drift_domain AS int DEFAULT 1 NOT NULL CHECK (VALUE > 0)"),
    ("a domain is checked", "check", DOMAINS, "ALTER DOMAIN {0} ADD CONSTRAINT drift_check CHECK (VALUE IS NOT NULL)"),
    ("a domain's default", "default", DOMAINS, "ALTER DOMAIN {0} SET DEFAULT 'drift@drift'"),
    ("a collation is made", "collation", None, "CREATE COLLATION drift_collation (locale = 'C')"),
    ("a schema is made", "", None, "CREATE SCHEMA drift_schema"),  # other people's: not reported
    ("an extension", "extension", "SELECT name FROM pg_available_extensions WHERE installed_version IS NULL AND name IN ('citext', 'pgcrypto', 'pg_trgm', 'hstore')", "CREATE EXTENSION {0}"),
    # sequences
    ("a sequence is made", "sequence", None, "CREATE SEQUENCE drift_sequence"),
    ("a sequence counts otherwise", "sequence", SEQUENCES, "ALTER SEQUENCE {0} INCREMENT BY 3 CACHE 7"),
    ("a sequence's limits", "sequence", SEQUENCES, "ALTER SEQUENCE {0} MAXVALUE 1000000 CYCLE"),
    ("a sequence is nobody's", "sequence owner", OWNED, "ALTER SEQUENCE {0} OWNED BY NONE"),
    ("a sequence is renamed", "sequence", SEQUENCES, "ALTER SEQUENCE {0} RENAME TO drift_renamed"),
    # programs
    ("a function is made", "function", None, "CREATE FUNCTION drift_function(a int, b text DEFAULT 'x') RETURNS int LANGUAGE sql AS 'SELECT 1'"),
    ("a procedure is made", "procedure", None, "CREATE PROCEDURE drift_procedure() LANGUAGE sql AS 'SELECT 1'"),
    ("an aggregate is made", "aggregate", None, "CREATE AGGREGATE drift_sum(int) (SFUNC = int4pl, STYPE = int, INITCOND = '0')"),
    ("an operator is made", "operator", None, "CREATE OPERATOR <~~> (FUNCTION = int4eq, LEFTARG = int, RIGHTARG = int)"),
    ("a function is dropped", "function", ROUTINES, "DROP FUNCTION {0} CASCADE"),
    ("a function is renamed", "function", ROUTINES, "ALTER FUNCTION {0} RENAME TO drift_renamed"),
    ("a function is stable", "function", ROUTINES, "ALTER FUNCTION {0} STABLE"),
    ("a function is of its definer", "function", ROUTINES, "ALTER FUNCTION {0} SECURITY DEFINER"),
    ("a function has a setting", "function", ROUTINES, "ALTER FUNCTION {0} SET search_path = public"),
    ("a function does something else", "function", "SELECT pg_get_functiondef(p.oid) FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang WHERE l.lanname = 'plpgsql' AND p.prokind = 'f'"
     " AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.objid = p.oid AND e.deptype = 'e')", "DO $do$ BEGIN EXECUTE regexp_replace($f${0}$f$, 'begin', 'begin NULL;', 'i'); END $do$"),
    ("a trigger is made", "trigger", TABLES, "CREATE FUNCTION drift_trigger() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE TRIGGER drift BEFORE INSERT ON {0} FOR EACH ROW EXECUTE FUNCTION drift_trigger()"),
    ("a trigger is off", "trigger state", TRIGGERS, "ALTER TABLE {1} ENABLE REPLICA TRIGGER {0}"),
    ("a trigger is dropped", "trigger", TRIGGERS, "DROP TRIGGER {0} ON {1}"),
    ("a trigger is renamed", "trigger", TRIGGERS, "ALTER TRIGGER {0} ON {1} RENAME TO drift_renamed"),
    ("all triggers are off", "trigger state", "SELECT DISTINCT tgrelid::regclass FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE t.tgisinternal AND c.relkind = 'r' AND NOT c.relispartition", "ALTER TABLE {0} DISABLE TRIGGER ALL"),
    ("a rule is made", "rule", TABLES, "CREATE RULE drift_rule AS ON DELETE TO {0} DO INSTEAD NOTHING"),
    ("a rule is off", "rule state", RULES, "ALTER TABLE {1} DISABLE RULE {0}"),
    ("a rule is dropped", "rule", RULES, "DROP RULE {0} ON {1}"),
    ("a policy is made", "policy", TABLES, "CREATE POLICY drift_policy ON {0} AS RESTRICTIVE FOR UPDATE TO pg_monitor USING (true) WITH CHECK (false)"),
    ("a policy is dropped", "policy", POLICIES, "DROP POLICY {0} ON {1}"),
    ("a policy is for others", "policy", POLICIES, "ALTER POLICY {0} ON {1} TO pg_monitor"),
    ("a policy sees more", "policy", POLICIES, "ALTER POLICY {0} ON {1} USING (true)"),
    ("an event trigger is made", "event trigger", None, "CREATE FUNCTION drift_event() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'; CREATE EVENT TRIGGER drift_event ON sql_drop EXECUTE FUNCTION drift_event()"),
    ("an event trigger is off", "trigger state", "SELECT evtname FROM pg_event_trigger WHERE evtenabled <> 'R'", "ALTER EVENT TRIGGER {0} ENABLE REPLICA"),
    # views
    ("a view is made", "view", columns(), "CREATE VIEW drift_view AS SELECT {1} FROM {0}"),
    ("a view is dropped", "view", VIEWS, "DROP VIEW {0} CASCADE"),
    ("a view shows something else", "view", VIEWS.replace("::regclass", "::regclass, rtrim(pg_get_viewdef(c.oid), ';')", 1), "CREATE OR REPLACE VIEW {0} AS SELECT * FROM ({1}) d WHERE 1 = 1"),
    ("a view is a barrier", "option", VIEWS, "ALTER VIEW {0} SET (security_barrier = true, check_option = local)"),
    ("a materialized view is made", "materialized view", TABLES, "CREATE MATERIALIZED VIEW drift_rows AS SELECT count(*) AS n FROM {0}; CREATE UNIQUE INDEX ON drift_rows (n)"),
    ("a materialized view is dropped", "materialized view", MATERIALIZED, "DROP MATERIALIZED VIEW {0} CASCADE"),
    ("statistics are made", "statistics", TABLES, "CREATE STATISTICS drift_statistics ON (1 + 1), (2 + 2) FROM {0}"),
    ("statistics are dropped", "statistics", STATISTICS, "DROP STATISTICS {0}"),
    ("a publication", "publication", TABLES, "CREATE PUBLICATION drift_publication FOR TABLE {0} WITH (publish = 'insert, delete')"),
    # comments
    ("a comment on a table", "comment", TABLES, "COMMENT ON TABLE {0} IS 'drift''s'"),
    ("a comment goes", "comment", COMMENTS, "COMMENT ON TABLE {0} IS NULL"),
    ("a comment on a column", "comment", columns(), "COMMENT ON COLUMN {0}.{1} IS 'drift'"),
    ("a comment on a constraint", "comment", constraints("'p', 'u', 'f', 'c', 'x'"), "COMMENT ON CONSTRAINT {1} ON {0} IS 'drift'"),
    ("a comment on an index", "comment", INDEXES, "COMMENT ON INDEX {0} IS 'drift'"),
    ("a comment on a trigger", "comment", TRIGGERS, "COMMENT ON TRIGGER {0} ON {1} IS 'drift'"),
    ("a comment on a function", "comment", ROUTINES, "COMMENT ON FUNCTION {0} IS 'drift'"),
    ("a comment on a type", "comment", ENUMS, "COMMENT ON TYPE {0} IS 'drift'"),
    ("a comment on the schema", "comment", None, "COMMENT ON SCHEMA public IS 'drift'"),
    # privileges
    ("a grant on a table", "grant", TABLES, "GRANT SELECT, UPDATE ON {0} TO pg_monitor WITH GRANT OPTION"),
    ("a grant to all", "grant", TABLES, "GRANT DELETE ON {0} TO PUBLIC"),
    ("a grant on a column", "grant", columns(), "GRANT UPDATE ({1}) ON {0} TO pg_monitor"),
    ("a privilege of the owner", "revocation", TABLES + " AND c.relacl IS NULL", "REVOKE DELETE ON {0} FROM CURRENT_USER"),
    ("a grant on a sequence", "grant", SEQUENCES, "GRANT SELECT ON SEQUENCE {0} TO pg_monitor"),
    ("a revocation of a function", "revocation", ROUTINES + " AND (p.proacl IS NULL OR p.proacl::text ~ '[{,]=X')", "REVOKE EXECUTE ON FUNCTION {0} FROM PUBLIC"),
    ("a grant on a function", "grant", ROUTINES + " AND coalesce(p.proacl::text, '') !~ 'pg_monitor'", "GRANT EXECUTE ON FUNCTION {0} TO pg_monitor"),
    ("a revocation of a type", "revocation", ENUMS + " AND t.typacl IS NULL", "REVOKE USAGE ON TYPE {0} FROM PUBLIC"),
    ("a grant on a schema", "grant", None, "GRANT CREATE ON SCHEMA public TO pg_monitor"),
    ("a default privilege", "default privilege", None, "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO pg_monitor WITH GRANT OPTION"),
    ("a default privilege of a schema", "default privilege", None, "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO PUBLIC"),
    ("a default privilege is taken", "default privilege", None, "ALTER DEFAULT PRIVILEGES REVOKE USAGE ON TYPES FROM PUBLIC"),
]

# What changes nothing that a history decides.
HARMLESS = [
    (None, "ANALYZE"),
    (None, "CREATE SCHEMA other_peoples; CREATE TABLE other_peoples.things (id int)"),
    (TABLES, "REINDEX TABLE {0}"),
    (SEQUENCES, "SELECT setval('{0}', 17)"),
    (TABLES, "GRANT TRIGGER ON {0} TO pg_signal_backend; REVOKE TRIGGER ON {0} FROM pg_signal_backend"),
    (WHOLE, "ALTER TABLE {0} ADD COLUMN drift int; ALTER TABLE {0} DROP COLUMN drift"),
    (TABLES, "COMMENT ON TABLE {0} IS 'x'; COMMENT ON TABLE {0} IS NULL"),
    (MATERIALIZED, "REFRESH MATERIALIZED VIEW {0}"),
]

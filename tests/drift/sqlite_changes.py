"""What somebody may do to an SQLite database by hand: a line for each kind of change, as in postgres_changes.py."""
TABLES = "SELECT quote_name(name), name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> '_prisma_migrations' AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE 'f\\_%' ESCAPE '\\'"
COLUMNS = ("SELECT quote_name(m.name), quote_name(c.name), m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
           " AND m.name <> '_prisma_migrations' AND m.sql NOT LIKE 'CREATE VIRTUAL%' AND m.name NOT LIKE 'f\\_%' ESCAPE '\\'")
INDEXES = "SELECT quote_name(name), quote_name(tbl_name), name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
VIEWS = "SELECT quote_name(name), name FROM sqlite_master WHERE type = 'view'"
TRIGGERS = "SELECT quote_name(name), name FROM sqlite_master WHERE type = 'trigger'"


def edited(pattern, replacement):
    """A CREATE TABLE statement that contains the pattern, with something else for it."""
    replacement = replacement.replace("'", "''")
    return (f"SELECT name, replace(sql, '{pattern}', '{replacement}') FROM sqlite_master WHERE type = 'table' AND name <> '_prisma_migrations' AND instr(sql, '{pattern}')"
            " AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE 'f\\_%' ESCAPE '\\'")


# The statement of a table is written over, which is what a rebuild by hand comes to.
WRITE = "PRAGMA writable_schema = on; UPDATE sqlite_master SET sql = {1:literal} WHERE name = {0:literal}; PRAGMA writable_schema = reset"

CHANGES = [
    ("a table is made", "table", None, "CREATE TABLE drift_table (id INTEGER PRIMARY KEY, v TEXT DEFAULT 'a', UNIQUE (v))"),
    ("a strict table is made", "table", None, "CREATE TABLE drift_table (id INTEGER PRIMARY KEY, v TEXT) STRICT, WITHOUT ROWID"),
    ("a virtual table is made", "virtual table", None, "CREATE VIRTUAL TABLE drift_table USING fts5(a, b)"),
    ("a table is dropped", "table", TABLES, "DROP TABLE {0}"),
    ("a table is renamed", "table", TABLES, "ALTER TABLE {0} RENAME TO drift_renamed"),
    ("a column is added", "column", TABLES, "ALTER TABLE {0} ADD COLUMN drift_column TEXT COLLATE NOCASE CHECK (drift_column <> 'x')"),
    ("a generated column is added", "column", TABLES, "ALTER TABLE {0} ADD COLUMN drift_column INTEGER GENERATED ALWAYS AS (1 + 1) VIRTUAL"),
    ("a column is dropped", "column", COLUMNS, "ALTER TABLE {0} DROP COLUMN {1}"),
    ("a column is renamed", "column", COLUMNS, "ALTER TABLE {0} RENAME COLUMN {1} TO drift_renamed"),
    ("a column is optional", "column", edited(" NOT NULL", ""), WRITE),
    ("a column is of another type", "column", edited("INTEGER", "BIGINT"), WRITE),
    ("a default", "column", edited("DEFAULT", "DEFAULT 'drift' DEFAULT"), WRITE),
    ("a default is another one", "column", edited("CURRENT_TIMESTAMP", "CURRENT_DATE"), WRITE),
    ("a foreign key does otherwise", "column,foreign key", edited("ON DELETE CASCADE", "ON DELETE SET NULL"), WRITE),
    ("a foreign key may be deferred", "column,foreign key", edited("ON UPDATE CASCADE", "ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED"), WRITE),
    ("a check does otherwise", "column,check", edited("CHECK (", "CHECK (1 AND "), WRITE),
    ("a constraint is renamed", "check,foreign key,primary key,unique constraint", edited("CONSTRAINT \"", "CONSTRAINT \"drift_"), WRITE),
    ("an index", "index", COLUMNS, "CREATE INDEX drift_index ON {0} ({1})"),
    ("an index of an expression", "index", COLUMNS, "CREATE UNIQUE INDEX drift_index ON {0} (lower({1}), {1} COLLATE NOCASE DESC) WHERE {1} <> 'x'"),
    ("an index goes", "index", INDEXES, "DROP INDEX {0}"),
    ("an index is partial", "index", "SELECT quote_name(name), name, sql || ' WHERE 1 > 0' FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND instr(sql, 'WHERE') = 0", "DROP INDEX {0}; {2}"),
    ("an index is unique", "index", "SELECT quote_name(name), name, replace(sql, 'CREATE INDEX', 'CREATE UNIQUE INDEX') FROM sqlite_master WHERE type = 'index' AND sql LIKE 'CREATE INDEX%'", "DROP INDEX {0}; {2}"),
    ("a view is made", "view", TABLES, "CREATE VIEW drift_view AS SELECT * FROM {0}"),
    ("a view is dropped", "view", VIEWS, "DROP VIEW {0}"),
    ("a view shows something else", "view", "SELECT quote_name(name), name, sql || ' LIMIT 3' FROM sqlite_master WHERE type = 'view'", "DROP VIEW {0}; {2}"),
    ("a trigger is made", "trigger", TABLES, "CREATE TRIGGER drift_trigger AFTER DELETE ON {0} BEGIN SELECT 'x  y'; END"),
    ("a trigger is dropped", "trigger", TRIGGERS, "DROP TRIGGER {0}"),
    ("a trigger does something else", "trigger", "SELECT quote_name(name), name, replace(sql, 'BEGIN', 'BEGIN SELECT 7;') FROM sqlite_master WHERE type = 'trigger'", "DROP TRIGGER {0}; {2}"),
]

HARMLESS = [
    (None, "ANALYZE"),
    (None, "VACUUM"),
    (TABLES, "REINDEX {0}"),
    (None, "PRAGMA user_version = 9"),
    (COLUMNS, "CREATE INDEX drift ON {0} ({1}); DROP INDEX drift"),
]

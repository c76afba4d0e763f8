"""The two databases that scripts run on: a script is sent whole, as Prisma sends it, and the catalog is read back.

PostgreSQL is spoken to through libpq itself: it is one message a script, and errors come with their SQLSTATE.
"""
import ctypes
import dataclasses
import datetime
import json
import pathlib
import re
import sqlite3

BEGAN = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M:%S")  # of this process
TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")


@dataclasses.dataclass
class Failure:
    code: str  # SQLSTATE, or for SQLite the message without names
    message: str


@dataclasses.dataclass
class ForeignKey:
    columns: list
    target: object
    references: list


@dataclasses.dataclass
class Table:
    """What is needed to make rows that fit."""
    name: object  # whatever the database uses to find it
    sql: str  # quoted
    columns: list = dataclasses.field(default_factory=list)  # of (name, type, required, has a default, labels)
    keys: list = dataclasses.field(default_factory=list)


def quote(name):
    return '"' + name.replace('"', '""') + '"'


class Sqlite:
    """A database in memory or in a file, with foreign keys enforced."""
    provider = "sqlite"

    def __init__(self, path=":memory:"):
        self.path, self.url = path, f"file:{path}"
        self.connection = None
        self.fresh()

    def fresh(self):
        if self.connection:
            self.connection.close()
        if self.path != ":memory:":
            pathlib.Path(self.path).unlink(missing_ok=True)
        self.connection = sqlite3.connect(self.path, isolation_level=None)
        self.connection.execute("PRAGMA foreign_keys = ON")

    def close(self):
        self.connection.close()

    def at(self, folder):
        """The URL of a copy in the folder."""
        path = f"{folder}/described.db"
        copy = sqlite3.connect(path)
        self.connection.backup(copy)
        copy.close()
        return f"file:{path}"

    def run(self, script):
        """None, or why it failed."""
        try:
            self.connection.executescript(script)
        except sqlite3.Error as error:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            return Failure(re.sub(r'"[^"]*"|: .*', "", str(error)), str(error))
        return None

    def rows(self, query, *values):
        return self.connection.execute(query, values).fetchall()

    def contents(self):
        """The rows of every table, and the numbers that AUTOINCREMENT has given out. What CURRENT_TIMESTAMP gave
        is left open: the same script makes other values a second later."""
        def timeless(row):
            return repr(tuple("now" if isinstance(v, str) and BEGAN <= v and TIMESTAMP.fullmatch(v) else v for v in row))
        found = {name: sorted(map(timeless, self.rows(f"SELECT * FROM {quote(name)}"))) for name in self.names()}
        has_counts = self.rows("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'")
        return found, dict(self.rows("SELECT name, seq FROM sqlite_sequence")) if has_counts else {}

    def names(self):
        return [n for n, in self.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name")]

    def foreign_keys(self, table):
        """One (target, columns, references, on update, on delete) each."""
        found = {}
        for number, _, target, column, reference, on_update, on_delete, _ in self.rows("SELECT * FROM pragma_foreign_key_list(?) ORDER BY id, seq", table):
            key = found.setdefault(number, (target, [], [], on_update, on_delete))
            key[1].append(column)
            key[2].append(reference)
        return list(found.values())

    def catalog(self):
        """A set of facts. Columns are not in order: one that was added later stands at the end."""
        facts = set()
        for table, sql in self.rows("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"):
            facts.add(("table", table, "AUTOINCREMENT" in re.sub(r'"[^"]*"|\'[^\']*\'', "", sql)))
            for name, kind, required, default, key, hidden in self.rows('SELECT name, type, "notnull", dflt_value, pk, hidden FROM pragma_table_xinfo(?)', table):
                facts.add(("column", table, name, kind, required, default, key, hidden))
            for target, columns, references, on_update, on_delete in self.foreign_keys(table):
                facts.add(("foreign key", table, target, tuple(columns), tuple(references), on_update, on_delete))
            for name, unique, origin, partial in self.rows('SELECT name, "unique", origin, partial FROM pragma_index_list(?)', table):
                if origin == "c":
                    columns = self.rows("SELECT name, desc, coll FROM pragma_index_xinfo(?) WHERE key ORDER BY seqno", name)
                    facts.add(("index", table, name, unique, partial, tuple(columns)))
        for kind, name, sql in self.rows("SELECT type, name, sql FROM sqlite_master WHERE type IN ('view', 'trigger')"):
            facts.add((kind, name, sql))
        return facts

    def counts(self):
        return {name: self.rows(f"SELECT count(*) FROM {quote(name)}")[0][0] for name in self.names()}

    def layout(self):
        """One (name, quoted, columns) a table; the columns by name."""
        return [(n, quote(n), sorted(c for c, in self.rows("SELECT name FROM pragma_table_xinfo(?) WHERE hidden <> 1", n))) for n in self.names()]

    def exact(self, column):
        """SQL for a text that another value does not have."""
        return f"typeof({quote(column)}) || CASE typeof({quote(column)}) WHEN 'real' THEN quote({quote(column)}) ELSE hex({quote(column)}) END"

    def rows_of(self, query):
        return self.rows(query)

    def emptying(self):
        return "PRAGMA foreign_keys = OFF;" + "".join(f"DELETE FROM {quote(n)};" for n in self.names() if n != "_prisma_migrations") + "PRAGMA foreign_keys = ON;"

    def tables(self):
        made = []
        for name in self.names():
            table = Table(name, quote(name))
            for column, kind, required, default, key in self.rows('SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info(?)', name):
                table.columns.append((column, kind, required, default is not None or key and kind == "INTEGER", None))
            table.keys = [ForeignKey(columns, target, references) for target, columns, references, _, _ in self.foreign_keys(name)]
            made.append(table)
        return made

    def few(self, table, columns):
        """What is in the first rows, as SQL."""
        return self.rows(f"SELECT {', '.join(f'quote({quote(c)})' for c in columns)} FROM {table.sql} ORDER BY rowid LIMIT 3")

    def value(self, kind, number, labels):
        """The number-th value of a type, as SQL; different ones for different numbers where the type allows."""
        if kind == "BOOLEAN":
            return ["0", "1"][number % 2]
        if kind == "DATETIME":
            return str(1577836800000 + number)
        if kind in ("INTEGER", "BIGINT", "REAL", "DECIMAL"):
            return str(number + 1)
        return f"X'{number:04x}'" if kind == "BLOB" else f"'{number}'"


POSTGRES_CATALOG = """
SELECT 'table', n.nspname, c.relname, c.relkind::text, '', '', '' FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind IN ('r', 'v', 'm', 'p') AND n.nspname !~ '^pg_|^information_schema$'
UNION ALL
SELECT 'column', n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END,
       coalesce(pg_get_expr(d.adbin, d.adrelid), ''), a.attidentity::text || a.attgenerated::text
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
 WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_|^information_schema$'
UNION ALL
SELECT 'constraint', n.nspname, c.relname, k.conname, pg_get_constraintdef(k.oid), k.convalidated::text, ''
  FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname !~ '^pg_|^information_schema$'
UNION ALL
SELECT 'index', schemaname, tablename, indexname, indexdef, '', '' FROM pg_indexes WHERE schemaname !~ '^pg_|^information_schema$'
UNION ALL
SELECT 'enum', n.nspname, t.typname, (SELECT string_agg(quote_literal(e.enumlabel), E'\\n' ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid), '', '', ''
  FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE t.typtype = 'e'
UNION ALL
SELECT 'sequence', n.nspname, c.relname, format_type(s.seqtypid, NULL), coalesce(d.refobjid::regclass::text, ''), coalesce(a.attname, ''),
       concat_ws(' ', s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, s.seqcycle)
  FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_depend d ON d.objid = c.oid AND d.classid = 'pg_class'::regclass AND d.deptype IN ('a', 'i') AND d.refclassid = 'pg_class'::regclass
  LEFT JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
"""
POSTGRES_COLUMNS = """
SELECT c.oid, n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, d.oid IS NOT NULL OR a.attidentity <> '',
       (SELECT string_agg(quote_literal(e.enumlabel), ',' ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid IN (a.atttypid, t.typelem)), t.typname
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
 WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind = 'r' AND n.nspname !~ '^pg_|^information_schema$' ORDER BY n.nspname, c.relname, a.attnum
"""
POSTGRES_LAYOUT = """
SELECT n.nspname, c.relname, a.attname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
 WHERE c.relkind = 'r' AND n.nspname !~ '^pg_|^information_schema$|^_dunlin' ORDER BY 1, 2, 3
"""
POSTGRES_KEYS = """
SELECT conrelid, confrelid, (SELECT json_agg(attname ORDER BY o) FROM unnest(conkey) WITH ORDINALITY u(k, o) JOIN pg_attribute ON attrelid = conrelid AND attnum = k),
       (SELECT json_agg(attname ORDER BY o) FROM unnest(confkey) WITH ORDINALITY u(k, o) JOIN pg_attribute ON attrelid = confrelid AND attnum = k)
  FROM pg_constraint WHERE contype = 'f' ORDER BY conname
"""


class Libpq:
    """The few functions of libpq that are needed."""

    def __init__(self):
        library = ctypes.CDLL("libpq.so.5")
        for name, result, arguments in (
                ("PQconnectdb", ctypes.c_void_p, [ctypes.c_char_p]), ("PQstatus", ctypes.c_int, [ctypes.c_void_p]), ("PQfinish", None, [ctypes.c_void_p]),
                ("PQexec", ctypes.c_void_p, [ctypes.c_void_p, ctypes.c_char_p]), ("PQresultStatus", ctypes.c_int, [ctypes.c_void_p]),
                ("PQresultErrorField", ctypes.c_char_p, [ctypes.c_void_p, ctypes.c_int]), ("PQclear", None, [ctypes.c_void_p]),
                ("PQntuples", ctypes.c_int, [ctypes.c_void_p]), ("PQnfields", ctypes.c_int, [ctypes.c_void_p]), ("PQtransactionStatus", ctypes.c_int, [ctypes.c_void_p]),
                ("PQgetvalue", ctypes.c_char_p, [ctypes.c_void_p, ctypes.c_int, ctypes.c_int]), ("PQgetisnull", ctypes.c_int, [ctypes.c_void_p, ctypes.c_int, ctypes.c_int])):
            function = getattr(library, name)
            function.restype, function.argtypes = result, arguments
            setattr(self, name, function)


class Postgres:
    """A database of its own on a server, emptied between cases."""
    provider = "postgresql"

    def __init__(self, url, name):
        self.library = Libpq()
        self.server, self.name = url, name
        self.connection = self.connect(url)
        self.do("SET client_min_messages TO error")
        self.do(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        self.do(f'CREATE DATABASE "{name}"')
        self.library.PQfinish(self.connection)
        self.url = url.rsplit("/", 1)[0] + "/" + name
        self.connection = self.connect(self.url)
        self.do("SET client_min_messages TO error")

    def at(self, _folder):
        return self.url

    def connect(self, url):
        connection = self.library.PQconnectdb(url.encode())
        if self.library.PQstatus(connection) != 0:
            raise RuntimeError("no connection to PostgreSQL")
        return connection

    def close(self):
        self.library.PQfinish(self.connection)
        self.connection = self.connect(self.server)
        self.do(f'DROP DATABASE "{self.name}" WITH (FORCE)')
        self.library.PQfinish(self.connection)

    def ask(self, query):
        """The rows of the last statement, and None or why it failed."""
        pq = self.library
        result = pq.PQexec(self.connection, query.encode())
        try:
            if pq.PQresultStatus(result) in (0, 1, 2):  # nothing but comments, a command, or rows
                rows = [tuple(None if pq.PQgetisnull(result, i, j) else pq.PQgetvalue(result, i, j).decode() for j in range(pq.PQnfields(result)))
                        for i in range(pq.PQntuples(result))]
                return rows, None
            code, message = (pq.PQresultErrorField(result, ord(c)) for c in "CM")
            return [], Failure((code or b"?").decode(), (message or b"?").decode())
        finally:
            pq.PQclear(result)

    def do(self, query):
        rows, failure = self.ask(query)
        if failure:
            raise RuntimeError(f"{failure.code} {failure.message}: {query[:200]}")
        return rows

    def run(self, script):
        _, failure = self.ask(script)
        if self.library.PQtransactionStatus(self.connection) != 0:
            self.ask("ROLLBACK")
        return failure

    def fresh(self):
        for name, in self.do("SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_|^information_schema$'"):
            self.do(f"DROP SCHEMA {quote(name)} CASCADE")
        self.do("CREATE SCHEMA public")

    def catalog(self):
        rows = self.do("SET search_path TO ''; " + POSTGRES_CATALOG)
        self.do("RESET search_path")
        return set(rows)

    def layout(self):
        """One ((namespace, name), quoted, columns) a table; the columns by name."""
        found = {}
        for namespace, table, column in self.do(POSTGRES_LAYOUT):
            found.setdefault((namespace, table), []).extend([column] if column else [])
        return [(table, ".".join(map(quote, table)), sorted(columns)) for table, columns in found.items()]

    def exact(self, column):
        """SQL for a text that another value does not have."""
        return f"CASE WHEN {quote(column)} IS NOT DISTINCT FROM NULL THEN NULL ELSE format('%s', {quote(column)}) END"

    def rows_of(self, query):
        return self.do(query)

    def emptying(self):
        tables = [sql for (_, name), sql, _ in self.layout() if name != "_prisma_migrations"]
        return f"TRUNCATE {', '.join(tables)} CASCADE" if tables else "SELECT 1"

    def counts(self):
        tables = self.do("SELECT schemaname, tablename FROM pg_tables WHERE schemaname !~ '^pg_|^information_schema$'")
        query = " UNION ALL ".join(f"SELECT {number}, count(*) FROM {quote(s)}.{quote(t)}" for number, (s, t) in enumerate(tables))
        return {tables[int(number)]: int(count) for number, count in (self.do(query) if tables else [])}

    def tables(self):
        made = {}
        for oid, namespace, name, column, kind, required, default, labels, raw in self.do(POSTGRES_COLUMNS):
            table = made.setdefault(oid, Table(oid, f"{quote(namespace)}.{quote(name)}"))
            table.columns.append((column, kind, required == "t", default == "t", labels.split(",") if labels else None))
        for oid, target, columns, references in self.do(POSTGRES_KEYS):
            made[oid].keys.append(ForeignKey(json.loads(columns), target, json.loads(references)))
        return list(made.values())

    def few(self, table, columns):
        return self.do(f"SELECT {', '.join(f'quote_nullable({quote(c)})' for c in columns)} FROM {table.sql} ORDER BY ctid LIMIT 3")

    def value(self, kind, number, labels):
        if kind.endswith("[]"):
            return f"ARRAY[{self.value(kind[:-2], number, labels)}]::{kind}"
        if labels:
            return labels[number % len(labels)]
        size = re.search(r"\((\d+)", kind)
        size = int(size[1]) if size else None
        name = kind.split("(")[0]
        if name.startswith("bit"):
            size = 3 if name == "bit varying" else size or 1
            return f"B'{number % 2 ** size:0{size}b}'"
        if name in ("character", "character varying"):
            return f"'{number}'" if size != 1 else f"'{number % 10}'"
        simple = {"boolean": ["false", "true"][number % 2], "uuid": f"'00000000-0000-4000-8000-{number:012}'", "inet": f"'10.0.0.{number}'", "bytea": f"'\\x{number:04x}'",
                  "json": f"'[{number}]'", "jsonb": f"'[{number}]'", "xml": f"'<a>{number}</a>'", "date": f"'2020-01-{number + 1:02}'", "circle": f"'<(0,0),{number}>'"}
        if name in simple:
            return simple[name]
        if name.startswith("timestamp"):
            return f"'2020-01-01 00:00:{number:02}'"
        return f"'00:00:{number:02}'" if name.startswith("time") else str(number + 1) if name in NUMBERS else f"'{number}'"


NUMBERS = ("smallint", "integer", "bigint", "numeric", "real", "double precision", "oid", "money")

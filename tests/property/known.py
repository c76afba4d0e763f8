"""What Prisma's own scripts get wrong. dunlin writes the same text, so these failures are not its own; each has
a name and a rule that says when it is to be expected. What no rule expects is a failure of the test.
"""
import collections
import re

# name, database, pattern of code and message, pattern of the script
FAILING = [
    ("a default of type Json is written without quotes", "sqlite", r"unrecognized token|syntax error|no such column", r"JSONB.* DEFAULT [^'\s]"),
    ("ADD COLUMN with a default that is no constant", "sqlite", r"non-constant default", r"ADD COLUMN .* DEFAULT (CURRENT_TIMESTAMP|\()"),
    ('DROP SEQUENCE ""', "postgresql", r"42601 zero-length", r'^DROP SEQUENCE "";'),
    ("the name of a new sequence is not quoted", "postgresql", r"^42601|^42P01", r'^CREATE SEQUENCE (?!("([^"]|"")*"\.)?[a-z_][a-z0-9_]*;)'),
    ("SET DATA TYPE SERIAL, which is no type", "postgresql", r"^42704 type \"(small|big)?serial\"", r"SET DATA TYPE (SMALL|BIG)?SERIAL"),
    ("an index goes with its column before it is dropped or renamed", "postgresql", r"^42P01 relation .*_(idx|key)\" does not exist|^42704 index", r"^ALTER INDEX|^DROP INDEX"),
    ("a column changes to a type without a cast", "postgresql", r"^42804 column .* cannot be cast automatically", r"SET DATA TYPE"),
    ("RENAME CONSTRAINT together with other clauses of ALTER TABLE", "postgresql", r"^42601 syntax error at or near \"(,|RENAME)\"", r"RENAME CONSTRAINT [^;]*,$"),
    ("an enum is exchanged in a column that is only added later", "postgresql", r"^42703|^42P01", r"^ALTER TABLE .* TYPE .*_new\"(\[\])? USING "),
    ("an enum is exchanged in the two columns of a foreign key one after the other", "postgresql", r"^42804 foreign key", r"^ALTER TABLE .* TYPE .*_new\"(\[\])? USING "),
    ("an enum is exchanged before a column of it is dropped", "postgresql", r"^2BP01 cannot drop type", r"^DROP TYPE .*_old\";"),
    ("a table that moves to another database schema is dropped although others refer to it", "postgresql", r"^2BP01 cannot drop table", r"^DROP TABLE"),
    ("a new value of an enum is the default already in the script that adds it", "postgresql", r"^55P04", r"ADD VALUE"),
    ("CREATE SEQUENCE for one that DROP DEFAULT left behind", "postgresql", r"^42P07 relation .*_seq\"", r"^CREATE SEQUENCE"),
    ("a database schema that the first version lists and does not use is not created", "postgresql", r"^3F000", r'^CREATE (TABLE|TYPE) "[^.]*"\."'),
]


# name, database, pattern of the schema, pattern of the script that would make the database what it is
DESCRIBED = [
    ("a default of type Bytes is written as a text", "sqlite", r"Bytes.* @default\(\"", r"BLOB.* DEFAULT '"),
    ("SQLite takes the parentheses off a default", "sqlite", r'dbgenerated\("\(', r"DEFAULT \("),
    ("the server writes casts into a list of BigInt", "postgresql", r"BigInt\[\].*@default\(\[", r"SET DEFAULT ARRAY.*::BIGINT\[\]"),
    ("an expression that is a value is read as one", "sqlite", r"@default\(dbgenerated\(\"'", r"DEFAULT '"),
    ("an expression that is a value is read as one", "postgresql", r"@default\(dbgenerated\(\"'", r"SET DEFAULT '"),
    ("SERIAL makes a column required that need not be", "postgresql", r"Int\? .*@default\(autoincrement", r"DROP NOT NULL"),
]


def failing(provider, script, failure):
    """The name of the known reason why a script fails, or None."""
    for name, database, error, text in FAILING:
        if database == provider and re.search(error, f"{failure.code} {failure.message}", re.S) and re.search(text, script, re.M):
            return name
    return None


def described(provider, text, script):
    """The name of the known reason why a database differs from the schema that made it, or None. Prisma finds the
    same difference."""
    for name, database, fields, change in DESCRIBED:
        if database == provider and re.search(fields, text, re.M) and re.search(change, script, re.M):
            return name
    return None


def lost_rows(provider, table, script):
    """The name of the known reason why a table has less rows than before, or None."""
    if provider == "sqlite" and "RedefineTables" in script and f'INSERT INTO "new_{table}"' not in script:
        return "a table with no column left as it was loses its rows"
    return None


def sequences(gone, new, scripts, _):
    """autoincrement() that comes to a column or leaves it: the sequence stays, or has another name and type than that
    of SERIAL."""
    text = "\n".join(scripts).replace('""', '"')
    made = ["." + name.lower() for name in re.findall(r"^CREATE SEQUENCE (.*);", text, re.M)]
    left = {f for f in new if f[0] == "sequence" and (f'"{f[5]}" DROP DEFAULT' in text or any(m.endswith("." + f[2]) for m in made))}
    instead = {f for f in gone if f[0] == "sequence" and f[4:6] in {g[4:6] for g in left}}
    return left | instead | ({f for f in gone | new if f[0] == "column" and "nextval(" in f[5]} if made else set())


def required_by_serial(gone, new, *_):
    """SERIAL makes a column required that need not be."""
    changed = {(*f[:4], f[4].replace(" NOT NULL", ""), *f[5:]) for f in gone if f[0] == "column" and "nextval(" in f[5]}
    return {f for f in gone | new if f[0] == "column" and (*f[:4], f[4].replace(" NOT NULL", ""), *f[5:]) in changed}


def indexed(fact):
    """The table and columns of an index, without its name and the order."""
    if len(fact) == 6:
        return fact[1], tuple(column[0] for column in fact[5])
    return fact[1:3], tuple(re.findall(r'"(?:[^"]|"")*"|\w+', re.sub(r" (DESC|ASC)\b", "", fact[4].split(" USING ")[1])))


def twins(gone, new, _, catalogs):
    """Of two indexes on the same columns only one is seen: it is renamed instead of another being added or dropped."""
    double = set()
    for facts in catalogs:
        counts = collections.Counter(indexed(f) for f in facts if f[0] == "index")
        double |= {columns for columns, count in counts.items() if count > 1}
    return {f for f in gone | new if f[0] == "index" and indexed(f) in double}


def index_of_new_column(gone, new, scripts, _):
    """An index goes with a column that is dropped and added again, and is not made again."""
    dropped = set(re.findall(r'DROP COLUMN "((?:[^"]|"")*)"', "\n".join(scripts)))
    return {f for f in gone if f[0] == "index" and any(re.search(rf'[(, "]{re.escape(d)}[), "]', f[4]) for d in dropped)}


# name, database, which facts it explains of those that are gone and new after going there and back
DIFFERING = [
    ("of two indexes on the same columns only one is seen", "postgresql", twins),
    ("of two indexes on the same columns only one is seen", "sqlite", twins),
    ("sequences come and go", "postgresql", sequences),
    ("SERIAL makes an optional column required", "postgresql", required_by_serial),
    ("an index over a column that is dropped and added is lost", "postgresql", index_of_new_column),
]


def differing(provider, wanted, found, scripts, catalogs):
    """The names of the known reasons why two scripts do not lead where they should, or None. `catalogs` are those of
    both schemas."""
    gone, new, names = wanted - found, found - wanted, []
    for name, database, explain in DIFFERING:
        explained = explain(gone, new, scripts, catalogs) if database == provider else set()
        if explained:
            gone, new, names = gone - explained, new - explained, names + [name]
    return None if gone or new else " and ".join(names)

"""The situations that a database, a folder of migrations and a schema can be in.

Each is a function that gets a Place and sets it up; `situation` adds it to the list. What is asked then is
in asking.py.
"""
from collections import namedtuple

Situation = namedtuple("Situation", "name setup providers engine")
SITUATIONS = []
BOTH = ("sqlite", "postgresql")


def situation(name, providers=BOTH, engine="6"):
    def add(setup):
        SITUATIONS.append(Situation(name, setup, providers, engine))
        return setup
    return add


USER = "model User {\n  id    Int     @id @default(autoincrement())\n  email String  @unique\n  name  String?\n  age   Int     @default(0)\n  posts Post[]\n}\n\n"
POST = ("model Post {\n  id       Int    @id @default(autoincrement())\n  title    String\n  authorId Int\n"
        "  author   User   @relation(fields: [authorId], references: [id])\n\n  @@index([title])\n}\n")
MODELS = USER + POST
FIRST, SECOND, THIRD = "20240101000000_part", "20240202000000_second", "20240203000000_third"


def begun(place, models=MODELS):
    """One migration, applied; the schema is what it makes."""
    place.schema(models)
    place.history(1, models)
    place.deploy()


def two(place):
    begun(place)
    place.migration(SECOND, 'ALTER TABLE "User" ADD COLUMN "note" TEXT;\n')


def rows(place):
    place.sql("""INSERT INTO "User" (id, email, name, age) VALUES (1, 'a@example.org', 'a', 1), (2, 'b@example.org', NULL, 2);
                 INSERT INTO "Post" (id, title, "authorId") VALUES (1, 'x', 1), (2, 'x', 2);""")


# --- where the history is ---

@situation("fresh: no migrations, no tables")
def _(place):
    place.schema(MODELS)


@situation("fresh: no migrations, an empty schema")
def _(place):
    place.schema("")


@situation("tables and no history")
def _(place):
    place.schema(MODELS)
    place.sql(place.diff(MODELS))


@situation("tables and no history, migrations in the folder")
def _(place):
    place.schema(MODELS)
    place.history(1, MODELS)
    place.sql(place.diff(MODELS))


@situation("migrations in the folder, an empty database")
def _(place):
    place.schema(MODELS)
    place.history(1, MODELS)


@situation("up to date")
def _(place):
    begun(place)


@situation("behind")
def _(place):
    two(place)


@situation("behind by two, with rows")
def _(place):
    two(place)
    rows(place)
    place.migration(THIRD, 'CREATE INDEX "User_age_idx" ON "User"("age");\n')


@situation("ahead: the folder lacks the last")
def _(place):
    two(place)
    place.deploy()
    place.remove(SECOND)


@situation("ahead: the folder lacks the first")
def _(place):
    place.schema(MODELS)
    place.migration(FIRST, "-- nothing\n")
    place.history(2, MODELS)
    place.deploy()
    place.remove(FIRST)


@situation("ahead: the folder is empty")
def _(place):
    begun(place)
    for name in place.names_in_folder():
        place.remove(name)


@situation("diverged")
def _(place):
    two(place)
    place.deploy()
    place.remove(SECOND)
    place.migration(THIRD, 'ALTER TABLE "User" ADD COLUMN "other" TEXT;\n')


@situation("diverged: the first differs")
def _(place):
    begun(place)
    for name in place.names_in_folder():
        place.remove(name)
    place.history(2, MODELS)


@situation("a new migration sorts before applied ones")
def _(place):
    begun(place)
    place.migration("20230101000000_earlier", "SELECT 1;\n")


@situation("edited: a comment")
def _(place):
    begun(place)
    place.edit(FIRST, "\n);", "\n);\n-- a remark")


@situation("edited: other line ends are none")
def _(place):
    begun(place)
    path = place.migrations / FIRST / "migration.sql"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


@situation("edited: another column")
def _(place):
    begun(place)
    place.edit(FIRST, '"name" TEXT,', '"name" TEXT,\n    "late" TEXT,')


@situation("edited and behind")
def _(place):
    two(place)
    place.edit(FIRST, "\n);", "\n);\n-- a remark")


def failed(place):
    begun(place)
    place.migration(SECOND, 'ALTER TABLE "Missing" ADD COLUMN "x" TEXT;\n')
    place.deploy(fails=True)


@situation("failed")
def _(place):
    failed(place)


@situation("failed, and then corrected")
def _(place):
    failed(place)
    place.migration(SECOND, 'ALTER TABLE "User" ADD COLUMN "x" TEXT;\n')


@situation("failed, and the folder is gone")
def _(place):
    failed(place)
    place.remove(SECOND)


@situation("rolled back", engine="7")
def _(place):
    failed(place)
    place.resolve("--rolled-back", SECOND)


@situation("rolled back, and then corrected", engine="7")
def _(place):
    failed(place)
    place.resolve("--rolled-back", SECOND)
    place.migration(SECOND, 'ALTER TABLE "User" ADD COLUMN "x" TEXT;\n')


@situation("rolled back, corrected and applied", engine="7")
def _(place):
    failed(place)
    place.resolve("--rolled-back", SECOND)
    place.migration(SECOND, 'ALTER TABLE "User" ADD COLUMN "x" TEXT;\n')
    place.deploy()


@situation("rolled back, and the folder is gone", engine="7")
def _(place):
    failed(place)
    place.resolve("--rolled-back", SECOND)
    place.remove(SECOND)


@situation("baselined")
def _(place):
    place.schema(MODELS)
    place.sql(place.diff(MODELS))
    for name in place.history(1, MODELS):
        place.resolve("--applied", name)


@situation("marked as applied although it was not")
def _(place):
    two(place)
    place.resolve("--applied", SECOND)


# --- migrations that do not run ---

@situation("a pending migration is broken")
def _(place):
    begun(place)
    place.migration(SECOND, 'ALTER TABLE "Missing" ADD COLUMN "x" TEXT;\n')


@situation("a pending migration is no SQL")
def _(place):
    begun(place)
    place.migration(SECOND, "this is no SQL;\n")


@situation("an applied migration was edited and is broken")
def _(place):
    begun(place)
    place.migration(FIRST, 'ALTER TABLE "Missing" ADD COLUMN "x" TEXT;\n')


@situation("a pending migration has no script")
def _(place):
    begun(place)
    (place.migrations / SECOND).mkdir()


@situation("an applied migration has no script any more")
def _(place):
    begun(place)
    (place.migrations / FIRST / "migration.sql").unlink()


@situation("the lock file is of another provider")
def _(place):
    begun(place)
    place.lock("mysql")


@situation("there is no lock file")
def _(place):
    begun(place)
    (place.migrations / "migration_lock.toml").unlink()


# The reference's build of SQLite refuses a script without a statement.
@situation("an empty migration is pending", providers=("postgresql",))
def _(place):
    begun(place)
    place.migration(SECOND, "-- This is an empty migration.")


@situation("the user may not create databases", providers=("postgresql",))
def _(place):
    begun(place)
    role = place.url.rpartition("/")[2] + "_role"
    place.roles.append(role)
    place.admin(f'CREATE ROLE "{role}" LOGIN')
    place.sql(f'GRANT USAGE, CREATE ON SCHEMA public TO "{role}"; GRANT ALL ON ALL TABLES IN SCHEMA public TO "{role}"')
    head, _, tail = place.url.partition("@")
    place.url = f"postgresql://{role}@{tail}"


# --- drift: what was changed by hand ---

def drift(name, postgres, sqlite):
    """SQL for either; for SQLite also a table, and what of its definition becomes what."""
    providers = tuple(p for p, change in (("sqlite", sqlite), ("postgresql", postgres)) if change)

    def setup(place):
        begun(place)
        change = sqlite if place.provider == "sqlite" else postgres
        if isinstance(change, tuple):
            place.rebuild(*change)
        else:
            place.sql(change)
    SITUATIONS.append(Situation(f"drift: {name}", setup, providers, "6"))


ADD_COLUMN = 'ALTER TABLE "User" ADD COLUMN "stray" TEXT'
drift("a table more", 'CREATE TABLE "Stray" (id INTEGER PRIMARY KEY)', 'CREATE TABLE "Stray" (id INTEGER PRIMARY KEY)')
drift("a table less", 'DROP TABLE "Post"', 'DROP TABLE "Post"')
drift("a table renamed", 'ALTER TABLE "Post" RENAME TO "Article"', 'ALTER TABLE "Post" RENAME TO "Article"')
drift("a column more", ADD_COLUMN, ADD_COLUMN)
drift("a column less", 'ALTER TABLE "User" DROP COLUMN name', 'ALTER TABLE "User" DROP COLUMN name')
drift("a column renamed", 'ALTER TABLE "User" RENAME COLUMN name TO title', 'ALTER TABLE "User" RENAME COLUMN name TO title')
drift("a column's type", 'ALTER TABLE "User" ALTER COLUMN age TYPE BIGINT', ("User", '"age" INTEGER', '"age" BIGINT'))
drift("a column's length", 'ALTER TABLE "User" ALTER COLUMN name TYPE VARCHAR(20)', None)
drift("a column is required", 'ALTER TABLE "User" ALTER COLUMN name SET NOT NULL', ("User", '"name" TEXT', '"name" TEXT NOT NULL'))
drift("a column is optional", 'ALTER TABLE "User" ALTER COLUMN age DROP NOT NULL', ("User", '"age" INTEGER NOT NULL', '"age" INTEGER'))
drift("another default", 'ALTER TABLE "User" ALTER COLUMN age SET DEFAULT 7', ("User", "DEFAULT 0", "DEFAULT 7"))
drift("no default", 'ALTER TABLE "User" ALTER COLUMN age DROP DEFAULT', ("User", " DEFAULT 0", ""))
drift("a default more", """ALTER TABLE "User" ALTER COLUMN name SET DEFAULT 'x'""", ("User", '"name" TEXT', "\"name\" TEXT DEFAULT 'x'"))
drift("no counting", 'ALTER TABLE "User" ALTER COLUMN id DROP DEFAULT', ("Post", " AUTOINCREMENT", ""))
drift("an index more", 'CREATE INDEX stray ON "User"(age)', 'CREATE INDEX stray ON "User"(age)')
drift("an index less", 'DROP INDEX "Post_title_idx"', 'DROP INDEX "Post_title_idx"')
drift("an index renamed", 'ALTER INDEX "Post_title_idx" RENAME TO other',
      'DROP INDEX "Post_title_idx"; CREATE INDEX other ON "Post"(title)')
drift("an index on other columns", 'DROP INDEX "Post_title_idx"; CREATE INDEX "Post_title_idx" ON "Post"(title, id)',
      'DROP INDEX "Post_title_idx"; CREATE INDEX "Post_title_idx" ON "Post"(title, id)')
drift("an index in the other order", 'DROP INDEX "Post_title_idx"; CREATE INDEX "Post_title_idx" ON "Post"(title DESC)',
      'DROP INDEX "Post_title_idx"; CREATE INDEX "Post_title_idx" ON "Post"(title DESC)')
drift("an index of another kind", 'DROP INDEX "Post_title_idx"; CREATE INDEX "Post_title_idx" ON "Post" USING hash (title)', None)
drift("an index that is unique", 'DROP INDEX "Post_title_idx"; CREATE UNIQUE INDEX "Post_title_idx" ON "Post"(title)',
      'DROP INDEX "Post_title_idx"; CREATE UNIQUE INDEX "Post_title_idx" ON "Post"(title)')
drift("a unique less", 'DROP INDEX "User_email_key"', 'DROP INDEX "User_email_key"')
drift("a foreign key less", 'ALTER TABLE "Post" DROP CONSTRAINT "Post_authorId_fkey"',
      ("Post", ',\n    CONSTRAINT "Post_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "User" ("id") ON DELETE RESTRICT ON UPDATE CASCADE', ""))
drift("a foreign key's action",
      'ALTER TABLE "Post" DROP CONSTRAINT "Post_authorId_fkey"; ALTER TABLE "Post" ADD CONSTRAINT "Post_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "User"(id) ON DELETE CASCADE ON UPDATE CASCADE',
      ("Post", "ON DELETE RESTRICT", "ON DELETE CASCADE"))
drift("a foreign key more",
      'ALTER TABLE "Post" ADD COLUMN other INTEGER REFERENCES "User"(id)', 'ALTER TABLE "Post" ADD COLUMN other INTEGER REFERENCES "User"(id)')
drift("no primary key", 'ALTER TABLE "Post" DROP CONSTRAINT "Post_pkey"', ("Post", " PRIMARY KEY AUTOINCREMENT", ""))
drift("another primary key", 'ALTER TABLE "Post" DROP CONSTRAINT "Post_pkey"; ALTER TABLE "Post" ADD CONSTRAINT "Post_pkey" PRIMARY KEY (id, title)', None)
drift("an enum more", "CREATE TYPE mood AS ENUM ('sad', 'happy')", None)
drift("none: a view", 'CREATE VIEW v AS SELECT 1 AS one', 'CREATE VIEW v AS SELECT 1 AS one')
drift("none: a check", 'ALTER TABLE "User" ADD CHECK (age >= 0)', ("User", '"age" INTEGER', '"age" INTEGER CHECK ("age" >= 0)'))
drift("none: a function and a trigger",
      "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE TRIGGER t BEFORE INSERT ON \"User\" FOR EACH ROW EXECUTE FUNCTION f()",
      'CREATE TRIGGER t AFTER INSERT ON "User" BEGIN SELECT 1; END')
drift("none: an index on an expression", 'CREATE INDEX e ON "User"(lower(email))', 'CREATE INDEX e ON "User"(lower(email))')
drift("a partial index", 'CREATE INDEX p ON "User"(age) WHERE age > 0', 'CREATE INDEX p ON "User"(age) WHERE age > 0')
drift("none: a policy", 'ALTER TABLE "User" ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON "User" USING (true)', None)
drift("none: a comment", """COMMENT ON TABLE "User" IS 'people'""", None)
drift("none: another namespace", 'CREATE SCHEMA other; CREATE TABLE other.t (id INTEGER)', None)


ENUM = "enum Role {\n  A\n  B\n}\n\n"
WITH_ENUM = ENUM + USER.replace("  posts", "  role  Role    @default(A)\n  posts") + POST


def enum_drift(name, sql):
    def setup(place):
        begun(place, WITH_ENUM)
        place.sql(sql)
    SITUATIONS.append(Situation(f"drift: {name}", setup, ("postgresql",), "6"))


enum_drift("an enum value more", "ALTER TYPE \"Role\" ADD VALUE 'C'")
enum_drift("an enum value renamed", "ALTER TYPE \"Role\" RENAME VALUE 'B' TO 'Z'")
enum_drift("an enum renamed", 'ALTER TYPE "Role" RENAME TO "Kind"')


@situation("drift, and behind")
def _(place):
    two(place)
    place.sql(ADD_COLUMN)


@situation("drift, edited and failed at once")
def _(place):
    failed(place)
    place.sql(ADD_COLUMN)
    place.edit(FIRST, "\n);", "\n);\n-- a remark")


# --- what the schema changes, with rows and without ---

def change(name, old, new, models=MODELS, providers=BOTH, extra=""):
    def of(with_rows):
        def setup(place):
            begun(place, models)
            if with_rows:
                rows(place)
            assert old in models, name
            place.schema(models.replace(old, new) + extra)
        return setup
    SITUATIONS.append(Situation(f"change: {name}", of(False), providers, "6"))
    SITUATIONS.append(Situation(f"change with rows: {name}", of(True), providers, "6"))


change("an optional column is added", "  posts Post[]", "  nick  String?\n  posts Post[]")
change("a required column is added", "  posts Post[]", "  nick  String\n  posts Post[]")
change("a required column with a default is added", "  posts Post[]", '  nick  String  @default("x")\n  posts Post[]')
change("a column that the client fills is added", "  posts Post[]", "  nick  String  @default(uuid())\n  posts Post[]")
change("a column is dropped", "  name  String?\n", "")
ALONE = POST.replace("  author   User   @relation(fields: [authorId], references: [id])\n", "")
change("a table is dropped", ALONE, "", models=USER.replace("  posts Post[]\n", "") + ALONE)
change("a column becomes required", "String?", "String")
change("a column's type grows", "age   Int ", "age   BigInt ")
change("a column's type is another", "title    String", "title    Int")
change("a column becomes text", "age   Int     @default(0)", "age   String  @default(\"0\")")
change("a unique is added", "title    String", "title    String @unique")
change("a unique of two is added", "  @@index([title])", "  @@index([title])\n  @@unique([title, authorId])")
change("the primary key is another", "  id       Int    @id @default(autoincrement())\n  title    String\n", "  id       Int    @default(autoincrement())\n  title    String @id\n", providers=("postgresql",))
change("a default is dropped", " @default(0)", "")
change("a foreign key's action", "references: [id])", "references: [id], onDelete: Cascade)")
change("a column becomes a list", "name  String?", "name  String[]", providers=("postgresql",))
change("a table is added", MODELS, MODELS + "\nmodel Tag {\n  id Int @id\n}\n")
change("an enum value is dropped", "  B\n", "", models=WITH_ENUM, providers=("postgresql",))
change("an enum value is added", "  B\n", "  B\n  C\n", models=WITH_ENUM, providers=("postgresql",))

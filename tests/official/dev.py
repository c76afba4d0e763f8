"""migrate dev."""
from project import LOCK, same
from scenarios import (ADD_NAME, CREATE_POST, CREATE_USER, FIRST, SECOND, USER, USER_AND_NAME,
                       USER_AND_POST, deployed, scenario)

NEEDS_RESET = 130


def untouched(project, tables, migrations):
    """The database and the folder are as they were."""
    same("tables", [t for t in project.database.tables() if t != "_prisma_migrations"], tables)
    same("migrations", project.migrations(), migrations)


@scenario()
def first_migration(p):
    """migrate dev: makes the database, writes the first migration and the lock file, and applies it"""
    p.schema(USER)
    p.dev("--name", "init")
    same("script", p.script("init"), CREATE_USER[p.provider])
    same("lock file", p.read("prisma/migrations/migration_lock.toml"), LOCK.format(p.provider))
    same("tables", p.database.tables(), ["User", "_prisma_migrations"])
    same("history", p.history(), [(p.migrations()[0], "applied")])
    p.dev("--name", "again")
    same("migrations after a run without a change", len(p.migrations()), 1)


@scenario()
def second_migration(p):
    """migrate dev: writes what has changed since the last migration"""
    deployed(p)
    p.schema(USER_AND_NAME)
    p.dev("--name", "Add User Names")
    same("script", p.script("add_user_names"), ADD_NAME[p.provider])
    same("columns", p.database.columns("User"), ["id", "email", "name"])
    same("states", [state for _, state in p.history()], ["applied", "applied"])
    p.status()


@scenario()
def create_only(p):
    """migrate dev --create-only: writes and does not apply; the next run applies"""
    deployed(p)
    p.schema(USER_AND_POST)
    p.dev("--create-only", "--name", "posts")
    same("script", p.script("posts"), CREATE_POST[p.provider])
    untouched(p, ["User"], p.migrations())
    p.status(1, says=p.migrations()[1])
    p.dev()
    same("tables", p.database.tables(), ["Post", "User", "_prisma_migrations"])
    same("migrations", len(p.migrations()), 2)


@scenario()
def empty_draft(p):
    """migrate dev --create-only without a change: an empty draft of 30 characters"""
    deployed(p)
    p.dev("--create-only", "--name", "draft")
    same("script", p.script("draft"), "-- This is an empty migration.")


@scenario()
def names(p):
    """migrate dev: names become slugs; without a name there is only the time"""
    p.schema(USER)
    p.dev("--create-only", "--name", "Über Größe & co")
    same("name", p.migrations()[0][14:], "_ueber_groesse_and_co")
    p.dev("--create-only")
    same("lengths of the names", sorted(len(name) for name in p.migrations()), [14, 14 + len("_ueber_groesse_and_co")])


@scenario()
def pending(p):
    """migrate dev: applies what a colleague has added"""
    deployed(p)
    p.migration(SECOND, CREATE_POST[p.provider])
    p.schema(USER_AND_POST)
    p.dev("--name", "nothing")
    untouched(p, ["Post", "User"], [FIRST, SECOND])
    same("history", p.history(), [(FIRST, "applied"), (SECOND, "applied")])


@scenario()
def drift_of_a_table(p):
    """migrate dev: a table that no migration made needs a reset"""
    deployed(p)
    p.database.sql('CREATE TABLE "Extra" (id INTEGER PRIMARY KEY);')
    p.dev("--name", "x", status=NEEDS_RESET, says="Extra")
    untouched(p, ["Extra", "User"], [FIRST])


@scenario()
def drift_of_a_column(p):
    """migrate dev: a column that no migration made needs a reset"""
    deployed(p)
    p.database.sql('ALTER TABLE "User" ADD COLUMN "extra" TEXT;')
    p.dev("--name", "x", status=NEEDS_RESET, says="extra")
    untouched(p, ["User"], [FIRST])


@scenario()
def edited(p):
    """migrate dev: a migration that was edited needs a reset"""
    deployed(p)
    p.migration(FIRST, CREATE_USER[p.provider] + "-- a remark\n")
    p.dev("--name", "x", status=NEEDS_RESET, says=FIRST)
    untouched(p, ["User"], [FIRST])


@scenario()
def missing(p):
    """migrate dev: a migration that is not in the folder any more needs a reset"""
    deployed(p)
    p.applied(SECOND, CREATE_POST[p.provider])
    p.dev("--name", "x", status=NEEDS_RESET, says=SECOND)
    untouched(p, ["Post", "User"], [FIRST])


@scenario()
def failed(p):
    """migrate dev: a failed migration needs a reset"""
    deployed(p)
    p.migration(SECOND, CREATE_POST[p.provider])
    p.row(SECOND, CREATE_POST[p.provider], "failed")
    p.dev("--name", "x", status=NEEDS_RESET, says=SECOND)
    untouched(p, ["User"], [FIRST, SECOND])


@scenario()
def not_baselined(p):
    """migrate dev: a database with tables and without a history needs a reset"""
    p.database.create()
    p.database.sql(CREATE_USER[p.provider])
    p.schema(USER)
    p.dev("--name", "x", status=NEEDS_RESET)
    untouched(p, ["User"], [])


@scenario()
def broken_script(p):
    """migrate dev: P3006 where a script does not run on the shadow database; nothing is applied"""
    deployed(p)
    p.migration(SECOND, 'CREATE TABLE "Half" (id INTEGER PRIMARY KEY);\nCREATE TABLE "Half" (id INTEGER PRIMARY KEY);\n')
    p.dev("--name", "x", status=1, code="P3006", says=SECOND)
    untouched(p, ["User"], [FIRST, SECOND])


@scenario()
def script_is_gone(p):
    """migrate dev: P3015 where migration.sql is missing"""
    deployed(p)
    p.write(f"prisma/migrations/{SECOND}/other.sql", "")
    p.dev("--name", "x", status=1, code="P3015")
    untouched(p, ["User"], [FIRST, SECOND])


@scenario()
def other_provider(p):
    """migrate dev, deploy, status, resolve: P3019 where the lock file names another database"""
    deployed(p)
    p.write("prisma/migrations/migration_lock.toml", LOCK.format("mysql"))
    p.dev("--name", "x", status=1, code="P3019")
    p.deploy(1, code="P3019")
    p.status(1, code="P3019")
    p.ends(1, "migrate", "resolve", "--applied", FIRST, code="P3019")
    untouched(p, ["User"], [FIRST])


def with_an_old_table(p):
    """A database with Post, which the schema has no more."""
    p.database.create()
    script = CREATE_USER[p.provider] + "\n" + CREATE_POST[p.provider]
    p.migration(FIRST, script)
    p.applied(FIRST, script)
    p.schema(USER)


@scenario()
def data_loss(p):
    """migrate dev: data would be lost and nobody can be asked: nothing is written"""
    with_an_old_table(p)
    p.database.sql("""INSERT INTO "Post" (id, title) VALUES ('p', 'a');""")
    p.dev("--name", "x", status=1)
    p.dev("--name", "x", "--create-only", status=1)
    untouched(p, ["Post", "User"], [FIRST])


@scenario()
def without_rows_nothing_is_lost(p):
    """migrate dev: dropping what is empty asks nothing, and the script tells what it may lose"""
    with_an_old_table(p)
    p.dev("--name", "x")
    drop = '-- DropTable\n' + ('PRAGMA foreign_keys=off;\nDROP TABLE "Post";\nPRAGMA foreign_keys=on;\n' if p.provider == "sqlite" else 'DROP TABLE "Post";\n')
    script = p.script("x")
    same("script", script[script.index("*/\n"):], "*/\n" + drop)
    same("comment", script[:16], "/*\n  Warnings:\n\n")
    untouched(p, ["User"], p.migrations())


@scenario()
def required_column(p):
    """migrate dev: a required column for a table with rows is refused; --create-only writes it"""
    deployed(p)
    p.database.sql("""INSERT INTO "User" (email) VALUES ('a');""")
    p.schema(USER.replace("@unique\n", "@unique\n  age   Int\n"))
    p.dev("--name", "age", status=1)
    untouched(p, ["User"], [FIRST])
    p.dev("--name", "age", "--create-only")
    same("migrations", len(p.migrations()), 2)
    same("columns", p.database.columns("User"), ["id", "email"])


@scenario()
def invalid_schema(p):
    """migrate dev: P1012 where the schema is not valid"""
    p.schema("model User {\n  id Int\n}\n")
    ended = p.ends(1, "migrate", "dev", "--name", "x", says="P1012")
    same("the engine is not to blame", "dunlin" in ended.err, False)
    same("migrations", p.migrations(), [])


@scenario(databases=("postgresql",))
def shadow_is_left_behind_by_nobody(p):
    """migrate dev: the shadow database is gone afterwards, also after an error"""
    deployed(p)
    before = set(p.database.shadows())
    p.migration(SECOND, "SELECT * FROM nowhere;\n")
    p.dev("--name", "x", status=1, code="P3006")
    p.migration(SECOND, CREATE_POST[p.provider])
    p.schema(USER_AND_POST)
    p.dev("--name", "x")
    same("shadow databases of this test", [name for name in p.database.shadows() if name not in before and left_behind(p, name)], [])


def left_behind(project, name):
    """Of other tests, shadow databases come and go; one that stays is left behind."""
    import time
    for _ in range(40):
        if not project.database.exists(name):
            return False
        time.sleep(0.25)
    return True


@scenario(databases=("postgresql",))
def shadow_is_forbidden(p):
    """migrate dev: P3014 without the right to create databases; a given shadow database helps"""
    deployed(p)
    role = p.database.role("NOCREATEDB NOSUPERUSER")
    p.database.sql(f'ALTER TABLE "User" OWNER TO "{role}"; ALTER TABLE _prisma_migrations OWNER TO "{role}"; ALTER SCHEMA public OWNER TO "{role}";')
    p.variables["DATABASE_URL"] = p.database.url_of(p.database.name, role)
    p.schema(USER_AND_NAME)
    p.dev("--name", "x", status=1, code="P3014")
    shadow = p.database.name + "_shadow"
    p.database.create(shadow)
    p.database.ask(p.database.url_of(shadow), f'ALTER SCHEMA public OWNER TO "{role}"; GRANT ALL ON DATABASE "{shadow}" TO "{role}";')
    p.variables["SHADOW_DATABASE_URL"] = p.database.url_of(shadow, role)
    p.schema(USER_AND_NAME)
    p.dev("--name", "x")
    same("script", p.script("x"), ADD_NAME[p.provider])


@scenario(databases=("postgresql",))
def several_namespaces(p):
    """migrate dev: tables and enums in several namespaces"""
    p.schema("""model User {
  id   Int  @id
  role Role
  @@schema("one")
}

enum Role {
  ADMIN
  USER
  @@schema("two")
}
""", '  schemas  = ["one", "two"]')
    p.dev("--name", "init")
    same("script", p.script("init"), """-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "one";

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "two";

-- CreateEnum
CREATE TYPE "two"."Role" AS ENUM ('ADMIN', 'USER');

-- CreateTable
CREATE TABLE "one"."User" (
    "id" INTEGER NOT NULL,
    "role" "two"."Role" NOT NULL,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);
""")
    same("tables", p.database.tables("one"), ["User"])
    p.dev("--name", "again")
    same("migrations", len(p.migrations()), 1)


@scenario(versions=(7,))
def external_tables(p):
    """migrate dev: tables that the configuration calls external are left alone"""
    name = "public.Extra" if p.postgres else "Extra"
    p.config("experimental: { externalTables: true },", f'tables: {{ external: ["{name}"] }},')
    deployed(p)
    p.database.sql('CREATE TABLE "Extra" (id INTEGER PRIMARY KEY);')
    p.schema(USER_AND_NAME)
    p.dev("--name", "x")
    same("script", p.script("x"), ADD_NAME[p.provider])
    same("tables", p.database.tables(), ["Extra", "User", "_prisma_migrations"])


@scenario(versions=(7,))
def names_of_external_tables(p):
    """migrate dev, diff, db push: P3023 and P3024 where external tables are named wrongly, behind drift"""
    p.config("experimental: { externalTables: true },", f'tables: {{ external: ["{"Extra" if p.postgres else "main.Extra"}"] }},')
    deployed(p)
    code = "P3023" if p.postgres else "P3024"
    p.schema(USER_AND_NAME)
    p.dev("--name", "x", status=1, code=code)
    p.push(status=1, code=code)
    p.ends(1, "migrate", "diff", "--from-empty", "--to-schema", "prisma/schema.prisma", code=code)
    p.status()
    p.database.sql('CREATE TABLE "Extra" (id INTEGER PRIMARY KEY);')
    p.dev("--name", "x", status=NEEDS_RESET)
    untouched(p, ["Extra", "User"], [FIRST])


@scenario()
def changes_of_every_kind(p):
    """migrate dev: types, defaults, nullability, indexes, foreign keys and a join table"""
    p.schema("""model A {
  id Int     @id
  x  Int
  y  String?
  z  Int     @default(1)
  @@index([x])
}
""")
    p.dev("--name", "one")
    p.schema("""model A {
  id Int    @id
  x  BigInt
  y  String @default("y")
  z  Int
  bs B[]
  cs C[]

  @@index([x, z])
}

model B {
  id  Int @id
  a   A   @relation(fields: [aId], references: [id])
  aId Int
}

model C {
  id Int @id
  as A[]
}
""")
    p.dev("--name", "two")
    same("tables", p.database.tables(), ["A", "B", "C", "_AToC", "_prisma_migrations"])
    p.dev("--name", "three")
    same("migrations", len(p.migrations()), 2)

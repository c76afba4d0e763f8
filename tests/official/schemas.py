"""migrate diff, db push, db pull, db execute and version."""
from project import same
from scenarios import ADD_NAME, CREATE_POST, CREATE_USER, FIRST, SECOND, USER, USER_AND_NAME, USER_AND_POST, as_described, deployed, scenario

EMPTY = "-- This is an empty migration."


def side(project, end, kind):
    """The option for a side of migrate diff, as the version calls it."""
    schema = "prisma/schema.prisma"
    names = {
        6: {"models": [f"--{end}-schema-datamodel", schema], "live": [f"--{end}-schema-datasource", schema]},
        7: {"models": [f"--{end}-schema", schema], "live": [f"--{end}-config-datasource"]},
    }[project.major]
    return {**names, "nothing": [f"--{end}-empty"], "migrations": [f"--{end}-migrations", "prisma/migrations"]}[kind]


def diff(project, before, after, *words, status=0, **expected):
    """What `migrate diff` prints on standard output, without the end of the last line."""
    return project.ends(status, "migrate", "diff", *side(project, "from", before), *side(project, "to", after), *words, **expected).out.rstrip("\n")


def given_shadow(project):
    """`migrate diff` makes no shadow database on PostgreSQL: it wants one."""
    if not project.postgres:
        return []
    name = project.database.name + "_shadow"
    project.database.create(name)
    project.variables["SHADOW_DATABASE_URL"] = project.database.url_of(name)
    return ["--shadow-database-url", project.variables["SHADOW_DATABASE_URL"]] if project.major == 6 else []


# ---- migrate diff ----

@scenario()
def diff_of_schemas(p):
    """migrate diff: from nothing to a schema, as a script and as a summary, to a file"""
    p.schema(USER)
    script = CREATE_USER[p.provider].rstrip("\n")
    if p.postgres and p.major == 7:
        script = '-- CreateSchema\nCREATE SCHEMA IF NOT EXISTS "public";\n\n' + script
    same("script", diff(p, "nothing", "models", "--script"), script)
    same("summary", "User" in diff(p, "nothing", "models"), True)
    same("output", diff(p, "nothing", "models", "--script", "-o", "out.sql"), "")
    same("file", p.read("out.sql").rstrip("\n"), script)
    same("database", p.database.exists(), False)


@scenario()
def diff_exit_codes(p):
    """migrate diff --exit-code: 0 without a difference, 2 with one, 1 after an error"""
    deployed(p)
    same("script", diff(p, "live", "models", "--script", "--exit-code"), EMPTY)
    p.schema(USER_AND_NAME)
    same("script", diff(p, "live", "models", "--script", "--exit-code", status=2), ADD_NAME[p.provider].rstrip("\n"))
    same("script", diff(p, "live", "models", "--script"), ADD_NAME[p.provider].rstrip("\n"))
    diff(p, "nothing", "nothing", "--exit-code", status=1)


@scenario()
def diff_of_a_database(p):
    """migrate diff: from nothing to what is live, without the table of the history"""
    deployed(p)
    script = as_described(CREATE_USER[p.provider]).rstrip("\n")
    found = diff(p, "nothing", "live", "--script")
    same("script", found[found.index("-- CreateTable"):], script)


@scenario()
def diff_of_migrations(p):
    """migrate diff: from the migrations to the schema and to the database"""
    deployed(p)
    p.migration(SECOND, CREATE_POST[p.provider])
    options = given_shadow(p)
    same("script", diff(p, "migrations", "models", "--script", *options)[:15], "-- DropTable\nDR" if p.postgres else "-- DropTable\nPR")
    p.schema(USER_AND_POST)
    same("script", diff(p, "migrations", "models", "--script", "--exit-code", *options), EMPTY)
    same("script", diff(p, "live", "migrations", "--script", *options), as_described(CREATE_POST[p.provider]).rstrip("\n"))


@scenario()
def diff_of_broken_migrations(p):
    """migrate diff: P3006 where a migration does not run; an error where there is no lock file"""
    deployed(p)
    options = given_shadow(p)
    p.migration(SECOND, "SELECT * FROM nowhere;\n")
    diff(p, "migrations", "models", *options, status=1, code="P3006")
    (p.folder / "prisma/migrations/migration_lock.toml").unlink()
    diff(p, "migrations", "models", *options, status=1)


@scenario(versions=(6,))
def diff_by_url(p):
    """migrate diff --from-url --to-url"""
    deployed(p)
    out = p.ends(2, "migrate", "diff", "--from-empty", "--to-url", p.database.url, "--script", "--exit-code").out
    same("script", out[out.index("-- CreateTable"):].rstrip("\n"), as_described(CREATE_USER[p.provider]).rstrip("\n"))
    p.ends(0, "migrate", "diff", "--from-url", p.database.url, "--to-url", p.database.url, "--exit-code")


# ---- db push ----

@scenario()
def push(p):
    """db push: makes the database and what the schema says; no history; then nothing to do"""
    p.schema(USER)
    p.push()
    same("tables", p.database.tables(), ["User"])
    p.push(says="sync")
    p.schema(USER_AND_NAME)
    p.push()
    same("columns", p.database.columns("User"), ["id", "email", "name"])
    same("migrations", p.migrations(), [])


@scenario()
def push_leaves_the_history(p):
    """db push: the table of the history stays"""
    deployed(p)
    p.schema(USER_AND_POST)
    p.push()
    same("tables", p.database.tables(), ["Post", "User", "_prisma_migrations"])


@scenario()
def push_loses_data(p):
    """db push: refused where data would be lost, done with --accept-data-loss"""
    deployed(p)
    p.schema(USER_AND_POST)
    p.push()
    p.database.sql("""INSERT INTO "Post" (id, title) VALUES ('p', 'a');""")
    p.schema(USER)
    p.push(status=1, says="--accept-data-loss")
    same("tables", p.database.tables(), ["Post", "User", "_prisma_migrations"])
    p.push("--accept-data-loss")
    same("tables", p.database.tables(), ["User", "_prisma_migrations"])


@scenario()
def push_cannot(p):
    """db push: what cannot be done with the rows that are there; --force-reset"""
    deployed(p)
    p.database.sql("""INSERT INTO "User" (email) VALUES ('a');""")
    p.schema(USER.replace("@unique\n", "@unique\n  age   Int\n"))
    p.push(status=1)
    p.push("--accept-data-loss", status=1)
    same("columns", p.database.columns("User"), ["id", "email"])
    p.push("--force-reset")
    same("columns", p.database.columns("User"), ["id", "email", "age"])
    same("tables", p.database.tables(), ["User"])


@scenario()
def push_is_not_unique(p):
    """db push --accept-data-loss: P2002 where values are not unique"""
    deployed(p)
    p.schema(USER.replace(" @unique", ""))
    p.push()
    p.database.sql("""INSERT INTO "User" (email) VALUES ('a'), ('a');""")
    p.schema(USER)
    p.push(status=1, says="--accept-data-loss")
    p.push("--accept-data-loss", status=1, code="P2002")
    same("rows", p.database.sql('SELECT count(*) FROM "User"'), [["2"]])


# ---- db pull ----

@scenario()
def pull(p):
    """db pull: writes what is live into the schema, and keeps what the user has named"""
    p.database.create()
    p.database.sql(CREATE_USER[p.provider] + CREATE_POST[p.provider])
    p.schema("")
    p.ends(0, "db", "pull")
    same("schema", p.read("prisma/schema.prisma").split("}\n", 1)[1].strip(), """model Post {
  id    String @id
  title String
}

model User {
  id    Int    @id @default(autoincrement())
  email String @unique
}""")
    p.schema("""/// who writes
model Author {
  key   Int    @id @default(autoincrement()) @map("id")
  email String @unique

  @@map("User")
}
""")
    p.ends(0, "db", "pull")
    schema = p.read("prisma/schema.prisma")
    for part in ("/// who writes\nmodel Author {", '@map("id")', '@@map("User")', "model Post {"):
        same(f"{part} is there", part in schema, True)


@scenario()
def pull_prints(p):
    """db pull --print: prints, and writes nothing"""
    deployed(p)
    p.schema("")
    before = p.read("prisma/schema.prisma")
    same("printed", "model User {" in p.ends(0, "db", "pull", "--print").out, True)
    same("file", p.read("prisma/schema.prisma"), before)


@scenario()
def pull_of_nothing(p):
    """db pull: P4001 where there are no tables, P1003 where there is no database"""
    p.schema(USER)
    p.ends(1, "db", "pull", says="P1003")
    p.database.create()
    p.ends(1, "db", "pull", says="P4001")
    same("schema", p.read("prisma/schema.prisma").endswith(USER), True)


@scenario()
def pull_into_several_files(p):
    """db pull: each model stays in its file, new ones go to introspected.prisma"""
    deployed(p)
    p.database.sql(CREATE_POST[p.provider])
    p.schema("", path="schema/main.prisma")
    p.write("schema/user.prisma", USER)
    p.ends(0, "db", "pull", "--schema", "schema")
    same("user", p.read("schema/user.prisma"), USER)
    same("new", p.read("schema/introspected.prisma").strip(), "model Post {\n  id    String @id\n  title String\n}")


@scenario()
def pull_forced(p):
    """db pull --force: what the user has named is lost"""
    deployed(p)
    p.schema('model Author {\n  id    Int    @id @default(autoincrement())\n  email String @unique\n\n  @@map("User")\n}\n')
    p.ends(0, "db", "pull", "--force")
    same("model", "model User {" in p.read("prisma/schema.prisma"), True)


# ---- db execute, version ----

@scenario()
def execute(p):
    """db execute: a file, standard input, a script that fails"""
    deployed(p)
    where = ["--schema", "prisma/schema.prisma"] if p.major == 6 else []
    p.write("fix.sql", """INSERT INTO "User" (email) VALUES ('a');\nINSERT INTO "User" (email) VALUES ('b');\n""")
    p.ends(0, "db", "execute", "--file", "fix.sql", *where)
    p.ends(0, "db", "execute", "--stdin", *where, stdin="""DELETE FROM "User" WHERE email = 'a';""")
    p.ends(1, "db", "execute", "--stdin", *where, stdin="SELEC 1;", says="SELEC")
    p.ends(1, "db", "execute", "--file", "missing.sql", *where)
    same("rows", p.database.sql('SELECT email FROM "User"'), [["b"]])
    same("history", p.history(), [(FIRST, "applied")])


@scenario(versions=(6,))
def execute_by_url(p):
    """db execute --url"""
    p.database.create()
    p.ends(0, "db", "execute", "--stdin", "--url", p.database.url, stdin='CREATE TABLE "One" (id INTEGER PRIMARY KEY);')
    same("tables", p.database.tables(), ["One"])


@scenario()
def version(p):
    """version: names the engine"""
    p.schema(USER)
    ended = p.prisma("version")
    same("engine", "schema-engine-cli" in ended.out, True)

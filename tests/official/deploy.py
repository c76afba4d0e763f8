"""migrate deploy, status, resolve and reset."""
from project import same
from scenarios import CREATE_POST, CREATE_USER, FIRST, SECOND, THIRD, USER, deployed, scenario


def two_pending(project):
    project.schema(USER)
    project.migration(FIRST, CREATE_USER[project.provider])
    project.migration(SECOND, CREATE_POST[project.provider])


def second_fails(project):
    two_pending(project)
    project.migration(SECOND, 'CREATE TABLE "Half" (id INTEGER PRIMARY KEY);\nINSERT INTO "Nowhere" VALUES (1);\n')
    project.migration(THIRD, 'CREATE TABLE "Third" (id INTEGER PRIMARY KEY);\n')


@scenario()
def deploy_to_nothing(p):
    """migrate deploy: makes the database and applies everything, once"""
    two_pending(p)
    p.deploy(says=[FIRST, SECOND])
    same("tables", p.database.tables(), ["Post", "User", "_prisma_migrations"])
    p.deploy()
    same("history", p.history(), [(FIRST, "applied"), (SECOND, "applied")])
    p.status()


@scenario()
def deploy_without_migrations(p):
    """migrate deploy: no migrations, no error"""
    p.schema(USER)
    p.deploy()
    same("tables", p.database.tables(), ["_prisma_migrations"])


@scenario()
def deploy_fails(p):
    """migrate deploy: P3018, then P3009, then a corrected script after resolve --rolled-back"""
    second_fails(p)
    p.deploy(1, code="P3018", says=SECOND)
    same("history", p.history(), [(FIRST, "applied"), (SECOND, "failed")])
    same("tables", [t for t in p.database.tables() if t in ("User", "Third")], ["User"])
    p.deploy(1, code="P3009", says=SECOND)
    p.status(1)
    p.ends(0, "migrate", "resolve", "--rolled-back", SECOND)
    p.database.sql('DROP TABLE IF EXISTS "Half";')
    p.migration(SECOND, CREATE_POST[p.provider])
    p.deploy()
    same("history", p.history(), [(FIRST, "applied"), (SECOND, "rolled back"), (SECOND, "applied"), (THIRD, "applied")])
    p.status()


@scenario()
def finished_by_hand(p):
    """migrate resolve --applied: a failed migration that was finished by hand"""
    second_fails(p)
    p.deploy(1, code="P3018")
    p.ends(0, "migrate", "resolve", "--applied", SECOND)
    p.deploy(says=THIRD)
    same("history", p.history(), [(FIRST, "applied"), (SECOND, "rolled back"), (SECOND, "applied"), (THIRD, "applied")])


@scenario()
def baseline(p):
    """migrate deploy: P3005 on a database with tables, until it is baselined"""
    two_pending(p)
    p.database.create()
    p.database.sql(CREATE_USER[p.provider])
    p.deploy(1, code="P3005")
    same("tables", p.database.tables(), ["User"])
    p.ends(0, "migrate", "resolve", "--applied", FIRST)
    p.deploy(says=SECOND)
    same("history", p.history(), [(FIRST, "applied"), (SECOND, "applied")])


@scenario(versions=(7,))
def external_tables_do_not_count(p):
    """migrate deploy: a database with external tables only is empty"""
    name = "public.Extra" if p.postgres else "Extra"
    two_pending(p)
    p.database.create()
    p.database.sql('CREATE TABLE "Extra" (id INTEGER PRIMARY KEY);')
    p.deploy(1, code="P3005")
    p.config("experimental: { externalTables: true },", f'tables: {{ external: ["{name}"] }},')
    p.deploy(says=SECOND)
    same("tables", p.database.tables(), ["Extra", "Post", "User", "_prisma_migrations"])


@scenario()
def deploy_looks_at_nothing_else(p):
    """migrate deploy: edited migrations, missing ones and drift are not noticed"""
    deployed(p)
    p.applied(SECOND, CREATE_POST[p.provider])
    p.migration(FIRST, CREATE_USER[p.provider] + "-- a remark\n")
    p.migration(THIRD, 'CREATE TABLE "Third" (id INTEGER PRIMARY KEY);\n')
    p.database.sql('CREATE TABLE "Extra" (id INTEGER PRIMARY KEY);')
    p.deploy(says=THIRD)
    same("last row", p.history()[-1], (THIRD, "applied"))


@scenario()
def deploy_without_a_script(p):
    """migrate deploy: P3015 where the script of a pending migration is missing; status lists it"""
    deployed(p)
    p.write(f"prisma/migrations/{SECOND}/other.sql", "")
    p.deploy(1, code="P3015")
    same("history", p.history(), [(FIRST, "applied")])
    p.status(1, says=SECOND)
    (p.folder / f"prisma/migrations/{FIRST}/migration.sql").unlink()
    p.status(1, code="P3015")


@scenario(databases=("postgresql",))
def no_server(p):
    """migrate deploy, status and dev: P1001 where there is no server"""
    two_pending(p)
    p.variables["DATABASE_URL"] = "postgresql://postgres@127.0.0.1:1/x"
    p.deploy(1, code="P1001")
    p.status(1, code="P1001")
    p.dev("--name", "x", status=1, code="P1001")


@scenario()
def status_of_nothing(p):
    """migrate status and resolve: P1003 where the database is missing"""
    two_pending(p)
    p.status(1, code="P1003")
    p.ends(1, "migrate", "resolve", "--applied", FIRST, code="P1003")
    same("database", p.database.exists(), False)


@scenario()
def status_tells(p):
    """migrate status: behind is 1; edited and up to date are 0"""
    two_pending(p)
    p.database.create()
    p.status(1, says=[FIRST, SECOND])
    same("tables", p.database.tables(), [])
    for name, script in ((FIRST, CREATE_USER), (SECOND, CREATE_POST)):
        p.applied(name, script[p.provider])
    p.status()
    p.migration(SECOND, CREATE_POST[p.provider] + "-- a remark\n")
    p.status()


@scenario()
def status_of_diverged_histories(p):
    """migrate status: histories that have parted"""
    deployed(p)
    p.applied(THIRD, 'CREATE TABLE "Third" (id INTEGER PRIMARY KEY);')
    p.migration(SECOND, CREATE_POST[p.provider])
    p.status(1, says=[SECOND, THIRD, FIRST])


@scenario()
def resolve_refuses(p):
    """migrate resolve: P3008, P3011, P3012, P3017, and wrong arguments"""
    deployed(p)
    resolve = ["migrate", "resolve"]
    p.ends(1, *resolve, "--applied", FIRST, code="P3008")
    p.ends(1, *resolve, "--applied", "init", code="P3017")
    p.ends(1, *resolve, "--rolled-back", SECOND, code="P3011")
    p.ends(1, *resolve, "--rolled-back", FIRST, code="P3012")
    p.ends(1, *resolve)
    same("history", p.history(), [(FIRST, "applied")])


@scenario()
def resolve_without_a_history(p):
    """migrate resolve --rolled-back: an error without a code where there is no history"""
    two_pending(p)
    p.database.create()
    p.ends(1, "migrate", "resolve", "--rolled-back", FIRST)
    same("tables", p.database.tables(), [])


@scenario()
def reset_forced(p):
    """migrate reset --force: everything goes, and all migrations are applied"""
    deployed(p)
    p.migration(SECOND, CREATE_POST[p.provider])
    p.database.sql("""CREATE TABLE "Extra" (id INTEGER PRIMARY KEY); INSERT INTO "User" (email) VALUES ('a');""")
    p.reset("--force", says=[FIRST, SECOND])
    same("tables", p.database.tables(), ["Post", "User", "_prisma_migrations"])
    same("rows", p.database.sql('SELECT count(*) FROM "User"'), [["0"]])
    same("history", p.history(), [(FIRST, "applied"), (SECOND, "applied")])


@scenario()
def reset_asks(p):
    """migrate reset: refused without --force where nobody can be asked"""
    deployed(p)
    p.database.sql('CREATE TABLE "Extra" (id INTEGER PRIMARY KEY);')
    p.reset(status=1)
    same("tables", p.database.tables(), ["Extra", "User", "_prisma_migrations"])


@scenario()
def reset_of_nothing(p):
    """migrate reset --force: makes the database that is missing"""
    two_pending(p)
    p.reset("--force")
    same("history", p.history(), [(FIRST, "applied"), (SECOND, "applied")])


@scenario(databases=("sqlite",))
def relative_path(p):
    """a relative path to a SQLite file: seen from the schema in version 6, from the project in 7"""
    two_pending(p)
    p.variables["DATABASE_URL"] = "file:./relative.db"
    p.deploy()
    same("file", (p.folder / ("prisma" if p.major == 6 else ".") / "relative.db").exists(), True)

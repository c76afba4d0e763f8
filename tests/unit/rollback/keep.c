/* rollback/keep.h: migrations that lose data, and that are taken back. On SQLite, and on PostgreSQL
 * where DUNLIN_TEST_POSTGRES_URL names a server. */
#include "rollback/keep.h"

#include <stdlib.h>
#include <unistd.h>

#include "history/place.h"
#include "rollback/down.h"
#include "rollback/row_sums.h"
#include "support.h"

typedef struct Story {
    const char *before; /* what is there */
    const char *up;
    const char *since; /* what somebody did then */
    const char *down;
    const char *told; /* before it runs */
    const char *kept; /* table: kind rows … */
    const char *report;
    /* A query for one text, and the text; empty: all rows are those from before. */
    const char *query;
    const char *answer;
} Story;

#define MARK "\n" KEPT_DATA_MARK "\n"
#define BOTH_ARE_TABLES \
    "CREATE TABLE a (id INTEGER PRIMARY KEY, x TEXT, y INTEGER NOT NULL DEFAULT 7);" \
    "INSERT INTO a VALUES (1, 'one', 10), (2, NULL, 20), (3, '', 30);"

static const Story both[] = {
    {BOTH_ARE_TABLES, "ALTER TABLE a DROP COLUMN x", "", "ALTER TABLE a ADD COLUMN x TEXT;" MARK,
     "", "a columns 3", "3 restored", "", ""},
    {BOTH_ARE_TABLES, "DROP TABLE a", "",
     "CREATE TABLE a (id INTEGER PRIMARY KEY, x TEXT, y INTEGER NOT NULL DEFAULT 7);" MARK, "",
     "a table 3", "3 restored", "", ""},
    {BOTH_ARE_TABLES, "DELETE FROM a WHERE id > 1", "", "SELECT 1;" MARK, "", "a rows 2",
     "2 restored", "", ""},
    {BOTH_ARE_TABLES, "UPDATE a SET x = 'new' WHERE id < 3", "", "SELECT 1;" MARK, "",
     "a columns 2", "2 restored", "", ""},
    {BOTH_ARE_TABLES, "UPDATE a SET x = 'new', y = y + 1 WHERE id < 3",
     "UPDATE a SET x = 'newer' WHERE id = 1; DELETE FROM a WHERE id = 2", "SELECT 1;" MARK, "",
     "a columns 2", "1 restored 1 newer 1 gone", "SELECT x || y FROM a WHERE id = 1", "newer10"},
    {BOTH_ARE_TABLES, "ALTER TABLE a DROP COLUMN y",
     "INSERT INTO a VALUES (9, 'n'); DELETE FROM a WHERE id = 1",
     "ALTER TABLE a ADD COLUMN y INTEGER;" MARK, "", "a columns 3", "2 restored 1 gone 1 added",
     "SELECT count(*) FROM a WHERE y IS NULL AND id = 9", "1"},
    {BOTH_ARE_TABLES,
     "ALTER TABLE a RENAME TO b; ALTER TABLE b RENAME COLUMN y TO z;"
     "UPDATE b SET z = 0",
     "UPDATE b SET z = 5 WHERE id = 3",
     "ALTER TABLE b RENAME TO a; ALTER TABLE a RENAME COLUMN z TO y;" MARK, "", "a columns 3",
     "3 restored 1 newer", "SELECT sum(y) FROM a", "35"},
    {"CREATE TABLE p (id INTEGER PRIMARY KEY);"
     "CREATE TABLE c (id INTEGER PRIMARY KEY, p INTEGER NOT NULL REFERENCES p (id) ON DELETE CASCADE);"
     "CREATE TABLE n (id INTEGER PRIMARY KEY, p INTEGER REFERENCES p (id) ON DELETE SET NULL);"
     "INSERT INTO p VALUES (1), (2); INSERT INTO c VALUES (1, 1), (2, 2), (3, 1);"
     "INSERT INTO n VALUES (1, 1), (2, 2);",
     "DELETE FROM p WHERE id = 1", "", "SELECT 1;" MARK, "", "c rows 2; n columns 1; p rows 1",
     "1 restored; 2 restored; 1 restored", "", ""},
    {"CREATE TABLE p (id INTEGER PRIMARY KEY);"
     "CREATE TABLE c (id INTEGER PRIMARY KEY, p INTEGER NOT NULL REFERENCES p (id));"
     "CREATE TABLE n (id INTEGER PRIMARY KEY, p INTEGER REFERENCES p (id));"
     "INSERT INTO p VALUES (1), (2); INSERT INTO c VALUES (1, 1), (2, 2); INSERT INTO n VALUES (1, 1);",
     "DROP TABLE c; DROP TABLE n", "DELETE FROM p WHERE id = 1",
     "CREATE TABLE c (id INTEGER PRIMARY KEY, p INTEGER NOT NULL REFERENCES p (id));"
     "CREATE TABLE n (id INTEGER PRIMARY KEY, p INTEGER REFERENCES p (id));" MARK,
     "", "c table 2; n table 1", "1 restored 1 refused; 1 restored 1 loosened",
     "SELECT count(*) FROM n WHERE p IS NULL", "1"},
    {BOTH_ARE_TABLES, "DELETE FROM a", "INSERT INTO a VALUES (1, 'taken', 0)", "SELECT 1;" MARK, "",
     "a rows 3", "2 restored 1 refused", "SELECT x FROM a WHERE id = 1", "taken"},
    {"CREATE TABLE a (x TEXT, y INTEGER); INSERT INTO a VALUES ('p', 1), ('p', 1);",
     "ALTER TABLE a DROP COLUMN x", "", "ALTER TABLE a ADD COLUMN x TEXT;" MARK,
     "a has no key that stays: what it loses is kept, but cannot be put back", "a columns 2",
     "missing", "SELECT count(*) FROM a WHERE x IS NULL", "2"},
    {"CREATE TABLE a (x TEXT, y INTEGER); INSERT INTO a VALUES ('p', 1), ('p', 1);", "DROP TABLE a",
     "", "CREATE TABLE a (x TEXT, y INTEGER);" MARK, "", "a table 2", "2 restored", "", ""},
    {"CREATE TABLE t (id INTEGER PRIMARY KEY, up INTEGER REFERENCES t (id), x TEXT);"
     "INSERT INTO t VALUES (1, NULL, 'r'), (2, 1, 's'), (3, 2, 't');",
     "DROP TABLE t", "", "CREATE TABLE t (id INTEGER PRIMARY KEY, up INTEGER, x TEXT);" MARK, "",
     "t table 3", "3 restored", "", ""},
    /* Two tables whose rows refer to each other. */
    {"CREATE TABLE a (id INTEGER PRIMARY KEY);"
     "CREATE TABLE b (id INTEGER PRIMARY KEY, a INTEGER NOT NULL REFERENCES a (id) ON DELETE CASCADE);"
     "ALTER TABLE a ADD COLUMN b INTEGER REFERENCES b (id) ON DELETE CASCADE;"
     "INSERT INTO a (id) VALUES (1), (2), (3); INSERT INTO b VALUES (1, 1), (2, 2), (4, 2);"
     "UPDATE a SET b = id WHERE id < 3; UPDATE a SET b = 4 WHERE id = 3;",
     "DELETE FROM a WHERE id < 3", "", "SELECT 1;" MARK, "", "a rows 3; b rows 3",
     "3 restored; 3 restored", "", ""},
    /* A row whose parent does not come back: neither does it, or it refers to nothing. */
    {"CREATE TABLE x (id INTEGER PRIMARY KEY); INSERT INTO x VALUES (1), (2);"
     "CREATE TABLE t (id INTEGER PRIMARY KEY, up INTEGER REFERENCES t (id),"
     " x INTEGER NOT NULL REFERENCES x (id));"
     "INSERT INTO t VALUES (1, NULL, 1), (2, 1, 2), (3, 2, 1), (4, 1, 1);",
     "DROP TABLE t", "DELETE FROM x WHERE id = 2",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, up INTEGER REFERENCES t (id),"
     " x INTEGER NOT NULL REFERENCES x (id));" MARK,
     "", "t table 4", "3 restored 1 refused 1 loosened",
     "SELECT sum(id * 10 + coalesce(up, 0)) FROM t", "81"},
    {"CREATE TABLE x (id INTEGER PRIMARY KEY); INSERT INTO x VALUES (1), (2);"
     "CREATE TABLE t (id INTEGER PRIMARY KEY, up INTEGER NOT NULL REFERENCES t (id),"
     " x INTEGER NOT NULL REFERENCES x (id));"
     "INSERT INTO t VALUES (1, 1, 1), (2, 1, 2), (3, 2, 1), (4, 3, 1), (5, 1, 1);",
     "DROP TABLE t", "DELETE FROM x WHERE id = 2",
     "CREATE TABLE t (id INTEGER PRIMARY KEY, up INTEGER NOT NULL REFERENCES t (id),"
     " x INTEGER NOT NULL REFERENCES x (id));" MARK,
     "", "t table 5", "2 restored 3 refused", "SELECT sum(id) FROM t", "6"},
    /* What rows refer to is a value that comes back, too. */
    {"CREATE TABLE p (id INTEGER PRIMARY KEY, code TEXT); CREATE UNIQUE INDEX u ON p (code);"
     "CREATE TABLE c (id INTEGER PRIMARY KEY, code TEXT NOT NULL REFERENCES p (code));"
     "CREATE TABLE n (id INTEGER PRIMARY KEY, code TEXT REFERENCES p (code));"
     "INSERT INTO p VALUES (1, 'one'), (2, 'two'); INSERT INTO c VALUES (7, 'two');"
     "INSERT INTO n VALUES (8, 'one'), (9, NULL);",
     "DROP TABLE c; DROP TABLE n; DROP INDEX u; ALTER TABLE p DROP COLUMN code", "",
     "ALTER TABLE p ADD COLUMN code TEXT; CREATE TABLE c (id INTEGER PRIMARY KEY, code TEXT);"
     "CREATE TABLE n (id INTEGER PRIMARY KEY, code TEXT);" MARK,
     "", "c table 1; n table 2; p columns 2", "2 restored; 1 restored; 2 restored", "", ""},
    {BOTH_ARE_TABLES, "CREATE TABLE b (z INTEGER)", "", "DROP TABLE b", "", "", "", "", ""},
    {BOTH_ARE_TABLES, "INSERT INTO a VALUES (5, 'x', 1)", "", "DELETE FROM a WHERE id = 5;",
     "rows that it inserts into a are not taken back, unless its down script does it", "", "", "",
     ""},
};

static const Story lite[] = {
    {BOTH_ARE_TABLES,
     "CREATE TABLE new_a (id INTEGER NOT NULL PRIMARY KEY, y INTEGER NOT NULL DEFAULT 7);"
     "INSERT INTO new_a (id, y) SELECT id, y FROM a; DROP TABLE a; ALTER TABLE new_a RENAME TO a",
     "", "ALTER TABLE a ADD COLUMN x TEXT;" MARK, "", "a columns 3", "3 restored", "", ""},
    {BOTH_ARE_TABLES,
     "CREATE TABLE new_a (id INTEGER PRIMARY KEY, x TEXT NOT NULL DEFAULT 'd', y INTEGER NOT NULL"
     " DEFAULT 7);"
     "INSERT INTO new_a (id, x, y) SELECT id, coalesce(x, 'd'), y FROM a; DROP TABLE a;"
     "ALTER TABLE new_a RENAME TO a",
     "",
     "CREATE TABLE new_a (id INTEGER PRIMARY KEY, x TEXT, y INTEGER NOT NULL DEFAULT 7);"
     "INSERT INTO new_a SELECT id, x, y FROM a; DROP TABLE a; ALTER TABLE new_a RENAME TO a;" MARK,
     "", "a columns 1", "1 restored", "", ""},
    {"CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT, b BLOB, r REAL, v);"
     "INSERT INTO a VALUES (7, X'00ff', 0.1, 1.0), (8, X'', 9e999, 'x'), (9, NULL, -0.0, X'31');"
     "DELETE FROM a WHERE id = 9",
     "DROP TABLE a", "",
     "CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT, b BLOB, r REAL, v);" MARK, "",
     "a table 2", "2 restored", "SELECT seq FROM sqlite_sequence WHERE name = 'a'", "9"},
    {"CREATE TABLE a (id INTEGER PRIMARY KEY, x TEXT);"
     "CREATE TABLE l (x TEXT); INSERT INTO a VALUES (1, 'x');"
     "CREATE TRIGGER t AFTER UPDATE ON a BEGIN DELETE FROM l; END;",
     "UPDATE a SET x = 'y'", "", "SELECT 1;" MARK,
     "a has triggers or rules: what these change cannot be told", "a columns 1", "1 restored", "",
     ""},
    {"CREATE TABLE p (id INTEGER PRIMARY KEY);"
     "CREATE TABLE c (id INTEGER PRIMARY KEY, p INTEGER NOT NULL REFERENCES p (id) ON DELETE CASCADE);"
     "INSERT INTO p VALUES (1); INSERT INTO c VALUES (1, 1);",
     "DROP TABLE p", "", "CREATE TABLE p (id INTEGER PRIMARY KEY);" MARK, "", "c rows 1; p table 1",
     "1 restored; 1 restored", "", ""},
    {"CREATE TABLE p (id INTEGER PRIMARY KEY);"
     "CREATE TABLE c (id INTEGER PRIMARY KEY, p INTEGER NOT NULL REFERENCES p (id) ON DELETE "
     "CASCADE);"
     "INSERT INTO p VALUES (1); INSERT INTO c VALUES (1, 1);",
     "CREATE TABLE q (id INTEGER PRIMARY KEY); INSERT INTO q (id) SELECT id FROM p; DROP TABLE p",
     "",
     "CREATE TABLE p (id INTEGER PRIMARY KEY); INSERT INTO p SELECT id FROM q; DROP TABLE q;" MARK,
     "", "c rows 1; p table 1", "1 refused; 1 restored", "", ""},
};

#define PG_TYPES \
    "CREATE TYPE e AS ENUM ('p', 'q'); CREATE DOMAIN d AS numeric(8,2) CHECK (VALUE > 0);" \
    "CREATE TABLE a (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, e e, es e[], d d," \
    " f float8, j json, b bytea, t timestamptz, i interval, n int[], c text GENERATED ALWAYS AS" \
    " (id || 'x') STORED);" \
    "INSERT INTO a (e, es, d, f, j, b, t, i, n) VALUES ('p', '{p,q,NULL}', 1.50, 'NaN'," \
    " '{\"b\":1, \"a\" : 1.50}', '\\x00ff', '2020-01-01 00:00:00.123456+02', '1 mon 2 days', '{1,NULL}')," \
    " ('q', '{}', 2, '-0', 'null', '', 'infinity', '-1:00', '{}'), (NULL, NULL, NULL, 0.1, NULL, NULL, NULL, NULL, NULL);"
#define PG_TABLE \
    "CREATE TABLE a (id bigint GENERATED ALWAYS AS IDENTITY, e e, es e[], d d," \
    " f float8, j json, b bytea, t timestamptz, i interval, n int[], c text GENERATED ALWAYS AS" \
    " (id || 'x') STORED);"

static const Story postgres[] = {
    /* What a trigger calls is found as in any session, … */
    {BOTH_ARE_TABLES
     "CREATE TABLE l (id integer PRIMARY KEY);"
     "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO l VALUES (NEW.id);"
     " RETURN NEW; END'; CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW EXECUTE FUNCTION f();",
     "DELETE FROM a WHERE id > 1", "", "SELECT 1;" MARK,
     "a has triggers or rules: what these change cannot be told", "a rows 2", "2 restored",
     "SELECT sum(id) FROM l", "5"},
    /* … and nothing of anybody's is taken for the database's own. */
    {BOTH_ARE_TABLES
     "CREATE FUNCTION never(integer, integer) RETURNS boolean LANGUAGE sql AS 'SELECT false';"
     "CREATE OPERATOR = (LEFTARG = integer, RIGHTARG = integer, FUNCTION = never);",
     "ALTER TABLE a DROP COLUMN x", "",
     "SET search_path = public, pg_catalog; ALTER TABLE a ADD COLUMN x TEXT;" MARK, "",
     "a columns 3", "3 restored", "SELECT count(x) FROM a", "2"},
    {PG_TYPES, "DROP TABLE a; DROP TYPE e; DROP DOMAIN d", "",
     "CREATE TYPE e AS ENUM ('p', 'q'); CREATE DOMAIN d AS numeric(8,2) CHECK (VALUE > 0);" PG_TABLE
         MARK "ALTER TABLE a ADD PRIMARY KEY (id)",
     "", "a table 3", "3 restored", "", ""},
    {PG_TYPES,
     "ALTER TABLE a DROP e, DROP es, DROP d, DROP f, DROP j, DROP b, DROP t, DROP i, DROP n;"
     "DROP TYPE e CASCADE; SET timezone = 'Asia/Tokyo'; SET search_path = ''",
     "",
     "CREATE TYPE e AS ENUM ('p', 'q'); ALTER TABLE a ADD e e, ADD es e[], ADD d d, ADD f float8,"
     " ADD j json, ADD b bytea, ADD t timestamptz, ADD i interval, ADD n int[];" MARK,
     "", "a columns 3", "3 restored", "", ""},
    {PG_TYPES, "ALTER TABLE a DROP id CASCADE", "",
     "ALTER TABLE a ADD id bigint GENERATED ALWAYS AS IDENTITY;" MARK,
     "a has no key that stays: what it loses is kept, but cannot be put back", "a columns 3",
     "missing", "SELECT count(*) FROM a", "3"},
    {PG_TYPES, "TRUNCATE a RESTART IDENTITY", "", "SELECT 1;" MARK, "", "a rows 3", "3 restored",
     "SELECT nextval(pg_get_serial_sequence('a', 'id'))", "4"},
    {PG_TYPES, "ALTER TABLE a ALTER f TYPE int USING coalesce(nullif(f, 'NaN'), 0)::int", "",
     "ALTER TABLE a ALTER f TYPE float8;" MARK, "", "a columns 3", "3 restored", "", ""},
    {"CREATE TABLE a (id int PRIMARY KEY, x varchar(20)); INSERT INTO a VALUES (1, 'long enough'), (2, 'ab');",
     "ALTER TABLE a ALTER x TYPE varchar(3) USING x::varchar(3)", "INSERT INTO a VALUES (3, 'new')",
     "ALTER TABLE a ALTER x TYPE varchar(20);" MARK, "", "a columns 2", "2 restored",
     "SELECT string_agg(x, ',' ORDER BY id) FROM a", "long enough,ab,new"},
    {"CREATE TABLE a (id int PRIMARY KEY, x int, y varchar(5)); INSERT INTO a VALUES (1, 5, 'a');",
     "ALTER TABLE a ALTER x TYPE bigint, ALTER y TYPE text", "",
     "ALTER TABLE a ALTER x TYPE int, ALTER y TYPE varchar(5);", "", "", "", "", ""},
    {"CREATE TYPE e AS ENUM ('p', 'q', 'r'); CREATE TABLE a (id int PRIMARY KEY, e e);"
     "INSERT INTO a VALUES (1, 'p'), (2, 'r');",
     "UPDATE a SET e = 'q' WHERE e = 'r'; CREATE TYPE e_new AS ENUM ('p', 'q');"
     "ALTER TABLE a ALTER e TYPE e_new USING (e::text::e_new); ALTER TYPE e RENAME TO e_old;"
     "ALTER TYPE e_new RENAME TO e; DROP TYPE e_old",
     "",
     "CREATE TYPE e_new AS ENUM ('p', 'q', 'r'); ALTER TABLE a ALTER e TYPE e_new USING"
     " (e::text::e_new); DROP TYPE e; ALTER TYPE e_new RENAME TO e;" MARK,
     "", "a columns 2", "2 restored", "", ""},
    {"CREATE TABLE a (id int PRIMARY KEY, x text); INSERT INTO a VALUES (1, 'x');",
     "DO $$ BEGIN UPDATE a SET x = 'y'; END $$", "", "SELECT 1;" MARK,
     "what its statement 1 changes cannot be told|it changed 1 rows of a, which are not kept", "",
     "", "SELECT x FROM a", "y"},
    {"CREATE SCHEMA s; CREATE TABLE s.\"T\" (\"I\" int PRIMARY KEY, x text); INSERT INTO s.\"T\" VALUES (1, 'x');",
     "DROP SCHEMA s CASCADE", "",
     "CREATE SCHEMA s; CREATE TABLE s.\"T\" (\"I\" int, x text);" MARK
     "ALTER TABLE s.\"T\" ADD PRIMARY KEY (\"I\")",
     "", "T table 1", "1 restored", "", ""},
};

typedef struct World {
    Scene *scene;
    Database *database;
    Connection *connection; /* of a server, to drop the database */
    Connection *server;
    Buffer told;
} World;

static bool open_postgres(World *world, const char *url)
{
    Arena *arena = world->scene->arena;
    world->server = NEW(arena, Connection);
    world->connection = NEW(arena, Connection);
    assert_succeeds(
        connection_parse(arena, text_from(url), TEXT("/"), world->server, &world->scene->error),
        &world->scene->error);
    *world->connection = *world->server;
    static int number;
    world->connection->database =
        text_format(arena, "dunlin_keep_unit_%d_%d", (int)getpid(), number++);
    return database_create(arena, world->connection, &world->scene->error) &&
           database_open(arena, world->connection, OPEN_READ_WRITE, &world->database,
                         &world->scene->error);
}

static void close_world(World *world)
{
    Database *server;
    database_close(world->database);
    if (!world->server)
        return;
    assert_succeeds(database_open(world->scene->arena, world->server, OPEN_READ_WRITE, &server,
                                  &world->scene->error),
                    &world->scene->error);
    place_run(
        world->scene, server,
        text_cstr(world->scene->arena, text_format(world->scene->arena, "DROP DATABASE \"%.*s\"",
                                                   TEXT_ARG(world->connection->database))));
    database_close(server);
}

static void hear(void *context, Text migration, Text line)
{
    World *world = context;
    (void)migration;
    buffer_add_format(&world->told, "%s%.*s", world->told.length ? "|" : "", TEXT_ARG(line));
}

static const RunHooks *hooks_of(void *context, const Migration *migration)
{
    return keeper_hooks(context, migration);
}

static bool deploy(World *world, Error *error)
{
    Keeper *keeper;
    AppliedMigrations applied = {0};
    Scene *scene = world->scene;
    assert_succeeds(keeper_open(scene->arena, world->database, hear, world, &keeper, &scene->error),
                    &scene->error);
    TextList namespaces = {0};
    list_add(scene->arena, &namespaces, TEXT("nothing"));
    ApplyRequest request = {.folder = place_folder(scene),
                            .provider = text_from(world->database->connection->dialect->name),
                            .namespaces = &namespaces,
                            .no_lock = true,
                            .skip_emptiness_check = true,
                            .hooks = hooks_of,
                            .hooks_context = keeper};
    bool done = apply_migrations(scene->arena, world->database, &request, &applied, error);
    keeper_close(keeper);
    return done;
}

static Text list_kept(World *world)
{
    static const char *const kinds[] = {
        [KEEP_TABLE] = "table", [KEEP_ROWS] = "rows", [KEEP_COLUMNS] = "columns"};
    KeptEntries entries;
    Buffer out = BUFFER(world->scene->arena);
    assert_succeeds(
        keep_list(world->scene->arena, world->database, NULL, &entries, &world->scene->error),
        &world->scene->error);
    for (list_each(const KeptEntry, kept, &entries)) {
        assert_false(kept->is_orphan);
        buffer_add_format(&out, "%s%.*s %s %lld", out.length ? "; " : "",
                          TEXT_ARG(kept->entry.table), kinds[kept->entry.kind],
                          (long long)kept->rows);
    }
    return buffer_text(&out);
}

static void add_number(Buffer *out, int64_t number, const char *what)
{
    if (number)
        buffer_add_format(out, " %lld %s", (long long)number, what);
}

static Text show_report(Arena *arena, const KeepReport *report)
{
    Buffer out = BUFFER(arena);
    for (list_each(const RestoredEntry, entry, &report->entries)) {
        Buffer one = BUFFER(arena);
        add_number(&one, entry->restored, "restored");
        add_number(&one, entry->newer, "newer");
        add_number(&one, entry->gone, "gone");
        add_number(&one, entry->refused, "refused");
        add_number(&one, entry->loosened, "loosened");
        add_number(&one, entry->added, "added");
        buffer_add_string(&one, entry->missing ? " missing" : "");
        buffer_add_format(&out, "%s%.*s", out.length ? "; " : "",
                          TEXT_ARG(text_trim(buffer_text(&one))));
    }
    return buffer_text(&out);
}

static Text take_back(World *world)
{
    Scene *scene = world->scene;
    DownPlan plan;
    KeepReport report;
    DownRequest request = {.folder = place_folder(scene), .steps = 1};
    assert_succeeds(down_plan(scene->arena, world->database, &request, &plan, &scene->error),
                    &scene->error);
    assert_succeeds(down_run(scene->arena, &plan, &plan.items.items[0], &report, &scene->error),
                    &scene->error);
    return show_report(scene->arena, &report);
}

static RowSums sums_of(World *world)
{
    RowSums sums;
    assert_succeeds(
        row_sums_read(world->scene->arena, world->database, &sums, &world->scene->error),
        &world->scene->error);
    return sums;
}

static void check_rows(World *world, const Story *story, const RowSums *before)
{
    Arena *arena = world->scene->arena;
    if (*story->query) {
        Text value = place_value(world->scene, world->database, story->query);
        expect(text_is(value, story->answer), "%s\n%.*s", story->up, TEXT_ARG(value));
        return;
    }
    RowDifferences differences;
    RowSums after = sums_of(world);
    row_sums_compare(arena, before, &after, &differences);
    for (list_each(const RowDifference, each, &differences))
        expect(false, "%s\n%.*s", story->up, TEXT_ARG(row_difference_shown(arena, each)));
}

static void tell_story(World *world, const Story *story)
{
    Scene *scene = world->scene;
    world->told = BUFFER(scene->arena);
    place_write(scene, "1", story->up);
    scene_write(scene, "migrations/1/down.sql", text_from(story->down));
    scene_write(scene, "migrations/migration_lock.toml",
                text_format(scene->arena, "provider = \"%s\"\n",
                            world->database->connection->dialect->name));
    place_run(scene, world->database, story->before);
    RowSums before = sums_of(world);
    assert_succeeds(deploy(world, &scene->error), &scene->error);
    expect(text_is(buffer_text(&world->told), story->told), "%s\n%.*s", story->up,
           TEXT_ARG(buffer_text(&world->told)));
    Text kept = list_kept(world);
    expect(text_is(kept, story->kept), "%s\n%.*s", story->up, TEXT_ARG(kept));
    place_run(scene, world->database, story->since);
    Text report = take_back(world);
    expect(text_is(report, story->report), "%s\n%.*s", story->up, TEXT_ARG(report));
    check_rows(world, story, &before);
}

static void tell_on_sqlite(Scene *scene, const Story *stories, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        World world = {.scene = scene};
        world.database = place_open(
            scene,
            text_cstr(scene->arena, text_format(scene->arena, "%p%zu", (const void *)stories, i)));
        tell_story(&world, &stories[i]);
        close_world(&world);
    }
}

static void on_sqlite(void **state)
{
    tell_on_sqlite(*state, both, COUNT(both));
    tell_on_sqlite(*state, lite, COUNT(lite));
}

static void tell_on_postgres(Scene *scene, const char *url, const Story *stories, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        World world = {.scene = scene};
        assert_succeeds(open_postgres(&world, url), &scene->error);
        tell_story(&world, &stories[i]);
        close_world(&world);
    }
}

static void on_postgres(void **state)
{
    const char *url = getenv("DUNLIN_TEST_POSTGRES_URL");
    if (!url || !*url) {
        print_message("# skipped: DUNLIN_TEST_POSTGRES_URL names no server\n");
        return;
    }
    tell_on_postgres(*state, url, both, COUNT(both));
    tell_on_postgres(*state, url, postgres, COUNT(postgres));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(on_sqlite),
        TEST(on_postgres),
    };
    return RUN_TESTS(tests);
}

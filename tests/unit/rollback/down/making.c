/* rollback/down/making.h and renamed.h, on SQLite in memory. */
#include "rollback/down/making.h"

#include "../../history/place.h"
#include "dialect/sql_rules.h"

typedef struct Bench {
    Scene *scene;
    ReplayRequest request;
    DescribeRequest describe;
    Replay *replay;
    DownMaking making;
} Bench;

/* Begins with the migrations of the scene's folder. */
static Bench *bench_new(Scene *scene)
{
    Bench *self = NEW(scene->arena, Bench);
    MigrationsFolder *folder = place_folder(scene);
    self->scene = scene;
    self->describe = (DescribeRequest){.rules = &sql_rules_sqlite, .version = PRISMA_6};
    self->request = (ReplayRequest){
        .shadow = {.dialect = &dialect_sqlite}, .describe = self->describe, .folder = folder};
    self->replay = replay_begin(scene->arena, &self->request);
    down_making_begin(scene->arena, self->replay, &self->describe, folder, &self->making);
    return self;
}

static DownMade make(Bench *self, size_t place)
{
    DownMade made;
    assert_succeeds(down_making_one(&self->making, place, &made, &self->scene->error),
                    &self->scene->error);
    return made;
}

static Text make_exact(Bench *self, size_t place)
{
    DownMade made = make(self, place);
    expect(made.flaws.count == 0, "%.*s", TEXT_ARG(made.script));
    return made.script;
}

static void assert_has(Text script, const char *part)
{
    expect(text_find(script, part) >= 0, "%s is not in:\n%.*s", part, TEXT_ARG(script));
}

static void bench_leave(Bench *self)
{
    assert_succeeds(replay_end(self->replay, &self->scene->error), &self->scene->error);
}

/* The migrations have rows, which are in nobody's way. The shadow database goes forward once and
 * back once. */
static void a_whole_history(void **state)
{
    Scene *scene = *state;
    place_write(scene, "1_a",
                "CREATE TABLE a (id TEXT NOT NULL PRIMARY KEY, n TEXT NOT NULL);"
                "INSERT INTO a VALUES (1, 'x');");
    place_write(scene, "2_b", "ALTER TABLE a DROP COLUMN n;");
    place_write(scene, "3_c", "CREATE TABLE c (id INTEGER NOT NULL PRIMARY KEY);");
    Bench *self = bench_new(scene);
    assert_succeeds(down_making_go_forward(&self->making, &scene->error), &scene->error);
    assert_has(make_exact(self, 2), "DROP TABLE \"c\";");
    assert_has(make_exact(self, 1), "ADD COLUMN \"n\" TEXT;");
    assert_has(make_exact(self, 0), "DROP TABLE \"a\";");
    assert_int_equal(replay_runs(self->replay), 3);
    bench_leave(self);
}

static void what_steps_know_nothing_of(void **state)
{
    Scene *scene = *state;
    place_write(scene, "1_a",
                "CREATE TABLE a (id INTEGER NOT NULL PRIMARY KEY, n TEXT CHECK (n <> ''));"
                "CREATE VIEW v AS SELECT id FROM a;"
                "CREATE TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM a WHERE id < 0; END;"
                "CREATE INDEX i ON a (lower(n));");
    place_write(scene, "2_b", "DROP VIEW v; DROP TABLE a;");
    Bench *self = bench_new(scene);
    Text script = make_exact(self, 1);
    assert_has(script, "CHECK(n <> '')");
    assert_has(script, "CREATE VIEW \"v\"");
    assert_has(script, "CREATE TRIGGER \"t\"");
    assert_has(script, "lower(n)");
    script = make_exact(self, 0);
    assert_has(script, "DROP TABLE \"a\"");
    bench_leave(self);
}

static void renames_are_told_by_the_script(void **state)
{
    Scene *scene = *state;
    place_write(scene, "1_a",
                "CREATE TABLE \"a\" (\"id\" INTEGER NOT NULL PRIMARY KEY, \"n\" TEXT,"
                " \"m\" TEXT);");
    place_write(scene, "2_b",
                "ALTER TABLE \"a\" RENAME TO \"b\";"
                "ALTER TABLE b RENAME COLUMN n TO o;"
                "ALTER TABLE b RENAME COLUMN o TO p;");
    place_write(
        scene, "3_c",
        "CREATE TABLE \"new_b\" (\"id\" INTEGER NOT NULL PRIMARY KEY, \"p\" TEXT,"
        " \"q\" TEXT);"
        "INSERT INTO \"new_b\" (\"id\", \"p\", \"q\") SELECT \"id\", \"p\", \"m\" FROM \"b\";"
        "DROP TABLE \"b\"; ALTER TABLE \"new_b\" RENAME TO \"b\";");
    Bench *self = bench_new(scene);
    Text script = make_exact(self, 2);
    assert_has(script, "RENAME COLUMN \"q\" TO \"m\"");
    script = make_exact(self, 1);
    assert_has(script, "RENAME TO \"a\"");
    assert_has(script, "RENAME COLUMN \"p\" TO \"n\"");
    assert_true(text_find(script, "DROP") < 0);
    bench_leave(self);
}

/* A migration in the middle, without those behind it; an empty one; one that does not run. */
static void single_ones(void **state)
{
    Scene *scene = *state;
    DownMade made;
    place_write(scene, "1_a", "CREATE TABLE a (id INTEGER);");
    place_write(scene, "2_b", "-- This is an empty migration.");
    place_write(scene, "3_c", "SELECT * FROM nothing;");
    Bench *self = bench_new(scene);
    assert_has(make_exact(self, 0), "DROP TABLE \"a\"");
    assert_has(make_exact(self, 1), "nothing to take back");
    assert_has(make_exact(self, 0), "DROP TABLE \"a\"");
    assert_fails(down_making_one(&self->making, 2, &made, &scene->error), &scene->error,
                 ERROR_P3006);
    bench_leave(self);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_whole_history),
        TEST(what_steps_know_nothing_of),
        TEST(renames_are_told_by_the_script),
        TEST(single_ones),
    };
    return RUN_TESTS(tests);
}

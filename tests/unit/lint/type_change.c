/* lint/type_change.h; tests/lint/truth.py asks a server, too. */
#include "lint/type_change.h"

#include "lint/read_postgres.h"
#include "support.h"

static const struct {
    const char *from, *to;
    TypeChange change;
} cases[] = {
    {"varchar(3)", "varchar(4)", TYPE_CHANGE_FREE},
    {"varchar(3)", "varchar(3)", TYPE_CHANGE_FREE},
    {"varchar(3)", "varchar", TYPE_CHANGE_FREE},
    {"varchar(3)", "text", TYPE_CHANGE_FREE},
    {"varchar(3)", "varchar(2)", TYPE_CHANGE_REWRITE},
    {"varchar", "varchar(2)", TYPE_CHANGE_REWRITE},
    {"text", "varchar", TYPE_CHANGE_FREE},
    {"text", "varchar(9)", TYPE_CHANGE_REWRITE},
    {"varbit(3)", "varbit(5)", TYPE_CHANGE_FREE},
    {"char(3)", "char(3)", TYPE_CHANGE_FREE},
    {"char(3)", "char(5)", TYPE_CHANGE_REWRITE},
    {"char(3)", "text", TYPE_CHANGE_REWRITE},
    {"numeric(5,2)", "numeric(7,2)", TYPE_CHANGE_FREE},
    {"numeric(5,2)", "numeric", TYPE_CHANGE_FREE},
    {"numeric(5)", "numeric(5,0)", TYPE_CHANGE_FREE},
    {"numeric(5,2)", "numeric(7,3)", TYPE_CHANGE_REWRITE},
    {"numeric", "numeric(7,3)", TYPE_CHANGE_REWRITE},
    {"timestamp(3)", "timestamp", TYPE_CHANGE_FREE},
    {"timestamp", "timestamp(6)", TYPE_CHANGE_FREE},
    {"timestamp", "timestamp(3)", TYPE_CHANGE_REWRITE},
    {"timestamp", "timestamptz", TYPE_CHANGE_REWRITE},
    {"int", "bigint", TYPE_CHANGE_REWRITE},
    {"int", "oid", TYPE_CHANGE_INDEXES},
    {"int[]", "int[]", TYPE_CHANGE_FREE},
    {"int[]", "int", TYPE_CHANGE_REWRITE},
    {"varchar[]", "text[]", TYPE_CHANGE_REWRITE},
    {"cidr", "inet", TYPE_CHANGE_FREE},
    {"text", "text COLLATE \"C\"", TYPE_CHANGE_INDEXES},
    {"text", "text USING c", TYPE_CHANGE_FREE},
    {"text", "text USING c || 'x'", TYPE_CHANGE_REWRITE},
    {"int", "any_int", TYPE_CHANGE_FREE},
    {"any_int", "int", TYPE_CHANGE_FREE},
    {"int", "small", TYPE_CHANGE_REWRITE},
    {"small", "int", TYPE_CHANGE_FREE},
    {"mood", "text", TYPE_CHANGE_REWRITE},
};

static TypeChange change_of(Arena *arena, const char *before, const char *from, const char *to)
{
    LintWorld *world = world_new(arena, TEXT(""));
    LintStatements history = lint_read_postgres(
        arena, text_format(arena,
                           "%s; CREATE DOMAIN any_int AS int; CREATE TYPE mood AS ENUM ('a');"
                           "CREATE DOMAIN small AS int CHECK (VALUE < 9); CREATE TABLE t (c %s)",
                           before, from));
    LintStatements list =
        lint_read_postgres(arena, text_format(arena, "ALTER TABLE t ALTER c TYPE %s", to));
    for (list_each(const LintStatement, statement, &history))
        world_apply(world, statement);
    WorldTable *table = world_table(world, list.items[0].name);
    return type_change(world, world_column(table, TEXT("c")), list.items[0].actions.items);
}

static void the_table(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    for (size_t i = 0; i < COUNT(cases); i++)
        expect(change_of(arena, "", cases[i].from, cases[i].to) == cases[i].change, "%s to %s",
               cases[i].from, cases[i].to);
}

static void the_time_zone_matters(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    const char *utc = "SET TIME ZONE 'UTC'", *berlin = "SET timezone = 'Europe/Berlin'";
    assert_int_equal(change_of(arena, utc, "timestamp(3)", "timestamptz"), TYPE_CHANGE_INDEXES);
    assert_int_equal(change_of(arena, utc, "timestamptz", "timestamp"), TYPE_CHANGE_INDEXES);
    assert_int_equal(change_of(arena, utc, "timestamp", "timestamptz(3)"), TYPE_CHANGE_REWRITE);
    assert_int_equal(change_of(arena, berlin, "timestamp", "timestamptz"), TYPE_CHANGE_REWRITE);
}

static void what_is_not_known_counts_as_the_worst(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    LintAction action = {.kind = LINT_CHANGE_TYPE, .type.name.name = TEXT("text")};
    assert_int_equal(type_change(world_new(arena, TEXT("")), NULL, &action), TYPE_CHANGE_REWRITE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_table),
        TEST(the_time_zone_matters),
        TEST(what_is_not_known_counts_as_the_worst),
    };
    return RUN_TESTS(tests);
}

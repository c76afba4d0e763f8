/* lint/world.h */
#include "lint/world.h"

#include "lint/read_postgres.h"
#include "support.h"

static void tell_list(Buffer *out, const char *before, const TextList *list)
{
    for (list_each(const Text, item, list))
        buffer_add_format(out, "%s%.*s", item == list->items ? before : ",", TEXT_ARG(*item));
}

/* "t(a,b!) k[a]>p? i{a}" is a table, its columns (! required), constraints with what they refer to
 * (? not validated) and indexes. */
static Text told(Arena *arena, const LintWorld *world)
{
    Buffer out = BUFFER(arena);
    for (list_each(const WorldTableRef, place, &world->tables)) {
        const WorldTable *table = *place;
        if (!text_is(table->name.space, "public"))
            buffer_add_format(&out, "%.*s.", TEXT_ARG(table->name.space));
        buffer_add_format(&out, "%.*s%s(", TEXT_ARG(table->name.name), table->is_new ? "*" : "");
        for (list_each(const WorldColumn, column, &table->columns))
            buffer_add_format(&out, "%s%.*s%s", column == table->columns.items ? "" : ",",
                              TEXT_ARG(column->name), column->is_not_null ? "!" : "");
        buffer_add_char(&out, ')');
        for (list_each(const WorldConstraint, constraint, &table->constraints)) {
            buffer_add_format(&out, " %.*s", TEXT_ARG(constraint->is.name));
            tell_list(&out, ":", &constraint->is.columns);
            if (constraint->references)
                buffer_add_format(&out, ">%.*s", TEXT_ARG(constraint->references->name.name));
            buffer_add_string(&out, constraint->is.is_not_valid ? "?" : "");
        }
        for (list_each(const WorldIndex, index, &table->indexes)) {
            buffer_add_format(&out, " {%.*s%s", TEXT_ARG(index->name), index->is_unique ? "!" : "");
            tell_list(&out, ":", &index->columns);
            tell_list(&out, "/", &index->mentions);
            buffer_add_char(&out, '}');
        }
        for (list_each(const WorldTableRef, parent, &table->parents))
            buffer_add_format(&out, " of %.*s", TEXT_ARG((*parent)->name.name));
        buffer_add_string(&out, table->is_default ? " default" : "");
        buffer_add_string(&out, "; ");
    }
    return text_trim(buffer_text(&out));
}

/* The world of a script; what is behind "-- new" is a migration of its own. */
static LintWorld *world_of(Arena *arena, const char *script)
{
    LintWorld *world = world_new(arena, TEXT(""));
    const char *cut = strstr(script, "-- new");
    Text before = cut ? (Text){script, (size_t)(cut - script)} : text_from(script);
    LintStatements list = lint_read_postgres(arena, before);
    for (list_each(const LintStatement, statement, &list))
        world_apply(world, statement);
    world_begin_migration(world);
    list = cut ? lint_read_postgres(arena, text_from(cut)) : (LintStatements){0};
    for (list_each(const LintStatement, statement, &list))
        world_apply(world, statement);
    return world;
}

static const struct {
    const char *script, *told;
} cases[] = {
#include "lint/world.def"
};

static void the_table(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    for (size_t i = 0; i < COUNT(cases); i++) {
        Text actual = told(arena, world_of(arena, cases[i].script));
        expect(text_is(actual, cases[i].told), "%s\n  is %.*s", cases[i].script, TEXT_ARG(actual));
    }
}

static void types_and_indexes_are_found(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    LintWorld *world = world_of(
        arena, "CREATE TYPE s.e AS ENUM ('a'); CREATE DOMAIN d AS int CHECK (VALUE > 0);"
               "ALTER DOMAIN d SET NOT NULL; CREATE TABLE s.t (a int); CREATE INDEX i ON s.t (a);");
    WorldTable *table = NULL;
    assert_true(world_type(world, (LintName){TEXT("s"), TEXT("e")})->is_enum);
    assert_null(world_type(world, (LintName){.name = TEXT("e")}));
    assert_int_equal(world_type(world, (LintName){.name = TEXT("d")})->constraints.count, 2);
    assert_null(world_index(world, (LintName){.name = TEXT("i")}, &table));
    assert_non_null(world_index(world, (LintName){TEXT("s"), TEXT("i")}, &table));
    assert_text(table->name.name, "t");
}

static void proofs(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    const char *script = "CREATE TABLE t (a int, b int, CHECK (b IS NOT NULL AND a > 0));"
                         "ALTER TABLE t ADD CONSTRAINT c CHECK (a IS NOT NULL) NOT VALID;";
    LintName name = {.name = TEXT("t")};
    WorldTable *table = world_table(world_of(arena, script), name);
    assert_false(world_proves_not_null(table, TEXT("a")));
    assert_false(world_proves_not_null(table, TEXT("b")));
    LintWorld *later = world_of(
        arena,
        text_cstr(arena, text_format(arena, "%s ALTER TABLE t VALIDATE CONSTRAINT c", script)));
    assert_true(world_proves_not_null(world_table(later, name), TEXT("a")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_table),
        TEST(types_and_indexes_are_found),
        TEST(proofs),
    };
    return RUN_TESTS(tests);
}

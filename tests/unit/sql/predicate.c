/* sql/predicate.h */
#include "sql/predicate.h"

#include "sql/diffing.h"

/* What an index's `where` becomes. */
static void written(void **state)
{
    static const struct {
        const char *provider, *where, *sql;
    } cases[] = {
        {"postgresql 7", "{ b: `it's` }", "WHERE (`bB` = 'it''s')"},
        {"postgresql 7", "{ t: true, f: 7 }", "WHERE (`t` = true AND `f` = 7)"},
        {"postgresql 7", "{ b: null }", "WHERE (`bB` IS NULL)"},
        {"postgresql 7", "{ b: { not: null } }", "WHERE (`bB` IS NOT NULL)"},
        {"postgresql 7", "{ t: { not: false }, b: { not: `x` } }",
         "WHERE (`t` != false AND `bB` != 'x')"},
        {"postgresql 7", "raw(`f > 1`)", "WHERE (f > 1)"},
        {"postgresql 7", "raw(`(f > 1)`)", "WHERE (f > 1)"},
        {"postgresql 7", "raw(`(f > 1) AND (t)`)", "WHERE (f > 1) AND (t)"},
        {"sqlite 7", "{ b: `it's` }", "WHERE `bB` = 'it''s'"},
        {"sqlite 7", "{ t: true, f: 7 }", "WHERE `t` = true AND `f` = 7"},
        {"sqlite 7", "raw(`f > 1`)", "WHERE f > 1"},
        {"sqlite 7", "raw(`(f > 1) AND (t)`)", "WHERE (f > 1) AND (t)"},
        {"cockroachdb 7", "{ b: `it's` }", "WHERE (`bB` = 'it''s')"},
        {"cockroachdb 7", "{ t: true, f: 7 }", "WHERE (`t` = true AND `f` = 7)"},
        {"cockroachdb 7", "raw(`f > 1`)", "WHERE (f > 1)"},
        {"cockroachdb 7", "raw(`(f > 1) AND (t)`)", "WHERE (f > 1) AND (t)"},
    };
    Scene *scene = *state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *schema =
            text_format(scene->arena,
                        "model A {\n  id Int @id\n  b String @map(`bB`)\n  t Boolean\n  f Int\n"
                        "  @@index([id], where: %s)\n}\n",
                        cases[i].where)
                .data;
        Text script = script_between(scene, cases[i].provider, NULL, schema);
        Text expected = with_quotes(scene, cases[i].sql);
        ptrdiff_t where = text_find(script, "WHERE");
        Text found = text_slice(script, (size_t)where, script.length - 2);
        expect(text_equal(found, expected), "%s: %s: %.*s", cases[i].provider, cases[i].where,
               TEXT_ARG(found));
    }
}

static void matching(void **state)
{
    static const struct {
        const char *a, *b; /* NULL: not partial */
        bool match;
    } cases[] = {
        {NULL, NULL, true},           {"a", NULL, false},         {NULL, "a", false},
        {"a > 1", "a > 1", true},     {"a > 1", "(a>1)", true},   {"a > 1", "a > 2", false},
        {"CASE x", "CASE x", true}, /* the same text, understood or not */
        {"CASE x", "CASE  x", false}, {"a > 1", "CASE x", false},
    };
    Arena *arena = ((Scene *)*state)->arena;
    for (size_t i = 0; i < COUNT(cases); i++) {
        Text a = cases[i].a ? text_from(cases[i].a) : (Text){0};
        Text b = cases[i].b ? text_from(cases[i].b) : (Text){0};
        expect(predicates_match(arena, a, b) == cases[i].match, "%zu", i);
    }
}

static const Change indexes_rows[] = {
    /* an index that becomes partial is another one */
    {"postgresql 7",
     "model A {\n  id Int @id\n  b String @map(`bB`)\n  t Boolean\n  f Int\n"
     "  @@index([id])\n}\n",
     "model A {\n  id Int @id\n  b String @map(`bB`)\n  t Boolean\n  f Int\n"
     "  @@index([id], where: { t: true })\n}\n",
     "-- DropIndex\n"
     "DROP INDEX `A_id_idx`;\n\n"
     "-- CreateIndex\n"
     "CREATE INDEX `A_id_idx` ON `A`(`id`) WHERE (`t` = true);\n"},
    {"postgresql 7",
     "model A {\n  id Int @id\n  b String @map(`bB`)\n  t Boolean\n  f Int\n"
     "  @@index([id], where: raw(`f > 1`))\n}\n",
     "model A {\n  id Int @id\n  b String @map(`bB`)\n  t Boolean\n  f Int\n"
     "  @@index([id], where: raw(`f > 2`))\n}\n",
     "-- DropIndex\n"
     "DROP INDEX `A_id_idx`;\n\n"
     "-- CreateIndex\n"
     "CREATE INDEX `A_id_idx` ON `A`(`id`) WHERE (f > 2);\n"},
    /* what says the same is no change */
    {"postgresql 7",
     "model A {\n  id Int @id\n  b String @map(`bB`)\n  t Boolean\n  f Int\n"
     "  @@index([id], where: raw(`f > 1`))\n}\n",
     "model A {\n  id Int @id\n  b String @map(`bB`)\n  t Boolean\n  f Int\n"
     "  @@index([id], where: raw(`(F > 1)`))\n}\n",
     "-- DropIndex\n"
     "DROP INDEX `A_id_idx`;\n\n"
     "-- CreateIndex\n"
     "CREATE INDEX `A_id_idx` ON `A`(`id`) WHERE (F > 1);\n"},
    /* SQLite: letter by letter */
    {"sqlite 7",
     "model A {\n  id Int @id\n  b String @map(`bB`)\n  t Boolean\n  f Int\n"
     "  @@index([id], where: raw(`f > 1`))\n}\n",
     "model A {\n  id Int @id\n  b String @map(`bB`)\n  t Boolean\n  f Int\n"
     "  @@index([id], where: raw(`f  >  1`))\n}\n",
     "-- DropIndex\n"
     "DROP INDEX `A_id_idx`;\n\n"
     "-- CreateIndex\n"
     "CREATE INDEX `A_id_idx` ON `A`(`id`) WHERE f  >  1;\n"},
    {"sqlite 7",
     "model A {\n  id Int @id\n  b String @map(`bB`)\n  t Boolean\n  f Int\n"
     "  @@index([id], where: raw(`f > 1`))\n}\n",
     "model A {\n  id Int @id\n  b String @map(`bB`)\n  t Boolean\n  f Int\n"
     "  @@index([id], where: raw(`f > 1`))\n}\n",
     "-- This is an empty migration.\n"},
    /* CockroachDB: not at all */
    {"cockroachdb 7",
     "model A {\n  id Int @id\n  b String @map(`bB`)\n  t Boolean\n  f Int\n"
     "  @@index([id], where: raw(`f > 1`))\n}\n",
     "model A {\n  id Int @id\n  b String @map(`bB`)\n  t Boolean\n  f Int\n"
     "  @@index([id], where: raw(`f > 2`))\n}\n",
     "-- This is an empty migration.\n"},
};

static void indexes(void **state)
{
    assert_changes(*state, indexes_rows, COUNT(indexes_rows));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(written),
        TEST(matching),
        TEST(indexes),
    };
    return RUN_TESTS(tests);
}

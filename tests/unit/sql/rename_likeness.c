/* sql/rename_likeness.h */
#include "sql/rename_likeness.h"

#include "sql/diffing.h"

/* The last columns of model A before and after. */
static void of_columns(void **state)
{
    static const struct {
        const char *before, *after;
        int likeness;
    } cases[] = {
        {"a Int", "b Int", 70},             /* all but the name */
        {"ab Int", "ac Int", 85},           /* half of it, too */
        {"a Int", "b Int?", 65},            /* null or not */
        {"a Int", "b Int @default(1)", 60}, /* default */
        {"a Int @default(1)", "b Int @default(1)", 70},
        {"a String", "b String @default(uuid())", 60}, /* one of the client's counts, too */
        {"a Int", "b Int @unique", 60},                /* keys */
        {"a Int @unique", "b Int @unique", 70},
        {"a Int", "x Int\nb Int", 70}, /* the place: both are the last */
        {"a Int", "b BigInt", 0},      /* what cannot be */
        {"a Int", "b Int[]", 0},
        {"a Int[]", "b Int[]", 70},
        {"a String", "b String @db.Char(3)", 0},
        {"a String @db.Char(3)", "b String @db.Char(4)", 0},
        {"a Int", "b Int @default(autoincrement())", 0},
        {"a Unsupported(\"x\")", "b Unsupported(\"x\")", 70},
        {"a Unsupported(\"x\")", "b Unsupported(\"y\")", 0},
    };
    Scene *scene = *state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        Comparison *in = comparison_of(scene, "postgresql", cases[i].before, cases[i].after);
        int likeness =
            column_likeness(in, scene->arena, (uint32_t)in->schemas[0]->columns.count - 1,
                            (uint32_t)in->schemas[1]->columns.count - 1);
        expect(likeness == cases[i].likeness, "%s => %s: %d", cases[i].before, cases[i].after,
               likeness);
    }
}

#define MODEL(name, fields) "model " name " {\n" fields "}\n"

/* The first tables before and after. */
static void of_tables(void **state)
{
    static const struct {
        const char *before, *after;
        int likeness;
    } cases[] = {
        {MODEL("Ab", "id Int @id\n"), MODEL("Xy", "id Int @id\n"), 75},
        {MODEL("Ab", "id Int @id\n"), MODEL("Ay", "id Int @id\n"), 87},
        /* half of the columns */
        {MODEL("Ab", "id Int @id\na Int\n"), MODEL("Xy", "id Int @id\n"), 37},
        /* another name in the same place */
        {MODEL("Ab", "id Int @id\na Int\n"), MODEL("Xy", "id Int @id\nb Int\n"), 60},
        {MODEL("Ab", "id Int @id\na Int\n"), MODEL("Xy", "id Int @id\nb String\n"), 37},
        /* another type under the same name */
        {MODEL("Ab", "id Int @id\na Int\n"), MODEL("Xy", "id Int @id\na String\n"), 37},
        {MODEL("Ab", "id Int @id\na Int\nb Int\nc Int\n"), MODEL("Ab2", "id Int @id\n"), 0},
        /* what referred to the one refers to the other */
        {MODEL("Ab", "id Int @id\nks K[]\n")
             MODEL("K", "id Int @id\np Int\na Ab @relation(fields: [p], references: [id])\n"),
         MODEL("Xy", "id Int @id\nks K[]\n")
             MODEL("K", "id Int @id\np Int\na Xy @relation(fields: [p], references: [id])\n"),
         90},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Comparison *in = comparison_of(*state, "postgresql", cases[i].before, cases[i].after);
        Rename rename = {.kind = RENAME_TABLE};
        int likeness = table_likeness(in, &rename);
        expect(likeness == cases[i].likeness, "%s => %s: %d", cases[i].before, cases[i].after,
               likeness);
    }
}

#define JOINED(a, b, more) \
    MODEL(a, "id Int @id\nx " b "[]\n" more) MODEL(b, "id Int @id\nx " a "[]\n")

static void of_join_tables(void **state)
{
    Comparison *in =
        comparison_of(*state, "postgresql", JOINED("A", "B", "") MODEL("T", "id Int @id\n"),
                      JOINED("B", "C", "") MODEL("T", "id Int @id\n"));
    Rename rename = {.kind = RENAME_TABLE, .before = 3, .after = 3};
    assert_text(in->schemas[0]->tables.items[3].name, "_AToB");
    assert_text(in->schemas[1]->tables.items[3].name, "_BToC");
    assert_int_equal(join_table_likeness(in, &rename), 0); /* A is not C yet */
    comparison_match_tables(in, 0, 1);
    assert_true(join_table_likeness(in, &rename) > 75);
    assert_true(rename.is_swapped);
    /* a join table is no other table */
    rename.before = 2;
    assert_int_equal(table_likeness(in, &rename), 0);
}

static void of_enums(void **state)
{
    static const struct {
        const char *before, *after;
        int likeness;
    } cases[] = {
        {"enum Ab {\nX\n}\n", "enum Cd {\nX\n}\n", 85},
        {"enum Ab {\nX\n}\n", "enum Ac {\nX\n}\n", 92},
        {"enum Ab {\nX\nY\n}\n", "enum Cd {\nX\nZ\n}\n", 63}, /* in its place, half of it */
        {"enum Ab {\nX\nY\n}\n", "enum Cd {\nX\n}\n", 0},
        {"enum Ab {\nX\nY\nZ\n}\n", "enum Cd {\nX\nY\n}\n", 56},
        {"enum Ab {\nX\n}\n", "enum Ac {\nY\n}\n", 0},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Comparison *in = comparison_of(*state, "postgresql", cases[i].before, cases[i].after);
        int likeness = enum_likeness(in, 0, 0);
        expect(likeness == cases[i].likeness, "%s => %s: %d", cases[i].before, cases[i].after,
               likeness);
    }
}

/* The last values of enum E. */
static void of_values(void **state)
{
    static const struct {
        const char *before, *after;
        int likeness;
    } cases[] = {
        {"enum E {\nK\nX\n}\n", "enum E {\nK\nY\n}\n", 60}, /* place and size */
        {"enum E {\nK\nXA\n}\n", "enum E {\nK\nXB\n}\n", 80},
        {"enum E {\nK\nX\n}\n", "enum E {\nK\nL\nY\n}\n", 0},
        {"enum E {\nK\nX_A\n}\n", "enum E {\nK\nL\nA_X\n}\n", 40}, /* the name alone */
        {"enum E {\nX\n}\n", "enum E {\nY\n}\n", 60},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Comparison *in = comparison_of(*state, "postgresql", cases[i].before, cases[i].after);
        int likeness = value_likeness(in, 0, (uint32_t)in->schemas[0]->enum_values.count - 1,
                                      (uint32_t)in->schemas[1]->enum_values.count - 1);
        expect(likeness == cases[i].likeness, "%s => %s: %d", cases[i].before, cases[i].after,
               likeness);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(of_columns), TEST(of_tables), TEST(of_join_tables), TEST(of_enums), TEST(of_values),
    };
    return RUN_TESTS(tests);
}

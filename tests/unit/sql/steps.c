/* sql/steps.h */
#include "sql/steps.h"

#include "sql/diffing.h"

/* Schemas of all kinds of things, from each of which something leads to each of the others. */
static const char *const postgres[] = {
    NULL,
    "a Int\nb String?",
    "a String\nb Int @default(autoincrement())\n@@index([a, b])",
    "enum E {\n  X\n  Y\n}\nmodel A {\n  id Int @id\n  e E @default(X)\n  l E[]\n}\n",
    "enum E {\n  Y\n  Z\n}\nmodel A {\n  id Int @id\n  e E @default(Y)\n  bs B[]\n}\n"
    "model B {\n  id String @id @db.Uuid\n  as A[]\n}\n",
    "model A {\n  id BigInt @id\n  bs B[]\n}\n"
    "model B {\n  id Int @unique(map: `x`)\n  p BigInt\n"
    "  a A @relation(fields: [p], references: [id], onDelete: Cascade)\n}\n",
    "model A {\n  id Int @id(map: `k`)\n  b B?\n}\n"
    "model B {\n  id Int @id\n  p Int? @unique\n  a A? @relation(fields: [p], references: [id])\n}\n",
};

static const char *const cockroach[] = {
    NULL,
    "a Int\nb String?",
    "a String\nb BigInt @default(autoincrement())\n@@index([a, b])",
    "enum E {\n  X\n  Y\n}\nmodel A {\n  k Int @id @default(sequence(start: 3))\n  e E @default(X)\n}\n",
    "enum E {\n  Y\n  Z\n}\nmodel A {\n  k Int @id @default(sequence())\n  e E @default(Y)\n  bs B[]\n}\n"
    "model B {\n  id String @id\n  as A[]\n}\n",
};

static const char *const sqlite[] = {
    NULL,
    "a Int\nb String?",
    "a String\nb Int @default(1)\n@@index([a, b])",
    "model A {\n  id Int @id\n  a Int\n  bs B[]\n  cs C[]\n}\n"
    "model B {\n  id Int @unique\n  p Int\n  a A @relation(fields: [p], references: [id])\n}\n"
    "model C {\n  id String @id\n  as A[]\n}\n",
};

static const struct {
    const char *provider;
    const char *const *schemas;
    size_t count;
} products[] = {
    {"postgresql", postgres, COUNT(postgres)},
    {"cockroachdb", cockroach, COUNT(cockroach)},
    {"sqlite", sqlite, COUNT(sqlite)},
};

#define EMPTY "-- This is an empty migration.\n"

static void nothing_leads_to_itself(void **state)
{
    for (size_t i = 0; i < COUNT(products); i++) {
        for (size_t j = 0; j < products[i].count; j++) {
            const char *schema = products[i].schemas[j];
            const Steps *steps = steps_of(*state, products[i].provider, schema, schema);
            expect(steps->items.count == 0, "%s: %s", products[i].provider, schema);
            assert_text(script_of(*state, steps), EMPTY);
        }
    }
}

static void something_leads_to_all_others(void **state)
{
    for (size_t i = 0; i < COUNT(products); i++)
        for (size_t a = 0; a < products[i].count; a++)
            for (size_t b = 0; b < products[i].count; b++)
                expect(a == b || steps_of(*state, products[i].provider, products[i].schemas[a],
                                          products[i].schemas[b])
                                         ->items.count > 0,
                       "%s: %zu, %zu", products[i].provider, a, b);
}

static void backward_is_forward_between_swapped_schemas(void **state)
{
    Scene *scene = *state;
    for (size_t i = 0; i < COUNT(products); i++) {
        const char *provider = products[i].provider;
        for (size_t a = 0; a < products[i].count; a++) {
            for (size_t b = 0; b < products[i].count; b++) {
                const char *const *schemas = products[i].schemas;
                Steps back;
                steps_between(scene->arena, comparison_of(scene, provider, schemas[a], schemas[b]),
                              rules_of(provider), STEPS_BACKWARD, &back);
                assert_same_text(script_of(scene, &back),
                                 script_between(scene, provider, schemas[b], schemas[a]));
            }
        }
    }
}

/* A rename that is accepted is undone by the same comparison. */
static void renames_lead_back(void **state)
{
    Scene *scene = *state;
    Comparison *comparison = comparison_of(scene, "postgresql", "firstName Int", "first_name Int");
    guess_renames(scene, comparison);
    Steps steps;
    steps_between(scene->arena, comparison, rules_of("postgresql"), STEPS_BACKWARD, &steps);
    assert_text(script_of(scene, &steps),
                "-- RenameColumn\n"
                "ALTER TABLE \"A\" RENAME COLUMN \"first_name\" TO \"firstName\";\n");
}

static void the_later_version_writes(void **state)
{
    assert_int_equal(steps_of(*state, "postgresql", NULL, "a Int")->version, PRISMA_6);
    assert_int_equal(steps_of(*state, "postgresql 7", "a Int", NULL)->version, PRISMA_7);
}

static void changes_of_columns(void **state)
{
    static const struct {
        const char *before, *after;
        unsigned what;
        Cast cast;
    } cases[] = {
        {"a Int", "a Int", 0, CAST_NONE},
        {"a Int", "a Int?", CHANGED_ARITY, CAST_NONE},
        {"a Int", "a Int @default(1)", CHANGED_DEFAULT, CAST_NONE},
        {"a Int", "a Int @default(autoincrement())", CHANGED_AUTOINCREMENT, CAST_NONE},
        {"a Int", "a BigInt", CHANGED_TYPE, CAST_SAFE},
        {"a BigInt", "a Int", CHANGED_TYPE, CAST_RISKY},
        {"a String", "a Int", CHANGED_TYPE, CAST_IMPOSSIBLE},
        {"a Int?", "a String @default(\"x\")", CHANGED_ARITY | CHANGED_TYPE | CHANGED_DEFAULT,
         CAST_SAFE},
        {"a Int", "a Int[]", CHANGED_ARITY | CHANGED_TYPE, CAST_IMPOSSIBLE},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const Steps *steps = steps_of(*state, "postgresql", cases[i].before, cases[i].after);
        const ColumnChange *change = &steps->changes[1];
        expect(change->what == cases[i].what && change->cast == (uint8_t)cases[i].cast,
               "%s => %s: %u %u", cases[i].before, cases[i].after, change->what, change->cast);
    }
}

static void pairs_of_columns(void **state)
{
    Scene *scene = *state;
    const Steps *steps = steps_of(scene, "postgresql", "z Int\nb Int", "y Int\nb Int\na Int");
    ColumnPairs pairs = step_column_pairs(scene->arena, steps, 0, 0);
    static const struct {
        const char *name;
        bool was, is;
    } expected[] = {{"a", false, true},
                    {"b", true, true},
                    {"id", true, true},
                    {"y", false, true},
                    {"z", true, false}};
    assert_int_equal(pairs.count, COUNT(expected));
    for (size_t i = 0; i < pairs.count; i++) {
        assert_text(pairs.items[i].name, expected[i].name);
        expect((pairs.items[i].before != NONE) == expected[i].was, "%s", expected[i].name);
        expect((pairs.items[i].after != NONE) == expected[i].is, "%s", expected[i].name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(nothing_leads_to_itself),
        TEST(something_leads_to_all_others),
        TEST(backward_is_forward_between_swapped_schemas),
        TEST(renames_lead_back),
        TEST(the_later_version_writes),
        TEST(changes_of_columns),
        TEST(pairs_of_columns),
    };
    return RUN_TESTS(tests);
}

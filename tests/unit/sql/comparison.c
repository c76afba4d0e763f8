/* sql/comparison.h */
#include "sql/comparison.h"

#include "sql/diffing.h"

/* The places in the other schema, parted by blanks; "-" for none. */
static Text places(Scene *scene, const uint32_t *counterparts, size_t count)
{
    Buffer out = BUFFER(scene->arena);
    for (size_t i = 0; i < count; i++) {
        if (counterparts[i] == NONE)
            buffer_add_string(&out, "-");
        else
            buffer_add_format(&out, "%u", counterparts[i]);
        buffer_add_string(&out, i + 1 < count ? " " : "");
    }
    return buffer_text(&out);
}

static const char before[] = "schemas = [`s`, `public`, `t`]\nextensions = [x, y]\n--\n"
                             "model A {\n  id Int @id\n  a Int\n  b Int\n  @@schema(`s`)\n}\n"
                             "model B {\n  id Int @id\n  @@schema(`s`)\n}\n"
                             "model C {\n  id Int @id\n  z Int\n  @@schema(`public`)\n}\n"
                             "enum E {\n  X\n  Y\n  @@schema(`s`)\n}\n"
                             "enum F {\n  X\n  @@schema(`s`)\n}\n";
static const char after[] = "schemas = [`public`, `s`]\nextensions = [z, x]\n--\n"
                            "model C {\n  id Int @id\n  @@schema(`public`)\n}\n"
                            "model A {\n  b Int @id\n  c Int\n  id Int\n  @@schema(`s`)\n}\n"
                            "model B {\n  id Int @id\n  @@schema(`public`)\n}\n"
                            "enum E {\n  Z\n  Y\n  @@schema(`s`)\n}\n"
                            "enum F {\n  X\n  @@schema(`public`)\n}\n";

static void by_name(void **state)
{
    Scene *scene = *state;
    const Comparison *in = comparison_of(scene, "postgresql", before, after);
    const Counterparts *old = &in->counterparts[0];
    assert_text(places(scene, old->namespaces, 3), "0 1 -"); /* by name */
    assert_text(places(scene, old->extensions, 2), "0 -");
    assert_text(places(scene, old->tables, 3), "1 - 0"); /* not in another namespace */
    assert_text(places(scene, old->columns, 6), "3 - 1 - 0 -");
    assert_text(places(scene, old->enums, 2), "0 -");
    assert_text(places(scene, old->enum_values, 3), "- 1 -");
}

/* What is one's counterpart has that one as its own. */
static void both_ways(void **state)
{
    const Comparison *in = comparison_of(*state, "postgresql", before, after);
    const Comparison *swapped = comparison_of(*state, "postgresql", after, before);
    for (uint32_t i = 0; i < in->schemas[0]->columns.count; i++) {
        uint32_t other = in->counterparts[0].columns[i];
        expect(other == NONE || in->counterparts[1].columns[other] == i, "%u", i);
        expect(swapped->counterparts[1].columns[i] == other, "%u", i);
    }
    for (uint32_t i = 0; i < in->schemas[1]->tables.count; i++) {
        uint32_t other = in->counterparts[1].tables[i];
        expect(other == NONE || in->counterparts[0].tables[other] == i, "%u", i);
        expect(swapped->counterparts[0].tables[i] == other, "%u", i);
    }
}

/* Without a name, it is the usual one. */
static void the_usual_namespace(void **state)
{
    Scene *scene = *state;
    const Comparison *in = comparison_of(
        scene, "postgresql", "model A {\n  id Int @id\n}\n",
        "schemas = [`s`, `public`]\n--\nmodel A {\n  id Int @id\n  @@schema(`public`)\n}\n");
    assert_text(places(scene, in->counterparts[0].tables, 1), "0");
    assert_true(comparison_same_namespace(in, NONE, 0));
    assert_true(comparison_same_namespace(in, NONE, NONE));
    assert_false(comparison_same_namespace(in, NONE, 1));
}

static void said_by_somebody(void **state)
{
    Scene *scene = *state;
    Comparison *in = comparison_of(scene, "postgresql",
                                   "enum E {\n  X\n  Y\n}\nmodel A {\n  id Int @id\n  a Int\n}\n",
                                   "enum F {\n  Y\n  Z\n}\nmodel B {\n  b Int\n  id Int @id\n}\n");
    comparison_match_tables(in, 0, 0);
    assert_text(places(scene, in->counterparts[0].columns, 2), "1 -"); /* brings its columns */
    comparison_match_columns(in, 1, 0);
    assert_text(places(scene, in->counterparts[1].columns, 2), "1 0");
    comparison_match_enums(in, 0, 0);
    assert_text(places(scene, in->counterparts[0].enum_values, 2), "- 0");
    comparison_match_enum_values(in, 0, 1);
    assert_text(places(scene, in->counterparts[1].enum_values, 2), "1 0");
}

static void with_nothing(void **state)
{
    const Comparison *in = comparison_of(*state, "postgresql", NULL, NULL);
    assert_int_equal(in->schemas[0]->tables.count + in->schemas[1]->tables.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(by_name),          TEST(both_ways),    TEST(the_usual_namespace),
        TEST(said_by_somebody), TEST(with_nothing),
    };
    return RUN_TESTS(tests);
}

/* sql/render.h */
#include "sql/render.h"

#include "sql/diffing.h"

static void statements_of_steps(void **state)
{
    Scene *scene = *state;
    const Steps *steps =
        steps_of(scene, "postgresql", "a Int @default(autoincrement())", "a Int\nb Int @unique");
    Renderer renderer = renderer_new(scene->arena, steps);
    assert_int_equal(steps->items.count, 2);
    render_step(&renderer, &steps->items.items[0]);
    assert_int_equal(renderer.ends.count, 2);
    assert_text(rendered_statement(&renderer, 0),
                "ALTER TABLE \"A\" ADD COLUMN     \"b\" INTEGER NOT NULL,\n"
                "ALTER COLUMN \"a\" DROP DEFAULT");
    assert_text(rendered_statement(&renderer, 1), "DROP SEQUENCE \"\"");
    /* the next one forgets it */
    render_step(&renderer, &steps->items.items[1]);
    assert_int_equal(renderer.ends.count, 1);
    assert_text(rendered_statement(&renderer, 0),
                "CREATE UNIQUE INDEX \"A_b_key\" ON \"A\"(\"b\")");
}

static void scripts(void **state)
{
    Scene *scene = *state;
    assert_text(script_between(scene, "postgresql", NULL, NULL),
                "-- This is an empty migration.\n");
    assert_text(script_between(scene, "postgresql", "a Int", "b Int"),
                "-- AlterTable\n"
                "ALTER TABLE \"A\" DROP COLUMN \"a\",\n"
                "ADD COLUMN     \"b\" INTEGER NOT NULL;\n");
    assert_text(script_between(scene, "postgresql", "a Int", "a Int @unique\nb Int?"),
                "-- AlterTable\n"
                "ALTER TABLE \"A\" ADD COLUMN     \"b\" INTEGER;\n"
                "\n"
                "-- CreateIndex\n"
                "CREATE UNIQUE INDEX \"A_a_key\" ON \"A\"(\"a\");\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(statements_of_steps),
        TEST(scripts),
    };
    return RUN_TESTS(tests);
}

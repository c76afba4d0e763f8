/* history/data_loss.h */
#include "history/data_loss.h"

#include "place.h"
#include "scripted.h"
#include "sql/diffing.h"

/* A line each: "kind table.column number". */
static Text shown(Scene *scene, const Findings *findings)
{
    Buffer out = BUFFER(scene->arena);
    for (list_each(const Finding, finding, &findings->items)) {
        Text table = finding_table_name(findings->steps, finding);
        Text column = finding_column_name(findings->steps, finding);
        buffer_add_format(&out, "%s %.*s.%.*s %d\n", finding_name(finding->kind), TEXT_ARG(table),
                          TEXT_ARG(column), (int)finding->number);
    }
    return buffer_text(&out);
}

static const char before[] = "a String?\nb Int?\nc BigInt?\n}\nmodel B {\n  id Int @id\n}\n"
                             "model C {\n  id Int @id\n  x Int\n";
static const char after[] = "b Int\nc Int?\nd String\ne String @default(uuid())\n}\n"
                            "model C {\n  id Int @id\n  x Int @unique\n";

/* The schemas' text begins and ends inside of model A. */
static Text whole(Scene *scene, const char *inside)
{
    return text_format(scene->arena, "model A {\n  id Int @id\n%s}\n", inside);
}

static Findings found(Scene *scene, Database *database)
{
    const Steps *steps =
        steps_of(scene, "sqlite", whole(scene, before).data, whole(scene, after).data);
    Findings findings;
    assert_succeeds(data_loss_find(scene->arena, database, steps, &findings, &scene->error),
                    &scene->error);
    return findings;
}

static Database *open_with_tables(Scene *scene)
{
    Database *database = place_open(scene, "dev");
    place_run(scene, database,
              script_between(scene, "sqlite", NULL, whole(scene, before).data).data);
    return database;
}

static void empty_tables_lose_nothing(void **state)
{
    Scene *scene = *state;
    Database *database = open_with_tables(scene);
    Findings findings = found(scene, database);
    assert_text(shown(scene, &findings), "addUnique C. -1\n");
    database_close(database);
}

static void rows_and_values_are_counted(void **state)
{
    Scene *scene = *state;
    Database *database = open_with_tables(scene);
    place_run(scene, database,
              "INSERT INTO A VALUES (1, 'a', 1, NULL), (2, NULL, NULL, NULL), (3, 'b', NULL, 7);"
              "INSERT INTO B VALUES (1)");
    Findings findings = found(scene, database);
    assert_text(shown(scene, &findings), "dropTable B. 1\n"
                                         "addRequired A.d 3\n"
                                         "addRequiredDefault A.e 3\n"
                                         "dropColumn A.a 2\n"
                                         "makeRequired A.b 2\n"
                                         "riskyCast A.c 1\n"
                                         "addUnique C. -1\n");
    assert_int_equal(data_loss_count(&findings, true), 3);
    assert_int_equal(data_loss_count(&findings, false), 4);
    database_close(database);
}

static void a_missing_table_is_an_error(void **state)
{
    Scene *scene = *state;
    Database *database = open_with_tables(scene);
    Findings findings;
    const Steps *steps = steps_of(scene, "sqlite", "a Int", "b Int");
    place_run(scene, database, "DROP TABLE A");
    assert_fails(data_loss_find(scene->arena, database, steps, &findings, &scene->error),
                 &scene->error, ERROR_D1014);
    database_close(database);
}

/* More columns than the depth of an expression, and more tables than a query. */
static void many_columns_and_tables_are_counted(void **state)
{
    enum { COLUMNS = 1200, TABLES = 230 };
    Scene *scene = *state;
    Database *database = place_open(scene, "dev");
    Buffer old = BUFFER(scene->arena);
    buffer_add_string(&old, "model A {\n  id Int @id\n");
    for (int i = 0; i < COLUMNS; i++)
        buffer_add_format(&old, "  c%d Int?\n", i);
    for (int i = 0; i < TABLES; i++)
        buffer_add_format(&old, "}\nmodel T%d {\n  id Int @id\n", i);
    buffer_add_string(&old, "}\n");
    const char *text = buffer_text(&old).data;
    place_run(scene, database, script_between(scene, "sqlite", NULL, text).data);
    place_run(scene, database,
              "INSERT INTO A (id, c7, c1199) VALUES (1, 1, 1), (2, 2, NULL);"
              "INSERT INTO T229 VALUES (1)");
    Findings findings;
    const Steps *steps = steps_of(scene, "sqlite", text, "model A {\n  id Int @id\n}\n");
    assert_succeeds(data_loss_find(scene->arena, database, steps, &findings, &scene->error),
                    &scene->error);
    assert_text(shown(scene, &findings), "dropTable T229. 1\n"
                                         "dropColumn A.c1199 1\n"
                                         "dropColumn A.c7 2\n");
    database_close(database);
}

/* Where only existence matters nothing is counted, and names are in their namespaces. */
static void queries_are_as_cheap_as_they_can_be(void **state)
{
    Scene *scene = *state;
    ScriptedDatabase *database = scripted_new(scene->arena);
    static const char schemas[] = "  schemas = [`one`, `two`]\n--\n";
    Text old = text_format(scene->arena,
                           "%smodel A {\n  id Int @id\n  a Int\n  @@schema(`one`)\n}\n"
                           "model B {\n  id Int @id\n  b Int?\n  @@schema(`one`)\n}\n",
                           schemas);
    Text new = text_format(scene->arena,
                           "%smodel A {\n  id Int @id\n  a DateTime\n  @@schema(`one`)\n}\n"
                           "model B {\n  id Int @id\n  b DateTime?\n  @@schema(`one`)\n}\n",
                           schemas);
    database->answers[0] = (ScriptedAnswer){
        "SELECT (SELECT CASE WHEN EXISTS (SELECT 1 FROM \"one\".\"A\") THEN '1' ELSE '0' END),\n"
        "(SELECT CASE WHEN EXISTS (SELECT 1 FROM \"one\".\"B\" WHERE \"b\" IS NOT NULL) THEN '1' "
        "ELSE '0' END)",
        {"1", "0"}};
    Findings findings;
    const Steps *steps = steps_of(scene, "postgresql", old.data, new.data);
    assert_succeeds(data_loss_find(scene->arena, &database->base, steps, &findings, &scene->error),
                    &scene->error);
    assert_text(shown(scene, &findings), "recreateRequired A.a 1\n");
}

static void an_answer_without_numbers_is_an_error(void **state)
{
    Scene *scene = *state;
    const Steps *steps = steps_of(scene, "postgresql", "a Int", "b Int");
    static const ScriptedAnswer answers[] = {
        {"nothing", {"1"}},   {"count", {NULL}},  {"count", {"1"}},
        {"count", {"1 2 3"}}, {"count", {"1 x"}},
    };
    for (size_t i = 0; i < COUNT(answers); i++) {
        ScriptedDatabase *database = scripted_new(scene->arena);
        Findings findings;
        database->answers[0] = answers[i];
        scene->error.code = ERROR_NONE;
        assert_fails(data_loss_find(scene->arena, &database->base, steps, &findings, &scene->error),
                     &scene->error, ERROR_D1014);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(empty_tables_lose_nothing),           TEST(rows_and_values_are_counted),
        TEST(a_missing_table_is_an_error),         TEST(many_columns_and_tables_are_counted),
        TEST(queries_are_as_cheap_as_they_can_be), TEST(an_answer_without_numbers_is_an_error),
    };
    return RUN_TESTS(tests);
}

/* history/failure.h */
#include "history/failure.h"

#include "support.h"

static void whom_to_blame(void **state)
{
    (void)state;
    static const struct {
        ErrorCode code;
        bool connection_lost, of_script;
    } cases[] = {
        {ERROR_D1014, false, true},  {ERROR_D1014, true, false},  {ERROR_P1008, false, false},
        {ERROR_P1017, false, false}, {ERROR_D1017, false, false}, {ERROR_D1018, false, false},
        {ERROR_D1019, false, false}, {ERROR_P1010, false, true},  {ERROR_P3009, false, false},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Failure failure = {.connection_lost = cases[i].connection_lost};
        Error error = {.code = cases[i].code};
        expect(failure_is_of_script(&failure, &error) == cases[i].of_script, "%s",
               error_code_name(cases[i].code));
    }
}

static const Migration migration = {.name = {"20240101000000_init", 19}};

static Failure failure_in(Arena *arena, ScriptPlan *plan, const char *script)
{
    *plan = script_plan(arena, &dialect_postgres, SCRIPT_ATOMIC, text_from(script), 0, NULL);
    return (Failure){.migration = &migration, .path = TEXT("m/migration.sql"), .plan = plan};
}

static void the_log_has_the_database_s_words_and_the_place(void **state)
{
    Scene *scene = *state;
    ScriptPlan plan;
    Failure failure = failure_in(scene->arena, &plan, "a;\n  b\n c;\nd");
    failure.in_script = true;
    failure.statement = 1;
    failure.offset = 5;
    fail(&scene->error, ERROR_D1014, "message");
    scene->error.database_code = TEXT("42P07");
    scene->error.database_text = TEXT("ERROR: it exists\nDETAIL: x");
    Text logs = failure_logs(scene->arena, &failure, &scene->error);
    static const char *const parts[] = {"ERROR: it exists\nDETAIL: x", "42P07", "line 2, column 3",
                                        "2 of 3"};
    for (size_t i = 0; i < COUNT(parts); i++)
        expect(text_contains(logs, parts[i]), "%s: %.*s", parts[i], TEXT_ARG(logs));
}

static void the_error_that_the_user_sees(void **state)
{
    Scene *scene = *state;
    ScriptPlan plan;
    Failure failure = failure_in(scene->arena, &plan, "a;\n  b");
    failure.in_script = failure.recorded = failure.atomic = true;
    failure.statement = 1;
    failure.offset = 5;
    fail(&scene->error, ERROR_D1014, "message");
    scene->error.database_code = TEXT("42P07");
    scene->error.database_text = TEXT("it exists");
    assert_false(failure_report(&failure, &scene->error));
    const Error *error = &scene->error;
    assert_int_equal(error->code, ERROR_P3018);
    assert_text(error->file, "m/migration.sql");
    assert_int_equal(error->line, 2);
    assert_int_equal(error->column, 3);
    assert_text(error->excerpt, "  b");
    assert_text(error->database_code, "42P07");
    assert_text(error->database_text, "it exists");
    static const char *const names[] = {"migration_name", "database_error_code", "database_error"};
    static const char *const values[] = {"20240101000000_init", "42P07", "it exists"};
    assert_int_equal(error->fields.count, COUNT(names));
    for (size_t i = 0; i < COUNT(names); i++) {
        assert_string_equal(error->fields.items[i].name, names[i]);
        assert_text(error->fields.items[i].value, values[i]);
    }
}

/* A failure of the client has no code of the database. */
static void a_failure_without_a_database_code(void **state)
{
    Scene *scene = *state;
    ScriptPlan plan;
    Failure failure = failure_in(scene->arena, &plan, "a");
    fail(&scene->error, ERROR_D1014, "message");
    failure_report(&failure, &scene->error);
    assert_int_equal(scene->error.code, ERROR_P3018);
    assert_text(scene->error.fields.items[1].value, "none");
    assert_text(scene->error.fields.items[2].value, "message");
}

static void a_broken_connection_keeps_its_code(void **state)
{
    Scene *scene = *state;
    ScriptPlan plan;
    Failure failure = failure_in(scene->arena, &plan, "a");
    failure.connection_lost = true;
    fail(&scene->error, ERROR_P1017, "gone");
    failure_report(&failure, &scene->error);
    assert_int_equal(scene->error.code, ERROR_P1017);
    assert_true(scene->error.hint.length > 0 && scene->error.detail.length > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(whom_to_blame),
        TEST(the_log_has_the_database_s_words_and_the_place),
        TEST(the_error_that_the_user_sees),
        TEST(a_failure_without_a_database_code),
        TEST(a_broken_connection_keeps_its_code),
    };
    return RUN_TESTS(tests);
}

/* engine/report.h */
#include "engine/report.h"

#include "support.h"

static const Engine engine = {.folder = {"/work", 5}};

static void all_that_is_known(void **state)
{
    Scene *scene = *state;
    Error *error = &scene->error;
    fail(error, ERROR_P3018, "a migration failed");
    error->file = TEXT("/work/m/migration.sql");
    error->line = 3;
    error->column = 7;
    error->excerpt = TEXT("SELECT x;");
    error->database_text = TEXT("no such column: x");
    error->database_code = TEXT("1");
    error_detail(error, "Nothing stayed.");
    error_hint(error, "mark it:\n  dunlin migrate resolve --rolled-back a\n"
                      "or look:\n  dunlin migrate check\n  dunlin db pull");
    assert_text(report_text(scene->arena, &engine, error),
                "a migration failed\n\nm/migration.sql:3:7\nSELECT x;\n\nno such column: x\n"
                "(database error code 1)\n\nNothing stayed.\n\n"
                "What to do: mark it:\n  npx prisma migrate resolve --rolled-back a\n"
                "or look:\n  dunlin migrate check\n  npx prisma db pull");
}

static Text members_of(Scene *scene)
{
    Buffer out = BUFFER(scene->arena);
    JsonWriter json = JSON_WRITER(&out);
    json.one_line = true;
    json_begin_object(&json, NULL);
    report_members(&json, &engine, &scene->error);
    json_end_object(&json);
    return buffer_text(&out);
}

static void codes_and_fields(void **state)
{
    Scene *scene = *state;
    fail(&scene->error, ERROR_P3011, "x");
    error_field(&scene->error, "migration_name", TEXT("a\"b"));
    assert_text(members_of(scene), "{\"is_panic\":false,\"message\":\"x\",\"meta\":"
                                   "{\"migration_name\":\"a\\\"b\"},\"error_code\":\"P3011\"}\n");
    TextList list = {0};
    list_add(scene->arena, &list, TEXT("a"));
    list_add(scene->arena, &list, TEXT("b"));
    fail(&scene->error, ERROR_P2002, "x");
    error_list_field(&scene->error, "target", &list);
    assert_text(members_of(scene), "{\"is_panic\":false,\"message\":\"x\",\"meta\":"
                                   "{\"target\":[\"a\",\"b\"]},\"error_code\":\"P2002\"}\n");
    fail(&scene->error, ERROR_D1010, "x");
    assert_text(members_of(scene), "{\"is_panic\":false,\"message\":\"x\\n\\n(dunlin's error "
                                   "D1010)\",\"meta\":{}}\n");
}

static void no_secrets(void **state)
{
    Scene *scene = *state;
    fail(&scene->error, ERROR_P1001, "postgres://u:secret@h/d");
    error_field(&scene->error, "x", TEXT("postgres://u:secret@h/d"));
    assert_false(text_contains(members_of(scene), "secret"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(all_that_is_known),
        TEST(codes_and_fields),
        TEST(no_secrets),
    };
    return RUN_TESTS(tests);
}

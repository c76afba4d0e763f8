/* sql/writer.h */
#include "sql/writer.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support.h"

static void each_kind_of_hole(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    Text text = sql_text(arena, "{} {} {} {}", sql_name(TEXT("a")), sql_literal(TEXT("b")),
                         sql_number(INT64_MIN), sql_raw(TEXT("c")));
    assert_text(text, "\"a\" 'b' -9223372036854775808 c");
}

static void quotes_are_doubled(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    static const struct {
        const char *text, *name, *literal;
    } cases[] = {
        {"", "\"\"", "''"},
        {"'", "\"'\"", "''''"},
        {"\"", "\"\"\"\"", "'\"'"},
        {"a'b\"c", "\"a'b\"\"c\"", "'a''b\"c'"},
        {"\\'", "\"\\'\"", "'\\'''"},
        {"'; DROP TABLE x; --", "\"'; DROP TABLE x; --\"", "'''; DROP TABLE x; --'"},
        {"{}", "\"{}\"", "'{}'"},
        {"\xC3\xA4\n", "\"\xC3\xA4\n\"", "'\xC3\xA4\n'"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Text text = text_from(cases[i].text);
        assert_text(sql_text(arena, "{}", sql_name(text)), cases[i].name);
        assert_text(sql_text(arena, "{}", sql_literal(text)), cases[i].literal);
        assert_text(sql_text(arena, "{}", sql_raw(text)), cases[i].text);
    }
}

static void appending_to_a_buffer(void **state)
{
    Buffer out = BUFFER(((Scene *)*state)->arena);
    buffer_add_string(&out, "-- {}\n");
    sql_add(&out, "a {} b {}", sql_raw(TEXT("{}")), sql_number(1));
    sql_add(&out, "{};", sql_number(2));
    assert_text(buffer_text(&out), "-- {}\na {} b 12;");
}

static bool aborts(Arena *arena, const char *template)
{
    pid_t child = fork();
    if (child == 0) {
        struct rlimit no_core = {0, 0};
        setrlimit(RLIMIT_CORE, &no_core);
        signal(SIGABRT, SIG_DFL);
        close(STDERR_FILENO);
        sql_text(arena, template, sql_number(1));
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

static void a_template_has_as_many_holes_as_are_given(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    assert_false(aborts(arena, "{}"));
#ifndef NDEBUG
    assert_true(aborts(arena, ""));
    assert_true(aborts(arena, "{} {}"));
#endif
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(each_kind_of_hole),
        TEST(quotes_are_doubled),
        TEST(appending_to_a_buffer),
        TEST(a_template_has_as_many_holes_as_are_given),
    };
    return RUN_TESTS(tests);
}

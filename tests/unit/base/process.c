/* base/process.h. Programs are run with their output on standard error, for the test's own output
 * is a protocol. */
#include "base/process.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "support.h"

static char path[] = "PATH=/usr/bin:/bin";
static char variable[] = "GREETING=hello";
static char *const strings[] = {path, variable, NULL};

static ProcessEnd run_shell(Scene *scene, const char *script)
{
    TextList words = {0};
    list_add(scene->arena, &words, TEXT("sh"));
    list_add(scene->arena, &words, TEXT("-c"));
    list_add(scene->arena, &words, text_from(script));
    list_add(scene->arena, &words, TEXT("name"));
    list_add(scene->arena, &words, scene->folder);
    Environment environment = environment_from(scene->arena, strings);
    ProcessEnd end = {-1, -1};
    assert_succeeds(process_run(scene->arena, &words, &environment, true, &end, &scene->error),
                    &scene->error);
    return end;
}

static void exit_statuses(void **state)
{
    static const struct {
        const char *script;
        int status, signal;
    } cases[] = {
        {"exit 0", 0, 0},
        {"exit 1", 1, 0},
        {"exit 130", 130, 0},
        {"exit 255", 255, 0},
        {"kill -9 $$", 128 + SIGKILL, SIGKILL},
        {"kill -TERM $$", 128 + SIGTERM, SIGTERM},
        {"kill -INT $$", 128 + SIGINT, SIGINT}, /* not ignored in the child */
        {"kill -PIPE $$", 128 + SIGPIPE, SIGPIPE},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        ProcessEnd end = run_shell(*state, cases[i].script);
        expect(end.status == cases[i].status && end.signal == cases[i].signal, "%s: %d, %d",
               cases[i].script, end.status, end.signal);
    }
}

static void the_child_gets_the_environment_and_the_words(void **state)
{
    Scene *scene = *state;
    Text content;
    assert_int_equal(run_shell(scene, "printf '%s %s' \"$GREETING\" \"$*\" > \"$1/out\"").status,
                     0);
    assert_succeeds(file_read(scene->arena, scene_path(scene, "out"), &content, &scene->error),
                    &scene->error);
    assert_same_text(content, text_format(scene->arena, "hello %.*s", TEXT_ARG(scene->folder)));
    assert_null(getenv("GREETING"));
}

static void quiet_output_goes_to_standard_error(void **state)
{
    Scene *scene = *state;
    Text script = TEXT("test /proc/self/fd/1 -ef /proc/self/fd/2");
    assert_int_equal(run_shell(scene, script.data).status, 0);
}

static void an_interrupt_of_the_terminal_is_left_to_the_child(void **state)
{
    struct sigaction before;
    struct sigaction after;
    sigaction(SIGINT, NULL, &before);
    assert_int_equal(run_shell(*state, "kill -INT $PPID; exit 3").status, 3);
    sigaction(SIGINT, NULL, &after);
    assert_ptr_equal(before.sa_handler, after.sa_handler);
}

static void programs_that_cannot_be_started(void **state)
{
    Scene *scene = *state;
    static const char *const names[] = {"no-such-program", "./no-such-program", "/", "plain"};
    scene_write(scene, "plain", TEXT("not executable"));
    Environment environment = environment_from(scene->arena, strings);
    environment_set(&environment, TEXT("PATH"), scene->folder);
    for (size_t i = 0; i < COUNT(names); i++) {
        TextList words = {0};
        ProcessEnd end;
        list_add(scene->arena, &words, text_from(names[i]));
        assert_fails(process_run(scene->arena, &words, &environment, true, &end, &scene->error),
                     &scene->error, ERROR_D1013);
    }
}

static void the_first_match_along_the_path_counts(void **state)
{
    Scene *scene = *state;
    static const char *const folders[] = {"one", "two"};
    for (size_t i = 0; i < COUNT(folders); i++) {
        Text name = text_format(scene->arena, "%s/tool", folders[i]);
        Text script = text_format(scene->arena, "#!/bin/sh\nexit %zu\n", i + 20);
        chmod(scene_write(scene, name.data, script).data, 0755);
    }
    scene_write(scene, "zero/tool", TEXT("#!/bin/sh\nexit 9\n")); /* not executable */
    Environment environment = environment_from(scene->arena, strings);
    environment_set(&environment, TEXT("PATH"),
                    text_format(scene->arena, "/nowhere::%s:%s:%s", scene_path(scene, "zero").data,
                                scene_path(scene, "two").data, scene_path(scene, "one").data));
    TextList words = {0};
    ProcessEnd end;
    list_add(scene->arena, &words, TEXT("tool"));
    assert_succeeds(process_run(scene->arena, &words, &environment, true, &end, &scene->error),
                    &scene->error);
    assert_int_equal(end.status, 21);
}

static ProcessTask listen_to_shell(Scene *scene, const char *script)
{
    static Environment environment;
    TextList *words = NEW(scene->arena, TextList);
    list_add(scene->arena, words, TEXT("sh"));
    list_add(scene->arena, words, TEXT("-c"));
    list_add(scene->arena, words, text_from(script));
    environment = environment_from(scene->arena, strings);
    ProcessTask task = {.words = words, .environment = &environment};
    assert_succeeds(process_listen(scene->arena, &task, &scene->error), &scene->error);
    return task;
}

static void what_a_program_says_is_heard(void **state)
{
    ProcessTask task = listen_to_shell(*state, "cat; echo said; echo told >&2; exit 7");
    assert_text(task.output, "said\n");
    assert_text(task.errors, "told\n");
    assert_int_equal(task.end.status, 7);
}

static void of_many_words_the_last_are_kept(void **state)
{
    ProcessTask task =
        listen_to_shell(*state, "head -c 1000000 /dev/zero | tr '\\0' x; printf the-end");
    expect(task.output.length <= 65536 && task.output.length > 30000, "%zu", task.output.length);
    assert_true(text_ends_with(task.output, "xxthe-end"));
    assert_int_equal(task.errors.length, 0);
}

static void count_tick(void *context)
{
    ++*(int *)context;
}

static void while_it_runs_somebody_is_told(void **state)
{
    Scene *scene = *state;
    int ticks = 0;
    TextList words = {0};
    Environment environment = environment_from(scene->arena, strings);
    list_add(scene->arena, &words, TEXT("sleep"));
    list_add(scene->arena, &words, TEXT("0.7"));
    ProcessTask task = {
        .words = &words, .environment = &environment, .tick = count_tick, .context = &ticks};
    assert_succeeds(process_listen(scene->arena, &task, &scene->error), &scene->error);
    expect(ticks >= 1, "%d", ticks);
}

static void listening_to_what_cannot_be_started(void **state)
{
    Scene *scene = *state;
    TextList words = {0};
    Environment environment = environment_from(scene->arena, strings);
    ProcessTask task = {.words = &words, .environment = &environment};
    list_add(scene->arena, &words, TEXT("no-such-program"));
    assert_fails(process_listen(scene->arena, &task, &scene->error), &scene->error, ERROR_D1013);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(exit_statuses),
        TEST(the_child_gets_the_environment_and_the_words),
        TEST(quiet_output_goes_to_standard_error),
        TEST(an_interrupt_of_the_terminal_is_left_to_the_child),
        TEST(programs_that_cannot_be_started),
        TEST(the_first_match_along_the_path_counts),
        TEST(what_a_program_says_is_heard),
        TEST(of_many_words_the_last_are_kept),
        TEST(while_it_runs_somebody_is_told),
        TEST(listening_to_what_cannot_be_started),
    };
    return RUN_TESTS(tests);
}

#include "support.h"

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

int scene_open(void **state)
{
    Scene *scene = calloc(1, sizeof *scene);
    char name[] = "/tmp/dunlin-test-XXXXXX";
    if (!scene || !mkdtemp(name))
        return -1;
    scene->arena = arena_new();
    scene->error.arena = scene->arena;
    scene->folder = text_copy(scene->arena, text_from(name));
    *state = scene;
    return 0;
}

static int remove_entry(const char *path, const struct stat *info, int kind, struct FTW *place)
{
    (void)info;
    (void)kind;
    (void)place;
    return remove(path);
}

int scene_close(void **state)
{
    Scene *scene = *state;
    int result = nftw(scene->folder.data, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    arena_free(scene->arena);
    free(scene);
    return result;
}

Text scene_path(const Scene *scene, const char *name)
{
    return text_format(scene->arena, "%.*s/%s", TEXT_ARG(scene->folder), name);
}

Text scene_write(const Scene *scene, const char *name, Text content)
{
    Text path = scene_path(scene, name);
    Error error = {.arena = scene->arena};
    assert_succeeds(folder_make(scene->arena, path_parent(path), &error), &error);
    FILE *file = fopen(path.data, "wb");
    assert_non_null(file);
    if (content.length)
        assert_int_equal(fwrite(content.data, 1, content.length, file), content.length);
    assert_int_equal(fclose(file), 0);
    return path;
}

_Noreturn void fail_at(const char *file, int line, const char *condition, const char *format, ...)
{
    char words[2000];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(words, sizeof words, format, arguments);
    va_end(arguments);
    print_error("%s: not true: %s\n", words, condition);
    _fail(file, line);
    abort(); /* _fail() does not return, but does not say so */
}

void assert_text_at(Text actual, Text expected, const char *file, int line)
{
    if (text_equal(actual, expected))
        return;
    print_error("'%.*s' is not '%.*s'\n", TEXT_ARG(actual), TEXT_ARG(expected));
    _fail(file, line);
}

static void print_error_value(const Error *error)
{
    print_error("%s %.*s\n  %.*s\n  database: %.*s %.*s\n", error_code_name(error->code),
                TEXT_ARG(error->message), TEXT_ARG(error->detail), TEXT_ARG(error->database_code),
                TEXT_ARG(error->database_text));
}

void assert_fails_at(bool result, const Error *error, ErrorCode expected, const char *call,
                     const char *file, int line)
{
    if (!result && error->code == expected)
        return;
    print_error("%s: %s, not %s\n", call, result ? "succeeded" : error_code_name(error->code),
                error_code_name(expected));
    if (!result)
        print_error_value(error);
    _fail(file, line);
}

void assert_succeeds_at(bool result, const Error *error, const char *call, const char *file,
                        int line)
{
    if (result)
        return;
    print_error("%s failed\n", call);
    print_error_value(error);
    _fail(file, line);
}

uint64_t dice_roll(Dice *dice, uint64_t sides)
{
    dice->state = dice->state * 6364136223846793005u + 1442695040888963407u;
    return (dice->state >> 33) % sides;
}

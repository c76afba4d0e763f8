/* engine/lines.h */
#include "engine/lines.h"

#include <fcntl.h>
#include <unistd.h>

#include "support.h"

static LineReader open_reader(Scene *scene, Text content)
{
    Text path = scene_write(scene, "lines", content);
    LineReader reader = {.descriptor = open(text_cstr(scene->arena, path), O_RDONLY | O_CLOEXEC)};
    assert_true(reader.descriptor >= 0);
    return reader;
}

static void lines_of_a_file(void **state)
{
    Scene *scene = *state;
    LineReader reader = open_reader(scene, TEXT("one\n\ntwo\r\nthe rest"));
    static const char *const expected[] = {"one", "", "two\r"};
    for (size_t i = 0; i < COUNT(expected); i++) {
        Buffer line = BUFFER(scene->arena);
        assert_true(line_next(&reader, &line));
        assert_text(buffer_text(&line), expected[i]);
    }
    Buffer line = BUFFER(scene->arena);
    assert_false(line_next(&reader, &line));
    close(reader.descriptor);
}

/* Lines that end before, at and behind the end of a piece. */
static void lines_of_any_length(void **state)
{
    Scene *scene = *state;
    size_t piece = sizeof((LineReader *)NULL)->piece;
    size_t lengths[] = {piece - 1, piece, piece + 1, 3 * piece, 1, 0, 2};
    Buffer content = BUFFER(scene->arena);
    for (size_t i = 0; i < COUNT(lengths); i++) {
        for (size_t j = 0; j < lengths[i]; j++)
            buffer_add_char(&content, (char)('a' + i));
        buffer_add_char(&content, '\n');
    }
    LineReader reader = open_reader(scene, buffer_text(&content));
    for (size_t i = 0; i < COUNT(lengths); i++) {
        Buffer line = BUFFER(scene->arena);
        assert_true(line_next(&reader, &line));
        assert_int_equal(line.length, lengths[i]);
        for (size_t j = 0; j < lengths[i]; j++)
            assert_int_equal(line.data[j], 'a' + i);
    }
    close(reader.descriptor);
}

static void nothing_to_read(void **state)
{
    Scene *scene = *state;
    LineReader reader = {.descriptor = -1};
    Buffer line = BUFFER(scene->arena);
    assert_false(line_next(&reader, &line));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(lines_of_a_file),
        TEST(lines_of_any_length),
        TEST(nothing_to_read),
    };
    return RUN_TESTS(tests);
}

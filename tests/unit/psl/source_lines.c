/* psl/source_lines.h */
#include "psl/source_lines.h"

#include "base/buffer.h"
#include "support.h"

/* Two files, longer than a step, with lines of every length and characters of two bytes. */
static void make_source(Scene *scene, Dice *dice, Source *source)
{
    SchemaFiles files = {0};
    for (int i = 0; i < 3; i++) {
        Buffer out = BUFFER(scene->arena);
        uint64_t size = i == 1 ? 0 : 5000 + dice_roll(dice, 9000);
        uint64_t sides = 1 + dice_roll(dice, 200);
        if (i == 0)
            buffer_add_string(&out, "\xEF\xBB\xBF");
        while (out.length < size)
            buffer_add_string(&out, dice_roll(dice, sides) ? "\u00e9x" : "\r\n");
        list_add(scene->arena, &files, (SchemaFile){TEXT("x"), buffer_text(&out)});
    }
    assert_succeeds(source_make(scene->arena, &files, source, &scene->error), &scene->error);
}

static void places_are_those_of_source_place(void **state)
{
    Scene *scene = *state;
    Dice dice = {7};
    for (int round = 0; round < 30; round++) {
        Source source;
        make_source(scene, &dice, &source);
        SourceLines lines = source_lines_make(scene->arena, &source);
        for (int i = 0; i < 200; i++) {
            uint32_t at = (uint32_t)dice_roll(&dice, source.text.length + 1);
            SourcePlace place = source_lines_place(&lines, (Span){at, at});
            SourcePlace expected = source_place(&source, (Span){at, at});
            assert_ptr_equal(place.file, expected.file);
            assert_int_equal(place.start, expected.start);
            assert_int_equal(place.unit_start, expected.unit_start);
            assert_int_equal(place.unit_end, expected.unit_end);
            assert_int_equal(place.line, expected.line);
            assert_int_equal(place.column, expected.column);
            Text line = source_text(&source, source_lines_at(&lines, at));
            Text file = source_text(&source, place.file->span);
            assert_same_text(line, text_line_at(file, at - place.file->span.start));
        }
    }
}

static void an_empty_source(void **state)
{
    Scene *scene = *state;
    Source source;
    SchemaFiles files = {0};
    list_add(scene->arena, &files, (SchemaFile){TEXT("x"), TEXT("")});
    assert_succeeds(source_make(scene->arena, &files, &source, &scene->error), &scene->error);
    SourceLines lines = source_lines_make(scene->arena, &source);
    SourcePlace place = source_lines_place(&lines, (Span){0, 0});
    assert_int_equal(place.line, 1);
    assert_int_equal(place.column, 1);
    assert_int_equal(source_lines_at(&lines, 0).end, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(places_are_those_of_source_place),
        TEST(an_empty_source),
    };
    return RUN_TESTS(tests);
}

/* base/buffer.h */
#include "support.h"

#include <string.h>

static void an_empty_buffer_is_an_empty_string(void **state)
{
    Buffer buffer = BUFFER(((Scene *)*state)->arena);
    Text text = buffer_text(&buffer);
    assert_int_equal(text.length, 0);
    assert_string_equal(text.data, "");
}

static void each_way_to_append(void **state)
{
    Buffer buffer = BUFFER(((Scene *)*state)->arena);
    buffer_add(&buffer, TEXT("a\0b"));
    buffer_add(&buffer, (Text){NULL, 0});
    buffer_add_string(&buffer, "cd");
    buffer_add_string(&buffer, NULL);
    buffer_add_char(&buffer, '\0');
    buffer_add_format(&buffer, "%03d%s", 5, "!");
    Text text = buffer_text(&buffer);
    assert_same_text(text, TEXT("a\0bcd\0"
                                "005!"));
    assert_int_equal(text.data[text.length], '\0');
}

static void many_appends_of_many_sizes(void **state)
{
    Scene *scene = *state;
    Buffer buffer = BUFFER(scene->arena);
    Dice dice = {7};
    enum { ROUNDS = 2000 };
    char piece[300];
    size_t length = 0;
    for (size_t i = 0; i < ROUNDS; i++) {
        size_t size = dice_roll(&dice, sizeof piece);
        memset(piece, 'a' + (int)(i % 26), sizeof piece);
        if (i % 2)
            buffer_add(&buffer, (Text){piece, size});
        else
            buffer_add_format(&buffer, "%.*s", (int)size, piece);
        length += size;
        if (i % 50 == 0)
            arena_alloc(scene->arena, 40); /* so that it cannot always grow in place */
    }
    Text text = buffer_text(&buffer);
    assert_int_equal(text.length, length);
    dice = (Dice){7};
    size_t at = 0;
    for (size_t i = 0; i < ROUNDS; i++)
        for (size_t size = dice_roll(&dice, sizeof piece); size > 0; size--)
            expect(text.data[at++] == (char)('a' + (int)(i % 26)), "piece %zu", i);
}

static void a_format_longer_than_the_room(void **state)
{
    Buffer buffer = BUFFER(((Scene *)*state)->arena);
    buffer_add_format(&buffer, "%100000d", 1);
    assert_int_equal(buffer_text(&buffer).length, 100000);
}

static void clearing_forgets_the_text(void **state)
{
    Buffer buffer = BUFFER(((Scene *)*state)->arena);
    buffer_add_string(&buffer, "abc");
    buffer_clear(&buffer);
    assert_text(buffer_text(&buffer), "");
    buffer_add_string(&buffer, "x");
    assert_text(buffer_text(&buffer), "x");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(an_empty_buffer_is_an_empty_string), TEST(each_way_to_append),
        TEST(many_appends_of_many_sizes),         TEST(a_format_longer_than_the_room),
        TEST(clearing_forgets_the_text),
    };
    return RUN_TESTS(tests);
}

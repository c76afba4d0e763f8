/* psl/date_time.h */
#include "psl/date_time.h"

#include "support.h"

static void normalised(void **state)
{
    static const struct {
        const char *text, *expected;
    } cases[] = {
        {"2020-01-02T03:04:05Z", "2020-01-02T03:04:05+00:00"},
        {"2020-01-02t03:04:05z", "2020-01-02T03:04:05+00:00"},
        {"2020-01-02 03:04:05+00:00", "2020-01-02T03:04:05+00:00"},
        {"2020-01-02T03:04:05-00:00", "2020-01-02T03:04:05+00:00"},
        {"2020-01-02T03:04:05+01:30", "2020-01-02T03:04:05+01:30"},
        {"2020-01-02T03:04:05-11:00", "2020-01-02T03:04:05-11:00"},
        {"2020-01-02T03:04:05\xE2\x88\x92"
         "05:00",
         "2020-01-02T03:04:05-05:00"},
        {"2020-01-02T03:04:05\xE2\x88\x92"
         "00:00",
         "2020-01-02T03:04:05+00:00"},
        /* no digits of a second, three, six or nine */
        {"2020-01-02T03:04:05.0Z", "2020-01-02T03:04:05+00:00"},
        {"2020-01-02T03:04:05.000000Z", "2020-01-02T03:04:05+00:00"},
        {"2020-01-02T03:04:05.5Z", "2020-01-02T03:04:05.500+00:00"},
        {"2020-01-02T03:04:05.12Z", "2020-01-02T03:04:05.120+00:00"},
        {"2020-01-02T03:04:05.123000Z", "2020-01-02T03:04:05.123+00:00"},
        {"2020-01-02T03:04:05.1234Z", "2020-01-02T03:04:05.123400+00:00"},
        {"2020-01-02T03:04:05.0000001Z", "2020-01-02T03:04:05.000000100+00:00"},
        {"2020-01-02T03:04:05.123456789Z", "2020-01-02T03:04:05.123456789+00:00"},
        {"2020-01-02T03:04:05.1234567891Z", "2020-01-02T03:04:05.123456789+00:00"},
        {"2020-01-02T03:04:05.0000000009Z", "2020-01-02T03:04:05+00:00"},
        {"2020-01-02T03:04:60Z", "2020-01-02T03:04:60+00:00"},
    };
    Arena *arena = ((Scene *)*state)->arena;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_text(date_time_format(arena, text_from(cases[i].text), "T", ""), cases[i].expected);
}

static void with_something_between(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    assert_text(date_time_format(arena, TEXT("2020-01-02T03:04:05.5Z"), " ", " "),
                "2020-01-02 03:04:05.500 +00:00");
}

static void what_is_too_short_stays(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    assert_text(date_time_format(arena, TEXT("2020-01-02"), " ", " "), "2020-01-02");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(normalised),
        TEST(with_something_between),
        TEST(what_is_too_short_stays),
    };
    return RUN_TESTS(tests);
}

/* base/clock.h */
#include "base/clock.h"

#include <time.h>

#include "support.h"

static const int64_t second = 1000;
static const int64_t day = (int64_t)24 * 3600 * 1000;

static void times_over_centuries_go_there_and_back(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    Dice dice = {11};
    /* from year 1 to year 9999, about every twelve days, at any time of the day */
    for (int64_t days = -719162; days < 2932896; days += 1 + (int64_t)dice_roll(&dice, 24)) {
        ArenaMark mark = arena_mark(arena);
        int64_t time = days * day + (int64_t)dice_roll(&dice, (uint64_t)day);
        int64_t back = 0;
        Text text = clock_format(arena, time);
        expect(text.length == 23, "%.*s", TEXT_ARG(text));
        expect(clock_parse(text, &back) && back == time, "%.*s", TEXT_ARG(text));
        arena_rewind(arena, mark);
    }
}

static void every_day_as_the_c_library_has_it(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    for (int64_t days = -100000; days < 100000; days += 3) {
        ArenaMark mark = arena_mark(arena);
        time_t seconds = (time_t)(days * 24 * 3600 + 3723);
        struct tm parts;
        assert_non_null(gmtime_r(&seconds, &parts));
        char expected[32];
        assert_true(strftime(expected, sizeof expected, "%Y-%m-%d %H:%M:%S.007", &parts) > 0);
        assert_text(clock_format(arena, (int64_t)seconds * second + 7), expected);
        arena_rewind(arena, mark);
    }
}

static void every_form_that_histories_hold(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t time;
    } cases[] = {
        {"1970-01-01 00:00:00", 0},
        {"1970-01-01T00:00:00Z", 0},
        {"1970-01-01t00:00:00z", 0},
        {"1969-12-31 23:59:59.999", -1},
        {"2026-11-21 01:38:30", 1795225110000},
        {"2026-11-21 01:38:30.072", 1795225110072},
        {"2026-11-21 01:38:30.07", 1795225110070},
        {"2026-11-21 01:38:30.0729999", 1795225110072},
        {"2026-11-21T01:38:30.072+00:00", 1795225110072},
        {"2026-11-21T01:38:30.072Z", 1795225110072},
        {"2026-11-21 01:38:30.072 UTC", 1795225110072},
        {"2026-11-21 01:38:30.072+00", 1795225110072},
        {"2026-11-21T03:08:30+01:30", 1795225110000},
        {"2026-11-21T03:08:30+0130", 1795225110000},
        {"2026-11-20T20:38:30-05", 1795225110000},
        {"Sat, 21 Nov 2026 01:38:30 +0000", 1795225110000},
        {"Sat, 21 Nov 2026 01:38:30 GMT", 1795225110000},
        {"21 Nov 2026 01:38:30 +0000", 1795225110000},
        {"Thu, 1 Jan 1970 00:00:00 +0000", 0},
        {"2024-02-29 00:00:00", 1709164800000},
        {" 1970-01-01 00:00:00\n", 0},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        int64_t time = 42;
        expect(clock_parse(text_from(cases[i].text), &time), "'%s'", cases[i].text);
        expect(time == cases[i].time, "'%s' is %lld", cases[i].text, (long long)time);
    }
}

static void what_is_no_time(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "",
        " ",
        "x",
        "2026",
        "2026-11-21",
        "2026-11-21 01:38",
        "2026-13-21 01:38:30",
        "2026-00-21 01:38:30",
        "2026-11-00 01:38:30",
        "2026-11-32 01:38:30",
        "2026-11-21 24:00:00",
        "2026-11-21 01:60:00",
        "2026-11-21 01:38:61",
        "2026-11-21 1:38:30",
        "2026-11-21 01:38:30.",
        "2026-11-21 01:38:30x",
        "2026-11-21 01:38:30+",
        "2026-11-21 01:38:30+1",
        "2026-11-21_01:38:30",
        "26-11-21 01:38:30",
        "Sat, 21 Xyz 2026 01:38:30 +0000",
        "Sat 21 Nov 2026 01:38:30 +0000",
        "Sat, 21 Nov 26 01:38:30 +0000",
        "Sat,",
        "now",
        "1795225110000",
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        int64_t time = 42;
        expect(!clock_parse(text_from(cases[i]), &time), "'%s'", cases[i]);
        expect(time == 42, "'%s'", cases[i]);
    }
    int64_t time;
    assert_false(clock_parse((Text){NULL, 0}, &time));
}

static void durations(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t length; /* -1: not a duration */
    } cases[] = {
        {"0", 0},
        {"30", 30000},
        {"30s", 30000},
        {"500ms", 500},
        {"2m", 120000},
        {"1h", 3600000},
        {"1m30s", 90000},
        {"1m30", 90000},
        {"0s", 0},
        {"1h1m1s1ms", 3661001},
        {"", -1},
        {"s", -1},
        {"-1", -1},
        {"-1s", -1},
        {"30d", 2592000000},
        {"1w", -1},
        {"1 s", -1},
        {" 1s", -1},
        {"1.5s", -1},
        {"1S", -1},
        {"30m30x", -1},
        {"1e3", -1},
        {"s1", -1},
        {"99999999999999999999", -1},
        {"99999999999h", -1},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        int64_t length = -1;
        bool good = duration_parse(text_from(cases[i].text), &length);
        expect(good == (cases[i].length >= 0), "'%s'", cases[i].text);
        expect(length == cases[i].length, "'%s' is %lld", cases[i].text, (long long)length);
    }
}

static void a_duration_of_very_many_parts_does_not_overflow(void **state)
{
    Scene *scene = *state;
    Buffer text = BUFFER(scene->arena);
    for (size_t i = 0; i < 5000; i++)
        buffer_add_string(&text, "1000000000h");
    int64_t length = 0;
    assert_true(!duration_parse(buffer_text(&text), &length) || length > 0);
}

static void a_clock_that_is_set_advances_by_one(void **state)
{
    (void)state;
    int64_t real = clock_now();
    assert_true(real > 1700000000000);
    clock_set(1000);
    assert_int_equal(clock_now(), 1000);
    assert_int_equal(clock_now(), 1001);
    clock_set(-1);
    assert_true(clock_now() >= real);
}

static void sleeping_takes_its_time(void **state)
{
    (void)state;
    int64_t before = clock_monotonic();
    clock_sleep(20);
    assert_true(clock_monotonic() - before >= 19);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(times_over_centuries_go_there_and_back),
        TEST(every_day_as_the_c_library_has_it),
        TEST(every_form_that_histories_hold),
        TEST(what_is_no_time),
        TEST(durations),
        TEST(a_duration_of_very_many_parts_does_not_overflow),
        TEST(a_clock_that_is_set_advances_by_one),
        TEST(sleeping_takes_its_time),
    };
    return RUN_TESTS(tests);
}

#include "base/clock.h"

#include <time.h>

enum { SECOND = 1000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE, DAY = 24 * HOUR };

static int64_t fixed = -1;

void clock_set(int64_t milliseconds)
{
    fixed = milliseconds;
}

static int64_t read_clock(clockid_t id)
{
    struct timespec now;
    clock_gettime(id, &now);
    return (int64_t)now.tv_sec * SECOND + now.tv_nsec / 1000000;
}

int64_t clock_now(void)
{
    return fixed >= 0 ? fixed++ : read_clock(CLOCK_REALTIME);
}

int64_t clock_monotonic(void)
{
    return read_clock(CLOCK_MONOTONIC);
}

void clock_sleep(int64_t milliseconds)
{
    struct timespec wait = {milliseconds / SECOND, milliseconds % SECOND * 1000000};
    nanosleep(&wait, NULL);
}

/* Days from 1970-01-01 to a date of the Gregorian calendar, and back. */
static int64_t days_from_date(int64_t year, int64_t month, int64_t day)
{
    year -= month <= 2;
    int64_t era = (year >= 0 ? year : year - 399) / 400;
    int64_t year_of_era = year - era * 400;
    int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

static void date_from_days(int64_t days, int64_t *year, int64_t *month, int64_t *day)
{
    days += 719468;
    int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    int64_t day_of_era = days - era * 146097;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t month_from_march = (5 * day_of_year + 2) / 153;
    *day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    *month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
    *year = year_of_era + era * 400 + (*month <= 2);
}

Text clock_format(Arena *arena, int64_t milliseconds)
{
    int64_t days = milliseconds / DAY - (milliseconds % DAY < 0);
    int64_t rest = milliseconds - days * DAY;
    int64_t year;
    int64_t month;
    int64_t day;
    date_from_days(days, &year, &month, &day);
    return text_format(arena, "%04d-%02d-%02d %02d:%02d:%02d.%03d", (int)year, (int)month, (int)day,
                       (int)(rest / HOUR), (int)(rest / MINUTE % 60), (int)(rest / SECOND % 60),
                       (int)(rest % SECOND));
}

/* A reader that walks over the text of a time. */
typedef struct TimeReader {
    Text rest;
    bool good;
} TimeReader;

static bool accept(TimeReader *in, char c)
{
    if (in->rest.length == 0 || in->rest.data[0] != c)
        return false;
    in->rest = text_slice(in->rest, 1, in->rest.length);
    return true;
}

static int64_t number(TimeReader *in, size_t least, size_t most)
{
    size_t digits = 0;
    int64_t value = 0;
    while (digits < most && digits < in->rest.length && is_digit(in->rest.data[digits]))
        value = value * 10 + (in->rest.data[digits++] - '0');
    in->good = in->good && digits >= least;
    in->rest = text_slice(in->rest, digits, in->rest.length);
    return value;
}

static void expect(TimeReader *in, char c)
{
    in->good = accept(in, c) && in->good;
}

/* "HH:MM:SS[.fraction]" as milliseconds. */
static int64_t time_of_day(TimeReader *in)
{
    int64_t hour = number(in, 2, 2);
    expect(in, ':');
    int64_t minute = number(in, 2, 2);
    expect(in, ':');
    int64_t second = number(in, 2, 2);
    int64_t milliseconds = 0;
    if (accept(in, '.')) {
        int64_t scale = 100;
        in->good = in->good && in->rest.length > 0 && is_digit(in->rest.data[0]);
        while (in->rest.length > 0 && is_digit(in->rest.data[0])) {
            milliseconds += (in->rest.data[0] - '0') * scale;
            scale /= 10;
            in->rest = text_slice(in->rest, 1, in->rest.length);
        }
    }
    in->good = in->good && hour < 24 && minute < 60 && second <= 60;
    return hour * HOUR + minute * MINUTE + second * SECOND + milliseconds;
}

/* "Z", "+hh:mm", "+hhmm", "+hh", "GMT", or nothing, as milliseconds east of UTC. */
static int64_t zone(TimeReader *in)
{
    if (in->rest.length == 0 || accept(in, 'Z') || accept(in, 'z'))
        return 0;
    if (text_is(in->rest, "GMT") || text_is(in->rest, "UTC")) {
        in->rest = TEXT("");
        return 0;
    }
    int64_t sign = accept(in, '-') ? -1 : 1;
    if (sign > 0)
        expect(in, '+');
    int64_t hours = number(in, 2, 2);
    accept(in, ':');
    int64_t minutes = in->rest.length ? number(in, 2, 2) : 0;
    return sign * (hours * HOUR + minutes * MINUTE);
}

static int64_t month_named(TimeReader *in)
{
    static const char names[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    Text name = text_slice(in->rest, 0, 3);
    in->rest = text_slice(in->rest, 3, in->rest.length);
    for (int64_t month = 0; month < 12; month++)
        if (text_equal(name, (Text){names + month * 3, 3}))
            return month + 1;
    in->good = false;
    return 1;
}

bool clock_parse(Text text, int64_t *milliseconds)
{
    TimeReader in = {text_trim(text), true};
    int64_t year;
    int64_t month;
    int64_t day;
    if (in.rest.length > 0 && is_letter(in.rest.data[0])) {
        in.rest = text_slice(in.rest, 3, in.rest.length);
        expect(&in, ',');
        accept(&in, ' ');
    }
    if (in.rest.length > 4 && is_digit(in.rest.data[3])) {
        year = number(&in, 4, 4);
        expect(&in, '-');
        month = number(&in, 2, 2);
        expect(&in, '-');
        day = number(&in, 2, 2);
        if (!accept(&in, 'T') && !accept(&in, 't'))
            expect(&in, ' ');
    } else {
        day = number(&in, 1, 2);
        expect(&in, ' ');
        month = month_named(&in);
        expect(&in, ' ');
        year = number(&in, 4, 4);
        expect(&in, ' ');
    }
    int64_t time = time_of_day(&in);
    accept(&in, ' ');
    int64_t east = zone(&in);
    if (!in.good || in.rest.length > 0 || month < 1 || month > 12 || day < 1 || day > 31)
        return false;
    *milliseconds = days_from_date(year, month, day) * DAY + time - east;
    return true;
}

bool duration_parse(Text text, int64_t *milliseconds)
{
    static const struct {
        const char *name;
        int64_t length;
    } units[] = {{"ms", 1}, {"s", SECOND}, {"m", MINUTE}, {"h", HOUR}, {"d", DAY}};
    enum { LONGEST = 1000 * 1000 * 1000 };
    int64_t total = 0;
    if (text.length == 0)
        return false;
    while (text.length > 0) {
        size_t digits = 0;
        while (digits < text.length && is_digit(text.data[digits]))
            digits++;
        size_t letters = digits;
        while (letters < text.length && is_letter(text.data[letters]))
            letters++;
        Text unit = text_slice(text, digits, letters);
        int64_t count;
        if (!text_to_int64(text_slice(text, 0, digits), &count) || count > LONGEST)
            return false;
        int64_t length = unit.length == 0 && letters == text.length ? SECOND : 0;
        for (size_t i = 0; i < sizeof units / sizeof *units; i++)
            if (text_is(unit, units[i].name))
                length = units[i].length;
        if (length == 0)
            return false;
        total += count * length;
        if (total > LONGEST * (int64_t)HOUR)
            return false;
        text = text_slice(text, letters, text.length);
    }
    *milliseconds = total;
    return true;
}

#include "history/migration_name.h"

#include "base/clock.h"
#include "base/transliteration.h"

enum { LONGEST = 200 }; /* bytes; Prisma cuts there, too */

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static char at(Text text, size_t index)
{
    return index < text.length ? text.data[index] : '\0';
}

/* Blanks where words meet: between "users" and "Table", "HTTP" and "Server", "ABC" and "12". */
static Text parted(Arena *arena, Text text)
{
    Buffer out = BUFFER(arena);
    for (size_t i = 0; i < text.length; i++) {
        char before = i ? text.data[i - 1] : '\0';
        char here = text.data[i];
        bool two_upper = is_upper(before) && i >= 2 && is_upper(text.data[i - 2]);
        bool word_begins = is_upper(here) && (is_lower(before) || is_digit(before));
        bool number_begins = is_digit(here) && two_upper;
        char next = at(text, i + 1);
        bool last_of_capitals =
            is_upper(here) && is_upper(before) && is_lower(next) && next != 's'; /* the APIs */
        if (word_begins || number_begins || last_of_capitals)
            buffer_add_char(&out, ' ');
        buffer_add_char(&out, here);
    }
    return buffer_text(&out);
}

/* "don't" and "user's" are one word. */
static bool is_contraction(Text text, size_t apostrophe)
{
    char before = apostrophe ? text.data[apostrophe - 1] : '\0';
    char letter = to_lower(at(text, apostrophe + 1));
    char behind = at(text, apostrophe + 2);
    return (is_letter(before) || is_digit(before)) && (letter == 's' || letter == 't') &&
           (behind == '\0' || behind == ' ' || behind == '\t' || behind == '\n');
}

Text migration_name_slug(Arena *arena, Text name)
{
    Buffer ascii = BUFFER(arena);
    Buffer out = BUFFER(arena);
    for (Text rest = text_trim(name); rest.data;) {
        transliterate(&ascii, text_cut(&rest, '&'));
        if (rest.data)
            buffer_add_string(&ascii, " and ");
    }
    Text words = parted(arena, buffer_text(&ascii));
    bool between = false;
    for (size_t i = 0; i < words.length; i++) {
        char c = words.data[i];
        if (c == '\'' && is_contraction(words, i))
            continue;
        if (!is_letter(c) && !is_digit(c)) {
            between = out.length > 0;
            continue;
        }
        if (between)
            buffer_add_char(&out, '_');
        between = false;
        buffer_add_char(&out, to_lower(c));
    }
    Text slug = buffer_text(&out);
    return slug.length > LONGEST ? text_slice(slug, 0, LONGEST) : slug;
}

Text migration_folder_name(Arena *arena, int64_t time, Text slug)
{
    Buffer out = BUFFER(arena);
    Text shown = clock_format(arena, time); /* 2024-01-31 12:00:00.000 */
    for (size_t i = 0; i < shown.length && out.length < 14; i++)
        if (is_digit(shown.data[i]))
            buffer_add_char(&out, shown.data[i]);
    if (slug.length)
        buffer_add_format(&out, "_%.*s", TEXT_ARG(slug));
    return buffer_text(&out);
}

bool migration_name_says_nothing(Text slug)
{
    static const char *const words[] = {
        "update",         "updates",    "updated", "fix",           "fixes",
        "fixed",          "change",     "changes", "changed",       "migration",
        "migrate",        "misc",       "wip",     "tmp",           "temp",
        "test",           "new",        "stuff",   "schema",        "db",
        "database",       "model",      "models",  "alter",         "modify",
        "edit",           "minor",      "asdf",    "update_schema", "schema_update",
        "schema_changes", "db_changes",
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_is(slug, words[i]))
            return true;
    return false;
}

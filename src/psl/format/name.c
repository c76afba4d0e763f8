/* Names of added fields, made of names of models and fields. */
#include "base/utf8.h"
#include "psl/format/formatting.h"

/* Large letters beyond ASCII, and how far off their small ones are. Every `step`-th from `first` to
 * `last`; these are the Latin, Greek, Cyrillic and Armenian scripts but for single letters. */
typedef struct LetterRun {
    uint32_t first;
    uint32_t last;
    int step;
    int distance;
} LetterRun;

static const LetterRun runs[] = {
    {0xc0, 0xd6, 1, 32},   {0xd8, 0xde, 1, 32},    {0x100, 0x12e, 2, 1},    {0x132, 0x136, 2, 1},
    {0x139, 0x147, 2, 1},  {0x14a, 0x176, 2, 1},   {0x178, 0x178, 1, -121}, {0x179, 0x17d, 2, 1},
    {0x386, 0x386, 1, 38}, {0x388, 0x38a, 1, 37},  {0x38c, 0x38c, 1, 64},   {0x38e, 0x38f, 1, 63},
    {0x391, 0x3a1, 1, 32}, {0x3a3, 0x3ab, 1, 32},  {0x400, 0x40f, 1, 80},   {0x410, 0x42f, 1, 32},
    {0x460, 0x480, 2, 1},  {0x48a, 0x4be, 2, 1},   {0x4c1, 0x4cd, 2, 1},    {0x4d0, 0x52e, 2, 1},
    {0x531, 0x556, 1, 48}, {0x1e00, 0x1e94, 2, 1}, {0x1ea0, 0x1efe, 2, 1},
};

static const uint32_t run_count = sizeof runs / sizeof runs[0];

/* The small letter of a large one, or the letter itself. */
static uint32_t small_letter(uint32_t c)
{
    if (c < 0x80)
        return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
    for (uint32_t i = 0; i < run_count; i++)
        if (c >= runs[i].first && c <= runs[i].last &&
            (c - runs[i].first) % (uint32_t)runs[i].step == 0)
            return c + (uint32_t)runs[i].distance;
    return c;
}

/* The large letter of a small one, or the letter itself. */
static uint32_t large_letter(uint32_t c)
{
    if (c < 0x80)
        return c >= 'a' && c <= 'z' ? c - ('a' - 'A') : c;
    for (uint32_t i = 0; i < run_count; i++) {
        uint32_t large = c - (uint32_t)runs[i].distance;
        if (large != c && small_letter(large) == c)
            return large;
    }
    return c;
}

static bool is_large(uint32_t c)
{
    return small_letter(c) != c;
}

static bool is_small(uint32_t c)
{
    return large_letter(c) != c;
}

static Text with_first(Arena *arena, Text name, uint32_t (*convert)(uint32_t c))
{
    size_t length = 0;
    uint32_t c = utf8_character(name, 0, &length);
    Buffer changed = BUFFER(arena);
    char bytes[4];
    buffer_add(&changed, (Text){bytes, utf8_write(convert(c), bytes)});
    buffer_add(&changed, text_slice(name, length, name.length));
    return buffer_text(&changed);
}

Text name_uncapitalized(Arena *arena, Text name)
{
    return with_first(arena, name, small_letter);
}

Text name_capitalized(Arena *arena, Text name)
{
    return with_first(arena, name, large_letter);
}

/* Only ASCII letters change. A new word begins behind a digit and a separator, and where a large
 * letter follows a small one; the small letter that is compared with is the last one within a word,
 * so `fooBAR` stays as it is while `FOOBar` becomes `foobar`. */
Text name_camel_case(Arena *arena, Text name)
{
    Buffer camel = BUFFER(arena);
    bool new_word = false;
    bool behind_small = false;
    size_t length;
    for (size_t i = 0; i < name.length; i += length) {
        uint32_t c = utf8_character(name, i, &length);
        uint32_t written = c;
        if (c == '_' || c == '-') {
            new_word |= camel.length > 0;
            continue;
        }
        if (c >= '0' && c <= '9') {
            new_word = true;
        } else if (new_word || (behind_small && is_large(c))) {
            written = c < 0x80 ? large_letter(c) : c;
            new_word = false;
        } else {
            written = c < 0x80 ? small_letter(c) : c;
            behind_small = is_small(c);
        }
        char bytes[4];
        buffer_add(&camel, (Text){bytes, utf8_write(written, bytes)});
    }
    return buffer_text(&camel);
}

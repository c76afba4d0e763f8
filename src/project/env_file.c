/* Reading .env files. What counts as an assignment follows dotenv's one regular expression, quirks
 * included: a quoted value may stand on a later line than its name, a quote that is never closed is
 * part of a plain value, and an escaped quote can end a value when nothing else does. Each byte is
 * looked at a fixed number of times, whatever the file holds. */
#include "project/env_file.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/utf8.h"
#include "project/config_module/text.h"

typedef struct Assignment {
    Text name;
    Text raw;   /* with its quotes and blanks */
    size_t end; /* the first byte behind the value */
} Assignment;

/* Line ends as LF, characters as UTF-8. */
static Text normalised(Arena *arena, Text source)
{
    if (utf8_first_invalid(source) >= 0)
        source = utf8_replace_invalid(arena, source);
    if (text_find_char(source, '\r') < 0)
        return source;
    char *data = arena_alloc(arena, source.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < source.length; i++) {
        bool carriage = source.data[i] == '\r';
        if (carriage && i + 1 < source.length && source.data[i + 1] == '\n')
            i++;
        data[length++] = carriage ? '\n' : source.data[i];
    }
    return (Text){data, length};
}

/* True when nothing but blanks and a comment follows on the line. */
static bool ends_line(Text source, size_t at)
{
    for (;;) {
        if (at >= source.length || source.data[at] == '#' || script_line_end(source, at))
            return true;
        size_t space = script_space(source, at);
        if (!space)
            return false;
        at += space;
    }
}

/* Where the value that opens with the quote at `open` ends (behind the closing quote); 0 when it is
 * no quoted value. The first quote without a backslash is the one to close; when more text follows
 * it, the last quote with a backslash that ends its line is. */
static size_t quoted_end(Text source, size_t open)
{
    char quote = source.data[open];
    size_t fallback = 0;
    for (size_t i = open + 1; i < source.length; i++) {
        if (source.data[i] != quote)
            continue;
        bool ends = ends_line(source, i + 1);
        bool escaped = i > open + 1 && source.data[i - 1] == '\\';
        if (!escaped)
            return ends ? i + 1 : fallback;
        if (ends)
            fallback = i + 1;
    }
    return fallback;
}

/* Where the value that begins at `start` ends. */
static size_t value_end(Text source, size_t start)
{
    size_t first = script_skip_space(source, start);
    char c = first < source.length ? source.data[first] : '\0';
    if (c == '\'' || c == '"' || c == '`') {
        size_t end = quoted_end(source, first);
        if (end)
            return end;
    }
    size_t end = start;
    while (end < source.length && source.data[end] != '#' && source.data[end] != '\n')
        end++;
    return end;
}

/* Reads `NAME = value` or `NAME: value` at `at`. */
static bool read_assignment(Text source, size_t at, Assignment *found)
{
    size_t end = at;
    while (end < source.length &&
           (is_word(source.data[end]) || source.data[end] == '.' || source.data[end] == '-'))
        end++;
    if (end == at)
        return false;
    size_t sign = script_skip_space(source, end);
    size_t start;
    if (sign < source.length && source.data[sign] == '=') {
        start = sign + 1;
    } else if (end < source.length && source.data[end] == ':' && script_space(source, end + 1)) {
        start = end + 1 + script_space(source, end + 1);
    } else {
        return false;
    }
    found->name = text_slice(source, at, end);
    found->end = value_end(source, start);
    found->raw = text_slice(source, start, found->end);
    return true;
}

/* The same, with or without `export` before it. */
static bool read_line(Text source, size_t at, Assignment *found)
{
    Text word = TEXT("export");
    if (text_equal(text_slice(source, at, at + word.length), word)) {
        size_t name = script_skip_space(source, at + word.length);
        if (name > at + word.length && read_assignment(source, name, found))
            return true;
    }
    return read_assignment(source, at, found);
}

static int quote_kind(char c)
{
    return c == '\'' ? 0 : c == '"' ? 1 : c == '`' ? 2 : -1;
}

/* Takes away a pair of quotes, the first of which begins a line of the value and the second ends
 * one (a plain value has several lines only by U+2028 and U+2029). */
static Text unquoted(Arena *arena, Text value)
{
    size_t last[3] = {0};
    for (size_t i = 0; i < value.length; i++) {
        int kind = quote_kind(value.data[i]);
        if (kind >= 0 && (i + 1 == value.length || script_line_end(value, i + 1)))
            last[kind] = i;
    }
    Buffer out = BUFFER(arena);
    size_t i = 0;
    while (i < value.length) {
        int kind = quote_kind(value.data[i]);
        if (kind >= 0 && last[kind] > i) {
            buffer_add(&out, text_slice(value, i + 1, last[kind]));
            i = last[kind] + 1;
        }
        size_t from = i;
        while (i < value.length && !script_line_end(value, i))
            i++;
        i += script_line_end(value, i);
        buffer_add(&out, text_slice(value, from, i));
    }
    return buffer_text(&out);
}

/* `\n` and `\r` of a double-quoted value. */
static Text unescaped(Arena *arena, Text value)
{
    Buffer out = BUFFER(arena);
    for (size_t i = 0; i < value.length; i++) {
        char next = value.data[i] == '\\' && i + 1 < value.length ? value.data[i + 1] : '\0';
        if (next == 'n' || next == 'r') {
            buffer_add_char(&out, next == 'n' ? '\n' : '\r');
            i++;
        } else {
            buffer_add_char(&out, value.data[i]);
        }
    }
    return buffer_text(&out);
}

static Text cooked(Arena *arena, Text raw)
{
    Text value = script_trim(raw);
    bool is_double = value.length > 0 && value.data[0] == '"';
    if (value.length > 0)
        value = unquoted(arena, value);
    return is_double ? unescaped(arena, value) : text_copy(arena, value);
}

static void add_pair(Arena *arena, EnvPairs *pairs, Map *places, EnvPair pair)
{
    const size_t *known = map_get(places, pair.name);
    if (known) {
        pairs->items[*known].value = pair.value;
        pairs->items[*known].line = pair.line;
        return;
    }
    size_t *place = NEW(arena, size_t);
    *place = pairs->count;
    map_set(places, pair.name, place);
    list_add(arena, pairs, pair);
}

void env_file_parse(Arena *arena, Text source, EnvPairs *pairs)
{
    *pairs = (EnvPairs){0};
    source = normalised(arena, source);
    Map places = MAP(arena);
    size_t line = 1;
    size_t counted = 0; /* the line ends before this byte are in `line` */
    size_t at = 0;
    while ((at = script_skip_space(source, at)) < source.length) {
        Assignment found = {.name = {NULL, 0}};
        if (read_line(source, at, &found)) {
            for (; source.data + counted < found.name.data; counted++)
                line += source.data[counted] == '\n';
            EnvPair pair = {text_copy(arena, found.name), cooked(arena, found.raw), line};
            if (!text_is(pair.name, "__proto__")) /* which a JavaScript object cannot keep */
                add_pair(arena, pairs, &places, pair);
            at = found.end;
        }
        while (at < source.length && !script_line_end(source, at))
            at++;
    }
}

bool env_file_read(Arena *arena, Text path, EnvPairs *pairs, Error *error)
{
    Text source;
    if (!file_read(arena, path, &source, error))
        return false;
    env_file_parse(arena, source, pairs);
    return true;
}

bool env_file_load(Arena *arena, Text path, unsigned how, Environment *environment, bool *found,
                   Error *error)
{
    EnvPairs pairs;
    *found = file_exists(path);
    if (!*found)
        return true;
    if (!env_file_read(arena, path, &pairs, error))
        return false;
    if (env_pairs_merge(arena, &pairs, how, environment, error))
        return true;
    error->file = path;
    return false;
}

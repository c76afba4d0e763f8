#include "drift/ignore.h"

/* Goes back to the last "*" where what follows it does not fit. */
static bool fits(Text pattern, Text text)
{
    size_t at = 0;
    size_t star = SIZE_MAX;
    size_t resume = 0;
    size_t i = 0;
    while (i < text.length) {
        if (at < pattern.length && pattern.data[at] == '*') {
            star = at++;
            resume = i;
        } else if (at < pattern.length &&
                   (pattern.data[at] == '?' || pattern.data[at] == text.data[i])) {
            at++;
            i++;
        } else if (star != SIZE_MAX) {
            at = star + 1;
            i = ++resume;
        } else {
            return false;
        }
    }
    while (at < pattern.length && pattern.data[at] == '*')
        at++;
    return at == pattern.length;
}

/* True when the path fits, with or without the usual namespace before it. */
static bool fits_path(Arena *arena, Text pattern, Text usual, const SqlObject *object)
{
    Text path = sql_object_path(arena, object);
    if (fits(pattern, path))
        return true;
    return object->namespace.length == 0 && usual.length > 0 &&
           fits(pattern, text_format(arena, "%.*s.%.*s", TEXT_ARG(usual), TEXT_ARG(path)));
}

static bool fits_owner(Arena *arena, Text pattern, Text usual, const SqlObject *object)
{
    SqlObject owner = *object;
    owner.name = TEXT("");
    return object->owner.length > 0 && fits_path(arena, pattern, usual, &owner);
}

static bool pattern_fits(Arena *arena, Text pattern, Text usual, const SqlObject *object)
{
    Text path = pattern;
    Text kind = text_trim(text_cut(&path, ':'));
    if (!path.data || sql_object_kind(kind) == OBJECT_NONE)
        return fits_path(arena, pattern, usual, object) ||
               fits_owner(arena, pattern, usual, object);
    return sql_object_kind(kind) == (SqlObjectKind)object->kind &&
           fits_path(arena, text_trim(path), usual, object);
}

bool drift_is_ignored(Arena *arena, const TextList *patterns, Text usual_namespace,
                      const SqlObject *object)
{
    for (size_t i = 0; patterns && i < patterns->count; i++)
        if (pattern_fits(arena, patterns->items[i], usual_namespace, object))
            return true;
    return false;
}

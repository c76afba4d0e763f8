#include "sql/object.h"

#include "base/buffer.h"

static const char *const words[] = {
    [OBJECT_NONE] = "",
#define OBJECT(identifier, word, of) [OBJECT_##identifier] = word,
#include "sql/objects.def"
#undef OBJECT
};

static const SqlObjectKind parts_of[] = {
    [OBJECT_NONE] = OBJECT_NONE,
#define OBJECT(identifier, word, of) [OBJECT_##identifier] = OBJECT_##of,
#include "sql/objects.def"
#undef OBJECT
};

const char *sql_object_word(SqlObjectKind kind)
{
    return words[kind];
}

SqlObjectKind sql_object_kind(Text word)
{
    for (int kind = OBJECT_NONE + 1; kind < OBJECT_KIND_COUNT; kind++)
        if (text_is(word, words[kind]))
            return (SqlObjectKind)kind;
    return OBJECT_NONE;
}

SqlObjectKind sql_object_part_of(SqlObjectKind kind)
{
    return parts_of[kind];
}

/* The name of the thing that stands above all others. */
static Text top_name(const SqlObject *object)
{
    return object->owner_kind == OBJECT_NONE ? object->name : object->owner;
}

int sql_object_compare(const SqlObject *a, const SqlObject *b)
{
    int order = text_compare(a->namespace, b->namespace);
    if (order == 0)
        order = text_compare(top_name(a), top_name(b));
    if (order == 0)
        order = (a->owner_kind != OBJECT_NONE) - (b->owner_kind != OBJECT_NONE);
    if (order == 0)
        order = (int)a->kind - (int)b->kind;
    if (order == 0)
        order = text_compare(a->name, b->name);
    return order ? order : (int)a->owner_kind - (int)b->owner_kind;
}

Text sql_object_path(Arena *arena, const SqlObject *object)
{
    const Text parts[] = {object->namespace, object->owner, object->name};
    Buffer out = BUFFER(arena);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (parts[i].length && out.length)
            buffer_add_char(&out, '.');
        buffer_add(&out, parts[i]);
    }
    return buffer_text(&out);
}

bool sql_object_equal(const SqlObject *a, const SqlObject *b)
{
    return a->kind == b->kind && a->owner_kind == b->owner_kind && a->traits == b->traits &&
           text_equal(a->namespace, b->namespace) && text_equal(a->owner, b->owner) &&
           text_equal(a->name, b->name) && text_equal(a->definition, b->definition);
}

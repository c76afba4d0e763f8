#include "sql/object.h"

static const char *const words[] = {
    [OBJECT_NONE] = "",
#define OBJECT(identifier, word, of) [OBJECT_##identifier] = word,
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

bool sql_object_equal(const SqlObject *a, const SqlObject *b)
{
    return a->kind == b->kind && a->owner_kind == b->owner_kind && a->traits == b->traits &&
           text_equal(a->namespace, b->namespace) && text_equal(a->owner, b->owner) &&
           text_equal(a->name, b->name) && text_equal(a->definition, b->definition);
}

#include "sql/object.h"

#include <stdlib.h>

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

static int compare_things(const void *a, const void *b)
{
    return sql_object_compare(*(const SqlObject *const *)a, *(const SqlObject *const *)b);
}

SqlObjectList sql_objects_sorted(Arena *arena, const SqlObject *objects, size_t count)
{
    SqlObjectList list = {NEW_ARRAY(arena, const SqlObject *, count + 1), count};
    for (size_t i = 0; i < count; i++)
        list.items[i] = &objects[i];
    qsort(list.items, list.count, sizeof *list.items, compare_things);
    return list;
}

/* Where an object stands, or would stand. */
static size_t place_of(const SqlObjectList *list, const SqlObject *object)
{
    size_t low = 0;
    size_t high = list->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (sql_object_compare(list->items[middle], object) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const SqlObject *sql_object_find(const SqlObjectList *list, SqlObjectKind kind, Text namespace,
                                 Text owner, Text name)
{
    SqlObject wanted = {.kind = kind,
                        .owner_kind = owner.length ? OBJECT_NONE + 1 : OBJECT_NONE,
                        .namespace = namespace,
                        .owner = owner,
                        .name = name};
    size_t place = place_of(list, &wanted);
    const SqlObject *found = place < list->count ? list->items[place] : NULL;
    bool is_it = found && found->kind == kind && text_equal(found->name, name) &&
                 text_equal(found->owner, owner) && text_equal(found->namespace, namespace);
    return is_it ? found : NULL;
}

SqlObjectList sql_objects_of(const SqlObjectList *list, Text namespace, Text owner)
{
    SqlObject first = {.kind = OBJECT_NONE,
                       .owner_kind = OBJECT_NONE + 1,
                       .namespace = namespace,
                       .owner = owner,
                       .name = TEXT("")};
    size_t start = place_of(list, &first);
    size_t end = start;
    while (end < list->count && text_equal(list->items[end]->owner, owner) &&
           text_equal(list->items[end]->namespace, namespace))
        end++;
    return (SqlObjectList){list->items + start, end - start};
}

static int compare_places(const void *a, const void *b)
{
    const SqlObject *first = *(const SqlObject *const *)a;
    const SqlObject *second = *(const SqlObject *const *)b;
    return (first > second) - (first < second);
}

SqlObjectList sql_objects_in_order(Arena *arena, const SqlObjectList *list, Text namespace,
                                   Text owner)
{
    SqlObjectList found = sql_objects_of(list, namespace, owner);
    SqlObjectList sorted = {NEW_ARRAY(arena, const SqlObject *, found.count + 1), found.count};
    for (size_t i = 0; i < found.count; i++)
        sorted.items[i] = found.items[i];
    qsort(sorted.items, sorted.count, sizeof *sorted.items, compare_places);
    return sorted;
}

const SqlObject *sql_object_inherited(const SqlObjectList *list, const SqlObject *object,
                                      const SqlObject **link)
{
    bool is_table = object->owner_kind == OBJECT_NONE;
    SqlObjectList parts =
        sql_objects_of(list, object->namespace, is_table ? object->name : object->owner);
    for (size_t i = 0; i < parts.count; i++) {
        *link = parts.items[i];
        if ((*link)->kind != OBJECT_INHERITANCE && (*link)->kind != OBJECT_PARTITION)
            continue;
        Text parent = (*link)->name;
        Text namespace =
            text_find_char(parent, '.') < 0 ? object->namespace : text_cut(&parent, '.');
        const SqlObject *found =
            is_table ? sql_object_find(list, object->kind, namespace, TEXT(""), parent)
                     : sql_object_find(list, object->kind, namespace, parent, object->name);
        if (found)
            return found;
    }
    return NULL;
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

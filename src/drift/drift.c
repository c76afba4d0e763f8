#include "drift/drift.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "base/map.h"
#include "drift/ignore.h"

/* --- what belongs to what --- */

/* The column of a privilege such as "UPDATE (name) TO …", or an empty text. */
static Text column_of_grant(Arena *arena, Text name)
{
    Buffer column = BUFFER(arena);
    ptrdiff_t start = text_find(name, " (");
    if (start < 0)
        return TEXT("");
    Text rest = text_slice(name, (size_t)start + 2, name.length);
    bool is_quoted = text_starts_with(rest, "\"");
    for (size_t i = is_quoted; i < rest.length; i++) {
        if (rest.data[i] == (is_quoted ? '"' : ')')) {
            if (!is_quoted || i + 1 == rest.length || rest.data[i + 1] != '"')
                break;
            i++;
        }
        buffer_add_char(&column, rest.data[i]);
    }
    return buffer_text(&column);
}

/* The part of its owner that the object belongs to, or NULL. */
static const SqlObject *find_part(Arena *arena, const SqlObjectList *list, const SqlObject *object)
{
    SqlObjectKind kind = sql_object_part_of(object->kind);
    Text name = object->name;
    if (object->kind == OBJECT_COMMENT)
        kind = object->owner_kind;
    if (object->kind == OBJECT_GRANT || object->kind == OBJECT_REVOCATION) {
        kind = OBJECT_COLUMN;
        name = column_of_grant(arena, object->name);
    }
    if (kind == OBJECT_NONE || name.length == 0)
        return NULL;
    return sql_object_find(list, kind, object->namespace, object->owner, name);
}

/* The thing at the top. A comment on a part of it does not know its kind. */
static const SqlObject *find_owner(const SqlObjectList *list, const SqlObject *object)
{
    static const SqlObjectKind kinds[] = {OBJECT_TABLE, OBJECT_VIEW, OBJECT_MATERIALIZED_VIEW,
                                          OBJECT_FOREIGN_TABLE, OBJECT_DOMAIN};
    SqlObjectKind kind = object->owner_kind;
    const SqlObject *found =
        sql_object_find(list, kind, object->namespace, TEXT(""), object->owner);
    bool is_of_part = object->kind == OBJECT_COMMENT && object->name.length;
    for (size_t i = 0; !found && is_of_part && i < sizeof kinds / sizeof *kinds; i++)
        found = sql_object_find(list, kinds[i], object->namespace, TEXT(""), object->owner);
    return found;
}

const SqlObject *drift_parent(Arena *arena, const SqlObjectList *list, const SqlObject *object)
{
    if (object->owner_kind == OBJECT_NONE)
        return NULL;
    const SqlObject *part = find_part(arena, list, object);
    return part ? part : find_owner(list, object);
}

/* --- comparing --- */

static int compare_places(const void *a, const void *b)
{
    return sql_object_compare(*(const SqlObject *const *)a, *(const SqlObject *const *)b);
}

/* The namespaces that are looked at, as keys. */
static Map known_namespaces(Arena *arena, const DriftRequest *request)
{
    Map known = MAP(arena);
    map_set(&known, TEXT(""), &known);
    map_set(&known, request->expected->usual_namespace, &known);
    for (size_t i = 0; request->namespaces && i < request->namespaces->count; i++)
        map_set(&known, request->namespaces->items[i], &known);
    for (list_each(const SqlObject, object, &request->expected->objects))
        if (object->kind == OBJECT_NAMESPACE)
            map_set(&known, object->name, &known);
    return known;
}

static bool is_known(const Map *known, const SqlObject *object)
{
    return map_get(known, object->kind == OBJECT_NAMESPACE         ? object->name
                          : object->owner_kind == OBJECT_NAMESPACE ? object->owner
                                                                   : object->namespace);
}

static SqlObjectList side_of(Arena *arena, const SqlSchema *schema, const Map *known)
{
    SqlObjectList side = {.items = NEW_ARRAY(arena, const SqlObject *, schema->objects.count)};
    for (list_each(const SqlObject, object, &schema->objects))
        if (is_known(known, object))
            side.items[side.count++] = object;
    qsort(side.items, side.count, sizeof *side.items, compare_places);
    return side;
}

/* True when what the object belongs to, on its own side, is not on the other. */
static bool is_part_of_difference(Arena *arena, const SqlObjectList *own,
                                  const SqlObjectList *other, const SqlObject *object)
{
    const SqlObject *parent = drift_parent(arena, own, object);
    return parent &&
           !sql_object_find(other, parent->kind, parent->namespace, parent->owner, parent->name);
}

static void add(Arena *arena, const DriftRequest *request, Drift *drift, Difference difference)
{
    const SqlObject *object = difference.expected ? difference.expected : difference.actual;
    if (drift_is_ignored(arena, request->ignored, request->expected->usual_namespace, object)) {
        drift->ignored++;
        return;
    }
    if (!difference.actual)
        difference.is_part = is_part_of_difference(arena, &drift->expected, &drift->actual, object);
    else if (!difference.expected)
        difference.is_part = is_part_of_difference(arena, &drift->actual, &drift->expected, object);
    drift->count += !difference.is_part;
    list_add(arena, &drift->differences, difference);
}

void drift_find(Arena *arena, const DriftRequest *request, Drift *drift)
{
    Map known = known_namespaces(arena, request);
    *drift = (Drift){.expected = side_of(arena, request->expected, &known),
                     .actual = side_of(arena, request->actual, &known)};
    size_t e = 0;
    size_t a = 0;
    while (e < drift->expected.count || a < drift->actual.count) {
        const SqlObject *expected = e < drift->expected.count ? drift->expected.items[e] : NULL;
        const SqlObject *actual = a < drift->actual.count ? drift->actual.items[a] : NULL;
        int order = !expected ? 1 : !actual ? -1 : sql_object_compare(expected, actual);
        e += order <= 0;
        a += order >= 0;
        if (order != 0 || !text_equal(expected->definition, actual->definition))
            add(arena, request, drift,
                (Difference){.expected = order <= 0 ? expected : NULL,
                             .actual = order >= 0 ? actual : NULL});
    }
}

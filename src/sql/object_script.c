#include "sql/object_script.h"

#include <stdlib.h>

int sql_object_rank(const SqlObject *object)
{
    bool is_of_view =
        object->owner_kind == OBJECT_VIEW || object->owner_kind == OBJECT_MATERIALIZED_VIEW;
    if (object->kind == OBJECT_MATERIALIZED_VIEW)
        return OBJECT_VIEW;
    return is_of_view && object->kind < OBJECT_MATERIALIZED_VIEW ? OBJECT_MATERIALIZED_VIEW
                                                                 : (int)object->kind;
}

static int by_creation(const void *first, const void *second)
{
    const SqlObject *a = *(const SqlObject *const *)first;
    const SqlObject *b = *(const SqlObject *const *)second;
    int order = sql_object_rank(a) - sql_object_rank(b);
    return order ? order : (a > b) - (a < b);
}

/* What the second list has and the first has not; both are sorted. False when the first is no part
 * of the second. */
static bool find_new(const SqlObjectList *from, const SqlObjectList *to, SqlObjectList *found)
{
    size_t there = 0;
    for (size_t i = 0; i < to->count; i++) {
        const SqlObject *object = to->items[i];
        const SqlObject *other = there < from->count ? from->items[there] : NULL;
        int order = other ? sql_object_compare(other, object) : 1;
        if (order < 0 || (order == 0 && !sql_object_equal(other, object)))
            return false;
        if (order == 0)
            there++;
        else
            found->items[found->count++] = object;
    }
    return there == from->count;
}

/* True for what is made along with its table. */
static bool comes_along(const ObjectRules *rules, const SqlObject *object)
{
    bool is_of_table =
        object->owner_kind == OBJECT_TABLE || object->owner_kind == OBJECT_FOREIGN_TABLE;
    return is_of_table && rules->comes_along(object->kind);
}

bool sql_objects_create(Arena *arena, const ObjectCreation *creation, Buffer *out)
{
    ObjectScript script = {.arena = arena, .out = out, .from = creation->from, .to = creation->to};
    SqlObjectList made = {.items = NEW_ARRAY(arena, const SqlObject *, creation->to->count + 1)};
    bool is_filled = false;
    if (!find_new(creation->from, creation->to, &made))
        return false;
    qsort(made.items, made.count, sizeof *made.items, by_creation);
    for (size_t i = 0; i < made.count; i++) {
        if (comes_along(creation->rules, made.items[i]))
            continue;
        if (sql_object_rank(made.items[i]) >= OBJECT_CHECK && !is_filled) {
            buffer_add(out, creation->rows);
            is_filled = true;
        }
        creation->rules->create(&script, made.items[i]);
    }
    if (!is_filled)
        buffer_add(out, creation->rows);
    return true;
}

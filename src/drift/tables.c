#include "drift/tables.h"

#include "base/map.h"

/* The table that the object is, or is a part of; empty for what only lies on a table. */
static Text table_of(const ObjectRules *rules, const SqlObject *object)
{
    if (object->kind == OBJECT_TABLE)
        return object->name;
    bool is_part = object->owner_kind == OBJECT_TABLE &&
                   (rules->comes_along(object->kind) || object->kind == OBJECT_INDEX);
    return is_part ? object->owner : TEXT("");
}

/* The tables of which something differs, as keys. */
static Map find_tables(Arena *arena, const Drift *drift, const ObjectRules *rules)
{
    Map tables = MAP(arena);
    for (list_each(const Difference, difference, &drift->differences)) {
        Text table =
            table_of(rules, difference->expected ? difference->expected : difference->actual);
        if (table.length)
            map_set(&tables, table, &tables);
    }
    return tables;
}

static bool is_among(const Map *tables, Text table)
{
    return table.length && map_get(tables, table);
}

Text drift_repair_tables(Arena *arena, const SqlSchema *expected, const SqlSchema *actual,
                         const ObjectRules *rules)
{
    Drift drift;
    SqlSchema target = *expected;
    DriftRequest request = {.expected = expected, .actual = actual};
    Map there = MAP(arena);
    drift_find(arena, &request, &drift);
    Map tables = find_tables(arena, &drift, rules);
    target.objects.items = NULL;
    target.objects.count = target.objects.capacity = 0;
    for (list_each(const SqlObject, object, &actual->objects)) {
        if (object->kind == OBJECT_TABLE)
            map_set(&there, object->name, &there);
        if (!is_among(&tables, table_of(rules, object)))
            list_add(arena, &target.objects, *object);
    }
    /* A table that is missing comes with all that lies on it. */
    for (list_each(const SqlObject, object, &expected->objects))
        if (is_among(&tables, table_of(rules, object)) ||
            (is_among(&tables, object->owner) && !map_get(&there, object->owner)))
            list_add(arena, &target.objects, *object);
    request.expected = &target;
    drift_find(arena, &request, &drift);
    return drift_repair(arena, &drift, rules, REPAIR_DATABASE);
}

#include "rollback/database_state.h"

#include "base/map.h"
#include "drift/drift.h"

static bool read_counters(Arena *arena, Database *database, Counters *counters, Error *error)
{
    Rows queries;
    Rows rows;
    const RowsSql *sql = database->connection->dialect->rows;
    if (!database_query(database, arena, text_from(sql->counters), &queries, error))
        return false;
    for (list_each(Row, query, &queries.rows)) {
        if (!database_query(database, arena, query->values[0], &rows, error))
            return false;
        for (list_each(Row, row, &rows.rows)) {
            Counter *counter = &list_push(arena, counters);
            *counter = (Counter){.namespace = row->values[0], .name = row->values[1]};
            text_to_int64(row->values[2], &counter->latest);
        }
    }
    return true;
}

bool database_state_read(Arena *arena, Database *database, const DescribeRequest *describe,
                         DatabaseState *state, Error *error)
{
    DescribeRequest full = describe_in_full(describe);
    *state = (DatabaseState){0};
    return describe_objects(arena, database, &full, &state->schema, error) &&
           row_sums_read(arena, database, &state->rows, error) &&
           read_counters(arena, database, &state->counters, error);
}

void database_objects_compare(Arena *arena, const SqlSchema *before, const SqlSchema *after,
                              TextList *lines)
{
    Arena *scratch = arena_new();
    TextList all = {0}; /* no namespace is other people's here */
    for (list_each(const SqlObject, object, &after->objects))
        if (object->kind == OBJECT_NAMESPACE)
            list_add(scratch, &all, object->name);
    DriftRequest request = {.expected = before, .actual = after, .namespaces = &all};
    Drift drift;
    drift_find(scratch, &request, &drift);
    for (list_each(const Difference, difference, &drift.differences)) {
        const SqlObject *object = difference->expected ? difference->expected : difference->actual;
        const char *how = !difference->actual     ? "missing"
                          : !difference->expected ? "unexpected"
                                                  : "different";
        if (!difference->is_part)
            list_add(arena, lines,
                     text_format(arena, "%s %s %.*s", how, sql_object_word(object->kind),
                                 TEXT_ARG(sql_object_path(arena, object))));
    }
    arena_free(scratch);
}

/* A counter that begins anew gives numbers that are taken. One that is not listed has given none
 * yet, or is not there any more. */
static void compare_counters(Arena *arena, const Counters *before, const Counters *after,
                             TextList *lines)
{
    Map known = MAP(arena);
    for (list_each(const Counter, counter, after)) {
        Counter *copy = NEW(arena, Counter);
        *copy = *counter;
        map_set(&known, row_table_shown(arena, counter->namespace, counter->name), copy);
    }
    for (list_each(const Counter, counter, before)) {
        Text name = row_table_shown(arena, counter->namespace, counter->name);
        const Counter *now = map_get(&known, name);
        if (!now || now->latest < counter->latest)
            list_add(arena, lines, text_format(arena, "reset counter %.*s", TEXT_ARG(name)));
    }
}

static RowDifference copied(Arena *arena, const RowDifference *difference)
{
    RowDifference copy = *difference;
    copy.namespace = text_copy(arena, difference->namespace);
    copy.table = text_copy(arena, difference->table);
    copy.columns = (TextList){0};
    for (list_each(const Text, column, &difference->columns))
        list_add(arena, &copy.columns, text_copy(arena, *column));
    return copy;
}

void database_state_compare(Arena *arena, const DatabaseState *before, const DatabaseState *after,
                            StateDifference *difference)
{
    RowDifferences rows;
    *difference = (StateDifference){0};
    database_objects_compare(arena, &before->schema, &after->schema, &difference->objects);
    compare_counters(arena, &before->counters, &after->counters, &difference->objects);
    row_sums_compare(arena, &before->rows, &after->rows, &rows);
    for (list_each(const RowDifference, row, &rows))
        list_add(arena, &difference->rows, copied(arena, row));
}

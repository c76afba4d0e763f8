#include "rollback/database_state.h"

#include "drift/drift.h"

bool database_state_read(Arena *arena, Database *database, const DescribeRequest *describe,
                         DatabaseState *state, Error *error)
{
    DescribeRequest full = describe_in_full(describe);
    *state = (DatabaseState){0};
    return describe_objects(arena, database, &full, &state->schema, error) &&
           row_sums_read(arena, database, &state->rows, error);
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
    row_sums_compare(arena, &before->rows, &after->rows, &rows);
    for (list_each(const RowDifference, row, &rows))
        list_add(arena, &difference->rows, copied(arena, row));
}

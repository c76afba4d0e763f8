#include "history/copy.h"

#include "dialect/object_rules.h"
#include "sql/object_script.h"

enum { ROWS_AT_MOST = 1 << 20 }; /* bytes of SQL */

/* --- rows --- */

typedef struct RowScript {
    Buffer *out;
    bool is_whole;
} RowScript;

static void take_statement(void *context, const Text *values, size_t columns)
{
    RowScript *script = context;
    script->is_whole = script->is_whole && columns == 1 && values[0].data &&
                       script->out->length + values[0].length < ROWS_AT_MOST;
    if (!script->is_whole)
        return;
    buffer_add(script->out, values[0]);
    buffer_add_char(script->out, '\n');
}

/* True when the query was answered, and has no row. */
static bool has_none(Arena *arena, Database *database, const char *query)
{
    Rows rows;
    Error unused = {.arena = arena};
    return database_query(database, arena, text_from(query), &rows, &unused) &&
           rows.rows.count == 0;
}

Text copy_rows(Arena *arena, Database *database)
{
    const CopySql *sql = database->connection->dialect->copy;
    Arena *scratch = arena_new();
    Error unused = {.arena = scratch};
    Buffer out = BUFFER(arena);
    RowScript script = {.out = &out};
    Rows queries;
    script.is_whole = has_none(scratch, database, sql->beyond) &&
                      database_query(database, scratch, text_from(sql->rows), &queries, &unused);
    for (size_t i = 0; script.is_whole && i < queries.rows.count; i++) {
        RowSink sink = {.context = &script, .take = take_statement};
        if (!database_each(database, queries.rows.items[i].values[0], sink, &unused))
            script.is_whole = false;
    }
    arena_free(scratch);
    if (!script.is_whole)
        return (Text){0};
    return out.length ? buffer_text(&out) : TEXT("");
}

/* --- the copy --- */

static SqlObjectList sorted_objects(Arena *arena, const SqlSchema *schema)
{
    return sql_objects_sorted(arena, schema->objects.items, schema->objects.count);
}

/* Foreign keys are not enforced meanwhile: rows come before those that they refer to. */
static bool run(Arena *arena, Database *database, Text script)
{
    Error unused = {.arena = arena};
    bool was_enforced = database_enforce_foreign_keys(database, false);
    bool done = database_run(database, script, NULL, &unused);
    if (!done && database_in_transaction(database))
        database_run(database, TEXT("ROLLBACK"), NULL, &unused);
    database_enforce_foreign_keys(database, was_enforced);
    return done;
}

bool copy_make(Arena *arena, Database *database, const CopyRequest *request)
{
    SqlObjectList from = sorted_objects(arena, request->from);
    SqlObjectList to = sorted_objects(arena, request->to);
    ObjectCreation creation = {.rules = object_rules_of(request->provider),
                               .from = &from,
                               .to = &to,
                               .rows = request->rows};
    Buffer script = BUFFER(arena);
    if (!creation.rules || !request->rows.data)
        return false;
    buffer_add_string(&script, database->connection->dialect->copy->begin);
    if (!sql_objects_create(arena, &creation, &script))
        return false;
    buffer_add_string(&script, "COMMIT;\n");
    return run(arena, database, buffer_text(&script));
}

#include "history/reset.h"

#include "history/table.h"
#include "sql/writer.h"

/* Runs the statements and drops the history, which may lie in a namespace of its own, in one
 * transaction: a failure leaves everything. */
static bool run_in_transaction(Arena *arena, Database *database, Buffer *statements, Error *error)
{
    Buffer sql = BUFFER(arena);
    sql_add(&sql, "BEGIN;\n{}DROP TABLE IF EXISTS {};\nCOMMIT;\n", sql_raw(buffer_text(statements)),
            sql_raw(history_table_name(arena, database->connection)));
    return database_run(database, buffer_text(&sql), NULL, error);
}

/* Drops the objects inside the namespaces. */
static bool drop_objects(Arena *arena, Database *database, const TextList *namespaces, Error *error)
{
    Buffer query = BUFFER(arena);
    Rows rows;
    database->connection->dialect->reset.objects(&query, namespaces);
    if (!database_query(database, arena, buffer_text(&query), &rows, error))
        return false;
    Buffer sql = BUFFER(arena);
    for (list_each(Row, row, &rows.rows))
        sql_add(&sql, "{};\n", sql_raw(row->values[0]));
    return run_in_transaction(arena, database, &sql, error);
}

static bool failed(Database *database, Error *error)
{
    Error cause = *error;
    Error unused = {.arena = error->arena};
    if (database_in_transaction(database))
        database_run(database, TEXT("ROLLBACK"), NULL, &unused);
    fail(error, ERROR_P3016, "%s: %.*s", error_code_meaning(ERROR_P3016), TEXT_ARG(cause.message));
    error->database_code = cause.database_code;
    error->database_text = cause.database_text;
    error_field(error, "inner_error", cause.message);
    return error_hint(error, "the user of the connection must own the schema, or every table and "
                             "type in it");
}

bool reset_database(Arena *arena, Database *database, const TextList *namespaces, Error *error)
{
    const ResetSql *reset = &database->connection->dialect->reset;
    if (!reset->namespaces)
        return database_clear(database, error) || failed(database, error);
    Buffer sql = BUFFER(arena);
    reset->namespaces(&sql, namespaces);
    if (run_in_transaction(arena, database, &sql, error))
        return true;
    Error unused = {.arena = arena};
    bool lost = error->code == ERROR_P1017 || error->code == ERROR_D1017;
    if (lost || !database_run(database, TEXT("ROLLBACK"), NULL, &unused))
        return false;
    return drop_objects(arena, database, namespaces, error) || failed(database, error);
}

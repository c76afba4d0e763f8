#include "database/database.h"

static const DatabaseClient *client_of(const Connection *connection)
{
    return can(connection->dialect, HAS_FILE) ? &database_client_sqlite : &database_client_postgres;
}

bool database_open(Arena *arena, const Connection *connection, OpenMode mode, Database **database,
                   Error *error)
{
    *database = NULL;
    if (!client_of(connection)->open(arena, connection, mode, database, error))
        return false;
    (*database)->mode = mode;
    return true;
}

void database_close(Database *database)
{
    if (database)
        database->client->close(database);
}

bool database_create(Arena *arena, const Connection *connection, Error *error)
{
    return client_of(connection)->create(arena, connection, error);
}

bool database_run(Database *database, Text sql, RunReport *report, Error *error)
{
    RunReport unused;
    if (!report)
        report = &unused;
    *report = (RunReport){.offset = -1};
    return database->client->run(database, sql, report, error);
}

bool database_run_script(Database *database, Text script, Text name, Error *error)
{
    RunReport report;
    if (database_run(database, script, &report, error))
        return true;
    if (report.offset >= 0) {
        error->file = name;
        text_position(script, (size_t)report.offset, &error->line, &error->column);
        error->excerpt = text_line_at(script, (size_t)report.offset);
    }
    if (!can(database->connection->dialect, CAN_BATCH) && report.done > 0)
        error_detail(error,
                     "The %zu statement(s) before it were executed and stay, unless the script had "
                     "begun a transaction.",
                     report.done);
    return false;
}

bool database_each(Database *database, Text sql, RowSink sink, Error *error)
{
    return database->client->query(database, sql, sink, error);
}

typedef struct Collector {
    Arena *arena;
    Rows *rows;
} Collector;

static void collect(void *context, const Text *values, size_t columns)
{
    const Collector *collector = context;
    Row row = {NEW_ARRAY(collector->arena, Text, columns)};
    for (size_t i = 0; i < columns; i++)
        if (values[i].data)
            row.values[i] = text_copy(collector->arena, values[i]);
    collector->rows->columns = columns;
    list_add(collector->arena, &collector->rows->rows, row);
}

bool database_query(Database *database, Arena *arena, Text sql, Rows *rows, Error *error)
{
    *rows = (Rows){0};
    Collector collector = {arena, rows};
    return database_each(database, sql, (RowSink){&collector, collect}, error);
}

bool database_clear(Database *database, Error *error)
{
    return database->client->clear(database, error);
}

void database_clean_session(Database *database, Buffer *out)
{
    database->client->clean_session(database, out);
}

bool database_in_transaction(Database *database)
{
    return database->client->in_transaction(database);
}

bool database_enforce_foreign_keys(Database *database, bool on)
{
    return database->client->enforce_foreign_keys
               ? database->client->enforce_foreign_keys(database, on)
               : true;
}

bool database_lock(Database *database, int64_t number, int64_t wait, Error *error)
{
    return database->client->lock(database, number, wait, error);
}

Text database_version(Database *database)
{
    return database->client->version(database);
}

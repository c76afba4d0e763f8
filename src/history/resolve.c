#include "history/resolve.h"

#include "history/run.h"

static void mark_failed_rolled_back(const History *history, Buffer *sql, Text name)
{
    for (size_t i = 0; i < history->rows.count; i++) {
        const HistoryRow *row = history->rows.items[i];
        if (text_equal(row->name, name) && row_is_failed(row))
            history_update_rolled_back(history, sql, row->id);
    }
}

static bool run_in_transaction(Database *database, Arena *arena, Buffer *changes, Error *error)
{
    Buffer sql = BUFFER(arena);
    buffer_add_format(&sql, "%s;\n", database->connection->dialect->begin);
    buffer_add(&sql, buffer_text(changes));
    buffer_add_string(&sql, "COMMIT;\n");
    return database_run(database, buffer_text(&sql), NULL, error);
}

bool resolve_applied(Arena *arena, Database *database, const ApplyRequest *request, Text name,
                     Error *error)
{
    History history;
    if (!folder_check_provider(request->folder, request->provider, error))
        return false;
    Migration *migration = folder_find(request->folder, name);
    bool readable = migration && migration_read_script(arena, request->folder, migration, error);
    if (migration && !readable && error->code != ERROR_P3015)
        return false;
    if (!readable) {
        fail(error, ERROR_P3017, "there is no migration '%.*s' with a readable script in '%.*s'",
             TEXT_ARG(name), TEXT_ARG(request->folder->path));
        error_field(error, "migration_name", name);
        return error_hint(error, "give the whole name of the folder, such as "
                                 "20240131120000_init; see them with:\n  dunlin migrate status");
    }
    if (!apply_lock(arena, database, request, error) ||
        !history_read(arena, database, &history, error) ||
        (!history.exists && !history_create(arena, &history, error)))
        return false;
    for (size_t i = 0; i < history.rows.count; i++) {
        const HistoryRow *row = history.rows.items[i];
        if (text_equal(row->name, name) && row->finished_at != NO_TIME) {
            fail(error, ERROR_P3008, "migration '%.*s' is recorded as applied already",
                 TEXT_ARG(name));
            return error_field(error, "migration_name", name);
        }
    }
    Buffer changes = BUFFER(arena);
    HistoryRow row = history_new_row(arena, name, migration->script);
    mark_failed_rolled_back(&history, &changes, name);
    history_insert_applied(&history, &changes, &row);
    return run_in_transaction(database, arena, &changes, error);
}

bool resolve_rolled_back(Arena *arena, Database *database, const ApplyRequest *request, Text name,
                         Error *error)
{
    History history;
    if (!apply_lock(arena, database, request, error) ||
        !history_read(arena, database, &history, error))
        return false;
    if (!history.exists) {
        fail(error, ERROR_D1010,
             "the database has no table _prisma_migrations, so no migration "
             "can have failed on it");
        return error_hint(error, "is it the right database? The first deployment makes the "
                                 "table:\n  dunlin migrate deploy");
    }
    size_t rows = 0;
    size_t unfinished = 0;
    for (size_t i = 0; i < history.rows.count; i++) {
        const HistoryRow *row = history.rows.items[i];
        rows += text_equal(row->name, name) ? 1 : 0;
        unfinished += text_equal(row->name, name) && row->finished_at == NO_TIME ? 1 : 0;
    }
    if (unfinished == 0) {
        if (rows == 0)
            fail(error, ERROR_P3011, "migration '%.*s' was never applied to this database",
                 TEXT_ARG(name));
        else
            fail(error, ERROR_P3012,
                 "migration '%.*s' did not fail: it is applied, so it cannot be marked as rolled "
                 "back",
                 TEXT_ARG(name));
        error_field(error, "migration_name", name);
        return error_hint(error, "give the whole name of a migration that failed; see it "
                                 "with:\n  dunlin migrate status");
    }
    Buffer changes = BUFFER(arena);
    mark_failed_rolled_back(&history, &changes, name);
    return run_in_transaction(database, arena, &changes, error);
}

#include "history/repair.h"

#include "history/checksum.h"
#include "sql/render.h"

/* A migration that failed is applied again; what it has left is part of the drift. */
static void list_rows(Arena *arena, const DevDiagnosis *found, Repair *repair)
{
    const Diagnosis *diagnosis = &found->diagnosis;
    repair->forgotten = diagnosis->missing;
    for (size_t i = 0; i < diagnosis->edited.count; i++)
        if (row_is_applied(diagnosis->edited.items[i]->row))
            list_add(arena, &repair->accepted, diagnosis->edited.items[i]);
    for (size_t i = 0; i < diagnosis->failed.count; i++)
        list_add(arena, &repair->retried, diagnosis->failed.items[i]);
}

bool repair_plan(Arena *arena, const DevRequest *request, const DevDiagnosis *found, Repair *repair,
                 Error *error)
{
    const SqlRules *rules = request->describe->rules;
    *repair = (Repair){0};
    list_rows(arena, found, repair);
    steps_between(arena, &found->comparison, rules->safe_rebuild ? rules->safe_rebuild : rules,
                  STEPS_BACKWARD, &repair->steps);
    if (repair->steps.items.count) {
        Buffer script = BUFFER(arena);
        render_script(arena, &repair->steps, &script);
        repair->script = buffer_text(&script);
    }
    return data_loss_find(arena, request->database, &repair->steps, &repair->findings, error);
}

static void add_rows(Arena *arena, const History *history, const Repair *repair, Buffer *sql)
{
    for (size_t i = 0; i < repair->accepted.count; i++) {
        const Migration *migration = repair->accepted.items[i];
        history_update_checksum(history, sql, migration->name,
                                checksum_of(arena, migration->script));
    }
    for (list_each(Text, name, &repair->forgotten))
        history_delete(history, sql, *name);
    for (size_t i = 0; i < repair->retried.count; i++)
        history_update_rolled_back(history, sql, repair->retried.items[i]->id);
}

/* How many rows refer to one that is not there. 0 where enforcement cannot be switched off;
 * SIZE_MAX where the database cannot tell. */
static size_t count_orphans(Arena *arena, Database *database)
{
    Rows rows = {0};
    Error unused = {.arena = arena};
    if (!can(database->connection->dialect, HAS_FOREIGN_KEY_SWITCH))
        return 0;
    bool known = database_query(database, arena, TEXT("PRAGMA foreign_key_check"), &rows, &unused);
    return known ? rows.rows.count : SIZE_MAX;
}

static bool check_orphans(Arena *arena, Database *database, size_t before, Error *error)
{
    size_t after = count_orphans(arena, database);
    if (after == SIZE_MAX || after <= before)
        return true;
    return fail(error, ERROR_D1026,
                "the foreign keys of the migrations forbid rows that are there: %zu of them refer "
                "to rows that are not",
                after - before);
}

bool repair_run(Arena *arena, const DevDiagnosis *found, const Repair *repair, Error *error)
{
    Database *database = found->history.database;
    Buffer sql = BUFFER(arena);
    size_t orphans = count_orphans(arena, database);
    buffer_add_format(&sql, "%s;\n%.*s\n", database->connection->dialect->begin,
                      TEXT_ARG(repair->script));
    add_rows(arena, &found->history, repair, &sql);
    /* A table that is made anew is dropped, which must not reach the rows that refer to it. */
    bool was_enforced = database_enforce_foreign_keys(database, false);
    bool done = database_run(database, buffer_text(&sql), NULL, error) &&
                check_orphans(arena, database, orphans, error) &&
                database_run(database, TEXT("COMMIT"), NULL, error);
    Error unused = {.arena = error->arena};
    if (!done && database_in_transaction(database))
        database_run(database, TEXT("ROLLBACK"), NULL, &unused);
    database_enforce_foreign_keys(database, was_enforced);
    return done || error_hint(error, "nothing was changed");
}

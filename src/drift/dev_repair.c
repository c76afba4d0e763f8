#include "drift/dev_repair.h"

#include "dialect/object_rules.h"
#include "drift/tables.h"
#include "history/checksum.h"
#include "history/orphans.h"
#include "sql/render.h"

/* A migration that failed is applied again; what it has left is part of the drift. */
static void list_rows(Arena *arena, const DevDiagnosis *found, DevRepair *repair)
{
    const Diagnosis *diagnosis = &found->diagnosis;
    repair->forgotten = diagnosis->missing;
    for (size_t i = 0; i < diagnosis->edited.count; i++)
        if (row_is_applied(diagnosis->edited.items[i]->row))
            list_add(arena, &repair->accepted, diagnosis->edited.items[i]);
    for (size_t i = 0; i < diagnosis->failed.count; i++)
        list_add(arena, &repair->retried, diagnosis->failed.items[i]);
}

/* Where nothing of a table can be altered, it is made anew, and steps know only what the schema
 * language has a word for: checks, names of constraints and triggers would go. There, the script is
 * made of the objects. */
static bool write_script(Arena *arena, const DevRequest *request, const DevDiagnosis *found,
                         DevRepair *repair, Error *error)
{
    const ObjectRules *rules = object_rules_of(request->describe->rules->provider);
    const SqlSchema *expected;
    SqlSchema live;
    Buffer script = BUFFER(arena);
    if (repair->steps.items.count == 0)
        return true;
    if (!rules || !rules->rebuild) {
        render_script(arena, &repair->steps, &script);
        repair->script = buffer_text(&script);
        return true;
    }
    if (!dev_describe_in_full(arena, request, found, &expected, &live, error))
        return false;
    repair->script = drift_repair_tables(arena, expected, &live, rules);
    return true;
}

bool dev_repair_plan(Arena *arena, const DevRequest *request, const DevDiagnosis *found,
                     DevRepair *repair, Error *error)
{
    *repair = (DevRepair){0};
    list_rows(arena, found, repair);
    steps_between(arena, &found->comparison, request->describe->rules, STEPS_BACKWARD,
                  &repair->steps);
    return write_script(arena, request, found, repair, error) &&
           data_loss_find(arena, request->database, &repair->steps, &repair->findings, error);
}

static void add_rows(Arena *arena, const History *history, const DevRepair *repair, Buffer *sql)
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

bool dev_repair_run(Arena *arena, const DevDiagnosis *found, const DevRepair *repair, Error *error)
{
    Database *database = found->history.database;
    Buffer sql = BUFFER(arena);
    size_t orphans = orphans_count(arena, database);
    buffer_add_format(&sql, "%s;\n%.*s\n", database->connection->dialect->begin,
                      TEXT_ARG(repair->script));
    add_rows(arena, &found->history, repair, &sql);
    /* A table that is made anew is dropped, which must not reach the rows that refer to it. */
    bool was_enforced = database_enforce_foreign_keys(database, false);
    bool done = database_run(database, buffer_text(&sql), NULL, error) &&
                orphans_check(arena, database, orphans, ERROR_D1026, error) &&
                database_run(database, TEXT("COMMIT"), NULL, error);
    Error unused = {.arena = error->arena};
    if (!done && database_in_transaction(database))
        database_run(database, TEXT("ROLLBACK"), NULL, &unused);
    database_enforce_foreign_keys(database, was_enforced);
    return done || error_hint(error, "nothing was changed");
}

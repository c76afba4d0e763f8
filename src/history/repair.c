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

bool repair_run(Arena *arena, const DevDiagnosis *found, const Repair *repair, Error *error)
{
    const History *history = &found->history;
    Database *database = history->database;
    Buffer sql = BUFFER(arena);
    buffer_add_format(&sql, "%s;\n%.*s\n", database->connection->dialect->begin,
                      TEXT_ARG(repair->script));
    for (size_t i = 0; i < repair->accepted.count; i++) {
        const Migration *migration = repair->accepted.items[i];
        history_update_checksum(history, &sql, migration->name,
                                checksum_of(arena, migration->script));
    }
    for (list_each(Text, name, &repair->forgotten))
        history_delete(history, &sql, *name);
    for (size_t i = 0; i < repair->retried.count; i++)
        history_update_rolled_back(history, &sql, repair->retried.items[i]->id);
    buffer_add_string(&sql, "COMMIT;\n");
    if (database_run(database, buffer_text(&sql), NULL, error))
        return true;
    Error unused = {.arena = error->arena};
    if (database_in_transaction(database))
        database_run(database, TEXT("ROLLBACK"), NULL, &unused);
    return error_hint(error, "nothing was changed");
}

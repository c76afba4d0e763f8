#include "rollback/recover/ways.h"

#include "dialect/object_rules.h"
#include "drift/repair.h"
#include "history/checksum.h"
#include "history/orphans.h"
#include "history/run.h"
#include "sql/effects.h"
#include "sql/writer.h"

/* --- finishing --- */

bool recover_can_retry(const Recovery *recovery)
{
    return recover_is_known(recovery) && recovery->most == 0 && recovery->left.count == 0;
}

const char *recover_cannot_finish(Arena *arena, const Dialect *dialect, const Recovery *recovery,
                                  size_t from)
{
    if (!recovery->fits)
        return "what is there is not what a beginning of the script makes";
    if (from < recovery->least || from > recovery->most)
        return "that is not where it stopped";
    ScriptPlan plan =
        script_plan(arena, dialect, SCRIPT_ATOMIC, recovery->migration->script, 0, NULL);
    return plan.has_own_transactions ? "the script controls its transactions itself" : NULL;
}

/* What the statements before have set in their session holds for those that follow. */
static bool set_session(Arena *arena, Database *database, const Recovery *recovery, size_t from,
                        Error *error)
{
    Buffer sql = BUFFER(arena);
    for (size_t i = 0; i < from; i++)
        if (recover_is_of_session(database->connection->dialect, recovery->statements.items[i].sql))
            buffer_add_format(&sql, "%.*s;\n", TEXT_ARG(recovery->statements.items[i].sql));
    return sql.length == 0 || database_run(database, buffer_text(&sql), NULL, error);
}

bool recover_finish(Arena *arena, const History *history, const Recovery *recovery, size_t from,
                    Text path, Error *error)
{
    const Migration *migration = recovery->migration;
    const Dialect *dialect = history->database->connection->dialect;
    Buffer unused = BUFFER(arena);
    MigrationRun run = {.migration = migration,
                        .path = path,
                        .mode = SCRIPT_ATOMIC,
                        .resumed = recovery->row,
                        .from = from,
                        .uncertain =
                            from < recovery->statements.count &&
                            dialect->effect(&unused, recovery->statements.items[from].sql)};
    if (recovery->is_edited) /* what is finished is the file as it is now */
        run.checksum = checksum_of(arena, migration->script);
    return set_session(arena, history->database, recovery, from, error) &&
           migration_run(arena, history, &run, error);
}

/* --- undoing --- */

static bool count(Arena *arena, Database *database, const SqlObject *table, Text column,
                  int64_t *number, Error *error)
{
    Buffer query = BUFFER(arena);
    Rows rows;
    buffer_add_string(&query, "SELECT count(");
    if (column.length)
        sql_add_name(&query, column);
    else
        buffer_add_char(&query, '*');
    buffer_add_string(&query, ") FROM ");
    if (table->namespace.length)
        sql_add(&query, "{}.", sql_name(table->namespace));
    sql_add_name(&query, column.length ? table->owner : table->name);
    return database_query(database, arena, buffer_text(&query), &rows, error) &&
           (text_to_int64(rows.rows.items[0].values[0], number) ||
            fail(error, ERROR_D1014, "the server's count of rows is no number"));
}

/* Does what comes back have kept rows or values? */
static bool is_kept(const SqlObject *object, bool is_table, const KeptEntries *kept)
{
    for (list_each(const KeptEntry, entry, kept)) {
        bool whole = entry->entry.kind == KEEP_TABLE;
        if (entry->is_leftover || entry->is_superseded || whole != is_table ||
            !(whole || entry->entry.has_key) ||
            (object->namespace.length &&
             !text_equal(object->namespace, entry->entry.namespace_name)) ||
            !text_equal(is_table ? object->name : object->owner, entry->entry.table))
            continue;
        for (list_each(const KeepColumn, column, &entry->entry.columns))
            if (is_table || (column->is_lost && column->now.length == 0 &&
                             text_equal(column->name, object->name)))
                return true;
    }
    return false;
}

/* What goes with the rows that are in it now, or comes back without those that were. */
static bool add_lost(Arena *arena, Database *database, const Difference *difference,
                     const KeptEntries *kept, UndoPlan *plan, Error *error)
{
    const SqlObject *object = difference->expected ? difference->expected : difference->actual;
    bool is_table = object->kind == OBJECT_TABLE;
    int64_t number = 0;
    if (difference->is_part || (!is_table && object->kind != OBJECT_COLUMN))
        return true;
    Text name =
        is_table ? object->name
                 : text_format(arena, "%.*s.%.*s", TEXT_ARG(object->owner), TEXT_ARG(object->name));
    const char *what = is_table ? "table" : "column";
    if (!difference->actual) {
        if (is_kept(object, is_table, kept))
            return true;
        list_add(arena, &plan->lost,
                 text_format(arena, "the %s %.*s comes back empty", what, TEXT_ARG(name)));
        return true;
    }
    if (difference->expected) {
        if (!is_table)
            list_add(arena, &plan->lost,
                     text_format(arena,
                                 "the values of %.*s are converted back, as far as they can "
                                 "be",
                                 TEXT_ARG(name)));
        return true;
    }
    if (!count(arena, database, object, is_table ? TEXT("") : object->name, &number, error))
        return false;
    if (number)
        list_add(arena, &plan->lost,
                 text_format(arena, "the %s %.*s goes with %lld %s", what, TEXT_ARG(name),
                             (long long)number, is_table ? "rows" : "values"));
    return true;
}

/* Rows of tables that were there before are as the statements have left them. */
static void add_lost_rows(Arena *arena, const Dialect *dialect, const Recovery *recovery,
                          UndoPlan *plan)
{
    Text script = recovery->migration->script;
    Effects all = effects_of(arena, &dialect->syntax, script);
    Effects effects = effects_of_rows_before(arena, &dialect->syntax, &all);
    size_t told = SIZE_MAX;
    for (list_each(Effect, effect, &effects)) {
        bool writes = effect->kind == EFFECT_INSERT || effect->kind == EFFECT_UPDATE ||
                      effect->kind == EFFECT_DELETE || effect->kind == EFFECT_UNKNOWN;
        size_t place = effect->statement;
        if (!writes || place == told || place >= recovery->statements.count ||
            recovery->statements.items[place].fate == FATE_NOT_DONE)
            continue;
        told = place;
        list_add(
            arena, &plan->lost,
            text_format(arena, "what statement %zu %s written into rows stays", place + 1,
                        recovery->statements.items[place].fate == FATE_DONE ? "has" : "may have"));
    }
}

bool recover_undo_plan(Arena *arena, Database *database, const Recovery *recovery, UndoPlan *plan,
                       Error *error)
{
    const Dialect *dialect = database->connection->dialect;
    KeptEntries kept;
    *plan = (UndoPlan){.script = TEXT("")};
    if (!keep_list(arena, database, &recovery->rows, &kept, error))
        return false;
    for (list_each(const Difference, difference, &recovery->left.differences))
        if (!add_lost(arena, database, difference, &kept, plan, error))
            return false;
    add_lost_rows(arena, dialect, recovery, plan);
    if (recovery->left.differences.count)
        plan->script =
            drift_repair(arena, &recovery->left, object_rules_of(dialect->name), REPAIR_DATABASE);
    return true;
}

static bool check_undone(Arena *arena, const History *history, const DescribeRequest *describe,
                         Recovery *recovery, Error *error)
{
    if (!recover_look_again(arena, history->database, describe, recovery, error))
        return false;
    if (recovery->left.count == 0)
        return true;
    fail(error, ERROR_D1048, "the undo does not lead back: %zu differences would stay",
         recovery->left.count);
    return error_hint(error, "undo by hand what is left, then:\n  dunlin migrate recover");
}

bool recover_undo(Arena *arena, const History *history, const DescribeRequest *describe,
                  Recovery *recovery, const UndoPlan *plan, KeepReport *report, Error *error)
{
    Database *database = history->database;
    KeepRestore *kept;
    Buffer mark = BUFFER(arena);
    size_t orphans = orphans_count(arena, database);
    *report = (KeepReport){0};
    history_update_rolled_back(history, &mark, recovery->row->id);
    buffer_add_string(&mark, "COMMIT;\n");
    if (!keep_restore_open(arena, database, &recovery->rows, &kept, error))
        return false;
    /* A table that is made anew is dropped, which must not reach the rows that refer to it. */
    bool was_enforced = database_enforce_foreign_keys(database, false);
    bool done =
        database_run(database, text_from(database->connection->dialect->begin), NULL, error) &&
        (!kept || keep_restore_look(kept, error)) &&
        (plan->script.length == 0 || database_run(database, plan->script, NULL, error)) &&
        (!kept || keep_restore(kept, report, error)) &&
        check_undone(arena, history, describe, recovery, error) &&
        orphans_check(arena, database, orphans, ERROR_D1048, error) &&
        database_run(database, buffer_text(&mark), NULL, error);
    Error unused = {.arena = error->arena};
    if (!done && database_in_transaction(database))
        database_run(database, TEXT("ROLLBACK"), NULL, &unused);
    database_enforce_foreign_keys(database, was_enforced);
    keep_restore_close(kept);
    return done;
}

#include "rollback/down.h"

#include "base/buffer.h"
#include "base/interrupt.h"
#include "history/apply.h"
#include "history/checksum.h"

/* The rows of migrations that are applied, the latest first; of each migration the latest row. */
static RowList applied_rows(Arena *arena, const History *history)
{
    RowList rows = {0};
    for (size_t i = history->rows.count; i-- > 0;) {
        const HistoryRow *row = history->rows.items[i];
        bool is_known = false;
        for (size_t j = 0; j < rows.count; j++)
            is_known |= text_equal(rows.items[j]->name, row->name);
        if (row_is_applied(row) && !is_known)
            list_add(arena, &rows, row);
    }
    return rows;
}

static bool count_rows(const DownRequest *request, const RowList *applied, size_t *count,
                       Error *error)
{
    *count = request->steps < applied->count ? request->steps : applied->count;
    if (request->to.length == 0)
        return true;
    for (*count = 0; *count < applied->count; (*count)++)
        if (text_equal(applied->items[*count]->name, request->to))
            return true;
    fail(error, ERROR_P3017, "the migration '%.*s' is not applied", TEXT_ARG(request->to));
    error_field(error, "migration_name", request->to);
    return error_hint(error, "give the whole name of the migration that is to be the latest one; "
                             "see them with:\n  dunlin migrate status");
}

static bool no_script(const HistoryRow *row, bool in_folder, Error *error)
{
    Text name = text_shell_word(error->arena, row->name);
    error_field(error, "migration_name", row->name);
    if (!in_folder) {
        fail(error, ERROR_D1035, "the migration '%.*s' is applied, but not in the folder",
             TEXT_ARG(row->name));
        return error_hint(error, "take it back from a checkout that has it, with its down.sql");
    }
    fail(error, ERROR_D1035, "the migration '%.*s' has no down script", TEXT_ARG(row->name));
    return error_hint(error,
                      "make one, look at it, and go on:\n"
                      "  dunlin migrate down-script %.*s\n"
                      "or write the SQL that takes it back into the file down.sql beside its "
                      "migration.sql",
                      TEXT_ARG(name));
}

/* A script of ours is right for one migration.sql only. What somebody has written is taken as it
 * is.
 */
static bool check_origin(Arena *arena, const DownItem *item, Error *error)
{
    const Migration *migration = item->migration;
    bool is_edited = !checksum_matches_text(arena, migration->script, item->row->checksum);
    if (!item->script.is_ours || (!item->script.is_outdated && !is_edited))
        return true;
    fail(error, ERROR_D1036, "the down script of '%.*s' was made for another migration.sql",
         TEXT_ARG(migration->name));
    error->file = item->script.path;
    error_field(error, "migration_name", migration->name);
    if (is_edited)
        return error_hint(error, "the file has been edited since it was applied: restore it (and "
                                 "down.sql) from version control");
    Text name = text_shell_word(error->arena, migration->name);
    return error_hint(error, "make it again:\n  dunlin migrate down-script %.*s", TEXT_ARG(name));
}

static bool add_item(Arena *arena, const DownRequest *request, const HistoryRow *row,
                     DownPlan *plan, Error *error)
{
    Migration *migration = folder_find(request->folder, row->name);
    DownItem item = {.migration = migration};
    HistoryRow *applied = NEW(arena, HistoryRow);
    *applied = *row;
    item.row = applied;
    if (!migration)
        return no_script(row, false, error);
    if (!migration_read_script(arena, request->folder, migration, error) ||
        !down_script_read(arena, request->folder, migration, &item.script, error))
        return false;
    if (!item.script.text.data)
        return no_script(row, true, error);
    if (!check_origin(arena, &item, error) ||
        !history_read_id(arena, &plan->history, row, &applied->id, error) ||
        !history_read_ids(arena, &plan->history, row->name, &item.rows, error))
        return false;
    list_add(arena, &plan->items, item);
    return true;
}

bool down_plan(Arena *arena, Database *database, const DownRequest *request, DownPlan *plan,
               Error *error)
{
    Diagnosis diagnosis;
    size_t count;
    *plan = (DownPlan){0};
    if (!history_read(arena, database, &plan->history, error))
        return false;
    diagnose(arena, request->folder, &plan->history, &diagnosis);
    if (!apply_check_failed(arena, &diagnosis, error))
        return false;
    RowList applied = applied_rows(arena, &plan->history);
    if (!count_rows(request, &applied, &count, error))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!add_item(arena, request, applied.items[i], plan, error))
            return false;
    return true;
}

/* The statement that the mark stands before: the first one that begins behind it. */
static size_t statement_behind(Arena *arena, const Dialect *dialect, const DownScript *script)
{
    ScriptPlan plan = script_plan(arena, dialect, SCRIPT_ATOMIC, script->text, 0, NULL);
    size_t offset = script->text.length - plan.script.length; /* of a byte order mark */
    size_t index = 0;
    while (index < plan.statements.count &&
           plan.statements.items[index].start + offset < script->mark)
        index++;
    return index;
}

typedef struct PuttingBack {
    Arena *arena;
    Database *database;
    KeepRestore *restore;
    KeepReport *report;
    bool is_unguarded; /* it was done without foreign keys, which are to be looked at */
} PuttingBack;

static bool look(void *context, Text id, Error *error)
{
    const PuttingBack *back = context;
    (void)id;
    return keep_restore_look(back->restore, error);
}

/* Puts back once more, with foreign keys that are not enforced: keys that they refer to may only
 * come behind the data, and rows may refer to each other in a circle. */
static bool put_back_unguarded(PuttingBack *back, Error *error)
{
    Database *database = back->database;
    *error = (Error){.arena = error->arena};
    bool was_enforced = database_enforce_foreign_keys(database, false);
    back->is_unguarded = true;
    bool done = database_run(database, TEXT("ROLLBACK TO putting_back"), NULL, error) &&
                keep_restore(back->restore, back->report, error);
    database_enforce_foreign_keys(database, was_enforced);
    return done;
}

static bool put_back(void *context, Text id, Error *error)
{
    PuttingBack *back = context;
    Database *database = back->database;
    (void)id;
    if (!can(database->connection->dialect, HAS_FOREIGN_KEY_SWITCH))
        return keep_restore(back->restore, back->report, error);
    if (!database_run(database, TEXT("SAVEPOINT putting_back"), NULL, error))
        return false;
    if (!keep_restore(back->restore, back->report, error) &&
        (interrupt_requested() || !database_in_transaction(database) ||
         !put_back_unguarded(back, error)))
        return false;
    return database_run(database, TEXT("RELEASE putting_back"), NULL, error);
}

static bool check_references(void *context, Text id, Error *error)
{
    const PuttingBack *back = context;
    Rows rows;
    (void)id;
    if (!back->is_unguarded)
        return true;
    Text query = text_from(back->database->connection->dialect->keep->dangling);
    if (!database_query(back->database, back->arena, query, &rows, error))
        return false;
    if (rows.rows.count == 0)
        return true;
    const Text *values = rows.rows.items[0].values;
    fail(error, ERROR_D1033, "rows of %.*s would refer to rows of %.*s that are not there",
         TEXT_ARG(values[0]), TEXT_ARG(values[1]));
    return error_hint(error, "nothing has changed; give the rows that were written since values "
                             "that hold after the migration is taken back, too");
}

bool down_run(Arena *arena, const DownPlan *plan, const DownItem *item, KeepReport *report,
              Error *error)
{
    Database *database = plan->history.database;
    const Dialect *dialect = database->connection->dialect;
    PuttingBack back = {.arena = arena, .database = database, .report = report};
    RunHooks hooks = {
        .context = &back, .begin = look, .between = put_back, .end = check_references};
    Migration down = {.name = item->migration->name, .script = item->script.text, .read = true};
    MigrationRun run = {.migration = &down, .path = item->script.path, .mode = SCRIPT_ATOMIC};
    *report = (KeepReport){0};
    if (!keep_restore_open(arena, database, &item->rows, &back.restore, error))
        return false;
    hooks.pause = statement_behind(arena, dialect, &item->script);
    run.hooks = back.restore ? &hooks : NULL;
    bool done = migration_run_down(arena, &plan->history, item->row, &run, error);
    keep_restore_close(back.restore);
    return done;
}

Text down_scripts(Arena *arena, const DownPlan *plan)
{
    Buffer out = BUFFER(arena);
    for (list_each(const DownItem, item, &plan->items))
        buffer_add_format(&out, "%.*s\n;\n", TEXT_ARG(item->script.text));
    return buffer_text(&out);
}

/* Copying what a migration is about to lose, before its first statement. */
#include "base/clock.h"
#include "rollback/keep/keeping.h"
#include "sql/writer.h"

Text keep_copy_query(Arena *arena, const KeepSql *sql, const KeepEntry *entry)
{
    Buffer query = BUFFER(arena);
    size_t count = 0;
    buffer_add_string(&query, "SELECT ");
    for (list_each(const KeepColumn, column, &entry->columns)) {
        if (column->is_computed && !column->is_key)
            continue;
        Text value = sql_text(arena, "{}", sql_name(column->name));
        keep_comma(&query, &count);
        sql_add(&query, "{} AS {}",
                sql_raw(keep_fill(arena, column->is_own_type ? sql->copied_own : sql->copied, value,
                                  TEXT(""))),
                sql_name(column->name));
    }
    sql_add(&query, " FROM {}", sql_raw(keep_name(arena, entry->namespace_name, entry->table)));
    return buffer_text(&query);
}

void keeper_tell(const Keeper *keeper, Text line)
{
    if (keeper->tell)
        keeper->tell(keeper->context, keeper->migration->name, line);
}

/* Numbers of columns that count are put back, too. */
static bool read_counters(Keeper *keeper, KeepEntry *entry, Error *error)
{
    const KeepSql *sql = keeper->database->connection->dialect->keep;
    Rows rows;
    bool counts = false;
    for (list_each(const KeepColumn, column, &entry->columns))
        counts = counts || (column->is_counted && (column->is_lost || entry->kind != KEEP_COLUMNS));
    if (!counts)
        return true;
    if (sql->has_counters) {
        if (!database_query(keeper->database, keeper->arena, text_from(sql->has_counters), &rows,
                            error))
            return false;
        if (rows.rows.count == 0)
            return true;
    }
    Text query = sql_text(keeper->arena, sql->counters, sql_literal(entry->namespace_name),
                          sql_literal(entry->table));
    if (!database_query(keeper->database, keeper->arena, query, &rows, error))
        return false;
    for (list_each(const Row, row, &rows.rows))
        list_add(keeper->arena, &entry->counters, (KeepCounter){row->values[0], row->values[1]});
    return true;
}

static bool copy_entry(Keeper *keeper, KeptEntry *kept, Error *error)
{
    const KeepSql *sql = keeper->database->connection->dialect->keep;
    Buffer copy = BUFFER(keeper->arena);
    if (!read_counters(keeper, &kept->entry, error))
        return false;
    sql_add(&copy, "CREATE TABLE {} AS {};\n", sql_raw(keep_table(keeper->arena, kept->number)),
            sql_raw(keep_copy_query(keeper->arena, sql, &kept->entry)));
    keep_insert_entry(&copy, keeper->database, kept);
    return database_run(keeper->store, buffer_text(&copy), NULL, error);
}

/* Runs that failed have left entries in a store that is a file: of this row, or of none. */
static bool forget_failed(Keeper *keeper, Text row, Error *error)
{
    KeptEntries entries = {0};
    KeptEntries failed = {0};
    if (keeper->store == keeper->database)
        return true;
    if (!keep_read_entries(keeper->arena, keeper->store, NULL, &entries, error) ||
        !keep_find_orphans(keeper->arena, keeper->database, &entries, error))
        return false;
    for (list_each(const KeptEntry, kept, &entries))
        if (kept->is_orphan || text_equal(kept->row, row))
            list_add(keeper->arena, &failed, *kept);
    return keep_forget(keeper->arena, keeper->store, &failed, error);
}

static bool copy_all(Keeper *keeper, Text row, Error *error)
{
    int64_t last;
    if (!keep_make(keeper->arena, keeper->store, error) || !forget_failed(keeper, row, error) ||
        !keep_number(keeper->arena, keeper->store,
                     TEXT("SELECT max(number) FROM " KEEP_SPACE ".entries"), &last, error))
        return false;
    int64_t now = clock_now();
    for (list_each(const KeepEntry, entry, &keeper->plan.entries)) {
        KeptEntry *kept = &list_push(keeper->arena, &keeper->kept);
        *kept = (KeptEntry){.number = ++last,
                            .row = text_copy(keeper->arena, row),
                            .migration = keeper->migration->name,
                            .entry = *entry,
                            .kept_at = now};
        if (!copy_entry(keeper, kept, error))
            return false;
    }
    return true;
}

/* The store that is a file is written by a connection of its own, which is done before the script
 * begins. It reads what the migration's connection sees, which has the write lock and has written
 * nothing yet. */
static bool copy_to_file(Keeper *keeper, Text row, Error *error)
{
    bool found;
    if (!keeper->store) {
        if (!database_open(keeper->arena, keeper->database->connection, OPEN_READ_WRITE,
                           &keeper->store, error) ||
            !keep_attach(keeper->arena, keeper->store, true, &found, error))
            return false;
    }
    if (database_in_transaction(keeper->store) &&
        !database_run(keeper->store, TEXT("ROLLBACK"), NULL, error))
        return false;
    return database_run(keeper->store, TEXT("BEGIN"), NULL, error) &&
           copy_all(keeper, row, error) && database_run(keeper->store, TEXT("COMMIT"), NULL, error);
}

/* What others write between the copy and the statement that loses it would be lost. */
static bool lock_tables(Keeper *keeper, Error *error)
{
    const char *lock = keeper->database->connection->dialect->keep->lock;
    Buffer tables = BUFFER(keeper->arena);
    size_t count = 0;
    if (!lock || keeper->plan.entries.count == 0)
        return true;
    for (list_each(const KeepEntry, entry, &keeper->plan.entries)) {
        keep_comma(&tables, &count);
        buffer_add(&tables, keep_name(keeper->arena, entry->namespace_name, entry->table));
    }
    return database_run(keeper->database,
                        sql_text(keeper->arena, lock, sql_raw(buffer_text(&tables))), NULL, error);
}

static bool begin_keeping(Keeper *keeper, Text row, Error *error)
{
    keeper->kept = (KeptEntries){0};
    if (!keep_plan_read(keeper->arena, keeper->database, keeper->migration->script,
                        &keeper->catalog, &keeper->plan, error))
        return false;
    for (list_each(const Text, flaw, &keeper->plan.flaws))
        keeper_tell(keeper, *flaw);
    if (!lock_tables(keeper, error) || !keep_net_count(keeper, error))
        return false;
    if (keeper->plan.entries.count == 0)
        return true;
    return can(keeper->database->connection->dialect, HAS_FILE) ? copy_to_file(keeper, row, error)
                                                                : copy_all(keeper, row, error);
}

/* Before the script's first statement. */
static bool begin(void *context, Text row, Error *error)
{
    Keeper *keeper = context;
    Text settings;
    keeper->begun = true;
    return keep_begin_exact(keeper->arena, keeper->database, &settings, error) &&
           begin_keeping(keeper, row, error) && keep_end_exact(keeper->database, settings, error);
}

/* Behind its last statement. What it has set is set back by whoever ends the transaction. */
static bool end(void *context, Text row, Error *error)
{
    Keeper *keeper = context;
    Text settings;
    KeepCatalog after;
    (void)row;
    if (!keeper->begun)
        return true;
    return keep_begin_exact(keeper->arena, keeper->database, &settings, error) &&
           keep_catalog_read(keeper->arena, keeper->database, &after, error) &&
           keep_net(keeper, &after, error) && keep_settle(keeper, error) &&
           keep_end_exact(keeper->database, settings, error);
}

/* A store that is a file was not undone with the script. */
static bool undone(void *context, Text row, Error *error)
{
    Keeper *keeper = context;
    (void)row;
    if (keeper->store == keeper->database || keeper->kept.count == 0)
        return true;
    if (database_in_transaction(keeper->store) &&
        !database_run(keeper->store, TEXT("ROLLBACK"), NULL, error))
        return false;
    return database_run(keeper->store, TEXT("BEGIN"), NULL, error) &&
           keep_forget(keeper->arena, keeper->store, &keeper->kept, error) &&
           database_run(keeper->store, TEXT("COMMIT"), NULL, error);
}

bool keeper_open(Arena *arena, Database *database, KeepTell *tell, void *context, Keeper **keeper,
                 Error *error)
{
    *keeper = NEW(arena, Keeper);
    **keeper = (Keeper){.arena = arena, .database = database, .tell = tell, .context = context};
    if (!can(database->connection->dialect, HAS_FILE))
        (*keeper)->store = database;
    return !text_is(database->connection->file, SQLITE_IN_MEMORY) ||
           fail(error, ERROR_D1050,
                "a database in memory has no place where anything could be kept");
}

void keeper_close(Keeper *keeper)
{
    if (keeper && keeper->store != keeper->database)
        database_close(keeper->store);
}

const RunHooks *keeper_hooks(Keeper *keeper, const Migration *migration)
{
    keeper->migration = migration;
    keeper->begun = false;
    keeper->kept = (KeptEntries){0};
    keeper->hooks = (RunHooks){
        .context = keeper, .begin = begin, .end = end, .undone = undone, .pause = SIZE_MAX};
    return &keeper->hooks;
}

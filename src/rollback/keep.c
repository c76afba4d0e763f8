/* What is kept: the list, and forgetting. */
#include "rollback/keep.h"

#include "base/file.h"
#include "history/table.h"
#include "rollback/keep/store.h"
#include "sql/writer.h"

/* Rows, and bytes of their values. */
static bool measure(Arena *arena, Database *database, Text table, const KeepEntry *entry,
                    int64_t *rows, int64_t *bytes, Error *error)
{
    const KeepSql *sql = database->connection->dialect->keep;
    Buffer query = BUFFER(arena);
    Rows read;
    buffer_add_string(&query, "SELECT count(*), coalesce(sum(0");
    for (list_each(const KeepColumn, column, &entry->columns)) {
        if (column->is_computed && !column->is_key)
            continue;
        Text value = sql_text(arena, "{}", sql_name(column->name));
        sql_add(&query, " + {}", sql_raw(keep_fill(arena, sql->size, value, TEXT(""))));
    }
    sql_add(&query, "), 0) FROM {}", sql_raw(table));
    if (!database_query(database, arena, buffer_text(&query), &read, error))
        return false;
    return text_to_int64(read.rows.items[0].values[0], rows) &&
           text_to_int64(read.rows.items[0].values[1], bytes);
}

bool keep_measure(Arena *arena, Database *database, const KeepEntry *entry, int64_t *rows,
                  int64_t *bytes, Error *error)
{
    return measure(arena, database, keep_name(arena, entry->namespace_name, entry->table), entry,
                   rows, bytes, error);
}

bool keep_find_orphans(Arena *arena, Database *database, KeptEntries *entries, Error *error)
{
    History history;
    Map ids = MAP(arena);
    Rows rows;
    if (!history_read(arena, database, &history, error))
        return false;
    if (history.exists) {
        Text query = sql_text(arena, "SELECT id FROM {}", sql_raw(history.table));
        if (!database_query(database, arena, query, &rows, error))
            return false;
        for (list_each(const Row, row, &rows.rows))
            map_set(&ids, row->values[0], &history);
    }
    for (list_each(KeptEntry, kept, entries))
        kept->is_orphan = map_get(&ids, kept->row) == NULL;
    return true;
}

static bool list_attached(Arena *arena, Database *database, const TextList *rows,
                          KeptEntries *entries, Error *error)
{
    if (!keep_read_entries(arena, database, rows, entries, error) ||
        !keep_find_orphans(arena, database, entries, error))
        return false;
    for (list_each(KeptEntry, kept, entries))
        if (!measure(arena, database, keep_table(arena, kept->number), &kept->entry, &kept->rows,
                     &kept->bytes, error))
            return false;
    return true;
}

bool keep_list(Arena *arena, Database *database, const TextList *rows, KeptEntries *entries,
               Error *error)
{
    bool found;
    *entries = (KeptEntries){0};
    if (!keep_attach(arena, database, false, &found, error))
        return false;
    bool done = !found || list_attached(arena, database, rows, entries, error);
    keep_detach(database);
    return done;
}

bool keep_forget(Arena *arena, Database *database, const KeptEntries *entries, Error *error)
{
    Buffer sql = BUFFER(arena);
    for (list_each(const KeptEntry, kept, entries))
        sql_add(&sql,
                "DROP TABLE IF EXISTS {};\nDELETE FROM " KEEP_SPACE ".entries WHERE number = {};\n",
                sql_raw(keep_table(arena, kept->number)), sql_number(kept->number));
    return sql.length == 0 || database_run(database, buffer_text(&sql), NULL, error);
}

/* Nothing is left where somebody else's entries are not. */
static bool drop_empty(Arena *arena, Database *database, Error *error)
{
    int64_t left;
    const char *drop = database->connection->dialect->keep->drop;
    return keep_number(arena, database, TEXT("SELECT count(*) FROM " KEEP_SPACE ".entries"), &left,
                       error) &&
           (left > 0 || database_run(database, text_from(drop), NULL, error));
}

static bool purge_attached(Arena *arena, Database *database, const KeptEntries *entries, bool drop,
                           Error *error)
{
    Error unused = {.arena = arena};
    if (!database_run(database, text_from(database->connection->dialect->begin), NULL, error))
        return false;
    if (keep_forget(arena, database, entries, error) &&
        (!drop || drop_empty(arena, database, error)) &&
        database_run(database, TEXT("COMMIT"), NULL, error))
        return true;
    database_run(database, TEXT("ROLLBACK"), NULL, &unused);
    return false;
}

bool keep_purge(Arena *arena, Database *database, const KeptEntries *entries, Error *error)
{
    bool found;
    if (!keep_attach(arena, database, false, &found, error))
        return false;
    bool done = !found || purge_attached(arena, database, entries, false, error);
    keep_detach(database);
    return done;
}

bool keep_drop(Arena *arena, Database *database, Error *error)
{
    const Connection *connection = database->connection;
    bool found;
    KeptEntries all = {0};
    if (can(connection->dialect, HAS_FILE)) {
        Text file = keep_file(arena, connection);
        return !file_is_file(file) || file_remove(arena, file, error);
    }
    return keep_attach(arena, database, false, &found, error) &&
           (!found || (keep_read_entries(arena, database, NULL, &all, error) &&
                       purge_attached(arena, database, &all, true, error)));
}

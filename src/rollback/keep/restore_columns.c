/* Values come back: those of columns that are gone, and those that became others. */
#include "rollback/keep/restoring.h"
#include "sql/writer.h"

/* Columns that count on their own insist on it. */
static void add_always(const EntryRestore *entry, bool always, Buffer *sql)
{
    for (list_each(const KeepColumn, column, &entry->kept->entry.columns))
        if (column->is_always && column->is_lost)
            sql_add(sql, "ALTER TABLE {} ALTER COLUMN {} SET GENERATED {};\n",
                    sql_raw(entry->target), sql_name(column->name),
                    sql_raw(always ? TEXT("ALWAYS") : TEXT("BY DEFAULT")));
}

/* UPDATE … SET "column" = kept value … FROM kept k WHERE same key */
static void add_update(const EntryRestore *entry, Buffer *sql, const TextList *names,
                       const TextList *values, Text condition)
{
    size_t count = 0;
    if (names->count == 0)
        return;
    buffer_add_format(sql, "UPDATE %.*s AS t SET ", TEXT_ARG(entry->target));
    for (size_t i = 0; i < names->count; i++) {
        keep_comma(sql, &count);
        sql_add(sql, "{} = {}", sql_name(names->items[i]), sql_raw(values->items[i]));
    }
    buffer_add_format(sql, " FROM %.*s k WHERE ", TEXT_ARG(entry->source));
    keep_add_join(entry, sql);
    buffer_add(sql, condition);
    buffer_add_string(sql, ";\n");
}

static void add_updates(const EntryRestore *entry, Buffer *sql)
{
    Arena *arena = entry->restore->arena;
    TextList names = {0};
    TextList values = {0};
    size_t changed = 0;
    for (list_each(const KeepColumn, column, &entry->kept->entry.columns)) {
        size_t number = changed;
        bool stays = keep_is_changed(column);
        changed += stays ? 1 : 0;
        uint32_t place = keep_catalog_column(
            entry->table, &entry->restore->database->connection->dialect->syntax, column->name);
        if (!column->is_lost || column->is_key || column->is_computed || place == NO_CATALOG_TABLE)
            continue;
        if (!stays) {
            list_add(arena, &names, column->name);
            list_add(arena, &values, keep_loose_value(entry, column));
        } else if (entry->kept->is_settled) {
            TextList name = {0};
            TextList value = {0};
            list_add(arena, &name, column->name);
            list_add(arena, &value, keep_loose_value(entry, column));
            add_update(entry, sql, &name, &value,
                       sql_text(arena, " AND k.{} = 0", sql_name(keep_newer(arena, number))));
        }
    }
    add_update(entry, sql, &names, &values, TEXT(""));
}

/* Counts values that stay as somebody has changed them, and rows that are gone or new. */
static bool count_columns(EntryRestore *entry, int64_t *rows, Error *error)
{
    RestoredEntry *report = &entry->report;
    Buffer query = BUFFER(entry->restore->arena);
    size_t changed = 0;
    int64_t there;
    buffer_add_format(&query, "SELECT count(*) FROM %.*s k", TEXT_ARG(entry->source));
    if (!keep_restore_count(entry, &query, rows, error))
        return false;
    buffer_add_format(&query, " JOIN %.*s t ON ", TEXT_ARG(entry->target));
    keep_add_join(entry, &query);
    if (!keep_restore_count(entry, &query, &report->restored, error))
        return false;
    buffer_add_string(&query, " WHERE ");
    if (keep_add_loosened(entry, &query) &&
        !keep_restore_count(entry, &query, &report->loosened, error))
        return false;
    buffer_clear(&query);
    buffer_add_format(&query, "SELECT count(*) FROM %.*s t", TEXT_ARG(entry->target));
    if (!keep_restore_count(entry, &query, &there, error))
        return false;
    report->gone = *rows - report->restored;
    bool whole = false;
    for (list_each(const KeepColumn, column, &entry->kept->entry.columns))
        whole = whole || (column->is_lost && column->now.length == 0);
    report->added = whole ? there - report->restored : 0;
    for (list_each(const KeepColumn, column, &entry->kept->entry.columns)) {
        int64_t newer = 0;
        if (!keep_is_changed(column))
            continue;
        buffer_clear(&query);
        sql_add(&query, "SELECT count(*) FROM {} k WHERE k.{} = 1", sql_raw(entry->source),
                sql_name(keep_newer(entry->restore->arena, changed++)));
        if (entry->kept->is_settled && !keep_restore_count(entry, &query, &newer, error))
            return false;
        report->newer += entry->kept->is_settled ? newer : report->restored;
    }
    return true;
}

/* What was put back is forgotten: rows that are there, have no newer value, and refer to what they
 * did. */
static bool forget_columns(const EntryRestore *entry, Error *error)
{
    Buffer sql = BUFFER(entry->restore->arena);
    Buffer loosened = BUFFER(entry->restore->arena);
    size_t changed = 0;
    buffer_add_format(&sql, "DELETE FROM %.*s AS k WHERE EXISTS (SELECT 1 FROM %.*s t WHERE ",
                      TEXT_ARG(entry->source), TEXT_ARG(entry->target));
    keep_add_join(entry, &sql);
    buffer_add_char(&sql, ')');
    for (list_each(const KeepColumn, column, &entry->kept->entry.columns))
        if (keep_is_changed(column))
            sql_add(&sql, " AND k.{} = 0", sql_name(keep_newer(entry->restore->arena, changed++)));
    if (keep_add_loosened(entry, &loosened))
        buffer_add_format(&sql, " AND NOT %.*s", TEXT_ARG(buffer_text(&loosened)));
    buffer_add_string(&sql, ";\n");
    return (changed > 0 && !entry->kept->is_settled) || keep_restore_run(entry, &sql, error);
}

bool keep_restore_columns(EntryRestore *entry, Error *error)
{
    Buffer sql = BUFFER(entry->restore->arena);
    int64_t rows;
    for (list_each(const KeepColumn, column, &entry->kept->entry.columns))
        if (keep_catalog_column(entry->table,
                                &entry->restore->database->connection->dialect->syntax,
                                column->name) == NO_CATALOG_TABLE)
            entry->report.missing = true;
    if (!entry->kept->entry.has_key || entry->report.missing) {
        entry->report.missing = true;
        return true;
    }
    if (!count_columns(entry, &rows, error))
        return false;
    add_always(entry, false, &sql);
    add_updates(entry, &sql);
    add_always(entry, true, &sql);
    return keep_restore_run(entry, &sql, error) &&
           (entry->report.restored == rows && entry->report.newer == 0 &&
                    entry->report.loosened == 0
                ? true
                : forget_columns(entry, error));
}

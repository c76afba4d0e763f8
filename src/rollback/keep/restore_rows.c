/* Rows that are gone come back: those of dropped tables, and deleted ones. What becomes of each is
 * noted beside it first: rows of several tables may refer to each other. */
#include "rollback/keep/restoring.h"
#include "sql/writer.h"

/* ---- what becomes of the rows ---- */

/* EXISTS (a row of the table that has the key) */
static void add_is_there(const EntryRestore *entry, Buffer *out)
{
    buffer_add_format(out, "EXISTS (SELECT 1 FROM %.*s t WHERE ", TEXT_ARG(entry->target));
    keep_add_join(entry, out);
    buffer_add_char(out, ')');
}

static void add_fate(const EntryRestore *entry, Buffer *sql, RowFate becomes, Text condition)
{
    sql_add(sql, "UPDATE {} AS k SET {} = {} WHERE {} = 0 AND {};\n", sql_raw(entry->source),
            sql_name(keep_fate), sql_number(becomes), sql_name(keep_fate), sql_raw(condition));
}

static bool count_fate(const EntryRestore *entry, RowFate which, int64_t *rows, Error *error)
{
    Buffer query = BUFFER(entry->restore->arena);
    sql_add(&query, "SELECT count(*) FROM {} WHERE {} = {}", sql_raw(entry->source),
            sql_name(keep_fate), sql_number(which));
    return keep_restore_count(entry, &query, rows, error);
}

/* What is asked of kept parents again and again is found by an index. */
static void add_indexes(const EntryRestore *entry, Buffer *sql)
{
    size_t count = 0;
    for (restore_each(child, entry->restore))
        for (list_each(const KeepReference, reference, &child->kept->entry.references)) {
            Buffer columns = BUFFER(sql->arena);
            size_t names = 0;
            if (child->state != ENTRY_COMES_BACK || !keep_has_parents(entry, reference))
                continue;
            for (list_each(const Text, name, &reference->referenced)) {
                keep_comma(&columns, &names);
                sql_add_name(&columns, *name);
            }
            Text index = text_format(sql->arena, "%.*s_%zu", TEXT_ARG(entry->kept->name), count++);
            sql_add(sql, entry->restore->sql->index, sql_name(index), sql_name(entry->kept->name),
                    sql_raw(buffer_text(&columns)));
        }
}

static bool begin_fates(const EntryRestore *entry, Error *error)
{
    Buffer sql = BUFFER(entry->restore->arena);
    sql_add(&sql, "ALTER TABLE {} ADD COLUMN {} integer NOT NULL DEFAULT 0;\n",
            sql_raw(entry->source), sql_name(keep_fate));
    add_indexes(entry, &sql);
    if (entry->kept->entry.has_key) {
        Buffer there = BUFFER(entry->restore->arena);
        add_is_there(entry, &there);
        add_fate(entry, &sql, ROW_IS_TAKEN, buffer_text(&there));
    }
    return keep_restore_run(entry, &sql, error);
}

/* Rows that need others that are gone stay kept, and so do those that need these. */
static bool refuse(const EntryRestore *entry, bool *any, Error *error)
{
    Buffer sql = BUFFER(entry->restore->arena);
    int64_t before;
    int64_t behind;
    for (list_each(const KeepReference, reference, &entry->kept->entry.references)) {
        Buffer broken = BUFFER(entry->restore->arena);
        if (!keep_has_parent(entry, reference) || keep_is_loose(entry, reference))
            continue;
        buffer_add_string(&broken, "NOT ");
        keep_add_holds(entry, reference, &broken);
        add_fate(entry, &sql, ROW_IS_REFUSED, buffer_text(&broken));
    }
    if (sql.length == 0)
        return true;
    if (!count_fate(entry, ROW_IS_REFUSED, &before, error) ||
        !keep_restore_run(entry, &sql, error) || !count_fate(entry, ROW_IS_REFUSED, &behind, error))
        return false;
    *any = *any || behind > before;
    return true;
}

static bool loosen(const EntryRestore *entry, Error *error)
{
    Buffer sql = BUFFER(entry->restore->arena);
    for (list_each(const KeepReference, reference, &entry->kept->entry.references)) {
        Buffer broken = BUFFER(entry->restore->arena);
        if (!keep_has_parent(entry, reference) || !keep_is_loose(entry, reference))
            continue;
        buffer_add_string(&broken, "NOT ");
        keep_add_holds(entry, reference, &broken);
        add_fate(entry, &sql, ROW_IS_LOOSENED, buffer_text(&broken));
    }
    return keep_restore_run(entry, &sql, error);
}

static bool count_fates(EntryRestore *entry, Error *error)
{
    RestoredEntry *report = &entry->report;
    int64_t whole;
    int64_t taken;
    if (!count_fate(entry, ROW_COMES_BACK, &whole, error) ||
        !count_fate(entry, ROW_IS_LOOSENED, &report->loosened, error) ||
        !count_fate(entry, ROW_IS_REFUSED, &report->refused, error) ||
        !count_fate(entry, ROW_IS_TAKEN, &taken, error))
        return false;
    report->restored = whole + report->loosened;
    /* Where it is not known which rows were lost, those that are there were not. */
    report->refused += entry->kept->is_settled ? taken : 0;
    return true;
}

static bool tell_fates(KeepRestore *restore, Error *error)
{
    bool again = true;
    for (restore_each(entry, restore))
        if (entry->state == ENTRY_COMES_BACK && !begin_fates(entry, error))
            return false;
    while (again) {
        again = false;
        for (restore_each(entry, restore))
            if (entry->state == ENTRY_COMES_BACK && !refuse(entry, &again, error))
                return false;
    }
    for (restore_each(entry, restore))
        if (entry->state == ENTRY_COMES_BACK &&
            !(loosen(entry, error) && count_fates(entry, error)))
            return false;
    return true;
}

/* ---- back ---- */

/* INSERT INTO … SELECT … FROM kept k WHERE … */
static void add_insert(const EntryRestore *entry, Buffer *sql)
{
    const SqlSyntax *syntax = &entry->restore->database->connection->dialect->syntax;
    Buffer names = BUFFER(sql->arena);
    Buffer values = BUFFER(sql->arena);
    size_t count = 0;
    size_t count_of_values = 0;
    for (list_each(const KeepColumn, column, &entry->kept->entry.columns)) {
        uint32_t place = keep_catalog_column(entry->table, syntax, column->name);
        if (place == NO_CATALOG_TABLE || column->is_computed ||
            entry->table->columns.items[place].is_computed)
            continue;
        keep_comma(&names, &count);
        sql_add_name(&names, column->name);
        keep_comma(&values, &count_of_values);
        buffer_add(&values, keep_loose_value(entry, column));
    }
    sql_add(sql, "INSERT INTO {} ({}) {}SELECT {} FROM {} k", sql_raw(entry->target),
            sql_raw(buffer_text(&names)), sql_raw(text_from(entry->restore->sql->insert_always)),
            sql_raw(buffer_text(&values)), sql_raw(entry->source));
    sql_add(sql, " WHERE k.{} <= {}", sql_name(keep_fate), sql_number(ROW_IS_LOOSENED));
}

/* All of them as one statement, or so that the database looks at references behind the last one:
 * each may refer to rows of another. */
static bool insert_rows(KeepRestore *restore, Error *error)
{
    const char *defer = restore->sql->defer_references;
    size_t left = 0;
    Buffer sql = BUFFER(restore->arena);
    for (restore_each(entry, restore))
        left += entry->state == ENTRY_COMES_BACK;
    bool several = left > 1;
    if (several && defer)
        buffer_add_format(&sql, "%s = ON;\n", defer);
    for (restore_each(entry, restore)) {
        if (entry->state != ENTRY_COMES_BACK)
            continue;
        bool inside = several && !defer && --left > 0;
        if (inside)
            buffer_add_format(&sql, "%s i%zu AS (", sql.length ? "," : "WITH", left);
        add_insert(entry, &sql);
        buffer_add_string(&sql, inside ? ")" : ";\n");
    }
    if (several && defer)
        buffer_add_format(&sql, "%s = OFF;\n", defer);
    return database_run(restore->database, buffer_text(&sql), NULL, error);
}

/* What did not come back as it was stays kept. */
static bool leave_rest(const EntryRestore *entry, Error *error)
{
    Buffer sql = BUFFER(entry->restore->arena);
    sql_add(&sql, "DELETE FROM {} WHERE {} = {};\n", sql_raw(entry->source), sql_name(keep_fate),
            sql_number(ROW_COMES_BACK));
    return keep_restore_run(entry, &sql, error);
}

bool keep_restore_rows(KeepRestore *restore, Error *error)
{
    if (!tell_fates(restore, error) || !insert_rows(restore, error))
        return false;
    for (restore_each(entry, restore))
        if (entry->state == ENTRY_COMES_BACK && !leave_rest(entry, error))
            return false;
    return true;
}

/* Rows that are gone come back: those of dropped tables, and deleted ones. */
#include "rollback/keep_restoring.h"
#include "sql/writer.h"

static const KeepColumn *column_named(const KeepEntry *entry, Text name)
{
    for (list_each(const KeepColumn, column, &entry->columns))
        if (text_equal_ignoring_case(column->name, name))
            return column;
    return NULL;
}

/* True for references that can hold or not: their table is there. */
static bool has_parent(const EntryRestore *entry, const KeepReference *reference)
{
    const SqlSyntax *syntax = &entry->restore->database->connection->dialect->syntax;
    return keep_catalog_find(&entry->restore->catalog, syntax, reference->namespace_name,
                             reference->table) != NO_CATALOG_TABLE;
}

static bool is_loose(const EntryRestore *entry, const KeepReference *reference)
{
    for (list_each(const Text, name, &reference->columns)) {
        const KeepColumn *column = column_named(&entry->kept->entry, *name);
        if (column && !column->is_required)
            return true;
    }
    return false;
}

/* The rows that come back themselves, where the reference leads to the same table. */
static void add_among_themselves(const EntryRestore *entry, const KeepReference *reference,
                                 Buffer *out)
{
    const KeepEntry *kept = &entry->kept->entry;
    if (!text_equal(reference->table, kept->table) ||
        !text_equal(reference->namespace_name, kept->namespace_name))
        return;
    sql_add(out, " OR EXISTS (SELECT 1 FROM {} o WHERE ", sql_raw(entry->source));
    for (size_t i = 0; i < reference->columns.count; i++)
        sql_add(out, "{}o.{} = k.{}", sql_raw(i ? TEXT(" AND ") : TEXT("")),
                sql_name(reference->referenced.items[i]), sql_name(reference->columns.items[i]));
    buffer_add_char(out, ')');
}

/* The reference of a kept row holds: (k.a IS NULL OR … OR EXISTS (SELECT 1 FROM parent …)) */
static void add_holds(const EntryRestore *entry, const KeepReference *reference, Buffer *out)
{
    Arena *arena = entry->restore->arena;
    buffer_add_char(out, '(');
    for (list_each(const Text, name, &reference->columns))
        sql_add(out, "k.{} IS NULL OR ", sql_name(*name));
    sql_add(out, "EXISTS (SELECT 1 FROM {} p WHERE ",
            sql_raw(keep_name(arena, reference->namespace_name, reference->table)));
    for (size_t i = 0; i < reference->columns.count; i++) {
        const KeepColumn *column = column_named(&entry->kept->entry, reference->columns.items[i]);
        Text value = column ? keep_value(entry, column) : TEXT("NULL");
        sql_add(out, "{}p.{} = {}", sql_raw(i ? TEXT(" AND ") : TEXT("")),
                sql_name(reference->referenced.items[i]), sql_raw(value));
    }
    buffer_add_char(out, ')');
    add_among_themselves(entry, reference, out);
    buffer_add_char(out, ')');
}

/* WHERE …: the rows that can come back. */
static void add_condition(const EntryRestore *entry, Buffer *out)
{
    buffer_add_string(out, " WHERE 1 = 1");
    for (list_each(const KeepReference, reference, &entry->kept->entry.references)) {
        if (!has_parent(entry, reference) || is_loose(entry, reference))
            continue;
        buffer_add_string(out, " AND ");
        add_holds(entry, reference, out);
    }
}

/* The value of a column; NULL where it refers to nothing any more and may. */
static Text value_of(const EntryRestore *entry, const KeepColumn *column)
{
    Text value = keep_value(entry, column);
    for (list_each(const KeepReference, reference, &entry->kept->entry.references)) {
        bool has = false;
        for (list_each(const Text, name, &reference->columns))
            has = has || text_equal_ignoring_case(*name, column->name);
        if (!has || column->is_required || !has_parent(entry, reference))
            continue;
        Buffer loose = BUFFER(entry->restore->arena);
        buffer_add_string(&loose, "CASE WHEN ");
        add_holds(entry, reference, &loose);
        buffer_add_format(&loose, " THEN %.*s END", TEXT_ARG(value));
        value = buffer_text(&loose);
    }
    return value;
}

static bool count_loosened(const EntryRestore *entry, Error *error)
{
    Buffer query = BUFFER(entry->restore->arena);
    size_t count = 0;
    buffer_add_format(&query, "SELECT count(*) FROM %.*s k WHERE ", TEXT_ARG(entry->source));
    for (list_each(const KeepReference, reference, &entry->kept->entry.references)) {
        if (!has_parent(entry, reference) || !is_loose(entry, reference))
            continue;
        buffer_add_string(&query, count++ ? " OR NOT " : "NOT ");
        add_holds(entry, reference, &query);
    }
    return count == 0 || keep_restore_count(entry, &query, &entry->report->loosened, error);
}

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
        buffer_add(&values, value_of(entry, column));
    }
    sql_add(sql, "INSERT INTO {} ({}) {}SELECT {} FROM {} k", sql_raw(entry->target),
            sql_raw(buffer_text(&names)), sql_raw(text_from(entry->restore->sql->insert_always)),
            sql_raw(buffer_text(&values)), sql_raw(entry->source));
    add_condition(entry, sql);
    buffer_add_string(sql, ";\n");
}

/* EXISTS (a row of the table that has the key) */
static void add_is_there(const EntryRestore *entry, Buffer *out)
{
    buffer_add_format(out, "EXISTS (SELECT 1 FROM %.*s t WHERE ", TEXT_ARG(entry->target));
    keep_add_join(entry, out);
    buffer_add_char(out, ')');
}

/* Rows whose key somebody has taken since are set aside. */
static bool set_taken_aside(const EntryRestore *entry, int64_t *taken, Error *error)
{
    Buffer query = BUFFER(entry->restore->arena);
    Buffer sql = BUFFER(entry->restore->arena);
    *taken = 0;
    if (!entry->kept->entry.has_key)
        return true;
    buffer_add_format(&query, "SELECT count(*) FROM %.*s k WHERE ", TEXT_ARG(entry->source));
    add_is_there(entry, &query);
    if (!keep_restore_count(entry, &query, taken, error))
        return false;
    if (*taken == 0)
        return true;
    buffer_add_format(&sql, "CREATE TABLE " KEEP_SPACE ".taken AS SELECT * FROM %.*s k WHERE ",
                      TEXT_ARG(entry->source));
    add_is_there(entry, &sql);
    buffer_add_format(&sql, ";\nDELETE FROM %.*s AS k WHERE ", TEXT_ARG(entry->source));
    add_is_there(entry, &sql);
    buffer_add_string(&sql, ";\n");
    return keep_restore_run(entry, &sql, error);
}

/* What did not come back stays kept. */
static bool leave_rest(const EntryRestore *entry, int64_t taken, Error *error)
{
    Buffer query = BUFFER(entry->restore->arena);
    Buffer sql = BUFFER(entry->restore->arena);
    int64_t before;
    buffer_add_format(&query, "SELECT count(*) FROM %.*s k", TEXT_ARG(entry->source));
    if (!keep_restore_count(entry, &query, &before, error))
        return false;
    add_condition(entry, &query);
    if (!keep_restore_count(entry, &query, &entry->report->restored, error))
        return false;
    buffer_add_format(&sql, "DELETE FROM %.*s AS k", TEXT_ARG(entry->source));
    add_condition(entry, &sql);
    buffer_add_string(&sql, ";\n");
    if (taken)
        buffer_add_format(&sql,
                          "INSERT INTO %.*s SELECT * FROM " KEEP_SPACE
                          ".taken;\nDROP TABLE " KEEP_SPACE ".taken;\n",
                          TEXT_ARG(entry->source));
    entry->report->refused = before - entry->report->restored;
    if (entry->kept->is_settled)
        entry->report->refused += taken;
    return keep_restore_run(entry, &sql, error);
}

bool keep_restore_rows(EntryRestore *entry, Error *error)
{
    Buffer sql = BUFFER(entry->restore->arena);
    int64_t taken;
    if (!set_taken_aside(entry, &taken, error) || !count_loosened(entry, error))
        return false;
    add_insert(entry, &sql);
    return keep_restore_run(entry, &sql, error) && leave_rest(entry, taken, error);
}

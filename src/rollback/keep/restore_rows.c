/* Rows that are gone come back: those of dropped tables, and deleted ones. What becomes of each is
 * noted beside it first: rows of several tables may refer to each other. */
#include "rollback/keep/restoring.h"
#include "sql/writer.h"

typedef enum RowFate {
    ROW_COMES_BACK,
    ROW_IS_LOOSENED, /* it comes back, and refers to nothing where its parent is gone */
    ROW_IS_REFUSED,  /* it needs a parent that is gone */
    ROW_IS_TAKEN,    /* somebody has given its key to another row, or it was not lost */
} RowFate;

/* The column for it. */
static const Text fate = {"_dunlin_fate", sizeof "_dunlin_fate" - 1};

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
        const KeepColumn *column = keep_column_named(&entry->kept->entry, *name);
        if (column && !column->is_required)
            return true;
    }
    return false;
}

/* ---- does a reference hold? ---- */

/* Are parents among what is still kept, and come back? Rows do now, and values behind them. */
static bool has_parents(const EntryRestore *parents, const KeepReference *reference)
{
    const KeepEntry *entry = &parents->kept->entry;
    if (!keep_leads_to(reference, entry) || parents->state == ENTRY_IS_DONE)
        return false;
    if (entry->kind != KEEP_COLUMNS)
        return parents->state == ENTRY_COMES_BACK;
    for (list_each(const Text, name, &reference->referenced))
        if (!keep_column_named(entry, *name))
            return false;
    return entry->has_key;
}

/* alias.referenced = k.column AND …, where the parents are kept, too */
static void add_refers(const EntryRestore *entry, const EntryRestore *parents,
                       const KeepReference *reference, Buffer *out)
{
    const KeepRestore *restore = entry->restore;
    for (size_t i = 0; i < reference->columns.count; i++) {
        const KeepColumn *column =
            keep_column_named(&entry->kept->entry, reference->columns.items[i]);
        const KeepColumn *referenced =
            parents ? keep_column_named(&parents->kept->entry, reference->referenced.items[i])
                    : NULL;
        Text value = column ? keep_value(restore, "k", column) : TEXT("NULL");
        Text parent = referenced ? keep_value(restore, "p", referenced)
                                 : keep_field(restore->arena, "p", reference->referenced.items[i]);
        sql_add(out, "{}{} = {}", sql_raw(i ? TEXT(" AND ") : TEXT("")), sql_raw(parent),
                sql_raw(value));
    }
}

/* The reference of a kept row holds: (k.a IS NULL OR … OR EXISTS (SELECT 1 FROM parent …)) */
static void add_holds(const EntryRestore *entry, const KeepReference *reference, Buffer *out)
{
    const KeepRestore *restore = entry->restore;
    buffer_add_char(out, '(');
    for (list_each(const Text, name, &reference->columns))
        sql_add(out, "k.{} IS NULL OR ", sql_name(*name));
    sql_add(out, "EXISTS (SELECT 1 FROM {} p WHERE ",
            sql_raw(keep_name(restore->arena, reference->namespace_name, reference->table)));
    add_refers(entry, NULL, reference, out);
    buffer_add_char(out, ')');
    for (restore_each(parents, restore)) {
        if (!has_parents(parents, reference))
            continue;
        sql_add(out, " OR EXISTS (SELECT 1 FROM {} p WHERE ", sql_raw(parents->source));
        add_refers(entry, parents, reference, out);
        if (parents->kept->entry.kind != KEEP_COLUMNS)
            sql_add(out, " AND p.{} <= {}", sql_name(fate), sql_number(ROW_IS_LOOSENED));
        buffer_add_char(out, ')');
    }
    buffer_add_char(out, ')');
}

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
            sql_name(fate), sql_number(becomes), sql_name(fate), sql_raw(condition));
}

static bool count_fate(const EntryRestore *entry, RowFate which, int64_t *rows, Error *error)
{
    Buffer query = BUFFER(entry->restore->arena);
    sql_add(&query, "SELECT count(*) FROM {} WHERE {} = {}", sql_raw(entry->source), sql_name(fate),
            sql_number(which));
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
            if (child->state != ENTRY_COMES_BACK || !has_parents(entry, reference))
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
            sql_raw(entry->source), sql_name(fate));
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
        if (!has_parent(entry, reference) || is_loose(entry, reference))
            continue;
        buffer_add_string(&broken, "NOT ");
        add_holds(entry, reference, &broken);
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
        if (!has_parent(entry, reference) || !is_loose(entry, reference))
            continue;
        buffer_add_string(&broken, "NOT ");
        add_holds(entry, reference, &broken);
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

/* The value of a column; NULL where it refers to nothing any more and may. */
static Text value_of(const EntryRestore *entry, const KeepColumn *column)
{
    Text value = keep_value(entry->restore, "k", column);
    if (entry->report.loosened == 0)
        return value;
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
        buffer_add(&values, value_of(entry, column));
    }
    sql_add(sql, "INSERT INTO {} ({}) {}SELECT {} FROM {} k", sql_raw(entry->target),
            sql_raw(buffer_text(&names)), sql_raw(text_from(entry->restore->sql->insert_always)),
            sql_raw(buffer_text(&values)), sql_raw(entry->source));
    sql_add(sql, " WHERE k.{} <= {}", sql_name(fate), sql_number(ROW_IS_LOOSENED));
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
    sql_add(&sql, "DELETE FROM {} WHERE {} = {};\n", sql_raw(entry->source), sql_name(fate),
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

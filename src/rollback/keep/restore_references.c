/* What is kept refers to rows that may be gone. */
#include "rollback/keep/restoring.h"
#include "sql/writer.h"

const Text keep_fate = {"_dunlin_fate", sizeof "_dunlin_fate" - 1};

bool keep_has_parent(const EntryRestore *entry, const KeepReference *reference)
{
    const SqlSyntax *syntax = &entry->restore->database->connection->dialect->syntax;
    return keep_catalog_find(&entry->restore->catalog, syntax, reference->namespace_name,
                             reference->table) != NO_CATALOG_TABLE;
}

bool keep_is_loose(const EntryRestore *entry, const KeepReference *reference)
{
    bool is_values = entry->kept->entry.kind == KEEP_COLUMNS;
    bool loose = false;
    for (list_each(const Text, name, &reference->columns)) {
        const KeepColumn *column = keep_column_named(&entry->kept->entry, *name);
        if (!column && is_values) /* what the row has there is not among what is kept */
            return false;
        loose = loose || (column && !column->is_required && (column->is_lost || !is_values));
    }
    return loose;
}

bool keep_has_parents(const EntryRestore *parents, const KeepReference *reference)
{
    const KeepEntry *entry = &parents->kept->entry;
    if (!keep_leads_to(reference, entry) || parents->state == ENTRY_IS_DONE)
        return false;
    if (entry->kind != KEEP_COLUMNS)
        return parents->state == ENTRY_COMES_BACK;
    bool lost = false;
    for (list_each(const Text, name, &reference->referenced)) {
        const KeepColumn *column = keep_column_named(entry, *name);
        if (!column)
            return false;
        lost = lost || column->is_lost;
    }
    return lost && entry->has_key;
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

void keep_add_holds(const EntryRestore *entry, const KeepReference *reference, Buffer *out)
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
        if (!keep_has_parents(parents, reference))
            continue;
        sql_add(out, " OR EXISTS (SELECT 1 FROM {} p WHERE ", sql_raw(parents->source));
        add_refers(entry, parents, reference, out);
        if (parents->kept->entry.kind != KEEP_COLUMNS)
            sql_add(out, " AND p.{} <= {}", sql_name(keep_fate), sql_number(ROW_IS_LOOSENED));
        buffer_add_char(out, ')');
    }
    buffer_add_char(out, ')');
}

bool keep_add_loosened(const EntryRestore *entry, Buffer *out)
{
    size_t count = 0;
    for (list_each(const KeepReference, reference, &entry->kept->entry.references)) {
        if (!keep_has_parent(entry, reference) || !keep_is_loose(entry, reference))
            continue;
        buffer_add_string(out, count++ ? " OR NOT " : "(NOT ");
        keep_add_holds(entry, reference, out);
    }
    if (count > 0)
        buffer_add_char(out, ')');
    return count > 0;
}

Text keep_loose_value(const EntryRestore *entry, const KeepColumn *column)
{
    Text value = keep_value(entry->restore, "k", column);
    if (entry->report.loosened == 0)
        return value;
    for (list_each(const KeepReference, reference, &entry->kept->entry.references)) {
        bool has = false;
        for (list_each(const Text, name, &reference->columns))
            has = has || text_equal_ignoring_case(*name, column->name);
        if (!has || column->is_required || !keep_has_parent(entry, reference) ||
            !keep_is_loose(entry, reference))
            continue;
        Buffer loose = BUFFER(entry->restore->arena);
        buffer_add_string(&loose, "CASE WHEN ");
        keep_add_holds(entry, reference, &loose);
        buffer_add_format(&loose, " THEN %.*s END", TEXT_ARG(value));
        value = buffer_text(&loose);
    }
    return value;
}

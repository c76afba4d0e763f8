/* The order of putting back: a row comes behind the rows that it refers to. */
#include "rollback/keep/restoring.h"

const KeepColumn *keep_column_named(const KeepEntry *entry, Text name)
{
    for (list_each(const KeepColumn, column, &entry->columns))
        if (text_equal_ignoring_case(column->name, name))
            return column;
    return NULL;
}

bool keep_leads_to(const KeepReference *reference, const KeepEntry *entry)
{
    return text_equal(reference->table, entry->table) &&
           text_equal(reference->namespace_name, entry->namespace_name);
}

/* Does the entry put back values of one of the columns? Rows have values for all. */
static bool puts_back_any(const KeepEntry *entry, const TextList *names)
{
    for (list_each(const Text, name, names)) {
        const KeepColumn *column = keep_column_named(entry, *name);
        if (column && (column->is_lost || entry->kind != KEEP_COLUMNS))
            return true;
    }
    return false;
}

/* Does the entry come behind the other one? Rows that are back have their values put back like
 * all the others. */
static bool comes_behind(const KeepEntry *entry, const KeepEntry *other)
{
    bool same_table = text_equal(entry->table, other->table) &&
                      text_equal(entry->namespace_name, other->namespace_name);
    if (same_table && entry->kind == KEEP_COLUMNS && other->kind != KEEP_COLUMNS)
        return true;
    for (list_each(const KeepReference, reference, &entry->references))
        if (keep_leads_to(reference, other) && puts_back_any(entry, &reference->columns) &&
            puts_back_any(other, &reference->referenced))
            return true;
    return false;
}

static bool is_ready(const KeepRestore *restore, const EntryRestore *entry)
{
    for (restore_each(other, restore))
        if (other != entry && other->state == ENTRY_WAITS &&
            comes_behind(&entry->kept->entry, &other->kept->entry))
            return false;
    return true;
}

/* Entries that wait for each other: all rows at once, before any values. */
static bool choose_circle(KeepRestore *restore)
{
    EntryRestore *values = NULL;
    bool rows = false;
    for (restore_each(entry, restore)) {
        if (entry->state != ENTRY_WAITS)
            continue;
        if (entry->kept->entry.kind == KEEP_COLUMNS) {
            values = values ? values : entry;
            continue;
        }
        entry->state = ENTRY_COMES_BACK;
        rows = true;
    }
    if (!rows && values)
        values->state = ENTRY_COMES_BACK;
    return rows || values;
}

bool keep_restore_choose(KeepRestore *restore)
{
    for (restore_each(entry, restore))
        if (entry->state == ENTRY_WAITS && is_ready(restore, entry)) {
            entry->state = ENTRY_COMES_BACK;
            return true;
        }
    return choose_circle(restore);
}

#include "rollback/keep/restoring.h"
#include "sql/writer.h"

static const SqlSyntax *syntax_of(const KeepRestore *restore)
{
    return &restore->database->connection->dialect->syntax;
}

bool keep_restore_open(Arena *arena, Database *database, const TextList *rows,
                       KeepRestore **restore, Error *error)
{
    bool found;
    KeptEntries all = {0};
    *restore = NULL;
    if (!keep_attach(arena, database, false, &found, error) ||
        (found && !keep_read_entries(arena, database, rows, &all, error)))
        return false;
    KeepRestore *made = NEW(arena, KeepRestore);
    *made = (KeepRestore){
        .arena = arena, .database = database, .sql = database->connection->dialect->keep};
    for (list_each(const KeptEntry, kept, &all))
        if (!kept->is_leftover)
            list_add(arena, &made->entries, *kept);
    if (made->entries.count > 0)
        *restore = made;
    else
        keep_detach(database);
    return true;
}

void keep_restore_close(KeepRestore *restore)
{
    if (restore)
        keep_detach(restore->database);
}

const KeptEntries *keep_restore_entries(const KeepRestore *restore)
{
    return &restore->entries;
}

Text keep_value(const KeepRestore *restore, const char *alias, const KeepColumn *column)
{
    Text value = keep_field(restore->arena, alias, column->name);
    return column->is_own_type
               ? keep_fill(restore->arena, restore->sql->restored_own, value, column->type)
               : value;
}

void keep_add_join(const EntryRestore *entry, Buffer *out)
{
    size_t count = 0;
    for (list_each(const KeepColumn, column, &entry->kept->entry.columns)) {
        if (!column->is_key)
            continue;
        sql_add(out, "{}t.{} = {}", sql_raw(count++ ? TEXT(" AND ") : TEXT("")),
                sql_name(column->name), sql_raw(keep_value(entry->restore, "k", column)));
    }
}

bool keep_restore_count(const EntryRestore *entry, Buffer *query, int64_t *number, Error *error)
{
    return keep_number(entry->restore->arena, entry->restore->database, buffer_text(query), number,
                       error);
}

bool keep_restore_run(const EntryRestore *entry, Buffer *sql, Error *error)
{
    return sql->length == 0 ||
           database_run(entry->restore->database, buffer_text(sql), NULL, error);
}

/* ---- what was changed since ---- */

/* The texts of the key, as the table has it behind the migration. */
static void add_join_now(const KeepRestore *restore, const KeepEntry *entry, Buffer *out)
{
    size_t count = 0;
    for (list_each(const KeepColumn, column, &entry->columns)) {
        if (!column->is_key)
            continue;
        Text now = keep_fill(restore->arena, restore->sql->text,
                             keep_field(restore->arena, "t", column->now), TEXT(""));
        Text kept = keep_fill(restore->arena, restore->sql->text,
                              keep_field(restore->arena, "k", column->name), TEXT(""));
        sql_add(out, "{}{} = {}", sql_raw(count++ ? TEXT(" AND ") : TEXT("")), sql_raw(now),
                sql_raw(kept));
    }
}

static bool look_at(KeepRestore *restore, const KeepCatalog *catalog, const KeptEntry *kept,
                    Error *error)
{
    const KeepEntry *entry = &kept->entry;
    Buffer sql = BUFFER(restore->arena);
    size_t changed = 0;
    uint32_t place =
        keep_catalog_find(catalog, syntax_of(restore), entry->namespace_now, entry->table_now);
    if (entry->kind != KEEP_COLUMNS || !entry->has_key || !kept->is_settled ||
        place == NO_CATALOG_TABLE)
        return true;
    const CatalogTable *table = &catalog->tables.items[place];
    Text name = keep_name(restore->arena, entry->namespace_now, entry->table_now);
    for (list_each(const KeepColumn, column, &entry->columns)) {
        if (!keep_is_changed(column))
            continue;
        size_t number = changed++;
        if (keep_catalog_column(table, syntax_of(restore), column->now) == NO_CATALOG_TABLE)
            continue;
        Text now = keep_fill(restore->arena, restore->sql->text,
                             keep_field(restore->arena, "t", column->now), TEXT(""));
        sql_add(&sql, "UPDATE {} AS k SET {} = 1 FROM {} t WHERE ",
                sql_raw(keep_table(restore->arena, kept->number)),
                sql_name(keep_newer(restore->arena, number)), sql_raw(name));
        add_join_now(restore, entry, &sql);
        sql_add(&sql, " AND {} {} k.{};\n", sql_raw(now), sql_raw(text_from(restore->sql->differs)),
                sql_name(keep_made(restore->arena, number)));
    }
    return sql.length == 0 || database_run(restore->database, buffer_text(&sql), NULL, error);
}

bool keep_restore_look(KeepRestore *restore, Error *error)
{
    KeepCatalog catalog;
    Text settings;
    if (!keep_begin_exact(restore->arena, restore->database, &settings, error) ||
        !keep_catalog_read(restore->arena, restore->database, &catalog, error))
        return false;
    for (list_each(const KeptEntry, kept, &restore->entries))
        if (!look_at(restore, &catalog, kept, error))
            return false;
    return keep_end_exact(restore->database, settings, error);
}

/* ---- entries ---- */

static bool set_counters(const EntryRestore *entry, Error *error)
{
    const KeepSql *sql = entry->restore->sql;
    Database *database = entry->restore->database;
    Rows rows;
    for (list_each(const KeepCounter, counter, &entry->kept->entry.counters)) {
        int64_t value;
        bool there = counter->column.length == 0 ||
                     keep_catalog_column(entry->table, syntax_of(entry->restore),
                                         counter->column) != NO_CATALOG_TABLE;
        if (!there || !text_to_int64(counter->value, &value))
            continue;
        if (sql->has_counters) {
            if (!database_query(database, entry->restore->arena, text_from(sql->has_counters),
                                &rows, error))
                return false;
            if (rows.rows.count == 0)
                continue;
        }
        Buffer set = BUFFER(entry->restore->arena);
        sql_add(&set, sql->set_counter, sql_literal(entry->table->namespace_name),
                sql_literal(entry->table->name), sql_literal(counter->column), sql_number(value));
        if (!keep_restore_run(entry, &set, error))
            return false;
    }
    return true;
}

/* An entry of which nothing is left is forgotten, the others become leftovers. */
static bool finish(const EntryRestore *entry, Error *error)
{
    const RestoredEntry *report = &entry->report;
    bool whole = !report->missing && report->newer == 0 && report->gone == 0 &&
                 report->refused == 0 && report->loosened == 0 && !report->superseded;
    Buffer sql = BUFFER(entry->restore->arena);
    if (whole)
        sql_add(&sql, "DROP TABLE {};\nDELETE FROM " KEEP_SPACE ".entries WHERE number = {};\n",
                sql_raw(entry->source), sql_number(entry->kept->number));
    else
        sql_add(&sql, "UPDATE " KEEP_SPACE ".entries SET state = 'leftover' WHERE number = {};\n",
                sql_number(entry->kept->number));
    return keep_restore_run(entry, &sql, error);
}

static EntryRestore place_of(KeepRestore *restore, const KeptEntry *kept)
{
    uint32_t place = keep_catalog_find(&restore->catalog, syntax_of(restore),
                                       kept->entry.namespace_name, kept->entry.table);
    bool missing = place == NO_CATALOG_TABLE;
    return (EntryRestore){
        .restore = restore,
        .kept = kept,
        .report = {.kept = kept, .missing = missing, .superseded = kept->is_superseded},
        .table = missing ? NULL : &restore->catalog.tables.items[place],
        .target = keep_name(restore->arena, kept->entry.namespace_name, kept->entry.table),
        .source = keep_table(restore->arena, kept->number)};
}

/* Tells what became of an entry, and is done with it. */
static bool end_entry(EntryRestore *entry, KeepReport *report, Error *error)
{
    entry->state = ENTRY_IS_DONE;
    list_add(entry->restore->arena, &report->entries, entry->report);
    bool is_back = entry->table && !entry->report.superseded;
    return (!is_back || set_counters(entry, error)) && finish(entry, error);
}

static bool restore_chosen(KeepRestore *restore, KeepReport *report, Error *error)
{
    for (restore_each(entry, restore))
        if (entry->state == ENTRY_COMES_BACK && entry->kept->entry.kind == KEEP_COLUMNS)
            return keep_restore_columns(entry, error) && end_entry(entry, report, error);
    if (!keep_restore_rows(restore, error))
        return false;
    for (restore_each(entry, restore))
        if (entry->state == ENTRY_COMES_BACK && !end_entry(entry, report, error))
            return false;
    return true;
}

static bool restore_all(KeepRestore *restore, Text names, KeepReport *report, Error *error)
{
    if (names.length && !database_run(restore->database, names, NULL, error))
        return false;
    restore->places = NEW_ARRAY(restore->arena, EntryRestore, restore->entries.count);
    for (size_t i = 0; i < restore->entries.count; i++)
        restore->places[i] = place_of(restore, &restore->entries.items[i]);
    for (restore_each(entry, restore))
        if ((!entry->table || entry->report.superseded) && !end_entry(entry, report, error))
            return false;
    while (keep_restore_choose(restore))
        if (!restore_chosen(restore, report, error))
            return false;
    return true;
}

bool keep_restore(KeepRestore *restore, KeepReport *report, Error *error)
{
    Text settings;
    Text names;
    *report = (KeepReport){0};
    return keep_read_names(restore->arena, restore->database, &names, error) &&
           keep_begin_exact(restore->arena, restore->database, &settings, error) &&
           keep_catalog_read(restore->arena, restore->database, &restore->catalog, error) &&
           restore_all(restore, names, report, error) &&
           keep_end_exact(restore->database, settings, error);
}

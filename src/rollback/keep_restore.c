#include "rollback/keep_restoring.h"
#include "sql/writer.h"

static const SqlSyntax *syntax_of(const KeepRestore *restore)
{
    return &restore->database->connection->dialect->syntax;
}

bool keep_restore_open(Arena *arena, Database *database, Text row, KeepRestore **restore,
                       Error *error)
{
    bool found;
    KeptEntries all = {0};
    *restore = NULL;
    if (!keep_attach(arena, database, false, &found, error) ||
        (found && !keep_read_entries(arena, database, row, &all, error)))
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

Text keep_value(const EntryRestore *entry, const KeepColumn *column)
{
    Arena *arena = entry->restore->arena;
    Text value = keep_field(arena, "k", column->name);
    return column->is_own_type
               ? keep_fill(arena, entry->restore->sql->restored_own, value, column->type)
               : value;
}

void keep_add_join(const EntryRestore *entry, Buffer *out)
{
    size_t count = 0;
    for (list_each(const KeepColumn, column, &entry->kept->entry.columns)) {
        if (!column->is_key)
            continue;
        sql_add(out, "{}t.{} = {}", sql_raw(count++ ? TEXT(" AND ") : TEXT("")),
                sql_name(column->name), sql_raw(keep_value(entry, column)));
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

/* ---- columns ---- */

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
        uint32_t place = keep_catalog_column(entry->table, syntax_of(entry->restore), column->name);
        if (!column->is_lost || column->is_key || column->is_computed || place == NO_CATALOG_TABLE)
            continue;
        if (!stays) {
            list_add(arena, &names, column->name);
            list_add(arena, &values, keep_value(entry, column));
        } else if (entry->kept->is_settled) {
            TextList name = {0};
            TextList value = {0};
            list_add(arena, &name, column->name);
            list_add(arena, &value, keep_value(entry, column));
            add_update(entry, sql, &name, &value,
                       sql_text(arena, " AND k.{} = 0", sql_name(keep_newer(arena, number))));
        }
    }
    add_update(entry, sql, &names, &values, TEXT(""));
}

/* Counts values that stay as somebody has changed them, and rows that are gone or new. */
static bool count_columns(const EntryRestore *entry, int64_t *rows, Error *error)
{
    RestoredEntry *report = entry->report;
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

/* What was put back is forgotten: rows that are there and have no newer value. */
static bool forget_columns(const EntryRestore *entry, Error *error)
{
    Buffer sql = BUFFER(entry->restore->arena);
    size_t changed = 0;
    buffer_add_format(&sql, "DELETE FROM %.*s AS k WHERE EXISTS (SELECT 1 FROM %.*s t WHERE ",
                      TEXT_ARG(entry->source), TEXT_ARG(entry->target));
    keep_add_join(entry, &sql);
    buffer_add_char(&sql, ')');
    for (list_each(const KeepColumn, column, &entry->kept->entry.columns))
        if (keep_is_changed(column))
            sql_add(&sql, " AND k.{} = 0", sql_name(keep_newer(entry->restore->arena, changed++)));
    buffer_add_string(&sql, ";\n");
    return (changed > 0 && !entry->kept->is_settled) || keep_restore_run(entry, &sql, error);
}

static bool restore_columns(EntryRestore *entry, Error *error)
{
    Buffer sql = BUFFER(entry->restore->arena);
    int64_t rows;
    for (list_each(const KeepColumn, column, &entry->kept->entry.columns))
        if (keep_catalog_column(entry->table, syntax_of(entry->restore), column->name) ==
            NO_CATALOG_TABLE)
            entry->report->missing = true;
    if (!entry->kept->entry.has_key || entry->report->missing) {
        entry->report->missing = true;
        return true;
    }
    if (!count_columns(entry, &rows, error))
        return false;
    add_always(entry, false, &sql);
    add_updates(entry, &sql);
    add_always(entry, true, &sql);
    return keep_restore_run(entry, &sql, error) &&
           (entry->report->restored == rows && entry->report->newer == 0
                ? true
                : forget_columns(entry, error));
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
    const RestoredEntry *report = entry->report;
    bool whole =
        !report->missing && report->newer == 0 && report->gone == 0 && report->refused == 0;
    Buffer sql = BUFFER(entry->restore->arena);
    if (whole)
        sql_add(&sql, "DROP TABLE {};\nDELETE FROM " KEEP_SPACE ".entries WHERE number = {};\n",
                sql_raw(entry->source), sql_number(entry->kept->number));
    else
        sql_add(&sql, "UPDATE " KEEP_SPACE ".entries SET state = 'leftover' WHERE number = {};\n",
                sql_number(entry->kept->number));
    return keep_restore_run(entry, &sql, error);
}

static bool restore_entry(KeepRestore *restore, const KeptEntry *kept, KeepReport *report,
                          Error *error)
{
    RestoredEntry *told = &list_push(restore->arena, &report->entries);
    told->kept = kept;
    uint32_t place = keep_catalog_find(&restore->catalog, syntax_of(restore),
                                       kept->entry.namespace_name, kept->entry.table);
    EntryRestore entry = {
        .restore = restore,
        .kept = kept,
        .report = told,
        .target = keep_name(restore->arena, kept->entry.namespace_name, kept->entry.table),
        .source = keep_table(restore->arena, kept->number)};
    told->missing = place == NO_CATALOG_TABLE;
    if (told->missing)
        return finish(&entry, error);
    entry.table = &restore->catalog.tables.items[place];
    return (kept->entry.kind == KEEP_COLUMNS ? restore_columns(&entry, error)
                                             : keep_restore_rows(&entry, error)) &&
           set_counters(&entry, error) && finish(&entry, error);
}

/* Do rows of the entry refer to rows of the other one? */
static bool refers_to(const KeptEntry *kept, const KeptEntry *other)
{
    for (list_each(const KeepReference, reference, &kept->entry.references))
        if (kept != other && text_equal(reference->table, other->entry.table) &&
            text_equal(reference->namespace_name, other->entry.namespace_name))
            return true;
    return false;
}

/* The next entry of rows whose parents are all back; any, where they go round in a circle. */
static const KeptEntry *next_of_rows(const KeepRestore *restore, const bool *done)
{
    const KeptEntry *any = NULL;
    for (size_t i = 0; i < restore->entries.count; i++) {
        const KeptEntry *kept = &restore->entries.items[i];
        bool waits = false;
        if (done[i] || kept->entry.kind == KEEP_COLUMNS)
            continue;
        any = any ? any : kept;
        for (size_t j = 0; j < restore->entries.count; j++)
            waits = waits || (!done[j] && restore->entries.items[j].entry.kind != KEEP_COLUMNS &&
                              refers_to(kept, &restore->entries.items[j]));
        if (!waits)
            return kept;
    }
    return any;
}

bool keep_restore(KeepRestore *restore, KeepReport *report, Error *error)
{
    Text settings;
    bool *done = NEW_ARRAY(restore->arena, bool, restore->entries.count);
    *report = (KeepReport){0};
    if (!keep_begin_exact(restore->arena, restore->database, &settings, error) ||
        !keep_catalog_read(restore->arena, restore->database, &restore->catalog, error))
        return false;
    for (const KeptEntry *kept = next_of_rows(restore, done); kept;
         kept = next_of_rows(restore, done)) {
        done[kept - restore->entries.items] = true;
        if (!restore_entry(restore, kept, report, error))
            return false;
    }
    for (list_each(const KeptEntry, kept, &restore->entries))
        if (kept->entry.kind == KEEP_COLUMNS && !restore_entry(restore, kept, report, error))
            return false;
    return keep_end_exact(restore->database, settings, error);
}

/* The net: did the script lose what its statements did not tell of? */
#include "rollback/keep/keeping.h"
#include "rollback/row_tables.h"
#include "sql/writer.h"

static const SqlSyntax *syntax_of(const Keeper *keeper)
{
    return &keeper->database->connection->dialect->syntax;
}

/* Is there an entry of that kind for the table? */
static bool is_kept(const Keeper *keeper, const CatalogTable *table, KeepKind kind)
{
    for (list_each(const KeepEntry, entry, &keeper->plan.entries))
        if (entry->kind == kind && text_equal(entry->table, table->name) &&
            text_equal(entry->namespace_name, table->namespace_name))
            return true;
    return false;
}

static bool count_rows(const Keeper *keeper, Text space, Text name, int64_t *rows, Error *error)
{
    Text query = sql_text(keeper->arena, "SELECT count(*) FROM {}",
                          sql_raw(keep_name(keeper->arena, space, name)));
    return keep_number(keeper->arena, keeper->database, query, rows, error);
}

/* The database may count what earlier transactions of the connection have changed, too. */
static bool read_changes(const Keeper *keeper, Rows *changes, Error *error)
{
    const char *query = keeper->database->connection->dialect->keep->changes;
    *changes = (Rows){0};
    return !query ||
           database_query(keeper->database, keeper->arena, text_from(query), changes, error);
}

bool keep_net_count(Keeper *keeper, Error *error)
{
    keeper->rows_before = NULL;
    if (!read_changes(keeper, &keeper->changes_before, error))
        return false;
    if (!keeper->plan.is_uncertain)
        return true;
    keeper->rows_before = NEW_ARRAY(keeper->arena, int64_t, keeper->catalog.tables.count);
    for (size_t i = 0; i < keeper->catalog.tables.count; i++) {
        const CatalogTable *table = &keeper->catalog.tables.items[i];
        if (!is_kept(keeper, table, KEEP_TABLE) &&
            !count_rows(keeper, table->namespace_name, table->name, &keeper->rows_before[i], error))
            return false;
    }
    return true;
}

static bool lost(const Keeper *keeper, Text what, Error *error)
{
    fail(error, ERROR_D1051, "migration '%.*s' lost %.*s, which was not kept",
         TEXT_ARG(keeper->migration->name), TEXT_ARG(what));
    return error_hint(error,
                      "write what it does as plain statements, or apply it without keeping:\n"
                      "  dunlin migrate deploy --no-keep");
}

static Text shown(const Keeper *keeper, const CatalogTable *table)
{
    bool usual = text_equal(table->namespace_name, keeper->catalog.usual_namespace);
    return row_table_shown(keeper->arena, usual ? TEXT("") : table->namespace_name, table->name);
}

static bool check_columns(const Keeper *keeper, size_t number, const CatalogTable *now,
                          Error *error)
{
    const CatalogTable *table = &keeper->catalog.tables.items[number];
    for (size_t i = 0; i < table->columns.count; i++) {
        const ColumnDraft *column = &keeper->plan.tables[number].columns[i];
        const CatalogColumn *before = &table->columns.items[i];
        if (column->is_gone || before->is_computed ||
            keep_catalog_column(now, syntax_of(keeper), column->now) != NO_CATALOG_TABLE)
            continue;
        return lost(keeper,
                    text_format(keeper->arena, "the column %.*s.%.*s",
                                TEXT_ARG(shown(keeper, table)), TEXT_ARG(before->name)),
                    error);
    }
    return true;
}

static bool check_table(const Keeper *keeper, size_t number, const KeepCatalog *after, Error *error)
{
    const CatalogTable *table = &keeper->catalog.tables.items[number];
    const TableDraft *draft = &keeper->plan.tables[number];
    bool had_rows = !keeper->rows_before || keeper->rows_before[number] > 0;
    if (draft->is_gone || table->is_partition || !had_rows || table->columns.count == 0)
        return true;
    uint32_t now = keep_catalog_find(after, syntax_of(keeper), draft->space_now, draft->name_now);
    if (now == NO_CATALOG_TABLE)
        return lost(keeper,
                    text_format(keeper->arena, "the table %.*s", TEXT_ARG(shown(keeper, table))),
                    error);
    if (!check_columns(keeper, number, &after->tables.items[now], error))
        return false;
    int64_t rows;
    if (!keeper->rows_before || draft->loses_rows)
        return true;
    if (!count_rows(keeper, draft->space_now, draft->name_now, &rows, error))
        return false;
    return rows >= keeper->rows_before[number] ||
           lost(keeper,
                text_format(keeper->arena, "%lld of the rows of %.*s",
                            (long long)(keeper->rows_before[number] - rows),
                            TEXT_ARG(shown(keeper, table))),
                error);
}

/* What it has counted of a table since the script began, which may have given it another name. */
static int64_t counted_since(const Keeper *keeper, const CatalogTable *table, const Text *values,
                             size_t place)
{
    int64_t before = 0;
    int64_t now = 0;
    text_to_int64(values[place], &now);
    for (list_each(const Row, row, &keeper->changes_before.rows))
        if (text_equal(row->values[0], table->namespace_name) &&
            text_equal(row->values[1], table->name))
            text_to_int64(row->values[place], &before);
    return now - before;
}

static bool check_changes(const Keeper *keeper, const Text *values, Error *error)
{
    for (size_t i = 0; i < keeper->catalog.tables.count; i++) {
        const CatalogTable *table = &keeper->catalog.tables.items[i];
        const TableDraft *draft = &keeper->plan.tables[i];
        if (draft->is_gone || !text_equal(draft->space_now, values[0]) ||
            !text_equal(draft->name_now, values[1]))
            continue;
        int64_t updated = counted_since(keeper, table, values, 2);
        int64_t deleted = counted_since(keeper, table, values, 3);
        if (deleted > 0 && !draft->loses_rows)
            return lost(keeper,
                        text_format(keeper->arena, "rows of %.*s (%lld of them)",
                                    TEXT_ARG(shown(keeper, table)), (long long)deleted),
                        error);
        bool updates = draft->loses_rows;
        for (size_t j = 0; j < table->columns.count; j++)
            updates = updates || draft->columns[j].is_updated;
        if (updated > 0 && !updates)
            keeper_tell(keeper, text_format(keeper->arena,
                                            "it changed %lld rows of %.*s, which are not kept",
                                            (long long)updated, TEXT_ARG(shown(keeper, table))));
    }
    return true;
}

bool keep_net(Keeper *keeper, const KeepCatalog *after, Error *error)
{
    Rows rows;
    for (size_t i = 0; i < keeper->catalog.tables.count; i++)
        if (!check_table(keeper, i, after, error))
            return false;
    if (!read_changes(keeper, &rows, error))
        return false;
    for (list_each(const Row, row, &rows.rows))
        if (!check_changes(keeper, row->values, error))
            return false;
    return true;
}

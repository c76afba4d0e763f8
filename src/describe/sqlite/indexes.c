/* Primary keys, uniques and indexes of SQLite's tables. */
#include "describe/sqlite/sqlite.h"

/* A row of the catalog: a column of an index. */
typedef struct IndexPart {
    uint32_t table;
    bool is_unique;
    bool is_partial;
    bool is_descending;
    Text name;       /* of the index; the same data for all of its parts */
    uint32_t column; /* or NONE: an expression */
} IndexPart;

typedef struct IndexReader {
    SqliteDescribing *in;
    LIST_OF(IndexPart) parts; /* table by table, index by index */
    bool has_partial;
    Map statements; /* Text *, of partial indexes, by name */
} IndexReader;

static void take_part(void *context, const Text *values, size_t columns)
{
    (void)columns;
    IndexReader *reader = context;
    SqliteDescribing *in = reader->in;
    const SqlSchema *schema = in->base->schema;
    uint32_t table = map_index(&in->tables, values[0]);
    if (table == NONE)
        return;
    IndexPart part = {
        .table = table,
        .is_unique = text_is(values[2], "1"),
        .is_partial = text_is(values[3], "1"),
        .is_descending = text_is(values[5], "1"),
        .column = text_is_none(values[4]) ? NONE : sql_table_find_column(schema, table, values[4])};
    bool is_next = reader->parts.count && list_last(&reader->parts).table == table &&
                   text_equal(list_last(&reader->parts).name, values[1]);
    part.name = is_next ? list_last(&reader->parts).name : sqlite_keep(in, values[1]);
    reader->has_partial |= part.is_partial;
    list_add(in->base->scratch, &reader->parts, part);
}

/* Version 6 does not know partial indexes. */
static bool read_parts(IndexReader *reader, Error *error)
{
    bool has_partial = reader->in->base->request->version == PRISMA_7;
    Buffer sql = BUFFER(reader->in->base->scratch);
    buffer_add_string(&sql, "SELECT t.name, i.name, i.\"unique\", i.partial, c.name, c.\"desc\""
                            " FROM sqlite_master t, pragma_index_list(t.name) i,"
                            " pragma_index_xinfo(i.name) c"
                            " WHERE t.type = 'table' AND i.origin <> 'pk' AND c.key = 1");
    if (!has_partial)
        buffer_add_string(&sql, " AND i.partial = 0");
    buffer_add_string(&sql, " ORDER BY t.name, i.seq, c.seqno");
    return database_each(reader->in->base->database, buffer_text(&sql),
                         (RowSink){reader, take_part}, error);
}

static void take_statement(void *context, const Text *values, size_t columns)
{
    (void)columns;
    IndexReader *reader = context;
    Text *statement = NEW(reader->in->base->scratch, Text);
    *statement = sqlite_keep(reader->in, values[1]);
    map_set(&reader->statements, text_copy(reader->in->base->scratch, values[0]), statement);
}

/* Predicates stand only in the statements that made the indexes. */
static bool read_statements(IndexReader *reader, Error *error)
{
    return !reader->has_partial ||
           database_each(reader->in->base->database,
                         TEXT("SELECT name, sql FROM sqlite_master WHERE type = 'index'"
                              " AND sql LIKE '%where%'"),
                         (RowSink){reader, take_statement}, error);
}

/* --- into the schema --- */

static SqlIndex *begin_index(const SqliteDescribing *in, uint32_t table, IndexKind kind, Text name)
{
    SqlSchema *schema = in->base->schema;
    list_add(in->base->arena, &schema->indexes,
             (SqlIndex){.name = name,
                        .table = table,
                        .first_column = (uint32_t)schema->index_columns.count,
                        .kind = kind,
                        .algorithm = INDEX_BTREE});
    schema->tables.items[table].index_count++;
    return &list_last(&schema->indexes);
}

static void add_column(const SqliteDescribing *in, SqlIndex *index, uint32_t column, SortOrder sort)
{
    list_add(in->base->arena, &in->base->schema->index_columns,
             (SqlIndexColumn){.column = column, .sort = sort});
    index->column_count++;
}

/* SQLite gives a number to a column INTEGER that is the whole key, and never NULL. */
static void make_row_number(SqlColumn *column)
{
    column->is_autoincrement = true;
    column->type.arity = COLUMN_REQUIRED;
}

/* Adds the primary key of the table, whose parts begin at `part`; returns what follows them. */
static size_t add_primary_key(const SqliteDescribing *in, uint32_t table, size_t part)
{
    SqlSchema *schema = in->base->schema;
    size_t end = part;
    while (end < in->key_parts.count &&
           schema->columns.items[in->key_parts.items[end].column].table == table)
        end++;
    if (end == part)
        return end;
    schema->tables.items[table].primary_key = (uint32_t)schema->indexes.count;
    SqlIndex *key = begin_index(in, table, INDEX_PRIMARY_KEY, TEXT(""));
    for (uint32_t position = 1; position <= end - part; position++)
        for (size_t i = part; i < end; i++)
            if (in->key_parts.items[i].position == position)
                add_column(in, key, in->key_parts.items[i].column, SORT_DEFAULT);
    if (key->column_count == 1 && in->key_parts.items[part].is_integer)
        make_row_number(&schema->columns.items[in->key_parts.items[part].column]);
    return end;
}

/* Adds the index whose parts begin at `part`, unless it has an expression; returns what follows. */
static size_t add_index(const IndexReader *reader, size_t part)
{
    const IndexPart *parts = reader->parts.items;
    const IndexPart *first = &parts[part];
    size_t end = part;
    bool has_expression = false;
    for (; end < reader->parts.count && parts[end].name.data == first->name.data; end++)
        has_expression |= parts[end].column == NONE;
    if (has_expression)
        return end;
    SqlIndex *index = begin_index(reader->in, first->table,
                                  first->is_unique ? INDEX_UNIQUE : INDEX_NORMAL, first->name);
    for (size_t i = part; i < end; i++)
        add_column(reader->in, index, parts[i].column,
                   parts[i].is_descending ? SORT_DESC : SORT_ASC);
    const Text *statement = first->is_partial ? map_get(&reader->statements, first->name) : NULL;
    if (statement)
        index->predicate = sqlite_predicate(*statement);
    index->has_unspoken_predicate =
        first->is_partial && !reader->in->base->request->partial_indexes;
    return end;
}

bool sqlite_describe_indexes(SqliteDescribing *in, Error *error)
{
    IndexReader reader = {.in = in, .statements = MAP(in->base->scratch)};
    if (!read_parts(&reader, error) || !read_statements(&reader, error))
        return false;
    size_t key_part = 0;
    size_t part = 0;
    for (uint32_t table = 0; table < in->base->schema->tables.count; table++) {
        in->base->schema->tables.items[table].first_index =
            (uint32_t)in->base->schema->indexes.count;
        key_part = add_primary_key(in, table, key_part);
        while (part < reader.parts.count && reader.parts.items[part].table == table)
            part = add_index(&reader, part);
    }
    return true;
}

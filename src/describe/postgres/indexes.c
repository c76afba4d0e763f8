/* Primary keys, uniques and indexes of PostgreSQL's tables. */
#include "describe/postgres/postgres.h"
#include "sql/writer.h"

/* A row of the catalog; the texts are vectors of numbers. */
typedef struct CatalogIndex {
    uint32_t table;
    IndexKind kind;
    IndexAlgorithm algorithm;
    Text name;
    Text predicate;
    Text attributes;       /* of its columns, then of those that it only holds (INCLUDE) */
    Text operator_classes; /* of its columns */
    Text options;          /* so */
} CatalogIndex;

typedef struct OperatorClassOid {
    Text name;
    bool is_default;
} OperatorClassOid;

typedef struct IndexReader {
    PostgresDescribing *in;
    LIST_OF(CatalogIndex) indexes; /* in the order of their names */
    Map operator_classes;          /* OperatorClassOid *, by OID */
} IndexReader;

static IndexAlgorithm algorithm_of(Text name)
{
    static const struct {
        const char *name;
        IndexAlgorithm algorithm;
    } algorithms[] = {
        {"btree", INDEX_BTREE}, {"hash", INDEX_HASH},     {"gist", INDEX_GIST},
        {"gin", INDEX_GIN},     {"spgist", INDEX_SPGIST}, {"brin", INDEX_BRIN},
    };
    for (size_t i = 0; i < sizeof algorithms / sizeof *algorithms; i++)
        if (text_is(name, algorithms[i].name))
            return algorithms[i].algorithm;
    return INDEX_BTREE; /* what an extension brings */
}

/* True when all columns are columns, not expressions. */
static bool has_columns_only(const PostgresDescribing *in, uint32_t table, Text attributes)
{
    while (attributes.length)
        if (postgres_column(in, table, postgres_next_number(&attributes)) == NONE)
            return false;
    return true;
}

static void take_index(void *context, const Text *values, size_t columns)
{
    (void)columns;
    IndexReader *reader = context;
    PostgresDescribing *in = reader->in;
    Arena *scratch = in->base->scratch;
    uint32_t table = map_index(&in->tables, values[0]);
    if (table == NONE || !has_columns_only(in, table, values[5]))
        return;
    IndexKind kind = text_is(values[3], "t")   ? INDEX_PRIMARY_KEY
                     : text_is(values[2], "t") ? INDEX_UNIQUE
                                               : INDEX_NORMAL;
    list_add(scratch, &reader->indexes,
             (CatalogIndex){.table = table,
                            .kind = kind,
                            .algorithm = algorithm_of(values[4]),
                            .name = postgres_keep(in, values[1]),
                            .predicate =
                                text_is_none(values[8]) ? values[8] : postgres_keep(in, values[8]),
                            .attributes = text_copy(scratch, values[5]),
                            .operator_classes = text_copy(scratch, values[6]),
                            .options = text_copy(scratch, values[7])});
    in->base->schema->tables.items[table].index_count++;
}

/* Partial indexes are known to version 7 only. Those that check an exclusion are no indexes. */
static bool read_indexes(IndexReader *reader, Error *error)
{
    const PostgresDescribing *in = reader->in;
    bool has_partial = in->base->request->version == PRISMA_7;
    Text sql =
        sql_text(in->base->scratch,
                 "SELECT i.indrelid, x.relname, i.indisunique, i.indisprimary, m.amname, i.indkey,"
                 " i.indclass, i.indoption, pg_catalog.pg_get_expr(i.indpred, i.indrelid)"
                 " FROM pg_catalog.pg_index i"
                 " JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid"
                 " JOIN pg_catalog.pg_am m ON m.oid = x.relam"
                 " WHERE x.relnamespace IN ({}) AND NOT i.indisexclusion{}"
                 " ORDER BY x.relname",
                 sql_raw(in->namespace_list),
                 sql_raw(has_partial ? TEXT("") : TEXT(" AND i.indpred IS NULL")));
    return database_each(in->base->database, sql, (RowSink){reader, take_index}, error);
}

/* --- operator classes --- */

static void take_operator_class(void *context, const Text *values, size_t columns)
{
    (void)columns;
    IndexReader *reader = context;
    Arena *scratch = reader->in->base->scratch;
    OperatorClassOid *found = NEW(scratch, OperatorClassOid);
    *found = (OperatorClassOid){postgres_keep(reader->in, values[1]), text_is(values[2], "t")};
    map_set(&reader->operator_classes, text_copy(scratch, values[0]), found);
}

/* Only the algorithms for which Prisma knows operator classes. */
static bool has_operator_classes(IndexAlgorithm algorithm)
{
    return algorithm != INDEX_BTREE && algorithm != INDEX_HASH;
}

/* Asks for the operator classes that indexes have: there are few of them. */
static bool read_operator_classes(IndexReader *reader, Error *error)
{
    const Describing *base = reader->in->base;
    Buffer list = BUFFER(base->scratch);
    for (list_each(const CatalogIndex, index, &reader->indexes)) {
        if (!has_operator_classes(index->algorithm))
            continue;
        for (Text rest = index->operator_classes; rest.length;) {
            Text oid = text_cut(&rest, ' ');
            if (map_get(&reader->operator_classes, oid))
                continue;
            map_set(&reader->operator_classes, oid, NEW(base->scratch, OperatorClassOid));
            sql_add(&list, list.length ? ", {}" : "{}", sql_raw(oid));
        }
    }
    if (list.length == 0)
        return true;
    Text sql = sql_text(base->scratch,
                        "SELECT oid, opcname, opcdefault FROM pg_catalog.pg_opclass"
                        " WHERE oid IN ({})",
                        sql_raw(buffer_text(&list)));
    return database_each(base->database, sql, (RowSink){reader, take_operator_class}, error);
}

/* --- into the schema --- */

static void add_columns(const IndexReader *reader, const CatalogIndex *row)
{
    const PostgresDescribing *in = reader->in;
    enum { OPTION_DESCENDING = 1 };
    Text attributes = row->attributes;
    Text classes = row->operator_classes;
    Text options = row->options;
    while (attributes.length) {
        SqlIndexColumn column = {
            .column = postgres_column(in, row->table, postgres_next_number(&attributes)),
            .sort = postgres_next_number(&options) & OPTION_DESCENDING ? SORT_DESC : SORT_ASC};
        Text oid = text_cut(&classes, ' ');
        const OperatorClassOid *found =
            has_operator_classes(row->algorithm) ? map_get(&reader->operator_classes, oid) : NULL;
        if (found) {
            column.operator_class = found->name;
            column.operator_class_is_default = found->is_default;
        }
        list_add(in->base->arena, &in->base->schema->index_columns, column);
    }
}

static SqlIndex index_of(const IndexReader *reader, const CatalogIndex *row)
{
    const SqlSchema *schema = reader->in->base->schema;
    SqlIndex index = {.name = row->name,
                      .table = row->table,
                      .first_column = (uint32_t)schema->index_columns.count,
                      .kind = row->kind,
                      .algorithm = row->algorithm,
                      .predicate = row->predicate,
                      .has_unspoken_predicate = !text_is_none(row->predicate) &&
                                                !reader->in->base->request->partial_indexes};
    add_columns(reader, row);
    index.column_count = (uint32_t)schema->index_columns.count - index.first_column;
    return index;
}

/* Rows come in the order of their names; the schema has indexes table by table. */
static void place_indexes(const IndexReader *reader)
{
    const Describing *base = reader->in->base;
    SqlSchema *schema = base->schema;
    uint32_t count = 0;
    uint32_t *next = NEW_ARRAY(base->scratch, uint32_t, schema->tables.count);
    const CatalogIndex **rows =
        NEW_ARRAY(base->scratch, const CatalogIndex *, reader->indexes.count);
    for (size_t i = 0; i < schema->tables.count; i++) {
        schema->tables.items[i].first_index = next[i] = count;
        count += schema->tables.items[i].index_count;
    }
    for (list_each(const CatalogIndex, row, &reader->indexes))
        rows[next[row->table]++] = row;
    schema->indexes.items = NEW_ARRAY(base->arena, SqlIndex, count);
    schema->indexes.count = schema->indexes.capacity = count;
    for (uint32_t i = 0; i < count; i++) {
        if (rows[i]->kind == INDEX_PRIMARY_KEY)
            schema->tables.items[rows[i]->table].primary_key = i;
        schema->indexes.items[i] = index_of(reader, rows[i]);
    }
}

bool postgres_describe_indexes(PostgresDescribing *in, Error *error)
{
    IndexReader reader = {.in = in, .operator_classes = MAP(in->base->scratch)};
    if (!read_indexes(&reader, error) || !read_operator_classes(&reader, error))
        return false;
    place_indexes(&reader);
    return true;
}

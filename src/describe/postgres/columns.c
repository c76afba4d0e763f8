/* Columns of PostgreSQL's tables and views. */
#include "describe/postgres/default.h"
#include "describe/postgres/postgres.h"
#include "describe/postgres/type.h"
#include "sql/writer.h"

/* A row of the catalog. */
typedef struct CatalogColumn {
    uint32_t owner; /* place of its table or view */
    int attribute;
    uint32_t type; /* index into types */
    int64_t modifier;
    bool is_required;
    bool is_identity;
    Text name;
    Text default_sql; /* or none */
} CatalogColumn;

typedef struct ColumnReader {
    PostgresDescribing *in;
    const Map *owners;              /* places of tables or views, by OID */
    LIST_OF(CatalogColumn) columns; /* in the order of their owners' OIDs, and of attributes */
    Map types;                      /* indexes into types_found, by OID */
    LIST_OF(CatalogType) types_found;
} ColumnReader;

/* The columns that a thing has: where they begin, and how many there are. */
typedef struct ColumnRun {
    uint32_t first;
    uint32_t count;
} ColumnRun;

static void take_column(void *context, const Text *values, size_t columns)
{
    (void)columns;
    ColumnReader *reader = context;
    PostgresDescribing *in = reader->in;
    Arena *scratch = in->base->scratch;
    uint32_t owner = map_index(reader->owners, values[0]);
    if (owner == NONE)
        return;
    uint32_t type = map_index(&reader->types, values[4]);
    if (type == NONE) {
        type = (uint32_t)reader->types_found.count;
        map_set_index(&reader->types, text_copy(scratch, values[4]), type);
        list_add(scratch, &reader->types_found, (CatalogType){.enumeration = NONE});
    }
    list_add(scratch, &reader->columns,
             (CatalogColumn){.owner = owner,
                             .attribute = postgres_number(values[1]),
                             .type = type,
                             .modifier = postgres_number(values[5]),
                             .is_required = text_is(values[3], "t"),
                             .is_identity = values[6].length > 0,
                             .name = postgres_keep(in, values[2]),
                             .default_sql = text_is_none(values[7])
                                                ? values[7]
                                                : text_copy(scratch, values[7])});
}

/* Reads the columns of relations of the kinds ('r', 'p'). Only what is generated can name columns:
 * for the rest the server need not open the relation, which takes it longest. */
static bool read_columns(ColumnReader *reader, const char *kinds, Error *error)
{
    const PostgresDescribing *in = reader->in;
    Text sql = sql_text(
        in->base->scratch,
        "SELECT a.attrelid, a.attnum, a.attname, a.attnotnull, a.atttypid, a.atttypmod,"
        " a.attidentity, pg_catalog.pg_get_expr(d.adbin,"
        " CASE a.attgenerated WHEN '' THEN 0::pg_catalog.oid ELSE d.adrelid END)"
        " FROM pg_catalog.pg_class c"
        " JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid"
        " LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum"
        " WHERE c.relnamespace IN ({}) AND c.relkind IN ({})"
        " AND a.attnum > 0 AND NOT a.attisdropped"
        " ORDER BY a.attrelid, a.attnum",
        sql_raw(in->namespace_list), sql_raw(text_from(kinds)));
    return database_each(in->base->database, sql, (RowSink){reader, take_column}, error);
}

/* --- types --- */

static void take_type(void *context, const Text *values, size_t columns)
{
    (void)columns;
    ColumnReader *reader = context;
    PostgresDescribing *in = reader->in;
    uint32_t place = map_index(&reader->types, values[0]);
    if (place == NONE)
        return;
    CatalogType *type = &reader->types_found.items[place];
    type->name = postgres_keep(in, values[1]);
    type->is_list = text_is(values[2], "t");
    type->is_required = text_is(values[3], "t");
    type->is_domain = text_is(values[4], "t");
    type->domain_modifier = postgres_number(values[5]);
    type->enumeration = map_index(&in->enums, type->is_list ? values[7] : values[6]);
    catalog_type_resolve(in->provider, type);
}

/* Asks for the types that columns have: there are few of them. */
static bool read_types(ColumnReader *reader, Error *error)
{
    const PostgresDescribing *in = reader->in;
    Buffer list = BUFFER(in->base->scratch);
    for (list_each(const MapEntry, entry, &reader->types.entries))
        sql_add(&list, list.length ? ", {}" : "{}", sql_raw(entry->key));
    if (list.length == 0)
        return true;
    Text sql = sql_text(in->base->scratch,
                        "SELECT u.oid, t.typname, t.typelem <> 0 AND t.typlen = -1, u.typnotnull,"
                        " u.typtype = 'd', u.typtypmod, t.oid, t.typelem"
                        " FROM pg_catalog.pg_type u JOIN pg_catalog.pg_type t"
                        " ON t.oid = CASE u.typtype WHEN 'd' THEN u.typbasetype ELSE u.oid END"
                        " WHERE u.oid IN ({})",
                        sql_raw(buffer_text(&list)));
    return database_each(in->base->database, sql, (RowSink){reader, take_type}, error);
}

/* --- into the schema --- */

static void add_default(const PostgresDescribing *in, Text sql, SqlColumn *column)
{
    Text sequence = {0};
    ColumnDefault *of = catalog_default(in->base->arena, sql, &column->type, &sequence);
    if (of && of->kind == DEFAULT_SEQUENCE) {
        column->is_autoincrement = true;
        of->sequence = postgres_find_sequence(in, sequence);
    }
    column->default_value = of;
}

static SqlColumn column_of(const ColumnReader *reader, const CatalogColumn *row)
{
    const PostgresDescribing *in = reader->in;
    SqlColumn column = {
        .name = row->name,
        .table = row->owner,
        .type = catalog_column_type(&reader->types_found.items[row->type], row->modifier,
                                    row->is_required),
        .is_autoincrement = row->is_identity,
    };
    if (!text_is_none(row->default_sql))
        add_default(in, row->default_sql, &column);
    return column;
}

/* Rows come in the order of OIDs; the schema has columns in that of their owners. Returns a run for
 * each owner. */
static ColumnRun *place_columns(const ColumnReader *reader, size_t owners, SqlColumn *columns,
                                int *attributes)
{
    Arena *scratch = reader->in->base->scratch;
    ColumnRun *runs = NEW_ARRAY(scratch, ColumnRun, owners + 1);
    uint32_t *next = NEW_ARRAY(scratch, uint32_t, owners + 1);
    for (list_each(const CatalogColumn, row, &reader->columns))
        runs[row->owner].count++;
    for (size_t i = 1; i < owners; i++)
        next[i] = runs[i].first = runs[i - 1].first + runs[i - 1].count;
    for (list_each(const CatalogColumn, row, &reader->columns)) {
        uint32_t place = next[row->owner]++;
        attributes[place] = row->attribute;
        columns[place] = column_of(reader, row);
    }
    return runs;
}

bool postgres_describe_columns(PostgresDescribing *in, Error *error)
{
    SqlSchema *schema = in->base->schema;
    ColumnReader reader = {.in = in, .owners = &in->tables, .types = MAP(in->base->scratch)};
    if (!read_columns(&reader, "'r', 'p'", error) || !read_types(&reader, error))
        return false;
    size_t count = reader.columns.count;
    in->attributes = NEW_ARRAY(in->base->scratch, int, count + 1);
    schema->columns.items = NEW_ARRAY(in->base->arena, SqlColumn, count + 1);
    schema->columns.count = schema->columns.capacity = count;
    ColumnRun *runs =
        place_columns(&reader, schema->tables.count, schema->columns.items, in->attributes);
    for (size_t i = 0; i < schema->tables.count; i++) {
        schema->tables.items[i].first_column = runs[i].first;
        schema->tables.items[i].column_count = runs[i].count;
    }
    return true;
}

bool postgres_describe_view_columns(PostgresDescribing *in, const Map *views, Error *error)
{
    SqlSchema *schema = in->base->schema;
    ColumnReader reader = {.in = in, .owners = views, .types = MAP(in->base->scratch)};
    if (!read_columns(&reader, "'v'", error) || !read_types(&reader, error))
        return false;
    size_t count = reader.columns.count;
    schema->view_columns.items = NEW_ARRAY(in->base->arena, SqlColumn, count + 1);
    schema->view_columns.count = schema->view_columns.capacity = count;
    ColumnRun *runs = place_columns(&reader, schema->views.count, schema->view_columns.items,
                                    NEW_ARRAY(in->base->scratch, int, count + 1));
    for (size_t i = 0; i < schema->views.count; i++) {
        schema->views.items[i].first_column = runs[i].first;
        schema->views.items[i].column_count = runs[i].count;
    }
    return true;
}

/* Numbers are left out where columns were dropped, so the column stands at its number or before. */
uint32_t postgres_column(const PostgresDescribing *in, uint32_t table, int attribute)
{
    const SqlTable *of = &in->base->schema->tables.items[table];
    if (attribute < 1 || of->column_count == 0)
        return NONE;
    uint32_t place =
        (uint32_t)attribute < of->column_count ? (uint32_t)attribute - 1 : of->column_count - 1;
    while (place > 0 && in->attributes[of->first_column + place] > attribute)
        place--;
    return in->attributes[of->first_column + place] == attribute ? of->first_column + place : NONE;
}

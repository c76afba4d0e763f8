#include "describe/postgres/objects.h"

#include "describe/describing.h"
#include "sql/external.h"
#include "sql/writer.h"

static const ObjectQuery *const queries[] = {
    postgres_type_queries,   postgres_program_queries,    postgres_table_queries,
    postgres_column_queries, postgres_constraint_queries, postgres_comment_queries,
    postgres_grant_queries,
};

enum { FIRST_DEFINITION = 5 }; /* the columns before it are the same in all queries */

/* What the letters stand for: some are those of pg_class and pg_type. */
static const struct {
    char letter;
    SqlObjectKind kind;
} object_letters[] = {
    {'r', OBJECT_TABLE},
    {'p', OBJECT_TABLE}, /* partitioned */
    {'f', OBJECT_FOREIGN_TABLE},
    {'v', OBJECT_VIEW},
    {'m', OBJECT_MATERIALIZED_VIEW},
    {'S', OBJECT_SEQUENCE},
    {'d', OBJECT_DOMAIN},
    {'e', OBJECT_ENUM},
    {'c', OBJECT_COMPOSITE_TYPE},
    {'R', OBJECT_RANGE_TYPE},
    {'F', OBJECT_FUNCTION},
    {'P', OBJECT_PROCEDURE},
    {'A', OBJECT_AGGREGATE},
    {'n', OBJECT_NAMESPACE},
    {'t', OBJECT_EVENT_TRIGGER},
    {'s', OBJECT_FOREIGN_SERVER},
    {'w', OBJECT_FOREIGN_WRAPPER},
    /* parts of tables that have comments */
    {'a', OBJECT_COLUMN},
    {'i', OBJECT_INDEX},
    {'C', OBJECT_CHECK},
    {'K', OBJECT_PRIMARY_KEY},
    {'Q', OBJECT_UNIQUE},
    {'X', OBJECT_EXCLUSION},
    {'G', OBJECT_FOREIGN_KEY},
    {'T', OBJECT_TRIGGER},
    {'U', OBJECT_RULE},
    {'O', OBJECT_POLICY},
};

static SqlObjectKind owner_kind(Text letter)
{
    for (size_t i = 0; letter.length && i < sizeof object_letters / sizeof *object_letters; i++)
        if (object_letters[i].letter == letter.data[0])
            return object_letters[i].kind;
    return OBJECT_NONE;
}

typedef struct ObjectSink {
    Describing *base;
    const ObjectQuery *query;
    Text namespace; /* of the row before: what stands together shares its texts */
    Text owner;
} ObjectSink;

static Text shared(Arena *arena, Text *last, Text text)
{
    if (!last->data || !text_equal(*last, text))
        *last = text_copy(arena, text);
    return *last;
}

/* True when the configuration leaves the table out that the row is, or belongs to. */
static bool is_outside(const Describing *base, const Text *values)
{
    Text usual = base->database->connection->name_space;
    return is_external(base->request->external, values[0].length ? values[0] : usual,
                       values[1].length ? values[2] : values[3]);
}

static uint8_t traits_of(Text text)
{
    int64_t traits = 0;
    text_to_int64(text, &traits);
    return (uint8_t)traits;
}

static void take(void *context, const Text *values, size_t columns)
{
    ObjectSink *sink = context;
    Describing *base = sink->base;
    Arena *arena = base->arena;
    if (is_outside(base, values))
        return;
    SqlObject object = {
        .owner_kind = owner_kind(values[1]),
        .traits = traits_of(values[4]),
        .namespace = shared(arena, &sink->namespace, values[0]),
        .owner = shared(arena, &sink->owner, values[2]),
    };
    for (size_t i = FIRST_DEFINITION; i < columns; i++) {
        object.kind = sink->query->kinds[i - FIRST_DEFINITION];
        if (!values[i].data || !(base->request->objects & OBJECT_BIT(object.kind)))
            continue;
        if (!object.name.data)
            object.name = text_copy(arena, values[3]);
        object.definition = text_copy(arena, values[i]);
        list_add(arena, &base->schema->objects, object);
    }
}

/* The namespaces: those that are described, or all but the system's and dunlin's own. */
static void add_namespaces(Buffer *out, const DescribeRequest *request, Text usual)
{
    sql_add(out,
            "SELECT n.oid, n.nspname, CASE n.nspname WHEN {} THEN '' ELSE n.nspname END AS space"
            " FROM pg_catalog.pg_namespace n WHERE",
            sql_literal(usual));
    buffer_add_string(out, NOT_BROUGHT("pg_namespace", "n"));
    if (request->objects_everywhere) {
        buffer_add_string(out, " AND n.nspname !~ '^(pg_|_dunlin)'"
                               " AND n.nspname <> 'information_schema'");
        return;
    }
    buffer_add_string(out, " AND n.nspname IN (");
    for (size_t i = 0; request->namespaces && i < request->namespaces->count; i++)
        sql_add(out, "{}, ", sql_literal(request->namespaces->items[i]));
    sql_add(out, "{})", sql_literal(usual));
}

static void add_query(Buffer *out, const DescribeRequest *request, Text usual, const char *query)
{
    buffer_add_string(out, "WITH s AS (");
    add_namespaces(out, request, usual);
    buffer_add_string(out, "), r AS (SELECT c.*, s.space FROM pg_catalog.pg_class c"
                           " JOIN s ON s.oid = c.relnamespace"
                           " WHERE c.relname <> '_prisma_migrations' AND NOT EXISTS (SELECT"
                           " FROM pg_catalog.pg_depend x WHERE x.classid ="
                           " 'pg_catalog.pg_class'::pg_catalog.regclass AND x.objid = c.oid"
                           " AND x.deptype = 'e')) ");
    buffer_add_string(out, query);
}

/* "15.18" as 150000. */
static int version_number(Text version)
{
    enum { MAJOR = 10000 };
    int64_t number;
    Text rest = version;
    return text_to_int64(text_cut(&rest, '.'), &number) ? (int)number * MAJOR : 0;
}

static bool is_asked_for(const ObjectQuery *query, SqlObjectKinds kinds, int version)
{
    if (version < query->least_version || (query->most_version && version > query->most_version))
        return false;
    for (size_t i = 0; query->kinds[i] != OBJECT_NONE; i++)
        if (kinds & OBJECT_BIT(query->kinds[i]))
            return true;
    return false;
}

bool describe_postgres_objects(Describing *base, Error *error)
{
    Database *database = base->database;
    const DescribeRequest *request = base->request;
    int version = version_number(database_version(database));
    Buffer sql = BUFFER(base->scratch);
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
        for (const ObjectQuery *query = queries[i]; query->sql; query++) {
            ObjectSink sink = {.base = base, .query = query};
            if (!is_asked_for(query, request->objects, version))
                continue;
            buffer_clear(&sql);
            add_query(&sql, request, database->connection->name_space, query->sql);
            if (!database_each(database, buffer_text(&sql), (RowSink){&sink, take}, error))
                return false;
        }
    }
    return true;
}

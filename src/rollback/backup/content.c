#include "rollback/backup/content.h"

#include "base/file.h"
#include "describe/describe.h"
#include "dialect/postgres/catalog.h"
#include "dialect/providers.h"
#include "dialect/sql_rules.h"
#include "drift/drift.h"
#include "drift/history_key.h"
#include "sql/snapshot.h"
#include "sql/writer.h"

/* --- tables --- */

/* Of namespaces and names: those whose rows a backup holds. */
static const char *const tables_postgres =
    "SELECT n.nspname, x.relname FROM pg_catalog.pg_class x"
    " JOIN pg_catalog.pg_namespace n ON n.oid = x.relnamespace"
    " WHERE x.relkind = 'r' AND x.relpersistence <> 't' AND n.nspname <> 'information_schema'"
    " AND n.nspname !~ '^pg_' AND " NOT_OF_AN_EXTENSION " ORDER BY 1, 2";

/* Virtual tables keep theirs in tables of their own. */
static const char *const tables_sqlite =
    "SELECT '', name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%'"
    " ESCAPE '\\' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY 2";

static void add_count(Buffer *query, const BackupTable *table, const Dialect *dialect, size_t place)
{
    sql_add(query, "{}SELECT {}, count(*) FROM ", sql_raw(place ? TEXT(" UNION ALL ") : TEXT("")),
            sql_number((int64_t)place));
    if (can(dialect, CAN_NAMESPACES))
        sql_add(query, "ONLY {}.{}", sql_name(table->name_space), sql_name(table->name));
    else
        sql_add_name(query, table->name);
}

/* Some tables in one query: each alone would cost a way to the server. */
static bool count_some(Arena *arena, Database *database, BackupTable *tables, size_t count,
                       Error *error)
{
    Buffer query = BUFFER(arena);
    Rows rows;
    for (size_t i = 0; i < count; i++)
        add_count(&query, &tables[i], database->connection->dialect, i);
    if (!database_query(database, arena, buffer_text(&query), &rows, error))
        return false;
    for (list_each(Row, row, &rows.rows)) {
        int64_t place;
        if (!text_to_int64(row->values[0], &place) || place < 0 || (size_t)place >= count ||
            !text_to_int64(row->values[1], &tables[place].rows))
            return fail(error, ERROR_D1014, "the server's count of rows is no number");
    }
    return true;
}

static bool read_tables(Arena *arena, Database *database, BackupContent *content, Error *error)
{
    enum { AT_ONCE = 50 };
    Rows rows;
    bool namespaces = can(database->connection->dialect, CAN_NAMESPACES);
    if (!database_query(database, arena, text_from(namespaces ? tables_postgres : tables_sqlite),
                        &rows, error))
        return false;
    for (list_each(Row, row, &rows.rows))
        list_add(arena, &content->tables,
                 (BackupTable){.name_space = row->values[0], .name = row->values[1]});
    for (size_t i = 0; i < content->tables.count; i += AT_ONCE) {
        size_t left = content->tables.count - i;
        if (!count_some(arena, database, content->tables.items + i, left < AT_ONCE ? left : AT_ONCE,
                        error))
            return false;
    }
    for (list_each(BackupTable, table, &content->tables))
        content->rows += table->rows;
    return true;
}

/* --- history and schema --- */

static bool read_history(Arena *arena, Database *database, BackupContent *content, Error *error)
{
    History history;
    /* Asked for first: in a transaction, the question for a table that is missing would end it. */
    bool found = false;
    for (list_each(BackupTable, table, &content->tables))
        found = found || (text_is(table->name, "_prisma_migrations") &&
                          (table->name_space.length == 0 ||
                           text_equal(table->name_space, database->connection->name_space)));
    if (!found)
        return true;
    if (!history_read(arena, database, &history, error))
        return false;
    for (size_t i = 0; i < history.rows.count; i++) {
        if (!row_is_applied(history.rows.items[i]))
            continue;
        content->applied++;
        content->head = history.rows.items[i]->name;
    }
    content->history_key = history_key_of_rows(arena, &history);
    return true;
}

static const SqlRules *rules_of(const Dialect *dialect)
{
    for (size_t i = 0; dialect_providers[i]; i++)
        if (text_is(text_from(dialect_providers[i]->names[0]), dialect->name))
            return sql_rules_of(dialect_providers[i]);
    return NULL;
}

static bool read_schema(Arena *arena, Database *database, BackupContent *content, Error *error)
{
    const Dialect *dialect = database->connection->dialect;
    DescribeRequest request = {.rules = rules_of(dialect), .version = PRISMA_7};
    Snapshot snapshot = {.provider = text_from(dialect->name),
                         .key = content->history_key,
                         .server = database_version(database)};
    Buffer document = BUFFER(arena);
    request = describe_in_full(&request);
    if (!describe_objects(arena, database, &request, &snapshot.schema, error))
        return false;
    snapshot_write(&document, &snapshot);
    content->schema = buffer_text(&document);
    return true;
}

bool backup_content_read(Arena *arena, Database *database, BackupContent *content, Error *error)
{
    *content = (BackupContent){.head = TEXT(""), .history_key = TEXT("")};
    return read_tables(arena, database, content, error) &&
           read_history(arena, database, content, error) &&
           read_schema(arena, database, content, error);
}

/* --- comparing --- */

enum { TOLD = 8 };

static Text table_shown(Arena *arena, const BackupTable *table)
{
    return table->name_space.length
               ? text_format(arena, "%.*s.%.*s", TEXT_ARG(table->name_space), TEXT_ARG(table->name))
               : table->name;
}

static void compare_tables(Arena *arena, const BackupTables *expected, const BackupTables *actual,
                           TextList *found)
{
    Map places = MAP(arena);
    for (list_each(BackupTable, table, actual))
        map_set(&places, table_shown(arena, table), table);
    for (list_each(BackupTable, table, expected)) {
        Text name = table_shown(arena, table);
        const BackupTable *other = map_get(&places, name);
        if (!other)
            list_add(arena, found, text_format(arena, "the table %.*s is missing", TEXT_ARG(name)));
        else if (other->rows != table->rows)
            list_add(arena, found,
                     text_format(arena, "the table %.*s has %lld rows, and should have %lld",
                                 TEXT_ARG(name), (long long)other->rows, (long long)table->rows));
        map_set(&places, name, NULL);
    }
    for (list_each(BackupTable, table, actual))
        if (map_get(&places, table_shown(arena, table)))
            list_add(arena, found,
                     text_format(arena, "the table %.*s should not be there",
                                 TEXT_ARG(table_shown(arena, table))));
}

static bool compare_schemas(Arena *arena, const BackupContent *expected,
                            const BackupContent *actual, TextList *found, Error *error)
{
    Snapshot a;
    Snapshot b;
    Drift drift = {0};
    if (!snapshot_read(arena, expected->schema, dialect_providers, SNAPSHOT_WHOLE, &a, error) ||
        !snapshot_read(arena, actual->schema, dialect_providers, SNAPSHOT_WHOLE, &b, error))
        return false;
    DriftRequest request = {.expected = &a.schema, .actual = &b.schema};
    drift_find(arena, &request, &drift);
    for (list_each(Difference, difference, &drift.differences)) {
        if (difference->is_part)
            continue;
        const SqlObject *object = difference->expected ? difference->expected : difference->actual;
        list_add(arena, found,
                 text_format(arena, "the %s %.*s%s%.*s %s", sql_object_word(object->kind),
                             TEXT_ARG(object->owner),
                             object->owner.length && object->name.length ? "." : "",
                             TEXT_ARG(object->name),
                             !difference->actual     ? "is missing"
                             : !difference->expected ? "should not be there"
                                                     : "is another one"));
    }
    return true;
}

bool backup_content_check(Arena *arena, const BackupContent *expected, const BackupContent *actual,
                          bool schema, Error *error)
{
    TextList found = {0};
    Buffer detail = BUFFER(arena);
    if (!text_equal(expected->history_key, actual->history_key))
        list_add(arena, &found, TEXT("the history of migrations is another one"));
    compare_tables(arena, &expected->tables, &actual->tables, &found);
    if (schema && !compare_schemas(arena, expected, actual, &found, error))
        return false;
    if (found.count == 0)
        return true;
    for (size_t i = 0; i < found.count && i < TOLD; i++)
        buffer_add_format(&detail, "%s%.*s", i ? "\n" : "", TEXT_ARG(found.items[i]));
    if (found.count > TOLD)
        buffer_add_format(&detail, "\nand %zu more", found.count - TOLD);
    fail(error, ERROR_D1046, "%s", error_code_meaning(ERROR_D1046));
    error->detail = buffer_text(&detail);
    return false;
}

/* --- identity --- */

/* The first value of the first row, or empty. Inside a transaction a failure would end it, so none
 * is asked here that could fail. */
static bool ask(Arena *arena, Database *database, Text query, Text *value, Error *error)
{
    Rows rows;
    *value = TEXT("");
    if (!database_query(database, arena, query, &rows, error))
        return false;
    if (rows.rows.count && rows.rows.items[0].values[0].data)
        *value = rows.rows.items[0].values[0];
    return true;
}

bool backup_identity_read(Arena *arena, Database *database, BackupIdentity *identity, Error *error)
{
    const Connection *connection = database->connection;
    bool server = can(connection->dialect, CAN_NAMESPACES);
    Text exists;
    Text may;
    *identity = (BackupIdentity){
        .place = server ? connection->database
                        : path_resolve(arena, path_working_folder(arena), connection->file)};
    Text question =
        server ? sql_text(arena,
                          "SELECT 1 FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n"
                          " ON n.oid = c.relnamespace WHERE c.relname = '_prisma_migrations'"
                          " AND n.nspname = {}",
                          sql_literal(connection->name_space))
               : TEXT("SELECT 1 FROM sqlite_master WHERE name = '_prisma_migrations'");
    if (!ask(arena, database, question, &exists, error))
        return false;
    if (exists.length && !ask(arena, database,
                              sql_text(arena, "SELECT id FROM {} ORDER BY started_at, id LIMIT 1",
                                       sql_raw(history_table_name(arena, connection))),
                              &identity->history, error))
        return false;
    if (!server)
        return true;
    /* Some services keep this from their customers. */
    return ask(arena, database,
               TEXT("SELECT 1 WHERE pg_catalog.has_function_privilege("
                    "'pg_catalog.pg_control_system()', 'EXECUTE')"),
               &may, error) &&
           (may.length == 0 ||
            ask(arena, database,
                TEXT("SELECT system_identifier FROM pg_catalog.pg_control_system()"),
                &identity->server, error));
}

BackupKinship backup_identity_compare(const BackupIdentity *a, const BackupIdentity *b)
{
    bool same_history = a->history.length && text_equal(a->history, b->history);
    bool known = a->server.length && b->server.length;
    bool same_place = text_equal(a->place, b->place) && text_equal(a->server, b->server);
    bool is_file = a->server.length == 0 && path_is_absolute(a->place);
    if (same_place && (known || is_file))
        return KINSHIP_SAME;
    if (!same_history)
        return KINSHIP_OTHER;
    /* A file may have moved with its folder; a server may not tell its number. */
    bool same_name = text_equal(path_name(a->place), path_name(b->place));
    return same_name && !known ? KINSHIP_SAME : KINSHIP_COPY;
}

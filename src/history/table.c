#include "history/table.h"

#include "base/clock.h"
#include "base/random.h"
#include "history/checksum.h"
#include "sql/writer.h"

static const HistorySql *sql_of(const History *history)
{
    return &history->database->connection->dialect->history;
}

/* A stored time: milliseconds, or text in one of the forms that Prisma's engines write. */
static int64_t time_of(Text value)
{
    int64_t milliseconds;
    if (!value.data)
        return NO_TIME;
    if (text_to_int64(value, &milliseconds) || clock_parse(value, &milliseconds))
        return milliseconds;
    return 0; /* a time that nobody can read is still a time */
}

typedef struct RowReader {
    Arena *arena;
    History *history;
} RowReader;

static void read_row(void *context, const Text *values, size_t columns)
{
    const RowReader *reader = context;
    Arena *arena = reader->arena;
    (void)columns; /* those of HistorySql.select */
    HistoryRow *row = NEW(arena, HistoryRow);
    row->checksum = text_copy(arena, values[1]);
    row->name = text_copy(arena, values[2]);
    row->started_at = time_of(values[4]);
    row->finished_at = time_of(values[5]);
    row->rolled_back_at = time_of(values[6]);
    if (row->finished_at == NO_TIME) {
        row->id = text_copy(arena, values[0]);
        row->logs = values[3].data ? text_copy(arena, values[3]) : TEXT("");
    }
    list_add(arena, &reader->history->rows, row);
}

Text history_table_name(Arena *arena, const Connection *connection)
{
    if (can(connection->dialect, CAN_NAMESPACES))
        return sql_text(arena, "{}._prisma_migrations", sql_name(connection->name_space));
    return TEXT("\"_prisma_migrations\"");
}

/* The databases' ways to say that a table is missing. */
static bool says_no_table(const Error *error)
{
    return error->code == ERROR_P1014 || text_starts_with(error->database_text, "no such table");
}

bool history_read(Arena *arena, Database *database, History *history, Error *error)
{
    *history = (History){.database = database, .exists = true};
    history->table = history_table_name(arena, database->connection);
    Text select = sql_text(arena, sql_of(history)->select, sql_raw(history->table));
    RowReader reader = {arena, history};
    history->exists = database_each(database, select, (RowSink){&reader, read_row}, error);
    return history->exists || says_no_table(error);
}

bool history_read_id(Arena *arena, const History *history, const HistoryRow *row, Text *id,
                     Error *error)
{
    Rows rows;
    Text query = sql_text(arena,
                          "SELECT id FROM {} WHERE migration_name = {} AND finished_at IS NOT NULL"
                          " AND rolled_back_at IS NULL ORDER BY started_at DESC",
                          sql_raw(history->table), sql_literal(row->name));
    if (!database_query(history->database, arena, query, &rows, error))
        return false;
    if (rows.rows.count == 0)
        return fail(error, ERROR_D1032, "another program took back migration '%.*s' meanwhile",
                    TEXT_ARG(row->name));
    *id = rows.rows.items[0].values[0];
    return true;
}

bool history_read_ids(Arena *arena, const History *history, Text name, TextList *ids, Error *error)
{
    Rows rows;
    Text query = sql_text(arena,
                          "SELECT id, finished_at, rolled_back_at FROM {} WHERE migration_name = {}"
                          " ORDER BY started_at",
                          sql_raw(history->table), sql_literal(name));
    *ids = (TextList){0};
    if (!database_query(history->database, arena, query, &rows, error))
        return false;
    for (list_each(const Row, row, &rows.rows)) {
        if (row->values[1].data && row->values[2].data) /* applied, and taken back */
            *ids = (TextList){0};
        else
            list_add(arena, ids, row->values[0]);
    }
    return true;
}

bool history_create_namespace(Arena *arena, Database *database, Error *error)
{
    Text name = database->connection->name_space;
    Rows rows;
    if (!can(database->connection->dialect, CAN_NAMESPACES))
        return true;
    Text exists = sql_text(arena, "SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = {}",
                           sql_literal(name));
    if (!database_query(database, arena, exists, &rows, error))
        return false;
    if (rows.rows.count > 0)
        return true;
    Text create = sql_text(arena, "CREATE SCHEMA IF NOT EXISTS {}", sql_name(name));
    return database_run(database, create, NULL, error);
}

bool history_create(Arena *arena, History *history, Error *error)
{
    if (!history_create_namespace(arena, history->database, error))
        return false;
    Text create = sql_text(arena, sql_of(history)->create, sql_raw(history->table));
    history->exists = database_run(history->database, create, NULL, error);
    return history->exists;
}

bool history_other_tables(Arena *arena, const History *history, const TextList *namespaces,
                          TextList *names, Error *error)
{
    Buffer query = BUFFER(arena);
    sql_of(history)->other_tables(&query, namespaces);
    Rows rows;
    if (!database_query(history->database, arena, buffer_text(&query), &rows, error))
        return false;
    for (list_each(Row, row, &rows.rows))
        list_add(arena, names, row->values[0]);
    return true;
}

static SqlHole time_hole(const History *history, Arena *arena, int64_t time)
{
    if (sql_of(history)->times == TIME_AS_MILLISECONDS)
        return sql_number(time);
    Text text = clock_format(arena, time);
    return sql_literal(text_format(arena, "%.*s+00", TEXT_ARG(text)));
}

void history_insert_started(const History *history, Buffer *out, const HistoryRow *row)
{
    sql_add(out,
            "INSERT INTO {} (id, checksum, started_at, migration_name) VALUES ({}, {}, {}, {});\n",
            sql_raw(history->table), sql_literal(row->id), sql_literal(row->checksum),
            time_hole(history, out->arena, row->started_at), sql_literal(row->name));
}

void history_insert_applied(const History *history, Buffer *out, const HistoryRow *row)
{
    SqlHole time = time_hole(history, out->arena, row->started_at);
    sql_add(out,
            "INSERT INTO {} (id, checksum, started_at, finished_at, migration_name, logs)"
            " VALUES ({}, {}, {}, {}, {}, '');\n",
            sql_raw(history->table), sql_literal(row->id), sql_literal(row->checksum), time, time,
            sql_literal(row->name));
}

void history_update_finished(const History *history, Buffer *out, Text id)
{
    sql_add(out,
            "UPDATE {} SET finished_at = {}, applied_steps_count = 1, logs = NULL"
            " WHERE id = {};\n",
            sql_raw(history->table), time_hole(history, out->arena, clock_now()), sql_literal(id));
}

void history_update_logs(const History *history, Buffer *out, Text id, Text logs)
{
    sql_add(out, "UPDATE {} SET logs = {} WHERE id = {};\n", sql_raw(history->table),
            sql_literal(logs), sql_literal(id));
}

void history_update_rolled_back(const History *history, Buffer *out, Text id)
{
    sql_add(out, "UPDATE {} SET rolled_back_at = {} WHERE id = {};\n", sql_raw(history->table),
            time_hole(history, out->arena, clock_now()), sql_literal(id));
}

void history_update_taken_back(const History *history, Buffer *out, Text name)
{
    sql_add(out,
            "UPDATE {} SET rolled_back_at = {} WHERE migration_name = {} AND rolled_back_at IS"
            " NULL;\n",
            sql_raw(history->table), time_hole(history, out->arena, clock_now()),
            sql_literal(name));
}

void history_update_checksum(const History *history, Buffer *out, Text name, Text checksum)
{
    sql_add(out, "UPDATE {} SET checksum = {} WHERE migration_name = {};\n",
            sql_raw(history->table), sql_literal(checksum), sql_literal(name));
}

void history_delete(const History *history, Buffer *out, Text name)
{
    sql_add(out, "DELETE FROM {} WHERE migration_name = {};\n", sql_raw(history->table),
            sql_literal(name));
}

HistoryRow history_new_row(Arena *arena, Text name, Text script)
{
    return (HistoryRow){
        .id = random_uuid(arena),
        .checksum = checksum_of(arena, script),
        .name = name,
        .started_at = clock_now(),
        .finished_at = NO_TIME,
        .rolled_back_at = NO_TIME,
    };
}

#include "history/temporary_database.h"

#include "base/digest.h"
#include "base/random.h"
#include "sql/writer.h"

static const ShadowSql *sql_of(const Database *server)
{
    return &server->connection->dialect->shadow;
}

/* The number of the lock; positive, so that it is a literal of its own. */
static uint64_t lock_of(Text name)
{
    Digest digest = digest_of(&name, 1);
    uint64_t number = 0;
    for (int i = 0; i < 8; i++)
        number = number << 8 | digest.bytes[i];
    return number >> 1;
}

bool temporary_name(Arena *arena, Database *server, const char *prefix, Text *name, Error *error)
{
    enum { LENGTH = 23 }; /* names have 63 bytes at most */
    Rows rows;
    Text id = text_slice(random_uuid(arena), 0, LENGTH);
    *name = text_format(arena, "%s%.*s", prefix, TEXT_ARG(id));
    return database_query(
        server, arena, sql_text(arena, sql_of(server)->lock, sql_number((int64_t)lock_of(*name))),
        &rows, error);
}

bool temporary_drop(Arena *arena, Database *server, Text name, Error *error)
{
    Rows rows;
    Error unused = {.arena = arena};
    const ShadowSql *sql = sql_of(server);
    if (!database_run(server, sql_text(arena, sql->drop, sql_name(name)), NULL, error) &&
        (!text_is(error->database_code, "42601") || /* syntax_error */
         !database_run(server, sql_text(arena, sql->drop_idle, sql_name(name)), NULL, error)))
        return false;
    database_query(server, arena, sql_text(arena, sql->unlock, sql_number((int64_t)lock_of(name))),
                   &rows, &unused);
    return true;
}

static bool is_in_use(Arena *arena, Database *server, Text name)
{
    Rows rows;
    Error unused = {.arena = arena};
    uint64_t number = lock_of(name);
    Text query = sql_text(arena, sql_of(server)->is_locked, sql_number((int64_t)(number >> 32)),
                          sql_number((int64_t)(number & UINT32_MAX)));
    return !database_query(server, arena, query, &rows, &unused) || rows.rows.count > 0;
}

void temporary_clean(Arena *arena, Database *server, const char *prefix)
{
    Rows rows;
    Error unused = {.arena = arena};
    Text query = sql_text(arena, sql_of(server)->left, sql_literal(text_from(prefix)));
    if (!database_query(server, arena, query, &rows, &unused))
        return;
    for (list_each(const Row, row, &rows.rows))
        if (!is_in_use(arena, server, row->values[0]))
            database_run(server,
                         sql_text(arena, sql_of(server)->drop_idle, sql_name(row->values[0])), NULL,
                         &unused);
}

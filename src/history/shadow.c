#include "history/shadow.h"

#include "base/interrupt.h"
#include "history/reset.h"
#include "history/temporary_database.h"
#include "sql/writer.h"

/* The namespace that the connection is in, which a new database may lack. */
static bool make_namespace(Arena *arena, Shadow *shadow, Error *error)
{
    Text name = shadow->connection.name_space;
    if (!can(shadow->connection.dialect, CAN_NAMESPACES))
        return true;
    return database_run(shadow->database,
                        sql_text(arena, "CREATE SCHEMA IF NOT EXISTS {}", sql_name(name)), NULL,
                        error);
}

static bool connect(Arena *arena, Shadow *shadow, Error *error)
{
    return database_open(arena, &shadow->connection, OPEN_READ_WRITE, &shadow->database, error) &&
           make_namespace(arena, shadow, error);
}

/* --- one of our own --- */

/* As Prisma's, and yet to be told from them: those are nobody's of ours to drop. */
#define SHADOW_PREFIX "prisma_migrate_shadow_db_dunlin_"

/* What may create databases: the main one, or a connection like it that may write. */
static Database *maker_of(const Shadow *shadow)
{
    return shadow->maker ? shadow->maker : shadow->request->main;
}

static bool create(Arena *arena, Shadow *shadow, Error *error)
{
    Database *main = shadow->request->main;
    if (main->mode == OPEN_READ_ONLY &&
        !database_open(arena, main->connection, OPEN_READ_WRITE, &shadow->maker, error))
        return false;
    Text name;
    temporary_clean(arena, maker_of(shadow), SHADOW_PREFIX);
    if (!temporary_name(arena, maker_of(shadow), SHADOW_PREFIX, &name, error))
        return false;
    Text sql = sql_text(arena, shadow->request->dialect->shadow.create, sql_name(name));
    if (!database_run(maker_of(shadow), sql, NULL, error)) {
        Error cause = *error;
        bool lost = cause.code == ERROR_P1017 || cause.code == ERROR_D1017;
        if (lost)
            return false;
        fail(error, ERROR_P3014, "the shadow database could not be created: %.*s",
             TEXT_ARG(cause.message));
        error->database_code = cause.database_code;
        error->database_text = cause.database_text;
        error_field(error, "inner_error", cause.message);
        return error_hint(error, "let the user create databases (ALTER ROLE … CREATEDB), or give "
                                 "an empty database of its own as shadowDatabaseUrl");
    }
    shadow->created = name;
    shadow->connection = *main->connection;
    shadow->connection.database = name;
    return connect(arena, shadow, error);
}

static bool drop(Arena *arena, Shadow *shadow, Error *error)
{
    bool done = temporary_drop(arena, maker_of(shadow), shadow->created, error);
    if (!done)
        error_hint(error, "the shadow database stays behind: DROP DATABASE \"%.*s\"",
                   TEXT_ARG(shadow->created));
    shadow->created = TEXT("");
    return done;
}

/* --- the user's --- */

static bool has_rows(Arena *arena, Database *database, const char *query, bool *found, Error *error)
{
    Rows rows;
    if (!database_query(database, arena, text_from(query), &rows, error))
        return false;
    *found = rows.rows.count > 0;
    return true;
}

/* Drops every namespace, and makes those anew that every database has. */
static bool empty(Arena *arena, Shadow *shadow, Error *error)
{
    Rows rows;
    Buffer sql = BUFFER(arena);
    TextList stays = {0};
    list_add(arena, &stays, TEXT("public"));
    if (!text_is(shadow->connection.name_space, "public"))
        list_add(arena, &stays, shadow->connection.name_space);
    if (!database_query(shadow->database, arena,
                        text_from(shadow->request->dialect->shadow.namespaces), &rows, error))
        return false;
    for (list_each(Row, row, &rows.rows)) {
        Text name = row->values[0];
        bool is_usual = false;
        for (list_each(Text, usual, &stays))
            is_usual = is_usual || text_equal(name, *usual);
        if (!is_usual)
            sql_add(&sql, "DROP SCHEMA IF EXISTS {} CASCADE;\n", sql_name(name));
    }
    return (sql.length == 0 || database_run(shadow->database, buffer_text(&sql), NULL, error)) &&
           reset_database(arena, shadow->database, &stays, error);
}

static bool refuse(Shadow *shadow, Error *error)
{
    Text shown = shadow->connection.shown;
    fail(error, ERROR_D1024,
         "the shadow database %.*s is not empty, and was never marked as a shadow database",
         TEXT_ARG(shown));
    error_detail(error, "Everything in a shadow database is deleted before it is used.");
    return error_hint(error, "look whether the URL is right; if everything in it may go, empty it, "
                             "or mark it: CREATE SCHEMA _dunlin_shadow");
}

static bool take_given(Arena *arena, Shadow *shadow, Error *error)
{
    const ShadowSql *sql = &shadow->request->dialect->shadow;
    bool is_marked = false;
    bool is_full = false;
    shadow->connection = *shadow->request->given;
    if (!connect(arena, shadow, error) ||
        !has_rows(arena, shadow->database, sql->is_marked, &is_marked, error) ||
        !has_rows(arena, shadow->database, sql->contents, &is_full, error))
        return false;
    if (is_full && !is_marked)
        return refuse(shadow, error);
    Error unused = {.arena = arena};
    bool stays_marked =
        is_marked || database_run(shadow->database, text_from(sql->mark), NULL, &unused);
    if (is_full && !empty(arena, shadow, error))
        return false;
    shadow->empty_at_end = !stays_marked;
    return true;
}

/* --- either --- */

bool shadow_open(Arena *arena, const ShadowRequest *request, Shadow *shadow, Error *error)
{
    *shadow = (Shadow){.request = request};
    bool opened = false;
    if (!request->dialect->shadow.create) {
        shadow->connection = (Connection){.dialect = request->dialect,
                                          .shown = TEXT("in memory"),
                                          .database = TEXT("shadow"),
                                          .file = TEXT(SQLITE_IN_MEMORY)};
        opened = connect(arena, shadow, error);
    } else if (request->given) {
        opened = take_given(arena, shadow, error);
    } else if (request->main) {
        opened = create(arena, shadow, error);
    } else {
        fail(error, ERROR_D1005, "there is no shadow database to run the migrations on");
        error_hint(error, "give the URL of an empty database: --shadow-database-url URL, or "
                          "shadowDatabaseUrl in the datasource");
    }
    if (opened)
        return true;
    Error unused = {.arena = arena};
    shadow_close(arena, shadow, &unused);
    return false;
}

bool shadow_close(Arena *arena, Shadow *shadow, Error *error)
{
    bool done = true;
    bool held = interrupt_hold(true);
    if (shadow->database && shadow->empty_at_end)
        done = empty(arena, shadow, error); /* or the next run would refuse it */
    database_close(shadow->database);
    shadow->database = NULL;
    if (shadow->created.length)
        done = drop(arena, shadow, error) && done;
    database_close(shadow->maker);
    shadow->maker = NULL;
    interrupt_hold(held);
    return done;
}

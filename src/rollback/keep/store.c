#include "rollback/keep/store.h"

#include "base/file.h"
#include "sql/writer.h"

Text keep_file(Arena *arena, const Connection *connection)
{
    return text_format(arena, "%.*s-kept", TEXT_ARG(connection->file));
}

static bool attach_file(Arena *arena, Database *database, bool make, bool *found, Error *error)
{
    const Connection *connection = database->connection;
    Text file = keep_file(arena, connection);
    *found = false;
    if (text_is(connection->file, SQLITE_IN_MEMORY))
        return !make || fail(error, ERROR_D1050,
                             "a database in memory has no place where anything could be kept");
    if (!make && !file_is_file(file))
        return true;
    if (!file_is_file(file) && !file_make_like(arena, file, connection->file, error)) {
        error->code = ERROR_D1050;
        return false;
    }
    Text sql =
        sql_text(arena, "ATTACH {} AS " KEEP_SPACE ";\nPRAGMA " KEEP_SPACE ".synchronous = EXTRA",
                 sql_literal(file));
    if (!database_run(database, sql, NULL, error)) {
        Text why = error->message;
        fail(error, ERROR_D1050, "the file '%.*s' cannot be used: %.*s", TEXT_ARG(file),
             TEXT_ARG(why));
        return false;
    }
    *found = true;
    return true;
}

/* Is the list there? */
static bool find_list(Arena *arena, Database *database, bool *found, Error *error)
{
    Rows rows;
    const char *query = database->connection->dialect->keep->found;
    if (!database_query(database, arena, text_from(query), &rows, error))
        return false;
    *found = rows.rows.count > 0;
    if (!*found || text_is(rows.rows.items[0].values[0], "1"))
        return true;
    fail(error, ERROR_D1050, "what is kept has the form of another version of dunlin");
    return error_hint(error, "take back with that version what needs it, or remove it: on "
                             "PostgreSQL the schema " KEEP_SPACE ", on SQLite the file beside the "
                             "database");
}

bool keep_attach(Arena *arena, Database *database, bool make, bool *found, Error *error)
{
    if (can(database->connection->dialect, HAS_FILE)) {
        if (!attach_file(arena, database, make, found, error))
            return false;
        if (!*found)
            return true;
    }
    if (find_list(arena, database, found, error))
        return true;
    keep_detach(database);
    return false;
}

void keep_detach(Database *database)
{
    Error unused = {.arena = database->arena};
    if (can(database->connection->dialect, HAS_FILE))
        database_run(database, TEXT("DETACH " KEEP_SPACE), NULL, &unused);
}

bool keep_make(Arena *arena, Database *database, Error *error)
{
    const KeepSql *sql = database->connection->dialect->keep;
    bool found;
    if (!find_list(arena, database, &found, error))
        return false;
    if (found || database_run(database, text_from(sql->make), NULL, error))
        return true;
    Error cause = *error;
    fail(error, ERROR_D1050, "there is no place where anything could be kept: %.*s",
         TEXT_ARG(cause.message));
    error->database_code = cause.database_code;
    error->database_text = cause.database_text;
    return false;
}

Text keep_table(Arena *arena, int64_t number)
{
    return text_format(arena, "\"" KEEP_SPACE "\".\"kept_%lld\"", (long long)number);
}

/* The namespace of the history, where there are any: what other histories of the database keep is
 * theirs. */
static Text namespace_of(const Database *database)
{
    const Connection *connection = database->connection;
    return can(connection->dialect, CAN_NAMESPACES) ? connection->name_space : TEXT("");
}

void keep_insert_entry(Buffer *out, const Database *database, const KeptEntry *kept)
{
    sql_add(out,
            "INSERT INTO " KEEP_SPACE ".entries (number, namespace, row_id, migration, kept_at,"
            " state, description) VALUES ({}, {}, {}, {}, {}, 'kept', {});\n",
            sql_number(kept->number), sql_literal(namespace_of(database)), sql_literal(kept->row),
            sql_literal(kept->migration), sql_number(kept->kept_at),
            sql_literal(keep_describe(out->arena, &kept->entry)));
}

static bool loses_all_of(const KeepEntry *entry, const KeepEntry *other)
{
    for (list_each(const KeepColumn, column, &other->columns)) {
        bool loses = !column->is_lost;
        for (list_each(const KeepColumn, own, &entry->columns))
            loses = loses || (own->is_lost && text_equal(own->name, column->name));
        if (!loses)
            return false;
    }
    return true;
}

/* Has a later run of the migration kept the same? */
static bool is_superseded(const KeptEntry *kept, const KeptEntries *entries)
{
    for (list_each(const KeptEntry, later, entries)) {
        bool values = kept->entry.kind == KEEP_COLUMNS;
        if (later->number > kept->number && !text_equal(later->row, kept->row) &&
            values == (later->entry.kind == KEEP_COLUMNS) &&
            text_equal(later->entry.table, kept->entry.table) &&
            text_equal(later->entry.namespace_name, kept->entry.namespace_name) &&
            (!values || loses_all_of(&later->entry, &kept->entry)))
            return true;
    }
    return false;
}

bool keep_read_entries(Arena *arena, Database *database, const TextList *rows, KeptEntries *entries,
                       Error *error)
{
    Rows read_rows;
    Buffer which = BUFFER(arena);
    for (size_t i = 0; rows && i < rows->count; i++)
        sql_add(&which, i ? ", {}" : " AND row_id IN ({}", sql_literal(rows->items[i]));
    if (rows)
        buffer_add_string(&which, rows->count ? ")" : " AND 1 = 0");
    Text query =
        sql_text(arena,
                 "SELECT number, row_id, migration, kept_at, state, description FROM " KEEP_SPACE
                 ".entries WHERE namespace = {}{} ORDER BY number",
                 sql_literal(namespace_of(database)), sql_raw(buffer_text(&which)));
    if (!database_query(database, arena, query, &read_rows, error))
        return false;
    for (list_each(const Row, read, &read_rows.rows)) {
        KeptEntry *kept = &list_push(arena, entries);
        *kept = (KeptEntry){.row = read->values[1],
                            .migration = read->values[2],
                            .is_settled = !text_is(read->values[4], "kept"),
                            .is_leftover = text_is(read->values[4], "leftover")};
        if (!text_to_int64(read->values[0], &kept->number) ||
            !text_to_int64(read->values[3], &kept->kept_at) ||
            !keep_describe_read(arena, read->values[5], &kept->entry, error))
            return fail(error, ERROR_D1050, "the list of what is kept is not dunlin's");
        kept->name = text_format(arena, "kept_%lld", (long long)kept->number);
    }
    for (list_each(KeptEntry, kept, entries))
        kept->is_superseded = rows && is_superseded(kept, entries);
    return true;
}

Text keep_name(Arena *arena, Text namespace_name, Text table)
{
    return namespace_name.length
               ? sql_text(arena, "{}.{}", sql_name(namespace_name), sql_name(table))
               : sql_text(arena, "{}", sql_name(table));
}

Text keep_field(Arena *arena, const char *alias, Text column)
{
    return sql_text(arena, "{}.{}", sql_raw(text_from(alias)), sql_name(column));
}

Text keep_fill(Arena *arena, const char *template, Text value, Text type)
{
    Buffer filled = BUFFER(arena);
    Text rest = text_from(template);
    while (rest.length) {
        bool is_type = text_starts_with(rest, "{type}");
        bool is_value = text_starts_with(rest, "{}");
        if (is_type)
            buffer_add(&filled, type);
        else if (is_value)
            buffer_add(&filled, value);
        else
            buffer_add_char(&filled, rest.data[0]);
        rest = text_slice(rest, is_type ? 6 : is_value ? 2 : 1, rest.length);
    }
    return buffer_text(&filled);
}

Text keep_made(Arena *arena, size_t column)
{
    return text_format(arena, "_dunlin_made_%zu", column);
}

Text keep_newer(Arena *arena, size_t column)
{
    return text_format(arena, "_dunlin_newer_%zu", column);
}

bool keep_number(Arena *arena, Database *database, Text query, int64_t *number, Error *error)
{
    Rows rows;
    *number = 0;
    if (!database_query(database, arena, query, &rows, error))
        return false;
    if (rows.rows.count && rows.rows.items[0].values[0].data)
        text_to_int64(rows.rows.items[0].values[0], number);
    return true;
}

void keep_comma(Buffer *out, size_t *count)
{
    if (++*count > 1)
        buffer_add_string(out, ", ");
}

bool keep_begin_exact(Arena *arena, Database *database, Text *settings, Error *error)
{
    const KeepSql *sql = database->connection->dialect->keep;
    Rows rows;
    Buffer undo = BUFFER(arena);
    *settings = TEXT("");
    if (!sql->settings)
        return true;
    if (!database_query(database, arena, text_from(sql->settings), &rows, error))
        return false;
    for (list_each(const Row, row, &rows.rows))
        sql_add(&undo, "{};\n", sql_raw(row->values[0]));
    *settings = buffer_text(&undo);
    return database_run(database, text_from(sql->exact), NULL, error);
}

bool keep_end_exact(Database *database, Text settings, Error *error)
{
    return settings.length == 0 || database_run(database, settings, NULL, error);
}

bool keep_read_names(Arena *arena, Database *database, Text *names, Error *error)
{
    const char *query = database->connection->dialect->keep->names;
    Rows rows;
    *names = TEXT("");
    if (!query)
        return true;
    if (!database_query(database, arena, text_from(query), &rows, error))
        return false;
    *names = rows.rows.items[0].values[0];
    return true;
}

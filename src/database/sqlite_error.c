#include "database/sqlite_error.h"

#include <sqlite3.h>

/* Result codes that have a code of their own: extended ones, and those of a family. */
static const struct {
    int result;
    ErrorCode code;
} codes[] = {
    {SQLITE_CONSTRAINT_UNIQUE, ERROR_P2002},
    {SQLITE_CONSTRAINT_PRIMARYKEY, ERROR_P2002},
    {SQLITE_BUSY, ERROR_P1008},
    {SQLITE_LOCKED, ERROR_P1008},
    {SQLITE_READONLY, ERROR_D1018},
    {SQLITE_FULL, ERROR_D1019},
    {SQLITE_NOTADB, ERROR_D1020},
    {SQLITE_CORRUPT, ERROR_D1020},
    {SQLITE_PERM, ERROR_P1010},
    {SQLITE_AUTH, ERROR_P1010},
    {SQLITE_CANTOPEN, ERROR_P1001},
    {SQLITE_INTERRUPT, ERROR_D1017},
};

static ErrorCode code_of(const SqliteFailure *failure)
{
    enum { FAMILY = 0xff };
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (codes[i].result == failure->extended || codes[i].result == (failure->result & FAMILY))
            return codes[i].code;
    return ERROR_D1014;
}

static void add_hint(Error *error)
{
    switch ((int)error->code) {
    case ERROR_P1008:
        error_hint(error, "another program holds the database: stop it or wait for it, then run "
                          "the command again");
        break;
    case ERROR_D1018:
        error_hint(error, "the file and its folder must be writable for this user (SQLite keeps "
                          "its journal beside the file)");
        break;
    case ERROR_D1019:
        error_hint(error, "free some space, then run the command again");
        break;
    default:
        break;
    }
}

/* "UNIQUE constraint failed: User.name, User.email": the columns. Of an index on expressions the
 * message has only the name, which Prisma takes for a column. */
static TextList unique_columns(Arena *arena, Text message)
{
    TextList columns = {0};
    ptrdiff_t colon = text_find_char(message, ':');
    Text rest = colon < 0 ? (Text){0} : text_slice(message, (size_t)colon + 1, message.length);
    while (rest.data) {
        Text column = text_trim(text_cut(&rest, ','));
        ptrdiff_t dot = text_find_last_char(column, '.');
        list_add(arena, &columns, text_slice(column, (size_t)(dot + 1), column.length));
    }
    return columns;
}

bool sqlite_failed(const Connection *connection, const SqliteFailure *failure, Error *error)
{
    ErrorCode code = code_of(failure);
    Text message = failure->message;
    if (code == ERROR_D1014 || code == ERROR_P2002)
        fail(error, code, "%.*s", TEXT_ARG(message));
    else
        fail(error, code, "%s: '%.*s' (%.*s)", error_code_meaning(code), TEXT_ARG(connection->file),
             TEXT_ARG(message));
    error->database_code = text_format(error->arena, "%d", failure->extended);
    error->database_text = text_copy(error->arena, message);
    if (code == ERROR_P2002) {
        TextList columns = unique_columns(error->arena, message);
        error_list_field(error, "target", &columns);
    }
    add_hint(error);
    return false;
}

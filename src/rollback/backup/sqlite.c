/* SQLite: a backup is a database file, copied page by page. Restored, it is copied into the
 * database that is there, in one transaction of SQLite's: whoever has it open goes on with it, and
 * killed at any moment, it is what it was. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/sendfile.h>
#include <unistd.h>

#include "base/file.h"
#include "base/interrupt.h"
#include "database/sqlite_copy.h"
#include "rollback/backup/kind.h"
#include "sql/writer.h"

static void tick(void *context, int64_t done, int64_t total)
{
    enum { USUAL_PAGE = 4096 };
    (void)total;
    backup_goes_on(context, done * USUAL_PAGE);
}

static CopyObserver observer_of(Arena *arena, const BackupRequest *request)
{
    BackupObserver *observer = NEW(arena, BackupObserver);
    *observer = request->observer;
    return (CopyObserver){observer, tick};
}

/* The connection to another file. */
static Connection connection_to(const Connection *connection, Text file)
{
    Connection other = *connection;
    other.file = file;
    other.shown = file;
    return other;
}

static bool pragma(Arena *arena, Database *database, const char *query, Text *value, Error *error)
{
    Rows rows;
    if (!database_query(database, arena, text_from(query), &rows, error))
        return false;
    *value = rows.rows.count && rows.rows.items[0].values[0].data ? rows.rows.items[0].values[0]
                                                                  : TEXT("");
    return true;
}

/* --- saving --- */

static bool save_from(Arena *arena, const BackupRequest *request, Database *source, Text path,
                      BackupManifest *manifest, Error *error)
{
    Connection *connection = NEW(arena, Connection);
    Database *copy;
    *connection = connection_to(request->connection, path);
    manifest->server = database_version(source);
    manifest->tool = text_format(arena, "SQLite %.*s", TEXT_ARG(manifest->server));
    if (!backup_identity_read(arena, source, &manifest->identity, error) ||
        !database_open(arena, connection, OPEN_READ_WRITE, &copy, error))
        return false;
    backup_begins(&request->observer, "copying the database");
    bool done = sqlite_copy(source, copy, observer_of(arena, request), error);
    if (done)
        backup_begins(&request->observer, "counting rows");
    /* Of the copy, which nobody changes any more. */
    done = done && backup_content_read(arena, copy, &manifest->content, error);
    database_close(copy);
    return done;
}

static bool save(Arena *arena, const BackupRequest *request, Text path, BackupManifest *manifest,
                 Error *error)
{
    Database *source;
    if (!database_open(arena, request->connection, OPEN_READ_ONLY, &source, error))
        return false;
    bool done = save_from(arena, request, source, path, manifest, error);
    database_close(source);
    return done;
}

/* --- the scratch database --- */

static bool copy_file(Arena *arena, Text path, const Partial *partial, Error *error)
{
    enum { PIECE = 1 << 24 };
    int from = open(text_cstr(arena, path), O_RDONLY | O_CLOEXEC);
    if (from < 0)
        return fail(error, ERROR_D1007, "'%.*s' could not be read: %s", TEXT_ARG(path),
                    strerror(errno)); // NOLINT(concurrency-mt-unsafe)
    ssize_t sent;
    do
        sent = sendfile(partial->descriptor, from, NULL, PIECE);
    while ((sent > 0 || (sent < 0 && errno == EINTR)) && !interrupt_requested());
    bool done = sent == 0;
    if (!done && interrupt_requested())
        fail(error, ERROR_D1017, "interrupted");
    else if (!done)
        fail(error, errno == ENOSPC ? ERROR_D1019 : ERROR_D1021, "'%.*s' could not be copied: %s",
             TEXT_ARG(path), strerror(errno)); // NOLINT(concurrency-mt-unsafe)
    close(from);
    return done;
}

static bool check_integrity(Arena *arena, const Backup *backup, Database *database, Error *error)
{
    Text answer;
    if (!pragma(arena, database, "PRAGMA integrity_check(5)", &answer, error))
        return false;
    if (text_is(answer, "ok"))
        return true;
    fail(error, ERROR_D1046, "the backup '%.*s' is no sound database", TEXT_ARG(backup->path));
    error->database_text = answer;
    return false;
}

/* Where there is room for a copy and the right to make one: beside the database, which may have to
 * take it, or beside the backup. */
static bool make_file(Arena *arena, const Backup *backup, Scratch *scratch, Error *error)
{
    const Text folders[] = {path_parent(scratch->request->connection->file),
                            path_parent(backup->path), TEXT("/tmp")};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        partial_clean(arena, folders[i]);
        if (partial_make(arena, folders[i], TEXT("restored.db"), &scratch->file, error))
            return true;
    }
    return false;
}

static bool scratch_open(Arena *arena, const Backup *backup, Scratch *scratch, Error *error)
{
    if (!make_file(arena, backup, scratch, error))
        return false;
    backup_begins(&scratch->request->observer, "restoring");
    scratch->connection = connection_to(scratch->request->connection, scratch->file.path);
    return copy_file(arena, backup->path, &scratch->file, error) &&
           database_open(arena, &scratch->connection, OPEN_READ_WRITE, &scratch->database, error) &&
           check_integrity(arena, backup, scratch->database, error);
}

static bool scratch_close(Arena *arena, Scratch *scratch, Error *error)
{
    (void)error;
    database_close(scratch->database);
    scratch->database = NULL;
    partial_discard(arena, &scratch->file);
    return true;
}

/* --- taking its place --- */

/* A file that is no database any more: SQLite could not copy into it. It is kept, with what stands
 * beside it, which must not be taken for that of the new one. */
static bool move_aside(Arena *arena, Text file, Error *error)
{
    static const char *const ends[] = {"-journal", "-wal", "-shm", ""};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        Text from = text_format(arena, "%.*s%s", TEXT_ARG(file), ends[i]);
        Text to = text_format(arena, "%.*s.damaged%s", TEXT_ARG(file), ends[i]);
        if (rename(from.data, to.data) != 0 && errno != ENOENT)
            return fail(error, ERROR_D1047, "'%.*s' could not be moved away: %s", TEXT_ARG(from),
                        strerror(errno)); // NOLINT(concurrency-mt-unsafe)
    }
    folder_sync(arena, path_parent(file));
    return true;
}

static bool open_target(Arena *arena, const Connection *connection, Database **target, Error *error)
{
    if (database_open(arena, connection, OPEN_READ_WRITE, target, error))
        return true;
    if (error->code != ERROR_P1003 && error->code != ERROR_D1020)
        return false;
    return move_aside(arena, connection->file, error) &&
           database_create(arena, connection, error) &&
           database_open(arena, connection, OPEN_READ_WRITE, target, error);
}

static bool is_empty(Arena *arena, Database *target, Error *error)
{
    Text found;
    if (!pragma(arena, target, "SELECT name FROM sqlite_master LIMIT 1", &found, error))
        return false;
    if (found.length == 0)
        return true;
    fail(error, ERROR_P1009, "the database '%.*s' exists already, and is not empty",
         TEXT_ARG(target->connection->file));
    return error_hint(error, "give the name of a file that does not exist");
}

static bool check_empty(Arena *arena, const BackupRequest *request, Error *error)
{
    Database *target;
    if (!database_open(arena, request->connection, OPEN_READ_ONLY, &target, error))
        return error->code == ERROR_P1003;
    bool done = is_empty(arena, target, error);
    database_close(target);
    return done;
}

/* A write-ahead log cannot take pages of another size. */
static bool prepare_pages(Arena *arena, Database *source, Database *target, Error *error)
{
    Text mode;
    Text theirs;
    Text ours;
    if (!pragma(arena, target, "PRAGMA journal_mode", &mode, error) ||
        !pragma(arena, target, "PRAGMA page_size", &theirs, error) ||
        !pragma(arena, source, "PRAGMA page_size", &ours, error))
        return false;
    return !text_is(mode, "wal") || text_equal(ours, theirs) ||
           database_run(target, TEXT("PRAGMA journal_mode=DELETE"), NULL, error);
}

static bool put_in_place(Arena *arena, Scratch *scratch, RestoreMode mode, Error *error)
{
    enum { WAIT = 10000 }; /* milliseconds, for a deployment */
    const BackupRequest *request = scratch->request;
    Database *target;
    if (!open_target(arena, request->connection, &target, error))
        return false;
    backup_begins(&request->observer, "putting it in place");
    bool done = (mode == RESTORE_OVER || is_empty(arena, target, error)) &&
                database_lock(target, request->connection->dialect->lock_number, WAIT, error) &&
                prepare_pages(arena, scratch->database, target, error) &&
                sqlite_copy(scratch->database, target, observer_of(arena, request), error);
    database_close(target);
    return done;
}

const BackupKind backup_kind_sqlite = {
    .dialect = &dialect_sqlite,
    .suffix = ".db",
    .save = save,
    .scratch_open = scratch_open,
    .check_empty = check_empty,
    .put_in_place = put_in_place,
    .scratch_close = scratch_close,
};

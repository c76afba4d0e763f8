#include "rollback/scratch.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/interrupt.h"

static bool make_folder(Arena *arena, Scratch *scratch, Error *error)
{
    Text folder = scratch->request->folder;
    Text template = text_format(arena, "%.*s/dunlin-XXXXXX", TEXT_ARG(folder));
    char *path = text_cstr(arena, template);
    if (!mkdtemp(path))
        return fail(error, ERROR_D1021, "a folder for a scratch database could not be made: %s",
                    strerror(errno)); // NOLINT(concurrency-mt-unsafe)
    scratch->folder = text_from(path);
    return true;
}

static bool open_file(Arena *arena, Scratch *scratch, Error *error)
{
    if (!make_folder(arena, scratch, error))
        return false;
    Text path = path_resolve(arena, scratch->folder, TEXT("scratch.db"));
    scratch->connection = (Connection){.dialect = scratch->request->shadow.dialect,
                                       .shown = path,
                                       .database = TEXT("scratch.db"),
                                       .file = path};
    return database_create(arena, &scratch->connection, error) &&
           database_open(arena, &scratch->connection, OPEN_READ_WRITE, &scratch->database, error) &&
           /* nothing in it has to outlive a power cut */
           database_run(scratch->database, TEXT("PRAGMA synchronous=OFF"), NULL, error);
}

static void disconnect(Scratch *scratch)
{
    database_close(scratch->database);
    scratch->database = NULL;
    scratch->shadow.database = NULL;
}

static bool connect(Arena *arena, const Connection *connection, Scratch *scratch, Error *error)
{
    bool opened = database_open(arena, connection, OPEN_READ_WRITE, &scratch->database, error);
    if (scratch->folder.length == 0)
        scratch->shadow.database = scratch->database;
    return opened;
}

/* Nobody may be connected meanwhile. What is put in its place has no mark of a shadow database. */
static bool restore(Arena *arena, Scratch *scratch, Error *error)
{
    Error opening = {.arena = error->arena};
    BackupRequest request = scratch->request->restore;
    request.connection = scratch->database->connection;
    request.other_database = true;
    disconnect(scratch);
    scratch->shadow.empty_at_end = !scratch->folder.length && !scratch->shadow.created.length;
    bool done = backup_restore(arena, &request, scratch->request->backup, RESTORE_OVER, error);
    bool opened = connect(arena, request.connection, scratch, &opening);
    if (done && !opened)
        *error = opening;
    return done && opened;
}

bool scratch_open(Arena *arena, const ScratchRequest *request, Scratch *scratch, Error *error)
{
    *scratch = (Scratch){.request = request};
    bool opened = can(request->shadow.dialect, HAS_FILE)
                      ? open_file(arena, scratch, error)
                      : shadow_open(arena, &request->shadow, &scratch->shadow, error);
    if (!scratch->database)
        scratch->database = scratch->shadow.database;
    if (opened && (!request->backup || restore(arena, scratch, error)))
        return true;
    Error unused = {.arena = arena};
    scratch_close(arena, scratch, &unused);
    return false;
}

bool scratch_reconnect(Arena *arena, Scratch *scratch, Error *error)
{
    const Connection *connection = scratch->database->connection;
    disconnect(scratch);
    return connect(arena, connection, scratch, error);
}

bool scratch_renew(Arena *arena, Scratch *scratch, Error *error)
{
    const ScratchRequest *request = scratch->request;
    return scratch_close(arena, scratch, error) && scratch_open(arena, request, scratch, error);
}

static bool remove_folder(Arena *arena, Text folder, Error *error)
{
    FolderEntries entries = {0};
    if (!folder_list(arena, folder, &entries, error))
        return false;
    for (list_each(FolderEntry, entry, &entries))
        if (!file_remove(arena, path_resolve(arena, folder, entry->name), error))
            return false;
    folder_remove_empty(folder);
    return true;
}

bool scratch_close(Arena *arena, Scratch *scratch, Error *error)
{
    bool done = true;
    bool held = interrupt_hold(true);
    Text folder = scratch->folder;
    scratch->folder = TEXT("");
    if (folder.length) {
        database_close(scratch->database);
        done = remove_folder(arena, folder, error);
    } else if (scratch->request) {
        done = shadow_close(arena, &scratch->shadow, error);
    }
    scratch->request = NULL;
    scratch->database = NULL;
    interrupt_hold(held);
    return done;
}

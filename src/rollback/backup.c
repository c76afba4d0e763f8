#include "rollback/backup.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/interrupt.h"
#include "rollback/backup/kind.h"

static const BackupKind *const kinds[] = {&backup_kind_postgres, &backup_kind_sqlite};

static const BackupKind *kind_of(const Dialect *dialect)
{
    size_t i = 0;
    while (kinds[i]->dialect != dialect)
        i++;
    return kinds[i];
}

void backup_begins(const BackupObserver *observer, const char *part)
{
    if (observer->begins)
        observer->begins(observer->context, part);
}

void backup_goes_on(const BackupObserver *observer, int64_t bytes)
{
    if (observer->goes_on)
        observer->goes_on(observer->context, bytes);
}

/* --- the file --- */

static bool unreadable(Text path, Error *error)
{
    return fail(error, ERROR_D1007, "'%.*s' could not be read: %s", TEXT_ARG(path),
                strerror(errno)); // NOLINT(concurrency-mt-unsafe)
}

/* Size and checksum of the file, however large it is. */
static bool measure(Arena *arena, Text path, const BackupObserver *observer, int64_t *size,
                    Text *digest, Error *error)
{
    enum { PIECE = 1 << 20, TELL_EVERY = 64 };
    int descriptor = open(text_cstr(arena, path), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return unreadable(path, error);
    char *piece = arena_alloc(arena, PIECE);
    Digester *digester = digester_new(arena);
    ssize_t got = 1;
    *size = 0;
    for (size_t i = 1; got > 0 && !interrupt_requested(); i++) {
        got = read(descriptor, piece, PIECE);
        if (got < 0 && errno == EINTR) {
            got = 1;
            continue;
        }
        if (got > 0)
            digester_add(digester, (Text){piece, (size_t)got});
        *size += got > 0 ? got : 0;
        if (i % TELL_EVERY == 0)
            backup_goes_on(observer, *size);
    }
    bool done =
        got == 0 || (got < 0 ? unreadable(path, error) : fail(error, ERROR_D1017, "interrupted"));
    close(descriptor);
    *digest = digest_hex(arena, digester_end(digester));
    return done;
}

/* --- create --- */

/* A name that nothing in the folder has: the database's, and the time. */
static Text new_name(Arena *arena, const BackupKind *kind, const BackupManifest *manifest,
                     Text folder)
{
    enum { LONGEST = 100 };
    Buffer name = BUFFER(arena);
    Text time = clock_format(arena, manifest->started);
    Text database = text_slice(manifest->database, 0, LONGEST);
    if (text_ends_with(database, kind->suffix)) /* a file's */
        database.length -= strlen(kind->suffix);
    for (size_t i = 0; i < database.length; i++) {
        char c = database.data[i];
        buffer_add_char(&name, is_word(c) || c == '-' || (c == '.' && i) ? c : '_');
    }
    buffer_add_char(&name, '-');
    for (size_t i = 0; i < strlen("2026-11-21 01:38:30"); i++) {
        if (time.data[i] == ' ')
            buffer_add_char(&name, '-');
        else if (is_digit(time.data[i]))
            buffer_add_char(&name, time.data[i]);
    }
    Text base = text_copy(arena, buffer_text(&name));
    for (int number = 1;; number++) {
        Text tried = number == 1
                         ? text_format(arena, "%.*s%s", TEXT_ARG(base), kind->suffix)
                         : text_format(arena, "%.*s-%d%s", TEXT_ARG(base), number, kind->suffix);
        Text path = path_resolve(arena, folder, tried);
        if (!file_exists(path) && !file_exists(text_format(arena, "%.*s.json", TEXT_ARG(path))))
            return tried;
    }
}

/* The file is whole under its final name before its manifest is. */
static bool publish(Arena *arena, const BackupRequest *request, Partial *partial, Backup *backup,
                    int64_t begun, Error *error)
{
    BackupManifest *manifest = &backup->manifest;
    Buffer document = BUFFER(arena);
    backup_begins(&request->observer, "computing the checksum");
    if (!measure(arena, partial->path, &request->observer, &manifest->size, &manifest->digest,
                 error) ||
        !partial_publish(arena, partial, backup->path, error))
        return false;
    manifest->milliseconds = clock_monotonic() - begun;
    manifest_write(&document, manifest);
    return partial_write(arena, backup->manifest_path, buffer_text(&document), error);
}

bool backup_create(Arena *arena, const BackupRequest *request, Text folder, Backup *backup,
                   Error *error)
{
    const Connection *connection = request->connection;
    const BackupKind *kind = kind_of(connection->dialect);
    BackupManifest *manifest = &backup->manifest;
    int64_t begun = clock_monotonic();
    Partial partial;
    *backup = (Backup){0};
    *manifest = (BackupManifest){.program = request->program,
                                 .provider = text_from(connection->dialect->name),
                                 .database = connection->database,
                                 .location = connection_place(arena, connection),
                                 .started = clock_now()};
    if (!folder_make(arena, folder, error))
        return false;
    partial_clean(arena, folder);
    manifest->file = new_name(arena, kind, manifest, folder);
    backup->path = path_resolve(arena, folder, manifest->file);
    backup->manifest_path = text_format(arena, "%.*s.json", TEXT_ARG(backup->path));
    if (!partial_make(arena, folder, manifest->file, &partial, error))
        return false;
    bool done = kind->save(arena, request, partial.path, manifest, error) &&
                publish(arena, request, &partial, backup, begun, error);
    partial_discard(arena, &partial);
    return done;
}

/* --- verify --- */

bool backup_open(Arena *arena, Text path, Backup *backup, Error *error)
{
    Text document;
    if (text_ends_with(path, ".json"))
        path = text_slice(path, 0, path.length - strlen(".json"));
    *backup =
        (Backup){.path = path, .manifest_path = text_format(arena, "%.*s.json", TEXT_ARG(path))};
    if (!file_exists(backup->manifest_path) && file_exists(path)) {
        fail(error, ERROR_D1043, "there is no manifest '%.*s' beside the file",
             TEXT_ARG(path_name(backup->manifest_path)));
        return error_hint(error, "a backup that was interrupted has none: take another one");
    }
    return file_read(arena, backup->manifest_path, &document, error) &&
           manifest_read(arena, document, backup->manifest_path, &backup->manifest, error);
}

static bool file_is_damaged(const Backup *backup, const char *what, Error *error)
{
    fail(error, ERROR_D1043, "the backup '%.*s' is damaged: %s", TEXT_ARG(backup->path), what);
    return error_hint(error,
                      "take another backup; see those of a folder:\n  dunlin backup list DIR");
}

bool backup_check_file(Arena *arena, const Backup *backup, const BackupObserver *observer,
                       Error *error)
{
    const BackupManifest *manifest = &backup->manifest;
    struct stat info;
    int64_t size = 0;
    Text digest = {0};
    if (stat(text_cstr(arena, backup->path), &info) != 0)
        return errno == ENOENT ? file_is_damaged(backup, "only its manifest is there", error)
                               : unreadable(backup->path, error);
    if (info.st_size != manifest->size) {
        Text sizes = text_format(arena, "it has %lld bytes, and should have %lld",
                                 (long long)info.st_size, (long long)manifest->size);
        return file_is_damaged(backup, info.st_size ? sizes.data : "it is empty", error);
    }
    backup_begins(observer, "computing the checksum");
    if (!measure(arena, backup->path, observer, &size, &digest, error))
        return false;
    return text_equal(digest, manifest->digest) ||
           file_is_damaged(backup, "its checksum does not hold", error);
}

static bool is_of_another(const Backup *backup, const Connection *connection, const char *why,
                          Error *error)
{
    const BackupManifest *manifest = &backup->manifest;
    fail(error, ERROR_D1045, "the backup '%.*s' is of another database than %.*s: %s",
         TEXT_ARG(backup->path), TEXT_ARG(connection->shown), why);
    error_detail(error, "It was made of the database '%.*s' at %.*s.", TEXT_ARG(manifest->database),
                 TEXT_ARG(manifest->location));
    return error_hint(error, "if it is meant all the same, add --other-database");
}

static bool check_product(const BackupRequest *request, const Backup *backup, Error *error)
{
    const Dialect *dialect = request->connection->dialect;
    if (text_is(backup->manifest.provider, dialect->name))
        return true;
    fail(error, ERROR_D1045, "the backup '%.*s' is of another product (%.*s) than %s",
         TEXT_ARG(backup->path), TEXT_ARG(backup->manifest.provider), dialect->product);
    return false;
}

bool backup_check_identity(Arena *arena, const BackupRequest *request, const Backup *backup,
                           Error *error)
{
    BackupIdentity identity;
    Database *database;
    Error unused = {.arena = arena};
    if (!check_product(request, backup, error))
        return false;
    if (request->other_database)
        return true;
    if (!database_open(arena, request->connection, OPEN_READ_ONLY, &database, &unused)) {
        if (unused.code == ERROR_P1003 || unused.code == ERROR_D1020)
            return true;
        *error = unused;
        return false;
    }
    bool read = backup_identity_read(arena, database, &identity, error);
    database_close(database);
    if (!read)
        return error->code == ERROR_D1020;
    switch (backup_identity_compare(&backup->manifest.identity, &identity)) {
    case KINSHIP_SAME:
        return true;
    case KINSHIP_COPY:
        return is_of_another(backup, request->connection,
                             "one has begun as a copy of the other, and they are not at the same "
                             "place",
                             error);
    case KINSHIP_OTHER:
        break;
    }
    return is_of_another(backup, request->connection, "neither its place nor its history fits",
                         error);
}

/* What was restored is what the manifest promises. */
static bool check_content(Arena *arena, const Backup *backup, const Scratch *scratch, Error *error)
{
    const BackupManifest *manifest = &backup->manifest;
    BackupContent content;
    BackupIdentity identity;
    backup_begins(&scratch->request->observer, "comparing schema and rows");
    if (!backup_content_read(arena, scratch->database, &content, error) ||
        !backup_identity_read(arena, scratch->database, &identity, error))
        return false;
    if (!text_equal(identity.history, manifest->identity.history))
        return fail(error, ERROR_D1046, "the backup '%.*s' holds the history of another database",
                    TEXT_ARG(backup->path));
    /* Servers of other versions write the same definitions otherwise. */
    Text here = database_version(scratch->database);
    Text there = manifest->server;
    bool same_version = text_equal(text_cut(&here, '.'), text_cut(&there, '.'));
    return backup_content_check(arena, &manifest->content, &content, same_version, error);
}

/* Checks it, and leaves it restored in a scratch database, which the caller closes in any case. */
static bool restore_and_check(Arena *arena, const Backup *backup, Scratch *scratch, Error *error)
{
    const BackupRequest *request = scratch->request;
    const BackupKind *kind = kind_of(request->connection->dialect);
    return backup_check_file(arena, backup, &request->observer, error) &&
           kind->scratch_open(arena, backup, scratch, error) &&
           check_content(arena, backup, scratch, error);
}

static bool close_scratch(Arena *arena, Scratch *scratch, bool done, Error *error)
{
    const BackupKind *kind = kind_of(scratch->request->connection->dialect);
    Error closing = {.arena = error->arena};
    bool held = interrupt_hold(true);
    bool closed = kind->scratch_close(arena, scratch, &closing);
    interrupt_hold(held);
    if (done && !closed)
        *error = closing;
    return done && closed;
}

bool backup_verify(Arena *arena, const BackupRequest *request, const Backup *backup, Error *error)
{
    Scratch scratch = {.request = request, .file = {.descriptor = -1}};
    if (!backup_check_identity(arena, request, backup, error))
        return false;
    bool done = restore_and_check(arena, backup, &scratch, error);
    return close_scratch(arena, &scratch, done, error);
}

bool backup_restore(Arena *arena, const BackupRequest *request, const Backup *backup,
                    RestoreMode mode, Error *error)
{
    Scratch scratch = {
        .request = request, .replaces = mode == RESTORE_OVER, .file = {.descriptor = -1}};
    const BackupKind *kind = kind_of(request->connection->dialect);
    if (mode == RESTORE_OVER
            ? !backup_check_identity(arena, request, backup, error)
            : !check_product(request, backup, error) || !kind->check_empty(arena, request, error))
        return false;
    bool done = restore_and_check(arena, backup, &scratch, error) &&
                kind->put_in_place(arena, &scratch, mode, error);
    return close_scratch(arena, &scratch, done, error);
}

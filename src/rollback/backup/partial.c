#include "rollback/backup/partial.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/file.h"
#include "base/random.h"

#define PARTIAL_PREFIX ".dunlin-partial-"

static const char *const beside[] = {"-journal", "-wal", "-shm"}; /* SQLite's */

static bool unwritten(Text path, Error *error)
{
    return fail(error, ERROR_D1021, "'%.*s' could not be written: %s", TEXT_ARG(path),
                strerror(errno)); // NOLINT(concurrency-mt-unsafe)
}

bool partial_make(Arena *arena, Text folder, Text name, Partial *partial, Error *error)
{
    Text id = random_uuid(arena);
    partial->path = path_resolve(
        arena, folder, text_format(arena, PARTIAL_PREFIX "%.8s-%.*s", id.data, TEXT_ARG(name)));
    partial->descriptor =
        open(text_cstr(arena, partial->path), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (partial->descriptor < 0)
        return unwritten(partial->path, error);
    flock(partial->descriptor, LOCK_EX | LOCK_NB);
    return true;
}

void folder_sync(Arena *arena, Text folder)
{
    int descriptor = open(text_cstr(arena, folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    fsync(descriptor); /* what no file system can do, no program can ask for */
    close(descriptor);
}

bool partial_publish(Arena *arena, Partial *partial, Text path, Error *error)
{
    if (fsync(partial->descriptor) != 0 ||
        rename(text_cstr(arena, partial->path), text_cstr(arena, path)) != 0)
        return unwritten(path, error);
    close(partial->descriptor);
    partial->descriptor = -1;
    folder_sync(arena, path_parent(path));
    return true;
}

static void remove_with_beside(Arena *arena, Text path)
{
    unlink(text_cstr(arena, path));
    for (size_t i = 0; i < sizeof beside / sizeof *beside; i++)
        unlink(text_cstr(arena, text_format(arena, "%.*s%s", TEXT_ARG(path), beside[i])));
}

void partial_discard(Arena *arena, Partial *partial)
{
    if (partial->descriptor < 0)
        return;
    remove_with_beside(arena, partial->path);
    close(partial->descriptor);
    partial->descriptor = -1;
}

static bool is_of_sqlite(Text name)
{
    for (size_t i = 0; i < sizeof beside / sizeof *beside; i++)
        if (text_ends_with(name, beside[i]))
            return true;
    return false;
}

void partial_clean(Arena *arena, Text folder)
{
    FolderEntries entries = {0};
    Error unused = {.arena = arena};
    if (!folder_list(arena, folder, &entries, &unused))
        return;
    for (list_each(FolderEntry, entry, &entries)) {
        if (!text_starts_with(entry->name, PARTIAL_PREFIX) || is_of_sqlite(entry->name))
            continue;
        Text path = path_resolve(arena, folder, entry->name);
        int descriptor = open(text_cstr(arena, path), O_RDWR | O_CLOEXEC);
        if (descriptor < 0)
            continue;
        if (flock(descriptor, LOCK_EX | LOCK_NB) == 0)
            remove_with_beside(arena, path);
        close(descriptor);
    }
}

static bool write_whole(int descriptor, Text content)
{
    while (content.length) {
        ssize_t written = write(descriptor, content.data, content.length);
        if (written < 0 && errno != EINTR)
            return false;
        if (written > 0)
            content = text_slice(content, (size_t)written, content.length);
    }
    return true;
}

bool partial_write(Arena *arena, Text path, Text content, Error *error)
{
    Partial partial;
    if (!partial_make(arena, path_parent(path), path_name(path), &partial, error))
        return false;
    bool done = (write_whole(partial.descriptor, content) || unwritten(path, error)) &&
                partial_publish(arena, &partial, path, error);
    partial_discard(arena, &partial);
    return done;
}

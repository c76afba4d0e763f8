#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *reason(void)
{
    return strerror(errno); // NOLINT(concurrency-mt-unsafe): dunlin has one thread
}

static bool stat_of(Text path, struct stat *info)
{
    char name[PATH_MAX]; /* the system takes no longer ones */
    if (path.length >= sizeof name)
        return false;
    memcpy(name, path.data, path.length);
    name[path.length] = '\0';
    return stat(name, info) == 0;
}

bool file_is_file(Text path)
{
    struct stat info;
    return stat_of(path, &info) && S_ISREG(info.st_mode);
}

bool file_is_folder(Text path)
{
    struct stat info;
    return stat_of(path, &info) && S_ISDIR(info.st_mode);
}

bool file_exists(Text path)
{
    struct stat info;
    return stat_of(path, &info);
}

bool file_modified(Text path, int64_t *milliseconds)
{
    struct stat info;
    if (!stat_of(path, &info))
        return false;
    *milliseconds = (int64_t)info.st_mtim.tv_sec * 1000 + info.st_mtim.tv_nsec / 1000000;
    return true;
}

bool file_size(Text path, int64_t *bytes)
{
    struct stat info;
    if (!stat_of(path, &info))
        return false;
    *bytes = info.st_size;
    return true;
}

static bool read_all(Arena *arena, int descriptor, size_t expected, Text *content)
{
    size_t capacity = expected + 1;
    size_t length = 0;
    char *data = arena_alloc(arena, capacity);
    for (;;) {
        if (length + 1 >= capacity) {
            data = arena_grow(arena, data, capacity, capacity * 2 + 4096);
            capacity = capacity * 2 + 4096;
        }
        ssize_t got = read(descriptor, data + length, capacity - length - 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return false;
        if (got == 0)
            break;
        length += (size_t)got;
        if (length == expected && expected > 0 && length + 1 >= capacity) {
            char probe;
            ssize_t more = read(descriptor, &probe, 1); /* at the end? then no need to grow */
            if (more == 0)
                break;
            if (more < 0)
                return false;
            data = arena_grow(arena, data, capacity, capacity * 2 + 4096);
            capacity = capacity * 2 + 4096;
            data[length++] = probe;
        }
    }
    data[length] = '\0';
    *content = (Text){data, length};
    return true;
}

bool file_read_descriptor(Arena *arena, int descriptor, Text name, Text *content, Error *error)
{
    if (!read_all(arena, descriptor, 0, content))
        return fail(error, ERROR_D1007, "'%.*s' could not be read: %s", TEXT_ARG(name), reason());
    return true;
}

bool file_read(Arena *arena, Text path, Text *content, Error *error)
{
    int descriptor = open(text_cstr(arena, path), O_RDONLY | O_CLOEXEC);
    struct stat info;
    bool done = descriptor >= 0 && fstat(descriptor, &info) == 0;
    if (done && S_ISDIR(info.st_mode)) {
        errno = EISDIR;
        done = false;
    }
    done =
        done && read_all(arena, descriptor, info.st_size > 0 ? (size_t)info.st_size : 0, content);
    if (!done)
        fail(error, ERROR_D1007, "'%.*s' could not be read: %s", TEXT_ARG(path), reason());
    if (descriptor >= 0)
        close(descriptor);
    return done;
}

static int by_name(const void *a, const void *b)
{
    return text_compare(((const FolderEntry *)a)->name, ((const FolderEntry *)b)->name);
}

static FolderEntry entry_of(Arena *arena, Text folder, const struct dirent *found)
{
    FolderEntry entry = {.name = text_copy(arena, text_from(found->d_name))};
    if (found->d_type == DT_DIR || found->d_type == DT_REG) {
        entry.is_folder = found->d_type == DT_DIR;
        entry.is_file = found->d_type == DT_REG;
        return entry;
    }
    struct stat info;
    Text path = text_format(arena, "%.*s/%.*s", TEXT_ARG(folder), TEXT_ARG(entry.name));
    if (stat(path.data, &info) == 0) {
        entry.is_folder = S_ISDIR(info.st_mode);
        entry.is_file = S_ISREG(info.st_mode);
    }
    return entry;
}

bool folder_list(Arena *arena, Text path, FolderEntries *entries, Error *error)
{
    DIR *folder = opendir(text_cstr(arena, path));
    if (!folder)
        return fail(error, ERROR_D1007, "the folder '%.*s' could not be read: %s", TEXT_ARG(path),
                    reason());
    const struct dirent *found;
    errno = 0;
    while ((found = readdir(folder)) != NULL) { // NOLINT(concurrency-mt-unsafe)
        if (strcmp(found->d_name, ".") != 0 && strcmp(found->d_name, "..") != 0)
            list_add(arena, entries, entry_of(arena, path, found));
        errno = 0;
    }
    bool done = errno == 0;
    if (!done)
        fail(error, ERROR_D1007, "the folder '%.*s' could not be read: %s", TEXT_ARG(path),
             reason());
    closedir(folder);
    if (done && entries->count)
        qsort(entries->items, entries->count, sizeof *entries->items, by_name);
    return done;
}

bool folder_make(Arena *arena, Text path, Error *error)
{
    if (file_is_folder(path))
        return true;
    Text parent = path_parent(path);
    if (parent.length < path.length && !folder_make(arena, parent, error))
        return false;
    if (mkdir(text_cstr(arena, path), 0777) != 0 && !(errno == EEXIST && file_is_folder(path)))
        return fail(error, ERROR_D1021, "the folder '%.*s' could not be made: %s", TEXT_ARG(path),
                    reason());
    return true;
}

static bool write_all(int descriptor, Text content)
{
    while (content.length > 0) {
        ssize_t written = write(descriptor, content.data, content.length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        content = text_slice(content, (size_t)written, content.length);
    }
    return true;
}

/* Writes into the open temporary file and puts it where `real` is. */
static bool write_and_rename(int descriptor, const char *temporary, const char *real, Text content)
{
    struct stat info;
    bool done = stat(real, &info) == 0 && write_all(descriptor, content);
    if (done && fchown(descriptor, info.st_uid, info.st_gid) != 0)
        info.st_mode &= 0777; /* another's file: it becomes ours, without special bits */
    done = done && fchmod(descriptor, info.st_mode & 07777) == 0 && fsync(descriptor) == 0;
    done = close(descriptor) == 0 && done;
    return done && rename(temporary, real) == 0;
}

bool file_replace(Arena *arena, Text path, Text content, Error *error)
{
    bool done = false;
    char *real = realpath(text_cstr(arena, path), NULL);
    if (real) {
        Text name = text_format(arena, "%s.XXXXXX", real);
        char *temporary = text_cstr(arena, name);
        int descriptor = mkostemp(temporary, O_CLOEXEC);
        done = descriptor >= 0 && write_and_rename(descriptor, temporary, real, content);
        if (!done)
            fail(error, ERROR_D1021, "'%.*s' could not be written: %s", TEXT_ARG(path), reason());
        if (!done && descriptor >= 0)
            unlink(temporary);
    } else {
        fail(error, ERROR_D1021, "'%.*s' could not be written: %s", TEXT_ARG(path), reason());
    }
    free(real);
    return done;
}

bool file_write(Arena *arena, Text path, Text content, Error *error)
{
    if (file_is_file(path))
        return file_replace(arena, path, content, error);
    const char *name = text_cstr(arena, path);
    bool is_new = !file_exists(path);
    int descriptor = open(name, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
    bool done = descriptor >= 0 && write_all(descriptor, content);
    if (descriptor >= 0)
        done = close(descriptor) == 0 && done;
    if (done)
        return true;
    fail(error, ERROR_D1021, "'%.*s' could not be written: %s", TEXT_ARG(path), reason());
    if (is_new && descriptor >= 0)
        unlink(name);
    return false;
}

bool file_make_like(Arena *arena, Text path, Text like, Error *error)
{
    struct stat info;
    if (!stat_of(like, &info))
        return fail(error, ERROR_D1021, "'%.*s' could not be looked at: %s", TEXT_ARG(like),
                    reason());
    int descriptor = open(text_cstr(arena, path), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    bool done = descriptor >= 0 && fchmod(descriptor, info.st_mode & 0777) == 0;
    if (!done)
        fail(error, ERROR_D1021, "'%.*s' could not be made: %s", TEXT_ARG(path), reason());
    if (descriptor >= 0)
        close(descriptor);
    return done;
}

bool file_remove(Arena *arena, Text path, Error *error)
{
    if (unlink(text_cstr(arena, path)) == 0 || errno == ENOENT)
        return true;
    return fail(error, ERROR_D1021, "'%.*s' could not be removed: %s", TEXT_ARG(path), reason());
}

void folder_remove_empty(Text path)
{
    char name[PATH_MAX];
    if (path.length >= sizeof name)
        return;
    memcpy(name, path.data, path.length);
    name[path.length] = '\0';
    rmdir(name);
}

bool path_is_absolute(Text path)
{
    return path.length > 0 && path.data[0] == '/';
}

/* Appends the parts of `path`, taking "." and ".." away. `parts` holds what came before. */
static void add_parts(Arena *arena, TextList *parts, bool absolute, Text path)
{
    while (path.data && path.length) {
        Text part = text_cut(&path, '/');
        if (part.length == 0 || text_is(part, "."))
            continue;
        bool up = text_is(part, "..");
        if (up && parts->count > 0 && !text_is(list_last(parts), ".."))
            parts->count--;
        else if (!up || !absolute)
            list_add(arena, parts, part);
    }
}

Text path_resolve(Arena *arena, Text folder, Text path)
{
    bool absolute = path_is_absolute(path) || path_is_absolute(folder);
    TextList parts = {0};
    if (!path_is_absolute(path))
        add_parts(arena, &parts, absolute, folder);
    add_parts(arena, &parts, absolute, path);
    size_t length = absolute ? 1 : 0;
    for (list_each(Text, part, &parts))
        length += part->length + 1;
    char *data = arena_alloc(arena, length + 2);
    size_t used = 0;
    if (absolute)
        data[used++] = '/';
    for (size_t i = 0; i < parts.count; i++) {
        if (i > 0)
            data[used++] = '/';
        memcpy(data + used, parts.items[i].data, parts.items[i].length);
        used += parts.items[i].length;
    }
    if (used == 0)
        data[used++] = '.';
    return (Text){data, used};
}

Text path_parent(Text path)
{
    while (path.length > 1 && path.data[path.length - 1] == '/')
        path.length--;
    ptrdiff_t slash = text_find_last_char(path, '/');
    if (slash < 0)
        return TEXT(".");
    if (slash == 0)
        return TEXT("/");
    return text_slice(path, 0, (size_t)slash);
}

Text path_name(Text path)
{
    while (path.length > 1 && path.data[path.length - 1] == '/')
        path.length--;
    ptrdiff_t slash = text_find_last_char(path, '/');
    return slash < 0 ? path : text_slice(path, (size_t)slash + 1, path.length);
}

Text path_shown(Text folder, Text path)
{
    if (path.length > folder.length + 1 && path.data[folder.length] == '/' &&
        text_equal(text_slice(path, 0, folder.length), folder))
        return text_slice(path, folder.length + 1, path.length);
    return path;
}

Text path_working_folder(Arena *arena)
{
    char *folder = getcwd(NULL, 0);
    if (!folder)
        return TEXT(".");
    Text copy = text_copy(arena, text_from(folder));
    free(folder);
    return copy;
}

#include "rollback/backup/folder.h"

#include <stdlib.h>

#include "base/file.h"

static bool is_manifest(Text name)
{
    return text_ends_with(name, ".dump.json") || text_ends_with(name, ".db.json");
}

static bool is_file(Text name)
{
    return text_ends_with(name, ".dump") || text_ends_with(name, ".db");
}

static void look_at(Arena *arena, Text path, bool checksum, BackupEntry *entry)
{
    int64_t size = 0;
    Backup *backup = &entry->backup;
    entry->problem = (Error){.arena = arena};
    if (!backup_open(arena, path, backup, &entry->problem))
        return;
    if (!checksum && file_size(backup->path, &size) && size == backup->manifest.size)
        entry->is_good = true;
    else
        entry->is_good = backup_check_file(arena, backup, &(BackupObserver){0}, &entry->problem);
}

static int newest_first(const void *a, const void *b)
{
    const BackupEntry *one = a;
    const BackupEntry *other = b;
    int64_t first = one->backup.manifest.started;
    int64_t second = other->backup.manifest.started;
    if (first != second)
        return first > second ? -1 : 1;
    return -text_compare(one->backup.path, other->backup.path);
}

/* A file beside which no manifest is listed. */
static bool is_alone(Arena *arena, Text folder, Text name)
{
    Text path = path_resolve(arena, folder, name);
    return is_file(name) && !file_exists(text_format(arena, "%.*s.json", TEXT_ARG(path)));
}

bool backup_list(Arena *arena, Text folder, bool checksums, BackupEntries *entries, Error *error)
{
    FolderEntries files = {0};
    if (!folder_list(arena, folder, &files, error))
        return false;
    for (list_each(FolderEntry, file, &files))
        if (file->is_file && file->name.data[0] != '.' &&
            (is_manifest(file->name) || is_alone(arena, folder, file->name)))
            look_at(arena, path_resolve(arena, folder, file->name), checksums,
                    &list_push(arena, entries));
    if (entries->count)
        qsort(entries->items, entries->count, sizeof *entries->items, newest_first);
    return true;
}

bool backup_prune(Arena *arena, Text folder, const Backup *kept, size_t count, TextList *removed,
                  Error *error)
{
    BackupEntries entries = {0};
    size_t seen = 1;
    if (!backup_list(arena, folder, false, &entries, error))
        return false;
    for (list_each(BackupEntry, entry, &entries)) {
        const Backup *backup = &entry->backup;
        if (!entry->is_good || text_equal(backup->path, kept->path) ||
            !text_equal(backup->manifest.provider, kept->manifest.provider) ||
            backup_identity_compare(&backup->manifest.identity, &kept->manifest.identity) !=
                KINSHIP_SAME ||
            seen++ < count)
            continue;
        /* The manifest last: without its file it is no backup, and says so. */
        if (!file_remove(arena, backup->path, error) ||
            !file_remove(arena, backup->manifest_path, error))
            return false;
        list_add(arena, removed, backup->path);
    }
    return true;
}

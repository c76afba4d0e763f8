#include "history/diagnose.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/map.h"
#include "history/checksum.h"

/* The latest row of each name that is not rolled back. */
static Map current_rows(Arena *arena, const History *history)
{
    Map rows = MAP(arena);
    map_reserve(&rows, history->rows.count);
    for (size_t i = 0; i < history->rows.count; i++) {
        HistoryRow *row = history->rows.items[i];
        if (!row_is_rolled_back(row))
            map_set(&rows, row->name, row);
    }
    return rows;
}

void diagnose(Arena *arena, MigrationsFolder *folder, History *history, Diagnosis *diagnosis)
{
    *diagnosis = (Diagnosis){0};
    Map rows = current_rows(arena, history);
    for (list_each(Migration, migration, &folder->migrations)) {
        HistoryRow *row = map_get(&rows, migration->name);
        migration->row = row;
        if (row)
            row->in_folder = true;
        if (!row)
            list_add(arena, &diagnosis->pending, migration);
        else if (diagnosis->pending.count == 0)
            diagnosis->last_common = migration->name;
    }
    for (size_t i = 0; i < history->rows.count; i++)
        if (row_is_failed(history->rows.items[i]))
            list_add(arena, &diagnosis->failed, history->rows.items[i]);
    for (list_each(MapEntry, entry, &rows.entries))
        if (!((const HistoryRow *)entry->value)->in_folder)
            list_add(arena, &diagnosis->missing, entry->key);
}

/* Compares one migration that has a row; `open_folder` is the open migrations folder, or -1. */
static bool compare(Arena *arena, int open_folder, const MigrationsFolder *folder,
                    Migration *migration, bool *matches, Error *error)
{
    Text stored = migration->row->checksum;
    if (folder->is_given) {
        if (!migration_read_script(arena, folder, migration, error))
            return false;
        *matches = checksum_matches_text(arena, migration->script, stored);
        return true;
    }
    *matches = open_folder >= 0 && checksum_matches_at(arena, open_folder, migration->name, stored);
    if (*matches || checksum_matches_file(arena, migration_path(arena, folder, migration), stored,
                                          matches, error))
        return true;
    return migration_read_script(arena, folder, migration, error);
}

bool diagnose_edited(Arena *arena, MigrationsFolder *folder, Diagnosis *diagnosis, Error *error)
{
    bool done = true;
    int open_folder =
        folder->is_given ? -1
                         : open(text_cstr(arena, folder->path), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    for (size_t i = 0; i < folder->migrations.count && done; i++) {
        Migration *migration = &folder->migrations.items[i];
        bool matches = true;
        if (migration->row)
            done = compare(arena, open_folder, folder, migration, &matches, error);
        if (!matches && done)
            list_add(arena, &diagnosis->edited, migration);
    }
    if (open_folder >= 0)
        close(open_folder);
    return done;
}

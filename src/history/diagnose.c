#include "history/diagnose.h"

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

bool diagnose_edited(Arena *arena, MigrationsFolder *folder, Diagnosis *diagnosis, Error *error)
{
    for (list_each(Migration, migration, &folder->migrations)) {
        bool matches = true;
        ArenaMark mark = arena_mark(arena);
        if (migration->row &&
            !checksum_matches_file(arena, migration_path(arena, folder, migration),
                                   migration->row->checksum, &matches, error))
            return migration_read_script(arena, folder, migration, error);
        arena_rewind(arena, mark);
        if (!matches)
            list_add(arena, &diagnosis->edited, migration);
    }
    return true;
}

#include "drift/history_key.h"

#include <stdlib.h>

#include "base/digest.h"
#include "history/checksum.h"

typedef struct KeyPart {
    Text name;
    Text checksum;
} KeyPart;

typedef LIST_OF(KeyPart) KeyParts;

static int compare_parts(const void *a, const void *b)
{
    return text_compare(((const KeyPart *)a)->name, ((const KeyPart *)b)->name);
}

static Text key_of(Arena *arena, KeyParts *parts)
{
    Digester *digester = digester_new(arena);
    if (parts->count)
        qsort(parts->items, parts->count, sizeof *parts->items, compare_parts);
    for (list_each(const KeyPart, part, parts)) {
        digester_add(digester, part->name);
        digester_add(digester, TEXT("\n"));
        digester_add(digester, part->checksum);
        digester_add(digester, TEXT("\n"));
    }
    return digest_hex(arena, digester_end(digester));
}

bool history_key_of_folder(Arena *arena, const MigrationsFolder *folder,
                           const MigrationList *migrations, Text *key, Error *error)
{
    KeyParts parts = {0};
    for (size_t i = 0; i < migrations->count; i++) {
        Migration *migration = migrations->items[i];
        if (!migration_read_script(arena, folder, migration, error))
            return false;
        list_add(arena, &parts, (KeyPart){migration->name, checksum_of(arena, migration->script)});
    }
    *key = key_of(arena, &parts);
    return true;
}

Text history_key_of_rows(Arena *arena, const History *history)
{
    KeyParts parts = {0};
    for (size_t i = 0; i < history->rows.count; i++) {
        const HistoryRow *row = history->rows.items[i];
        if (row_is_applied(row))
            list_add(arena, &parts, (KeyPart){row->name, row->checksum});
    }
    return key_of(arena, &parts);
}

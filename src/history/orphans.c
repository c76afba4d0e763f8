#include "history/orphans.h"

size_t orphans_count(Arena *arena, Database *database)
{
    Rows rows = {0};
    Error unused = {.arena = arena};
    if (!can(database->connection->dialect, HAS_FOREIGN_KEY_SWITCH))
        return 0;
    bool known = database_query(database, arena, TEXT("PRAGMA foreign_key_check"), &rows, &unused);
    return known ? rows.rows.count : SIZE_MAX;
}

bool orphans_check(Arena *arena, Database *database, size_t before, ErrorCode code, Error *error)
{
    size_t after = orphans_count(arena, database);
    if (after == SIZE_MAX || after <= before)
        return true;
    return fail(error, code,
                "the foreign keys of the migrations forbid rows that are there: %zu of them refer "
                "to rows that are not",
                after - before);
}

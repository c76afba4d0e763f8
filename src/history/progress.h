/* How far a script that cannot be one transaction has come, as its row says it while it runs. */
#ifndef DUNLIN_HISTORY_PROGRESS_H
#define DUNLIN_HISTORY_PROGRESS_H

#include "history/run.h"

typedef struct Progress {
    size_t done;  /* statements that are applied for good */
    size_t total; /* statements of the script */
    bool running; /* the next one was begun outside a transaction: it may have taken effect */
} Progress;

/* The text for the column `logs`. */
Text progress_text(Arena *arena, Progress progress);

/* Reads such a text; false for every other. */
bool progress_parse(Text text, Progress *progress);

/* Can the migration be gone on with after a killed run that left `row`? Then `run` is told from
 * where. Only when the script is still the same, and the database can tell of a statement that was
 * begun whether it took effect. */
bool migration_can_resume(Arena *arena, const Dialect *dialect, const Migration *migration,
                          const HistoryRow *row, MigrationRun *run);

#endif

#include "database/sqlite_copy.h"

#include "base/clock.h"
#include "base/interrupt.h"
#include "database/sqlite.h"

enum {
    PAGES_AT_ONCE = 2000,
    RESTARTS = 3,      /* by others who write; then they have to wait */
    BUSY_WAIT = 10000, /* milliseconds */
    PAUSE = 5,
};

typedef struct Copying {
    const Libsqlite *lib;
    SqliteDatabase *into;
    sqlite3_backup *backup;
    CopyObserver observer;
} Copying;

/* Copies some pages. `result` is SQLITE_OK while there are more. */
static int copy_pages(const Copying *copying, int pages)
{
    int64_t begun = clock_monotonic();
    for (;;) {
        int result = copying->lib->sqlite3_backup_step(copying->backup, pages);
        bool busy = (result & 0xFF) == SQLITE_BUSY || (result & 0xFF) == SQLITE_LOCKED;
        if (!busy || interrupt_requested() || clock_monotonic() - begun > BUSY_WAIT)
            return result;
        clock_sleep(PAUSE);
    }
}

/* To the end, or to what ends it. */
static int copy_all(const Copying *copying)
{
    int restarts = 0;
    int before = INT32_MAX;
    for (;;) {
        int result = copy_pages(copying, restarts > RESTARTS ? -1 : PAGES_AT_ONCE);
        int left = copying->lib->sqlite3_backup_remaining(copying->backup);
        int total = copying->lib->sqlite3_backup_pagecount(copying->backup);
        if (result != SQLITE_OK || interrupt_requested())
            return result;
        if (copying->observer.tick)
            copying->observer.tick(copying->observer.context, total - left, total);
        restarts += left >= before;
        before = left;
    }
}

bool sqlite_copy(Database *from, Database *into, CopyObserver observer, Error *error)
{
    Copying copying = {.lib = libsqlite_load(error), .into = sqlite_of(into), .observer = observer};
    Error unused = {.arena = error->arena};
    if (!copying.lib)
        return false;
    /* With a write-ahead log, a transaction sees one moment and is in nobody's way. Without one it
     * would keep writers away, so there the pages are copied piece by piece. */
    Rows mode;
    bool has_log = database_query(from, error->arena, TEXT("PRAGMA journal_mode"), &mode, error) &&
                   mode.rows.count == 1 && text_is(mode.rows.items[0].values[0], "wal");
    if (has_log &&
        !database_run(from, TEXT("BEGIN; SELECT 1 FROM sqlite_master LIMIT 1"), NULL, error))
        return false;
    copying.backup = copying.lib->sqlite3_backup_init(copying.into->handle, "main",
                                                      sqlite_of(from)->handle, "main");
    bool done = copying.backup != NULL || sqlite_step_failed(copying.into, SQLITE_ERROR, error);
    if (done) {
        int result = copy_all(&copying);
        int finished = copying.lib->sqlite3_backup_finish(copying.backup);
        if (result != SQLITE_DONE && interrupt_requested())
            done = fail(error, ERROR_D1017, "interrupted");
        else if (result != SQLITE_DONE || finished != SQLITE_OK)
            done =
                sqlite_step_failed(copying.into, result == SQLITE_DONE ? finished : result, error);
    }
    if (has_log)
        database_run(from, TEXT("COMMIT"), NULL, &unused);
    return done;
}

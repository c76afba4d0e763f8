#include "history/apply.h"

#include "base/clock.h"
#include "base/interrupt.h"
#include "history/progress.h"
#include "sql/external.h"

enum { LOCK_WAIT = 10000 }; /* milliseconds; as Prisma's */

/* How many rows the history has and how many are finished: changes as another deployment goes on.
 */
static int64_t progress_of_others(Arena *arena, Database *database)
{
    Error unused = {.arena = arena};
    History history;
    if (!history_read(arena, database, &history, &unused))
        return -1;
    int64_t sum = (int64_t)history.rows.count;
    for (size_t i = 0; i < history.rows.count; i++)
        sum += row_is_applied(history.rows.items[i]) ? 1 : 0;
    return sum;
}

bool apply_lock(Arena *arena, Database *database, const ApplyRequest *request, Error *error)
{
    const ApplyObserver *observer = &request->observer;
    int64_t number = database->connection->dialect->lock_number;
    int64_t wait = request->lock_wait > LOCK_WAIT ? request->lock_wait : LOCK_WAIT;
    if (request->no_lock)
        return true;
    if (database_lock(database, number, 0, error))
        return true;
    if (observer->waiting && error->code == ERROR_P1002)
        observer->waiting(observer->context);
    int64_t seen = progress_of_others(arena, database);
    while (error->code == ERROR_P1002) {
        if (database_lock(database, number, wait, error))
            return true;
        int64_t now = progress_of_others(arena, database);
        if (now == seen)
            break;
        seen = now;
    }
    return false;
}

bool apply_lock_is_off(const Environment *environment)
{
    const Text *value = environment_get(environment, "PRISMA_SCHEMA_DISABLE_ADVISORY_LOCK");
    return value && value->length && !text_is(*value, "0");
}

/* Can a failed row be gone on with? Then `run` says how. */
static bool resumable(Arena *arena, const MigrationsFolder *folder, const HistoryRow *row,
                      const Dialect *dialect, MigrationRun *run)
{
    Error unused = {.arena = arena};
    Migration *migration = folder_find(folder, row->name);
    return migration && migration_read_script(arena, folder, migration, &unused) &&
           migration_can_resume(arena, dialect, migration, row, run);
}

static void add_failed_row(Arena *arena, Buffer *out, const HistoryRow *row)
{
    Text started = clock_format(arena, row->started_at);
    buffer_add_format(out, "%s%.*s  started %.*s UTC", out->length ? "\n" : "", TEXT_ARG(row->name),
                      TEXT_ARG(started));
    Text log = text_trim(row->logs);
    while (log.data && log.length) {
        Text line = text_cut(&log, '\n');
        buffer_add_format(out, "\n%s%.*s", line.length ? "    " : "", TEXT_ARG(line));
    }
}

void apply_find_interrupted(Arena *arena, MigrationsFolder *folder, const Dialect *dialect,
                            Diagnosis *diagnosis)
{
    size_t kept = 0;
    for (size_t i = 0; i < diagnosis->failed.count; i++) {
        MigrationRun unused;
        const HistoryRow *row = diagnosis->failed.items[i];
        if (resumable(arena, folder, row, dialect, &unused))
            list_add(arena, &diagnosis->interrupted, row);
        else
            diagnosis->failed.items[kept++] = row;
    }
    diagnosis->failed.count = kept;
}

bool apply_check_failed(Arena *arena, const Diagnosis *diagnosis, Error *error)
{
    Buffer rows = BUFFER(arena);
    if (diagnosis->failed.count == 0)
        return true;
    const HistoryRow *first = diagnosis->failed.items[0];
    for (size_t i = 0; i < diagnosis->failed.count; i++)
        add_failed_row(arena, &rows, diagnosis->failed.items[i]);
    fail(error, ERROR_P3009, "%s; nothing was applied now", error_code_meaning(ERROR_P3009));
    error->detail = buffer_text(&rows);
    error_field(error, "details", error->detail);
    Text name = text_shell_word(arena, first->name);
    return error_hint(error,
                      "see what of it is in the database, and the ways out:\n"
                      "  dunlin migrate recover\n"
                      "by hand, to run it again after a correction:\n"
                      "  dunlin migrate resolve --rolled-back %.*s\n"
                      "or, when all of it is in place:\n"
                      "  dunlin migrate resolve --applied %.*s",
                      TEXT_ARG(name), TEXT_ARG(name));
}

bool apply_check_empty(Arena *arena, const History *history, const ApplyRequest *request,
                       Error *error)
{
    enum { SHOWN = 5 };
    TextList all = {0};
    TextList names = {0};
    if (!history_other_tables(arena, history, request->namespaces, &all, error))
        return false;
    for (list_each(const Text, name, &all))
        if (!is_external(request->external, TEXT(""), *name)) /* which is qualified already */
            list_add(arena, &names, *name);
    if (names.count == 0)
        return true;
    Buffer shown = BUFFER(error->arena);
    for (size_t i = 0; i < names.count && i < SHOWN; i++)
        buffer_add_format(&shown, i ? ", %.*s" : "%.*s", TEXT_ARG(names.items[i]));
    if (names.count > SHOWN)
        buffer_add_format(&shown, " and %zu more", names.count - SHOWN);
    fail(error, ERROR_P3005, "%s", error_code_meaning(ERROR_P3005));
    error_detail(error, "It has the tables %.*s.", TEXT_ARG(buffer_text(&shown)));
    return error_hint(error,
                      "if the migrations were applied by other means, mark each that is in place "
                      "as applied (a baseline), in order:\n"
                      "  dunlin migrate resolve --applied NAME\n"
                      "for a database whose data may go:\n"
                      "  dunlin migrate reset");
}

bool apply_limit(const ApplyRequest *request, Diagnosis *diagnosis, Error *error)
{
    MigrationList *pending = &diagnosis->pending;
    size_t count = 0;
    if (request->until.length && !folder_find(request->folder, request->until)) {
        fail(error, ERROR_P3017, "there is no migration '%.*s' in '%.*s'", TEXT_ARG(request->until),
             TEXT_ARG(request->folder->path));
        error_field(error, "migration_name", request->until);
        return error_hint(error, "give the whole name of the folder; see them with:\n"
                                 "  dunlin migrate status");
    }
    while (count < pending->count && (!request->most || count < request->most) &&
           (!request->until.length ||
            migration_name_compare(pending->items[count]->name, request->until) <= 0))
        count++;
    pending->count = count;
    return true;
}

/* The scripts that will be run are all read, and looked at, before the first of them is run. */
static bool read_scripts(Arena *arena, const MigrationsFolder *folder, const Diagnosis *diagnosis,
                         Error *error)
{
    for (size_t i = 0; i < diagnosis->pending.count; i++)
        if (!migration_read_script(arena, folder, diagnosis->pending.items[i], error))
            return false;
    return true;
}

typedef struct Applier {
    Arena *arena;
    const History *history;
    const ApplyRequest *request;
    AppliedMigrations *applied;
    size_t number; /* of the migration that is being applied, from 1 */
    size_t total;
} Applier;

static bool apply_one(Applier *applier, MigrationRun *run, Error *error)
{
    const ApplyObserver *observer = &applier->request->observer;
    const Migration *migration = run->migration;
    run->path = migration_path(applier->arena, applier->request->folder, migration);
    applier->number++;
    if (interrupt_requested()) {
        fail(error, ERROR_D1017, "stopped before migration '%.*s'", TEXT_ARG(migration->name));
        return error_hint(error, "go on with:\n  dunlin migrate deploy");
    }
    if (observer->started)
        observer->started(observer->context, migration->name, applier->number, applier->total);
    if (applier->request->hooks)
        run->hooks = applier->request->hooks(applier->request->hooks_context, migration);
    int64_t begun = clock_monotonic();
    if (!migration_run(applier->arena, applier->history, run, error))
        return false;
    AppliedMigration applied = {.name = migration->name,
                                .statements = run->statements,
                                .milliseconds = clock_monotonic() - begun,
                                .atomic = run->atomic,
                                .resumed = run->resumed != NULL};
    if (!run->found_applied)
        list_add(applier->arena, applier->applied, applied);
    if (observer->finished && !run->found_applied)
        observer->finished(observer->context, &applied, applier->number, applier->total);
    return true;
}

static bool apply_all(Applier *applier, const Diagnosis *diagnosis, Error *error)
{
    const MigrationsFolder *folder = applier->request->folder;
    const Dialect *dialect = applier->history->database->connection->dialect;
    applier->total = diagnosis->interrupted.count + diagnosis->pending.count;
    for (size_t i = 0; i < diagnosis->interrupted.count; i++) {
        MigrationRun run;
        if (resumable(applier->arena, folder, diagnosis->interrupted.items[i], dialect, &run) &&
            !apply_one(applier, &run, error))
            return false;
    }
    for (size_t i = 0; i < diagnosis->pending.count; i++) {
        MigrationRun run = {.migration = diagnosis->pending.items[i],
                            .mode = applier->request->mode};
        if (!apply_one(applier, &run, error))
            return false;
    }
    return true;
}

bool apply_migrations(Arena *arena, Database *database, const ApplyRequest *request,
                      AppliedMigrations *applied, Error *error)
{
    History history;
    Diagnosis diagnosis;
    if (!folder_check_provider(request->folder, request->provider, error) ||
        !apply_lock(arena, database, request, error) ||
        !history_read(arena, database, &history, error))
        return false;
    diagnose(arena, request->folder, &history, &diagnosis);
    apply_find_interrupted(arena, request->folder, database->connection->dialect, &diagnosis);
    if (!apply_check_failed(arena, &diagnosis, error) || !apply_limit(request, &diagnosis, error) ||
        !read_scripts(arena, request->folder, &diagnosis, error))
        return false;
    size_t count = diagnosis.pending.count + diagnosis.interrupted.count;
    if (!history.exists && !request->skip_emptiness_check &&
        !apply_check_empty(arena, &history, request, error))
        return false;
    if (request->before && count && !request->before(request->before_context, count, error))
        return false;
    if (!history.exists && !history_create(arena, &history, error))
        return false;
    Applier applier = {.arena = arena, .history = &history, .request = request, .applied = applied};
    return apply_all(&applier, &diagnosis, error);
}

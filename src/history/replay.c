#include "history/replay.h"

#include "history/copy.h"
#include "history/replay_cache.h"
#include "history/run.h"

struct Replay {
    Arena *arena;
    const ReplayRequest *request;
    Shadow shadow;
    MigrationList done; /* on the open shadow database */
    bool is_emptied;    /* its rows are gone: no migration can be run on it */
    bool is_lost;       /* it is not known what it is */
    ReplayCache cache;
    size_t runs;
};

Replay *replay_begin(Arena *arena, const ReplayRequest *request)
{
    Replay *replay = NEW(arena, Replay);
    replay->arena = arena;
    replay->request = request;
    replay->cache = replay_cache_of(arena, request);
    return replay;
}

static bool read_scripts(Replay *replay, const MigrationList *migrations, Error *error)
{
    for (size_t i = 0; i < migrations->count; i++)
        if (!migration_read_script(replay->arena, replay->request->folder, migrations->items[i],
                                   error))
            return false;
    return true;
}

/* True when what was run on the open shadow database is a beginning of the list. */
static bool begins(const Replay *replay, const MigrationList *migrations)
{
    if (!replay->shadow.database || replay->is_lost || replay->done.count > migrations->count)
        return false;
    for (size_t i = 0; i < replay->done.count; i++)
        if (replay->done.items[i] != migrations->items[i])
            return false;
    return true;
}

static bool continues(const Replay *replay, const MigrationList *migrations)
{
    return !replay->is_emptied && begins(replay, migrations);
}

static bool open_shadow(Replay *replay, Error *error)
{
    Arena *arena = replay->arena;
    const ReplayRequest *request = replay->request;
    replay->done.count = 0;
    replay->is_emptied = replay->is_lost = false;
    return shadow_close(arena, &replay->shadow, error) &&
           shadow_open(arena, &request->shadow, &replay->shadow, error) &&
           (text_trim(request->init_script).length == 0 ||
            database_run(replay->shadow.database, request->init_script, NULL, error));
}

static bool run_one(Replay *replay, Migration *migration, Error *error)
{
    MigrationRun run = {
        .migration = migration,
        .path = migration_path(replay->arena, replay->request->folder, migration),
    };
    Arena *scratch = arena_new();
    bool done = migration_replay(scratch, replay->shadow.database, &run, error);
    arena_free(scratch);
    replay->runs += done;
    list_add(replay->arena, &replay->done, migration);
    return done;
}

/* So that what is kept is of use to whoever asks for objects. */
static bool describe_whole(Replay *replay, SqlSchema *schema, Error *error)
{
    DescribeRequest whole = describe_in_full(&replay->request->describe);
    return describe_database(replay->arena, replay->shadow.database, &whole, schema, error);
}

static bool describe_and_keep(Replay *replay, const MigrationList *migrations, SqlSchema *schema,
                              Error *error)
{
    if (!describe_whole(replay, schema, error))
        return false;
    replay_cache_keep(&replay->cache, migrations, schema,
                      copy_rows(replay->arena, replay->shadow.database));
    return true;
}

/* Makes on the shadow database, which is new, what the longest known beginning of the migrations
 * makes. Where that does not come out the same to the letter, all are run. */
static bool start_from_kept(Replay *replay, const MigrationList *migrations, size_t most,
                            Error *error)
{
    Arena *arena = replay->arena;
    MigrationList none = {0};
    Snapshot kept;
    SqlSchema bare = {0};
    SqlSchema made;
    size_t count = replay_cache_longest(&replay->cache, migrations, most, &kept);
    if (count == 0)
        return true;
    if (!replay_cache_find(&replay->cache, &none, SNAPSHOT_WHOLE, &bare) &&
        !describe_and_keep(replay, &none, &bare, error))
        return false;
    CopyRequest request = {.provider = replay->request->describe.rules->provider,
                           .from = &bare,
                           .to = &kept.schema,
                           .rows = kept.rows};
    if (!copy_make(arena, replay->shadow.database, &request))
        return open_shadow(replay, error);
    if (!describe_whole(replay, &made, error))
        return false;
    if (!snapshot_is_same(arena, &kept.schema, &made))
        return open_shadow(replay, error);
    for (size_t i = 0; i < count; i++)
        list_add(arena, &replay->done, migrations->items[i]);
    return true;
}

/* Runs the migrations; of what is known to be made by some of them, at most so many, nothing. */
static bool run_all(Replay *replay, const MigrationList *migrations, size_t most, Error *error)
{
    if (!continues(replay, migrations) &&
        (!open_shadow(replay, error) || !start_from_kept(replay, migrations, most, error)))
        return false;
    const ReplayRequest *request = replay->request;
    if (request->started && replay->done.count < migrations->count)
        request->started(request->context, migrations->count - replay->done.count);
    for (size_t i = replay->done.count; i < migrations->count; i++)
        if (!run_one(replay, migrations->items[i], error))
            return false;
    return true;
}

static bool schema_of(Replay *replay, const MigrationList *migrations, SnapshotPart part,
                      const SqlSchema **schema, Error *error)
{
    SqlSchema *made = NEW(replay->arena, SqlSchema);
    *schema = made;
    if (!read_scripts(replay, migrations, error))
        return false;
    if (replay_cache_find(&replay->cache, migrations, part, made))
        return true;
    size_t most = migrations->count ? migrations->count - 1 : 0;
    return run_all(replay, migrations, most, error) &&
           describe_and_keep(replay, migrations, made, error);
}

bool replay_schema(Replay *replay, const MigrationList *migrations, const SqlSchema **schema,
                   Error *error)
{
    SnapshotPart part =
        replay->request->describe.objects ? SNAPSHOT_WHOLE : SNAPSHOT_WITHOUT_OBJECTS;
    return schema_of(replay, migrations, part, schema, error);
}

bool replay_in_full(Replay *replay, const MigrationList *migrations, const SqlSchema **schema,
                    Error *error)
{
    return schema_of(replay, migrations, SNAPSHOT_WHOLE, schema, error);
}

void replay_keep(Replay *replay, const MigrationList *migrations, const MigrationList *before,
                 const SqlSchema *schema)
{
    Error unused = {.arena = replay->arena};
    if (!read_scripts(replay, migrations, &unused))
        return;
    bool is_rowless = replay_cache_is_rowless(&replay->cache, before);
    replay_cache_keep(&replay->cache, migrations, schema, is_rowless ? TEXT("") : (Text){0});
}

/* A trigger may hold on to rows; then they stay. */
static void empty_tables(Replay *replay)
{
    Rows statements;
    Database *database = replay->shadow.database;
    Arena *scratch = arena_new();
    Error unused = {.arena = scratch};
    Text query = text_from(replay->request->shadow.dialect->copy->no_rows);
    bool was_enforced = database_enforce_foreign_keys(database, false);
    if (database_query(database, scratch, query, &statements, &unused))
        for (list_each(Row, row, &statements.rows))
            database_run(database, row->values[0], NULL, &unused);
    database_enforce_foreign_keys(database, was_enforced);
    arena_free(scratch);
    replay->is_emptied = true;
}

bool replay_try(Replay *replay, const MigrationList *migrations, Text script, TriedScript *tried,
                Error *error)
{
    Failure unused = {0};
    bool stands = begins(replay, migrations) && replay->done.count == migrations->count;
    *tried = (TriedScript){.failure = {.arena = replay->arena}};
    if (!stands && (!read_scripts(replay, migrations, error) ||
                    !run_all(replay, migrations, migrations->count, error)))
        return false;
    if (!replay->is_emptied)
        empty_tables(replay);
    replay->is_lost = true;
    tried->done =
        run_script_on(replay->arena, replay->shadow.database, script, &unused, &tried->failure);
    if (tried->done)
        return describe_whole(replay, &tried->made, error);
    return !unused.connection_lost ||
           fail(error, tried->failure.code, "%.*s", TEXT_ARG(tried->failure.message));
}

void replay_stands(Replay *replay, const MigrationList *migrations)
{
    replay->done.count = 0;
    for (size_t i = 0; i < migrations->count; i++)
        list_add(replay->arena, &replay->done, migrations->items[i]);
    replay->is_lost = false;
}

size_t replay_runs(const Replay *replay)
{
    return replay->runs;
}

bool replay_end(Replay *replay, Error *error)
{
    return !replay || shadow_close(replay->arena, &replay->shadow, error);
}

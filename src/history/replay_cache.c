#include "history/replay_cache.h"

#include "base/file.h"
#include "dialect/providers.h"
#include "sql/external.h"

/* Counts up when what is described, or how, changes: what was kept before is then of no use. */
static const char format[] = "3";

ReplayCache replay_cache_of(Arena *arena, const ReplayRequest *request)
{
    return (ReplayCache){.arena = arena, .request = request, .is_off = request->cache.length == 0};
}

/* A part of a key, with its length, so that no two lists of parts are one text. */
static void add_part(ReplayCache *cache, Digester *digester, Text part)
{
    digester_add(digester, text_format(cache->arena, "%zu:", part.length));
    digester_add(digester, part);
}

static void add_parts(ReplayCache *cache, Digester *digester, const TextList *parts)
{
    size_t count = parts ? parts->count : 0;
    digester_add(digester, text_format(cache->arena, "[%zu]", count));
    for (size_t i = 0; i < count; i++)
        add_part(cache, digester, parts->items[i]);
}

/* The version, and what a script finds on the server besides. */
static bool ask_server(ReplayCache *cache, Database *database, Digester *digester)
{
    Rows rows;
    Error unused = {.arena = cache->arena};
    const char *query = cache->request->shadow.dialect->shadow.surroundings;
    add_part(cache, digester, database_version(database));
    if (!query)
        return true;
    if (!database_query(database, cache->arena, text_from(query), &rows, &unused))
        return false;
    for (list_each(Row, row, &rows.rows))
        add_part(cache, digester, row->values[0]);
    return true;
}

/* Asks the main database, or else the one that the migrations would be run on. */
static bool ask_some_server(ReplayCache *cache, Digester *digester)
{
    const ShadowRequest *request = &cache->request->shadow;
    Error unused = {.arena = cache->arena};
    Database *database = NULL;
    Connection memory = {.dialect = request->dialect, .file = TEXT(SQLITE_IN_MEMORY)};
    const Connection *connection = request->dialect->shadow.create ? request->given : &memory;
    if (request->main)
        return ask_server(cache, request->main, digester);
    if (!connection || !database_open(cache->arena, connection, OPEN_READ_ONLY, &database, &unused))
        return false;
    bool done = ask_server(cache, database, digester);
    database_close(database);
    return done;
}

/* Everything that decides what migrations make, but for the migrations. */
static void learn_surroundings(ReplayCache *cache)
{
    const ReplayRequest *request = cache->request;
    const DescribeRequest *describe = &request->describe;
    const Database *main = request->shadow.main;
    if (cache->is_known || cache->is_off)
        return;
    const Connection *connection = request->shadow.given ? request->shadow.given
                                   : main                ? main->connection
                                                         : NULL;
    Digester *digester = digester_new(cache->arena);
    add_part(cache, digester, text_from(format));
    add_part(cache, digester, text_from(describe->rules->provider));
    add_part(cache, digester,
             text_format(cache->arena, "%d %d %d", (int)describe->version, describe->extensions,
                         describe->partial_indexes));
    add_parts(cache, digester, describe->namespaces);
    add_parts(cache, digester, describe->external);
    add_parts(cache, digester, describe->external_enums);
    add_part(cache, digester, connection ? connection->name_space : TEXT(""));
    add_part(cache, digester, request->init_script);
    cache->is_off = !ask_some_server(cache, digester);
    cache->surroundings = digester_end(digester);
    cache->is_known = true;
}

static Digester *begin_key(ReplayCache *cache)
{
    Digester *digester = digester_new(cache->arena);
    digester_add(digester, digest_hex(cache->arena, cache->surroundings));
    return digester;
}

/* The digest of the surroundings and the scripts. */
static Text key_of(ReplayCache *cache, const MigrationList *migrations)
{
    Digester *digester = begin_key(cache);
    for (size_t i = 0; i < migrations->count; i++)
        add_part(cache, digester, migrations->items[i]->script);
    return digest_hex(cache->arena, digester_end(digester));
}

/* The keys of all beginnings: of no script, of the first, of the first two ... */
static Text *keys_of_beginnings(ReplayCache *cache, const MigrationList *migrations)
{
    Text *keys = NEW_ARRAY(cache->arena, Text, migrations->count + 1);
    Digester *digester = begin_key(cache);
    for (size_t i = 0; i <= migrations->count; i++) {
        keys[i] = digest_hex(cache->arena, digester_so_far(digester));
        if (i < migrations->count)
            add_part(cache, digester, migrations->items[i]->script);
    }
    return keys;
}

static Text folder_of(const ReplayCache *cache)
{
    return text_format(cache->arena, "%.*s/replays", TEXT_ARG(cache->request->cache));
}

static Text path_of(ReplayCache *cache, Text key)
{
    return text_format(cache->arena, "%.*s/%.*s.json", TEXT_ARG(folder_of(cache)), TEXT_ARG(key));
}

static bool read_snapshot(ReplayCache *cache, Text key, SnapshotPart part, Snapshot *snapshot)
{
    Error unused = {.arena = cache->arena};
    Text path = path_of(cache, key);
    Text document;
    return file_is_file(path) && file_read(cache->arena, path, &document, &unused) &&
           snapshot_read(cache->arena, document, dialect_providers, part, snapshot, &unused) &&
           text_equal(snapshot->key, key);
}

bool replay_cache_find(ReplayCache *cache, const MigrationList *migrations, SnapshotPart part,
                       SqlSchema *schema)
{
    Snapshot snapshot;
    learn_surroundings(cache);
    if (cache->is_off || !read_snapshot(cache, key_of(cache, migrations), part, &snapshot))
        return false;
    *schema = snapshot.schema;
    sql_mark_external(schema, cache->request->describe.rules, cache->request->describe.external,
                      cache->request->describe.external_enums);
    return true;
}

size_t replay_cache_longest(ReplayCache *cache, const MigrationList *migrations, size_t most,
                            Snapshot *snapshot)
{
    learn_surroundings(cache);
    if (cache->is_off)
        return 0;
    Text *keys = keys_of_beginnings(cache, migrations);
    for (size_t count = most; count > 0; count--)
        if (read_snapshot(cache, keys[count], SNAPSHOT_WHOLE, snapshot) &&
            (snapshot->rows.data || count == migrations->count))
            return count;
    return 0;
}

bool replay_cache_is_rowless(ReplayCache *cache, const MigrationList *migrations)
{
    Snapshot snapshot;
    learn_surroundings(cache);
    return !cache->is_off &&
           read_snapshot(cache, key_of(cache, migrations), SNAPSHOT_HEAD, &snapshot) &&
           snapshot.rows.data && snapshot.rows.length == 0;
}

/* Takes away what is oldest, so that the folder does not grow for ever. */
static void prune(Arena *arena, Text folder)
{
    enum { KEPT_AT_MOST = 100 };
    Error unused = {.arena = arena};
    FolderEntries entries = {0};
    if (!folder_list(arena, folder, &entries, &unused))
        return;
    for (size_t surplus = entries.count; surplus > KEPT_AT_MOST; surplus--) {
        Text oldest = {0};
        int64_t written = INT64_MAX;
        for (list_each(const FolderEntry, entry, &entries)) {
            Text path = path_resolve(arena, folder, entry->name);
            int64_t modified;
            if (file_modified(path, &modified) && modified < written) {
                oldest = path;
                written = modified;
            }
        }
        if (!oldest.data || !file_remove(arena, oldest, &unused))
            return;
    }
}

void replay_cache_keep(ReplayCache *cache, const MigrationList *migrations, const SqlSchema *schema,
                       Text rows)
{
    Arena *scratch = arena_new();
    Error unused = {.arena = scratch};
    learn_surroundings(cache);
    if (!cache->is_off) {
        Text key = key_of(cache, migrations);
        Snapshot snapshot = {
            .provider = text_from(cache->request->describe.rules->provider),
            .key = key,
            .server = cache->request->shadow.main ? database_version(cache->request->shadow.main)
                                                  : TEXT(""),
            .rows = rows,
            .schema = *schema,
        };
        Buffer document = BUFFER(scratch);
        snapshot_write(&document, &snapshot);
        if (folder_make(scratch, folder_of(cache), &unused) &&
            file_write(scratch, path_of(cache, key), buffer_text(&document), &unused))
            prune(scratch, folder_of(cache));
    }
    arena_free(scratch);
}

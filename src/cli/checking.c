#include "cli/checking.h"

#include "base/file.h"
#include "dialect/providers.h"
#include "drift/history_key.h"
#include "sql/external.h"
#include "sql/snapshot.h"

bool checking_begin(Checking *check, Context *context, const CheckArguments *arguments, int *status,
                    Error *error)
{
    Schema schema;
    *check = (Checking){.context = context, .arguments = arguments};
    return session_begin_migrations(&check->session, context, &arguments->base, error) &&
           session_read_schema(&check->session, &schema, &check->describe, status, error) &&
           external_check(check->describe.rules, check->describe.external,
                          check->describe.external_enums, error);
}

void checking_end(Checking *check)
{
    session_end(&check->session);
}

/* --- what the history makes --- */

/* Runs the migrations on the shadow database, unless it is known what they make. */
static bool replay(Checking *check, const MigrationList *migrations, const SqlSchema **schema,
                   Error *error)
{
    Replay *replay = NULL;
    bool done = session_replay(&check->session, &check->describe, &replay, error) &&
                replay_in_full(replay, migrations, schema, error);
    Error closing = {.arena = error->arena};
    if (!replay_end(replay, &closing) && done) {
        *error = closing;
        return false;
    }
    if (!done && error->code == ERROR_P3014)
        error_hint(error, "where none may be created, compare with a snapshot that was recorded "
                          "where one may be:\n"
                          "  dunlin migrate check --record snapshot.json\n"
                          "  dunlin migrate check --snapshot snapshot.json");
    return done;
}

static Text major_version(Text version)
{
    return text_cut(&version, '.');
}

static bool is_of_history(Checking *check, const Snapshot *snapshot, Error *error)
{
    Text path = check->arguments->snapshot;
    Text server = database_version(check->session.database);
    Text key = history_key_of_rows(check->context->arena, &check->history);
    if (!text_is(snapshot->provider, check->describe.rules->provider))
        return fail(error, ERROR_D1031,
                    "the snapshot '%.*s' is of another database product: '%.*s'", TEXT_ARG(path),
                    TEXT_ARG(snapshot->provider));
    if (!text_equal(major_version(snapshot->server), major_version(server))) {
        fail(error, ERROR_D1031,
             "the snapshot '%.*s' was recorded on version %.*s, and the server is %.*s",
             TEXT_ARG(path), TEXT_ARG(snapshot->server), TEXT_ARG(server));
        return error_hint(error, "record it on a server of the same major version");
    }
    if (text_equal(snapshot->key, key))
        return true;
    fail(error, ERROR_D1031,
         "the snapshot '%.*s' is of other migrations than were applied to the database",
         TEXT_ARG(path));
    return error_hint(error, "see what was applied, and record the snapshot with these files:\n"
                             "  dunlin migrate status");
}

static bool read_snapshot(Checking *check, Error *error)
{
    Context *context = check->context;
    Snapshot *snapshot = NEW(context->arena, Snapshot);
    Text document;
    Text path = path_resolve(context->arena, context->folder, check->arguments->snapshot);
    if (!file_read(context->arena, path, &document, error) ||
        !snapshot_read(context->arena, document, dialect_providers, SNAPSHOT_WHOLE, snapshot,
                       error) ||
        !is_of_history(check, snapshot, error))
        return false;
    check->expected = snapshot->schema;
    return true;
}

/* What was applied, as files of the folder. */
static bool list_applied(Checking *check, MigrationList *applied, Error *error)
{
    const Diagnosis *diagnosis = &check->diagnosis;
    for (list_each(Migration, migration, &check->session.folder.migrations))
        if (migration->row && row_is_applied(migration->row))
            list_add(check->context->arena, applied, migration);
    if (diagnosis->missing.count == 0)
        return true;
    fail(error, ERROR_D1031, "the migration '%.*s' was applied, and the folder does not have it",
         TEXT_ARG(diagnosis->missing.items[0]));
    return error_hint(error, "bring its folder back, or compare with a snapshot: --snapshot FILE");
}

static bool find_expected(Checking *check, Error *error)
{
    MigrationList applied = {0};
    const SqlSchema *schema;
    if (check->arguments->snapshot.length)
        return read_snapshot(check, error);
    if (!list_applied(check, &applied, error) || !replay(check, &applied, &schema, error))
        return false;
    check->expected = *schema;
    return true;
}

/* --- comparing --- */

static bool read_history(Checking *check, Error *error)
{
    Context *context = check->context;
    if (!history_read(context->arena, check->session.database, &check->history, error))
        return false;
    if (!check->history.exists) {
        fail(error, ERROR_D1010, "%s", error_code_meaning(ERROR_D1010));
        return error_hint(error, "begin one:\n  dunlin migrate deploy");
    }
    for (size_t i = 0; i < check->history.rows.count; i++)
        check->applied += row_is_applied(check->history.rows.items[i]);
    diagnose(context->arena, &check->session.folder, &check->history, &check->diagnosis);
    return check->arguments->snapshot.length ||
           diagnose_edited(context->arena, &check->session.folder, &check->diagnosis, error);
}

bool checking_compare(Checking *check, Error *error)
{
    Context *context = check->context;
    const Settings *settings = &check->session.project.settings;
    TextList *ignored = NEW(context->arena, TextList);
    if (!session_connect(&check->session, OPEN_READ_ONLY, check->arguments->wait, error) ||
        !read_history(check, error) || !find_expected(check, error))
        return false;
    DescribeRequest describe = describe_in_full(&check->describe);
    if (!describe_objects(context->arena, check->session.database, &describe, &check->actual,
                          error))
        return false;
    for (list_each(const Text, pattern, &settings->ignored))
        list_add(context->arena, ignored, *pattern);
    for (list_each(const Text, pattern, &check->arguments->ignored))
        list_add(context->arena, ignored, *pattern);
    DriftRequest request = {.expected = &check->expected,
                            .actual = &check->actual,
                            .namespaces = check->describe.namespaces,
                            .ignored = ignored};
    drift_find(context->arena, &request, &check->drift);
    return true;
}

/* --- recording --- */

/* The version of the server that the migrations are run on; connects to the database where a shadow
 * database would be created beside it. */
static bool find_version(Checking *check, Text *version, Error *error)
{
    Arena *arena = check->context->arena;
    Session *session = &check->session;
    Connection shadow;
    Connection memory = {.dialect = session->connection.dialect, .file = TEXT(SQLITE_IN_MEMORY)};
    Database *database = NULL;
    bool given = false;
    if (!project_shadow_connection(&session->project, &session->connection, &shadow, &given, error))
        return false;
    bool has_file = can(session->connection.dialect, HAS_FILE);
    if (!has_file && !given) {
        if (!session_connect(session, OPEN_READ_ONLY, check->arguments->wait, error))
            return false;
        *version = database_version(session->database);
        return true;
    }
    if (!database_open(arena, has_file ? &memory : &shadow, OPEN_READ_ONLY, &database, error))
        return false;
    *version = text_copy(arena, database_version(database));
    database_close(database);
    return true;
}

bool checking_record(Checking *check, Error *error)
{
    Context *context = check->context;
    Arena *arena = context->arena;
    Session *session = &check->session;
    MigrationList all = folder_all(arena, &session->folder);
    const SqlSchema *schema;
    Text key;
    Text server;
    if (!find_version(check, &server, error) ||
        !history_key_of_folder(arena, &session->folder, &all, &key, error) ||
        !replay(check, &all, &schema, error))
        return false;
    Snapshot snapshot = {.provider = text_from(check->describe.rules->provider),
                         .key = key,
                         .server = server,
                         .schema = *schema};
    Buffer document = BUFFER(arena);
    snapshot_write(&document, &snapshot);
    check->applied = all.count;
    return file_write(arena, path_resolve(arena, context->folder, check->arguments->record),
                      buffer_text(&document), error);
}

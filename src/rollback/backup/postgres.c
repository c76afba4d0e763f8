/* PostgreSQL: a backup is what pg_dump writes in its custom format. pg_restore makes a new database
 * of it, which then takes the place of the old one. */
#include "base/file.h"
#include "base/process.h"
#include "rollback/backup/client_programs.h"
#include "rollback/backup/kind.h"
#include "rollback/backup/spare_database.h"
#include "sql/writer.h"

/* --- running the programs --- */

static void set(Environment *environment, const char *name, Text value)
{
    if (value.length)
        environment_set(environment, text_from(name), value);
}

static const char *const tls_modes[] = {
    [TLS_NEVER] = "disable",
    [TLS_IF_OFFERED] = "prefer",
    [TLS_REQUIRED] = "require",
    [TLS_VERIFIED_CHAIN] = "verify-ca",
    [TLS_VERIFIED_HOST] = "verify-full",
};

/* All that they need to connect is in the environment: other users of the machine see command
 * lines. */
static Environment environment_of(Arena *arena, const BackupRequest *request,
                                  const Connection *connection)
{
    Environment environment =
        environment_from(arena, environment_strings(arena, request->environment));
    set(&environment, "PGHOST", connection->host);
    set(&environment, "PGPORT", connection->port);
    set(&environment, "PGUSER", connection->user);
    set(&environment, "PGPASSWORD", connection->password);
    set(&environment, "PGDATABASE", connection->database);
    set(&environment, "PGOPTIONS", connection->options);
    set(&environment, "PGCHANNELBINDING", connection->channel_binding);
    set(&environment, "PGAPPNAME", connection->application_name);
    set(&environment, "PGSSLMODE", text_from(tls_modes[connection->tls]));
    set(&environment, "PGSSLROOTCERT",
        connection->tls >= TLS_VERIFIED_CHAIN ? postgres_tls_authority(connection) : TEXT(""));
    set(&environment, "PGGSSENCMODE", TEXT("disable"));
    set(&environment, "PGCLIENTENCODING", TEXT("UTF8"));
    return environment;
}

typedef struct ProgramRun {
    const BackupRequest *request;
    Text growing; /* the file whose size tells how far it is; or empty */
    ErrorCode failed;
} ProgramRun;

static void tick(void *context)
{
    const ProgramRun *run = context;
    int64_t size = -1;
    if (run->growing.length)
        file_size(run->growing, &size);
    backup_goes_on(&run->request->observer, size);
}

static bool run_program(Arena *arena, ProgramRun *run, const ClientProgram *program,
                        const TextList *words, const Connection *connection, Error *error)
{
    Environment environment = environment_of(arena, run->request, connection);
    ProcessTask task = {.words = words, .environment = &environment, .tick = tick, .context = run};
    if (!process_listen(arena, &task, error))
        return false;
    if (task.end.status == 0)
        return true;
    fail(error, run->failed, "%.*s (version %.*s) failed with exit status %d",
         TEXT_ARG(path_name(program->path)), TEXT_ARG(program->version), task.end.status);
    error->database_text = text_trim(task.errors);
    return false;
}

/* --- saving --- */

/* A transaction whose view of the database pg_dump shares: what is counted here is what it saves.
 */
static bool begin_snapshot(Arena *arena, Database *database, Text *snapshot, Error *error)
{
    Rows rows;
    if (!database_run(database,
                      TEXT("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY;\n"
                           "SET LOCAL row_security = off;\nSET LOCAL statement_timeout = 0;\n"
                           "SET LOCAL idle_in_transaction_session_timeout = 0;"),
                      NULL, error) ||
        !database_query(database, arena, TEXT("SELECT pg_catalog.pg_export_snapshot()"), &rows,
                        error))
        return false;
    *snapshot = rows.rows.count ? rows.rows.items[0].values[0] : TEXT("");
    return true;
}

static bool read_making(Arena *arena, Database *database, BackupManifest *manifest, Error *error)
{
    Rows rows;
    Text *const into[] = {&manifest->encoding, &manifest->collation, &manifest->character_type,
                          &manifest->locale_provider, &manifest->locale};
    if (!database_query(database, arena,
                        TEXT("SELECT pg_catalog.pg_encoding_to_char(encoding), datcollate,"
                             " datctype, pg_catalog.to_jsonb(d) ->> 'datlocprovider',"
                             " coalesce(pg_catalog.to_jsonb(d) ->> 'datlocale',"
                             " pg_catalog.to_jsonb(d) ->> 'daticulocale')"
                             " FROM pg_catalog.pg_database d"
                             " WHERE datname = pg_catalog.current_database()"),
                        &rows, error))
        return false;
    for (size_t i = 0; rows.rows.count && i < sizeof into / sizeof *into; i++)
        *into[i] = rows.rows.items[0].values[i];
    return true;
}

static bool dump(Arena *arena, const BackupRequest *request, const ClientProgram *program,
                 Text snapshot, Text path, Error *error)
{
    TextList words = {0};
    ProgramRun run = {.request = request, .growing = path, .failed = ERROR_D1042};
    list_add(arena, &words, program->path);
    list_add(arena, &words, TEXT("--format=custom"));
    list_add(arena, &words, TEXT("--no-password"));
    list_add(arena, &words, text_format(arena, "--snapshot=%.*s", TEXT_ARG(snapshot)));
    list_add(arena, &words, text_format(arena, "--file=%.*s", TEXT_ARG(path)));
    backup_begins(&request->observer, "dumping the database");
    return run_program(arena, &run, program, &words, request->connection, error);
}

static bool save_from(Arena *arena, const BackupRequest *request, Database *database, Text path,
                      BackupManifest *manifest, Error *error)
{
    ClientProgram program;
    Text snapshot;
    manifest->server = text_copy(arena, database_version(database));
    Text because = text_format(arena, "the server is version %.*s", TEXT_ARG(manifest->server));
    if (!client_program_find(arena, "pg_dump", version_major(manifest->server), because.data,
                             request->environment, &program, error) ||
        !begin_snapshot(arena, database, &snapshot, error) ||
        !backup_identity_read(arena, database, &manifest->identity, error) ||
        !read_making(arena, database, manifest, error) ||
        !dump(arena, request, &program, snapshot, path, error))
        return false;
    manifest->tool = text_format(arena, "pg_dump %.*s", TEXT_ARG(program.version));
    backup_begins(&request->observer, "counting rows");
    return backup_content_read(arena, database, &manifest->content, error);
}

static bool save(Arena *arena, const BackupRequest *request, Text path, BackupManifest *manifest,
                 Error *error)
{
    Database *database;
    if (!database_open(arena, request->connection, OPEN_READ_ONLY, &database, error))
        return false;
    bool done = save_from(arena, request, database, path, manifest, error);
    database_close(database);
    return done;
}

/* --- the scratch database --- */

/* A parameter of a connection string, in which it cannot be taken for anything else. */
static void add_parameter(Buffer *word, const char *name, Text value)
{
    bool is_plain = true;
    for (size_t i = 0; i < value.length; i++)
        is_plain = is_plain && (is_word(value.data[i]) || value.data[i] == '.');
    if (value.length == 0)
        return;
    buffer_add_format(word, is_plain ? " %s=" : " %s='", name);
    for (size_t i = 0; i < value.length; i++)
        buffer_add_format(word, value.data[i] == '\'' || value.data[i] == '\\' ? "\\%c" : "%c",
                          value.data[i]);
    if (!is_plain)
        buffer_add_char(word, '\'');
}

static Text database_word(Arena *arena, Text name)
{
    Buffer word = BUFFER(arena);
    add_parameter(&word, "dbname", name);
    return text_format(arena, "--dbname=%.*s", TEXT_ARG(text_trim(buffer_text(&word))));
}

/* How somebody restores over the database where it is. There is no password in it. */
static Text command_by_hand(Arena *arena, const BackupRequest *request, const Backup *backup,
                            const ClientProgram *program)
{
    const Connection *connection = request->connection;
    Buffer word = BUFFER(arena);
    add_parameter(&word, "host", connection->host);
    add_parameter(&word, "port", connection->port);
    add_parameter(&word, "user", connection->user);
    add_parameter(&word, "dbname", connection->database);
    add_parameter(&word, "sslmode", text_from(tls_modes[connection->tls]));
    Text words[] = {program->path, text_trim(buffer_text(&word)), backup->path};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        words[i] = text_shell_word(arena, words[i]);
    return text_format(arena, "%.*s --clean --if-exists --single-transaction%s --dbname=%.*s %.*s",
                       TEXT_ARG(words[0]), request->no_owners ? " --no-owner --no-privileges" : "",
                       TEXT_ARG(words[1]), TEXT_ARG(words[2]));
}

/* Without the right to make databases, nothing can be tried out before it replaces what is there:
 * that is left to whoever knows what they do. */
static bool lacks_right(const Scratch *scratch, Error *error)
{
    if (!scratch->replaces || !text_is(error->database_code, "42501")) /* insufficient_privilege */
        return false;
    Text hint = error->hint;
    return error_hint(
        error,
        "%.*s\nor write over the database where it is, in one transaction; then nothing is compared "
        "with what was saved, and tables that have come since stay:\n  %.*s",
        TEXT_ARG(hint), TEXT_ARG(scratch->by_hand));
}

static bool restore(Arena *arena, const Backup *backup, const Scratch *scratch,
                    const ClientProgram *program, Error *error)
{
    TextList words = {0};
    ProgramRun run = {.request = scratch->request, .failed = ERROR_D1047};
    list_add(arena, &words, program->path);
    list_add(arena, &words, TEXT("--exit-on-error"));
    list_add(arena, &words, TEXT("--no-password"));
    if (scratch->request->no_owners) {
        list_add(arena, &words, TEXT("--no-owner"));
        list_add(arena, &words, TEXT("--no-privileges"));
    }
    list_add(arena, &words, database_word(arena, scratch->name));
    list_add(arena, &words, backup->path);
    backup_begins(&scratch->request->observer, "restoring");
    if (run_program(arena, &run, program, &words, &scratch->connection, error))
        return true;
    if (error->code == ERROR_D1047 && !scratch->request->no_owners)
        error_hint(error, "if it is for lack of roles that this server does not have, add "
                          "--no-owners: everything is then the user's");
    return false;
}

static bool scratch_open(Arena *arena, const Backup *backup, Scratch *scratch, Error *error)
{
    ClientProgram program;
    const BackupRequest *request = scratch->request;
    Text tool = backup->manifest.tool;
    Text because = text_format(arena, "%.*s has written the backup", TEXT_ARG(tool));
    if (!client_program_find(arena, "pg_restore", version_major(tool), because.data,
                             request->environment, &program, error) ||
        !server_open(arena, request->connection, &scratch->server, error))
        return false;
    spare_clean(arena, scratch->server);
    scratch->by_hand = command_by_hand(arena, request, backup, &program);
    if (!spare_make(arena, scratch->server, &backup->manifest, &scratch->name, error))
        return lacks_right(scratch, error);
    scratch->connection = *request->connection;
    scratch->connection.database = scratch->name;
    return restore(arena, backup, scratch, &program, error) &&
           database_open(arena, &scratch->connection, OPEN_READ_ONLY, &scratch->database, error);
}

static bool scratch_close(Arena *arena, Scratch *scratch, Error *error)
{
    database_close(scratch->database);
    scratch->database = NULL;
    bool done = !scratch->server || spare_drop(arena, scratch->server, &scratch->name, error);
    database_close(scratch->server);
    scratch->server = NULL;
    return done;
}

/* --- taking its place --- */

/* Nothing may be in it but what every new database has. */
static bool check_empty(Arena *arena, const BackupRequest *request, Error *error)
{
    const Connection *connection = request->connection;
    Database *database;
    Rows rows;
    if (!database_open(arena, connection, OPEN_READ_ONLY, &database, error))
        return error->code == ERROR_P1003;
    bool done = database_query(database, arena, text_from(connection->dialect->shadow.contents),
                               &rows, error);
    database_close(database);
    if (!done || rows.rows.count == 0)
        return done;
    fail(error, ERROR_P1009, "the database %.*s exists already, and is not empty",
         TEXT_ARG(connection->shown));
    return error_hint(error, "give the name of a database that does not exist: it is created");
}

/* No deployment may be at work on it. Its lock is given back at once: the swap ends all sessions.
 */
static bool wait_for_deployments(Arena *arena, const Connection *connection, Error *error)
{
    enum { WAIT = 10000 }; /* milliseconds */
    Database *database;
    if (!database_open(arena, connection, OPEN_READ_WRITE, &database, error))
        return error->code == ERROR_P1003;
    bool done = database_lock(database, connection->dialect->lock_number, WAIT, error);
    database_close(database);
    return done;
}

static bool put_in_place(Arena *arena, Scratch *scratch, RestoreMode mode, Error *error)
{
    const Connection *target = scratch->request->connection;
    bool exists;
    if (!server_has(arena, scratch->server, target->database, &exists, error))
        return false;
    if (exists && mode == RESTORE_NEW && !check_empty(arena, scratch->request, error))
        return false;
    if (exists && mode == RESTORE_OVER && !wait_for_deployments(arena, target, error))
        return false;
    backup_begins(&scratch->request->observer, "putting it in place");
    database_close(scratch->database);
    scratch->database = NULL;
    return spare_swap(arena, scratch->server, target->database, &scratch->name, error) ||
           lacks_right(scratch, error);
}

const BackupKind backup_kind_postgres = {
    .dialect = &dialect_postgres,
    .suffix = ".dump",
    .save = save,
    .scratch_open = scratch_open,
    .check_empty = check_empty,
    .put_in_place = put_in_place,
    .scratch_close = scratch_close,
};

#include "cli/backing_up.h"

#include <stdio.h>

#include "base/clock.h"
#include "base/file.h"
#include "rollback/backup/folder.h"

bool backup_ask_to_replace(const Session *session, Text since, Error *error)
{
    Text name = session->connection.database;
    Text answer;
    if (!ask_text(session->context, &answer, error,
                  "All that was written since %.*s is lost. To replace the database, type its name "
                  "(%.*s):",
                  TEXT_ARG(since), TEXT_ARG(name)))
        return false;
    return text_equal(answer, name) || fail(error, ERROR_D1022, "Cancelled: nothing was changed.");
}

/* --- progress --- */

typedef struct Progress {
    Context *context;
    const char *part;
} Progress;

static void tell_line(const Progress *progress, int64_t bytes)
{
    const Context *context = progress->context;
    if (context->json || !context->err_is_terminal)
        return;
    fflush(stdout);
    fprintf(stderr, "\r\033[K%s%s …", err_style(context, STYLE_DIM), progress->part);
    if (bytes > 0) {
        Text shown = bytes_shown(context->arena, bytes);
        fprintf(stderr, " %.*s", TEXT_ARG(shown));
    }
    fputs(err_style(context, STYLE_PLAIN), stderr);
    fflush(stderr);
}

static void tell_begins(void *data, const char *part)
{
    Progress *progress = data;
    progress->part = part;
    tell_line(progress, 0);
}

static void tell_goes_on(void *data, int64_t bytes)
{
    tell_line(data, bytes);
}

void backup_progress_end(const Context *context)
{
    if (!context->json && context->err_is_terminal)
        fputs("\r\033[K", stderr);
}

BackupRequest backup_request(Context *context, const Connection *connection)
{
    Progress *progress = NEW(context->arena, Progress);
    *progress = (Progress){context, ""};
    return (BackupRequest){.connection = connection,
                           .environment = &context->environment,
                           .program = TEXT("dunlin " DUNLIN_VERSION),
                           .observer = {progress, tell_begins, tell_goes_on}};
}

/* --- making one --- */

bool backing_up_check(const BackingUp *asked, Error *error)
{
    int64_t number;
    if (asked->keep_last.length && (!text_to_int64(asked->keep_last, &number) || number < 1))
        return fail(error, ERROR_D1001, "--keep-last takes a number from 1, not '%.*s'",
                    TEXT_ARG(asked->keep_last));
    return true;
}

void backup_write(JsonWriter *json, const Backup *backup)
{
    const BackupManifest *manifest = &backup->manifest;
    Text time = clock_format(json->out->arena, manifest->started);
    json_add_text(json, "file", backup->path);
    json_add_text(json, "manifest", backup->manifest_path);
    json_add_text(json, "database", manifest->database);
    json_add_text(json, "location", manifest->location);
    json_add_text(json, "server", manifest->server);
    json_add_text(json, "tool", manifest->tool);
    json_add_text_or_null(json, "lastMigration", manifest->content.head);
    json_add_number(json, "appliedMigrations", (int64_t)manifest->content.applied);
    json_add_number(json, "tables", (int64_t)manifest->content.tables.count);
    json_add_number(json, "rows", manifest->content.rows);
    json_add_number(json, "size", manifest->size);
    json_add_text(json, "sha256", manifest->digest);
    json_add_text(json, "startedAt",
                  text_format(json->out->arena, "%.10s %.12sZ", time.data,
                              time.data + strlen("2026-11-21 ")));
    json_add_number(json, "milliseconds", manifest->milliseconds);
}

static void tell_backup(Context *context, const Backup *backup, bool verified)
{
    const BackupContent *content = &backup->manifest.content;
    Arena *arena = context->arena;
    backup_progress_end(context);
    say(context, "%sBacked up%s%s to %.*s %s(%.*s, %.*s, %.*s, %lld ms)%s\n",
        out_style(context, STYLE_GOOD), verified ? " and verified" : "",
        out_style(context, STYLE_PLAIN), TEXT_ARG(shown_path(context, backup->path)),
        out_style(context, STYLE_DIM), TEXT_ARG(bytes_shown(arena, backup->manifest.size)),
        TEXT_ARG(counted(arena, content->tables.count, "table")),
        TEXT_ARG(counted(arena, (size_t)content->rows, "row")),
        (long long)backup->manifest.milliseconds, out_style(context, STYLE_PLAIN));
}

static bool prune(Context *context, Text folder, const BackingUp *asked, const Backup *backup,
                  Error *error)
{
    int64_t number;
    TextList removed = {0};
    if (!text_to_int64(asked->keep_last, &number))
        return true;
    if (!backup_prune(context->arena, folder, backup, (size_t)number, &removed, error))
        return false;
    for (list_each(Text, path, &removed))
        say(context, "Removed the older backup %.*s\n", TEXT_ARG(shown_path(context, *path)));
    if (context->json)
        write_texts(&context->writer, "removed", &removed);
    return true;
}

bool backing_up(Session *session, const BackingUp *asked, Backup *backup, Error *error)
{
    Context *context = session->context;
    BackupRequest request = backup_request(context, &session->connection);
    Text folder = path_resolve(context->arena, context->folder, asked->folder);
    bool done = backup_create(context->arena, &request, folder, backup, error) &&
                (!asked->verify || (backup_open(context->arena, backup->path, backup, error) &&
                                    backup_verify(context->arena, &request, backup, error)));
    backup_progress_end(context);
    if (!done)
        return false;
    tell_backup(context, backup, asked->verify);
    if (context->json) {
        json_begin_object(&context->writer, "backup");
        backup_write(&context->writer, backup);
        json_add_bool(&context->writer, "verified", asked->verify);
        json_end_object(&context->writer);
    }
    return prune(context, folder, asked, backup, error);
}

Text backup_restore_command(Arena *arena, const ProjectArguments *arguments, const Backup *backup)
{
    Buffer command = BUFFER(arena);
    Text path = text_shell_word(arena, backup->path);
    buffer_add_format(&command, "dunlin backup restore %.*s", TEXT_ARG(path));
    const ProjectOptions *project = &arguments->project;
    Text schema = text_shell_word(arena, project->schema);
    Text config = text_shell_word(arena, project->config);
    if (project->schema.length)
        buffer_add_format(&command, " --schema %.*s", TEXT_ARG(schema));
    if (project->config.length)
        buffer_add_format(&command, " --config %.*s", TEXT_ARG(config));
    if (project->url.length)
        buffer_add_string(&command, " --url \"$URL\""); /* which may hold a password */
    return buffer_text(&command);
}

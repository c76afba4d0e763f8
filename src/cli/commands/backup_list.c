/* dunlin backup list: the backups of a folder. */
#include "base/clock.h"
#include "base/file.h"
#include "cli/backing_up.h"
#include "rollback/backup/folder.h"

typedef struct ListArguments {
    CommonArguments common;
    bool verify;
} ListArguments;

static const Option options[] = {
    {"verify", 0, OPTION_FLAG, offsetof(ListArguments, verify), NULL,
     "read every file, and compare its checksum"},
    COMMON_OPTIONS(ListArguments),
    {0},
};

static Text age_shown(Arena *arena, int64_t milliseconds)
{
    enum { MINUTE = 60000, HOUR = 60 * MINUTE, DAY = 24 * HOUR };
    if (milliseconds < HOUR)
        return text_format(arena, "%d min", (int)(milliseconds / MINUTE));
    if (milliseconds < 2 * (int64_t)DAY)
        return text_format(arena, "%d h", (int)(milliseconds / HOUR));
    return text_format(arena, "%d d", (int)(milliseconds / DAY));
}

static void tell_one(Context *context, const BackupEntry *entry)
{
    Arena *arena = context->arena;
    const Backup *backup = &entry->backup;
    const BackupManifest *manifest = &backup->manifest;
    if (entry->is_good) {
        Text time = clock_format(arena, manifest->started);
        say(context, "%.*s  %.16s  %.*s  %.*s old  %.*s\n", TEXT_ARG(path_name(backup->path)),
            time.data, TEXT_ARG(bytes_shown(arena, manifest->size)),
            TEXT_ARG(age_shown(arena, clock_now() - manifest->started)),
            TEXT_ARG(manifest->content.head.length ? manifest->content.head
                                                   : TEXT("(no migration)")));
    } else {
        say(context, "%.*s  %sunusable%s: %.*s\n", TEXT_ARG(path_name(backup->path)),
            out_style(context, STYLE_BAD), out_style(context, STYLE_PLAIN),
            TEXT_ARG(entry->problem.message));
    }
}

static void write_one(JsonWriter *json, const BackupEntry *entry, bool verified)
{
    json_begin_object(json, NULL);
    if (entry->backup.manifest.file.length)
        backup_write(json, &entry->backup);
    else
        json_add_text(json, "file", entry->backup.path);
    json_add_bool(json, "usable", entry->is_good);
    if (verified)
        json_add_bool(json, "checksumHolds", entry->is_good);
    if (!entry->is_good) {
        json_add_string(json, "code", error_code_name(entry->problem.code));
        json_add_text(json, "problem", entry->problem.message);
    }
    json_end_object(json);
}

static bool run(Context *context, const void *data, int *status, Error *error)
{
    const ListArguments *arguments = data;
    BackupEntries entries = {0};
    if (context->words.count != 1)
        return fail(error, ERROR_D1001, "give the folder of the backups");
    Text folder = path_resolve(context->arena, context->folder, context->words.items[0]);
    if (!backup_list(context->arena, folder, arguments->verify, &entries, error))
        return false;
    if (context->json)
        json_begin_array(&context->writer, "backups");
    for (list_each(BackupEntry, entry, &entries)) {
        *status = entry->is_good ? *status : 1;
        if (context->json)
            write_one(&context->writer, entry, arguments->verify);
        else
            tell_one(context, entry);
    }
    if (context->json)
        json_end_array(&context->writer);
    if (entries.count == 0)
        say(context, "There is no backup in %.*s\n", TEXT_ARG(shown_path(context, folder)));
    return true;
}

const Command command_backup_list = {
    .name = "backup list",
    .summary = "Show the backups of a folder",
    .description =
        "Shows each backup of a folder, the newest first: when it was made, its size and age, and\n"
        "the last migration that is in it. One that cannot be used is named with the reason, and\n"
        "makes the exit status 1. Without --verify, files are not read: only their sizes are\n"
        "compared.",
    .examples = "  dunlin backup list backups\n"
                "  dunlin backup list backups --verify --json\n",
    .options = options,
    .words = "DIR",
    .arguments_size = sizeof(ListArguments),
    .run = run,
};

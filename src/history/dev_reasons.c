#include "history/dev_reasons.h"

#include "base/clock.h"
#include "base/file.h"
#include "sql/summary.h"

static void add_time(Buffer *out, const char *what, int64_t time)
{
    Text shown = clock_format(out->arena, time);
    if (time != NO_TIME)
        buffer_add_format(out, "%s%s %.*s UTC", out->length ? "; " : "", what, TEXT_ARG(shown));
}

static void add_failed(Arena *arena, const HistoryRow *row, DevReasons *reasons)
{
    Buffer detail = BUFFER(arena);
    add_time(&detail, "started", row->started_at);
    for (Text log = text_trim(row->logs); log.data && log.length;) {
        Text line = text_cut(&log, '\n');
        if (text_trim(line).length)
            buffer_add_format(&detail, "\n%.*s", TEXT_ARG(line));
    }
    list_add(
        arena, reasons,
        (DevReason){.kind = REASON_FAILED,
                    .migration = row->name,
                    .text = text_format(arena, "Migration '%.*s' failed.", TEXT_ARG(row->name)),
                    .detail = buffer_text(&detail)});
}

static void add_edited(Arena *arena, const MigrationsFolder *folder, const Migration *migration,
                       DevReasons *reasons)
{
    Buffer detail = BUFFER(arena);
    int64_t modified;
    add_time(&detail, "applied", migration->row->started_at);
    if (file_modified(migration_path(arena, folder, migration), &modified))
        add_time(&detail, "file changed", modified);
    list_add(
        arena, reasons,
        (DevReason){.kind = REASON_EDITED,
                    .migration = migration->name,
                    .text = text_format(arena, "Migration '%.*s' was edited after it was applied.",
                                        TEXT_ARG(migration->name)),
                    .detail = buffer_text(&detail)});
}

static void add_drift(Arena *arena, const DevDiagnosis *found, DevReasons *reasons)
{
    Buffer summary = BUFFER(arena);
    summary_write(&found->drift, &summary);
    const char *text =
        found->history.exists
            ? "The database is not what its migrations make (drift)."
            : "The database is not empty, and no migration was applied to it (drift).";
    list_add(arena, reasons,
             (DevReason){.kind = REASON_DRIFT,
                         .text = text_from(text),
                         .detail = text_trim(buffer_text(&summary))});
}

static const HistoryRow *row_named(const History *history, Text name)
{
    for (size_t i = 0; i < history->rows.count; i++)
        if (text_equal(history->rows.items[i]->name, name) &&
            !row_is_rolled_back(history->rows.items[i]))
            return history->rows.items[i];
    return NULL;
}

static void add_missing(Arena *arena, const DevDiagnosis *found, DevReasons *reasons)
{
    const Diagnosis *diagnosis = &found->diagnosis;
    Buffer detail = BUFFER(arena);
    for (list_each(Text, name, &diagnosis->missing)) {
        const HistoryRow *row = row_named(&found->history, *name);
        Text applied = clock_format(arena, row ? row->started_at : NO_TIME);
        buffer_add_format(&detail, "%s%.*s",
                          detail.length ? "\n" : "only in the database: ", TEXT_ARG(*name));
        if (row && row->started_at != NO_TIME)
            buffer_add_format(&detail, " (applied %.*s UTC)", TEXT_ARG(applied));
    }
    for (size_t i = 0; i < diagnosis->pending.count; i++)
        buffer_add_format(&detail, "\nonly in the folder: %.*s",
                          TEXT_ARG(diagnosis->pending.items[i]->name));
    bool diverged = diagnosis->pending.count > 0;
    if (diverged && diagnosis->last_common.length)
        buffer_add_format(&detail, "\nlast common: %.*s", TEXT_ARG(diagnosis->last_common));
    list_add(arena, reasons,
             (DevReason){.kind = diverged ? REASON_DIVERGED : REASON_MISSING,
                         .text = diverged ? TEXT("The migrations of the database and those of the "
                                                 "folder have parted.")
                                          : TEXT("The database has migrations that the folder "
                                                 "lacks."),
                         .detail = buffer_text(&detail)});
}

DevReasons dev_reasons(Arena *arena, const MigrationsFolder *folder, const DevDiagnosis *found)
{
    const Diagnosis *diagnosis = &found->diagnosis;
    DevReasons reasons = {0};
    for (size_t i = 0; i < diagnosis->failed.count; i++)
        add_failed(arena, diagnosis->failed.items[i], &reasons);
    for (size_t i = 0; i < diagnosis->edited.count; i++)
        add_edited(arena, folder, diagnosis->edited.items[i], &reasons);
    if (found->drift.items.count)
        add_drift(arena, found, &reasons);
    if (diagnosis->missing.count)
        add_missing(arena, found, &reasons);
    return reasons;
}

Text dev_reasons_text(Arena *arena, const DevReasons *reasons)
{
    Buffer out = BUFFER(arena);
    for (list_each(const DevReason, reason, reasons)) {
        buffer_add_format(&out, reasons->count > 1 ? "- %.*s\n" : "%.*s\n", TEXT_ARG(reason->text));
        for (Text rest = reason->detail; rest.data && rest.length;) {
            Text line = text_cut(&rest, '\n');
            buffer_add_format(&out, line.length ? "  %.*s\n" : "%.*s\n", TEXT_ARG(line));
        }
    }
    return text_trim(buffer_text(&out));
}

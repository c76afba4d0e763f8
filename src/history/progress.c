#include "history/progress.h"

#include "history/checksum.h"

/* An interface between versions of dunlin: a run that one began may be ended by another. */
#define PREFIX "dunlin: applied "
#define BETWEEN " of "
#define SUFFIX " statements"
#define RUNNING ", running the next"

Text progress_text(Arena *arena, Progress progress)
{
    return text_format(arena, PREFIX "%zu" BETWEEN "%zu" SUFFIX "%s", progress.done, progress.total,
                       progress.running ? RUNNING : "");
}

static bool take_number(Text *rest, size_t *number)
{
    size_t digits = 0;
    int64_t value;
    while (digits < rest->length && is_digit(rest->data[digits]))
        digits++;
    if (!text_to_int64(text_slice(*rest, 0, digits), &value))
        return false;
    *number = (size_t)value;
    *rest = text_slice(*rest, digits, rest->length);
    return true;
}

static bool take(Text *rest, const char *words)
{
    if (!text_starts_with(*rest, words))
        return false;
    *rest = text_slice(*rest, text_from(words).length, rest->length);
    return true;
}

bool progress_parse(Text text, Progress *progress)
{
    Progress read = {0};
    if (!take(&text, PREFIX) || !take_number(&text, &read.done) || !take(&text, BETWEEN) ||
        !take_number(&text, &read.total) || !take(&text, SUFFIX))
        return false;
    read.running = take(&text, RUNNING);
    *progress = read;
    return text.length == 0 && read.done <= read.total;
}

bool migration_can_resume(Arena *arena, const Dialect *dialect, const Migration *migration,
                          const HistoryRow *row, MigrationRun *run)
{
    Progress progress;
    Buffer query = BUFFER(arena);
    if (!row_is_failed(row) || !progress_parse(row->logs, &progress) ||
        !text_equal(row->checksum, checksum_of(arena, migration->script)))
        return false;
    ScriptPlan plan = script_plan(arena, dialect, SCRIPT_ATOMIC, migration->script, 0, NULL);
    if (progress.total != plan.statements.count)
        return false;
    *run = (MigrationRun){.migration = migration,
                          .mode = SCRIPT_ATOMIC,
                          .resumed = row,
                          .from = progress.done,
                          .uncertain = progress.running};
    return !progress.running || (progress.done < plan.statements.count &&
                                 dialect->effect(&query, script_statement(&plan, progress.done)));
}

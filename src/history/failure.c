#include "history/failure.h"

#include "base/buffer.h"

bool failure_is_of_script(const Failure *failure, const Error *error)
{
    if (failure->connection_lost)
        return false;
    switch ((int)error->code) {
    case ERROR_P1008:
    case ERROR_P1017:
    case ERROR_P3009:
    case ERROR_D1032:
    case ERROR_D1017:
    case ERROR_D1018:
    case ERROR_D1019:
        return false;
    default:
        return true;
    }
}

/* Behind the word "statement". */
static void add_statements(Buffer *out, size_t first, size_t end)
{
    if (end - first == 1)
        buffer_add_format(out, " %zu", first + 1);
    else
        buffer_add_format(out, "s %zu to %zu", first + 1, end);
}

/* Interfaces between versions of dunlin: failure_logs_done() reads what another has written. */
#define NOTHING_APPLIED "Nothing of this migration was applied: "
#define APPLIED "Applied, and still there: statement"
#define NOT_APPLIED "Not applied: statement"

/* One sentence a line: what of the script has been applied and what has not. */
static Text state_of(Arena *arena, const Failure *failure)
{
    const ScriptPlan *plan = failure->plan;
    size_t total = plan->statements.count;
    Buffer out = BUFFER(arena);
    if (failure->atomic && (!failure->connection_lost || failure->in_script)) {
        buffer_add_string(&out, NOTHING_APPLIED "it ran in one transaction, which was "
                                                "rolled back.");
        return buffer_text(&out);
    }
    if (failure->connection_lost && !failure->in_script) {
        buffer_add_string(&out, "The connection broke while the migration was being committed: "
                                "it was applied as a whole or not at all.");
        return buffer_text(&out);
    }
    bool untracked = plan->mode == SCRIPT_BATCH || plan->has_own_transactions;
    if (untracked) {
        buffer_add_string(&out, "The script was run as it is, with its own transactions: what it "
                                "had committed before the failure stays.");
        return buffer_text(&out);
    }
    size_t stays = failure->done;
    if (plan->mode == SCRIPT_STATEMENTS && failure->in_script)
        stays = failure->statement;
    if (stays > 0) {
        buffer_add_string(&out, APPLIED);
        add_statements(&out, 0, stays);
        buffer_add_format(&out, " of %zu.\n", total);
    }
    if (stays < total) {
        buffer_add_string(&out, NOT_APPLIED);
        add_statements(&out, stays, total);
        buffer_add_format(&out, " of %zu.", total);
    }
    return text_trim(buffer_text(&out));
}

static void add_place(Buffer *out, const Failure *failure)
{
    size_t line;
    size_t column;
    Text script = failure->plan->script;
    text_position(script, failure->offset, &line, &column);
    Text excerpt = statement_shown(out->arena, text_line_at(script, failure->offset), 200);
    buffer_add_format(
        out, "\nmigration.sql, line %zu, column %zu (statement %zu of %zu):\n  %.*s\n", line,
        column, failure->statement + 1, failure->plan->statements.count, TEXT_ARG(excerpt));
}

Text failure_logs(Arena *arena, const Failure *failure, const Error *error)
{
    Buffer out = BUFFER(arena);
    Text text = error->database_text.length ? error->database_text : error->message;
    buffer_add_format(&out, "%.*s\n", TEXT_ARG(text));
    if (error->database_code.length)
        buffer_add_format(&out, "Database error code: %.*s\n", TEXT_ARG(error->database_code));
    if (failure->in_script)
        add_place(&out, failure);
    buffer_add_format(&out, "\n%.*s\n", TEXT_ARG(state_of(arena, failure)));
    return buffer_text(&out);
}

/* The last number before " of". */
static ptrdiff_t last_number(Text text)
{
    int64_t number = -1;
    ptrdiff_t end = text_find(text, " of ");
    text = text_slice(text, 0, end < 0 ? 0 : (size_t)end);
    ptrdiff_t blank = text_find_last_char(text, ' ');
    bool read = text_to_int64(text_slice(text, (size_t)(blank + 1), text.length), &number);
    return read && number > 0 ? (ptrdiff_t)number : -1;
}

ptrdiff_t failure_logs_done(Text logs)
{
    ptrdiff_t applied = text_find(logs, "\n" APPLIED);
    if (applied >= 0)
        return last_number(text_slice(logs, (size_t)applied, logs.length));
    bool nothing =
        text_find(logs, "\n" NOTHING_APPLIED) >= 0 || text_find(logs, "\n" NOT_APPLIED) >= 0;
    return nothing ? 0 : -1;
}

static void add_hint(const Failure *failure, Error *error)
{
    Text name = text_shell_word(error->arena, failure->migration->name);
    bool partly = !failure->atomic;
    if (!failure->recorded) {
        error_hint(error, "the migration is not marked as failed; when the cause is gone, run "
                          "again:\n  dunlin migrate deploy");
        return;
    }
    if (!partly) {
        error_hint(error,
                   "correct the script (or the data that it failed on), then:\n"
                   "  dunlin migrate resolve --rolled-back %.*s\n"
                   "  dunlin migrate deploy",
                   TEXT_ARG(name));
        return;
    }
    error_hint(error,
               "see what of it is in the database, and finish or undo it:\n"
               "  dunlin migrate recover\n"
               "or undo by hand what was applied, correct the script, and run it again:\n"
               "  dunlin migrate resolve --rolled-back %.*s\n"
               "  dunlin migrate deploy\n"
               "or finish by hand what was not applied, and say so:\n"
               "  dunlin migrate resolve --applied %.*s",
               TEXT_ARG(name), TEXT_ARG(name));
}

static void set_place(const Failure *failure, Error *error)
{
    Text script = failure->plan->script;
    error->file = failure->path;
    text_position(script, failure->offset, &error->line, &error->column);
    error->excerpt = text_copy(error->arena, text_line_at(script, failure->offset));
}

static void set_fields(const Failure *failure, Error *error)
{
    Text code = error->database_code.length ? error->database_code : TEXT("none");
    error_field(error, "migration_name", failure->migration->name);
    error_field(error, "database_error_code", code);
    error_field(error, "database_error", error->database_text);
}

bool failure_report(const Failure *failure, Error *error)
{
    Error cause = *error;
    Text name = failure->migration->name;
    bool blamed = failure_is_of_script(failure, &cause);
    if (blamed && failure->in_script)
        fail(error, ERROR_P3018, "migration '%.*s' failed at statement %zu of %zu", TEXT_ARG(name),
             failure->statement + 1, failure->plan->statements.count);
    else if (blamed)
        fail(error, ERROR_P3018, "migration '%.*s' failed: %.*s", TEXT_ARG(name),
             TEXT_ARG(cause.message));
    else
        fail(error, cause.code, "migration '%.*s' was not applied: %.*s", TEXT_ARG(name),
             TEXT_ARG(cause.message));
    error->database_code = cause.database_code;
    error->database_text = cause.database_text.length ? cause.database_text : cause.message;
    error->detail = state_of(error->arena, failure);
    if (blamed && !failure->recorded)
        error->detail = text_format(error->arena,
                                    "%.*s\nThe failure could not be written into the table "
                                    "_prisma_migrations.",
                                    TEXT_ARG(error->detail));
    if (failure->in_script)
        set_place(failure, error);
    set_fields(failure, error);
    add_hint(failure, error);
    return false;
}

bool failure_report_replay(const Failure *failure, Error *error)
{
    Error cause = *error;
    Text name = failure->migration->name;
    if (!failure_is_of_script(failure, &cause))
        return false;
    fail(error, ERROR_P3006, "migration '%.*s' does not run on the shadow database: %.*s",
         TEXT_ARG(name), TEXT_ARG(cause.message));
    error->database_code = cause.database_code;
    error->database_text = cause.database_text.length ? cause.database_text : cause.message;
    if (failure->in_script)
        set_place(failure, error);
    error_field(error, "migration_name", name);
    error_field(error, "inner_error", cause.message);
    return error_hint(error, "the shadow database begins empty and gets every migration of the "
                             "folder: correct the script, or the order of the folders");
}

bool failure_report_down(const Failure *failure, Error *error)
{
    Error cause = *error;
    Text name = failure->migration->name;
    bool blamed = failure_is_of_script(failure, &cause);
    if (!blamed && cause.code == ERROR_D1032)
        return false;
    if (blamed && failure->in_script)
        fail(error, ERROR_D1033, "migration '%.*s' was not taken back: statement %zu of %zu failed",
             TEXT_ARG(name), failure->statement + 1, failure->plan->statements.count);
    else
        fail(error, blamed ? ERROR_D1033 : cause.code, "migration '%.*s' was not taken back: %.*s",
             TEXT_ARG(name), TEXT_ARG(cause.message));
    error->database_code = cause.database_code;
    error->database_text = cause.database_text.length ? cause.database_text : cause.message;
    error->detail = failure->connection_lost && !failure->in_script
                        ? TEXT("The connection broke while it was being committed: it was taken "
                               "back as a whole or not at all.")
                        : TEXT("Nothing was changed: the transaction was rolled back.");
    if (failure->in_script)
        set_place(failure, error);
    set_fields(failure, error);
    return error_hint(error, blamed ? "correct the down script, or the rows that it failed on, and "
                                      "run it again:\n  dunlin migrate down"
                                    : "when the cause is gone, run it again:\n"
                                      "  dunlin migrate down");
}

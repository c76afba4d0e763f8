#include "cli/applying.h"

#include <stdio.h>

#include "cli/keeping.h"

/* On a terminal, a line that says what is being applied, and is taken away when it is done. */
static void tell_started(void *data, Text name, size_t number, size_t total)
{
    const Context *context = data;
    if (context->json || !context->err_is_terminal)
        return;
    fflush(stdout);
    fprintf(stderr, "\r\033[K%s[%zu/%zu]%s %.*s …", err_style(context, STYLE_DIM), number, total,
            err_style(context, STYLE_PLAIN), TEXT_ARG(name));
    fflush(stderr);
}

static void clear_line(const Context *context)
{
    if (!context->json && context->err_is_terminal)
        fputs("\r\033[K", stderr);
}

static void tell_finished(void *data, const AppliedMigration *migration, size_t number,
                          size_t total)
{
    const Context *context = data;
    (void)number;
    (void)total;
    clear_line(context);
    say(context, "  %sapplied%s %.*s %s(%lld ms%s%s)%s\n", out_style(context, STYLE_GOOD),
        out_style(context, STYLE_PLAIN), TEXT_ARG(migration->name), out_style(context, STYLE_DIM),
        (long long)migration->milliseconds, migration->atomic ? "" : ", not one transaction",
        migration->resumed ? ", finishing an interrupted run" : "",
        out_style(context, STYLE_PLAIN));
    fflush(stdout);
}

static void tell_waiting(void *data)
{
    note(data, "Another deployment is at work on this database: waiting for it …\n");
}

void write_applied(Context *context, const AppliedMigrations *applied)
{
    JsonWriter *json = &context->writer;
    if (!context->json)
        return;
    json_begin_array(json, "applied");
    for (list_each(AppliedMigration, migration, applied)) {
        json_begin_object(json, NULL);
        json_add_text(json, "name", migration->name);
        json_add_number(json, "statements", (int64_t)migration->statements);
        json_add_number(json, "milliseconds", migration->milliseconds);
        json_add_bool(json, "oneTransaction", migration->atomic);
        json_add_bool(json, "resumed", migration->resumed);
        json_end_object(json);
    }
    json_end_array(json);
}

bool apply_telling(Session *session, const ApplyRequest *request, AppliedMigrations *applied,
                   Error *error)
{
    Context *context = session->context;
    ApplyRequest told = *request;
    Keeper *keeper = NULL;
    told.observer = (ApplyObserver){context, tell_started, tell_finished, tell_waiting};
    if (session->keep && !keeping_add(session, &told, &keeper, error))
        return false;
    bool done = apply_migrations(context->arena, session->database, &told, applied, error);
    keeper_close(keeper);
    clear_line(context);
    return done;
}

bool apply_and_tell(Session *session, const ApplyRequest *request, AppliedMigrations *applied,
                    Error *error)
{
    bool done = apply_telling(session, request, applied, error);
    write_applied(session->context, applied);
    return done;
}

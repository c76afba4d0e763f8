#include "history/run_steps.h"

#include "history/run.h"
#include "sql/render.h"

static void write_script(const Renderer *renderer, Buffer *script)
{
    buffer_clear(script);
    for (size_t i = 0; i < renderer->ends.count; i++) {
        buffer_add(script, rendered_statement(renderer, i));
        buffer_add_string(script, ";\n");
    }
}

/* A single statement needs no transaction around it. */
static bool run_step(const Renderer *renderer, Buffer *script, Database *database, Failure *failure,
                     Error *error)
{
    RunReport report;
    if (renderer->ends.count == 0)
        return true;
    write_script(renderer, script);
    if (renderer->ends.count > 1)
        return run_script_on(script->arena, database, buffer_text(script), failure, error);
    if (database_run(database, buffer_text(script), &report, error))
        return true;
    *failure =
        (Failure){.atomic = true, .in_script = true, .connection_lost = report.connection_lost};
    return false;
}

/* Sentences on what the database is like now. */
static void add_state(Buffer *out, const Failure *failure, size_t done)
{
    if (failure->connection_lost)
        buffer_add_string(out, "It is not known whether this step took effect. ");
    else if (!failure->atomic)
        buffer_add_string(out, "What the step had committed before its failure stays. ");
    else if (done == 0)
        buffer_add_string(out, "Nothing was changed.");
    if (done)
        buffer_add_format(out, "The steps before it (%zu) were carried out and stay.", done);
}

static bool report_failure(const Renderer *renderer, const Step *step, size_t done,
                           const Failure *failure, Error *error)
{
    Error cause = *error;
    Buffer detail = BUFFER(error->arena);
    fail(error, cause.code, "step %zu of %zu (%s) failed: %.*s", done + 1,
         renderer->steps->items.count, step_name(step->kind), TEXT_ARG(cause.message));
    error->database_code = cause.database_code;
    error->database_text = cause.database_text;
    error->fields = cause.fields;
    if (failure->in_script && failure->statement < renderer->ends.count) {
        Text statement = rendered_statement(renderer, failure->statement);
        Text shown = statement_shown(error->arena, statement, 200);
        buffer_add_format(&detail, "%.*s\n", TEXT_ARG(shown));
    }
    add_state(&detail, failure, done);
    return error_detail(error, "%.*s", TEXT_ARG(text_trim(buffer_text(&detail))));
}

bool run_steps_on(Arena *arena, Database *database, const Steps *steps, size_t *done, Error *error)
{
    Renderer renderer = renderer_new(arena, steps);
    Buffer script = BUFFER(arena);
    *done = 0;
    for (list_each(const Step, step, &steps->items)) {
        Failure failure = {0};
        render_step(&renderer, step);
        if (!run_step(&renderer, &script, database, &failure, error))
            return report_failure(&renderer, step, *done, &failure, error);
        ++*done;
    }
    return true;
}

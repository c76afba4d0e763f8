#include "cli/developing.h"

#include "base/clock.h"
#include "cli/applying.h"
#include "cli/diagnostics.h"
#include "cli/findings_report.h"
#include "cli/production.h"
#include "cli/renaming.h"
#include "cli/repairing.h"
#include "dialect/providers.h"
#include "history/data_loss.h"
#include "history/dev_reasons.h"
#include "history/migration_name.h"
#include "history/new_migration.h"
#include "history/wanted.h"
#include "sql/render.h"

/* --- beginning and ending --- */

bool developing_begin(Developing *dev, Context *context, const DevArguments *arguments, int *status,
                      Error *error)
{
    *dev = (Developing){.context = context, .arguments = arguments};
    if (!session_begin_migrations(&dev->session, context, &arguments->base, error))
        return false;
    if (!session_read_schema(&dev->session, &dev->schema, &dev->describe, status, error))
        return *status != 0;
    return production_refuse(&dev->session, "migrate dev", error) &&
           session_connect_or_create(&dev->session, 0, error) &&
           session_replay(&dev->session, &dev->describe, &dev->replay, error);
}

bool developing_end(Developing *dev, bool done, Error *error)
{
    Error closing = {.arena = dev->context->arena};
    write_applied(dev->context, &dev->applied);
    if (dev->context->json && dev->replay)
        json_add_number(&dev->context->writer, "replayed", (int64_t)replay_runs(dev->replay));
    bool closed = replay_end(dev->replay, done ? error : &closing);
    if (!closed && !done)
        warn(dev->context, "%.*s\n", TEXT_ARG(closing.message));
    session_end(&dev->session);
    return done && closed;
}

/* --- diagnosing --- */

static const char *reason_name(DevReasonKind kind)
{
    static const char *const names[] = {
        [REASON_FAILED] = "failed",   [REASON_EDITED] = "edited",     [REASON_DRIFT] = "drift",
        [REASON_MISSING] = "missing", [REASON_DIVERGED] = "diverged",
    };
    return names[kind];
}

static void write_reasons(JsonWriter *json, const DevReasons *reasons)
{
    json_begin_array(json, "reasons");
    for (list_each(const DevReason, reason, reasons)) {
        json_begin_object(json, NULL);
        json_add_string(json, "kind", reason_name(reason->kind));
        if (reason->migration.length)
            json_add_text(json, "migration", reason->migration);
        json_add_text(json, "text", reason->text);
        json_add_text(json, "detail", reason->detail);
        json_end_object(json);
    }
    json_end_array(json);
}

static void tell_reasons(Developing *dev)
{
    Context *context = dev->context;
    DevReasons reasons = dev_reasons(context->arena, &dev->session.folder, &dev->found);
    if (context->json)
        write_reasons(&context->writer, &reasons);
    for (list_each(const DevReason, reason, &reasons)) {
        say(context, "\n%s%.*s%s\n", out_style(context, STYLE_BAD), TEXT_ARG(reason->text),
            out_style(context, STYLE_PLAIN));
        for (Text rest = reason->detail; rest.data && rest.length;) {
            Text line = text_cut(&rest, '\n');
            say(context, "  %.*s\n", TEXT_ARG(line));
        }
    }
}

static bool diagnose_once(Developing *dev, const DevRequest *request, Error *error)
{
    DevDiagnosis *found = &dev->found;
    if (!dev_diagnose(dev->context->arena, request, found, error))
        return false;
    if (found->expected && found->wanted)
        return true;
    *error = found->expected ? found->pending_error : found->applied_error;
    return false;
}

static DevRequest request_of(Developing *dev)
{
    return (DevRequest){
        .database = dev->session.database,
        .folder = &dev->session.folder,
        .replay = dev->replay,
        .describe = &dev->describe,
    };
}

bool developing_diagnose(Developing *dev, bool *goes_on, int *status, Error *error)
{
    enum { NEEDS_RESET = 130 };
    bool repaired = false;
    DevRequest request = request_of(dev);
    *goes_on = true;
    if (!diagnose_once(dev, &request, error))
        return false;
    if (!dev_needs_reset(&dev->found))
        return true;
    tell_reasons(dev);
    if (!repairing_offer(&dev->session, &request, &dev->found, dev->arguments->repair,
                         dev->arguments->yes, &repaired, error) ||
        (repaired && !diagnose_once(dev, &request, error)))
        return false;
    *goes_on = repaired && !dev_needs_reset(&dev->found);
    if (*goes_on)
        return true;
    if (repaired)
        tell_reasons(dev);
    say(dev->context,
        "To empty \"%.*s\" and apply all migrations (all data is lost):\n"
        "  dunlin migrate reset\n",
        TEXT_ARG(dev->session.connection.database));
    *status = NEEDS_RESET;
    return true;
}

/* --- applying --- */

bool developing_apply(Developing *dev, Error *error)
{
    ApplyRequest request = session_request(&dev->session);
    DevRequest about = request_of(dev);
    bool is_first = dev->applied.count == 0;
    bool has_work = dev->found.diagnosis.pending.count || dev->written.length;
    if (is_first && has_work &&
        !dev_is_exact(dev->context->arena, &about, &dev->found, &dev->was_exact, error))
        return false;
    return session_script_mode(&dev->session, TEXT(""), &request.mode, error) &&
           apply_telling(&dev->session, &request, &dev->applied, error);
}

bool developing_keep(Developing *dev, Error *error)
{
    DevRequest about = request_of(dev);
    return !dev->was_exact || dev->written.length == 0 || dev->arguments->create_only ||
           dev_keep(dev->context->arena, &about, &dev->found, error);
}

/* --- the new migration --- */

/* From what the migrations make to what the schema says. */
static bool find_steps(Developing *dev, Steps *steps, Error *error)
{
    Context *context = dev->context;
    Renames renames = {0};
    Comparison *comparison =
        wanted_compare(context->arena, dev->found.wanted, &dev->schema.datamodel, &dev->describe,
                       dev->session.connection.name_space, error);
    if (!comparison ||
        !renaming_apply(context, renaming_mode(context, dev->arguments->renames, true), comparison,
                        &renames, error))
        return false;
    steps_between(context->arena, comparison, dev->describe.rules, STEPS_FORWARD, steps);
    return true;
}

static bool refuse_unexecutable(const Developing *dev, Error *error)
{
    Text name = dev->arguments->name;
    fail(error, ERROR_D1026, "%s", error_code_meaning(ERROR_D1026));
    return error_hint(error,
                      "give the column a default or make it optional; or write the migration, and "
                      "edit it so that it fills the rows first:\n"
                      "  dunlin migrate dev --create-only%s%.*s",
                      name.length ? " --name " : "",
                      TEXT_ARG(name.length ? text_shell_word(error->arena, name) : name));
}

static bool confirm_loss(const Developing *dev, Error *error)
{
    if (dev->arguments->yes)
        return true;
    if (dev->context->can_prompt)
        return confirm(dev->context, error, "Write the migration all the same?");
    fail(error, ERROR_D1011, "the migration loses data, and nobody can be asked here");
    return error_hint(error, "if that is wanted:\n  dunlin migrate dev --yes");
}

/* What the steps do to the rows that are there: told, refused, confirmed. */
static bool check_findings(const Developing *dev, const Steps *steps, Error *error)
{
    Findings findings;
    if (!data_loss_find(dev->context->arena, dev->session.database, steps, &findings, error))
        return false;
    findings_report(dev->context, &findings);
    if (data_loss_count(&findings, true) && !dev->arguments->create_only)
        return refuse_unexecutable(dev, error);
    return data_loss_count(&findings, false) == 0 || confirm_loss(dev, error);
}

/* --name, or what somebody types, or nothing. */
static bool choose_name(const Developing *dev, Text *slug, Error *error)
{
    Context *context = dev->context;
    Text name = dev->arguments->name;
    if (name.length == 0 && context->can_prompt &&
        !ask_text(context, &name, error, "Name of the new migration (such as add_user_email):"))
        return false;
    *slug = migration_name_slug(context->arena, name);
    if (name.length && slug->length == 0)
        warn(context, "nothing of the name '%.*s' can stand in a folder's name\n", TEXT_ARG(name));
    else if (migration_name_says_nothing(*slug))
        warn(context,
             "the name '%.*s' does not say what the migration does; better is 'add_user_email'\n",
             TEXT_ARG(*slug));
    return true;
}

bool developing_create(Developing *dev, Error *error)
{
    Context *context = dev->context;
    Arena *arena = context->arena;
    MigrationsFolder *folder = &dev->session.folder;
    Steps steps;
    Text slug;
    if (!find_steps(dev, &steps, error))
        return false;
    if (steps.items.count == 0 && !dev->arguments->create_only)
        return true;
    if (!check_findings(dev, &steps, error) || !choose_name(dev, &slug, error))
        return false;
    dev->written = migration_new_name(arena, folder, slug);
    if (!migration_create(arena, folder->path, provider_canonical(dev->session.project.provider),
                          dev->written, migration_script(arena, &steps), error))
        return false;
    if (context->json)
        json_add_text(&context->writer, "created", dev->written);
    Text path = shown_path(context, folder->path);
    say(context, "  %swritten%s %.*s/%.*s/migration.sql\n", out_style(context, STYLE_GOOD),
        out_style(context, STYLE_PLAIN), TEXT_ARG(path), TEXT_ARG(dev->written));
    return folder_read(arena, folder->path, folder, error);
}

#include "cli/repairing.h"

#include "cli/findings_report.h"

static void tell_plan(Context *context, const DevRepair *repair)
{
    say(context, "\nWithout a reset, this brings them together again:\n");
    for (size_t i = 0; i < repair->accepted.count; i++)
        say(context, "  • take '%.*s' as it is now for what was applied%s\n",
            TEXT_ARG(repair->accepted.items[i]->name),
            repair->steps.items.count ? ""
                                      : ": the database already is what it makes (rows are not "
                                        "compared)");
    for (size_t i = 0; i < repair->retried.count; i++)
        say(context, "  • mark '%.*s' as rolled back, and run it again\n",
            TEXT_ARG(repair->retried.items[i]->name));
    for (list_each(Text, name, &repair->forgotten))
        say(context, "  • forget that '%.*s' was applied\n", TEXT_ARG(*name));
    if (repair->script.length == 0)
        return;
    say(context, "  • run on the database:\n\n");
    for (Text rest = text_trim(repair->script); rest.data;) {
        Text line = text_cut(&rest, '\n');
        say(context, line.length ? "    %.*s\n" : "%.*s\n", TEXT_ARG(line));
    }
}

static void write_plan(Context *context, const DevRepair *repair)
{
    JsonWriter *json = &context->writer;
    json_begin_object(json, "repair");
    write_names(json, "accepted", &repair->accepted);
    write_row_names(json, "retried", &repair->retried);
    write_texts(json, "forgotten", &repair->forgotten);
    json_add_text(json, "script", repair->script);
    findings_report(context, &repair->findings);
    json_end_object(json);
}

/* May it be done? On a terminal somebody is asked; else --repair says so, and --yes where data is
 * lost. */
static bool decide(Session *session, const DevRepair *repair, bool wanted, bool yes, bool *go,
                   Error *error)
{
    Context *context = session->context;
    bool loses = data_loss_count(&repair->findings, false) > 0;
    *go = wanted && (yes || !loses);
    if (*go)
        return true;
    if (context->can_prompt)
        return ask(context, go, error, "Do that now?");
    if (wanted) {
        fail(error, ERROR_D1011, "the repair loses data, and nobody can be asked here");
        return error_hint(error, "if that is wanted:\n  dunlin migrate dev --repair --yes");
    }
    say(context, "To do that:\n  dunlin migrate dev --repair\n");
    return true;
}

bool repairing_offer(Session *session, const DevRequest *request, const DevDiagnosis *found,
                     bool wanted, bool yes, bool *done, Error *error)
{
    Context *context = session->context;
    DevRepair repair;
    bool go = false;
    *done = false;
    if (!dev_repair_plan(context->arena, request, found, &repair, error))
        return false;
    tell_plan(context, &repair);
    if (context->json)
        write_plan(context, &repair);
    else
        findings_report(context, &repair.findings);
    if (data_loss_count(&repair.findings, true))
        return true;
    if (repair.findings.items.count == 0)
        say(context, "\n");
    if (!decide(session, &repair, wanted, yes, &go, error))
        return false;
    if (!go)
        return true;
    *done = dev_repair_run(context->arena, found, &repair, error);
    if (*done)
        say(context, "%sDone.%s\n\n", out_style(context, STYLE_GOOD),
            out_style(context, STYLE_PLAIN));
    return *done;
}

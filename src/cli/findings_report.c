#include "cli/findings_report.h"

void findings_tell(Context *context, const Findings *findings, bool unexecutable)
{
    for (list_each(const Finding, finding, &findings->items)) {
        Buffer text = BUFFER(context->arena);
        if (finding_is_unexecutable(finding) != unexecutable)
            continue;
        finding_add_text(&text, findings->steps, finding);
        say(context, "  • %.*s\n", TEXT_ARG(buffer_text(&text)));
    }
}

void findings_write(Context *context, const char *name, const Findings *findings, bool unexecutable)
{
    JsonWriter *json = &context->writer;
    json_begin_array(json, name);
    for (list_each(const Finding, finding, &findings->items)) {
        Buffer text = BUFFER(context->arena);
        if (finding_is_unexecutable(finding) != unexecutable)
            continue;
        finding_add_text(&text, findings->steps, finding);
        json_begin_object(json, NULL);
        json_add_string(json, "kind", finding_name(finding->kind));
        json_add_text(json, "text", buffer_text(&text));
        json_add_number(json, "number", finding->number);
        json_end_object(json);
    }
    json_end_array(json);
}

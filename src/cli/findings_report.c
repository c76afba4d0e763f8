#include "cli/findings_report.h"

static void tell(Context *context, const Findings *findings, bool unexecutable)
{
    bool is_first = true;
    for (list_each(const Finding, finding, &findings->items)) {
        Buffer text = BUFFER(context->arena);
        if (finding_is_unexecutable(finding) != unexecutable)
            continue;
        if (is_first)
            say(context, "\n%s%s:%s\n\n",
                out_style(context, unexecutable ? STYLE_BAD : STYLE_WARNING),
                unexecutable ? "With the rows that are there, this cannot be done"
                             : "This touches data that is there",
                out_style(context, STYLE_PLAIN));
        is_first = false;
        finding_add_text(&text, findings->steps, finding);
        say(context, "  • %.*s\n", TEXT_ARG(buffer_text(&text)));
    }
    if (!is_first)
        say(context, "\n");
}

static void write(Context *context, const char *name, const Findings *findings, bool unexecutable)
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
        json_add_text(json, "table", finding_table_name(findings->steps, finding));
        json_add_text(json, "column", finding_column_name(findings->steps, finding));
        if (finding->number != NOT_COUNTED)
            json_add_number(json, "number", finding->number);
        json_add_text(json, "text", buffer_text(&text));
        json_end_object(json);
    }
    json_end_array(json);
}

void findings_report(Context *context, const Findings *findings)
{
    if (context->json) {
        write(context, "unexecutable", findings, true);
        write(context, "warnings", findings, false);
        return;
    }
    tell(context, findings, true);
    tell(context, findings, false);
}

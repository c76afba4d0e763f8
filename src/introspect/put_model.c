/* A model or a view. */
#include "introspect/put.h"

static void put_lines(const Draft *draft, const DraftModel *model, Buffer *out)
{
    const SqlSchema *live = draft->live;
    uint32_t namespace = model->is_view ? live->views.items[model->source].namespace
                                        : live->tables.items[model->source].namespace;
    buffer_add_format(out, "%s %.*s {\n", model->is_view ? "view" : "model",
                      TEXT_ARG(model->name.text));
    for (uint32_t i = 0; i < model->field_count; i++)
        put_field(draft, model, &draft->fields[model->first_field + i], out);
    for (list_each(const DraftRelationField, field, &model->relations))
        put_relation_field(draft, field, out);
    put_indexes(draft, model, out);
    put_mapped_block(draft, model->name, namespace, out);
    if (model->is_ignored)
        buffer_add_string(out, "@@ignore\n");
    buffer_add_string(out, "}\n");
}

/* No block may be without fields, so it is a comment as a whole. */
static void put_commented(Text lines, Buffer *out)
{
    while (lines.length) {
        Text line = text_cut(&lines, '\n');
        buffer_add_format(out, "// %.*s\n", TEXT_ARG(line));
    }
}

void put_model(const Draft *draft, const DraftModel *model, Buffer *out)
{
    const AstBlock *present = model->present ? model->present->ast : NULL;
    put_block_documentation(draft, present, model->is_view ? "view" : "model", model->name,
                            model->notes, out);
    if (model->field_count) {
        put_lines(draft, model, out);
    } else {
        Buffer lines = BUFFER(draft->arena);
        put_lines(draft, model, &lines);
        put_commented(buffer_text(&lines), out);
    }
    buffer_add_char(out, '\n');
}

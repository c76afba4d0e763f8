#include "introspect/put.h"

void put_text_argument(Buffer *out, const char *name, Text text)
{
    if (text_is_none(text))
        return;
    buffer_add_format(out, ", %s: ", name);
    string_literal_put(out, text);
}

void put_mapped_field(DraftName name, Buffer *out)
{
    if (text_is_none(name.mapped))
        return;
    buffer_add_string(out, " @map(");
    string_literal_put(out, name.mapped);
    buffer_add_char(out, ')');
}

void put_mapped_block(const Draft *draft, DraftName name, uint32_t namespace, Buffer *out)
{
    if (!text_is_none(name.mapped)) {
        buffer_add_string(out, "@@map(");
        string_literal_put(out, name.mapped);
        buffer_add_string(out, ")\n");
    }
    if (draft->has_namespaces) {
        buffer_add_string(out, "@@schema(");
        string_literal_put(out, sql_namespace_meant(draft->live, namespace));
        buffer_add_string(out, ")\n");
    }
}

#include "introspect/put.h"

void put_string(Buffer *out, Text text)
{
    static const char escaped[] = "\t\n\r\"\\";
    static const char letters[] = "tnr\"\\";
    buffer_add_char(out, '"');
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.data[i];
        const char *place = c ? strchr(escaped, c) : NULL;
        if (place)
            buffer_add_format(out, "\\%c", letters[place - escaped]);
        else if (c < 0x20 || c == 0x7F)
            buffer_add_format(out, "\\u%04x", c);
        else
            buffer_add_char(out, (char)c);
    }
    buffer_add_char(out, '"');
}

void put_text_argument(Buffer *out, const char *name, Text text)
{
    if (text_is_none(text))
        return;
    buffer_add_format(out, ", %s: ", name);
    put_string(out, text);
}

void put_mapped_field(DraftName name, Buffer *out)
{
    if (text_is_none(name.mapped))
        return;
    buffer_add_string(out, " @map(");
    put_string(out, name.mapped);
    buffer_add_char(out, ')');
}

void put_mapped_block(const Draft *draft, DraftName name, uint32_t namespace, Buffer *out)
{
    if (!text_is_none(name.mapped)) {
        buffer_add_string(out, "@@map(");
        put_string(out, name.mapped);
        buffer_add_string(out, ")\n");
    }
    if (draft->has_namespaces) {
        buffer_add_string(out, "@@schema(");
        put_string(out, sql_namespace_meant(draft->live, namespace));
        buffer_add_string(out, ")\n");
    }
}

#include "psl/string_literal.h"

#include <string.h>

void string_literal_put(Buffer *out, Text text)
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

#include "drift/mention.h"

bool sql_mentions(Text sql, Text name)
{
    if (name.length == 0)
        return false;
    for (size_t i = 0; i + name.length <= sql.length; i++) {
        const char *found = memchr(sql.data + i, name.data[0], sql.length - i - name.length + 1);
        if (!found)
            return false;
        i = (size_t)(found - sql.data);
        size_t end = i + name.length;
        bool is_whole =
            (i == 0 || !is_word(sql.data[i - 1]) || !is_word(name.data[0])) &&
            (end == sql.length || !is_word(sql.data[end]) || !is_word(name.data[name.length - 1]));
        if (is_whole && memcmp(found, name.data, name.length) == 0)
            return true;
    }
    return false;
}

#include "sql/external.h"

bool is_external(const TextList *list, Text namespace, Text name)
{
    for (size_t i = 0; list && i < list->count; i++) {
        Text item = list->items[i];
        if (text_equal(item, name))
            return true;
        if (item.length == namespace.length + 1 + name.length &&
            text_equal(text_slice(item, 0, namespace.length), namespace) &&
            item.data[namespace.length] == '.' &&
            text_equal(text_slice(item, namespace.length + 1, item.length), name))
            return true;
    }
    return false;
}

void sql_mark_external(SqlSchema *schema, const TextList *tables, const TextList *enums)
{
    for (list_each(SqlTable, table, &schema->tables))
        table->is_external =
            is_external(tables, sql_namespace_meant(schema, table->namespace), table->name);
    for (list_each(SqlEnum, item, &schema->enums))
        item->is_external =
            is_external(enums, sql_namespace_meant(schema, item->namespace), item->name);
}

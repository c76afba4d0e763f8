#include "sql/external.h"

/* "namespace.name", or "name" where there is no namespace. */
static bool is_name_of(Text item, Text namespace, Text name)
{
    if (namespace.length == 0)
        return text_equal(item, name);
    return item.length == namespace.length + 1 + name.length &&
           text_equal(text_slice(item, 0, namespace.length), namespace) &&
           item.data[namespace.length] == '.' &&
           text_equal(text_slice(item, namespace.length + 1, item.length), name);
}

bool is_external(const TextList *list, Text namespace, Text name)
{
    for (size_t i = 0; list && i < list->count; i++)
        if (is_name_of(list->items[i], namespace, name))
            return true;
    return false;
}

/* The namespace that a name on the lists has before it. */
static Text namespace_of(const SqlSchema *schema, const SqlRules *rules, uint32_t namespace)
{
    return rules->has_namespaces ? sql_namespace_meant(schema, namespace) : TEXT("");
}

void sql_mark_external(SqlSchema *schema, const SqlRules *rules, const TextList *tables,
                       const TextList *enums)
{
    for (list_each(SqlTable, table, &schema->tables))
        table->is_external =
            is_external(tables, namespace_of(schema, rules, table->namespace), table->name);
    for (list_each(SqlEnum, item, &schema->enums))
        item->is_external =
            is_external(enums, namespace_of(schema, rules, item->namespace), item->name);
}

static bool check_list(const SqlRules *rules, const TextList *list, Error *error)
{
    for (size_t i = 0; list && i < list->count; i++) {
        bool has_namespace = text_find_char(list->items[i], '.') >= 0;
        if (has_namespace == rules->has_namespaces)
            continue;
        if (has_namespace) {
            fail(error, ERROR_P3024, "'%.*s' is called external with a schema, and %s has none",
                 TEXT_ARG(list->items[i]), rules->provider);
            return error_hint(error, "write only the name into the configuration file");
        }
        fail(error, ERROR_P3023, "'%.*s' is called external without the schema that it is in",
             TEXT_ARG(list->items[i]));
        return error_hint(error, "write it as \"schema.name\" into the configuration file");
    }
    return true;
}

bool external_check(const SqlRules *rules, const TextList *tables, const TextList *enums,
                    Error *error)
{
    return check_list(rules, tables, error) && check_list(rules, enums, error);
}

/* Entries as JSON: what stands in the column `description` of the list. */
#include "base/json.h"
#include "base/json_read.h"
#include "rollback/keep/store.h"

static const char *const kinds[] = {
    [KEEP_TABLE] = "table",
    [KEEP_ROWS] = "rows",
    [KEEP_COLUMNS] = "columns",
};

/* The flags of a column, one a bit of its list. */
static const char *const flags[] = {"key",      "own",     "computed", "always",
                                    "required", "counted", "lost",     "retyped"};

static void flags_of(KeepColumn *column, bool **values)
{
    bool *all[] = {&column->is_key,    &column->is_own_type, &column->is_computed,
                   &column->is_always, &column->is_required, &column->is_counted,
                   &column->is_lost,   &column->is_retyped};
    memcpy(values, all, sizeof all);
}

enum { FLAGS = sizeof flags / sizeof *flags };

static void write_column(JsonWriter *json, const KeepColumn *column)
{
    KeepColumn copy = *column;
    bool *values[FLAGS];
    flags_of(&copy, values);
    json_begin_object(json, NULL);
    json_add_text(json, "name", column->name);
    json_add_text(json, "type", column->type);
    json_add_text(json, "now", column->now);
    for (size_t i = 0; i < FLAGS; i++)
        if (*values[i])
            json_add_bool(json, flags[i], true);
    json_end_object(json);
}

static void write_names(JsonWriter *json, const char *name, const TextList *names)
{
    json_begin_array(json, name);
    for (list_each(const Text, each, names))
        json_add_text(json, NULL, *each);
    json_end_array(json);
}

Text keep_describe(Arena *arena, const KeepEntry *entry)
{
    Buffer out = BUFFER(arena);
    JsonWriter json = JSON_WRITER(&out);
    json.one_line = true;
    json_begin_object(&json, NULL);
    json_add_string(&json, "kind", kinds[entry->kind]);
    json_add_text(&json, "namespace", entry->namespace_name);
    json_add_text(&json, "table", entry->table);
    json_add_text(&json, "namespaceNow", entry->namespace_now);
    json_add_text(&json, "tableNow", entry->table_now);
    json_add_bool(&json, "key", entry->has_key);
    json_begin_array(&json, "columns");
    for (list_each(const KeepColumn, column, &entry->columns))
        write_column(&json, column);
    json_end_array(&json);
    json_begin_array(&json, "references");
    for (list_each(const KeepReference, reference, &entry->references)) {
        json_begin_object(&json, NULL);
        write_names(&json, "columns", &reference->columns);
        json_add_text(&json, "namespace", reference->namespace_name);
        json_add_text(&json, "table", reference->table);
        write_names(&json, "referenced", &reference->referenced);
        json_end_object(&json);
    }
    json_end_array(&json);
    json_begin_array(&json, "counters");
    for (list_each(const KeepCounter, counter, &entry->counters)) {
        json_begin_object(&json, NULL);
        json_add_text(&json, "column", counter->column);
        json_add_text(&json, "value", counter->value);
        json_end_object(&json);
    }
    json_end_array(&json);
    json_end_object(&json);
    return buffer_text(&out);
}

/* A text member, or an empty text. */
static Text text_of(const JsonValue *value, const char *name)
{
    const JsonValue *member = json_member(value, name);
    return member && member->kind == JSON_IS_TEXT ? member->text : TEXT("");
}

static bool flag_of(const JsonValue *value, const char *name)
{
    const JsonValue *member = json_member(value, name);
    return member && member->kind == JSON_IS_TRUE;
}

static TextList names_of(Arena *arena, const JsonValue *value, const char *name)
{
    TextList names = {0};
    const JsonValue *member = json_member(value, name);
    for (size_t i = 0; member && i < member->members.count; i++)
        list_add(arena, &names, member->members.items[i].value.text);
    return names;
}

static void read_columns(Arena *arena, const JsonValue *list, KeepEntry *entry)
{
    for (size_t i = 0; list && i < list->members.count; i++) {
        const JsonValue *read = &list->members.items[i].value;
        KeepColumn *column = &list_push(arena, &entry->columns);
        bool *values[FLAGS];
        column->name = text_of(read, "name");
        column->type = text_of(read, "type");
        column->now = text_of(read, "now");
        flags_of(column, values);
        for (size_t j = 0; j < FLAGS; j++)
            *values[j] = flag_of(read, flags[j]);
    }
}

static void read_references(Arena *arena, const JsonValue *list, KeepEntry *entry)
{
    for (size_t i = 0; list && i < list->members.count; i++) {
        const JsonValue *read = &list->members.items[i].value;
        list_add(arena, &entry->references,
                 (KeepReference){.columns = names_of(arena, read, "columns"),
                                 .namespace_name = text_of(read, "namespace"),
                                 .table = text_of(read, "table"),
                                 .referenced = names_of(arena, read, "referenced")});
    }
}

bool keep_describe_read(Arena *arena, Text text, KeepEntry *entry, Error *error)
{
    JsonValue read;
    if (!json_read(arena, text, &read, error))
        return false;
    Text kind = text_of(&read, "kind");
    *entry = (KeepEntry){.namespace_name = text_of(&read, "namespace"),
                         .table = text_of(&read, "table"),
                         .namespace_now = text_of(&read, "namespaceNow"),
                         .table_now = text_of(&read, "tableNow"),
                         .has_key = flag_of(&read, "key")};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (text_is(kind, kinds[i]))
            entry->kind = (KeepKind)i;
    read_columns(arena, json_member(&read, "columns"), entry);
    read_references(arena, json_member(&read, "references"), entry);
    const JsonValue *counters = json_member(&read, "counters");
    for (size_t i = 0; counters && i < counters->members.count; i++)
        list_add(arena, &entry->counters,
                 (KeepCounter){text_of(&counters->members.items[i].value, "column"),
                               text_of(&counters->members.items[i].value, "value")});
    return true;
}

#include "cli/keeping.h"

#include "cli/backing_up.h"
#include "rollback/row_tables.h"

static void tell(void *context, Text migration, Text line)
{
    warn(context, "%.*s: %.*s\n", TEXT_ARG(migration), TEXT_ARG(line));
}

static const RunHooks *hooks_of(void *context, const Migration *migration)
{
    return keeper_hooks(context, migration);
}

bool keeping_add(Session *session, ApplyRequest *request, Keeper **keeper, Error *error)
{
    Context *context = session->context;
    if (!keeper_open(context->arena, session->database, tell, context, keeper, error))
        return false;
    request->hooks = hooks_of;
    request->hooks_context = *keeper;
    return true;
}

Text keeping_shown(Arena *arena, const KeepEntry *entry)
{
    bool usual = text_is(entry->namespace_name, "public") || text_is(entry->namespace_name, "main");
    Text table = row_table_shown(arena, usual ? TEXT("") : entry->namespace_name, entry->table);
    if (entry->kind != KEEP_COLUMNS)
        return text_format(arena, "%.*s: %s", TEXT_ARG(table),
                           entry->kind == KEEP_TABLE ? "all rows" : "deleted rows");
    Buffer shown = BUFFER(arena);
    for (list_each(const KeepColumn, column, &entry->columns))
        if (column->is_lost)
            buffer_add_format(&shown, "%s%.*s.%.*s", shown.length ? ", " : "", TEXT_ARG(table),
                              TEXT_ARG(column->name));
    return buffer_text(&shown);
}

void keeping_write(JsonWriter *json, const KeepEntry *entry)
{
    static const char *const kinds[] = {
        [KEEP_TABLE] = "table", [KEEP_ROWS] = "rows", [KEEP_COLUMNS] = "columns"};
    json_add_string(json, "kind", kinds[entry->kind]);
    json_add_text(json, "namespace", entry->namespace_name);
    json_add_text(json, "table", entry->table);
    json_begin_array(json, "columns");
    for (list_each(const KeepColumn, column, &entry->columns))
        if (column->is_lost || entry->kind != KEEP_COLUMNS)
            json_add_text(json, NULL, column->name);
    json_end_array(json);
    json_begin_array(json, "key");
    for (list_each(const KeepColumn, column, &entry->columns))
        if (column->is_key)
            json_add_text(json, NULL, column->name);
    json_end_array(json);
}

static bool tell_entry(Session *session, const KeepEntry *entry, Error *error)
{
    Context *context = session->context;
    int64_t rows;
    int64_t bytes;
    if (!keep_measure(context->arena, session->database, entry, &rows, &bytes, error))
        return false;
    Text size = bytes_shown(context->arena, bytes);
    say(context, "-- keeps %.*s (%.*s, %.*s%s)\n", TEXT_ARG(keeping_shown(context->arena, entry)),
        TEXT_ARG(counted(context->arena, (size_t)rows, "row")), TEXT_ARG(size),
        entry->kind == KEEP_ROWS ? " at most" : "");
    if (!context->json)
        return true;
    json_begin_object(&context->writer, NULL);
    keeping_write(&context->writer, entry);
    json_add_number(&context->writer, "rows", rows);
    json_add_number(&context->writer, "bytes", bytes);
    json_end_object(&context->writer);
    return true;
}

bool keeping_tell_plan(Session *session, Text script, Error *error)
{
    Context *context = session->context;
    KeepCatalog catalog;
    KeepPlan plan;
    if (!session->database)
        return true;
    if (!keep_plan_read(context->arena, session->database, script, &catalog, &plan, error))
        return false;
    if (context->json)
        json_begin_array(&context->writer, "keeps");
    bool done = true;
    for (list_each(const KeepEntry, entry, &plan.entries))
        done = done && tell_entry(session, entry, error);
    for (list_each(const Text, flaw, &plan.flaws))
        say(context, "-- but: %.*s\n", TEXT_ARG(*flaw));
    if (context->json) {
        json_end_array(&context->writer);
        write_texts(&context->writer, "notKept", &plan.flaws);
    }
    return done;
}

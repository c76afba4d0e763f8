#include "introspect/introspect.h"

#include "introspect/put.h"
#include "psl/configuration.h"
#include "sql/layout.h"

/* --- the draft --- */

static void add_models(Draft *draft)
{
    const SqlSchema *live = draft->live;
    JoinTable join;
    for (uint32_t i = 0; i < live->tables.count; i++) {
        const SqlTable *table = &live->tables.items[i];
        draft->model_of_table[i] = NONE;
        if (join_table_read(draft, i, &join))
            continue;
        draft->model_of_table[i] = (uint32_t)draft->models.count;
        list_add(draft->arena, &draft->models,
                 (DraftModel){.source = i,
                              .first_field = table->first_column,
                              .field_count = table->column_count});
    }
    for (uint32_t i = 0; i < live->views.count; i++)
        if (live->views.items[i].column_count)
            list_add(draft->arena, &draft->models,
                     (DraftModel){.is_view = true,
                                  .source = i,
                                  .first_field = (uint32_t)live->columns.count +
                                                 live->views.items[i].first_column,
                                  .field_count = live->views.items[i].column_count});
}

static void add_columns(Draft *draft)
{
    const SqlSchema *live = draft->live;
    for (size_t i = 0; i < live->columns.count; i++)
        draft->fields[i].column = &live->columns.items[i];
    for (size_t i = 0; i < live->view_columns.count; i++)
        draft->fields[live->columns.count + i].column = &live->view_columns.items[i];
    for (size_t i = 0; i < live->enums.count; i++)
        draft->enums[i].source = &live->enums.items[i];
}

static Draft draft_begin(Arena *arena, const IntrospectRequest *request)
{
    const SqlSchema *live = request->live;
    const Datamodel *config = &request->present->datamodel;
    Draft draft = {
        .arena = arena,
        .live = live,
        .rules = request->rules,
        .config = config,
        .present = request->force ? NULL : config,
        .model_of_table = NEW_ARRAY(arena, uint32_t, live->tables.count),
        .fields = NEW_ARRAY(arena, DraftField, live->columns.count + live->view_columns.count),
        .enums = NEW_ARRAY(arena, DraftEnum, live->enums.count),
        .enum_values = NEW_ARRAY(arena, DraftEnumValue, live->enum_values.count),
        .present_join_tables = MAP(arena),
    };
    if (request->namespaces)
        draft.namespaces = *request->namespaces;
    draft.has_namespaces =
        draft.namespaces.count || (config->datasource && config->datasource->schemas.count);
    return draft;
}

/* Which models Prisma's client has to leave alone. */
static void mark_ignored(Draft *draft)
{
    for (list_each(DraftModel, model, &draft->models)) {
        bool was_ignored = model->present && model->present->is_ignored;
        model->lacks_identifier = !model->is_view && !was_ignored && model->field_count > 0 &&
                                  !table_has_identifier(draft->live, model->source);
        model->is_ignored = was_ignored || model->lacks_identifier;
        if (model->field_count == 0)
            model->notes |= NOTE_BIT(NOTE_NO_COLUMNS);
        if (model->lacks_identifier)
            model->notes |= NOTE_BIT(NOTE_NO_IDENTIFIER);
    }
}

/* Laid out, with a semicolon behind it. SQLite's own namespace is called so. */
static ViewQuery query_of_view(const Draft *draft, const DraftModel *model)
{
    Arena *arena = draft->arena;
    const SqlView *view = &draft->live->views.items[model->source];
    Text namespace = sql_namespace_meant(draft->live, view->namespace);
    Text query = text_trim(view->definition);
    if (!text_ends_with(query, ";"))
        query = text_format(arena, "%.*s;", TEXT_ARG(query));
    return (ViewQuery){.namespace = draft->rules->has_namespaces ? namespace : TEXT("main"),
                       .name = model->name.text,
                       .query = sql_layout(arena, query)};
}

static void tell_result(const Draft *draft, Introspection *result)
{
    result->warnings = draft->warnings;
    result->has_views = has_preview_feature(draft->config, PREVIEW_VIEWS);
    result->enums = draft->live->enums.count;
    for (list_each(const DraftModel, model, &draft->models)) {
        result->models += !model->is_view;
        if (model->is_view)
            list_add(draft->arena, &result->views, query_of_view(draft, model));
    }
}

bool introspect(Arena *arena, const IntrospectRequest *request, Introspection *result, Error *error)
{
    *result = (Introspection){0};
    if (request->live->tables.count == 0) {
        fail(error, ERROR_P4001, "the database has no tables");
        return error_hint(
            error, "is it the right database, and the right schema in it (?schema= of the URL)?");
    }
    Draft draft = draft_begin(arena, request);
    add_models(&draft);
    add_columns(&draft);
    find_counterparts(&draft);
    name_everything(&draft);
    mark_ignored(&draft);
    note_objects(&draft);
    if (draft.config->relation_mode == RELATION_MODE_FOREIGN_KEYS)
        relate_models(&draft);
    copy_relations(&draft);
    warn_of_draft(&draft);
    tell_result(&draft, result);
    return put_files(&draft, request, &result->files, error);
}

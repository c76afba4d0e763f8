#include "introspect/introspect.h"

#include <stdlib.h>

#include "introspect/put.h"
#include "psl/format.h"

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

/* --- files --- */

/* A file of the schema in the making. */
typedef struct File {
    Text path;
    Span span; /* of the present file; none for a new one */
    Buffer content;
} File;

typedef struct Files {
    File *items;
    size_t count;
    size_t new_blocks; /* the file that they go to */
    const Source *source;
} Files;

/* One file stays one file; of several, new blocks go to one of their own. With `force` everything
 * is new. */
static Files files_begin(Arena *arena, const IntrospectRequest *request)
{
    const Source *source = &request->present->source;
    size_t present = source->files.count;
    Files files = {.items = NEW_ARRAY(arena, File, present + 1), .source = source};
    bool keeps = !request->force || present == 1;
    for (size_t i = 0; keeps && i < present; i++)
        files.items[files.count++] =
            (File){source->files.items[i].path, source->files.items[i].span, BUFFER(arena)};
    if (present != 1) {
        while (files.new_blocks < files.count &&
               !text_equal(files.items[files.new_blocks].path, request->new_file))
            files.new_blocks++;
        if (files.new_blocks == files.count)
            files.items[files.count++] = (File){request->new_file, {0, 0}, BUFFER(arena)};
    }
    return files;
}

static Buffer *file_of(Files *files, const AstBlock *present)
{
    for (size_t i = 0; present && i < files->count; i++)
        if (present->span.start >= files->items[i].span.start &&
            present->span.end <= files->items[i].span.end)
            return &files->items[i].content;
    return &files->items[files->new_blocks].content;
}

/* A block and where it was before: those of the present schema come first, in its order. */
typedef struct Placed {
    const AstBlock *present; /* or NULL */
    size_t place;            /* in the database */
} Placed;

static int compare_places(const void *a, const void *b)
{
    const Placed *left = a;
    const Placed *right = b;
    if (!left->present != !right->present)
        return left->present ? -1 : 1;
    if (left->present && left->present->span.start != right->present->span.start)
        return left->present->span.start < right->present->span.start ? -1 : 1;
    return (left->place > right->place) - (left->place < right->place);
}

static void put_models(const Draft *draft, bool views, Files *files)
{
    size_t count = 0;
    Placed *places = NEW_ARRAY(draft->arena, Placed, draft->models.count);
    for (size_t i = 0; i < draft->models.count; i++) {
        const DraftModel *model = &draft->models.items[i];
        if (model->is_view == views)
            places[count++] = (Placed){model->present ? model->present->ast : NULL, i};
    }
    qsort(places, count, sizeof *places, compare_places);
    for (size_t i = 0; i < count; i++)
        put_model(draft, &draft->models.items[places[i].place], file_of(files, places[i].present));
}

static void put_enums(const Draft *draft, Files *files)
{
    size_t count = draft->live->enums.count;
    Placed *places = NEW_ARRAY(draft->arena, Placed, count);
    for (size_t i = 0; i < count; i++)
        places[i] = (Placed){draft->enums[i].present ? draft->enums[i].present->ast : NULL, i};
    qsort(places, count, sizeof *places, compare_places);
    for (size_t i = 0; i < count; i++)
        put_enum(draft, &draft->enums[places[i].place], file_of(files, places[i].present));
}

static void put_files(const Draft *draft, const IntrospectRequest *request, Files *files)
{
    const Span everything = {0, UINT32_MAX};
    bool together = files->count == 1;
    for (size_t i = 0; i < files->count; i++)
        if (together || !span_is_none(files->items[i].span))
            put_configuration(draft, together ? everything : files->items[i].span,
                              &files->items[i].content);
    (void)request;
    put_models(draft, false, files);
    put_models(draft, true, files);
    put_enums(draft, files);
}

static bool format_files(Arena *arena, const IntrospectRequest *request, Files *files,
                         SchemaFiles *formatted, Error *error)
{
    Schema schema;
    SchemaFiles raw = {0};
    bool completed;
    SchemaOptions options = *request->options;
    options.keep_layout = true;
    options.version = request->present->datamodel.version;
    for (size_t i = 0; i < files->count; i++)
        list_add(arena, &raw,
                 (SchemaFile){files->items[i].path, buffer_text(&files->items[i].content)});
    return schema_read(arena, &raw, &options, &schema, error) &&
           schema_format(arena, &schema, formatted, &completed, error);
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
    Files files = files_begin(arena, request);
    put_files(&draft, request, &files);
    result->warnings = draft.warnings;
    result->models = draft.models.count - request->live->views.count;
    result->views = request->live->views.count;
    result->enums = request->live->enums.count;
    return format_files(arena, request, &files, &result->files, error);
}

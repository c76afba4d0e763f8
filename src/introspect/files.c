/* The files of the schema: which block goes where, in which order. */
#include <stdlib.h>

#include "introspect/put.h"
#include "psl/format.h"

/* A file of the schema in the making. */
typedef struct File {
    Text path;
    Span span; /* of the present file; none for a new one */
    Buffer content;
} File;

typedef struct Files {
    File *items;
    size_t count;
    size_t present;    /* how many there are already: the first, in the order of their spans */
    size_t new_blocks; /* the file that they go to */
} Files;

/* One file stays one file; of several, new blocks go to one of their own. With `force` everything
 * is new. */
static Files files_begin(Arena *arena, const IntrospectRequest *request)
{
    const Source *source = &request->present->source;
    size_t present = source->files.count;
    Files files = {.items = NEW_ARRAY(arena, File, present + 1)};
    bool keeps = !request->force || present == 1;
    for (size_t i = 0; keeps && i < present; i++)
        files.items[files.count++] =
            (File){source->files.items[i].path, source->files.items[i].span, BUFFER(arena)};
    files.present = files.count;
    if (present != 1) {
        while (files.new_blocks < files.count &&
               !text_equal(files.items[files.new_blocks].path, request->new_file))
            files.new_blocks++;
        if (files.new_blocks == files.count)
            files.items[files.count++] = (File){request->new_file, {0, 0}, BUFFER(arena)};
    }
    return files;
}

/* The file that the block is in, or the one for new blocks. */
static Buffer *file_of(Files *files, const AstBlock *present)
{
    size_t from = 0;
    size_t to = present ? files->present : 0;
    while (from < to) {
        size_t middle = (from + to) / 2;
        if (present->span.start >= files->items[middle].span.end)
            from = middle + 1;
        else if (present->span.start < files->items[middle].span.start)
            to = middle;
        else
            return &files->items[middle].content;
    }
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

/* What stands at the beginning of the files: the datasource and the generators. */
static void put_configurations(const Draft *draft, Files *files)
{
    const Span everything = {0, UINT32_MAX};
    bool together = files->count == 1;
    for (size_t i = 0; i < files->count; i++)
        if (together || !span_is_none(files->items[i].span))
            put_configuration(draft, together ? everything : files->items[i].span,
                              &files->items[i].content);
}

bool put_files(const Draft *draft, const IntrospectRequest *request, SchemaFiles *formatted,
               Error *error)
{
    Arena *arena = draft->arena;
    Files files = files_begin(arena, request);
    SchemaFiles raw = {0};
    SchemaOptions options = *request->options;
    Schema schema;
    bool completed;
    put_configurations(draft, &files);
    put_models(draft, false, &files);
    put_models(draft, true, &files);
    put_enums(draft, &files);
    for (size_t i = 0; i < files.count; i++)
        list_add(arena, &raw,
                 (SchemaFile){files.items[i].path, buffer_text(&files.items[i].content)});
    options.keep_layout = true;
    options.version = draft->config->version;
    return schema_read(arena, &raw, &options, &schema, error) &&
           schema_format(arena, &schema, formatted, &completed, error);
}

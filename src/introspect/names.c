/* Names of models, fields, enums and values: the present schema's, or else what of the database's
 * names may stand in a schema. */
#include "introspect/draft.h"

#include "psl/reserved_names.h"

Text name_sanitized(Arena *arena, Text name)
{
    Buffer out = BUFFER(arena);
    for (size_t i = 0; i < name.length; i++) {
        if ((name.data[i] & 0xC0) == 0x80)
            continue; /* within a character */
        if (out.length == 0 && !is_letter(name.data[i]))
            continue;
        buffer_add_char(&out, is_word(name.data[i]) ? name.data[i] : '_');
    }
    return buffer_text(&out);
}

static Text name_of_source(const Draft *draft, const DraftModel *model)
{
    return model->is_view ? draft->live->views.items[model->source].name
                          : draft->live->tables.items[model->source].name;
}

static uint32_t namespace_of_source(const Draft *draft, const DraftModel *model)
{
    return model->is_view ? draft->live->views.items[model->source].namespace
                          : draft->live->tables.items[model->source].namespace;
}

static DraftName name_mapped(NameOrigin origin, Text text, Text database)
{
    return (DraftName){.text = text, .mapped = database, .origin = origin};
}

/* The name without the others in mind. */
static DraftName name_alone(Arena *arena, Text database)
{
    Text sanitized = name_sanitized(arena, database);
    if (name_is_reserved(database))
        return name_mapped(NAME_RESERVED, text_format(arena, "Renamed%.*s", TEXT_ARG(database)),
                           database);
    if (!text_equal(sanitized, database))
        return name_mapped(NAME_SANITIZED, sanitized, database);
    return (DraftName){.text = database};
}

static DraftName name_kept(Text name, Text mapped)
{
    return (DraftName){.text = name, .mapped = mapped, .origin = NAME_KEPT};
}

/* --- blocks --- */

/* How often a name is there among all blocks, as far as it is known yet. */
static void count_name(Map *counts, Arena *arena, Text name)
{
    uint32_t *count = map_get(counts, name);
    if (!count) {
        count = NEW(arena, uint32_t);
        map_set(counts, name, count);
    }
    ++*count;
}

static Map count_names(const Draft *draft)
{
    Arena *arena = draft->arena;
    const SqlSchema *live = draft->live;
    Map counts = MAP(arena);
    for (list_each(const DraftModel, model, &draft->models))
        count_name(&counts, arena,
                   model->present ? model_name(draft->present, model->present)
                                  : name_sanitized(arena, name_of_source(draft, model)));
    for (size_t i = 0; i < live->enums.count; i++) {
        const DraftEnum *item = &draft->enums[i];
        count_name(&counts, arena,
                   item->present ? enum_name(draft->present, item->present)
                                 : name_sanitized(arena, item->source->name));
    }
    return counts;
}

/* The name of a block that is new: what is there twice has its namespace before it, where there are
 * some. */
static DraftName name_of_new(const Draft *draft, const Map *counts, Text database,
                             uint32_t namespace)
{
    Arena *arena = draft->arena;
    const uint32_t *count = map_get(counts, name_sanitized(arena, database));
    DraftName name = name_alone(arena, database);
    if (!count || *count < 2)
        return name;
    name.origin = NAME_DUPLICATE;
    if (!draft->rules->has_namespaces)
        return name;
    Text schema = sql_namespace_meant(draft->live, namespace);
    Text longer = text_format(arena, "%.*s_%.*s", TEXT_ARG(schema), TEXT_ARG(database));
    return name_mapped(NAME_DUPLICATE, name_sanitized(arena, longer), database);
}

static void name_blocks(Draft *draft)
{
    Map counts = count_names(draft);
    for (list_each(DraftModel, model, &draft->models)) {
        Text database = name_of_source(draft, model);
        model->base_name = name_alone(draft->arena, database).text;
        model->name =
            model->present
                ? name_kept(model_name(draft->present, model->present), model->present->mapped_name)
                : name_of_new(draft, &counts, database, namespace_of_source(draft, model));
    }
    for (size_t i = 0; i < draft->live->enums.count; i++) {
        DraftEnum *item = &draft->enums[i];
        item->name =
            item->present
                ? name_kept(enum_name(draft->present, item->present), item->present->mapped_name)
                : name_of_new(draft, &counts, item->source->name, item->source->namespace);
    }
}

/* --- fields and values --- */

/* Within a block no name is reserved. */
static DraftName name_within(Arena *arena, Text database)
{
    Text sanitized = name_sanitized(arena, database);
    if (text_equal(sanitized, database))
        return (DraftName){.text = database};
    return name_mapped(NAME_SANITIZED, sanitized, database);
}

static DraftName name_of_value(const Draft *draft, const DraftEnumValue *value, Text database)
{
    if (value->present)
        return name_kept(datamodel_text(draft->present, value->present->ast->name),
                         value->present->mapped_name);
    if (database.length == 0)
        return name_mapped(NAME_SANITIZED, TEXT("EMPTY_ENUM_VALUE"), database);
    return name_within(draft->arena, database);
}

void name_everything(Draft *draft)
{
    const SqlSchema *live = draft->live;
    name_blocks(draft);
    for (size_t i = 0; i < live->columns.count + live->view_columns.count; i++) {
        DraftField *field = &draft->fields[i];
        field->name = field->present ? name_kept(field_name(draft->present, field->present),
                                                 field->present->mapped_name)
                                     : name_within(draft->arena, field->column->name);
    }
    for (size_t i = 0; i < live->enum_values.count; i++)
        draft->enum_values[i].name =
            name_of_value(draft, &draft->enum_values[i], live->enum_values.items[i]);
}

/* Tables and enums have different names in the database. */
#include "psl/validate/rules.h"

/* The schema's name and the item's own, in a way that no two pairs look the same. */
static Text qualified(Buffer *out, Text schema, Text name)
{
    uint32_t length = text_is_none(schema) ? NONE : (uint32_t)schema.length;
    buffer_clear(out);
    buffer_add(out, (Text){(const char *)&length, sizeof length});
    buffer_add(out, schema);
    buffer_add(out, name);
    return buffer_text(out);
}

static Text qualified_model(const Datamodel *datamodel, size_t model, Buffer *out)
{
    const Model *item = &datamodel->models.items[model];
    return qualified(out, item->schema, model_database_name(datamodel, item));
}

static Text spell_model(void *context, uint32_t number)
{
    Validation *v = context;
    return qualified_model(v->datamodel, number - 1, &v->other_name);
}

/* Points at the later one's @@map, or else at the earlier one's: one of them has it. */
static void report(Validation *v, const Model *later, const Model *earlier)
{
    const Datamodel *datamodel = v->datamodel;
    const Model *mapped = text_is_none(later->mapped_name) ? earlier : later;
    const Model *other = mapped == later ? earlier : later;
    const AstAttribute *map = block_attribute(datamodel, mapped->ast, "map");
    Text name = model_database_name(datamodel, later);
    diagnose_error(v->diagnostics, map ? map->span : later->ast->name,
                   "the database name '%.*s' is also that of the %s '%.*s'", TEXT_ARG(name),
                   container_word(other), TEXT_ARG(model_name(datamodel, other)));
}

/* Views are looked at behind all models. */
static void models_differ(Validation *v, NameTable *names, bool are_views)
{
    const Datamodel *datamodel = v->datamodel;
    for (size_t i = 0; i < datamodel->models.count; i++) {
        const Model *model = &datamodel->models.items[i];
        if (model->is_view != are_views)
            continue;
        uint32_t *place = name_table_place(names, qualified_model(datamodel, i, &v->name));
        if (*place)
            report(v, model, &datamodel->models.items[*place - 1]);
        *place = (uint32_t)i + 1;
    }
}

void model_database_names_differ(Validation *v)
{
    ArenaMark mark = arena_mark(v->scratch);
    NameTable names = {.arena = v->scratch, .spell = spell_model, .context = v};
    name_table_reserve(&names, v->datamodel->models.count);
    models_differ(v, &names, false);
    models_differ(v, &names, true);
    arena_rewind(v->scratch, mark);
}

static Text qualified_enum(const Datamodel *datamodel, size_t number, Buffer *out)
{
    const Enum *item = &datamodel->enums.items[number];
    return qualified(out, item->schema, enum_database_name(datamodel, item));
}

static Text spell_enum(void *context, uint32_t number)
{
    Validation *v = context;
    return qualified_enum(v->datamodel, number - 1, &v->other_name);
}

void enum_database_names_differ(Validation *v)
{
    const Datamodel *datamodel = v->datamodel;
    ArenaMark mark = arena_mark(v->scratch);
    NameTable names = {.arena = v->scratch, .spell = spell_enum, .context = v};
    for (size_t i = 0; i < datamodel->enums.count; i++) {
        uint32_t *place = name_table_place(&names, qualified_enum(datamodel, i, &v->name));
        if (*place) {
            const Enum *item = &datamodel->enums.items[i];
            Text name = enum_database_name(datamodel, item);
            diagnose_error(v->diagnostics, item->ast->span,
                           "another enum has the database name '%.*s', too", TEXT_ARG(name));
        } else {
            *place = (uint32_t)i + 1;
        }
    }
    arena_rewind(v->scratch, mark);
}

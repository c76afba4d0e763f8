/* Names: that they are well-formed, not reserved, and there once. */
#include <string.h>

#include "psl/reserved_names.h"
#include "psl/resolve/resolver.h"

static const char *const kind_names[] = {
    [BLOCK_MODEL] = "model",           [BLOCK_VIEW] = "view",
    [BLOCK_TYPE] = "composite type",   [BLOCK_ENUM] = "enum",
    [BLOCK_DATASOURCE] = "datasource", [BLOCK_GENERATOR] = "generator",
};

static const char *const kinds_with_article[] = {
    [BLOCK_MODEL] = "a model",           [BLOCK_VIEW] = "a view",
    [BLOCK_TYPE] = "a composite type",   [BLOCK_ENUM] = "an enum",
    [BLOCK_DATASOURCE] = "a datasource", [BLOCK_GENERATOR] = "a generator",
};

/* Fewer members are compared one by one. */
#define FEW_MEMBERS 24

/* `what` is said of the thing that has the name. */
static void check_identifier(Resolver *resolver, Span span, const char *what)
{
    if (!resolver->datamodel->ast->has_odd_names)
        return;
    Text name = text_at(resolver, span);
    if (is_digit(name.data[0]))
        diagnose_error(resolver->diagnostics, span, "the name '%.*s' of %s begins with a digit",
                       TEXT_ARG(name), what);
    else if (memchr(name.data, '-', name.length))
        diagnose_error(resolver->diagnostics, span, "the name '%.*s' of %s has a '-' in it",
                       TEXT_ARG(name), what);
}

static void check_attribute_names(Resolver *resolver, const AstAttribute *attributes,
                                  uint32_t count)
{
    for (uint32_t i = 0; i < count && resolver->datamodel->ast->has_odd_names; i++)
        check_identifier(resolver, attributes[i].name, "an attribute");
}

/* True when the name was there before. */
static bool is_repeated(Map *names, Text name)
{
    static char is_there;
    bool repeated = map_get(names, name) != NULL;
    if (!repeated)
        map_set(names, name, &is_there);
    return repeated;
}

static void check_settings(Resolver *resolver, const AstBlock *block)
{
    ArenaMark mark = arena_mark(resolver->scratch);
    Map names = MAP(resolver->scratch);
    for (uint32_t i = 0; i < block->property_count; i++) {
        Span span = block->properties[i].name;
        Text name = text_at(resolver, span);
        Text owner = text_at(resolver, block->name);
        if (is_repeated(&names, name))
            diagnose_error(resolver->diagnostics, span, "'%.*s' is set twice in %s '%.*s'",
                           TEXT_ARG(name), kind_names[block->kind], TEXT_ARG(owner));
    }
    arena_rewind(resolver->scratch, mark);
}

/* Whether an earlier member has the name of the member at `place`. */
static bool is_member_repeated(Resolver *resolver, const AstBlock *block, uint32_t place,
                               Map *names)
{
    Text name = text_at(resolver, block->fields[place].name);
    if (block->field_count > FEW_MEMBERS)
        return is_repeated(names, name);
    for (uint32_t i = 0; i < place; i++)
        if (text_equal(text_at(resolver, block->fields[i].name), name))
            return true;
    return false;
}

/* The names of fields, or of an enum's values. */
static void check_members(Resolver *resolver, const AstBlock *block, const char *what)
{
    ArenaMark mark = arena_mark(resolver->scratch);
    Map names = MAP(resolver->scratch);
    for (uint32_t i = 0; i < block->field_count; i++) {
        const AstField *member = &block->fields[i];
        if (block->kind != BLOCK_TYPE) {
            check_identifier(resolver, member->name, what);
            check_attribute_names(resolver, member->attributes, member->attribute_count);
        }
        if (!is_member_repeated(resolver, block, i, &names))
            continue;
        Text name = text_at(resolver, member->name);
        Text owner = text_at(resolver, block->name);
        diagnose_error(resolver->diagnostics,
                       block->kind == BLOCK_ENUM ? member->span : member->name,
                       "'%.*s' is there twice in %s '%.*s'", TEXT_ARG(name),
                       kind_names[block->kind], TEXT_ARG(owner));
    }
    arena_rewind(resolver->scratch, mark);
}

static void check_block(Resolver *resolver, const AstBlock *block)
{
    Text name = text_at(resolver, block->name);
    ScalarType scalar;
    if (scalar_type_of(name, &scalar))
        diagnose_error(resolver->diagnostics, block->name, "'%.*s' is the name of a built-in type",
                       TEXT_ARG(name));
    if (block->kind == BLOCK_DATASOURCE || block->kind == BLOCK_GENERATOR) {
        check_settings(resolver, block);
        return;
    }
    check_identifier(resolver, block->name, kinds_with_article[block->kind]);
    if (block->kind != BLOCK_TYPE && name_is_reserved(name))
        diagnose_error(resolver->diagnostics, block->span,
                       "'%.*s' is reserved and cannot be the name of %s", TEXT_ARG(name),
                       kinds_with_article[block->kind]);
    if (block->kind != BLOCK_TYPE)
        check_attribute_names(resolver, block->attributes, block->attribute_count);
    check_members(resolver, block, block->kind == BLOCK_ENUM ? "an enum value" : "a field");
}

/* --- the datamodel's lists --- */

static void add_fields(Resolver *resolver, const AstBlock *block, uint32_t owner)
{
    Datamodel *datamodel = resolver->datamodel;
    for (uint32_t i = 0; i < block->field_count; i++)
        datamodel->fields.items[datamodel->fields.count++] =
            (Field){.ast = &block->fields[i],
                    .owner = owner,
                    .kind = FIELD_UNKNOWN,
                    .in_type = block->kind == BLOCK_TYPE,
                    .type = NONE,
                    .relation_field = NONE};
}

static uint32_t add_model(Resolver *resolver, const AstBlock *block)
{
    Datamodel *datamodel = resolver->datamodel;
    uint32_t index = (uint32_t)datamodel->models.count++;
    datamodel->models.items[index] = (Model){.ast = block,
                                             .is_view = block->kind == BLOCK_VIEW,
                                             .first_field = (uint32_t)datamodel->fields.count,
                                             .field_count = block->field_count,
                                             .primary_key = NONE};
    add_fields(resolver, block, index);
    return index;
}

static uint32_t add_type(Resolver *resolver, const AstBlock *block)
{
    Datamodel *datamodel = resolver->datamodel;
    uint32_t index = (uint32_t)datamodel->types.count++;
    datamodel->types.items[index] = (CompositeType){
        block, .first_field = (uint32_t)datamodel->fields.count, .field_count = block->field_count};
    add_fields(resolver, block, index);
    return index;
}

static uint32_t add_enum(Resolver *resolver, const AstBlock *block)
{
    Datamodel *datamodel = resolver->datamodel;
    uint32_t index = (uint32_t)datamodel->enums.count++;
    datamodel->enums.items[index] = (Enum){.ast = block,
                                           .first_value = (uint32_t)datamodel->enum_values.count,
                                           .value_count = block->field_count};
    for (uint32_t i = 0; i < block->field_count; i++)
        datamodel->enum_values.items[datamodel->enum_values.count++] =
            (EnumValue){.ast = &block->fields[i]};
    return index;
}

/* Adds what the block declares; NULL for a datasource or generator. */
static Top *add_block(Resolver *resolver, const AstBlock *block)
{
    uint32_t index = NONE;
    switch (block->kind) {
    case BLOCK_MODEL:
    case BLOCK_VIEW:
        index = add_model(resolver, block);
        break;
    case BLOCK_TYPE:
        index = add_type(resolver, block);
        break;
    case BLOCK_ENUM:
        index = add_enum(resolver, block);
        break;
    case BLOCK_DATASOURCE:
    case BLOCK_GENERATOR:
        return NULL;
    }
    Top *top = NEW(resolver->scratch, Top);
    *top = (Top){block->kind, index};
    return top;
}

#define RESERVE(arena, list, number) \
    ((list)->items = arena_alloc((arena), arena_array_size(sizeof *(list)->items, (number))), \
     (list)->capacity = (number))

/* The lists get their final sizes at once: a schema may have a million models. */
static void reserve_lists(Resolver *resolver)
{
    const Ast *ast = resolver->datamodel->ast;
    size_t counts[BLOCK_GENERATOR + 1] = {0};
    size_t fields = 0;
    size_t values = 0;
    for (uint32_t i = 0; i < ast->block_count; i++) {
        const AstBlock *block = ast->blocks[i];
        counts[block->kind]++;
        *(block->kind == BLOCK_ENUM ? &values : &fields) += block->field_count;
    }
    Datamodel *datamodel = resolver->datamodel;
    RESERVE(resolver->arena, &datamodel->indexes, ast->index_count);
    RESERVE(resolver->arena, &datamodel->models, counts[BLOCK_MODEL] + counts[BLOCK_VIEW]);
    RESERVE(resolver->arena, &datamodel->enums, counts[BLOCK_ENUM]);
    RESERVE(resolver->arena, &datamodel->types, counts[BLOCK_TYPE]);
    RESERVE(resolver->arena, &datamodel->fields, fields);
    RESERVE(resolver->arena, &datamodel->enum_values, values);
    map_reserve(&resolver->tops, ast->block_count);
    resolver->model_members = NEW_ARRAY(resolver->scratch, Map *, datamodel->models.capacity);
    resolver->type_members = NEW_ARRAY(resolver->scratch, Map *, datamodel->types.capacity);
    resolver->enum_members = NEW_ARRAY(resolver->scratch, Map *, datamodel->enums.capacity);
}

/* --- members by name --- */

static Map *map_of_members(Resolver *resolver, const AstBlock *block)
{
    Map *map = NEW(resolver->scratch, Map);
    uint32_t *places = NEW_ARRAY(resolver->scratch, uint32_t, block->field_count);
    *map = MAP(resolver->scratch);
    map_reserve(map, block->field_count);
    for (uint32_t i = 0; i < block->field_count; i++) {
        places[i] = i;
        map_set(map, text_at(resolver, block->fields[i].name), &places[i]);
    }
    return map;
}

static const AstBlock *block_of(Resolver *resolver, BlockKind kind, uint32_t index, Map ***maps)
{
    Datamodel *datamodel = resolver->datamodel;
    if (kind == BLOCK_ENUM) {
        *maps = &resolver->enum_members[index];
        return datamodel->enums.items[index].ast;
    }
    if (kind == BLOCK_TYPE) {
        *maps = &resolver->type_members[index];
        return datamodel->types.items[index].ast;
    }
    *maps = &resolver->model_members[index];
    return datamodel->models.items[index].ast;
}

uint32_t member_find(Resolver *resolver, BlockKind kind, uint32_t index, Text name)
{
    Map **map;
    const AstBlock *block = block_of(resolver, kind, index, &map);
    if (block->field_count <= FEW_MEMBERS) {
        for (uint32_t i = block->field_count; i > 0; i--)
            if (text_equal(text_at(resolver, block->fields[i - 1].name), name))
                return i - 1;
        return NONE;
    }
    if (!*map)
        *map = map_of_members(resolver, block);
    const uint32_t *place = map_get(*map, name);
    return place ? *place : NONE;
}

static void check_repeated_config(Resolver *resolver, Map *names, const AstBlock *block)
{
    Text name = text_at(resolver, block->name);
    if (is_repeated(names, name))
        diagnose_error(resolver->diagnostics, block->name, "there is %s '%.*s' already",
                       kinds_with_article[block->kind], TEXT_ARG(name));
}

void resolve_names(Resolver *resolver)
{
    const Ast *ast = resolver->datamodel->ast;
    Map generators = MAP(resolver->scratch);
    Map datasources = MAP(resolver->scratch);
    reserve_lists(resolver);
    for (uint32_t i = 0; i < ast->block_count; i++) {
        const AstBlock *block = ast->blocks[i];
        Text name = text_at(resolver, block->name);
        check_block(resolver, block);
        Top *top = add_block(resolver, block);
        if (!top) {
            check_repeated_config(
                resolver, block->kind == BLOCK_GENERATOR ? &generators : &datasources, block);
            continue;
        }
        const Top *earlier = map_get(&resolver->tops, name);
        if (earlier)
            diagnose_error(resolver->diagnostics, block->name, "there is %s '%.*s' already",
                           kinds_with_article[earlier->kind], TEXT_ARG(name));
        map_set(&resolver->tops, name, top);
    }
}

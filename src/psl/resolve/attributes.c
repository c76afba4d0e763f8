/* Which attributes may stand where, and the plain ones among them. */
#include "psl/resolve/model_state.h"

/* --- @map, @@map, @@schema --- */

static Text take_map(Arguments *arguments)
{
    Text name = {NULL, 0};
    const Expression *value = argument_take_main(arguments, "name");
    if (value)
        expression_string(arguments->resolver, value, &name);
    return name;
}

static void report_taken(Arguments *arguments, const Field *field, Text name)
{
    diagnose_error(arguments->resolver->diagnostics, field->ast->span,
                   "another field has the database name '%.*s' already", TEXT_ARG(name));
}

/* A name that another column has by itself: as far as is known at this point of the reading, for
 * that column may still be given another name. */
static bool is_column_name(const Arguments *arguments, const Field *field, Text name)
{
    const Resolver *resolver = arguments->resolver;
    const Datamodel *datamodel = resolver->datamodel;
    BlockKind kind = field->in_type ? BLOCK_TYPE : BLOCK_MODEL;
    uint32_t first = field->in_type ? datamodel->types.items[field->owner].first_field
                                    : datamodel->models.items[field->owner].first_field;
    uint32_t place = member_find(arguments->resolver, kind, field->owner, name);
    if (place == NONE)
        return false;
    const Field *other = &datamodel->fields.items[first + place];
    if (other == field || other->kind == FIELD_RELATION || other->kind == FIELD_UNKNOWN)
        return false;
    return text_is_none(other->mapped_name) ||
           (!field->in_type && text_equal(other->mapped_name, name));
}

static void read_field_map(Arguments *arguments, const AttributeOwner *owner)
{
    ModelState *state = arguments->resolver->state;
    Text name = take_map(arguments);
    if (text_is_none(name))
        return;
    owner->field->mapped_name = name;
    if (map_get(&state->mapped, name))
        report_taken(arguments, owner->field, name);
    map_set(&state->mapped, name, owner->field);
    if (is_column_name(arguments, owner->field, name))
        report_taken(arguments, owner->field, name);
}

static void read_model_map(Arguments *arguments, const AttributeOwner *owner)
{
    owner->model->mapped_name = take_map(arguments);
}

static void read_enum_map(Arguments *arguments, const AttributeOwner *owner)
{
    owner->item->mapped_name = take_map(arguments);
}

static void read_value_map(Arguments *arguments, const AttributeOwner *owner)
{
    owner->value->mapped_name = take_map(arguments);
}

static void take_schema(Arguments *arguments, Text *schema, Span *span)
{
    const Expression *value = argument_take_main(arguments, "map");
    if (value && expression_string(arguments->resolver, value, schema))
        *span = value->span;
}

static void read_model_schema(Arguments *arguments, const AttributeOwner *owner)
{
    take_schema(arguments, &owner->model->schema, &owner->model->schema_span);
}

static void read_enum_schema(Arguments *arguments, const AttributeOwner *owner)
{
    take_schema(arguments, &owner->item->schema, &owner->item->schema_span);
}

/* --- @ignore, @@ignore, @updatedAt --- */

static void read_field_ignore(Arguments *arguments, const AttributeOwner *owner)
{
    if (owner->field->kind == FIELD_UNSUPPORTED)
        attribute_error(arguments, "a field of an unsupported type is ignored already");
    else
        owner->field->is_ignored = true;
}

static void read_relation_ignore(Arguments *arguments, const AttributeOwner *owner)
{
    (void)arguments;
    owner->field->is_ignored = true;
}

static void read_model_ignore(Arguments *arguments, const AttributeOwner *owner)
{
    const Datamodel *datamodel = arguments->resolver->datamodel;
    Model *model = owner->model;
    for (uint32_t i = 0; i < model->field_count; i++) {
        const Field *field = &datamodel->fields.items[model->first_field + i];
        if (field->is_ignored && field->kind != FIELD_RELATION)
            diagnose_error(arguments->resolver->diagnostics, field->ast->span,
                           "this field needs no '@ignore': its model is ignored");
    }
    model->is_ignored = true;
}

static void read_updated_at(Arguments *arguments, const AttributeOwner *owner)
{
    if (owner->field->kind != FIELD_SCALAR || owner->field->scalar != SCALAR_DATETIME)
        attribute_error(arguments, "'@updatedAt' needs a field of type DateTime");
    if (field_is_list(owner->field))
        attribute_error(arguments, "'@updatedAt' cannot be on a list");
    owner->field->is_updated_at = true;
}

/* --- @db.Type --- */

static void read_native_type(Arguments *arguments, const AttributeOwner *owner)
{
    Resolver *resolver = arguments->resolver;
    const ArgumentList *list = arguments->attribute->arguments;
    NativeTypeUse *use = NEW(resolver->arena, NativeTypeUse);
    Text *values = list->count ? NEW_ARRAY(resolver->arena, Text, list->count) : NULL;
    for (uint32_t i = 0; i < list->count; i++)
        values[i] = text_at(resolver, list->items[i].value.span);
    Text name = text_at(resolver, arguments->attribute->name);
    Text scope = text_cut(&name, '.');
    *use = (NativeTypeUse){.type = provider_native_type(resolver->datamodel->provider, name),
                           .attribute = arguments->attribute,
                           .scope = scope,
                           .name = name,
                           .argument_count = list->count,
                           .arguments = values};
    owner->field->native_type = use;
}

/* --- what a field cannot have --- */

static void refuse_relation(Arguments *arguments, const AttributeOwner *owner)
{
    (void)owner;
    attribute_error(arguments, "'@relation' needs a field whose type is a model");
}

static void refuse_id(Arguments *arguments, const AttributeOwner *owner)
{
    (void)owner;
    attribute_error(arguments, "a relation cannot be an id");
    diagnose_hint(arguments->resolver->diagnostics, "put '@id' on the field that refers");
    arguments->discarded = true;
}

static void refuse_default(Arguments *arguments, const AttributeOwner *owner)
{
    (void)owner;
    attribute_error(arguments, "a relation cannot have a default");
    arguments->discarded = true;
}

static void refuse_map(Arguments *arguments, const AttributeOwner *owner)
{
    (void)owner;
    attribute_error(arguments, "a relation has no column that '@map' could name");
    argument_take_main(arguments, "name");
    arguments->discarded = true;
}

static void refuse_unique(Arguments *arguments, const AttributeOwner *owner)
{
    const Datamodel *datamodel = arguments->resolver->datamodel;
    const RelationField *relation = &datamodel->relation_fields.items[owner->field->relation_field];
    attribute_error(arguments, "a relation cannot be unique");
    if (relation->field_count == 1) {
        Text name = field_name(datamodel, &datamodel->fields.items[relation->fields[0]]);
        diagnose_hint(arguments->resolver->diagnostics, "put '@unique' on '%.*s'", TEXT_ARG(name));
    }
    arguments->discarded = true;
}

/* --- which may stand where --- */

static const AttributeRule relation_rules[] = {
    RULE("relation", read_relation, false),
    RULE("id", refuse_id, false),
    RULE("ignore", read_relation_ignore, false),
    RULE("default", refuse_default, false),
    RULE("map", refuse_map, false),
    RULE("unique", refuse_unique, false),
    END_OF_RULES,
};

#define RULES_OF_COLUMNS \
    RULE("map", read_field_map, false), RULE("ignore", read_field_ignore, false), \
        RULE("relation", refuse_relation, false), RULE("id", read_field_id, false), \
        RULE("updatedAt", read_updated_at, false), RULE("default", read_default, false)

static const AttributeRule scalar_rules[] = {
    RULES_OF_COLUMNS,
    RULE(".", read_native_type, false),
    RULE("unique", read_field_unique, false),
    RULE("shardKey", read_field_shard_key, false),
    END_OF_RULES,
};

static const AttributeRule column_rules[] = {
    RULES_OF_COLUMNS,
    RULE("unique", read_field_unique, false),
    RULE("shardKey", read_field_shard_key, false),
    END_OF_RULES,
};

static const AttributeRule type_scalar_rules[] = {
    RULE(".", read_native_type, false),
    RULE("map", read_field_map, false),
    RULE("default", read_default, false),
    END_OF_RULES,
};

static const AttributeRule type_field_rules[] = {
    RULE("map", read_field_map, false),
    RULE("default", read_default, false),
    END_OF_RULES,
};

static const AttributeRule model_rules[] = {
    RULE("ignore", read_model_ignore, false),
    RULE("id", read_model_id, false),
    RULE("map", read_model_map, false),
    RULE("schema", read_model_schema, false),
    RULE("index", read_model_index, true),
    RULE("unique", read_model_unique, true),
    RULE("fulltext", read_model_fulltext, true),
    RULE("shardKey", read_model_shard_key, false),
    END_OF_RULES,
};

static const AttributeRule enum_rules[] = {
    RULE("map", read_enum_map, false),
    RULE("schema", read_enum_schema, false),
    END_OF_RULES,
};

static const AttributeRule value_rules[] = {
    RULE("map", read_value_map, false),
    END_OF_RULES,
};

static void read_field(Resolver *resolver, const AttributeRule *rules, const AttributeOwner *owner)
{
    const AstField *ast = owner->field->ast;
    attributes_read(resolver, ast->attributes, ast->attribute_count, rules, owner);
}

/* --- models, types, enums --- */

/* Ids and shard keys on one field: it must be required, unless the model is ignored. */
static void check_key_fields(Resolver *resolver, const Model *model, const ModelState *state)
{
    const Field *fields = resolver->datamodel->fields.items;
    if (model->is_ignored)
        return;
    if (state->has_primary_key && state->primary_key.source_field != NONE &&
        !field_is_required(&fields[state->primary_key.source_field]))
        diagnose_error(resolver->diagnostics, state->primary_key.attribute->span,
                       "an id must be required");
    if (state->has_shard_key && state->shard_key_field != NONE &&
        !field_is_required(&fields[state->shard_key_field]))
        diagnose_error(resolver->diagnostics, model->shard_key_attribute->span,
                       "a shard key must be required");
}

static void keep_indexes(Resolver *resolver, Model *model, const ModelState *state)
{
    Datamodel *datamodel = resolver->datamodel;
    model->first_index = (uint32_t)datamodel->indexes.count;
    model->index_count = (uint32_t)state->indexes.count;
    for (list_each(Index, index, &state->indexes))
        list_add(resolver->arena, &datamodel->indexes, *index);
    if (!state->has_primary_key)
        return;
    model->primary_key = (uint32_t)datamodel->indexes.count;
    list_add(resolver->arena, &datamodel->indexes, state->primary_key);
}

static void read_model(Resolver *resolver, Model *model)
{
    Datamodel *datamodel = resolver->datamodel;
    ArenaMark mark = arena_mark(resolver->scratch);
    ModelState state = {.model = (uint32_t)(model - datamodel->models.items),
                        .shard_key_field = NONE,
                        .mapped = MAP(resolver->scratch)};
    AttributeOwner owner = {.model = model};
    resolver->state = &state;
    for (uint32_t i = 0; i < model->field_count; i++) {
        owner.field = &datamodel->fields.items[model->first_field + i];
        if (owner.field->kind != FIELD_RELATION && owner.field->kind != FIELD_UNKNOWN)
            read_field(resolver, owner.field->kind == FIELD_SCALAR ? scalar_rules : column_rules,
                       &owner);
    }
    owner.field = NULL;
    attributes_read(resolver, model->ast->attributes, model->ast->attribute_count, model_rules,
                    &owner);
    check_key_fields(resolver, model, &state);
    keep_indexes(resolver, model, &state);
    arena_rewind(resolver->scratch, mark);
}

static void read_type(Resolver *resolver, const CompositeType *type)
{
    ArenaMark mark = arena_mark(resolver->scratch);
    ModelState state = {.model = NONE, .mapped = MAP(resolver->scratch)};
    resolver->state = &state;
    for (uint32_t i = 0; i < type->field_count; i++) {
        AttributeOwner owner = {.field = &resolver->datamodel->fields.items[type->first_field + i]};
        if (owner.field->kind != FIELD_UNKNOWN)
            read_field(resolver,
                       owner.field->kind == FIELD_SCALAR ? type_scalar_rules : type_field_rules,
                       &owner);
    }
    arena_rewind(resolver->scratch, mark);
}

static void read_enum(Resolver *resolver, Enum *item)
{
    AttributeOwner owner = {.item = item};
    for (uint32_t i = 0; i < item->value_count; i++) {
        owner.value = &resolver->datamodel->enum_values.items[item->first_value + i];
        attributes_read(resolver, owner.value->ast->attributes, owner.value->ast->attribute_count,
                        value_rules, &owner);
    }
    attributes_read(resolver, item->ast->attributes, item->ast->attribute_count, enum_rules,
                    &owner);
}

void resolve_attributes(Resolver *resolver)
{
    Datamodel *datamodel = resolver->datamodel;
    for (list_each(RelationField, relation, &datamodel->relation_fields)) {
        Field *field = &datamodel->fields.items[relation->field];
        AttributeOwner owner = {.model = &datamodel->models.items[field->owner], .field = field};
        read_field(resolver, relation_rules, &owner);
    }
    for (list_each(Model, model, &datamodel->models))
        read_model(resolver, model);
    for (list_each(Enum, item, &datamodel->enums))
        read_enum(resolver, item);
    for (list_each(CompositeType, type, &datamodel->types))
        read_type(resolver, type);
}

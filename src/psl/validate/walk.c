#include "psl/validate/rules.h"

bool validation_can(const Validation *v, Capability capability)
{
    return provider_can(v->provider, capability);
}

const char *container_word(const Model *model)
{
    return model->is_view ? "view" : "model";
}

bool is_scalar_field(const Field *field)
{
    return field->kind != FIELD_RELATION && field->kind != FIELD_UNKNOWN;
}

const Index *model_primary_key(const Datamodel *datamodel, const Model *model)
{
    return model->primary_key == NONE ? NULL : &datamodel->indexes.items[model->primary_key];
}

const Field *index_field_root(const Datamodel *datamodel, const IndexField *part)
{
    return &datamodel->fields.items[part->field];
}

bool index_is_strict(const Datamodel *datamodel, const Index *index)
{
    for (uint32_t i = 0; i < index->field_count; i++) {
        const Field *field = index_field_target(datamodel, &index->fields[i]);
        if (field->ast->arity == ARITY_OPTIONAL || field->kind == FIELD_UNSUPPORTED)
            return false;
    }
    return true;
}

bool fields_have_same_type(const Datamodel *datamodel, const Field *a, const Field *b)
{
    if (a->kind != b->kind)
        return false;
    switch (a->kind) {
    case FIELD_SCALAR:
        return a->scalar == b->scalar;
    case FIELD_ENUM:
    case FIELD_COMPOSITE:
        return a->type == b->type;
    case FIELD_UNSUPPORTED:
        return text_equal(datamodel_text(datamodel, a->ast->type),
                          datamodel_text(datamodel, b->ast->type));
    case FIELD_RELATION:
    case FIELD_UNKNOWN:
        return true; /* has been reported */
    }
    return true;
}

bool field_is_single_id(const Datamodel *datamodel, const Field *field)
{
    const Model *model = field_model(datamodel, field);
    const Index *key = model ? model_primary_key(datamodel, model) : NULL;
    return key && key->field_count == 1 && index_field_root(datamodel, key->fields) == field;
}

Span argument_span(const Datamodel *datamodel, const AstAttribute *attribute, const char *name)
{
    uint32_t count = attribute ? attribute->arguments->count : 0;
    for (uint32_t i = 0; i < count; i++) {
        const Argument *argument = &attribute->arguments->items[i];
        if (text_is(datamodel_text(datamodel, argument->name), name))
            return argument->span;
    }
    return (Span){0};
}

const AstAttribute *block_attribute(const Datamodel *datamodel, const AstBlock *block,
                                    const char *name)
{
    for (uint32_t i = 0; i < block->attribute_count; i++)
        if (text_is(datamodel_text(datamodel, block->attributes[i].name), name))
            return &block->attributes[i];
    return NULL;
}

Text model_text(const Validation *v, uint32_t model)
{
    return model_name(v->datamodel, &v->datamodel->models.items[model]);
}

const RelationField *relation_end(const Datamodel *datamodel, uint32_t end)
{
    return end == NONE ? NULL : &datamodel->relation_fields.items[end];
}

const Field *end_field(const Datamodel *datamodel, const RelationField *end)
{
    return &datamodel->fields.items[end->field];
}

Text field_text(const Validation *v, const RelationField *end)
{
    return field_name(v->datamodel, end_field(v->datamodel, end));
}

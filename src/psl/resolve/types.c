/* What the fields' types refer to. */
#include "psl/resolve/resolver.h"

static void set_relation(Resolver *resolver, Field *field, uint32_t model)
{
    Datamodel *datamodel = resolver->datamodel;
    if (field->in_type) {
        Text name = text_at(resolver, field->ast->type);
        diagnose_error(resolver->diagnostics, field->ast->type,
                       "a composite type cannot have a relation, and '%.*s' is a model",
                       TEXT_ARG(name));
        return;
    }
    field->kind = FIELD_RELATION;
    field->type = model;
    field->relation_field = (uint32_t)datamodel->relation_fields.count;
    uint32_t index = (uint32_t)(field - datamodel->fields.items);
    list_add(resolver->arena, &datamodel->relation_fields,
             (RelationField){.field = index, .relation = NONE});
}

static void set_named_type(Resolver *resolver, Field *field)
{
    Text name = text_at(resolver, field->ast->type);
    const Top *top = map_get(&resolver->tops, name);
    if (!top) {
        diagnose_error(resolver->diagnostics, field->ast->type, "there is no type '%.*s'",
                       TEXT_ARG(name));
        for (int i = 0; i < SCALAR_COUNT; i++) {
            const char *scalar = scalar_type_name((ScalarType)i);
            if (text_is_near(name, text_from(scalar))) {
                diagnose_hint(resolver->diagnostics, "perhaps '%s'", scalar);
                return;
            }
        }
        diagnose_hint(resolver->diagnostics,
                      "a type is one of Int, BigInt, Float, Decimal, Boolean, String, DateTime, "
                      "Json and Bytes, or a model, view, enum or type of this schema");
        return;
    }
    if (top->kind == BLOCK_MODEL || top->kind == BLOCK_VIEW) {
        set_relation(resolver, field, top->index);
        return;
    }
    field->kind = top->kind == BLOCK_ENUM ? FIELD_ENUM : FIELD_COMPOSITE;
    field->type = top->index;
}

void resolve_types(Resolver *resolver)
{
    Datamodel *datamodel = resolver->datamodel;
    for (list_each(Field, field, &datamodel->fields)) {
        ScalarType scalar;
        if (field->ast->is_unsupported) {
            field->kind = FIELD_UNSUPPORTED;
        } else if (scalar_type_of(text_at(resolver, field->ast->type), &scalar)) {
            field->kind = FIELD_SCALAR;
            field->scalar = scalar;
        } else {
            set_named_type(resolver, field);
        }
    }
    for (list_each(Enum, item, &datamodel->enums))
        if (item->value_count == 0)
            diagnose_error(resolver->diagnostics, item->ast->span, "an enum needs a value");
}

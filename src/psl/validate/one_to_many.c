#include "psl/validate/rules.h"

static bool ends_of(const Validation *v, const Relation *relation, const RelationField **forward,
                    const RelationField **back)
{
    *forward = relation_end(v->datamodel, relation->field_a);
    *back = relation_end(v->datamodel, relation->field_b);
    return *forward && *back;
}

static void is_given(Validation *v, const RelationField *end, const uint32_t *fields,
                     uint32_t count, const char *argument)
{
    if (fields && count > 0)
        return;
    Text name = field_text(v, end);
    diagnose_error(v->diagnostics, end_field(v->datamodel, end)->ast->span,
                   "'%.*s' does not say its '%s'", TEXT_ARG(name), argument);
    diagnose_hint(v->diagnostics, "write @relation(fields: [...], references: [...])");
}

void one_to_many_has_fields_and_references(Validation *v, const Relation *relation)
{
    const RelationField *forward;
    const RelationField *back;
    if (!ends_of(v, relation, &forward, &back))
        return;
    is_given(v, forward, forward->fields, forward->field_count, "fields");
    is_given(v, forward, forward->references, forward->reference_count, "references");
    if ((back->fields && back->field_count) || (back->references && back->reference_count))
        diagnose_error(v->diagnostics, end_field(v->datamodel, back)->ast->span,
                       "'fields' and 'references' belong to the other end, which is no list");
}

void one_to_many_has_actions_on_the_one_side(Validation *v, const Relation *relation)
{
    const RelationField *forward;
    const RelationField *back;
    if (ends_of(v, relation, &forward, &back) &&
        (back->on_delete != ACTION_NONE || back->on_update != ACTION_NONE))
        diagnose_error(v->diagnostics, end_field(v->datamodel, back)->ast->span,
                       "'onDelete' and 'onUpdate' belong to the other end, which is no list");
}

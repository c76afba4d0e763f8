/* Relations with a foreign key: what one-to-one and one-to-many ones have in common. The end that
 * has the key is the forward one, the other the back one; one of them may not be written. */
#include "psl/validate/rules.h"

static const RelationField *forward_of(const Validation *v, const Relation *relation)
{
    return relation_end(v->datamodel, relation->field_a);
}

static const Field *field_at(const Validation *v, uint32_t field)
{
    return &v->datamodel->fields.items[field];
}

void references_are_unique(Validation *v, const Relation *relation)
{
    const RelationField *from = forward_of(v, relation);
    if (!from || !from->references || from->reference_count == 0)
        return;
    Span span = end_field(v->datamodel, from)->ast->span;
    uint32_t model = relation->model_b;
    Text name = model_text(v, model);
    if (!fields_are_unique(v, model, from->references, from->reference_count, false)) {
        diagnose_error(v->diagnostics, span,
                       "the referenced fields are not an id or a unique of '%.*s'", TEXT_ARG(name));
        diagnose_hint(v->diagnostics, from->reference_count == 1
                                          ? "mark the field with @unique"
                                          : "add @@unique([...]) of these fields");
    } else if (from->reference_count > 1 &&
               !validation_can(v, CAPABILITY_RELATION_FIELDS_IN_ANY_ORDER) &&
               !fields_are_unique(v, model, from->references, from->reference_count, true)) {
        diagnose_error(v->diagnostics, span,
                       "the referenced fields have another order in the id or unique of '%.*s'",
                       TEXT_ARG(name));
    }
}

void fields_match_references_in_number(Validation *v, const Relation *relation)
{
    const RelationField *from = forward_of(v, relation);
    if (from && from->fields && from->references && from->field_count != from->reference_count)
        diagnose_error(v->diagnostics, from->attribute->span,
                       "%u fields refer to %u fields; these must be as many", from->field_count,
                       from->reference_count);
}

void required_relation_has_required_fields(Validation *v, const Relation *relation)
{
    const RelationField *from = forward_of(v, relation);
    if (!from || !from->fields || !field_is_required(end_field(v->datamodel, from)))
        return;
    for (uint32_t i = 0; i < from->field_count; i++) {
        const Field *field = field_at(v, from->fields[i]);
        if (field->ast->arity != ARITY_OPTIONAL)
            continue;
        Text name = field_name(v->datamodel, field);
        diagnose_error(v->diagnostics, end_field(v->datamodel, from)->ast->span,
                       "the relation is required, but its field '%.*s' is optional",
                       TEXT_ARG(name));
        diagnose_hint(v->diagnostics, "make both optional, or both required");
        return;
    }
}

static void fields_have_one_type(Validation *v, const RelationField *from, const Field *a,
                                 const Field *b)
{
    if (fields_have_same_type(v->datamodel, a, b))
        return;
    Text name = field_name(v->datamodel, a);
    Text other = field_name(v->datamodel, b);
    diagnose_error(v->diagnostics, end_field(v->datamodel, from)->ast->span,
                   "'%.*s' and '%.*s', which it refers to, have different types", TEXT_ARG(name),
                   TEXT_ARG(other));
}

/* The first id or unique of required fields of known types: what is referred to without
 * `references`. */
static const Index *implied_reference(const Datamodel *datamodel, const Model *model)
{
    const Index *key = model_primary_key(datamodel, model);
    if (key && index_is_strict(datamodel, key))
        return key;
    for (indexes_each(index, datamodel, model))
        if (index->kind == INDEX_UNIQUE && index_is_strict(datamodel, index))
            return index;
    return NULL;
}

void fields_match_references_in_type(Validation *v, const Relation *relation)
{
    const Datamodel *datamodel = v->datamodel;
    const RelationField *from = forward_of(v, relation);
    if (!from || !from->fields)
        return;
    if (from->references) {
        for (uint32_t i = 0; i < from->field_count && i < from->reference_count; i++)
            fields_have_one_type(v, from, field_at(v, from->fields[i]),
                                 field_at(v, from->references[i]));
        return;
    }
    const Index *implied =
        implied_reference(datamodel, &datamodel->models.items[relation->model_b]);
    for (uint32_t i = 0; implied && i < from->field_count && i < implied->field_count; i++)
        fields_have_one_type(v, from, field_at(v, from->fields[i]),
                             index_field_target(datamodel, &implied->fields[i]));
}

static bool has_required_fields(const Validation *v, const RelationField *from)
{
    if (!from->fields)
        return true; /* nobody knows */
    for (uint32_t i = 0; i < from->field_count; i++)
        if (field_is_required(field_at(v, from->fields[i])))
            return true;
    return false;
}

void required_fields_are_not_set_null(Validation *v, const Relation *relation)
{
    const RelationField *from = forward_of(v, relation);
    if (!from || !has_required_fields(v, from))
        return;
    Span span = end_field(v->datamodel, from)->ast->span;
    bool is_allowed = v->datamodel->relation_mode == RELATION_MODE_FOREIGN_KEYS &&
                      validation_can(v, CAPABILITY_SET_NULL_ON_REQUIRED);
    const struct {
        ReferentialAction action;
        const char *name;
    } actions[] = {{from->on_delete, "onDelete"}, {from->on_update, "onUpdate"}};
    for (size_t i = 0; i < sizeof actions / sizeof *actions; i++) {
        if (actions[i].action != ACTION_SET_NULL)
            continue;
        if (is_allowed)
            diagnose_warning(v->diagnostics, span,
                             "%s sets required fields to null, which will fail", actions[i].name);
        else
            diagnose_error(v->diagnostics, span, "%s cannot set required fields to null",
                           actions[i].name);
        diagnose_hint(v->diagnostics, "make the fields optional, or choose another action");
    }
}

void relation_has_both_ends(Validation *v, const Relation *relation)
{
    const RelationField *forward = forward_of(v, relation);
    const RelationField *back = relation_end(v->datamodel, relation->field_b);
    const RelationField *alone = forward ? forward : back;
    if ((forward && back) || !alone)
        return;
    const Field *field = end_field(v->datamodel, alone);
    Text name = field_name(v->datamodel, field);
    Text other = model_text(v, field->type);
    diagnose_error(v->diagnostics, field->ast->span,
                   "'%.*s' has no relation field at the other end, in '%.*s'", TEXT_ARG(name),
                   TEXT_ARG(other));
    diagnose_hint(v->diagnostics, "add it, or let dunlin format add it");
}

#include "psl/validate/rules.h"

/* Both ends of a relation; true when both are written. */
typedef struct Ends {
    const RelationField *forward;
    const RelationField *back;
} Ends;

static bool ends_of(const Validation *v, const Relation *relation, Ends *ends)
{
    *ends = (Ends){relation_end(v->datamodel, relation->field_a),
                   relation_end(v->datamodel, relation->field_b)};
    return ends->forward && ends->back;
}

static bool has_fields(const RelationField *end)
{
    return end->fields && end->field_count > 0;
}

static bool has_references(const RelationField *end)
{
    return end->references && end->reference_count > 0;
}

static bool has_actions(const RelationField *end)
{
    return end->on_delete != ACTION_NONE || end->on_update != ACTION_NONE;
}

static Span span_of(const Validation *v, const RelationField *end)
{
    return end_field(v->datamodel, end)->ast->span;
}

static void refuse_both(Validation *v, const Ends *ends, const char *message)
{
    diagnose_error(v->diagnostics, span_of(v, ends->forward), "%s", message);
    diagnose_error(v->diagnostics, span_of(v, ends->back), "%s", message);
}

void one_to_one_has_fields_and_references(Validation *v, const Relation *relation)
{
    Ends ends;
    if (!ends_of(v, relation, &ends))
        return;
    if (!has_fields(ends.forward) && !has_fields(ends.back))
        refuse_both(v, &ends, "neither end of the relation has 'fields'");
    if (!has_references(ends.forward) && !has_references(ends.back))
        refuse_both(v, &ends, "neither end of the relation has 'references'");
}

void one_to_one_has_them_on_one_side(Validation *v, const Relation *relation)
{
    Ends ends;
    if (!ends_of(v, relation, &ends))
        return;
    if (has_references(ends.forward) && has_references(ends.back))
        refuse_both(v, &ends, "both ends of the relation have 'references'");
    if (has_fields(ends.forward) && has_fields(ends.back))
        refuse_both(v, &ends, "both ends of the relation have 'fields'");
}

void one_to_one_has_actions_on_that_side(Validation *v, const Relation *relation)
{
    Ends ends;
    if (!ends_of(v, relation, &ends) || !has_actions(ends.back))
        return;
    if (has_actions(ends.forward))
        refuse_both(v, &ends, "both ends of the relation have 'onDelete' or 'onUpdate'");
    else
        diagnose_error(v->diagnostics, span_of(v, ends.back),
                       "'onDelete' and 'onUpdate' belong to the other end of the relation");
}

void one_to_one_fields_are_unique(Validation *v, const Relation *relation)
{
    const RelationField *from = relation_end(v->datamodel, relation->field_a);
    if (!from || !from->fields ||
        fields_are_unique(v, relation->model_a, from->fields, from->field_count, true))
        return;
    diagnose_error(v->diagnostics, span_of(v, from),
                   "the relation is one to one, but its fields are not unique");
    diagnose_hint(v->diagnostics, from->field_count == 1
                                      ? "mark the field with @unique, or make the other end a list"
                                      : "add @@unique([...]) of the fields, or make the other end "
                                        "a list");
}

/* The rules from here on say no more where something is wrong already. */
static bool ends_without_errors(const Validation *v, const Relation *relation, Ends *ends)
{
    return v->diagnostics->error_count == 0 && ends_of(v, relation, ends);
}

void one_to_one_has_them_on_the_same_side(Validation *v, const Relation *relation)
{
    Ends ends;
    if (!ends_without_errors(v, relation, &ends))
        return;
    const char *message = "'fields' and 'references' are on different ends of the relation";
    if (has_fields(ends.forward) && has_references(ends.back))
        refuse_both(v, &ends, message);
    if (has_references(ends.forward) && has_fields(ends.back))
        diagnose_error(v->diagnostics, span_of(v, ends.forward), "%s", message);
}

void one_to_one_back_side_is_optional(Validation *v, const Relation *relation)
{
    Ends ends;
    if (!ends_without_errors(v, relation, &ends) ||
        !field_is_required(end_field(v->datamodel, ends.back)))
        return;
    Text name = field_text(v, ends.back);
    diagnose_error(v->diagnostics, span_of(v, ends.back),
                   "'%.*s' cannot be required, since no database can ensure it", TEXT_ARG(name));
    diagnose_hint(v->diagnostics, "make it optional");
}

void one_to_one_required_side_has_them(Validation *v, const Relation *relation)
{
    Ends ends;
    if (!ends_without_errors(v, relation, &ends) ||
        !field_is_required(end_field(v->datamodel, ends.forward)) ||
        (!ends.back->fields && !ends.back->references))
        return;
    diagnose_error(v->diagnostics, span_of(v, ends.back),
                   "'fields' and 'references' belong to the required end of the relation");
    diagnose_hint(v->diagnostics, "move them, or make this end required and the other optional");
}

#include "psl/validate/rules.h"

enum { END_COUNT = 2 };

/* Both ends of a many-to-many relation are always written; NULL for safety's sake. */
static const RelationField *end_of(const Validation *v, const Relation *relation, int i)
{
    return relation_end(v->datamodel, i == 0 ? relation->field_a : relation->field_b);
}

static void refuse_ends(Validation *v, const Relation *relation, const char *message)
{
    for (int i = 0; i < END_COUNT; i++)
        if (end_of(v, relation, i))
            diagnose_error(v->diagnostics,
                           end_field(v->datamodel, end_of(v, relation, i))->ast->span, "%s",
                           message);
}

static const Model *model_referred_to(const Validation *v, const RelationField *end)
{
    return &v->datamodel->models.items[end_field(v->datamodel, end)->type];
}

void implicit_relation_has_no_views(Validation *v, const Relation *relation)
{
    const Model *models = v->datamodel->models.items;
    if (models[relation->model_a].is_view || models[relation->model_b].is_view)
        refuse_ends(v, relation, "no table is made for a relation of many with a view");
}

void implicit_relation_is_supported(Validation *v, const Relation *relation)
{
    if (!validation_can(v, CAPABILITY_IMPLICIT_MANY_TO_MANY))
        refuse_ends(v, relation,
                    "no table is made for a relation of many with many: both ends need 'fields' "
                    "and 'references'");
}

void implicit_relation_has_single_ids(Validation *v, const Relation *relation)
{
    for (int i = 0; i < END_COUNT; i++) {
        const RelationField *end = end_of(v, relation, i);
        if (!end)
            continue;
        const Model *other = model_referred_to(v, end);
        const Index *key = model_primary_key(v->datamodel, other);
        Span span = end_field(v->datamodel, end)->ast->span;
        Text name = model_name(v->datamodel, other);
        if (!key || key->field_count != 1) {
            diagnose_error(v->diagnostics, span,
                           "'%.*s' has no id of one field, which a relation of many with many "
                           "needs",
                           TEXT_ARG(name));
            diagnose_hint(v->diagnostics, "add a model between the two");
        } else if (end->references &&
                   (end->reference_count != 1 || end->references[0] != key->fields[0].field)) {
            diagnose_error(v->diagnostics, span,
                           "a relation of many with many refers to the id of '%.*s' only",
                           TEXT_ARG(name));
        }
    }
}

void implicit_relation_has_no_references(Validation *v, const Relation *relation)
{
    for (int i = 0; i < END_COUNT; i++) {
        const RelationField *end = end_of(v, relation, i);
        if (end && end->references)
            diagnose_error(v->diagnostics, end_field(v->datamodel, end)->ast->span,
                           "a relation of many with many has no 'references'");
    }
}

void embedded_relation_is_supported(Validation *v, const Relation *relation)
{
    if (!validation_can(v, CAPABILITY_EMBEDDED_MANY_TO_MANY))
        refuse_ends(v, relation,
                    "there are no lists of ids for a relation of many with many: take 'fields' "
                    "and 'references' away");
}

static void has_one(Validation *v, const RelationField *end, const uint32_t *fields, uint32_t count,
                    const char *argument)
{
    if (fields && count == 1)
        return;
    Span span = end->attribute ? end->attribute->span : end_field(v->datamodel, end)->ast->span;
    span = span_or(argument_span(v->datamodel, end->attribute, argument), span);
    diagnose_error(v->diagnostics, span, "a relation of many with many needs one field in '%s'",
                   argument);
}

void embedded_relation_has_one_reference(Validation *v, const Relation *relation)
{
    for (int i = 0; i < END_COUNT; i++) {
        const RelationField *end = end_of(v, relation, i);
        if (end && validation_can(v, CAPABILITY_EMBEDDED_MANY_TO_MANY))
            has_one(v, end, end->references, end->reference_count, "references");
    }
}

void embedded_relation_has_one_field(Validation *v, const Relation *relation)
{
    for (int i = 0; i < END_COUNT; i++) {
        const RelationField *end = end_of(v, relation, i);
        if (end && validation_can(v, CAPABILITY_EMBEDDED_MANY_TO_MANY))
            has_one(v, end, end->fields, end->field_count, "fields");
    }
}

static const Field *first_field(const Validation *v, const uint32_t *fields, uint32_t count)
{
    return fields && count ? &v->datamodel->fields.items[fields[0]] : NULL;
}

void embedded_relation_refers_to_ids(Validation *v, const Relation *relation)
{
    for (int i = 0; i < END_COUNT; i++) {
        const RelationField *end = end_of(v, relation, i);
        if (!end || !validation_can(v, CAPABILITY_EMBEDDED_MANY_TO_MANY))
            continue;
        const Field *referred = first_field(v, end->references, end->reference_count);
        if (!referred || field_is_single_id(v->datamodel, referred))
            continue;
        Span span = argument_span(v->datamodel, end->attribute, "references");
        diagnose_error(v->diagnostics, span_or(span, end_field(v->datamodel, end)->ast->span),
                       "'references' must be the id of the other model");
    }
}

static bool same_native_type(const Field *a, const Field *b)
{
    if (!a->native_type || !b->native_type)
        return a->native_type == b->native_type;
    return text_equal(a->native_type->name, b->native_type->name);
}

static bool same_type(const Datamodel *datamodel, const Field *a, const Field *b)
{
    return fields_have_same_type(datamodel, a, b) && same_native_type(a, b);
}

void embedded_field_is_list_of_ids(Validation *v, const Relation *relation)
{
    for (int i = 0; i < END_COUNT; i++) {
        const RelationField *end = end_of(v, relation, i);
        if (!end || !validation_can(v, CAPABILITY_EMBEDDED_MANY_TO_MANY))
            continue;
        const Field *field = first_field(v, end->fields, end->field_count);
        const Field *referred = first_field(v, end->references, end->reference_count);
        if (!field || !referred ||
            (field_is_list(field) && !field_is_list(referred) &&
             same_type(v->datamodel, field, referred)))
            continue;
        Text name = field_name(v->datamodel, field);
        diagnose_error(v->diagnostics, end->attribute->span,
                       "'%.*s' must be a list of what it refers to", TEXT_ARG(name));
    }
}

void many_to_many_has_no_actions(Validation *v, const Relation *relation)
{
    if (relation->kind == RELATION_EMBEDDED_MANY_TO_MANY &&
        !validation_can(v, CAPABILITY_EMBEDDED_MANY_TO_MANY))
        return;
    for (int i = 0; i < END_COUNT; i++) {
        const RelationField *end = end_of(v, relation, i);
        const char *message = "a relation of many with many has no referential actions";
        if (end && end->on_delete != ACTION_NONE)
            diagnose_error(v->diagnostics, end->on_delete_span, "%s", message);
        if (end && end->on_update != ACTION_NONE)
            diagnose_error(v->diagnostics, end->on_update_span, "%s", message);
    }
}

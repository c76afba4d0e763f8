/* The order of the rules, which is the order of what they report.
 *
 * When is it that they run? Syntax, names, types and attributes, and the configuration, are each
 * looked at whatever the others found. The rules run when none of these found an error; warnings
 * do not matter. Among the rules, these stop others:
 * - Nothing of a composite type is looked at once anything is wrong.
 * - Of two relation fields that claim one relation, the first ends it all: no rule behind it runs,
 *   for this model or any other, nor those for enums and relations.
 * - The last three rules on one-to-one relations run while nothing is wrong anywhere. */
#include "psl/validate/validate.h"

#include "psl/native_type.h"
#include "psl/validate/rules.h"

static void check_types(Validation *v)
{
    composite_types_end(v);
    for (list_each(const CompositeType, type, &v->datamodel->types)) {
        composite_types_are_supported(v, type);
        if (v->diagnostics->error_count > 0)
            continue;
        composite_type_has_fields(v, type);
        for (fields_each(field, v->datamodel, type)) {
            default_value_is_valid(v, field);
            if (field->native_type)
                native_type_check(v->datamodel, field, v->diagnostics);
            if (v->provider->check_field && is_scalar_field(field))
                v->provider->check_field(v->datamodel, field, v->diagnostics);
        }
    }
}

static void check_datasource(Validation *v)
{
    if (v->datamodel->datasource && v->provider->check_datasource)
        v->provider->check_datasource(v->datamodel, v->diagnostics);
}

static void check_provider_model(Validation *v, const Model *model)
{
    if (v->provider->check_model)
        v->provider->check_model(v->datamodel, model, v->diagnostics);
}

static void check_table(Validation *v, const Model *model)
{
    const Index *key = model_primary_key(v->datamodel, model);
    model_has_unique_criterion(v, model);
    if (key) {
        primary_key_name_is_free(v, key);
        client_name_is_free(v, key);
        primary_key_has_fields(v, key);
        joined_name_is_no_field(v, key);
        primary_key_is_supported(v, model, key);
        primary_key_arguments_are_supported(v, key);
    }
    one_fulltext_at_most(v, model);
    shard_key_is_supported(v, model);
    shard_key_has_fields(v, model);
    check_provider_model(v, model);
    autoincrement_is_supported(v, model);
    model_schema_fits(v, model);
    if (key) {
        index_length_fits_types(v, key);
        clustering_is_supported(v, key);
        clustered_key_is_alone(v, key);
    }
}

static void check_view(Validation *v, const Model *view)
{
    views_are_switched_on(v, view);
    check_provider_model(v, view);
    model_schema_fits(v, view);
    view_has_no_primary_key(v, view);
}

static void check_scalar_field(Validation *v, const Field *field)
{
    field_type_is_supported(v, field);
    field_name_is_no_client_name(v, field);
    default_name_is_free(v, field);
    if (field->native_type)
        native_type_check(v->datamodel, field, v->diagnostics);
    default_name_is_supported(v, field);
    default_value_is_valid(v, field);
    default_auto_is_supported(v, field);
    unsupported_type_has_no_name(v, field);
    if (v->provider->check_field)
        v->provider->check_field(v->datamodel, field, v->diagnostics);
}

/* False to end it all. */
static bool check_relation_field(Validation *v, const Field *field)
{
    const RelationField *end = &v->datamodel->relation_fields.items[field->relation_field];
    if (!relation_is_told_apart(v, end))
        return false;
    field_name_is_no_client_name(v, field);
    related_model_is_not_ignored(v, end);
    referential_actions_are_supported(v, end);
    foreign_key_name_is_supported(v, end);
    relation_fields_are_indexed(v, end);
    if (v->provider->check_relation_field)
        v->provider->check_relation_field(v->datamodel, field, v->diagnostics);
    return true;
}

static void check_index(Validation *v, const Model *model, const Index *index)
{
    index_has_fields(v, index);
    index_name_is_free(v, index);
    joined_name_is_no_field(v, index);
    client_name_is_free(v, index);
    index_length_is_supported(v, index);
    index_algorithm_is_supported(v, index);
    hash_index_has_no_sort(v, index);
    fulltext_is_supported(v, index);
    fulltext_arguments_are_supported(v, index);
    fulltext_fields_lie_together(v, index);
    mapped_name_fits(v, index->attribute, index->mapped_name);
    clustering_is_supported(v, index);
    clustered_index_is_alone(v, model, index);
    operator_class_is_in_normal_index(v, index);
    compound_unique_has_no_composite(v, index);
    partial_index_is_supported(v, index);
    index_length_fits_types(v, index);
}

static void check_view_index(Validation *v, const Index *index)
{
    view_index_is_a_plain_unique(v, index);
    joined_name_is_no_field(v, index);
}

static bool check_members(Validation *v, const Model *model)
{
    for (fields_each(field, v->datamodel, model))
        if (is_scalar_field(field))
            check_scalar_field(v, field);
    for (fields_each(field, v->datamodel, model))
        if (field->kind == FIELD_RELATION && !check_relation_field(v, field))
            return false;
    for (indexes_each(index, v->datamodel, model)) {
        if (model->is_view)
            check_view_index(v, index);
        else
            check_index(v, model, index);
    }
    return true;
}

static bool check_model(Validation *v, const Model *model)
{
    ArenaMark mark = arena_mark(v->scratch);
    client_names_collect(v, model);
    clustered_indexes_count(v, model);
    relation_claims_collect(v, model);
    relation_indexes_collect(v, model);
    if (model->is_view)
        check_view(v, model);
    else
        check_table(v, model);
    bool go_on = check_members(v, model);
    arena_rewind(v->scratch, mark);
    return go_on;
}

/* All models, then all views. */
static bool check_models(Validation *v)
{
    for (int are_views = 0; are_views < 2; are_views++)
        for (list_each(const Model, model, &v->datamodel->models))
            if (model->is_view == are_views && !check_model(v, model))
                return false;
    return true;
}

static void check_enums(Validation *v)
{
    if (validation_can(v, CAPABILITY_ENUMS))
        enum_database_names_differ(v);
    for (list_each(const Enum, item, &v->datamodel->enums)) {
        enums_are_supported(v, item);
        enum_schema_fits(v, item);
        if (v->provider->check_enum)
            v->provider->check_enum(v->datamodel, item, v->diagnostics);
    }
}

static void check_foreign_key(Validation *v, const Relation *relation)
{
    cascade_does_not_return(v, relation);
    cascade_has_one_way(v, relation);
    references_are_unique(v, relation);
    fields_match_references_in_number(v, relation);
    required_relation_has_required_fields(v, relation);
    fields_match_references_in_type(v, relation);
    foreign_key_name_is_free(v, relation);
    required_fields_are_not_set_null(v, relation);
    relation_has_both_ends(v, relation);
}

static void check_relation(Validation *v, const Relation *relation)
{
    switch (relation->kind) {
    case RELATION_ONE_TO_ONE:
        check_foreign_key(v, relation);
        one_to_one_has_fields_and_references(v, relation);
        one_to_one_has_them_on_one_side(v, relation);
        one_to_one_has_actions_on_that_side(v, relation);
        one_to_one_fields_are_unique(v, relation);
        one_to_one_has_them_on_the_same_side(v, relation);
        one_to_one_back_side_is_optional(v, relation);
        one_to_one_required_side_has_them(v, relation);
        break;
    case RELATION_ONE_TO_MANY:
        check_foreign_key(v, relation);
        one_to_many_has_fields_and_references(v, relation);
        one_to_many_has_actions_on_the_one_side(v, relation);
        break;
    case RELATION_IMPLICIT_MANY_TO_MANY:
        implicit_relation_has_no_views(v, relation);
        implicit_relation_is_supported(v, relation);
        implicit_relation_has_single_ids(v, relation);
        many_to_many_has_no_actions(v, relation);
        implicit_relation_has_no_references(v, relation);
        break;
    case RELATION_EMBEDDED_MANY_TO_MANY:
        embedded_relation_is_supported(v, relation);
        embedded_relation_has_one_reference(v, relation);
        embedded_relation_has_one_field(v, relation);
        embedded_relation_refers_to_ids(v, relation);
        embedded_field_is_list_of_ids(v, relation);
        many_to_many_has_no_actions(v, relation);
        break;
    }
}

static void check_relations(Validation *v)
{
    unique_criteria_collect(v);
    cascades_collect(v);
    for (list_each(const Relation, relation, &v->datamodel->relations))
        check_relation(v, relation);
}

void datamodel_validate(Arena *arena, const Datamodel *datamodel, Diagnostics *diagnostics)
{
    Validation v = {.datamodel = datamodel,
                    .provider = datamodel->provider,
                    .diagnostics = diagnostics,
                    .arena = arena_new(),
                    .scratch = arena_new()};
    v.name = BUFFER(v.arena);
    v.other_name = BUFFER(v.arena);
    (void)arena; /* nothing is made that lasts */
    constraint_names_collect(&v);
    check_types(&v);
    default_functions_are_known(&v);
    check_datasource(&v);
    model_database_names_differ(&v);
    if (check_models(&v)) {
        check_enums(&v);
        check_relations(&v);
    }
    arena_free(v.scratch);
    arena_free(v.arena);
}

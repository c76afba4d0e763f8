/* The rules, by the file that holds them. Each reports what breaks it; what it needs but is absent,
 * since resolving reported it, it passes over. validate.c says in which order they run. */
#ifndef DUNLIN_PSL_VALIDATE_RULES_H
#define DUNLIN_PSL_VALIDATE_RULES_H

#include "base/buffer.h"
#include "base/map.h"
#include "psl/configuration.h"
#include "psl/validate/name_table.h"
#include "psl/validate/validate.h"

#define SCOPE_COUNT 7 /* of ConstraintScope */

struct Cascades;
struct FieldList;

typedef struct Validation {
    const Datamodel *datamodel;
    const Provider *provider;
    Diagnostics *diagnostics;
    Arena *arena;   /* for what is needed until the end; no diagnostics in it */
    Arena *scratch; /* for what one step needs */

    NameTable constraints[SCOPE_COUNT]; /* names.c */
    unsigned clashing_scopes;           /* those in which a name is there twice */
    Buffer name;
    Buffer other_name;

    Map uniques;               /* unique_criteria.c */
    bool *unique_columns;      /* by field: it is one by itself */
    uint32_t most_fields;      /* that a relation has on one end */
    struct Cascades *cascades; /* cascades.c; NULL where they do not matter */

    /* Of the model at hand, in scratch: */
    Map client_names; /* client_names.c */
    Map field_names;
    Map claims;                    /* relation_fields.c */
    struct FieldList *index_lists; /* relation_indexes.c */
    size_t index_list_count;
    uint32_t clustered_count; /* indexes.c */
} Validation;

/* The fields of a model or composite type, the indexes of a model but for its primary key. */
#define fields_each(field, datamodel, owner) \
    const Field *field = (owner)->field_count ? &(datamodel)->fields.items[(owner)->first_field] \
                                              : NULL, \
                *field##_end = (owner)->field_count ? field + (owner)->field_count : NULL; \
    field < field##_end; \
    field++
#define indexes_each(index, datamodel, model) \
    const Index *index = (model)->index_count ? &(datamodel)->indexes.items[(model)->first_index] \
                                              : NULL, \
                *index##_end = (model)->index_count ? index + (model)->index_count : NULL; \
    index < index##_end; \
    index++

/* walk.c: what the rules ask of the datamodel. */
bool validation_can(const Validation *v, Capability capability);
const char *container_word(const Model *model); /* "model" or "view" */
bool is_scalar_field(const Field *field);       /* it has a column: all but relations */
const Index *model_primary_key(const Datamodel *datamodel, const Model *model); /* or NULL */
const Field *index_field_root(const Datamodel *datamodel, const IndexField *part);
/* No field is optional, and all are of types that Prisma knows: rows can be found by it. */
bool index_is_strict(const Datamodel *datamodel, const Index *index);
bool fields_have_same_type(const Datamodel *datamodel, const Field *a, const Field *b);
bool field_is_single_id(const Datamodel *datamodel, const Field *field);
/* None when the attribute is NULL or has no such argument. */
Span argument_span(const Datamodel *datamodel, const AstAttribute *attribute, const char *name);
static inline Span span_or(Span span, Span fallback)
{
    return span_is_none(span) ? fallback : span;
}
/* The attribute of a block that has this name, or NULL. */
const AstAttribute *block_attribute(const Datamodel *datamodel, const AstBlock *block,
                                    const char *name);
Text model_text(const Validation *v, uint32_t model);                        /* its name */
Text field_text(const Validation *v, const RelationField *end);              /* its name */
const RelationField *relation_end(const Datamodel *datamodel, uint32_t end); /* NULL for NONE */
const Field *end_field(const Datamodel *datamodel, const RelationField *end);

/* names.c */
void constraint_names_collect(Validation *v);
void primary_key_name_is_free(Validation *v, const Index *key);
void index_name_is_free(Validation *v, const Index *index);
void default_name_is_free(Validation *v, const Field *field);
void foreign_key_name_is_free(Validation *v, const Relation *relation);
void mapped_name_fits(Validation *v, const AstAttribute *attribute, Text name);

/* client_names.c */
void client_names_collect(Validation *v, const Model *model); /* in scratch */
void client_name_is_free(Validation *v, const Index *index);
void field_name_is_no_client_name(Validation *v, const Field *field);
void joined_name_is_no_field(Validation *v, const Index *index);

/* database_names.c */
void model_database_names_differ(Validation *v);
void enum_database_names_differ(Validation *v);

/* types.c */
void composite_types_end(Validation *v);
void composite_types_are_supported(Validation *v, const CompositeType *type);
void composite_type_has_fields(Validation *v, const CompositeType *type);

/* schemas.c */
void model_schema_fits(Validation *v, const Model *model);
void enum_schema_fits(Validation *v, const Enum *item);
void enums_are_supported(Validation *v, const Enum *item);

/* views.c */
void views_are_switched_on(Validation *v, const Model *view);
void view_has_no_primary_key(Validation *v, const Model *view);
void view_index_is_a_plain_unique(Validation *v, const Index *index);

/* models.c */
void model_has_unique_criterion(Validation *v, const Model *model);
void primary_key_has_fields(Validation *v, const Index *key);
void primary_key_is_supported(Validation *v, const Model *model, const Index *key);
void primary_key_arguments_are_supported(Validation *v, const Index *key);
void one_fulltext_at_most(Validation *v, const Model *model);
void shard_key_is_supported(Validation *v, const Model *model);
void shard_key_has_fields(Validation *v, const Model *model);
void autoincrement_is_supported(Validation *v, const Model *model); /* autoincrement.c */

/* fields.c */
void field_type_is_supported(Validation *v, const Field *field);
void default_name_is_supported(Validation *v, const Field *field);
void unsupported_type_has_no_name(Validation *v, const Field *field);

/* default_value.c */
void default_functions_are_known(Validation *v);
void default_value_is_valid(Validation *v, const Field *field);
void default_auto_is_supported(Validation *v, const Field *field);

/* indexes.c */
void index_has_fields(Validation *v, const Index *index);
void index_length_is_supported(Validation *v, const Index *index);
void index_length_fits_types(Validation *v, const Index *index); /* primary keys, too */
void index_algorithm_is_supported(Validation *v, const Index *index);
void hash_index_has_no_sort(Validation *v, const Index *index);
void fulltext_is_supported(Validation *v, const Index *index);
void fulltext_arguments_are_supported(Validation *v, const Index *index);
void fulltext_fields_lie_together(Validation *v, const Index *index);
void clustering_is_supported(Validation *v, const Index *index); /* primary keys, too */
void clustered_indexes_count(Validation *v, const Model *model);
void clustered_key_is_alone(Validation *v, const Index *key);
void clustered_index_is_alone(Validation *v, const Model *model, const Index *index);
void operator_class_is_in_normal_index(Validation *v, const Index *index);
void compound_unique_has_no_composite(Validation *v, const Index *index);
void partial_index_is_supported(Validation *v, const Index *index);

/* relation_fields.c */
void relation_claims_collect(Validation *v, const Model *model); /* in scratch */
/* False when several fields of the model claim one relation: no further rule makes sense then. */
bool relation_is_told_apart(Validation *v, const RelationField *end);
void related_model_is_not_ignored(Validation *v, const RelationField *end);
void referential_actions_are_supported(Validation *v, const RelationField *end);
void foreign_key_name_is_supported(Validation *v, const RelationField *end);
/* relation_indexes.c */
void relation_indexes_collect(Validation *v, const Model *model); /* in scratch */
void relation_fields_are_indexed(Validation *v, const RelationField *end);

/* unique_criteria.c */
void unique_criteria_collect(Validation *v);
/* The fields are the fields of an id or a unique of the model, in this order or in any. */
bool fields_are_unique(Validation *v, uint32_t model, const uint32_t *fields, uint32_t count,
                       bool in_order);

/* cascades.c */
void cascades_collect(Validation *v);
void cascade_does_not_return(Validation *v, const Relation *relation);
void cascade_has_one_way(Validation *v, const Relation *relation);

/* relations.c: those with a foreign key */
void references_are_unique(Validation *v, const Relation *relation);
void fields_match_references_in_number(Validation *v, const Relation *relation);
void required_relation_has_required_fields(Validation *v, const Relation *relation);
void fields_match_references_in_type(Validation *v, const Relation *relation);
void required_fields_are_not_set_null(Validation *v, const Relation *relation);
void relation_has_both_ends(Validation *v, const Relation *relation);

/* one_to_one.c */
void one_to_one_has_fields_and_references(Validation *v, const Relation *relation);
void one_to_one_has_them_on_one_side(Validation *v, const Relation *relation);
void one_to_one_has_actions_on_that_side(Validation *v, const Relation *relation);
void one_to_one_fields_are_unique(Validation *v, const Relation *relation);
void one_to_one_has_them_on_the_same_side(Validation *v, const Relation *relation);
void one_to_one_back_side_is_optional(Validation *v, const Relation *relation);
void one_to_one_required_side_has_them(Validation *v, const Relation *relation);

/* one_to_many.c */
void one_to_many_has_fields_and_references(Validation *v, const Relation *relation);
void one_to_many_has_actions_on_the_one_side(Validation *v, const Relation *relation);

/* many_to_many.c */
void implicit_relation_has_no_views(Validation *v, const Relation *relation);
void implicit_relation_is_supported(Validation *v, const Relation *relation);
void implicit_relation_has_single_ids(Validation *v, const Relation *relation);
void implicit_relation_has_no_references(Validation *v, const Relation *relation);
void embedded_relation_is_supported(Validation *v, const Relation *relation);
void embedded_relation_has_one_reference(Validation *v, const Relation *relation);
void embedded_relation_has_one_field(Validation *v, const Relation *relation);
void embedded_relation_refers_to_ids(Validation *v, const Relation *relation);
void embedded_field_is_list_of_ids(Validation *v, const Relation *relation);
void many_to_many_has_no_actions(Validation *v, const Relation *relation);

#endif

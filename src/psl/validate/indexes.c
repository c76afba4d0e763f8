#include "psl/validate/rules.h"

static void refuse(Validation *v, const Index *index, const char *what)
{
    diagnose_error(v->diagnostics, index->attribute->span, "%s has no %s", v->provider->product,
                   what);
}

static bool has_length(const Index *index)
{
    for (uint32_t i = 0; i < index->field_count; i++)
        if (index->fields[i].length >= 0)
            return true;
    return false;
}

static bool has_sort(const Index *index)
{
    for (uint32_t i = 0; i < index->field_count; i++)
        if (index->fields[i].sort != SORT_DEFAULT)
            return true;
    return false;
}

void index_has_fields(Validation *v, const Index *index)
{
    if (index->field_count == 0)
        diagnose_error(v->diagnostics, index->attribute->span, "%s has no fields",
                       index_attribute_name(index));
}

void index_length_is_supported(Validation *v, const Index *index)
{
    if (!validation_can(v, CAPABILITY_INDEX_LENGTH) && has_length(index))
        refuse(v, index, "lengths of fields in indexes");
}

void index_length_fits_types(Validation *v, const Index *index)
{
    if (!validation_can(v, CAPABILITY_INDEX_LENGTH))
        return;
    for (uint32_t i = 0; i < index->field_count; i++) {
        const Field *field = index_field_target(v->datamodel, &index->fields[i]);
        bool has_bytes = field->kind == FIELD_SCALAR &&
                         (field->scalar == SCALAR_STRING || field->scalar == SCALAR_BYTES);
        if (index->fields[i].length < 0 || has_bytes || field->kind == FIELD_UNSUPPORTED)
            continue;
        Text name = field_name(v->datamodel, field);
        diagnose_error(v->diagnostics, index->attribute->span,
                       "'%.*s' is neither String nor Bytes, so its length cannot be limited",
                       TEXT_ARG(name));
    }
}

void index_algorithm_is_supported(Validation *v, const Index *index)
{
    if (index->algorithm == INDEX_DEFAULT ||
        v->provider->index_algorithms & INDEX_BIT(index->algorithm))
        return;
    Span span = argument_span(v->datamodel, index->attribute, "type");
    diagnose_error(v->diagnostics, span_or(span, index->attribute->span),
                   "%s has no indexes of this type", v->provider->product);
}

void hash_index_has_no_sort(Validation *v, const Index *index)
{
    if (index->algorithm == INDEX_HASH && v->provider->index_algorithms & INDEX_BIT(INDEX_HASH) &&
        has_sort(index))
        diagnose_error(v->diagnostics, index->attribute->span,
                       "an index of type Hash has no sort order");
}

void fulltext_is_supported(Validation *v, const Index *index)
{
    if (index->kind == INDEX_FULLTEXT && !validation_can(v, CAPABILITY_FULLTEXT_INDEX))
        refuse(v, index, "fulltext indexes in Prisma");
}

void fulltext_arguments_are_supported(Validation *v, const Index *index)
{
    if (index->kind != INDEX_FULLTEXT || !validation_can(v, CAPABILITY_FULLTEXT_INDEX))
        return;
    if (has_length(index))
        refuse(v, index, "lengths of fields in fulltext indexes");
    if (has_sort(index) && !validation_can(v, CAPABILITY_FULLTEXT_SORT))
        refuse(v, index, "sort orders in fulltext indexes");
}

/* Where fields of a fulltext index may have a sort order, these are plain keys of the index before
 * and behind its text fields, which must not be parted by them. */
void fulltext_fields_lie_together(Validation *v, const Index *index)
{
    if (index->kind != INDEX_FULLTEXT || !validation_can(v, CAPABILITY_FULLTEXT_INDEX) ||
        !validation_can(v, CAPABILITY_FULLTEXT_SORT))
        return;
    bool in_text = false;
    bool is_behind = false;
    for (uint32_t i = 0; i < index->field_count; i++) {
        bool is_text = index->fields[i].sort == SORT_DEFAULT;
        if (is_text && is_behind) {
            diagnose_error(v->diagnostics, index->attribute->span,
                           "the fields without sort order must lie side by side");
            return;
        }
        is_behind |= in_text && !is_text;
        in_text |= is_text;
    }
}

void clustering_is_supported(Validation *v, const Index *index)
{
    if (index->clustered != CLUSTERED_DEFAULT && !validation_can(v, CAPABILITY_CLUSTERING))
        refuse(v, index, "clustered indexes in Prisma");
}

static bool is_clustered(const Index *index)
{
    return index->clustered == CLUSTERED_TRUE;
}

void clustered_indexes_count(Validation *v, const Model *model)
{
    v->clustered_count = 0;
    for (indexes_each(index, v->datamodel, model))
        v->clustered_count += is_clustered(index);
}

/* A table's rows can lie in the order of one index only. Unless told otherwise, the primary key is
 * that one. */
void clustered_key_is_alone(Validation *v, const Index *key)
{
    if (!validation_can(v, CAPABILITY_CLUSTERING) || key->clustered == CLUSTERED_FALSE ||
        v->clustered_count == 0)
        return;
    diagnose_error(v->diagnostics, key->attribute->span,
                   "another index of the model is clustered, but a model can have one only");
    diagnose_hint(v->diagnostics, "write %s(clustered: false)", index_attribute_name(key));
}

void clustered_index_is_alone(Validation *v, const Model *model, const Index *index)
{
    if (!validation_can(v, CAPABILITY_CLUSTERING) || !is_clustered(index))
        return;
    const Index *key = model_primary_key(v->datamodel, model);
    if (key && key->clustered != CLUSTERED_FALSE)
        diagnose_error(v->diagnostics, index->attribute->span,
                       "the id of the model is clustered, but a model can have one only");
    if (v->clustered_count > 1)
        diagnose_error(v->diagnostics, index->attribute->span,
                       "another index of the model is clustered, but a model can have one only");
}

void operator_class_is_in_normal_index(Validation *v, const Index *index)
{
    if (index->kind == INDEX_NORMAL)
        return;
    for (uint32_t i = 0; i < index->field_count; i++) {
        const IndexField *part = &index->fields[i];
        if (!part->operator_class && text_is_none(part->raw_operator_class))
            continue;
        diagnose_error(v->diagnostics, index->attribute->span,
                       "operator classes can stand in @@index only");
        return;
    }
}

void compound_unique_has_no_composite(Validation *v, const Index *index)
{
    if (index->kind != INDEX_UNIQUE || index->field_count < 2)
        return;
    for (uint32_t i = 0; i < index->field_count; i++) {
        const Field *field = index_field_target(v->datamodel, &index->fields[i]);
        if (field->kind != FIELD_COMPOSITE)
            continue;
        Text name = field_name(v->datamodel, field);
        diagnose_error(v->diagnostics, index->attribute->span,
                       "'%.*s' is of a composite type, which cannot be in a unique of several "
                       "fields",
                       TEXT_ARG(name));
        return;
    }
}

void partial_index_is_supported(Validation *v, const Index *index)
{
    if (!index->where)
        return;
    Span span = argument_span(v->datamodel, index->attribute, "where");
    span = span_or(span, index->attribute->span);
    if (!has_preview_feature(v->datamodel, PREVIEW_PARTIAL_INDEXES)) {
        diagnose_error(v->diagnostics, span, "partial indexes are a preview feature");
        diagnose_hint(v->diagnostics,
                      "add previewFeatures = [\"partialIndexes\"] to the generator");
    } else if (!v->provider->has_partial_indexes) {
        diagnose_error(v->diagnostics, span, "%s has no partial indexes in Prisma",
                       v->provider->product);
    }
}

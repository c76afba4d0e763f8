#include "psl/validate/rules.h"

void views_are_switched_on(Validation *v, const Model *view)
{
    if (has_preview_feature(v->datamodel, PREVIEW_VIEWS))
        return;
    diagnose_error(v->diagnostics, view->ast->span, "views are a preview feature");
    diagnose_hint(v->diagnostics, "add previewFeatures = [\"views\"] to the generator");
}

void view_has_no_primary_key(Validation *v, const Model *view)
{
    const Index *key = model_primary_key(v->datamodel, view);
    if (key)
        diagnose_error(v->diagnostics, key->attribute->span, "views have no primary keys");
}

static bool has_arguments(const IndexField *part)
{
    return part->length >= 0 || part->sort != SORT_DEFAULT || part->operator_class ||
           !text_is_none(part->raw_operator_class);
}

/* A view's unique is no index of the database: it only tells the client what to find rows by. */
void view_index_is_a_plain_unique(Validation *v, const Index *index)
{
    Span span = index->attribute->span;
    if (index->kind != INDEX_UNIQUE)
        diagnose_error(v->diagnostics, span, "views have no indexes");
    const char *name = index_attribute_name(index);
    if (!text_is_none(index->mapped_name))
        diagnose_error(v->diagnostics, span,
                       "%s of a view is no index, so it has no name in the database", name);
    if (index->clustered != CLUSTERED_DEFAULT)
        diagnose_error(v->diagnostics, span, "%s of a view is no index, so it cannot be clustered",
                       name);
    for (uint32_t i = 0; i < index->field_count; i++)
        if (has_arguments(&index->fields[i]))
            diagnose_error(v->diagnostics, span, "fields in %s of a view have no arguments", name);
}

#include "psl/validate/rules.h"

void model_has_unique_criterion(Validation *v, const Model *model)
{
    const Datamodel *datamodel = v->datamodel;
    const Index *key = model_primary_key(datamodel, model);
    if (model->is_ignored || (key && index_is_strict(datamodel, key)))
        return;
    bool has_any = key;
    for (indexes_each(index, datamodel, model)) {
        if (index->kind != INDEX_UNIQUE)
            continue;
        if (index_is_strict(datamodel, index))
            return;
        has_any = true;
    }
    Text name = model_name(datamodel, model);
    diagnose_error(v->diagnostics, model->ast->span,
                   has_any ? "no id or unique of the model '%.*s' has only required fields"
                           : "the model '%.*s' has neither an id nor a unique",
                   TEXT_ARG(name));
    diagnose_hint(v->diagnostics, "mark a required field with @id or @unique, or several with "
                                  "@@id([...]) or @@unique([...])");
}

void primary_key_has_fields(Validation *v, const Index *key)
{
    if (key->field_count == 0)
        diagnose_error(v->diagnostics, key->attribute->span, "%s has no fields",
                       index_attribute_name(key));
}

void primary_key_is_supported(Validation *v, const Model *model, const Index *key)
{
    if (!text_is_none(key->mapped_name) && !validation_can(v, CAPABILITY_NAMED_PRIMARY_KEYS))
        diagnose_error(v->diagnostics, model->ast->span, "%s has no names for primary keys",
                       v->provider->product);
    if (key->field_count > 1 && !validation_can(v, CAPABILITY_COMPOUND_IDS))
        diagnose_error(v->diagnostics, key->attribute->span, "%s has no ids of several fields",
                       v->provider->product);
}

void primary_key_arguments_are_supported(Validation *v, const Index *key)
{
    bool has_length = false;
    bool has_sort = false;
    for (uint32_t i = 0; i < key->field_count; i++) {
        has_length |= key->fields[i].length >= 0;
        has_sort |= key->fields[i].sort != SORT_DEFAULT;
    }
    if (has_length && !validation_can(v, CAPABILITY_INDEX_LENGTH))
        diagnose_error(v->diagnostics, key->attribute->span,
                       "%s has no lengths of fields in primary keys", v->provider->product);
    if (has_sort && !validation_can(v, CAPABILITY_PRIMARY_KEY_SORT))
        diagnose_error(v->diagnostics, key->attribute->span,
                       "%s has no sort orders in primary keys", v->provider->product);
}

void one_fulltext_at_most(Validation *v, const Model *model)
{
    if (!validation_can(v, CAPABILITY_FULLTEXT_INDEX) ||
        validation_can(v, CAPABILITY_FULLTEXT_MULTIPLE))
        return;
    uint32_t count = 0;
    for (indexes_each(index, v->datamodel, model))
        count += index->kind == INDEX_FULLTEXT;
    if (count < 2)
        return;
    for (indexes_each(index, v->datamodel, model))
        if (index->kind == INDEX_FULLTEXT)
            diagnose_error(v->diagnostics, index->attribute->span,
                           "%s allows one fulltext index in a model", v->provider->product);
}

void shard_key_is_supported(Validation *v, const Model *model)
{
    if (!model->shard_key_attribute)
        return;
    Span span = model->shard_key_attribute->span;
    if (!has_preview_feature(v->datamodel, PREVIEW_SHARD_KEYS)) {
        diagnose_error(v->diagnostics, span, "shard keys are a preview feature");
        diagnose_hint(v->diagnostics, "add previewFeatures = [\"shardKeys\"] to the generator");
    }
    if (!validation_can(v, CAPABILITY_SHARD_KEYS))
        diagnose_error(v->diagnostics, span, "%s has no shard keys", v->provider->product);
}

void shard_key_has_fields(Validation *v, const Model *model)
{
    if (model->shard_key_attribute && model->shard_key_count == 0)
        diagnose_error(v->diagnostics, model->shard_key_attribute->span,
                       "the shard key has no fields");
}

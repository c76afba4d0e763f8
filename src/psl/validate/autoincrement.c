#include "psl/validate/rules.h"

static bool is_autoincrement(const Field *field)
{
    return field_default_is(field, "autoincrement");
}

/* Marks the model's fields that an index begins with, which is what databases ask for. */
static void mark_indexed(const Datamodel *datamodel, const Model *model, bool *marks)
{
    const Index *key = model_primary_key(datamodel, model);
    if (key && key->field_count)
        marks[key->fields[0].field - model->first_field] = true;
    for (indexes_each(index, datamodel, model))
        if (index->field_count)
            marks[index->fields[0].field - model->first_field] = true;
}

static void check_field(Validation *v, const Field *field, bool is_indexed)
{
    if (!validation_can(v, CAPABILITY_AUTOINCREMENT_ON_NON_ID) &&
        !field_is_single_id(v->datamodel, field))
        diagnose_error(v->diagnostics, field->ast->span, "%s takes autoincrement() only on the id",
                       v->provider->product);
    if (!validation_can(v, CAPABILITY_AUTOINCREMENT_NON_INDEXED) && !is_indexed)
        diagnose_error(v->diagnostics, field->ast->span,
                       "%s takes autoincrement() only on a field that an index begins with",
                       v->provider->product);
}

void autoincrement_is_supported(Validation *v, const Model *model)
{
    const Datamodel *datamodel = v->datamodel;
    uint32_t count = 0;
    for (fields_each(field, datamodel, model))
        count += is_autoincrement(field);
    if (count == 0)
        return;
    if (!validation_can(v, CAPABILITY_AUTOINCREMENT)) {
        for (fields_each(field, datamodel, model))
            if (is_autoincrement(field))
                diagnose_error(v->diagnostics, field->default_value->attribute->span,
                               "%s has no autoincrement()", v->provider->product);
        return;
    }
    if (count > 1 && !validation_can(v, CAPABILITY_AUTOINCREMENT_MULTIPLE))
        diagnose_error(v->diagnostics, model->ast->span,
                       "%s allows one field with autoincrement() in a model", v->provider->product);
    bool *marks = NEW_ARRAY(v->scratch, bool, model->field_count);
    mark_indexed(datamodel, model, marks);
    for (fields_each(field, datamodel, model))
        if (is_autoincrement(field))
            check_field(v, field, marks[field - &datamodel->fields.items[model->first_field]]);
}

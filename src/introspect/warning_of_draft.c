/* Warnings of what models, fields and enums themselves tell. */
#include "introspect/draft.h"

static void add(Draft *draft, WarningKind kind, Text owner, Text name)
{
    draft_warn(draft, (Warning){.kind = kind, .owner = owner, .name = name});
}

static void warn_of_name(Draft *draft, DraftName name, WarningKind kept, Text owner)
{
    if (name.origin == NAME_DUPLICATE)
        add(draft, WARNING_DUPLICATE_NAMES, owner, name.text);
    else if (name.origin == NAME_KEPT && !text_is_none(name.mapped))
        add(draft, kept, owner, name.text);
}

static void warn_of_field(Draft *draft, Text owner, const DraftField *field)
{
    bool has_name = field->name.text.length > 0;
    Text name = has_name ? field->name.text : field->column->name;
    warn_of_name(draft, field->name, WARNING_KEPT_FIELD_NAMES, owner);
    if (!has_name)
        add(draft, WARNING_FIELDS_WITHOUT_NAME, owner, name);
    if (field->column->type.family == FAMILY_UNSUPPORTED)
        draft_warn(draft, (Warning){.kind = WARNING_UNSUPPORTED_TYPES,
                                    .owner = owner,
                                    .name = name,
                                    .detail = field->column->type.text});
}

/* True when the id of several fields has a name for the client. */
static bool keeps_id_name(const Draft *draft, const DraftModel *model)
{
    if (model->is_view || !model->present || model->present->primary_key == NONE)
        return false;
    uint32_t key = draft->live->tables.items[model->source].primary_key;
    return key != NONE && draft->live->indexes.items[key].column_count > 1 &&
           !text_is_none(draft->present->indexes.items[model->present->primary_key].name);
}

static void warn_of_model(Draft *draft, const DraftModel *model)
{
    Text name = model->name.text;
    warn_of_name(draft, model->name, WARNING_KEPT_MODEL_NAMES, TEXT(""));
    if (model->field_count == 0)
        add(draft, WARNING_MODELS_WITHOUT_COLUMNS, TEXT(""), name);
    if (model->lacks_identifier)
        add(draft, WARNING_MODELS_WITHOUT_IDENTIFIER, TEXT(""), name);
    if (keeps_id_name(draft, model))
        add(draft, WARNING_KEPT_ID_NAMES, TEXT(""), name);
    for (uint32_t i = 0; i < model->field_count; i++)
        warn_of_field(draft, name, &draft->fields[model->first_field + i]);
    for (list_each(const DraftRelationField, field, &model->relations))
        if (field->copied)
            add(draft, WARNING_COPIED_RELATIONS, name, field->name);
}

static void warn_of_enum(Draft *draft, const DraftEnum *item)
{
    warn_of_name(draft, item->name, WARNING_KEPT_ENUM_NAMES, TEXT(""));
    for (uint32_t i = 0; i < item->source->value_count; i++) {
        uint32_t place = item->source->first_value + i;
        DraftName name = draft->enum_values[place].name;
        warn_of_name(draft, name, WARNING_KEPT_ENUM_VALUE_NAMES, item->name.text);
        if (name.text.length == 0)
            add(draft, WARNING_ENUM_VALUES_WITHOUT_NAME, item->name.text,
                draft->live->enum_values.items[place]);
    }
}

void warn_of_draft(Draft *draft)
{
    for (list_each(const DraftModel, model, &draft->models))
        warn_of_model(draft, model);
    for (size_t i = 0; i < draft->live->enums.count; i++)
        warn_of_enum(draft, &draft->enums[i]);
}

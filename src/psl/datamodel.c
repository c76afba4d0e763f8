#include "psl/datamodel.h"

Text datamodel_text(const Datamodel *datamodel, Span span)
{
    return source_text(datamodel->source, span);
}

Text model_name(const Datamodel *datamodel, const Model *model)
{
    return datamodel_text(datamodel, model->ast->name);
}

Text field_name(const Datamodel *datamodel, const Field *field)
{
    return datamodel_text(datamodel, field->ast->name);
}

Text enum_name(const Datamodel *datamodel, const Enum *item)
{
    return datamodel_text(datamodel, item->ast->name);
}

Text model_database_name(const Datamodel *datamodel, const Model *model)
{
    return text_is_none(model->mapped_name) ? model_name(datamodel, model) : model->mapped_name;
}

Text field_database_name(const Datamodel *datamodel, const Field *field)
{
    return text_is_none(field->mapped_name) ? field_name(datamodel, field) : field->mapped_name;
}

Text enum_database_name(const Datamodel *datamodel, const Enum *item)
{
    return text_is_none(item->mapped_name) ? enum_name(datamodel, item) : item->mapped_name;
}

const Model *field_model(const Datamodel *datamodel, const Field *field)
{
    return field->in_type ? NULL : &datamodel->models.items[field->owner];
}

const char *index_attribute_name(const Index *index)
{
    switch (index->kind) {
    case INDEX_PRIMARY_KEY:
        return index->source_field == NONE ? "@@id" : "@id";
    case INDEX_UNIQUE:
        return index->source_field == NONE ? "@@unique" : "@unique";
    case INDEX_NORMAL:
        return "@@index";
    case INDEX_FULLTEXT:
        return "@@fulltext";
    }
    return "";
}

uint32_t model_find_field(const Datamodel *datamodel, const Model *model, Text name)
{
    for (uint32_t i = 0; i < model->field_count; i++) {
        const Field *field = &datamodel->fields.items[model->first_field + i];
        if (text_equal(field_name(datamodel, field), name))
            return model->first_field + i;
    }
    return NONE;
}

const Field *index_field_target(const Datamodel *datamodel, const IndexField *index_field)
{
    uint32_t field = index_field->path_count ? index_field->path[index_field->path_count - 1]
                                             : index_field->field;
    return &datamodel->fields.items[field];
}

bool field_default_is(const Field *field, const char *name)
{
    const Expression *value = field->default_value ? field->default_value->value : NULL;
    return value && value->kind == EXPRESSION_FUNCTION && text_is(value->text, name);
}

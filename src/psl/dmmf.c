#include "psl/dmmf.h"

#include "psl/dmmf/writing.h"

/* What has to be known of a model's field before it is written. */
typedef enum FieldMark {
    MARK_ID = 1 << 0,
    MARK_UNIQUE = 1 << 1,
    MARK_READ_ONLY = 1 << 2, /* a relation of its model refers by it */
} FieldMark;

static const char *const kinds[] = {
    [FIELD_SCALAR] = "scalar",
    [FIELD_ENUM] = "enum",
    [FIELD_COMPOSITE] = "object",
    [FIELD_RELATION] = "object",
};

static const char *const actions[] = {
    [ACTION_CASCADE] = "Cascade",        [ACTION_RESTRICT] = "Restrict",
    [ACTION_NO_ACTION] = "NoAction",     [ACTION_SET_NULL] = "SetNull",
    [ACTION_SET_DEFAULT] = "SetDefault",
};

static void write_block_documentation(const Dmmf *dmmf, const AstBlock *block)
{
    write_text_if_any(
        dmmf, "documentation",
        ast_documentation(dmmf->scratch, dmmf->datamodel->ast, block->comment_before));
}

static void write_field_documentation(const Dmmf *dmmf, const AstField *field)
{
    write_text_if_any(dmmf, "documentation",
                      ast_field_documentation(dmmf->scratch, dmmf->datamodel->ast, field));
}

/* --- enums --- */

static void write_enum(const Dmmf *dmmf, const Enum *item)
{
    JsonWriter *json = dmmf->json;
    const Datamodel *datamodel = dmmf->datamodel;
    json_begin_object(json, NULL);
    json_add_text(json, "name", enum_name(datamodel, item));
    json_begin_array(json, "values");
    for (uint32_t i = 0; i < item->value_count; i++) {
        const EnumValue *value = &datamodel->enum_values.items[item->first_value + i];
        json_begin_object(json, NULL);
        json_add_text(json, "name", datamodel_text(datamodel, value->ast->name));
        write_text_or_null(dmmf, "dbName", value->mapped_name);
        write_field_documentation(dmmf, value->ast);
        json_end_object(json);
    }
    json_end_array(json);
    write_text_or_null(dmmf, "dbName", item->mapped_name);
    write_block_documentation(dmmf, item->ast);
    json_end_object(json);
}

/* --- fields --- */

/* The name of a relation that has none in the schema. */
static Text implied_name(Arena *scratch, Text one, Text other)
{
    bool in_order = text_compare(one, other) <= 0;
    Buffer out = BUFFER(scratch);
    buffer_add(&out, in_order ? one : other);
    buffer_add_string(&out, "To");
    buffer_add(&out, in_order ? other : one);
    return buffer_text(&out);
}

static void write_names(const Dmmf *dmmf, const char *name, const uint32_t *fields, uint32_t count)
{
    json_begin_array(dmmf->json, name);
    for (uint32_t i = 0; fields && i < count; i++) {
        const Field *field = &dmmf->datamodel->fields.items[fields[i]];
        json_add_text(dmmf->json, NULL, field_name(dmmf->datamodel, field));
    }
    json_end_array(dmmf->json);
}

static void write_relation(const Dmmf *dmmf, const Field *field)
{
    JsonWriter *json = dmmf->json;
    const Datamodel *datamodel = dmmf->datamodel;
    const RelationField *end = &datamodel->relation_fields.items[field->relation_field];
    const Model *models = datamodel->models.items;
    Text name = end->name;
    if (text_is_none(name))
        name = implied_name(dmmf->scratch, model_name(datamodel, &models[field->owner]),
                            model_name(datamodel, &models[field->type]));
    json_add_text(json, "relationName", name);
    write_names(dmmf, "relationFromFields", end->fields, end->field_count);
    write_names(dmmf, "relationToFields", end->references, end->reference_count);
    if (end->on_delete != ACTION_NONE)
        json_add_string(json, "relationOnDelete", actions[end->on_delete]);
    if (end->on_update != ACTION_NONE)
        json_add_string(json, "relationOnUpdate", actions[end->on_update]);
}

static void write_native_type(JsonWriter *json, const NativeTypeUse *use)
{
    if (!use) {
        json_add_null(json, "nativeType");
        return;
    }
    json_begin_array(json, "nativeType");
    json_add_string(json, NULL, use->type->name);
    json_begin_array(json, NULL);
    for (uint32_t i = 0; i < use->argument_count; i++)
        json_add_text(json, NULL, use->arguments[i]);
    json_end_array(json);
    json_end_array(json);
}

static Text type_name(const Datamodel *datamodel, const Field *field)
{
    switch (field->kind) {
    case FIELD_ENUM:
        return enum_name(datamodel, &datamodel->enums.items[field->type]);
    case FIELD_COMPOSITE:
        return datamodel_text(datamodel, datamodel->types.items[field->type].ast->name);
    case FIELD_RELATION:
        return model_name(datamodel, &datamodel->models.items[field->type]);
    case FIELD_SCALAR:
        return text_from(scalar_type_name(field->scalar));
    case FIELD_UNSUPPORTED:
    case FIELD_UNKNOWN:
        break;
    }
    return TEXT("");
}

static void write_field(const Dmmf *dmmf, const Field *field, unsigned marks)
{
    JsonWriter *json = dmmf->json;
    const Datamodel *datamodel = dmmf->datamodel;
    bool is_id = (marks & MARK_ID) != 0;
    ArenaMark before = arena_mark(dmmf->scratch);
    json_begin_object(json, NULL);
    json_add_text(json, "name", field_name(datamodel, field));
    write_text_if_any(dmmf, "dbName", field->mapped_name);
    json_add_string(json, "kind", kinds[field->kind]);
    json_add_bool(json, "isList", field_is_list(field));
    json_add_bool(json, "isRequired", field->ast->arity != ARITY_OPTIONAL);
    json_add_bool(json, "isUnique", !is_id && (marks & MARK_UNIQUE));
    json_add_bool(json, "isId", is_id);
    json_add_bool(json, "isReadOnly", (marks & MARK_READ_ONLY) != 0);
    json_add_bool(json, "hasDefaultValue", field->default_value != NULL);
    json_add_text(json, "type", type_name(datamodel, field));
    write_native_type(json, field->native_type);
    if (field->default_value)
        dmmf_write_default(dmmf, field);
    if (field->kind == FIELD_RELATION)
        write_relation(dmmf, field);
    if (!field->in_type) {
        json_add_bool(json, "isGenerated", false);
        json_add_bool(json, "isUpdatedAt", field->is_updated_at);
    }
    write_field_documentation(dmmf, field->ast);
    json_end_object(json);
    arena_rewind(dmmf->scratch, before);
}

static bool is_left_out(const Field *field)
{
    return field->is_ignored || field->kind == FIELD_UNSUPPORTED || field->kind == FIELD_UNKNOWN;
}

/* --- models --- */

/* The FieldMarks of each field of a model, by its place. */
static const uint8_t *mark_fields(const Dmmf *dmmf, const Model *model)
{
    const Datamodel *datamodel = dmmf->datamodel;
    uint8_t *marks = NEW_ARRAY(dmmf->scratch, uint8_t, model->field_count);
    if (model->primary_key != NONE) {
        const Index *key = &datamodel->indexes.items[model->primary_key];
        if (key->field_count == 1 && key->fields[0].path_count == 0)
            marks[key->fields[0].field - model->first_field] |= MARK_ID;
    }
    for (uint32_t i = 0; i < model->index_count; i++) {
        const Index *index = &datamodel->indexes.items[model->first_index + i];
        uint32_t place = dmmf_unique_field(dmmf, model, index);
        if (place < model->field_count)
            marks[place] |= MARK_UNIQUE;
    }
    for (uint32_t i = 0; i < model->field_count; i++) {
        const Field *field = &datamodel->fields.items[model->first_field + i];
        if (field->kind != FIELD_RELATION)
            continue;
        const RelationField *end = &datamodel->relation_fields.items[field->relation_field];
        for (uint32_t j = 0; end->fields && j < end->field_count; j++)
            marks[end->fields[j] - model->first_field] |= MARK_READ_ONLY;
    }
    return marks;
}

static void write_model(const Dmmf *dmmf, const Model *model)
{
    JsonWriter *json = dmmf->json;
    ArenaMark before = arena_mark(dmmf->scratch);
    json_begin_object(json, NULL);
    json_add_text(json, "name", model_name(dmmf->datamodel, model));
    write_text_or_null(dmmf, "dbName", model->mapped_name);
    write_text_or_null(dmmf, "schema", model->schema);
    const uint8_t *marks = mark_fields(dmmf, model);
    json_begin_array(json, "fields");
    for (uint32_t i = 0; i < model->field_count; i++) {
        const Field *field = &dmmf->datamodel->fields.items[model->first_field + i];
        if (!is_left_out(field))
            write_field(dmmf, field, marks[i]);
    }
    json_end_array(json);
    dmmf_write_keys(dmmf, model);
    json_add_bool(json, "isGenerated", false);
    write_block_documentation(dmmf, model->ast);
    json_end_object(json);
    arena_rewind(dmmf->scratch, before);
}

static void write_type(const Dmmf *dmmf, const CompositeType *type)
{
    JsonWriter *json = dmmf->json;
    ArenaMark before = arena_mark(dmmf->scratch);
    json_begin_object(json, NULL);
    json_add_text(json, "name", datamodel_text(dmmf->datamodel, type->ast->name));
    json_add_null(json, "dbName");
    json_add_null(json, "schema");
    json_begin_array(json, "fields");
    for (uint32_t i = 0; i < type->field_count; i++) {
        const Field *field = &dmmf->datamodel->fields.items[type->first_field + i];
        if (!is_left_out(field))
            write_field(dmmf, field, 0);
    }
    json_end_array(json);
    json_add_null(json, "primaryKey");
    json_begin_array(json, "uniqueFields");
    json_end_array(json);
    json_begin_array(json, "uniqueIndexes");
    json_end_array(json);
    write_block_documentation(dmmf, type->ast);
    json_end_object(json);
    arena_rewind(dmmf->scratch, before);
}

/* Models come before views; ignored ones are left out. */
static void write_models(const Dmmf *dmmf, bool views)
{
    for (list_each(const Model, model, &dmmf->datamodel->models))
        if (model->is_view == views && !model->is_ignored)
            write_model(dmmf, model);
}

static void write_indexes(const Dmmf *dmmf, bool views)
{
    for (list_each(const Model, model, &dmmf->datamodel->models)) {
        ArenaMark before = arena_mark(dmmf->scratch);
        if (model->is_view == views && !model->is_ignored)
            dmmf_write_indexes(dmmf, model);
        arena_rewind(dmmf->scratch, before);
    }
}

void dmmf_write(JsonWriter *json, const Datamodel *datamodel)
{
    Dmmf dmmf = {.json = json, .datamodel = datamodel, .scratch = arena_new()};
    json_begin_object(json, "datamodel");
    json_begin_array(json, "enums");
    for (list_each(const Enum, item, &datamodel->enums)) {
        ArenaMark before = arena_mark(dmmf.scratch);
        write_enum(&dmmf, item);
        arena_rewind(dmmf.scratch, before);
    }
    json_end_array(json);
    json_begin_array(json, "models");
    write_models(&dmmf, false);
    write_models(&dmmf, true);
    json_end_array(json);
    json_begin_array(json, "types");
    for (list_each(const CompositeType, type, &datamodel->types))
        write_type(&dmmf, type);
    json_end_array(json);
    json_begin_array(json, "indexes");
    write_indexes(&dmmf, false);
    write_indexes(&dmmf, true);
    json_end_array(json);
    json_end_object(json);
    arena_free(dmmf.scratch);
}

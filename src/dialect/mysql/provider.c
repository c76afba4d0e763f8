#include "dialect/mysql/provider.h"

#include "psl/native_type.h"

/* MySQL indexes so many bytes of these as are asked for, and has no default for that. */
static const char *const types_without_end[] = {
    "Text",     "LongText",   "MediumText", "TinyText", "Blob",
    "TinyBlob", "MediumBlob", "LongBlob",   NULL,
};

static void check_index(const Datamodel *datamodel, const Index *index, Diagnostics *diagnostics)
{
    if (index->kind == INDEX_FULLTEXT)
        return;
    for (uint32_t i = 0; i < index->field_count; i++) {
        const IndexField *index_field = &index->fields[i];
        const Field *field = index_field_target(datamodel, index_field);
        const NativeType *type = native_type_meant(field->native_type);
        if (index_field->length >= 0 || !type || !native_type_is_one_of(type, types_without_end))
            continue;
        Text name = field_name(datamodel, field);
        diagnose_error(diagnostics, index->attribute->span,
                       "field '%.*s' of native type '%s' needs a length in '%s'", TEXT_ARG(name),
                       type->name, index_attribute_name(index));
        diagnose_hint(diagnostics, "write %.*s(length: 100)", TEXT_ARG(name));
        return;
    }
}

/* The argument of that name; the attribute has one. */
static Span argument_span(const Datamodel *datamodel, const AstAttribute *attribute,
                          const char *name)
{
    const ArgumentList *arguments = attribute->arguments;
    for (uint32_t i = 0; i < arguments->count; i++)
        if (text_is(datamodel_text(datamodel, arguments->items[i].name), name))
            return arguments->items[i].span;
    return attribute->span;
}

static void warn_of_set_default(const Datamodel *datamodel, const RelationField *relation_field,
                                const char *argument, Diagnostics *diagnostics)
{
    Span span = argument_span(datamodel, relation_field->attribute, argument);
    diagnose_warning(diagnostics, span, "MySQL takes 'SetDefault' and does not do it");
    diagnose_hint(diagnostics, "see https://pris.ly/d/mysql-set-default");
}

static void check_relation_fields(const Datamodel *datamodel, const Model *model,
                                  Diagnostics *diagnostics)
{
    for (uint32_t i = 0; i < model->field_count; i++) {
        const Field *field = &datamodel->fields.items[model->first_field + i];
        if (field->kind != FIELD_RELATION)
            continue;
        const RelationField *relation_field =
            &datamodel->relation_fields.items[field->relation_field];
        if (relation_field->on_delete == ACTION_SET_DEFAULT)
            warn_of_set_default(datamodel, relation_field, "onDelete", diagnostics);
        if (relation_field->on_update == ACTION_SET_DEFAULT)
            warn_of_set_default(datamodel, relation_field, "onUpdate", diagnostics);
    }
}

static void check_model(const Datamodel *datamodel, const Model *model, Diagnostics *diagnostics)
{
    if (model->is_view)
        return;
    for (uint32_t i = 0; i < model->index_count; i++)
        check_index(datamodel, &datamodel->indexes.items[model->first_index + i], diagnostics);
    if (model->primary_key != NONE)
        check_index(datamodel, &datamodel->indexes.items[model->primary_key], diagnostics);
    if (datamodel->relation_mode == RELATION_MODE_FOREIGN_KEYS)
        check_relation_fields(datamodel, model, diagnostics);
}

const Provider provider_mysql = {
    .names = (const char *const[]){"mysql", NULL},
    .product = "MySQL",
    .capabilities = CAPABILITY_ENUMS | CAPABILITY_JSON | CAPABILITY_DECIMAL |
                    CAPABILITY_AUTOINCREMENT | CAPABILITY_AUTOINCREMENT_ON_NON_ID |
                    CAPABILITY_RELATION_FIELDS_IN_ANY_ORDER | CAPABILITY_IMPLICIT_MANY_TO_MANY |
                    CAPABILITY_NAMED_FOREIGN_KEYS | CAPABILITY_INDEX_LENGTH |
                    CAPABILITY_FULLTEXT_INDEX | CAPABILITY_FULLTEXT_MULTIPLE |
                    CAPABILITY_COMPOUND_IDS | CAPABILITY_ANY_ID | CAPABILITY_VIEWS |
                    CAPABILITY_RELATION_INDEX_HINT | CAPABILITY_SHARD_KEYS,
    .max_identifier_length = 64,
    .foreign_key_actions = ACTION_BIT(ACTION_CASCADE) | ACTION_BIT(ACTION_RESTRICT) |
                           ACTION_BIT(ACTION_NO_ACTION) | ACTION_BIT(ACTION_SET_NULL) |
                           ACTION_BIT(ACTION_SET_DEFAULT),
    .emulated_actions = ACTION_BIT(ACTION_CASCADE) | ACTION_BIT(ACTION_RESTRICT) |
                        ACTION_BIT(ACTION_NO_ACTION) | ACTION_BIT(ACTION_SET_NULL),
    .relation_modes = 1u << RELATION_MODE_FOREIGN_KEYS | 1u << RELATION_MODE_PRISMA,
    .default_relation_mode = RELATION_MODE_FOREIGN_KEYS,
    .index_algorithms = INDEX_BIT(INDEX_BTREE),
    .scopes = SCOPE_GLOBAL_FOREIGN_KEY | SCOPE_MODEL_KEY_INDEX,
    .native_types = mysql_native_types,
    .default_native_types =
        {
            [SCALAR_INT] = "Int",
            [SCALAR_BIGINT] = "BigInt",
            [SCALAR_FLOAT] = "Double",
            [SCALAR_BOOLEAN] = "TinyInt",
            [SCALAR_STRING] = "VarChar(191)",
            [SCALAR_DATETIME] = "DateTime(3)",
            [SCALAR_JSON] = "Json",
            [SCALAR_BYTES] = "LongBlob",
            [SCALAR_DECIMAL] = "Decimal(65,30)",
        },
    .url_prefixes = (const char *const[]){"mysql", NULL},
    .check_model = check_model,
};

#include "dialect/sqlserver/provider.h"

#include "psl/native_type.h"

/* SQL Server keeps these outside of the row, where no index can be made of them. */
static bool is_outside_row(const NativeTypeUse *use)
{
    static const char *const always[] = {"Text", "NText", "Image", "Xml", NULL};
    const NativeType *type = native_type_meant(use);
    return type && (native_type_is_one_of(type, always) || native_type_has_max(use));
}

static void check_index(const Datamodel *datamodel, const Index *index, Diagnostics *diagnostics)
{
    for (uint32_t i = 0; i < index->field_count; i++) {
        const Field *field = index_field_target(datamodel, &index->fields[i]);
        Text name = field_name(datamodel, field);
        if (is_outside_row(field->native_type)) {
            diagnose_error(diagnostics, index->attribute->span,
                           "field '%.*s' of native type '%s' cannot be in '%s'", TEXT_ARG(name),
                           field->native_type->type->name, index_attribute_name(index));
            return;
        }
        if (index->kind == INDEX_PRIMARY_KEY && field->kind == FIELD_SCALAR &&
            field->scalar == SCALAR_BYTES) {
            diagnose_error(diagnostics, index->attribute->span,
                           "field '%.*s' of type Bytes cannot be in an id", TEXT_ARG(name));
            return;
        }
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
}

const Provider provider_sqlserver = {
    .names = (const char *const[]){"sqlserver", NULL},
    .product = "SQL Server",
    .capabilities = CAPABILITY_DECIMAL | CAPABILITY_AUTOINCREMENT |
                    CAPABILITY_AUTOINCREMENT_ON_NON_ID | CAPABILITY_AUTOINCREMENT_MULTIPLE |
                    CAPABILITY_AUTOINCREMENT_NON_INDEXED | CAPABILITY_IMPLICIT_MANY_TO_MANY |
                    CAPABILITY_MULTI_SCHEMA | CAPABILITY_NAMED_PRIMARY_KEYS |
                    CAPABILITY_NAMED_FOREIGN_KEYS | CAPABILITY_NAMED_DEFAULTS |
                    CAPABILITY_REFERENCE_CYCLE_DETECTION | CAPABILITY_PRIMARY_KEY_SORT |
                    CAPABILITY_CLUSTERING | CAPABILITY_COMPOUND_IDS | CAPABILITY_ANY_ID |
                    CAPABILITY_VIEWS | CAPABILITY_RELATION_INDEX_HINT,
    .max_identifier_length = 128,
    .foreign_key_actions = ACTION_BIT(ACTION_CASCADE) | ACTION_BIT(ACTION_NO_ACTION) |
                           ACTION_BIT(ACTION_SET_NULL) | ACTION_BIT(ACTION_SET_DEFAULT),
    .emulated_actions = ACTION_BIT(ACTION_CASCADE) | ACTION_BIT(ACTION_RESTRICT) |
                        ACTION_BIT(ACTION_NO_ACTION) | ACTION_BIT(ACTION_SET_NULL),
    .relation_modes = 1u << RELATION_MODE_FOREIGN_KEYS | 1u << RELATION_MODE_PRISMA,
    .default_relation_mode = RELATION_MODE_FOREIGN_KEYS,
    .has_partial_indexes = true,
    .index_algorithms = INDEX_BIT(INDEX_BTREE),
    .scopes = SCOPE_GLOBAL_PRIMARY_KEY_FOREIGN_KEY_DEFAULT | SCOPE_MODEL_PRIMARY_KEY_KEY_INDEX,
    .native_types = sqlserver_native_types,
    .default_native_types =
        {
            [SCALAR_INT] = "Int",
            [SCALAR_BIGINT] = "BigInt",
            [SCALAR_FLOAT] = "Float(53)",
            [SCALAR_BOOLEAN] = "Bit",
            [SCALAR_STRING] = "NVarChar(1000)",
            [SCALAR_DATETIME] = "DateTime2",
            [SCALAR_BYTES] = "VarBinary(Max)",
            [SCALAR_DECIMAL] = "Decimal(32,16)",
        },
    .url_prefixes = (const char *const[]){"sqlserver:", NULL},
    .check_model = check_model,
};

#include "dialect/cockroach/provider.h"

#include "dialect/cockroach/sequence.h"

/* Sequences of CockroachDB give 64-bit numbers. */
static void check_autoincrement(const Datamodel *datamodel, const Model *model,
                                Diagnostics *diagnostics)
{
    for (uint32_t i = 0; i < model->field_count; i++) {
        const Field *field = &datamodel->fields.items[model->first_field + i];
        if (field->kind != FIELD_SCALAR || field->scalar != SCALAR_INT ||
            !field_default_is(field, "autoincrement"))
            continue;
        diagnose_error(diagnostics, field->default_value->attribute->span,
                       "autoincrement() is for BigInt fields only on CockroachDB");
        diagnose_hint(diagnostics, "write sequence() for an Int field");
    }
}

static bool can_be_inverted(const Field *field)
{
    return field_is_list(field) || field->kind == FIELD_UNSUPPORTED ||
           (field->kind == FIELD_SCALAR && field->scalar == SCALAR_JSON);
}

/* A GIN index is an inverted index here: its last field is taken apart, those before it are not. */
static void check_inverted_index(const Datamodel *datamodel, const Index *index,
                                 Diagnostics *diagnostics)
{
    Span span = index->attribute->span;
    for (uint32_t i = 0; i < index->field_count; i++) {
        const IndexField *index_field = &index->fields[i];
        const Field *field = index_field_target(datamodel, index_field);
        Text name = field_name(datamodel, field);
        if (index_field->operator_class || !text_is_none(index_field->raw_operator_class)) {
            diagnose_error(diagnostics, span, "CockroachDB has no operator classes");
            return;
        }
        if (!can_be_inverted(field))
            diagnose_error(diagnostics, span, "a 'Gin' index does not take the type of '%.*s'",
                           TEXT_ARG(name));
        if (field->kind == FIELD_SCALAR && field->scalar == SCALAR_JSON &&
            i + 1 < index->field_count)
            diagnose_error(diagnostics, span,
                           "Json field '%.*s' can only be the last one of an inverted index",
                           TEXT_ARG(name));
    }
}

static void check_model(const Datamodel *datamodel, const Model *model, Diagnostics *diagnostics)
{
    if (model->is_view)
        return;
    check_autoincrement(datamodel, model, diagnostics);
    for (uint32_t i = 0; i < model->index_count; i++) {
        const Index *index = &datamodel->indexes.items[model->first_index + i];
        if (index->algorithm == INDEX_GIN)
            check_inverted_index(datamodel, index, diagnostics);
    }
}

const Provider provider_cockroach = {
    .names = (const char *const[]){"cockroachdb", NULL},
    .product = "CockroachDB",
    .capabilities = CAPABILITY_SCALAR_LISTS | CAPABILITY_ENUMS | CAPABILITY_JSON |
                    CAPABILITY_DECIMAL | CAPABILITY_AUTOINCREMENT |
                    CAPABILITY_AUTOINCREMENT_ON_NON_ID | CAPABILITY_AUTOINCREMENT_MULTIPLE |
                    CAPABILITY_AUTOINCREMENT_NON_INDEXED | CAPABILITY_RELATION_FIELDS_IN_ANY_ORDER |
                    CAPABILITY_IMPLICIT_MANY_TO_MANY | CAPABILITY_MULTI_SCHEMA |
                    CAPABILITY_NAMED_PRIMARY_KEYS | CAPABILITY_NAMED_FOREIGN_KEYS |
                    CAPABILITY_COMPOUND_IDS | CAPABILITY_ANY_ID | CAPABILITY_VIEWS |
                    CAPABILITY_RELATION_INDEX_HINT,
    .max_identifier_length = 63,
    .foreign_key_actions = ACTION_BIT(ACTION_CASCADE) | ACTION_BIT(ACTION_RESTRICT) |
                           ACTION_BIT(ACTION_NO_ACTION) | ACTION_BIT(ACTION_SET_NULL) |
                           ACTION_BIT(ACTION_SET_DEFAULT),
    .emulated_actions = ACTION_BIT(ACTION_CASCADE) | ACTION_BIT(ACTION_RESTRICT) |
                        ACTION_BIT(ACTION_NO_ACTION) | ACTION_BIT(ACTION_SET_NULL),
    .relation_modes = 1u << RELATION_MODE_FOREIGN_KEYS | 1u << RELATION_MODE_PRISMA,
    .default_relation_mode = RELATION_MODE_FOREIGN_KEYS,
    .has_partial_indexes = true,
    .index_algorithms = INDEX_BIT(INDEX_BTREE) | INDEX_BIT(INDEX_GIN),
    .scopes = SCOPE_MODEL_PRIMARY_KEY_KEY_INDEX_FOREIGN_KEY,
    .native_types = cockroach_native_types,
    .default_native_types =
        {
            [SCALAR_INT] = "Int4",
            [SCALAR_BIGINT] = "Int8",
            [SCALAR_FLOAT] = "Float8",
            [SCALAR_BOOLEAN] = "Bool",
            [SCALAR_STRING] = "String",
            [SCALAR_DATETIME] = "Timestamp(3)",
            [SCALAR_JSON] = "JsonB",
            [SCALAR_BYTES] = "Bytes",
            [SCALAR_DECIMAL] = "Decimal(65,30)",
        },
    .url_prefixes = (const char *const[]){"postgresql://", "postgres://", NULL},
    .check_model = check_model,
    .check_default_function = cockroach_check_default_function,
};

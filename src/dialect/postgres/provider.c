#include "dialect/postgres/provider.h"

#include "psl/configuration.h"

static bool starts_with_digit(Text name)
{
    return name.length > 0 && is_digit(name.data[0]);
}

/* Extensions are named like models are, since introspection may have to map what is not. */
static void check_extension(const Extension *extension, Diagnostics *diagnostics)
{
    if (extension->name.length == 0)
        diagnose_error(diagnostics, extension->span, "an extension needs a name");
    else if (starts_with_digit(extension->name))
        diagnose_error(diagnostics, extension->span,
                       "the name of extension '%.*s' begins with a digit",
                       TEXT_ARG(extension->name));
    else if (text_find_char(extension->name, '-') >= 0)
        diagnose_error(diagnostics, extension->span, "the name of extension '%.*s' contains '-'",
                       TEXT_ARG(extension->name));
    else
        return;
    diagnose_hint(diagnostics, "write another name, and the database's by `map: \"...\"`");
}

static void check_datasource(const Datamodel *datamodel, Diagnostics *diagnostics)
{
    const Datasource *datasource = datamodel->datasource;
    if (span_is_none(datasource->extensions_span))
        return;
    if (!has_preview_feature(datamodel, PREVIEW_POSTGRESQL_EXTENSIONS)) {
        diagnose_error(diagnostics, datasource->extensions_span,
                       "'extensions' needs the preview feature 'postgresqlExtensions'");
        diagnose_hint(diagnostics,
                      "add previewFeatures = [\"postgresqlExtensions\"] to the generator");
        return;
    }
    for (list_each(const Extension, extension, &datasource->extensions))
        check_extension(extension, diagnostics);
}

static void check_model(const Datamodel *datamodel, const Model *model, Diagnostics *diagnostics)
{
    if (!model->is_view)
        postgres_check_indexes(datamodel, model, diagnostics);
}

const Provider provider_postgres = {
    .names = (const char *const[]){"postgresql", "postgres", NULL},
    .product = "PostgreSQL",
    .capabilities = CAPABILITY_SCALAR_LISTS | CAPABILITY_ENUMS | CAPABILITY_JSON |
                    CAPABILITY_JSON_LISTS | CAPABILITY_DECIMAL | CAPABILITY_AUTOINCREMENT |
                    CAPABILITY_AUTOINCREMENT_ON_NON_ID | CAPABILITY_AUTOINCREMENT_MULTIPLE |
                    CAPABILITY_AUTOINCREMENT_NON_INDEXED | CAPABILITY_RELATION_FIELDS_IN_ANY_ORDER |
                    CAPABILITY_IMPLICIT_MANY_TO_MANY | CAPABILITY_MULTI_SCHEMA |
                    CAPABILITY_NAMED_PRIMARY_KEYS | CAPABILITY_NAMED_FOREIGN_KEYS |
                    CAPABILITY_COMPOUND_IDS | CAPABILITY_ANY_ID | CAPABILITY_VIEWS |
                    CAPABILITY_SET_NULL_ON_REQUIRED | CAPABILITY_RELATION_INDEX_HINT,
    .max_identifier_length = 63,
    .foreign_key_actions = ACTION_BIT(ACTION_CASCADE) | ACTION_BIT(ACTION_RESTRICT) |
                           ACTION_BIT(ACTION_NO_ACTION) | ACTION_BIT(ACTION_SET_NULL) |
                           ACTION_BIT(ACTION_SET_DEFAULT),
    .emulated_actions =
        ACTION_BIT(ACTION_CASCADE) | ACTION_BIT(ACTION_RESTRICT) | ACTION_BIT(ACTION_SET_NULL),
    .relation_modes = 1u << RELATION_MODE_FOREIGN_KEYS | 1u << RELATION_MODE_PRISMA,
    .default_relation_mode = RELATION_MODE_FOREIGN_KEYS,
    .has_partial_indexes = true,
    .index_algorithms = INDEX_BIT(INDEX_BTREE) | INDEX_BIT(INDEX_HASH) | INDEX_BIT(INDEX_GIST) |
                        INDEX_BIT(INDEX_GIN) | INDEX_BIT(INDEX_SPGIST) | INDEX_BIT(INDEX_BRIN),
    .scopes = SCOPE_GLOBAL_PRIMARY_KEY_KEY_INDEX | SCOPE_MODEL_PRIMARY_KEY_KEY_INDEX_FOREIGN_KEY,
    .native_types = postgres_native_types,
    .default_native_types =
        {
            [SCALAR_INT] = "Integer",
            [SCALAR_BIGINT] = "BigInt",
            [SCALAR_FLOAT] = "DoublePrecision",
            [SCALAR_BOOLEAN] = "Boolean",
            [SCALAR_STRING] = "Text",
            [SCALAR_DATETIME] = "Timestamp(3)",
            [SCALAR_JSON] = "JsonB",
            [SCALAR_BYTES] = "ByteA",
            [SCALAR_DECIMAL] = "Decimal(65,30)",
        },
    .operator_classes = postgres_operator_classes,
    .has_extensions = true,
    .url_prefixes =
        (const char *const[]){"postgresql://", "postgres://", "prisma+postgres://", NULL},
    .check_datasource = check_datasource,
    .check_model = check_model,
};

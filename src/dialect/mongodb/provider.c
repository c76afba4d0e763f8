#include "dialect/mongodb/provider.h"

const Provider provider_mongodb = {
    .names = (const char *const[]){"mongodb", NULL},
    .product = "MongoDB",
    .capabilities = CAPABILITY_SCALAR_LISTS | CAPABILITY_ENUMS | CAPABILITY_JSON |
                    CAPABILITY_JSON_LISTS | CAPABILITY_COMPOSITE_TYPES |
                    CAPABILITY_RELATION_FIELDS_IN_ANY_ORDER | CAPABILITY_DEFAULT_AUTO |
                    CAPABILITY_EMBEDDED_MANY_TO_MANY | CAPABILITY_FULLTEXT_INDEX |
                    CAPABILITY_FULLTEXT_SORT | CAPABILITY_VIEWS,
    .max_identifier_length = 127,
    .emulated_actions = ACTION_BIT(ACTION_CASCADE) | ACTION_BIT(ACTION_RESTRICT) |
                        ACTION_BIT(ACTION_NO_ACTION) | ACTION_BIT(ACTION_SET_NULL),
    .relation_modes = 1u << RELATION_MODE_PRISMA,
    .default_relation_mode = RELATION_MODE_PRISMA,
    .index_algorithms = INDEX_BIT(INDEX_BTREE),
    .scopes = SCOPE_MODEL_KEY_INDEX,
    .native_types = mongodb_native_types,
    .default_native_types =
        {
            [SCALAR_INT] = "Long",
            [SCALAR_BIGINT] = "Long",
            [SCALAR_FLOAT] = "Double",
            [SCALAR_BOOLEAN] = "Bool",
            [SCALAR_STRING] = "String",
            [SCALAR_DATETIME] = "Date",
            [SCALAR_JSON] = "Json",
            [SCALAR_BYTES] = "BinData",
        },
    .url_prefixes = (const char *const[]){"mongodb://", "mongodb+srv://", NULL},
    .check_model = mongodb_check_model,
    .check_relation_field = mongodb_check_relation_field,
};

#include "dialect/sqlite/provider.h"

const Provider provider_sqlite = {
    .names = (const char *const[]){"sqlite", NULL},
    .product = "SQLite",
    .capabilities = CAPABILITY_ENUMS | CAPABILITY_JSON | CAPABILITY_DECIMAL |
                    CAPABILITY_AUTOINCREMENT | CAPABILITY_RELATION_FIELDS_IN_ANY_ORDER |
                    CAPABILITY_IMPLICIT_MANY_TO_MANY | CAPABILITY_COMPOUND_IDS | CAPABILITY_ANY_ID |
                    CAPABILITY_VIEWS | CAPABILITY_RELATION_INDEX_HINT,
    .max_identifier_length = 10000,
    .foreign_key_actions = ACTION_BIT(ACTION_CASCADE) | ACTION_BIT(ACTION_RESTRICT) |
                           ACTION_BIT(ACTION_NO_ACTION) | ACTION_BIT(ACTION_SET_NULL) |
                           ACTION_BIT(ACTION_SET_DEFAULT),
    .emulated_actions =
        ACTION_BIT(ACTION_CASCADE) | ACTION_BIT(ACTION_RESTRICT) | ACTION_BIT(ACTION_SET_NULL),
    .relation_modes = 1u << RELATION_MODE_FOREIGN_KEYS | 1u << RELATION_MODE_PRISMA,
    .default_relation_mode = RELATION_MODE_FOREIGN_KEYS,
    .has_partial_indexes = true,
    .index_algorithms = INDEX_BIT(INDEX_BTREE),
    .scopes = SCOPE_GLOBAL_KEY_INDEX,
    .has_optional_url = true,
    .url_prefixes = (const char *const[]){"file", NULL},
};

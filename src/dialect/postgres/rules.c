#include "dialect/sql_rules.h"

#include "dialect/postgres/cast.h"
#include "dialect/postgres/rendering.h"

static const ColumnDefault own_sequence = {.kind = DEFAULT_SEQUENCE, .sequence = NONE};

/* What both ways of writing scripts share. */
#define POSTGRES_RULES \
    .provider = "postgresql", .has_enums = true, .has_namespaces = true, \
    .join_table_has_primary_key = true, .autoincrement = &own_sequence, .cast = postgres_cast, \
    .compares_autoincrement = true, .predicates = PREDICATES_BY_MEANING, .can_rename_index = true, \
    .has_foreign_key_names = true, .drops_indexes_of_columns = true, \
    .has_predicate_parentheses = true, .has_serial_types = true, .render = postgres_render

static const SqlRules in_transaction = {POSTGRES_RULES, .is_in_transaction = true};

const SqlRules sql_rules_postgres = {POSTGRES_RULES, .in_transaction = &in_transaction};

#include "dialect/postgres/provider.h"
#include "dialect/scalars.h"

enum {
    GIST = INDEX_BIT(INDEX_GIST),
    GIN = INDEX_BIT(INDEX_GIN),
    SPGIST = INDEX_BIT(INDEX_SPGIST),
    BRIN = INDEX_BIT(INDEX_BRIN),
};

#define TYPES(...) \
    .native_types = (const char *const[]) \
    { \
        __VA_ARGS__, NULL \
    }
#define TOLD_AS(name) .dmmf_name = (name),
#define LISTS \
    .takes_lists = true, .native_types = (const char *const[]) \
    { \
        NULL \
    }

const OperatorClass postgres_operator_classes[] = {
#define CLASS(schema_name, sql_name, of, default_of, of_scalars, takes) \
    {.name = schema_name, \
     .database_name = sql_name, \
     .algorithms = of, \
     .defaults = default_of, \
     .scalars = of_scalars, \
     takes},
#include "dialect/postgres/operator_classes.def"
#undef CLASS
    {0},
};

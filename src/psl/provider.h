/* What the schema language may say for one database product: pure data and small functions. The
 * tables are in dialect/, a folder each; this room only knows their form. */
#ifndef DUNLIN_PSL_PROVIDER_H
#define DUNLIN_PSL_PROVIDER_H

#include "psl/ast.h"
#include "psl/diagnostic.h"

struct Datamodel;
struct Model;
struct Enum;
struct Field;
struct Index;
struct NativeTypeUse;

typedef enum ScalarType {
    SCALAR_INT,
    SCALAR_BIGINT,
    SCALAR_FLOAT,
    SCALAR_BOOLEAN,
    SCALAR_STRING,
    SCALAR_DATETIME,
    SCALAR_JSON,
    SCALAR_BYTES,
    SCALAR_DECIMAL,
    SCALAR_COUNT,
} ScalarType;

#define SCALAR_BIT(type) (1u << (type))

typedef enum ReferentialAction {
    ACTION_NONE, /* not written */
    ACTION_CASCADE,
    ACTION_RESTRICT,
    ACTION_NO_ACTION,
    ACTION_SET_NULL,
    ACTION_SET_DEFAULT,
} ReferentialAction;

#define ACTION_BIT(action) (1u << (action))

/* Who keeps relations whole: the database by foreign keys, or Prisma's client. */
typedef enum RelationMode {
    RELATION_MODE_FOREIGN_KEYS,
    RELATION_MODE_PRISMA,
} RelationMode;

/* An index's `type:` argument. */
typedef enum IndexAlgorithm {
    INDEX_DEFAULT, /* not written */
    INDEX_BTREE,
    INDEX_HASH,
    INDEX_GIST,
    INDEX_GIN,
    INDEX_SPGIST,
    INDEX_BRIN,
} IndexAlgorithm;

#define INDEX_BIT(algorithm) (1u << (algorithm))

/* What a product's schemas may contain. */
typedef enum Capability {
    CAPABILITY_SCALAR_LISTS = 1 << 0,
    CAPABILITY_ENUMS = 1 << 1,
    CAPABILITY_JSON = 1 << 2,
    CAPABILITY_JSON_LISTS = 1 << 3,
    CAPABILITY_DECIMAL = 1 << 4,
    CAPABILITY_COMPOSITE_TYPES = 1 << 5,
    CAPABILITY_AUTOINCREMENT = 1 << 6,
    CAPABILITY_AUTOINCREMENT_ON_NON_ID = 1 << 7,
    CAPABILITY_AUTOINCREMENT_MULTIPLE = 1 << 8,
    CAPABILITY_AUTOINCREMENT_NON_INDEXED = 1 << 9,
    CAPABILITY_RELATION_FIELDS_IN_ANY_ORDER = 1 << 10,
    CAPABILITY_DEFAULT_AUTO = 1 << 11, /* @default(auto()) */
    CAPABILITY_EMBEDDED_MANY_TO_MANY = 1 << 12,
    CAPABILITY_IMPLICIT_MANY_TO_MANY = 1 << 13,
    CAPABILITY_MULTI_SCHEMA = 1 << 14,
    CAPABILITY_NAMED_PRIMARY_KEYS = 1 << 15,
    CAPABILITY_NAMED_FOREIGN_KEYS = 1 << 16,
    CAPABILITY_NAMED_DEFAULTS = 1 << 17,
    CAPABILITY_REFERENCE_CYCLE_DETECTION = 1 << 18,
    CAPABILITY_INDEX_LENGTH = 1 << 19,
    CAPABILITY_PRIMARY_KEY_SORT = 1 << 20,
    CAPABILITY_FULLTEXT_INDEX = 1 << 21,
    CAPABILITY_FULLTEXT_SORT = 1 << 22,
    CAPABILITY_FULLTEXT_MULTIPLE = 1 << 23,
    CAPABILITY_CLUSTERING = 1 << 24,
    CAPABILITY_COMPOUND_IDS = 1 << 25,
    CAPABILITY_ANY_ID = 1 << 26, /* a unique is enough, no id is needed */
    CAPABILITY_VIEWS = 1 << 27,
    /* SET NULL on required columns is the database's affair (PostgreSQL with foreign keys). */
    CAPABILITY_SET_NULL_ON_REQUIRED = 1 << 28,
    /* Without foreign keys a relation's fields should have an index: a warning where none is. */
    CAPABILITY_RELATION_INDEX_HINT = 1 << 29,
    CAPABILITY_SHARD_KEYS = 1 << 30,
} Capability;

/* Where the name of a constraint must be the only one. */
typedef enum ConstraintScope {
    SCOPE_GLOBAL_KEY_INDEX = 1 << 0,
    SCOPE_GLOBAL_FOREIGN_KEY = 1 << 1,
    SCOPE_GLOBAL_PRIMARY_KEY_KEY_INDEX = 1 << 2,
    SCOPE_GLOBAL_PRIMARY_KEY_FOREIGN_KEY_DEFAULT = 1 << 3,
    SCOPE_MODEL_KEY_INDEX = 1 << 4,
    SCOPE_MODEL_PRIMARY_KEY_KEY_INDEX = 1 << 5,
    SCOPE_MODEL_PRIMARY_KEY_KEY_INDEX_FOREIGN_KEY = 1 << 6,
} ConstraintScope;

/* What a numeric argument of a native type may be, both ends included. */
typedef struct NumberRange {
    uint32_t least;
    uint32_t most;
} NumberRange;

/* A type of the product, as in @db.VarChar(191). Its arguments are numbers, written all or not at
 * all; of two, the second may not exceed the first (the scale of a decimal). */
typedef struct NativeType {
    const char *name;      /* as written behind "db." */
    const char *sql_name;  /* in SQL; NULL where no SQL is made yet */
    unsigned scalars;      /* SCALAR_BIT()s of the Prisma types that it may stand on */
    uint8_t arguments;     /* how many must be written */
    uint8_t optional;      /* how many may be written where none must */
    bool takes_max;        /* "Max" may stand for the number */
    NumberRange ranges[2]; /* of the arguments */
    /* Says what is wrong beyond that, or nothing; `values` are the arguments' numbers. */
    void (*check)(const struct NativeTypeUse *use, const uint32_t *values, ScalarType scalar,
                  Diagnostics *diagnostics);
} NativeType;

/* A native type as a field uses it: `@db.VarChar(191)`. */
typedef struct NativeTypeUse {
    const NativeType *type;        /* NULL: the product has none of that name */
    const AstAttribute *attribute; /* errors point at it */
    Text scope;                    /* "db": has to be the datasource's name */
    Text name;                     /* "VarChar" */
    uint32_t argument_count;
    const Text *arguments; /* as written, strings with their quotes */
} NativeTypeUse;

/* An operator class of PostgreSQL-like products: `ops: JsonbPathOps`. */
typedef struct OperatorClass {
    const char *name;          /* in the schema */
    const char *database_name; /* in SQL */
    const char *dmmf_name;     /* as generators are told it; NULL: as in the schema */
    unsigned algorithms;       /* INDEX_BIT()s */
    unsigned defaults;         /* of these, for which what it takes needs no `ops` */
    unsigned scalars;          /* SCALAR_BIT()s of fields without a native type that it takes */
    bool takes_lists;          /* it takes lists of any type, and nothing else */
    const char *const *native_types; /* that it takes; NULL-terminated */
} OperatorClass;

typedef struct Provider {
    const char *const *names;     /* as in a datasource, the canonical one first; NULL-terminated */
    const char *product;          /* as people call it */
    unsigned capabilities;        /* Capability */
    size_t max_identifier_length; /* bytes of a constraint's name; SIZE_MAX: no limit */
    unsigned foreign_key_actions; /* ACTION_BIT()s with foreign keys */
    unsigned emulated_actions;    /* ACTION_BIT()s with relationMode = "prisma" */
    unsigned relation_modes;      /* 1 << RelationMode: what may be set */
    RelationMode default_relation_mode;
    bool has_partial_indexes;       /* where: */
    unsigned index_algorithms;      /* INDEX_BIT()s */
    unsigned scopes;                /* ConstraintScope */
    const NativeType *native_types; /* ends with a NULL name */
    /* The native type that a scalar without one becomes: "DoublePrecision", "Timestamp(3)"; NULL
     * where the product has no such scalar, or no native types. */
    const char *default_native_types[SCALAR_COUNT];
    const OperatorClass *operator_classes; /* ends with a NULL name; or NULL */
    bool has_optional_url; /* in version 6, with the preview feature schemaEngineDriverAdapters */
    bool has_extensions;   /* `extensions` may stand in the datasource */
    /* What connection strings begin with: "postgresql://"; NULL-terminated. */
    const char *const *url_prefixes;

    /* What the product asks beyond that; each may be NULL. */
    void (*check_datasource)(const struct Datamodel *model, Diagnostics *diagnostics);
    void (*check_model)(const struct Datamodel *datamodel, const struct Model *model,
                        Diagnostics *diagnostics); /* views, too */
    void (*check_field)(const struct Datamodel *datamodel, const struct Field *field,
                        Diagnostics *diagnostics); /* scalar fields of models and types */
    void (*check_relation_field)(const struct Datamodel *datamodel, const struct Field *field,
                                 Diagnostics *diagnostics);
    void (*check_enum)(const struct Datamodel *datamodel, const struct Enum *item,
                       Diagnostics *diagnostics);
    /* True when the product knows the function of a @default() that Prisma does not: CockroachDB's
     * sequence(). It reports what is wrong with the call itself. */
    bool (*check_default_function)(const struct Datamodel *datamodel, const struct Field *field,
                                   Diagnostics *diagnostics);
} Provider;

static inline bool provider_can(const Provider *provider, Capability capability)
{
    return (provider->capabilities & (unsigned)capability) != 0;
}

/* "Int" and so on. */
const char *scalar_type_name(ScalarType type);

/* The scalar type of that name; false when there is none. */
bool scalar_type_of(Text name, ScalarType *type);

/* The native type of that name, or NULL. */
const NativeType *provider_native_type(const Provider *provider, Text name);

/* The provider that a datasource calls so, or NULL. `providers` is NULL-terminated. */
const Provider *provider_find(const Provider *const *providers, Text name);

#endif

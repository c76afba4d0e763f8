/* The datamodel: what a schema means, every name resolved. Things refer to each other by their
 * place in the arrays below; NONE stands for nothing. All SQL is computed from this form.
 *
 * A schema with errors has a datamodel, too, as far as it could be resolved: fields whose type is
 * unknown are FIELD_UNKNOWN, and what an attribute did not say properly is absent. */
#ifndef DUNLIN_PSL_DATAMODEL_H
#define DUNLIN_PSL_DATAMODEL_H

#include "psl/provider.h"

#define NONE UINT32_MAX

typedef enum FieldKind {
    FIELD_SCALAR,
    FIELD_ENUM,        /* type: index of the enum */
    FIELD_COMPOSITE,   /* type: index of the composite type */
    FIELD_UNSUPPORTED, /* ast->type: the string */
    FIELD_RELATION,    /* type: index of the model at the other end */
    FIELD_UNKNOWN,     /* has been reported */
} FieldKind;

typedef struct FieldDefault {
    const Expression *value;
    const AstAttribute *attribute;
    Text mapped_name; /* of the constraint, `map:`; data is NULL when not written */
} FieldDefault;

/* What @relation says on one end. */
typedef struct RelationField {
    uint32_t field;                /* its field */
    uint32_t relation;             /* NONE while it could not be told */
    const AstAttribute *attribute; /* @relation, or NULL */
    Text name;                     /* data is NULL when not written */
    Text mapped_name;
    const uint32_t *fields;     /* `fields:`; NULL when not written */
    const uint32_t *references; /* `references:`; NULL when not written */
    uint32_t field_count;
    uint32_t reference_count;
    ReferentialAction on_delete;
    ReferentialAction on_update;
    Span on_delete_span; /* of the argument's value */
    Span on_update_span;
} RelationField;

/* A field of a model, view or composite type. */
typedef struct Field {
    const AstField *ast;
    uint32_t owner; /* index of the model or of the composite type */
    FieldKind kind : 8;
    ScalarType scalar : 8; /* of FIELD_SCALAR */
    bool in_type : 1;      /* of a composite type, not of a model */
    bool is_ignored : 1;
    bool is_updated_at : 1;
    uint32_t type;
    uint32_t relation_field;           /* of FIELD_RELATION: index into relation_fields */
    Text mapped_name;                  /* @map; data is NULL when not written */
    const FieldDefault *default_value; /* or NULL */
    const NativeTypeUse *native_type;  /* or NULL */
} Field;

typedef enum SortOrder {
    SORT_DEFAULT, /* not written */
    SORT_ASC,
    SORT_DESC,
} SortOrder;

/* A field in an id, a unique or an index. */
typedef struct IndexField {
    uint32_t field; /* of the model */
    const uint32_t
        *path; /* fields of composite types below it: `a.b.c`; NULL when path_count is 0 */
    uint32_t path_count;
    SortOrder sort;
    int64_t length;                      /* -1: not written */
    const OperatorClass *operator_class; /* `ops:`, or NULL */
    Text raw_operator_class;             /* `ops: raw("...")`; data is NULL when not written */
} IndexField;

typedef enum IndexKind {
    INDEX_PRIMARY_KEY, /* @id, @@id */
    INDEX_UNIQUE,      /* @unique, @@unique */
    INDEX_NORMAL,      /* @@index */
    INDEX_FULLTEXT,    /* @@fulltext */
} IndexKind;

typedef enum Clustering {
    CLUSTERED_DEFAULT, /* not written */
    CLUSTERED_TRUE,
    CLUSTERED_FALSE,
} Clustering;

/* The predicate of a partial index. */
typedef struct IndexWhere {
    Span span;                  /* of the argument */
    Text sql;                   /* where: raw("..."); data is NULL with an object */
    const ArgumentList *object; /* where: {field: value, other: {not: null}}; or NULL */
} IndexWhere;

typedef struct Index {
    IndexKind kind;
    uint32_t model;
    uint32_t source_field; /* of @id and @unique; NONE for the block attributes */
    uint32_t field_count;
    const IndexField *fields;
    const AstAttribute *attribute;
    Text name;        /* `name:`, for the client; data is NULL when not written */
    Text mapped_name; /* `map:` (or an index's `name:`); data is NULL when not written */
    IndexAlgorithm algorithm;
    Clustering clustered;
    const IndexWhere *where; /* `where:`, or NULL */
} Index;

typedef struct Model {
    const AstBlock *ast;
    bool is_view;
    bool is_ignored;
    uint32_t first_field; /* in source order, relations between the scalars */
    uint32_t field_count;
    uint32_t
        first_index; /* uniques, indexes and fulltexts: those of fields, then those of the block */
    uint32_t index_count;
    uint32_t primary_key; /* index into indexes, or NONE */
    uint32_t shard_key_count;
    const uint32_t *shard_key; /* fields */
    Text mapped_name;          /* @@map; data is NULL when not written */
    Text schema;               /* @@schema; data is NULL when not written */
    Span schema_span;          /* of its argument */
    const AstAttribute *shard_key_attribute;
} Model;

typedef struct EnumValue {
    const AstField *ast;
    Text mapped_name; /* data is NULL when not written */
} EnumValue;

typedef struct Enum {
    const AstBlock *ast;
    uint32_t first_value;
    uint32_t value_count;
    Text mapped_name;
    Text schema;
    Span schema_span;
} Enum;

typedef struct CompositeType {
    const AstBlock *ast;
    uint32_t first_field;
    uint32_t field_count;
} CompositeType;

typedef enum RelationKind {
    RELATION_ONE_TO_ONE,
    RELATION_ONE_TO_MANY,
    RELATION_IMPLICIT_MANY_TO_MANY,
    RELATION_EMBEDDED_MANY_TO_MANY, /* MongoDB: both ends have `fields` */
} RelationKind;

/* Two ends that belong together. Model A is the one that refers: it has the foreign key. Of a
 * many-to-many relation, A is the model (or else the field) whose name comes first. */
typedef struct Relation {
    RelationKind kind;
    uint32_t model_a;
    uint32_t model_b;
    uint32_t field_a; /* index into relation_fields, or NONE: that end was not written */
    uint32_t field_b;
    Text name; /* of @relation; data is NULL when not written */
} Relation;

typedef struct ConfigValue {
    Text literal;  /* a string; data is NULL when it is not one */
    Text variable; /* env("NAME"); data is NULL when it is not that */
    Span span;     /* of the value; none when it is not there */
} ConfigValue;

/* An extension of PostgreSQL: `extensions = [postgis(version: "2.1", schema: "public")]`. */
typedef struct Extension {
    Text name;
    Text mapped_name; /* data is NULL when not written; so with the others */
    Text schema;
    Text version;
    Span span;
} Extension;

typedef struct NamedSpan {
    Text name;
    Span span;
} NamedSpan;

typedef struct Datasource {
    const AstBlock *ast;
    Text provider_name; /* as written */
    Span provider_span;
    ConfigValue url;
    ConfigValue direct_url;
    ConfigValue shadow_database_url;
    RelationMode relation_mode; /* in effect */
    bool has_relation_mode;     /* it is written */
    LIST_OF(NamedSpan) schemas; /* sorted, as Prisma has them */
    Span schemas_span;          /* or none */
    LIST_OF(Extension) extensions;
    Span extensions_span; /* or none */
} Datasource;

typedef struct Generator {
    const AstBlock *ast;
    ConfigValue provider;
    ConfigValue output;
    Span preview_features_span; /* or none */
    uint64_t preview_features;  /* PREVIEW_...: bits, see preview_features.def */
} Generator;

/* Which of Prisma's versions reads the schema. */
typedef enum PrismaVersion {
    PRISMA_6 = 6,
    PRISMA_7 = 7,
} PrismaVersion;

typedef struct Datamodel {
    const Source *source;
    const Ast *ast;
    PrismaVersion version;
    const Provider *provider;     /* never NULL: an empty one when the schema has none */
    const Datasource *datasource; /* or NULL */
    RelationMode relation_mode;
    uint64_t preview_features; /* of all generators */
    bool has_other_defaults;   /* a @default() calls a function that is not one of Prisma's */

    LIST_OF(Model) models; /* and views, in source order */
    LIST_OF(Enum) enums;
    LIST_OF(EnumValue) enum_values;
    LIST_OF(CompositeType) types;
    LIST_OF(Field) fields; /* of all models and types */
    LIST_OF(RelationField) relation_fields;
    LIST_OF(Relation) relations;
    LIST_OF(Index) indexes; /* of all models, primary keys too */
    LIST_OF(Generator) generators;
} Datamodel;

/* Names as they are in the schema. */
Text datamodel_text(const Datamodel *datamodel, Span span);
Text model_name(const Datamodel *datamodel, const Model *model);
Text field_name(const Datamodel *datamodel, const Field *field);
Text enum_name(const Datamodel *datamodel, const Enum *item);

/* Names as they are in the database: the mapped one, or else the one in the schema. */
Text model_database_name(const Datamodel *datamodel, const Model *model);
Text field_database_name(const Datamodel *datamodel, const Field *field);
Text enum_database_name(const Datamodel *datamodel, const Enum *item);

/* The model of a field; NULL for a field of a composite type. */
const Model *field_model(const Datamodel *datamodel, const Field *field);

/* "@id", "@@unique" and so on, as the attribute is written. */
const char *index_attribute_name(const Index *index);

/* The field of that name, or NONE. */
uint32_t model_find_field(const Datamodel *datamodel, const Model *model, Text name);

/* The field that is indexed: at the end of the path, if it has one. */
const Field *index_field_target(const Datamodel *datamodel, const IndexField *index_field);

/* True when the field has `@default(name())`, whatever the arguments. */
bool field_default_is(const Field *field, const char *name);

static inline bool field_is_required(const Field *field)
{
    return field->ast->arity == ARITY_REQUIRED;
}

static inline bool field_is_list(const Field *field)
{
    return field->ast->arity == ARITY_LIST;
}

static inline bool text_is_none(Text text)
{
    return text.data == NULL;
}

#endif

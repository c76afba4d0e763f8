/* A SQL schema: the tables and what belongs to them, as a database has them. Datamodels, live
 * databases and replayed histories all become this form, and everything that compares, renders or
 * checks works on it. Things refer to each other by their place in the arrays; NONE stands for
 * nothing. A place is also an order: what stands first is created first. */
#ifndef DUNLIN_SQL_SCHEMA_H
#define DUNLIN_SQL_SCHEMA_H

#include "psl/datamodel.h"
#include "sql/object.h"

typedef enum ColumnArity {
    COLUMN_REQUIRED, /* NOT NULL */
    COLUMN_NULLABLE,
    COLUMN_LIST, /* an array */
} ColumnArity;

/* What kind of values a column has: a ScalarType, or one of these. */
typedef enum TypeFamily {
    FAMILY_ENUM = SCALAR_COUNT, /* only where the product has enums of its own */
    FAMILY_UNSUPPORTED,         /* a type that the schema language has no word for */
} TypeFamily;

typedef struct ColumnType {
    unsigned family; /* ScalarType or TypeFamily */
    ColumnArity arity;
    uint32_t enumeration;     /* FAMILY_ENUM: index into enums */
    uint32_t argument_count;  /* of `native`; 0 when none are written */
    uint32_t arguments[2];    /* VarChar's length, Decimal's precision and scale, … */
    const NativeType *native; /* of the product; NULL where it has none, and for the families */
    Text text;                /* FAMILY_UNSUPPORTED: the type as it stands in SQL */
} ColumnType;

typedef enum ValueKind {
    VALUE_STRING,   /* text */
    VALUE_ENUM,     /* text: as in the database */
    VALUE_INT,      /* text: digits, perhaps behind a "-" */
    VALUE_BIGINT,   /* the same */
    VALUE_DECIMAL,  /* text: as it was written, without what does not count */
    VALUE_BOOLEAN,  /* text: "true" or "false" */
    VALUE_DATETIME, /* text: "2020-01-01 00:00:00.120 +00:00" */
    VALUE_JSON,     /* text */
    VALUE_BYTES,    /* text: any bytes */
    VALUE_LIST,     /* items */
} ValueKind;

typedef struct Value {
    ValueKind kind;
    uint32_t item_count;
    Text text;
    const struct Value *items;
} Value;

typedef enum DefaultKind {
    DEFAULT_VALUE,
    DEFAULT_NOW,        /* CURRENT_TIMESTAMP */
    DEFAULT_SEQUENCE,   /* the next number of `sequence`, or of one of the column's own (NONE) */
    DEFAULT_ROW_ID,     /* CockroachDB's unique_rowid() */
    DEFAULT_EXPRESSION, /* SQL, in `expression` */
    DEFAULT_UNKNOWN,    /* dbgenerated(): there is one, and nobody says which */
} DefaultKind;

typedef struct ColumnDefault {
    DefaultKind kind;
    uint32_t sequence;
    Value value;
    Text expression;
} ColumnDefault;

typedef struct SqlNamespace {
    Text name;
} SqlNamespace;

typedef struct SqlEnum {
    Text name;
    uint32_t namespace; /* or NONE: the one that the connection is in */
    uint32_t first_value;
    uint32_t value_count;
    bool is_external; /* others look after it: no step is made for it */
} SqlEnum;

typedef struct SqlColumn {
    Text name;
    uint32_t table;
    bool is_autoincrement;
    bool has_client_default; /* Prisma's client makes the value: uuid() and the like */
    ColumnType type;
    const ColumnDefault *default_value; /* or NULL */
} SqlColumn;

typedef struct SqlIndexColumn {
    uint32_t column;
    SortOrder sort;
    Text operator_class;            /* as in SQL; data is NULL when not written */
    bool operator_class_is_default; /* it changes nothing to write it */
} SqlIndexColumn;

/* A primary key, a unique index or an index. */
typedef struct SqlIndex {
    Text name; /* empty where the product does not name it */
    uint32_t table;
    uint32_t first_column; /* into index_columns */
    uint32_t column_count;
    IndexKind kind;
    IndexAlgorithm algorithm; /* never INDEX_DEFAULT */
    Text predicate;           /* SQL; data is NULL when the index is not partial */
    /* The schema files cannot say that it is partial (version 7 without the preview feature): it
     * may be what they have without a predicate, and is left alone otherwise. */
    bool has_unspoken_predicate;
} SqlIndex;

typedef struct SqlForeignKey {
    Text name;
    uint32_t table;
    uint32_t referenced_table;
    uint32_t first_column; /* into foreign_key_columns */
    uint32_t column_count;
    uint32_t next; /* foreign key of the same table, or NONE */
    ReferentialAction on_delete;
    ReferentialAction on_update;
} SqlForeignKey;

typedef struct SqlForeignKeyColumn {
    uint32_t column;
    uint32_t referenced_column;
} SqlForeignKeyColumn;

typedef struct SqlTable {
    Text name;
    uint32_t namespace;    /* or NONE: the one that the connection is in */
    uint32_t first_column; /* in the order of CREATE TABLE */
    uint32_t column_count;
    uint32_t first_index; /* the primary key, too */
    uint32_t index_count;
    uint32_t primary_key;       /* index into indexes, or NONE */
    uint32_t first_foreign_key; /* or NONE */
    bool is_external;           /* others look after it: no step is made for it */
} SqlTable;

/* A sequence that a column's default names. */
typedef struct SqlSequence {
    Text name;
    int64_t start;
    int64_t increment;
    int64_t least;
    int64_t most;
    int64_t cache;
    bool is_virtual;
} SqlSequence;

/* An extension of PostgreSQL; texts are empty when they are not said. */
typedef struct SqlExtension {
    Text name;
    Text schema;
    Text version;
    bool is_relocatable;
} SqlExtension;

/* A view, with or without rows of its own. */
typedef struct SqlView {
    Text name;
    uint32_t namespace;    /* or NONE: the one that the connection is in */
    uint32_t first_column; /* into view_columns */
    uint32_t column_count;
    Text definition; /* the query */
} SqlView;

typedef struct SqlSchema {
    PrismaVersion version;            /* that describes it; 0: an empty one, which is of any */
    LIST_OF(SqlNamespace) namespaces; /* none: everything is where the connection is */
    /* The one that NONE stands for: "public", or what the URL says. Data is NULL in an empty
     * schema. */
    Text usual_namespace;
    bool has_usual_namespace; /* it is there without being created (version 7) */
    bool is_live;             /* of a database, not of a schema file */
    LIST_OF(SqlTable) tables;
    LIST_OF(SqlColumn) columns;                       /* table by table */
    LIST_OF(SqlIndex) indexes;                        /* table by table */
    LIST_OF(SqlIndexColumn) index_columns;            /* index by index */
    LIST_OF(SqlForeignKey) foreign_keys;              /* in the order of the relations */
    LIST_OF(SqlForeignKeyColumn) foreign_key_columns; /* key by key */
    LIST_OF(SqlEnum) enums;
    LIST_OF(Text) enum_values; /* enum by enum */
    LIST_OF(SqlSequence) sequences;
    LIST_OF(SqlExtension) extensions;
    LIST_OF(SqlView) views;          /* only of live databases */
    LIST_OF(SqlColumn) view_columns; /* view by view; `table` is a place in views */
    LIST_OF(SqlObject) objects;      /* only of live databases, when asked for */
} SqlSchema;

/* A column, and the schema that it is in. */
typedef struct SchemaColumn {
    const SqlSchema *schema;
    uint32_t column;
} SchemaColumn;

static inline const SqlColumn *schema_column(SchemaColumn of)
{
    return &of.schema->columns.items[of.column];
}

/* The name of a namespace, also of the one that NONE stands for. */
Text sql_namespace_meant(const SqlSchema *schema, uint32_t namespace);

/* The name of a namespace; data is NULL for NONE. */
Text sql_namespace_name(const SqlSchema *schema, uint32_t namespace);

/* The column of the table that has the name, or NONE. */
uint32_t sql_table_find_column(const SqlSchema *schema, uint32_t table, Text name);

/* True when the column alone is the table's primary key. */
bool sql_column_is_primary_key(const SqlSchema *schema, uint32_t column);

/* True when the index has the column. */
bool sql_index_has_column(const SqlSchema *schema, uint32_t index, uint32_t column);

/* True for tables like those of implicit many-to-many relations: two columns, A and B. */
bool is_join_table(const SqlSchema *schema, uint32_t table);

/* The columns of an index. */
static inline const SqlIndexColumn *sql_index_columns(const SqlSchema *schema,
                                                      const SqlIndex *index)
{
    return &schema->index_columns.items[index->first_column];
}

/* Links the foreign keys to their tables, once all are there. */
void sql_schema_finish(SqlSchema *schema);

#endif

/* A schema in the making: the models, fields, enums and relation fields that it will have, before
 * they are written. The steps of introspection fill it one after the other: counterparts, names,
 * relations; what writes it only reads it. */
#ifndef DUNLIN_INTROSPECT_DRAFT_H
#define DUNLIN_INTROSPECT_DRAFT_H

#include "base/map.h"
#include "introspect/warning.h"
#include "psl/schema.h"
#include "sql/rules.h"

typedef enum NameOrigin {
    NAME_AS_IT_IS,  /* that of the database */
    NAME_KEPT,      /* that of the present schema */
    NAME_SANITIZED, /* what of the database's may stand in a schema */
    NAME_RESERVED,  /* the database's is a reserved word */
    NAME_DUPLICATE, /* the database has it in several places */
} NameOrigin;

typedef struct DraftName {
    Text text;   /* empty: nothing of the database's name may stand in a schema */
    Text mapped; /* for @map and @@map; data is NULL where none is needed */
    NameOrigin origin;
} DraftName;

/* What a reader of a block should know of its table; bits of `notes`. */
typedef enum Note {
    NOTE_PARTITIONED,
    NOTE_INHERITED,
    NOTE_CHECKS,
    NOTE_EXCLUSIONS,
    NOTE_NO_COLUMNS,
    NOTE_NO_IDENTIFIER,
    NOTE_COMMENTS,
    NOTE_COMMENTS_OF_VIEW,
    NOTE_COMMENTS_OF_ENUM,
    NOTE_DEFERRABLE,
    NOTE_ROW_SECURITY,
    NOTE_NULLS_ORDER,
    NOTE_EXPRESSION_INDEX,
    NOTE_COUNT,
} Note;

#define NOTE_BIT(note) (1u << (note))

typedef struct DraftField {
    const SqlColumn *column;
    const Field *present; /* its counterpart in the present schema, or NULL */
    DraftName name;
} DraftField;

/* One end of a relation. */
typedef struct DraftRelationField {
    Text name;
    uint32_t type; /* index into models */
    Arity arity;
    Text relation;               /* its name; data is NULL when it is not written */
    uint32_t foreign_key;        /* that it stands for, or NONE: the other end does, or a table */
    Text constraint;             /* the foreign key's name; data is NULL when it is not written */
    const RelationField *copied; /* it is taken from the present schema with all it says, or NULL */
    bool is_ignored;
} DraftRelationField;

typedef struct DraftModel {
    bool is_view;
    bool is_ignored;
    bool lacks_identifier; /* which is new: the present schema does not ignore it */
    unsigned notes;
    uint32_t source;      /* index into the database's tables or views */
    const Model *present; /* its counterpart, or NULL */
    DraftName name;
    Text base_name; /* that of its table as names of relations have it, whatever it is called now */
    uint32_t first_field;
    uint32_t field_count;
    LIST_OF(DraftRelationField) relations;
} DraftModel;

typedef struct DraftEnum {
    const SqlEnum *source;
    const Enum *present;
    DraftName name;
    unsigned notes;
} DraftEnum;

typedef struct DraftEnumValue {
    const EnumValue *present;
    DraftName name;
} DraftEnumValue;

typedef struct Draft {
    Arena *arena;
    const SqlSchema *live;
    const SqlRules *rules;
    const Datamodel *config;    /* whose datasource and generators stay */
    const Datamodel *present;   /* whose names and comments stay; NULL: nothing does */
    TextList namespaces;        /* that take the place of the datasource's, or none */
    bool has_namespaces;        /* blocks tell theirs by @@schema */
    LIST_OF(DraftModel) models; /* of the tables in their order, then of the views */
    uint32_t *model_of_table;   /* NONE for the tables of many-to-many relations */
    DraftField *fields;         /* of all columns of tables, then of those of views */
    DraftEnum *enums;           /* one for each of the database's */
    DraftEnumValue *enum_values;
    Map present_join_tables; /* name of a table to the present schema's Relation */
    Warnings warnings;
} Draft;

/* The field of a column of a table. */
static inline DraftField *draft_field(const Draft *draft, uint32_t column)
{
    return &draft->fields[column];
}

/* --- counterparts.c: the present schema's block, field or value for each of the database --- */

void find_counterparts(Draft *draft);

/* The relation of the present schema that has the foreign key's columns, or NULL. */
const Relation *counterpart_of_foreign_key(const Draft *draft, const SqlForeignKey *key);

/* The one of the present schema whose table it is, or NULL. */
const Relation *counterpart_of_join_table(const Draft *draft, uint32_t table);

/* The id, unique or index of the present schema's model that has the name of the database's, or
 * NULL. */
const Index *counterpart_of_index(const Draft *draft, const DraftModel *model,
                                  const SqlIndex *index);

/* --- names.c --- */

void name_everything(Draft *draft);

/* What of a database's name may stand in a schema: letters, digits and underscores, behind a
 * letter. It may be empty. */
Text name_sanitized(Arena *arena, Text name);

/* --- join_table.c --- */

/* The table of an implicit many-to-many relation, and what its columns refer to. */
typedef struct JoinTable {
    uint32_t table_a;
    uint32_t table_b;
} JoinTable;

/* True when the table is one, as Prisma makes them. */
bool join_table_read(const Draft *draft, uint32_t table, JoinTable *join);

/* --- relations.c: the relation fields of each model, from foreign keys and join tables --- */

void relate_models(Draft *draft);

/* --- copied_relations.c: those that the present schema has and no foreign key stands for --- */

void copy_relations(Draft *draft);

/* --- objects.c: what the schema language has no word for --- */

/* Puts notes on the models and enums that have something of it, and warns of each. */
void note_objects(Draft *draft);

/* --- warning_of_draft.c --- */

/* Warns of what the models, fields and enums themselves tell. */
void warn_of_draft(Draft *draft);

/* Adds a warning. */
static inline void draft_warn(Draft *draft, Warning warning)
{
    list_add(draft->arena, &draft->warnings.list, warning);
}

/* --- unique.c: which columns tell rows apart --- */

/* The unique index of the column alone, or NULL. */
const SqlIndex *unique_index_of_column(const SqlSchema *schema, uint32_t column);

/* True when the table has a primary key or a unique index that tells its rows apart for Prisma's
 * client: on required columns of types that it knows. */
bool table_has_identifier(const SqlSchema *schema, uint32_t table);

/* True when at most one row has the same values in the foreign key's columns. */
bool foreign_key_is_unique(const SqlSchema *schema, const SqlForeignKey *key);

#endif

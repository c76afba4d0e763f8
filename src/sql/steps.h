/* The steps that lead from one SQL schema to another, in the order in which they can be carried
 * out. */
#ifndef DUNLIN_SQL_STEPS_H
#define DUNLIN_SQL_STEPS_H

#include "sql/comparison.h"

struct SqlRules;

/* In this order steps are carried out. */
typedef enum StepKind {
    STEP_CREATE_NAMESPACE,  /* after */
    STEP_DROP_EXTENSION,    /* before */
    STEP_CREATE_EXTENSION,  /* after */
    STEP_ALTER_EXTENSION,   /* before, after; only live databases know what can be altered */
    STEP_RENAME_TABLE,      /* before, after. Renames come first: all later steps use new names */
    STEP_RENAME_COLUMN,     /* before, after; first: a RenamePhase */
    STEP_RENAME_ENUM,       /* before, after */
    STEP_RENAME_ENUM_VALUE, /* before, after: enum_values; of the enums first, count */
    STEP_ALTER_SEQUENCE,    /* before, after */
    STEP_CREATE_ENUM,       /* after */
    STEP_ALTER_ENUM,        /* before, after; default_uses from first on, count of them */
    STEP_DROP_FOREIGN_KEY,  /* before */
    STEP_DROP_INDEX,        /* before */
    STEP_ALTER_TABLE,       /* before, after; table_changes from first on, count of them */
    STEP_ALTER_PRIMARY_KEY, /* before, after: tables */
    /* Tables go before indexes are made, whose names may be those of a dropped table's indexes. */
    STEP_DROP_TABLE, /* before */
    /* Enums go after the tables that use them, and before tables that may have their names. */
    STEP_DROP_ENUM,       /* before */
    STEP_CREATE_TABLE,    /* after */
    STEP_REDEFINE_TABLES, /* redefined_tables from first on, count of them */
    /* after; before: the table's counterpart, or NONE for a new table; first: an IndexReason */
    STEP_CREATE_INDEX,
    STEP_RENAME_FOREIGN_KEY, /* before, after */
    /* Foreign keys need the unique indexes. */
    STEP_ADD_FOREIGN_KEY, /* after */
    STEP_RENAME_INDEX,    /* before, after */
    STEP_REDEFINE_INDEX,  /* before, after */
} StepKind;

typedef enum IndexReason {
    INDEX_IS_NEW,
    INDEX_WENT, /* with a column that is dropped and added, and comes again */
} IndexReason;

/* Columns that take each other's names go aside first. */
typedef enum RenamePhase {
    RENAME_ASIDE,
    RENAME_DIRECTLY,
    RENAME_FROM_ASIDE,
} RenamePhase;

typedef struct Step {
    StepKind kind;
    uint32_t before; /* a place in the schema before, or NONE */
    uint32_t after;  /* a place in the schema after, or NONE */
    uint32_t first;
    uint32_t count;
} Step;

/* How values of one type become values of another. */
typedef enum Cast {
    CAST_NONE,       /* it is the same type */
    CAST_SAFE,       /* every value can be cast */
    CAST_RISKY,      /* some cannot, or lose something */
    CAST_IMPOSSIBLE, /* the column is dropped and added */
} Cast;

enum {
    CHANGED_ARITY = 1 << 0,
    CHANGED_DEFAULT = 1 << 1,
    CHANGED_TYPE = 1 << 2,
    CHANGED_AUTOINCREMENT = 1 << 3,
};

/* What is different about a column. */
typedef struct ColumnChange {
    uint8_t what; /* CHANGED_… */
    uint8_t cast; /* Cast */
} ColumnChange;

typedef enum TableChangeKind {
    TABLE_DROP_PRIMARY_KEY,
    TABLE_RENAME_PRIMARY_KEY,
    TABLE_DROP_COLUMN,     /* before */
    TABLE_ADD_COLUMN,      /* after */
    TABLE_ALTER_COLUMN,    /* before, after */
    TABLE_RECREATE_COLUMN, /* before, after: it is dropped and added */
    TABLE_ADD_PRIMARY_KEY,
} TableChangeKind;

typedef struct TableChange {
    TableChangeKind kind;
    uint32_t before; /* column */
    uint32_t after;  /* column */
} TableChange;

/* A column whose default is a value of an enum that is altered. */
typedef struct DefaultUse {
    uint32_t before; /* column */
    uint32_t after;  /* column that has a default of the enum again, or NONE */
} DefaultUse;

typedef struct Steps {
    Arena *arena;
    const struct SqlRules *rules;
    PrismaVersion version; /* whose scripts are written */
    const SqlSchema *before;
    const SqlSchema *after;
    Counterparts old;      /* of the schema before, in the one after */
    Counterparts new;      /* of the schema after, in the one before */
    ColumnChange *changes; /* by columns of `before` that have a counterpart */
    bool *is_redefined;    /* by tables of `before` */
    LIST_OF(Step) items;
    LIST_OF(TableChange) table_changes;
    LIST_OF(DefaultUse) default_uses;
    LIST_OF(uint32_t) redefined_tables; /* tables of `before` */
} Steps;

/* Forward: from the comparison's first schema to its second; backward: the other way. The schemas
 * and the comparison must live as long as the steps. */
typedef enum StepsDirection {
    STEPS_FORWARD,
    STEPS_BACKWARD,
} StepsDirection;

void steps_between(Arena *arena, const Comparison *comparison, const struct SqlRules *rules,
                   StepsDirection direction, Steps *steps);

/* "CreateTable" and so on. */
const char *step_name(StepKind kind);

/* The columns of a table that has a counterpart, and those of that: each with its counterpart, in
 * the order of their names. */
typedef struct ColumnPair {
    Text name;
    uint32_t before; /* or NONE: it is added */
    uint32_t after;  /* or NONE: it is dropped */
} ColumnPair;

typedef LIST_OF(ColumnPair) ColumnPairs;

ColumnPairs step_column_pairs(Arena *arena, const Steps *steps, uint32_t before, uint32_t after);

/* True when the primary key of a table that has a counterpart is dropped, or gives way to another.
 */
bool step_drops_primary_key(const Steps *steps, uint32_t before);

/* What a column of the schema before is, or will be, called when a step is carried out. */
Text step_column_name(const Steps *steps, uint32_t before);

/* The names that a step of RENAME_COLUMN begins and ends with. */
void step_renamed_column(Arena *arena, const Steps *steps, const Step *step, Text *from, Text *to);

/* The table of the schema before as it is named by then: renames come first. */
Text step_table_name(const Steps *steps, uint32_t before);

/* The new enum's name for an old one that has a counterpart, else its own. */
Text step_enum_name(const Steps *steps, uint32_t before);

/* Values of the enum that the other schema does not have: those of `after` that are new, those of
 * `before` that go. */
bool enum_value_is_new(const Steps *steps, uint32_t value);
bool enum_value_goes(const Steps *steps, uint32_t value);

#endif

/* What has to be kept of a database so that a migration can be taken back: from the effects of its
 * script and from the tables that are there. */
#ifndef DUNLIN_ROLLBACK_KEEP_PLAN_H
#define DUNLIN_ROLLBACK_KEEP_PLAN_H

#include "rollback/keep/catalog.h"
#include "sql/effects.h"

typedef enum KeepKind {
    KEEP_TABLE,   /* the table goes: all its rows */
    KEEP_ROWS,    /* rows go: all of the table's, until it is known which */
    KEEP_COLUMNS, /* columns go, or their values change: these, and the key */
} KeepKind;

typedef struct KeepColumn {
    Text name; /* before the migration */
    Text type; /* as SQL, with its namespace */
    Text now;  /* its name behind the migration; empty: it is gone */
    bool is_key;
    bool is_own_type; /* it is kept as text */
    bool is_computed; /* nobody may give it a value */
    bool is_always;   /* GENERATED ALWAYS AS IDENTITY */
    bool is_required;
    bool is_counted;
    bool is_lost; /* it goes, or gets other values */
    bool is_retyped;
} KeepColumn;

/* A foreign key of the rows. */
typedef struct KeepReference {
    TextList columns;
    Text namespace_name;
    Text table;
    TextList referenced;
} KeepReference;

/* Where the numbers of a column have come to. */
typedef struct KeepCounter {
    Text column;
    Text value;
} KeepCounter;

typedef struct KeepEntry {
    KeepKind kind;
    Text namespace_name; /* of the table before the migration; empty where there are none */
    Text table;
    Text namespace_now; /* behind it; empty, both, when the table is gone */
    Text table_now;
    LIST_OF(KeepColumn) columns;
    LIST_OF(KeepReference) references;
    LIST_OF(KeepCounter) counters;
    bool has_key; /* else its rows cannot be told apart: nothing of it can be put back, unless it is
                     a table that goes */
} KeepEntry;

/* What a migration does to a column. */
typedef struct ColumnDraft {
    Text now; /* its name behind the migration */
    bool is_gone;
    bool is_updated;   /* rows get other values */
    bool is_retyped;   /* and so by a change of type */
    bool is_made_text; /* from another type: a way back makes the column anew */
} ColumnDraft;

/* What it does to a table. */
typedef struct TableDraft {
    Text space_now;
    Text name_now;
    bool is_gone;
    bool loses_rows;
    bool gets_rows;    /* some of them perhaps with the keys of rows that it has lost */
    bool is_dropped;   /* also where its rows are in another table then */
    bool is_truncated; /* and with it whatever refers to it */
    bool has_triggers;
    ColumnDraft *columns; /* one a column of the catalog's table */
} TableDraft;

typedef struct KeepPlan {
    const TableDraft *tables; /* one a table of the catalog */
    LIST_OF(KeepEntry) entries;
    /* What cannot be put back, or cannot be told before: a line each. */
    TextList flaws;
    bool is_uncertain; /* statements may do what the plan does not know of */
} KeepPlan;

/* Plans for the effects of a script on a database as it is. */
void keep_plan(Arena *arena, const Dialect *dialect, const KeepCatalog *catalog,
               const Effects *effects, KeepPlan *plan);

/* The same for a script, with the catalog of a live database, which is read. */
bool keep_plan_read(Arena *arena, Database *database, Text script, KeepCatalog *catalog,
                    KeepPlan *plan, Error *error);

#endif

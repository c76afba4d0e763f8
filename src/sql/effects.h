/* What a script does to tables, columns and rows, as far as its statements tell. No database is
 * asked: what cannot be told from the text alone is an effect of its own, EFFECT_UNKNOWN, so
 * whoever reads the list knows whether it is all. */
#ifndef DUNLIN_SQL_EFFECTS_H
#define DUNLIN_SQL_EFFECTS_H

#include "sql/script.h"

typedef enum EffectKind {
    EFFECT_CREATE_TABLE, /* columns: name and type, as far as they are written */
    EFFECT_DROP_TABLE,
    EFFECT_RENAME_TABLE,  /* becomes, or becomes_space: the new name, the new namespace */
    EFFECT_REBUILD_TABLE, /* only followed: see effects_of_rows_before() */
    EFFECT_ADD_COLUMN,    /* becomes: the type */
    EFFECT_DROP_COLUMN,
    EFFECT_RENAME_COLUMN, /* becomes: the new name */
    EFFECT_CHANGE_TYPE,   /* of a column; becomes: the type */
    EFFECT_INSERT,
    EFFECT_UPDATE, /* of a column; of any when it is empty */
    EFFECT_DELETE, /* all: every row of the table */
    EFFECT_DROP_NAMESPACE,
    EFFECT_RENAME_NAMESPACE, /* becomes: the new name */
    EFFECT_DROP_TYPE,        /* name; with CASCADE also the columns of that type */
    EFFECT_DROP_EXTENSION,   /* name; also everything that belongs to it */
    EFFECT_CREATE_TRIGGER,   /* or a rule: writing to the table does more from now on */
    EFFECT_UNKNOWN,          /* name: of a function that is called, or empty: anything */
} EffectKind;

typedef struct EffectColumn {
    Text name;
    Text type; /* CREATE TABLE: as it is written; may be empty */
    Text from; /* INSERT … SELECT, a rebuilt table: the column that is copied; else empty */
    /* It is copied only where it is not NULL: coalesce("column", …) */
    bool replaces_null;
} EffectColumn;

typedef LIST_OF(EffectColumn) EffectColumns;

/* Names are what the statement means (a plain name of PostgreSQL is in lower case). */
typedef struct Effect {
    EffectKind kind;
    size_t statement;    /* index in the script */
    Text namespace_name; /* empty: that of the connection */
    Text table;
    Text column;
    Text name; /* of what is neither a table nor a column */
    Text becomes;
    Text becomes_space;
    EffectColumns columns;
    Text from_space; /* INSERT: the one table whose rows are copied, or empty */
    Text from_table;
    bool all;         /* every row of the table; INSERT: of the one that is copied */
    bool cascade;     /* CASCADE is written */
    bool conditional; /* IF EXISTS or IF NOT EXISTS is written */
    bool temporary;   /* a table that is gone with the connection */
    /* CHANGE_TYPE: the value is only cast, by nothing but the type's own rule. */
    bool is_cast;
} Effect;

typedef LIST_OF(Effect) Effects;

/* The effects of all statements of a script, in order. */
Effects effects_of(Arena *arena, const SqlSyntax *syntax, Text script);

/* The same of statements that were split before. */
Effects effects_of_statements(Arena *arena, const SqlSyntax *syntax, Text script,
                              const ScriptStatements *list);

/* Of these effects those on tables that were there before the script: names are followed back
 * through renames to what they were, and what happens to tables that the script itself made is left
 * out (but for EFFECT_CREATE_TABLE). A table whose rows are all copied to a new one before it is
 * dropped is EFFECT_REBUILD_TABLE in the place of EFFECT_DROP_TABLE: `becomes` is the new one's
 * name in the end, `columns` has its columns, their types and what they are copied from. */
Effects effects_of_rows_before(Arena *arena, const SqlSyntax *syntax, const Effects *effects);

/* True when two names are the same to the database. */
bool effect_same_name(const SqlSyntax *syntax, Text a, Text b);

#endif

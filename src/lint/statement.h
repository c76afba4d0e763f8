/* A statement as rules and lock facts see it, the same for all dialects: what it does to which
 * thing. Names are as the database means them; an empty namespace is that of the connection. */
#ifndef DUNLIN_LINT_STATEMENT_H
#define DUNLIN_LINT_STATEMENT_H

#include "base/text.h"

typedef struct LintName {
    Text space;
    Text name;
} LintName;

typedef LIST_OF(LintName) LintNames;

typedef enum LintKind {
    LINT_UNREAD,          /* not understood: `problem` says why */
    LINT_OTHER,           /* understood, and of no interest: no table is locked */
    LINT_CREATE_TABLE,    /* text: the tablespace */
    LINT_CREATE_TABLE_AS, /* also a materialized view */
    LINT_ALTER_TABLE,     /* actions; `object` is what is altered: a table, an index, a view … */
    LINT_DROP_TABLE,      /* names; also views and sequences: `object` */
    LINT_TRUNCATE,        /* names */
    LINT_LOCK_TABLE,      /* names, text: the mode */
    LINT_CREATE_INDEX,
    LINT_DROP_INDEX, /* names */
    LINT_REINDEX,    /* `object`: an index (name) or a table (table); else everything */
    LINT_CLUSTER,    /* table, or everything */
    LINT_VACUUM,     /* names, or everything */
    LINT_ANALYZE,    /* names, or everything */
    LINT_CREATE_VIEW,
    LINT_REFRESH_VIEW, /* a materialized one */
    LINT_CREATE_TRIGGER,
    LINT_DROP_TRIGGER,
    LINT_RENAME_TRIGGER,
    LINT_CREATE_RULE,
    LINT_DROP_RULE,
    LINT_RENAME_RULE,
    LINT_CREATE_POLICY, /* also ALTER POLICY */
    LINT_DROP_POLICY,
    LINT_CREATE_STATISTICS,
    LINT_CREATE_PUBLICATION, /* names: its tables */
    LINT_COMMENT,            /* on a table or a column of it, when `table` is there */
    LINT_CREATE_ENUM,
    LINT_ADD_VALUE,    /* to an enum: text; has_place: BEFORE or AFTER is written */
    LINT_RENAME_VALUE, /* of an enum: text to becomes.name */
    LINT_CREATE_TYPE,  /* any other */
    LINT_DROP_TYPE,    /* names; also domains */
    LINT_RENAME_TYPE,
    LINT_CREATE_DOMAIN, /* type: what it is made of; constraints */
    LINT_ALTER_DOMAIN,  /* actions */
    LINT_CREATE_SCHEMA,
    LINT_DROP_SCHEMA, /* names */
    LINT_RENAME_SCHEMA,
    LINT_CREATE_EXTENSION,
    LINT_DROP_EXTENSION, /* names */
    LINT_DROP_DATABASE,
    LINT_CREATE_SEQUENCE,
    LINT_ALTER_SEQUENCE,
    LINT_CREATE_FUNCTION, /* also a procedure */
    LINT_DROP_FUNCTION,   /* names */
    LINT_DROP_OTHER,      /* names */
    LINT_GRANT,           /* also REVOKE */
    LINT_INSERT,
    LINT_UPDATE,
    LINT_DELETE,
    LINT_MERGE,
    LINT_SELECT,
    LINT_COPY,
    LINT_SET, /* text: the setting, value; is_local */
    LINT_DO,  /* a block of code, which is not looked into */
    LINT_CALL,
    LINT_BEGIN,
    LINT_COMMIT,
    LINT_ROLLBACK,
    LINT_SAVEPOINT,   /* also RELEASE */
    LINT_ROLLBACK_TO, /* a savepoint */
    LINT_ALONE,       /* anything else that cannot run in a transaction */
} LintKind;

/* What a statement that knows several kinds of things is about. */
typedef enum LintObject {
    LINT_TABLE,
    LINT_INDEX,
    LINT_VIEW,
    LINT_MATERIALIZED_VIEW,
    LINT_SEQUENCE,
    LINT_TYPE,
    LINT_FOREIGN_TABLE,
    LINT_EVERYTHING, /* a schema, the database */
} LintObject;

/* A type as it is written, by the name that the catalog has for it ("int4" for "integer"). */
typedef struct LintType {
    LintName name;
    TextList arguments; /* (10,2) */
    bool is_array;
    bool is_serial; /* serial, bigserial, smallserial: name is that of the integer */
} LintType;

/* What adding a column with a default costs follows from when it is computed. */
typedef enum LintDefault {
    LINT_NO_DEFAULT,
    LINT_DEFAULT_NULL,
    LINT_DEFAULT_CONSTANT, /* nothing is called but what depends on its arguments only */
    LINT_DEFAULT_STABLE,   /* the same for all rows of a statement: now() */
    LINT_DEFAULT_VOLATILE, /* another for each row, or a function that is not known: `calls` */
} LintDefault;

typedef enum LintConstraintKind {
    LINT_NOT_NULL,
    LINT_CHECK,
    LINT_FOREIGN_KEY,
    LINT_UNIQUE,
    LINT_PRIMARY_KEY,
    LINT_EXCLUDE,
} LintConstraintKind;

typedef struct LintConstraint {
    LintConstraintKind kind;
    Text name;           /* empty: the database makes one */
    TextList columns;    /* CHECK: those that it mentions */
    LintName references; /* of a foreign key */
    TextList referenced; /* its columns there; none: the primary key */
    Text index;          /* USING INDEX; else empty */
    bool is_not_valid;   /* NOT VALID is written */
    bool is_not_null;    /* a CHECK that one column is not NULL, and nothing else */
    bool is_deferrable;
    bool is_not_inherited;
} LintConstraint;

typedef LIST_OF(LintConstraint) LintConstraints;

typedef enum LintActionKind {
    LINT_ADD_COLUMN,
    LINT_DROP_COLUMN,
    LINT_CHANGE_TYPE,
    LINT_SET_NOT_NULL,
    LINT_DROP_NOT_NULL,
    LINT_SET_DEFAULT,
    LINT_DROP_DEFAULT,
    LINT_ADD_IDENTITY,
    LINT_CHANGE_IDENTITY,
    LINT_DROP_IDENTITY,
    LINT_DROP_EXPRESSION,
    LINT_SET_STATISTICS,
    LINT_SET_COLUMN_OPTIONS,
    LINT_SET_STORAGE,
    LINT_SET_COMPRESSION,
    LINT_ADD_CONSTRAINT,
    LINT_ALTER_CONSTRAINT,
    LINT_VALIDATE_CONSTRAINT,
    LINT_DROP_CONSTRAINT,
    LINT_RENAME, /* of the thing itself */
    LINT_RENAME_COLUMN,
    LINT_RENAME_CONSTRAINT,
    LINT_SET_SCHEMA,
    LINT_CHANGE_OWNER,
    LINT_ATTACH_PARTITION,
    LINT_DETACH_PARTITION,
    LINT_FINALIZE_PARTITION,
    LINT_INHERIT,
    LINT_NO_INHERIT,
    LINT_SET_LOGGED,
    LINT_SET_UNLOGGED,
    LINT_SET_TABLESPACE,
    LINT_SET_ACCESS_METHOD,
    LINT_SET_OPTIONS, /* SET (…), RESET (…) */
    LINT_CLUSTER_ON,  /* also SET WITHOUT CLUSTER */
    LINT_ENABLE_TRIGGER,
    LINT_DISABLE_TRIGGER,
    LINT_ENABLE_RULE, /* also DISABLE */
    LINT_ENABLE_ROW_SECURITY,
    LINT_DISABLE_ROW_SECURITY,
    LINT_FORCE_ROW_SECURITY,
    LINT_NO_FORCE_ROW_SECURITY,
    LINT_REPLICA_IDENTITY,
    LINT_OTHER_ACTION,
} LintActionKind;

/* One thing that is done to a table; also a part of CREATE TABLE: its columns are LINT_ADD_COLUMN,
 * its constraints LINT_ADD_CONSTRAINT. */
typedef struct LintAction {
    LintActionKind kind;
    Text column;
    LintType type;
    LintDefault default_kind; /* also of the value of a generated column */
    TextList calls;           /* functions in the default or in USING that are not known */
    bool is_identity;
    bool is_generated; /* GENERATED … STORED */
    bool is_not_null;  /* NOT NULL is written, or PRIMARY KEY */
    Text collation;
    LintConstraints constraints; /* a column may have several; ADD CONSTRAINT has one */
    bool has_using;
    bool using_is_column; /* USING is nothing but the column itself */
    Text name;            /* of a constraint, a trigger, an option … */
    Text becomes;         /* RENAME: the new name; SET SCHEMA: the new namespace */
    LintName other;       /* a partition, a parent */
    bool is_default;      /* ATTACH PARTITION … DEFAULT */
    bool concurrently;    /* DETACH PARTITION CONCURRENTLY */
    bool cascade;
    bool if_exists; /* IF EXISTS, or IF NOT EXISTS */
    bool is_full;   /* REPLICA IDENTITY FULL */
    TextList options;
} LintAction;

typedef LIST_OF(LintAction) LintActions;

typedef struct LintStatement {
    LintKind kind;
    LintObject object;
    size_t start; /* bytes in the script: from the first token up to, and without, the semicolon */
    size_t end;
    const char *problem; /* LINT_UNREAD */
    LintName name;       /* what it is about; for indexes, triggers, policies … their own name, */
    LintName table;      /* and the table that they belong to */
    LintNames names;     /* where several things can be named; of triggers see `table` */
    LintName becomes;    /* its new name, namespace or label */
    LintActions actions;
    LintNames parents;           /* CREATE TABLE: INHERITS, PARTITION OF */
    LintNames likes;             /* CREATE TABLE: LIKE */
    LintNames sources;           /* tables that are read */
    TextList columns;            /* of an index, empty for an expression; of INSERT and UPDATE */
    TextList mentions;           /* columns in expressions of an index and in its WHERE */
    LintType type;               /* of a domain */
    LintConstraints constraints; /* of a domain */
    Text method;                 /* of an index: btree, gin …; of a table: heap */
    Text column;                 /* COMMENT */
    Text text;
    Text value;
    TextList calls; /* functions that are called */
    bool concurrently;
    bool if_exists;
    bool if_not_exists;
    bool cascade;
    bool only; /* ONLY the table, not those that inherit from it */
    bool is_unique;
    bool is_partition;   /* CREATE TABLE … PARTITION OF */
    bool is_default;     /* the default partition */
    bool is_partitioned; /* PARTITION BY */
    bool is_temporary;
    bool is_unlogged;
    bool is_local;    /* SET LOCAL */
    bool is_full;     /* VACUUM FULL */
    bool all_columns; /* of a view: it was made with *, whose columns are those of that day */
    bool replaces;    /* OR REPLACE */
    bool without_data;
    bool has_where; /* of an index, UPDATE, DELETE; a condition that is always true is none */
    bool has_place; /* ADD VALUE … BEFORE */
} LintStatement;

typedef LIST_OF(LintStatement) LintStatements;

#endif

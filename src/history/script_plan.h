/* How a migration's script is run: in one transaction wherever the database allows it. */
#ifndef DUNLIN_HISTORY_SCRIPT_PLAN_H
#define DUNLIN_HISTORY_SCRIPT_PLAN_H

#include "base/environment.h"
#include "dialect/dialect.h"

typedef enum ScriptMode {
    SCRIPT_ATOMIC,     /* one transaction a migration; what cannot be in one runs outside */
    SCRIPT_BATCH,      /* as Prisma 5 and 6: the whole file at once */
    SCRIPT_STATEMENTS, /* as Prisma since 7.4: every statement alone */
} ScriptMode;

/* A contiguous part of the script that is sent at once. */
typedef struct ScriptPart {
    size_t start; /* bytes of the script */
    size_t end;
    size_t first;   /* index of its first statement */
    bool unguarded; /* foreign keys are not enforced meanwhile */
} ScriptPart;

/* A part of the script that takes effect as a whole, if in a transaction. */
typedef struct ScriptStep {
    LIST_OF(ScriptPart) parts;
    size_t first; /* index of its first statement */
    size_t count; /* statements */
    bool in_transaction;
    Text begin; /* the script's own BEGIN with its modes, or empty */
} ScriptStep;

typedef struct ScriptPlan {
    Text script; /* followed by a NUL byte */
    ScriptMode mode;
    ScriptStatements statements;
    LIST_OF(ScriptStep) steps;
    bool has_own_transactions; /* with ROLLBACK and the like: run as it is */
} ScriptPlan;

/* What was learned from the database about a script: a mark a statement. */
typedef struct ScriptLessons {
    bool *alone; /* must run outside a transaction, or be committed before the next one */
    size_t count;
} ScriptLessons;

/* Plans a script from its statement `from` (0: all of it; else where an interrupted run stopped).
 * `lessons` may be NULL. */
ScriptPlan script_plan(Arena *arena, const Dialect *dialect, ScriptMode mode, Text script,
                       size_t from, const ScriptLessons *lessons);

/* True when all of the script, and the row of the history, fit into one transaction. */
bool script_plan_is_atomic(const ScriptPlan *plan);

/* The text of a statement of the plan. */
Text script_statement(const ScriptPlan *plan, size_t index);

/* The statement (its index) that holds the byte, or that begins after it. */
size_t script_statement_at(const ScriptPlan *plan, size_t offset);

/* Reads "atomic", "batch" or "statements". */
bool script_mode_parse(Text text, ScriptMode *mode);

/* The mode that counts: that of an option, of DUNLIN_SCRIPT_MODE, of a setting, where they are not
 * empty, or atomic. D1016. */
bool script_mode_choose(Text option, const Environment *environment, Text setting, ScriptMode *mode,
                        Error *error);

#endif

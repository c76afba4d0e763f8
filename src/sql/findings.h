/* What steps may do to data that is there: lose it, or be refused because of it. Steps alone tell
 * what could happen; what does happen is known once the rows have been counted
 * (history/data_loss.h). */
#ifndef DUNLIN_SQL_FINDINGS_H
#define DUNLIN_SQL_FINDINGS_H

#include "base/buffer.h"
#include "sql/steps.h"

typedef enum FindingKind {
    /* Warnings: the step can be carried out, if the loss is accepted. */
    FINDING_DROP_COLUMN,
    FINDING_DROP_TABLE,
    FINDING_RISKY_CAST,      /* values may be changed by the cast, or not fit */
    FINDING_IMPOSSIBLE_CAST, /* a redefined table copies a column into one of another type */
    FINDING_RECREATE_COLUMN, /* it is dropped and added */
    FINDING_CHANGE_PRIMARY_KEY,
    FINDING_ADD_UNIQUE,
    FINDING_REMOVE_ENUM_VALUES,
    /* The step cannot be carried out while there are such rows. */
    FINDING_ADD_REQUIRED,         /* a required column that has no default */
    FINDING_ADD_REQUIRED_DEFAULT, /* the same; Prisma's client makes its default */
    FINDING_MAKE_REQUIRED,
    FINDING_MAKE_LIST,
    FINDING_RECREATE_REQUIRED, /* a required column that has no default is dropped and added */
    FINDING_KINDS,
} FindingKind;

/* What has to be counted to know whether a finding holds: it does when there is any. */
typedef enum FindingCount {
    COUNT_NOTHING, /* it always holds */
    COUNT_ROWS,
    COUNT_VALUES, /* of the column, without NULLs */
    COUNT_NULLS,
    COUNT_ANY_ROW, /* 1 or 0 */
    COUNT_ANY_VALUE,
} FindingCount;

enum { NOT_COUNTED = -1 };

typedef struct Finding {
    FindingKind kind;
    uint32_t step;   /* into the steps' items */
    uint32_t table;  /* of the schema before; NONE for an enum */
    uint32_t before; /* column or enum of the schema before, or NONE */
    uint32_t after;  /* column or index of the schema after, or NONE */
    int64_t number;  /* of what was counted, or NOT_COUNTED */
} Finding;

typedef struct Findings {
    const Steps *steps;
    LIST_OF(Finding) items; /* in the order of the steps */
} Findings;

/* What the steps could do, whatever is in the tables; nothing is counted. */
Findings findings_of(Arena *arena, const Steps *steps);

/* "dropColumn" and so on. */
const char *finding_name(FindingKind kind);

/* True when the step cannot be carried out; else a finding is a warning. */
static inline bool finding_is_unexecutable(const Finding *finding)
{
    return finding->kind >= FINDING_ADD_REQUIRED;
}

FindingCount finding_count(FindingKind kind);

/* The table and the column that a finding is about, as they are named by then; the enum's name, and
 * an empty text, where it is about an enum. */
Text finding_table_name(const Steps *steps, const Finding *finding);
Text finding_column_name(const Steps *steps, const Finding *finding);

/* Appends a sentence for people. */
void finding_add_text(Buffer *out, const Steps *steps, const Finding *finding);

/* Appends the comment at the head of migration.sql, as Prisma writes it: warnings first. Nothing
 * when there are no findings. The findings should be those of findings_of(). */
void findings_add_header(Buffer *out, const Findings *findings);

#endif

/* What `migrate recover` tells of a failed migration, and of the ways out of it. */
#ifndef DUNLIN_CLI_RECOVERING_H
#define DUNLIN_CLI_RECOVERING_H

#include "cli/session.h"
#include "rollback/recover/ways.h"

typedef enum Way { WAY_RETRY, WAY_FINISH, WAY_UNDO, WAY_RESTORE, WAY_COUNT } Way;

/* The ways out, in the order of their safety. */
typedef struct Ways {
    const char *why_not[WAY_COUNT]; /* the end of a sentence; NULL: it can be gone */
    size_t from;                    /* where WAY_FINISH goes on */
    UndoPlan undo;
} Ways;

/* "retry". */
const char *way_word(Way way);

/* The way with that word; WAY_COUNT when there is none. */
Way way_of(Text word);

/* Tells what has failed and what of it is there; adds it to the JSON document. */
void recovery_tell(Context *context, const Recovery *recovery);

/* Tells the ways; adds them to the JSON document as `ways`. */
void ways_tell(Context *context, const Recovery *recovery, const Ways *ways);

#endif

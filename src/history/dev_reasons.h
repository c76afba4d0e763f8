/* Why a development database cannot simply go on: what differs, in sentences. */
#ifndef DUNLIN_HISTORY_DEV_REASONS_H
#define DUNLIN_HISTORY_DEV_REASONS_H

#include "history/dev.h"

typedef enum DevReasonKind {
    REASON_FAILED,   /* a migration failed and was not resolved */
    REASON_EDITED,   /* a script was edited since it was applied */
    REASON_DRIFT,    /* the database is not what the migrations make */
    REASON_MISSING,  /* the folder lacks what the table has */
    REASON_DIVERGED, /* both have what the other lacks */
} DevReasonKind;

typedef struct DevReason {
    DevReasonKind kind;
    Text migration; /* REASON_FAILED, REASON_EDITED: its name; else empty */
    Text text;      /* a sentence */
    Text detail;    /* since when, or which; lines, or empty */
} DevReason;

typedef LIST_OF(DevReason) DevReasons;

/* The reasons in the order in which Prisma gives them; none when nothing stands in the way. */
DevReasons dev_reasons(Arena *arena, const MigrationsFolder *folder, const DevDiagnosis *found);

/* All of them as one text: one as it is, several as a list. */
Text dev_reasons_text(Arena *arena, const DevReasons *reasons);

#endif

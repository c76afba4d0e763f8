/* A database of its own to try migrations out on: as a shadow database on a server, and a file in a
 * folder of its own where databases are files, because what is kept lies beside them. */
#ifndef DUNLIN_ROLLBACK_SCRATCH_H
#define DUNLIN_ROLLBACK_SCRATCH_H

#include "history/shadow.h"
#include "rollback/backup.h"

typedef struct ScratchRequest {
    ShadowRequest shadow;
    Text folder;           /* in which temporary folders are made */
    const Backup *backup;  /* what is to be in it, or NULL: nothing */
    BackupRequest restore; /* how it comes there, without a connection */
} ScratchRequest;

typedef struct Scratch {
    const ScratchRequest *request;
    Shadow shadow;
    Connection connection; /* of the file */
    Text folder;           /* of the file, or empty */
    Database *database;    /* NULL while it is closed */
} Scratch;

/* Opens one that is empty, or what the backup makes of it. The arena and the request must outlive
 * it. As shadow_open() and backup_restore(); D1021 when a folder could not be made. */
bool scratch_open(Arena *arena, const ScratchRequest *request, Scratch *scratch, Error *error);

/* Connects anew: what belongs to the session, such as temporary tables, is gone. */
bool scratch_reconnect(Arena *arena, Scratch *scratch, Error *error);

/* Makes it what it was when it was opened. */
bool scratch_renew(Arena *arena, Scratch *scratch, Error *error);

/* Closes it, and takes it away with everything beside it. Does nothing when it is closed. */
bool scratch_close(Arena *arena, Scratch *scratch, Error *error);

#endif

/* Snapshots: what a history makes, as a file. With one, a database can be compared with its history
 * where no shadow database may be created, and a history that is known need not be replayed. */
#ifndef DUNLIN_SQL_SNAPSHOT_H
#define DUNLIN_SQL_SNAPSHOT_H

#include "base/buffer.h"
#include "base/error.h"
#include "sql/schema.h"

typedef struct Snapshot {
    Text provider; /* its canonical name in a schema */
    Text key;      /* what it was made of: whoever asks for it compares this */
    Text server;   /* the version of the server or library, for people */
    Text rows;     /* SQL that fills its tables: empty when there is nothing in them, and data is
                      NULL when it is not known */
    SqlSchema schema;
} Snapshot;

typedef enum SnapshotPart {
    SNAPSHOT_WHOLE,
    SNAPSHOT_WITHOUT_OBJECTS, /* faster, where nobody looks at them */
    SNAPSHOT_HEAD,            /* without the schema */
} SnapshotPart;

/* Appends the snapshot as a JSON document. */
void snapshot_write(Buffer *out, const Snapshot *snapshot);

/* True when nothing tells two schemas apart, with all their objects, but the order in which the
 * objects were made. */
bool snapshot_is_same(Arena *arena, const SqlSchema *a, const SqlSchema *b);

/* Reads a document, which has to live as long as the snapshot: its texts are views. `providers` is
 * NULL-terminated. Nothing that stands in it is trusted. D1030 when it is no snapshot, one of
 * another version of dunlin, or damaged. */
bool snapshot_read(Arena *arena, Text document, const Provider *const *providers, SnapshotPart part,
                   Snapshot *snapshot, Error *error);

#endif

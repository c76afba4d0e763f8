/* One side of a comparison, as `migrate diff` is told it. */
#ifndef DUNLIN_CLI_DIFF_SIDE_H
#define DUNLIN_CLI_DIFF_SIDE_H

#include "cli/schema_session.h"
#include "history/diff_side.h"

/* What the command line says of a side; exactly one of them. */
typedef struct DiffSideArguments {
    bool empty;
    Text datamodel;
    Text migrations;
    Text datasource;
    bool config_datasource;
    Text url;
    bool local_d1;
} DiffSideArguments;

/* What is needed to read sides. */
typedef struct DiffReading {
    Context *context;
    Arena *scratch;         /* free again when a side was read */
    ProjectOptions project; /* of the command line */
    Text shadow_url;        /* --shadow-database-url, or empty */
    DiffScope scope;
} DiffReading;

/* True when exactly one source is given, and it is one that can be read. `name` is "from" or "to".
 * D1001, D1006. */
bool diff_side_check(const DiffSideArguments *arguments, const char *name, Error *error);

/* Reads the side's schema, or finds its database or its migrations. False with an error, or with
 * `status` 1 when the schema is not valid and that has been reported. D1006 when SQL is not made
 * for its database, D1001 when the migrations name none. */
bool diff_side_read(DiffReading *reading, const DiffSideArguments *arguments, DiffSide *side,
                    int *status, Error *error);

#endif

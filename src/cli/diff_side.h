/* One side of a comparison, as `migrate diff` is told it. */
#ifndef DUNLIN_CLI_DIFF_SIDE_H
#define DUNLIN_CLI_DIFF_SIDE_H

#include "cli/schema_session.h"
#include "dialect/sql_rules.h"
#include "sql/from_datamodel.h"

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

typedef struct DiffSide {
    const SqlRules *rules; /* of its database; NULL: the side is empty */
    SqlSchema sql;
} DiffSide;

/* True when exactly one source is given, and it is one that can be read. `name` is "from" or "to".
 * D1001, D1006. */
bool diff_side_check(const DiffSideArguments *arguments, const char *name, Error *error);

/* Reads the side's schema by the rules of a version (0: the one that it looks like), with memory of
 * `reading`, which is free again afterwards. False with an error, or with `status` 1 when the
 * schema is not valid and that has been reported. D1006 when SQL is not made for its database. */
bool diff_side_read(Context *context, Arena *reading, PrismaVersion version,
                    const DiffSideArguments *arguments, DiffSide *side, int *status, Error *error);

/* The rules of the database that both sides are for. NULL with D1001 when they are for two. */
const SqlRules *diff_rules(const DiffSide *from, const DiffSide *to, Error *error);

#endif

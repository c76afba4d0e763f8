/* One side of a comparison, as `migrate diff` is told it. Both sides are read first, and then what
 * is live is described: what belongs to a database is said by the schema of either side. */
#ifndef DUNLIN_CLI_DIFF_SIDE_H
#define DUNLIN_CLI_DIFF_SIDE_H

#include "cli/schema_session.h"
#include "describe/describe.h"
#include "dialect/sql_rules.h"
#include "history/folder.h"
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

/* What both sides share. */
typedef struct DiffScope {
    ProjectOptions project; /* of the command line */
    PrismaVersion version;  /* whose rules hold; 0: those that the schemas look like */
    PrismaVersion seen;     /* the latest that a schema looks like; 0: there is none */
    TextList namespaces;    /* that schemas of either side list */
    uint64_t preview_features;
    Text shadow_url; /* --shadow-database-url, or empty */
} DiffScope;

typedef struct DiffSide {
    const SqlRules *rules; /* of its database; NULL: the side is empty */
    SqlSchema sql;
    Connection *connection;   /* of a live side, which is not described yet; else NULL */
    MigrationsFolder *folder; /* of a side that has to be replayed; else NULL */
} DiffSide;

/* True when exactly one source is given, and it is one that can be read. `name` is "from" or "to".
 * D1001, D1006. */
bool diff_side_check(const DiffSideArguments *arguments, const char *name, Error *error);

/* Reads the side's schema, or finds its database, with memory of `reading`, which is free again
 * afterwards. False with an error, or with `status` 1 when the schema is not valid and that has
 * been reported. D1006 when SQL is not made for its database. */
bool diff_side_read(Context *context, Arena *reading, DiffScope *scope,
                    const DiffSideArguments *arguments, DiffSide *side, int *status, Error *error);

/* Describes the database of a live side, and what a folder of migrations makes; does nothing for
 * the others. P1000 to P1017, P3006, P4002 and those of the shadow database. */
bool diff_side_describe(Context *context, const DiffScope *scope, DiffSide *side, Error *error);

/* The rules of the database that both sides are for. NULL with D1001 when they are for two. */
const SqlRules *diff_rules(const DiffSide *from, const DiffSide *to, Error *error);

#endif

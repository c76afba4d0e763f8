/* One side of a comparison: nothing, a schema's models, a live database, or what migrations make.
 * Both sides are found first, and then what is not known yet is described: what belongs to a
 * database is said by the schema of either side. */
#ifndef DUNLIN_HISTORY_DIFF_SIDE_H
#define DUNLIN_HISTORY_DIFF_SIDE_H

#include "base/environment.h"
#include "history/replay.h"
#include "psl/datamodel.h"

/* What both sides share. */
typedef struct DiffScope {
    PrismaVersion version; /* whose rules hold; 0: those that the schemas look like */
    PrismaVersion seen;    /* the latest that a schema looks like; 0: there is none */
    TextList namespaces;   /* that schemas of either side list */
    uint64_t preview_features;
    const TextList *external; /* as in DescribeRequest */
    const TextList *external_enums;
    const Connection *shadow; /* where migrations are run, or NULL: in memory, if that can be */
    Text init_script;         /* run there first, or empty */
    Text cache;               /* as in ReplayRequest */
} DiffScope;

/* A side; zero is one that has nothing. */
typedef struct DiffSide {
    const SqlRules *rules; /* of its database; NULL: the side is empty */
    SqlSchema sql;
    const Connection *connection; /* of a live side, which is not described yet; else NULL */
    MigrationsFolder *folder;     /* of a side that has to be replayed; else NULL */
} DiffSide;

/* A side that is the models of a schema, which is valid. Only the text of its source has to stay.
 * The connection's namespace is the one that its URL names, as far as that can be known. P1012
 * when the schema has no datasource, D1006 when SQL is not made for its database. */
bool diff_side_of_models(Arena *arena, DiffScope *scope, const Datamodel *datamodel,
                         const Environment *environment, DiffSide *side, Error *error);

/* A side that is a live database, of a provider of a schema file. D1006. */
bool diff_side_of_database(const Connection *connection, Text provider, DiffSide *side,
                           Error *error);

/* A side that is what the migrations of a folder make; its product is the one of the lock file.
 * D1001 where there is none, D1006. */
bool diff_side_of_migrations(MigrationsFolder *folder, DiffSide *side, Error *error);

/* Adds what a schema says of the databases of both sides. */
void diff_scope_widen(Arena *arena, DiffScope *scope, const Datamodel *datamodel);

/* Describes the database of a live side, and what migrations make; does nothing for the others.
 * P1000 to P1017, P3006, P3023, P3024, P4002 and those of the shadow database. */
bool diff_side_describe(Arena *arena, const DiffScope *scope, DiffSide *side, Error *error);

/* The rules of the database that both sides are for. NULL with D1001 when they are for two, or when
 * both are empty. */
const SqlRules *diff_rules(const DiffSide *from, const DiffSide *to, Error *error);

#endif

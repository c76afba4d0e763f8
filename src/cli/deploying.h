/* Applying pending migrations as `migrate deploy` and `migrate up` do it. */
#ifndef DUNLIN_CLI_DEPLOYING_H
#define DUNLIN_CLI_DEPLOYING_H

#include "cli/session.h"

typedef struct DeployArguments {
    ProjectArguments base;
    bool dry_run;
    int64_t wait;
    Text script_mode;
    Text backup;
    bool verify_backup;
    bool restore_on_failure;
    Text keep_last;
    bool keep;
    bool no_keep;
    size_t steps; /* only so many migrations; 0: all */
    Text to;      /* only those up to this one; empty: all */
} DeployArguments;

/* The options that both have. */
// clang-format off
#define DEPLOY_OPTIONS(Arguments) \
    {"dry-run", 0, OPTION_FLAG, offsetof(Arguments, dry_run), NULL, \
     "print what would run, and change nothing"}, \
    {"wait", 0, OPTION_DURATION, offsetof(Arguments, wait), "DURATION", \
     "wait so long for a server that is still starting,\nand for another deployment (30s, 2m)"}, \
    {"script-mode", 0, OPTION_TEXT, offsetof(Arguments, script_mode), "MODE", \
     "atomic: one transaction a migration (default)\n" \
     "batch: the whole file at once, as Prisma 5 and 6\n" \
     "statements: each alone, as Prisma since 7.4"}, \
    {"backup", 0, OPTION_PATH, offsetof(Arguments, backup), "DIR", \
     "make a backup before the first migration"}, \
    {"verify-backup", 0, OPTION_FLAG, offsetof(Arguments, verify_backup), NULL, \
     "restore it into a scratch database and compare, first"}, \
    {"restore-on-failure", 0, OPTION_FLAG, offsetof(Arguments, restore_on_failure), NULL, \
     "put it back when a migration fails; rows that were\nwritten since are lost"}, \
    {"keep-last", 0, OPTION_TEXT, offsetof(Arguments, keep_last), "N", \
     "remove all but the last N backups of this database"}, \
    {"keep", 0, OPTION_FLAG, offsetof(Arguments, keep), NULL, \
     "copy what a migration is about to lose, so that\nmigrate down can put it back"}, \
    {"no-keep", 0, OPTION_FLAG, offsetof(Arguments, no_keep), NULL, \
     "do not, whatever dunlin.toml says"}
// clang-format on

/* Does it; with --dry-run tells what would be done. */
bool deploying_run(Context *context, const DeployArguments *arguments, Error *error);

#endif

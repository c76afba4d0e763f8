/* A deployment with a backup: taken before its first migration, and put back when it fails. */
#ifndef DUNLIN_CLI_SAFE_DEPLOY_H
#define DUNLIN_CLI_SAFE_DEPLOY_H

#include "cli/backing_up.h"

typedef struct SafeDeploy {
    Session *session;
    const ProjectArguments *arguments;
    BackingUp asked; /* an empty folder: no backup */
    bool restore_on_failure;
    bool made;
    Backup backup;
} SafeDeploy;

/* D1001 when the options do not fit together. */
bool safe_deploy_check(const SafeDeploy *deploy, Error *error);

/* Makes the request take the backup, inside the lock. `deploy` must outlive it. */
void safe_deploy_add(SafeDeploy *deploy, ApplyRequest *request);

/* What a dry run tells of it, when so many migrations would be applied. */
void safe_deploy_tell(const SafeDeploy *deploy, size_t migrations);

/* After a failure: restores the backup when that was asked for, or adds to the error how that is
 * done. Closes the session's database in the first case. Always returns false. */
bool safe_deploy_failed(SafeDeploy *deploy, Error *error);

#endif

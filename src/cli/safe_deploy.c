#include "cli/safe_deploy.h"

#include "base/clock.h"

bool safe_deploy_check(const SafeDeploy *deploy, Error *error)
{
    const BackingUp *asked = &deploy->asked;
    if (asked->folder.length == 0 &&
        (asked->verify || asked->keep_last.length || deploy->restore_on_failure))
        return fail(error, ERROR_D1001,
                    "--verify-backup, --keep-last and --restore-on-failure need --backup DIR");
    return backing_up_check(asked, error);
}

static bool take_backup(void *context, size_t migrations, Error *error)
{
    SafeDeploy *deploy = context;
    (void)migrations;
    if (deploy->session->created) {
        note(deploy->session->context, "The database is new: there is nothing to back up.\n");
        return true;
    }
    deploy->made = backing_up(deploy->session, &deploy->asked, &deploy->backup, error);
    return deploy->made;
}

void safe_deploy_add(SafeDeploy *deploy, ApplyRequest *request)
{
    if (deploy->asked.folder.length == 0)
        return;
    request->before = take_backup;
    request->before_context = deploy;
}

void safe_deploy_tell(const SafeDeploy *deploy, size_t migrations)
{
    Context *context = deploy->session->context;
    Text folder = deploy->asked.folder;
    if (folder.length == 0 || migrations == 0 || !deploy->session->database)
        return;
    say(context, "\n-- A backup would be made in %.*s%s\n", TEXT_ARG(folder),
        deploy->asked.verify ? ", and verified" : "");
    if (!context->json)
        return;
    json_begin_object(&context->writer, "backup");
    json_add_text(&context->writer, "folder", folder);
    json_add_bool(&context->writer, "verify", deploy->asked.verify);
    json_add_bool(&context->writer, "restoreOnFailure", deploy->restore_on_failure);
    json_end_object(&context->writer);
}

static void add_detail(Error *error, Text text)
{
    error->detail = error->detail.length ? text_format(error->arena, "%.*s\n\n%.*s",
                                                       TEXT_ARG(error->detail), TEXT_ARG(text))
                                         : text;
}

static bool restore(SafeDeploy *deploy, Error *error)
{
    Context *context = deploy->session->context;
    BackupRequest request = backup_request(context, &deploy->session->connection);
    session_end(deploy->session); /* on a server, nobody else may be connected */
    bool done = backup_restore(context->arena, &request, &deploy->backup, RESTORE_OVER, error);
    backup_progress_end(context);
    if (context->json)
        json_add_bool(&context->writer, "restored", done);
    return done;
}

bool safe_deploy_failed(SafeDeploy *deploy, Error *error)
{
    Context *context = deploy->session->context;
    Arena *arena = context->arena;
    if (!deploy->made)
        return false;
    Text command = backup_restore_command(arena, deploy->arguments, &deploy->backup);
    Text time = clock_format(arena, deploy->backup.manifest.started);
    if (!deploy->restore_on_failure || error->code == ERROR_D1017) {
        error->hint = text_format(error->arena,
                                  "%.*s%sor put the backup back (what was written since %.19s UTC "
                                  "is then lost):\n  %.*s",
                                  TEXT_ARG(error->hint), error->hint.length ? "\n" : "", time.data,
                                  TEXT_ARG(command));
        return false;
    }
    Error problem = {.arena = error->arena};
    if (restore(deploy, &problem)) {
        add_detail(error, text_format(error->arena,
                                      "The backup was put back: the database is as it was at "
                                      "%.19s UTC. What was written since is lost.",
                                      time.data));
        error->hint = TEXT("correct the script (or the data that it failed on), then:\n"
                           "  dunlin migrate deploy");
    } else {
        add_detail(error, text_format(error->arena, "The backup could not be put back (%s): %.*s",
                                      error_code_name(problem.code), TEXT_ARG(problem.message)));
        error->hint =
            text_format(error->arena, "take away the cause, then:\n  %.*s", TEXT_ARG(command));
    }
    return false;
}

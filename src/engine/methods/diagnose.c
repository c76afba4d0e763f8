/* Comparing the migrations folder with the history. */
#include "engine/methods.h"

/* The kinds of difference between the folder and the table; null where there is none. */
static void answer_history(JsonWriter *json, const Request *request, const Diagnosis *diagnosis)
{
    bool behind = diagnosis->pending.count > 0;
    bool ahead = diagnosis->missing.count > 0;
    if (!behind && !ahead) {
        json_add_null(json, "history");
        return;
    }
    json_begin_object(json, "history");
    json_add_string(json, "diagnostic",
                    !ahead    ? "databaseIsBehind"
                    : !behind ? "migrationsDirectoryIsBehind"
                              : "historiesDiverge");
    if (behind && ahead)
        json_add_text_or_null(json, "lastCommonMigrationName", diagnosis->last_common);
    if (ahead) {
        json_begin_array(json, "unpersistedMigrationNames");
        for (list_each(const Text, name, &diagnosis->missing))
            json_add_text(json, NULL, *name);
        json_end_array(json);
    }
    if (behind)
        answer_names(request, "unappliedMigrationNames", &diagnosis->pending);
    json_end_object(json);
}

bool method_diagnose_migration_history(Request *request, Error *error)
{
    Arena *arena = request->arena;
    JsonWriter *json = request->answer;
    MigrationsFolder folder;
    ApplyRequest apply;
    History history;
    Diagnosis diagnosis;
    if (!request_project(request, error) || !request_apply(request, &folder, &apply, error) ||
        !folder_check_provider(&folder, apply.provider, error) ||
        !request_connect(request, OPEN_READ_ONLY, error) ||
        !history_read(arena, request->database, &history, error))
        return false;
    diagnose(arena, &folder, &history, &diagnosis);
    if (!diagnose_edited(arena, &folder, &diagnosis, error))
        return false;
    json_begin_object(json, "result");
    answer_names(request, "editedMigrationNames", &diagnosis.edited);
    json_begin_array(json, "failedMigrationNames");
    for (size_t i = 0; i < diagnosis.failed.count; i++)
        json_add_text(json, NULL, diagnosis.failed.items[i]->name);
    json_end_array(json);
    json_add_bool(json, "hasMigrationsTable", history.exists);
    answer_history(json, request, &diagnosis);
    json_end_object(json);
    return true;
}

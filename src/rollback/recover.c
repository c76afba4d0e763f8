#include "rollback/recover.h"

#include "base/utf8.h"
#include "history/checksum.h"
#include "history/failure.h"
#include "history/progress.h"
#include "sql/effects.h"

/* --- finding it --- */

/* These are no part of what later statements build upon, or nothing without what stands around
 * them: alone they are not run. */
static const char *const transaction_words[] = {"BEGIN",    "START TRANSACTION", "COMMIT",  "END",
                                                "ROLLBACK", "SAVEPOINT",         "RELEASE", NULL};

/* These have to be said again before every later statement. */
static const char *const session_words[] = {"SET", "PRAGMA", "SELECT pg_catalog . set_config",
                                            "SELECT set_config", NULL};

bool recover_is_of_session(const Dialect *dialect, Text statement)
{
    return statement_matches_any(&dialect->syntax, statement, session_words);
}

/* So many statements are in place, by the log of dunlin or of a killed run; -1: nobody says. */
static ptrdiff_t said_in_log(Text logs)
{
    Progress progress;
    if (progress_parse(logs, &progress))
        return progress.running ? -1 : (ptrdiff_t)progress.done;
    return failure_logs_done(logs);
}

static bool find_row(MigrationsFolder *folder, History *history, Recovery *recovery, Error *error)
{
    for (size_t i = 0; i < history->rows.count; i++) {
        if (!row_is_failed(history->rows.items[i]))
            continue;
        recovery->others += recovery->row != NULL;
        recovery->row = recovery->row ? recovery->row : history->rows.items[i];
    }
    if (!recovery->row)
        return true;
    recovery->migration = folder_find(folder, recovery->row->name);
    if (recovery->migration)
        return true;
    fail(error, ERROR_P3017, "the migration '%.*s' has failed, and the folder does not have it",
         TEXT_ARG(recovery->row->name));
    return error_hint(error, "bring its folder back; without it, nobody can tell what of it is in "
                             "the database");
}

static bool add_applied(Arena *arena, MigrationsFolder *folder, Recovery *recovery, Error *error)
{
    for (list_each(Migration, migration, &folder->migrations)) {
        if (!migration->row || !row_is_applied(migration->row))
            continue;
        if (!migration_read_script(arena, folder, migration, error))
            return false;
        folder_add(arena, &recovery->probe, migration->name, migration->script);
        recovery->applied++;
    }
    return true;
}

static void add_statements(Arena *arena, const Dialect *dialect, Recovery *recovery)
{
    Text script = utf8_without_mark(recovery->migration->script);
    ScriptStatements statements = script_split(arena, &dialect->syntax, script);
    Effects effects = effects_of_statements(arena, &dialect->syntax, script, &statements);
    Buffer session = BUFFER(arena);
    for (size_t i = 0; i < statements.count; i++) {
        RecoverStatement *added = &list_push(arena, &recovery->statements);
        size_t column;
        *added = (RecoverStatement){
            .sql = text_slice(script, statements.items[i].start, statements.items[i].end),
            .fate = FATE_UNKNOWN};
        text_position(script, statements.items[i].start, &added->line, &column);
        bool skipped = statement_matches_any(&dialect->syntax, added->sql, transaction_words);
        Text run = skipped ? TEXT("")
                           : text_format(arena, "%.*s%.*s;\n", TEXT_ARG(buffer_text(&session)),
                                         TEXT_ARG(added->sql));
        folder_add(arena, &recovery->probe,
                   text_format(arena, "%.*s, statement %zu", TEXT_ARG(recovery->row->name), i + 1),
                   run);
        if (recover_is_of_session(dialect, added->sql))
            buffer_add_format(&session, "%.*s;\n", TEXT_ARG(added->sql));
    }
    for (list_each(Effect, effect, &effects)) {
        bool of_rows = effect->kind == EFFECT_INSERT || effect->kind == EFFECT_UPDATE ||
                       effect->kind == EFFECT_DELETE || effect->kind == EFFECT_UNKNOWN;
        recovery->statements.items[effect->statement].is_of_rows |= of_rows;
    }
}

bool recover_find(Arena *arena, MigrationsFolder *folder, History *history, Recovery *recovery,
                  Error *error)
{
    Diagnosis diagnosis;
    const Dialect *dialect = history->database->connection->dialect;
    *recovery = (Recovery){.said = -1};
    diagnose(arena, folder, history, &diagnosis);
    if (!find_row(folder, history, recovery, error))
        return false;
    if (!recovery->row)
        return true;
    MigrationRun run;
    Migration *migration = folder_find(folder, recovery->row->name);
    recovery->probe = folder_given(folder->path, NULL);
    if (!migration_read_script(arena, folder, migration, error) ||
        !history_read_ids(arena, history, recovery->row->name, &recovery->rows, error) ||
        !add_applied(arena, folder, recovery, error))
        return false;
    recovery->is_edited =
        !text_equal(recovery->row->checksum, checksum_of(arena, migration->script));
    recovery->is_interrupted = migration_can_resume(arena, dialect, migration, recovery->row, &run);
    recovery->said = recovery->is_edited ? -1 : said_in_log(recovery->row->logs);
    add_statements(arena, dialect, recovery);
    return true;
}

/* --- looking --- */

/* Things that a statement of the script makes, changes or takes away. */
typedef struct Touched {
    LIST_OF(const SqlObject *) objects; /* any version of each */
    Map seen;
} Touched;

static Text key_of(Arena *arena, const SqlObject *object)
{
    return text_format(arena, "%d.%.*s.%.*s.%.*s", (int)object->kind, TEXT_ARG(object->namespace),
                       TEXT_ARG(object->owner), TEXT_ARG(object->name));
}

static SqlObjectList sorted(Arena *arena, const SqlSchema *schema)
{
    return sql_objects_sorted(arena, schema->objects.items, schema->objects.count);
}

/* Adds in what two schemas differ; returns whether they do. */
static bool touch(Arena *arena, const SqlSchema *before, const SqlSchema *after, Touched *touched)
{
    Drift drift = {0};
    DriftRequest request = {.expected = before, .actual = after};
    drift_find(arena, &request, &drift);
    for (list_each(Difference, difference, &drift.differences)) {
        const SqlObject *object = difference->expected ? difference->expected : difference->actual;
        Text key = key_of(arena, object);
        if (map_get(&touched->seen, key))
            continue;
        map_set(&touched->seen, key, (void *)touched);
        list_add(arena, &touched->objects, object);
    }
    return drift.differences.count > 0;
}

static const SqlObject *find(const SqlObjectList *list, const SqlObject *object)
{
    const SqlObject *found =
        sql_object_find(list, object->kind, object->namespace, object->owner, object->name);
    bool is_broken =
        found && found->kind == OBJECT_INDEX &&
        sql_object_find(list, OBJECT_INVALID_INDEX, object->namespace, object->owner, object->name);
    return is_broken ? NULL : found; /* an index that was begun is none */
}

/* Is all that was touched the same in both? */
static bool is_same(const Touched *touched, const SqlObjectList *a, const SqlObjectList *b)
{
    for (size_t i = 0; i < touched->objects.count; i++) {
        const SqlObject *one = find(a, touched->objects.items[i]);
        const SqlObject *other = find(b, touched->objects.items[i]);
        if ((one == NULL) != (other == NULL) ||
            (one && !text_equal(one->definition, other->definition)))
            return false;
    }
    return true;
}

/* What the statements make, one after the other: the first is what was there before. Ends where one
 * of them does not run on a database without rows. */
static bool try_statements(Arena *arena, Replay *replay, Recovery *recovery,
                           const SqlSchema **stages, Touched *touched, Error *error)
{
    MigrationList list = {0};
    for (size_t i = 0; i < recovery->applied; i++)
        list_add(arena, &list, &recovery->probe.migrations.items[i]);
    if (!replay_in_full(replay, &list, &stages[0], error))
        return false;
    for (size_t i = 0; i < recovery->statements.count; i++) {
        Migration *statement = &recovery->probe.migrations.items[recovery->applied + i];
        Error problem = {.arena = error->arena};
        stages[i + 1] = stages[i];
        recovery->tried = i + 1;
        if (statement->script.length == 0)
            continue;
        list_add(arena, &list, statement);
        if (!replay_in_full(replay, &list, &stages[i + 1], &problem)) {
            recovery->tried = i;
            *error = problem;
            return problem.code == ERROR_P3006;
        }
        recovery->statements.items[i].is_seen = touch(arena, stages[i], stages[i + 1], touched);
    }
    return true;
}

/* Which beginnings of the script make what is there? */
static void find_beginnings(Arena *arena, Recovery *recovery, const SqlSchema *const *stages,
                            const Touched *touched)
{
    SqlObjectList live = sorted(arena, &recovery->live);
    recovery->fits = false;
    for (size_t i = 0; i <= recovery->tried; i++) {
        SqlObjectList stage = sorted(arena, stages[i]);
        if (!is_same(touched, &stage, &live))
            continue;
        recovery->least = recovery->fits ? recovery->least : i;
        recovery->most = i;
        recovery->fits = true;
    }
}

static void tell_fates(Recovery *recovery)
{
    for (size_t i = 0; i < recovery->statements.count; i++)
        recovery->statements.items[i].fate = i < recovery->least  ? FATE_DONE
                                             : i < recovery->most ? FATE_UNKNOWN
                                                                  : FATE_NOT_DONE;
}

/* Statements at the border that leave no trace of any kind may as well be run again; and what the
 * log says is believed as far as the database does not speak against it. */
void recover_narrow(Recovery *recovery)
{
    if (!recovery->fits)
        return;
    if (recovery->said >= (ptrdiff_t)recovery->least && recovery->said <= (ptrdiff_t)recovery->most)
        recovery->least = recovery->most = (size_t)recovery->said;
    while (recovery->most > recovery->least &&
           !recovery->statements.items[recovery->most - 1].is_of_rows &&
           !recovery->statements.items[recovery->most - 1].is_seen)
        recovery->most--;
    while (recovery->least < recovery->most &&
           !recovery->statements.items[recovery->least].is_of_rows &&
           !recovery->statements.items[recovery->least].is_seen)
        recovery->least++;
    tell_fates(recovery);
}

/* Of the drift from what was there before, what is this migration's. */
static void find_left(Arena *arena, Recovery *recovery)
{
    size_t kept = 0;
    DriftRequest request = {.expected = &recovery->before, .actual = &recovery->live};
    Drift *left = &recovery->left;
    drift_find(arena, &request, left);
    left->count = 0;
    for (list_each(Difference, difference, &left->differences)) {
        const SqlObjectList *side = difference->expected ? &left->expected : &left->actual;
        const SqlObject *object = difference->expected ? difference->expected : difference->actual;
        const SqlObject *parent = drift_parent(arena, side, object);
        if (!map_get(&recovery->touched, key_of(arena, object)) &&
            !(parent && map_get(&recovery->touched, key_of(arena, parent))))
            continue;
        left->count += !difference->is_part;
        left->differences.items[kept++] = *difference;
    }
    left->differences.count = kept;
}

bool recover_look_again(Arena *arena, Database *database, const DescribeRequest *describe,
                        Recovery *recovery, Error *error)
{
    DescribeRequest whole = describe_in_full(describe);
    recovery->live = (SqlSchema){0};
    if (!describe_objects(arena, database, &whole, &recovery->live, error))
        return false;
    find_left(arena, recovery);
    return true;
}

bool recover_look(Arena *arena, Database *database, const DescribeRequest *describe, Replay *replay,
                  Recovery *recovery, Error *error)
{
    Touched touched = {.seen = MAP(arena)};
    const SqlSchema **stages = NEW_ARRAY(arena, const SqlSchema *, recovery->statements.count + 1);
    if (!try_statements(arena, replay, recovery, stages, &touched, error))
        return false;
    recovery->is_compared = true;
    recovery->before = *stages[0];
    recovery->touched = touched.seen;
    if (!recover_look_again(arena, database, describe, recovery, error))
        return false;
    find_beginnings(arena, recovery, stages, &touched);
    recover_narrow(recovery);
    return true;
}

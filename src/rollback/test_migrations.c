#include "rollback/test_migrations.h"

#include "base/clock.h"
#include "history/apply.h"
#include "history/run.h"
#include "rollback/down/script.h"
#include "rollback/one_migration.h"

typedef struct Testing {
    Arena *arena;
    Scratch *scratch;
    const TestRequest *request;
    MigrationTestList *results;
    RowGenerator generator;
    Keeper *keeper;
    Text current;     /* the migration at hand */
    TextList said;    /* what it does not bring back */
    bool *is_applied; /* for each migration of the folder: the scratch database began with it */
} Testing;

/* The place of a migration in the folder. */
static size_t place_of(const TestRequest *request, const Migration *migration)
{
    return (size_t)(migration - request->folder->migrations.items);
}

const char *test_verdict_word(TestVerdict verdict)
{
    static const char *const words[] = {
        [TEST_EXACT] = "exact",
        [TEST_INEXACT] = "inexact",
        [TEST_LOSES_DATA] = "loses data",
        [TEST_IRREVERSIBLE] = "irreversible",
    };
    return words[verdict];
}

/* Is it the migration's own fault, so that the test can go on without it? */
static bool is_verdict(const Error *error)
{
    return error->code == ERROR_P3018 || error->code == ERROR_D1014 ||
           (error->code >= ERROR_D1033 && error->code <= ERROR_D1036) ||
           (error->code >= ERROR_D1050 && error->code <= ERROR_D1051);
}

static bool read_state(const Testing *testing, Arena *scratch, DatabaseState *state, Error *error)
{
    return database_state_read(scratch, testing->scratch->database, testing->request->describe,
                               state, error);
}

/* --- rows --- */

static int64_t count_rows(const RowSums *sums)
{
    int64_t rows = 0;
    for (list_each(const TableSum, table, sums))
        rows += table->rows;
    return rows;
}

static bool add_rows(Testing *testing, MigrationTest *test, Error *error)
{
    RowGenerator *generator = &testing->generator;
    if (generator->rows == 0)
        return true;
    if (!generate_rows(generator, testing->scratch->database, error))
        return false;
    test->generated = generator->made;
    for (list_each(const RowRefusal, refusal, &generator->refusals))
        list_add(testing->arena, &test->refusals, *refusal);
    return true;
}

/* --- up --- */

static void hear(void *context, Text migration, Text line)
{
    Testing *testing = context;
    if (!text_equal(migration, testing->current))
        return;
    for (list_each(const Text, known, &testing->said))
        if (text_equal(*known, line))
            return;
    list_add(testing->arena, &testing->said, text_copy(testing->arena, line));
}

static bool begin_keeping(Testing *testing, Error *error)
{
    return keeper_open(testing->arena, testing->scratch->database, hear, testing, &testing->keeper,
                       error);
}

/* As another run of the program would begin. */
static bool reconnect(Testing *testing, Error *error)
{
    keeper_close(testing->keeper);
    testing->keeper = NULL;
    return scratch_reconnect(testing->arena, testing->scratch, error) &&
           begin_keeping(testing, error);
}

/* Where the keeper refuses what it cannot keep, that is said, and the migration goes up without it.
 */
static bool go_up(Testing *testing, Arena *scratch, const Migration *migration, Error *error)
{
    Database *database = testing->scratch->database;
    const MigrationsFolder *folder = testing->request->folder;
    const RunHooks *hooks = keeper_hooks(testing->keeper, migration);
    if (one_migration_up(scratch, database, folder, migration, hooks, error))
        return true;
    if (error->code != ERROR_D1051)
        return false;
    hear(testing, migration->name, error->message);
    return one_migration_up(scratch, database, folder, migration, NULL, error);
}

/* That it fails whatever the rows is no matter of going back. */
static bool does_not_run(const Migration *migration, Error *error)
{
    if (error->code != ERROR_P3018)
        return false;
    error->code = ERROR_P3006;
    error->message =
        text_format(error->arena, "migration '%.*s' does not run on a scratch database",
                    TEXT_ARG(migration->name));
    error->detail = TEXT("");
    error->hint = TEXT("");
    return error_hint(error, "correct the script, or the order of the folders");
}

/* Makes the database anew with all migrations before this one, and without generated rows. */
static bool begin_anew(Testing *testing, const Migration *before, Error *error)
{
    const MigrationsFolder *folder = testing->request->folder;
    keeper_close(testing->keeper);
    testing->keeper = NULL;
    if (!scratch_renew(testing->arena, testing->scratch, error) || !begin_keeping(testing, error))
        return false;
    testing->generator.known = MAP(testing->arena);
    for (const Migration *migration = folder->migrations.items; migration < before; migration++) {
        Arena *scratch = arena_new();
        bool done = testing->is_applied[place_of(testing->request, migration)] ||
                    go_up(testing, scratch, migration, error);
        arena_free(scratch);
        if (!done)
            return false;
    }
    return true;
}

/* Tries again without rows: a migration that rows stop can be right all the same. The database is
 * made anew for that, because what ran outside of a transaction has stayed. */
static bool go_up_without_rows(Testing *testing, Arena *scratch, const Migration *migration,
                               MigrationTest *test, DatabaseState *before, Error *error)
{
    Text why = error->database_text.length ? error->database_text : error->message;
    test->without_rows = text_copy(testing->arena, why);
    return begin_anew(testing, migration, error) && read_state(testing, scratch, before, error) &&
           go_up(testing, scratch, migration, error);
}

static bool go_up_first(Testing *testing, Arena *scratch, Migration *migration, MigrationTest *test,
                        DatabaseState *before, Error *error)
{
    if (!reconnect(testing, error) || !add_rows(testing, test, error) ||
        !read_state(testing, scratch, before, error))
        return false;
    if (!go_up(testing, scratch, migration, error)) {
        bool has_rows = count_rows(&before->rows) > 0;
        if (!has_rows || !is_verdict(error) ||
            !go_up_without_rows(testing, scratch, migration, test, before, error))
            return does_not_run(migration, error);
    }
    test->rows = count_rows(&before->rows);
    return true;
}

/* --- down, and up again --- */

/* Fills in why the migration cannot be taken back. */
static bool irreversible(const Testing *testing, MigrationTest *test, const char *what,
                         const Error *error)
{
    Text why = error->database_text.length ? error->database_text : error->message;
    test->verdict = TEST_IRREVERSIBLE;
    test->reason = text_format(testing->arena, "%s%.*s", what, TEXT_ARG(why));
    return true;
}

/* Finds out which migrations are applied already: by a backup. */
static bool find_applied(Testing *testing, Arena *scratch, Error *error)
{
    History history;
    Diagnosis diagnosis;
    MigrationsFolder *folder = testing->request->folder;
    if (!history_read(scratch, testing->scratch->database, &history, error))
        return false;
    diagnose(scratch, folder, &history, &diagnosis);
    for (size_t i = 0; i < folder->migrations.count; i++)
        testing->is_applied[i] = folder->migrations.items[i].row != NULL;
    return apply_check_failed(scratch, &diagnosis, error);
}

static bool go_up_again(Testing *testing, Arena *scratch, Migration *migration, MigrationTest *test,
                        const SqlSchema *up, Error *error)
{
    DatabaseState again;
    Error failure = {.arena = error->arena};
    if (!reconnect(testing, error))
        return false;
    if (!go_up(testing, scratch, migration, &failure)) {
        if (!is_verdict(&failure)) {
            *error = failure;
            return false;
        }
        irreversible(testing, test, "it does not go up again: ", &failure);
        return begin_anew(testing, migration + 1, error);
    }
    if (!read_state(testing, scratch, &again, error))
        return false;
    database_objects_compare(testing->arena, up, &again.schema, &test->again);
    return true;
}

static void judge(MigrationTest *test)
{
    bool is_other = test->difference.objects.count || test->again.count;
    if (test->reason.length)
        test->verdict = TEST_IRREVERSIBLE;
    else
        test->verdict = test->difference.rows.count ? TEST_LOSES_DATA
                        : is_other                  ? TEST_INEXACT
                                                    : TEST_EXACT;
}

/* What its down script says of itself. */
static bool hear_script(Testing *testing, Arena *scratch, const Migration *migration, Error *error)
{
    DownScript script;
    if (!down_script_read(scratch, testing->request->folder, migration, &script, error))
        return false;
    TextList flaws = down_script_flaws(scratch, &script);
    for (list_each(const Text, flaw, &flaws))
        hear(testing, migration->name, *flaw);
    return true;
}

static bool go_down_and_up(Testing *testing, Arena *scratch, Migration *migration,
                           MigrationTest *test, const DatabaseState *before, Error *error)
{
    DatabaseState up;
    DatabaseState down;
    KeepReport report = {0};
    Error failure = {.arena = error->arena};
    if (!read_state(testing, scratch, &up, error) ||
        !hear_script(testing, scratch, migration, error))
        return false;
    if (!one_migration_down(scratch, testing->scratch->database, testing->request->folder, &report,
                            &failure)) {
        *error = failure;
        test->has_no_script = failure.code == ERROR_D1035;
        return is_verdict(&failure) && irreversible(testing, test, "", &failure);
    }
    if (!read_state(testing, scratch, &down, error))
        return false;
    database_state_compare(testing->arena, before, &down, &test->difference);
    bool done = go_up_again(testing, scratch, migration, test, &up.schema, error);
    judge(test);
    return done;
}

/* --- all --- */

static bool test_one(Testing *testing, Migration *migration, Error *error)
{
    DatabaseState before;
    Arena *scratch = arena_new();
    int64_t begun = clock_monotonic();
    MigrationTest test = {.name = migration->name};
    testing->current = migration->name;
    testing->said = (TextList){0};
    bool done = go_up_first(testing, scratch, migration, &test, &before, error) &&
                go_down_and_up(testing, scratch, migration, &test, &before, error);
    arena_free(scratch);
    if (!done)
        return false;
    test.said = testing->said;
    test.is_foretold = test.said.count > 0 || test.has_no_script;
    testing->results->unforetold += test.verdict != TEST_EXACT && !test.is_foretold;
    test.milliseconds = clock_monotonic() - begun;
    list_add(testing->arena, &testing->results->tests, test);
    testing->results->counts[test.verdict]++;
    if (testing->request->tested)
        testing->request->tested(testing->request->context, &test);
    return true;
}

static bool is_chosen(const TestRequest *request, const Migration *migration)
{
    if (request->only.length)
        return text_equal(request->only, migration->name);
    return request->last == 0 ||
           place_of(request, migration) + request->last >= request->folder->migrations.count;
}

/* One that is only applied, so that the next ones can be. */
static bool pass(Testing *testing, const Migration *migration, Error *error)
{
    Arena *scratch = arena_new();
    bool done = go_up(testing, scratch, migration, error);
    arena_free(scratch);
    return done || does_not_run(migration, error);
}

static bool test_all(Testing *testing, Error *error)
{
    const TestRequest *request = testing->request;
    for (list_each(Migration, migration, &request->folder->migrations)) {
        bool chosen = is_chosen(request, migration);
        if (!migration_read_script(testing->arena, request->folder, migration, error))
            return false;
        if (!testing->is_applied[place_of(request, migration)] &&
            !(chosen ? test_one(testing, migration, error) : pass(testing, migration, error)))
            return false;
        if (chosen && request->only.length)
            return true;
    }
    return true;
}

bool test_migrations(Arena *arena, Scratch *scratch, const TestRequest *request,
                     MigrationTestList *results, Error *error)
{
    Testing testing = {.arena = arena,
                       .scratch = scratch,
                       .request = request,
                       .results = results,
                       .generator = row_generator(arena, request->seed, request->rows),
                       .is_applied = NEW_ARRAY(arena, bool, request->folder->migrations.count)};
    *results = (MigrationTestList){0};
    if (request->only.length && !folder_find(request->folder, request->only))
        return fail(error, ERROR_P3017, "there is no migration '%.*s'", TEXT_ARG(request->only));
    bool done = begin_keeping(&testing, error) && find_applied(&testing, arena, error) &&
                test_all(&testing, error);
    keeper_close(testing.keeper);
    return done;
}

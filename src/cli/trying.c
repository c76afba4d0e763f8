#include "cli/trying.h"

#include "base/file.h"
#include "cli/backing_up.h"

/* A number that is not negative, or `otherwise` where none was given. */
static bool read_number(Text text, const char *option, int64_t otherwise, int64_t *number,
                        Error *error)
{
    *number = otherwise;
    if (text.length == 0)
        return true;
    if (text_to_int64(text, number) && *number >= 0)
        return true;
    return fail(error, ERROR_D1001, "--%s takes a number, not '%.*s'", option, TEXT_ARG(text));
}

static bool read_numbers(const TestArguments *arguments, TestRequest *request, Error *error)
{
    enum { ROWS = 10, SEED = 1, ROWS_MOST = 1000000 };
    int64_t rows;
    int64_t seed;
    int64_t last;
    int64_t usual = arguments->backup.length ? 0 : ROWS;
    if (!read_number(arguments->rows, "rows", usual, &rows, error) ||
        !read_number(arguments->seed, "seed", SEED, &seed, error) ||
        !read_number(arguments->last, "last", 0, &last, error))
        return false;
    if (rows > ROWS_MOST)
        return fail(error, ERROR_D1001, "--rows takes at most %d", ROWS_MOST);
    if (arguments->last.length && arguments->only.length)
        return fail(error, ERROR_D1001, "--only and --last do not go together");
    request->rows = (size_t)rows;
    request->seed = (uint64_t)seed;
    request->only = arguments->only;
    request->last = (size_t)last;
    return true;
}

/* Where the scratch database is made: the main one is only needed where it is made beside it. */
static bool find_place(Session *session, const TestArguments *arguments, ScratchRequest *request,
                       Error *error)
{
    Context *context = session->context;
    Connection *shadow = NEW(context->arena, Connection);
    const Text *temporary = environment_get(&context->environment, "TMPDIR");
    bool given = false;
    request->shadow.dialect = session->connection.dialect;
    request->folder = temporary && temporary->length ? *temporary : TEXT("/tmp");
    if (can(session->connection.dialect, HAS_FILE))
        return true;
    if (!project_shadow_connection(&session->project, &session->connection, shadow, &given, error))
        return false;
    if (given) {
        request->shadow.given = shadow;
        return true;
    }
    if (!session_connect(session, OPEN_READ_ONLY, arguments->wait, error))
        return false;
    request->shadow.main = session->database;
    return true;
}

/* What is in the scratch database at first. */
static bool find_backup(Session *session, const TestArguments *arguments, ScratchRequest *request,
                        Error *error)
{
    Context *context = session->context;
    Backup *backup = NEW(context->arena, Backup);
    if (arguments->backup.length == 0)
        return true;
    request->backup = backup;
    request->restore = backup_request(context, &session->connection);
    request->restore.no_owners = true;
    return backup_open(context->arena,
                       path_resolve(context->arena, context->folder, arguments->backup), backup,
                       error);
}

static bool run_tests(Session *session, const TestArguments *arguments, TestRequest *request,
                      MigrationTestList *results, Error *error)
{
    Context *context = session->context;
    ScratchRequest place = {0};
    Scratch scratch;
    Error closing = {.arena = error->arena};
    if (!find_place(session, arguments, &place, error) ||
        !find_backup(session, arguments, &place, error))
        return false;
    bool opened = scratch_open(context->arena, &place, &scratch, error);
    backup_progress_end(context);
    if (!opened)
        return false;
    bool done = test_migrations(context->arena, &scratch, request, results, error);
    bool closed = scratch_close(context->arena, &scratch, &closing);
    if (done && !closed)
        *error = closing;
    return done && closed;
}

bool try_migrations(Context *context, const TestArguments *arguments, MigrationTestList *results,
                    int *status, Error *error)
{
    Session session;
    Schema schema;
    DescribeRequest describe;
    TestRequest request = {.describe = &describe, .context = context, .tested = trial_tell};
    if (!read_numbers(arguments, &request, error))
        return false;
    bool done = session_begin_migrations(&session, context, &arguments->base, error) &&
                session_read_schema(&session, &schema, &describe, status, error);
    if (done) {
        request.folder = &session.folder;
        say(context, "Testing with %llu rows a table, seed %llu\n\n",
            (unsigned long long)request.rows, (unsigned long long)request.seed);
        if (context->json) {
            json_add_number(&context->writer, "rows", (int64_t)request.rows);
            json_add_number(&context->writer, "seed", (int64_t)request.seed);
        }
        done = run_tests(&session, arguments, &request, results, error);
    }
    session_end(&session);
    return done;
}

/* --- telling --- */

void trial_tell(void *data, const MigrationTest *test)
{
    static const Style styles[] = {
        [TEST_EXACT] = STYLE_GOOD,
        [TEST_INEXACT] = STYLE_WARNING,
        [TEST_LOSES_DATA] = STYLE_BAD,
        [TEST_IRREVERSIBLE] = STYLE_BAD,
    };
    Context *context = data;
    say(context, "%s%-13s%s%.*s\n", out_style(context, styles[test->verdict]),
        test_verdict_word(test->verdict), out_style(context, STYLE_PLAIN), TEXT_ARG(test->name));
    for (list_each(const Text, line, &test->said))
        say(context, "             said: %.*s\n", TEXT_ARG(*line));
    if (test->reason.length)
        say(context, "             %.*s\n", TEXT_ARG(test->reason));
    if (test->without_rows.length)
        say(context, "             without rows, which it refuses: %.*s\n",
            TEXT_ARG(test->without_rows));
    for (list_each(const RowDifference, row, &test->difference.rows))
        say(context, "             %.*s\n", TEXT_ARG(row_difference_shown(context->arena, row)));
    for (list_each(const Text, object, &test->difference.objects))
        say(context, "             %.*s\n", TEXT_ARG(*object));
    for (list_each(const Text, object, &test->again))
        say(context, "             up again: %.*s\n", TEXT_ARG(*object));
}

static void write_rows(Context *context, const MigrationTest *test)
{
    JsonWriter *json = &context->writer;
    json_begin_array(json, "data");
    for (list_each(const RowDifference, row, &test->difference.rows)) {
        json_begin_object(json, NULL);
        json_add_text(json, "table", row_table_shown(context->arena, row->namespace, row->table));
        json_add_number(json, "rowsBefore", row->rows_before);
        json_add_number(json, "rowsAfter", row->rows_after);
        write_texts(json, "columns", &row->columns);
        json_end_object(json);
    }
    json_end_array(json);
}

static void write_refusals(Context *context, const MigrationTest *test)
{
    JsonWriter *json = &context->writer;
    json_begin_array(json, "refused");
    for (list_each(const RowRefusal, refusal, &test->refusals)) {
        json_begin_object(json, NULL);
        json_add_text(json, "table",
                      row_table_shown(context->arena, refusal->namespace, refusal->table));
        json_add_number(json, "made", (int64_t)refusal->made);
        json_add_text(json, "reason", refusal->reason);
        json_end_object(json);
    }
    json_end_array(json);
}

static const char *verdict_identifier(TestVerdict verdict)
{
    return verdict == TEST_LOSES_DATA ? "losesData" : test_verdict_word(verdict);
}

void trials_write(Context *context, const MigrationTestList *results)
{
    JsonWriter *json = &context->writer;
    json_begin_array(json, "tests");
    for (list_each(const MigrationTest, test, &results->tests)) {
        json_begin_object(json, NULL);
        json_add_text(json, "migration", test->name);
        json_add_string(json, "verdict", verdict_identifier(test->verdict));
        json_add_bool(json, "foretold", test->is_foretold);
        json_add_text_or_null(json, "reason", test->reason);
        write_texts(json, "said", &test->said);
        write_rows(context, test);
        write_texts(json, "schema", &test->difference.objects);
        write_texts(json, "schemaUpAgain", &test->again);
        json_add_number(json, "rows", test->rows);
        json_add_text_or_null(json, "withoutRows", test->without_rows);
        write_refusals(context, test);
        json_add_number(json, "milliseconds", test->milliseconds);
        json_end_object(json);
    }
    json_end_array(json);
    json_begin_object(json, "counts");
    for (size_t i = 0; i <= TEST_IRREVERSIBLE; i++)
        json_add_number(json, verdict_identifier((TestVerdict)i), (int64_t)results->counts[i]);
    json_end_object(json);
}

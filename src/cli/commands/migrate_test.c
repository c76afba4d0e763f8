/* dunlin migrate test: whether migrations can be taken back, tried out. */
#include "cli/trying.h"

static const Option options[] = {
    {"only", 0, OPTION_TEXT, offsetof(TestArguments, only), "NAME", "test only this migration"},
    {"last", 0, OPTION_TEXT, offsetof(TestArguments, last), "N", "test only the last N migrations"},
    {"rows", 0, OPTION_TEXT, offsetof(TestArguments, rows), "N",
     "generate N rows for each table (default 10)"},
    {"seed", 0, OPTION_TEXT, offsetof(TestArguments, seed), "N",
     "generate other rows, the same for the same number (default 1)"},
    {"backup", 0, OPTION_PATH, offsetof(TestArguments, backup), "FILE",
     "begin with what this backup holds instead of nothing,\nand test the migrations that it lacks"},
    {"strict", 0, OPTION_FLAG, offsetof(TestArguments, strict), NULL,
     "exit with 2 unless every migration is exact"},
    {"wait", 0, OPTION_DURATION, offsetof(TestArguments, wait), "DURATION",
     "wait so long for a server that is still starting"},
    PROJECT_OPTIONS(TestArguments),
    {0},
};

static void tell_sum(const Context *context, const MigrationTestList *results)
{
    Buffer out = BUFFER(context->arena);
    for (size_t i = 0; i <= TEST_IRREVERSIBLE; i++)
        if (results->counts[i])
            buffer_add_format(&out, "%s%zu %s", out.length ? ", " : "", results->counts[i],
                              test_verdict_word((TestVerdict)i));
    say(context, "\n%.*s tested: %.*s\n",
        TEXT_ARG(counted(context->arena, results->tests.count, "migration")),
        TEXT_ARG(buffer_text(&out)));
}

static bool run(Context *context, const void *data, int *status, Error *error)
{
    const TestArguments *arguments = data;
    MigrationTestList results = {0};
    if (!try_migrations(context, arguments, &results, status, error))
        return *status == 1;
    if (context->json)
        trials_write(context, &results);
    if (results.tests.count)
        tell_sum(context, &results);
    else
        say(context, "There is nothing to test.\n");
    bool is_exact = results.counts[TEST_EXACT] == results.tests.count;
    *status = is_exact || (!arguments->strict && !results.unforetold) ? 0 : 2;
    return true;
}

const Command command_migrate_test = {
    .name = "migrate test",
    .summary = "Try out whether migrations can be taken back",
    .description =
        "Makes a scratch database, and takes each migration up, down and up again, with rows in\n"
        "all tables. What is there before and behind it is compared: the schema with everything in\n"
        "it, and each value of each row. The project's database is not touched.\n"
        "\n"
        "A migration is exact; or inexact: all rows are there, and something of the schema is not\n"
        "as before; or it loses data, and which; or it is irreversible, and why.",
    .examples = "  dunlin migrate test\n"
                "  dunlin migrate test --last 1 --rows 100     # the one that is new\n"
                "  dunlin migrate test --backup backups/shop-20261121-230700.dump\n"
                "  dunlin migrate test --strict --json         # in CI\n",
    .options = options,
    .arguments_size = sizeof(TestArguments),
    .run = run,
};

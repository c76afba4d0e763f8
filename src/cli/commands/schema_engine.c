/* dunlin schema-engine: the program behind Prisma's own command line. */
#include <stdio.h>
#include <unistd.h>

#include "cli/command.h"
#include "engine/engine.h"

typedef struct EngineArguments {
    CommonArguments common;
    TextList datamodels;
    Text datasource;
    Text preview_features;
    Text extension_types;
    bool version;
} EngineArguments;

static const Option options[] = {
    {"datamodels", 0, OPTION_PATHS, offsetof(EngineArguments, datamodels), "FILE",
     "a file of the schema; may be given again and again"},
    {"datasource", 0, OPTION_TEXT, offsetof(EngineArguments, datasource), "JSON",
     "the database: {\"url\": …, \"shadowDatabaseUrl\": …}, or a URL"},
    {"enabled-preview-features", 0, OPTION_TEXT, offsetof(EngineArguments, preview_features),
     "NAMES", "accepted for Prisma's sake: the schema says it"},
    {"extension-types", 0, OPTION_TEXT, offsetof(EngineArguments, extension_types), "JSON",
     "accepted for Prisma's sake"},
    {"version", 0, OPTION_FLAG, offsetof(EngineArguments, version), NULL, "print the version"},
    {"help", 'h', OPTION_FLAG, offsetof(EngineArguments, common.help), NULL, "show this help"},
    {0},
};

/* Prisma's command line reads the log, whose first line it skips. */
static void print_log(const Context *context, const Engine *engine, const Error *error)
{
    Buffer out = BUFFER(context->arena);
    engine_log(&out, "dunlin " DUNLIN_VERSION " works as the schema engine");
    engine_log_error(&out, engine, error);
    fwrite(out.data, 1, out.length, stderr);
}

/* cli can-connect-to-database, cli create-database: the exit status is the answer. */
static bool check(const Context *context, const Engine *engine, Error *error)
{
    static const struct {
        const char *name;
        bool (*run)(Arena *arena, const Engine *engine, Error *error);
    } checks[] = {
        {"can-connect-to-database", engine_can_connect},
        {"create-database", engine_create_database},
    };
    Text name = context->words.count > 1 ? context->words.items[1] : TEXT("");
    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++)
        if (text_is(name, checks[i].name))
            return checks[i].run(context->arena, engine, error);
    return fail(error, ERROR_D1001, "there is no 'schema-engine cli %.*s'", TEXT_ARG(name));
}

static bool run(Context *context, const void *data, int *status, Error *error)
{
    const EngineArguments *arguments = data;
    Engine engine = {.environment = &context->environment,
                     .folder = context->folder,
                     .schema_paths = arguments->datamodels};
    if (arguments->version) {
        printf("schema-engine-cli dunlin-%s\n", DUNLIN_VERSION);
        return true;
    }
    bool checks = context->words.count && text_is(context->words.items[0], "cli");
    bool done = engine_set_datasource(context->arena, &engine, arguments->datasource, error) &&
                (checks ? check(context, &engine, error)
                        : engine_serve(&engine, STDIN_FILENO, STDOUT_FILENO, error));
    if (!done)
        print_log(context, &engine, error);
    *status = done ? 0 : 1;
    return true;
}

const Command command_schema_engine = {
    .name = "schema-engine",
    .summary = "Work behind Prisma's own command line",
    .description =
        "Speaks the protocol of Prisma's engine process, so that the official command line of\n"
        "Prisma 6 and 7 runs on dunlin: behind firewalls, and where there is no engine of Prisma's\n"
        "for the platform. Prisma finds the program by the environment variable\n"
        "PRISMA_SCHEMA_ENGINE_BINARY, which has to lead to a file (or a link to dunlin) whose name\n"
        "begins with `schema-engine`.\n"
        "\n"
        "Reads requests from standard input, a line each (JSON-RPC 2.0), and writes the answers to\n"
        "standard output, until the input ends. `schema-engine cli can-connect-to-database` and\n"
        "`schema-engine cli create-database` answer by their exit status.",
    .examples = "  ln -s \"$(command -v dunlin)\" ./schema-engine\n"
                "  PRISMA_SCHEMA_ENGINE_BINARY=./schema-engine npx prisma migrate deploy\n"
                "  dunlin schema-engine --datasource file:dev.db cli can-connect-to-database\n",
    .options = options,
    .words = NULL,
    .arguments_size = sizeof(EngineArguments),
    .run = run,
};

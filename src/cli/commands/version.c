/* dunlin version: what this program is and what it is compatible with. */
#include <sqlite3.h>
#include <stdio.h>
#include <sys/utsname.h>

#include "cli/command.h"

typedef struct VersionArguments {
    CommonArguments common;
} VersionArguments;

static const Option options[] = {COMMON_OPTIONS(VersionArguments), {0}};

static void tell(Context *context, const char *name, const char *key, const char *value)
{
    enum { WIDTH = 18 };
    if (context->json)
        json_add_string(&context->writer, key, value);
    else
        printf("%-*s : %s\n", WIDTH, name, value);
}

static bool run(Context *context, const void *data, int *status, Error *error)
{
    struct utsname system;
    (void)data;
    (void)status;
    (void)error;
    bool known = uname(&system) == 0;
    tell(context, "dunlin", "dunlin", DUNLIN_VERSION);
    tell(context, "Works like Prisma", "works-like-prisma", "5, 6.19, 7.10");
    tell(context, "Operating System", "operating-system", known ? system.sysname : "unknown");
    tell(context, "Architecture", "architecture", known ? system.machine : "unknown");
    tell(context, "SQLite", "sqlite", SQLITE_VERSION);
    return true;
}

const Command command_version = {
    .name = "version",
    .summary = "Show versions",
    .description = "Shows the version of dunlin and of what it is made with. Also: -v, --version.",
    .examples = "  dunlin version\n  dunlin -v --json\n",
    .options = options,
    .arguments_size = sizeof(VersionArguments),
    .run = run,
};

/* dunlin db pull: the schema that describes a live database. */
#include <stdio.h>

#include "base/file.h"
#include "cli/diagnostics.h"
#include "cli/pulling.h"
#include "cli/session.h"
#include "dialect/providers.h"
#include "introspect/introspect.h"
#include "project/describing.h"

typedef struct PullArguments {
    ProjectArguments base;
    bool print;
    bool force;
    Text schemas;
} PullArguments;

static const Option options[] = {
    {"print", 0, OPTION_FLAG, offsetof(PullArguments, print), NULL,
     "print the schema instead of writing it"},
    {"force", 0, OPTION_FLAG, offsetof(PullArguments, force), NULL,
     "keep only the datasource and the generators of the present schema"},
    {"schemas", 0, OPTION_TEXT, offsetof(PullArguments, schemas), "A,B",
     "read these schemas of the database instead of the datasource's"},
    {"composite-type-depth", 0, OPTION_TEXT, NO_PLACE, "N", NULL},
    PROJECT_OPTIONS(PullArguments),
    {0},
};

/* What a pull works on. */
typedef struct Pull {
    const PullArguments *arguments;
    Session session;
    SchemaOptions options;
    Schema present;
    TextList namespaces; /* of --schemas */
    DescribeRequest describe;
    SqlSchema live;
    Introspection result;
} Pull;

static TextList listed(Arena *arena, Text names)
{
    TextList list = {0};
    while (names.length) {
        Text name = text_trim(text_cut(&names, ','));
        if (name.length)
            list_add(arena, &list, name);
    }
    return list;
}

/* Reads the present schema; `status` becomes 1 when it is not valid and that was reported. */
static bool read_present(Pull *pull, int *status, Error *error)
{
    Context *context = pull->session.context;
    Project *project = &pull->session.project;
    pull->options = (SchemaOptions){.providers = dialect_providers,
                                    .version = project->prisma_major == 7 ? PRISMA_7 : PRISMA_6};
    if (!schema_read(context->arena, &project->schema, &pull->options, &pull->present, error))
        return false;
    if (introspect_can_use(&pull->present, pull->arguments->force))
        return true;
    diagnostics_report_invalid(context, &pull->present, shown_path(context, project->schema_path));
    *status = 1;
    return true;
}

static bool describe(Pull *pull, Error *error)
{
    Session *session = &pull->session;
    if (!project_describe_request(&session->project, &pull->present.datamodel, &pull->describe,
                                  error))
        return false;
    introspect_describe_more(&pull->describe, &pull->present.datamodel);
    if (pull->namespaces.count)
        pull->describe.namespaces = &pull->namespaces;
    return session_connect(session, OPEN_READ_ONLY, 0, error) &&
           describe_database(session->context->arena, session->database, &pull->describe,
                             &pull->live, error);
}

static bool make_schema(Pull *pull, Error *error)
{
    Arena *arena = pull->session.context->arena;
    const Project *project = &pull->session.project;
    Text folder = file_is_folder(project->schema_path) ? project->schema_path
                                                       : path_parent(project->schema_path);
    IntrospectRequest request = {
        .rules = pull->describe.rules,
        .live = &pull->live,
        .present = &pull->present,
        .options = &pull->options,
        .namespaces = pull->namespaces.count ? &pull->namespaces : NULL,
        .force = pull->arguments->force,
        .new_file = path_resolve(arena, folder, TEXT("introspected.prisma")),
    };
    return introspect(arena, &request, &pull->result, error);
}

static bool hand_out(Pull *pull, Error *error)
{
    const PullArguments *arguments = pull->arguments;
    Context *context = pull->session.context;
    if (context->json)
        pulled_write_document(context, &pull->result);
    if (arguments->print) {
        pulled_print(context, &pull->result);
        return true;
    }
    return pulled_write(context, &pull->session.project, &pull->result, error);
}

static bool pull_on(Pull *pull, int *status, Error *error)
{
    if (!read_present(pull, status, error))
        return false;
    return *status != 0 ||
           (describe(pull, error) && make_schema(pull, error) && hand_out(pull, error));
}

static bool run(Context *context, const void *data, int *status, Error *error)
{
    const PullArguments *arguments = data;
    Pull pull = {.arguments = arguments, .namespaces = listed(context->arena, arguments->schemas)};
    ProjectArguments base = arguments->base;
    base.project.may_begin = true;
    context->result_only = arguments->print;
    bool done =
        session_begin(&pull.session, context, &base, error) && pull_on(&pull, status, error);
    session_end(&pull.session);
    return done;
}

const Command command_db_pull = {
    .name = "db pull",
    .old_name = "introspect",
    .summary = "Write the schema that describes the database",
    .description =
        "Reads the database's catalog and writes models, views and enums for what is there. What\n"
        "the present schema has already keeps its names, comments, place and file; the datasource\n"
        "and the generators stay. Of several files, new blocks go to introspected.prisma. Things\n"
        "that a Prisma schema cannot say are told as warnings. Nothing is changed in the database.\n"
        "Without a schema, --url begins one. `introspect` is the command's old name.",
    .examples = "  dunlin db pull\n"
                "  dunlin db pull --print\n"
                "  dunlin db pull --force --schemas public,auth\n"
                "  dunlin db pull --url postgresql://me@localhost/shop\n",
    .options = options,
    .arguments_size = sizeof(PullArguments),
    .run = run,
};

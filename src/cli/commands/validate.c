/* dunlin validate: says whether the schema is right. */
#include "cli/schema_session.h"

typedef struct ValidateArguments {
    SchemaArguments base;
} ValidateArguments;

static const Option options[] = {
    SCHEMA_OPTIONS(ValidateArguments),
    {0},
};

/* The URL that a datasource's value stands for. An empty text, with a diagnostic when an
 * environment variable is to blame: version 6 wants it as soon as a schema is validated. */
static Text url_of(SchemaSession *session, const ConfigValue *value)
{
    Diagnostics *diagnostics = &session->schema.diagnostics;
    if (text_is_none(value->variable))
        return value->literal;
    const Text *set = environment_get_text(&session->context->environment, value->variable);
    if (set && text_trim(*set).length)
        return *set;
    diagnose_error(diagnostics, value->span, "the environment variable '%.*s' is %s",
                   TEXT_ARG(value->variable), set ? "empty" : "not set");
    diagnose_hint(diagnostics, "set it, or write it into the file .env: %.*s=\"…\"",
                  TEXT_ARG(value->variable));
    return TEXT("");
}

/* Says when the URL is one of another database. That is no error: Prisma's `validate` does not
 * look, and where a schema is checked there may be no real URL. */
static void check_scheme(const SchemaSession *session, Text url)
{
    const Provider *provider = session->schema.datamodel.provider;
    const ConfigValue *value = &session->schema.datamodel.datasource->url;
    for (const char *const *prefix = provider->url_prefixes; prefix && *prefix; prefix++)
        if (text_starts_with(url, *prefix))
            return;
    if (text_trim(url).length == 0 || !provider->url_prefixes || !*provider->url_prefixes)
        return;
    Text variable = text_is_none(value->variable) ? TEXT("'url'") : value->variable;
    warn(session->context, "%.*s is no URL of %s: it does not begin with '%s'\n",
         TEXT_ARG(variable), provider->product, *provider->url_prefixes);
}

/* What the environment has to hold for a schema of version 6. */
static bool check_urls(SchemaSession *session, Error *error)
{
    const Datamodel *datamodel = &session->schema.datamodel;
    const Datasource *datasource = datamodel->datasource;
    if (datamodel->version != PRISMA_6 || !datasource)
        return true;
    if (!project_load_env_files(&session->project, error))
        return false;
    for (list_each(Text, file, &session->project.env_files))
        note(session->context, "Environment variables from %.*s\n",
             TEXT_ARG(shown_path(session->context, *file)));
    check_scheme(session, url_of(session, &datasource->url));
    url_of(session, &datasource->direct_url);
    return true;
}

static bool run(Context *context, const void *data, int *status, Error *error)
{
    const ValidateArguments *arguments = data;
    SchemaSession session;
    if (!schema_session_begin(&session, context, &arguments->base, false, error))
        return false;
    if (session.schema.diagnostics.error_count == 0 && !check_urls(&session, error))
        return false;
    if (!schema_session_report(&session, status))
        return true;
    size_t warnings = session.schema.diagnostics.warning_count;
    Text path = schema_session_shown(&session);
    say(context, "%sThe schema is valid:%s %.*s", out_style(context, STYLE_GOOD),
        out_style(context, STYLE_PLAIN), TEXT_ARG(path));
    if (warnings)
        say(context, ", with %.*s", TEXT_ARG(counted(context->arena, warnings, "warning")));
    say(context, "\n");
    return true;
}

const Command command_validate = {
    .name = "validate",
    .summary = "Say whether the schema is right",
    .description =
        "Reads the schema and lists everything that is wrong with it, each with its place. With\n"
        "Prisma 6, the environment variables of its URLs have to be set, too. No database is\n"
        "needed. Exit status: 0 when the schema is valid, also with warnings; 1 when it is not.",
    .examples = "  dunlin validate\n"
                "  dunlin validate --schema prisma/schema\n"
                "  dunlin validate --json | jq '.diagnostics[].message'\n",
    .options = options,
    .arguments_size = sizeof(ValidateArguments),
    .bare_document = true,
    .run = run,
};

/* dunlin format: lays the schema out as Prisma does. */
#include "psl/format.h"
#include "base/file.h"
#include "cli/diagnostics.h"
#include "cli/schema_session.h"

typedef struct FormatArguments {
    SchemaArguments base;
    bool check;
} FormatArguments;

static const Option options[] = {
    {"check", 0, OPTION_FLAG, offsetof(FormatArguments, check), NULL,
     "write nothing; exit with 1 when a file is not formatted"},
    SCHEMA_OPTIONS(FormatArguments),
    {0},
};

/* " --schema PATH" where the user named one, so that a command to type is the right one. */
static Text schema_words(const SchemaSession *session)
{
    Arena *arena = session->context->arena;
    Text path = session->project.options.schema;
    if (path.length == 0)
        return TEXT("");
    return text_format(arena, " --schema %.*s", TEXT_ARG(text_shell_word(arena, path)));
}

/* Writes the files that differ, or with `check` names them only; `changed` gets their paths. */
static bool write_changed(const SchemaSession *session, const SchemaFiles *formatted, bool check,
                          TextList *changed, Error *error)
{
    const Context *context = session->context;
    for (size_t i = 0; i < formatted->count; i++) {
        const SchemaFile *file = &formatted->items[i];
        if (text_equal(file->content, session->project.schema.items[i].content))
            continue;
        if (!check && !file_replace(context->arena, file->path, file->content, error))
            return false;
        list_add(context->arena, changed, file->path);
        say(context, "%s: %.*s\n", check ? "Not formatted" : "Formatted",
            TEXT_ARG(shown_path(context, file->path)));
    }
    return true;
}

static void tell_errors(const SchemaSession *session, const Diagnostics *diagnostics)
{
    Context *context = session->context;
    if (diagnostics->error_count)
        note(context, "The schema has %.*s. See them with:\n  dunlin validate%.*s\n",
             TEXT_ARG(diagnostics_counted(context->arena, diagnostics)),
             TEXT_ARG(schema_words(session)));
}

/* A formatted schema may still be wrong, though perhaps no longer where something was missing. */
static bool tell_validity(const SchemaSession *session, const SchemaFiles *formatted,
                          bool completed, Error *error)
{
    Schema schema = {0};
    if (session->schema.diagnostics.error_count == 0 || !completed) {
        tell_errors(session, &session->schema.diagnostics);
        return true;
    }
    Arena *arena = arena_new();
    bool read = schema_read(arena, formatted, &session->options, &schema, error);
    if (read)
        tell_errors(session, &schema.diagnostics);
    arena_free(arena);
    return read;
}

static void write_document(Context *context, const TextList *changed, size_t files)
{
    JsonWriter *json = &context->writer;
    json_begin_array(json, "changed");
    for (list_each(const Text, path, changed))
        json_add_text(json, NULL, *path);
    json_end_array(json);
    json_add_number(json, "files", (int64_t)files);
}

static bool run(Context *context, const void *data, int *status, Error *error)
{
    const FormatArguments *arguments = data;
    SchemaSession session;
    SchemaFiles formatted = {0};
    TextList changed = {0};
    bool completed;
    if (!schema_session_begin(&session, context, &arguments->base, true, error))
        return false;
    if (session.schema.has_syntax_errors) {
        schema_session_report(&session, status);
        note(context, "Nothing was formatted: lines that cannot be read come first.\n");
        return true;
    }
    if (!schema_format(context->arena, &session.schema, &formatted, &completed, error) ||
        !write_changed(&session, &formatted, arguments->check, &changed, error) ||
        !tell_validity(&session, &formatted, completed, error))
        return false;
    *status = arguments->check && changed.count ? 1 : 0;
    if (context->json)
        write_document(context, &changed, formatted.count);
    else if (changed.count == 0)
        say(context, "Already formatted: %.*s\n", TEXT_ARG(schema_session_shown(&session)));
    else if (arguments->check)
        note(context, "\nFormat %s with:\n  dunlin format%.*s\n",
             changed.count == 1 ? "it" : "them", TEXT_ARG(schema_words(&session)));
    return true;
}

const Command command_format = {
    .name = "format",
    .summary = "Lay the schema out as Prisma does",
    .description =
        "Indents and aligns every file of the schema, and adds the fields and attributes that\n"
        "half-written relations lack. Each file is replaced as a whole, or not at all; one that\n"
        "cannot be read stays as it is. The schema may have other errors.",
    .examples = "  dunlin format\n"
                "  dunlin format --schema prisma/schema\n"
                "  dunlin format --check\n",
    .options = options,
    .arguments_size = sizeof(FormatArguments),
    .run = run,
};

/* dunlin keep list: what is kept of migrations. */
#include "base/clock.h"
#include "cli/backing_up.h"
#include "cli/keeping.h"

typedef struct ListArguments {
    ProjectArguments base;
} ListArguments;

static const Option options[] = {PROJECT_OPTIONS(ListArguments), {0}};

static const char *state_of(const KeptEntry *kept)
{
    if (kept->is_orphan)
        return "orphan";
    return kept->is_leftover ? "leftover" : "kept";
}

static void tell_one(Context *context, const KeptEntry *kept)
{
    Arena *arena = context->arena;
    Text time = clock_format(arena, kept->kept_at);
    say(context, "%.16s  %.*s  %.*s (%.*s, %.*s)%s\n", time.data, TEXT_ARG(kept->migration),
        TEXT_ARG(keeping_shown(arena, &kept->entry)),
        TEXT_ARG(counted(arena, (size_t)kept->rows, "row")),
        TEXT_ARG(bytes_shown(arena, kept->bytes)),
        kept->is_orphan     ? "  of a run that failed"
        : kept->is_leftover ? "  could not be put back"
                            : "");
}

static void write_one(JsonWriter *json, const KeptEntry *kept)
{
    json_begin_object(json, NULL);
    json_add_text(json, "migration", kept->migration);
    json_add_text(json, "row", kept->row);
    keeping_write(json, &kept->entry);
    json_add_text(json, "keptIn", kept->name);
    json_add_string(json, "state", state_of(kept));
    json_add_number(json, "rows", kept->rows);
    json_add_number(json, "bytes", kept->bytes);
    json_add_number(json, "keptAt", kept->kept_at);
    json_end_object(json);
}

static bool list(Session *session, Error *error)
{
    Context *context = session->context;
    KeptEntries entries;
    if (!session_connect(session, OPEN_READ_ONLY, 0, error) ||
        !keep_list(context->arena, session->database, NULL, &entries, error))
        return false;
    if (context->json)
        json_begin_array(&context->writer, "entries");
    for (list_each(const KeptEntry, kept, &entries)) {
        if (context->json)
            write_one(&context->writer, kept);
        else
            tell_one(context, kept);
    }
    if (context->json)
        json_end_array(&context->writer);
    if (entries.count == 0)
        say(context, "Nothing is kept.\n");
    return true;
}

static bool run(Context *context, const void *data, int *status, Error *error)
{
    const ListArguments *arguments = data;
    Session session = {0};
    (void)status;
    bool done = session_begin(&session, context, &arguments->base, error) && list(&session, error);
    session_end(&session);
    return done;
}

const Command command_keep_list = {
    .name = "keep list",
    .summary = "Show what is kept of data that migrations lost",
    .description =
        "Shows what deployments with --keep have copied before it was lost, the oldest first: the\n"
        "migration, the table or columns, rows and bytes. Migrations that are taken back put it\n"
        "back and forget it; what could not be put back stays in the list.",
    .examples = "  dunlin keep list\n"
                "  dunlin keep list --json\n",
    .options = options,
    .arguments_size = sizeof(ListArguments),
    .run = run,
};

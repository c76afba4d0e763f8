/* dunlin migrate down-script: makes down scripts for migrations that there are already. */
#include "cli/replaying.h"
#include "rollback/down/making.h"

typedef struct DownScriptArguments {
    ProjectArguments base;
    bool all;
    bool force;
} DownScriptArguments;

static const Option options[] = {
    {"all", 0, OPTION_FLAG, offsetof(DownScriptArguments, all), NULL,
     "make those of all migrations of the folder"},
    {"force", 'f', OPTION_FLAG, offsetof(DownScriptArguments, force), NULL,
     "replace also what somebody has written or edited"},
    PROJECT_OPTIONS(DownScriptArguments),
    {0},
};

typedef struct Writing {
    Session session;
    const DownScriptArguments *arguments;
    DownMaking making;
    size_t inexact; /* scripts that leave something different */
} Writing;

/* What stands there already, and may not go, is left as it is. */
static bool is_left(Writing *writing, const Migration *migration, bool *left, Error *error)
{
    Context *context = writing->session.context;
    DownScript script;
    if (!down_script_read(context->arena, &writing->session.folder, migration, &script, error))
        return writing->arguments->force;
    *left = script.text.data && !script.is_ours && !writing->arguments->force;
    if (!*left)
        return true;
    Text path = shown_path(context, script.path);
    say(context, "  %sleft%s    %.*s %s(written by hand: --force replaces it)%s\n",
        out_style(context, STYLE_DIM), out_style(context, STYLE_PLAIN), TEXT_ARG(path),
        out_style(context, STYLE_DIM), out_style(context, STYLE_PLAIN));
    return true;
}

static void tell_made(Writing *writing, const Migration *migration, const DownMade *made)
{
    Context *context = writing->session.context;
    Text folder = shown_path(context, writing->session.folder.path);
    bool exact = made->flaws.count == 0;
    writing->inexact += !exact;
    say(context, "  %swritten%s %.*s/%.*s/down.sql%s\n",
        out_style(context, exact ? STYLE_GOOD : STYLE_WARNING), out_style(context, STYLE_PLAIN),
        TEXT_ARG(folder), TEXT_ARG(migration->name), exact ? "" : ", which is not exact:");
    for (list_each(const Text, flaw, &made->flaws))
        say(context, "            %.*s\n", TEXT_ARG(*flaw));
    if (!context->json)
        return;
    JsonWriter *json = &context->writer;
    json_begin_object(json, NULL);
    json_add_text(json, "name", migration->name);
    json_add_bool(json, "exact", exact);
    write_texts(json, "flaws", &made->flaws);
    json_end_object(json);
}

static bool make_one(Writing *writing, size_t place, Error *error)
{
    Arena *arena = writing->session.context->arena;
    MigrationsFolder *folder = &writing->session.folder;
    Migration *migration = &folder->migrations.items[place];
    DownMade made;
    bool left = false;
    if (!migration_read_script(arena, folder, migration, error) ||
        !is_left(writing, migration, &left, error))
        return false;
    if (left)
        return true;
    if (!down_making_one(&writing->making, place, &made, error) ||
        !down_script_write(arena, folder->path, migration->name, made.script, error))
        return false;
    tell_made(writing, migration, &made);
    return true;
}

static bool make_all(Writing *writing, Error *error)
{
    if (!down_making_go_forward(&writing->making, error))
        return false;
    for (size_t i = writing->session.folder.migrations.count; i-- > 0;)
        if (!make_one(writing, i, error))
            return false;
    return true;
}

static bool make_named(Writing *writing, Error *error)
{
    const TextList *names = &writing->session.context->words;
    const MigrationsFolder *folder = &writing->session.folder;
    for (size_t i = names->count; i-- > 0;) {
        const Migration *migration = folder_find(folder, names->items[i]);
        if (!migration) {
            fail(error, ERROR_P3017, "there is no migration '%.*s' in '%.*s'",
                 TEXT_ARG(names->items[i]), TEXT_ARG(folder->path));
            error_field(error, "migration_name", names->items[i]);
            return error_hint(error, "give the whole name of its folder, such as "
                                     "20240131120000_init");
        }
        if (!make_one(writing, (size_t)(migration - folder->migrations.items), error))
            return false;
    }
    return true;
}

static bool check_arguments(const Context *context, const DownScriptArguments *arguments,
                            Error *error)
{
    if (arguments->all != (context->words.count > 0))
        return true;
    fail(error, ERROR_D1001, "give the names of migrations, or --all");
    return error_hint(error, "dunlin migrate down-script 20240131120000_init");
}

/* The main database is needed only where a shadow database is created beside it. */
static bool connect(Session *session, Error *error)
{
    return !session->connection.dialect->shadow.create ||
           session_connect(session, OPEN_READ_ONLY, 0, error);
}

static bool run(Context *context, const void *data, int *status, Error *error)
{
    const DownScriptArguments *arguments = data;
    Writing writing = {.arguments = arguments};
    Session *session = &writing.session;
    Schema schema;
    DescribeRequest describe;
    Replay *replay = NULL;
    Error closing = {.arena = context->arena};
    if (!check_arguments(context, arguments, error) ||
        !session_begin_migrations(session, context, &arguments->base, error))
        return false;
    bool ready = session_read_schema(session, &schema, &describe, status, error);
    bool done =
        ready && connect(session, error) && session_replay(session, &describe, &replay, error);
    if (done) {
        down_making_begin(context->arena, replay, &describe, &session->folder, &writing.making);
        if (context->json)
            json_begin_array(&context->writer, "written");
        done = arguments->all ? make_all(&writing, error) : make_named(&writing, error);
        if (context->json)
            json_end_array(&context->writer);
    }
    bool closed = replay_end(replay, done ? error : &closing);
    session_end(session);
    if (done && writing.inexact)
        say(context, "\nWhat is not exact is written at the head of the script: correct it by hand "
                     "where it matters.\n");
    return (done || (!ready && *status)) && closed;
}

const Command command_migrate_down_script = {
    .name = "migrate down-script",
    .summary = "Make down scripts for existing migrations",
    .description =
        "Writes down.sql beside migration.sql: the SQL that takes the migration back. The history\n"
        "is run on a shadow database; each script is run there, too, and what it makes is\n"
        "compared with what was before, down to triggers and comments. What it cannot bring back\n"
        "stands at its head. A script that somebody has written or edited is left alone.",
    .examples = "  dunlin migrate down-script 20240205093000_add_users\n"
                "  dunlin migrate down-script --all\n",
    .options = options,
    .words = "[NAME ...]",
    .arguments_size = sizeof(DownScriptArguments),
    .run = run,
};

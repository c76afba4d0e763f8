/* dunlin migrate diff: the script that leads from one schema to another. */
#include <stdio.h>

#include "base/file.h"
#include "cli/diff_side.h"
#include "cli/renaming.h"
#include "project/describing.h"
#include "rollback/down/script.h"
#include "sql/render.h"
#include "sql/summary.h"

typedef struct DiffArguments {
    SchemaArguments base;
    DiffSideArguments from;
    DiffSideArguments to;
    bool script;
    bool exit_code;
    bool safe_rebuild;
    Text output;
    Text down;
    Text renames;
    Text shadow_database_url;
} DiffArguments;

#define PLACE(member) offsetof(DiffArguments, member)

static const Option options[] = {
    {"from-empty", 0, OPTION_FLAG, PLACE(from.empty), NULL, "begin with an empty database"},
    {"from-schema-datamodel", 0, OPTION_PATH, PLACE(from.datamodel), "PATH",
     "begin with what a schema file or folder describes"},
    {"from-schema", 0, OPTION_PATH, PLACE(from.datamodel), "PATH",
     "the same, as Prisma 7 calls it"},
    {"from-migrations", 0, OPTION_PATH, PLACE(from.migrations), "DIR",
     "begin with what a folder of migrations makes"},
    {"from-url", 0, OPTION_TEXT, PLACE(from.url), "URL", "begin with what a database has"},
    {"from-schema-datasource", 0, OPTION_PATH, PLACE(from.datasource), "PATH",
     "begin with the database that a schema file names"},
    {"from-config-datasource", 0, OPTION_FLAG, PLACE(from.config_datasource), NULL,
     "begin with the database of the configuration file"},
    {"from-local-d1", 0, OPTION_FLAG, PLACE(from.local_d1), NULL, NULL},
    {"to-empty", 0, OPTION_FLAG, PLACE(to.empty), NULL, "end with an empty database"},
    {"to-schema-datamodel", 0, OPTION_PATH, PLACE(to.datamodel), "PATH",
     "end with what a schema file or folder describes"},
    {"to-schema", 0, OPTION_PATH, PLACE(to.datamodel), "PATH", "the same, as Prisma 7 calls it"},
    {"to-migrations", 0, OPTION_PATH, PLACE(to.migrations), "DIR",
     "end with what a folder of migrations makes"},
    {"to-url", 0, OPTION_TEXT, PLACE(to.url), "URL", "end with what a database has"},
    {"to-schema-datasource", 0, OPTION_PATH, PLACE(to.datasource), "PATH",
     "end with the database that a schema file names"},
    {"to-config-datasource", 0, OPTION_FLAG, PLACE(to.config_datasource), NULL,
     "end with the database of the configuration file"},
    {"to-local-d1", 0, OPTION_FLAG, PLACE(to.local_d1), NULL, NULL},
    {"script", 0, OPTION_FLAG, PLACE(script), NULL, "print SQL instead of a summary"},
    {"exit-code", 0, OPTION_FLAG, PLACE(exit_code), NULL, "exit with 2 when there is a difference"},
    {"output", 'o', OPTION_PATH, PLACE(output), "FILE", "write to a file instead of printing"},
    {"down", 0, OPTION_PATH, PLACE(down), "FILE",
     "write the down script, too: what takes the script back"},
    {"renames", 0, OPTION_PATH, PLACE(renames), "MODE",
     "write renames instead of drops and adds: ask, guess, or a file that lists them"},
    {"safe-rebuild", 0, OPTION_FLAG, PLACE(safe_rebuild), NULL,
     "rebuild SQLite's tables so that it is safe in a transaction, too"},
    {"shadow-database-url", 0, OPTION_TEXT, PLACE(shadow_database_url), "URL",
     "an empty database on which migrations can be run"},
    {"config", 0, OPTION_PATH, PLACE(base.project.config), "FILE",
     "the configuration file (default: prisma.config.ts …)"},
    {"prisma", 0, OPTION_TEXT, PLACE(base.prisma), "VERSION",
     "the rules of Prisma 6 or 7 (default: what the schemas look like)"},
    {"json", 0, OPTION_FLAG, PLACE(base.common.json), NULL,
     "print one JSON document instead of text"},
    {"help", 'h', OPTION_FLAG, PLACE(base.common.help), NULL, "show this help"},
    {0},
};

/* The statements of each step, and the renames among them. */
static void write_document(Context *context, const Steps *steps, const Renames *renames,
                           Text script)
{
    JsonWriter *json = &context->writer;
    Renderer renderer = renderer_new(context->arena, steps);
    json_add_bool(json, "empty", steps->items.count == 0);
    json_begin_array(json, "steps");
    for (list_each(const Step, step, &steps->items)) {
        render_step(&renderer, step);
        json_begin_object(json, NULL);
        json_add_text(json, "step", text_from(step_name(step->kind)));
        json_begin_array(json, "statements");
        for (size_t i = 0; i < renderer.ends.count; i++)
            json_add_text(json, NULL, rendered_statement(&renderer, i));
        json_end_array(json);
        json_end_object(json);
    }
    json_end_array(json);
    json_begin_array(json, "renames");
    for (list_each(const Rename, rename, renames)) {
        json_begin_object(json, NULL);
        json_add_text(json, "kind", text_from(rename_kind_name(rename->kind)));
        json_add_text(json, "owner", rename->owner);
        json_add_text(json, "from", rename->old_name);
        json_add_text(json, "to", rename->new_name);
        json_add_number(json, "likeness", rename->likeness);
        json_end_object(json);
    }
    json_end_array(json);
    json_add_text(json, "script", script);
}

/* Reads both sides. False with an error, or with `status` 1 when a schema is not valid. */
static bool read_sides(Context *context, const DiffArguments *arguments, DiffSide *sides,
                       int *status, Error *error)
{
    Project project;
    Arena *arena = context->arena;
    DiffReading reading = {.context = context,
                           .project = arguments->base.project,
                           .shadow_url = arguments->shadow_database_url};
    DiffScope *scope = &reading.scope;
    if (!diff_side_check(&arguments->from, "from", error) ||
        !diff_side_check(&arguments->to, "to", error))
        return false;
    if (arguments->from.empty && arguments->to.empty)
        return fail(error, ERROR_D1001, "--from-empty and --to-empty: both sides are empty");
    if (!project_open(arena, context->folder, arguments->base.project, &context->environment,
                      &project, error) ||
        !schema_version(&project, arguments->base.prisma, &scope->version, error))
        return false;
    project_external(&project, &scope->external, &scope->external_enums);
    reading.scratch = arena_new();
    bool done = diff_side_read(&reading, &arguments->from, &sides[0], status, error) &&
                diff_side_read(&reading, &arguments->to, &sides[1], status, error);
    arena_free(reading.scratch);
    return done && diff_side_describe(arena, scope, &sides[0], error) &&
           diff_side_describe(arena, scope, &sides[1], error);
}

static bool print(Context *context, const DiffArguments *arguments, const Steps *steps,
                  const Renames *renames, Error *error)
{
    Buffer script = BUFFER(context->arena);
    Buffer summary = BUFFER(context->arena);
    if (arguments->script || context->json)
        render_script(context->arena, steps, &script);
    if (!arguments->script)
        summary_write(steps, &summary);
    Text text = buffer_text(arguments->script ? &script : &summary);
    if (context->json)
        write_document(context, steps, renames, buffer_text(&script));
    if (arguments->output.length) {
        Text path = path_resolve(context->arena, context->folder, arguments->output);
        return file_write(context->arena, path, text, error);
    }
    if (!context->json)
        fwrite(text.data, 1, text.length, stdout);
    return true;
}

/* Writes the way back; the folder of the file is taken for that of the migration. */
static bool write_down(Context *context, const DiffArguments *arguments,
                       const Comparison *comparison, const Steps *steps, Error *error)
{
    Arena *arena = context->arena;
    Text path = path_resolve(arena, context->folder, arguments->down);
    Buffer script = BUFFER(arena);
    render_script(arena, steps, &script);
    DownScriptRequest request = {.name = path_name(path_parent(path)),
                                 .migration = buffer_text(&script),
                                 .comparison = comparison,
                                 .rules = steps->rules};
    return file_write(arena, path, down_script(arena, &request), error);
}

static bool run(Context *context, const void *data, int *status, Error *error)
{
    const DiffArguments *arguments = data;
    Arena *arena = context->arena;
    DiffSide sides[2];
    Renames renames = {0};
    Steps steps;
    if (!read_sides(context, arguments, sides, status, error))
        return *status != 0;
    const SqlRules *rules = diff_rules(&sides[0], &sides[1], error);
    if (!rules)
        return false;
    if (arguments->safe_rebuild && rules->safe_rebuild)
        rules = rules->safe_rebuild;
    Comparison comparison = sql_compare(arena, &sides[0].sql, &sides[1].sql);
    if (!renaming_apply(context, arguments->renames, &comparison, &renames, error))
        return false;
    steps_between(arena, &comparison, rules, STEPS_FORWARD, &steps);
    *status = arguments->exit_code && steps.items.count ? 2 : 0;
    return (arguments->down.length == 0 ||
            write_down(context, arguments, &comparison, &steps, error)) &&
           print(context, arguments, &steps, &renames, error);
}

const Command command_migrate_diff = {
    .name = "migrate diff",
    .summary = "Print what leads from one schema to another",
    .description =
        "Compares two schemas and prints the difference: a summary, or with --script the SQL that\n"
        "makes the second out of the first. No database is needed for schema files.\n"
        "\n"
        "Something that has a new name is a drop and an add to Prisma, and its data is lost. With\n"
        "--renames, what was probably renamed is renamed in the script, too: `guess` takes what\n"
        "is likely, `ask` asks for each, and a file has lines such as\n"
        "`column User.name -> title`. Exit status: 0; with --exit-code 2 when there is a\n"
        "difference; 1 after an error.",
    .examples = "  dunlin migrate diff --from-empty --to-schema-datamodel prisma/schema.prisma "
                "--script\n"
                "  dunlin migrate diff --from-schema-datamodel old.prisma --to-schema-datamodel "
                "new.prisma --exit-code\n"
                "  dunlin migrate diff --from-schema-datamodel old.prisma --to-schema-datamodel "
                "new.prisma --script --renames guess -o migration.sql --down down.sql\n",
    .options = options,
    .arguments_size = sizeof(DiffArguments),
    .run = run,
};

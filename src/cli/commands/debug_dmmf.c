/* dunlin debug dmmf: the document that generators receive. */
#include <stdio.h>

#include "cli/schema_session.h"
#include "psl/dmmf.h"

typedef struct DmmfArguments {
    SchemaArguments base;
} DmmfArguments;

static const Option options[] = {
    SCHEMA_OPTIONS(DmmfArguments),
    {0},
};

/* The document may be many times as large as the schema, so it is printed while it is written. */
static void print_part(Buffer *out)
{
    Text part = buffer_text(out);
    fwrite(part.data, 1, part.length, stdout);
    buffer_clear(out);
}

static bool run(Context *context, const void *data, int *status, Error *error)
{
    const DmmfArguments *arguments = data;
    SchemaSession session;
    if (!schema_session_begin(&session, context, &arguments->base, false, error))
        return false;
    if (!schema_session_report(&session, status))
        return true;
    const Datamodel *datamodel = &session.schema.datamodel;
    if (context->json) {
        context->writer.drain = print_part;
        dmmf_write(&context->writer, datamodel);
        return true;
    }
    Buffer out = BUFFER(context->arena);
    JsonWriter json = JSON_WRITER(&out);
    json.drain = print_part;
    json_begin_object(&json, NULL);
    dmmf_write(&json, datamodel);
    json_end_object(&json);
    print_part(&out);
    return true;
}

const Command command_debug_dmmf = {
    .name = "debug dmmf",
    .summary = "Print the document that generators receive",
    .description =
        "Prints what a generator is told of the schema: its models, enums, types and indexes, as\n"
        "JSON. The schema must be valid. No database is needed.",
    .examples = "  dunlin debug dmmf\n"
                "  dunlin debug dmmf --schema prisma/schema | jq '.datamodel.models[].name'\n",
    .options = options,
    .arguments_size = sizeof(DmmfArguments),
    .run = run,
};

#include "psl/schema.h"

#include "psl/configuration.h"
#include "psl/parser.h"
#include "psl/resolve/resolve.h"
#include "psl/validate/validate.h"

/* Parses, and reads the configuration, which tells the version. Objects are tried unless version 6
 * is asked for; when it turns out to be 6 and there are some, the text is read again without them.
 */
static void parse(Arena *arena, const SchemaOptions *options, PrismaVersion version, Schema *schema)
{
    int form =
        (options->keep_layout ? PARSE_LAYOUT : 0) | (version == PRISMA_6 ? 0 : PARSE_OBJECTS);
    schema->diagnostics = DIAGNOSTICS(arena);
    ast_parse(arena, &schema->source, form, &schema->ast, &schema->diagnostics);
    schema->has_syntax_errors = schema->diagnostics.error_count > 0;
    schema->datamodel =
        (Datamodel){.source = &schema->source, .ast = &schema->ast, .version = version};
    configuration_read(arena, &schema->datamodel, options, &schema->diagnostics);
    if (version != PRISMA_6 && schema->datamodel.version == PRISMA_6 && schema->ast.has_objects)
        parse(arena, options, PRISMA_6, schema);
}

bool schema_read(Arena *arena, const SchemaFiles *files, const SchemaOptions *options,
                 Schema *schema, Error *error)
{
    *schema = (Schema){.diagnostics = DIAGNOSTICS(arena)};
    Arena *text_arena = options->text_arena ? options->text_arena : arena;
    if (!source_make(text_arena, files, &schema->source, error))
        return false;
    parse(arena, options, options->version, schema);
    size_t errors = schema->diagnostics.error_count;
    datamodel_resolve(arena, &schema->datamodel, options, &schema->diagnostics);
    schema->is_resolved = !schema->has_syntax_errors && schema->diagnostics.error_count == errors;
    if (schema->diagnostics.error_count == 0)
        datamodel_validate(arena, &schema->datamodel, &schema->diagnostics);
    return true;
}

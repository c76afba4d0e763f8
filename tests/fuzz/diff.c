/* The script between two schemas, with each product that has one: there is one, a schema has no
 * difference to itself, and the way back is the way there of the other comparison. */
#include <stdlib.h>

#include "dialect/providers.h"
#include "dialect/sql_rules.h"
#include "psl/schema.h"
#include "sql/from_datamodel.h"
#include "sql/rename.h"
#include "sql/summary.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool condition)
{
    if (!condition)
        abort();
}

/* NULL unless the schema is valid. */
static SqlSchema *read_side(Arena *arena, const SqlRules *rules, PrismaVersion version, Text text)
{
    Error error = {.arena = arena};
    SchemaFiles *files = NEW(arena, SchemaFiles);
    Schema *schema = NEW(arena, Schema);
    SqlSchema *sql = NEW(arena, SqlSchema);
    SchemaOptions options = {.providers = dialect_providers, .version = version};
    Text content =
        text_format(arena, "datasource db {\n  provider = \"%s\"\n%s}\n%.*s", rules->provider,
                    version == PRISMA_6 ? "  url = \"x\"\n" : "", TEXT_ARG(text));
    list_add(arena, files, (SchemaFile){TEXT("a.prisma"), content});
    if (!schema_read(arena, files, &options, schema, &error) || schema->diagnostics.error_count)
        return NULL;
    sql_schema_from_datamodel(arena, &schema->datamodel, rules, TEXT(""), sql);
    return sql;
}

static Text script(Arena *arena, const Comparison *comparison, const SqlRules *rules,
                   StepsDirection direction)
{
    Steps steps;
    Buffer out = BUFFER(arena);
    steps_between(arena, comparison, rules, direction, &steps);
    summary_write(&steps, &out);
    buffer_clear(&out);
    render_script(arena, &steps, &out);
    return buffer_text(&out);
}

static void guess_renames(Arena *arena, Comparison *comparison)
{
    for (int kind = 0; kind < RENAME_KINDS; kind++) {
        Renames found = renames_find(arena, comparison, (RenameKind)kind);
        for (list_each(const Rename, rename, &found))
            rename_accept(comparison, rename);
    }
}

static void check_pair(Arena *arena, const SqlRules *rules, PrismaVersion version, Text first,
                       Text second)
{
    SqlSchema *a = read_side(arena, rules, version, first);
    SqlSchema *b = read_side(arena, rules, version, second);
    if (!a || !b)
        return;
    Comparison same = sql_compare(arena, a, a);
    check(text_starts_with(script(arena, &same, rules, STEPS_FORWARD), "-- This is an empty"));
    Comparison there = sql_compare(arena, a, b);
    Comparison back = sql_compare(arena, b, a);
    check(text_equal(script(arena, &there, rules, STEPS_BACKWARD),
                     script(arena, &back, rules, STEPS_FORWARD)));
    if (rules->safe_rebuild)
        script(arena, &there, rules->safe_rebuild, STEPS_FORWARD);
    guess_renames(arena, &there);
    script(arena, &there, rules, STEPS_FORWARD);
    script(arena, &there, rules, STEPS_BACKWARD);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena *arena = arena_new();
    Text second = text_copy(arena, (Text){(const char *)data, size});
    Text first = text_cut(&second, '\1');
    for (const Provider *const *provider = dialect_providers; *provider; provider++) {
        const SqlRules *rules = sql_rules_of(*provider);
        if (rules)
            check_pair(arena, rules, size % 2 ? PRISMA_7 : PRISMA_6, first, second);
    }
    arena_free(arena);
    return 0;
}

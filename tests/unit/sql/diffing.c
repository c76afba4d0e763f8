#include "sql/diffing.h"

#include "dialect/providers.h"
#include "psl/schema.h"
#include "sql/from_datamodel.h"

static bool is_version_7(const char *provider)
{
    return text_ends_with(text_from(provider), " 7");
}

static const char *provider_name(Scene *scene, const char *provider)
{
    Text rest = text_from(provider);
    return text_cstr(scene->arena, text_cut(&rest, ' '));
}

const SqlRules *rules_of(const char *provider)
{
    Text rest = text_from(provider);
    Text name = text_cut(&rest, ' ');
    for (size_t i = 0; dialect_providers[i]; i++)
        if (text_is(name, dialect_providers[i]->names[0]))
            return sql_rules_of(dialect_providers[i]);
    expect(false, "%s", provider);
}

Text with_quotes(Scene *scene, const char *text)
{
    Buffer out = BUFFER(scene->arena);
    for (; *text; text++)
        buffer_add_char(&out, *text == '`' ? '"' : *text);
    return buffer_text(&out);
}

static Text whole_schema(Scene *scene, const char *provider, const char *schema)
{
    Text blocks = with_quotes(scene, schema ? schema : "");
    Text datasource = TEXT("");
    ptrdiff_t line = text_find(blocks, "\n--\n");
    if (line >= 0) {
        datasource = text_slice(blocks, 0, (size_t)line);
        blocks = text_slice(blocks, (size_t)line + 4, blocks.length);
    }
    bool are_fields = schema && !text_contains(blocks, "model ") &&
                      !text_contains(blocks, "enum ") && !text_contains(blocks, "view ");
    return text_format(scene->arena,
                       "datasource db {\n  provider = \"%s\"\n%s\n%.*s\n}\n"
                       "generator g {\n  provider = \"x\"\n  previewFeatures = [%s]\n}\n"
                       "%s%.*s\n%s",
                       provider_name(scene, provider),
                       is_version_7(provider) ? "" : "  url = \"x://\"", TEXT_ARG(datasource),
                       is_version_7(provider) ? "\"partialIndexes\", \"postgresqlExtensions\""
                                              : "\"postgresqlExtensions\", \"views\"",
                       are_fields ? "model A {\n  id Int @id\n" : "", TEXT_ARG(blocks),
                       are_fields ? "}\n" : "");
}

static Schema *read(Scene *scene, const char *provider, Text text)
{
    SchemaFiles *files = NEW(scene->arena, SchemaFiles);
    SchemaOptions options = {.providers = dialect_providers,
                             .version = is_version_7(provider) ? PRISMA_7 : PRISMA_6};
    Schema *schema = NEW(scene->arena, Schema);
    list_add(scene->arena, files, (SchemaFile){TEXT("schema.prisma"), text});
    assert_succeeds(schema_read(scene->arena, files, &options, schema, &scene->error),
                    &scene->error);
    for (list_each(const Diagnostic, diagnostic, &schema->diagnostics.list))
        expect(diagnostic->severity != SEVERITY_ERROR, "%.*s\nin: %.*s",
               TEXT_ARG(source_text(&schema->source, diagnostic->span)), TEXT_ARG(text));
    return schema;
}

const Schema *schema_of(Scene *scene, const char *provider, const char *schema)
{
    return read(scene, provider, whole_schema(scene, provider, schema));
}

const SqlSchema *sql_schema_of(Scene *scene, const char *provider, const char *schema)
{
    SqlSchema *made = NEW(scene->arena, SqlSchema);
    if (!schema)
        return made;
    const Schema *model = schema_of(scene, provider, schema);
    sql_schema_from_datamodel(scene->arena, &model->datamodel, rules_of(provider), TEXT(""), made);
    return made;
}

Comparison *comparison_of(Scene *scene, const char *provider, const char *before, const char *after)
{
    Comparison *comparison = NEW(scene->arena, Comparison);
    *comparison = sql_compare(scene->arena, sql_schema_of(scene, provider, before),
                              sql_schema_of(scene, provider, after));
    return comparison;
}

const Steps *steps_of(Scene *scene, const char *provider, const char *before, const char *after)
{
    Steps *steps = NEW(scene->arena, Steps);
    steps_between(scene->arena, comparison_of(scene, provider, before, after), rules_of(provider),
                  STEPS_FORWARD, steps);
    return steps;
}

Text script_of(Scene *scene, const Steps *steps)
{
    Buffer out = BUFFER(scene->arena);
    render_script(scene->arena, steps, &out);
    return buffer_text(&out);
}

Text script_between(Scene *scene, const char *provider, const char *before, const char *after)
{
    return script_of(scene, steps_of(scene, provider, before, after));
}

Text columns_of(Scene *scene, const char *provider, const char *fields)
{
    Text rest = script_between(scene, provider, NULL, fields);
    Buffer out = BUFFER(scene->arena);
    while (rest.length) {
        Text line = text_cut(&rest, '\n');
        if (!text_starts_with(line, "    \"") || text_starts_with(line, "    \"id\""))
            continue;
        line = text_trim(line);
        buffer_add_string(&out, out.length ? "\n" : "");
        buffer_add(&out, text_ends_with(line, ",") ? text_slice(line, 0, line.length - 1) : line);
    }
    return buffer_text(&out);
}

Text guess_renames(Scene *scene, Comparison *comparison)
{
    Buffer out = BUFFER(scene->arena);
    for (int kind = 0; kind < RENAME_KINDS; kind++) {
        bool accepted = false;
        Renames found = renames_find(scene->arena, comparison, (RenameKind)kind);
        for (list_each(const Rename, rename, &found)) {
            if (rename->likeness < RENAME_LIKELY)
                continue;
            accepted = true;
            rename_accept(comparison, rename);
            buffer_add_format(&out, "%s %.*s%s%.*s -> %.*s %d\n", rename_kind_name(rename->kind),
                              TEXT_ARG(rename->owner), rename->owner.length ? "." : "",
                              TEXT_ARG(rename->old_name), TEXT_ARG(rename->new_name),
                              rename->likeness);
        }
        if (kind == RENAME_TABLE && accepted)
            kind--; /* join tables are alike when what they join is */
    }
    return buffer_text(&out);
}

static void assert_change(Scene *scene, const Change *row, Text script)
{
    expect(text_equal(script, with_quotes(scene, row->script)), "%s: %s\n=>\n%s\ngives:\n%.*s",
           row->provider, row->before ? row->before : "nothing",
           row->after ? row->after : "nothing", TEXT_ARG(script));
}

void assert_changes(Scene *scene, const Change *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        assert_change(scene, &rows[i],
                      script_between(scene, rows[i].provider, rows[i].before, rows[i].after));
}

void assert_renaming_changes(Scene *scene, const Change *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const Change *row = &rows[i];
        Comparison *comparison = comparison_of(scene, row->provider, row->before, row->after);
        guess_renames(scene, comparison);
        Steps steps;
        steps_between(scene->arena, comparison, rules_of(row->provider), STEPS_FORWARD, &steps);
        assert_change(scene, row, script_of(scene, &steps));
    }
}

void assert_columns(Scene *scene, const Columns *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        Text columns = columns_of(scene, rows[i].provider, rows[i].fields);
        expect(text_equal(columns, with_quotes(scene, rows[i].columns)), "%s: %s\ngives:\n%.*s",
               rows[i].provider, rows[i].fields, TEXT_ARG(columns));
    }
}

#include "dialect/postgres/rendering.h"
#include "sql/schema_text.h"
#include "sql/writer.h"

void postgres_add_qualified(Buffer *out, const SqlSchema *schema, uint32_t namespace, Text name)
{
    if (namespace != NONE) {
        sql_add_name(out, sql_namespace_name(schema, namespace));
        buffer_add_char(out, '.');
    }
    sql_add_name(out, name);
}

void postgres_add_old_table(Buffer *out, const Steps *steps, uint32_t table)
{
    uint32_t after = steps->old.tables[table];
    const SqlTable *old = &steps->before->tables.items[table];
    if (after != NONE)
        postgres_add_new_table(out, steps, after);
    else
        postgres_add_qualified(out, steps->before, old->namespace, old->name);
}

void postgres_add_dropped(Buffer *out, const Steps *steps, uint32_t namespace, Text name)
{
    Text of = sql_namespace_meant(steps->before, namespace);
    if (steps->after->is_live || !text_equal(of, steps->after->usual_namespace)) {
        sql_add_name(out, of);
        buffer_add_char(out, '.');
    }
    sql_add_name(out, name);
}

void postgres_add_new_table(Buffer *out, const Steps *steps, uint32_t table)
{
    const SqlTable *of = &steps->after->tables.items[table];
    postgres_add_qualified(out, steps->after, of->namespace, of->name);
}

/* --- namespaces, extensions, sequences --- */

static void create_namespace(Renderer *renderer, const Step *step)
{
    sql_add(&renderer->text, "CREATE SCHEMA IF NOT EXISTS {}",
            sql_name(renderer->steps->after->namespaces.items[step->after].name));
    renderer_end_statement(renderer);
}

static void create_extension(Renderer *renderer, const Step *step)
{
    const SqlExtension *extension = &renderer->steps->after->extensions.items[step->after];
    Buffer *out = &renderer->text;
    sql_add(out, "CREATE EXTENSION IF NOT EXISTS {}", sql_name(extension->name));
    if (extension->schema.length || extension->version.length)
        buffer_add_string(out, " WITH");
    if (extension->schema.length)
        sql_add(out, " SCHEMA {}", sql_name(extension->schema));
    if (extension->version.length)
        sql_add(out, " VERSION {}", sql_name(extension->version));
    renderer_end_statement(renderer);
}

static void alter_extension(Renderer *renderer, const Step *step)
{
    const SqlExtension *old = &renderer->steps->before->extensions.items[step->before];
    const SqlExtension *new = &renderer->steps->after->extensions.items[step->after];
    Buffer *out = &renderer->text;
    if (old->version.length && new->version.length && !text_equal(old->version, new->version)) {
        sql_add(out, "ALTER EXTENSION {} UPDATE TO {}", sql_name(old->name),
                sql_name(new->version));
        renderer_end_statement(renderer);
    }
    if (old->schema.length && new->schema.length && !text_equal(old->schema, new->schema)) {
        sql_add(out, "ALTER EXTENSION {} SET SCHEMA {}", sql_name(old->name),
                sql_name(new->schema));
        renderer_end_statement(renderer);
    }
}

static void drop_extension(Renderer *renderer, const Step *step)
{
    sql_add(&renderer->text, "DROP EXTENSION {}",
            sql_name(renderer->steps->before->extensions.items[step->before].name));
    renderer_end_statement(renderer);
}

static void alter_sequence(Renderer *renderer, const Step *step)
{
    const SqlSequence *old = &renderer->steps->before->sequences.items[step->before];
    const SqlSequence *new = &renderer->steps->after->sequences.items[step->after];
    Buffer *out = &renderer->text;
    sql_add(out, "ALTER SEQUENCE {}", sql_name(old->name));
    if (old->least != new->least)
        sql_add(out, " MINVALUE {}", sql_number(new->least));
    if (old->most != new->most)
        sql_add(out, " MAXVALUE {}", sql_number(new->most));
    if (old->increment != new->increment)
        sql_add(out, " INCREMENT {}", sql_number(new->increment));
    if (old->start != new->start)
        sql_add(out, " START {}", sql_number(new->start));
    if (old->cache != new->cache)
        sql_add(out, " CACHE {}", sql_number(new->cache));
    renderer_end_statement(renderer);
}

/* --- renames --- */

static void rename_table(Renderer *renderer, const Step *step)
{
    const Steps *steps = renderer->steps;
    const SqlTable *old = &steps->before->tables.items[step->before];
    Buffer *out = &renderer->text;
    buffer_add_string(out, "ALTER TABLE ");
    postgres_add_qualified(out, steps->before, old->namespace, old->name);
    sql_add(out, " RENAME TO {}", sql_name(steps->after->tables.items[step->after].name));
    renderer_end_statement(renderer);
}

static void rename_column(Renderer *renderer, const Step *step)
{
    const Steps *steps = renderer->steps;
    const SqlColumn *old = &steps->before->columns.items[step->before];
    Buffer *out = &renderer->text;
    buffer_add_string(out, "ALTER TABLE ");
    postgres_add_old_table(out, steps, old->table);
    Text from;
    Text to;
    step_renamed_column(renderer->text.arena, steps, step, &from, &to);
    sql_add(out, " RENAME COLUMN {} TO {}", sql_name(from), sql_name(to));
    renderer_end_statement(renderer);
}

static void rename_enum(Renderer *renderer, const Step *step)
{
    const Steps *steps = renderer->steps;
    const SqlEnum *old = &steps->before->enums.items[step->before];
    Buffer *out = &renderer->text;
    buffer_add_string(out, "ALTER TYPE ");
    postgres_add_qualified(out, steps->before, old->namespace, old->name);
    sql_add(out, " RENAME TO {}", sql_name(steps->after->enums.items[step->after].name));
    renderer_end_statement(renderer);
}

static void rename_enum_value(Renderer *renderer, const Step *step)
{
    const Steps *steps = renderer->steps;
    Buffer *out = &renderer->text;
    buffer_add_string(out, "ALTER TYPE ");
    postgres_add_qualified(out, steps->before, steps->before->enums.items[step->first].namespace,
                           step_enum_name(steps, step->first));
    sql_add(out, " RENAME VALUE {} TO {}",
            sql_literal(steps->before->enum_values.items[step->before]),
            sql_literal(steps->after->enum_values.items[step->after]));
    renderer_end_statement(renderer);
}

/* --- indexes --- */

static const char *const using[] = {
    [INDEX_DEFAULT] = "",          [INDEX_BTREE] = "",          [INDEX_HASH] = " USING HASH ",
    [INDEX_GIST] = " USING GIST ", [INDEX_GIN] = " USING GIN ", [INDEX_SPGIST] = " USING SPGIST ",
    [INDEX_BRIN] = " USING BRIN "};

void postgres_create_index(Renderer *renderer, uint32_t index)
{
    const Steps *steps = renderer->steps;
    const SqlSchema *schema = steps->after;
    const SqlIndex *of = &schema->indexes.items[index];
    Buffer *out = &renderer->text;
    buffer_add_string(out, of->kind == INDEX_UNIQUE ? "CREATE UNIQUE INDEX " : "CREATE INDEX ");
    sql_add_name(out, of->name);
    buffer_add_string(out, " ON ");
    postgres_add_new_table(out, steps, of->table);
    buffer_add_string(out, using[of->algorithm]);
    buffer_add_char(out, '(');
    sql_add_index_columns(out, schema, of);
    buffer_add_char(out, ')');
    if (!text_is_none(of->predicate))
        sql_add(out, " WHERE {}", sql_raw(of->predicate));
    renderer_end_statement(renderer);
}

void postgres_drop_index(Renderer *renderer, uint32_t index)
{
    const SqlSchema *schema = renderer->steps->before;
    const SqlIndex *of = &schema->indexes.items[index];
    buffer_add_string(&renderer->text, "DROP INDEX ");
    postgres_add_dropped(&renderer->text, renderer->steps,
                         schema->tables.items[of->table].namespace, of->name);
    renderer_end_statement(renderer);
}

static void rename_index(Renderer *renderer, const Step *step)
{
    const Steps *steps = renderer->steps;
    const SqlIndex *old = &steps->before->indexes.items[step->before];
    Buffer *out = &renderer->text;
    buffer_add_string(out, "ALTER INDEX ");
    const SqlIndex *new = &steps->after->indexes.items[step->after];
    postgres_add_qualified(out, steps->after, steps->after->tables.items[new->table].namespace,
                           old->name);
    sql_add(out, " RENAME TO {}", sql_name(new->name));
    renderer_end_statement(renderer);
}

/* --- foreign keys --- */

void postgres_add_foreign_key(Renderer *renderer, uint32_t key)
{
    const Steps *steps = renderer->steps;
    const SqlForeignKey *of = &steps->after->foreign_keys.items[key];
    Buffer *out = &renderer->text;
    buffer_add_string(out, "ALTER TABLE ");
    postgres_add_new_table(out, steps, of->table);
    sql_add(out, " ADD CONSTRAINT {} ", sql_name(of->name));
    Buffer target = BUFFER(out->arena);
    postgres_add_new_table(&target, steps, of->referenced_table);
    sql_add_foreign_key(out, steps->after, of, buffer_text(&target));
    renderer_end_statement(renderer);
}

static void drop_foreign_key(Renderer *renderer, const Step *step)
{
    const Steps *steps = renderer->steps;
    const SqlForeignKey *of = &steps->before->foreign_keys.items[step->before];
    buffer_add_string(&renderer->text, "ALTER TABLE ");
    postgres_add_dropped(&renderer->text, steps, steps->before->tables.items[of->table].namespace,
                         step_table_name(steps, of->table));
    sql_add(&renderer->text, " DROP CONSTRAINT {}", sql_name(of->name));
    renderer_end_statement(renderer);
}

static void rename_foreign_key(Renderer *renderer, const Step *step)
{
    const Steps *steps = renderer->steps;
    const SqlForeignKey *old = &steps->before->foreign_keys.items[step->before];
    buffer_add_string(&renderer->text, "ALTER TABLE ");
    postgres_add_old_table(&renderer->text, steps, old->table);
    sql_add(&renderer->text, " RENAME CONSTRAINT {} TO {}", sql_name(old->name),
            sql_name(steps->after->foreign_keys.items[step->after].name));
    renderer_end_statement(renderer);
}

/* --- tables --- */

static void drop_table(Renderer *renderer, const Step *step)
{
    const SqlSchema *schema = renderer->steps->before;
    const SqlTable *of = &schema->tables.items[step->before];
    buffer_add_string(&renderer->text, "DROP TABLE ");
    postgres_add_dropped(&renderer->text, renderer->steps, of->namespace, of->name);
    renderer_end_statement(renderer);
}

static void alter_primary_key(Renderer *renderer, const Step *step)
{
    const Steps *steps = renderer->steps;
    const SqlTable *table = &steps->after->tables.items[step->after];
    Buffer *out = &renderer->text;
    buffer_add_string(out, "ALTER TABLE ");
    postgres_add_old_table(out, steps, step->before);
    buffer_add_string(out, " ALTER PRIMARY KEY USING COLUMNS (");
    sql_add_column_names(out, steps->after, &steps->after->indexes.items[table->primary_key], ", ");
    buffer_add_char(out, ')');
    renderer_end_statement(renderer);
}

static void create_index(Renderer *renderer, const Step *step)
{
    postgres_create_index(renderer, step->after);
}

static void drop_index(Renderer *renderer, const Step *step)
{
    postgres_drop_index(renderer, step->before);
}

static void redefine_index(Renderer *renderer, const Step *step)
{
    postgres_drop_index(renderer, step->before);
    postgres_create_index(renderer, step->after);
}

static void add_foreign_key(Renderer *renderer, const Step *step)
{
    postgres_add_foreign_key(renderer, step->after);
}

void postgres_render(Renderer *renderer, const Step *step)
{
    static void (*const renderers[])(Renderer *, const Step *) = {
        [STEP_CREATE_NAMESPACE] = create_namespace,
        [STEP_DROP_EXTENSION] = drop_extension,
        [STEP_CREATE_EXTENSION] = create_extension,
        [STEP_ALTER_EXTENSION] = alter_extension,
        [STEP_RENAME_TABLE] = rename_table,
        [STEP_RENAME_COLUMN] = rename_column,
        [STEP_RENAME_ENUM] = rename_enum,
        [STEP_RENAME_ENUM_VALUE] = rename_enum_value,
        [STEP_ALTER_SEQUENCE] = alter_sequence,
        [STEP_CREATE_ENUM] = postgres_render_create_enum,
        [STEP_ALTER_ENUM] = postgres_render_alter_enum,
        [STEP_DROP_FOREIGN_KEY] = drop_foreign_key,
        [STEP_DROP_INDEX] = drop_index,
        [STEP_ALTER_TABLE] = postgres_render_alter_table,
        [STEP_ALTER_PRIMARY_KEY] = alter_primary_key,
        [STEP_DROP_TABLE] = drop_table,
        [STEP_DROP_ENUM] = postgres_render_drop_enum,
        [STEP_CREATE_TABLE] = postgres_render_create_table,
        [STEP_REDEFINE_TABLES] = postgres_render_redefine_tables,
        [STEP_CREATE_INDEX] = create_index,
        [STEP_RENAME_FOREIGN_KEY] = rename_foreign_key,
        [STEP_ADD_FOREIGN_KEY] = add_foreign_key,
        [STEP_RENAME_INDEX] = rename_index,
        [STEP_REDEFINE_INDEX] = redefine_index,
    };
    renderers[step->kind](renderer, step);
}

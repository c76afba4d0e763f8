#include "dialect/postgres/rendering.h"
#include "sql/writer.h"

static void add_values(Buffer *out, const SqlSchema *schema, const SqlEnum *item)
{
    for (uint32_t i = 0; i < item->value_count; i++) {
        if (i)
            buffer_add_string(out, ", ");
        sql_add_literal(out, schema->enum_values.items[item->first_value + i]);
    }
}

void postgres_render_create_enum(Renderer *renderer, const Step *step)
{
    const SqlSchema *schema = renderer->steps->after;
    const SqlEnum *item = &schema->enums.items[step->after];
    Buffer *out = &renderer->text;
    buffer_add_string(out, "CREATE TYPE ");
    postgres_add_qualified(out, schema, item->namespace, item->name);
    buffer_add_string(out, " AS ENUM (");
    add_values(out, schema, item);
    buffer_add_char(out, ')');
    renderer_end_statement(renderer);
}

void postgres_render_drop_enum(Renderer *renderer, const Step *step)
{
    const SqlSchema *schema = renderer->steps->before;
    const SqlEnum *item = &schema->enums.items[step->before];
    buffer_add_string(&renderer->text, "DROP TYPE ");
    postgres_add_dropped(&renderer->text, renderer->steps, item->namespace, item->name);
    renderer_end_statement(renderer);
}

/* "ALTER TYPE name", of the enum as it is by then. */
static void add_alter_type(Buffer *out, const Steps *steps, uint32_t before)
{
    const SqlEnum *item = &steps->after->enums.items[steps->old.enums[before]];
    buffer_add_string(out, "ALTER TYPE ");
    postgres_add_qualified(out, steps->after, item->namespace, item->name);
}

/* "ALTER TABLE name ALTER COLUMN name", of a column of the schema before, in its namespace. */
static void add_alter_column(Buffer *out, const Steps *steps, uint32_t column)
{
    uint32_t table = steps->before->columns.items[column].table;
    buffer_add_string(out, "ALTER TABLE ");
    postgres_add_qualified(out, steps->before, steps->before->tables.items[table].namespace,
                           step_table_name(steps, table));
    sql_add(out, " ALTER COLUMN {}", sql_name(step_column_name(steps, column)));
}

static void drop_default(Renderer *renderer, uint32_t column)
{
    add_alter_column(&renderer->text, renderer->steps, column);
    buffer_add_string(&renderer->text, " DROP DEFAULT");
    renderer_end_statement(renderer);
}

/* --- adding values --- */

static void add_new_values(Renderer *renderer, const Step *step)
{
    static const char warning[] =
        "-- This migration adds more than one value to an enum.\n"
        "-- With PostgreSQL versions 11 and earlier, this is not possible\n"
        "-- in a single migration. This can be worked around by creating\n"
        "-- multiple migrations, each migration adding only one value to\n"
        "-- the enum.\n\n\n";
    const Steps *steps = renderer->steps;
    const SqlEnum *new = &steps->after->enums.items[step->after];
    Buffer *out = &renderer->text;
    uint32_t count = 0;
    for (uint32_t i = 0; i < new->value_count; i++)
        count += enum_value_is_new(steps, new->first_value + i);
    for (uint32_t i = new->first_value; i < new->first_value + new->value_count; i++) {
        if (!enum_value_is_new(steps, i))
            continue;
        if (count > 1 && renderer->ends.count == 0 && !steps->rules->alters_enums_in_place)
            buffer_add_string(out, warning);
        add_alter_type(out, steps, step->before);
        sql_add(out, " ADD VALUE {}", sql_literal(steps->after->enum_values.items[i]));
        renderer_end_statement(renderer);
    }
}

/* --- in place --- */

static bool enum_has_value(const SqlSchema *schema, const SqlEnum *item, Text value)
{
    for (uint32_t i = 0; i < item->value_count; i++)
        if (text_equal(schema->enum_values.items[item->first_value + i], value))
            return true;
    return false;
}

static void alter_in_place(Renderer *renderer, const Step *step)
{
    const Steps *steps = renderer->steps;
    const SqlEnum *old = &steps->before->enums.items[step->before];
    const SqlEnum *new = &steps->after->enums.items[step->after];
    Buffer *out = &renderer->text;
    for (uint32_t i = step->first; i < step->first + step->count; i++) {
        uint32_t column = steps->default_uses.items[i].before;
        const ColumnDefault *of = steps->before->columns.items[column].default_value;
        if (of->kind == DEFAULT_VALUE && of->value.kind == VALUE_ENUM &&
            !enum_has_value(steps->after, new, of->value.text))
            drop_default(renderer, column);
    }
    add_new_values(renderer, step);
    for (uint32_t i = old->first_value; i < old->first_value + old->value_count; i++) {
        if (!enum_value_goes(steps, i))
            continue;
        add_alter_type(out, steps, step->before);
        sql_add(out, "DROP VALUE {}", sql_literal(steps->before->enum_values.items[i]));
        renderer_end_statement(renderer);
    }
}

/* --- exchanging the type --- */

static bool is_of_enum(const SqlColumn *column, uint32_t item)
{
    return column->type.family == FAMILY_ENUM && column->type.enumeration == item;
}

/* Prisma casts all columns that will be of the type; those that are not yet cannot be cast. */
static bool is_cast(const Steps *steps, const Step *step, uint32_t after)
{
    uint32_t before = steps->new.columns[after];
    if (!is_of_enum(&steps->after->columns.items[after], step->after))
        return false;
    return !steps->rules->is_in_transaction ||
           (before != NONE && is_of_enum(&steps->before->columns.items[before], step->before));
}

static void cast_columns(Renderer *renderer, const Step *step, Text temporary)
{
    const Steps *steps = renderer->steps;
    Buffer *out = &renderer->text;
    for (uint32_t i = 0; i < steps->after->columns.count; i++) {
        const SqlColumn *column = &steps->after->columns.items[i];
        if (!is_cast(steps, step, i))
            continue;
        SqlHole list = sql_raw(column->type.arity == COLUMN_LIST ? TEXT("[]") : TEXT(""));
        buffer_add_string(out, "ALTER TABLE ");
        postgres_add_new_table(out, steps, column->table);
        sql_add(out, " ALTER COLUMN {} TYPE {}{} USING ({}::text::{}{})", sql_name(column->name),
                sql_raw(temporary), list, sql_name(column->name), sql_raw(temporary), list);
        renderer_end_statement(renderer);
    }
}

/* Columns that will go, or get another type, later: the type that goes must not be theirs any more.
 * Prisma's scripts fail there. */
static void release_columns(Renderer *renderer, const Step *step)
{
    const Steps *steps = renderer->steps;
    Buffer *out = &renderer->text;
    for (uint32_t i = 0; i < steps->before->columns.count; i++) {
        const SqlColumn *column = &steps->before->columns.items[i];
        uint32_t after = steps->old.columns[i];
        if (!steps->rules->is_in_transaction || !is_of_enum(column, step->before) ||
            (after != NONE && is_cast(steps, step, after)))
            continue;
        SqlHole list = sql_raw(column->type.arity == COLUMN_LIST ? TEXT("[]") : TEXT(""));
        add_alter_column(out, steps, i);
        sql_add(out, " TYPE text{} USING ({}::text{})", list, sql_name(step_column_name(steps, i)),
                list);
        renderer_end_statement(renderer);
    }
}

static void restore_default(Renderer *renderer, const DefaultUse *use)
{
    const Steps *steps = renderer->steps;
    Buffer *out = &renderer->text;
    if (use->after == NONE)
        return;
    const SqlColumn *column = &steps->after->columns.items[use->after];
    buffer_add_string(out, "ALTER TABLE ");
    postgres_add_new_table(out, steps, column->table);
    sql_add(out, " ALTER COLUMN {} SET DEFAULT ", sql_name(column->name));
    postgres_add_default(out, steps->rules, steps->after, column);
    renderer_end_statement(renderer);
}

static Text qualified_with(Renderer *renderer, const SqlSchema *schema, const SqlEnum *item,
                           const char *ending)
{
    Arena *arena = renderer->text.arena;
    Buffer out = BUFFER(arena);
    Text name = text_format(arena, "%.*s%s", TEXT_ARG(item->name), ending);
    postgres_add_qualified(&out, schema, item->namespace, name);
    return buffer_text(&out);
}

/* Of a transaction. */
static void add_border(Renderer *renderer, const char *statement)
{
    if (renderer->steps->rules->is_in_transaction)
        return;
    buffer_add_string(&renderer->text, statement);
    renderer_end_statement(renderer);
}

static void exchange_type(Renderer *renderer, const Step *step)
{
    const Steps *steps = renderer->steps;
    const SqlEnum *old = &steps->before->enums.items[step->before];
    const SqlEnum *new = &steps->after->enums.items[step->after];
    Arena *arena = renderer->text.arena;
    Buffer *out = &renderer->text;
    Text temporary = qualified_with(renderer, steps->after, new, "_new");
    Text former = text_format(arena, "%.*s_old", TEXT_ARG(new->name));

    add_border(renderer, "BEGIN");
    sql_add(out, "CREATE TYPE {} AS ENUM (", sql_raw(temporary));
    add_values(out, steps->after, new);
    buffer_add_char(out, ')');
    renderer_end_statement(renderer);
    for (uint32_t i = step->first; i < step->first + step->count; i++)
        drop_default(renderer, steps->default_uses.items[i].before);
    cast_columns(renderer, step, temporary);
    release_columns(renderer, step);
    add_alter_type(out, steps, step->before);
    sql_add(out, " RENAME TO {}", sql_name(former));
    renderer_end_statement(renderer);
    sql_add(out, "ALTER TYPE {} RENAME TO {}", sql_raw(temporary), sql_name(new->name));
    renderer_end_statement(renderer);
    buffer_add_string(out, "DROP TYPE ");
    postgres_add_qualified(out, steps->before, old->namespace, former);
    renderer_end_statement(renderer);
    for (uint32_t i = step->first; i < step->first + step->count; i++)
        restore_default(renderer, &steps->default_uses.items[i]);
    add_border(renderer, "COMMIT");
}

static bool any_value_goes(const Steps *steps, uint32_t before)
{
    const SqlEnum *old = &steps->before->enums.items[before];
    for (uint32_t i = 0; i < old->value_count; i++)
        if (enum_value_goes(steps, old->first_value + i))
            return true;
    return false;
}

void postgres_render_alter_enum(Renderer *renderer, const Step *step)
{
    if (renderer->steps->rules->alters_enums_in_place)
        alter_in_place(renderer, step);
    else if (any_value_goes(renderer->steps, step->before) ||
             renderer->steps->rules->is_in_transaction)
        exchange_type(renderer, step);
    else
        add_new_values(renderer, step);
}

#include "dialect/postgres/rendering.h"

#include "base/utf8.h"
#include "sql/schema_text.h"
#include "sql/writer.h"

/* --- creating --- */

void postgres_create_table_as(Renderer *renderer, uint32_t table, Text name)
{
    const Steps *steps = renderer->steps;
    const SqlSchema *schema = steps->after;
    const SqlTable *of = &schema->tables.items[table];
    Buffer *out = &renderer->text;
    buffer_add_string(out, "CREATE TABLE ");
    postgres_add_qualified(out, schema, of->namespace, name);
    buffer_add_string(out, " (\n");
    for (uint32_t i = 0; i < of->column_count; i++) {
        if (i)
            buffer_add_string(out, ",\n");
        postgres_add_column(out, steps->rules, schema, of->first_column + i);
    }
    if (of->primary_key != NONE) {
        const SqlIndex *key = &schema->indexes.items[of->primary_key];
        sql_add(out, ",\n\n    CONSTRAINT {} PRIMARY KEY (", sql_name(key->name));
        sql_add_column_names(out, schema, key, ",");
        buffer_add_char(out, ')');
    }
    buffer_add_string(out, "\n)");
    renderer_end_statement(renderer);
}

void postgres_render_create_table(Renderer *renderer, const Step *step)
{
    postgres_create_table_as(renderer, step->after,
                             renderer->steps->after->tables.items[step->after].name);
}

/* --- altering --- */

/* What altering a column takes, in this order. */
enum {
    SET_NOT_NULL = 1 << 0,
    DROP_NOT_NULL = 1 << 1,
    SET_DEFAULT = 1 << 2,
    DROP_DEFAULT = 1 << 3,
    DROP_SEQUENCE = 1 << 4,
    ADD_SEQUENCE = 1 << 5,
    SET_TYPE = 1 << 6,
};

static unsigned column_actions(const Steps *steps, const TableChange *change)
{
    unsigned what = steps->changes[change->before].what;
    const SqlColumn *old = &steps->before->columns.items[change->before];
    const SqlColumn *new = &steps->after->columns.items[change->after];
    unsigned actions = 0;
    if (what & CHANGED_ARITY) {
        if (new->type.arity == COLUMN_NULLABLE)
            actions |= DROP_NOT_NULL;
        if (new->type.arity == COLUMN_REQUIRED)
            actions |= SET_NOT_NULL;
        if (old->type.arity == COLUMN_LIST || new->type.arity == COLUMN_LIST)
            actions |= SET_TYPE;
    }
    if (what & CHANGED_DEFAULT)
        actions |= new->default_value ? SET_DEFAULT : DROP_DEFAULT;
    if (what & CHANGED_AUTOINCREMENT)
        actions |= old->is_autoincrement ? DROP_SEQUENCE : ADD_SEQUENCE;
    if (what & CHANGED_TYPE)
        actions |= SET_TYPE;
    return actions;
}

/* PostgreSQL renames a constraint in a statement of its own only; version 6 does not know that. In
 * tables that have a new name it is none of Prisma's scripts anyway. */
static bool renames_key_apart(const Steps *steps, const Step *step)
{
    return steps->version == PRISMA_7 || !text_equal(steps->before->tables.items[step->before].name,
                                                     steps->after->tables.items[step->after].name);
}

typedef struct AlterTable {
    Renderer *renderer;
    const Step *step;
    bool is_begun; /* a clause of it has been written */
    bool is_last;  /* what has to stand apart is written now */
} AlterTable;

/* Begins a clause: behind the last one, or as a statement of its own. */
static Buffer *begin_clause(AlterTable *in)
{
    const Steps *steps = in->renderer->steps;
    Buffer *out = &in->renderer->text;
    if (in->is_begun && !steps->rules->alters_one_at_a_time) {
        buffer_add_string(out, ",\n");
        return out;
    }
    if (in->is_begun)
        renderer_end_statement(in->renderer);
    in->is_begun = true;
    buffer_add_string(out, "ALTER TABLE ");
    postgres_add_old_table(out, steps, in->step->before);
    buffer_add_char(out, ' ');
    return out;
}

static Buffer *begin_alter_column(AlterTable *in, const TableChange *change)
{
    Buffer *out = begin_clause(in);
    sql_add(out, "ALTER COLUMN {} ",
            sql_name(step_column_name(in->renderer->steps, change->before)));
    return out;
}

/* The sequence that SERIAL would have made: its name is folded to lower case. */
static Text sequence_name(const Steps *steps, Arena *arena, uint32_t column)
{
    const SqlColumn *of = &steps->after->columns.items[column];
    const SqlTable *table = &steps->after->tables.items[of->table];
    Buffer name = BUFFER(arena);
    if (table->namespace != NONE)
        sql_add(&name, "{}.", sql_name(sql_namespace_name(steps->after, table->namespace)));
    sql_add(&name, "{}_{}_seq", sql_raw(table->name), sql_raw(of->name));
    return utf8_lower(arena, buffer_text(&name));
}

/* The name of a default's sequence, which only live databases tell. */
static Text sequence_of(const SqlSchema *schema, const ColumnDefault *of)
{
    return of->sequence == NONE ? TEXT("") : schema->sequences.items[of->sequence].name;
}

/* True when a column other than that one takes its numbers from a sequence of that name. */
static bool sequence_is_used(const SqlSchema *schema, Text name, uint32_t but_for)
{
    for (uint32_t i = 0; i < schema->columns.count; i++) {
        const ColumnDefault *of = schema->columns.items[i].default_value;
        if (i != but_for && of && of->kind == DEFAULT_SEQUENCE &&
            text_equal(sequence_of(schema, of), name))
            return true;
    }
    return false;
}

static void before_altering(const AlterTable *in, const TableChange *change)
{
    const Steps *steps = in->renderer->steps;
    Buffer *out = &in->renderer->text;
    if (change->kind != TABLE_ALTER_COLUMN || !(column_actions(steps, change) & ADD_SEQUENCE))
        return;
    sql_add(out, "CREATE SEQUENCE {}", sql_raw(sequence_name(steps, out->arena, change->after)));
    renderer_end_statement(in->renderer);
}

static void after_altering(const AlterTable *in, const TableChange *change)
{
    const Steps *steps = in->renderer->steps;
    Buffer *out = &in->renderer->text;
    unsigned actions = change->kind == TABLE_ALTER_COLUMN ? column_actions(steps, change) : 0;
    const ColumnDefault *old =
        actions ? steps->before->columns.items[change->before].default_value : NULL;
    if (actions & (DROP_DEFAULT | DROP_SEQUENCE) && old && old->kind == DEFAULT_SEQUENCE) {
        Text name = sequence_of(steps->before, old);
        if (!sequence_is_used(steps->after, name, change->after)) {
            sql_add(out, "DROP SEQUENCE {}", sql_name(name));
            renderer_end_statement(in->renderer);
        }
    }
    if (actions & ADD_SEQUENCE) {
        sql_add(out, "ALTER SEQUENCE {} OWNED BY ",
                sql_raw(sequence_name(steps, out->arena, change->after)));
        postgres_add_old_table(out, steps, in->step->before);
        sql_add(out, ".{}", sql_name(step_column_name(steps, change->before)));
        renderer_end_statement(in->renderer);
    }
}

static void alter_column(AlterTable *in, const TableChange *change)
{
    const Steps *steps = in->renderer->steps;
    const SqlColumn *new = &steps->after->columns.items[change->after];
    unsigned actions = column_actions(steps, change);
    if (actions & SET_NOT_NULL)
        buffer_add_string(begin_alter_column(in, change), "SET NOT NULL");
    if (actions & DROP_NOT_NULL)
        buffer_add_string(begin_alter_column(in, change), "DROP NOT NULL");
    if (actions & SET_DEFAULT) {
        Buffer *out = begin_alter_column(in, change);
        buffer_add_string(out, "SET DEFAULT ");
        postgres_add_default(out, steps->rules, steps->after, new);
    }
    if (actions & DROP_DEFAULT)
        buffer_add_string(begin_alter_column(in, change), "DROP DEFAULT");
    if (actions & DROP_SEQUENCE)
        buffer_add_string(begin_alter_column(in, change), "DROP DEFAULT");
    if (actions & ADD_SEQUENCE) {
        Buffer *out = begin_alter_column(in, change);
        sql_add(out, "SET DEFAULT nextval({})",
                sql_literal(sequence_name(steps, out->arena, change->after)));
    }
    if (actions & SET_TYPE) {
        Buffer *out = begin_alter_column(in, change);
        buffer_add_string(out, "SET DATA TYPE ");
        postgres_add_type(out, steps->rules, steps->after, new);
    }
}

static const SqlIndex *primary_key(const SqlSchema *schema, uint32_t table)
{
    return &schema->indexes.items[schema->tables.items[table].primary_key];
}

static void drop_column(AlterTable *in, uint32_t column)
{
    Buffer *out = begin_clause(in);
    sql_add(out, "DROP COLUMN {}", sql_name(step_column_name(in->renderer->steps, column)));
}

static void add_column(AlterTable *in, uint32_t column)
{
    const Steps *steps = in->renderer->steps;
    Buffer *out = begin_clause(in);
    buffer_add_string(out, "ADD COLUMN ");
    postgres_add_column(out, steps->rules, steps->after, column);
}

static void change_table(AlterTable *in, const TableChange *change)
{
    const Steps *steps = in->renderer->steps;
    Buffer *out = &in->renderer->text;
    switch (change->kind) {
    case TABLE_DROP_PRIMARY_KEY:
        begin_clause(in);
        sql_add(out, "DROP CONSTRAINT {}",
                sql_name(primary_key(steps->before, in->step->before)->name));
        break;
    case TABLE_RENAME_PRIMARY_KEY:
        if (renames_key_apart(steps, in->step) && !in->is_last)
            return;
        begin_clause(in);
        sql_add(out, "RENAME CONSTRAINT {} TO {}",
                sql_name(primary_key(steps->before, in->step->before)->name),
                sql_name(primary_key(steps->after, in->step->after)->name));
        break;
    case TABLE_ADD_PRIMARY_KEY:
        begin_clause(in);
        sql_add(out, "ADD CONSTRAINT {} PRIMARY KEY (",
                sql_name(primary_key(steps->after, in->step->after)->name));
        sql_add_column_names(out, steps->after, primary_key(steps->after, in->step->after), ", ");
        buffer_add_char(out, ')');
        break;
    case TABLE_DROP_COLUMN:
        drop_column(in, change->before);
        break;
    case TABLE_ADD_COLUMN:
        add_column(in, change->after);
        break;
    case TABLE_ALTER_COLUMN:
        alter_column(in, change);
        break;
    case TABLE_RECREATE_COLUMN:
        drop_column(in, change->before);
        add_column(in, change->after);
        break;
    }
}

void postgres_render_alter_table(Renderer *renderer, const Step *step)
{
    const TableChange *changes = &renderer->steps->table_changes.items[step->first];
    AlterTable in = {.renderer = renderer, .step = step};
    for (uint32_t i = 0; i < step->count; i++)
        before_altering(&in, &changes[i]);
    for (uint32_t i = 0; i < step->count; i++)
        change_table(&in, &changes[i]);
    if (in.is_begun)
        renderer_end_statement(renderer);
    in.is_begun = false;
    in.is_last = true;
    for (uint32_t i = 0; i < step->count; i++)
        if (changes[i].kind == TABLE_RENAME_PRIMARY_KEY && renames_key_apart(renderer->steps, step))
            change_table(&in, &changes[i]);
    if (in.is_begun)
        renderer_end_statement(renderer);
    for (uint32_t i = 0; i < step->count; i++)
        after_altering(&in, &changes[i]);
}

/* --- redefining --- */

static void copy_rows(Renderer *renderer, uint32_t before, uint32_t after, Text temporary)
{
    const Steps *steps = renderer->steps;
    Arena *arena = renderer->text.arena;
    Buffer names = BUFFER(arena);
    ColumnPairs pairs = step_column_pairs(arena, steps, before, after);
    for (list_each(const ColumnPair, pair, &pairs)) {
        if (pair->before == NONE || pair->after == NONE)
            continue;
        if (names.length)
            buffer_add_char(&names, ',');
        sql_add_name(&names, pair->name);
    }
    if (names.length == 0)
        return;
    Text list = buffer_text(&names);
    buffer_add_string(&renderer->text, "INSERT INTO ");
    postgres_add_qualified(&renderer->text, steps->after,
                           steps->after->tables.items[after].namespace, temporary);
    sql_add(&renderer->text, " ({}) SELECT {} FROM {}", sql_raw(list), sql_raw(list),
            sql_name(step_table_name(steps, before)));
    renderer_end_statement(renderer);
}

static void redefine_table(Renderer *renderer, uint32_t before)
{
    const Steps *steps = renderer->steps;
    uint32_t after = steps->old.tables[before];
    const SqlTable *old = &steps->before->tables.items[before];
    const SqlTable *new = &steps->after->tables.items[after];
    Buffer *out = &renderer->text;
    Text temporary = text_format(out->arena, "_prisma_new_%.*s", TEXT_ARG(new->name));
    postgres_create_table_as(renderer, after, temporary);
    for (uint32_t i = old->first_index; i < old->first_index + old->index_count; i++)
        if (i != old->primary_key)
            postgres_drop_index(renderer, i);
    copy_rows(renderer, before, after, temporary);
    buffer_add_string(out, "DROP TABLE ");
    postgres_add_qualified(out, steps->before, old->namespace, new->name);
    buffer_add_string(out, " CASCADE");
    renderer_end_statement(renderer);
    buffer_add_string(out, "ALTER TABLE ");
    postgres_add_qualified(out, steps->after, new->namespace, temporary);
    sql_add(out, " RENAME TO {}", sql_name(new->name));
    renderer_end_statement(renderer);
    for (uint32_t i = new->first_index; i < new->first_index + new->index_count; i++)
        if (i != new->primary_key)
            postgres_create_index(renderer, i);
    uint32_t key = new->first_foreign_key;
    for (; key != NONE; key = steps->after->foreign_keys.items[key].next)
        postgres_add_foreign_key(renderer, key);
}

void postgres_render_redefine_tables(Renderer *renderer, const Step *step)
{
    for (uint32_t i = step->first; i < step->first + step->count; i++)
        redefine_table(renderer, renderer->steps->redefined_tables.items[i]);
}

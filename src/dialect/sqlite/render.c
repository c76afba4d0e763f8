#include "dialect/sqlite/rendering.h"
#include "sql/schema_text.h"
#include "sql/writer.h"

/* --- columns --- */

static const char *const type_names[SCALAR_COUNT] = {
    [SCALAR_INT] = "INTEGER",     [SCALAR_BIGINT] = "BIGINT", [SCALAR_FLOAT] = "REAL",
    [SCALAR_BOOLEAN] = "BOOLEAN", [SCALAR_STRING] = "TEXT",   [SCALAR_DATETIME] = "DATETIME",
    [SCALAR_JSON] = "JSONB",      [SCALAR_BYTES] = "BLOB",    [SCALAR_DECIMAL] = "DECIMAL",
};

static void add_value(Buffer *out, const Value *value)
{
    switch (value->kind) {
    case VALUE_STRING:
    case VALUE_ENUM:
    case VALUE_DATETIME:
        sql_add_literal(out, value->text);
        break;
    case VALUE_BYTES:
        buffer_add_char(out, '\'');
        sql_add_hexadecimal(out, value->text);
        buffer_add_char(out, '\'');
        break;
    case VALUE_INT:
    case VALUE_BIGINT:
    case VALUE_DECIMAL:
    case VALUE_BOOLEAN:
    case VALUE_JSON:
    case VALUE_LIST:
        buffer_add(out, value->text);
        break;
    }
}

void sqlite_add_default(Buffer *out, const ColumnDefault *value)
{
    switch (value->kind) {
    case DEFAULT_VALUE:
        add_value(out, &value->value);
        break;
    case DEFAULT_NOW:
        buffer_add_string(out, "CURRENT_TIMESTAMP");
        break;
    case DEFAULT_EXPRESSION:
        buffer_add(out, value->expression);
        break;
    case DEFAULT_SEQUENCE:
    case DEFAULT_ROW_ID:
    case DEFAULT_UNKNOWN:
        break;
    }
}

static void add_column(Buffer *out, const SqlSchema *schema, uint32_t column)
{
    const SqlColumn *of = &schema->columns.items[column];
    bool is_key = sql_column_is_primary_key(schema, column);
    sql_add_name(out, of->name);
    buffer_add_char(out, ' ');
    if (of->type.family < SCALAR_COUNT)
        buffer_add_string(out, type_names[of->type.family]);
    else
        buffer_add(out, of->type.text);
    if (of->type.arity != COLUMN_NULLABLE)
        buffer_add_string(out, " NOT NULL");
    if (is_key)
        buffer_add_string(out, of->type.family == SCALAR_INT ? " PRIMARY KEY AUTOINCREMENT"
                                                             : " PRIMARY KEY");
    if (of->default_value && of->default_value->kind != DEFAULT_UNKNOWN &&
        of->default_value->kind != DEFAULT_SEQUENCE) {
        buffer_add_string(out, " DEFAULT ");
        sqlite_add_default(out, of->default_value);
    }
}

/* --- tables --- */

static void add_foreign_key(Buffer *out, const SqlSchema *schema, const SqlForeignKey *key)
{
    SqlHole table = sql_name(schema->tables.items[key->referenced_table].name);
    buffer_add_string(out, ",\n    ");
    if (key->name.length)
        sql_add(out, "CONSTRAINT {} ", sql_name(key->name));
    sql_add_foreign_key(out, schema, key, sql_text(out->arena, "{} ", table));
}

void sqlite_create_table_as(Renderer *renderer, uint32_t table, Text name)
{
    const SqlSchema *schema = renderer->steps->after;
    const SqlTable *of = &schema->tables.items[table];
    Buffer *out = &renderer->text;
    bool has_key = of->primary_key != NONE;
    for (uint32_t i = 0; has_key && i < of->column_count; i++)
        has_key = !sql_column_is_primary_key(schema, of->first_column + i);
    sql_add(out, "CREATE TABLE {} (\n", sql_name(name));
    for (uint32_t i = 0; i < of->column_count; i++) {
        buffer_add_string(out, i ? ",\n    " : "    ");
        add_column(out, schema, of->first_column + i);
    }
    if (has_key) {
        buffer_add_string(out, ",\n\n    PRIMARY KEY (");
        sql_add_column_names(out, schema, &schema->indexes.items[of->primary_key], ", ");
        buffer_add_char(out, ')');
    }
    uint32_t key = of->first_foreign_key;
    for (; key != NONE; key = schema->foreign_keys.items[key].next)
        add_foreign_key(out, schema, &schema->foreign_keys.items[key]);
    buffer_add_string(out, "\n)");
    renderer_end_statement(renderer);
}

static void create_table(Renderer *renderer, const Step *step)
{
    sqlite_create_table_as(renderer, step->after,
                           renderer->steps->after->tables.items[step->after].name);
}

/* Foreign keys are switched off: tables may refer to each other, and any order is good. */
static void drop_table(Renderer *renderer, const Step *step)
{
    buffer_add_string(&renderer->text, "PRAGMA foreign_keys=off");
    renderer_end_statement(renderer);
    sql_add(&renderer->text, "DROP TABLE {}",
            sql_name(renderer->steps->before->tables.items[step->before].name));
    renderer_end_statement(renderer);
    buffer_add_string(&renderer->text, "PRAGMA foreign_keys=on");
    renderer_end_statement(renderer);
}

/* Columns are all that can be added; any other change redefines the table. */
static void alter_table(Renderer *renderer, const Step *step)
{
    const Steps *steps = renderer->steps;
    for (uint32_t i = step->first; i < step->first + step->count; i++) {
        sql_add(&renderer->text, "ALTER TABLE {} ADD COLUMN ",
                sql_name(step_table_name(steps, step->before)));
        add_column(&renderer->text, steps->after, steps->table_changes.items[i].after);
        renderer_end_statement(renderer);
    }
}

static void rename_table(Renderer *renderer, const Step *step)
{
    const Steps *steps = renderer->steps;
    sql_add(&renderer->text, "ALTER TABLE {} RENAME TO {}",
            sql_name(steps->before->tables.items[step->before].name),
            sql_name(steps->after->tables.items[step->after].name));
    renderer_end_statement(renderer);
}

static void rename_column(Renderer *renderer, const Step *step)
{
    const Steps *steps = renderer->steps;
    const SqlColumn *old = &steps->before->columns.items[step->before];
    Text from;
    Text to;
    step_renamed_column(renderer->text.arena, steps, step, &from, &to);
    sql_add(&renderer->text, "ALTER TABLE {} RENAME COLUMN {} TO {}",
            sql_name(step_table_name(steps, old->table)), sql_name(from), sql_name(to));
    renderer_end_statement(renderer);
}

/* --- indexes --- */

/* Names that SQLite keeps for itself can be made all the same, by its schema table. */
void sqlite_create_index(Renderer *renderer, uint32_t index)
{
    const SqlSchema *schema = renderer->steps->after;
    const SqlIndex *of = &schema->indexes.items[index];
    Buffer *out = &renderer->text;
    bool is_reserved = text_starts_with(of->name, "sqlite_");
    if (is_reserved)
        buffer_add_string(out, "Pragma writable_schema=1;\n");
    buffer_add_string(out, of->kind == INDEX_UNIQUE ? "CREATE UNIQUE INDEX " : "CREATE INDEX ");
    sql_add(out, "{} ON {}(", sql_name(of->name), sql_name(schema->tables.items[of->table].name));
    sql_add_index_columns(out, schema, of);
    buffer_add_char(out, ')');
    if (!text_is_none(of->predicate))
        sql_add(out, " WHERE {}", sql_raw(of->predicate));
    if (is_reserved)
        buffer_add_string(out, ";\nPragma writable_schema=0");
    renderer_end_statement(renderer);
}

static void drop_index(Renderer *renderer, const Step *step)
{
    sql_add(&renderer->text, "DROP INDEX {}",
            sql_name(renderer->steps->before->indexes.items[step->before].name));
    renderer_end_statement(renderer);
}

static void create_index(Renderer *renderer, const Step *step)
{
    sqlite_create_index(renderer, step->after);
}

static void redefine_index(Renderer *renderer, const Step *step)
{
    drop_index(renderer, step);
    create_index(renderer, step);
}

void sqlite_render(Renderer *renderer, const Step *step)
{
    /* The steps that SQLite's rules lead to. */
    static void (*const renderers[])(Renderer *, const Step *) = {
        [STEP_RENAME_TABLE] = rename_table,
        [STEP_RENAME_COLUMN] = rename_column,
        [STEP_DROP_INDEX] = drop_index,
        [STEP_ALTER_TABLE] = alter_table,
        [STEP_DROP_TABLE] = drop_table,
        [STEP_CREATE_TABLE] = create_table,
        [STEP_REDEFINE_TABLES] = sqlite_render_redefine_tables,
        [STEP_CREATE_INDEX] = create_index,
        [STEP_REDEFINE_INDEX] = redefine_index,
    };
    renderers[step->kind](renderer, step);
}

void sqlite_render_safely(Renderer *renderer, const Step *step)
{
    const Steps *steps = renderer->steps;
    bool redefines = steps->redefined_tables.count > 0;
    /* Tables are dropped, and with them their indexes, while others are redefined. */
    if (step->kind == STEP_DROP_TABLE && redefines)
        return;
    if (step->kind == STEP_REDEFINE_TABLES)
        sqlite_render_safe_rebuild(renderer);
    else
        sqlite_render(renderer, step);
}

#include "dialect/postgres/object_sql.h"

#include "sql/writer.h"

void object_add_name(Buffer *out, Text namespace, Text name)
{
    if (namespace.length)
        sql_add(out, "{}.", sql_name(namespace));
    sql_add_name(out, name);
}

void object_add_owner(Buffer *out, const SqlObject *object)
{
    SqlObjectKind kind = object->owner_kind;
    bool is_sql = kind == OBJECT_FUNCTION || kind == OBJECT_PROCEDURE || kind == OBJECT_AGGREGATE;
    if (is_sql && object->namespace.length)
        sql_add(out, "{}.", sql_name(object->namespace));
    if (is_sql)
        buffer_add(out, object->owner);
    else
        object_add_name(out, object->namespace, object->owner);
}

/* --- tables and columns --- */

/* The definition of that part of the column, or NULL. */
static const Text *part_of(const SqlObjectList *list, const SqlObject *column, SqlObjectKind kind)
{
    const SqlObject *part =
        sql_object_find(list, kind, column->namespace, column->owner, column->name);
    return part ? &part->definition : NULL;
}

/* The column with all that it is made with; that of a typed table has its type from there. */
static void add_column(const ObjectScript *script, const SqlObject *column, Text type)
{
    Buffer *out = script->out;
    const Text *generated = part_of(script->to, column, OBJECT_GENERATED);
    const Text *identity = part_of(script->to, column, OBJECT_IDENTITY);
    const Text *value = part_of(script->to, column, OBJECT_DEFAULT);
    sql_add(out, "{} {}", sql_name(column->name), sql_raw(type));
    if (generated)
        sql_add(out, " {}", sql_raw(*generated));
    if (part_of(script->to, column, OBJECT_NOT_NULL))
        buffer_add_string(out, " NOT NULL");
    if (value)
        sql_add(out, " DEFAULT {}", sql_raw(*value));
    if (identity)
        sql_add(out, " GENERATED {} AS IDENTITY", sql_raw(*identity));
}

void object_add_parent(Buffer *out, const SqlObject *link)
{
    Text name = link->name;
    Text namespace = text_find_char(name, '.') < 0 ? link->namespace : text_cut(&name, '.');
    object_add_name(out, namespace, name);
}

/* The parents: their checks and columns come along, which ALTER TABLE would want to be there. */
static void add_parents(Buffer *out, const SqlObjectList *parts)
{
    const char *between = " INHERITS (";
    for (size_t i = 0; i < parts->count; i++) {
        if (parts->items[i]->kind != OBJECT_INHERITANCE)
            continue;
        buffer_add_string(out, between);
        object_add_parent(out, parts->items[i]);
        between = ", ";
    }
    if (*between == ',')
        buffer_add_char(out, ')');
}

void object_create_table(const ObjectScript *script, const SqlObject *table)
{
    Buffer *out = script->out;
    SqlObjectList parts =
        sql_objects_in_order(script->arena, script->to, table->namespace, table->name);
    bool is_typed = text_starts_with(table->definition, "OF ");
    SqlHole definition = sql_raw(table->definition);
    const char *between = " (\n    ";
    buffer_add_string(out, table->kind == OBJECT_TABLE ? "CREATE TABLE " : "CREATE FOREIGN TABLE ");
    object_add_name(out, table->namespace, table->name);
    if (is_typed)
        sql_add(out, " {}", definition);
    for (size_t i = 0; i < parts.count; i++) {
        if (parts.items[i]->kind != OBJECT_COLUMN)
            continue;
        buffer_add_string(out, between);
        add_column(script, parts.items[i],
                   is_typed ? TEXT("WITH OPTIONS") : parts.items[i]->definition);
        between = ",\n    ";
    }
    buffer_add_string(out, *between == ',' ? "\n)" : is_typed ? "" : " ()");
    add_parents(out, &parts);
    if (!is_typed && table->definition.length)
        sql_add(out, " {}", definition);
    buffer_add_string(out, ";\n");
}

void object_add_column(const ObjectScript *script, const SqlObject *column)
{
    buffer_add_string(script->out, "ALTER TABLE ");
    object_add_owner(script->out, column);
    buffer_add_string(script->out, " ADD COLUMN ");
    add_column(script, column, column->definition);
    buffer_add_string(script->out, ";\n");
}

/* The type, without the collation behind it. */
static Text type_of(Text definition)
{
    ptrdiff_t end = text_find(definition, " COLLATE ");
    return text_slice(definition, 0, end < 0 ? definition.length : (size_t)end);
}

void object_alter_column(const ObjectScript *script, const SqlObject *from, const SqlObject *to)
{
    Text type = type_of(to->definition);
    buffer_add_string(script->out, "ALTER TABLE ");
    object_add_owner(script->out, to);
    sql_add(script->out, " ALTER COLUMN {} SET DATA TYPE {}", sql_name(to->name),
            sql_raw(to->definition));
    if (!text_equal(type_of(from->definition), type))
        sql_add(script->out, " USING {}::text::{}", sql_name(to->name), sql_raw(type));
    buffer_add_string(script->out, ";\n");
}

/* --- enums --- */

/* The values of "('a', 'b')", as literals. */
static TextList literals_of(Arena *arena, Text definition)
{
    TextList literals = {0};
    for (size_t i = 0; i < definition.length; i++) {
        if (definition.data[i] != '\'')
            continue;
        size_t start = i++;
        while (i < definition.length &&
               (definition.data[i] != '\'' ||
                (i + 1 < definition.length && definition.data[i + 1] == '\'')))
            i += definition.data[i] == '\'' ? 2 : 1;
        list_add(arena, &literals, text_slice(definition, start, i + 1));
    }
    return literals;
}

/* Adds the values that are new, each behind the one before it. False when one has gone or moved. */
static bool add_values(const ObjectScript *script, const SqlObject *to, const TextList *before,
                       const TextList *after)
{
    Buffer added = BUFFER(script->arena);
    Buffer name = BUFFER(script->arena);
    size_t found = 0;
    object_add_name(&name, to->namespace, to->name);
    for (size_t i = 0; i < after->count; i++) {
        Text value = after->items[i];
        if (found < before->count && text_equal(before->items[found], value)) {
            found++;
            continue;
        }
        sql_add(&added, "ALTER TYPE {} ADD VALUE {}", sql_raw(buffer_text(&name)), sql_raw(value));
        if (i > 0)
            sql_add(&added, " AFTER {};\n", sql_raw(after->items[i - 1]));
        else if (before->count)
            sql_add(&added, " BEFORE {};\n", sql_raw(before->items[0]));
        else
            buffer_add_string(&added, ";\n");
    }
    if (found == before->count)
        buffer_add(script->out, buffer_text(&added));
    return found == before->count;
}

/* Gives the columns of the type another one, as text; their defaults are of a type, too. */
static void move_columns(const ObjectScript *script, Text type)
{
    for (size_t i = 0; i < script->to->count; i++) {
        const SqlObject *column = script->to->items[i];
        bool is_list =
            text_equal(column->definition, text_format(script->arena, "%.*s[]", TEXT_ARG(type)));
        if (column->kind != OBJECT_COLUMN || (!is_list && !text_equal(column->definition, type)) ||
            !sql_object_find(script->from, OBJECT_COLUMN, column->namespace, column->owner,
                             column->name))
            continue;
        Buffer table = BUFFER(script->arena);
        const Text *old_default = part_of(script->from, column, OBJECT_DEFAULT);
        const Text *new_default = part_of(script->to, column, OBJECT_DEFAULT);
        SqlHole name = sql_name(column->name);
        object_add_owner(&table, column);
        SqlHole owner = sql_raw(buffer_text(&table));
        if (old_default)
            sql_add(script->out, "ALTER TABLE {} ALTER COLUMN {} DROP DEFAULT;\n", owner, name);
        sql_add(script->out, "ALTER TABLE {} ALTER COLUMN {} SET DATA TYPE {} USING {}::{}::{};\n",
                owner, name, sql_raw(column->definition), name,
                sql_raw(is_list ? TEXT("text[]") : TEXT("text")), sql_raw(column->definition));
        if (old_default && new_default)
            sql_add(script->out, "ALTER TABLE {} ALTER COLUMN {} SET DEFAULT {};\n", owner, name,
                    sql_raw(*new_default));
    }
}

/* The type as it stands in definitions of columns: quoted only where it has to be. */
static Text type_in_definitions(const ObjectScript *script, const SqlObject *type)
{
    Buffer out = BUFFER(script->arena);
    const Text parts[] = {type->namespace, type->name};
    for (size_t i = 0; i < 2; i++) {
        bool is_plain = parts[i].length > 0 && !is_digit(parts[i].data[0]);
        for (size_t k = 0; k < parts[i].length; k++)
            is_plain = is_plain && is_word(parts[i].data[k]) &&
                       parts[i].data[k] == to_lower(parts[i].data[k]);
        if (is_plain)
            buffer_add(&out, parts[i]);
        else if (parts[i].length)
            sql_add_name(&out, parts[i]);
        if (i == 0 && parts[i].length)
            buffer_add_char(&out, '.');
    }
    return buffer_text(&out);
}

ObjectAlteration object_alter_enum(const ObjectScript *script, const SqlObject *from,
                                   const SqlObject *to)
{
    TextList before = literals_of(script->arena, from->definition);
    TextList after = literals_of(script->arena, to->definition);
    Buffer name = BUFFER(script->arena);
    if (add_values(script, to, &before, &after))
        return ALTER_WHOLLY;
    Text old = text_format(script->arena, "%.*s_old", TEXT_ARG(to->name));
    object_add_name(&name, to->namespace, to->name);
    SqlHole type = sql_raw(buffer_text(&name));
    sql_add(script->out, "ALTER TYPE {} RENAME TO {};\n", type, sql_name(old));
    sql_add(script->out, "CREATE TYPE {} AS ENUM {};\n", type, sql_raw(to->definition));
    move_columns(script, type_in_definitions(script, to));
    buffer_add_string(script->out, "DROP TYPE ");
    object_add_name(script->out, to->namespace, old);
    buffer_add_string(script->out, ";\n");
    return ALTER_ANEW;
}

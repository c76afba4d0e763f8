#include "rollback/down/as_written.h"

#include "base/buffer.h"
#include "sql/writer.h"

/* "FOREIGN KEY("a", "b")": how the definition of a key on these columns begins. */
static Text beginning_of(Arena *arena, const SqlSchema *schema, const SqlForeignKey *key)
{
    Buffer out = BUFFER(arena);
    buffer_add_string(&out, "FOREIGN KEY(");
    for (uint32_t i = 0; i < key->column_count; i++) {
        uint32_t column = schema->foreign_key_columns.items[key->first_column + i].column;
        sql_add(&out, i ? ", {}" : "{}", sql_name(schema->columns.items[column].name));
    }
    buffer_add_char(&out, ')');
    return buffer_text(&out);
}

static void name_keys(Arena *arena, SqlSchema *schema, const SqlObjectList *objects)
{
    for (list_each(SqlForeignKey, key, &schema->foreign_keys)) {
        Text table = schema->tables.items[key->table].name;
        const char *beginning = text_cstr(arena, beginning_of(arena, schema, key));
        SqlObjectList parts = sql_objects_of(objects, TEXT(""), table);
        for (size_t i = 0; i < parts.count && key->name.length == 0; i++)
            if (parts.items[i]->kind == OBJECT_FOREIGN_KEY &&
                text_starts_with(parts.items[i]->definition, beginning))
                key->name = parts.items[i]->name;
    }
}

static void stop_counting(SqlSchema *schema, const SqlObjectList *objects)
{
    for (list_each(SqlColumn, column, &schema->columns)) {
        Text table = schema->tables.items[column->table].name;
        const SqlObject *object =
            sql_object_find(objects, OBJECT_COLUMN, TEXT(""), table, column->name);
        if (column->is_autoincrement && object &&
            text_find(object->definition, "AUTOINCREMENT") < 0)
            column->is_autoincrement = false;
    }
}

SqlSchema *schema_as_written(Arena *arena, const SqlSchema *schema)
{
    SqlObjectList objects = sql_objects_sorted(arena, schema->objects.items, schema->objects.count);
    SqlSchema *copy = NEW(arena, SqlSchema);
    *copy = *schema;
    list_own(arena, &copy->foreign_keys);
    list_own(arena, &copy->columns);
    list_own(arena, &copy->index_columns);
    name_keys(arena, copy, &objects);
    stop_counting(copy, &objects);
    for (list_each(SqlIndexColumn, column, &copy->index_columns))
        if (column->sort == SORT_ASC)
            column->sort = SORT_DEFAULT;
    return copy;
}

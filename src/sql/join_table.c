#include "sql/join_table.h"

/* At most so many characters of the text; they may be more bytes. */
static Text first_characters(Text text, size_t count)
{
    size_t end = 0;
    for (size_t seen = 0; end < text.length; end++)
        if (((unsigned char)text.data[end] & 0xC0) != 0x80 && seen++ == count)
            break;
    return text_slice(text, 0, end);
}

Text join_table_name(Arena *arena, const Datamodel *datamodel, const Relation *relation)
{
    Text name;
    if (!text_is_none(relation->name)) {
        name = text_format(arena, "_%.*s", TEXT_ARG(relation->name));
    } else {
        Text a = model_name(datamodel, &datamodel->models.items[relation->model_a]);
        Text b = model_name(datamodel, &datamodel->models.items[relation->model_b]);
        name = text_format(arena, "_%.*sTo%.*s", TEXT_ARG(a), TEXT_ARG(b));
    }
    return first_characters(name, datamodel->provider->max_identifier_length);
}

static Text constraint_name(Projection *in, Text table, const char *ending)
{
    size_t room = in->datamodel->provider->max_identifier_length - strlen(ending);
    return text_format(in->arena, "%.*s%s", TEXT_ARG(first_characters(table, room)), ending);
}

/* The foreign keys' names leave out bytes, not characters, and B's loses one sooner than A's. */
static Text foreign_key_name(Projection *in, Text table, char side)
{
    enum { ENDING_LENGTH = sizeof "_A_fkey" - 1 };
    size_t room = in->datamodel->provider->max_identifier_length - ENDING_LENGTH;
    while (room < table.length && room > 0 && ((unsigned char)table.data[room] & 0xC0) == 0x80)
        room--;
    return text_format(in->arena, "%.*s_%c_fkey", TEXT_ARG(text_slice(table, 0, room)), side);
}

/* Columns are called A and B, and have the type of the id that they hold. */
static uint32_t add_column(Projection *in, uint32_t table, Text name, uint32_t model)
{
    SqlSchema *schema = in->schema;
    const SqlTable *referenced = &schema->tables.items[in->table_of[model]];
    uint32_t id =
        sql_index_columns(schema, &schema->indexes.items[referenced->primary_key])->column;
    SqlColumn column = {.name = name, .table = table, .type = schema->columns.items[id].type};
    list_add(in->arena, &schema->columns, column);
    schema->tables.items[table].column_count++;
    return id;
}

static void add_index(Projection *in, uint32_t table, Text name, IndexKind kind, uint32_t first,
                      uint32_t count)
{
    SqlSchema *schema = in->schema;
    list_add(in->arena, &schema->indexes,
             (SqlIndex){.name = name,
                        .table = table,
                        .first_column = (uint32_t)schema->index_columns.count,
                        .column_count = count,
                        .kind = kind,
                        .algorithm = INDEX_BTREE});
    for (uint32_t i = 0; i < count; i++)
        list_add(in->arena, &schema->index_columns, (SqlIndexColumn){.column = first + i});
    schema->tables.items[table].index_count++;
}

static void add_foreign_key(Projection *in, Text name, uint32_t column, uint32_t model, uint32_t id)
{
    SqlSchema *schema = in->schema;
    list_add(in->arena, &schema->foreign_keys,
             (SqlForeignKey){.name = name,
                             .table = schema->columns.items[column].table,
                             .referenced_table = in->table_of[model],
                             .first_column = (uint32_t)schema->foreign_key_columns.count,
                             .column_count = 1,
                             .on_delete = ACTION_CASCADE,
                             .on_update = ACTION_CASCADE});
    list_add(in->arena, &schema->foreign_key_columns, (SqlForeignKeyColumn){column, id});
}

void join_table_add(Projection *in, const Relation *relation)
{
    SqlSchema *schema = in->schema;
    if (in->datamodel->models.items[relation->model_a].is_view ||
        in->datamodel->models.items[relation->model_b].is_view)
        return;
    Text name = join_table_name(in->arena, in->datamodel, relation);
    uint32_t table = (uint32_t)schema->tables.count;
    uint32_t first = (uint32_t)schema->columns.count;
    bool has_key = in->rules->join_table_has_primary_key;
    list_add(
        in->arena, &schema->tables,
        (SqlTable){.name = name,
                   .namespace = schema->tables.items[in->table_of[relation->model_a]].namespace,
                   .first_column = first,
                   .first_index = (uint32_t)schema->indexes.count,
                   .primary_key = has_key ? (uint32_t)schema->indexes.count : NONE});
    uint32_t id_a = add_column(in, table, TEXT("A"), relation->model_a);
    uint32_t id_b = add_column(in, table, TEXT("B"), relation->model_b);
    add_index(in, table, constraint_name(in, name, has_key ? "_AB_pkey" : "_AB_unique"),
              has_key ? INDEX_PRIMARY_KEY : INDEX_UNIQUE, first, 2);
    add_index(in, table, constraint_name(in, name, "_B_index"), INDEX_NORMAL, first + 1, 1);
    if (in->datamodel->relation_mode != RELATION_MODE_FOREIGN_KEYS)
        return;
    add_foreign_key(in, foreign_key_name(in, name, 'A'), first, relation->model_a, id_a);
    add_foreign_key(in, foreign_key_name(in, name, 'B'), first + 1, relation->model_b, id_b);
}

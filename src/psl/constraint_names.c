#include "psl/constraint_names.h"

/* Ends the name that begins at `start` of the buffer. */
static void finish(Buffer *out, size_t start, const char *ending, size_t limit)
{
    Text end = text_from(ending);
    size_t room = limit > end.length ? limit - end.length : 0;
    if (out->length - start > room) {
        out->length = start + room;
        while (out->length > start && ((unsigned char)out->data[out->length] & 0xC0) == 0x80)
            out->length--;
    }
    buffer_add(out, end);
}

static void add_column(const Datamodel *datamodel, uint32_t field, Buffer *out)
{
    buffer_add_char(out, '_');
    buffer_add(out, field_database_name(datamodel, &datamodel->fields.items[field]));
}

static const char *const endings[] = {
    [INDEX_PRIMARY_KEY] = "_pkey",
    [INDEX_UNIQUE] = "_key",
    [INDEX_NORMAL] = "_idx",
    [INDEX_FULLTEXT] = "_idx",
};

void index_constraint_name(const Datamodel *datamodel, const Index *index, Buffer *out)
{
    if (!text_is_none(index->mapped_name)) {
        buffer_add(out, index->mapped_name);
        return;
    }
    size_t start = out->length;
    buffer_add(out, model_database_name(datamodel, &datamodel->models.items[index->model]));
    if (index->kind != INDEX_PRIMARY_KEY && index->field_count == 0)
        buffer_add_char(out, '_');
    for (uint32_t i = 0; index->kind != INDEX_PRIMARY_KEY && i < index->field_count; i++) {
        add_column(datamodel, index->fields[i].field, out);
        for (uint32_t j = 0; j < index->fields[i].path_count; j++)
            add_column(datamodel, index->fields[i].path[j], out);
    }
    finish(out, start, endings[index->kind], datamodel->provider->max_identifier_length);
}

void relation_constraint_name(const Datamodel *datamodel, const Relation *relation, Buffer *out)
{
    const RelationField *from =
        relation->field_a == NONE ? NULL : &datamodel->relation_fields.items[relation->field_a];
    if (from && !text_is_none(from->mapped_name)) {
        buffer_add(out, from->mapped_name);
        return;
    }
    size_t start = out->length;
    buffer_add(out, model_database_name(datamodel, &datamodel->models.items[relation->model_a]));
    uint32_t count = from && from->fields ? from->field_count : 0;
    if (count == 0)
        buffer_add_char(out, '_');
    for (uint32_t i = 0; i < count; i++)
        add_column(datamodel, from->fields[i], out);
    finish(out, start, "_fkey", datamodel->provider->max_identifier_length);
}

void default_constraint_name(const Datamodel *datamodel, const Field *field, Buffer *out)
{
    if (!text_is_none(field->default_value->mapped_name)) {
        buffer_add(out, field->default_value->mapped_name);
        return;
    }
    size_t start = out->length;
    buffer_add(out, model_database_name(datamodel, field_model(datamodel, field)));
    buffer_add_char(out, '_');
    buffer_add(out, field_database_name(datamodel, field));
    finish(out, start, "_df", datamodel->provider->max_identifier_length);
}

static Text usual_name(Arena *arena, const Provider *provider, Text table, const TextList *columns,
                       const char *ending)
{
    Buffer out = BUFFER(arena);
    buffer_add(&out, table);
    for (size_t i = 0; columns && i < columns->count; i++) {
        buffer_add_char(&out, '_');
        buffer_add(&out, columns->items[i]);
    }
    finish(&out, 0, ending, provider->max_identifier_length);
    return buffer_text(&out);
}

Text usual_index_name(Arena *arena, const Provider *provider, IndexKind kind, Text table,
                      const TextList *columns)
{
    return usual_name(arena, provider, table, kind == INDEX_PRIMARY_KEY ? NULL : columns,
                      endings[kind]);
}

Text usual_foreign_key_name(Arena *arena, const Provider *provider, Text table,
                            const TextList *columns)
{
    return usual_name(arena, provider, table, columns, "_fkey");
}

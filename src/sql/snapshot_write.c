#include <inttypes.h>

#include "base/json.h"
#include "sql/snapshot.h"
#include "sql/snapshot_fields.h"

static void add_text(Buffer *out, Text text)
{
    if (text.data)
        json_write_bytes(out, text);
    else
        buffer_add_string(out, "null");
}

static void add_number(Buffer *out, int64_t number)
{
    buffer_add_format(out, "%" PRId64, number);
}

static void add_place(Buffer *out, uint32_t place)
{
    if (place == NONE)
        buffer_add_string(out, "null");
    else
        add_number(out, place);
}

/* [family, arity, what]: the native type and its arguments, the place of the enum, or the text. */
static void add_type(Buffer *out, const ColumnType *type)
{
    buffer_add_format(out, "[%u,%u,", type->family, (unsigned)type->arity);
    if (type->family == FAMILY_ENUM)
        add_number(out, type->enumeration);
    else if (type->family == FAMILY_UNSUPPORTED)
        add_text(out, type->text);
    else
        add_text(out, type->native ? text_from(type->native->name) : (Text){0});
    for (uint32_t i = 0; i < type->argument_count; i++)
        buffer_add_format(out, ",%u", type->arguments[i]);
    buffer_add_char(out, ']');
}

/* [kind, text] or [VALUE_LIST, values …] */
static void add_value(Buffer *out, const Value *value) // NOLINT(misc-no-recursion)
{
    buffer_add_format(out, "[%u", (unsigned)value->kind);
    if (value->kind != VALUE_LIST) {
        buffer_add_char(out, ',');
        add_text(out, value->text);
    }
    for (uint32_t i = 0; i < value->item_count; i++) {
        buffer_add_char(out, ',');
        add_value(out, &value->items[i]);
    }
    buffer_add_char(out, ']');
}

/* [kind] or [kind, what]: the value, the place of the sequence, or the SQL. */
static void add_default(Buffer *out, const ColumnDefault *value)
{
    if (!value) {
        buffer_add_string(out, "null");
        return;
    }
    buffer_add_format(out, "[%u,", (unsigned)value->kind);
    if (value->kind == DEFAULT_VALUE)
        add_value(out, &value->value);
    else if (value->kind == DEFAULT_SEQUENCE)
        add_place(out, value->sequence);
    else
        add_text(out, value->expression);
    buffer_add_char(out, ']');
}

static void add_field(Buffer *out, const SnapshotField *field, const void *row)
{
    const void *member = (const char *)row + field->offset;
    switch (field->kind) {
    case FIELD_IS_TEXT:
        add_text(out, *(const Text *)member);
        break;
    case FIELD_IS_PLACE:
    case FIELD_MAY_BE_NONE:
    case FIELD_IS_FIRST:
    case FIELD_IS_LENGTH:
        add_place(out, *(const uint32_t *)member);
        break;
    case FIELD_IS_CHOICE:
        add_number(out, *(const unsigned *)member);
        break;
    case FIELD_IS_NUMBER:
        add_number(out, *(const int64_t *)member);
        break;
    case FIELD_IS_BOOL:
        buffer_add_string(out, *(const bool *)member ? "true" : "false");
        break;
    case FIELD_IS_TYPE:
        add_type(out, member);
        break;
    case FIELD_IS_DEFAULT:
        add_default(out, *(const ColumnDefault *const *)member);
        break;
    }
}

static void add_list(Buffer *out, const SnapshotListForm *form, AnyList list)
{
    buffer_add_format(out, ",\n\"%s\":{\"fields\":[", form->name);
    for (const SnapshotField *field = form->fields; field->name; field++)
        buffer_add_format(out, "%s\"%s\"", field == form->fields ? "" : ",", field->name);
    buffer_add_string(out, "],\"rows\":[");
    for (size_t i = 0; i < list.count; i++) {
        buffer_add_string(out, i ? ",\n[" : "\n[");
        for (const SnapshotField *field = form->fields; field->name; field++) {
            if (field != form->fields)
                buffer_add_char(out, ',');
            add_field(out, field, (const char *)list.items + i * form->item_size);
        }
        buffer_add_char(out, ']');
    }
    buffer_add_string(out, "]}");
}

static bool same_owner(const SqlObject *a, const SqlObject *b)
{
    return a->owner_kind == b->owner_kind && text_equal(a->owner, b->owner) &&
           text_equal(a->namespace, b->namespace);
}

/* [owner_kind, namespace, owner, [kind, traits, name, definition], …]: what belongs to one thing
 * mostly stands together. Kinds are places in `kinds`. */
static void add_objects(Buffer *out, const SqlSchema *schema)
{
    buffer_add_string(out, ",\n\"kinds\":[");
    for (int kind = 0; kind < OBJECT_KIND_COUNT; kind++)
        buffer_add_format(out, "%s\"%s\"", kind ? "," : "", sql_object_word((SqlObjectKind)kind));
    buffer_add_string(out, "],\n\"objects\":[");
    const SqlObject *before = NULL;
    for (list_each(const SqlObject, object, &schema->objects)) {
        if (!before || !same_owner(before, object)) {
            buffer_add_format(out, "%s\n[%u,", before ? "]," : "", (unsigned)object->owner_kind);
            json_write_bytes(out, object->namespace);
            buffer_add_char(out, ',');
            json_write_bytes(out, object->owner);
        }
        buffer_add_format(out, ",\n[%u,%u,", (unsigned)object->kind, (unsigned)object->traits);
        json_write_bytes(out, object->name);
        buffer_add_char(out, ',');
        json_write_bytes(out, object->definition);
        buffer_add_char(out, ']');
        before = object;
    }
    buffer_add_string(out, before ? "]]" : "]");
}

static void add_member(Buffer *out, const char *name, Text text)
{
    buffer_add_format(out, ",\n\"%s\":", name);
    add_text(out, text);
}

void snapshot_write(Buffer *out, const Snapshot *snapshot)
{
    const SqlSchema *schema = &snapshot->schema;
    buffer_add_format(out, "{\"snapshot\":%d", SNAPSHOT_FORMAT);
    add_member(out, "provider", snapshot->provider);
    add_member(out, "key", snapshot->key);
    add_member(out, "server", snapshot->server);
    add_member(out, "rows", snapshot->rows);
    buffer_add_format(out, ",\n\"version\":%d", (int)schema->version);
    add_member(out, "usualNamespace", schema->usual_namespace);
    buffer_add_format(out, ",\n\"hasUsualNamespace\":%s,\n\"isLive\":%s",
                      schema->has_usual_namespace ? "true" : "false",
                      schema->is_live ? "true" : "false");
    for (int list = 0; list < SNAPSHOT_LISTS; list++)
        add_list(out, &snapshot_lists[list], snapshot_list(schema, (SnapshotList)list));
    add_objects(out, schema);
    buffer_add_string(out, "}\n");
}

/* With the objects by their names. */
static Text in_order(Arena *arena, const SqlSchema *schema)
{
    Buffer out = BUFFER(arena);
    Snapshot snapshot = {.schema = *schema};
    SqlObjectList sorted = sql_objects_sorted(arena, schema->objects.items, schema->objects.count);
    snapshot.schema.objects.items = NEW_ARRAY(arena, SqlObject, sorted.count + 1);
    for (size_t i = 0; i < sorted.count; i++)
        snapshot.schema.objects.items[i] = *sorted.items[i];
    snapshot_write(&out, &snapshot);
    return buffer_text(&out);
}

bool snapshot_is_same(Arena *arena, const SqlSchema *a, const SqlSchema *b)
{
    return text_equal(in_order(arena, a), in_order(arena, b));
}

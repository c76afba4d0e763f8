#include "base/json_scan.h"
#include "sql/snapshot.h"
#include "sql/snapshot_fields.h"

typedef struct SnapshotReader {
    JsonScan scan;
    Arena *arena;
    const Provider *provider;
    SqlSchema *schema;
    SqlObjectKind kinds[64]; /* what the document's numbers stand for */
    size_t kind_count;
} SnapshotReader;

static bool is_allowed(SnapshotReader *reader, bool allowed, const char *expected)
{
    if (!allowed)
        json_scan_fail(&reader->scan, expected);
    return allowed && !reader->scan.failure;
}

static uint32_t read_number(SnapshotReader *reader, int64_t limit)
{
    int64_t number = json_scan_number(&reader->scan);
    return is_allowed(reader, number >= 0 && number < limit, "a smaller number") ? (uint32_t)number
                                                                                 : 0;
}

static uint32_t read_place(SnapshotReader *reader)
{
    return json_scan_null(&reader->scan) ? NONE : read_number(reader, NONE);
}

static void read_type(SnapshotReader *reader, ColumnType *type)
{
    JsonScan *scan = &reader->scan;
    json_scan_begin(scan, '[');
    json_scan_item(scan);
    type->family = read_number(reader, FAMILY_UNSUPPORTED + 1);
    json_scan_item(scan);
    type->arity = (ColumnArity)read_number(reader, COLUMN_LIST + 1);
    json_scan_item(scan);
    if (type->family == FAMILY_ENUM) {
        type->enumeration = read_number(reader, NONE);
    } else if (type->family == FAMILY_UNSUPPORTED) {
        type->text = json_scan_text(scan);
    } else if (!json_scan_null(scan)) {
        type->native = provider_native_type(reader->provider, json_scan_text(scan));
        is_allowed(reader, type->native, "a type of the database");
    }
    while (json_scan_next(scan) && is_allowed(reader, type->argument_count < 2, "two arguments"))
        type->arguments[type->argument_count++] = read_number(reader, (int64_t)UINT32_MAX + 1);
}

typedef LIST_OF(Value) ValueList;

static Value read_value(SnapshotReader *reader) // NOLINT(misc-no-recursion)
{
    JsonScan *scan = &reader->scan;
    Value value = {0};
    ValueList items = {0};
    json_scan_begin(scan, '[');
    json_scan_item(scan);
    value.kind = (ValueKind)read_number(reader, VALUE_LIST + 1);
    if (value.kind == VALUE_LIST) {
        while (json_scan_next(scan))
            list_add(reader->arena, &items, read_value(reader));
        value.items = items.items;
        value.item_count = (uint32_t)items.count;
    } else {
        json_scan_item(scan);
        value.text = json_scan_text_or_null(scan);
        json_scan_end(scan);
    }
    return value;
}

static const ColumnDefault *read_default(SnapshotReader *reader)
{
    JsonScan *scan = &reader->scan;
    if (json_scan_null(scan))
        return NULL;
    ColumnDefault *value = NEW(reader->arena, ColumnDefault);
    json_scan_begin(scan, '[');
    json_scan_item(scan);
    value->kind = (DefaultKind)read_number(reader, DEFAULT_UNKNOWN + 1);
    json_scan_item(scan);
    if (value->kind == DEFAULT_VALUE)
        value->value = read_value(reader);
    else if (value->kind == DEFAULT_SEQUENCE)
        value->sequence = read_place(reader);
    else
        value->expression = json_scan_text_or_null(scan);
    json_scan_end(scan);
    return value;
}

static void read_field(SnapshotReader *reader, const SnapshotField *field, void *row)
{
    void *member = (char *)row + field->offset;
    switch (field->kind) {
    case FIELD_IS_TEXT:
        *(Text *)member = json_scan_text_or_null(&reader->scan);
        break;
    case FIELD_IS_PLACE:
    case FIELD_MAY_BE_NONE:
    case FIELD_IS_FIRST:
    case FIELD_IS_LENGTH:
        *(uint32_t *)member = read_place(reader);
        break;
    case FIELD_IS_CHOICE:
        *(unsigned *)member = read_number(reader, field->limit);
        break;
    case FIELD_IS_NUMBER:
        *(int64_t *)member = json_scan_number(&reader->scan);
        break;
    case FIELD_IS_BOOL:
        *(bool *)member = json_scan_bool(&reader->scan);
        break;
    case FIELD_IS_TYPE:
        read_type(reader, member);
        break;
    case FIELD_IS_DEFAULT:
        *(const ColumnDefault **)member = read_default(reader);
        break;
    }
}

static void read_name(SnapshotReader *reader, const char *expected)
{
    json_scan_item(&reader->scan);
    is_allowed(reader, text_is(json_scan_name(&reader->scan), expected), expected);
}

static void read_list(SnapshotReader *reader, const SnapshotListForm *form)
{
    JsonScan *scan = &reader->scan;
    AnyList list = {0};
    read_name(reader, form->name);
    json_scan_begin(scan, '{');
    read_name(reader, "fields");
    json_scan_begin(scan, '[');
    for (const SnapshotField *field = form->fields; field->name; field++) {
        json_scan_item(scan);
        is_allowed(reader, text_is(json_scan_text(scan), field->name), field->name);
    }
    json_scan_end(scan);
    read_name(reader, "rows");
    for (json_scan_begin(scan, '['); json_scan_next(scan);) {
        if (list.count == list.capacity)
            list.items = list_grown(reader->arena, list.items, form->item_size, &list.capacity);
        void *row = (char *)list.items + list.count++ * form->item_size;
        json_scan_begin(scan, '[');
        for (const SnapshotField *field = form->fields; field->name; field++) {
            json_scan_item(scan);
            read_field(reader, field, row);
        }
        json_scan_end(scan);
    }
    json_scan_end(scan);
    memcpy((char *)reader->schema + form->offset, &list, sizeof list);
}

static bool is_default_whole(const SqlSchema *schema, const ColumnDefault *value)
{
    return !value || value->kind != DEFAULT_SEQUENCE || value->sequence == NONE ||
           value->sequence < schema->sequences.count;
}

/* A scalar has a native type where the product has any. */
static bool is_type_whole(const SnapshotReader *reader, const ColumnType *type)
{
    if (type->family == FAMILY_ENUM)
        return type->enumeration < reader->schema->enums.count;
    return type->native || type->family == FAMILY_UNSUPPORTED || !reader->provider->native_types ||
           !reader->provider->native_types->name;
}

/* True when what the row refers to exists. */
static bool is_row_whole(const SnapshotReader *reader, const SnapshotField *fields, const void *row)
{
    const SqlSchema *schema = reader->schema;
    for (const SnapshotField *field = fields; field->name; field++) {
        const void *member = (const char *)row + field->offset;
        bool whole = true;
        if (field->kind == FIELD_IS_TYPE) {
            whole = is_type_whole(reader, member);
        } else if (field->kind == FIELD_IS_DEFAULT) {
            whole = is_default_whole(schema, *(const ColumnDefault *const *)member);
        } else if (field->kind == FIELD_IS_PLACE || field->kind == FIELD_MAY_BE_NONE) {
            uint32_t place = *(const uint32_t *)member;
            whole = place < snapshot_list(schema, (SnapshotList)field->limit).count ||
                    (place == NONE && field->kind == FIELD_MAY_BE_NONE);
        } else if (field->kind == FIELD_IS_FIRST) {
            const void *length = (const char *)row + field[1].offset;
            uint64_t end = (uint64_t) * (const uint32_t *)member + *(const uint32_t *)length;
            whole = end <= snapshot_list(schema, (SnapshotList)field->limit).count;
        }
        if (!whole)
            return false;
    }
    return true;
}

/* True when the columns and indexes of each table and view say that they are its. */
static bool are_runs_whole(const SqlSchema *schema)
{
    for (size_t i = 0; i < schema->tables.count; i++) {
        const SqlTable *table = &schema->tables.items[i];
        for (size_t k = 0; k < table->column_count; k++)
            if (schema->columns.items[table->first_column + k].table != i)
                return false;
        for (size_t k = 0; k < table->index_count; k++)
            if (schema->indexes.items[table->first_index + k].table != i)
                return false;
    }
    for (size_t i = 0; i < schema->views.count; i++) {
        const SqlView *view = &schema->views.items[i];
        for (size_t k = 0; k < view->column_count; k++)
            if (schema->view_columns.items[view->first_column + k].table != i)
                return false;
    }
    return true;
}

static bool is_whole(const SnapshotReader *reader)
{
    for (int which = 0; which < SNAPSHOT_LISTS; which++) {
        const SnapshotListForm *form = &snapshot_lists[which];
        AnyList list = snapshot_list(reader->schema, (SnapshotList)which);
        for (size_t i = 0; i < list.count; i++)
            if (!is_row_whole(reader, form->fields, (const char *)list.items + i * form->item_size))
                return false;
    }
    return are_runs_whole(reader->schema);
}

static void read_kinds(SnapshotReader *reader)
{
    JsonScan *scan = &reader->scan;
    read_name(reader, "kinds");
    for (json_scan_begin(scan, '['); json_scan_next(scan);) {
        SqlObjectKind kind = sql_object_kind(json_scan_text(scan));
        bool known = reader->kind_count < sizeof reader->kinds / sizeof *reader->kinds &&
                     (kind != OBJECT_NONE || reader->kind_count == 0);
        if (is_allowed(reader, known, "a kind of things"))
            reader->kinds[reader->kind_count++] = kind;
    }
}

static void read_objects(SnapshotReader *reader)
{
    JsonScan *scan = &reader->scan;
    read_name(reader, "objects");
    for (json_scan_begin(scan, '['); json_scan_next(scan);) {
        SqlObject owner = {0};
        json_scan_begin(scan, '[');
        json_scan_item(scan);
        owner.owner_kind = reader->kinds[read_number(reader, (int64_t)reader->kind_count)];
        json_scan_item(scan);
        owner.namespace = json_scan_text(scan);
        json_scan_item(scan);
        owner.owner = json_scan_text(scan);
        while (json_scan_next(scan)) {
            SqlObject object = owner;
            json_scan_begin(scan, '[');
            json_scan_item(scan);
            object.kind = reader->kinds[read_number(reader, (int64_t)reader->kind_count)];
            json_scan_item(scan);
            object.traits = (uint8_t)read_number(reader, UINT8_MAX + 1);
            json_scan_item(scan);
            object.name = json_scan_text(scan);
            json_scan_item(scan);
            object.definition = json_scan_text(scan);
            json_scan_end(scan);
            list_add(reader->arena, &reader->schema->objects, object);
        }
    }
}

static void read_head(SnapshotReader *reader, const Provider *const *providers, Snapshot *snapshot)
{
    static const Provider none;
    JsonScan *scan = &reader->scan;
    SqlSchema *schema = &snapshot->schema;
    read_name(reader, "provider");
    snapshot->provider = json_scan_text(scan);
    const Provider *provider = provider_find(providers, snapshot->provider);
    is_allowed(reader, provider, "a database product");
    reader->provider = provider ? provider : &none;
    read_name(reader, "key");
    snapshot->key = json_scan_text(scan);
    read_name(reader, "server");
    snapshot->server = json_scan_text(scan);
    read_name(reader, "rows");
    snapshot->rows = json_scan_text_or_null(scan);
    read_name(reader, "version");
    schema->version = (PrismaVersion)json_scan_number(scan);
    is_allowed(reader,
               schema->version == 0 || schema->version == PRISMA_6 || schema->version == PRISMA_7,
               "a version of Prisma");
    read_name(reader, "usualNamespace");
    schema->usual_namespace = json_scan_text_or_null(scan);
    read_name(reader, "hasUsualNamespace");
    schema->has_usual_namespace = json_scan_bool(scan);
    read_name(reader, "isLive");
    schema->is_live = json_scan_bool(scan);
}

static bool read_format(SnapshotReader *reader, Error *error)
{
    json_scan_begin(&reader->scan, '{');
    read_name(reader, "snapshot");
    int64_t format = json_scan_number(&reader->scan);
    if (reader->scan.failure)
        return fail(error, ERROR_D1030, "the file is no snapshot");
    if (format == SNAPSHOT_FORMAT)
        return true;
    fail(error, ERROR_D1030, "the snapshot is of another version of dunlin");
    return error_hint(error, "record it again");
}

bool snapshot_read(Arena *arena, Text document, const Provider *const *providers, SnapshotPart part,
                   Snapshot *snapshot, Error *error)
{
    *snapshot = (Snapshot){0};
    SnapshotReader reader = {
        .scan = JSON_SCAN(arena, document), .arena = arena, .schema = &snapshot->schema};
    if (!read_format(&reader, error))
        return false;
    read_head(&reader, providers, snapshot);
    for (int list = 0; list < SNAPSHOT_LISTS && part != SNAPSHOT_HEAD; list++)
        read_list(&reader, &snapshot_lists[list]);
    if (part == SNAPSHOT_WHOLE) {
        read_kinds(&reader);
        read_objects(&reader);
        json_scan_end(&reader.scan);
        json_scan_finish(&reader.scan);
    }
    if (!reader.scan.failure && !is_whole(&reader))
        reader.scan.failure = "whole lists";
    if (reader.scan.failure)
        return fail(error, ERROR_D1030, "the snapshot is damaged: %s is missing at byte %zu",
                    reader.scan.failure, reader.scan.place);
    if (part != SNAPSHOT_HEAD)
        sql_schema_finish(&snapshot->schema);
    return true;
}

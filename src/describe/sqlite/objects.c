#include "describe/describing.h"
#include "describe/sqlite/create_table.h"
#include "sql/external.h"

/* Indexes of constraints have no statement. */
static const char query[] =
    "SELECT m.type, m.name, t.type, t.name, m.sql FROM sqlite_master m"
    " LEFT JOIN sqlite_master t ON t.name = m.tbl_name COLLATE NOCASE AND t.type IN ('table', 'view')"
    " WHERE m.sql IS NOT NULL AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    " AND m.tbl_name <> '_prisma_migrations' COLLATE NOCASE ORDER BY m.rowid";

enum { TYPE, NAME, TABLE_TYPE, TABLE_NAME, SQL };

typedef struct Describer {
    Describing *base;
    TextList virtual_tables;
} Describer;

static void add(const Describer *in, SqlObject object)
{
    const DescribeRequest *request = in->base->request;
    object.namespace = TEXT("");
    if (!object.owner.data)
        object.owner = TEXT("");
    Text thing = object.owner_kind == OBJECT_NONE ? object.name : object.owner;
    if ((request->objects & OBJECT_BIT(object.kind)) &&
        !is_external(request->external, TEXT(""), thing))
        list_add(in->base->arena, &in->base->schema->objects, object);
}

static bool is_virtual(Text sql)
{
    return text_starts_with(sql, "CREATE VIRTUAL ");
}

/* True for the tables in which a virtual one keeps its rows: those of full-text search and R-trees
 * have its name and a word behind it. */
static bool is_shadow_table(const Describer *in, Text name)
{
    static const char *const words[] = {"_data",   "_idx",      "_content", "_docsize",
                                        "_config", "_segments", "_segdir",  "_stat",
                                        "_node",   "_rowid",    "_parent"};
    for (list_each(const Text, owner, &in->virtual_tables)) {
        if (name.length <= owner->length ||
            !text_equal_ignoring_case(text_slice(name, 0, owner->length), *owner))
            continue;
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            if (text_is(text_slice(name, owner->length, name.length), words[i]))
                return true;
    }
    return false;
}

static void add_table(const Describer *in, Text name, Text sql)
{
    CreateTable table;
    if (is_virtual(sql)) {
        add(in, (SqlObject){.kind = OBJECT_VIRTUAL_TABLE,
                            .name = name,
                            .definition = sqlite_definition(in->base->arena, sql)});
        return;
    }
    bool is_apart = sqlite_take_table_apart(in->base->arena, sql, &table);
    add(in, (SqlObject){.kind = OBJECT_TABLE,
                        .name = name,
                        .definition =
                            is_apart ? table.options : sqlite_definition(in->base->arena, sql)});
    for (list_each(const TablePart, part, &table.parts)) {
        bool has_name = part->name.length > 0 || part->kind == OBJECT_PRIMARY_KEY;
        add(in, (SqlObject){.kind = part->kind,
                            .owner_kind = OBJECT_TABLE,
                            .owner = name,
                            .name = has_name ? part->name : part->definition,
                            .definition = part->definition});
    }
}

static void add_index(const Describer *in, const Text *values)
{
    add(in, (SqlObject){.kind = OBJECT_INDEX,
                        .owner_kind = OBJECT_TABLE,
                        .owner = values[TABLE_NAME],
                        .name = values[NAME],
                        .definition = sqlite_index_definition(in->base->arena, values[SQL])});
}

static void add_thing(const Describer *in, const Text *values)
{
    Text type = values[TYPE];
    if (text_is(type, "table") && !is_shadow_table(in, values[NAME]))
        add_table(in, values[NAME], values[SQL]);
    else if (text_is(type, "index") && !is_shadow_table(in, values[TABLE_NAME]))
        add_index(in, values);
    else if (text_is(type, "view"))
        add(in, (SqlObject){.kind = OBJECT_VIEW,
                            .name = values[NAME],
                            .definition = sqlite_definition(in->base->arena, values[SQL])});
    else if (text_is(type, "trigger"))
        add(in, (SqlObject){.kind = OBJECT_TRIGGER,
                            .owner_kind =
                                text_is(values[TABLE_TYPE], "view") ? OBJECT_VIEW : OBJECT_TABLE,
                            .owner = values[TABLE_NAME],
                            .name = values[NAME],
                            .definition = sqlite_definition(in->base->arena, values[SQL])});
}

bool describe_sqlite_objects(Describing *base, Error *error)
{
    Rows rows;
    Describer in = {.base = base};
    if (!database_query(base->database, base->arena, text_from(query), &rows, error))
        return false;
    for (list_each(const Row, row, &rows.rows))
        if (is_virtual(row->values[SQL]))
            list_add(base->scratch, &in.virtual_tables, row->values[NAME]);
    for (list_each(const Row, row, &rows.rows))
        add_thing(&in, row->values);
    return true;
}

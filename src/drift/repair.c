#include "drift/repair.h"

#include <stdlib.h>

#include "base/map.h"
#include "drift/mention.h"
#include "sql/writer.h"

/* What happens to one thing. */
typedef struct RepairItem {
    const SqlObject *from; /* as it is, or NULL */
    const SqlObject *to;   /* as it shall be, or NULL */
    bool is_remade;        /* dropped and made again */
    bool is_rebuilt;       /* a table, by ObjectRules.rebuild */
    bool is_altered;
    bool is_beyond;   /* a table that would have to be dropped: left to people */
    bool is_followed; /* what has to be made again with it has been found */
} RepairItem;

typedef struct Repair {
    Arena *arena;
    const ObjectRules *rules;
    ObjectScript script;
    Map places; /* in items, by the address of `from` or `to` */
    LIST_OF(RepairItem) items;
} Repair;

static Text key_of(Repair *repair, const SqlObject *object)
{
    const SqlObject **copy = NEW(repair->arena, const SqlObject *);
    *copy = object;
    return (Text){(const char *)copy, sizeof *copy};
}

static RepairItem *item_of(Repair *repair, const SqlObject *object)
{
    uint32_t place =
        map_index(&repair->places, (Text){(const char *)&object, sizeof(const SqlObject *)});
    return place == NONE ? NULL : &repair->items.items[place];
}

static void add_item(Repair *repair, RepairItem item)
{
    uint32_t place = (uint32_t)repair->items.count;
    if (item.from)
        map_set_index(&repair->places, key_of(repair, item.from), place);
    if (item.to)
        map_set_index(&repair->places, key_of(repair, item.to), place);
    list_add(repair->arena, &repair->items, item);
}

static const SqlObject *find_same(const SqlObjectList *list, const SqlObject *object)
{
    return sql_object_find(list, object->kind, object->namespace, object->owner, object->name);
}

static bool goes(const RepairItem *item)
{
    return item && item->from && (!item->to || item->is_remade || item->is_rebuilt);
}

static bool comes(const RepairItem *item)
{
    return item && item->to && (!item->from || item->is_remade || item->is_rebuilt);
}

/* --- what has to be made again with it --- */

/* An object that stays as it is, but has to go for a while. */
static void remake(Repair *repair, const SqlObject *to)
{
    const SqlObject *from = find_same(repair->script.from, to);
    RepairItem *item = item_of(repair, to);
    if (!from)
        return;
    if (!item) {
        add_item(repair, (RepairItem){.from = from, .to = to, .is_remade = true});
    } else if (!item->is_rebuilt && !item->is_remade) {
        item->is_remade = true;
        item->is_altered = false;
        item->is_followed = false;
    }
}

/* What belongs to a thing goes with it. */
static void remake_parts(Repair *repair, const SqlObject *of)
{
    Text owner = of->owner_kind == OBJECT_NONE ? of->name : of->owner;
    SqlObjectList parts = sql_objects_of(repair->script.to, of->namespace, owner);
    for (size_t i = 0; i < parts.count; i++) {
        const SqlObject *part = parts.items[i];
        bool is_part = drift_parent(repair->arena, repair->script.to, part) == of;
        bool is_on_column = of->kind == OBJECT_COLUMN && part->kind != OBJECT_COLUMN &&
                            sql_mentions(part->definition, of->name);
        if (is_part || is_on_column)
            remake(repair, part);
    }
}

/* Views and the like that read a table, or a column of it. */
static void remake_readers(Repair *repair, const SqlObject *of)
{
    Text table = of->owner_kind == OBJECT_NONE ? of->name : of->owner;
    bool is_column = of->kind == OBJECT_COLUMN;
    for (size_t i = 0; i < repair->script.to->count; i++) {
        const SqlObject *reader = repair->script.to->items[i];
        bool reads = reader->kind == OBJECT_VIEW || reader->kind == OBJECT_MATERIALIZED_VIEW ||
                     reader->kind == OBJECT_RULE || reader->kind == OBJECT_POLICY ||
                     reader->kind == OBJECT_TRIGGER;
        bool is_own = text_equal(reader->owner, table) || sql_mentions(reader->definition, table);
        if (reads && reader != of && is_own &&
            (!is_column || sql_mentions(reader->definition, of->name)))
            remake(repair, reader);
    }
}

/* Foreign keys that rely on a key of the table. */
static void remake_references(Repair *repair, const SqlObject *key)
{
    for (size_t i = 0; i < repair->script.to->count; i++) {
        const SqlObject *object = repair->script.to->items[i];
        ptrdiff_t references =
            object->kind == OBJECT_FOREIGN_KEY ? text_find(object->definition, " REFERENCES ") : -1;
        if (references >= 0 && sql_mentions(text_slice(object->definition, (size_t)references,
                                                       object->definition.length),
                                            key->owner))
            remake(repair, object);
    }
}

/* The default of a column whose type changes is of the old type. */
static void remake_default(Repair *repair, const SqlObject *column)
{
    const SqlObject *value = sql_object_find(repair->script.to, OBJECT_DEFAULT, column->namespace,
                                             column->owner, column->name);
    if (value)
        remake(repair, value);
}

static void remake_dependents(Repair *repair, RepairItem item)
{
    const SqlObject *object = item.from;
    bool is_key = object->kind == OBJECT_PRIMARY_KEY || object->kind == OBJECT_UNIQUE ||
                  (object->kind == OBJECT_INDEX && text_starts_with(object->definition, "UNIQUE "));
    if (is_key && goes(&item))
        remake_references(repair, object);
    if (object->kind == OBJECT_COLUMN && item.is_altered) {
        remake_default(repair, item.to);
        remake_readers(repair, item.to);
    }
    if (item.to && goes(&item)) {
        remake_parts(repair, item.to);
        if (object->kind == OBJECT_COLUMN || object->kind == OBJECT_VIEW || item.is_rebuilt ||
            object->kind == OBJECT_MATERIALIZED_VIEW)
            remake_readers(repair, item.to);
    }
}

/* --- what is to be done --- */

/* A part that comes along with a table: the table is rebuilt, or the column made anew. */
static void redo_whole(Repair *repair, const SqlObject *part)
{
    SqlObjectKind kind = repair->rules->rebuild ? OBJECT_TABLE : OBJECT_COLUMN;
    Text name = repair->rules->rebuild ? part->owner : part->name;
    Text owner = repair->rules->rebuild ? TEXT("") : part->owner;
    const SqlObject *to = sql_object_find(repair->script.to, kind, part->namespace, owner, name);
    const SqlObject *from =
        sql_object_find(repair->script.from, kind, part->namespace, owner, name);
    if (!to || !from)
        return;
    if (!item_of(repair, to))
        add_item(repair, (RepairItem){.from = from, .to = to});
    RepairItem *item = item_of(repair, to);
    item->is_rebuilt = repair->rules->rebuild != NULL;
    item->is_remade = !item->is_rebuilt;
}

static bool can_alter(Repair *repair, const RepairItem *item)
{
    Buffer unused = BUFFER(repair->arena);
    ObjectScript script = repair->script;
    script.out = &unused;
    return repair->rules->alter(&script, item->from, item->to);
}

static void decide(Repair *repair, size_t place)
{
    RepairItem *item = &repair->items.items[place];
    const SqlObject *object = item->to ? item->to : item->from;
    bool is_table = object->kind == OBJECT_TABLE;
    bool is_of_whole = repair->rules->rebuild ? repair->rules->comes_along(object->kind)
                                              : object->kind == OBJECT_GENERATED;
    if (is_of_whole) {
        redo_whole(repair, object);
    } else if (item->from && item->to && !item->is_remade && !item->is_rebuilt) {
        item->is_rebuilt = is_table && repair->rules->rebuild;
        item->is_beyond = is_table && !repair->rules->rebuild;
        item->is_altered = !is_table && can_alter(repair, item);
        item->is_remade = !is_table && !item->is_altered;
    }
}

/* What has to be made again may be followed by more. */
static void follow(Repair *repair)
{
    for (bool found = true; found;) {
        found = false;
        for (size_t i = 0; i < repair->items.count; i++) { /* grows while it runs */
            RepairItem *item = &repair->items.items[i];
            if (item->is_followed || !item->from)
                continue;
            item->is_followed = true;
            found = true;
            remake_dependents(repair, *item);
        }
    }
}

static void plan(Repair *repair, const Drift *drift, RepairDirection direction)
{
    for (list_each(const Difference, difference, &drift->differences)) {
        bool forward = direction == REPAIR_DATABASE;
        add_item(repair, (RepairItem){.from = forward ? difference->actual : difference->expected,
                                      .to = forward ? difference->expected : difference->actual});
    }
    size_t count = repair->items.count;
    for (size_t i = 0; i < count; i++)
        decide(repair, i);
    follow(repair);
}

/* --- in which order --- */

/* Views may read each other, whatever their kind. */
static int rank(const SqlObject *object)
{
    return object->kind == OBJECT_MATERIALIZED_VIEW ? OBJECT_VIEW : (int)object->kind;
}

static int compare_objects(const SqlObject *a, const SqlObject *b)
{
    int order = rank(a) - rank(b);
    return order ? order : (a > b) - (a < b);
}

static int by_creation(const void *a, const void *b)
{
    return compare_objects((*(RepairItem *const *)a)->to, (*(RepairItem *const *)b)->to);
}

static int by_removal(const void *a, const void *b)
{
    return compare_objects((*(RepairItem *const *)b)->from, (*(RepairItem *const *)a)->from);
}

/* The items that have the member, as pointers. */
static RepairItem **sorted(Repair *repair, bool by_to, size_t *count)
{
    RepairItem **items = NEW_ARRAY(repair->arena, RepairItem *, repair->items.count + 1);
    *count = 0;
    for (list_each(RepairItem, item, &repair->items))
        if (by_to ? item->to : item->from)
            items[(*count)++] = item;
    qsort(items, *count, sizeof *items, by_to ? by_creation : by_removal);
    return items;
}

/* True when what the object belongs to takes it along. */
static bool goes_along(Repair *repair, const SqlObject *object) // NOLINT(misc-no-recursion)
{
    const SqlObject *parent = drift_parent(repair->arena, repair->script.from, object);
    RepairItem *item = parent ? item_of(repair, parent) : NULL;
    return parent && (goes(item) || goes_along(repair, parent));
}

/* True when it is made along with its table or its column. */
static bool comes_along(Repair *repair, const SqlObject *object) // NOLINT(misc-no-recursion)
{
    const SqlObject *parent = drift_parent(repair->arena, repair->script.to, object);
    bool is_whole =
        parent && (parent->kind == OBJECT_TABLE || parent->kind == OBJECT_FOREIGN_TABLE ||
                   parent->kind == OBJECT_COLUMN);
    return is_whole && repair->rules->comes_along(object->kind) &&
           (comes(item_of(repair, parent)) || comes_along(repair, parent));
}

static void write_beyond(Repair *repair, const SqlObject *table)
{
    sql_add(repair->script.out, "-- This cannot be altered: the table {} ({}).\n",
            sql_name(table->name),
            sql_raw(table->definition.length ? table->definition : TEXT("as it is")));
}

Text drift_repair(Arena *arena, const Drift *drift, const ObjectRules *rules,
                  RepairDirection direction)
{
    bool forward = direction == REPAIR_DATABASE;
    size_t count;
    Buffer out = BUFFER(arena);
    Repair repair = {.arena = arena,
                     .rules = rules,
                     .script = {.arena = arena,
                                .out = &out,
                                .from = forward ? &drift->actual : &drift->expected,
                                .to = forward ? &drift->expected : &drift->actual},
                     .places = MAP(arena)};
    plan(&repair, drift, direction);
    RepairItem **items = sorted(&repair, false, &count);
    for (size_t i = 0; i < count; i++)
        if (goes(items[i]) && !items[i]->is_rebuilt && !goes_along(&repair, items[i]->from))
            rules->drop(&repair.script, items[i]->from);
    items = sorted(&repair, true, &count);
    for (size_t i = 0; i < count; i++) {
        RepairItem *item = items[i];
        if (item->is_beyond)
            write_beyond(&repair, item->to);
        else if (item->is_rebuilt)
            rules->rebuild(&repair.script, item->to);
        else if (item->is_altered && !comes_along(&repair, item->to))
            rules->alter(&repair.script, item->from, item->to);
        else if (comes(item) && !comes_along(&repair, item->to))
            rules->create(&repair.script, item->to);
    }
    Text text = buffer_text(&out);
    return text.data ? text : TEXT("");
}

#include "drift/repair.h"

#include <stdlib.h>

#include "drift/repairing.h"
#include "sql/object_script.h"
#include "sql/writer.h"

static Text key_of(Repair *repair, const SqlObject *object)
{
    const SqlObject **copy = NEW(repair->arena, const SqlObject *);
    *copy = object;
    return (Text){(const char *)copy, sizeof *copy};
}

RepairItem *repair_item_of(Repair *repair, const SqlObject *object)
{
    uint32_t place =
        map_index(&repair->places, (Text){(const char *)&object, sizeof(const SqlObject *)});
    return place == NONE ? NULL : &repair->items.items[place];
}

void repair_add(Repair *repair, RepairItem item)
{
    uint32_t place = (uint32_t)repair->items.count;
    if (item.from)
        map_set_index(&repair->places, key_of(repair, item.from), place);
    if (item.to)
        map_set_index(&repair->places, key_of(repair, item.to), place);
    list_add(repair->arena, &repair->items, item);
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
    if (!repair_item_of(repair, to))
        repair_add(repair, (RepairItem){.from = from, .to = to});
    RepairItem *item = repair_item_of(repair, to);
    item->is_rebuilt = repair->rules->rebuild != NULL;
    item->is_remade = !item->is_rebuilt;
}

static ObjectAlteration alteration(Repair *repair, const RepairItem *item)
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
        ObjectAlteration how = is_table ? ALTER_NOT : alteration(repair, item);
        item->is_altered = how != ALTER_NOT;
        item->is_anew = how == ALTER_ANEW;
        item->is_remade = !is_table && how == ALTER_NOT;
    }
}

static void plan(Repair *repair, const Drift *drift, RepairDirection direction)
{
    for (list_each(const Difference, difference, &drift->differences)) {
        bool forward = direction == REPAIR_DATABASE;
        repair_add(repair, (RepairItem){.from = forward ? difference->actual : difference->expected,
                                        .to = forward ? difference->expected : difference->actual});
    }
    size_t count = repair->items.count;
    for (size_t i = 0; i < count; i++)
        decide(repair, i);
    repair_remake(repair);
}

/* --- in which order --- */

/* How many stand above it by inheritance. A snapshot may claim that one stands above itself. */
static unsigned depth_of(const SqlObjectList *list, const SqlObject *object)
{
    const SqlObject *link;
    unsigned depth = 0;
    while (depth < 100 && (object = sql_object_inherited(list, object, &link)))
        depth++;
    return depth;
}

/* Parents come first, made or taken away; but a table goes before its parent. */
static int compare_depths(const RepairItem *a, const RepairItem *b)
{
    return (a->depth > b->depth) - (a->depth < b->depth);
}

static int by_creation(const void *first, const void *second)
{
    const RepairItem *a = *(RepairItem *const *)first;
    const RepairItem *b = *(RepairItem *const *)second;
    int order = sql_object_rank(a->to) - sql_object_rank(b->to);
    order = order ? order : compare_depths(a, b);
    return order ? order : (a->to > b->to) - (a->to < b->to);
}

static int by_removal(const void *first, const void *second)
{
    const RepairItem *a = *(RepairItem *const *)first;
    const RepairItem *b = *(RepairItem *const *)second;
    int order = sql_object_rank(b->from) - sql_object_rank(a->from);
    bool is_table = a->from->owner_kind == OBJECT_NONE;
    order = order ? order : is_table ? compare_depths(b, a) : compare_depths(a, b);
    return order ? order : (b->from > a->from) - (b->from < a->from);
}

/* The items that have the member, as pointers. */
static RepairItem **sorted(Repair *repair, bool by_to, size_t *count)
{
    RepairItem **items = NEW_ARRAY(repair->arena, RepairItem *, repair->items.count + 1);
    *count = 0;
    for (list_each(RepairItem, item, &repair->items)) {
        const SqlObject *object = by_to ? item->to : item->from;
        if (!object)
            continue;
        item->depth = depth_of(by_to ? repair->script.to : repair->script.from, object);
        items[(*count)++] = item;
    }
    qsort(items, *count, sizeof *items, by_to ? by_creation : by_removal);
    return items;
}

/* True when what the object belongs to takes it along. */
static bool goes_along(Repair *repair, const SqlObject *object) // NOLINT(misc-no-recursion)
{
    const SqlObject *parent = drift_parent(repair->arena, repair->script.from, object);
    RepairItem *item = parent ? repair_item_of(repair, parent) : NULL;
    return parent && (repair_goes(item) || goes_along(repair, parent));
}

/* What happens to the same column of a table that this one inherits from, and did before; or NULL.
 */
static const RepairItem *item_above(Repair *repair, const SqlObject *column)
{
    const SqlObject *link;
    const SqlObject *above = column->kind == OBJECT_COLUMN
                                 ? sql_object_inherited(repair->script.to, column, &link)
                                 : NULL;
    return above && repair_same(repair->script.from, link) ? repair_item_of(repair, above) : NULL;
}

/* True when it is made along with its table or its column. */
static bool comes_along(Repair *repair, const SqlObject *object) // NOLINT(misc-no-recursion)
{
    const SqlObject *parent = drift_parent(repair->arena, repair->script.to, object);
    bool is_whole =
        parent && (parent->kind == OBJECT_TABLE || parent->kind == OBJECT_FOREIGN_TABLE ||
                   parent->kind == OBJECT_COLUMN);
    return is_whole && repair->rules->comes_along(object->kind) &&
           (repair_comes(repair_item_of(repair, parent)) || comes_along(repair, parent));
}

/* True for what a partition keeps of its own when it is detached. */
static bool is_left_over(Repair *repair, const RepairItem *item)
{
    SqlObjectKind kind = item->to->kind;
    bool is_kept = kind == OBJECT_INDEX || kind == OBJECT_PRIMARY_KEY || kind == OBJECT_UNIQUE ||
                   kind == OBJECT_FOREIGN_KEY || kind == OBJECT_CHECK || kind == OBJECT_EXCLUSION ||
                   kind == OBJECT_TRIGGER;
    SqlObjectList parts = sql_objects_of(repair->script.from, item->to->namespace, item->to->owner);
    for (size_t i = 0; is_kept && !item->from && i < parts.count; i++) {
        const RepairItem *part = repair_item_of(repair, parts.items[i]);
        if (parts.items[i]->kind == OBJECT_PARTITION && part && !part->to)
            return true;
    }
    return false;
}

/* True when what happens to the column of a parent makes that of its child. */
static bool comes_from_above(Repair *repair, const RepairItem *item)
{
    const RepairItem *above = item_above(repair, item->to);
    return (repair_comes(item) && repair_comes(above)) ||
           (item->is_altered && above && above->is_altered);
}

static void write_beyond(Repair *repair, const SqlObject *table)
{
    sql_add(repair->script.out, "-- This cannot be altered: the table {} ({}).\n",
            sql_name(table->name),
            sql_raw(table->definition.length ? table->definition : TEXT("as it is")));
}

static void write_creation(Repair *repair, const RepairItem *item)
{
    const ObjectRules *rules = repair->rules;
    if (item->is_beyond)
        write_beyond(repair, item->to);
    else if (item->is_rebuilt)
        rules->rebuild(&repair->script, item->to);
    else if (comes_along(repair, item->to) || is_left_over(repair, item) ||
             comes_from_above(repair, item))
        return;
    else if (item->is_altered)
        rules->alter(&repair->script, item->from, item->to);
    else if (repair_comes(item))
        rules->create(&repair->script, item->to);
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
        if (repair_goes(items[i]) && !items[i]->is_rebuilt && !goes_along(&repair, items[i]->from))
            rules->drop(&repair.script, items[i]->from);
    items = sorted(&repair, true, &count);
    for (size_t i = 0; i < count; i++)
        write_creation(&repair, items[i]);
    Text text = buffer_text(&out);
    return text.data ? text : TEXT("");
}

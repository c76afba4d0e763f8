/* What has to go for a while, and is made again, because of what happens to other things. */
#include "drift/mention.h"
#include "drift/repairing.h"

/* An object that stays as it is, but has to go for a while. */
static void remake(Repair *repair, const SqlObject *to)
{
    const SqlObject *from = repair_same(repair->script.from, to);
    RepairItem *item = repair_item_of(repair, to);
    if (!from)
        return;
    if (!item) {
        repair_add(repair, (RepairItem){.from = from, .to = to, .is_remade = true});
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
    for (size_t i = 0; i < repair->readers.count; i++) {
        const SqlObject *reader = repair->readers.items[i];
        bool is_own = text_equal(reader->owner, table) || sql_mentions(reader->definition, table);
        if (reader != of && is_own && (!is_column || sql_mentions(reader->definition, of->name)))
            remake(repair, reader);
    }
}

/* Foreign keys that rely on a key of the table. */
static void remake_references(Repair *repair, const SqlObject *key)
{
    for (size_t i = 0; i < repair->references.count; i++) {
        const SqlObject *object = repair->references.items[i];
        ptrdiff_t start = text_find(object->definition, " REFERENCES ");
        Text referenced = text_slice(object->definition, start < 0 ? 0 : (size_t)start,
                                     object->definition.length);
        if (start >= 0 && sql_mentions(referenced, key->owner))
            remake(repair, object);
    }
}

/* What a table says of one of its indexes or constraints, by name. */
static void remake_uses(Repair *repair, const SqlObject *index)
{
    SqlObjectList parts = sql_objects_of(repair->script.to, index->namespace, index->owner);
    for (size_t i = 0; i < parts.count; i++) {
        const SqlObject *part = parts.items[i];
        bool is_use = part->kind == OBJECT_REPLICA_IDENTITY || part->kind == OBJECT_CLUSTERING;
        if (is_use && sql_mentions(part->definition, index->name))
            remake(repair, part);
    }
}

/* Switching all triggers switches each. */
static void remake_states(Repair *repair, const SqlObject *state)
{
    SqlObjectList parts = sql_objects_of(repair->script.to, state->namespace, state->owner);
    for (size_t i = 0; i < parts.count; i++)
        if (parts.items[i]->kind == OBJECT_TRIGGER_STATE && parts.items[i] != state)
            remake(repair, parts.items[i]);
}

/* Defaults that change, and call what goes before they do. */
static void free_from_defaults(Repair *repair, const SqlObject *called)
{
    for (size_t i = 0; i < repair->items.count; i++) {
        const RepairItem *item = &repair->items.items[i];
        if (item->is_altered && item->from->kind == OBJECT_DEFAULT &&
            sql_mentions(item->from->definition, called->name))
            remake(repair, item->to);
    }
}

/* A sequence goes with the table or column that owns it, also where it is to stay. */
static void remake_sequences(Repair *repair, const SqlObject *owner)
{
    Text table = owner->owner_kind == OBJECT_NONE ? owner->name : owner->owner;
    for (size_t i = 0; i < repair->owned.count; i++) {
        const SqlObject *owned = repair->owned.items[i];
        if (!sql_mentions(owned->definition, table) ||
            (owner->kind == OBJECT_COLUMN && !sql_mentions(owned->definition, owner->name)))
            continue;
        const SqlObject *to = sql_object_find(repair->script.to, OBJECT_SEQUENCE, owned->namespace,
                                              TEXT(""), owned->owner);
        if (to)
            remake(repair, to);
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

static bool is_key(const SqlObject *object)
{
    return object->kind == OBJECT_PRIMARY_KEY || object->kind == OBJECT_UNIQUE ||
           (object->kind == OBJECT_INDEX && text_starts_with(object->definition, "UNIQUE "));
}

/* What has to go because the object goes. */
static void remake_what_needs(Repair *repair, const SqlObject *object)
{
    SqlObjectKind kind = object->kind;
    if (is_key(object))
        remake_references(repair, object);
    if (is_key(object) || kind == OBJECT_INDEX || kind == OBJECT_EXCLUSION)
        remake_uses(repair, object);
    if (kind == OBJECT_TRIGGER_STATE && text_is(object->name, "ALL"))
        remake_states(repair, object);
    if (kind == OBJECT_SEQUENCE || kind == OBJECT_FUNCTION)
        free_from_defaults(repair, object);
    if (kind == OBJECT_TABLE || kind == OBJECT_COLUMN)
        remake_sequences(repair, object);
}

static void remake_dependents(Repair *repair, RepairItem item)
{
    const SqlObject *object = item.from;
    bool is_column = object->kind == OBJECT_COLUMN;
    bool is_view = object->kind == OBJECT_VIEW || object->kind == OBJECT_MATERIALIZED_VIEW;
    if (is_column && item.is_altered)
        remake_default(repair, item.to);
    if (repair_goes(&item))
        remake_what_needs(repair, object);
    if (item.to && (repair_goes(&item) || item.is_anew))
        remake_parts(repair, item.to);
    if (item.to && (is_column || ((is_view || item.is_rebuilt) && repair_goes(&item))))
        remake_readers(repair, item.to);
}

#define READERS \
    (OBJECT_BIT(OBJECT_VIEW) | OBJECT_BIT(OBJECT_MATERIALIZED_VIEW) | OBJECT_BIT(OBJECT_RULE) | \
     OBJECT_BIT(OBJECT_POLICY) | OBJECT_BIT(OBJECT_TRIGGER))

static SqlObjectList of_kinds(Arena *arena, const SqlObjectList *list, SqlObjectKinds kinds)
{
    SqlObjectList found = {.items = NEW_ARRAY(arena, const SqlObject *, list->count + 1)};
    for (size_t i = 0; i < list->count; i++)
        if (kinds & OBJECT_BIT(list->items[i]->kind))
            found.items[found.count++] = list->items[i];
    return found;
}

/* What has to be made again may be followed by more. */
void repair_remake(Repair *repair)
{
    const ObjectScript *script = &repair->script;
    repair->readers = of_kinds(repair->arena, script->to, READERS);
    repair->references = of_kinds(repair->arena, script->to, OBJECT_BIT(OBJECT_FOREIGN_KEY));
    repair->owned = of_kinds(repair->arena, script->from, OBJECT_BIT(OBJECT_SEQUENCE_OWNER));
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

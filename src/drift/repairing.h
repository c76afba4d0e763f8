/* The work of writing a repair: what happens to each thing. */
#ifndef DUNLIN_DRIFT_REPAIRING_H
#define DUNLIN_DRIFT_REPAIRING_H

#include "base/map.h"
#include "drift/repair.h"

/* What happens to one thing. */
typedef struct RepairItem {
    const SqlObject *from; /* as it is, or NULL */
    const SqlObject *to;   /* as it shall be, or NULL */
    bool is_remade;        /* dropped and made again */
    bool is_rebuilt;       /* a table, by ObjectRules.rebuild */
    bool is_altered;
    bool is_anew;     /* altered so that what is said of it is lost */
    bool is_beyond;   /* a table that would have to be dropped: left to people */
    bool is_followed; /* what has to be made again with it has been found */
    unsigned depth;   /* of inheritance; for sorting */
} RepairItem;

typedef struct Repair {
    Arena *arena;
    const ObjectRules *rules;
    ObjectScript script;
    Map places; /* in items, by the address of `from` or `to` */
    /* Those of the objects that others may have to be made again for: searched again and again. */
    SqlObjectList readers;    /* of `to`: what reads tables, such as views */
    SqlObjectList references; /* of `to`: foreign keys */
    SqlObjectList owned;      /* of `from`: sequences that belong to a column */
    LIST_OF(RepairItem) items;
} Repair;

/* The item that an object of either side belongs to, or NULL: nothing happens to it. */
RepairItem *repair_item_of(Repair *repair, const SqlObject *object);

/* The same thing in another list, or NULL. */
static inline const SqlObject *repair_same(const SqlObjectList *list, const SqlObject *object)
{
    return sql_object_find(list, object->kind, object->namespace, object->owner, object->name);
}

void repair_add(Repair *repair, RepairItem item);

static inline bool repair_goes(const RepairItem *item)
{
    return item && item->from && (!item->to || item->is_remade || item->is_rebuilt);
}

static inline bool repair_comes(const RepairItem *item)
{
    return item && item->to && (!item->from || item->is_remade || item->is_rebuilt);
}

/* Adds, or changes, the items of what has to go for a while because of what happens to others. */
void repair_remake(Repair *repair);

#endif

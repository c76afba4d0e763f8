/* How a snapshot has the lists of a schema: each is an array of rows, a row an array of values, in
 * the order of these fields. What is added to a struct has to be added here. */
#ifndef DUNLIN_SQL_SNAPSHOT_FIELDS_H
#define DUNLIN_SQL_SNAPSHOT_FIELDS_H

#include "sql/schema.h"

/* Goes up when what is written has another form or another meaning. */
enum { SNAPSHOT_FORMAT = 2 };

typedef enum SnapshotList {
    LIST_NAMESPACES,
    LIST_ENUMS,
    LIST_ENUM_VALUES,
    LIST_SEQUENCES,
    LIST_EXTENSIONS,
    LIST_TABLES,
    LIST_COLUMNS,
    LIST_INDEXES,
    LIST_INDEX_COLUMNS,
    LIST_FOREIGN_KEYS,
    LIST_FOREIGN_KEY_COLUMNS,
    LIST_VIEWS,
    LIST_VIEW_COLUMNS,
    SNAPSHOT_LISTS,
} SnapshotList;

typedef enum SnapshotFieldKind {
    FIELD_IS_TEXT,     /* or null: its data is NULL */
    FIELD_IS_PLACE,    /* in a list */
    FIELD_MAY_BE_NONE, /* a place, or null */
    FIELD_IS_FIRST,    /* a place where a run of the list begins; its length is the next field */
    FIELD_IS_LENGTH,   /* uint32_t */
    FIELD_IS_CHOICE,   /* an enum that has `limit` values */
    FIELD_IS_NUMBER,   /* int64_t */
    FIELD_IS_BOOL,
    FIELD_IS_TYPE,
    FIELD_IS_DEFAULT,
} SnapshotFieldKind;

typedef struct SnapshotField {
    const char *name; /* NULL ends a list */
    size_t offset;
    SnapshotFieldKind kind;
    unsigned limit; /* of a choice; the list of a place */
} SnapshotField;

typedef struct SnapshotListForm {
    const char *name;
    size_t offset; /* of the list in SqlSchema */
    size_t item_size;
    const SnapshotField *fields;
} SnapshotListForm;

/* The forms, by SnapshotList. */
extern const SnapshotListForm snapshot_lists[SNAPSHOT_LISTS];

/* Any list of a schema, whatever its items are. */
typedef struct AnyList {
    void *items;
    size_t count;
    size_t capacity;
} AnyList;

static inline AnyList snapshot_list(const SqlSchema *schema, SnapshotList list)
{
    AnyList any;
    memcpy(&any, (const char *)schema + snapshot_lists[list].offset, sizeof any);
    return any;
}

#endif

/* The things of a database as names and definitions: everything that can be dropped or altered on
 * its own, down to the default of a column. Introspection and checks for drift look at them; what
 * computes migrations looks at tables, and passes over what the schema language has no word for. */
#ifndef DUNLIN_SQL_OBJECT_H
#define DUNLIN_SQL_OBJECT_H

#include "base/text.h"

typedef enum SqlObjectKind {
    OBJECT_NONE,
#define OBJECT(identifier, word, of) OBJECT_##identifier,
#include "sql/objects.def"
#undef OBJECT
    OBJECT_KIND_COUNT
} SqlObjectKind;

/* A set of kinds. */
typedef uint64_t SqlObjectKinds;
#define OBJECT_BIT(kind) (UINT64_C(1) << (kind))
#define OBJECTS_ALL (~UINT64_C(0))
_Static_assert(OBJECT_KIND_COUNT <= 64, "SqlObjectKinds has a bit for each kind");

/* What Prisma's schemas cannot say of a constraint or an index, and warn of. */
typedef enum SqlObjectTrait {
    TRAIT_DEFERRABLE = 1 << 0,
    TRAIT_EXPRESSION = 1 << 1,  /* an index on something that is no column */
    TRAIT_NULLS_ORDER = 1 << 2, /* an index whose NULLs are not where the sort order has them */
    TRAIT_PARTIAL = 1 << 3,     /* an index with a condition; it changes nothing alone */
} SqlObjectTrait;

/* It is told by kinds and names; no two objects of a schema have the same. */
typedef struct SqlObject {
    SqlObjectKind kind : 8;
    SqlObjectKind owner_kind : 8; /* OBJECT_NONE: it belongs to nothing */
    unsigned traits : 8;          /* SqlObjectTrait */
    Text namespace;               /* empty: the one that the connection is in, or none at all */
    /* The table, view, domain … that it belongs to, or empty. Of a comment on a column or another
     * part of a table, it is the table, and owner_kind is that part's. */
    Text owner;
    Text name;       /* also that of the column, trigger … whose part it is; or empty */
    Text definition; /* SQL that says all else that matters: equal texts are equal things, whatever
                        the database is called and in which order things were made */
} SqlObject;

/* "foreign key". */
const char *sql_object_word(SqlObjectKind kind);

/* The kind with that word, or OBJECT_NONE. */
SqlObjectKind sql_object_kind(Text word);

/* The part of its owner that a thing of the kind belongs to when it has a name: of a default, it is
 * the column. OBJECT_NONE: to the owner itself. */
SqlObjectKind sql_object_part_of(SqlObjectKind kind);

/* Less than, equal to or greater than 0. Things stand together with what belongs to them, and
 * before it; that is by kind and name. 0: they are the same thing. */
int sql_object_compare(const SqlObject *a, const SqlObject *b);

/* Objects in the order of sql_object_compare(). */
typedef struct SqlObjectList {
    const SqlObject **items;
    size_t count;
} SqlObjectList;

/* The list of these objects, which must outlive it. */
SqlObjectList sql_objects_sorted(Arena *arena, const SqlObject *objects, size_t count);

/* The object of that kind and those names, or NULL; what kind its owner is does not count. */
const SqlObject *sql_object_find(const SqlObjectList *list, SqlObjectKind kind, Text namespace,
                                 Text owner, Text name);

/* What belongs to the thing of that name, a table or the like: a part of the list. */
SqlObjectList sql_objects_of(const SqlObjectList *list, Text namespace, Text owner);

/* The same in the order in which they were described, which is that of CREATE TABLE. */
SqlObjectList sql_objects_in_order(Arena *arena, const SqlObjectList *list, Text namespace,
                                   Text owner);

/* What the object inherits from, or is a partition of: the parent's column for a column, the parent
 * for a table. `link` becomes what makes it a child. NULL: nothing. */
const SqlObject *sql_object_inherited(const SqlObjectList *list, const SqlObject *object,
                                      const SqlObject **link);

/* "audit.User.email": namespace, owner and name, as far as there are any. */
Text sql_object_path(Arena *arena, const SqlObject *object);

/* True when they are the same thing, and defined the same. */
bool sql_object_equal(const SqlObject *a, const SqlObject *b);

#endif

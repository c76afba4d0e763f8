/* How objects are made, changed and taken away in one product's SQL: a table each in dialect/. */
#ifndef DUNLIN_SQL_OBJECT_RULES_H
#define DUNLIN_SQL_OBJECT_RULES_H

#include "base/buffer.h"
#include "sql/object.h"

/* A script that leads from one list of objects to another. */
typedef struct ObjectScript {
    Arena *arena;
    Buffer *out;
    const SqlObjectList *from;
    const SqlObjectList *to;
} ObjectScript;

/* How far an object can be altered. */
typedef enum ObjectAlteration {
    ALTER_NOT,  /* it has to be dropped and made anew */
    ALTER_ANEW, /* its name stays, but what is said of it (comments, privileges) is lost */
    ALTER_WHOLLY,
} ObjectAlteration;

typedef struct ObjectRules {
    const char *provider; /* its canonical name in a schema */

    /* Each appends whole statements, a line for the end of each. */
    void (*create)(const ObjectScript *script, const SqlObject *object);
    void (*drop)(const ObjectScript *script, const SqlObject *object);
    /* Appends nothing for ALTER_NOT. */
    ObjectAlteration (*alter)(const ObjectScript *script, const SqlObject *from,
                              const SqlObject *to);
    /* True for what CREATE TABLE, or adding a column, makes along with it. */
    bool (*comes_along)(SqlObjectKind kind);
    /* Makes the table anew under its name, with the rows that it has, for where what comes along
     * with one cannot be altered. NULL: it can. */
    void (*rebuild)(const ObjectScript *script, const SqlObject *table);
} ObjectRules;

#endif

/* Objects in the order in which they can be made, and the script that makes them. */
#ifndef DUNLIN_SQL_OBJECT_SCRIPT_H
#define DUNLIN_SQL_OBJECT_SCRIPT_H

#include "sql/object_rules.h"

/* When an object is made: behind those whose number is less. Views may read each other, whatever
 * their kind; what belongs to one comes behind them. */
int sql_object_rank(const SqlObject *object);

typedef struct ObjectCreation {
    const ObjectRules *rules;
    const SqlObjectList *from; /* what is there */
    const SqlObjectList *to;   /* that, and what is to be made */
    Text rows; /* SQL that is run when the tables are there, and what guards them is not */
} ObjectCreation;

/* Appends the statements, a line for the end of each. False when something that is there would have
 * to be changed or dropped. */
bool sql_objects_create(Arena *arena, const ObjectCreation *creation, Buffer *out);

#endif

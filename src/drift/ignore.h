/* Patterns for what a check for drift passes over. */
#ifndef DUNLIN_DRIFT_IGNORE_H
#define DUNLIN_DRIFT_IGNORE_H

#include "sql/object.h"

/* True when one of the patterns fits the object. A pattern is a path with * for anything and ? for
 * one byte: "User.email", "audit.*"; it also fits what belongs to a thing that it fits. A kind may
 * stand before it: "index:User.*", "grant:*". Things of the usual namespace are called with or
 * without it. */
bool drift_is_ignored(Arena *arena, const TextList *patterns, Text usual_namespace,
                      const SqlObject *object);

#endif

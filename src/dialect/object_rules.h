/* How each database product makes, changes and takes away objects. */
#ifndef DUNLIN_DIALECT_OBJECT_RULES_H
#define DUNLIN_DIALECT_OBJECT_RULES_H

#include "sql/object_rules.h"

extern const ObjectRules object_rules_postgres;
extern const ObjectRules object_rules_sqlite;

/* Those of a provider's canonical name, or NULL. */
const ObjectRules *object_rules_of(const char *provider);

#endif

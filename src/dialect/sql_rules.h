/* What each database product needs to know of SQL schemas. */
#ifndef DUNLIN_DIALECT_SQL_RULES_H
#define DUNLIN_DIALECT_SQL_RULES_H

#include "sql/rules.h"

extern const SqlRules sql_rules_postgres;
extern const SqlRules sql_rules_cockroach;
extern const SqlRules sql_rules_sqlite;

/* The rules of a provider, or NULL: SQL is not made for it yet. */
const SqlRules *sql_rules_of(const Provider *provider);

#endif

/* What the schema language may say for SQLite, which has no native types. */
#ifndef DUNLIN_DIALECT_SQLITE_PROVIDER_H
#define DUNLIN_DIALECT_SQLITE_PROVIDER_H

#include "psl/provider.h"

extern const Provider provider_sqlite;

#endif

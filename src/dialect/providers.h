/* What the schema language may say for each database product. */
#ifndef DUNLIN_DIALECT_PROVIDERS_H
#define DUNLIN_DIALECT_PROVIDERS_H

#include "psl/provider.h"

/* postgresql, mysql, sqlite, sqlserver, mongodb, cockroachdb; NULL-terminated. */
extern const Provider *const dialect_providers[];

#endif

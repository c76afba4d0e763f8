/* What the schema language may say for MySQL and MariaDB. */
#ifndef DUNLIN_DIALECT_MYSQL_PROVIDER_H
#define DUNLIN_DIALECT_MYSQL_PROVIDER_H

#include "psl/datamodel.h"

extern const Provider provider_mysql;

/* Ends with a NULL name. */
extern const NativeType mysql_native_types[];

#endif

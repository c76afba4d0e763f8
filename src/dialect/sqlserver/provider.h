/* What the schema language may say for SQL Server. */
#ifndef DUNLIN_DIALECT_SQLSERVER_PROVIDER_H
#define DUNLIN_DIALECT_SQLSERVER_PROVIDER_H

#include "psl/datamodel.h"

extern const Provider provider_sqlserver;

/* Ends with a NULL name. */
extern const NativeType sqlserver_native_types[];

#endif

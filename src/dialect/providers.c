#include "dialect/providers.h"

#include "dialect/cockroach/provider.h"
#include "dialect/mongodb/provider.h"
#include "dialect/mysql/provider.h"
#include "dialect/postgres/provider.h"
#include "dialect/sqlite/provider.h"
#include "dialect/sqlserver/provider.h"

const Provider *const dialect_providers[] = {
    &provider_postgres,
    &provider_mysql,
    &provider_sqlite,
    &provider_sqlserver,
    &provider_mongodb,
    &provider_cockroach,
    NULL,
};

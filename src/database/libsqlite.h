/* libsqlite3, loaded at first use. */
#ifndef DUNLIN_DATABASE_LIBSQLITE_H
#define DUNLIN_DATABASE_LIBSQLITE_H

#include <sqlite3.h>

#include "base/error.h"

typedef struct Libsqlite {
#define LIBSQLITE(name) __typeof__(&name) name;
#include "database/libsqlite.def"
#undef LIBSQLITE
} Libsqlite;

/* The library's functions, or NULL with D1015 when it is not installed. */
const Libsqlite *libsqlite_load(Error *error);

#endif

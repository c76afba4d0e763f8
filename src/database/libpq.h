/* libpq, loaded at first use. */
#ifndef DUNLIN_DATABASE_LIBPQ_H
#define DUNLIN_DATABASE_LIBPQ_H

#include <libpq-fe.h>

#include "base/error.h"

typedef struct Libpq {
#define LIBPQ(name) __typeof__(&name) name;
#include "database/libpq.def"
#undef LIBPQ
} Libpq;

/* The library's functions, or NULL with D1015 when it is not installed. */
const Libpq *libpq_load(Error *error);

#endif

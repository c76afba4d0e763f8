/* Client libraries are loaded at first use: a command pays only for the database that it talks to.
 */
#ifndef DUNLIN_DATABASE_LIBRARY_H
#define DUNLIN_DATABASE_LIBRARY_H

#include "base/error.h"

/* A function of a library, and where its address goes. */
typedef struct LibraryFunction {
    const char *name;
    void *place; /* a pointer to a function pointer */
} LibraryFunction;

/* Loads a shared library and looks its functions up. D1015 when it, or one of them, is missing;
 * `install` then tells how to install it. */
bool library_load(const char *file, const LibraryFunction *functions, size_t count,
                  const char *install, Error *error);

#endif

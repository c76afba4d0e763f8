#include "database/library.h"

#include <dlfcn.h>
#include <string.h>

bool library_load(const char *file, const LibraryFunction *functions, size_t count,
                  const char *install, Error *error)
{
    void *library = dlopen(file, RTLD_LAZY | RTLD_LOCAL);
    if (!library)
        return fail(error, ERROR_D1015, "the client library %s is not installed", file) ||
               error_hint(error, "%s", install);
    for (size_t i = 0; i < count; i++) {
        void *symbol = dlsym(library, functions[i].name);
        if (!symbol)
            return fail(error, ERROR_D1015, "the client library %s is too old: it lacks '%s'", file,
                        functions[i].name) ||
                   error_hint(error, "%s", install);
        /* ISO C has no cast from an object's address to a function's. */
        memcpy(functions[i].place, &symbol, sizeof symbol);
    }
    return true;
}

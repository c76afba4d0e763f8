#include "database/libpq.h"

#include "database/library.h"

const Libpq *libpq_load(Error *error)
{
    static Libpq functions;
    static bool loaded;
    static const LibraryFunction wanted[] = {
#define LIBPQ(name) {#name, &functions.name},
#include "database/libpq.def"
#undef LIBPQ
    };
    loaded =
        loaded ||
        library_load(
            "libpq.so.5", wanted, sizeof wanted / sizeof *wanted,
            "Debian and Ubuntu: apt install libpq5; Alpine: apk add libpq; Fedora: dnf install libpq",
            error);
    return loaded ? &functions : NULL;
}

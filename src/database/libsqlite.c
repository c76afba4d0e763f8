#include "database/libsqlite.h"

#include "database/library.h"

const Libsqlite *libsqlite_load(Error *error)
{
    static Libsqlite functions;
    static bool loaded;
    static const LibraryFunction wanted[] = {
#define LIBSQLITE(name) {#name, &functions.name},
#include "database/libsqlite.def"
#undef LIBSQLITE
    };
    loaded =
        loaded ||
        library_load(
            "libsqlite3.so.0", wanted, sizeof wanted / sizeof *wanted,
            "Debian and Ubuntu: apt install libsqlite3-0; Alpine: apk add sqlite-libs; Fedora: dnf install sqlite-libs",
            error);
    return loaded ? &functions : NULL;
}

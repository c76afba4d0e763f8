/* What somebody who pulls a database has to know of the schema that came out. */
#ifndef DUNLIN_INTROSPECT_WARNING_H
#define DUNLIN_INTROSPECT_WARNING_H

#include "base/buffer.h"

typedef enum WarningKind {
#define WARNING(identifier, name, sentence) WARNING_##identifier,
#include "introspect/warnings.def"
#undef WARNING
    WARNING_COUNT
} WarningKind;

/* One thing that is warned of: "User", "User.email", "Role.ADMIN". */
typedef struct Warning {
    WarningKind kind;
    Text owner; /* the block that it is in, or empty */
    Text name;
    Text detail; /* a type, say; or empty */
} Warning;

typedef struct Warnings {
    LIST_OF(Warning) list; /* as they were found */
} Warnings;

/* "unsupportedTypes", for programs. */
const char *warning_name(WarningKind kind);

/* Appends a paragraph for each kind of warning, each line behind `prefix`; nothing when there are
 * none. */
void warnings_write(const Warnings *warnings, const char *prefix, Buffer *out);

#endif

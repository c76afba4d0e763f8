/* Native types as fields use them: `@db.VarChar(191)`. */
#ifndef DUNLIN_PSL_NATIVE_TYPE_H
#define DUNLIN_PSL_NATIVE_TYPE_H

#include "psl/datamodel.h"

/* What follows name and scalars in the products' tables. */
#define NATIVE_PLAIN .arguments = 0
#define NATIVE_ANY_NUMBER \
    { \
        0, UINT32_MAX \
    }
#define NATIVE_NUMBER(...) .arguments = 1, .ranges = {__VA_ARGS__}
#define NATIVE_OPTIONAL_NUMBER(...) .optional = 1, .ranges = {__VA_ARGS__}
#define NATIVE_OPTIONAL_NUMBERS(...) .optional = 2, .ranges = {__VA_ARGS__}
#define NATIVE_OPTIONAL_LENGTH(most) .optional = 1, .takes_max = true, .ranges = {{0, most}}

/* Checks the native type of a scalar field, which has one: its scope, its name, how many arguments
 * it has, the Prisma type that it stands on, the arguments' values. */
void native_type_check(const Datamodel *datamodel, const Field *field, Diagnostics *diagnostics);

/* The type that the use means where its arguments can be read; else NULL. Neither the Prisma type
 * nor ranges are looked at: this is what rules on indexes go by. NULL for a NULL use. */
const NativeType *native_type_meant(const NativeTypeUse *use);

/* True when the type is one of the names, which are NULL-terminated. */
bool native_type_is_one_of(const NativeType *type, const char *const *names);

/* True when the use is of a type that takes "Max", and it is written. */
bool native_type_has_max(const NativeTypeUse *use);

/* The type of the product that `Unsupported("varchar(5)")` could name instead, or NULL. `text` is
 * what stands between the quotes. */
const NativeType *native_type_in_unsupported(const Provider *provider, Text text);

#endif

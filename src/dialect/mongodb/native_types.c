/* What may be written behind "@db.", and on which types. */
#include "dialect/mongodb/provider.h"

#include "dialect/scalars.h"
#include "psl/native_type.h"

const NativeType mongodb_native_types[] = {
    {"String", NULL, STRING, NATIVE_PLAIN},
    {"Double", NULL, FLOAT, NATIVE_PLAIN},
    {"BinData", NULL, BYTES, NATIVE_PLAIN},
    {"ObjectId", NULL, STRING | BYTES, NATIVE_PLAIN},
    {"Bool", NULL, BOOLEAN, NATIVE_PLAIN},
    {"Date", NULL, DATETIME, NATIVE_PLAIN},
    {"Int", NULL, INT, NATIVE_PLAIN},
    {"Timestamp", NULL, DATETIME, NATIVE_PLAIN},
    {"Long", NULL, INT | BIGINT, NATIVE_PLAIN},
    {"Json", NULL, JSON, NATIVE_PLAIN},
    {0},
};

/* What may be written behind "@db.", and on which types. */
#include "dialect/mongodb/provider.h"

#include "dialect/scalars.h"
#include "psl/native_type.h"

const NativeType mongodb_native_types[] = {
    {"String", STRING, NATIVE_PLAIN},
    {"Double", FLOAT, NATIVE_PLAIN},
    {"BinData", BYTES, NATIVE_PLAIN},
    {"ObjectId", STRING | BYTES, NATIVE_PLAIN},
    {"Bool", BOOLEAN, NATIVE_PLAIN},
    {"Date", DATETIME, NATIVE_PLAIN},
    {"Int", INT, NATIVE_PLAIN},
    {"Timestamp", DATETIME, NATIVE_PLAIN},
    {"Long", INT | BIGINT, NATIVE_PLAIN},
    {"Json", JSON, NATIVE_PLAIN},
    {0},
};

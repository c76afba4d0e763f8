/* What may be written behind "@db.", and on which types. */
#include "dialect/cockroach/provider.h"

#include "dialect/scalars.h"
#include "psl/native_type.h"

const NativeType cockroach_native_types[] = {
    {"Bit", STRING, NATIVE_OPTIONAL_NUMBER({1, UINT32_MAX})},
    {"Bool", BOOLEAN, NATIVE_PLAIN},
    {"Bytes", BYTES, NATIVE_PLAIN},
    {"Char", STRING, NATIVE_OPTIONAL_NUMBER(NATIVE_ANY_NUMBER)},
    {"Date", DATETIME, NATIVE_PLAIN},
    {"Decimal", DECIMAL, NATIVE_OPTIONAL_NUMBERS({1, 1000}, NATIVE_ANY_NUMBER)},
    {"Float4", FLOAT, NATIVE_PLAIN},
    {"Float8", FLOAT, NATIVE_PLAIN},
    {"Inet", STRING, NATIVE_PLAIN},
    {"Int2", INT, NATIVE_PLAIN},
    {"Int4", INT, NATIVE_PLAIN},
    {"Int8", BIGINT, NATIVE_PLAIN},
    {"JsonB", JSON, NATIVE_PLAIN},
    {"Oid", INT, NATIVE_PLAIN},
    {"CatalogSingleChar", STRING, NATIVE_PLAIN},
    {"String", STRING, NATIVE_OPTIONAL_NUMBER(NATIVE_ANY_NUMBER)},
    {"Time", DATETIME, NATIVE_OPTIONAL_NUMBER({0, 6})},
    {"Timestamp", DATETIME, NATIVE_OPTIONAL_NUMBER({0, 6})},
    {"Timestamptz", DATETIME, NATIVE_OPTIONAL_NUMBER({0, 6})},
    {"Timetz", DATETIME, NATIVE_OPTIONAL_NUMBER({0, 6})},
    {"Uuid", STRING, NATIVE_PLAIN},
    {"VarBit", STRING, NATIVE_OPTIONAL_NUMBER({1, UINT32_MAX})},
    {0},
};

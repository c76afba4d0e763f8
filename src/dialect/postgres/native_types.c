/* What may be written behind "@db.", and on which types. */
#include "dialect/postgres/provider.h"

#include "dialect/scalars.h"
#include "psl/native_type.h"

const NativeType postgres_native_types[] = {
    {"SmallInt", INT, NATIVE_PLAIN},
    {"Integer", INT, NATIVE_PLAIN},
    {"BigInt", BIGINT, NATIVE_PLAIN},
    {"Decimal", DECIMAL, NATIVE_OPTIONAL_NUMBERS({1, 1000}, NATIVE_ANY_NUMBER)},
    {"Money", DECIMAL, NATIVE_PLAIN},
    {"Inet", STRING, NATIVE_PLAIN},
    {"Oid", INT, NATIVE_PLAIN},
    {"Citext", STRING, NATIVE_PLAIN},
    {"Real", FLOAT, NATIVE_PLAIN},
    {"DoublePrecision", FLOAT, NATIVE_PLAIN},
    {"VarChar", STRING, NATIVE_OPTIONAL_NUMBER(NATIVE_ANY_NUMBER)},
    {"Char", STRING, NATIVE_OPTIONAL_NUMBER(NATIVE_ANY_NUMBER)},
    {"Text", STRING, NATIVE_PLAIN},
    {"ByteA", BYTES, NATIVE_PLAIN},
    {"Timestamp", DATETIME, NATIVE_OPTIONAL_NUMBER({0, 6})},
    {"Timestamptz", DATETIME, NATIVE_OPTIONAL_NUMBER({0, 6})},
    {"Date", DATETIME, NATIVE_PLAIN},
    {"Time", DATETIME, NATIVE_OPTIONAL_NUMBER({0, 6})},
    {"Timetz", DATETIME, NATIVE_OPTIONAL_NUMBER({0, 6})},
    {"Boolean", BOOLEAN, NATIVE_PLAIN},
    {"Bit", STRING, NATIVE_OPTIONAL_NUMBER({1, UINT32_MAX})},
    {"VarBit", STRING, NATIVE_OPTIONAL_NUMBER({1, UINT32_MAX})},
    {"Uuid", STRING, NATIVE_PLAIN},
    {"Xml", STRING, NATIVE_PLAIN},
    {"Json", JSON, NATIVE_PLAIN},
    {"JsonB", JSON, NATIVE_PLAIN},
    {0},
};

/* What may be written behind "@db.", and on which types. */
#include "dialect/postgres/provider.h"

#include "dialect/scalars.h"
#include "psl/native_type.h"

const NativeType postgres_native_types[] = {
    {"SmallInt", "SMALLINT", INT, NATIVE_PLAIN},
    {"Integer", "INTEGER", INT, NATIVE_PLAIN},
    {"BigInt", "BIGINT", BIGINT, NATIVE_PLAIN},
    {"Decimal", "DECIMAL", DECIMAL, NATIVE_OPTIONAL_NUMBERS({1, 1000}, NATIVE_ANY_NUMBER)},
    {"Money", "MONEY", DECIMAL, NATIVE_PLAIN},
    {"Inet", "INET", STRING, NATIVE_PLAIN},
    {"Oid", "OID", INT, NATIVE_PLAIN},
    {"Citext", "CITEXT", STRING, NATIVE_PLAIN},
    {"Real", "REAL", FLOAT, NATIVE_PLAIN},
    {"DoublePrecision", "DOUBLE PRECISION", FLOAT, NATIVE_PLAIN},
    {"VarChar", "VARCHAR", STRING, NATIVE_OPTIONAL_NUMBER(NATIVE_ANY_NUMBER)},
    {"Char", "CHAR", STRING, NATIVE_OPTIONAL_NUMBER(NATIVE_ANY_NUMBER)},
    {"Text", "TEXT", STRING, NATIVE_PLAIN},
    {"ByteA", "BYTEA", BYTES, NATIVE_PLAIN},
    {"Timestamp", "TIMESTAMP", DATETIME, NATIVE_OPTIONAL_NUMBER({0, 6})},
    {"Timestamptz", "TIMESTAMPTZ", DATETIME, NATIVE_OPTIONAL_NUMBER({0, 6})},
    {"Date", "DATE", DATETIME, NATIVE_PLAIN},
    {"Time", "TIME", DATETIME, NATIVE_OPTIONAL_NUMBER({0, 6})},
    {"Timetz", "TIMETZ", DATETIME, NATIVE_OPTIONAL_NUMBER({0, 6})},
    {"Boolean", "BOOLEAN", BOOLEAN, NATIVE_PLAIN},
    {"Bit", "BIT", STRING, NATIVE_OPTIONAL_NUMBER({1, UINT32_MAX})},
    {"VarBit", "VARBIT", STRING, NATIVE_OPTIONAL_NUMBER({1, UINT32_MAX})},
    {"Uuid", "UUID", STRING, NATIVE_PLAIN},
    {"Xml", "XML", STRING, NATIVE_PLAIN},
    {"Json", "JSON", JSON, NATIVE_PLAIN},
    {"JsonB", "JSONB", JSON, NATIVE_PLAIN},
    {0},
};

/* What may be written behind "@db.", and on which types. */
#include "dialect/cockroach/provider.h"

#include "dialect/scalars.h"
#include "psl/native_type.h"

const NativeType cockroach_native_types[] = {
    {"Bit", "BIT", STRING, NATIVE_OPTIONAL_NUMBER({1, UINT32_MAX})},
    {"Bool", "BOOL", BOOLEAN, NATIVE_PLAIN},
    {"Bytes", "BYTES", BYTES, NATIVE_PLAIN},
    {"Char", "CHAR", STRING, NATIVE_OPTIONAL_NUMBER(NATIVE_ANY_NUMBER)},
    {"Date", "DATE", DATETIME, NATIVE_PLAIN},
    {"Decimal", "DECIMAL", DECIMAL, NATIVE_OPTIONAL_NUMBERS({1, 1000}, NATIVE_ANY_NUMBER)},
    {"Float4", "FLOAT4", FLOAT, NATIVE_PLAIN},
    {"Float8", "FLOAT8", FLOAT, NATIVE_PLAIN},
    {"Inet", "INET", STRING, NATIVE_PLAIN},
    {"Int2", "INT2", INT, NATIVE_PLAIN},
    {"Int4", "INT4", INT, NATIVE_PLAIN},
    {"Int8", "INT8", BIGINT, NATIVE_PLAIN},
    {"JsonB", "JSONB", JSON, NATIVE_PLAIN},
    {"Oid", "OID", INT, NATIVE_PLAIN},
    {"CatalogSingleChar", "\"char\"", STRING, NATIVE_PLAIN},
    {"String", "STRING", STRING, NATIVE_OPTIONAL_NUMBER(NATIVE_ANY_NUMBER)},
    {"Time", "TIME", DATETIME, NATIVE_OPTIONAL_NUMBER({0, 6})},
    {"Timestamp", "TIMESTAMP", DATETIME, NATIVE_OPTIONAL_NUMBER({0, 6})},
    {"Timestamptz", "TIMESTAMPTZ", DATETIME, NATIVE_OPTIONAL_NUMBER({0, 6})},
    {"Timetz", "TIMETZ", DATETIME, NATIVE_OPTIONAL_NUMBER({0, 6})},
    {"Uuid", "UUID", STRING, NATIVE_PLAIN},
    {"VarBit", "VARBIT", STRING, NATIVE_OPTIONAL_NUMBER({1, UINT32_MAX})},
    {0},
};

/* What may be written behind "@db.", and on which types. */
#include "dialect/sqlserver/provider.h"

#include "dialect/scalars.h"
#include "psl/native_type.h"

const NativeType sqlserver_native_types[] = {
    {"TinyInt", NULL, INT, NATIVE_PLAIN},
    {"SmallInt", NULL, INT, NATIVE_PLAIN},
    {"Int", NULL, INT, NATIVE_PLAIN},
    {"BigInt", NULL, BIGINT, NATIVE_PLAIN},
    {"Decimal", NULL, DECIMAL, NATIVE_OPTIONAL_NUMBERS({1, 38}, {0, 38})},
    {"Money", NULL, FLOAT, NATIVE_PLAIN},
    {"SmallMoney", NULL, FLOAT, NATIVE_PLAIN},
    {"Bit", NULL, BOOLEAN | INT, NATIVE_PLAIN},
    {"Float", NULL, FLOAT, NATIVE_OPTIONAL_NUMBER({1, 53})},
    {"Real", NULL, FLOAT, NATIVE_PLAIN},
    {"Date", NULL, DATETIME, NATIVE_PLAIN},
    {"Time", NULL, DATETIME, NATIVE_PLAIN},
    {"DateTime", NULL, DATETIME, NATIVE_PLAIN},
    {"DateTime2", NULL, DATETIME, NATIVE_PLAIN},
    {"DateTimeOffset", NULL, DATETIME, NATIVE_PLAIN},
    {"SmallDateTime", NULL, DATETIME, NATIVE_PLAIN},
    {"Char", NULL, STRING, NATIVE_OPTIONAL_NUMBER({0, 8000})},
    {"NChar", NULL, STRING, NATIVE_OPTIONAL_NUMBER({0, 4000})},
    {"VarChar", NULL, STRING, NATIVE_OPTIONAL_LENGTH(8000)},
    {"Text", NULL, STRING, NATIVE_PLAIN},
    {"NVarChar", NULL, STRING, NATIVE_OPTIONAL_LENGTH(4000)},
    {"NText", NULL, STRING, NATIVE_PLAIN},
    {"Binary", NULL, BYTES, NATIVE_OPTIONAL_NUMBER({0, 8000})},
    {"VarBinary", NULL, BYTES, NATIVE_OPTIONAL_LENGTH(8000)},
    {"Image", NULL, BYTES, NATIVE_PLAIN},
    {"Xml", NULL, STRING, NATIVE_PLAIN},
    {"UniqueIdentifier", NULL, STRING, NATIVE_PLAIN},
    {0},
};

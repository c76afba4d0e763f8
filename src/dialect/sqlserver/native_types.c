/* What may be written behind "@db.", and on which types. */
#include "dialect/sqlserver/provider.h"

#include "dialect/scalars.h"
#include "psl/native_type.h"

const NativeType sqlserver_native_types[] = {
    {"TinyInt", INT, NATIVE_PLAIN},
    {"SmallInt", INT, NATIVE_PLAIN},
    {"Int", INT, NATIVE_PLAIN},
    {"BigInt", BIGINT, NATIVE_PLAIN},
    {"Decimal", DECIMAL, NATIVE_OPTIONAL_NUMBERS({1, 38}, {0, 38})},
    {"Money", FLOAT, NATIVE_PLAIN},
    {"SmallMoney", FLOAT, NATIVE_PLAIN},
    {"Bit", BOOLEAN | INT, NATIVE_PLAIN},
    {"Float", FLOAT, NATIVE_OPTIONAL_NUMBER({1, 53})},
    {"Real", FLOAT, NATIVE_PLAIN},
    {"Date", DATETIME, NATIVE_PLAIN},
    {"Time", DATETIME, NATIVE_PLAIN},
    {"DateTime", DATETIME, NATIVE_PLAIN},
    {"DateTime2", DATETIME, NATIVE_PLAIN},
    {"DateTimeOffset", DATETIME, NATIVE_PLAIN},
    {"SmallDateTime", DATETIME, NATIVE_PLAIN},
    {"Char", STRING, NATIVE_OPTIONAL_NUMBER({0, 8000})},
    {"NChar", STRING, NATIVE_OPTIONAL_NUMBER({0, 4000})},
    {"VarChar", STRING, NATIVE_OPTIONAL_LENGTH(8000)},
    {"Text", STRING, NATIVE_PLAIN},
    {"NVarChar", STRING, NATIVE_OPTIONAL_LENGTH(4000)},
    {"NText", STRING, NATIVE_PLAIN},
    {"Binary", BYTES, NATIVE_OPTIONAL_NUMBER({0, 8000})},
    {"VarBinary", BYTES, NATIVE_OPTIONAL_LENGTH(8000)},
    {"Image", BYTES, NATIVE_PLAIN},
    {"Xml", STRING, NATIVE_PLAIN},
    {"UniqueIdentifier", STRING, NATIVE_PLAIN},
    {0},
};

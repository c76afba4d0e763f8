/* What may be written behind "@db.", and on which types. */
#include "dialect/mysql/provider.h"

#include "dialect/scalars.h"
#include "psl/native_type.h"

static void check_bit(const NativeTypeUse *use, const uint32_t *values, ScalarType scalar,
                      Diagnostics *diagnostics)
{
    if (scalar == SCALAR_BOOLEAN && values[0] > 1)
        diagnose_error(
            diagnostics, use->attribute->span,
            "of native type 'Bit', only 'Bit(1)' can be used on a field of type 'Boolean'");
}

const NativeType mysql_native_types[] = {
    {"Int", NULL, INT, NATIVE_PLAIN},
    {"UnsignedInt", NULL, INT, NATIVE_PLAIN},
    {"SmallInt", NULL, INT, NATIVE_PLAIN},
    {"UnsignedSmallInt", NULL, INT, NATIVE_PLAIN},
    {"TinyInt", NULL, BOOLEAN | INT, NATIVE_PLAIN},
    {"UnsignedTinyInt", NULL, BOOLEAN | INT, NATIVE_PLAIN},
    {"MediumInt", NULL, INT, NATIVE_PLAIN},
    {"UnsignedMediumInt", NULL, INT, NATIVE_PLAIN},
    {"BigInt", NULL, BIGINT, NATIVE_PLAIN},
    {"Decimal", NULL, DECIMAL, NATIVE_OPTIONAL_NUMBERS({0, 65}, {0, 30})},
    {"UnsignedBigInt", NULL, BIGINT, NATIVE_PLAIN},
    {"Float", NULL, FLOAT, NATIVE_PLAIN},
    {"Double", NULL, FLOAT, NATIVE_PLAIN},
    {"Bit", NULL, BOOLEAN | BYTES, NATIVE_NUMBER({1, 64}), .check = check_bit},
    {"Char", NULL, STRING, NATIVE_NUMBER({0, 255})},
    {"VarChar", NULL, STRING, NATIVE_NUMBER({0, 65535})},
    {"Binary", NULL, BYTES, NATIVE_NUMBER(NATIVE_ANY_NUMBER)},
    {"VarBinary", NULL, BYTES, NATIVE_NUMBER(NATIVE_ANY_NUMBER)},
    {"TinyBlob", NULL, BYTES, NATIVE_PLAIN},
    {"Blob", NULL, BYTES, NATIVE_PLAIN},
    {"MediumBlob", NULL, BYTES, NATIVE_PLAIN},
    {"LongBlob", NULL, BYTES, NATIVE_PLAIN},
    {"TinyText", NULL, STRING, NATIVE_PLAIN},
    {"Text", NULL, STRING, NATIVE_PLAIN},
    {"MediumText", NULL, STRING, NATIVE_PLAIN},
    {"LongText", NULL, STRING, NATIVE_PLAIN},
    {"Date", NULL, DATETIME, NATIVE_PLAIN},
    {"Time", NULL, DATETIME, NATIVE_OPTIONAL_NUMBER(NATIVE_ANY_NUMBER)},
    {"DateTime", NULL, DATETIME, NATIVE_OPTIONAL_NUMBER(NATIVE_ANY_NUMBER)},
    {"Timestamp", NULL, DATETIME, NATIVE_OPTIONAL_NUMBER(NATIVE_ANY_NUMBER)},
    {"Year", NULL, INT, NATIVE_PLAIN},
    {"Json", NULL, JSON, NATIVE_PLAIN},
    {0},
};

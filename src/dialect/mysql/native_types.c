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
    {"Int", INT, NATIVE_PLAIN},
    {"UnsignedInt", INT, NATIVE_PLAIN},
    {"SmallInt", INT, NATIVE_PLAIN},
    {"UnsignedSmallInt", INT, NATIVE_PLAIN},
    {"TinyInt", BOOLEAN | INT, NATIVE_PLAIN},
    {"UnsignedTinyInt", BOOLEAN | INT, NATIVE_PLAIN},
    {"MediumInt", INT, NATIVE_PLAIN},
    {"UnsignedMediumInt", INT, NATIVE_PLAIN},
    {"BigInt", BIGINT, NATIVE_PLAIN},
    {"Decimal", DECIMAL, NATIVE_OPTIONAL_NUMBERS({0, 65}, {0, 30})},
    {"UnsignedBigInt", BIGINT, NATIVE_PLAIN},
    {"Float", FLOAT, NATIVE_PLAIN},
    {"Double", FLOAT, NATIVE_PLAIN},
    {"Bit", BOOLEAN | BYTES, NATIVE_NUMBER({1, 64}), .check = check_bit},
    {"Char", STRING, NATIVE_NUMBER({0, 255})},
    {"VarChar", STRING, NATIVE_NUMBER({0, 65535})},
    {"Binary", BYTES, NATIVE_NUMBER(NATIVE_ANY_NUMBER)},
    {"VarBinary", BYTES, NATIVE_NUMBER(NATIVE_ANY_NUMBER)},
    {"TinyBlob", BYTES, NATIVE_PLAIN},
    {"Blob", BYTES, NATIVE_PLAIN},
    {"MediumBlob", BYTES, NATIVE_PLAIN},
    {"LongBlob", BYTES, NATIVE_PLAIN},
    {"TinyText", STRING, NATIVE_PLAIN},
    {"Text", STRING, NATIVE_PLAIN},
    {"MediumText", STRING, NATIVE_PLAIN},
    {"LongText", STRING, NATIVE_PLAIN},
    {"Date", DATETIME, NATIVE_PLAIN},
    {"Time", DATETIME, NATIVE_OPTIONAL_NUMBER(NATIVE_ANY_NUMBER)},
    {"DateTime", DATETIME, NATIVE_OPTIONAL_NUMBER(NATIVE_ANY_NUMBER)},
    {"Timestamp", DATETIME, NATIVE_OPTIONAL_NUMBER(NATIVE_ANY_NUMBER)},
    {"Year", INT, NATIVE_PLAIN},
    {"Json", JSON, NATIVE_PLAIN},
    {0},
};

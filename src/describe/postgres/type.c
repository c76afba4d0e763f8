#include "describe/postgres/type.h"

/* What the modifier of a column (atttypmod) says of its type; -1 says nothing. */
typedef enum Modifier {
    MODIFIER_NONE,
    MODIFIER_LENGTH,    /* 4 more than the length */
    MODIFIER_BITS,      /* the length */
    MODIFIER_PRECISION, /* digits of a second; without it 6 */
    MODIFIER_DECIMAL,   /* precision and scale */
} Modifier;

typedef struct CatalogTypeName {
    const char *name;   /* in the catalog */
    const char *native; /* in a schema file */
    Modifier modifier;
} CatalogTypeName;

static const CatalogTypeName names[] = {
    {"int4", "Integer", MODIFIER_NONE},
    {"text", "Text", MODIFIER_NONE},
    {"timestamp", "Timestamp", MODIFIER_PRECISION},
    {"bool", "Boolean", MODIFIER_NONE},
    {"varchar", "VarChar", MODIFIER_LENGTH},
    {"int2", "SmallInt", MODIFIER_NONE},
    {"int8", "BigInt", MODIFIER_NONE},
    {"oid", "Oid", MODIFIER_NONE},
    {"float4", "Real", MODIFIER_NONE},
    {"float8", "DoublePrecision", MODIFIER_NONE},
    {"numeric", "Decimal", MODIFIER_DECIMAL},
    {"money", "Money", MODIFIER_NONE},
    {"bpchar", "Char", MODIFIER_LENGTH},
    {"char", "Char", MODIFIER_NONE},
    {"citext", "Citext", MODIFIER_NONE},
    {"uuid", "Uuid", MODIFIER_NONE},
    {"xml", "Xml", MODIFIER_NONE},
    {"inet", "Inet", MODIFIER_NONE},
    {"bit", "Bit", MODIFIER_BITS},
    {"varbit", "VarBit", MODIFIER_BITS},
    {"bytea", "ByteA", MODIFIER_NONE},
    {"json", "Json", MODIFIER_NONE},
    {"jsonb", "JsonB", MODIFIER_NONE},
    {"timestamptz", "Timestamptz", MODIFIER_PRECISION},
    {"date", "Date", MODIFIER_NONE},
    {"time", "Time", MODIFIER_PRECISION},
    {"timetz", "Timetz", MODIFIER_PRECISION},
};

void catalog_type_resolve(const Provider *provider, CatalogType *type)
{
    Text name = type->name;
    if (text_starts_with(name, "_"))
        name = text_slice(name, 1, name.length);
    for (size_t i = 0; i < sizeof names / sizeof *names && !type->known; i++)
        if (text_is(name, names[i].name))
            type->known = &names[i];
    if (type->known)
        type->native = provider_native_type(provider, text_from(type->known->native));
}

static unsigned scalar_of(const NativeType *native)
{
    unsigned scalar = 0;
    while (!(native->scalars & SCALAR_BIT(scalar)))
        scalar++;
    return scalar;
}

static void read_modifier(Modifier kind, int64_t modifier, ColumnType *type)
{
    enum { OFFSET = 4, SCALE_BITS = 16, MOST_SCALE = 1000, SIX_DIGITS = 6 };
    uint32_t *arguments = type->arguments;
    if (modifier < 0) {
        /* Of a list, nobody says that the digits are six. */
        if (kind == MODIFIER_PRECISION && type->arity != COLUMN_LIST) {
            arguments[0] = SIX_DIGITS;
            type->argument_count = 1;
        }
        return;
    }
    switch (kind) {
    case MODIFIER_NONE:
        return;
    case MODIFIER_LENGTH:
        arguments[0] = (uint32_t)(modifier - OFFSET);
        break;
    case MODIFIER_BITS:
    case MODIFIER_PRECISION:
        arguments[0] = (uint32_t)modifier;
        break;
    case MODIFIER_DECIMAL:
        arguments[0] = (uint32_t)(modifier - OFFSET) >> SCALE_BITS;
        arguments[1] = (uint32_t)(modifier - OFFSET) & UINT16_MAX;
        /* A negative scale is a large one to Prisma, and in lists none. */
        if (arguments[1] > MOST_SCALE && type->arity == COLUMN_LIST)
            return;
        break;
    }
    type->argument_count = kind == MODIFIER_DECIMAL ? 2 : 1;
}

ColumnType catalog_column_type(const CatalogType *type, int64_t modifier, bool is_required)
{
    ColumnType made = {.family = FAMILY_UNSUPPORTED,
                       .arity = type->is_list                      ? COLUMN_LIST
                                : is_required || type->is_required ? COLUMN_REQUIRED
                                                                   : COLUMN_NULLABLE,
                       .enumeration = type->enumeration};
    if (type->enumeration != NONE) {
        made.family = FAMILY_ENUM;
    } else if (type->native) {
        made.family = scalar_of(type->native);
        made.native = type->native;
        /* A domain's own modifier counts, but not that of the elements of a list. */
        if (type->is_domain)
            modifier = type->is_list ? -1 : type->domain_modifier;
        read_modifier(type->known->modifier, modifier, &made);
    } else {
        made.text = type->name;
    }
    return made;
}

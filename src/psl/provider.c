#include "psl/provider.h"

static const char *const scalar_names[SCALAR_COUNT] = {
    [SCALAR_INT] = "Int",         [SCALAR_BIGINT] = "BigInt", [SCALAR_FLOAT] = "Float",
    [SCALAR_BOOLEAN] = "Boolean", [SCALAR_STRING] = "String", [SCALAR_DATETIME] = "DateTime",
    [SCALAR_JSON] = "Json",       [SCALAR_BYTES] = "Bytes",   [SCALAR_DECIMAL] = "Decimal",
};

const char *scalar_type_name(ScalarType type)
{
    return scalar_names[type];
}

bool scalar_type_of(Text name, ScalarType *type)
{
    for (int i = 0; i < SCALAR_COUNT; i++) {
        if (name.length > 0 && name.data[0] == scalar_names[i][0] &&
            text_is(name, scalar_names[i])) {
            *type = (ScalarType)i;
            return true;
        }
    }
    return false;
}

const NativeType *provider_native_type(const Provider *provider, Text name)
{
    for (const NativeType *type = provider->native_types; type && type->name; type++)
        if (text_is(name, type->name))
            return type;
    return NULL;
}

const Provider *provider_find(const Provider *const *providers, Text name)
{
    for (; *providers; providers++)
        for (const char *const *known = (*providers)->names; *known; known++)
            if (text_is(name, *known))
                return *providers;
    return NULL;
}

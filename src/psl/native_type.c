#include "psl/native_type.h"

#include "base/buffer.h"

enum { ARGUMENTS_MOST = 2 };

/* What a length beside "Max" may be at most to be read at all; others have 32 bits. */
#define LENGTH_MOST UINT16_MAX

static bool number_read(Text text, uint32_t most, uint32_t *value)
{
    uint64_t number = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (!is_digit(text.data[i]))
            return false;
        number = number * 10 + (uint64_t)(text.data[i] - '0');
        if (number > most)
            return false;
    }
    *value = (uint32_t)number;
    return text.length > 0;
}

/* True when the texts can be arguments of the type; "Max" counts as 0. A type without arguments
 * ignores what is written. */
static bool values_read(const NativeType *type, uint32_t count, const Text *texts,
                        uint32_t values[ARGUMENTS_MOST])
{
    uint32_t wanted = type->arguments + type->optional;
    if (wanted == 0 || (count == 0 && type->arguments == 0))
        return true;
    if (count != wanted)
        return false;
    uint32_t most = type->takes_max ? LENGTH_MOST : UINT32_MAX;
    for (uint32_t i = 0; i < count; i++) {
        if (type->takes_max && text_equal_ignoring_case(texts[i], TEXT("max")))
            continue;
        if (!number_read(texts[i], most, &values[i]))
            return false;
    }
    return true;
}

const NativeType *native_type_meant(const NativeTypeUse *use)
{
    uint32_t values[ARGUMENTS_MOST] = {0};
    if (!use || !use->type)
        return NULL;
    return values_read(use->type, use->argument_count, use->arguments, values) ? use->type : NULL;
}

bool native_type_is_one_of(const NativeType *type, const char *const *names)
{
    for (; *names; names++)
        if (text_is(text_from(type->name), *names))
            return true;
    return false;
}

bool native_type_has_max(const NativeTypeUse *use)
{
    return use->type && use->type->takes_max && use->argument_count == 1 &&
           text_equal_ignoring_case(use->arguments[0], TEXT("max"));
}

static void check_scope(const Datamodel *datamodel, const NativeTypeUse *use,
                        Diagnostics *diagnostics)
{
    if (!datamodel->datasource)
        return;
    Text name = datamodel_text(datamodel, datamodel->datasource->ast->name);
    if (text_equal(use->scope, name))
        return;
    diagnose_error(diagnostics, use->attribute->span, "'%.*s' is not the name of the datasource",
                   TEXT_ARG(use->scope));
    diagnose_hint(diagnostics, "write @%.*s.%.*s", TEXT_ARG(name), TEXT_ARG(use->name));
}

static bool check_count(const NativeTypeUse *use, Diagnostics *diagnostics)
{
    const NativeType *type = use->type;
    uint32_t most = type->arguments + type->optional;
    if (use->argument_count >= type->arguments && use->argument_count <= most)
        return true;
    diagnose_error(diagnostics, use->attribute->span,
                   "native type '%s' takes %s%u argument%s, but %u were written", type->name,
                   type->optional ? "at most " : "", most, most == 1 ? "" : "s",
                   use->argument_count);
    return false;
}

/* "String or Bytes". */
static Text scalar_names(Arena *arena, unsigned scalars)
{
    Buffer names = BUFFER(arena);
    for (unsigned i = 0; i < SCALAR_COUNT; i++)
        if (scalars & SCALAR_BIT(i))
            buffer_add_format(&names, "%s%s", names.length ? " or " : "",
                              scalar_type_name((ScalarType)i));
    return buffer_text(&names);
}

static bool check_scalar(const NativeTypeUse *use, ScalarType scalar, Diagnostics *diagnostics)
{
    if (use->type->scalars & SCALAR_BIT(scalar))
        return true;
    Text names = scalar_names(diagnostics->arena, use->type->scalars);
    diagnose_error(diagnostics, use->attribute->span,
                   "native type '%s' cannot be used on a field of type '%s', only of '%.*s'",
                   use->type->name, scalar_type_name(scalar), TEXT_ARG(names));
    return false;
}

static void check_values(const NativeTypeUse *use, ScalarType scalar, Diagnostics *diagnostics)
{
    const NativeType *type = use->type;
    uint32_t values[ARGUMENTS_MOST] = {0};
    if (!values_read(type, use->argument_count, use->arguments, values)) {
        diagnose_error(diagnostics, use->attribute->span,
                       type->arguments + type->optional == 2
                           ? "native type '%s' takes two whole numbers from 0"
                           : "the argument of native type '%s' has to be a whole number from 0%s",
                       type->name, type->takes_max ? " or 'Max'" : "");
        return;
    }
    if (use->argument_count == 2 && values[1] > values[0]) {
        diagnose_error(diagnostics, use->attribute->span,
                       "the scale of native type '%s' is larger than its precision", type->name);
        return;
    }
    for (uint32_t i = 0; i < use->argument_count; i++) {
        if (type->takes_max && native_type_has_max(use))
            continue;
        if (values[i] >= type->ranges[i].least && values[i] <= type->ranges[i].most)
            continue;
        diagnose_error(diagnostics, use->attribute->span,
                       "argument %u of native type '%s' has to be from %u to %u", i + 1, type->name,
                       type->ranges[i].least, type->ranges[i].most);
        if (type->takes_max)
            diagnose_hint(diagnostics, "write 'Max' for more");
        return;
    }
    if (type->check)
        type->check(use, values, scalar, diagnostics);
}

void native_type_check(const Datamodel *datamodel, const Field *field, Diagnostics *diagnostics)
{
    const NativeTypeUse *use = field->native_type;
    if (field->kind != FIELD_SCALAR)
        return;
    check_scope(datamodel, use, diagnostics);
    if (!use->type) {
        diagnose_error(diagnostics, use->attribute->span, "%s has no native type '%.*s'",
                       datamodel->provider->product, TEXT_ARG(use->name));
        return;
    }
    if (check_count(use, diagnostics) && check_scalar(use, field->scalar, diagnostics))
        check_values(use, field->scalar, diagnostics);
}

/* Cuts "5, 2" at its commas; false when there are more than any type takes. */
static bool split_arguments(Text list, Text texts[ARGUMENTS_MOST], uint32_t *count)
{
    for (*count = 0; *count < ARGUMENTS_MOST; (*count)++) {
        Text rest = list;
        texts[*count] = text_trim(text_cut(&rest, ','));
        list = rest;
        if (text_is_none(list)) {
            ++*count;
            return true;
        }
    }
    return false;
}

const NativeType *native_type_in_unsupported(const Provider *provider, Text text)
{
    Text texts[ARGUMENTS_MOST];
    uint32_t values[ARGUMENTS_MOST] = {0};
    uint32_t count = 0;
    ptrdiff_t open = text_find_char(text, '(');
    Text name = open < 0 ? text : text_slice(text, 0, (size_t)open);
    Text tail = text_slice(text, name.length, text.length);
    const NativeType *type = provider_native_type(provider, text_trim(name));
    /* What follows the name is only looked at in one line. */
    if (!type || text_find_char(tail, '\n') >= 0)
        return NULL;
    ptrdiff_t close = text_find_char(tail, ')');
    bool few = close < 0 || split_arguments(text_slice(tail, 1, (size_t)close), texts, &count);
    if (type->arguments + type->optional == 0)
        return type;
    return few && values_read(type, count, texts, values) ? type : NULL;
}

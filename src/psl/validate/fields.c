#include "psl/native_type.h"
#include "psl/validate/rules.h"

static void scalar_is_supported(Validation *v, const Field *field)
{
    if (field->kind != FIELD_SCALAR)
        return;
    const char *product = v->provider->product;
    Span span = field->ast->span;
    if (field->scalar == SCALAR_JSON && !validation_can(v, CAPABILITY_JSON))
        diagnose_error(v->diagnostics, span, "%s has no type Json", product);
    if (field->scalar == SCALAR_JSON && field_is_list(field) &&
        !validation_can(v, CAPABILITY_JSON_LISTS))
        diagnose_error(v->diagnostics, span, "%s has no lists of Json", product);
    if (field->scalar == SCALAR_DECIMAL && !validation_can(v, CAPABILITY_DECIMAL))
        diagnose_error(v->diagnostics, span, "%s has no type Decimal", product);
}

void field_type_is_supported(Validation *v, const Field *field)
{
    scalar_is_supported(v, field);
    if (field_is_list(field) && !validation_can(v, CAPABILITY_SCALAR_LISTS))
        diagnose_error(v->diagnostics, field->ast->span, "%s has no lists", v->provider->product);
}

void default_name_is_supported(Validation *v, const Field *field)
{
    const FieldDefault *value = field->default_value;
    if (!value || text_is_none(value->mapped_name))
        return;
    if (!validation_can(v, CAPABILITY_NAMED_DEFAULTS))
        diagnose_error(v->diagnostics, value->attribute->span, "%s has no names for defaults",
                       v->provider->product);
    mapped_name_fits(v, value->attribute, value->mapped_name);
}

/* Unsupported("VarChar(3)"), where Prisma has that type. */
void unsupported_type_has_no_name(Validation *v, const Field *field)
{
    if (field->kind != FIELD_UNSUPPORTED || !v->datamodel->datasource)
        return;
    Text words = datamodel_text(v->datamodel, field->ast->type);
    words = text_slice(words, 1, words.length ? words.length - 1 : 0); /* its quotes */
    const NativeType *type = native_type_in_unsupported(v->provider, words);
    if (!type)
        return;
    diagnose_error(v->diagnostics, field->ast->span,
                   "Prisma knows the type '%.*s': it need not be unsupported", TEXT_ARG(words));
    for (int scalar = 0; scalar < SCALAR_COUNT; scalar++) {
        if (!(type->scalars & SCALAR_BIT(scalar)))
            continue;
        diagnose_hint(v->diagnostics, "write `%s @db.%s`", scalar_type_name((ScalarType)scalar),
                      type->name);
        break;
    }
}

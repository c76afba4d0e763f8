/* A field of a model: its type, and what is said of it. */
#include "introspect/put.h"

static void put_type_name(const Draft *draft, const SqlColumn *column, Buffer *out)
{
    const ColumnType *type = &column->type;
    if (type->family == FAMILY_UNSUPPORTED) {
        buffer_add_string(out, "Unsupported(");
        string_literal_put(out, type->text);
        buffer_add_char(out, ')');
    } else if (type->family == FAMILY_ENUM) {
        buffer_add(out, draft->enums[type->enumeration].name.text);
    } else {
        buffer_add_string(out, scalar_type_name((ScalarType)type->family));
    }
}

static const char *arity_ending(ColumnArity arity)
{
    static const char *const endings[] = {
        [COLUMN_REQUIRED] = "", [COLUMN_NULLABLE] = "?", [COLUMN_LIST] = "[]"};
    return endings[arity];
}

/* Columns of views are never said to be required; the present schema may know better. */
static ColumnArity arity_of(const DraftModel *model, const DraftField *field)
{
    static const ColumnArity arities[] = {[ARITY_REQUIRED] = COLUMN_REQUIRED,
                                          [ARITY_OPTIONAL] = COLUMN_NULLABLE,
                                          [ARITY_LIST] = COLUMN_LIST};
    ColumnArity arity = field->column->type.arity;
    if (model->is_view && field->present && arity == COLUMN_NULLABLE)
        return arities[field->present->ast->arity];
    return arity;
}

/* "Decimal(10, 2)". */
static Text native_type_text(Arena *arena, const ColumnType *type, const char *between)
{
    Buffer out = BUFFER(arena);
    buffer_add_string(&out, type->native->name);
    for (uint32_t i = 0; i < type->argument_count; i++)
        buffer_add_format(&out, "%s%u", i ? between : "(", type->arguments[i]);
    if (type->argument_count)
        buffer_add_char(&out, ')');
    return buffer_text(&out);
}

/* The type of the product, where it is not the one that a field has without it. */
static void put_native_type(const Draft *draft, const ColumnType *type, Buffer *out)
{
    const Datasource *datasource = draft->config->datasource;
    if (type->family >= SCALAR_COUNT || !type->native || !datasource)
        return;
    const char *usual = draft->config->provider->default_native_types[type->family];
    if (usual && text_is(native_type_text(draft->arena, type, ","), usual))
        return;
    Text scope = datamodel_text(draft->config, datasource->ast->name);
    Text text = native_type_text(draft->arena, type, ", ");
    buffer_add_format(out, " @%.*s.%.*s", TEXT_ARG(scope), TEXT_ARG(text));
}

static void put_type(const Draft *draft, const DraftModel *model, const DraftField *field,
                     Buffer *out)
{
    put_type_name(draft, field->column, out);
    buffer_add_string(out, arity_ending(arity_of(model, field)));
}

/* Its name has no letter to begin with, so that somebody has to give it one. */
static void put_nameless(const DraftField *field, Buffer *out)
{
    put_documentation(out, TEXT("This field was commented out because of an invalid name. Please "
                                "provide a valid one that matches [a-zA-Z][a-zA-Z0-9_]*"));
    buffer_add_format(out, "// %.*s ", TEXT_ARG(field->column->name));
}

static void put_attributes(const Draft *draft, const DraftModel *model, const DraftField *field,
                           Buffer *out)
{
    put_field_indexes(draft, model, field, out);
    if (!model->is_view || field->column->default_value)
        put_default(draft, field, out);
    if (field->present && field->present->is_updated_at)
        buffer_add_string(out, " @updatedAt");
    put_mapped_field(field->name, out);
    put_native_type(draft, &field->column->type, out);
    if (field->present && field->present->is_ignored)
        buffer_add_string(out, " @ignore");
}

void put_field(const Draft *draft, const DraftModel *model, const DraftField *field, Buffer *out)
{
    if (field->present)
        put_documentation(
            out, ast_field_documentation(draft->arena, draft->present->ast, field->present->ast));
    if (field->name.text.length)
        buffer_add_format(out, "%.*s ", TEXT_ARG(field->name.text));
    else
        put_nameless(field, out);
    put_type(draft, model, field, out);
    put_attributes(draft, model, field, out);
    buffer_add_char(out, '\n');
}

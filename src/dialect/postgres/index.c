#include "dialect/postgres/provider.h"
#include "dialect/scalars.h"
#include "psl/native_type.h"

/* Types of fields without native type and operator class that an access method takes. It is what
 * Prisma takes: of GiST, PostgreSQL has no operator class for text. */
static const unsigned scalars_taken[] = {
    [INDEX_GIST] = STRING,
    [INDEX_GIN] = JSON,
    [INDEX_SPGIST] = STRING,
    [INDEX_BRIN] = INT | BIGINT | FLOAT | STRING | DATETIME | BYTES | DECIMAL,
};

static const char *const algorithm_names[] = {
    [INDEX_DEFAULT] = "BTree", [INDEX_BTREE] = "BTree", [INDEX_HASH] = "Hash",
    [INDEX_GIST] = "Gist",     [INDEX_GIN] = "Gin",     [INDEX_SPGIST] = "SpGist",
    [INDEX_BRIN] = "Brin",
};

static bool takes_scalar(unsigned scalars, const Field *field)
{
    return field->kind == FIELD_SCALAR && (scalars & SCALAR_BIT(field->scalar)) != 0;
}

/* True when a field's type without a native type is taken. GiST has nothing for text, and a native
 * type that Prisma does not know makes it notice that. */
static bool takes_field(IndexAlgorithm algorithm, const Field *field)
{
    bool is_unknown = field->native_type && !field->native_type->type;
    return field->kind == FIELD_UNSUPPORTED || (takes_scalar(scalars_taken[algorithm], field) &&
                                                !(algorithm == INDEX_GIST && is_unknown));
}

/* True when a native type needs no operator class in an index of that sort. */
static bool has_default_class(const NativeType *type, IndexAlgorithm algorithm)
{
    for (const OperatorClass *class = postgres_operator_classes; class->name; class ++)
        if (class->defaults & INDEX_BIT(algorithm) &&
            native_type_is_one_of(type, class->native_types))
            return true;
    return false;
}

static void check_class(const Datamodel *datamodel, const Index *index, const Field *field,
                        const OperatorClass *class, Diagnostics *diagnostics)
{
    const NativeType *type = native_type_meant(field->native_type);
    Text name = field_name(datamodel, field);
    Span span = index->attribute->span;
    if (class->takes_lists) {
        if (!field_is_list(field))
            diagnose_error(diagnostics, span, "operator class '%s' takes lists only, not '%.*s'",
                           class->name, TEXT_ARG(name));
    } else if (type) {
        if (!native_type_is_one_of(type, class->native_types))
            diagnose_error(diagnostics, span,
                           "operator class '%s' does not take native type '%s' of field '%.*s'",
                           class->name, type->name, TEXT_ARG(name));
    } else if (!takes_scalar(class->scalars, field)) {
        diagnose_error(diagnostics, span, "operator class '%s' does not take the type of '%.*s'",
                       class->name, TEXT_ARG(name));
        if (!class->scalars)
            diagnose_hint(diagnostics, "give the field the native type @db.%s",
                          class->native_types[0]);
    }
}

static void check_without_class(const Datamodel *datamodel, const Index *index, const Field *field,
                                Diagnostics *diagnostics)
{
    const NativeType *type = native_type_meant(field->native_type);
    IndexAlgorithm algorithm = index->algorithm;
    if (algorithm == INDEX_GIN && field_is_list(field))
        return;
    if (type) {
        if (has_default_class(type, algorithm))
            return;
        diagnose_error(diagnostics, index->attribute->span,
                       "native type '%s' has no default operator class in a '%s' index", type->name,
                       algorithm_names[algorithm]);
        diagnose_hint(diagnostics, "name one: `ops: raw(\"...\")`");
    } else if (!takes_field(algorithm, field)) {
        Text name = field_name(datamodel, field);
        diagnose_error(diagnostics, index->attribute->span,
                       "a '%s' index does not take the type of field '%.*s'",
                       algorithm_names[algorithm], TEXT_ARG(name));
    }
}

static void check_field(const Datamodel *datamodel, const Index *index,
                        const IndexField *index_field, Diagnostics *diagnostics)
{
    const OperatorClass *class = index_field->operator_class;
    const Field *field = index_field_target(datamodel, index_field);
    IndexAlgorithm algorithm = index->algorithm;
    if (!text_is_none(index_field->raw_operator_class))
        return;
    if (class && !(class->algorithms & INDEX_BIT(algorithm)))
        diagnose_error(diagnostics, index->attribute->span,
                       "operator class '%s' cannot be used in a '%s' index", class->name,
                       algorithm_names[algorithm]);
    else if (class)
        check_class(datamodel, index, field, class, diagnostics);
    else if (algorithm >= INDEX_GIST)
        check_without_class(datamodel, index, field, diagnostics);
}

/* No index can sort or compare XML. */
static void check_xml(const Datamodel *datamodel, const Index *index, Diagnostics *diagnostics)
{
    static const char *const xml[] = {"Xml", NULL};
    for (uint32_t i = 0; i < index->field_count; i++) {
        const Field *field = index_field_target(datamodel, &index->fields[i]);
        const NativeType *type = native_type_meant(field->native_type);
        if (!type || !native_type_is_one_of(type, xml))
            continue;
        diagnose_error(diagnostics, field->ast->span,
                       index->kind == INDEX_UNIQUE
                           ? "a field of native type 'Xml' cannot be unique"
                           : "a field of native type 'Xml' cannot be in an index");
        return;
    }
}

void postgres_check_indexes(const Datamodel *datamodel, const Model *model,
                            Diagnostics *diagnostics)
{
    for (uint32_t i = 0; i < model->index_count; i++) {
        const Index *index = &datamodel->indexes.items[model->first_index + i];
        check_xml(datamodel, index, diagnostics);
        for (uint32_t k = 0; k < index->field_count; k++)
            check_field(datamodel, index, &index->fields[k], diagnostics);
        if (index->algorithm == INDEX_SPGIST && index->field_count != 1)
            diagnose_error(diagnostics, index->attribute->span,
                           "a 'SpGist' index has one field only");
    }
}

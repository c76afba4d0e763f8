/* What MongoDB asks of models beyond what all products do. */
#include <stdlib.h>

#include "dialect/mongodb/provider.h"

/* The one field of the id; NULL without an id or with one of several fields. */
static const Field *single_id(const Datamodel *datamodel, const Model *model)
{
    if (model->primary_key == NONE)
        return NULL;
    const Index *key = &datamodel->indexes.items[model->primary_key];
    return key->field_count == 1 ? index_field_target(datamodel, &key->fields[0]) : NULL;
}

static void check_id(const Datamodel *datamodel, const Model *model, Diagnostics *diagnostics)
{
    Text name = model_name(datamodel, model);
    if (model->primary_key == NONE) {
        diagnose_error(diagnostics, model->ast->span, "model '%.*s' needs a field with @id",
                       TEXT_ARG(name));
        return;
    }
    const Field *field = single_id(datamodel, model);
    if (!field || text_is(field_database_name(datamodel, field), "_id") ||
        text_is(field_name(datamodel, field), "_id"))
        return;
    name = field_name(datamodel, field);
    diagnose_error(diagnostics, field->ast->span, "id '%.*s' is not called '_id' in the database",
                   TEXT_ARG(name));
    diagnose_hint(diagnostics, "write @map(\"_id\")");
}

/* One flag a field of the model: whether it is in the id. */
static const bool *fields_in_id(Arena *arena, const Datamodel *datamodel, const Model *model)
{
    bool *flags = NEW_ARRAY(arena, bool, model->field_count);
    if (model->primary_key == NONE)
        return flags;
    const Index *key = &datamodel->indexes.items[model->primary_key];
    for (uint32_t i = 0; i < key->field_count; i++)
        flags[key->fields[i].field - model->first_field] = true;
    return flags;
}

/* Object ids are what MongoDB makes itself, and of the id only. */
static void check_auto(const Datamodel *datamodel, const Field *field, bool is_in_id,
                       Diagnostics *diagnostics)
{
    Text name = field_name(datamodel, field);
    if (!field->native_type || !text_is(field->native_type->name, "ObjectId")) {
        diagnose_error(diagnostics, field->ast->span,
                       "field '%.*s' with auto() needs the native type 'ObjectId'", TEXT_ARG(name));
        diagnose_hint(diagnostics, "write @db.ObjectId");
    }
    if (!is_in_id)
        diagnose_error(diagnostics, field->ast->span, "field '%.*s' with auto() is not the id",
                       TEXT_ARG(name));
}

static void check_mapped_name(const Datamodel *datamodel, const Field *field,
                              Diagnostics *diagnostics)
{
    if (text_is_none(field->mapped_name))
        return;
    Span span = field->ast->span;
    for (uint32_t i = 0; i < field->ast->attribute_count; i++)
        if (text_is(datamodel_text(datamodel, field->ast->attributes[i].name), "map"))
            span = field->ast->attributes[i].span;
    if (text_starts_with(field->mapped_name, "$"))
        diagnose_error(diagnostics, span, "a field's name cannot begin with '$'");
    if (text_find_char(field->mapped_name, '.') >= 0)
        diagnose_error(diagnostics, span, "a field's name cannot contain '.'");
}

static void check_default(const Datamodel *datamodel, const Field *field, bool is_in_id,
                          Diagnostics *diagnostics)
{
    if (field_default_is(field, "auto"))
        check_auto(datamodel, field, is_in_id, diagnostics);
    if (!field_default_is(field, "dbgenerated"))
        return;
    diagnose_error(diagnostics, field->ast->span, "MongoDB has no dbgenerated()");
    diagnose_hint(diagnostics, "write auto()");
}

static void check_fields(Arena *arena, const Datamodel *datamodel, const Model *model,
                         Diagnostics *diagnostics)
{
    const bool *in_id = fields_in_id(arena, datamodel, model);
    for (uint32_t i = 0; i < model->field_count; i++) {
        const Field *field = &datamodel->fields.items[model->first_field + i];
        if (field->kind == FIELD_RELATION)
            continue;
        if (!model->is_view)
            check_default(datamodel, field, in_id[i], diagnostics);
        check_mapped_name(datamodel, field, diagnostics);
    }
}

#define COMPARE(a, b) (((a) > (b)) - ((a) < (b)))

static int compare_fields(const IndexField *a, const IndexField *b)
{
    int order = COMPARE(a->field, b->field);
    order = order ? order : COMPARE(a->path_count, b->path_count);
    for (uint32_t i = 0; !order && i < a->path_count; i++)
        order = COMPARE(a->path[i], b->path[i]);
    order = order ? order : COMPARE(a->sort, b->sort);
    return order ? order : COMPARE(a->length, b->length);
}

static int compare_indexes(const void *left, const void *right)
{
    const Index *a = *(const Index *const *)left;
    const Index *b = *(const Index *const *)right;
    int order = COMPARE(a->field_count, b->field_count);
    for (uint32_t i = 0; !order && i < a->field_count; i++)
        order = compare_fields(&a->fields[i], &b->fields[i]);
    return order;
}

/* Marks the model's indexes of which there is another with the same fields. They are sorted for
 * that, since a model may have many. */
static void mark_repeated(Arena *arena, const Index *indexes, uint32_t count, bool *repeated)
{
    const Index **sorted = NEW_ARRAY(arena, const Index *, count);
    for (uint32_t i = 0; i < count; i++)
        sorted[i] = &indexes[i];
    qsort(sorted, count, sizeof *sorted, compare_indexes);
    for (uint32_t i = 1; i < count; i++)
        if (compare_indexes(&sorted[i - 1], &sorted[i]) == 0)
            repeated[sorted[i - 1] - indexes] = repeated[sorted[i] - indexes] = true;
}

static void check_indexes(Arena *arena, const Datamodel *datamodel, const Model *model,
                          Diagnostics *diagnostics)
{
    if (model->index_count == 0)
        return;
    const Index *indexes = &datamodel->indexes.items[model->first_index];
    bool *repeated = NEW_ARRAY(arena, bool, model->index_count);
    mark_repeated(arena, indexes, model->index_count, repeated);
    const Field *id = single_id(datamodel, model);
    for (uint32_t i = 0; i < model->index_count; i++) {
        const Index *index = &indexes[i];
        if (repeated[i])
            diagnose_error(diagnostics, index->attribute->span,
                           "the model has another index of the same fields");
        if (index->kind == INDEX_UNIQUE && index->field_count == 1 && id &&
            index_field_target(datamodel, &index->fields[0]) == id)
            diagnose_error(diagnostics, index->attribute->span,
                           "the id is unique already, and MongoDB takes no second index of it");
    }
}

void mongodb_check_model(const Datamodel *datamodel, const Model *model, Diagnostics *diagnostics)
{
    Arena *scratch = arena_new();
    if (!model->is_view)
        check_id(datamodel, model, diagnostics);
    check_fields(scratch, datamodel, model, diagnostics);
    if (!model->is_view)
        check_indexes(scratch, datamodel, model, diagnostics);
    arena_free(scratch);
}

static bool same_native_type(const NativeTypeUse *a, const NativeTypeUse *b)
{
    if (!a || !b)
        return a == b;
    return text_equal(a->scope, b->scope) && text_equal(a->name, b->name);
}

void mongodb_check_relation_field(const Datamodel *datamodel, const Field *field,
                                  Diagnostics *diagnostics)
{
    const RelationField *relation_field = &datamodel->relation_fields.items[field->relation_field];
    if (!relation_field->fields || !relation_field->references)
        return;
    uint32_t count = relation_field->field_count < relation_field->reference_count
                         ? relation_field->field_count
                         : relation_field->reference_count;
    for (uint32_t i = 0; i < count; i++) {
        const Field *from = &datamodel->fields.items[relation_field->fields[i]];
        const Field *to = &datamodel->fields.items[relation_field->references[i]];
        if (same_native_type(from->native_type, to->native_type))
            continue;
        Text from_name = field_name(datamodel, from);
        Text to_name = field_name(datamodel, to);
        diagnose_warning(diagnostics, from->ast->span,
                         "'%.*s' and '%.*s' differ in native type, so MongoDB cannot join them",
                         TEXT_ARG(from_name), TEXT_ARG(to_name));
    }
}

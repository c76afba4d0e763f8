/* What is what: tables and models, columns and fields, by their names in the database. */
#include "introspect/draft.h"

#include "psl/constraint_names.h"
#include "sql/join_table.h"

static bool is_namespace(const Draft *draft, uint32_t namespace, Text schema)
{
    return text_is_none(schema) || text_equal(sql_namespace_meant(draft->live, namespace), schema);
}

static void match_fields(Draft *draft, const DraftModel *model)
{
    for (uint32_t i = 0; i < model->present->field_count; i++) {
        const Field *field = &draft->present->fields.items[model->present->first_field + i];
        if (field->kind == FIELD_RELATION)
            continue;
        Text name = field_database_name(draft->present, field);
        for (uint32_t j = 0; j < model->field_count; j++)
            if (text_equal(draft->fields[model->first_field + j].column->name, name))
                draft->fields[model->first_field + j].present = field;
    }
}

/* A model or an enum of the present schema; those of the same name in the database are behind each
 * other, the last one first. */
typedef struct Candidate {
    const void *item;
    struct Candidate *next;
} Candidate;

static void add_candidate(Map *map, Arena *arena, Text name, const void *item)
{
    Candidate *candidate = NEW(arena, Candidate);
    *candidate = (Candidate){.item = item, .next = map_get(map, name)};
    map_set(map, name, candidate);
}

static Map models_by_name(const Draft *draft)
{
    Map map = MAP(draft->arena);
    for (list_each(const Model, model, &draft->present->models))
        add_candidate(&map, draft->arena, model_database_name(draft->present, model), model);
    return map;
}

static const Model *find_model(const Draft *draft, const Map *models, Text name, uint32_t namespace,
                               bool is_view)
{
    for (const Candidate *item = map_get(models, name); item; item = item->next) {
        const Model *model = item->item;
        if (model->is_view == is_view && is_namespace(draft, namespace, model->schema))
            return model;
    }
    return NULL;
}

static void match_models(Draft *draft)
{
    Map models = models_by_name(draft);
    for (list_each(DraftModel, model, &draft->models)) {
        const SqlSchema *live = draft->live;
        Text name = model->is_view ? live->views.items[model->source].name
                                   : live->tables.items[model->source].name;
        uint32_t namespace = model->is_view ? live->views.items[model->source].namespace
                                            : live->tables.items[model->source].namespace;
        model->present = find_model(draft, &models, name, namespace, model->is_view);
        if (model->present)
            match_fields(draft, model);
    }
}

static void match_enum_values(Draft *draft, const DraftEnum *item)
{
    for (uint32_t i = 0; i < item->present->value_count; i++) {
        const EnumValue *value = &draft->present->enum_values.items[item->present->first_value + i];
        Text name = text_is_none(value->mapped_name)
                        ? datamodel_text(draft->present, value->ast->name)
                        : value->mapped_name;
        for (uint32_t j = 0; j < item->source->value_count; j++)
            if (text_equal(draft->live->enum_values.items[item->source->first_value + j], name))
                draft->enum_values[item->source->first_value + j].present = value;
    }
}

static Map enums_by_name(const Draft *draft)
{
    Map map = MAP(draft->arena);
    for (list_each(const Enum, item, &draft->present->enums))
        add_candidate(&map, draft->arena, enum_database_name(draft->present, item), item);
    return map;
}

static const Enum *find_enum(const Draft *draft, const Map *enums, const SqlEnum *source)
{
    for (const Candidate *item = map_get(enums, source->name); item; item = item->next) {
        const Enum *present = item->item;
        if (is_namespace(draft, source->namespace, present->schema))
            return present;
    }
    return NULL;
}

static void match_enums(Draft *draft)
{
    Map enums = enums_by_name(draft);
    for (size_t i = 0; i < draft->live->enums.count; i++) {
        DraftEnum *item = &draft->enums[i];
        item->present = find_enum(draft, &enums, item->source);
        if (item->present)
            match_enum_values(draft, item);
    }
}

static void collect_join_tables(Draft *draft)
{
    for (list_each(Relation, relation, &draft->present->relations))
        if (relation->kind == RELATION_IMPLICIT_MANY_TO_MANY)
            map_set(&draft->present_join_tables,
                    join_table_name(draft->arena, draft->present, relation), relation);
}

void find_counterparts(Draft *draft)
{
    if (!draft->present)
        return;
    match_models(draft);
    match_enums(draft);
    collect_join_tables(draft);
}

static bool has_columns_of(const Draft *draft, const RelationField *from, const SqlForeignKey *key)
{
    if (!from->fields || from->field_count != key->column_count)
        return false;
    for (uint32_t i = 0; i < key->column_count; i++) {
        uint32_t column = draft->live->foreign_key_columns.items[key->first_column + i].column;
        const Field *field = &draft->present->fields.items[from->fields[i]];
        if (draft_field(draft, column)->present != field)
            return false;
    }
    return true;
}

/* Prisma goes by the columns alone, whatever they refer to; of several it takes the one whose other
 * model comes first. */
static bool is_before(const Relation *a, const Relation *b)
{
    return !b || a->model_b < b->model_b || (a->model_b == b->model_b && a < b);
}

const Relation *counterpart_of_foreign_key(const Draft *draft, const SqlForeignKey *key)
{
    const Datamodel *present = draft->present;
    const Relation *found = NULL;
    uint32_t place = draft->model_of_table[key->table];
    const Model *from = place == NONE ? NULL : draft->models.items[place].present;
    for (uint32_t i = 0; from && i < from->field_count; i++) {
        const Field *field = &present->fields.items[from->first_field + i];
        if (field->kind != FIELD_RELATION)
            continue;
        const RelationField *end = &present->relation_fields.items[field->relation_field];
        const Relation *relation =
            end->relation == NONE ? NULL : &present->relations.items[end->relation];
        if (relation && relation->field_b != NONE && has_columns_of(draft, end, key) &&
            is_before(relation, found))
            found = relation;
    }
    return found;
}

const Relation *counterpart_of_join_table(const Draft *draft, uint32_t table)
{
    return map_get(&draft->present_join_tables, draft->live->tables.items[table].name);
}

const Index *counterpart_of_index(const Draft *draft, const DraftModel *model,
                                  const SqlIndex *index)
{
    if (!model->present)
        return NULL;
    if (index->kind == INDEX_PRIMARY_KEY)
        return model->present->primary_key == NONE
                   ? NULL
                   : &draft->present->indexes.items[model->present->primary_key];
    for (uint32_t i = 0; i < model->present->index_count; i++) {
        const Index *item = &draft->present->indexes.items[model->present->first_index + i];
        Buffer name = BUFFER(draft->arena);
        index_constraint_name(draft->present, item, &name);
        if (text_equal(buffer_text(&name), index->name))
            return item;
    }
    return NULL;
}

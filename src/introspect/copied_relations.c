/* Relations that the database does not know: those of views, and all where Prisma's client keeps
 * relations whole. They are copied from the present schema. */
#include "introspect/draft.h"

/* The model made for each of the present schema's, or NONE. */
static uint32_t *models_of_present(const Draft *draft)
{
    uint32_t *model_of = NEW_ARRAY(draft->arena, uint32_t, draft->present->models.count);
    for (size_t i = 0; i < draft->present->models.count; i++)
        model_of[i] = NONE;
    for (uint32_t i = 0; i < draft->models.count; i++)
        if (draft->models.items[i].present)
            model_of[draft->models.items[i].present - draft->present->models.items] = i;
    return model_of;
}

static bool is_copied(const Draft *draft, const DraftModel *model, const Field *field)
{
    return draft->config->relation_mode == RELATION_MODE_PRISMA || model->is_view ||
           draft->present->models.items[field->type].is_view;
}

static void copy_relations_of(Draft *draft, DraftModel *model, const uint32_t *model_of)
{
    const Datamodel *present = draft->present;
    for (uint32_t i = 0; i < model->present->field_count; i++) {
        const Field *field = &present->fields.items[model->present->first_field + i];
        if (field->kind != FIELD_RELATION || model_of[field->type] == NONE ||
            !is_copied(draft, model, field))
            continue;
        const RelationField *end = &present->relation_fields.items[field->relation_field];
        list_add(draft->arena, &model->relations,
                 (DraftRelationField){.name = field_name(present, field),
                                      .type = model_of[field->type],
                                      .arity = field->ast->arity,
                                      .relation = end->name,
                                      .foreign_key = NONE,
                                      .constraint = end->mapped_name,
                                      .copied = end,
                                      .is_ignored = field->is_ignored});
    }
}

void copy_relations(Draft *draft)
{
    if (!draft->present)
        return;
    const uint32_t *model_of = models_of_present(draft);
    for (list_each(DraftModel, model, &draft->models))
        if (model->present)
            copy_relations_of(draft, model, model_of);
}

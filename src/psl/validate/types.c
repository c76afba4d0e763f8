/* Composite types. */
#include "psl/validate/graph.h"
#include "psl/validate/rules.h"

void composite_types_are_supported(Validation *v, const CompositeType *type)
{
    if (!validation_can(v, CAPABILITY_COMPOSITE_TYPES))
        diagnose_error(v->diagnostics, type->ast->span, "%s has no composite types",
                       v->provider->product);
}

void composite_type_has_fields(Validation *v, const CompositeType *type)
{
    if (type->field_count == 0)
        diagnose_error(v->diagnostics, type->ast->span, "the type has no fields");
}

static bool needs_type(const Field *field)
{
    return field->in_type && field->kind == FIELD_COMPOSITE && field_is_required(field);
}

static Graph graph_of_needs(Arena *arena, const Datamodel *datamodel)
{
    Graph graph = graph_new(arena, (uint32_t)datamodel->types.count);
    for (list_each(const Field, field, &datamodel->fields))
        if (needs_type(field))
            graph_count(&graph, field->owner);
    graph_make_room(arena, &graph);
    for (list_each(const Field, field, &datamodel->fields))
        if (needs_type(field))
            graph_add(&graph, field->owner, field->type, 0);
    return graph;
}

/* Types that need each other by required fields have no end. */
void composite_types_end(Validation *v)
{
    const Datamodel *datamodel = v->datamodel;
    if (datamodel->types.count == 0)
        return;
    ArenaMark mark = arena_mark(v->scratch);
    Graph graph = graph_of_needs(v->scratch, datamodel);
    const uint32_t *group = graph_groups(v->scratch, &graph).group;
    for (list_each(const Field, field, &datamodel->fields)) {
        if (!needs_type(field) || group[field->type] != group[field->owner])
            continue;
        diagnose_error(v->diagnostics, field->ast->span,
                       field->type == field->owner
                           ? "the type contains itself, so it has no end"
                           : "the type contains itself by way of this field, so it has no end");
        diagnose_hint(v->diagnostics, "make the field optional or a list");
    }
    arena_rewind(v->scratch, mark);
}

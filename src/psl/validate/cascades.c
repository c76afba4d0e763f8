/* Referential actions that change records, one relation after the other. Some products refuse such
 * a cascade that comes back to where it began, or that has two ways to one table; and Prisma would
 * not come to an end where it emulates the actions. */
#include "psl/referential_actions.h"
#include "psl/validate/graph.h"
#include "psl/validate/rules.h"

typedef struct Cascades {
    Graph graph; /* models, by way of relations that change records; labels: the relations */
    const uint32_t *group;
    bool *reaches_loop; /* by model: it leads to a relation of a model with itself */
    bool *leads_out;    /* by model: it leads to one of another group that does not */
    bool *has_two_ways; /* by relation */
} Cascades;

/* The relations of a large schema could be walked for ever: this many steps are enough for any
 * schema that a person wrote. Behind them, the database will tell. */
enum { STEPS_MOST = 100 * 1000 * 1000 };

static const RelationField *cascading_end(const Datamodel *datamodel, const Relation *relation)
{
    const RelationField *from = relation_end(datamodel, relation->field_a);
    if (relation->kind > RELATION_ONE_TO_MANY || !from || relation->field_b == NONE)
        return NULL;
    bool cascades = referential_action_modifies(relation_on_delete(datamodel, from)) ||
                    referential_action_modifies(relation_on_update(from));
    return cascades ? from : NULL;
}

static Graph graph_of(Arena *arena, const Datamodel *datamodel)
{
    Graph graph = graph_new(arena, (uint32_t)datamodel->models.count);
    for (list_each(const Relation, relation, &datamodel->relations))
        if (cascading_end(datamodel, relation))
            graph_count(&graph, relation->model_a);
    graph_make_room(arena, &graph);
    for (list_each(const Relation, relation, &datamodel->relations))
        if (cascading_end(datamodel, relation))
            graph_add(&graph, relation->model_a, relation->model_b,
                      (uint32_t)(relation - datamodel->relations.items));
    return graph;
}

/* What the models of one group lead to, those behind them being known. */
static void find_loops_of_group(Cascades *cascades, const uint32_t *models, uint32_t count)
{
    const Graph *graph = &cascades->graph;
    const uint32_t *group = cascades->group;
    bool reaches_loop = false;
    bool leads_out = false;
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t j = graph->first[models[i]]; j < graph->first[models[i] + 1]; j++) {
            uint32_t target = graph->targets[j];
            reaches_loop |= target == models[i] || cascades->reaches_loop[target];
            leads_out |= group[target] != group[models[i]] &&
                         (!cascades->reaches_loop[target] || cascades->leads_out[target]);
        }
    }
    for (uint32_t i = 0; i < count; i++) {
        cascades->reaches_loop[models[i]] = reaches_loop;
        cascades->leads_out[models[i]] = leads_out;
    }
}

static void find_loops(Cascades *cascades, const uint32_t *models)
{
    uint32_t end;
    for (uint32_t start = 0; start < cascades->graph.node_count; start = end) {
        end = start + 1;
        while (end < cascades->graph.node_count &&
               cascades->group[models[end]] == cascades->group[models[start]])
            end++;
        find_loops_of_group(cascades, models + start, end - start);
    }
}

/* --- two ways --- */

/* From one model along all of its relations at once: who comes where another one has been? */
typedef struct WaySearch {
    Cascades *cascades;
    uint32_t from;     /* the model */
    uint32_t *by;      /* by model: the relation of `from` that came first */
    uint32_t *by_from; /* by model: for which `from`, + 1, that is */
    uint32_t *queue;
    uint32_t queue_count;
    uint32_t found; /* relations of `from` that have been found to meet others */
    size_t steps;
} WaySearch;

/* What comes back, or to a loop, is a cycle already: ways that end there do not count. */
static bool counts(const Cascades *cascades, uint32_t from, uint32_t model)
{
    bool is_cycle =
        cascades->group[model] == cascades->group[from] || cascades->reaches_loop[model];
    return !is_cycle || cascades->leads_out[model];
}

static void mark(WaySearch *search, uint32_t relation)
{
    search->found += !search->cascades->has_two_ways[relation];
    search->cascades->has_two_ways[relation] = true;
}

static void arrive(WaySearch *search, uint32_t model, uint32_t relation)
{
    search->steps++;
    if (search->by_from[model] != search->from + 1) {
        search->by_from[model] = search->from + 1;
        search->by[model] = relation;
        search->queue[search->queue_count++] = model;
    } else if (search->by[model] != relation && counts(search->cascades, search->from, model)) {
        mark(search, relation);
        mark(search, search->by[model]);
    }
}

static void search_from(WaySearch *search, uint32_t model)
{
    const Graph *graph = &search->cascades->graph;
    uint32_t wanted = 0;
    search->from = model;
    search->queue_count = 0;
    search->found = 0;
    for (uint32_t i = graph->first[model]; i < graph->first[model + 1]; i++) {
        if (graph->targets[i] == model)
            continue;
        wanted++;
        arrive(search, graph->targets[i], graph->labels[i]);
    }
    for (uint32_t next = 0; next < search->queue_count; next++) {
        uint32_t here = search->queue[next];
        if (search->found == wanted || search->steps >= STEPS_MOST)
            return;
        for (uint32_t i = graph->first[here]; i < graph->first[here + 1]; i++)
            if (graph->targets[i] != model && graph->targets[i] != here)
                arrive(search, graph->targets[i], search->by[here]);
    }
}

static void find_two_ways(Validation *v, Cascades *cascades)
{
    const Graph *graph = &cascades->graph;
    size_t count = (size_t)graph->node_count + 1;
    ArenaMark mark = arena_mark(v->scratch);
    uint32_t *numbers = NEW_ARRAY(v->scratch, uint32_t, count * 3);
    WaySearch search = {.cascades = cascades,
                        .by = numbers,
                        .by_from = numbers + count,
                        .queue = numbers + count * 2};
    for (uint32_t i = 0; i < graph->node_count; i++)
        if (graph->first[i + 1] - graph->first[i] > 1)
            search_from(&search, i);
    arena_rewind(v->scratch, mark);
}

void cascades_collect(Validation *v)
{
    const Datamodel *datamodel = v->datamodel;
    bool is_emulated = datamodel->relation_mode == RELATION_MODE_PRISMA;
    bool is_refused = validation_can(v, CAPABILITY_REFERENCE_CYCLE_DETECTION);
    v->cascades = NULL;
    if (!is_refused && !is_emulated)
        return;
    Cascades *cascades = NEW(v->arena, Cascades);
    cascades->graph = graph_of(v->arena, datamodel);
    cascades->reaches_loop = NEW_ARRAY(v->arena, bool, datamodel->models.count + 1);
    cascades->leads_out = NEW_ARRAY(v->arena, bool, datamodel->models.count + 1);
    GraphGroups groups = graph_groups(v->arena, &cascades->graph);
    cascades->group = groups.group;
    find_loops(cascades, groups.nodes);
    if (is_refused && !is_emulated) {
        cascades->has_two_ways = NEW_ARRAY(v->arena, bool, datamodel->relations.count + 1);
        find_two_ways(v, cascades);
    }
    v->cascades = cascades;
}

static void refuse(Validation *v, const RelationField *from, const char *what)
{
    Text name = field_text(v, from);
    ReferentialAction on_delete = relation_on_delete(v->datamodel, from);
    ReferentialAction on_update = relation_on_update(from);
    diagnose_error(v->diagnostics, end_field(v->datamodel, from)->ast->span,
                   "the referential actions of '%.*s' (onDelete: %s, onUpdate: %s) %s",
                   TEXT_ARG(name), referential_action_name(on_delete),
                   referential_action_name(on_update), what);
    diagnose_hint(v->diagnostics, "set onDelete and onUpdate of one of the relations to NoAction");
}

void cascade_does_not_return(Validation *v, const Relation *relation)
{
    const Cascades *cascades = v->cascades;
    const RelationField *from = cascades ? cascading_end(v->datamodel, relation) : NULL;
    if (!from)
        return;
    uint32_t start = relation->model_a;
    uint32_t next = relation->model_b;
    if (start == next)
        refuse(v, from, "change records of its own model, which could go on for ever");
    else if (cascades->group[start] == cascades->group[next])
        refuse(v, from, "come back to its own model by way of other relations");
    else if (cascades->reaches_loop[next])
        refuse(v, from, "lead to a model that changes its own records");
}

void cascade_has_one_way(Validation *v, const Relation *relation)
{
    if (v->cascades && v->cascades->has_two_ways &&
        v->cascades->has_two_ways[relation - v->datamodel->relations.items])
        refuse(v, relation_end(v->datamodel, relation->field_a),
               "lead to a model to which another relation leads, too");
}

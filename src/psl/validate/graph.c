#include "psl/validate/graph.h"

#include <stdbool.h>

Graph graph_new(Arena *arena, uint32_t node_count)
{
    return (Graph){.node_count = node_count,
                   .first = NEW_ARRAY(arena, uint32_t, (size_t)node_count + 1)};
}

void graph_count(Graph *graph, uint32_t from)
{
    graph->first[from]++;
}

/* Until all edges are added, `first` is where a node's edges end that are not there yet. */
void graph_make_room(Arena *arena, Graph *graph)
{
    uint32_t sum = 0;
    for (uint32_t i = 0; i < graph->node_count; i++)
        graph->first[i] = sum += graph->first[i];
    graph->first[graph->node_count] = sum;
    graph->targets = NEW_ARRAY(arena, uint32_t, (size_t)sum + 1);
    graph->labels = NEW_ARRAY(arena, uint32_t, (size_t)sum + 1);
}

void graph_add(Graph *graph, uint32_t from, uint32_t to, uint32_t label)
{
    uint32_t edge = --graph->first[from];
    graph->targets[edge] = to;
    graph->labels[edge] = label;
}

/* Tarjan's algorithm. */
typedef struct Walk {
    const Graph *graph;
    uint32_t *next;  /* by node: the edge to follow next */
    uint32_t *met;   /* by node: when it was met, from 1; 0: not yet */
    uint32_t *low;   /* by node: the earliest one met that it leads to */
    uint32_t *stack; /* nodes whose group is not known yet */
    uint32_t *path;  /* nodes from the first one to the one at hand */
    bool *is_done;   /* by node: its group is known */
    uint32_t met_count;
    uint32_t stack_count;
    uint32_t path_count;
    uint32_t group_count;
    uint32_t done_count;
    GraphGroups groups;
} Walk;

static void enter(Walk *walk, uint32_t node)
{
    walk->met[node] = walk->low[node] = ++walk->met_count;
    walk->next[node] = walk->graph->first[node];
    walk->stack[walk->stack_count++] = node;
    walk->path[walk->path_count++] = node;
}

static void lower(Walk *walk, uint32_t node, uint32_t low)
{
    if (low < walk->low[node])
        walk->low[node] = low;
}

static void leave(Walk *walk, uint32_t node)
{
    walk->path_count--;
    if (walk->path_count)
        lower(walk, walk->path[walk->path_count - 1], walk->low[node]);
    if (walk->low[node] != walk->met[node])
        return;
    uint32_t member;
    do {
        member = walk->stack[--walk->stack_count];
        walk->is_done[member] = true;
        walk->groups.group[member] = walk->group_count;
        walk->groups.nodes[walk->done_count++] = member;
    } while (member != node);
    walk->group_count++;
}

static void walk_from(Walk *walk, uint32_t first)
{
    enter(walk, first);
    while (walk->path_count) {
        uint32_t node = walk->path[walk->path_count - 1];
        if (walk->next[node] == walk->graph->first[node + 1]) {
            leave(walk, node);
            continue;
        }
        uint32_t target = walk->graph->targets[walk->next[node]++];
        if (walk->met[target] == 0)
            enter(walk, target);
        else if (!walk->is_done[target])
            lower(walk, node, walk->met[target]);
    }
}

GraphGroups graph_groups(Arena *arena, const Graph *graph)
{
    size_t count = (size_t)graph->node_count + 1;
    uint32_t *numbers = NEW_ARRAY(arena, uint32_t, count * 7);
    Walk walk = {.graph = graph,
                 .next = numbers,
                 .met = numbers + count,
                 .low = numbers + count * 2,
                 .stack = numbers + count * 3,
                 .path = numbers + count * 4,
                 .groups = {numbers + count * 5, numbers + count * 6},
                 .is_done = NEW_ARRAY(arena, bool, count)};
    for (uint32_t i = 0; i < graph->node_count; i++)
        if (walk.met[i] == 0)
            walk_from(&walk, i);
    return walk.groups;
}

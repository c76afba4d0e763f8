/* Things that lead to others, as numbers: models by way of relations, types by way of fields. */
#ifndef DUNLIN_PSL_VALIDATE_GRAPH_H
#define DUNLIN_PSL_VALIDATE_GRAPH_H

#include <stdint.h>

#include "base/arena.h"

/* The edges of node i are those from first[i] up to first[i + 1]. */
typedef struct Graph {
    uint32_t node_count;
    uint32_t *first;   /* node_count + 1 of them */
    uint32_t *targets; /* by edge */
    uint32_t *labels;  /* by edge: what the caller knows it by */
} Graph;

/* Room for a graph. The caller then counts each edge (graph_count), fixes the counts
 * (graph_make_room), and puts each edge (graph_add). */
Graph graph_new(Arena *arena, uint32_t node_count);
void graph_count(Graph *graph, uint32_t from);
void graph_make_room(Arena *arena, Graph *graph);
void graph_add(Graph *graph, uint32_t from, uint32_t to, uint32_t label);

/* Groups of nodes that lead to each other, and to themselves again. */
typedef struct GraphGroups {
    uint32_t *group; /* by node; an edge never leads to a group of a greater number */
    uint32_t *nodes; /* group by group, in the order of their numbers */
} GraphGroups;

/* In time and memory that grow with the nodes and edges, and without recursion. */
GraphGroups graph_groups(Arena *arena, const Graph *graph);

#endif

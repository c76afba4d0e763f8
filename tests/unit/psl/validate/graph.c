/* psl/validate/graph.h */
#include "psl/validate/graph.h"

#include "support.h"

/* The graph of edges as in "ab": from a to b. */
static Graph graph_of(Arena *arena, uint32_t node_count, const char *const *edges)
{
    Graph graph = graph_new(arena, node_count);
    for (size_t i = 0; edges[i]; i++)
        graph_count(&graph, (uint32_t)(edges[i][0] - 'a'));
    graph_make_room(arena, &graph);
    for (size_t i = 0; edges[i]; i++)
        graph_add(&graph, (uint32_t)(edges[i][0] - 'a'), (uint32_t)(edges[i][1] - 'a'),
                  (uint32_t)i);
    return graph;
}

static void edges_lie_with_their_node(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    Graph graph = graph_of(arena, 3, (const char *const[]){"ca", "ab", "ac", NULL});
    assert_int_equal(graph.first[0], 0);
    assert_int_equal(graph.first[1], 2);
    assert_int_equal(graph.first[2], 2);
    assert_int_equal(graph.first[3], 3);
    assert_int_equal(graph.targets[2], 0);
    assert_int_equal(graph.labels[2], 0);
}

/* Each node's group as a letter, named by its first node. */
static Text groups_of(Arena *arena, const Graph *graph)
{
    GraphGroups groups = graph_groups(arena, graph);
    Buffer out = BUFFER(arena);
    for (uint32_t i = 0; i < graph->node_count; i++) {
        uint32_t first = 0;
        while (groups.group[first] != groups.group[i])
            first++;
        buffer_add_char(&out, (char)('a' + first));
    }
    for (uint32_t i = 0; i < graph->node_count; i++)
        for (uint32_t j = graph->first[i]; j < graph->first[i + 1]; j++)
            assert_true(groups.group[graph->targets[j]] <= groups.group[i]);
    for (uint32_t i = 1; i < graph->node_count; i++)
        assert_true(groups.group[groups.nodes[i - 1]] <= groups.group[groups.nodes[i]]);
    return buffer_text(&out);
}

static void groups(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    static const struct {
        const char *edges[9];
        const char *groups;
    } cases[] = {
        {{"ab", "bc", "cd"}, "abcd"},
        {{"ab", "ba", "cd"}, "aacd"},
        {{"ab", "bc", "ca", "cd"}, "aaad"},
        {{"ab", "bc", "cd", "da"}, "aaaa"},
        {{"aa", "bb"}, "abcd"},
        {{"da", "ab", "bd", "cb", "dc"}, "aaaa"},
        {{"ab", "ab", "bc", "cb"}, "abbd"},
        {{NULL}, "abcd"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Graph graph = graph_of(arena, 4, cases[i].edges);
        assert_text(groups_of(arena, &graph), cases[i].groups);
    }
}

/* No recursion: a chain of a million nodes, and the same as a ring. */
static void long_chains(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    enum { COUNT_OF_NODES = 1000000 };
    for (uint32_t ring = 0; ring < 2; ring++) {
        Graph graph = graph_new(arena, COUNT_OF_NODES);
        for (uint32_t i = 0; i < COUNT_OF_NODES - 1 + ring; i++)
            graph_count(&graph, i);
        graph_make_room(arena, &graph);
        for (uint32_t i = 0; i < COUNT_OF_NODES - 1 + ring; i++)
            graph_add(&graph, i, (i + 1) % COUNT_OF_NODES, 0);
        GraphGroups found = graph_groups(arena, &graph);
        assert_int_equal(found.group[0] == found.group[COUNT_OF_NODES - 1], ring);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(edges_lie_with_their_node),
        TEST(groups),
        TEST(long_chains),
    };
    return RUN_TESTS(tests);
}

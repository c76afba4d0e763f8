/* lint/parse_tree.h */
#include "lint/parse_tree.h"

#include "support.h"

static const TreeNode *read_json(Arena *arena, Text json)
{
    TreeRoom *room = NEW(arena, TreeRoom);
    room->arena = arena;
    return tree_read(room, arena, json);
}

static void members_and_lists(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    const TreeNode *tree =
        read_json(arena, TEXT("{\"a\":[{\"B\":{\"on\":true,\"n\":-1}},{},\"x\"],\"c\":\"d\"}"));
    assert_non_null(tree);
    assert_int_equal(tree->size, 9);
    const TreeNode *list = tree_member(tree, "a");
    const TreeNode *inner = tree_inner(tree_inner(list));
    assert_text(inner->name, "B");
    assert_true(tree_flag(inner, "on"));
    assert_text(tree_text(inner, "n"), "-1");
    assert_text(tree_text(tree, "c"), "d");
    assert_true(tree_is(tree, "c", "d"));
    size_t items = 0, inside = 0;
    for (tree_each(item, list))
        items++;
    for (tree_each_inside(node, list))
        inside++;
    assert_int_equal(items, 3);
    assert_int_equal(inside, 7);
}

static void what_is_not_there(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    const TreeNode *tree = read_json(arena, TEXT("{}"));
    assert_non_null(tree);
    assert_null(tree_member(tree, "a"));
    assert_null(tree_member(NULL, "a"));
    assert_null(tree_inner(tree));
    assert_null(tree_inner(NULL));
    assert_false(tree_flag(NULL, "a"));
    assert_text(tree_text(NULL, "a"), "");
    const TreeNode *nothing = NULL;
    for (tree_each(item, nothing))
        expect(item == NULL, "nothing is inside of nothing");
}

static void escapes(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    const TreeNode *tree =
        read_json(arena, TEXT("{\"a\":\"q\\\"b\\\\n\\n\\u003e\\u0001\xC3\xA4\",\"b\":1}"));
    assert_text(tree_text(tree, "a"), "q\"b\\n\n>\x01\xC3\xA4");
    assert_text(tree_text(tree, "b"), "1");
}

static void rows_are_left_out(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    const TreeNode *tree = read_json(
        arena, TEXT("{\"valuesLists\":[{\"a\":\"]}\\\"\"},[1]],\"location\":12,\"b\":\"c\"}"));
    assert_int_equal(tree->size, 2);
    assert_text(tree_text(tree, "b"), "c");
}

static void no_json(void **state)
{
    static const char *const documents[] = {
        "",         "{",           "[",         "\"",           "{\"a",   "{\"a\"",
        "{\"a\":",  "{\"a\":}",    "[1,",       "{\"a\":\"\\",  "[?]",    "{\"valuesLists\":",
        "[\"\\u00", "{\"a\":\"b]", "{\"a\":{}", "{\"a\":\"\\u", "[1,[2]",
    };
    Arena *arena = ((Scene *)*state)->arena;
    for (size_t i = 0; i < COUNT(documents); i++)
        expect(!read_json(arena, text_from(documents[i])), "%s", documents[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(members_and_lists), TEST(what_is_not_there), TEST(escapes),
        TEST(rows_are_left_out), TEST(no_json),
    };
    return RUN_TESTS(tests);
}

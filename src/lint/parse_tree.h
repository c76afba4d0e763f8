/* What libpg_query says of a statement: its JSON as a flat list of nodes, each before those inside
 * it, so that whatever is inside a node follows it without a gap. */
#ifndef DUNLIN_LINT_PARSE_TREE_H
#define DUNLIN_LINT_PARSE_TREE_H

#include "base/text.h"

typedef struct TreeNode {
    Text name;   /* of an object's member; empty in a list */
    Text value;  /* of a text, a number, true and false */
    size_t size; /* nodes, itself and all inside */
} TreeNode;

/* Room for one tree after the other. */
typedef struct TreeRoom {
    Arena *arena;
    LIST_OF(TreeNode) nodes;
    LIST_OF(size_t) open;
} TreeRoom;

/* The tree of a document that libpg_query wrote, which must live as long; it lasts until the room
 * is used again. Nothing is made of the rows of VALUES, of which there may be very many, and of
 * places in the text. NULL when it is no JSON. Texts with escapes are copied to `scratch`. */
const TreeNode *tree_read(TreeRoom *room, Arena *scratch, Text json);

/* The member of that name, or NULL; also of NULL. */
const TreeNode *tree_member(const TreeNode *node, const char *name);

/* What a node of any type holds: its only member, the name of which is the type. */
const TreeNode *tree_inner(const TreeNode *node);

/* How many are right inside a node. */
size_t tree_count(const TreeNode *node);

/* The value of a member; empty when it is not there, which the parser does with zeros. */
Text tree_text(const TreeNode *node, const char *name);
bool tree_flag(const TreeNode *node, const char *name);
bool tree_is(const TreeNode *node, const char *name, const char *value);

/* Visits what is right inside a node, which may be NULL. */
#define tree_each(item, node) \
    const TreeNode *item = (node) ? (node) + 1 : NULL, \
                   *item##_end = (node) ? (node) + (node)->size : NULL; \
    item != item##_end; \
    item += item->size

/* Visits the node and everything inside, at any depth, in the order of the text. */
#define tree_each_inside(item, node) \
    const TreeNode *item = (node), *item##_end = (node) ? (node) + (node)->size : NULL; \
    item != item##_end; \
    item++

#endif

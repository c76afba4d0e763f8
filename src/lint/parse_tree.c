#include "lint/parse_tree.h"

typedef struct TreeReader {
    TreeRoom *room; /* open: places of the objects and lists that are not closed */
    Arena *scratch;
    Text json;
    size_t place;
    bool failed;
} TreeReader;

static char here(const TreeReader *reader)
{
    return reader->place < reader->json.length ? reader->json.data[reader->place] : '\0';
}

/* The text without its escapes. The parser writes bytes beyond ASCII as they are. */
static Text unescaped(Arena *arena, Text text)
{
    char *out = arena_alloc(arena, text.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < text.length; i++) {
        char c = text.data[i];
        if (c == '\\' && i + 1 < text.length) {
            static const char named[] = "b\bf\fn\nr\rt\t";
            c = text.data[++i];
            const char *found = strchr(named, c);
            if (c == 'u' && i + 4 < text.length) {
                unsigned value = 0;
                for (size_t digit = i + 1; digit <= i + 4; digit++) {
                    char d = text.data[digit];
                    value = value * 16 +
                            (unsigned)(is_digit(d) ? d - '0' : (to_lower(d) - 'a' + 10) & 15);
                }
                c = (char)value;
                i += 4;
            } else if (found && (found - named) % 2 == 0) {
                c = found[1];
            }
        }
        out[length++] = c;
    }
    return (Text){out, length};
}

/* A text behind its quote. */
static Text read_string(TreeReader *reader)
{
    const char *data = reader->json.data;
    size_t start = reader->place + 1, end = reader->json.length, place = start;
    bool escapes = false;
    while (place < end && data[place] != '"') {
        bool escape = data[place] == '\\';
        escapes = escapes || escape;
        place += escape ? 2 : 1;
    }
    reader->failed = reader->failed || place >= end;
    reader->place = place + 1;
    Text text = text_slice(reader->json, start, place);
    return escapes ? unescaped(reader->scratch, text) : text;
}

static Text read_word(TreeReader *reader)
{
    size_t start = reader->place;
    while (is_word(here(reader)) || here(reader) == '-' || here(reader) == '.' ||
           here(reader) == '+')
        reader->place++;
    reader->failed = reader->failed || reader->place == start;
    return text_slice(reader->json, start, reader->place);
}

/* Passes over an object or a list. */
static void skip(TreeReader *reader)
{
    size_t depth = 0;
    do {
        char c = here(reader);
        if (c == '"') {
            for (reader->place++; reader->place < reader->json.length && here(reader) != '"';)
                reader->place += here(reader) == '\\' ? 2 : 1;
        } else if (c == '{' || c == '[') {
            depth++;
        } else if (c == '}' || c == ']') {
            depth--;
        }
        reader->place++;
    } while (depth && reader->place < reader->json.length);
}

static TreeNode *add_node(TreeReader *reader, Text name)
{
    TreeRoom *room = reader->room;
    list_add(room->arena, &room->nodes, (TreeNode){.name = name, .size = 1});
    return &list_last(&room->nodes);
}

static void read_value(TreeReader *reader, Text name)
{
    char c = here(reader);
    if (text_equal(name, TEXT("location"))) {
        read_word(reader);
    } else if (text_equal(name, TEXT("valuesLists"))) {
        skip(reader);
    } else if (c == '{' || c == '[') {
        add_node(reader, name);
        list_add(reader->room->arena, &reader->room->open, reader->room->nodes.count - 1);
        reader->place++;
    } else {
        Text value = c == '"' ? read_string(reader) : read_word(reader);
        add_node(reader, name)->value = value;
    }
}

/* The end of what was opened last. */
static void close_last(TreeReader *reader)
{
    TreeRoom *room = reader->room;
    size_t opened = room->open.items[--room->open.count];
    room->nodes.items[opened].size = room->nodes.count - opened;
    reader->place++;
}

const TreeNode *tree_read(TreeRoom *room, Arena *scratch, Text json)
{
    TreeReader reader = {.room = room, .scratch = scratch, .json = json};
    room->nodes.count = room->open.count = 0;
    read_value(&reader, TEXT(""));
    while (room->open.count && !reader.failed) {
        char c = here(&reader);
        if (c == '}' || c == ']') {
            close_last(&reader);
        } else if (c == ',' || is_space(c)) {
            reader.place++;
        } else if (c == '"') {
            Text text = read_string(&reader);
            if (here(&reader) == ':') {
                reader.place++;
                read_value(&reader, text);
            } else {
                add_node(&reader, TEXT(""))->value = text;
            }
        } else {
            read_value(&reader, TEXT(""));
        }
    }
    return reader.failed ? NULL : room->nodes.items;
}

const TreeNode *tree_member(const TreeNode *node, const char *name)
{
    Text wanted = text_from(name);
    for (tree_each(member, node))
        if (text_equal(member->name, wanted))
            return member;
    return NULL;
}

const TreeNode *tree_inner(const TreeNode *node)
{
    return node && node->size > 1 ? node + 1 : NULL;
}

size_t tree_count(const TreeNode *node)
{
    size_t count = 0;
    for (tree_each(item, node))
        count++;
    return count;
}

Text tree_text(const TreeNode *node, const char *name)
{
    const TreeNode *member = tree_member(node, name);
    return member ? member->value : TEXT("");
}

bool tree_flag(const TreeNode *node, const char *name)
{
    return tree_is(node, name, "true");
}

bool tree_is(const TreeNode *node, const char *name, const char *value)
{
    return text_is(tree_text(node, name), value);
}

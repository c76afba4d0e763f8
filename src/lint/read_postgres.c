#include "lint/read_postgres.h"

#include <pg_query.h>

#include "dialect/dialect.h"
#include "lint/reading_postgres.h"

/* How deep a statement may nest: libpg_query writes its tree by recursion, as deep as the tree is.
 * An expression such as 1+1+… has a level an operator, so the tokens are what is counted. Five
 * thousand take less than 2 MB of stack. */
enum { DEEPEST = 5000, DEEPEST_PARENTHESES = 500 };

/* Operators of sets of rows nest although there are commas between them. */
static bool joins_queries(Text text, SqlToken token)
{
    return sql_token_is(text, token, "UNION") || sql_token_is(text, token, "INTERSECT") ||
           sql_token_is(text, token, "EXCEPT");
}

/* Could the statement nest too deep? Whatever stands between two commas may be one inside the
 * other, and inside what is around its parentheses. */
static bool nests_too_deep(Text text)
{
    size_t begun[DEEPEST_PARENTHESES] = {0}; /* tokens up to where each parenthesis opened */
    size_t open = 0, tokens = 0, queries = 0;
    const SqlSyntax *syntax = &dialect_postgres.syntax;
    if (text.length <= DEEPEST)
        return false;
    for (SqlToken token = sql_token(syntax, text, 0); token.kind != SQL_END;
         token = sql_token(syntax, text, token.end)) {
        char c = token.kind == SQL_SYMBOL ? text.data[token.start] : '\0';
        queries += token.kind == SQL_WORD && joins_queries(text, token) ? 1 : 0;
        if (++tokens + queries > DEEPEST)
            return true;
        if (c == '(' || c == '[') {
            if (++open == DEEPEST_PARENTHESES)
                return true;
            begun[open] = tokens;
        } else if ((c == ')' || c == ']') && open) {
            open--;
        } else if (c == ',') {
            tokens = begun[open];
        }
    }
    return false;
}

static void read_tree(LintReading *reading, const TreeNode *tree)
{
    const TreeNode *first = tree_inner(tree_member(tree, "stmts"));
    const TreeNode *node = tree_inner(tree_member(first, "stmt"));
    if (!node)
        return;
    LintReader read = lint_table_reader(node->name);
    read = read ? read : lint_object_reader(node->name);
    read = read ? read : lint_other_reader(node->name);
    reading->statement->kind = LINT_OTHER;
    if (read)
        read(reading, node);
}

/* One statement. */
static void read_statement(LintReading *reading, TreeRoom *room, Arena *scratch, Text text)
{
    LintStatement *statement = reading->statement;
    statement->kind = LINT_UNREAD;
    if (memchr(text.data, '\0', text.length)) {
        statement->problem = "it has a NUL byte";
        return;
    }
    if (nests_too_deep(text)) {
        statement->problem = "it nests too deep";
        return;
    }
    ArenaMark mark = arena_mark(scratch);
    PgQueryParseResult result = pg_query_parse(text_cstr(scratch, text));
    if (result.error) {
        statement->problem = text_cstr(reading->arena, text_from(result.error->message));
    } else {
        const TreeNode *tree = tree_read(room, scratch, text_from(result.parse_tree));
        statement->problem = tree ? NULL : "its tree cannot be read";
        read_tree(reading, tree);
    }
    pg_query_free_parse_result(result);
    arena_rewind(scratch, mark);
}

LintStatements lint_read_postgres(Arena *arena, Text script)
{
    LintStatements statements = {0};
    Arena *scratch = arena_new();
    ScriptStatements places = script_split(scratch, &dialect_postgres.syntax, script);
    TreeRoom room = {.arena = arena_new()};
    list_reserve(arena, &statements, places.count);
    for (list_each(const ScriptStatement, place, &places)) {
        LintStatement *statement = &list_push(arena, &statements);
        statement->start = place->start;
        statement->end = place->end;
        LintReading reading = {.arena = arena, .statement = statement};
        read_statement(&reading, &room, scratch, text_slice(script, place->start, place->end));
    }
    arena_free(room.arena);
    arena_free(scratch);
    return statements;
}

#include "sql/script.h"

#include "base/buffer.h"
#include "base/utf8.h"

/* What the splitter knows of the statement that it is in. */
typedef struct StatementState {
    bool begun;         /* its first word was seen */
    bool prelude;       /* only CREATE and words such as OR REPLACE were seen so far */
    bool routine;       /* CREATE [OR REPLACE] FUNCTION or PROCEDURE */
    bool trigger;       /* CREATE [TEMP] TRIGGER */
    bool after_begin;   /* the last word was BEGIN, and a body may begin here */
    bool in_body;       /* behind the body's BEGIN */
    bool may_end;       /* in a body, behind its beginning or a semicolon: END ends it here only,
                         * for elsewhere it belongs to a CASE or is a name */
    size_t parentheses; /* open ones */
} StatementState;

static bool is_any_of(Text text, SqlToken token, const char *const *words)
{
    for (; *words; words++)
        if (sql_token_is(text, token, *words))
            return true;
    return false;
}

static void see_first_words(StatementState *state, Text text, SqlToken token)
{
    static const char *const modifiers[] = {"OR",        "REPLACE",    "TEMP",
                                            "TEMPORARY", "CONSTRAINT", NULL};
    if (!state->begun) {
        state->begun = true;
        state->prelude = sql_token_is(text, token, "CREATE");
    } else if (state->prelude && !is_any_of(text, token, modifiers)) {
        state->prelude = false;
        state->trigger = sql_token_is(text, token, "TRIGGER");
        state->routine =
            sql_token_is(text, token, "FUNCTION") || sql_token_is(text, token, "PROCEDURE");
    }
}

/* Follows the BEGIN and the END of a body. */
static void see_body_words(const SqlSyntax *syntax, StatementState *state, Text text,
                           SqlToken token)
{
    bool begin = sql_token_is(text, token, "BEGIN");
    bool starts = !state->in_body && ((begin && state->trigger && syntax->trigger_bodies) ||
                                      (state->after_begin && sql_token_is(text, token, "ATOMIC")));
    if (state->in_body && state->may_end && sql_token_is(text, token, "END"))
        state->in_body = state->trigger = state->routine = false;
    state->in_body = state->in_body || starts;
    state->may_end = starts;
    state->after_begin = begin && state->routine && syntax->atomic_bodies;
}

static void see(const SqlSyntax *syntax, StatementState *state, Text text, SqlToken token)
{
    if (token.kind == SQL_WORD) {
        see_first_words(state, text, token);
        see_body_words(syntax, state, text, token);
        return;
    }
    state->after_begin = false;
    state->may_end = token.kind == SQL_SEMICOLON;
    char c = token.kind == SQL_SYMBOL ? text.data[token.start] : '\0';
    if (c == '(')
        state->parentheses++;
    else if (c == ')' && state->parentheses > 0)
        state->parentheses--;
}

ScriptStatements script_split(Arena *arena, const SqlSyntax *syntax, Text script)
{
    ScriptStatements statements = {0};
    StatementState state = {0};
    bool open = false; /* a statement has begun: it is the last of the list */
    size_t from = 0;
    for (;;) {
        SqlToken token = sql_token(syntax, script, from);
        from = token.end;
        if (token.kind == SQL_END)
            return statements;
        bool inside = state.in_body || (state.parentheses > 0 && syntax->parentheses_matter);
        if (token.kind == SQL_SEMICOLON && !inside) {
            open = false;
            state = (StatementState){0};
            continue;
        }
        if (!open)
            list_add(arena, &statements, (ScriptStatement){token.start, token.end});
        open = true;
        list_last(&statements).end = token.end;
        see(syntax, &state, script, token);
    }
}

// NOLINTNEXTLINE(misc-no-recursion): as deep as the pattern has "..." and "[" elements
static bool matches(const SqlSyntax *syntax, Text statement, size_t from, Text pattern)
{
    pattern = text_trim(pattern);
    if (pattern.length == 0)
        return true;
    Text rest = pattern;
    Text element = text_cut(&rest, ' ');
    SqlToken token = sql_token(syntax, statement, from);
    if (text_is(element, "$"))
        return token.kind == SQL_END;
    if (text_is(element, "...")) {
        for (;; from = token.end) {
            if (matches(syntax, statement, from, rest))
                return true;
            token = sql_token(syntax, statement, from);
            if (token.kind == SQL_END)
                return false;
        }
    }
    bool optional = element.data[0] == '[' && element.length > 2;
    if (optional && matches(syntax, statement, from, rest))
        return true;
    if (token.kind == SQL_END)
        return false;
    Text word = optional ? text_slice(element, 1, element.length - 1) : element;
    bool same =
        text_is(word, "*") || ((token.kind == SQL_WORD || token.kind == SQL_SYMBOL) &&
                               text_equal_ignoring_case(sql_token_text(statement, token), word));
    return same && matches(syntax, statement, token.end, rest);
}

bool statement_matches(const SqlSyntax *syntax, Text statement, const char *pattern)
{
    return matches(syntax, statement, 0, text_from(pattern));
}

const char *statement_matches_any(const SqlSyntax *syntax, Text statement,
                                  const char *const *patterns)
{
    for (; *patterns; patterns++)
        if (statement_matches(syntax, statement, *patterns))
            return *patterns;
    return NULL;
}

Text statement_shown(Arena *arena, Text statement, size_t count)
{
    Buffer shown = BUFFER(arena);
    bool blank = false;
    bool cut = false;
    for (size_t i = 0, characters = 0; i < statement.length && !cut; i++) {
        char c = statement.data[i];
        if (is_space(c)) {
            blank = shown.length > 0;
            continue;
        }
        bool starts_character = ((unsigned char)c & 0xC0) != 0x80;
        if (starts_character && (characters += 1 + (blank ? 1 : 0)) > count) {
            cut = true;
            break;
        }
        if (blank)
            buffer_add_char(&shown, ' ');
        blank = false;
        buffer_add_char(&shown, c);
    }
    if (cut)
        buffer_add_string(&shown, "…");
    return buffer_text(&shown);
}

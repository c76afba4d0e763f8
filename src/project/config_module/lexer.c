/* Tokens of JavaScript and TypeScript. Whether "/" divides or opens a regular expression is told
 * from the token before it; a regular expression that does not end on its line was a division. */
#include "project/config_module/lexer.h"

#include <string.h>

#include "project/config_module/text.h"

enum { LONGEST_REGEX = 2000 };

typedef struct Lexer {
    Arena *arena;
    Text source;
    size_t at;
    bool line_end; /* one was passed since the last token */
    ScriptTokens *tokens;
    size_t open[SCRIPT_NESTING_LIMIT]; /* brackets and templates that are open, by token */
    size_t depth;
    const char *trouble; /* what is wrong, or NULL */
    size_t trouble_at;
} Lexer;

static bool give_up(Lexer *lexer, size_t at, const char *trouble)
{
    lexer->trouble = trouble;
    lexer->trouble_at = at;
    return false;
}

static char peek(const Lexer *lexer, size_t ahead)
{
    size_t at = lexer->at + ahead;
    return at < lexer->source.length ? lexer->source.data[at] : '\0';
}

bool script_token_is(const ScriptToken *token, const char *text)
{
    return (token->kind == SCRIPT_NAME || token->kind == SCRIPT_SIGN) && text_is(token->text, text);
}

/* Steps over white space and comments. */
static bool skip_blanks(Lexer *lexer)
{
    for (;;) {
        size_t length = script_space(lexer->source, lexer->at);
        if (length) {
            lexer->line_end = lexer->line_end || script_line_end(lexer->source, lexer->at);
            lexer->at += length;
        } else if (peek(lexer, 0) == '/' && peek(lexer, 1) == '/') {
            while (lexer->at < lexer->source.length && !script_line_end(lexer->source, lexer->at))
                lexer->at++;
        } else if (peek(lexer, 0) == '/' && peek(lexer, 1) == '*') {
            size_t begin = lexer->at;
            Text rest = text_slice(lexer->source, begin + 2, lexer->source.length);
            ptrdiff_t end = text_find(rest, "*/");
            if (end < 0)
                return give_up(lexer, begin, "a comment is not closed");
            lexer->line_end =
                lexer->line_end || text_find_char(text_slice(rest, 0, (size_t)end), '\n') >= 0;
            lexer->at += (size_t)end + 4;
        } else {
            return true;
        }
    }
}

static ScriptToken *add(Lexer *lexer, ScriptTokenKind kind, size_t begin)
{
    ScriptToken token = {.kind = kind, .after_line_end = lexer->line_end};
    token.text = text_slice(lexer->source, begin, lexer->at);
    lexer->line_end = false;
    list_add(lexer->arena, lexer->tokens, token);
    return &list_last(lexer->tokens);
}

/* ---- strings and templates ---- */

/* Steps over one character, or over a backslash and the character behind it. */
static void skip_character(Lexer *lexer)
{
    bool escape = peek(lexer, 0) == '\\';
    lexer->at++;
    if (!escape || lexer->at >= lexer->source.length)
        return;
    bool pair = peek(lexer, 0) == '\r' && peek(lexer, 1) == '\n';
    lexer->at += pair ? 2 : 1;
}

static bool read_string(Lexer *lexer)
{
    size_t begin = lexer->at;
    char quote = peek(lexer, 0);
    lexer->at++;
    while (lexer->at < lexer->source.length && peek(lexer, 0) != quote && peek(lexer, 0) != '\n' &&
           peek(lexer, 0) != '\r')
        skip_character(lexer);
    if (peek(lexer, 0) != quote)
        return give_up(lexer, begin, "a string is not closed");
    lexer->at++;
    ScriptToken *token = add(lexer, SCRIPT_STRING, begin);
    token->value =
        script_unescape(lexer->arena, text_slice(token->text, 1, token->text.length - 1));
    return true;
}

static bool open_bracket(Lexer *lexer)
{
    if (lexer->depth == SCRIPT_NESTING_LIMIT)
        return give_up(lexer, lexer->at - 1, "brackets are nested too deeply");
    lexer->open[lexer->depth++] = lexer->tokens->count - 1;
    return true;
}

/* A piece of a template: from "`" or "}" to "${" or "`". */
static bool read_template(Lexer *lexer)
{
    size_t begin = lexer->at;
    bool is_first = peek(lexer, 0) == '`';
    lexer->at++;
    while (lexer->at < lexer->source.length && peek(lexer, 0) != '`' &&
           !(peek(lexer, 0) == '$' && peek(lexer, 1) == '{'))
        skip_character(lexer);
    if (lexer->at >= lexer->source.length)
        return give_up(lexer, begin, "a template string is not closed");
    bool is_last = peek(lexer, 0) == '`';
    Text piece = text_slice(lexer->source, begin + 1, lexer->at);
    lexer->at += is_last ? 1 : 2;
    ScriptToken *token = add(lexer, SCRIPT_TEMPLATE, begin);
    token->value = script_unescape(lexer->arena, piece);
    token->is_first = is_first;
    token->is_last = is_last;
    if (is_first && !is_last)
        return open_bracket(lexer);
    size_t here = lexer->tokens->count - 1;
    if (is_last)
        lexer->tokens->items[is_first ? here : lexer->open[--lexer->depth]].partner = here;
    return true;
}

/* ---- regular expressions ---- */

static const char *const before_operand[] = {"return", "typeof", "case", "in",        "of",
                                             "delete", "void",   "new",  "throw",     "await",
                                             "yield",  "else",   "do",   "instanceof"};

/* True when the token before wants an operand, so that "/" opens a regular expression. */
static bool wants_operand(const Lexer *lexer)
{
    if (lexer->tokens->count == 0)
        return true;
    const ScriptToken *before = &list_last(lexer->tokens);
    if (before->kind == SCRIPT_NAME) {
        for (size_t i = 0; i < sizeof before_operand / sizeof *before_operand; i++)
            if (text_is(before->text, before_operand[i]))
                return true;
        return false;
    }
    if (before->kind == SCRIPT_TEMPLATE)
        return !before->is_last;
    if (before->kind != SCRIPT_SIGN)
        return false;
    if (script_token_is(before, ")") && before->partner > 0) {
        const ScriptToken *word = &lexer->tokens->items[before->partner - 1];
        return script_token_is(word, "if") || script_token_is(word, "while");
    }
    return !script_token_is(before, ")") && !script_token_is(before, "]") &&
           !script_token_is(before, "}") && !script_token_is(before, "++") &&
           !script_token_is(before, "--");
}

static bool read_regex(Lexer *lexer)
{
    size_t begin = lexer->at;
    bool in_class = false;
    size_t i = begin + 1;
    for (;; i++) {
        char c = i < lexer->source.length ? lexer->source.data[i] : '\n';
        if (c == '\n' || c == '\r' || i - begin > LONGEST_REGEX)
            return false;
        if (c == '/' && !in_class)
            break;
        if (c == '\\' && i + 1 < lexer->source.length && !script_line_end(lexer->source, i + 1))
            i++;
        else if (c == '[' || c == ']')
            in_class = c == '[';
    }
    for (i++; i < lexer->source.length && is_letter(lexer->source.data[i]); i++)
        continue;
    lexer->at = i;
    add(lexer, SCRIPT_REGEX, begin);
    return true;
}

/* ---- the rest ---- */

static bool is_name_byte(const Lexer *lexer, size_t at)
{
    if (at >= lexer->source.length)
        return false;
    char c = lexer->source.data[at];
    return is_word(c) || c == '$' || c == '#' ||
           ((unsigned char)c >= 0x80 && !script_space(lexer->source, at));
}

static void read_word(Lexer *lexer)
{
    size_t begin = lexer->at;
    bool number = is_digit(peek(lexer, 0)) || peek(lexer, 0) == '.';
    bool based = peek(lexer, 0) == '0' && is_letter(peek(lexer, 1));
    do {
        char c = to_lower(peek(lexer, 0));
        lexer->at++;
        if (number && !based && c == 'e' && (peek(lexer, 0) == '-' || peek(lexer, 0) == '+'))
            lexer->at++;
    } while (is_name_byte(lexer, lexer->at) || (number && peek(lexer, 0) == '.'));
    add(lexer, number ? SCRIPT_NUMBER : SCRIPT_NAME, begin);
}

static const char *const signs[] = {
    "...", "===", "!==", "&&=", "||=", "?\?=", "**=", "=>", "==", "!=", "<=", "&&", "||",
    "??",  "?.",  "++",  "--",  "+=",  "-=",   "*=",  "/=", "%=", "**", "&=", "|=", "^="};

static bool close_bracket(Lexer *lexer, char c)
{
    size_t here = lexer->tokens->count - 1;
    if (lexer->depth == 0)
        return give_up(lexer, lexer->at - 1, "a closing bracket has no opening one");
    size_t other = lexer->open[lexer->depth - 1];
    const ScriptToken *opening = &lexer->tokens->items[other];
    const char *pair = c == ')' ? "(" : c == ']' ? "[" : "{";
    if (opening->kind != SCRIPT_SIGN || !text_is(opening->text, pair))
        return give_up(lexer, lexer->at - 1, "a closing bracket does not fit the opening one");
    lexer->tokens->items[other].partner = here;
    lexer->tokens->items[here].partner = other;
    lexer->depth--;
    return true;
}

static bool read_sign(Lexer *lexer)
{
    size_t begin = lexer->at;
    Text rest = text_slice(lexer->source, begin, lexer->source.length);
    char c = peek(lexer, 0);
    if (!strchr("()[]{}<>;,.:?=!&|+-*/%^~@", c) || c == '\0')
        return give_up(lexer, begin, "a character that has no meaning here");
    size_t length = 1;
    for (size_t i = 0; i < sizeof signs / sizeof *signs && length == 1; i++)
        if (text_starts_with(rest, signs[i]))
            length = strlen(signs[i]);
    if (text_starts_with(rest, "?.") && is_digit(peek(lexer, 2)))
        length = 1;
    lexer->at += length;
    add(lexer, SCRIPT_SIGN, begin);
    if (c == '(' || c == '[' || c == '{')
        return open_bracket(lexer);
    return (c != ')' && c != ']' && c != '}') || close_bracket(lexer, c);
}

static bool in_template(const Lexer *lexer)
{
    return lexer->depth > 0 &&
           lexer->tokens->items[lexer->open[lexer->depth - 1]].kind == SCRIPT_TEMPLATE;
}

static bool read_token(Lexer *lexer)
{
    char c = peek(lexer, 0);
    if (c == '\'' || c == '"')
        return read_string(lexer);
    if (c == '`' || (c == '}' && in_template(lexer)))
        return read_template(lexer);
    if (is_name_byte(lexer, lexer->at) || (c == '.' && is_digit(peek(lexer, 1)))) {
        read_word(lexer);
        return true;
    }
    if (c == '/' && wants_operand(lexer) && read_regex(lexer))
        return true;
    return read_sign(lexer);
}

static bool read_all(Lexer *lexer)
{
    if (text_starts_with(text_slice(lexer->source, lexer->at, lexer->at + 2), "#!"))
        while (lexer->at < lexer->source.length && !script_line_end(lexer->source, lexer->at))
            lexer->at++;
    for (;;) {
        if (!skip_blanks(lexer))
            return false;
        if (lexer->at >= lexer->source.length)
            break;
        if (!read_token(lexer))
            return false;
    }
    if (lexer->depth > 0) {
        const ScriptToken *opening = &lexer->tokens->items[lexer->open[lexer->depth - 1]];
        return give_up(lexer, (size_t)(opening->text.data - lexer->source.data),
                       "a bracket is not closed");
    }
    add(lexer, SCRIPT_END, lexer->at);
    return true;
}

/* A line of the file without what stands between "://" and "@". */
static Text without_password(Arena *arena, Text line)
{
    ptrdiff_t scheme = text_find(line, "://");
    ptrdiff_t at = text_find_last_char(line, '@');
    if (scheme < 0 || at < scheme)
        return text_copy(arena, line);
    return text_format(arena, "%.*s…%.*s", (int)scheme + 3, line.data,
                       (int)(line.length - (size_t)at), line.data + at);
}

bool script_fail(Error *error, Text path, Text source, size_t offset, const char *message)
{
    fail(error, ERROR_D1003, "the configuration file cannot be understood: %s", message);
    text_position(source, offset, &error->line, &error->column);
    error->file = text_copy(error->arena, path);
    Text line = text_line_at(source, offset);
    error->excerpt = without_password(error->arena, text_slice(line, 0, 400));
    return false;
}

bool script_tokens(Arena *arena, Text path, Text source, ScriptTokens *tokens, Error *error)
{
    Lexer lexer = {.arena = arena, .source = source, .tokens = tokens};
    *tokens = (ScriptTokens){0};
    if (text_starts_with(source, "\xEF\xBB\xBF"))
        lexer.at = 3;
    return read_all(&lexer) || script_fail(error, path, source, lexer.trouble_at, lexer.trouble);
}

#include "sql/expression.h"

#include "base/buffer.h"
#include "sql/token.h"
#include "sql/writer.h"

/* By precedence climbing over the operators of PostgreSQL
 * (https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-PRECEDENCE). */

static const SqlSyntax syntax = {
    .dollar_quotes = true, .nested_comments = true, .escape_strings = true};

enum { DEEPEST = 100 };

typedef struct Reader {
    Arena *arena;
    Text text;
    SqlToken token; /* the next one */
    int depth;
    bool failed;
} Reader;

/* What was read: its canonical text, and what it is. */
typedef struct Operand {
    Text text;
    bool is_literal;
    bool is_cast; /* by "::" */
    Text inner;   /* of a cast: what is cast */
    bool inner_is_literal;
    bool inner_is_cast;
} Operand;

enum {
    LEVEL_OR = 1,
    LEVEL_AND,
    LEVEL_NOT,
    LEVEL_IS,
    LEVEL_COMPARE,
    LEVEL_BETWEEN,
    LEVEL_OTHER,
    LEVEL_ADD,
    LEVEL_MULTIPLY,
    LEVEL_POWER,
    LEVEL_UNARY,
};

static Operand read_operand(Reader *in, int level);

static void next(Reader *in)
{
    in->token = sql_token(&syntax, in->text, in->token.end);
}

static bool at_word(const Reader *in, const char *keyword)
{
    return in->token.kind == SQL_WORD && sql_token_is(in->text, in->token, keyword);
}

static bool take_word(Reader *in, const char *keyword)
{
    if (!at_word(in, keyword))
        return false;
    next(in);
    return true;
}

static bool at_symbol(const Reader *in, char symbol)
{
    return in->token.kind == SQL_SYMBOL && in->text.data[in->token.start] == symbol;
}

static bool take_symbol(Reader *in, char symbol)
{
    if (!at_symbol(in, symbol))
        return false;
    next(in);
    return true;
}

static Operand fault(Reader *in)
{
    in->failed = true;
    return (Operand){.text = TEXT("")};
}

static bool is_operator_character(char c)
{
    return c && strchr("+-*/<>=~!@#%^&|?", c) != NULL;
}

/* The operator at this place, without taking it: symbols that touch each other are one. */
static Text operator_here(const Reader *in)
{
    size_t end = in->token.start;
    if (in->token.kind != SQL_SYMBOL)
        return TEXT("");
    while (end < in->text.length && is_operator_character(in->text.data[end]))
        end++;
    return text_slice(in->text, in->token.start, end);
}

static void take_operator(Reader *in, Text operator)
{
    in->token = sql_token(&syntax, in->text, in->token.start + operator.length);
}

static int operator_level(Text operator)
{
    static const struct {
        const char *operator;
        int level;
    } levels[] = {
        {"<", LEVEL_COMPARE},  {">", LEVEL_COMPARE},  {"=", LEVEL_COMPARE},  {"<=", LEVEL_COMPARE},
        {">=", LEVEL_COMPARE}, {"<>", LEVEL_COMPARE}, {"!=", LEVEL_COMPARE}, {"+", LEVEL_ADD},
        {"-", LEVEL_ADD},      {"*", LEVEL_MULTIPLY}, {"/", LEVEL_MULTIPLY}, {"%", LEVEL_MULTIPLY},
        {"^", LEVEL_POWER},
    };
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
        if (text_is(operator, levels[i].operator))
            return levels[i].level;
    return LEVEL_OTHER;
}

/* --- operands --- */

/* Words that begin something other than a name. */
static bool is_reserved(const Reader *in)
{
    static const char *const words[] = {"SELECT", "CASE",  "CAST", "ARRAY", "ROW",  "EXISTS",
                                        "FROM",   "WHERE", "WHEN", "THEN",  "ELSE", "END",
                                        "AND",    "OR",    "IN",   "IS",    "LIKE", "BETWEEN"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (at_word(in, words[i]))
            return true;
    return false;
}

/* An operand without the type of a literal that nobody needs. */
static Text as_operand(Operand operand)
{
    return operand.is_cast && (operand.inner_is_literal || operand.inner_is_cast) ? operand.inner
                                                                                  : operand.text;
}

/* The arguments of a call, up to and with its closing parenthesis. */
static void read_arguments(Reader *in, Buffer *out)
{
    buffer_add_char(out, '(');
    for (bool is_first = true; !in->failed && !take_symbol(in, ')'); is_first = false) {
        if (!is_first && !take_symbol(in, ',')) {
            fault(in);
            return;
        }
        if (!is_first)
            buffer_add_char(out, ',');
        buffer_add(out, read_operand(in, LEVEL_OR).text);
    }
    buffer_add_char(out, ')');
}

/* A name, perhaps of several parts, or the call of a function. */
static Operand read_name(Reader *in)
{
    Buffer out = BUFFER(in->arena);
    for (;;) {
        if (in->token.kind != SQL_QUOTED_NAME && (in->token.kind != SQL_WORD || is_reserved(in)))
            return fault(in);
        sql_add_name(&out, sql_token_name(in->arena, in->text, in->token));
        next(in);
        if (!take_symbol(in, '.'))
            break;
        buffer_add_char(&out, '.');
    }
    if (take_symbol(in, '('))
        read_arguments(in, &out);
    return (Operand){.text = buffer_text(&out)};
}

static Operand read_primary(Reader *in)
{
    Text text = sql_token_text(in->text, in->token);
    if (in->token.kind == SQL_NUMBER || in->token.kind == SQL_STRING) {
        next(in);
        return (Operand){.text = text, .is_literal = true};
    }
    static const char *const constants[] = {"TRUE", "FALSE", "NULL"};
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++)
        if (take_word(in, constants[i]))
            return (Operand){.text = text_from(constants[i]), .is_literal = true};
    if (take_symbol(in, '(')) {
        Operand inner = read_operand(in, LEVEL_OR);
        return take_symbol(in, ')') ? inner : fault(in);
    }
    return read_name(in);
}

/* The type behind "::". */
static Text read_type(Reader *in)
{
    Buffer out = BUFFER(in->arena);
    if (in->token.kind == SQL_QUOTED_NAME) {
        sql_add_name(&out, sql_token_name(in->arena, in->text, in->token));
        next(in);
    } else if (in->token.kind != SQL_WORD || is_reserved(in)) {
        fault(in);
    }
    static const char *const second[] = {"PRECISION", "VARYING", "WITH", "WITHOUT", "TIME", "ZONE"};
    for (bool is_part = in->token.kind == SQL_WORD && out.length == 0; is_part;) {
        Text word = sql_token_text(in->text, in->token);
        for (size_t i = 0; i < word.length; i++)
            buffer_add_char(&out, to_lower(word.data[i]));
        next(in);
        is_part = false;
        for (size_t i = 0; i < sizeof second / sizeof *second; i++)
            is_part |= at_word(in, second[i]);
    }
    if (take_symbol(in, '('))
        read_arguments(in, &out);
    while (take_symbol(in, '[')) {
        if (!take_symbol(in, ']'))
            fault(in);
        buffer_add_string(&out, "[]");
    }
    return buffer_text(&out);
}

static bool take_cast(Reader *in)
{
    if (!at_symbol(in, ':') || in->token.end >= in->text.length ||
        in->text.data[in->token.end] != ':')
        return false;
    next(in);
    next(in);
    return true;
}

static Operand read_cast(Reader *in)
{
    Operand operand = read_primary(in);
    while (!in->failed && take_cast(in)) {
        Text type = read_type(in);
        operand = (Operand){
            .text = text_format(in->arena, "%.*s::%.*s", TEXT_ARG(operand.text), TEXT_ARG(type)),
            .is_cast = true,
            .inner = operand.is_cast ? as_operand(operand) : operand.text,
            .inner_is_literal = operand.is_literal,
            .inner_is_cast = operand.is_cast};
    }
    return operand;
}

static Operand read_unary(Reader *in)
{
    Text operator= operator_here(in);
    if (text_is(operator, "-") || text_is(operator, "+")) {
        take_operator(in, operator);
        Operand operand = read_operand(in, LEVEL_UNARY);
        return (Operand){.text = text_format(in->arena, "(%.*s%.*s)", TEXT_ARG(operator),
                                             TEXT_ARG(as_operand(operand)))};
    }
    return read_cast(in);
}

/* --- operations --- */

static Operand operation(Reader *in, Operand left, Text operator, Text right)
{
    return (Operand){.text = text_format(in->arena, "(%.*s %.*s %.*s)", TEXT_ARG(as_operand(left)),
                                         TEXT_ARG(operator), TEXT_ARG(right))};
}

/* IS [NOT] NULL, TRUE, FALSE, UNKNOWN. */
static Operand read_is(Reader *in, Operand left)
{
    static const char *const states[] = {"NULL", "TRUE", "FALSE", "UNKNOWN"};
    const char *not = take_word(in, "NOT") ? "IS NOT" : "IS";
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (take_word(in, states[i]))
            return operation(in, left, text_from(not ), text_from(states[i]));
    return fault(in);
}

/* [NOT] BETWEEN, IN, LIKE, ILIKE. */
static Operand read_range(Reader *in, Operand left)
{
    Buffer out = BUFFER(in->arena);
    const char *not = take_word(in, "NOT") ? "NOT " : "";
    if (take_word(in, "BETWEEN")) {
        Text least = as_operand(read_operand(in, LEVEL_OTHER));
        if (!take_word(in, "AND"))
            return fault(in);
        Text most = as_operand(read_operand(in, LEVEL_OTHER));
        buffer_add_format(&out, "(%.*s %sBETWEEN %.*s AND %.*s)", TEXT_ARG(as_operand(left)), not,
                          TEXT_ARG(least), TEXT_ARG(most));
        return (Operand){.text = buffer_text(&out)};
    }
    buffer_add_format(&out, "(%.*s %s", TEXT_ARG(left.text), not );
    if (take_word(in, "IN") && take_symbol(in, '(')) {
        buffer_add_string(&out, "IN ");
        read_arguments(in, &out);
    } else if (at_word(in, "LIKE") || at_word(in, "ILIKE")) {
        buffer_add_string(&out, at_word(in, "LIKE") ? "LIKE " : "ILIKE ");
        next(in);
        buffer_add(&out, read_operand(in, LEVEL_OTHER).text);
    } else {
        return fault(in);
    }
    buffer_add_char(&out, ')');
    return (Operand){.text = buffer_text(&out)};
}

static bool at_range(const Reader *in)
{
    return at_word(in, "NOT") || at_word(in, "BETWEEN") || at_word(in, "IN") ||
           at_word(in, "LIKE") || at_word(in, "ILIKE");
}

/* What follows an operand at a level, taken; false when nothing does. */
static bool read_rest(Reader *in, int level, Operand *left)
{
    static const struct {
        const char *word;
        int level;
    } words[] = {{"OR", LEVEL_OR}, {"AND", LEVEL_AND}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (level > words[i].level || !take_word(in, words[i].word))
            continue;
        Text right = as_operand(read_operand(in, words[i].level + 1));
        *left = operation(in, *left, text_from(words[i].word), right);
        return true;
    }
    if (level <= LEVEL_IS && take_word(in, "IS")) {
        *left = read_is(in, *left);
        return true;
    }
    if (level <= LEVEL_BETWEEN && at_range(in)) {
        *left = read_range(in, *left);
        return true;
    }
    Text operator= operator_here(in);
    int its_level = operator_level(operator);
    if (operator.length == 0 || level> its_level)
        return false;
    take_operator(in, operator);
    Text right = as_operand(read_operand(in, its_level + 1));
    *left = operation(in, *left, text_is(operator, "!=") ? TEXT("<>") : operator, right);
    return true;
}

// NOLINTNEXTLINE(misc-no-recursion): bounded by `depth`
static Operand read_operand(Reader *in, int level)
{
    Operand left;
    if (in->failed || ++in->depth > DEEPEST)
        return fault(in);
    if (level <= LEVEL_NOT && take_word(in, "NOT")) {
        Operand inner = read_operand(in, LEVEL_NOT);
        left = (Operand){.text = text_format(in->arena, "(NOT %.*s)", TEXT_ARG(as_operand(inner)))};
    } else {
        left = read_unary(in);
    }
    while (!in->failed && read_rest(in, level, &left))
        ;
    in->depth--;
    return left;
}

Text expression_canonical(Arena *arena, Text text)
{
    Reader in = {.arena = arena, .text = text};
    next(&in);
    Operand all = read_operand(&in, LEVEL_OR);
    return in.failed || in.token.kind != SQL_END ? (Text){0} : as_operand(all);
}

/* Putting the pairs of a .env file into an environment, with the references in their values
 * expanded.
 *
 * A variable's expanded value depends on its name only, so each is computed once, and a variable
 * that is met while it is being computed refers to itself. The budget bounds what values that
 * multiply each other can cost. */
#include "base/buffer.h"
#include "project/config_module/text.h"
#include "project/env_file.h"

enum { LONGEST_CHAIN = 400, LONGEST_EXPRESSION = 512, BUDGET = 16 * 1024 * 1024 };

typedef struct Expansion {
    bool is_ready; /* else it is being computed */
    Text value;
} Expansion;

typedef enum Trouble { TROUBLE_NONE, TROUBLE_CIRCLE, TROUBLE_SIZE } Trouble;

typedef struct Expander {
    Arena *arena;
    const Environment *environment; /* with the pairs, not expanded */
    bool shell_style;
    Map expansions; /* name to Expansion * */
    size_t depth;
    size_t budget;
    Trouble trouble;
} Expander;

static Text expand(Expander *expander, Text value);

static Text give_up(Expander *expander, Trouble trouble)
{
    if (expander->trouble == TROUBLE_NONE)
        expander->trouble = trouble;
    return TEXT("");
}

static bool spend(Expander *expander, size_t bytes)
{
    if (expander->trouble != TROUBLE_NONE)
        return false;
    if (bytes >= expander->budget) {
        give_up(expander, TROUBLE_SIZE);
        return false;
    }
    expander->budget -= bytes;
    return true;
}

/* What the reference to `name` stands for. */
static Text expanded_variable(Expander *expander, Text name)
{
    const Text *value = environment_get_text(expander->environment, name);
    if (!value)
        return TEXT("");
    Expansion *expansion = map_get(&expander->expansions, name);
    if (expansion && expansion->is_ready)
        return expansion->value;
    if (expansion && expander->shell_style)
        return TEXT("");
    if (expansion || expander->depth >= LONGEST_CHAIN)
        return give_up(expander, TROUBLE_CIRCLE);
    expansion = NEW(expander->arena, Expansion);
    map_set(&expander->expansions, name, expansion);
    expander->depth++;
    expansion->value = expand(expander, *value);
    expander->depth--;
    expansion->is_ready = true;
    return expansion->value;
}

/* The first byte from `from` on that ends a reference `${NAME}`, whose "$" is put into `start`; 0
 * when there is none. */
static size_t next_braces(Text value, size_t from, size_t *start)
{
    for (size_t i = from; i + 2 < value.length; i++) {
        if (value.data[i] != '$' || value.data[i + 1] != '{')
            continue;
        size_t end = i + 2;
        while (end < value.length && is_word(value.data[end]))
            end++;
        if (end < value.length && value.data[end] == '}') {
            *start = i;
            return end + 1;
        }
        i = end - 1;
    }
    return 0;
}

/* Prisma's way. The references are those of the value as it stood, but each replaces the first
 * place that reads like it in what has come of the value so far, by the rules of String.replace().
 */
static Text expand_braces(Expander *expander, Text value)
{
    Text result = value;
    size_t start = 0;
    size_t end = 0;
    while ((end = next_braces(value, end, &start)) > 0) {
        bool escaped = start > 0 && value.data[start - 1] == '\\';
        Text reference = text_slice(value, escaped ? start - 1 : start, end);
        Text replacement = text_slice(value, start, end);
        if (!escaped)
            replacement = expanded_variable(expander, text_slice(value, start + 2, end - 1));
        if (!spend(expander, result.length + replacement.length + 1))
            return TEXT("");
        if (!script_replace(expander->arena, result, reference, replacement, false, &result))
            return give_up(expander, TROUBLE_SIZE);
    }
    return result;
}

/* Where the braces that open at `open` close, or 0. It does not look far. */
static size_t closing_brace(Text value, size_t open)
{
    size_t depth = 0;
    for (size_t i = open; i < value.length && i - open < LONGEST_EXPRESSION; i++) {
        depth += value.data[i] == '{';
        if (value.data[i] == '}' && --depth == 0)
            return i;
    }
    return 0;
}

/* What stands between braces: NAME, NAME:-default, NAME-default, NAME:+other, NAME+other. */
static Text expand_expression(Expander *expander, Text expression)
{
    size_t end = 0;
    while (end < expression.length && expression.data[end] != '-' && expression.data[end] != '+' &&
           !(expression.data[end] == ':' && end + 1 < expression.length &&
             (expression.data[end + 1] == '-' || expression.data[end + 1] == '+')))
        end++;
    Text value = expanded_variable(expander, text_slice(expression, 0, end));
    if (end == expression.length)
        return value;
    if (expression.data[end] == ':')
        end++;
    bool alternative = expression.data[end] == '+';
    if ((value.length > 0) != alternative)
        return alternative ? TEXT("") : value;
    if (expander->depth >= LONGEST_CHAIN)
        return give_up(expander, TROUBLE_CIRCLE);
    expander->depth++;
    value = expand(expander, text_slice(expression, end + 1, expression.length));
    expander->depth--;
    return value;
}

/* The way of dotenv-expand, from left to right. */
static Text expand_shell_style(Expander *expander, Text value)
{
    Buffer out = BUFFER(expander->arena);
    for (size_t i = 0; i < value.length; i++) {
        char next = i + 1 < value.length ? value.data[i + 1] : '\0';
        size_t end = 0;
        if (value.data[i] == '\\' && next == '$') {
            buffer_add_char(&out, '$');
            i++;
            continue;
        }
        if (value.data[i] == '$' && next == '{')
            end = closing_brace(value, i + 1);
        if (end > i + 2) {
            Text found = expand_expression(expander, text_slice(value, i + 2, end));
            if (!spend(expander, found.length + (end - i)))
                return TEXT("");
            buffer_add(&out, found);
            i = end;
            continue;
        }
        if (value.data[i] != '$' || !(is_letter(next) || next == '_')) {
            buffer_add_char(&out, value.data[i]);
            continue;
        }
        for (end = i + 1; end < value.length && is_word(value.data[end]);)
            end++;
        Text found = expanded_variable(expander, text_slice(value, i + 1, end));
        if (!spend(expander, found.length))
            return TEXT("");
        buffer_add(&out, found);
        i = end - 1;
    }
    return buffer_text(&out);
}

static Text expand(Expander *expander, Text value)
{
    if (value.length > SCRIPT_TEXT_LIMIT)
        return value;
    return expander->shell_style ? expand_shell_style(expander, value)
                                 : expand_braces(expander, value);
}

static bool fail_expanding(const Expander *expander, const EnvPair *pair, Error *error)
{
    if (expander->trouble == TROUBLE_CIRCLE)
        fail(error, ERROR_D1007, "the variable '%.*s' of a .env file refers to itself",
             TEXT_ARG(pair->name));
    else
        fail(error, ERROR_D1007, "the variables of a .env file expand to more than can be held");
    error_hint(error, "take away the reference, or write \\${NAME} where no variable is meant");
    error->line = pair->line;
    return false;
}

bool env_pairs_merge(Arena *arena, const EnvPairs *pairs, unsigned how, Environment *environment,
                     Error *error)
{
    Map added = MAP(arena);
    for (list_each(const EnvPair, pair, pairs)) {
        if (!(how & ENV_OVERRIDE) && environment_get_text(environment, pair->name))
            continue;
        environment_set(environment, pair->name, pair->value);
        map_set(&added, pair->name, arena);
    }
    if (!(how & (ENV_EXPAND | ENV_EXPAND_SHELL)))
        return true;
    Expander expander = {.arena = arena, .environment = environment, .budget = BUDGET};
    expander.shell_style = (how & ENV_EXPAND_SHELL) != 0;
    expander.expansions = MAP(arena);
    TextList values = {0};
    for (list_each(const EnvPair, pair, pairs)) {
        list_add(arena, &values, expanded_variable(&expander, pair->name));
        if (expander.trouble != TROUBLE_NONE)
            return fail_expanding(&expander, pair, error);
    }
    for (size_t i = 0; i < pairs->count; i++)
        if (!expander.shell_style || map_get(&added, pairs->items[i].name))
            environment_set(environment, pairs->items[i].name, values.items[i]);
    return true;
}

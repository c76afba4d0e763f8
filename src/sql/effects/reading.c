#include "sql/effects/reading.h"

EffectReader effect_reader_inside(const EffectReader *in, Text statement)
{
    EffectReader inside = *in;
    inside.statement = statement;
    inside.token = sql_token(in->syntax, statement, 0);
    inside.depth = in->depth + 1;
    return inside;
}

void effect_advance(EffectReader *in)
{
    in->passed = in->token;
    in->token = sql_token(in->syntax, in->statement, in->token.end);
}

bool effect_at(const EffectReader *in, const char *word)
{
    return sql_token_is(in->statement, in->token, word);
}

bool effect_at_end(const EffectReader *in)
{
    return in->token.kind == SQL_END;
}

SqlToken effect_peek(const EffectReader *in)
{
    return sql_token(in->syntax, in->statement, in->token.end);
}

static bool at_text(const EffectReader *in, Text word)
{
    return (in->token.kind == SQL_WORD || in->token.kind == SQL_SYMBOL) &&
           text_equal_ignoring_case(sql_token_text(in->statement, in->token), word);
}

bool effect_skip(EffectReader *in, const char *pattern)
{
    SqlToken before = in->token;
    Text rest = text_from(pattern);
    while (rest.length) {
        Text word = text_cut(&rest, ' ');
        bool optional = word.length > 2 && word.data[0] == '[';
        if (optional)
            word = text_slice(word, 1, word.length - 1);
        if (at_text(in, word)) {
            effect_advance(in);
        } else if (!optional) {
            in->token = before;
            return false;
        }
    }
    return true;
}

static bool at_any(const EffectReader *in, const char *const *words)
{
    for (; *words; words++)
        if (at_text(in, text_from(*words)))
            return true;
    return false;
}

bool effect_skip_any(EffectReader *in, const char *const *words)
{
    if (!at_any(in, words))
        return false;
    effect_advance(in);
    return true;
}

/* CASE … END holds words that would end a clause elsewhere. */
static bool is_open(const EffectReader *in)
{
    return effect_at(in, "(") || effect_at(in, "[") || effect_at(in, "CASE");
}

static bool is_close(const EffectReader *in)
{
    return effect_at(in, ")") || effect_at(in, "]") || effect_at(in, "END");
}

void effect_skip_group(EffectReader *in)
{
    size_t depth = 0;
    do {
        if (is_open(in))
            depth++;
        else if (is_close(in) && depth > 0)
            depth--;
        effect_advance(in);
    } while (depth > 0 && !effect_at_end(in));
}

void effect_go_to(EffectReader *in, const char *const *words)
{
    while (!effect_at_end(in) && !at_any(in, words)) {
        bool distinct = effect_at(in, "DISTINCT"); /* IS DISTINCT FROM: no clause begins */
        effect_skip_group(in);
        if (distinct)
            effect_skip(in, "FROM");
    }
}

Text effect_parenthesized(EffectReader *in)
{
    size_t start = in->token.end;
    effect_skip_group(in);
    bool closed = in->passed.end > start && sql_token_is(in->statement, in->passed, ")");
    return text_slice(in->statement, start, closed ? in->passed.start : in->passed.end);
}

Text effect_read_name(EffectReader *in)
{
    Text name = sql_token_name(in->arena, in->statement, in->token);
    if (in->syntax->lowers_names && in->token.kind == SQL_WORD) {
        char *lower = text_cstr(in->arena, name);
        for (size_t i = 0; i < name.length; i++)
            lower[i] = to_lower(lower[i]);
        name.data = lower;
    }
    if (!effect_at_end(in))
        effect_advance(in);
    return name;
}

EffectName effect_read_table(EffectReader *in)
{
    EffectName name = {in->space, effect_read_name(in)};
    while (effect_skip(in, ".")) {
        name.space = name.name;
        name.name = effect_read_name(in);
    }
    return name;
}

Effect *effect_add(EffectReader *in, EffectKind kind, EffectName table)
{
    Effect *effect = &list_push(in->arena, in->effects);
    *effect = (Effect){
        .kind = kind,
        .statement = in->index,
        .namespace_name = table.space,
        .table = table.name,
    };
    return effect;
}

bool effect_same_name(const SqlSyntax *syntax, Text a, Text b)
{
    return syntax->ignores_case_of_names ? text_equal_ignoring_case(a, b) : text_equal(a, b);
}

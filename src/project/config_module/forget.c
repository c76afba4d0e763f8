/* Code that is not understood or whose conditions are not known: what it may set is forgotten, so
 * that nothing that depends on it is taken for certain. */
#include "project/config_module/evaluate.h"

static const ScriptToken *token_at(const Script *script, size_t index)
{
    return &script->tokens->items[index];
}

bool script_has_return(Script *script, const ScriptNode *node)
{
    script_spend_steps(script, node->last - node->first);
    for (size_t i = node->first; i < node->last; i++)
        if (script_token_is(token_at(script, i), "return"))
            return true;
    return false;
}

static bool is_assignment(const ScriptToken *token)
{
    static const char *const not_assignments[] = {"==", "===", "!=", "!==", "<=", "=>"};
    if (token->kind != SCRIPT_SIGN)
        return false;
    for (size_t i = 0; i < sizeof not_assignments / sizeof *not_assignments; i++)
        if (text_is(token->text, not_assignments[i]))
            return false;
    return text_ends_with(token->text, "=") || text_is(token->text, "++") ||
           text_is(token->text, "--");
}

/* The index behind a chain of members that begins with the name at `index`. */
static size_t chain_end_of(const Script *script, size_t index, size_t last)
{
    size_t at = index + 1;
    while (at < last) {
        const ScriptToken *token = token_at(script, at);
        if (script_token_is(token, ".") || script_token_is(token, "?."))
            at += 2;
        else if (script_token_is(token, "["))
            at = token->partner + 1;
        else if (script_token_is(token, "!"))
            at++;
        else
            break;
    }
    return at < last ? at : last;
}

static void forget_chain(Script *script, ScriptScope *scope, size_t index, size_t end,
                         const ScriptValue *why)
{
    Text name = token_at(script, index)->text;
    const ScriptValue *value = script_lookup(script, scope, name);
    bool is_process = text_is(name, "process");
    if (is_process && end == index + 5 && token_at(script, end - 1)->kind == SCRIPT_NAME) {
        ScriptValue *copy = NEW(script->arena, ScriptValue);
        *copy = *why;
        map_set(&script->uncertain, token_at(script, end - 1)->text, copy);
    } else if (is_process) {
        script->open = script_unknown(script->arena, why->offset, TEXT("code of the file"));
    } else if (end > index + 1 && value && value->kind == SCRIPT_OBJECT) {
        script_spend_steps(script, value->object->properties.entries.count);
        script_make_unknown(value, why);
    } else if (end == index + 1) {
        for (ScriptScope *at = scope; at; at = at->parent)
            if (map_get(&at->variables, name))
                script_declare(at, name, why);
    }
}

void script_forget(Script *script, ScriptScope *scope, const ScriptNode *node,
                   const ScriptValue *why)
{
    static const char *const loaders[] = {"dotenv",      "dotenvx",       "config",
                                          "loadEnvFile", "loadEnvConfig", "expand"};
    if (!script_spend_steps(script, node->last - node->first))
        return;
    for (size_t i = node->first; i < node->last; i++) {
        const ScriptToken *token = token_at(script, i);
        if (token->kind != SCRIPT_NAME)
            continue;
        const ScriptToken *before = i > 0 ? token_at(script, i - 1) : token;
        for (size_t j = 0; j < sizeof loaders / sizeof *loaders; j++)
            if (text_is(token->text, loaders[j]) && script_token_is(token + 1, "("))
                script->open = script_unknown(script->arena, why->offset, TEXT("code of the file"));
        if (script_token_is(before, ".") || script_token_is(before, "?."))
            continue;
        size_t end = chain_end_of(script, i, node->last);
        bool counts = script_token_is(before, "++") || script_token_is(before, "--");
        if (counts || is_assignment(token_at(script, end)))
            forget_chain(script, scope, i, end, why);
    }
}

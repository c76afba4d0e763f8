/* What configuration modules do to get variables from .env files: dotenv, Node.js itself, Next.js.
 */
#include "base/file.h"
#include "project/config_module/evaluate.h"
#include "project/env_file.h"

/* What a call gives back: the variables of the file under `parsed`; `expanded`: as they now are. */
static const ScriptValue *result_of(Script *script, const EnvPairs *pairs, bool expanded,
                                    size_t offset)
{
    const ScriptValue *result = script_object(script->arena);
    const ScriptValue *parsed = script_object(script->arena);
    for (list_each(EnvPair, pair, pairs)) {
        const Text *now = environment_get_text(script->environment, pair->name);
        Text value = expanded && now ? *now : pair->value;
        script_set(parsed, pair->name, script_text(script->arena, value), offset);
    }
    script_set(result, TEXT("parsed"), parsed, offset);
    return result;
}

static void add_warning(Script *script, const Error *error, Text path)
{
    list_add(script->arena, script->warnings,
             text_format(script->arena, "%.*s: %.*s", TEXT_ARG(path), TEXT_ARG(error->message)));
}

/* Adds the variables of a file to `pairs`; false when it is not there. */
static bool read_file(Script *script, Text path, EnvPairs *pairs)
{
    Error error = {.arena = script->arena};
    EnvPairs found = {0};
    path = path_resolve(script->arena, script->working_folder, path);
    if (!script_spend_steps(script, 1000) || !file_is_file(path))
        return false;
    if (!env_file_read(script->arena, path, &found, &error))
        add_warning(script, &error, path);
    for (list_each(EnvPair, pair, &found))
        list_add(script->arena, pairs, *pair);
    return true;
}

static void merge(Script *script, const EnvPairs *pairs, unsigned how)
{
    Error error = {.arena = script->arena};
    if (!env_pairs_merge(script->arena, pairs, how, script->environment, &error))
        add_warning(script, &error, TEXT(".env"));
}

/* Marks that what is loaded cannot be known. */
static const ScriptValue *lose(Script *script, size_t offset, const char *what)
{
    script->open = script_unknown_format(script, offset, "%s", what);
    return script->open;
}

/* The file names of an argument: a text, a list of texts, or a file URL. */
static bool file_names(Script *script, const ScriptValue *value, TextList *names)
{
    if (value->kind == SCRIPT_OBJECT && value->object->is_url) {
        ScriptCall call = {NULL, &value, 1, 0};
        value = script_url_to_path(script, &call);
    }
    if (value->kind == SCRIPT_TEXT)
        list_add(script->arena, names, value->text);
    if (value->kind != SCRIPT_ARRAY)
        return value->kind == SCRIPT_TEXT;
    for (size_t i = 0; i < value->array->count; i++) {
        if (value->array->items[i]->kind != SCRIPT_TEXT)
            return false;
        list_add(script->arena, names, value->array->items[i]->text);
    }
    return true;
}

/* config(options) of dotenv: of several files the first wins, or the last with `override`. */
const ScriptValue *script_load_dotenv(Script *script, const ScriptCall *call)
{
    const ScriptValue *options = script_argument(call, 0);
    const ScriptValue *path = &script_undefined;
    const ScriptValue *override = &script_undefined;
    TextList names = {0};
    if (options->kind == SCRIPT_OBJECT) {
        path = script_member(script, options, TEXT("path"), call->offset);
        override = script_member(script, options, TEXT("override"), call->offset);
    }
    if (script_is_nothing(path))
        list_add(script->arena, &names, TEXT(".env"));
    else if (!file_names(script, path, &names))
        return lose(script, call->offset, "a .env file whose name is not known");
    if (script_is_unknown(options) || script_is_unknown(override))
        return lose(script, call->offset, "the options of dotenv");
    EnvPairs all = {0};
    for (list_each(Text, name, &names)) {
        EnvPairs pairs = {0};
        read_file(script, *name, &pairs);
        merge(script, &pairs, script_is_true(override) ? ENV_OVERRIDE : ENV_PLAIN);
        for (list_each(EnvPair, pair, &pairs))
            list_add(script->arena, &all, *pair);
    }
    return result_of(script, &all, false, call->offset);
}

const ScriptValue *script_import_dotenv(Script *script, size_t offset)
{
    const ScriptValue *options = script_object(script->arena);
    const Text *path = environment_get(script->environment, "DOTENV_CONFIG_PATH");
    const Text *override = environment_get(script->environment, "DOTENV_CONFIG_OVERRIDE");
    if (path)
        script_set(options, TEXT("path"), script_text(script->arena, *path), offset);
    if (override)
        script_set(options, TEXT("override"), script_text(script->arena, *override), offset);
    ScriptCall call = {NULL, &options, 1, offset};
    return script_load_dotenv(script, &call);
}

/* expand(config()): what was loaded is expanded in place. */
const ScriptValue *script_expand_dotenv(Script *script, const ScriptCall *call)
{
    const ScriptValue *loaded = script_argument(call, 0);
    const ScriptProperty *parsed = NULL;
    if (loaded->kind == SCRIPT_OBJECT)
        parsed = script_property(loaded, TEXT("parsed"));
    if (!parsed || parsed->value->kind != SCRIPT_OBJECT || parsed->value->object->unknown)
        return lose(script, call->offset, "a call of 'expand'");
    EnvPairs pairs = {0};
    const Map *properties = &parsed->value->object->properties;
    for (size_t i = 0; i < properties->entries.count; i++) {
        const ScriptProperty *property = properties->entries.items[i].value;
        const Text *now = environment_get_text(script->environment, property->name);
        if (property->value->kind == SCRIPT_TEXT && now && text_equal(*now, property->value->text))
            list_add(script->arena, &pairs, (EnvPair){property->name, *now, 0});
    }
    Error error = {.arena = script->arena};
    if (!script_spend_steps(script, 1000) ||
        !env_pairs_merge(script->arena, &pairs, ENV_EXPAND_SHELL | ENV_OVERRIDE,
                         script->environment, &error))
        return lose(script, call->offset, "a call of 'expand'");
    return result_of(script, &pairs, true, call->offset);
}

/* process.loadEnvFile(path), which throws when there is no such file. */
const ScriptValue *script_load_env_file(Script *script, const ScriptCall *call)
{
    TextList names = {0};
    EnvPairs pairs = {0};
    if (call->count == 0 || script_is_nothing(call->arguments[0]))
        list_add(script->arena, &names, TEXT(".env"));
    else if (!file_names(script, call->arguments[0], &names) || names.count != 1)
        return lose(script, call->offset, "a .env file whose name is not known");
    if (!read_file(script, names.items[0], &pairs))
        script->misses++;
    merge(script, &pairs, ENV_PLAIN);
    return &script_undefined;
}

/* loadEnvConfig(folder, dev) of Next.js: the first file that sets a variable wins. */
const ScriptValue *script_load_next_env(Script *script, const ScriptCall *call)
{
    const ScriptValue *folder = script_argument(call, 0);
    const ScriptValue *dev = script_argument(call, 1);
    const Text *node_mode = environment_get(script->environment, "NODE_ENV");
    if (folder->kind != SCRIPT_TEXT || script_is_unknown(dev))
        return lose(script, call->offset, "a call of 'loadEnvConfig'");
    bool is_test = node_mode && text_is(*node_mode, "test");
    Text mode = is_test               ? TEXT("test")
                : script_is_true(dev) ? TEXT("development")
                                      : TEXT("production");
    Text names[] = {text_format(script->arena, ".env.%.*s.local", TEXT_ARG(mode)),
                    is_test ? TEXT("") : TEXT(".env.local"),
                    text_format(script->arena, ".env.%.*s", TEXT_ARG(mode)), TEXT(".env")};
    EnvPairs all = {0};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        Text path = path_resolve(script->arena, folder->text, names[i]);
        if (names[i].length)
            read_file(script, path, &all);
    }
    merge(script, &all, ENV_EXPAND_SHELL);
    const ScriptValue *result = script_object(script->arena);
    script_set(result, TEXT("combinedEnv"),
               script_property(result_of(script, &all, true, call->offset), TEXT("parsed"))->value,
               call->offset);
    return result;
}

/* The libraries and the standard functions that configuration modules use, as far as they are
 * known. */
#include "base/file.h"
#include "project/config_module/evaluate.h"

/* ---- small functions ---- */

static const ScriptValue *first_argument(Script *script, const ScriptCall *call)
{
    (void)script;
    return script_argument(call, 0);
}

/* env() of prisma/config: a variable that is missing or empty ends the real thing. */
static const ScriptValue *required_variable(Script *script, const ScriptCall *call)
{
    ScriptValue environment = {.kind = SCRIPT_ENVIRONMENT};
    const ScriptValue *name = script_argument(call, 0);
    if (script_is_unknown(name))
        return name;
    if (name->kind != SCRIPT_TEXT)
        return script_unknown_format(script, call->offset, "a variable without a name");
    const ScriptValue *value = script_member(script, &environment, name->text, call->offset);
    bool is_set = value->kind == SCRIPT_TEXT && value->text.length > 0;
    if (is_set || map_get(&script->uncertain, name->text))
        return value;
    ScriptValue *missing = NEW(script->arena, ScriptValue);
    *missing = (ScriptValue){.kind = SCRIPT_MISSING, .offset = call->offset, .text = name->text};
    script->misses++;
    return missing;
}

/* String(value) and value.toString(). */
static const ScriptValue *to_text(Script *script, const ScriptCall *call)
{
    if (call->count > 0 && (!call->self || call->self->kind != SCRIPT_NUMERIC))
        return script_to_text(script, script_argument(call, 0), call->offset);
    if (call->count > 0)
        return script_unknown_format(script, call->offset, "a number in another base");
    const ScriptValue *nothing = script_text(script->arena, TEXT(""));
    return call->self ? script_to_text(script, call->self, call->offset) : nothing;
}

static const ScriptValue *to_number(Script *script, const ScriptCall *call)
{
    const ScriptValue *value = script_argument(call, 0);
    return script_unary(script, TEXT("+"), value, call->offset);
}

static const ScriptValue *to_integer(Script *script, const ScriptCall *call)
{
    const ScriptValue *value = script_to_text(script, script_argument(call, 0), call->offset);
    if (script_is_unknown(value))
        return value;
    Text digits = script_trim(value->text);
    size_t length = 0;
    while (length < digits.length && length < 15 && is_digit(digits.data[length]))
        length++;
    double number;
    if (length == 0 || length == 15 || !script_number(text_slice(digits, 0, length), &number))
        return script_unknown_format(script, call->offset, "a whole number");
    return script_numeric(script->arena, number);
}

static const ScriptValue *to_boolean(Script *script, const ScriptCall *call)
{
    const ScriptValue *value = script_argument(call, 0);
    (void)script;
    return script_is_unknown(value) ? value : script_boolean(script_is_true(value));
}

static const ScriptValue *is_array(Script *script, const ScriptCall *call)
{
    const ScriptValue *value = script_argument(call, 0);
    (void)script;
    return script_is_unknown(value) ? value : script_boolean(value->kind == SCRIPT_ARRAY);
}

static const ScriptValue *nothing(Script *script, const ScriptCall *call)
{
    (void)script;
    (void)call;
    return &script_undefined;
}

static const ScriptValue *working_folder(Script *script, const ScriptCall *call)
{
    (void)call;
    return script_text(script->arena, script->working_folder);
}

/* Object.assign(target, …). */
static const ScriptValue *assign_objects(Script *script, const ScriptCall *call)
{
    const ScriptValue *target = script_argument(call, 0);
    if (target->kind != SCRIPT_OBJECT)
        return script_unknown_format(script, call->offset, "a call of 'Object.assign'");
    for (size_t i = 1; i < call->count; i++)
        script_spread(script, target, call->arguments[i]);
    return target;
}

/* encodeURIComponent(text). */
static const ScriptValue *encode(Script *script, const ScriptCall *call)
{
    const ScriptValue *value = script_to_text(script, script_argument(call, 0), call->offset);
    if (script_is_unknown(value))
        return value;
    if (!script_spend_bytes(script, value->text.length * 3))
        return script_unknown_format(script, call->offset, "a text that is too long");
    return script_text(script->arena,
                       script_percent_encode(script->arena, value->text, "-_.!~*'()"));
}

static const ScriptValue *file_exists_there(Script *script, const ScriptCall *call)
{
    const ScriptValue *path = script_argument(call, 0);
    if (script_is_unknown(path))
        return path;
    if (path->kind != SCRIPT_TEXT || !script_spend_steps(script, 100))
        return script_unknown_format(script, call->offset, "a call of 'existsSync'");
    return script_boolean(
        file_exists(path_resolve(script->arena, script->working_folder, path->text)));
}

static const ScriptValue *require(Script *script, const ScriptCall *call)
{
    const ScriptValue *name = script_argument(call, 0);
    if (name->kind == SCRIPT_TEXT)
        return script_import(script, name->text, call->offset);
    return script_unknown_format(script, call->offset, "a require() of something computed");
}

/* ---- the table ---- */

/* A function of a module; without a name, the module itself as a function. */
static const struct {
    const char *module;
    const char *name;
    ScriptNative *native;
} library[] = {
    {"prisma/config", "defineConfig", first_argument},
    {"prisma/config", "env", required_variable},
    {"dotenv", "config", script_load_dotenv},
    {"dotenv", "configDotenv", script_load_dotenv},
    {"dotenv-expand", "expand", script_expand_dotenv},
    {"dotenv-expand", "", script_expand_dotenv},
    {"@next/env", "loadEnvConfig", script_load_next_env},
    {"process", "cwd", working_folder},
    {"process", "loadEnvFile", script_load_env_file},
    {"path", "join", script_path_join},
    {"path", "resolve", script_path_resolve},
    {"path", "dirname", script_path_dirname},
    {"path", "basename", script_path_basename},
    {"path", "extname", script_path_extname},
    {"path", "normalize", script_path_normalize},
    {"path", "isAbsolute", script_path_is_absolute},
    {"url", "fileURLToPath", script_url_to_path},
    {"url", "pathToFileURL", script_path_to_url},
    {"fs", "existsSync", file_exists_there},
    {"console", "log", nothing},
    {"console", "info", nothing},
    {"console", "warn", nothing},
    {"console", "error", nothing},
    {"console", "debug", nothing},
    {"String", "", to_text},
    {"Number", "", to_number},
    {"Number", "parseInt", to_integer},
    {"parseInt", "", to_integer},
    {"Boolean", "", to_boolean},
    {"Array", "isArray", is_array},
    {"Object", "assign", assign_objects},
    {"Object", "freeze", first_argument},
    {"Object", "defineProperty", first_argument},
    {"Promise", "resolve", first_argument},
    {"encodeURIComponent", "", encode},
    {"require", "", require},
    {"import", "", require},
};

/* Other names of modules. */
static const struct {
    const char *name;
    const char *module;
} aliases[] = {{"@prisma/config", "prisma/config"}, {"path/posix", "path"}};

Text script_module_name(Text module)
{
    if (text_starts_with(module, "node:"))
        module = text_slice(module, 5, module.length);
    for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++)
        if (text_is(module, aliases[i].name))
            return text_from(aliases[i].module);
    return module;
}

ScriptNative *script_library(Text module, Text name)
{
    for (size_t i = 0; i < sizeof library / sizeof *library; i++)
        if (text_is(module, library[i].module) && text_is(name, library[i].name))
            return library[i].native;
    return NULL;
}

bool script_is_library(Text module)
{
    for (size_t i = 0; i < sizeof library / sizeof *library; i++)
        if (text_is(module, library[i].module))
            return true;
    return false;
}

/* True when loading a module may set variables: files of the project, and packages about them. */
static bool may_set_variables(Text module)
{
    static const char *const prefixes[] = {".", "/", "@/", "~", "#"};
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
        if (text_starts_with(module, prefixes[i]))
            return true;
    return text_contains(module, "env");
}

const ScriptValue *script_import(Script *script, Text module, size_t offset)
{
    Text name = script_module_name(module);
    if (text_is(name, "dotenv/config")) {
        script_import_dotenv(script, offset);
        return script_module(script->arena, TEXT("dotenv"));
    }
    if (text_is(name, "dotenv-expand/config")) {
        const ScriptValue *loaded = script_import_dotenv(script, offset);
        ScriptCall call = {NULL, &loaded, 1, offset};
        script_expand_dotenv(script, &call);
        return script_module(script->arena, TEXT("dotenv-expand"));
    }
    if (script_is_library(name))
        return script_module(script->arena, name);
    Text shown = text_slice(module, 0, 80);
    const ScriptValue *unknown =
        script_unknown_format(script, offset, "the import of '%.*s'", TEXT_ARG(shown));
    if (may_set_variables(module))
        script->open = unknown;
    return unknown;
}

/* Taking the keys out of the object that a configuration module exports. */
#include "project/config_module.h"

#include "base/file.h"
#include "project/config_module/evaluate.h"

enum { LEAST_STEPS = 100000, MOST_BYTES = 16 * 1024 * 1024, MOST_WARNINGS = 50 };

typedef struct Reader {
    Script script;
    ConfigModule *module;
} Reader;

/* ---- the keys ---- */

typedef enum KeyKind { KEY_TEXT, KEY_LIST, KEY_ANY } KeyKind;

/* Every key; `group` is NULL for those at the top. */
static const struct {
    const char *group;
    const char *name;
    KeyKind kind;
    size_t place; /* in ConfigModule */
} keys[] = {
    {NULL, "schema", KEY_TEXT, offsetof(ConfigModule, schema)},
    {NULL, "engine", KEY_TEXT, offsetof(ConfigModule, engine)},
    {"migrations", "path", KEY_TEXT, offsetof(ConfigModule, migrations_path)},
    {"migrations", "seed", KEY_TEXT, offsetof(ConfigModule, migrations_seed)},
    {"migrations", "initShadowDb", KEY_TEXT, offsetof(ConfigModule, init_shadow_db)},
    {"datasource", "url", KEY_TEXT, offsetof(ConfigModule, url)},
    {"datasource", "directUrl", KEY_TEXT, offsetof(ConfigModule, direct_url)},
    {"datasource", "shadowDatabaseUrl", KEY_TEXT, offsetof(ConfigModule, shadow_url)},
    {"views", "path", KEY_TEXT, offsetof(ConfigModule, views_path)},
    {"typedSql", "path", KEY_TEXT, offsetof(ConfigModule, typed_sql_path)},
    {"tables", "external", KEY_LIST, offsetof(ConfigModule, external_tables)},
    {"enums", "external", KEY_LIST, offsetof(ConfigModule, external_enums)},
    {NULL, "adapter", KEY_ANY, 0},
    {NULL, "studio", KEY_ANY, 0},
    {NULL, "experimental", KEY_ANY, 0},
    {NULL, "extensions", KEY_ANY, 0},
    {NULL, "earlyAccess", KEY_ANY, 0}, /* early releases of 6 */
};
enum { KEY_COUNT = sizeof keys / sizeof *keys };

static void place_of(const Reader *reader, size_t offset, size_t *line, size_t *column)
{
    text_position(reader->script.source, offset, line, column);
}

/* The property of a value, unknown where the value is, undefined where it is no object. `offset` is
 * set to where it stands. */
static const ScriptValue *property_of(Reader *reader, const ScriptValue *value, const char *name,
                                      size_t *offset)
{
    if (script_is_unknown(value))
        return value;
    if (value->kind != SCRIPT_OBJECT)
        return &script_undefined;
    const ScriptProperty *property = script_property(value, text_from(name));
    if (property)
        *offset = property->offset;
    return script_member(&reader->script, value, text_from(name), *offset);
}

/* `schema: { kind, filePath }` of early releases of 6. */
static const ScriptValue *early_schema(Reader *reader, const ScriptValue *value, size_t *offset)
{
    static const char *const names[] = {"filePath", "folderPath", "folder"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const ScriptValue *path = property_of(reader, value, names[i], offset);
        if (path->kind != SCRIPT_UNDEFINED)
            return path;
    }
    return value;
}

static ConfigText text_of(Reader *reader, Text key, const ScriptValue *value, size_t offset)
{
    ConfigText text = {.key = key};
    if (script_is_nothing(value))
        return text;
    if (value->kind == SCRIPT_TEXT) {
        text.state = CONFIG_SET;
        text.value = value->text;
    } else if (script_is_unknown(value)) {
        text.state = value->kind == SCRIPT_MISSING ? CONFIG_MISSING_VARIABLE : CONFIG_UNREADABLE;
        text.reason = value->text;
        offset = value->offset;
    } else {
        text.state = CONFIG_WRONG_TYPE;
    }
    place_of(reader, offset, &text.line, &text.column);
    return text;
}

static ConfigList list_of(Reader *reader, Text key, const ScriptValue *value, size_t offset)
{
    ConfigText whole = text_of(reader, key, value, offset);
    ConfigList list = {whole.state, {0}, key, whole.reason, whole.line, whole.column};
    if (list.state == CONFIG_SET)
        list.state = CONFIG_WRONG_TYPE;
    if (value->kind != SCRIPT_ARRAY)
        return list;
    list.state = CONFIG_SET;
    for (size_t i = 0; i < value->array->count && list.state == CONFIG_SET; i++) {
        ConfigText item = text_of(reader, key, value->array->items[i], offset);
        list_add(reader->script.arena, &list.values, item.value);
        if (item.state != CONFIG_SET)
            list = (ConfigList){item.state == CONFIG_ABSENT ? CONFIG_WRONG_TYPE : item.state,
                                {0},
                                key,
                                item.reason,
                                item.line,
                                item.column};
    }
    return list;
}

static void read_key(Reader *reader, const ScriptValue *config, size_t index)
{
    Arena *arena = reader->script.arena;
    const char *group = keys[index].group;
    const ScriptValue *owner = config;
    size_t offset = 0;
    Text key = text_from(keys[index].name);
    if (group) {
        key = text_format(arena, "%s.%s", group, keys[index].name);
        owner = property_of(reader, config, group, &offset);
    }
    bool wrong =
        !script_is_unknown(owner) && !script_is_nothing(owner) && owner->kind != SCRIPT_OBJECT;
    const ScriptValue *value =
        wrong ? &script_true : property_of(reader, owner, keys[index].name, &offset);
    if (text_is(key, "schema") && value->kind == SCRIPT_OBJECT)
        value = early_schema(reader, value, &offset);
    char *place = (char *)reader->module + keys[index].place;
    if (keys[index].kind == KEY_TEXT)
        *(ConfigText *)(void *)place = text_of(reader, key, value, offset);
    else if (keys[index].kind == KEY_LIST)
        *(ConfigList *)(void *)place = list_of(reader, key, value, offset);
    else if (text_is(key, "adapter") && owner->kind == SCRIPT_OBJECT)
        reader->module->uses_adapter = script_property(owner, key) && !script_is_nothing(value);
}

/* ---- keys that are not known ---- */

/* Keys that are often written in the wrong place, and where they belong. */
static const struct {
    const char *name;
    const char *meant;
} misplaced[] = {
    {"seed", "migrations.seed"},
    {"datasources", "datasource"},
    {"url", "datasource.url"},
    {"datasource.shadowUrl", "datasource.shadowDatabaseUrl"},
};

static bool is_known(const char *group, Text name)
{
    for (size_t i = 0; i < KEY_COUNT; i++) {
        bool same_group =
            group ? keys[i].group && text_is(text_from(group), keys[i].group) : !keys[i].group;
        if (same_group && text_is(name, keys[i].name))
            return true;
        if (!group && keys[i].group && text_is(name, keys[i].group))
            return true;
    }
    return false;
}

static void warn_of_key(Reader *reader, const char *group, const ScriptProperty *property)
{
    Arena *arena = reader->script.arena;
    size_t line;
    size_t column;
    const char *meant = NULL;
    Text name = text_slice(property->name, 0, 60);
    if (group)
        name = text_format(arena, "%s.%.*s", group, TEXT_ARG(name));
    for (size_t i = 0; i < sizeof misplaced / sizeof *misplaced; i++)
        if (text_is(name, misplaced[i].name))
            meant = misplaced[i].meant;
    place_of(reader, property->offset, &line, &column);
    Text warning = text_format(arena,
                               "the key '%.*s' in line %zu of the configuration file is not "
                               "known and is ignored%s%s%s",
                               TEXT_ARG(name), line, meant ? " (is '" : "", meant ? meant : "",
                               meant ? "' meant?)" : "");
    list_add(arena, &reader->module->warnings, warning);
}

/* Warns of unknown keys of an object; `group` is its own name, or NULL at the top. */
static void check_keys(Reader *reader, const char *group, const ScriptValue *object)
{
    if (object->kind != SCRIPT_OBJECT)
        return;
    const Map *properties = &object->object->properties;
    for (size_t i = 0; i < properties->entries.count; i++) {
        const ScriptProperty *property = properties->entries.items[i].value;
        if (reader->module->warnings.count < MOST_WARNINGS && !is_known(group, property->name))
            warn_of_key(reader, group, property);
    }
}

static void read_keys(Reader *reader, const ScriptValue *config)
{
    const char *last_group = NULL;
    check_keys(reader, NULL, config);
    for (size_t i = 0; i < KEY_COUNT; i++) {
        const char *group = keys[i].group;
        size_t offset = 0;
        if (group && (!last_group || !text_is(text_from(group), last_group)))
            check_keys(reader, group, property_of(reader, config, group, &offset));
        last_group = group;
        read_key(reader, config, i);
    }
}

/* ---- the module ---- */

static bool is_object_or_unknown(const ScriptValue *value)
{
    return value->kind == SCRIPT_OBJECT || script_is_unknown(value);
}

/* What the module exports by default; NULL when it exports nothing so. */
static const ScriptValue *exported(Script *script)
{
    const ScriptValue *found = script->default_export;
    if (!found) {
        found = script_member(script, script->module, TEXT("exports"), 0);
        bool unchanged = found->kind == SCRIPT_OBJECT && found->object == script->exports->object;
        if (found->kind == SCRIPT_OBJECT && script_property(found, TEXT("default")))
            found = script_member(script, found, TEXT("default"), 0);
        else if (unchanged && !found->object->unknown)
            return NULL;
    }
    ScriptCall call = {0};
    if (found->kind == SCRIPT_FUNCTION)
        return script_call(script, found, &call, TEXT(""));
    return found;
}

static bool read_exported(Reader *reader, Text path, Error *error)
{
    const ScriptValue *config = exported(&reader->script);
    if (config && is_object_or_unknown(config)) {
        read_keys(reader, config);
        return true;
    }
    if (!config)
        fail(error, ERROR_D1003, "the configuration file '%.*s' has no default export",
             TEXT_ARG(path));
    else
        fail(error, ERROR_D1003, "the default export of the configuration file '%.*s' is no object",
             TEXT_ARG(path));
    error_hint(error, "write into it:\n  export default { schema: \"prisma/schema.prisma\" }");
    error->file = text_copy(error->arena, path);
    return false;
}

bool config_module_read(Arena *arena, Text path, Text source, Text working_folder,
                        Environment *environment, ConfigModule *module, Error *error)
{
    ScriptTokens tokens;
    *module = (ConfigModule){0};
    if (!script_tokens(arena, path, source, &tokens, error))
        return false;
    Reader reader = {.module = module};
    reader.script = (Script){
        .arena = arena,
        .source = source,
        .tokens = &tokens,
        .path = path_resolve(arena, working_folder, path),
        .working_folder = working_folder,
        .environment = environment,
        .uncertain = MAP(arena),
        .module = script_object(arena),
        .exports = script_object(arena),
        .warnings = &module->warnings,
        .steps = LEAST_STEPS + tokens.count * 10,
        .bytes = MOST_BYTES,
    };
    script_set(reader.script.module, TEXT("exports"), reader.script.exports, 0);
    script_run(&reader.script, script_parse(arena, source, &tokens));
    return read_exported(&reader, path, error);
}

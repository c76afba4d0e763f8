/* Which database: the URL of the command line, of the configuration, or of the schema. */
#include "base/file.h"
#include "project/config_value.h"
#include "project/project.h"

/* A URL, where it came from, and the folder that relative paths in it are seen from. */
typedef struct FoundUrl {
    Text text;
    Text folder;
    const ConfigSetting *setting; /* of the schema, or NULL */
} FoundUrl;

static bool at_setting(const Project *project, const ConfigSetting *setting, Error *error)
{
    return error_in_schema(error, project->datasource->file, setting->offset);
}

/* The value of a setting that is a URL: a text or env("NAME"). */
static bool resolve_setting(const Project *project, const ConfigSetting *setting, Text *url,
                            Error *error)
{
    *url = setting->text;
    if (setting->kind == CONFIG_VARIABLE) {
        const Text *value = environment_get_text(project->environment, setting->text);
        if (!value) {
            fail(error, ERROR_P1012, "the environment variable '%.*s' is not set",
                 TEXT_ARG(setting->text));
            error_hint(error, "set it, or write it into a .env file: %.*s=\"…\"",
                       TEXT_ARG(setting->text));
            return at_setting(project, setting, error);
        }
        *url = *value;
    } else if (setting->kind != CONFIG_STRING) {
        fail(error, ERROR_P1012, "'%.*s' must be a text or env(\"NAME\")", TEXT_ARG(setting->name));
        return at_setting(project, setting, error);
    }
    if (text_trim(*url).length > 0)
        return true;
    if (setting->kind == CONFIG_VARIABLE)
        fail(error, ERROR_P1012, "the environment variable '%.*s' is empty",
             TEXT_ARG(setting->text));
    else
        fail(error, ERROR_P1012, "'%.*s' is empty", TEXT_ARG(setting->name));
    return at_setting(project, setting, error);
}

/* Version 6: directUrl where there is one, else url; both must resolve. */
static bool url_of_schema(const Project *project, FoundUrl *found, Error *error)
{
    const ConfigSetting *url = config_setting(project->datasource, "url");
    const ConfigSetting *direct = config_setting(project->datasource, "directUrl");
    Text direct_text;
    found->folder = path_parent(project->datasource->file->path);
    found->setting = url;
    if (!url || !resolve_setting(project, url, &found->text, error)) {
        if (!url) {
            fail(error, ERROR_P1012, "the datasource '%.*s' has a directUrl, but no url",
                 TEXT_ARG(project->datasource->name));
            error_in_schema(error, project->datasource->file, project->datasource->offset);
        }
        return false;
    }
    if (!direct)
        return true;
    if (!resolve_setting(project, direct, &direct_text, error))
        return false;
    found->text = direct_text;
    found->setting = NULL; /* Prisma does not check its scheme against the provider */
    return true;
}

static bool url_of_config(const Project *project, FoundUrl *found, Error *error)
{
    const ConfigText *direct = &project->config.direct_url;
    const ConfigText *url = direct->state == CONFIG_ABSENT ? &project->config.url : direct;
    found->folder =
        project->prisma_major == 7 ? project->folder : path_parent(project->schema_path);
    if (project->options.config.length && project->prisma_major == 7)
        found->folder = path_parent(project->config_path);
    return config_value(url, project->config_path, &found->text, error);
}

/* The URL by the version's rules. Where a project of version 7 has no configuration file, as in an
 * image that holds only the schema and the migrations, DATABASE_URL is taken. */
static bool find_url(const Project *project, FoundUrl *found, Error *error)
{
    const ConfigModule *config = &project->config;
    bool configured =
        config->url.state != CONFIG_ABSENT || config->direct_url.state != CONFIG_ABSENT;
    bool in_schema = project->datasource && (config_setting(project->datasource, "url") ||
                                             config_setting(project->datasource, "directUrl"));
    const Text *variable = environment_get(project->environment, "DATABASE_URL");
    *found = (FoundUrl){.text = project->options.url, .folder = project->folder};
    if (found->text.length)
        return true;
    bool classic = config->engine.state == CONFIG_SET && text_is(config->engine.value, "classic");
    if (configured && (project->prisma_major == 7 || classic || !in_schema))
        return url_of_config(project, found, error);
    if (in_schema)
        return url_of_schema(project, found, error);
    bool no_config = project->config_path.length == 0;
    if (no_config && variable && text_trim(*variable).length) {
        found->text = *variable;
        return true;
    }
    fail(error, ERROR_D1005, "%s", error_code_meaning(ERROR_D1005));
    if (!no_config) {
        error_detail(error, "The configuration file gives no datasource.url (a variable that is "
                            "not set counts as none).");
        return error_hint(error, "set the variable, or write into the file:\n"
                                 "  datasource: { url: env(\"DATABASE_URL\") }");
    }
    return error_hint(error,
                      "set the environment variable DATABASE_URL, give --url, or write "
                      "into prisma.config.ts:\n  datasource: { url: env(\"DATABASE_URL\") }");
}

/* A URL that is missing, or whose variable is, is none. */
static bool find_shadow_url(const Project *project, FoundUrl *found, Error *error)
{
    const ConfigModule *config = &project->config;
    const ConfigSetting *setting =
        project->datasource ? config_setting(project->datasource, "shadowDatabaseUrl") : NULL;
    bool classic = config->engine.state == CONFIG_SET && text_is(config->engine.value, "classic");
    *found = (FoundUrl){.text = project->options.shadow_url, .folder = project->folder};
    if (found->text.length)
        return true;
    if (config->shadow_url.state != CONFIG_ABSENT &&
        (project->prisma_major == 7 || classic || !setting))
        return config_value(&config->shadow_url, project->config_path, &found->text, error);
    if (!setting)
        return true;
    found->setting = setting;
    found->folder = path_parent(project->datasource->file->path);
    if (setting->kind == CONFIG_VARIABLE) {
        const Text *value = environment_get_text(project->environment, setting->text);
        found->text = value ? text_trim(*value) : TEXT("");
    } else if (setting->kind == CONFIG_STRING) {
        found->text = setting->text;
    }
    return true;
}

bool project_shadow_connection(Project *project, const Connection *connection, Connection *shadow,
                               bool *given, Error *error)
{
    FoundUrl found;
    *given = false;
    if (!find_shadow_url(project, &found, error))
        return false;
    if (found.text.length == 0)
        return true;
    *given = true;
    if (!connection_parse(project->arena, found.text, found.folder, shadow, error))
        return false;
    bool same = connection && text_equal(connection->host, shadow->host) &&
                text_equal(connection->port, shadow->port) &&
                text_equal(connection->database, shadow->database) &&
                text_equal(connection->file, shadow->file);
    if (!same)
        return true;
    fail(error, ERROR_D1005, "the shadow database is the database itself: %.*s",
         TEXT_ARG(shadow->shown));
    return error_hint(error, "everything in a shadow database is deleted: give another one as "
                             "shadowDatabaseUrl, or none");
}

static bool not_supported(Text provider, Error *error)
{
    fail(error, ERROR_D1006,
         "this version of dunlin works with PostgreSQL and SQLite; it cannot "
         "use the provider '%.*s' yet",
         TEXT_ARG(provider));
    return false;
}

/* The scheme of a URL must be one of the provider's. */
static bool check_scheme(const Project *project, const FoundUrl *found, Error *error)
{
    const Dialect *dialect = dialect_of_provider(project->provider);
    if (dialect_of_url(found->text) == dialect || text_starts_with(found->text, "prisma:"))
        return true;
    fail(error, ERROR_P1012, "the connection URL of provider '%.*s' must begin with '%s:'",
         TEXT_ARG(project->provider), dialect->schemes[0]);
    if (found->setting)
        at_setting(project, found->setting, error);
    return false;
}

bool project_connection(Project *project, Connection *connection, Error *error)
{
    FoundUrl found;
    if (!dialect_of_provider(project->provider))
        return not_supported(project->provider, error);
    return find_url(project, &found, error) && check_scheme(project, &found, error) &&
           connection_parse(project->arena, found.text, found.folder, connection, error);
}

bool project_connection_of_url(const Project *project, Text url, Connection *connection,
                               Error *error)
{
    static const char *const others[] = {"mysql", "sqlserver", "mongodb", "mongodb+srv"};
    Text rest = url;
    Text scheme = text_cut(&rest, ':');
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (text_is(scheme, others[i]))
            return not_supported(scheme, error);
    return connection_parse(project->arena, url, project->folder, connection, error);
}

static void add_once(Arena *arena, TextList *names, Text name)
{
    for (list_each(Text, known, names))
        if (text_equal(*known, name))
            return;
    list_add(arena, names, name);
}

static void add_listed(const Project *project, TextList *names)
{
    const ConfigSetting *schemas =
        project->datasource ? config_setting(project->datasource, "schemas") : NULL;
    if (!schemas || schemas->kind != CONFIG_STRING_LIST)
        return;
    for (list_each(Text, name, &schemas->list))
        add_once(project->arena, names, *name);
}

TextList project_listed_namespaces(const Project *project)
{
    TextList names = {0};
    add_listed(project, &names);
    return names;
}

TextList project_namespaces(const Project *project, const Connection *connection)
{
    TextList names = {0};
    add_once(project->arena, &names, connection->name_space);
    add_listed(project, &names);
    return names;
}

TextList project_reset_namespaces(const Project *project, const Connection *connection)
{
    TextList names = {0};
    add_listed(project, &names);
    if (names.count == 0)
        list_add(project->arena, &names, connection->name_space);
    return names;
}

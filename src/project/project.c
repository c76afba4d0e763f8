#include "project/project.h"

#include "base/file.h"
#include "base/utf8.h"
#include "project/begun_schema.h"
#include "project/config_file.h"
#include "project/config_value.h"
#include "project/env_file.h"

/* ---- configuration ---- */

static bool find_config(Project *project, Error *error)
{
    if (project->options.config.length == 0)
        return config_file_find(project->arena, project->folder, &project->config_path, error);
    project->config_path = path_resolve(project->arena, project->folder, project->options.config);
    if (file_is_file(project->config_path))
        return true;
    return fail(error, ERROR_D1003, "there is no configuration file at '%.*s'",
                TEXT_ARG(project->config_path));
}

static bool read_config(Project *project, Error *error)
{
    Text content;
    if (project->config_path.length == 0)
        return true;
    return file_read(project->arena, project->config_path, &content, error) &&
           config_module_read(project->arena, project->config_path, content, project->folder,
                              project->environment, &project->config, error);
}

bool project_open(Arena *arena, Text folder, ProjectOptions options, Environment *environment,
                  Project *project, Error *error)
{
    *project =
        (Project){.arena = arena, .folder = folder, .options = options, .environment = environment};
    return settings_read(arena, folder, &project->settings, error) &&
           package_json_read(arena, folder, &project->package, error) &&
           find_config(project, error) && read_config(project, error);
}

/* ---- the schema ---- */

static bool is_given(Project *project, Text path, Text folder)
{
    if (path.length)
        project->schema_path = path_resolve(project->arena, folder, path);
    return path.length > 0;
}

static bool search_schema(Project *project)
{
    static const char *const names[] = {"schema.prisma", "prisma/schema.prisma"};
    Text folders[] = {project->folder, project->folder};
    if (project->options.config.length)
        folders[0] = path_parent(project->config_path);
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        for (size_t j = 0; j < sizeof names / sizeof *names; j++) {
            Text path = path_resolve(project->arena, folders[i], text_from(names[j]));
            if (file_is_file(path)) {
                project->schema_path = path;
                return true;
            }
        }
    }
    return false;
}

static bool no_schema(const Project *project, Error *error)
{
    fail(error, ERROR_D1002, "no Prisma schema was found in '%.*s'", TEXT_ARG(project->folder));
    error_detail(error, "Looked for schema.prisma and prisma/schema.prisma.");
    return error_hint(error, "run the command in the project's folder, or say where the schema is:"
                             "\n  --schema path/to/schema.prisma");
}

/* Its path, if there is one. */
static bool find_schema(Project *project, bool *found, Error *error)
{
    Text configured;
    *found = is_given(project, project->options.schema, project->folder);
    if (*found)
        return true;
    if (!config_value(&project->config.schema, project->config_path, &configured, error))
        return false;
    *found = is_given(project, configured, path_parent(project->config_path)) ||
             is_given(project, project->package.schema, project->package.folder) ||
             search_schema(project);
    return true;
}

bool project_stated_version(const Project *project, int *major, Error *error)
{
    const Text *variable = environment_get(project->environment, "DUNLIN_PRISMA_VERSION");
    int64_t said = project->settings.prisma_major;
    if (variable && (!text_to_int64(*variable, &said) || said < 5 || said > 7))
        return fail(error, ERROR_D1016, "DUNLIN_PRISMA_VERSION is 5, 6 or 7, not '%.*s'",
                    TEXT_ARG(*variable));
    if (said == 0 && text_starts_with(path_name(project->config_path), "prisma7."))
        said = 7;
    *major = said == 5 ? 6 : (int)said;
    return true;
}

/* Which version's rules hold: what was said, else what the schema and the configuration look like,
 * else what package.json depends on. */
static int version_of(const Project *project, int said)
{
    if (said)
        return said;
    if (config_setting(project->datasource, "url") ||
        config_setting(project->datasource, "directUrl"))
        return 6;
    if (project->config.url.state != CONFIG_ABSENT)
        return project->config.engine.state == CONFIG_ABSENT ? 7 : 6;
    return project->package.prisma_major > 0 && project->package.prisma_major < 7 ? 6 : 7;
}

bool project_read_schema(Project *project, Error *error)
{
    bool found;
    return find_schema(project, &found, error) && (found || no_schema(project, error)) &&
           schema_files_read(project->arena, project->schema_path, &project->schema, error);
}

static bool read_datasource(Project *project, Error *error)
{
    if (!config_blocks_read(project->arena, &project->schema, &project->blocks, error))
        return false;
    for (list_each(ConfigBlock, block, &project->blocks))
        if (block->is_datasource && !project->datasource)
            project->datasource = block;
    if (!project->datasource)
        return fail(error, ERROR_P1012, "the schema '%.*s' has no datasource block",
                    TEXT_ARG(project->schema_path));
    const ConfigSetting *provider = config_setting(project->datasource, "provider");
    if (!provider || provider->kind != CONFIG_STRING || !provider_canonical(provider->text)) {
        fail(error, ERROR_P1012, "the datasource '%.*s' needs a provider, such as \"postgresql\"",
             TEXT_ARG(project->datasource->name));
        return error_in_schema(error, project->datasource->file,
                               provider ? provider->offset : project->datasource->offset);
    }
    project->provider = provider->text;
    return true;
}

bool project_of_schema(Arena *arena, Text folder, const SchemaFiles *schema,
                       Environment *environment, Project *project, Error *error)
{
    *project = (Project){.arena = arena,
                         .folder = folder,
                         .environment = environment,
                         .schema = *schema,
                         .schema_path = schema->items[0].path};
    if (!read_datasource(project, error))
        return false;
    project->prisma_major = version_of(project, 0);
    return true;
}

static bool find_migrations(Project *project, Error *error)
{
    Arena *arena = project->arena;
    Text configured;
    if (!config_value(&project->config.migrations_path, project->config_path, &configured, error))
        return false;
    if (configured.length) {
        project->migrations_path =
            path_resolve(arena, path_parent(project->config_path), configured);
        return true;
    }
    bool folder = file_is_folder(project->schema_path);
    Text root = folder ? project->schema_path : path_parent(project->schema_path);
    Text beside = path_parent(project->datasource->file->path); /* version 6 looks here */
    Text in_root = path_resolve(arena, root, TEXT("migrations"));
    Text in_beside = path_resolve(arena, beside, TEXT("migrations"));
    bool first_exists = file_is_folder(project->prisma_major == 6 ? in_beside : in_root);
    project->migrations_path = (project->prisma_major == 6) == first_exists ? in_beside : in_root;
    if (!file_is_folder(project->migrations_path))
        project->migrations_path = project->prisma_major == 6 ? in_beside : in_root;
    return true;
}

/* ---- .env files ---- */

static Text first_file(Project *project, const Text *candidates, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        Text path = path_resolve(project->arena, candidates[i], TEXT(".env"));
        if (candidates[i].length && file_is_file(path))
            return path;
    }
    return TEXT("");
}

/* The same variable with two values in two files: the first file wins, and the user is told.
 * (Prisma fails when both values are the same and says nothing when they differ.) */
static void warn_of_conflicts(Project *project, Text first, const EnvPairs *pairs,
                              const EnvPairs *others, Text second)
{
    for (list_each(EnvPair, pair, pairs))
        for (list_each(EnvPair, other, others))
            if (text_equal(pair->name, other->name) && !text_equal(pair->value, other->value))
                list_add(project->arena, &project->warnings,
                         text_format(project->arena,
                                     "%.*s is set in %.*s and differently in %.*s; the first "
                                     "counts",
                                     TEXT_ARG(pair->name), TEXT_ARG(first), TEXT_ARG(second)));
}

/* The .env file beside package.json, then that of the schema; what is set already stays. */
bool project_load_env_files(Project *project, Error *error)
{
    Arena *arena = project->arena;
    if (project->config_path.length)
        return true; /* it loads what it wants */
    Text schema_folder = TEXT("");
    if (project->options.schema.length)
        schema_folder = path_parent(path_resolve(arena, project->folder, project->options.schema));
    Text candidates[] = {schema_folder, path_resolve(arena, project->folder, TEXT("prisma")),
                         project->folder};
    Text paths[] = {first_file(project, &project->package.folder, 1),
                    first_file(project, candidates, sizeof candidates / sizeof *candidates)};
    EnvPairs pairs[2] = {{0}, {0}};
    for (size_t i = 0; i < 2; i++) {
        if (paths[i].length == 0 || (i == 1 && text_equal(paths[0], paths[1])))
            continue;
        if (!env_file_read(arena, paths[i], &pairs[i], error))
            return false;
        if (i == 1)
            warn_of_conflicts(project, paths[0], &pairs[0], &pairs[1], paths[1]);
        if (!env_pairs_merge(arena, &pairs[i], ENV_EXPAND, project->environment, error)) {
            error->file = paths[i];
            return false;
        }
        list_add(arena, &project->env_files, paths[i]);
    }
    return true;
}

static bool read_or_begin_schema(Project *project, int said, Error *error)
{
    bool found = true;
    if (may_begin_schema(project, said) && !find_schema(project, &found, error))
        return false;
    return found ? project_read_schema(project, error) : begin_schema(project, error);
}

bool project_load_schema(Project *project, Error *error)
{
    int said = 0;
    if (!project_stated_version(project, &said, error) ||
        !read_or_begin_schema(project, said, error) || !read_datasource(project, error))
        return false;
    project->prisma_major = version_of(project, said);
    return find_migrations(project, error) && project_load_env_files(project, error);
}

bool project_seed(Project *project, Text *command, Text *origin, Error *error)
{
    *origin = project->config_path;
    if (!config_value(&project->config.migrations_seed, project->config_path, command, error))
        return false;
    if (command->length)
        return true;
    *origin = path_resolve(project->arena, project->package.folder, TEXT("package.json"));
    *command = text_trim(project->package.seed);
    return true;
}

Text project_cache_folder(const Project *project)
{
    Arena *arena = project->arena;
    const Text *own = environment_get(project->environment, "DUNLIN_CACHE");
    const Text *shared = environment_get(project->environment, "XDG_CACHE_HOME");
    const Text *home = environment_get(project->environment, "HOME");
    if (own && own->length)
        return text_is(*own, "off") ? TEXT("") : path_resolve(arena, project->folder, *own);
    if (shared && path_is_absolute(*shared))
        return path_resolve(arena, *shared, TEXT("dunlin"));
    if (home && path_is_absolute(*home))
        return path_resolve(arena, *home, TEXT(".cache/dunlin"));
    return TEXT("");
}

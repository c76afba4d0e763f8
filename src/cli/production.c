#include "cli/production.h"

#include <fnmatch.h>

/* Hosts that are called so are taken for production where dunlin.toml says nothing. */
static const char *const usual_patterns[] = {"prod",     "prod-*",   "prod.*",
                                             "*-prod",   "*.prod",   "*-prod-*",
                                             "*-prod.*", "*.prod.*", "*production*"};

static bool fits(Arena *arena, const char *pattern, Text host)
{
    return fnmatch(pattern, text_cstr(arena, host), FNM_CASEFOLD) == 0;
}

/* The pattern that the host fits, or NULL. */
static const char *pattern_of(const Session *session)
{
    Arena *arena = session->context->arena;
    const Settings *settings = &session->project.settings;
    Text host = session->connection.host;
    if (host.length == 0)
        return NULL;
    for (list_each(const Text, pattern, &settings->production_hosts))
        if (fits(arena, text_cstr(arena, *pattern), host))
            return text_cstr(arena, *pattern);
    if (settings->has_production_hosts)
        return NULL;
    for (size_t i = 0; i < sizeof usual_patterns / sizeof *usual_patterns; i++)
        if (fits(arena, usual_patterns[i], host))
            return usual_patterns[i];
    return NULL;
}

bool production_refuse(const Session *session, const char *command, Error *error)
{
    const Text *stage = environment_get(&session->context->environment, "DUNLIN_ENV");
    if (stage && text_is(*stage, "development"))
        return true;
    if (stage && text_is(*stage, "production")) {
        fail(error, ERROR_D1025, "%s is for development, and DUNLIN_ENV is 'production'", command);
    } else {
        const char *pattern = pattern_of(session);
        if (!pattern)
            return true;
        fail(error, ERROR_D1025,
             "%s is for development, and the host '%.*s' looks like production ('%s')", command,
             TEXT_ARG(session->connection.host), pattern);
    }
    return error_hint(error, "to apply migrations in production:\n"
                             "  dunlin migrate deploy\n"
                             "if it is a database for development, set DUNLIN_ENV=development, or "
                             "correct production_hosts in dunlin.toml");
}

#include "cli/agent.h"

/* The name of the variable by which an agent shows itself, or NULL. */
static const char *find_agent(const Environment *environment)
{
    static const struct {
        const char *name;
        const char *value; /* NULL: any */
    } agents[] = {
        {"CLAUDECODE", NULL},     {"GEMINI_CLI", NULL}, {"CURSOR_AGENT", NULL},
        {"OR_APP_NAME", "Aider"}, {"REPLIT_CLI", NULL}, {"CODEX_SANDBOX", "seatbelt"},
    };
    if (environment_has(environment, "PRISMA_USER_CONSENT_FOR_DANGEROUS_AI_ACTION"))
        return NULL;
    for (size_t i = 0; i < sizeof agents / sizeof *agents; i++) {
        const Text *value = environment_get(environment, agents[i].name);
        if (value && value->length && (!agents[i].value || text_is(*value, agents[i].value)))
            return agents[i].name;
    }
    return NULL;
}

bool agent_refuse(const Environment *environment, const char *what, Error *error)
{
    const char *agent = find_agent(environment);
    if (!agent)
        return true;
    fail(error, ERROR_D1012, "%s is refused to an automatic agent (%s)", what, agent);
    return error_hint(error, "ask the user; then put their words of consent into the environment "
                             "variable PRISMA_USER_CONSENT_FOR_DANGEROUS_AI_ACTION");
}

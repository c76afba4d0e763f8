#include "dialect/sql_rules.h"

static const SqlRules *const all_rules[] = {
    &sql_rules_postgres,
    &sql_rules_cockroach,
    &sql_rules_sqlite,
};

const SqlRules *sql_rules_of(const Provider *provider)
{
    for (size_t i = 0; i < sizeof all_rules / sizeof *all_rules; i++)
        if (provider->names && strcmp(provider->names[0], all_rules[i]->provider) == 0)
            return all_rules[i];
    return NULL;
}

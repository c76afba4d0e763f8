#include "dialect/object_rules.h"

static const ObjectRules *const products[] = {&object_rules_postgres, &object_rules_sqlite};

const ObjectRules *object_rules_of(const char *provider)
{
    for (size_t i = 0; i < sizeof products / sizeof *products; i++)
        if (strcmp(products[i]->provider, provider) == 0)
            return products[i];
    return NULL;
}

/* dialect/sql_rules.h */
#include "dialect/sql_rules.h"

#include "dialect/providers.h"
#include "support.h"

static void of_providers(void **state)
{
    (void)state;
    for (size_t i = 0; dialect_providers[i]; i++) {
        const SqlRules *rules = sql_rules_of(dialect_providers[i]);
        const char *name = dialect_providers[i]->names[0];
        bool has = strcmp(name, "postgresql") == 0 || strcmp(name, "cockroachdb") == 0 ||
                   strcmp(name, "sqlite") == 0;
        expect((rules != NULL) == has, "%s", name);
        if (rules)
            assert_string_equal(rules->provider, name);
    }
}

/* What every table must say. */
static void complete(void **state)
{
    (void)state;
    for (size_t i = 0; dialect_providers[i]; i++) {
        const SqlRules *rules = sql_rules_of(dialect_providers[i]);
        if (!rules)
            continue;
        expect(rules->cast && rules->render, "%s", rules->provider);
        if (rules->safe_rebuild)
            expect(rules->safe_rebuild->cast && rules->safe_rebuild->render, "%s", rules->provider);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(of_providers),
        TEST(complete),
    };
    return RUN_TESTS(tests);
}

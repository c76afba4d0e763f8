/* Asking a product's rules about a schema. */
#ifndef DUNLIN_TESTS_UNIT_DIALECT_RULES_H
#define DUNLIN_TESTS_UNIT_DIALECT_RULES_H

#include "psl/datamodel.h"
#include "support.h"

/* Reads the schema of the provider, behind a datasource "db" with the given properties, and asks
 * the product's own rules and the native types. `expected` has a line a finding: "E" or "W", a
 * blank, and the first line of the place in the schema that it points at, trimmed. */
#define assert_rules(scene, provider, properties, schema, expected) \
    assert_rules_at((scene), (provider), (properties), (schema), (expected), __FILE__, __LINE__)
void assert_rules_at(const Scene *scene, const char *provider, const char *properties,
                     const char *schema, const char *expected, const char *file, int line);

#endif

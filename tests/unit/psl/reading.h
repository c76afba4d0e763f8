/* Schemas in tests: read with all providers, and what was found in them as one line of text. */
#ifndef DUNLIN_TESTS_UNIT_PSL_READING_H
#define DUNLIN_TESTS_UNIT_PSL_READING_H

#include "psl/schema.h"
#include "support.h"

/* The schema in one file, read as `version` has it (0: detected). */
Schema *read_schema(Scene *scene, const char *text, PrismaVersion version);

/* The same, behind a datasource of that provider. */
Schema *read_schema_for(Scene *scene, const char *provider, const char *text);

/* The text of each diagnostic's span, with " | " between them, in their order; warnings begin with
 * "warning: ", line ends are written "\n". */
Text found_in(Scene *scene, const Schema *schema);

/* A row of a test: a schema and what is found in it. */
typedef struct Finding {
    const char *schema;
    const char *found;
} Finding;

/* Reads each row's schema for the provider (NULL: as it is), and compares. */
void assert_findings(Scene *scene, const char *provider, const Finding *rows, size_t count);

#endif

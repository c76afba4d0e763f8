/* What a small database becomes. Databases are told by schemas, as in sql/diffing.h: a ` stands for
 * a double quote, and what is before a line of "--" belongs into the datasource. */
#ifndef DUNLIN_TESTS_UNIT_INTROSPECT_PULLING_H
#define DUNLIN_TESTS_UNIT_INTROSPECT_PULLING_H

#include "introspect/introspect.h"
#include "sql/diffing.h"

typedef struct Pulling {
    const char *provider;
    const char *database;
    const char *present; /* "": there are no blocks but the settings */
    const char *pulled;  /* the blocks that come out, without the settings */
} Pulling;

/* The schema as a database. */
SqlSchema *database_of(Scene *scene, const char *provider, const char *schema);

/* What is pulled; the test fails when it cannot be. */
Introspection *pull(Scene *scene, const char *provider, const SqlSchema *live, const char *present);

/* The only file. */
Text whole_of(const Introspection *pulled);

/* Its blocks without the settings before them. */
Text blocks_of(const Introspection *pulled);

/* A line for each warning: "keptModelNames User", "unsupportedTypes A.box (box)". */
Text warnings_of(Scene *scene, const Introspection *pulled);

/* Fails the test where a row has other blocks. */
void assert_pulled(Scene *scene, const Pulling *rows, size_t count);

#endif

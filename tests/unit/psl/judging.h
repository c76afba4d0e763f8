/* What is wrong with small schemas. */
#ifndef DUNLIN_TESTS_UNIT_PSL_JUDGING_H
#define DUNLIN_TESTS_UNIT_PSL_JUDGING_H

#include "psl/schema.h"
#include "support.h"

typedef struct Judged {
    const char *provider;   /* behind "-": without preview features */
    const char *datasource; /* further lines of the datasource, or NULL */
    const char *blocks;
    const char *wrongs; /* see wrongs_of() */
} Judged;

/* Reads a schema with this provider. */
const Schema *schema_of(Scene *scene, const char *provider, const char *datasource,
                        const char *blocks);

/* What is wrong, in the order in which it is reported: "E" or "W" and the first line of what the
 * span covers, parted by " ; ". */
Text wrongs_of(Scene *scene, const Schema *schema);

/* Fails the test where a case has other wrongs. */
void judge(Scene *scene, const Judged *cases, size_t count);

#endif

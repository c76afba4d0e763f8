/* What leads from one small schema to another. */
#ifndef DUNLIN_TESTS_UNIT_SQL_DIFFING_H
#define DUNLIN_TESTS_UNIT_SQL_DIFFING_H

#include "dialect/sql_rules.h"
#include "psl/schema.h"
#include "sql/rename.h"
#include "support.h"

/* Schemas in tests are blocks, or only the fields of a model A that has an id. What is before a
 * line of "--" belongs into the datasource. NULL is the empty schema. A provider is "sqlite", or
 * "sqlite 7" for the rules of version 7. For the eye's sake a ` in all these texts stands for a
 * double quote. */
typedef struct Change {
    const char *provider;
    const char *before;
    const char *after;
    const char *script;
} Change;

const SqlRules *rules_of(const char *provider);

/* The schema itself, of NULL its settings alone; without errors, else the test fails. */
const Schema *schema_of(Scene *scene, const char *provider, const char *schema);

/* The schema as SQL; without errors, else the test fails. */
const SqlSchema *sql_schema_of(Scene *scene, const char *provider, const char *schema);

/* Both schemas, compared by name. */
Comparison *comparison_of(Scene *scene, const char *provider, const char *before,
                          const char *after);

const Steps *steps_of(Scene *scene, const char *provider, const char *before, const char *after);

/* The text with double quotes instead of `. */
Text with_quotes(Scene *scene, const char *text);

Text script_of(Scene *scene, const Steps *steps);
Text script_between(Scene *scene, const char *provider, const char *before, const char *after);

/* The columns in the script that creates model A with these fields, but for the id: a line each. */
Text columns_of(Scene *scene, const char *provider, const char *fields);

/* Accepts what was probably renamed, as `--renames guess` does. Returns a line for each:
 * "column T.a -> b 85", where 85 is the likeness. */
Text guess_renames(Scene *scene, Comparison *comparison);

/* Fails the test where a row has another script; the second one accepts renames first. */
void assert_renaming_changes(Scene *scene, const Change *rows, size_t count);
void assert_changes(Scene *scene, const Change *rows, size_t count);

/* A row of fields, and the columns that they become. */
typedef struct Columns {
    const char *provider;
    const char *fields;
    const char *columns;
} Columns;

void assert_columns(Scene *scene, const Columns *rows, size_t count);

#endif

/* How steps are found, one file a kind of thing. Each adds what it finds; order comes last. */
#ifndef DUNLIN_SQL_STEPS_BUILDING_H
#define DUNLIN_SQL_STEPS_BUILDING_H

#include "sql/rules.h"
#include "sql/steps.h"

typedef struct StepsBuilder {
    Steps *steps;
    Arena *scratch; /* for the time that the steps are made */
} StepsBuilder;

/* A table of the schema before, and its counterpart. */
typedef struct TablePair {
    uint32_t before;
    uint32_t after;
} TablePair;

void add_step(Steps *steps, StepKind kind, uint32_t before, uint32_t after);

/* Fills Steps.changes for all columns that have a counterpart. */
void find_column_changes(StepsBuilder *builder);

void add_namespace_steps(StepsBuilder *builder);
void add_extension_steps(StepsBuilder *builder);
void add_rename_steps(StepsBuilder *builder);
void add_table_steps(StepsBuilder *builder);
void add_index_steps(StepsBuilder *builder);
void add_foreign_key_steps(StepsBuilder *builder);
void add_enum_steps(StepsBuilder *builder);
void add_sequence_steps(StepsBuilder *builder);

/* Takes out the steps that are about what others look after. */
void drop_external_steps(Steps *steps);

/* Puts the steps into the order in which they can be carried out. */
void order_steps(Steps *steps);

/* True when a table pair's foreign keys are not all the same. */
bool foreign_keys_differ(const Steps *steps, TablePair tables);

#define tables_each(table, schema) \
    uint32_t table = 0; \
    table < (schema)->tables.count; \
    table++

#endif

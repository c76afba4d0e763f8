/* Which things of two SQL schemas are the same things: tables, columns and enums of the same name.
 * It has no direction; the steps from one schema to the other, and those back, both come from it.
 */
#ifndef DUNLIN_SQL_COMPARISON_H
#define DUNLIN_SQL_COMPARISON_H

#include "sql/schema.h"

/* For each thing of one schema its place in the other, or NONE. */
typedef struct Counterparts {
    uint32_t *namespaces;
    uint32_t *tables;
    uint32_t *columns; /* of tables that have a counterpart */
    uint32_t *enums;
    uint32_t *enum_values; /* of enums that have a counterpart */
    uint32_t *extensions;
} Counterparts;

typedef struct Comparison {
    const SqlSchema *schemas[2];
    Counterparts counterparts[2];
} Comparison;

/* Matches by name, as the database sees it. The schemas must live as long as the comparison. */
Comparison sql_compare(Arena *arena, const SqlSchema *first, const SqlSchema *second);

/* True when a namespace of the first schema and one of the second are the same; NONE counts as the
 * usual one. */
bool comparison_same_namespace(const Comparison *comparison, uint32_t first, uint32_t second);

/* Says that two things that do not have the same name are the same all the same: they were renamed.
 * Tables bring their columns, enums their values. Neither may have a counterpart. */
void comparison_match_tables(Comparison *comparison, uint32_t first, uint32_t second);
void comparison_match_columns(Comparison *comparison, uint32_t first, uint32_t second);
void comparison_match_enums(Comparison *comparison, uint32_t first, uint32_t second);
void comparison_match_enum_values(Comparison *comparison, uint32_t first, uint32_t second);

#endif

/* Steps as SQLite's SQL. */
#ifndef DUNLIN_DIALECT_SQLITE_RENDERING_H
#define DUNLIN_DIALECT_SQLITE_RENDERING_H

#include "sql/rules.h"

/* SqlRules.render. */
void sqlite_render(Renderer *renderer, const Step *step);

/* A step of REDEFINE_TABLES. */
void sqlite_render_redefine_tables(Renderer *renderer, const Step *step);

/* Redefines and drops all tables that have to be, carefully. */
void sqlite_render_safe_rebuild(Renderer *renderer);

/* SqlRules.render of the careful rules. */
void sqlite_render_safely(Renderer *renderer, const Step *step);

/* Copies the rows of a table that is redefined: "INSERT INTO" or the like, from a table with its
 * old columns to one with its new ones. Nothing when no column stays. */
void sqlite_copy_rows(Renderer *renderer, const char *insert, uint32_t table, Text from, Text to);

/* A default as behind DEFAULT. */
void sqlite_add_default(Buffer *out, const ColumnDefault *value);

void sqlite_create_table_as(Renderer *renderer, uint32_t table, Text name);
void sqlite_create_index(Renderer *renderer, uint32_t index);

#endif

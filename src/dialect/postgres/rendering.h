/* Steps as PostgreSQL's SQL. CockroachDB's differs in a few things, which its rules say. */
#ifndef DUNLIN_DIALECT_POSTGRES_RENDERING_H
#define DUNLIN_DIALECT_POSTGRES_RENDERING_H

#include "sql/rules.h"

/* SqlRules.render. */
void postgres_render(Renderer *renderer, const Step *step);

/* --- names --- */

/* "namespace"."name", or "name" alone. */
void postgres_add_qualified(Buffer *out, const SqlSchema *schema, uint32_t namespace, Text name);

/* The same in a statement that drops a thing of the schema before. There, Prisma leaves out the
 * usual namespace of the schema after, which is none when that is empty. */
void postgres_add_dropped(Buffer *out, const Steps *steps, uint32_t namespace, Text name);

/* A table of the schema before, as the schema after has it if it stays; one of the schema after. */
void postgres_add_old_table(Buffer *out, const Steps *steps, uint32_t table);
void postgres_add_new_table(Buffer *out, const Steps *steps, uint32_t table);

/* --- columns --- */

/* VARCHAR(191)[] */
void postgres_add_type(Buffer *out, const SqlRules *rules, const SqlSchema *schema,
                       const SqlColumn *column);

/* A default as behind DEFAULT; nothing where there is none to write. */
void postgres_add_default(Buffer *out, const SqlRules *rules, const SqlSchema *schema,
                          const SqlColumn *column);

/* "name" TYPE NOT NULL DEFAULT …, indented as in CREATE TABLE. */
void postgres_add_column(Buffer *out, const SqlRules *rules, const SqlSchema *schema,
                         uint32_t column);

/* --- steps --- */

void postgres_render_create_table(Renderer *renderer, const Step *step);
void postgres_render_alter_table(Renderer *renderer, const Step *step);
void postgres_render_redefine_tables(Renderer *renderer, const Step *step);
void postgres_render_create_enum(Renderer *renderer, const Step *step);
void postgres_render_alter_enum(Renderer *renderer, const Step *step);
void postgres_render_drop_enum(Renderer *renderer, const Step *step);

/* What redefining a table takes, too. */
void postgres_create_table_as(Renderer *renderer, uint32_t table, Text name);
void postgres_create_index(Renderer *renderer, uint32_t index);
void postgres_drop_index(Renderer *renderer, uint32_t index);
void postgres_add_foreign_key(Renderer *renderer, uint32_t key);

#endif

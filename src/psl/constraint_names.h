/* The names of constraints in the database: as written with `map:`, or as Prisma makes them, which
 * is how PostgreSQL makes them. */
#ifndef DUNLIN_PSL_CONSTRAINT_NAMES_H
#define DUNLIN_PSL_CONSTRAINT_NAMES_H

#include "base/buffer.h"
#include "psl/datamodel.h"

/* Each appends the name to `out`. Names that are made are cut to the provider's limit, so that
 * their ending stays whole and no character is cut in two; written ones are left as they are. */

/* "table_pkey", "table_column_column_key", or "table_column_column_idx". */
void index_constraint_name(const Datamodel *datamodel, const Index *index, Buffer *out);

/* The foreign key's: "table_column_column_fkey". `relation` is not a many-to-many relation. */
void relation_constraint_name(const Datamodel *datamodel, const Relation *relation, Buffer *out);

/* Of a default value, where the product names them: "table_column_df". `field` is a model's, and
 * has a default. */
void default_constraint_name(const Datamodel *datamodel, const Field *field, Buffer *out);

/* The names that are made for a table and columns of these names, in the arena. */
Text usual_index_name(Arena *arena, const Provider *provider, IndexKind kind, Text table,
                      const TextList *columns);
Text usual_foreign_key_name(Arena *arena, const Provider *provider, Text table,
                            const TextList *columns);

#endif

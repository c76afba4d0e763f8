/* Parts of SQL schemas as text, and parts of types that are compared. */
#ifndef DUNLIN_SQL_SCHEMA_TEXT_H
#define DUNLIN_SQL_SCHEMA_TEXT_H

#include "base/buffer.h"
#include "sql/schema.h"

/* The product's type with its arguments: VARCHAR(191). */
void sql_add_native_type(Buffer *out, const ColumnType *type);

/* Two digits a byte, in small letters. */
void sql_add_hexadecimal(Buffer *out, Text bytes);

/* "a", "b": the columns of an index, with `between` between them. */
void sql_add_column_names(Buffer *out, const SqlSchema *schema, const SqlIndex *index,
                          const char *between);

/* "a" DESC, "b" ops: the same with operator classes and sort orders, where they are written. */
void sql_add_index_columns(Buffer *out, const SqlSchema *schema, const SqlIndex *index);

/* FOREIGN KEY ("a") REFERENCES `target`("b") ON DELETE … ON UPDATE …: a foreign key behind its
 * name. `target` is the table as the product writes it, up to the parenthesis. */
void sql_add_foreign_key(Buffer *out, const SqlSchema *schema, const SqlForeignKey *key,
                         Text target);

/* "SET NULL" and so on. */
const char *sql_referential_action(ReferentialAction action);

/* True when both are the same type of the product, with the same arguments. */
bool column_types_equal(const ColumnType *a, const ColumnType *b);

#endif

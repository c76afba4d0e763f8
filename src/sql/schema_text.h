/* Parts of SQL schemas as text, and parts of types that are compared. */
#ifndef DUNLIN_SQL_SCHEMA_TEXT_H
#define DUNLIN_SQL_SCHEMA_TEXT_H

#include "base/buffer.h"
#include "sql/schema.h"

/* The product's type with its arguments: VARCHAR(191). */
void sql_add_native_type(Buffer *out, const ColumnType *type);

/* Two digits a byte, in small letters. */
void sql_add_hexadecimal(Buffer *out, Text bytes);

/* "SET NULL" and so on. */
const char *sql_referential_action(ReferentialAction action);

/* True when both are the same type of the product, with the same arguments. */
bool column_types_equal(const ColumnType *a, const ColumnType *b);

#endif

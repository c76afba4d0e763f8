/* Defaults in a few words, for tests. */
#ifndef DUNLIN_TESTS_UNIT_DESCRIBE_TELLING_H
#define DUNLIN_TESTS_UNIT_DESCRIBE_TELLING_H

#include "base/buffer.h"
#include "sql/schema.h"

/* `none`, `now`, `sequence NAME`, `sql EXPRESSION`, or the value: texts in quotes, lists in
 * brackets, bytes by their number. `sequence` is the name of it, where there is one. */
Text default_told(Arena *arena, const ColumnDefault *of, Text sequence);

#endif

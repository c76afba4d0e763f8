/* What a script renames: two schemas do not say it, the script does. */
#ifndef DUNLIN_ROLLBACK_DOWN_RENAMED_H
#define DUNLIN_ROLLBACK_DOWN_RENAMED_H

#include "sql/comparison.h"

struct SqlRules;

/* Makes counterparts of the tables, columns, enums and their values that the script, which leads
 * from the comparison's first schema to its second, has renamed. */
void renamed_by_script(Arena *arena, const struct SqlRules *rules, Text script,
                       Comparison *comparison);

#endif

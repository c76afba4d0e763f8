/* Queries laid out in lines, as Prisma writes those of views into files. */
#ifndef DUNLIN_SQL_LAYOUT_H
#define DUNLIN_SQL_LAYOUT_H

#include "base/text.h"

/* The query with a line for each of its parts, known words in large letters. Any text may come in;
 * names, strings and comments stay as they are. The result is in the arena. */
Text sql_layout(Arena *arena, Text query);

#endif

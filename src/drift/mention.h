/* Names in SQL. */
#ifndef DUNLIN_DRIFT_MENTION_H
#define DUNLIN_DRIFT_MENTION_H

#include "base/text.h"

/* True when the name stands in the SQL as a word or in quotes; perhaps in a string. */
bool sql_mentions(Text sql, Text name);

#endif

/* How much alike two names are. */
#ifndef DUNLIN_SQL_LIKENESS_H
#define DUNLIN_SQL_LIKENESS_H

#include "base/text.h"

/* From 0 to 100: how many letters would have to be changed, or how many words the names have in
 * common (`firstName`, `given_name`), whatever is more. Case does not count. */
int names_likeness(Text a, Text b);

#endif

/* Using a value of the configuration file, at the moment that it is needed. */
#ifndef DUNLIN_PROJECT_CONFIG_VALUE_H
#define DUNLIN_PROJECT_CONFIG_VALUE_H

#include "project/config_module.h"

/* The text of a value; absent values give an empty text. `path` is the configuration file. D1005
 * when it wants a variable that is not set, D1003 when it is no text, D1004 when only running the
 * file could tell it. */
bool config_value(const ConfigText *value, Text path, Text *text, Error *error);

#endif

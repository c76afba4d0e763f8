/* Did a statement take effect? For statements that run outside transactions, when the process that
 * sent one was killed before it heard the answer. */
#ifndef DUNLIN_DIALECT_POSTGRES_EFFECT_H
#define DUNLIN_DIALECT_POSTGRES_EFFECT_H

#include "base/buffer.h"

/* See Dialect.effect. */
bool postgres_effect(Buffer *query, Text statement);

#endif

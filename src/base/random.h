/* Randomness from the system. */
#ifndef DUNLIN_BASE_RANDOM_H
#define DUNLIN_BASE_RANDOM_H

#include "base/text.h"

/* A random UUID (version 4), 36 characters. */
Text random_uuid(Arena *arena);

#endif

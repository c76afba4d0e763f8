/* dunlin's own settings: the file dunlin.toml, for what Prisma has no place for. */
#ifndef DUNLIN_PROJECT_SETTINGS_H
#define DUNLIN_PROJECT_SETTINGS_H

#include "base/error.h"

typedef struct Settings {
    Text path;                 /* of the file; empty: there is none */
    Text script_mode;          /* "atomic", "batch", "statements", or empty */
    TextList production_hosts; /* patterns, as of a shell */
    TextList ignored;          /* patterns of what a check for drift passes over */
    bool has_production_hosts; /* they are said, even if there are none */
    bool keep;                 /* what a deployment is about to lose is copied first */
    int prisma_major;          /* the version of Prisma whose rules hold; 0: find out */
} Settings;

/* Reads dunlin.toml of a folder: lines of NAME = VALUE, and comments. None is no error; D1016 with
 * the line when something in it is not understood. */
bool settings_read(Arena *arena, Text folder, Settings *settings, Error *error);

#endif

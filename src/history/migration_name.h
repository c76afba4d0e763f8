/* Names of new migrations, and of their folders. */
#ifndef DUNLIN_HISTORY_MIGRATION_NAME_H
#define DUNLIN_HISTORY_MIGRATION_NAME_H

#include "base/text.h"

/* What somebody called a migration, as it stands in a folder's name: lower-case words of ASCII
 * letters and digits with underscores between, at most 200 bytes. "Add Users Table" and
 * "addUsersTable" become "add_users_table"; empty where nothing is left. The rules are Prisma's. */
Text migration_name_slug(Arena *arena, Text name);

/* The folder of a migration that is made at a time (milliseconds since 1970):
 * "20240131120000_init", or the time alone when the slug is empty. */
Text migration_folder_name(Arena *arena, int64_t time, Text slug);

/* Does the slug say nothing of what the migration does, such as "update" or "fix"? */
bool migration_name_says_nothing(Text slug);

#endif

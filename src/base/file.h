/* Files, folders and paths. Paths are bytes; relative ones are relative to the working folder of
 * the process. */
#ifndef DUNLIN_BASE_FILE_H
#define DUNLIN_BASE_FILE_H

#include "base/error.h"

/* The whole content of a file, followed by a NUL byte that is not counted. D1007 on failure. */
bool file_read(Arena *arena, Text path, Text *content, Error *error);

/* The same for standard input or any other open descriptor; `name` is for the message. */
bool file_read_descriptor(Arena *arena, int descriptor, Text name, Text *content, Error *error);

bool file_is_file(Text path);   /* a regular file, links followed */
bool file_is_folder(Text path); /* a folder, links followed */
bool file_exists(Text path);    /* anything at all */

typedef struct FolderEntry {
    Text name;
    bool is_folder;
    bool is_file;
} FolderEntry;
typedef LIST_OF(FolderEntry) FolderEntries;

/* When the file was written last, in milliseconds since 1970. False when there is none. */
bool file_modified(Text path, int64_t *milliseconds);

/* How many bytes it has. False when there is none. */
bool file_size(Text path, int64_t *bytes);

/* What a folder holds, without "." and "..", sorted by the bytes of the names. Links are followed.
 * D1007 on failure. */
bool folder_list(Arena *arena, Text path, FolderEntries *entries, Error *error);

/* Makes the folder and its parents where missing. D1021 on failure. */
bool folder_make(Arena *arena, Text path, Error *error);

/* Gives an existing file a new content, all or nothing: a new file is written beside it, which
 * takes its place, its mode and, where allowed, its owner. What a link leads to is replaced, not
 * the link. D1021 on failure. */
bool file_replace(Arena *arena, Text path, Text content, Error *error);

/* Writes a file: replaces it where it is, makes it where it is not, and writes into what is no
 * ordinary file (a pipe, /dev/stdout). D1021 on failure. */
bool file_write(Arena *arena, Text path, Text content, Error *error);

/* Makes an empty file that nobody may read who may not read `like`, where there is none yet. D1021
 * on failure. */
bool file_make_like(Arena *arena, Text path, Text like, Error *error);

/* Takes a file away; it may be gone already. D1021 on failure. */
bool file_remove(Arena *arena, Text path, Error *error);

/* Takes a folder away when nothing is in it; whatever else it is stays. */
void folder_remove_empty(Text path);

bool path_is_absolute(Text path);

/* `path` seen from `folder`: itself when absolute, else joined. "." and ".." are resolved as text
 * and "//" is folded, without asking the file system. */
Text path_resolve(Arena *arena, Text folder, Text path);

Text path_parent(Text path); /* "a/b" gives "a", "a" gives ".", "/" gives "/" */
Text path_name(Text path);   /* the last part */

/* `path` as it is best shown to someone in `folder`: relative when it lies inside. */
Text path_shown(Text folder, Text path);

/* The working folder of the process, absolute. */
Text path_working_folder(Arena *arena);

#endif

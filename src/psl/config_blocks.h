/* The datasource and generator blocks of a schema: all that commands need which only run scripts.
 * The rest of the schema may be wrong. */
#ifndef DUNLIN_PSL_CONFIG_BLOCKS_H
#define DUNLIN_PSL_CONFIG_BLOCKS_H

#include "psl/source.h"

typedef enum ConfigValueKind {
    CONFIG_STRING,      /* "text" */
    CONFIG_VARIABLE,    /* env("NAME"): text is the name */
    CONFIG_STRING_LIST, /* ["a", "b"] */
    CONFIG_OTHER,       /* text as written */
} ConfigValueKind;

typedef struct ConfigSetting {
    Text name;
    ConfigValueKind kind;
    Text text;
    TextList list;
    size_t offset; /* of the value, in its file */
} ConfigSetting;

typedef struct ConfigBlock {
    bool is_datasource; /* else a generator */
    Text name;
    const SchemaFile *file;
    size_t offset; /* of the block's keyword */
    LIST_OF(ConfigSetting) settings;
} ConfigBlock;

typedef LIST_OF(ConfigBlock) ConfigBlocks;

/* Finds the blocks of all files of a schema. P1012 when there is no datasource and a line that
 * could not be read, with its place, or when a file is not UTF-8. The blocks point into `files`,
 * which must outlive them. */
bool config_blocks_read(Arena *arena, const SchemaFiles *files, ConfigBlocks *blocks, Error *error);

/* The setting of that name, or NULL. */
const ConfigSetting *config_setting(const ConfigBlock *block, const char *name);

/* Puts a place in a schema file into an error and returns false. */
bool error_in_schema(Error *error, const SchemaFile *file, size_t offset);

#endif

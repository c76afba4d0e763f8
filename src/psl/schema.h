/* From the text of a schema to its validated datamodel, in one call. */
#ifndef DUNLIN_PSL_SCHEMA_H
#define DUNLIN_PSL_SCHEMA_H

#include "psl/datamodel.h"

typedef struct SchemaOptions {
    const Provider *const *providers; /* all that are known; NULL-terminated */
    PrismaVersion version;            /* 0: told from the datasource, which has no url in 7 */
    bool keep_layout;                 /* fill Ast.layout */
    Arena *text_arena; /* for the text of several files, when it outlives the schema; or NULL */
} SchemaOptions;

typedef struct Schema {
    Source source;
    Ast ast;
    Datamodel datamodel;
    Diagnostics diagnostics; /* valid when its error_count is 0 */
    bool has_syntax_errors;  /* a line could not be read at all */
    bool is_resolved;        /* names, types, attributes and relations are without errors */
} Schema;

/* Reads, resolves and validates a schema. False only when it is too large or not UTF-8; what is
 * wrong with it otherwise is in its diagnostics. `files` must outlive the schema. */
bool schema_read(Arena *arena, const SchemaFiles *files, const SchemaOptions *options,
                 Schema *schema, Error *error);

#endif

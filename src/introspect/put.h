/* What the files that write the schema share. They write a line for each thing and leave the layout
 * to the formatter. */
#ifndef DUNLIN_INTROSPECT_PUT_H
#define DUNLIN_INTROSPECT_PUT_H

#include "introspect/draft.h"
#include "introspect/introspect.h"
#include "psl/string_literal.h"

/* --- files.c --- */

/* Writes all blocks into their files and lays them out; `formatted` gets the files, the present
 * ones first. P1012 when they are too large. */
bool put_files(const Draft *draft, const IntrospectRequest *request, SchemaFiles *formatted,
               Error *error);

/* --- put_text.c --- */

/* `, name: "text"`, or nothing when the text has no data. */
void put_text_argument(Buffer *out, const char *name, Text text);

/* ` @map("…")` of a field or value, where it is needed. */
void put_mapped_field(DraftName name, Buffer *out);

/* The lines with @@map and @@schema, where they are needed. */
void put_mapped_block(const Draft *draft, DraftName name, uint32_t namespace, Buffer *out);

/* --- put_documentation.c --- */

/* Comments of three slashes, one a line; nothing for a text without data. */
void put_documentation(Buffer *out, Text text);

/* The comments above a block, which has a counterpart or not. `kind` is "model" or "view", or NULL:
 * then nothing is said of a reserved name. `notes` are bits of Notes. */
void put_block_documentation(const Draft *draft, const AstBlock *present, const char *kind,
                             DraftName name, unsigned notes, Buffer *out);

/* --- put_configuration.c --- */

/* The datasource and the generators, as far as they are in the file that lies in `span` of the
 * configuration's source. */
void put_configuration(const Draft *draft, Span span, Buffer *out);

/* --- put_extensions.c --- */

/* `extensions = […]` of the datasource, or nothing. */
void put_extensions(const Draft *draft, Buffer *out);

/* --- put_model.c, put_enum.c: whole blocks --- */

void put_model(const Draft *draft, const DraftModel *model, Buffer *out);
void put_enum(const Draft *draft, const DraftEnum *item, Buffer *out);

/* --- put_field.c, put_default.c, put_index.c, put_relation.c: lines of a model --- */

void put_field(const Draft *draft, const DraftModel *model, const DraftField *field, Buffer *out);

/* ` @default(…)`, or nothing. */
void put_default(const Draft *draft, const DraftField *field, Buffer *out);

/* ` @id` and ` @unique` of a field alone, or nothing. */
void put_field_indexes(const Draft *draft, const DraftModel *model, const DraftField *field,
                       Buffer *out);

/* `@@id`, `@@unique` and `@@index`. */
void put_indexes(const Draft *draft, const DraftModel *model, Buffer *out);

void put_relation_field(const Draft *draft, const DraftRelationField *field, Buffer *out);

#endif

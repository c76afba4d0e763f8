/* The text of a schema: all of its files, one behind the other, so that a place is one number. */
#ifndef DUNLIN_PSL_SOURCE_H
#define DUNLIN_PSL_SOURCE_H

#include "base/error.h"

typedef struct SchemaFile {
    Text path;
    Text content;
} SchemaFile;

typedef LIST_OF(SchemaFile) SchemaFiles;

/* Bytes of a source, from `start` up to `end` (exclusive). {0, 0} stands for "none". */
typedef struct Span {
    uint32_t start;
    uint32_t end;
} Span;

typedef struct SourceFile {
    Text path;
    Span span;       /* of its content in the source */
    uint32_t leader; /* bytes before it in the file that are not in the source: a byte order mark */
} SourceFile;

typedef struct Source {
    Text text;
    LIST_OF(SourceFile) files; /* in their order in `text` */
} Source;

/* A place as people and programs read it. */
typedef struct SourcePlace {
    const SourceFile *file;
    size_t start; /* bytes from the beginning of the file */
    size_t end;
    size_t unit_start; /* the same in code units of UTF-16 */
    size_t unit_end;
    size_t line; /* of `start`, from 1 */
    size_t column;
} SourcePlace;

/* Puts the files together; one file is not copied. P1012 when they are too large together (4 GiB)
 * or a file is not UTF-8. The source points into `files`' contents. */
bool source_make(Arena *arena, const SchemaFiles *files, Source *source, Error *error);

/* The text of a span. */
static inline Text source_text(const Source *source, Span span)
{
    return (Text){source->text.data + span.start, span.end - span.start};
}

static inline bool span_is_none(Span span)
{
    return span.end == 0;
}

/* The file that holds the byte at `offset`. */
const SourceFile *source_file_at(const Source *source, uint32_t offset);

/* Where a span is. */
SourcePlace source_place(const Source *source, Span span);

#endif

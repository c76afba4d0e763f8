#include "psl/source.h"

#include <string.h>

#include "base/utf8.h"

static bool check(const SchemaFile *file, Error *error)
{
    ptrdiff_t invalid = utf8_first_invalid(file->content);
    if (invalid < 0)
        return true;
    fail(error, ERROR_P1012, "the schema file '%.*s' is not UTF-8", TEXT_ARG(file->path));
    error->file = file->path;
    text_position(file->content, (size_t)invalid, &error->line, &error->column);
    return error_hint(error, "save the file as UTF-8");
}

bool source_make(Arena *arena, const SchemaFiles *files, Source *source, Error *error)
{
    *source = (Source){.text = TEXT("")};
    size_t length = 0;
    for (size_t i = 0; i < files->count; i++)
        length += files->items[i].content.length;
    if (length >= UINT32_MAX)
        return fail(error, ERROR_P1012, "the schema is larger than 4 GiB");

    char *joined = files->count > 1 ? arena_alloc(arena, length + 1) : NULL;
    uint32_t end = 0;
    for (size_t i = 0; i < files->count; i++) {
        const SchemaFile *file = &files->items[i];
        if (!check(file, error))
            return false;
        Text content = utf8_without_mark(file->content);
        if (joined)
            memcpy(joined + end, content.data, content.length);
        else
            source->text = content;
        SourceFile part = {.path = file->path,
                           .span = {end, end + (uint32_t)content.length},
                           .leader = (uint32_t)(file->content.length - content.length)};
        list_add(arena, &source->files, part);
        end = part.span.end;
    }
    if (joined)
        source->text = (Text){joined, end};
    return true;
}

const SourceFile *source_file_at(const Source *source, uint32_t offset)
{
    size_t low = 0;
    size_t high = source->files.count;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (source->files.items[middle].span.start <= offset)
            low = middle;
        else
            high = middle;
    }
    return &source->files.items[low];
}

/* How many code units of UTF-16 the text has. */
static size_t units_of(Text text)
{
    size_t units = 0;
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.data[i];
        units += ((c & 0xC0) != 0x80) + (c >= 0xF0);
    }
    return units;
}

SourcePlace source_place(const Source *source, Span span)
{
    const SourceFile *file = source_file_at(source, span.start);
    SourcePlace place = {.file = file,
                         .start = span.start - file->span.start + file->leader,
                         .end = span.end - file->span.start + file->leader};
    place.unit_start =
        units_of(source_text(source, (Span){file->span.start, span.start})) + (file->leader > 0);
    place.unit_end = place.unit_start + units_of(source_text(source, span));
    text_position(source_text(source, file->span), span.start - file->span.start, &place.line,
                  &place.column);
    return place;
}

#include "psl/source_lines.h"

#include <string.h>

enum { STEP = 4096 };

/* Goes on counting up to `to`. */
static void count_up(const Source *source, uint32_t from, uint32_t to, SourceCount *count)
{
    for (uint32_t i = from; i < to; i++) {
        unsigned char c = (unsigned char)source->text.data[i];
        count->characters += (c & 0xC0) != 0x80;
        count->units += ((c & 0xC0) != 0x80) + (c >= 0xF0);
        if (c == '\n') {
            count->lines++;
            count->line_start = i + 1;
        }
    }
}

static SourceCount count_at(const SourceLines *lines, uint32_t offset)
{
    SourceCount count = lines->counts[offset / STEP];
    count_up(lines->source, offset - offset % STEP, offset, &count);
    return count;
}

SourceLines source_lines_make(Arena *arena, const Source *source)
{
    uint32_t length = (uint32_t)source->text.length;
    SourceCount *counts = NEW_ARRAY(arena, SourceCount, length / STEP + 1);
    for (uint32_t i = 1; i <= length / STEP; i++) {
        counts[i] = counts[i - 1];
        count_up(source, (i - 1) * STEP, i * STEP, &counts[i]);
    }
    return (SourceLines){source, counts};
}

/* Where the line begins: the file before it may end within a line. */
static uint32_t line_start(const SourceFile *file, const SourceCount *count)
{
    return count->line_start > file->span.start ? count->line_start : file->span.start;
}

SourcePlace source_lines_place(const SourceLines *lines, Span span)
{
    const SourceFile *file = source_file_at(lines->source, span.start);
    SourceCount before = count_at(lines, file->span.start);
    SourceCount here = count_at(lines, span.start);
    SourceCount start = count_at(lines, line_start(file, &here));
    SourceCount end = count_at(lines, span.end);
    uint32_t units_before = before.units - (file->leader > 0);
    return (SourcePlace){.file = file,
                         .start = span.start - file->span.start + file->leader,
                         .end = span.end - file->span.start + file->leader,
                         .unit_start = here.units - units_before,
                         .unit_end = end.units - units_before,
                         .line = here.lines - before.lines + 1,
                         .column = here.characters - start.characters + 1};
}

/* The first step that begins in a later line than `offset` is in, or the last one. */
static uint32_t step_behind(const SourceLines *lines, uint32_t offset, uint32_t line)
{
    uint32_t low = offset / STEP;
    uint32_t high = (uint32_t)lines->source->text.length / STEP;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (lines->counts[middle].lines > line)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

Span source_lines_at(const SourceLines *lines, uint32_t offset)
{
    const SourceFile *file = source_file_at(lines->source, offset);
    SourceCount here = count_at(lines, offset);
    const char *text = lines->source->text.data;
    Span line = {.start = line_start(file, &here), .end = file->span.end};
    uint32_t step = step_behind(lines, offset, here.lines);
    uint32_t from = step > 0 && (step - 1) * STEP > offset ? (step - 1) * STEP : offset;
    const char *found = line.end > from ? memchr(text + from, '\n', line.end - from) : NULL;
    if (found)
        line.end = (uint32_t)(found - text);
    if (line.end > line.start && text[line.end - 1] == '\r')
        line.end--;
    return line;
}

#include "engine/lines.h"

#include <errno.h>
#include <unistd.h>

#include "base/interrupt.h"

/* Reads more; false when there is none. */
static bool refill(LineReader *reader)
{
    for (;;) {
        if (interrupt_requested())
            return false;
        ssize_t got = read(reader->descriptor, reader->piece, sizeof reader->piece);
        if (got < 0 && errno == EINTR)
            continue;
        reader->start = 0;
        reader->end = got > 0 ? (size_t)got : 0;
        return got > 0;
    }
}

bool line_next(LineReader *reader, Buffer *line)
{
    for (;;) {
        if (reader->start == reader->end && !refill(reader))
            return false;
        Text read = {reader->piece + reader->start, reader->end - reader->start};
        ptrdiff_t end = text_find_char(read, '\n');
        size_t taken = end < 0 ? read.length : (size_t)end;
        buffer_add(line, text_slice(read, 0, taken));
        reader->start += taken + (end < 0 ? 0 : 1);
        if (end >= 0)
            return true;
    }
}

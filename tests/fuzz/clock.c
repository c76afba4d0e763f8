/* Reading times and durations: any bytes. A time that is read is written and read again. */
#include <stdlib.h>

#include "base/clock.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena *arena = arena_new();
    Text text = text_copy(arena, (Text){(const char *)data, size});
    int64_t time;
    int64_t again;
    if (clock_parse(text, &time)) {
        Text written = clock_format(arena, time);
        bool four_digits = written.length == 23 && written.data[0] != '-';
        if (four_digits && (!clock_parse(written, &again) || again != time))
            abort();
    }
    if (duration_parse(text, &time) && time < 0)
        abort();
    arena_free(arena);
    return 0;
}

/* Reading an open descriptor line by line, while more is still to come. */
#ifndef DUNLIN_ENGINE_LINES_H
#define DUNLIN_ENGINE_LINES_H

#include "base/buffer.h"

typedef struct LineReader {
    int descriptor;
    char piece[16 * 1024]; /* what was read and belongs to later lines */
    size_t start;
    size_t end;
} LineReader;

/* Appends the next line, without its end. False at the end of the input, also when its last line
 * lacks its end, on a failure, and when the process is told to stop. */
bool line_next(LineReader *reader, Buffer *line);

#endif

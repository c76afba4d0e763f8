/* Writes JSON as it goes: members in the order of the calls, two spaces a level, or all on one
 * line. */
#ifndef DUNLIN_BASE_JSON_H
#define DUNLIN_BASE_JSON_H

#include "base/buffer.h"

typedef struct JsonWriter {
    Buffer *out;
    /* May be set to write away what has piled up, by buffer_clear() after it; it is asked now and
     * then. The end of the document is the caller's. */
    void (*drain)(Buffer *out);
    bool one_line;
    int depth;
    bool has_items; /* the container that is open has a member already */
} JsonWriter;

#define JSON_WRITER(buffer) ((JsonWriter){.out = (buffer)})

/* `name` is the member's name inside an object and NULL elsewhere. */
void json_begin_object(JsonWriter *json, const char *name);
void json_end_object(JsonWriter *json);
void json_begin_array(JsonWriter *json, const char *name);
void json_end_array(JsonWriter *json);

/* Bytes that are not UTF-8 are written as U+FFFD. */
void json_add_text(JsonWriter *json, const char *name, Text value);
void json_add_string(JsonWriter *json, const char *name, const char *value);
void json_add_number(JsonWriter *json, const char *name, int64_t value);
/* As JavaScript writes it: the fewest digits that read back as the same number; null for what is
 * not finite. */
void json_add_double(JsonWriter *json, const char *name, double value);
void json_add_bool(JsonWriter *json, const char *name, bool value);
void json_add_null(JsonWriter *json, const char *name);

/* A text as JSON without a writer. Each byte that is no UTF-8 is written as one half of a surrogate
 * pair, U+DC80 to U+DCFF, from which json_scan_text() makes it again. */
void json_write_bytes(Buffer *out, Text value);

/* The text, or null when it is empty. */
void json_add_text_or_null(JsonWriter *json, const char *name, Text value);

#endif

/* Reads JSON of a known form piece by piece, without making a tree of it: for large documents that
 * dunlin itself has written. A failure is kept, and everything read after it is empty, so it need
 * be asked for only once:
 *
 *   for (json_scan_begin(&scan, '['); json_scan_next(&scan);)
 *       use(json_scan_text(&scan));
 */
#ifndef DUNLIN_BASE_JSON_SCAN_H
#define DUNLIN_BASE_JSON_SCAN_H

#include "base/text.h"

enum { JSON_SCAN_DEPTH = 64 };

typedef struct JsonScan {
    Arena *arena; /* for texts that have escapes; others are views of the document */
    Text document;
    size_t place;
    const char *failure; /* what was expected instead; NULL: none */
    int depth;
    char closing[JSON_SCAN_DEPTH]; /* of the containers that are open */
    bool is_first;                 /* no item of the innermost one has been read */
} JsonScan;

#define JSON_SCAN(in_arena, of_document) \
    ((JsonScan){.arena = (in_arena), .document = (of_document)})

/* Goes into an array ('[') or an object ('{'). */
void json_scan_begin(JsonScan *scan, char bracket);

/* True when the innermost container has one more item, which is then to be read; else it is left,
 * also after a failure. */
bool json_scan_next(JsonScan *scan);

/* The same where one more item has to be, and where none may be. */
void json_scan_item(JsonScan *scan);
void json_scan_end(JsonScan *scan);

/* The name of an object's member, the value of which is then to be read. */
Text json_scan_name(JsonScan *scan);

/* Any bytes: what json_write_bytes() has written is what it was. */
Text json_scan_text(JsonScan *scan);
Text json_scan_text_or_null(JsonScan *scan); /* data is NULL for null */
int64_t json_scan_number(JsonScan *scan);    /* a whole one */
bool json_scan_bool(JsonScan *scan);
bool json_scan_null(JsonScan *scan); /* true when null is there, which then is read */

/* True when the next value is a text; nothing is read. */
bool json_scan_is_text(JsonScan *scan);

/* Passes over a value of any kind. */
void json_scan_skip(JsonScan *scan);

/* Only blanks are left. */
void json_scan_finish(JsonScan *scan);

/* What is read is not what it has to be: of the failures, the first is kept. */
void json_scan_fail(JsonScan *scan, const char *expected);

#endif

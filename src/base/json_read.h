/* Reads JSON, by jansson, into values that live in an arena. */
#ifndef DUNLIN_BASE_JSON_READ_H
#define DUNLIN_BASE_JSON_READ_H

#include "base/error.h"

typedef enum JsonKind {
    JSON_IS_NULL,
    JSON_IS_FALSE,
    JSON_IS_TRUE,
    JSON_IS_INTEGER,
    JSON_IS_REAL,
    JSON_IS_TEXT,
    JSON_IS_ARRAY,
    JSON_IS_OBJECT,
} JsonKind;

typedef struct JsonValue JsonValue;
typedef struct JsonMember JsonMember;
struct JsonValue {
    JsonKind kind;
    Text text;                   /* JSON_IS_TEXT */
    int64_t integer;             /* JSON_IS_INTEGER */
    double real;                 /* JSON_IS_REAL */
    LIST_OF(JsonMember) members; /* JSON_IS_OBJECT; of JSON_IS_ARRAY with empty names */
};
struct JsonMember {
    Text name;
    JsonValue value;
};

/* Parses a whole document. On failure the error has line, column and the parser's words; the
 * caller gives it a code and a subject. */
bool json_read(Arena *arena, Text document, JsonValue *value, Error *error);

/* The member of that name, or NULL when there is none or `value` is not an object. */
const JsonValue *json_member(const JsonValue *value, const char *name);

#endif

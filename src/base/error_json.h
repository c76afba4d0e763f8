/* The payload of an error as JSON. */
#ifndef DUNLIN_BASE_ERROR_JSON_H
#define DUNLIN_BASE_ERROR_JSON_H

#include "base/error.h"
#include "base/json.h"

/* Writes the member "meta": an object of the error's fields. */
void error_write_meta(const Error *error, JsonWriter *json);

#endif

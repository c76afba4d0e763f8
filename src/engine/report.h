/* How an error is told to Prisma's command line. */
#ifndef DUNLIN_ENGINE_REPORT_H
#define DUNLIN_ENGINE_REPORT_H

#include "base/json.h"
#include "engine/engine.h"

/* All that is known of an error as a text of several lines, without secrets: what happened, where,
 * the database's own words, what to do. Where that is a command of dunlin that Prisma has, too, it
 * is Prisma's. */
Text report_text(Arena *arena, const Engine *engine, const Error *error);

/* Writes the members that both an answer and a line of the log have: is_panic, message, meta, and
 * error_code where the error has one of Prisma's. */
void report_members(JsonWriter *json, const Engine *engine, const Error *error);

#endif

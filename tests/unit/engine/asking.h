/* Asking an engine that works on a SQLite database in the folder of a test's scene. */
#ifndef DUNLIN_TESTS_UNIT_ASKING_H
#define DUNLIN_TESTS_UNIT_ASKING_H

#include "base/json_read.h"
#include "engine/engine.h"
#include "support.h"

/* An engine for schema.prisma, which is written, and whose database is dev.db, which is not. */
Engine asking_engine(Scene *scene);

/* Gives an engine these bytes to read; all that it answers. */
Text asking_text(Scene *scene, const Engine *engine, Text input);

/* Asks for a method; `parameters` is a JSON object. The answer, whose id is the question's. */
JsonValue asking(Scene *scene, const Engine *engine, const char *method, const char *parameters);

/* The result of an answer that is no failure, or one of its members. */
const JsonValue *asking_result(const JsonValue *answer, const char *member);

/* The answer is a failure with that code of Prisma's ("": with none). */
#define assert_refused(answer, code) assert_refused_at((answer), (code), __FILE__, __LINE__)
void assert_refused_at(const JsonValue *answer, const char *code, const char *file, int line);

/* A migrationsList as JSON; each migration is "NAME=SCRIPT", with "\n" as it stands in JSON. */
Text asking_migrations(Scene *scene, const char *const *migrations, size_t count);

#endif

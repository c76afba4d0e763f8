/* Steps as SQL. */
#ifndef DUNLIN_SQL_RENDER_H
#define DUNLIN_SQL_RENDER_H

#include "base/buffer.h"
#include "sql/steps.h"

/* Takes the statements of one step. */
typedef struct Renderer {
    const Steps *steps;
    Buffer text; /* the statements, without their semicolons, one behind the other */
    LIST_OF(size_t) ends;
} Renderer;

/* A renderer whose texts grow in the arena. */
Renderer renderer_new(Arena *arena, const Steps *steps);

/* Renders a step; what was rendered before is forgotten. */
void render_step(Renderer *renderer, const Step *step);

/* Ends the statement that was written into `text`. */
void renderer_end_statement(Renderer *renderer);

/* A statement of the step; valid until the next one is rendered. */
Text rendered_statement(const Renderer *renderer, size_t index);

/* Appends the whole script as Prisma lays it out: a comment with its name before each step, or one
 * that says that there is none. */
void render_script(Arena *arena, const Steps *steps, Buffer *out);

#endif

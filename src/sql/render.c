#include "sql/render.h"

#include "sql/rules.h"

Renderer renderer_new(Arena *arena, const Steps *steps)
{
    return (Renderer){.steps = steps, .text = BUFFER(arena)};
}

void render_step(Renderer *renderer, const Step *step)
{
    buffer_clear(&renderer->text);
    renderer->ends.count = 0;
    renderer->steps->rules->render(renderer, step);
}

void renderer_end_statement(Renderer *renderer)
{
    list_add(renderer->text.arena, &renderer->ends, renderer->text.length);
}

Text rendered_statement(const Renderer *renderer, size_t index)
{
    size_t start = index ? renderer->ends.items[index - 1] : 0;
    return (Text){renderer->text.data + start, renderer->ends.items[index] - start};
}

void render_script(Arena *arena, const Steps *steps, Buffer *out)
{
    if (steps->items.count == 0) {
        buffer_add_string(out, "-- This is an empty migration.\n");
        return;
    }
    Renderer renderer = renderer_new(arena, steps);
    bool is_first = true;
    for (list_each(const Step, step, &steps->items)) {
        render_step(&renderer, step);
        if (renderer.ends.count == 0)
            continue;
        buffer_add_string(out, is_first ? "-- " : "\n-- ");
        is_first = false;
        buffer_add_string(out, step_name(step->kind));
        buffer_add_char(out, '\n');
        for (size_t i = 0; i < renderer.ends.count; i++) {
            buffer_add(out, rendered_statement(&renderer, i));
            buffer_add_string(out, ";\n");
        }
    }
}

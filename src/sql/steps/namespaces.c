/* Namespaces and extensions. */
#include "sql/steps/building.h"

/* A namespace that nothing is in is not created. */
static bool namespace_is_used(const Steps *steps, uint32_t after, bool was_usual)
{
    for (list_each(const SqlTable, table, &steps->before->tables))
        if (was_usual && table->namespace == NONE)
            return true; /* what was without a name is in it now */
    for (list_each(const SqlTable, table, &steps->after->tables))
        if (table->namespace == after)
            return true;
    for (uint32_t i = 0; i < steps->after->enums.count; i++)
        if (steps->after->enums.items[i].namespace == after && steps->new.enums[i] == NONE)
            return true;
    return false;
}

void add_namespace_steps(StepsBuilder *builder)
{
    Steps *steps = builder->steps;
    const SqlSchema *after = steps->after;
    for (uint32_t i = 0; i < after->namespaces.count; i++) {
        Text name = after->namespaces.items[i].name;
        bool was_usual = text_equal(name, steps->before->usual_namespace);
        bool is_usual = text_equal(name, after->usual_namespace);
        bool is_there =
            steps->new.namespaces[i] != NONE || (was_usual && steps->before->has_usual_namespace);
        uint32_t place = is_usual && after->has_usual_namespace ? NONE : i;
        if (!is_there && namespace_is_used(steps, place, was_usual))
            add_step(steps, STEP_CREATE_NAMESPACE, NONE, i);
    }
}

static bool differ(Text a, Text b)
{
    return a.length && b.length && !text_equal(a, b);
}

void add_extension_steps(StepsBuilder *builder)
{
    Steps *steps = builder->steps;
    for (uint32_t i = 0; i < steps->before->extensions.count; i++) {
        if (steps->old.extensions[i] == NONE)
            continue;
        uint32_t next = steps->old.extensions[i];
        const SqlExtension *old = &steps->before->extensions.items[i];
        const SqlExtension *new = &steps->after->extensions.items[next];
        if (!differ(old->version, new->version) && !differ(old->schema, new->schema))
            continue;
        if (old->is_relocatable || new->is_relocatable) {
            add_step(steps, STEP_ALTER_EXTENSION, i, next);
        } else {
            add_step(steps, STEP_DROP_EXTENSION, i, NONE);
            add_step(steps, STEP_CREATE_EXTENSION, NONE, next);
        }
    }
    /* Extensions are not dropped: others may use them. */
    for (uint32_t i = 0; i < steps->after->extensions.count; i++)
        if (steps->new.extensions[i] == NONE)
            add_step(steps, STEP_CREATE_EXTENSION, NONE, i);
}

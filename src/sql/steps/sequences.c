/* Sequences that columns' defaults name. */
#include "sql/steps/building.h"

static uint32_t sequence_of(const SqlColumn *column)
{
    const ColumnDefault *of = column->default_value;
    return of && of->kind == DEFAULT_SEQUENCE ? of->sequence : NONE;
}

void add_sequence_steps(StepsBuilder *builder)
{
    Steps *steps = builder->steps;
    if (!steps->rules->alters_sequences)
        return;
    for (uint32_t i = 0; i < steps->before->columns.count; i++) {
        if (steps->old.columns[i] == NONE)
            continue;
        uint32_t before = sequence_of(&steps->before->columns.items[i]);
        uint32_t after = sequence_of(&steps->after->columns.items[steps->old.columns[i]]);
        if (before == NONE || after == NONE)
            continue;
        const SqlSequence *old = &steps->before->sequences.items[before];
        const SqlSequence *new = &steps->after->sequences.items[after];
        if (old->start != new->start || old->increment != new->increment ||
            old->least != new->least || old->most != new->most || old->cache != new->cache)
            add_step(steps, STEP_ALTER_SEQUENCE, before, after);
    }
}

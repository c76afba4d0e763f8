/* What others look after is left alone, whatever is different about it. */
#include "sql/steps/building.h"

/* What the places of a step are. */
typedef enum Subject {
    SUBJECT_OTHER,
    SUBJECT_TABLE,
    SUBJECT_COLUMN,
    SUBJECT_INDEX,
    SUBJECT_FOREIGN_KEY,
    SUBJECT_ENUM,
} Subject;

static const Subject subjects[] = {
    [STEP_RENAME_TABLE] = SUBJECT_TABLE,
    [STEP_RENAME_COLUMN] = SUBJECT_COLUMN,
    [STEP_RENAME_ENUM] = SUBJECT_ENUM,
    [STEP_RENAME_ENUM_VALUE] = SUBJECT_ENUM,
    [STEP_CREATE_ENUM] = SUBJECT_ENUM,
    [STEP_ALTER_ENUM] = SUBJECT_ENUM,
    [STEP_DROP_FOREIGN_KEY] = SUBJECT_FOREIGN_KEY,
    [STEP_DROP_INDEX] = SUBJECT_INDEX,
    [STEP_ALTER_TABLE] = SUBJECT_TABLE,
    [STEP_ALTER_PRIMARY_KEY] = SUBJECT_TABLE,
    [STEP_DROP_TABLE] = SUBJECT_TABLE,
    [STEP_DROP_ENUM] = SUBJECT_ENUM,
    [STEP_CREATE_TABLE] = SUBJECT_TABLE,
    [STEP_CREATE_INDEX] = SUBJECT_INDEX,
    [STEP_RENAME_FOREIGN_KEY] = SUBJECT_FOREIGN_KEY,
    [STEP_ADD_FOREIGN_KEY] = SUBJECT_FOREIGN_KEY,
    [STEP_RENAME_INDEX] = SUBJECT_INDEX,
    [STEP_REDEFINE_INDEX] = SUBJECT_INDEX,
};

static bool place_is_external(const SqlSchema *schema, Subject subject, uint32_t place)
{
    if (place == NONE)
        return false;
    switch (subject) {
    case SUBJECT_TABLE:
        return schema->tables.items[place].is_external;
    case SUBJECT_COLUMN:
        return schema->tables.items[schema->columns.items[place].table].is_external;
    case SUBJECT_INDEX:
        return schema->tables.items[schema->indexes.items[place].table].is_external;
    case SUBJECT_FOREIGN_KEY:
        return schema->tables.items[schema->foreign_keys.items[place].table].is_external;
    case SUBJECT_ENUM:
        return schema->enums.items[place].is_external;
    case SUBJECT_OTHER:
        break;
    }
    return false;
}

static bool step_is_external(const Steps *steps, const Step *step)
{
    if (step->kind >= sizeof subjects / sizeof *subjects)
        return false;
    Subject subject = subjects[step->kind];
    Subject before = step->kind == STEP_CREATE_INDEX ? SUBJECT_TABLE : subject;
    return place_is_external(steps->before, before, step->before) ||
           place_is_external(steps->after, subject, step->after);
}

void drop_external_steps(Steps *steps)
{
    size_t kept = 0;
    for (list_each(const Step, step, &steps->items))
        if (!step_is_external(steps, step))
            steps->items.items[kept++] = *step;
    steps->items.count = kept;
}

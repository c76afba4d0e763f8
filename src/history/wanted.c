#include "history/wanted.h"

#include "sql/external.h"
#include "sql/from_datamodel.h"

Comparison *wanted_compare(Arena *arena, const SqlSchema *present, const Datamodel *datamodel,
                           const DescribeRequest *describe, Text name_space, Error *error)
{
    const SqlRules *rules = describe->rules;
    SqlSchema *wanted = NEW(arena, SqlSchema);
    Comparison *comparison = NEW(arena, Comparison);
    if (!external_check(rules, describe->external, describe->external_enums, error))
        return NULL;
    sql_schema_from_datamodel(arena, datamodel, rules, name_space, wanted);
    sql_mark_external(wanted, rules, describe->external, describe->external_enums);
    *comparison = sql_compare(arena, present, wanted);
    return comparison;
}

bool wanted_steps(Arena *arena, const SqlSchema *present, const Datamodel *datamodel,
                  const DescribeRequest *describe, Text name_space, Steps *steps, Error *error)
{
    Comparison *comparison = wanted_compare(arena, present, datamodel, describe, name_space, error);
    if (!comparison)
        return false;
    steps_between(arena, comparison, describe->rules, STEPS_FORWARD, steps);
    return true;
}

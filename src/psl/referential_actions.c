#include "psl/referential_actions.h"

static bool is_required(const Datamodel *datamodel, const RelationField *from)
{
    for (uint32_t i = 0; from->fields && i < from->field_count; i++)
        if (field_is_required(&datamodel->fields.items[from->fields[i]]))
            return true;
    return field_is_required(&datamodel->fields.items[from->field]);
}

unsigned allowed_referential_actions(const Datamodel *datamodel)
{
    const Provider *provider = datamodel->provider;
    return datamodel->relation_mode == RELATION_MODE_PRISMA ? provider->emulated_actions
                                                            : provider->foreign_key_actions;
}

ReferentialAction relation_on_delete(const Datamodel *datamodel, const RelationField *from)
{
    if (from->on_delete != ACTION_NONE)
        return from->on_delete;
    if (!is_required(datamodel, from))
        return ACTION_SET_NULL;
    bool can_restrict = allowed_referential_actions(datamodel) & ACTION_BIT(ACTION_RESTRICT);
    return can_restrict ? ACTION_RESTRICT : ACTION_NO_ACTION;
}

ReferentialAction relation_on_update(const RelationField *from)
{
    return from->on_update == ACTION_NONE ? ACTION_CASCADE : from->on_update;
}

const char *referential_action_name(ReferentialAction action)
{
    static const char *const names[] = {
        [ACTION_NONE] = "",
        [ACTION_CASCADE] = "Cascade",
        [ACTION_RESTRICT] = "Restrict",
        [ACTION_NO_ACTION] = "NoAction",
        [ACTION_SET_NULL] = "SetNull",
        [ACTION_SET_DEFAULT] = "SetDefault",
    };
    return names[action];
}

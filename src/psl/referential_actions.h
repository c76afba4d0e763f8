/* What happens to the records that refer when the record referred to is deleted or changed. */
#ifndef DUNLIN_PSL_REFERENTIAL_ACTIONS_H
#define DUNLIN_PSL_REFERENTIAL_ACTIONS_H

#include "psl/datamodel.h"

/* As written, or the default. By deletion: optional relations are set to null; required ones are
 * restricted, where the product knows that action, or else left alone. A relation counts as
 * required when one of its columns is, even if the relation field is optional. */
ReferentialAction relation_on_delete(const Datamodel *datamodel, const RelationField *from);

/* As written, or Cascade. */
ReferentialAction relation_on_update(const RelationField *from);

/* ACTION_BIT()s that may be written in this schema. */
unsigned allowed_referential_actions(const Datamodel *datamodel);

/* The action changes records: it is not one that only forbids. */
static inline bool referential_action_modifies(ReferentialAction action)
{
    return action != ACTION_NO_ACTION && action != ACTION_RESTRICT;
}

/* "Cascade" and so on; "" for ACTION_NONE. */
const char *referential_action_name(ReferentialAction action);

#endif

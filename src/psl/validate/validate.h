/* The rules that a resolved datamodel must keep. */
#ifndef DUNLIN_PSL_VALIDATE_VALIDATE_H
#define DUNLIN_PSL_VALIDATE_VALIDATE_H

#include "psl/datamodel.h"

/* Checks everything that needs more than one attribute to tell, in Prisma's order. Called when
 * nothing before it found an error. */
void datamodel_validate(Arena *arena, const Datamodel *datamodel, Diagnostics *diagnostics);

#endif

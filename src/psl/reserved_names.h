/* Names that no model, view or enum may have. */
#ifndef DUNLIN_PSL_RESERVED_NAMES_H
#define DUNLIN_PSL_RESERVED_NAMES_H

#include "base/text.h"

/* True for names that Prisma's client cannot give to a type. */
bool name_is_reserved(Text name);

#endif

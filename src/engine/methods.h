/* The methods of the engine's protocol, as a table. A method writes the member "result" of the
 * answer when there is nothing left that can fail. */
#ifndef DUNLIN_ENGINE_METHODS_H
#define DUNLIN_ENGINE_METHODS_H

#include "engine/request.h"

#define METHOD(identifier, name) bool method_##identifier(Request *request, Error *error);
#include "engine/methods.def"
#undef METHOD

typedef struct Method {
    const char *name;
    bool (*run)(Request *request, Error *error);
} Method;

/* The method of that name, or NULL. */
const Method *method_find(Text name);

#endif

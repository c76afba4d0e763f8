#include "engine/methods.h"

static const Method methods[] = {
#define METHOD(identifier, name) {name, method_##identifier},
#include "engine/methods.def"
#undef METHOD
};

const Method *method_find(Text name)
{
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++)
        if (text_is(name, methods[i].name))
            return &methods[i];
    return NULL;
}

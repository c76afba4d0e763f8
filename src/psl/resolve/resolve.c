#include "psl/resolve/resolve.h"

#include "psl/resolve/resolver.h"

void datamodel_resolve(Arena *arena, Datamodel *datamodel, const SchemaOptions *options,
                       Diagnostics *diagnostics)
{
    Arena *scratch = arena_new();
    Arena *attributes = arena_new();
    Arena *arguments = arena_new();
    Resolver resolver = {.arena = arena,
                         .scratch = scratch,
                         .datamodel = datamodel,
                         .options = options,
                         .diagnostics = diagnostics,
                         .tops = MAP(scratch),
                         .attributes = attributes,
                         .arguments = arguments};
    resolve_names(&resolver);
    resolve_types(&resolver);
    resolve_attributes(&resolver);
    resolve_relations(&resolver);
    arena_free(arguments);
    arena_free(attributes);
    arena_free(scratch);
}

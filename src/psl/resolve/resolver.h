/* What the files of this folder share. They run in this order: names, types, attributes, relations.
 */
#ifndef DUNLIN_PSL_RESOLVE_RESOLVER_H
#define DUNLIN_PSL_RESOLVE_RESOLVER_H

#include "base/map.h"
#include "psl/resolve/resolve.h"

/* A block as a type: what its name stands for. */
typedef struct Top {
    BlockKind kind;
    uint32_t index; /* into the datamodel's list of that kind; models and views share one */
} Top;

typedef struct Resolver {
    Arena *arena;
    Arena *scratch; /* dies with the resolver */
    Datamodel *datamodel;
    const SchemaOptions *options;
    Diagnostics *diagnostics;
    Map tops; /* name to Top: models, views, enums and types */
    /* By the block's index, NULL until a large block is searched: its members' places. */
    Map **model_members;
    Map **type_members;
    Map **enum_members;
    Arena *attributes;        /* emptied behind every set of attributes */
    Arena *arguments;         /* emptied behind every attribute */
    struct ModelState *state; /* of the model whose attributes are read */
} Resolver;

static inline Text text_at(const Resolver *resolver, Span span)
{
    return source_text(resolver->datamodel->source, span);
}

/* Where the field or value of that name is in its block, or NONE; of several, the last one. */
uint32_t member_find(Resolver *resolver, BlockKind kind, uint32_t index, Text name);

/* names.c: makes the models, enums and types with their fields, of unknown type yet. */
void resolve_names(Resolver *resolver);

/* types.c: what the fields' types refer to. */
void resolve_types(Resolver *resolver);

/* attributes.c: what the attributes say. */
void resolve_attributes(Resolver *resolver);

/* relations.c: which fields are two ends of one relation. */
void resolve_relations(Resolver *resolver);

#endif

/* What is gathered of one model while its attributes are read. */
#ifndef DUNLIN_PSL_RESOLVE_MODEL_STATE_H
#define DUNLIN_PSL_RESOLVE_MODEL_STATE_H

#include "psl/resolve/attribute.h"

typedef struct ModelState {
    uint32_t model;
    bool has_primary_key;
    Index primary_key;
    LIST_OF(Index) indexes; /* in scratch memory */
    bool has_shard_key;
    uint32_t shard_key_field; /* with @shardKey, or NONE */
    Map mapped;               /* database names of its fields, in scratch memory */
} ModelState;

/* index_attributes.c: ids, uniques, indexes and shard keys, of fields and of models */
void read_field_id(Arguments *arguments, const AttributeOwner *owner);
void read_field_unique(Arguments *arguments, const AttributeOwner *owner);
void read_field_shard_key(Arguments *arguments, const AttributeOwner *owner);
void read_model_id(Arguments *arguments, const AttributeOwner *owner);
void read_model_unique(Arguments *arguments, const AttributeOwner *owner);
void read_model_index(Arguments *arguments, const AttributeOwner *owner);
void read_model_fulltext(Arguments *arguments, const AttributeOwner *owner);
void read_model_shard_key(Arguments *arguments, const AttributeOwner *owner);

/* relation_attribute.c: @relation */
void read_relation(Arguments *arguments, const AttributeOwner *owner);

/* default_attribute.c: @default */
void read_default(Arguments *arguments, const AttributeOwner *owner);

/* The name of the model that the owner is or belongs to. */
static inline Text owner_model_name(const Arguments *arguments, const AttributeOwner *owner)
{
    return model_name(arguments->resolver->datamodel, owner->model);
}

#endif

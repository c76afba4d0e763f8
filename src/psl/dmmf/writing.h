/* What the files that write the document for generators share. */
#ifndef DUNLIN_PSL_DMMF_WRITING_H
#define DUNLIN_PSL_DMMF_WRITING_H

#include "psl/dmmf.h"

typedef struct Dmmf {
    JsonWriter *json;
    const Datamodel *datamodel;
    Arena *scratch; /* rewound after each item */
} Dmmf;

static inline void write_text_or_null(const Dmmf *dmmf, const char *name, Text text)
{
    if (text_is_none(text))
        json_add_null(dmmf->json, name);
    else
        json_add_text(dmmf->json, name, text);
}

static inline void write_text_if_any(const Dmmf *dmmf, const char *name, Text text)
{
    if (!text_is_none(text))
        json_add_text(dmmf->json, name, text);
}

/* --- default.c --- */

/* Adds the member "default" of a field that has one. */
void dmmf_write_default(const Dmmf *dmmf, const Field *field);

/* --- index.c --- */

/* Adds the members "primaryKey", "uniqueFields" and "uniqueIndexes" of a model. */
void dmmf_write_keys(const Dmmf *dmmf, const Model *model);

/* Adds all indexes of a model to the list of all indexes. */
void dmmf_write_indexes(const Dmmf *dmmf, const Model *model);

/* The field that a unique of one field makes unique, as its place within the model; NONE for other
 * indexes. */
uint32_t dmmf_unique_field(const Dmmf *dmmf, const Model *model, const Index *index);

#endif

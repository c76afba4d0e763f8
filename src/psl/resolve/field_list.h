/* Lists of fields, as in @@index([a, b(sort: Desc)]) and fields: [a, b]. */
#ifndef DUNLIN_PSL_RESOLVE_FIELD_LIST_H
#define DUNLIN_PSL_RESOLVE_FIELD_LIST_H

#include "base/buffer.h"
#include "psl/resolve/attribute.h"

/* What may stand in the list. */
typedef enum FieldListForm {
    FIELDS_PLAIN = 0,
    FIELDS_WITH_ARGUMENTS = 1 << 0, /* a(sort: Desc) */
    FIELDS_WITH_PATHS = 1 << 1,     /* a.b: a field of a composite type */
} FieldListForm;

typedef struct FieldList {
    IndexField *items;
    uint32_t count;
    Buffer unknown; /* names that were not found, with commas between them */
    Buffer related; /* names of fields that are no columns */
    bool reported;  /* something else was wrong, and has been reported */
} FieldList;

/* Reads a list of fields of a model; one field needs no brackets. True when all of it is well;
 * otherwise `unknown` and `related` are the caller's to report, unless `reported` is set. */
bool field_list_read(Arguments *arguments, const Expression *list, uint32_t model, int form,
                     FieldList *fields);

#endif

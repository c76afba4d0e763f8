/* Without foreign keys it is Prisma that looks for the records that refer: that needs an index. */
#include <stdlib.h>

#include "psl/validate/rules.h"

/* The list of fields of an index or of a relation. */
typedef struct FieldList {
    const Index *index; /* or NULL */
    const uint32_t *fields;
    uint32_t count;
} FieldList;

static uint32_t field_of(const FieldList *list, uint32_t i)
{
    return list->index ? list->index->fields[i].field : list->fields[i];
}

/* By the first fields in which they differ, as words in a dictionary. */
static int compare_lists(const void *left, const void *right)
{
    const FieldList *a = left;
    const FieldList *b = right;
    for (uint32_t i = 0; i < a->count && i < b->count; i++)
        if (field_of(a, i) != field_of(b, i))
            return field_of(a, i) < field_of(b, i) ? -1 : 1;
    return a->count < b->count ? -1 : a->count > b->count;
}

static FieldList list_of(const Index *index)
{
    return (FieldList){.index = index, .count = index->field_count};
}

static size_t sorted_indexes(Validation *v, const Model *model, FieldList **lists)
{
    const Index *key = model_primary_key(v->datamodel, model);
    size_t count = 0;
    *lists = NEW_ARRAY(v->scratch, FieldList, (size_t)model->index_count + 1);
    for (indexes_each(index, v->datamodel, model))
        (*lists)[count++] = list_of(index);
    if (key)
        (*lists)[count++] = list_of(key);
    qsort(*lists, count, sizeof **lists, compare_lists);
    return count;
}

/* Whether an index begins with the fields: the first list that is not smaller does, or none. */
static bool is_indexed(const FieldList *wanted, const FieldList *lists, size_t count)
{
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (compare_lists(&lists[middle], wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == count || lists[low].count < wanted->count)
        return false;
    for (uint32_t i = 0; i < wanted->count; i++)
        if (field_of(&lists[low], i) != field_of(wanted, i))
            return false;
    return true;
}

void relation_indexes_collect(Validation *v, const Model *model)
{
    v->index_lists = NULL;
    if (v->datamodel->relation_mode == RELATION_MODE_PRISMA &&
        validation_can(v, CAPABILITY_RELATION_INDEX_HINT))
        v->index_list_count = sorted_indexes(v, model, &v->index_lists);
}

void relation_fields_are_indexed(Validation *v, const RelationField *end)
{
    FieldList wanted = {.fields = end->fields, .count = end->field_count};
    if (!v->index_lists || !end->fields || is_indexed(&wanted, v->index_lists, v->index_list_count))
        return;
    diagnose_warning(v->diagnostics, end->attribute->span,
                     "no index begins with the fields of this relation, and without foreign keys "
                     "none is made");
    diagnose_hint(v->diagnostics, "add @@index([...]) of these fields");
}

/* Which lists of fields are the fields of an id or a unique. */
#include <stdlib.h>
#include <string.h>

#include "psl/validate/rules.h"

enum { IN_ANY_ORDER, IN_ORDER, ORDER_COUNT };

static int compare_texts(const void *left, const void *right)
{
    return text_compare(*(const Text *)left, *(const Text *)right);
}

/* The model and the names, which have no commas, as a key. Sorts `names` for IN_ANY_ORDER. */
static Text key_of(Validation *v, uint32_t model, Text *names, uint32_t count, int order)
{
    Buffer *key = &v->name;
    buffer_clear(key);
    buffer_add(key, (Text){(const char *)&model, sizeof model});
    buffer_add_char(key, order == IN_ORDER ? '=' : '~');
    if (order == IN_ANY_ORDER)
        qsort(names, count, sizeof *names, compare_texts);
    for (uint32_t i = 0; i < count; i++) {
        buffer_add(key, names[i]);
        buffer_add_char(key, ',');
    }
    return buffer_text(key);
}

/* One column needs no key: it is marked. */
static bool is_column(const Index *index)
{
    return index->field_count == 1 && index->fields[0].path_count == 0;
}

static void collect(Validation *v, const Index *index)
{
    static char yes;
    if (index->kind != INDEX_PRIMARY_KEY && index->kind != INDEX_UNIQUE)
        return;
    if (is_column(index)) {
        v->unique_columns[index->fields[0].field] = true;
        return;
    }
    if (index->field_count > v->most_fields && !index->fields[0].path_count)
        return; /* no relation has so many */
    ArenaMark mark = arena_mark(v->scratch);
    Text *names = NEW_ARRAY(v->scratch, Text, (size_t)index->field_count + 1);
    for (uint32_t i = 0; i < index->field_count; i++)
        names[i] = field_name(v->datamodel, index_field_target(v->datamodel, &index->fields[i]));
    for (int order = ORDER_COUNT - 1; order >= 0; order--) { /* sorts `names` last */
        Text key = key_of(v, index->model, names, index->field_count, order);
        if (!map_get(&v->uniques, key))
            map_set(&v->uniques, text_copy(v->arena, key), &yes);
    }
    arena_rewind(v->scratch, mark);
}

/* Only models at which a relation points, or that have its fields, are asked for. */
void unique_criteria_collect(Validation *v)
{
    const Datamodel *datamodel = v->datamodel;
    v->uniques = MAP(v->arena);
    v->unique_columns = NEW_ARRAY(v->arena, bool, datamodel->fields.count + 1);
    for (list_each(const RelationField, end, &datamodel->relation_fields)) {
        uint32_t most =
            end->field_count > end->reference_count ? end->field_count : end->reference_count;
        v->most_fields = most > v->most_fields ? most : v->most_fields;
    }
    ArenaMark mark = arena_mark(v->scratch);
    bool *is_asked = NEW_ARRAY(v->scratch, bool, datamodel->models.count + 1);
    for (list_each(const Relation, relation, &datamodel->relations))
        is_asked[relation->model_a] = is_asked[relation->model_b] = true;
    for (list_each(const Index, index, &datamodel->indexes))
        if (is_asked[index->model])
            collect(v, index);
    arena_rewind(v->scratch, mark);
}

bool fields_are_unique(Validation *v, uint32_t model, const uint32_t *fields, uint32_t count,
                       bool in_order)
{
    if (count == 1 && v->unique_columns[fields[0]])
        return true;
    if (v->uniques.entries.count == 0)
        return false;
    ArenaMark mark = arena_mark(v->scratch);
    Text *names = NEW_ARRAY(v->scratch, Text, (size_t)count + 1);
    for (uint32_t i = 0; i < count; i++)
        names[i] = field_name(v->datamodel, &v->datamodel->fields.items[fields[i]]);
    Text key = key_of(v, model, names, count, in_order ? IN_ORDER : IN_ANY_ORDER);
    bool found = map_get(&v->uniques, key);
    arena_rewind(v->scratch, mark);
    return found;
}

/* Which relation fields are the two ends of one relation. */
#include "base/buffer.h"
#include "psl/resolve/resolver.h"

/* Fewer relation fields of a model are looked through one by one. */
#define FEW_RELATIONS 16

/* Fields between the same two models under the same name, in their order. */
typedef struct Pairing {
    uint32_t first;
    uint32_t last;
} Pairing;

/* The relation fields of one model, which lie side by side. */
typedef struct Run {
    uint32_t first;
    uint32_t count;
} Run;

typedef struct Pairings {
    Resolver *resolver;
    Run *runs;      /* by model */
    Map by_key;     /* key_of() to Pairing, of the models with many relation fields */
    uint32_t *next; /* by relation field: the next one of its pairing, or NONE */
} Pairings;

static const Field *field_of(const Datamodel *datamodel, const RelationField *relation)
{
    return &datamodel->fields.items[relation->field];
}

static void find_runs(Pairings *pairings)
{
    const Datamodel *datamodel = pairings->resolver->datamodel;
    pairings->runs = NEW_ARRAY(pairings->resolver->scratch, Run, datamodel->models.count);
    for (uint32_t i = 0; i < datamodel->relation_fields.count; i++) {
        Run *run =
            &pairings->runs[field_of(datamodel, &datamodel->relation_fields.items[i])->owner];
        if (run->count++ == 0)
            run->first = i;
    }
}

/* Two models and a name, as one text. */
static Text key_of(Arena *arena, uint32_t from, uint32_t to, Text name)
{
    Buffer key = BUFFER(arena);
    buffer_add(&key, (Text){(const char *)&from, sizeof from});
    buffer_add(&key, (Text){(const char *)&to, sizeof to});
    buffer_add_char(&key, text_is_none(name) ? 0 : 1);
    if (!text_is_none(name))
        buffer_add(&key, name);
    return buffer_text(&key);
}

static void add_pairing(Pairings *pairings, uint32_t index)
{
    const Datamodel *datamodel = pairings->resolver->datamodel;
    const RelationField *relation = &datamodel->relation_fields.items[index];
    const Field *field = field_of(datamodel, relation);
    if (pairings->runs[field->owner].count <= FEW_RELATIONS)
        return;
    Text key = key_of(pairings->resolver->scratch, field->owner, field->type, relation->name);
    Pairing *pairing = map_get(&pairings->by_key, key);
    pairings->next[index] = NONE;
    if (pairing) {
        pairings->next[pairing->last] = index;
        pairing->last = index;
        return;
    }
    pairing = NEW(pairings->resolver->scratch, Pairing);
    *pairing = (Pairing){index, index};
    map_set(&pairings->by_key, key, pairing);
}

static bool have_one_name(Text a, Text b)
{
    return text_is_none(a) == text_is_none(b) && text_equal(a, b);
}

static uint32_t search_run(const Datamodel *datamodel, Run run, uint32_t index)
{
    const RelationField *relation = &datamodel->relation_fields.items[index];
    uint32_t owner = field_of(datamodel, relation)->owner;
    for (uint32_t i = run.first; i < run.first + run.count; i++) {
        const RelationField *other = &datamodel->relation_fields.items[i];
        if (i != index && field_of(datamodel, other)->type == owner &&
            have_one_name(other->name, relation->name))
            return i;
    }
    return NONE;
}

/* The other end: the first field of the other model that refers back under the same name. */
static uint32_t opposite_of(Pairings *pairings, uint32_t index)
{
    const Datamodel *datamodel = pairings->resolver->datamodel;
    const RelationField *relation = &datamodel->relation_fields.items[index];
    const Field *field = field_of(datamodel, relation);
    Run run = pairings->runs[field->type];
    if (run.count <= FEW_RELATIONS)
        return search_run(datamodel, run, index);
    ArenaMark mark = arena_mark(pairings->resolver->arguments);
    Text key = key_of(pairings->resolver->arguments, field->type, field->owner, relation->name);
    const Pairing *pairing = map_get(&pairings->by_key, key);
    arena_rewind(pairings->resolver->arguments, mark);
    if (!pairing)
        return NONE;
    return pairing->first == index ? pairings->next[index] : pairing->first;
}

/* Whether the fields are those of a unique, in the same order. */
static bool are_unique(const Datamodel *datamodel, const Model *model,
                       const RelationField *relation)
{
    for (uint32_t i = 0; i < model->index_count; i++) {
        const Index *index = &datamodel->indexes.items[model->first_index + i];
        if (index->kind != INDEX_UNIQUE || index->field_count != relation->field_count)
            continue;
        uint32_t same = 0;
        while (same < index->field_count && index->fields[same].path_count == 0 &&
               index->fields[same].field == relation->fields[same])
            same++;
        if (same == index->field_count)
            return true;
    }
    return false;
}

/* By the models' names, then by the fields'. */
static int compare_ends(const Datamodel *datamodel, const Field *a, const Field *b)
{
    int order = text_compare(model_name(datamodel, field_model(datamodel, a)),
                             model_name(datamodel, field_model(datamodel, b)));
    return order ? order : text_compare(field_name(datamodel, a), field_name(datamodel, b));
}

static void add_relation(Resolver *resolver, Relation relation)
{
    Datamodel *datamodel = resolver->datamodel;
    uint32_t index = (uint32_t)datamodel->relations.count;
    if (relation.field_a != NONE)
        datamodel->relation_fields.items[relation.field_a].relation = index;
    if (relation.field_b != NONE)
        datamodel->relation_fields.items[relation.field_b].relation = index;
    list_add(resolver->arena, &datamodel->relations, relation);
}

/* Lists on both ends. A is the model whose name comes first; within one model, the field. */
static bool is_side_a_of_many(const Datamodel *datamodel, const Field *field, const Field *other)
{
    if (field->owner == other->owner)
        return text_compare(field_name(datamodel, field), field_name(datamodel, other)) <= 0;
    return text_compare(model_name(datamodel, field_model(datamodel, field)),
                        model_name(datamodel, field_model(datamodel, other))) <= 0;
}

/* No list on either end. A is the required one, or else the one that says `fields`. */
static bool is_side_a_of_one(const Datamodel *datamodel, const RelationField *relation,
                             const RelationField *opposite)
{
    const Field *field = field_of(datamodel, relation);
    const Field *other = field_of(datamodel, opposite);
    if (field_is_required(field) != field_is_required(other))
        return field_is_required(field);
    if (!field_is_required(field) && relation->fields)
        return true;
    if (!field_is_required(field) && opposite->fields)
        return false;
    return compare_ends(datamodel, field, other) <= 0;
}

static void pair(Resolver *resolver, uint32_t index, uint32_t opposite_index)
{
    Datamodel *datamodel = resolver->datamodel;
    const RelationField *relation = &datamodel->relation_fields.items[index];
    const RelationField *opposite = &datamodel->relation_fields.items[opposite_index];
    const Field *field = field_of(datamodel, relation);
    const Field *other = field_of(datamodel, opposite);
    Relation made = {.model_a = field->owner,
                     .model_b = field->type,
                     .field_a = index,
                     .field_b = opposite_index,
                     .name = relation->name};
    if (field_is_list(field) && field_is_list(other)) {
        made.kind = relation->fields || opposite->fields ? RELATION_EMBEDDED_MANY_TO_MANY
                                                         : RELATION_IMPLICIT_MANY_TO_MANY;
        if (is_side_a_of_many(datamodel, field, other))
            add_relation(resolver, made);
    } else if (field_is_list(other)) {
        made.kind = RELATION_ONE_TO_MANY;
        add_relation(resolver, made);
    } else if (!field_is_list(field)) {
        made.kind = RELATION_ONE_TO_ONE;
        if (is_side_a_of_one(datamodel, relation, opposite))
            add_relation(resolver, made);
    }
}

/* A relation of which only one end was written. */
static void add_lone(Resolver *resolver, uint32_t index)
{
    const Datamodel *datamodel = resolver->datamodel;
    const RelationField *relation = &datamodel->relation_fields.items[index];
    const Field *field = field_of(datamodel, relation);
    Relation made = {.kind = RELATION_ONE_TO_MANY,
                     .model_a = field->owner,
                     .model_b = field->type,
                     .field_a = index,
                     .field_b = NONE,
                     .name = relation->name};
    if (field_is_list(field)) {
        made.model_a = field->type;
        made.model_b = field->owner;
        made.field_a = NONE;
        made.field_b = index;
    } else if (relation->fields && are_unique(datamodel, field_model(datamodel, field), relation)) {
        made.kind = RELATION_ONE_TO_ONE;
    }
    add_relation(resolver, made);
}

void resolve_relations(Resolver *resolver)
{
    Datamodel *datamodel = resolver->datamodel;
    size_t count = datamodel->relation_fields.count;
    Pairings pairings = {.resolver = resolver,
                         .by_key = MAP(resolver->scratch),
                         .next = NEW_ARRAY(resolver->scratch, uint32_t, count)};
    find_runs(&pairings);
    datamodel->relations.items = NEW_ARRAY(resolver->arena, Relation, count);
    datamodel->relations.capacity = count;
    for (uint32_t i = 0; i < count; i++)
        add_pairing(&pairings, i);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t opposite = opposite_of(&pairings, i);
        if (opposite == NONE)
            add_lone(resolver, i);
        else
            pair(resolver, i, opposite);
    }
}

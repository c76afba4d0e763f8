/* Names that must be the only ones: of constraints, of tables and enums in the database, and what
 * the client calls ids and uniques. */
#include <string.h>

#include "psl/constraint_names.h"
#include "psl/validate/rules.h"

typedef enum ConstraintKind {
    CONSTRAINT_PRIMARY_KEY, /* number: of the index */
    CONSTRAINT_INDEX,       /* of the index */
    CONSTRAINT_FOREIGN_KEY, /* of the relation */
    CONSTRAINT_DEFAULT,     /* of the field */
} ConstraintKind;

/* Scopes that hold one name for all models of a schema; the others have one for each model. */
enum {
    GLOBAL_SCOPES = SCOPE_GLOBAL_KEY_INDEX | SCOPE_GLOBAL_FOREIGN_KEY |
                    SCOPE_GLOBAL_PRIMARY_KEY_KEY_INDEX |
                    SCOPE_GLOBAL_PRIMARY_KEY_FOREIGN_KEY_DEFAULT,
};

/* In which scopes a constraint's name counts, and in which a clash is its own fault. */
static const struct {
    unsigned counts;
    unsigned checked;
} scopes_of[] = {
    [CONSTRAINT_PRIMARY_KEY] =
        {SCOPE_GLOBAL_PRIMARY_KEY_KEY_INDEX | SCOPE_GLOBAL_PRIMARY_KEY_FOREIGN_KEY_DEFAULT |
             SCOPE_MODEL_PRIMARY_KEY_KEY_INDEX | SCOPE_MODEL_PRIMARY_KEY_KEY_INDEX_FOREIGN_KEY,
         SCOPE_GLOBAL_PRIMARY_KEY_KEY_INDEX | SCOPE_GLOBAL_PRIMARY_KEY_FOREIGN_KEY_DEFAULT |
             SCOPE_MODEL_PRIMARY_KEY_KEY_INDEX | SCOPE_MODEL_PRIMARY_KEY_KEY_INDEX_FOREIGN_KEY},
    [CONSTRAINT_INDEX] = {SCOPE_GLOBAL_KEY_INDEX | SCOPE_GLOBAL_PRIMARY_KEY_KEY_INDEX |
                              SCOPE_MODEL_KEY_INDEX | SCOPE_MODEL_PRIMARY_KEY_KEY_INDEX |
                              SCOPE_MODEL_PRIMARY_KEY_KEY_INDEX_FOREIGN_KEY,
                          SCOPE_GLOBAL_KEY_INDEX | SCOPE_GLOBAL_PRIMARY_KEY_KEY_INDEX |
                              SCOPE_MODEL_KEY_INDEX | SCOPE_MODEL_PRIMARY_KEY_KEY_INDEX},
    [CONSTRAINT_FOREIGN_KEY] = {SCOPE_GLOBAL_FOREIGN_KEY |
                                    SCOPE_GLOBAL_PRIMARY_KEY_FOREIGN_KEY_DEFAULT |
                                    SCOPE_MODEL_PRIMARY_KEY_KEY_INDEX_FOREIGN_KEY,
                                SCOPE_GLOBAL_FOREIGN_KEY |
                                    SCOPE_GLOBAL_PRIMARY_KEY_FOREIGN_KEY_DEFAULT |
                                    SCOPE_MODEL_PRIMARY_KEY_KEY_INDEX_FOREIGN_KEY},
    [CONSTRAINT_DEFAULT] = {SCOPE_GLOBAL_PRIMARY_KEY_FOREIGN_KEY_DEFAULT,
                            SCOPE_GLOBAL_PRIMARY_KEY_FOREIGN_KEY_DEFAULT},
};

/* A constraint as a number of a NameTable: its kind, whether its name clashes, and its place. */
enum { KIND_MASK = 3, CLASHES = 4, NUMBER_SHIFT = 3 };

static uint32_t constraint_number(ConstraintKind kind, size_t index)
{
    return (uint32_t)(index + 1) << NUMBER_SHIFT | (uint32_t)kind;
}

/* What keeps names of different owners apart: the model, or the schema. */
static void add_owner(const Validation *v, uint32_t model, bool is_global, Buffer *out)
{
    uint32_t owner = model;
    const Text schema = v->datamodel->models.items[model].schema;
    if (is_global)
        owner = text_is_none(schema) ? NONE : (uint32_t)schema.length;
    buffer_add(out, (Text){(const char *)&owner, sizeof owner});
    if (is_global)
        buffer_add(out, schema);
}

/* The model whose scope the foreign key's name counts in. Where only the end that refers to nothing
 * is written, the name counts for that end's model, though it is checked in the other one. */
static uint32_t holder_of(const Relation *relation)
{
    return relation->field_a == NONE ? relation->model_b : relation->model_a;
}

/* The constraint's name behind its owner. */
static void spell(const Validation *v, uint32_t number, bool is_global, Buffer *out)
{
    const Datamodel *datamodel = v->datamodel;
    uint32_t place = (number >> NUMBER_SHIFT) - 1;
    buffer_clear(out);
    switch ((ConstraintKind)(number & KIND_MASK)) {
    case CONSTRAINT_PRIMARY_KEY:
    case CONSTRAINT_INDEX: {
        const Index *index = &datamodel->indexes.items[place];
        add_owner(v, index->model, is_global, out);
        index_constraint_name(datamodel, index, out);
        break;
    }
    case CONSTRAINT_FOREIGN_KEY: {
        const Relation *relation = &datamodel->relations.items[place];
        add_owner(v, is_global ? relation->model_a : holder_of(relation), is_global, out);
        relation_constraint_name(datamodel, relation, out);
        break;
    }
    case CONSTRAINT_DEFAULT: {
        const Field *field = &datamodel->fields.items[place];
        add_owner(v, field->owner, is_global, out);
        default_constraint_name(datamodel, field, out);
        break;
    }
    }
}

static Text spell_global(void *context, uint32_t number)
{
    Validation *v = context;
    spell(v, number, true, &v->other_name);
    return buffer_text(&v->other_name);
}

static Text spell_local(void *context, uint32_t number)
{
    Validation *v = context;
    spell(v, number, false, &v->other_name);
    return buffer_text(&v->other_name);
}

static uint32_t model_of(const Validation *v, uint32_t number)
{
    const Datamodel *datamodel = v->datamodel;
    uint32_t place = (number >> NUMBER_SHIFT) - 1;
    switch ((ConstraintKind)(number & KIND_MASK)) {
    case CONSTRAINT_PRIMARY_KEY:
    case CONSTRAINT_INDEX:
        return datamodel->indexes.items[place].model;
    case CONSTRAINT_FOREIGN_KEY:
        return holder_of(&datamodel->relations.items[place]);
    case CONSTRAINT_DEFAULT:
        return datamodel->fields.items[place].owner;
    }
    return NONE;
}

/* Makes the spelt global name, if it is in no schema, the model's. */
static bool give_to_model(Validation *v, uint32_t number)
{
    uint32_t owner;
    memcpy(&owner, v->name.data, sizeof owner);
    if (owner != NONE)
        return false;
    owner = model_of(v, number);
    memcpy(v->name.data, &owner, sizeof owner);
    return true;
}

/* Counts the constraint in all its scopes. */
static void count(Validation *v, ConstraintKind kind, size_t index)
{
    uint32_t number = constraint_number(kind, index);
    unsigned scopes = v->provider->scopes & scopes_of[kind].counts;
    bool is_spelled = false;
    for (int i = 0; scopes >> i != 0; i++) {
        unsigned scope = 1u << i;
        bool is_global = scope & GLOBAL_SCOPES;
        if (!(scopes & scope))
            continue;
        /* The owner is most of the difference, and global scopes come first. */
        if (!is_spelled || is_global || !give_to_model(v, number))
            spell(v, number, is_global, &v->name);
        is_spelled = true;
        uint32_t *place = name_table_place(&v->constraints[i], buffer_text(&v->name));
        if (*place)
            v->clashing_scopes |= scope;
        *place = *place ? *place | CLASHES : number;
    }
}

void constraint_names_collect(Validation *v)
{
    const Datamodel *datamodel = v->datamodel;
    for (int i = 0; i < SCOPE_COUNT; i++) {
        bool is_global = 1u << i & GLOBAL_SCOPES;
        v->constraints[i] = (NameTable){
            .arena = v->arena, .spell = is_global ? spell_global : spell_local, .context = v};
        if (v->provider->scopes & 1u << i)
            name_table_reserve(&v->constraints[i], datamodel->indexes.count);
    }
    bool are_keys_named = validation_can(v, CAPABILITY_NAMED_PRIMARY_KEYS);
    for (size_t i = 0; i < datamodel->indexes.count; i++) {
        if (datamodel->indexes.items[i].kind != INDEX_PRIMARY_KEY)
            count(v, CONSTRAINT_INDEX, i);
        else if (are_keys_named)
            count(v, CONSTRAINT_PRIMARY_KEY, i);
    }
    for (size_t i = 0; i < datamodel->relations.count; i++) {
        const Relation *relation = &datamodel->relations.items[i];
        if (relation->kind <= RELATION_ONE_TO_MANY &&
            !datamodel->models.items[relation->model_a].is_view)
            count(v, CONSTRAINT_FOREIGN_KEY, i);
    }
    for (size_t i = 0; i < datamodel->fields.count; i++) {
        const Field *field = &datamodel->fields.items[i];
        if (field->default_value && !field->in_type && is_scalar_field(field))
            count(v, CONSTRAINT_DEFAULT, i);
    }
}

/* Reports the constraint of a model once for each scope in which its name is not the only one. */
static void name_is_free(Validation *v, uint32_t number, uint32_t model, Span span)
{
    unsigned scopes = v->clashing_scopes & scopes_of[number & KIND_MASK].checked;
    for (int i = 0; scopes >> i != 0; i++) {
        unsigned scope = 1u << i;
        bool is_global = scope & GLOBAL_SCOPES;
        if (!(scopes & scope))
            continue;
        spell(v, number, is_global, &v->name);
        if (!is_global)
            memcpy(v->name.data, &model, sizeof model);
        if (!(name_table_get(&v->constraints[i], buffer_text(&v->name)) & CLASHES))
            continue;
        size_t owner =
            sizeof model + (is_global ? v->datamodel->models.items[model].schema.length : 0);
        Text name = text_slice(buffer_text(&v->name), owner, v->name.length);
        diagnose_error(v->diagnostics, span, "the constraint name '%.*s' is used more than once%s",
                       TEXT_ARG(name), is_global ? "" : " in the model");
        diagnose_hint(v->diagnostics, "give it another name: map: \"...\"");
    }
}

static uint32_t index_number(const Validation *v, ConstraintKind kind, const Index *index)
{
    return constraint_number(kind, (size_t)(index - v->datamodel->indexes.items));
}

void primary_key_name_is_free(Validation *v, const Index *key)
{
    if (!validation_can(v, CAPABILITY_NAMED_PRIMARY_KEYS))
        return;
    mapped_name_fits(v, key->attribute, key->mapped_name);
    if (!v->clashing_scopes)
        return;
    Span span = argument_span(v->datamodel, key->attribute, "map");
    name_is_free(v, index_number(v, CONSTRAINT_PRIMARY_KEY, key), key->model,
                 span_or(span, key->attribute->span));
}

void index_name_is_free(Validation *v, const Index *index)
{
    if (!v->clashing_scopes)
        return;
    Span span = span_or(argument_span(v->datamodel, index->attribute, "map"),
                        argument_span(v->datamodel, index->attribute, "name"));
    name_is_free(v, index_number(v, CONSTRAINT_INDEX, index), index->model,
                 span_or(span, index->attribute->span));
}

void default_name_is_free(Validation *v, const Field *field)
{
    if (!field->default_value || !v->clashing_scopes)
        return;
    size_t place = (size_t)(field - v->datamodel->fields.items);
    Span span = argument_span(v->datamodel, field->default_value->attribute, "map");
    name_is_free(v, constraint_number(CONSTRAINT_DEFAULT, place), field->owner,
                 span_or(span, field->ast->span));
}

void foreign_key_name_is_free(Validation *v, const Relation *relation)
{
    if (!v->clashing_scopes)
        return;
    const Datamodel *datamodel = v->datamodel;
    const RelationField *from = relation_end(datamodel, relation->field_a);
    Span span = datamodel->models.items[relation->model_b].ast->span;
    if (from)
        span = span_or(argument_span(datamodel, from->attribute, "map"),
                       end_field(datamodel, from)->ast->span);
    size_t place = (size_t)(relation - datamodel->relations.items);
    name_is_free(v, constraint_number(CONSTRAINT_FOREIGN_KEY, place), relation->model_a, span);
}

void mapped_name_fits(Validation *v, const AstAttribute *attribute, Text name)
{
    size_t limit = v->provider->max_identifier_length;
    if (name.length > limit)
        diagnose_error(
            v->diagnostics, attribute->span,
            "the constraint name '%.*s' is longer than %zu bytes, the most that %s takes",
            TEXT_ARG(name), limit, v->provider->product);
}

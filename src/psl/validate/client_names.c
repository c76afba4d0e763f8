/* What the client calls compound ids and uniques: a name of its own, or its fields' names joined.
 */
#include "psl/validate/rules.h"

/* What a name stands for, and how often it was given. */
typedef struct ClientName {
    unsigned kinds; /* 1 << IndexKind */
    uint32_t count;
} ClientName;

static void collect(Validation *v, const Index *index)
{
    if (text_is_none(index->name))
        return;
    ClientName *name = map_get(&v->client_names, index->name);
    if (!name) {
        name = NEW(v->scratch, ClientName);
        map_set(&v->client_names, index->name, name);
    }
    name->kinds |= 1u << index->kind;
    name->count++;
}

static bool is_compound(const Index *index)
{
    return index->field_count > 1 &&
           (index->kind == INDEX_UNIQUE || index->kind == INDEX_PRIMARY_KEY);
}

static bool has_compounds(const Datamodel *datamodel, const Model *model)
{
    const Index *key = model_primary_key(datamodel, model);
    if (key && is_compound(key))
        return true;
    for (indexes_each(index, datamodel, model))
        if (is_compound(index))
            return true;
    return false;
}

void client_names_collect(Validation *v, const Model *model)
{
    static char is_there;
    const Datamodel *datamodel = v->datamodel;
    v->client_names = MAP(v->scratch);
    const Index *key = model_primary_key(datamodel, model);
    if (key)
        collect(v, key);
    for (indexes_each(index, datamodel, model))
        collect(v, index);

    v->field_names = MAP(v->scratch);
    if (!has_compounds(datamodel, model))
        return;
    for (fields_each(field, datamodel, model))
        if (is_scalar_field(field))
            map_set(&v->field_names, field_name(datamodel, field), &is_there);
}

void client_name_is_free(Validation *v, const Index *index)
{
    const ClientName *name =
        text_is_none(index->name) ? NULL : map_get(&v->client_names, index->name);
    if (!name || name->count < 2)
        return;
    Span span = argument_span(v->datamodel, index->attribute, "name");
    diagnose_error(v->diagnostics, span_or(span, index->attribute->span),
                   "the name '%.*s' is given more than once in the model", TEXT_ARG(index->name));
}

void field_name_is_no_client_name(Validation *v, const Field *field)
{
    static const struct {
        IndexKind kind;
        const char *attribute;
    } kinds[] = {{INDEX_UNIQUE, "@@unique"}, {INDEX_PRIMARY_KEY, "@@id"}};
    Text name = field_name(v->datamodel, field);
    const ClientName *found = map_get(&v->client_names, name);
    for (size_t i = 0; found && i < sizeof kinds / sizeof *kinds; i++) {
        if (!(found->kinds & 1u << kinds[i].kind))
            continue;
        diagnose_error(v->diagnostics, field_model(v->datamodel, field)->ast->span,
                       "the name '%.*s' of an %s is the name of a field, too", TEXT_ARG(name),
                       kinds[i].attribute);
    }
}

/* The names of the index's fields, joined by "_". */
static Text joined_name(Validation *v, const Index *index)
{
    const Datamodel *datamodel = v->datamodel;
    Buffer *out = &v->name;
    buffer_clear(out);
    for (uint32_t i = 0; i < index->field_count; i++) {
        const IndexField *part = &index->fields[i];
        if (i > 0)
            buffer_add_char(out, '_');
        buffer_add(out, field_name(datamodel, index_field_root(datamodel, part)));
        for (uint32_t j = 0; j < part->path_count; j++) {
            buffer_add_char(out, '_');
            buffer_add(out, field_name(datamodel, &datamodel->fields.items[part->path[j]]));
        }
    }
    return buffer_text(out);
}

void joined_name_is_no_field(Validation *v, const Index *index)
{
    if (!is_compound(index))
        return;
    Text name = joined_name(v, index);
    if (!map_get(&v->field_names, name))
        return;
    diagnose_error(v->diagnostics, index->attribute->span,
                   "the client would call this '%.*s', which is the name of a field",
                   TEXT_ARG(name));
    diagnose_hint(v->diagnostics, "rename the field");
}

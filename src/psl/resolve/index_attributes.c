/* Ids, uniques, indexes and shard keys. */
#include "psl/resolve/field_list.h"
#include "psl/resolve/model_state.h"
#include "psl/resolve/where.h"

static Span model_span(const AttributeOwner *owner)
{
    return owner->model->ast->span;
}

/* --- on a field --- */

static const IndexField *single_field(Arguments *arguments, const AttributeOwner *owner,
                                      int64_t length, SortOrder sort)
{
    Resolver *resolver = arguments->resolver;
    IndexField *field = NEW(resolver->arena, IndexField);
    field->field = (uint32_t)(owner->field - resolver->datamodel->fields.items);
    field->length = length;
    field->sort = sort;
    return field;
}

static Index read_on_field(Arguments *arguments, const AttributeOwner *owner, IndexKind kind)
{
    Text mapped_name = argument_take_name(arguments, "map");
    int64_t length = argument_take_length(arguments);
    SortOrder sort = argument_take_sort(arguments);
    const IndexField *field = single_field(arguments, owner, length, sort);
    return (Index){.kind = kind,
                   .model = arguments->resolver->state->model,
                   .source_field = field->field,
                   .attribute = arguments->attribute,
                   .field_count = 1,
                   .fields = field,
                   .mapped_name = mapped_name,
                   .clustered = argument_take_clustered(arguments)};
}

void read_field_id(Arguments *arguments, const AttributeOwner *owner)
{
    ModelState *state = arguments->resolver->state;
    if (state->has_primary_key) {
        Text name = owner_model_name(arguments, owner);
        diagnose_error(arguments->resolver->diagnostics, model_span(owner),
                       "'%.*s' has more than one field with '@id'", TEXT_ARG(name));
        diagnose_hint(arguments->resolver->diagnostics,
                      "an id of several fields is written '@@id([a, b])'");
        return;
    }
    state->primary_key = read_on_field(arguments, owner, INDEX_PRIMARY_KEY);
    state->has_primary_key = true;
}

void read_field_unique(Arguments *arguments, const AttributeOwner *owner)
{
    Resolver *resolver = arguments->resolver;
    Index index = read_on_field(arguments, owner, INDEX_UNIQUE);
    index.where = argument_take_where(arguments, index.model);
    list_add(resolver->scratch, &resolver->state->indexes, index);
}

static void set_shard_key(Arguments *arguments, const AttributeOwner *owner, const uint32_t *fields,
                          uint32_t count)
{
    arguments->resolver->state->has_shard_key = true;
    owner->model->shard_key_attribute = arguments->attribute;
    owner->model->shard_key = fields;
    owner->model->shard_key_count = count;
}

static void report_second_shard_key(Arguments *arguments, const AttributeOwner *owner)
{
    Text name = owner_model_name(arguments, owner);
    diagnose_error(arguments->resolver->diagnostics, model_span(owner),
                   "'%.*s' has more than one shard key", TEXT_ARG(name));
}

void read_field_shard_key(Arguments *arguments, const AttributeOwner *owner)
{
    Resolver *resolver = arguments->resolver;
    if (resolver->state->has_shard_key) {
        report_second_shard_key(arguments, owner);
        return;
    }
    uint32_t *field = NEW(resolver->arena, uint32_t);
    *field = (uint32_t)(owner->field - resolver->datamodel->fields.items);
    resolver->state->shard_key_field = *field;
    set_shard_key(arguments, owner, field, 1);
}

/* --- on a model --- */

/* The fields of a key, all of which have to be required columns. `what` is the key's name. */
static bool read_key_fields(Arguments *arguments, const AttributeOwner *owner, const char *what,
                            int form, FieldList *fields)
{
    Resolver *resolver = arguments->resolver;
    const Expression *list = argument_take_main(arguments, "fields");
    if (!list)
        return false;
    if (!field_list_read(arguments, list, resolver->state->model, form, fields)) {
        Text name = owner_model_name(arguments, owner);
        if (fields->unknown.length > 0 && !fields->reported)
            diagnose_error(resolver->diagnostics, list->span, "'%.*s' has no field '%.*s'",
                           TEXT_ARG(name), TEXT_ARG(buffer_text(&fields->unknown)));
        if (fields->related.length > 0 && !fields->reported)
            attribute_error(arguments, "%s cannot have '%.*s', which is no column", what,
                            TEXT_ARG(buffer_text(&fields->related)));
        return false;
    }
    bool all_required = true;
    for (uint32_t i = 0; i < fields->count; i++)
        if (!field_is_required(&resolver->datamodel->fields.items[fields->items[i].field]))
            all_required = false;
    if (!all_required && !owner->model->is_ignored)
        attribute_error(arguments, "%s must have required fields only", what);
    return true;
}

/* `name:`, which the client uses: letters, digits and underscores. */
static Text take_client_name(Arguments *arguments)
{
    Text name = argument_take_name(arguments, "name");
    for (size_t i = 0; i < name.length; i++) {
        if (!is_word(name.data[i])) {
            attribute_error(arguments, "the name '%.*s' may have letters, digits and '_' only",
                            TEXT_ARG(name));
            break;
        }
    }
    return name;
}

void read_model_id(Arguments *arguments, const AttributeOwner *owner)
{
    Resolver *resolver = arguments->resolver;
    ModelState *state = resolver->state;
    FieldList fields;
    if (!read_key_fields(arguments, owner, "an id", FIELDS_WITH_ARGUMENTS, &fields))
        return;
    if (state->has_primary_key) {
        Text name = owner_model_name(arguments, owner);
        diagnose_error(resolver->diagnostics, model_span(owner), "'%.*s' has both '@id' and '@@id'",
                       TEXT_ARG(name));
    }
    state->has_primary_key = true;
    state->primary_key = (Index){.kind = INDEX_PRIMARY_KEY,
                                 .model = state->model,
                                 .source_field = NONE,
                                 .attribute = arguments->attribute,
                                 .field_count = fields.count,
                                 .fields = fields.items};
    state->primary_key.mapped_name = argument_take_name(arguments, "map");
    state->primary_key.name = take_client_name(arguments);
    state->primary_key.clustered = argument_take_clustered(arguments);
}

void read_model_shard_key(Arguments *arguments, const AttributeOwner *owner)
{
    FieldList list;
    if (!read_key_fields(arguments, owner, "a shard key", FIELDS_PLAIN, &list))
        return;
    if (arguments->resolver->state->has_shard_key)
        report_second_shard_key(arguments, owner);
    uint32_t *fields = NEW_ARRAY(arguments->resolver->arena, uint32_t, list.count);
    for (uint32_t i = 0; i < list.count; i++)
        fields[i] = list.items[i].field;
    arguments->resolver->state->shard_key_field = NONE;
    set_shard_key(arguments, owner, fields, list.count);
}

static Index read_index(Arguments *arguments, const AttributeOwner *owner, IndexKind kind)
{
    Resolver *resolver = arguments->resolver;
    Index index = {.kind = kind,
                   .model = resolver->state->model,
                   .source_field = NONE,
                   .attribute = arguments->attribute};
    const Expression *list = argument_take_main(arguments, "fields");
    if (!list)
        return index;
    FieldList fields;
    bool whole = field_list_read(arguments, list, index.model,
                                 FIELDS_WITH_ARGUMENTS | FIELDS_WITH_PATHS, &fields);
    index.field_count = fields.count;
    index.fields = fields.items;
    if (whole || fields.reported)
        return index;
    Text name = owner_model_name(arguments, owner);
    if (fields.unknown.length > 0)
        attribute_error(arguments, "'%.*s' has no field '%.*s'", TEXT_ARG(name),
                        TEXT_ARG(buffer_text(&fields.unknown)));
    if (fields.related.length > 0) {
        attribute_error(arguments, "an index cannot have '%.*s', which is no column",
                        TEXT_ARG(buffer_text(&fields.related)));
        diagnose_hint(resolver->diagnostics, "name the fields that refer instead");
    }
    return index;
}

static void keep(Arguments *arguments, Index index)
{
    list_add(arguments->resolver->scratch, &arguments->resolver->state->indexes, index);
}

void read_model_fulltext(Arguments *arguments, const AttributeOwner *owner)
{
    Index index = read_index(arguments, owner, INDEX_FULLTEXT);
    index.mapped_name = argument_take_name(arguments, "map");
    keep(arguments, index);
}

static IndexAlgorithm take_algorithm(Arguments *arguments)
{
    static const char *const names[] = {
        [INDEX_BTREE] = "BTree", [INDEX_HASH] = "Hash",     [INDEX_GIST] = "Gist",
        [INDEX_GIN] = "Gin",     [INDEX_SPGIST] = "SpGist", [INDEX_BRIN] = "Brin",
    };
    Text name;
    const Expression *value = argument_take(arguments, "type");
    if (!value || !expression_constant(arguments->resolver, value, &name))
        return INDEX_DEFAULT;
    for (int i = INDEX_BTREE; i <= INDEX_BRIN; i++)
        if (text_is(name, names[i]))
            return (IndexAlgorithm)i;
    attribute_error(arguments, "there is no index type '%.*s'", TEXT_ARG(name));
    return INDEX_DEFAULT;
}

void read_model_index(Arguments *arguments, const AttributeOwner *owner)
{
    Index index = read_index(arguments, owner, INDEX_NORMAL);
    /* An index has no name for the client; `name:` is what `map:` was once called. */
    Text name = argument_take_name(arguments, "name");
    index.mapped_name = argument_take_name(arguments, "map");
    if (!text_is_none(name) && !text_is_none(index.mapped_name)) {
        attribute_error(arguments, "an index takes 'map' or 'name', not both");
        index.mapped_name = (Text){NULL, 0};
    } else if (!text_is_none(name)) {
        index.mapped_name = name;
    }
    index.algorithm = take_algorithm(arguments);
    index.clustered = argument_take_clustered(arguments);
    index.where = argument_take_where(arguments, index.model);
    keep(arguments, index);
}

void read_model_unique(Arguments *arguments, const AttributeOwner *owner)
{
    Index index = read_index(arguments, owner, INDEX_UNIQUE);
    index.name = take_client_name(arguments);
    index.mapped_name = argument_take_name(arguments, "map");
    index.clustered = argument_take_clustered(arguments);
    index.where = argument_take_where(arguments, index.model);
    keep(arguments, index);
}

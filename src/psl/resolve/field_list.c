#include "psl/resolve/field_list.h"

/* Fewer fields are compared one by one. */
#define FEW_FIELDS 12

typedef struct FieldListReader {
    Arguments *arguments;
    Resolver *resolver;
    uint32_t model;
    int form;
    FieldList *fields;
    Map seen; /* the names of many fields */
} FieldListReader;

static const Field *field_at(const Resolver *resolver, uint32_t index)
{
    return &resolver->datamodel->fields.items[index];
}

static void add_name(Buffer *names, Text name)
{
    if (names->length > 0)
        buffer_add_string(names, "', '");
    buffer_add(names, name);
}

/* --- arguments of a field: a(sort: Desc, length: 10, ops: JsonbOps) --- */

static const Argument *find(const Resolver *resolver, const ArgumentList *list, const char *name)
{
    for (uint32_t i = 0; i < list->count; i++)
        if (!span_is_none(list->items[i].name) &&
            text_is(text_at(resolver, list->items[i].name), name))
            return &list->items[i];
    return NULL;
}

static SortOrder read_sort(Resolver *resolver, const ArgumentList *list)
{
    Text order;
    const Argument *argument = find(resolver, list, "sort");
    if (!argument || !expression_constant(resolver, &argument->value, &order))
        return SORT_DEFAULT;
    if (text_is(order, "Asc"))
        return SORT_ASC;
    if (text_is(order, "Desc"))
        return SORT_DESC;
    diagnose_error(resolver->diagnostics, argument->span,
                   "the order is 'Asc' or 'Desc', not '%.*s'", TEXT_ARG(order));
    return SORT_DEFAULT;
}

static int64_t read_length(Resolver *resolver, const ArgumentList *list)
{
    int64_t length;
    const Argument *argument = find(resolver, list, "length");
    if (!argument || !expression_integer(resolver, &argument->value, &length) || length < 0)
        return -1;
    return (int64_t)(uint32_t)length;
}

static const OperatorClass *class_of(const Provider *provider, Text name)
{
    for (const OperatorClass *known = provider->operator_classes; known && known->name; known++)
        if (text_is(name, known->name))
            return known;
    return NULL;
}

/* The class of that name: the provider's own, or any other's, which the provider may refuse. */
static const OperatorClass *find_class(const Resolver *resolver, Text name)
{
    const OperatorClass *found = class_of(resolver->datamodel->provider, name);
    for (const Provider *const *other = resolver->options->providers; *other && !found; other++)
        found = class_of(*other, name);
    return found;
}

static void read_raw_class(Resolver *resolver, const Expression *call, IndexField *field)
{
    const ArgumentList *list = call->arguments;
    if (!text_is(call->text, "raw"))
        diagnose_error(resolver->diagnostics, call->span,
                       "an operator class is a name or raw(\"name\")");
    else if (list->count != 1)
        diagnose_error(resolver->diagnostics, call->span, "raw() takes one argument, not %u",
                       list->count);
    else if (list->items[0].value.kind != EXPRESSION_STRING)
        diagnose_error(resolver->diagnostics, call->span, "raw() takes a string");
    else
        field->raw_operator_class = list->items[0].value.text;
}

static void read_class(Resolver *resolver, const ArgumentList *list, IndexField *field)
{
    const Argument *argument = find(resolver, list, "ops");
    if (!argument)
        return;
    const Expression *value = &argument->value;
    if (value->kind == EXPRESSION_FUNCTION) {
        read_raw_class(resolver, value, field);
        return;
    }
    if (value->kind != EXPRESSION_CONSTANT) {
        diagnose_error(resolver->diagnostics, argument->span,
                       "an operator class is a name or raw(\"name\")");
        return;
    }
    field->operator_class = find_class(resolver, value->text);
    if (!field->operator_class)
        diagnose_error(resolver->diagnostics, value->span, "there is no operator class '%.*s'",
                       TEXT_ARG(value->text));
}

/* --- items of a list --- */

/* The name of the item, and what its arguments say. */
static bool read_item(FieldListReader *in, const Expression *item, IndexField *field)
{
    *field = (IndexField){.length = -1};
    bool takes_arguments = (in->form & FIELDS_WITH_ARGUMENTS) != 0;
    if (item->kind == EXPRESSION_FUNCTION && takes_arguments) {
        field->sort = read_sort(in->resolver, item->arguments);
        field->length = read_length(in->resolver, item->arguments);
        read_class(in->resolver, item->arguments, field);
        return true;
    }
    Text name;
    return expression_constant(in->resolver, item, &name);
}

static bool is_repeated(FieldListReader *in, const Expression *items, uint32_t index)
{
    Text name = items[index].text;
    if (index >= FEW_FIELDS) {
        for (uint32_t i = 0; i < index && index == FEW_FIELDS; i++)
            map_set(&in->seen, items[i].text, in);
        bool repeated = map_get(&in->seen, name) != NULL;
        map_set(&in->seen, name, in);
        return repeated;
    }
    for (uint32_t i = 0; i < index; i++)
        if (text_equal(items[i].text, name))
            return true;
    return false;
}

/* The place of the field in the datamodel, or NONE when it is no column of the model. */
static uint32_t find_column(FieldListReader *in, Text name, Text whole)
{
    const Model *model = &in->resolver->datamodel->models.items[in->model];
    uint32_t place = member_find(in->resolver, BLOCK_MODEL, in->model, name);
    if (place == NONE) {
        add_name(&in->fields->unknown, whole);
        return NONE;
    }
    FieldKind kind = field_at(in->resolver, model->first_field + place)->kind;
    if (kind == FIELD_RELATION || kind == FIELD_UNKNOWN) {
        add_name(&in->fields->related, name);
        return NONE;
    }
    return model->first_field + place;
}

/* Follows a.b.c into composite types; `rest` is what stands behind the first dot. */
static bool follow_path(FieldListReader *in, Text whole, Text rest, IndexField *field)
{
    Resolver *resolver = in->resolver;
    LIST_OF(uint32_t) path = {0};
    const Field *last = field_at(resolver, field->field);
    while (rest.data) {
        Text name = text_cut(&rest, '.');
        if (last->kind != FIELD_COMPOSITE) {
            add_name(&in->fields->unknown, whole);
            return false;
        }
        const CompositeType *type = &resolver->datamodel->types.items[last->type];
        uint32_t place = member_find(resolver, BLOCK_TYPE, last->type, name);
        if (place == NONE) {
            add_name(&in->fields->unknown, name);
            return false;
        }
        list_add(resolver->arena, &path, type->first_field + place);
        last = field_at(resolver, type->first_field + place);
    }
    field->path = path.items;
    field->path_count = (uint32_t)path.count;
    return true;
}

static bool resolve_item(FieldListReader *in, const Expression *item, IndexField *field)
{
    Text rest = item->text;
    Text first = text_cut(&rest, '.');
    if (!rest.data) {
        field->field = find_column(in, first, first);
        return field->field != NONE;
    }
    if (!(in->form & FIELDS_WITH_PATHS)) {
        add_name(&in->fields->unknown, item->text);
        return false;
    }
    field->field = find_column(in, first, first);
    return field->field != NONE && follow_path(in, item->text, rest, field);
}

/* All items have the right form: finds the fields. */
static bool resolve_items(FieldListReader *in, const Expression *items)
{
    bool whole = true;
    for (uint32_t i = 0; i < in->fields->count; i++) {
        if (!resolve_item(in, &items[i], &in->fields->items[i])) {
            whole = false;
        } else if (is_repeated(in, items, i)) {
            attribute_error(in->arguments, "the field '%.*s' is there twice",
                            TEXT_ARG(items[i].text));
            in->fields->reported = true;
            return false;
        }
    }
    return whole;
}

bool field_list_read(Arguments *arguments, const Expression *list, uint32_t model, int form,
                     FieldList *fields)
{
    Resolver *resolver = arguments->resolver;
    bool is_array = list->kind == EXPRESSION_ARRAY;
    const Expression *items = is_array ? list->items : list;
    uint32_t count = is_array ? list->item_count : 1;
    *fields = (FieldList){.items = NEW_ARRAY(resolver->arena, IndexField, count),
                          .count = count,
                          .unknown = BUFFER(resolver->arguments),
                          .related = BUFFER(resolver->arguments)};
    FieldListReader in = {.arguments = arguments,
                          .resolver = resolver,
                          .model = model,
                          .form = form,
                          .fields = fields,
                          .seen = MAP(resolver->arguments)};
    for (uint32_t i = 0; i < count; i++)
        if (!read_item(&in, &items[i], &fields->items[i]))
            fields->reported = true;
    if (fields->reported || !resolve_items(&in, items)) {
        fields->count = 0;
        return false;
    }
    return true;
}

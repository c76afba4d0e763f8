/* @relation. */
#include "psl/resolve/field_list.h"
#include "psl/resolve/model_state.h"

/* The columns of `fields:` or `references:`; an empty list when it is wrong. */
static const uint32_t *read_columns(Arguments *arguments, const Expression *list, uint32_t model,
                                    Span span, uint32_t *count)
{
    static const uint32_t nothing[1];
    Resolver *resolver = arguments->resolver;
    FieldList columns;
    if (field_list_read(arguments, list, model, FIELDS_PLAIN, &columns)) {
        uint32_t *indexes = NEW_ARRAY(resolver->arena, uint32_t, columns.count + 1);
        for (uint32_t i = 0; i < columns.count; i++)
            indexes[i] = columns.items[i].field;
        *count = columns.count;
        return indexes;
    }
    *count = 0;
    if (columns.reported)
        return nothing;
    Text name = model_name(resolver->datamodel, &resolver->datamodel->models.items[model]);
    if (columns.unknown.length > 0)
        diagnose_error(resolver->diagnostics, span, "'%.*s' has no field '%.*s'", TEXT_ARG(name),
                       TEXT_ARG(buffer_text(&columns.unknown)));
    if (columns.related.length > 0)
        diagnose_error(resolver->diagnostics, span,
                       "a relation refers by columns, and '%.*s' is none",
                       TEXT_ARG(buffer_text(&columns.related)));
    return nothing;
}

static ReferentialAction take_action(Arguments *arguments, const char *name, Span *span)
{
    static const char *const names[] = {
        [ACTION_CASCADE] = "Cascade",        [ACTION_RESTRICT] = "Restrict",
        [ACTION_NO_ACTION] = "NoAction",     [ACTION_SET_NULL] = "SetNull",
        [ACTION_SET_DEFAULT] = "SetDefault",
    };
    Text word;
    const Expression *value = argument_take(arguments, name);
    if (!value || !expression_constant(arguments->resolver, value, &word))
        return ACTION_NONE;
    *span = value->span;
    for (int i = ACTION_CASCADE; i <= ACTION_SET_DEFAULT; i++)
        if (text_is(word, names[i]))
            return (ReferentialAction)i;
    diagnose_error(arguments->resolver->diagnostics, value->span,
                   "there is no referential action '%.*s'", TEXT_ARG(word));
    diagnose_hint(arguments->resolver->diagnostics,
                  "it is one of Cascade, Restrict, NoAction, SetNull and SetDefault");
    return ACTION_NONE;
}

static Text take_relation_name(Arguments *arguments)
{
    Text name = {NULL, 0};
    const Expression *value = argument_take_main_if_any(arguments, "name");
    if (value && expression_string(arguments->resolver, value, &name) && name.length == 0) {
        attribute_error(arguments, "the name of a relation must not be empty");
        name = (Text){NULL, 0};
    }
    return name;
}

void read_relation(Arguments *arguments, const AttributeOwner *owner)
{
    Datamodel *datamodel = arguments->resolver->datamodel;
    RelationField *relation = &datamodel->relation_fields.items[owner->field->relation_field];
    relation->attribute = arguments->attribute;
    const Expression *fields = argument_take(arguments, "fields");
    if (fields)
        relation->fields = read_columns(arguments, fields, owner->field->owner, fields->span,
                                        &relation->field_count);
    const Expression *references = argument_take(arguments, "references");
    if (references)
        relation->references = read_columns(arguments, references, owner->field->type,
                                            arguments->attribute->span, &relation->reference_count);
    relation->name = take_relation_name(arguments);
    relation->on_delete = take_action(arguments, "onDelete", &relation->on_delete_span);
    relation->on_update = take_action(arguments, "onUpdate", &relation->on_update_span);
    relation->mapped_name = argument_take_name(arguments, "map");
}

/* A relation field. */
#include "introspect/put.h"

#include "psl/referential_actions.h"

static void put_action(Buffer *out, const char *argument, ReferentialAction action,
                       ReferentialAction usual)
{
    if (action != ACTION_NONE && action != usual)
        buffer_add_format(out, ", %s: %s", argument, referential_action_name(action));
}

/* `fields: [a, b], references: [c, d]`. A name that cannot be one is empty, so that the line is
 * refused until somebody has given it one. */
static void put_columns(const Draft *draft, const SqlForeignKey *key, bool referenced, Buffer *out)
{
    buffer_add_string(out, referenced ? ", references: [" : ", fields: [");
    for (uint32_t i = 0; i < key->column_count; i++) {
        const SqlForeignKeyColumn *pair =
            &draft->live->foreign_key_columns.items[key->first_column + i];
        uint32_t column = referenced ? pair->referenced_column : pair->column;
        Text name = draft_field(draft, column)->name.text;
        buffer_add_format(out, i ? ", %.*s" : "%.*s", TEXT_ARG(name));
    }
    buffer_add_char(out, ']');
}

/* What is done where nothing is written: required columns cannot be set to null. */
static ReferentialAction usual_on_delete(const Draft *draft, const SqlForeignKey *key)
{
    for (uint32_t i = 0; i < key->column_count; i++) {
        uint32_t column = draft->live->foreign_key_columns.items[key->first_column + i].column;
        if (draft->live->columns.items[column].type.arity == COLUMN_REQUIRED)
            return ACTION_RESTRICT;
    }
    return ACTION_SET_NULL;
}

static void put_foreign_key(const Draft *draft, const DraftRelationField *field, Buffer *out)
{
    const SqlForeignKey *key = &draft->live->foreign_keys.items[field->foreign_key];
    put_columns(draft, key, false, out);
    put_columns(draft, key, true, out);
    put_action(out, "onDelete", key->on_delete, usual_on_delete(draft, key));
    put_action(out, "onUpdate", key->on_update, ACTION_CASCADE);
}

static void put_present_fields(const Draft *draft, const char *argument, const uint32_t *fields,
                               uint32_t count, Buffer *out)
{
    if (!fields)
        return;
    buffer_add_format(out, ", %s: [", argument);
    for (uint32_t i = 0; i < count; i++) {
        Text name = field_name(draft->present, &draft->present->fields.items[fields[i]]);
        buffer_add_format(out, i ? ", %.*s" : "%.*s", TEXT_ARG(name));
    }
    buffer_add_char(out, ']');
}

static void put_copied(const Draft *draft, const RelationField *copied, Buffer *out)
{
    put_present_fields(draft, "fields", copied->fields, copied->field_count, out);
    put_present_fields(draft, "references", copied->references, copied->reference_count, out);
    put_action(out, "onDelete", copied->on_delete, ACTION_NONE);
    put_action(out, "onUpdate", copied->on_update, ACTION_NONE);
}

void put_relation_field(const Draft *draft, const DraftRelationField *field, Buffer *out)
{
    static const char *const endings[] = {
        [ARITY_REQUIRED] = "", [ARITY_OPTIONAL] = "?", [ARITY_LIST] = "[]"};
    Text type = draft->models.items[field->type].name.text;
    Buffer arguments = BUFFER(draft->arena);
    if (!text_is_none(field->relation)) {
        buffer_add_string(&arguments, ", ");
        string_literal_put(&arguments, field->relation);
    }
    if (field->copied)
        put_copied(draft, field->copied, &arguments);
    else if (field->foreign_key != NONE)
        put_foreign_key(draft, field, &arguments);
    put_text_argument(&arguments, "map", field->constraint);
    buffer_add_format(out, "%.*s %.*s%s", TEXT_ARG(field->name), TEXT_ARG(type),
                      endings[field->arity]);
    if (arguments.length)
        buffer_add_format(out, " @relation(%.*s)", (int)arguments.length - 2, arguments.data + 2);
    if (field->is_ignored)
        buffer_add_string(out, " @ignore");
    buffer_add_char(out, '\n');
}

/* What each end of a relation says for itself. */
#include "psl/referential_actions.h"
#include "psl/validate/rules.h"

/* The relation that the field claims to be of: its name as the client has it, behind the number of
 * the model at the other end. */
static Text claim_of(Validation *v, const RelationField *end)
{
    const Field *field = end_field(v->datamodel, end);
    Text from = model_text(v, field->owner);
    Text to = model_text(v, field->type);
    bool is_in_order = text_compare(from, to) < 0;
    Buffer *out = &v->name;
    buffer_clear(out);
    buffer_add(out, (Text){(const char *)&field->type, sizeof field->type});
    if (!text_is_none(end->name)) {
        buffer_add(out, end->name);
    } else {
        buffer_add(out, is_in_order ? from : to);
        buffer_add_string(out, "To");
        buffer_add(out, is_in_order ? to : from);
    }
    return buffer_text(out);
}

void relation_claims_collect(Validation *v, const Model *model)
{
    const Datamodel *datamodel = v->datamodel;
    v->claims = MAP(v->scratch);
    for (fields_each(field, datamodel, model)) {
        if (field->kind != FIELD_RELATION)
            continue;
        Text claim = claim_of(v, &datamodel->relation_fields.items[field->relation_field]);
        uint32_t *count = map_get(&v->claims, claim);
        if (!count) {
            count = NEW(v->scratch, uint32_t);
            map_set(&v->claims, text_copy(v->scratch, claim), count);
        }
        ++*count;
    }
}

bool relation_is_told_apart(Validation *v, const RelationField *end)
{
    const Field *field = end_field(v->datamodel, end);
    const uint32_t *found = map_get(&v->claims, claim_of(v, end));
    uint32_t count = found ? *found : 0;
    bool is_named = !text_is_none(end->name);
    bool is_self_relation = field->owner == field->type;
    if (count < 2 || (count == 2 && is_self_relation && is_named))
        return true;
    Text name = field_text(v, end);
    Text other = model_text(v, field->type);
    diagnose_error(v->diagnostics, field->ast->span,
                   is_named ? "'%.*s' and %u more fields refer to '%.*s' under one relation name"
                            : "'%.*s' and %u more fields refer to '%.*s' without a relation name",
                   TEXT_ARG(name), count - 1, TEXT_ARG(other));
    diagnose_hint(v->diagnostics, is_self_relation
                                      ? "give the two fields of each relation a name of their own: "
                                        "@relation(\"...\")"
                                      : "give each relation a name of its own: @relation(\"...\")");
    return false;
}

void related_model_is_not_ignored(Validation *v, const RelationField *end)
{
    const Datamodel *datamodel = v->datamodel;
    const Field *field = end_field(datamodel, end);
    if (!datamodel->models.items[field->type].is_ignored || field->is_ignored ||
        datamodel->models.items[field->owner].is_ignored)
        return;
    Text other = model_text(v, field->type);
    diagnose_error(v->diagnostics, field->ast->span,
                   "'%.*s' is ignored, so fields that refer to it have to be, too",
                   TEXT_ARG(other));
    diagnose_hint(v->diagnostics, "add @ignore");
}

static void action_is_supported(Validation *v, const RelationField *end, ReferentialAction action,
                                const char *argument)
{
    if (action == ACTION_NONE || allowed_referential_actions(v->datamodel) & ACTION_BIT(action))
        return;
    Span span = argument_span(v->datamodel, end->attribute, argument);
    bool is_emulated = v->datamodel->relation_mode == RELATION_MODE_PRISMA;
    diagnose_error(v->diagnostics, span_or(span, end_field(v->datamodel, end)->ast->span),
                   "%s has no referential action '%s'%s", v->provider->product,
                   referential_action_name(action),
                   is_emulated ? " with relationMode = \"prisma\"" : "");
}

void referential_actions_are_supported(Validation *v, const RelationField *end)
{
    action_is_supported(v, end, end->on_delete, "onDelete");
    action_is_supported(v, end, end->on_update, "onUpdate");
}

void foreign_key_name_is_supported(Validation *v, const RelationField *end)
{
    if (text_is_none(end->mapped_name))
        return;
    if (validation_can(v, CAPABILITY_NAMED_FOREIGN_KEYS))
        mapped_name_fits(v, end->attribute, end->mapped_name);
    else
        diagnose_error(v->diagnostics, end->attribute->span, "%s has no names for foreign keys",
                       v->provider->product);
}

#include "sql/predicate.h"

#include "sql/expression.h"
#include "sql/writer.h"

/* --- from a schema file --- */

static void add_operand(Buffer *out, const Expression *value)
{
    if (value->kind == EXPRESSION_STRING)
        sql_add_literal(out, value->text);
    else
        buffer_add(out, value->text);
}

/* `field: value` as "column" = value, or with {not: value} the opposite. */
static void add_condition(Buffer *out, const Datamodel *datamodel, const Model *model,
                          const Argument *condition)
{
    const Expression *value = &condition->value;
    uint32_t field = model_find_field(datamodel, model, datamodel_text(datamodel, condition->name));
    bool is_not = value->kind == EXPRESSION_OBJECT;
    if (is_not)
        value = &value->arguments->items[0].value;
    sql_add_name(out, field_database_name(datamodel, &datamodel->fields.items[field]));
    if (expression_is_null(value)) {
        buffer_add_string(out, is_not ? " IS NOT NULL" : " IS NULL");
        return;
    }
    buffer_add_string(out, is_not ? " != " : " = ");
    add_operand(out, value);
}

Text predicate_of_index(Arena *arena, const Datamodel *datamodel, const Index *index,
                        bool in_parentheses)
{
    const IndexWhere *where = index->where;
    Buffer out = BUFFER(arena);
    bool has_parentheses = text_starts_with(where->sql, "(") && text_ends_with(where->sql, ")");
    in_parentheses = in_parentheses && !has_parentheses;
    if (in_parentheses)
        buffer_add_char(&out, '(');
    if (!text_is_none(where->sql))
        buffer_add(&out, where->sql);
    for (uint32_t i = 0; where->object && i < where->object->count; i++) {
        if (i)
            buffer_add_string(&out, " AND ");
        add_condition(&out, datamodel, &datamodel->models.items[index->model],
                      &where->object->items[i]);
    }
    if (in_parentheses)
        buffer_add_char(&out, ')');
    return buffer_text(&out);
}

/* --- comparing --- */

bool predicates_match(Arena *scratch, Text a, Text b)
{
    if (text_is_none(a) || text_is_none(b))
        return text_is_none(a) == text_is_none(b);
    if (text_equal(a, b))
        return true;
    ArenaMark mark = arena_mark(scratch);
    Text left = expression_canonical(scratch, a);
    Text right = expression_canonical(scratch, b);
    bool match = !text_is_none(left) && !text_is_none(right) && text_equal(left, right);
    arena_rewind(scratch, mark);
    return match;
}

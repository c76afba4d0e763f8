/* Constraints and the definitions of columns in libpg_query's trees. */
#include "lint/reading_postgres.h"

/* Is the expression "column IS NOT NULL"? */
static bool is_not_null_test(const TreeNode *expression)
{
    const TreeNode *test = tree_inner(expression);
    if (!test || !text_is(test->name, "NullTest") || !tree_is(test, "nulltesttype", "IS_NOT_NULL"))
        return false;
    const TreeNode *operand = tree_inner(tree_member(test, "arg"));
    return operand && text_is(operand->name, "ColumnRef");
}

/* Columns of an EXCLUDE: a list of pairs of an element and an operator. */
static TextList excluded_columns(LintReading *reading, const TreeNode *exclusions)
{
    TextList columns = {0};
    for (tree_each_inside(node, exclusions))
        if (text_is(node->name, "IndexElem") && tree_text(node, "name").length)
            list_add(reading->arena, &columns, lint_text(reading, node, "name"));
    return columns;
}

static LintConstraintKind constraint_kind(const TreeNode *node)
{
    static const struct {
        const char *name;
        LintConstraintKind kind;
    } table[] = {
        {"CONSTR_NOTNULL", LINT_NOT_NULL},    {"CONSTR_CHECK", LINT_CHECK},
        {"CONSTR_FOREIGN", LINT_FOREIGN_KEY}, {"CONSTR_UNIQUE", LINT_UNIQUE},
        {"CONSTR_PRIMARY", LINT_PRIMARY_KEY}, {"CONSTR_EXCLUSION", LINT_EXCLUDE},
    };
    Text type = tree_text(node, "contype");
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (text_is(type, table[i].name))
            return table[i].kind;
    return LINT_CHECK;
}

LintConstraint lint_constraint(LintReading *reading, const TreeNode *node, Text column)
{
    LintConstraint made = {
        .kind = constraint_kind(node),
        .name = lint_text(reading, node, "conname"),
        .index = lint_text(reading, node, "indexname"),
        .is_not_valid = tree_flag(node, "skip_validation"),
        .is_deferrable = tree_flag(node, "deferrable"),
        .is_not_inherited = tree_flag(node, "is_no_inherit"),
    };
    if (made.kind == LINT_CHECK) {
        made.is_not_null = is_not_null_test(tree_member(node, "raw_expr"));
        lint_mentions(reading, tree_member(node, "raw_expr"), &made.columns);
        return made;
    }
    if (made.kind == LINT_FOREIGN_KEY) {
        made.references = lint_range_name(reading, tree_member(node, "pktable"));
        made.referenced = lint_strings(reading, tree_member(node, "pk_attrs"));
        made.columns = lint_strings(reading, tree_member(node, "fk_attrs"));
    } else if (made.kind == LINT_EXCLUDE) {
        made.columns = excluded_columns(reading, tree_member(node, "exclusions"));
    } else {
        made.columns = lint_strings(reading, tree_member(node, "keys"));
    }
    if (made.columns.count == 0 && column.length)
        list_add(reading->arena, &made.columns, column);
    return made;
}

/* One part of a column's definition: some only say more of the part before. */
static void add_column_part(LintReading *reading, const TreeNode *part, LintAction *action)
{
    Text kind = tree_text(part, "contype");
    if (text_is(kind, "CONSTR_DEFAULT")) {
        action->default_kind = lint_default(reading, tree_member(part, "raw_expr"), &action->calls);
    } else if (text_is(kind, "CONSTR_IDENTITY")) {
        action->is_identity = action->is_not_null = true;
    } else if (text_is(kind, "CONSTR_GENERATED")) {
        action->is_generated = true;
        action->default_kind = lint_default(reading, tree_member(part, "raw_expr"), &action->calls);
    } else if (text_is(kind, "CONSTR_ATTR_DEFERRABLE")) {
        if (action->constraints.count)
            list_last(&action->constraints).is_deferrable = true;
    } else if (text_is(kind, "CONSTR_NOTNULL")) {
        action->is_not_null = true;
    } else if (text_is(kind, "CONSTR_CHECK") || text_is(kind, "CONSTR_UNIQUE") ||
               text_is(kind, "CONSTR_PRIMARY") || text_is(kind, "CONSTR_FOREIGN") ||
               text_is(kind, "CONSTR_EXCLUSION")) {
        LintConstraint made = lint_constraint(reading, part, action->column);
        action->is_not_null = action->is_not_null || made.kind == LINT_PRIMARY_KEY;
        list_add(reading->arena, &action->constraints, made);
    }
}

void lint_column(LintReading *reading, const TreeNode *definition, LintAction *action)
{
    action->column = lint_text(reading, definition, "colname");
    action->type = lint_type(reading, tree_member(definition, "typeName"));
    const TreeNode *collation = tree_member(definition, "collClause");
    action->collation = lint_list_name(reading, tree_member(collation, "collname")).name;
    action->is_not_null = action->type.is_serial;
    const TreeNode *parts = tree_member(definition, "constraints");
    list_reserve(reading->arena, &action->constraints, tree_count(parts));
    for (tree_each(item, parts))
        add_column_part(reading, tree_inner(item), action);
}

/* Statements that make, change and drop what is no table. */
#include "lint/reading_postgres.h"

static void create_index(LintReading *reading, const TreeNode *node)
{
    LintStatement *statement = reading->statement;
    const TreeNode *parameters = tree_member(node, "indexParams");
    const TreeNode *condition = tree_member(node, "whereClause");
    statement->kind = LINT_CREATE_INDEX;
    statement->name.name = lint_text(reading, node, "idxname");
    statement->table = lint_relation(reading, node);
    statement->name.space = statement->table.space;
    statement->method = lint_text(reading, node, "accessMethod");
    statement->is_unique = tree_flag(node, "unique");
    statement->concurrently = tree_flag(node, "concurrent");
    statement->if_not_exists = tree_flag(node, "if_not_exists");
    statement->has_where = condition != NULL;
    for (tree_each(item, parameters)) {
        const TreeNode *element = tree_inner(item);
        list_add(reading->arena, &statement->columns, lint_text(reading, element, "name"));
        lint_mentions(reading, tree_member(element, "expr"), &statement->mentions);
    }
    lint_mentions(reading, condition, &statement->mentions);
}

/* DROP */

static const struct {
    const char *type;
    LintKind kind;
    LintObject object;
} dropped[] = {
    {"OBJECT_TABLE", LINT_DROP_TABLE, LINT_TABLE},
    {"OBJECT_FOREIGN_TABLE", LINT_DROP_TABLE, LINT_FOREIGN_TABLE},
    {"OBJECT_VIEW", LINT_DROP_TABLE, LINT_VIEW},
    {"OBJECT_MATVIEW", LINT_DROP_TABLE, LINT_MATERIALIZED_VIEW},
    {"OBJECT_SEQUENCE", LINT_DROP_TABLE, LINT_SEQUENCE},
    {"OBJECT_INDEX", LINT_DROP_INDEX, LINT_INDEX},
    {"OBJECT_TYPE", LINT_DROP_TYPE, LINT_TYPE},
    {"OBJECT_DOMAIN", LINT_DROP_TYPE, LINT_TYPE},
    {"OBJECT_SCHEMA", LINT_DROP_SCHEMA, LINT_EVERYTHING},
    {"OBJECT_EXTENSION", LINT_DROP_EXTENSION, LINT_EVERYTHING},
    {"OBJECT_TRIGGER", LINT_DROP_TRIGGER, LINT_TABLE},
    {"OBJECT_RULE", LINT_DROP_RULE, LINT_TABLE},
    {"OBJECT_POLICY", LINT_DROP_POLICY, LINT_TABLE},
    {"OBJECT_FUNCTION", LINT_DROP_FUNCTION, LINT_EVERYTHING},
    {"OBJECT_PROCEDURE", LINT_DROP_FUNCTION, LINT_EVERYTHING},
    {"OBJECT_ROUTINE", LINT_DROP_FUNCTION, LINT_EVERYTHING},
};

/* The name of one thing that is dropped: a list of names, a type, a routine, or a name alone. */
static LintName dropped_name(LintReading *reading, const TreeNode *item)
{
    const TreeNode *thing = tree_inner(item);
    if (!thing)
        return (LintName){0};
    const TreeNode *list = text_is(thing->name, "List")       ? tree_member(thing, "items")
                           : text_is(thing->name, "TypeName") ? tree_member(thing, "names")
                                                              : tree_member(thing, "objname");
    if (list)
        return lint_list_name(reading, list);
    return (LintName){.name = lint_text(reading, thing, "sval")};
}

/* A trigger, a rule or a policy: [namespace,] table, its own name. */
static void drop_part_of_table(LintReading *reading, const TreeNode *objects)
{
    LintStatement *statement = reading->statement;
    const TreeNode *list = tree_inner(tree_inner(objects));
    TextList parts = lint_strings(reading, tree_member(list, "items"));
    if (parts.count < 2)
        return;
    statement->name.name = parts.items[parts.count - 1];
    statement->table.name = parts.items[parts.count - 2];
    if (parts.count > 2)
        statement->table.space = parts.items[parts.count - 3];
}

static void drop(LintReading *reading, const TreeNode *node)
{
    LintStatement *statement = reading->statement;
    const TreeNode *objects = tree_member(node, "objects");
    statement->kind = LINT_DROP_OTHER;
    statement->object = LINT_EVERYTHING;
    for (size_t i = 0; i < sizeof dropped / sizeof *dropped; i++)
        if (tree_is(node, "removeType", dropped[i].type)) {
            statement->kind = dropped[i].kind;
            statement->object = dropped[i].object;
        }
    statement->cascade = tree_is(node, "behavior", "DROP_CASCADE");
    statement->if_exists = tree_flag(node, "missing_ok");
    statement->concurrently = tree_flag(node, "concurrent");
    if (statement->kind == LINT_DROP_TRIGGER || statement->kind == LINT_DROP_RULE ||
        statement->kind == LINT_DROP_POLICY) {
        drop_part_of_table(reading, objects);
        return;
    }
    for (tree_each(item, objects))
        list_add(reading->arena, &statement->names, dropped_name(reading, item));
}

static void create_view(LintReading *reading, const TreeNode *node)
{
    LintStatement *statement = reading->statement;
    statement->kind = LINT_CREATE_VIEW;
    statement->object = LINT_VIEW;
    statement->name = lint_range_name(reading, tree_member(node, "view"));
    statement->replaces = tree_flag(node, "replace");
    lint_sources(reading, tree_member(node, "query"), &statement->sources);
    lint_mentions(reading, tree_member(node, "query"), &statement->mentions);
    for (tree_each_inside(part, tree_member(node, "query")))
        if (text_is(part->name, "A_Star"))
            statement->all_columns = true;
}

static void refresh_view(LintReading *reading, const TreeNode *node)
{
    reading->statement->kind = LINT_REFRESH_VIEW;
    reading->statement->object = LINT_MATERIALIZED_VIEW;
    reading->statement->name = lint_range_name(reading, tree_member(node, "relation"));
    reading->statement->concurrently = tree_flag(node, "concurrent");
    reading->statement->without_data = tree_flag(node, "skipData");
}

/* What stands on a table. */

static void create_trigger(LintReading *reading, const TreeNode *node)
{
    reading->statement->kind = LINT_CREATE_TRIGGER;
    reading->statement->name.name = lint_text(reading, node, "trigname");
    reading->statement->table = lint_range_name(reading, tree_member(node, "relation"));
    reading->statement->replaces = tree_flag(node, "replace");
}

static void create_rule(LintReading *reading, const TreeNode *node)
{
    reading->statement->kind = LINT_CREATE_RULE;
    reading->statement->name.name = lint_text(reading, node, "rulename");
    reading->statement->table = lint_range_name(reading, tree_member(node, "relation"));
    reading->statement->replaces = tree_flag(node, "replace");
}

static void create_policy(LintReading *reading, const TreeNode *node)
{
    reading->statement->kind = LINT_CREATE_POLICY;
    reading->statement->name.name = lint_text(reading, node, "policy_name");
    reading->statement->table = lint_range_name(reading, tree_member(node, "table"));
}

static void create_statistics(LintReading *reading, const TreeNode *node)
{
    LintStatement *statement = reading->statement;
    statement->kind = LINT_CREATE_STATISTICS;
    statement->name = lint_list_name(reading, tree_member(node, "defnames"));
    statement->names = lint_range_names(reading, tree_member(node, "relations"));
    statement->if_not_exists = tree_flag(node, "if_not_exists");
}

static void create_publication(LintReading *reading, const TreeNode *node)
{
    LintStatement *statement = reading->statement;
    statement->kind = LINT_CREATE_PUBLICATION;
    statement->name.name = lint_text(reading, node, "pubname");
    for (tree_each(item, tree_member(node, "pubobjects"))) {
        const TreeNode *table = tree_member(tree_inner(item), "pubtable");
        if (table)
            list_add(reading->arena, &statement->names,
                     lint_range_name(reading, tree_member(table, "relation")));
    }
}

static void comment(LintReading *reading, const TreeNode *node)
{
    LintStatement *statement = reading->statement;
    const TreeNode *list = tree_inner(tree_member(node, "object"));
    TextList parts = lint_strings(reading, tree_member(list, "items"));
    bool on_column = tree_is(node, "objtype", "OBJECT_COLUMN");
    statement->kind = LINT_COMMENT;
    if (on_column && parts.count > 1)
        statement->column = parts.items[--parts.count];
    bool on_table = on_column || tree_is(node, "objtype", "OBJECT_TABLE") ||
                    tree_is(node, "objtype", "OBJECT_MATVIEW");
    if (on_table && parts.count) {
        statement->table.name = parts.items[parts.count - 1];
        statement->table.space = parts.count > 1 ? parts.items[parts.count - 2] : TEXT("");
    }
}

/* Types. */

static void create_enum(LintReading *reading, const TreeNode *node)
{
    reading->statement->kind = LINT_CREATE_ENUM;
    reading->statement->name = lint_list_name(reading, tree_member(node, "typeName"));
}

static void alter_enum(LintReading *reading, const TreeNode *node)
{
    LintStatement *statement = reading->statement;
    bool renames = tree_member(node, "oldVal") != NULL;
    statement->kind = renames ? LINT_RENAME_VALUE : LINT_ADD_VALUE;
    statement->name = lint_list_name(reading, tree_member(node, "typeName"));
    statement->text = lint_text(reading, node, renames ? "oldVal" : "newVal");
    statement->becomes.name = renames ? lint_text(reading, node, "newVal") : TEXT("");
    statement->has_place = tree_member(node, "newValNeighbor") != NULL;
    statement->if_not_exists = tree_flag(node, "skipIfNewValExists");
}

static void create_type(LintReading *reading, const TreeNode *node)
{
    const TreeNode *composite = tree_member(node, "typevar");
    const TreeNode *names = tree_member(node, "typeName");
    reading->statement->kind = LINT_CREATE_TYPE;
    reading->statement->name =
        composite ? lint_range_name(reading, composite)
                  : lint_list_name(reading, names ? names : tree_member(node, "defnames"));
}

static void create_domain(LintReading *reading, const TreeNode *node)
{
    LintStatement *statement = reading->statement;
    statement->kind = LINT_CREATE_DOMAIN;
    statement->name = lint_list_name(reading, tree_member(node, "domainname"));
    statement->type = lint_type(reading, tree_member(node, "typeName"));
    for (tree_each(item, tree_member(node, "constraints"))) {
        const TreeNode *part = tree_inner(item);
        if (tree_is(part, "contype", "CONSTR_CHECK") || tree_is(part, "contype", "CONSTR_NOTNULL"))
            list_add(reading->arena, &statement->constraints,
                     lint_constraint(reading, part, TEXT("")));
    }
}

static void alter_domain(LintReading *reading, const TreeNode *node)
{
    static const struct {
        const char *subtype;
        LintActionKind kind;
    } table[] = {{"C", LINT_ADD_CONSTRAINT},      {"X", LINT_DROP_CONSTRAINT},
                 {"V", LINT_VALIDATE_CONSTRAINT}, {"O", LINT_SET_NOT_NULL},
                 {"N", LINT_DROP_NOT_NULL},       {"T", LINT_SET_DEFAULT}};
    LintStatement *statement = reading->statement;
    statement->kind = LINT_ALTER_DOMAIN;
    statement->name = lint_list_name(reading, tree_member(node, "typeName"));
    LintAction *action = &list_push(reading->arena, &statement->actions);
    action->kind = LINT_OTHER_ACTION;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (tree_is(node, "subtype", table[i].subtype))
            action->kind = table[i].kind;
    action->name = lint_text(reading, node, "name");
    action->cascade = tree_is(node, "behavior", "DROP_CASCADE");
    const TreeNode *definition = tree_inner(tree_member(node, "def"));
    if (action->kind == LINT_ADD_CONSTRAINT)
        list_add(reading->arena, &action->constraints,
                 lint_constraint(reading, definition, TEXT("")));
}

/* What has a name and no more of interest. */

static void create_schema(LintReading *reading, const TreeNode *node)
{
    reading->statement->kind = LINT_CREATE_SCHEMA;
    reading->statement->name.name = lint_text(reading, node, "schemaname");
    reading->statement->if_not_exists = tree_flag(node, "if_not_exists");
}

static void create_extension(LintReading *reading, const TreeNode *node)
{
    reading->statement->kind = LINT_CREATE_EXTENSION;
    reading->statement->name.name = lint_text(reading, node, "extname");
    reading->statement->if_not_exists = tree_flag(node, "if_not_exists");
}

static void sequence(LintReading *reading, const TreeNode *node)
{
    bool alters = text_is(node->name, "AlterSeqStmt");
    reading->statement->kind = alters ? LINT_ALTER_SEQUENCE : LINT_CREATE_SEQUENCE;
    reading->statement->object = LINT_SEQUENCE;
    reading->statement->name = lint_range_name(reading, tree_member(node, "sequence"));
}

static void create_function(LintReading *reading, const TreeNode *node)
{
    reading->statement->kind = LINT_CREATE_FUNCTION;
    reading->statement->name = lint_list_name(reading, tree_member(node, "funcname"));
    reading->statement->replaces = tree_flag(node, "replace");
}

LintReader lint_object_reader(Text type)
{
    static const struct {
        const char *type;
        LintReader read;
    } table[] = {
        {"IndexStmt", create_index},
        {"DropStmt", drop},
        {"ViewStmt", create_view},
        {"RefreshMatViewStmt", refresh_view},
        {"CreateTrigStmt", create_trigger},
        {"RuleStmt", create_rule},
        {"CreatePolicyStmt", create_policy},
        {"AlterPolicyStmt", create_policy},
        {"CreateStatsStmt", create_statistics},
        {"CreatePublicationStmt", create_publication},
        {"AlterPublicationStmt", create_publication},
        {"CommentStmt", comment},
        {"CreateEnumStmt", create_enum},
        {"AlterEnumStmt", alter_enum},
        {"CompositeTypeStmt", create_type},
        {"CreateRangeStmt", create_type},
        {"CreateDomainStmt", create_domain},
        {"AlterDomainStmt", alter_domain},
        {"CreateSchemaStmt", create_schema},
        {"CreateExtensionStmt", create_extension},
        {"CreateSeqStmt", sequence},
        {"AlterSeqStmt", sequence},
        {"CreateFunctionStmt", create_function},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (text_is(type, table[i].type))
            return table[i].read;
    return NULL;
}

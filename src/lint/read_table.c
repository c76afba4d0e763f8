/* CREATE TABLE, ALTER TABLE and what alters other things like tables. */
#include "lint/reading_postgres.h"

static LintAction *add_action(LintReading *reading, LintActionKind kind)
{
    LintAction *action = &list_push(reading->arena, &reading->statement->actions);
    action->kind = kind;
    return action;
}

static LintAction *add_constraint(LintReading *reading, const TreeNode *node)
{
    LintConstraint made = lint_constraint(reading, node, TEXT(""));
    LintAction *action = add_action(reading, LINT_ADD_CONSTRAINT);
    action->name = made.name;
    list_reserve(reading->arena, &action->constraints, 1);
    list_add(reading->arena, &action->constraints, made);
    return action;
}

/* CREATE TABLE */

static void read_elements(LintReading *reading, const TreeNode *elements)
{
    list_reserve(reading->arena, &reading->statement->actions, tree_count(elements));
    for (tree_each(item, elements)) {
        const TreeNode *element = tree_inner(item);
        if (!element)
            continue;
        if (text_is(element->name, "ColumnDef"))
            lint_column(reading, element, add_action(reading, LINT_ADD_COLUMN));
        else if (text_is(element->name, "Constraint"))
            add_constraint(reading, element);
        else if (text_is(element->name, "TableLikeClause"))
            list_add(reading->arena, &reading->statement->likes,
                     lint_range_name(reading, tree_member(element, "relation")));
    }
}

static void set_persistence(LintStatement *statement, const TreeNode *range)
{
    statement->is_temporary = tree_is(range, "relpersistence", "t");
    statement->is_unlogged = tree_is(range, "relpersistence", "u");
}

static void create_table(LintReading *reading, const TreeNode *node)
{
    LintStatement *statement = reading->statement;
    const TreeNode *relation = tree_member(node, "relation");
    const TreeNode *bound = tree_member(node, "partbound");
    statement->kind = LINT_CREATE_TABLE;
    statement->name = lint_range_name(reading, relation);
    statement->text = lint_text(reading, node, "tablespacename");
    statement->method = lint_text(reading, node, "accessMethod");
    set_persistence(statement, relation);
    statement->if_not_exists = tree_flag(node, "if_not_exists");
    statement->parents = lint_range_names(reading, tree_member(node, "inhRelations"));
    statement->is_partition = bound != NULL;
    statement->is_default = tree_flag(bound, "is_default");
    statement->is_partitioned = tree_member(node, "partspec") != NULL;
    read_elements(reading, tree_member(node, "tableElts"));
}

static LintObject object_of(Text type)
{
    static const struct {
        const char *name;
        LintObject object;
    } table[] = {
        {"OBJECT_INDEX", LINT_INDEX},
        {"OBJECT_VIEW", LINT_VIEW},
        {"OBJECT_MATVIEW", LINT_MATERIALIZED_VIEW},
        {"OBJECT_SEQUENCE", LINT_SEQUENCE},
        {"OBJECT_TYPE", LINT_TYPE},
        {"OBJECT_ATTRIBUTE", LINT_TYPE},
        {"OBJECT_FOREIGN_TABLE", LINT_FOREIGN_TABLE},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (text_is(type, table[i].name))
            return table[i].object;
    return LINT_TABLE;
}

static void create_table_as(LintReading *reading, const TreeNode *node)
{
    LintStatement *statement = reading->statement;
    const TreeNode *into = tree_member(node, "into");
    statement->kind = LINT_CREATE_TABLE_AS;
    statement->object = object_of(tree_text(node, "objtype"));
    statement->name = lint_range_name(reading, tree_member(into, "rel"));
    set_persistence(statement, tree_member(into, "rel"));
    statement->without_data = tree_flag(into, "skipData");
    statement->if_not_exists = tree_flag(node, "if_not_exists");
    lint_sources(reading, tree_member(node, "query"), &statement->sources);
    lint_calls(reading, tree_member(node, "query"), &statement->calls);
}

/* ALTER TABLE */

static const struct {
    const char *name;
    LintActionKind kind;
} subtypes[] = {
    {"AT_AddColumn", LINT_ADD_COLUMN},
    {"AT_DropColumn", LINT_DROP_COLUMN},
    {"AT_AlterColumnType", LINT_CHANGE_TYPE},
    {"AT_SetNotNull", LINT_SET_NOT_NULL},
    {"AT_DropNotNull", LINT_DROP_NOT_NULL},
    {"AT_ColumnDefault", LINT_SET_DEFAULT},
    {"AT_AddIdentity", LINT_ADD_IDENTITY},
    {"AT_SetIdentity", LINT_CHANGE_IDENTITY},
    {"AT_DropIdentity", LINT_DROP_IDENTITY},
    {"AT_DropExpression", LINT_DROP_EXPRESSION},
    {"AT_SetStatistics", LINT_SET_STATISTICS},
    {"AT_SetOptions", LINT_SET_COLUMN_OPTIONS},
    {"AT_ResetOptions", LINT_SET_COLUMN_OPTIONS},
    {"AT_SetStorage", LINT_SET_STORAGE},
    {"AT_SetCompression", LINT_SET_COMPRESSION},
    {"AT_AddConstraint", LINT_ADD_CONSTRAINT},
    {"AT_AlterConstraint", LINT_ALTER_CONSTRAINT},
    {"AT_ValidateConstraint", LINT_VALIDATE_CONSTRAINT},
    {"AT_DropConstraint", LINT_DROP_CONSTRAINT},
    {"AT_ChangeOwner", LINT_CHANGE_OWNER},
    {"AT_AttachPartition", LINT_ATTACH_PARTITION},
    {"AT_DetachPartition", LINT_DETACH_PARTITION},
    {"AT_DetachPartitionFinalize", LINT_FINALIZE_PARTITION},
    {"AT_AddInherit", LINT_INHERIT},
    {"AT_DropInherit", LINT_NO_INHERIT},
    {"AT_SetLogged", LINT_SET_LOGGED},
    {"AT_SetUnLogged", LINT_SET_UNLOGGED},
    {"AT_SetTableSpace", LINT_SET_TABLESPACE},
    {"AT_SetAccessMethod", LINT_SET_ACCESS_METHOD},
    {"AT_SetRelOptions", LINT_SET_OPTIONS},
    {"AT_ResetRelOptions", LINT_SET_OPTIONS},
    {"AT_ClusterOn", LINT_CLUSTER_ON},
    {"AT_DropCluster", LINT_CLUSTER_ON},
    {"AT_EnableTrig", LINT_ENABLE_TRIGGER},
    {"AT_EnableTrigAll", LINT_ENABLE_TRIGGER},
    {"AT_EnableTrigUser", LINT_ENABLE_TRIGGER},
    {"AT_EnableAlwaysTrig", LINT_ENABLE_TRIGGER},
    {"AT_EnableReplicaTrig", LINT_ENABLE_TRIGGER},
    {"AT_DisableTrig", LINT_DISABLE_TRIGGER},
    {"AT_DisableTrigAll", LINT_DISABLE_TRIGGER},
    {"AT_DisableTrigUser", LINT_DISABLE_TRIGGER},
    {"AT_EnableRule", LINT_ENABLE_RULE},
    {"AT_EnableAlwaysRule", LINT_ENABLE_RULE},
    {"AT_EnableReplicaRule", LINT_ENABLE_RULE},
    {"AT_DisableRule", LINT_ENABLE_RULE},
    {"AT_EnableRowSecurity", LINT_ENABLE_ROW_SECURITY},
    {"AT_DisableRowSecurity", LINT_DISABLE_ROW_SECURITY},
    {"AT_ForceRowSecurity", LINT_FORCE_ROW_SECURITY},
    {"AT_NoForceRowSecurity", LINT_NO_FORCE_ROW_SECURITY},
    {"AT_ReplicaIdentity", LINT_REPLICA_IDENTITY},
};

static LintActionKind action_kind(const TreeNode *command)
{
    Text subtype = tree_text(command, "subtype");
    for (size_t i = 0; i < sizeof subtypes / sizeof *subtypes; i++)
        if (text_is(subtype, subtypes[i].name))
            return subtypes[i].kind;
    return LINT_OTHER_ACTION;
}

static void change_type(LintReading *reading, const TreeNode *definition, LintAction *action)
{
    const TreeNode *value = tree_member(definition, "raw_default");
    Text column = action->column;
    lint_column(reading, definition, action);
    action->column = column;
    action->has_using = value != NULL;
    action->using_is_column = value && text_equal(lint_column_of(reading, value), column);
    lint_calls(reading, value, &action->calls);
}

static void partition(LintReading *reading, const TreeNode *command, LintAction *action)
{
    action->other = lint_range_name(reading, tree_member(command, "name"));
    action->is_default = tree_flag(tree_member(command, "bound"), "is_default");
    action->concurrently = tree_flag(command, "concurrent");
}

static void set_options(LintReading *reading, const TreeNode *list, LintAction *action)
{
    for (tree_each_inside(option, list))
        if (tree_text(option, "defname").length)
            list_add(reading->arena, &action->options, lint_text(reading, option, "defname"));
}

/* What stands behind the keyword of a command. */
static void read_definition(LintReading *reading, const TreeNode *command, LintAction *action)
{
    const TreeNode *wrapped = tree_member(command, "def");
    const TreeNode *definition = tree_inner(wrapped);
    if (!definition) {
        if (action->kind == LINT_SET_DEFAULT)
            action->kind = LINT_DROP_DEFAULT;
    } else if (text_is(definition->name, "ColumnDef")) {
        if (action->kind == LINT_CHANGE_TYPE)
            change_type(reading, definition, action);
        else
            lint_column(reading, definition, action);
    } else if (text_is(definition->name, "Constraint")) {
        list_reserve(reading->arena, &action->constraints, 1);
        if (action->kind == LINT_ADD_CONSTRAINT)
            list_add(reading->arena, &action->constraints,
                     lint_constraint(reading, definition, TEXT("")));
        action->name = lint_text(reading, definition, "conname");
    } else if (text_is(definition->name, "PartitionCmd")) {
        partition(reading, definition, action);
    } else if (text_is(definition->name, "RangeVar")) {
        action->other = lint_range_name(reading, definition);
    } else if (text_is(definition->name, "ReplicaIdentityStmt")) {
        action->is_full = tree_is(definition, "identity_type", "f");
    } else if (action->kind == LINT_SET_DEFAULT) {
        action->default_kind = lint_default(reading, wrapped, &action->calls);
    } else {
        set_options(reading, definition, action);
    }
}

static bool names_a_column(LintActionKind kind)
{
    return kind == LINT_DROP_COLUMN || (kind >= LINT_CHANGE_TYPE && kind <= LINT_SET_COMPRESSION);
}

static void read_command(LintReading *reading, const TreeNode *command)
{
    LintAction *action = add_action(reading, action_kind(command));
    Text name = lint_text(reading, command, "name");
    if (names_a_column(action->kind))
        action->column = name;
    else
        action->name = name;
    action->cascade = tree_is(command, "behavior", "DROP_CASCADE");
    action->if_exists = tree_flag(command, "missing_ok");
    read_definition(reading, command, action);
}

static void alter_table(LintReading *reading, const TreeNode *node)
{
    LintStatement *statement = reading->statement;
    statement->kind = LINT_ALTER_TABLE;
    statement->object = object_of(tree_text(node, "objtype"));
    statement->name = lint_relation(reading, node);
    statement->if_exists = tree_flag(node, "missing_ok");
    list_reserve(reading->arena, &statement->actions, tree_count(tree_member(node, "cmds")));
    for (tree_each(item, tree_member(node, "cmds")))
        read_command(reading, tree_inner(item));
}

static void set_schema(LintReading *reading, const TreeNode *node)
{
    LintStatement *statement = reading->statement;
    if (!tree_member(node, "relation"))
        return; /* a function, a type … */
    statement->kind = LINT_ALTER_TABLE;
    statement->object = object_of(tree_text(node, "objectType"));
    statement->name = lint_relation(reading, node);
    statement->if_exists = tree_flag(node, "missing_ok");
    add_action(reading, LINT_SET_SCHEMA)->becomes = lint_text(reading, node, "newschema");
}

/* RENAME of a relation or of a part of one. */
static void rename_in_table(LintReading *reading, const TreeNode *node, LintActionKind kind)
{
    LintStatement *statement = reading->statement;
    Text part = lint_text(reading, node, "subname");
    bool of_column = kind == LINT_RENAME_COLUMN;
    statement->kind = LINT_ALTER_TABLE;
    statement->object = object_of(tree_text(node, of_column ? "relationType" : "renameType"));
    statement->name = lint_relation(reading, node);
    statement->if_exists = tree_flag(node, "missing_ok");
    LintAction *action = add_action(reading, kind);
    action->becomes = lint_text(reading, node, "newname");
    if (of_column)
        action->column = part;
    else
        action->name = part;
}

static void rename_thing(LintReading *reading, const TreeNode *node)
{
    static const struct {
        const char *type;
        LintKind kind;
    } others[] = {{"OBJECT_TRIGGER", LINT_RENAME_TRIGGER}, {"OBJECT_RULE", LINT_RENAME_RULE},
                  {"OBJECT_POLICY", LINT_CREATE_POLICY},   {"OBJECT_SCHEMA", LINT_RENAME_SCHEMA},
                  {"OBJECT_TYPE", LINT_RENAME_TYPE},       {"OBJECT_DOMAIN", LINT_RENAME_TYPE}};
    LintStatement *statement = reading->statement;
    Text type = tree_text(node, "renameType");
    if (text_is(type, "OBJECT_COLUMN") || text_is(type, "OBJECT_ATTRIBUTE")) {
        rename_in_table(reading, node, LINT_RENAME_COLUMN);
        return;
    }
    if (text_is(type, "OBJECT_TABCONSTRAINT")) {
        rename_in_table(reading, node, LINT_RENAME_CONSTRAINT);
        return;
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (!text_is(type, others[i].type))
            continue;
        const TreeNode *names = tree_inner(tree_member(node, "object"));
        statement->kind = others[i].kind;
        statement->becomes.name = lint_text(reading, node, "newname");
        statement->table = lint_relation(reading, node);
        statement->name = lint_list_name(reading, tree_member(names, "items"));
        if (statement->name.name.length == 0)
            statement->name.name = lint_text(reading, node, "subname");
        return;
    }
    if (tree_member(node, "relation"))
        rename_in_table(reading, node, LINT_RENAME);
}

LintReader lint_table_reader(Text type)
{
    return text_is(type, "AlterTableStmt")          ? alter_table
           : text_is(type, "CreateStmt")            ? create_table
           : text_is(type, "CreateTableAsStmt")     ? create_table_as
           : text_is(type, "RenameStmt")            ? rename_thing
           : text_is(type, "AlterObjectSchemaStmt") ? set_schema
                                                    : NULL;
}

/* Statements on rows, transactions and settings, and the upkeep of tables. */
#include "lint/reading_postgres.h"

static bool has_option(const TreeNode *options, const char *name)
{
    for (tree_each(item, options)) {
        const TreeNode *option = tree_inner(item);
        if (!tree_is(option, "defname", name))
            continue;
        Text value = tree_text(tree_inner(tree_member(option, "arg")), "sval");
        return !text_equal_ignoring_case(value, TEXT("false")) &&
               !text_equal_ignoring_case(value, TEXT("off"));
    }
    return false;
}

/* Rows. */

/* A condition that holds for every row: TRUE, or two constants that are the same. */
static bool is_always_true(const TreeNode *condition)
{
    const TreeNode *node = tree_inner(condition);
    if (!node)
        return true;
    if (text_is(node->name, "A_Const"))
        return tree_flag(tree_member(node, "boolval"), "boolval");
    const TreeNode *left = tree_inner(tree_member(node, "lexpr"));
    const TreeNode *right = tree_inner(tree_member(node, "rexpr"));
    if (!left || !right || !text_is(left->name, "A_Const") || !text_is(right->name, "A_Const"))
        return false;
    const TreeNode *name = tree_inner(tree_inner(tree_member(node, "name")));
    return tree_is(name, "sval", "=") && left->size == right->size && left->size > 2 &&
           text_equal(left[2].value, right[2].value);
}

static void rows(LintReading *reading, const TreeNode *node, LintKind kind)
{
    LintStatement *statement = reading->statement;
    statement->kind = kind;
    statement->table = lint_relation(reading, node);
    const TreeNode *columns = tree_member(node, kind == LINT_INSERT ? "cols" : "targetList");
    for (tree_each(item, columns))
        list_add(reading->arena, &statement->columns, lint_text(reading, tree_inner(item), "name"));
    statement->has_where = !is_always_true(tree_member(node, "whereClause"));
    for (tree_each(member, node))
        if (!text_is(member->name, "relation")) {
            lint_sources(reading, member, &statement->sources);
            lint_calls(reading, member, &statement->calls);
        }
}

static void insert(LintReading *reading, const TreeNode *node)
{
    rows(reading, node, LINT_INSERT);
}

static void update(LintReading *reading, const TreeNode *node)
{
    rows(reading, node, LINT_UPDATE);
}

static void delete_rows(LintReading *reading, const TreeNode *node)
{
    rows(reading, node, LINT_DELETE);
}

static void merge(LintReading *reading, const TreeNode *node)
{
    rows(reading, node, LINT_MERGE);
}

static void copy(LintReading *reading, const TreeNode *node)
{
    reading->statement->kind = LINT_COPY;
    reading->statement->table = lint_relation(reading, node);
}

/* SELECT … INTO makes a table. */
static void select_rows(LintReading *reading, const TreeNode *node)
{
    LintStatement *statement = reading->statement;
    const TreeNode *into = tree_member(tree_member(node, "intoClause"), "rel");
    statement->kind = into ? LINT_CREATE_TABLE_AS : LINT_SELECT;
    statement->name = lint_range_name(reading, into);
    statement->is_temporary = tree_is(into, "relpersistence", "t");
    lint_calls(reading, node, &statement->calls);
    for (tree_each(member, node))
        if (!text_is(member->name, "intoClause"))
            lint_sources(reading, member, &statement->sources);
}

static void truncate(LintReading *reading, const TreeNode *node)
{
    reading->statement->kind = LINT_TRUNCATE;
    reading->statement->names = lint_range_names(reading, tree_member(node, "relations"));
    reading->statement->cascade = tree_is(node, "behavior", "DROP_CASCADE");
}

static void lock_table(LintReading *reading, const TreeNode *node)
{
    static const char *const modes[] = {"",
                                        "AccessShareLock",
                                        "RowShareLock",
                                        "RowExclusiveLock",
                                        "ShareUpdateExclusiveLock",
                                        "ShareLock",
                                        "ShareRowExclusiveLock",
                                        "ExclusiveLock",
                                        "AccessExclusiveLock"};
    Text mode = tree_text(node, "mode");
    size_t number = mode.length == 1 && is_digit(mode.data[0]) ? (size_t)(mode.data[0] - '0') : 8;
    reading->statement->kind = LINT_LOCK_TABLE;
    reading->statement->names = lint_range_names(reading, tree_member(node, "relations"));
    reading->statement->text = text_from(modes[number <= 8 ? number : 8]);
}

/* Upkeep. */

static void reindex(LintReading *reading, const TreeNode *node)
{
    LintStatement *statement = reading->statement;
    statement->kind = LINT_REINDEX;
    statement->concurrently = has_option(tree_member(node, "params"), "concurrently");
    statement->object = tree_is(node, "kind", "REINDEX_OBJECT_INDEX")   ? LINT_INDEX
                        : tree_is(node, "kind", "REINDEX_OBJECT_TABLE") ? LINT_TABLE
                                                                        : LINT_EVERYTHING;
    LintName name = lint_range_name(reading, tree_member(node, "relation"));
    if (statement->object == LINT_TABLE)
        statement->table = name;
    else
        statement->name = name;
}

static void cluster(LintReading *reading, const TreeNode *node)
{
    reading->statement->kind = LINT_CLUSTER;
    reading->statement->table = lint_range_name(reading, tree_member(node, "relation"));
    reading->statement->name.name = lint_text(reading, node, "indexname");
}

static void vacuum(LintReading *reading, const TreeNode *node)
{
    LintStatement *statement = reading->statement;
    statement->kind = tree_flag(node, "is_vacuumcmd") ? LINT_VACUUM : LINT_ANALYZE;
    statement->is_full = has_option(tree_member(node, "options"), "full");
    statement->names = lint_range_names(reading, tree_member(node, "rels"));
}

/* Settings, transactions, code. */

static void set(LintReading *reading, const TreeNode *node)
{
    LintStatement *statement = reading->statement;
    statement->kind = LINT_SET;
    statement->text = lint_text(reading, node, "name");
    statement->is_local = tree_flag(node, "is_local");
    for (tree_each_inside(part, tree_member(node, "args")))
        if (part->value.length)
            statement->value = text_copy(reading->arena, part->value);
}

static void transaction(LintReading *reading, const TreeNode *node)
{
    static const struct {
        const char *name;
        LintKind kind;
    } table[] = {
        {"TRANS_STMT_BEGIN", LINT_BEGIN},
        {"TRANS_STMT_START", LINT_BEGIN},
        {"TRANS_STMT_COMMIT", LINT_COMMIT},
        {"TRANS_STMT_ROLLBACK", LINT_ROLLBACK},
        {"TRANS_STMT_SAVEPOINT", LINT_SAVEPOINT},
        {"TRANS_STMT_RELEASE", LINT_SAVEPOINT},
        {"TRANS_STMT_PREPARE", LINT_COMMIT},
        {"TRANS_STMT_COMMIT_PREPARED", LINT_ALONE},
        {"TRANS_STMT_ROLLBACK_PREPARED", LINT_ALONE},
        {"TRANS_STMT_ROLLBACK_TO", LINT_ROLLBACK_TO},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (tree_is(node, "kind", table[i].name))
            reading->statement->kind = table[i].kind;
    reading->statement->name.name = lint_text(reading, node, "savepoint_name");
}

static void call(LintReading *reading, const TreeNode *node)
{
    reading->statement->kind = LINT_CALL;
    const TreeNode *function = tree_member(node, "funccall");
    list_add(reading->arena, &reading->statement->calls,
             lint_list_name(reading, tree_member(function, "funcname")).name);
}

static void block(LintReading *reading, const TreeNode *node)
{
    (void)node;
    reading->statement->kind = LINT_DO;
}

static void grant(LintReading *reading, const TreeNode *node)
{
    (void)node;
    reading->statement->kind = LINT_GRANT;
}

static void drop_database(LintReading *reading, const TreeNode *node)
{
    reading->statement->kind = LINT_DROP_DATABASE;
    reading->statement->name.name = lint_text(reading, node, "dbname");
    reading->statement->if_exists = tree_flag(node, "missing_ok");
}

static void alone(LintReading *reading, const TreeNode *node)
{
    (void)node;
    reading->statement->kind = LINT_ALONE;
}

LintReader lint_other_reader(Text type)
{
    static const struct {
        const char *type;
        LintReader read;
    } table[] = {
        {"InsertStmt", insert},
        {"UpdateStmt", update},
        {"DeleteStmt", delete_rows},
        {"MergeStmt", merge},
        {"CopyStmt", copy},
        {"SelectStmt", select_rows},
        {"TruncateStmt", truncate},
        {"LockStmt", lock_table},
        {"ReindexStmt", reindex},
        {"ClusterStmt", cluster},
        {"VacuumStmt", vacuum},
        {"VariableSetStmt", set},
        {"TransactionStmt", transaction},
        {"CallStmt", call},
        {"DoStmt", block},
        {"GrantStmt", grant},
        {"GrantRoleStmt", grant},
        {"DropdbStmt", drop_database},
        {"CreatedbStmt", alone},
        {"AlterSystemStmt", alone},
        {"CreateTableSpaceStmt", alone},
        {"DropTableSpaceStmt", alone},
        {"CreateSubscriptionStmt", alone},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (text_is(type, table[i].type))
            return table[i].read;
    return NULL;
}

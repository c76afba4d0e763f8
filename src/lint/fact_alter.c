/* The facts of ALTER TABLE. */
#include "lint/fact_making.h"
#include "lint/type_change.h"

/* How far an action reaches down. */
typedef enum Reach {
    TABLE_ONLY,
    CHILDREN,   /* all tables below */
    PARTITIONS, /* those below a partitioned table */
} Reach;

/* What each action locks: what is not here takes the strongest lock on the table alone. */
static const struct {
    LintActionKind kind;
    LintLockMode mode;
    Reach reach;
} table[] = {
    {LINT_ADD_COLUMN, LOCK_ACCESS_EXCLUSIVE, CHILDREN},
    {LINT_DROP_COLUMN, LOCK_ACCESS_EXCLUSIVE, CHILDREN},
    {LINT_CHANGE_TYPE, LOCK_ACCESS_EXCLUSIVE, CHILDREN},
    {LINT_SET_NOT_NULL, LOCK_ACCESS_EXCLUSIVE, CHILDREN},
    {LINT_DROP_NOT_NULL, LOCK_ACCESS_EXCLUSIVE, CHILDREN},
    {LINT_SET_DEFAULT, LOCK_ACCESS_EXCLUSIVE, CHILDREN},
    {LINT_DROP_DEFAULT, LOCK_ACCESS_EXCLUSIVE, CHILDREN},
    {LINT_DROP_EXPRESSION, LOCK_ACCESS_EXCLUSIVE, CHILDREN},
    {LINT_SET_STATISTICS, LOCK_SHARE_UPDATE_EXCLUSIVE, CHILDREN},
    {LINT_SET_COLUMN_OPTIONS, LOCK_SHARE_UPDATE_EXCLUSIVE, TABLE_ONLY},
    {LINT_SET_STORAGE, LOCK_ACCESS_EXCLUSIVE, CHILDREN},
    {LINT_DROP_CONSTRAINT, LOCK_ACCESS_EXCLUSIVE, CHILDREN},
    {LINT_VALIDATE_CONSTRAINT, LOCK_SHARE_UPDATE_EXCLUSIVE, CHILDREN},
    {LINT_RENAME_COLUMN, LOCK_ACCESS_EXCLUSIVE, CHILDREN},
    {LINT_RENAME_CONSTRAINT, LOCK_ACCESS_EXCLUSIVE, CHILDREN},
    {LINT_ATTACH_PARTITION, LOCK_SHARE_UPDATE_EXCLUSIVE, TABLE_ONLY},
    {LINT_SET_OPTIONS, LOCK_SHARE_UPDATE_EXCLUSIVE, TABLE_ONLY},
    {LINT_CLUSTER_ON, LOCK_SHARE_UPDATE_EXCLUSIVE, TABLE_ONLY},
    {LINT_ENABLE_TRIGGER, LOCK_SHARE_ROW_EXCLUSIVE, PARTITIONS},
    {LINT_DISABLE_TRIGGER, LOCK_SHARE_ROW_EXCLUSIVE, PARTITIONS},
};

static LintLockMode mode_of(const LintAction *action)
{
    if (action->kind == LINT_ADD_CONSTRAINT && action->constraints.count &&
        action->constraints.items[0].kind == LINT_FOREIGN_KEY)
        return LOCK_SHARE_ROW_EXCLUSIVE;
    if (action->kind == LINT_DETACH_PARTITION && action->concurrently)
        return LOCK_SHARE_UPDATE_EXCLUSIVE;
    if (action->kind == LINT_FINALIZE_PARTITION)
        return LOCK_SHARE_UPDATE_EXCLUSIVE;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (table[i].kind == action->kind)
            return table[i].mode;
    return LOCK_ACCESS_EXCLUSIVE;
}

static bool reaches_down(const LintAction *action, const WorldTable *altered, int version)
{
    if (action->kind >= LINT_ADD_IDENTITY && action->kind <= LINT_DROP_IDENTITY)
        return version >= 17 && altered->is_partitioned; /* before, partitions had none */
    if (action->kind == LINT_ADD_CONSTRAINT && action->constraints.count) {
        LintConstraintKind kind = action->constraints.items[0].kind;
        return kind == LINT_CHECK || kind == LINT_NOT_NULL ||
               (kind == LINT_FOREIGN_KEY && altered->is_partitioned) ||
               ((kind == LINT_UNIQUE || kind == LINT_PRIMARY_KEY) && version >= 18);
    }
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (table[i].kind == action->kind)
            return table[i].reach == CHILDREN ||
                   (table[i].reach == PARTITIONS && altered->is_partitioned);
    return false;
}

static void add_column(FactMaking *making, const LintAction *action)
{
    LintName name = making->statement->name;
    const WorldType *domain = world_type(making->world, action->type.name);
    bool rewrites = action->default_kind == LINT_DEFAULT_VOLATILE || action->type.is_serial ||
                    action->is_identity || action->is_generated ||
                    (domain && domain->constraints.count);
    if (rewrites)
        fact_rewrite(making, name);
    else if (action->is_not_null && action->default_kind <= LINT_DEFAULT_NULL)
        fact_scan(making, name);
    for (list_each(const LintConstraint, constraint, &action->constraints)) {
        if (constraint->kind == LINT_FOREIGN_KEY) {
            fact_lock_name_tree(making, constraint->references, LOCK_SHARE_ROW_EXCLUSIVE);
            if (action->default_kind <= LINT_DEFAULT_NULL)
                continue;
            fact_scan(making, constraint->references);
        }
        if (!rewrites)
            fact_scan(making, name);
    }
}

static void add_constraint(FactMaking *making, const LintConstraint *constraint,
                           const WorldTable *altered)
{
    LintName name = making->statement->name;
    bool checks = !constraint->is_not_valid;
    if (constraint->kind == LINT_FOREIGN_KEY) {
        fact_lock_name_tree(making, constraint->references, LOCK_SHARE_ROW_EXCLUSIVE);
        if (checks)
            fact_scan(making, constraint->references);
    }
    if (constraint->kind >= LINT_UNIQUE) {
        checks = constraint->index.length == 0;
        if (altered && altered->is_partitioned)
            fact_lock_tree(making, altered, LOCK_SHARE);
        if (constraint->kind == LINT_PRIMARY_KEY)
            for (list_each(const Text, column, &constraint->columns)) {
                const WorldColumn *known = altered ? world_column(altered, *column) : NULL;
                checks = checks || !known || !known->is_not_null;
            }
    }
    if (checks)
        fact_scan(making, name);
}

static void drop_constraint(FactMaking *making, const LintAction *action, const WorldTable *altered)
{
    const WorldConstraint *gone = altered ? world_constraint(altered, action->name) : NULL;
    if (gone && gone->references)
        fact_lock_tree(making, gone->references, LOCK_ACCESS_EXCLUSIVE);
    if (gone && action->cascade && gone->is.columns.count && gone->is.kind >= LINT_UNIQUE)
        fact_lock_referring(making, altered, gone->is.columns.items[0], LOCK_ACCESS_EXCLUSIVE);
}

static void validate(FactMaking *making, const LintAction *action, const WorldTable *altered)
{
    const WorldConstraint *known = altered ? world_constraint(altered, action->name) : NULL;
    if (known && !known->is.is_not_valid)
        return;
    fact_scan(making, making->statement->name);
    if (known && known->references)
        fact_scan(making, known->references->name);
}

static void change_type(FactMaking *making, const LintAction *action, const WorldTable *altered)
{
    const WorldColumn *column = altered ? world_column(altered, action->column) : NULL;
    TypeChange change = type_change(making->world, column, action);
    bool scans = false;
    if (change == TYPE_CHANGE_REWRITE)
        fact_rewrite(making, making->statement->name);
    if (!altered)
        return;
    for (list_each(const WorldConstraint, constraint, &altered->constraints))
        scans = scans || (constraint->is.kind == LINT_CHECK &&
                          text_list_has(&constraint->is.columns, action->column));
    for (list_each(const WorldIndex, index, &altered->indexes))
        scans = scans || text_list_has(&index->mentions, action->column) ||
                (change == TYPE_CHANGE_INDEXES && text_list_has(&index->columns, action->column));
    if (scans && change != TYPE_CHANGE_REWRITE)
        fact_scan(making, making->statement->name);
    fact_lock_referenced(making, altered, action->column, LOCK_ACCESS_EXCLUSIVE);
    fact_lock_referring(making, altered, action->column, LOCK_ACCESS_EXCLUSIVE);
}

/* Up to 13, what is detached is locked less while nothing of its parent's has to be undone. */
static void lock_partition(FactMaking *making, const LintAction *action, const WorldTable *altered)
{
    const WorldTable *other = world_table(making->world, action->other);
    bool has_keys = !altered || altered->has_trigger || fact_is_referred_to(making, altered);
    for (size_t i = 0; altered && i < altered->constraints.count; i++)
        has_keys = has_keys || altered->constraints.items[i].is.kind == LINT_FOREIGN_KEY;
    if (making->version >= 14 || has_keys || !other || action->kind == LINT_ATTACH_PARTITION) {
        fact_lock_name_tree(making, action->other, LOCK_ACCESS_EXCLUSIVE);
        return;
    }
    fact_lock(making, other, LOCK_SHARE_UPDATE_EXCLUSIVE);
    for (list_each(const WorldTableRef, child, &other->children))
        fact_lock_tree(making, *child, LOCK_ACCESS_EXCLUSIVE);
}

static void partition(FactMaking *making, const LintAction *action, const WorldTable *altered)
{
    const WorldTable *rest = altered ? world_default_partition(altered) : NULL;
    bool attaches = action->kind == LINT_ATTACH_PARTITION;
    lock_partition(making, action, altered);
    if (rest && !action->concurrently)
        fact_lock(making, rest, LOCK_ACCESS_EXCLUSIVE);
    if (attaches) {
        fact_scan(making, action->other);
        if (rest)
            fact_scan(making, rest->name);
    }
    if (altered && !action->concurrently) {
        fact_lock_referenced(making, altered, TEXT(""), LOCK_SHARE_ROW_EXCLUSIVE);
        if (!attaches || making->version >= 15)
            fact_lock_referring(making, altered, TEXT(""),
                                attaches ? LOCK_SHARE_ROW_EXCLUSIVE : LOCK_ACCESS_EXCLUSIVE);
    }
}

static void set_not_null(FactMaking *making, const LintAction *action, const WorldTable *altered)
{
    const WorldColumn *column = altered ? world_column(altered, action->column) : NULL;
    if (!(column && column->is_not_null) &&
        !(altered && world_proves_not_null(altered, action->column)))
        fact_scan(making, making->statement->name);
}

static void add_effects(FactMaking *making, const LintAction *action, const WorldTable *altered)
{
    switch ((int)action->kind) {
    case LINT_ADD_COLUMN:
        add_column(making, action);
        break;
    case LINT_ADD_CONSTRAINT:
        for (list_each(const LintConstraint, constraint, &action->constraints))
            add_constraint(making, constraint, altered);
        break;
    case LINT_DROP_CONSTRAINT:
        drop_constraint(making, action, altered);
        break;
    case LINT_VALIDATE_CONSTRAINT:
        validate(making, action, altered);
        break;
    case LINT_DROP_COLUMN:
        if (altered)
            fact_lock_referenced(making, altered, action->column, LOCK_ACCESS_EXCLUSIVE);
        if (altered && action->cascade)
            fact_lock_referring(making, altered, action->column, LOCK_ACCESS_EXCLUSIVE);
        break;
    case LINT_CHANGE_TYPE:
        change_type(making, action, altered);
        break;
    case LINT_SET_NOT_NULL:
        set_not_null(making, action, altered);
        break;
    case LINT_ATTACH_PARTITION:
    case LINT_DETACH_PARTITION:
        partition(making, action, altered);
        break;
    case LINT_INHERIT:
        fact_lock_name(making, action->other, LOCK_SHARE_UPDATE_EXCLUSIVE);
        break;
    case LINT_SET_LOGGED:
    case LINT_SET_UNLOGGED:
        if (!altered || altered->is_unlogged != (action->kind == LINT_SET_UNLOGGED))
            fact_rewrite(making, making->statement->name);
        break;
    case LINT_SET_TABLESPACE:
        if (!altered || !text_equal(altered->tablespace, action->name))
            fact_rewrite(making, making->statement->name);
        break;
    case LINT_SET_ACCESS_METHOD:
        if (!altered || !text_equal(altered->method, action->name))
            fact_rewrite(making, making->statement->name);
        break;
    default:
        break;
    }
}

void fact_alter_table(FactMaking *making)
{
    const LintStatement *statement = making->statement;
    const WorldTable *altered = world_table(making->world, statement->name);
    LintLockMode mode = LOCK_NONE;
    bool down = false;
    if (statement->object != LINT_TABLE && statement->object != LINT_MATERIALIZED_VIEW)
        return;
    for (list_each(const LintAction, action, &statement->actions)) {
        mode = mode_of(action) > mode ? mode_of(action) : mode;
        down =
            down || (altered && !statement->only && reaches_down(action, altered, making->version));
        if (action->kind == LINT_DETACH_PARTITION && action->concurrently)
            making->facts.transactional = false;
    }
    if (down)
        fact_lock_tree(making, altered, mode);
    else
        fact_lock_name(making, statement->name, mode);
    for (list_each(const LintAction, action, &statement->actions))
        add_effects(making, action, altered);
}

#include "history/script_plan.h"

#include "base/utf8.h"

/* What a statement does to transactions. */
typedef enum TransactionControl {
    CONTROL_NONE,
    CONTROL_BEGIN,
    CONTROL_COMMIT,
    CONTROL_OTHER, /* rolls back, chains, prepares: the script knows what it does */
} TransactionControl;

typedef struct Planner {
    Arena *arena;
    const Dialect *dialect;
    const ScriptLessons *lessons;
    ScriptPlan *plan;
    bool *unguarded; /* a mark a statement, or NULL */
    bool open;       /* the last step takes more statements */
    bool in_block;   /* inside a BEGIN of the script */
} Planner;

static TransactionControl control_of(const SqlSyntax *syntax, Text statement)
{
    static const char *const other[] = {
        "ROLLBACK",        "ABORT", "PREPARE TRANSACTION", "COMMIT [WORK] AND", "END [WORK] AND",
        "COMMIT PREPARED", NULL};
    static const char *const savepoint[] = {"ROLLBACK [WORK] TO", "ROLLBACK [TRANSACTION] TO",
                                            NULL};
    static const char *const begin[] = {"BEGIN", "START TRANSACTION", NULL};
    static const char *const commit[] = {"COMMIT", "END", NULL};
    if (statement_matches_any(syntax, statement, savepoint))
        return CONTROL_NONE;
    if (statement_matches_any(syntax, statement, other))
        return CONTROL_OTHER;
    if (statement_matches_any(syntax, statement, begin))
        return CONTROL_BEGIN;
    return statement_matches_any(syntax, statement, commit) ? CONTROL_COMMIT : CONTROL_NONE;
}

Text script_statement(const ScriptPlan *plan, size_t index)
{
    const ScriptStatement *statement = &plan->statements.items[index];
    return text_slice(plan->script, statement->start, statement->end);
}

static ScriptStep *add_step(Planner *planner, size_t first, bool in_transaction)
{
    ScriptStep *step = &list_push(planner->arena, &planner->plan->steps);
    step->first = first;
    step->in_transaction = in_transaction;
    return step;
}

/* Adds a statement to a step; it joins the last part where both are run the same way. */
static void add_statement(Planner *planner, ScriptStep *step, size_t index)
{
    const ScriptStatement *statement = &planner->plan->statements.items[index];
    bool unguarded = planner->unguarded && planner->unguarded[index];
    step->count++;
    if (step->parts.count > 0 && list_last(&step->parts).unguarded == unguarded) {
        list_last(&step->parts).end = statement->end;
        return;
    }
    list_add(planner->arena, &step->parts,
             (ScriptPart){statement->start, statement->end, index, unguarded});
}

static void add_alone(Planner *planner, size_t index)
{
    ScriptStep *step = add_step(planner, index, false);
    add_statement(planner, step, index);
    planner->open = false;
}

static void add_to_transaction(Planner *planner, size_t index)
{
    if (!planner->open)
        add_step(planner, index, true);
    planner->open = true;
    add_statement(planner, &list_last(&planner->plan->steps), index);
}

static void begin_transaction(Planner *planner, size_t index)
{
    ScriptStep *step = add_step(planner, index + 1, true);
    step->begin = script_statement(planner->plan, index);
    planner->open = true;
    planner->in_block = true;
}

static void plan_statement(Planner *planner, size_t index)
{
    const Dialect *dialect = planner->dialect;
    Text statement = script_statement(planner->plan, index);
    TransactionControl control = control_of(&dialect->syntax, statement);
    if (control == CONTROL_BEGIN) {
        begin_transaction(planner, index);
        return;
    }
    if (control == CONTROL_COMMIT) {
        planner->open = false;
        planner->in_block = false;
        return;
    }
    bool alone = (planner->lessons && planner->lessons->alone[index]) ||
                 statement_matches_any(&dialect->syntax, statement, dialect->outside_transaction);
    if (alone && !planner->in_block)
        add_alone(planner, index);
    else
        add_to_transaction(planner, index);
}

/* A transaction of the script in which nothing is done needs no step. */
static void drop_empty_steps(ScriptPlan *plan)
{
    size_t kept = 0;
    for (size_t i = 0; i < plan->steps.count; i++)
        if (plan->steps.items[i].count > 0)
            plan->steps.items[kept++] = plan->steps.items[i];
    plan->steps.count = kept;
}

static bool controls_itself(const Planner *planner)
{
    for (size_t i = 0; i < planner->plan->statements.count; i++)
        if (control_of(&planner->dialect->syntax, script_statement(planner->plan, i)) ==
            CONTROL_OTHER)
            return true;
    return false;
}

static void plan_atomic(Planner *planner, size_t from)
{
    const Dialect *dialect = planner->dialect;
    ScriptPlan *plan = planner->plan;
    if (dialect->unguarded) {
        planner->unguarded = NEW_ARRAY(planner->arena, bool, plan->statements.count);
        dialect->unguarded(planner->arena, plan->script, &plan->statements, planner->unguarded);
    }
    for (size_t i = from; i < plan->statements.count; i++)
        plan_statement(planner, i);
    drop_empty_steps(plan);
}

/* The whole script as one step outside any transaction of ours. */
static void plan_batch(Planner *planner)
{
    ScriptPlan *plan = planner->plan;
    if (plan->statements.count == 0)
        return;
    ScriptStep *step = add_step(planner, 0, false);
    for (size_t i = 0; i < plan->statements.count; i++)
        add_statement(planner, step, i);
}

ScriptPlan script_plan(Arena *arena, const Dialect *dialect, ScriptMode mode, Text script,
                       size_t from, const ScriptLessons *lessons)
{
    ScriptPlan plan = {.script = utf8_without_mark(script), .mode = mode};
    plan.statements = script_split(arena, &dialect->syntax, plan.script);
    Planner planner = {.arena = arena, .dialect = dialect, .lessons = lessons, .plan = &plan};
    plan.has_own_transactions = controls_itself(&planner);
    if (mode == SCRIPT_ATOMIC && !plan.has_own_transactions)
        plan_atomic(&planner, from);
    else if (mode == SCRIPT_STATEMENTS)
        for (size_t i = from; i < plan.statements.count; i++)
            add_alone(&planner, i);
    else
        plan_batch(&planner);
    return plan;
}

bool script_plan_is_atomic(const ScriptPlan *plan)
{
    return plan->mode == SCRIPT_ATOMIC && !plan->has_own_transactions &&
           (plan->steps.count == 0 ||
            (plan->steps.count == 1 && plan->steps.items[0].in_transaction));
}

size_t script_statement_at(const ScriptPlan *plan, size_t offset)
{
    size_t index = 0;
    while (index + 1 < plan->statements.count && plan->statements.items[index].end < offset)
        index++;
    return index;
}

bool script_mode_parse(Text text, ScriptMode *mode)
{
    static const char *const names[] = {
        [SCRIPT_ATOMIC] = "atomic",
        [SCRIPT_BATCH] = "batch",
        [SCRIPT_STATEMENTS] = "statements",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (text_is(text, names[i])) {
            *mode = (ScriptMode)i;
            return true;
        }
    }
    return false;
}

bool script_mode_choose(Text option, const Environment *environment, Text setting, ScriptMode *mode,
                        Error *error)
{
    const Text *variable = environment_get(environment, "DUNLIN_SCRIPT_MODE");
    Text said = option.length ? option : variable && variable->length ? *variable : setting;
    *mode = SCRIPT_ATOMIC;
    return said.length == 0 || script_mode_parse(said, mode) ||
           fail(error, ERROR_D1016,
                "the script mode is 'atomic', 'batch' or 'statements', not '%.*s'", TEXT_ARG(said));
}

#include "rollback/down/making.h"

#include "dialect/object_rules.h"
#include "drift/repair.h"
#include "rollback/down/as_written.h"
#include "rollback/down/renamed.h"
#include "sql/rules.h"

void down_making_begin(Arena *arena, Replay *replay, const DescribeRequest *describe,
                       const MigrationsFolder *folder, DownMaking *making)
{
    *making = (DownMaking){.arena = arena, .replay = replay, .describe = describe};
    making->all = folder_all(arena, folder);
    making->states = NEW_ARRAY(arena, const SqlSchema *, making->all.count + 1);
}

static MigrationList first_ones(const DownMaking *making, size_t count)
{
    MigrationList list = making->all;
    list.count = count;
    return list;
}

static bool find_states(DownMaking *making, size_t from, size_t to, Error *error)
{
    for (size_t i = from; i <= to; i++) {
        MigrationList migrations = first_ones(making, i);
        if (!making->states[i] &&
            !replay_in_full(making->replay, &migrations, &making->states[i], error))
            return false;
    }
    return true;
}

bool down_making_go_forward(DownMaking *making, Error *error)
{
    return find_states(making, 0, making->all.count, error);
}

/* --- one attempt --- */

typedef struct Attempt {
    DownMaking *making;
    size_t place;
    DownScriptRequest request;
    Text script;
    TriedScript tried;
    Drift drift; /* from what was before to what the script has made */
} Attempt;

static const ObjectRules *object_rules(const DownMaking *making)
{
    return object_rules_of(making->describe->rules->provider);
}

static void compare(const DownMaking *making, const SqlSchema *expected, const SqlSchema *actual,
                    Drift *drift)
{
    DriftRequest request = {
        .expected = expected, .actual = actual, .namespaces = making->describe->namespaces};
    drift_find(making->arena, &request, drift);
}

static bool try(Attempt *attempt, Error *error)
{
    DownMaking *making = attempt->making;
    MigrationList behind = first_ones(making, attempt->place + 1);
    attempt->script = down_script(making->arena, &attempt->request);
    if (!replay_try(making->replay, &behind, attempt->script, &attempt->tried, error))
        return false;
    if (attempt->tried.done)
        compare(making, making->states[attempt->place], &attempt->tried.made, &attempt->drift);
    return true;
}

static bool is_exact(const Attempt *attempt)
{
    return attempt->tried.done && attempt->drift.count == 0;
}

/* What steps know nothing of follows them: views, triggers, checks of a table that comes back. */
static bool try_with_the_rest(Attempt *attempt, Error *error)
{
    Attempt more = *attempt;
    more.request.beyond = drift_repair(attempt->making->arena, &attempt->drift,
                                       object_rules(attempt->making), REPAIR_DATABASE);
    if (!try(&more, error))
        return false;
    if (more.tried.done && more.drift.count < attempt->drift.count)
        *attempt = more;
    return true;
}

/* What hangs on tables, and keeps them from being altered. */
static bool is_obstacle(const SqlObject *object)
{
    static const SqlObjectKinds kinds =
        OBJECT_BIT(OBJECT_VIEW) | OBJECT_BIT(OBJECT_MATERIALIZED_VIEW) |
        OBJECT_BIT(OBJECT_TRIGGER) | OBJECT_BIT(OBJECT_POLICY) | OBJECT_BIT(OBJECT_RULE);
    return (kinds & OBJECT_BIT(object->kind)) ||
           (object->owner_kind != OBJECT_NONE && (kinds & OBJECT_BIT(object->owner_kind)));
}

/* A foreign key between columns of an enum: they cannot be cast one after the other. */
static bool is_of_enums(const SqlSchema *state, const SqlObject *object)
{
    for (list_each(const SqlForeignKey, key, &state->foreign_keys)) {
        uint32_t column = state->foreign_key_columns.items[key->first_column].column;
        if (text_equal(key->name, object->name) &&
            text_equal(state->tables.items[key->table].name, object->owner) &&
            state->columns.items[column].type.family == FAMILY_ENUM)
            return object->kind == OBJECT_FOREIGN_KEY;
    }
    return false;
}

/* SQL that takes all obstacles away. */
static Text without_obstacles(const DownMaking *making, const SqlSchema *state)
{
    SqlSchema rest = *state;
    Drift drift;
    rest.objects.items = NULL;
    rest.objects.count = rest.objects.capacity = 0;
    for (list_each(const SqlObject, object, &state->objects))
        if (!is_obstacle(object) && !is_of_enums(state, object))
            list_add(making->arena, &rest.objects, *object);
    compare(making, &rest, state, &drift);
    return drift_repair(making->arena, &drift, object_rules(making), REPAIR_DATABASE);
}

/* Where steps do not run, a view or a trigger may stand in their way: it goes, and comes again with
 * the rest. */
static bool try_without_obstacles(Attempt *attempt, Error *error)
{
    Attempt other = *attempt;
    other.request.first =
        without_obstacles(attempt->making, attempt->making->states[attempt->place + 1]);
    if (other.request.first.length == 0)
        return true;
    if (!try(&other, error))
        return false;
    if (other.tried.done)
        *attempt = other;
    return true;
}

/* Or everything is written thing by thing. */
static bool try_by_objects(Attempt *attempt, Error *error)
{
    DownMaking *making = attempt->making;
    Attempt other = *attempt;
    Drift drift;
    compare(making, making->states[attempt->place], making->states[attempt->place + 1], &drift);
    other.request.instead =
        drift_repair(making->arena, &drift, object_rules(making), REPAIR_DATABASE);
    if (!try(&other, error))
        return false;
    if (other.tried.done)
        *attempt = other;
    return true;
}

/* True when there is nothing that steps do not know, or may lose. Where tables are made anew, they
 * lose what the schema language has no word for. */
static bool is_known(const DownMaking *making, const SqlSchema *state)
{
    static const SqlObjectKinds known =
        OBJECT_BIT(OBJECT_NAMESPACE) | OBJECT_BIT(OBJECT_EXTENSION) | OBJECT_BIT(OBJECT_ENUM) |
        OBJECT_BIT(OBJECT_SEQUENCE) | OBJECT_BIT(OBJECT_SEQUENCE_OWNER) | OBJECT_BIT(OBJECT_TABLE) |
        OBJECT_BIT(OBJECT_COLUMN) | OBJECT_BIT(OBJECT_NOT_NULL) | OBJECT_BIT(OBJECT_DEFAULT) |
        OBJECT_BIT(OBJECT_PRIMARY_KEY) | OBJECT_BIT(OBJECT_INDEX) | OBJECT_BIT(OBJECT_FOREIGN_KEY);
    for (list_each(const SqlObject, object, &state->objects))
        if (!(known & OBJECT_BIT(object->kind)) || object->traits)
            return false;
    return !object_rules(making)->rebuild;
}

/* Tries one way after the other, until one is exact. */
static bool find_best(Attempt *attempt, Error *error)
{
    const DownMaking *making = attempt->making;
    if (making->trusts_steps && is_known(making, making->states[attempt->place]) &&
        is_known(making, making->states[attempt->place + 1])) {
        attempt->tried.done = true;
        return true;
    }
    return try(attempt, error) && (attempt->tried.done || try_without_obstacles(attempt, error)) &&
           (attempt->tried.done || try_by_objects(attempt, error)) &&
           (!attempt->tried.done || is_exact(attempt) || try_with_the_rest(attempt, error));
}

static void add_flaw(Arena *arena, const Difference *difference, TextList *flaws)
{
    const SqlObject *object = difference->expected ? difference->expected : difference->actual;
    list_add(arena, flaws,
             text_format(arena, "%s %.*s %s", sql_object_word(object->kind),
                         TEXT_ARG(sql_object_path(arena, object)),
                         !difference->actual     ? "is missing"
                         : !difference->expected ? "is still there"
                                                 : "is another"));
}

static void list_flaws(const Attempt *attempt, TextList *flaws)
{
    Arena *arena = attempt->making->arena;
    if (!attempt->tried.done)
        list_add(arena, flaws,
                 text_format(arena, "everything: the script does not run (%.*s)",
                             TEXT_ARG(attempt->tried.failure.message)));
    else
        for (list_each(const Difference, difference, &attempt->drift.differences))
            if (!difference->is_part)
                add_flaw(arena, difference, flaws);
}

/* What scripts are made of. */
static const SqlSchema *written(const DownMaking *making, size_t count)
{
    return object_rules(making)->rebuild ? schema_as_written(making->arena, making->states[count])
                                         : making->states[count];
}

bool down_making_one(DownMaking *making, size_t place, DownMade *made, Error *error)
{
    Arena *arena = making->arena;
    Migration *migration = making->all.items[place];
    *made = (DownMade){0};
    if (!find_states(making, place, place + 1, error))
        return false;
    Comparison comparison = sql_compare(arena, written(making, place), written(making, place + 1));
    renamed_by_script(arena, making->describe->rules, migration->script, &comparison);
    Attempt attempt = {.making = making,
                       .place = place,
                       .request = {.name = migration->name,
                                   .migration = migration->script,
                                   .comparison = &comparison,
                                   .rules = making->describe->rules}};
    if (!find_best(&attempt, error))
        return false;
    if (is_exact(&attempt) && attempt.script.data) {
        MigrationList before = first_ones(making, place);
        replay_stands(making->replay, &before);
    }
    list_flaws(&attempt, &made->flaws);
    attempt.request.flaws = made->flaws;
    made->script = down_script(arena, &attempt.request);
    return true;
}

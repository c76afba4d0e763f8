/* Where no shadow database can be had: what the text of the statements says of tables and columns,
 * and whether these are there. All else is not known. */
#include "rollback/recover.h"

#include "base/utf8.h"
#include "sql/effects.h"

/* That a table or a column is there, or is not, behind a statement. */
typedef struct Fact {
    SqlObject object; /* its kind and names */
    size_t statement;
    bool exists;
} Fact;

typedef struct Facts {
    Arena *arena;
    Text usual; /* the namespace that the connection is in */
    LIST_OF(Fact) facts;
} Facts;

static void add(Facts *facts, const Effect *effect, Text space, Text table, Text column,
                bool exists)
{
    Text namespace = text_equal(space, facts->usual) ? TEXT("") : space;
    SqlObject object = {.kind = OBJECT_TABLE, .namespace = namespace, .name = table};
    if (column.length)
        object = (SqlObject){.kind = OBJECT_COLUMN,
                             .owner_kind = OBJECT_TABLE,
                             .namespace = namespace,
                             .owner = table,
                             .name = column};
    list_add(facts->arena, &facts->facts,
             (Fact){.object = object, .statement = effect->statement, .exists = exists});
}

/* What was there before an IF EXISTS is not known, so such an effect tells nothing. */
static void add_effect(Facts *facts, const Effect *effect)
{
    Text space = effect->namespace_name;
    Text moved = effect->becomes_space.length ? effect->becomes_space : space;
    Text renamed = effect->becomes.length ? effect->becomes : effect->table;
    if (effect->conditional || effect->temporary)
        return;
    switch ((int)effect->kind) {
    case EFFECT_CREATE_TABLE:
    case EFFECT_DROP_TABLE:
        add(facts, effect, space, effect->table, TEXT(""), effect->kind == EFFECT_CREATE_TABLE);
        break;
    case EFFECT_RENAME_TABLE:
        add(facts, effect, space, effect->table, TEXT(""), false);
        add(facts, effect, moved, renamed, TEXT(""), true);
        break;
    case EFFECT_ADD_COLUMN:
    case EFFECT_DROP_COLUMN:
        add(facts, effect, space, effect->table, effect->column, effect->kind == EFFECT_ADD_COLUMN);
        break;
    case EFFECT_RENAME_COLUMN:
        add(facts, effect, space, effect->table, effect->column, false);
        add(facts, effect, space, effect->table, effect->becomes, true);
        break;
    default:
        break;
    }
}

/* Is the thing there when so many statements are in place? Before the first that speaks of it, it
 * is as that one needs it. */
static bool exists_behind(const Facts *facts, const SqlObject *object, size_t statements)
{
    bool exists = false;
    bool first = true;
    for (list_each(const Fact, fact, &facts->facts)) {
        if (sql_object_compare(&fact->object, object) != 0)
            continue;
        if (first)
            exists = !fact->exists;
        first = false;
        if (fact->statement < statements)
            exists = fact->exists;
    }
    return exists;
}

static bool is_beginning(const Facts *facts, const SqlObjectList *live, size_t statements)
{
    for (list_each(const Fact, fact, &facts->facts)) {
        const SqlObject *object = &fact->object;
        bool is_there = sql_object_find(live, object->kind, object->namespace, object->owner,
                                        object->name) != NULL;
        if (is_there != exists_behind(facts, object, statements))
            return false;
    }
    return true;
}

bool recover_look_without_shadow(Arena *arena, Database *database, const DescribeRequest *describe,
                                 Recovery *recovery, Error *error)
{
    DescribeRequest whole = describe_in_full(describe);
    Facts facts = {.arena = arena, .usual = database->connection->name_space};
    Effects effects = effects_of(arena, &database->connection->dialect->syntax,
                                 utf8_without_mark(recovery->migration->script));
    for (list_each(const Effect, effect, &effects))
        add_effect(&facts, effect);
    for (list_each(RecoverStatement, statement, &recovery->statements))
        statement->is_of_rows =
            !recover_is_of_session(database->connection->dialect, statement->sql);
    for (list_each(const Fact, fact, &facts.facts))
        recovery->statements.items[fact->statement].is_seen = true;
    recovery->live = (SqlSchema){0};
    if (!describe_objects(arena, database, &whole, &recovery->live, error))
        return false;
    SqlObjectList live =
        sql_objects_sorted(arena, recovery->live.objects.items, recovery->live.objects.count);
    recovery->is_compared = false;
    recovery->fits = false;
    for (size_t i = 0; i <= recovery->statements.count; i++) {
        if (!is_beginning(&facts, &live, i))
            continue;
        recovery->least = recovery->fits ? recovery->least : i;
        recovery->most = i;
        recovery->fits = true;
    }
    recover_narrow(recovery);
    return true;
}

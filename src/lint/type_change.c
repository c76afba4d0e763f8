#include "lint/type_change.h"

/* A number in a type's parentheses, or -1. */
static int64_t argument(const LintType *type, size_t place)
{
    int64_t value = -1;
    if (place < type->arguments.count && !text_to_int64(type->arguments.items[place], &value))
        return -1;
    return value;
}

static bool is_named(const LintType *type, const char *name)
{
    return text_is(type->name.name, name);
}

/* No limit, or one that is not below the old one. */
static bool is_wider(int64_t from, int64_t to)
{
    return to < 0 || (from >= 0 && to >= from);
}

/* The same type with other arguments. */
static bool keeps_values(const LintType *from, const LintType *to)
{
    int64_t old = argument(from, 0), new = argument(to, 0);
    if (is_named(to, "varchar") || is_named(to, "varbit"))
        return is_wider(old, new);
    if (is_named(to, "bpchar") || is_named(to, "bit"))
        return old == new;
    if (is_named(to, "numeric")) {
        int64_t scale = argument(from, 1) < 0 ? 0 : argument(from, 1);
        int64_t new_scale = argument(to, 1) < 0 ? 0 : argument(to, 1);
        return new < 0 || (old >= 0 && new >= old &&scale == new_scale);
    }
    if (is_named(to, "timestamp") || is_named(to, "timestamptz") || is_named(to, "time") ||
        is_named(to, "timetz") || is_named(to, "interval"))
        return new < 0 || new >= (old < 0 ? 6 : old);
    return true;
}

/* Pairs of types whose values are the same bytes. */
static const struct {
    const char *from, *to;
    TypeChange change;
} pairs[] = {
    {"varchar", "text", TYPE_CHANGE_FREE},      {"cidr", "inet", TYPE_CHANGE_FREE},
    {"xml", "text", TYPE_CHANGE_FREE},          {"int4", "oid", TYPE_CHANGE_INDEXES},
    {"oid", "int4", TYPE_CHANGE_INDEXES},       {"citext", "text", TYPE_CHANGE_INDEXES},
    {"citext", "varchar", TYPE_CHANGE_INDEXES}, {"text", "citext", TYPE_CHANGE_INDEXES},
    {"varchar", "citext", TYPE_CHANGE_INDEXES}, {"xml", "varchar", TYPE_CHANGE_FREE},
};

static TypeChange between_types(const LintWorld *world, const LintType *from, const LintType *to)
{
    bool has_limit = argument(to, 0) >= 0;
    if (from->is_array != to->is_array)
        return TYPE_CHANGE_REWRITE;
    if (text_equal(from->name.name, to->name.name))
        return keeps_values(from, to) ? TYPE_CHANGE_FREE : TYPE_CHANGE_REWRITE;
    if (from->is_array)
        return TYPE_CHANGE_REWRITE;
    if (is_named(from, "text") && is_named(to, "varchar"))
        return has_limit ? TYPE_CHANGE_REWRITE : TYPE_CHANGE_FREE;
    if ((is_named(from, "timestamp") && is_named(to, "timestamptz")) ||
        (is_named(from, "timestamptz") && is_named(to, "timestamp")))
        return world->is_utc && (argument(to, 0) < 0 || argument(to, 0) == 6) ? TYPE_CHANGE_INDEXES
                                                                              : TYPE_CHANGE_REWRITE;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (is_named(from, pairs[i].from) && is_named(to, pairs[i].to))
            return has_limit ? TYPE_CHANGE_REWRITE : pairs[i].change;
    return TYPE_CHANGE_REWRITE;
}

TypeChange type_change(const LintWorld *world, const WorldColumn *column, const LintAction *action)
{
    if (!column || (action->has_using && !action->using_is_column))
        return TYPE_CHANGE_REWRITE;
    LintType from = column->type, to = action->type;
    const WorldType *old = world_type(world, from.name), *new = world_type(world, to.name);
    if (new &&new != old &&new->constraints.count)
        return TYPE_CHANGE_REWRITE;
    if (old && old != new && old->of.name.name.length && !from.is_array)
        from = old->of;
    if (new &&new != old &&new->of.name.name.length && !to.is_array)
        to = new->of;
    TypeChange change = between_types(world, &from, &to);
    if (change == TYPE_CHANGE_FREE && !text_equal(column->collation, action->collation))
        return TYPE_CHANGE_INDEXES;
    return change;
}

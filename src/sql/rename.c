#include "sql/rename.h"

#include <stdlib.h>

#include "sql/rename_likeness.h"

static bool has_counterpart(const uint32_t *counterparts, uint32_t index)
{
    return counterparts[index] != NONE;
}

static const uint32_t *counterparts_of(const Comparison *in, int side, RenameKind kind)
{
    const Counterparts *of = &in->counterparts[side];
    const uint32_t *const all[] = {
        [RENAME_TABLE] = of->tables,
        [RENAME_COLUMN] = of->columns,
        [RENAME_ENUM] = of->enums,
        [RENAME_ENUM_VALUE] = of->enum_values,
    };
    return all[kind];
}

/* A run of things: all tables, the columns of one, … */
typedef struct Range {
    size_t first;
    size_t count;
} Range;

static Range all_of(const Comparison *in, int side, RenameKind kind)
{
    const SqlSchema *schema = in->schemas[side];
    const size_t counts[] = {
        [RENAME_TABLE] = schema->tables.count,
        [RENAME_COLUMN] = schema->columns.count,
        [RENAME_ENUM] = schema->enums.count,
        [RENAME_ENUM_VALUE] = schema->enum_values.count,
    };
    return (Range){0, counts[kind]};
}

static Range columns_of(const Comparison *in, int side, uint32_t table)
{
    const SqlTable *of = &in->schemas[side]->tables.items[table];
    return (Range){of->first_column, of->column_count};
}

static Range values_of(const Comparison *in, int side, uint32_t item)
{
    const SqlEnum *of = &in->schemas[side]->enums.items[item];
    return (Range){of->first_value, of->value_count};
}

/* --- finding --- */

/* Below this nobody is asked. */
enum { CONCEIVABLE = 40 };

/* Comparing everything with everything has its limits. */
enum { MOST_PAIRS = 4000000 };

static Text name_of(const Comparison *in, int side, RenameKind kind, uint32_t index)
{
    const SqlSchema *schema = in->schemas[side];
    switch (kind) {
    case RENAME_TABLE:
        return schema->tables.items[index].name;
    case RENAME_COLUMN:
        return schema->columns.items[index].name;
    case RENAME_ENUM:
        return schema->enums.items[index].name;
    case RENAME_ENUM_VALUE:
        return schema->enum_values.items[index];
    }
    return TEXT("");
}

/* No step is made for what others look after, so it cannot be renamed. */
static bool is_external(const Comparison *in, int side, RenameKind kind, uint32_t index)
{
    const SqlSchema *schema = in->schemas[side];
    return kind == RENAME_TABLE  ? schema->tables.items[index].is_external
           : kind == RENAME_ENUM ? schema->enums.items[index].is_external
                                 : false;
}

typedef struct Finder {
    Arena *arena;
    Arena *scratch;
    const Comparison *in;
    RenameKind kind;
    uint32_t item; /* of values: their enum in the first schema */
    Text owner;
    Renames found;
} Finder;

static int likeness_of(const Finder *finder, Rename *rename)
{
    switch (rename->kind) {
    case RENAME_TABLE:
        return table_likeness(finder->in, rename);
    case RENAME_COLUMN:
        return column_likeness(finder->in, finder->scratch, rename->before, rename->after);
    case RENAME_ENUM:
        return enum_likeness(finder->in, rename->before, rename->after);
    case RENAME_ENUM_VALUE:
        return value_likeness(finder->in, finder->item, rename->before, rename->after);
    }
    return 0;
}

static void add_if_conceivable(Finder *finder, uint32_t before, uint32_t after)
{
    Rename rename = {.kind = finder->kind,
                     .before = before,
                     .after = after,
                     .owner = finder->owner,
                     .old_name = name_of(finder->in, 0, finder->kind, before),
                     .new_name = name_of(finder->in, 1, finder->kind, after)};
    rename.likeness = likeness_of(finder, &rename);
    if (rename.likeness >= CONCEIVABLE)
        list_add(finder->arena, &finder->found, rename);
}

typedef LIST_OF(uint32_t) Places;

static Places without_counterpart(const Finder *finder, int side, Range range)
{
    const uint32_t *counterparts = counterparts_of(finder->in, side, finder->kind);
    Places places = {0};
    for (size_t i = range.first; i < range.first + range.count; i++)
        if (!has_counterpart(counterparts, (uint32_t)i) &&
            !is_external(finder->in, side, finder->kind, (uint32_t)i))
            list_add(finder->scratch, &places, (uint32_t)i);
    return places;
}

/* Compares each thing of one range with each of the other. */
static void compare_ranges(Finder *finder, Range first, Range second)
{
    ArenaMark mark = arena_mark(finder->scratch);
    Places old = without_counterpart(finder, 0, first);
    Places new = without_counterpart(finder, 1, second);
    bool too_many = old.count && new.count > MOST_PAIRS / old.count;
    for (list_each(const uint32_t, before, &old))
        for (list_each(const uint32_t, after, &new))
            if (!too_many)
                add_if_conceivable(finder, *before, *after);
    arena_rewind(finder->scratch, mark);
}

static void find_columns(Finder *finder)
{
    const Comparison *in = finder->in;
    for (uint32_t table = 0; table < in->schemas[0]->tables.count; table++) {
        uint32_t other = in->counterparts[0].tables[table];
        if (other == NONE || is_external(in, 0, RENAME_TABLE, table))
            continue;
        finder->owner = in->schemas[1]->tables.items[other].name;
        compare_ranges(finder, columns_of(in, 0, table), columns_of(in, 1, other));
    }
}

static void find_values(Finder *finder)
{
    const Comparison *in = finder->in;
    for (uint32_t item = 0; item < in->schemas[0]->enums.count; item++) {
        uint32_t other = in->counterparts[0].enums[item];
        if (other == NONE || is_external(in, 0, RENAME_ENUM, item))
            continue;
        finder->item = item;
        finder->owner = in->schemas[1]->enums.items[other].name;
        compare_ranges(finder, values_of(in, 0, item), values_of(in, 1, other));
    }
}

static int compare_renames(const void *left, const void *right)
{
    const Rename *a = left;
    const Rename *b = right;
    if (a->likeness != b->likeness)
        return b->likeness - a->likeness;
    if (a->before != b->before)
        return a->before < b->before ? -1 : 1;
    return a->after < b->after ? -1 : a->after > b->after;
}

/* The likeliest first, and each thing in one rename only. */
static Renames best_of(Finder *finder)
{
    Renames best = {0};
    Renames *found = &finder->found;
    bool *is_taken[2];
    for (int side = 0; side < 2; side++)
        is_taken[side] =
            NEW_ARRAY(finder->scratch, bool, all_of(finder->in, side, finder->kind).count + 1);
    if (found->count)
        qsort(found->items, found->count, sizeof *found->items, compare_renames);
    for (list_each(const Rename, rename, found)) {
        if (is_taken[0][rename->before] || is_taken[1][rename->after])
            continue;
        is_taken[0][rename->before] = is_taken[1][rename->after] = true;
        list_add(finder->arena, &best, *rename);
    }
    return best;
}

Renames renames_find(Arena *arena, const Comparison *comparison, RenameKind kind)
{
    Finder finder = {
        .arena = arena, .scratch = arena_new(), .in = comparison, .kind = kind, .owner = TEXT("")};
    if (kind == RENAME_COLUMN)
        find_columns(&finder);
    else if (kind == RENAME_ENUM_VALUE)
        find_values(&finder);
    else
        compare_ranges(&finder, all_of(comparison, 0, kind), all_of(comparison, 1, kind));
    Renames best = best_of(&finder);
    arena_free(finder.scratch);
    return best;
}

/* --- renames that somebody asks for --- */

/* Where a thing may stand: among all tables and enums, or in the table or the enum that `owner`
 * names in the second schema. Nowhere, when there is no such owner. */
static Range range_of(const Comparison *in, int side, RenameKind kind, Text owner)
{
    bool is_column = kind == RENAME_COLUMN;
    if (!is_column && kind != RENAME_ENUM_VALUE)
        return all_of(in, side, kind);
    RenameKind owners = is_column ? RENAME_TABLE : RENAME_ENUM;
    for (uint32_t i = (uint32_t)all_of(in, 1, owners).count; i-- > 0;) {
        uint32_t place = side ? i : counterparts_of(in, 1, owners)[i];
        if (text_equal(name_of(in, 1, owners, i), owner) && place != NONE)
            return is_column ? columns_of(in, side, place) : values_of(in, side, place);
    }
    return (Range){0, 0};
}

static uint32_t find_named(const Comparison *in, int side, RenameKind kind, Text owner, Text name)
{
    Range range = range_of(in, side, kind, owner);
    for (size_t i = range.first; i < range.first + range.count; i++)
        if (text_equal(name_of(in, side, kind, (uint32_t)i), name) &&
            !has_counterpart(counterparts_of(in, side, kind), (uint32_t)i))
            return (uint32_t)i;
    return NONE;
}

bool rename_named(const Comparison *comparison, RenameKind kind, Text owner, Text old_name,
                  Text new_name, Rename *rename)
{
    *rename = (Rename){.kind = kind,
                       .before = find_named(comparison, 0, kind, owner, old_name),
                       .after = find_named(comparison, 1, kind, owner, new_name),
                       .likeness = 100,
                       .owner = owner,
                       .old_name = old_name,
                       .new_name = new_name};
    if (rename->before == NONE || rename->after == NONE)
        return false;
    if (kind == RENAME_TABLE && is_join_table(comparison->schemas[0], rename->before))
        join_table_likeness(comparison, rename);
    return true;
}

void rename_accept(Comparison *comparison, const Rename *rename)
{
    static void (*const matchers[])(Comparison *, uint32_t, uint32_t) = {
        [RENAME_TABLE] = comparison_match_tables,
        [RENAME_COLUMN] = comparison_match_columns,
        [RENAME_ENUM] = comparison_match_enums,
        [RENAME_ENUM_VALUE] = comparison_match_enum_values,
    };
    matchers[rename->kind](comparison, rename->before, rename->after);
    if (!rename->is_swapped)
        return;
    const SqlSchema *old = comparison->schemas[0];
    const SqlSchema *new = comparison->schemas[1];
    comparison_match_columns(comparison, sql_table_find_column(old, rename->before, TEXT("A")),
                             sql_table_find_column(new, rename->after, TEXT("B")));
    comparison_match_columns(comparison, sql_table_find_column(old, rename->before, TEXT("B")),
                             sql_table_find_column(new, rename->after, TEXT("A")));
}

const char *rename_kind_name(RenameKind kind)
{
    static const char *const names[] = {[RENAME_TABLE] = "table",
                                        [RENAME_COLUMN] = "column",
                                        [RENAME_ENUM] = "enum",
                                        [RENAME_ENUM_VALUE] = "value"};
    return names[kind];
}

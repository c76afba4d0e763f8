#include "sql/rename.h"

#include <stdlib.h>

#include "base/map.h"

#include "sql/rename_likeness.h"

static const SqlTable *table_of(const Comparison *in, int side, uint32_t table)
{
    return &in->schemas[side]->tables.items[table];
}

static bool has_counterpart(const uint32_t *counterparts, uint32_t index)
{
    return counterparts[index] != NONE;
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

static void add(Arena *arena, const Comparison *in, Renames *found, Rename rename)
{
    if (rename.likeness < CONCEIVABLE)
        return;
    rename.old_name = name_of(in, 0, rename.kind, rename.before);
    rename.new_name = name_of(in, 1, rename.kind, rename.after);
    list_add(arena, found, rename);
}

typedef LIST_OF(uint32_t) Places;

static Places without_counterpart(Arena *arena, const uint32_t *counterparts, size_t first,
                                  size_t count)
{
    Places places = {0};
    for (size_t i = first; i < first + count; i++)
        if (!has_counterpart(counterparts, (uint32_t)i))
            list_add(arena, &places, (uint32_t)i);
    return places;
}

static bool too_many(const Places *a, const Places *b)
{
    return a->count && b->count > MOST_PAIRS / a->count;
}

static void find_tables(Arena *arena, const Comparison *in, Renames *found)
{
    Places old =
        without_counterpart(arena, in->counterparts[0].tables, 0, in->schemas[0]->tables.count);
    Places new =
        without_counterpart(arena, in->counterparts[1].tables, 0, in->schemas[1]->tables.count);
    if (too_many(&old, &new))
        return;
    for (list_each(const uint32_t, before, &old)) {
        for (list_each(const uint32_t, after, &new)) {
            Rename rename = {.kind = RENAME_TABLE, .before = *before, .after = *after};
            rename.likeness = table_likeness(in, &rename);
            add(arena, in, found, rename);
        }
    }
}

static void find_columns(Arena *arena, const Comparison *in, Renames *found)
{
    Arena *scratch = arena_new();
    for (uint32_t table = 0; table < in->schemas[0]->tables.count; table++) {
        uint32_t other = in->counterparts[0].tables[table];
        if (other == NONE)
            continue;
        const SqlTable *old_table = table_of(in, 0, table);
        const SqlTable *new_table = table_of(in, 1, other);
        ArenaMark mark = arena_mark(scratch);
        Places old = without_counterpart(scratch, in->counterparts[0].columns,
                                         old_table->first_column, old_table->column_count);
        Places new = without_counterpart(scratch, in->counterparts[1].columns,
                                         new_table->first_column, new_table->column_count);
        for (list_each(const uint32_t, before, &old))
            for (list_each(const uint32_t, after, &new))
                add(arena, in, found,
                    (Rename){.kind = RENAME_COLUMN,
                             .owner = new_table->name,
                             .before = *before,
                             .after = *after,
                             .likeness = column_likeness(in, scratch, *before, *after)});
        arena_rewind(scratch, mark);
    }
    arena_free(scratch);
}

static void find_enums(Arena *arena, const Comparison *in, Renames *found)
{
    Places old =
        without_counterpart(arena, in->counterparts[0].enums, 0, in->schemas[0]->enums.count);
    Places new =
        without_counterpart(arena, in->counterparts[1].enums, 0, in->schemas[1]->enums.count);
    if (too_many(&old, &new))
        return;
    for (list_each(const uint32_t, before, &old))
        for (list_each(const uint32_t, after, &new))
            add(arena, in, found,
                (Rename){.kind = RENAME_ENUM,
                         .before = *before,
                         .after = *after,
                         .likeness = enum_likeness(in, *before, *after)});
}

static void find_values(Arena *arena, const Comparison *in, Renames *found)
{
    for (uint32_t item = 0; item < in->schemas[0]->enums.count; item++) {
        uint32_t other = in->counterparts[0].enums[item];
        if (other == NONE)
            continue;
        const SqlEnum *old_enum = &in->schemas[0]->enums.items[item];
        const SqlEnum *new_enum = &in->schemas[1]->enums.items[other];
        Places old = without_counterpart(arena, in->counterparts[0].enum_values,
                                         old_enum->first_value, old_enum->value_count);
        Places new = without_counterpart(arena, in->counterparts[1].enum_values,
                                         new_enum->first_value, new_enum->value_count);
        for (list_each(const uint32_t, before, &old))
            for (list_each(const uint32_t, after, &new))
                add(arena, in, found,
                    (Rename){.kind = RENAME_ENUM_VALUE,
                             .owner = new_enum->name,
                             .before = *before,
                             .after = *after,
                             .likeness = value_likeness(in, item, *before, *after)});
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
static Renames best_of(Arena *arena, Renames found)
{
    Renames best = {0};
    Arena *scratch = arena_new();
    Map taken = MAP(scratch);
    if (found.count)
        qsort(found.items, found.count, sizeof *found.items, compare_renames);
    for (list_each(const Rename, rename, &found)) {
        Text keys[] = {text_format(scratch, "-%u", rename->before),
                       text_format(scratch, "+%u", rename->after)};
        if (map_get(&taken, keys[0]) || map_get(&taken, keys[1]))
            continue;
        map_set(&taken, keys[0], scratch);
        map_set(&taken, keys[1], scratch);
        list_add(arena, &best, *rename);
    }
    arena_free(scratch);
    return best;
}

Renames renames_find(Arena *arena, const Comparison *comparison, RenameKind kind)
{
    static void (*const finders[])(Arena *, const Comparison *, Renames *) = {
        [RENAME_TABLE] = find_tables,
        [RENAME_COLUMN] = find_columns,
        [RENAME_ENUM] = find_enums,
        [RENAME_ENUM_VALUE] = find_values,
    };
    Renames found = {0};
    finders[kind](arena, comparison, &found);
    return best_of(arena, found);
}

/* --- renames that somebody asks for --- */

typedef struct Range {
    uint32_t first;
    uint32_t count;
} Range;

/* Where the things of a kind stand: all tables, or the columns of one. */
static bool range_of(const Comparison *in, int side, RenameKind kind, Text owner, Range *range)
{
    const SqlSchema *owners = in->schemas[1];
    *range = (Range){0, 0};
    if (kind == RENAME_TABLE)
        range->count = (uint32_t)in->schemas[side]->tables.count;
    if (kind == RENAME_ENUM)
        range->count = (uint32_t)in->schemas[side]->enums.count;
    for (uint32_t i = 0; kind == RENAME_COLUMN && i < owners->tables.count; i++) {
        uint32_t table = side ? i : in->counterparts[1].tables[i];
        if (!text_equal(owners->tables.items[i].name, owner) || table == NONE)
            continue;
        *range = (Range){table_of(in, side, table)->first_column,
                         table_of(in, side, table)->column_count};
    }
    for (uint32_t i = 0; kind == RENAME_ENUM_VALUE && i < owners->enums.count; i++) {
        uint32_t item = side ? i : in->counterparts[1].enums[i];
        if (!text_equal(owners->enums.items[i].name, owner) || item == NONE)
            continue;
        const SqlEnum *of = &in->schemas[side]->enums.items[item];
        *range = (Range){of->first_value, of->value_count};
    }
    return range->count > 0;
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

static uint32_t find_named(const Comparison *in, int side, RenameKind kind, Text owner, Text name)
{
    Range range;
    if (!range_of(in, side, kind, owner, &range))
        return NONE;
    for (uint32_t i = range.first; i < range.first + range.count; i++)
        if (text_equal(name_of(in, side, kind, i), name) &&
            !has_counterpart(counterparts_of(in, side, kind), i))
            return i;
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

#include "sql/comparison.h"

#include "base/map.h"

static uint32_t *none(Arena *arena, size_t count)
{
    uint32_t *places = NEW_ARRAY(arena, uint32_t, count + 1);
    memset(places, 0xFF, count * sizeof *places);
    return places;
}

static Counterparts no_counterparts(Arena *arena, const SqlSchema *schema)
{
    return (Counterparts){
        .namespaces = none(arena, schema->namespaces.count),
        .tables = none(arena, schema->tables.count),
        .columns = none(arena, schema->columns.count),
        .enums = none(arena, schema->enums.count),
        .enum_values = none(arena, schema->enum_values.count),
        .extensions = none(arena, schema->extensions.count),
    };
}

static void set(uint32_t *first, uint32_t a, uint32_t *second, uint32_t b)
{
    first[a] = b;
    second[b] = a;
}

static void match_namespaces(Comparison *in)
{
    const SqlSchema *a = in->schemas[0];
    const SqlSchema *b = in->schemas[1];
    for (uint32_t i = 0; i < a->namespaces.count; i++)
        for (uint32_t j = 0; j < b->namespaces.count; j++)
            if (text_equal(a->namespaces.items[i].name, b->namespaces.items[j].name))
                set(in->counterparts[0].namespaces, i, in->counterparts[1].namespaces, j);
}

static void match_extensions(Comparison *in)
{
    const SqlSchema *a = in->schemas[0];
    const SqlSchema *b = in->schemas[1];
    for (uint32_t i = 0; i < a->extensions.count; i++)
        for (uint32_t j = 0; j < b->extensions.count; j++)
            if (text_equal(a->extensions.items[i].name, b->extensions.items[j].name))
                set(in->counterparts[0].extensions, i, in->counterparts[1].extensions, j);
}

bool comparison_same_namespace(const Comparison *comparison, uint32_t first, uint32_t second)
{
    return text_equal(sql_namespace_meant(comparison->schemas[0], first),
                      sql_namespace_meant(comparison->schemas[1], second));
}

/* Things of one name stand in different namespaces at most: they are chained from the first one. */
typedef struct NameChains {
    Map first;
    uint32_t *next;
} NameChains;

static NameChains name_chains(Arena *scratch, size_t count)
{
    NameChains chains = {.first = MAP(scratch), .next = none(scratch, count)};
    map_reserve(&chains.first, count);
    return chains;
}

static void chain(NameChains *chains, Text name, uint32_t index)
{
    chains->next[index] = map_index(&chains->first, name);
    map_set_index(&chains->first, name, index);
}

static void match_columns_by_name(Comparison *in, uint32_t first, uint32_t second)
{
    const SqlSchema *a = in->schemas[0];
    const SqlSchema *b = in->schemas[1];
    const SqlTable *table = &a->tables.items[first];
    const SqlTable *other = &b->tables.items[second];
    uint32_t expected = other->first_column; /* most tables keep the order of their columns */
    uint32_t end = other->first_column + other->column_count;
    for (uint32_t i = table->first_column; i < table->first_column + table->column_count; i++) {
        Text name = a->columns.items[i].name;
        uint32_t place = expected;
        if (place >= end || !text_equal(b->columns.items[place].name, name))
            place = sql_table_find_column(b, second, name);
        if (place == NONE)
            continue;
        set(in->counterparts[0].columns, i, in->counterparts[1].columns, place);
        expected = place + 1;
    }
}

/* Things that have a name, in a namespace. */
typedef struct Named {
    Text name;
    uint32_t namespace;
} Named;

static Named table_named(const SqlSchema *schema, uint32_t index)
{
    return (Named){schema->tables.items[index].name, schema->tables.items[index].namespace};
}

static Named enum_named(const SqlSchema *schema, uint32_t index)
{
    return (Named){schema->enums.items[index].name, schema->enums.items[index].namespace};
}

/* Makes counterparts of all that have the same name and namespace; `counts` are how many there are
 * of each schema. */
static void match_by_name(Comparison *in, Arena *scratch, const size_t *counts,
                          Named (*named)(const SqlSchema *, uint32_t),
                          void (*match)(Comparison *, uint32_t, uint32_t))
{
    NameChains chains = name_chains(scratch, counts[1]);
    for (uint32_t i = 0; i < counts[1]; i++)
        chain(&chains, named(in->schemas[1], i).name, i);
    for (uint32_t i = 0; i < counts[0]; i++) {
        Named first = named(in->schemas[0], i);
        uint32_t other = map_index(&chains.first, first.name);
        while (other != NONE && !comparison_same_namespace(in, first.namespace,
                                                           named(in->schemas[1], other).namespace))
            other = chains.next[other];
        if (other != NONE)
            match(in, i, other);
    }
}

void comparison_match_tables(Comparison *comparison, uint32_t first, uint32_t second)
{
    set(comparison->counterparts[0].tables, first, comparison->counterparts[1].tables, second);
    match_columns_by_name(comparison, first, second);
}

void comparison_match_columns(Comparison *comparison, uint32_t first, uint32_t second)
{
    set(comparison->counterparts[0].columns, first, comparison->counterparts[1].columns, second);
}

void comparison_match_enums(Comparison *comparison, uint32_t first, uint32_t second)
{
    const SqlSchema *a = comparison->schemas[0];
    const SqlSchema *b = comparison->schemas[1];
    const SqlEnum *item = &a->enums.items[first];
    const SqlEnum *other = &b->enums.items[second];
    set(comparison->counterparts[0].enums, first, comparison->counterparts[1].enums, second);
    for (uint32_t i = item->first_value; i < item->first_value + item->value_count; i++)
        for (uint32_t j = other->first_value; j < other->first_value + other->value_count; j++)
            if (text_equal(a->enum_values.items[i], b->enum_values.items[j]))
                comparison_match_enum_values(comparison, i, j);
}

void comparison_match_enum_values(Comparison *comparison, uint32_t first, uint32_t second)
{
    set(comparison->counterparts[0].enum_values, first, comparison->counterparts[1].enum_values,
        second);
}

Comparison sql_compare(Arena *arena, const SqlSchema *first, const SqlSchema *second)
{
    Comparison comparison = {
        .schemas = {first, second},
        .counterparts = {no_counterparts(arena, first), no_counterparts(arena, second)}};
    Arena *scratch = arena_new();
    match_namespaces(&comparison);
    match_extensions(&comparison);
    match_by_name(&comparison, scratch, (size_t[]){first->tables.count, second->tables.count},
                  table_named, comparison_match_tables);
    match_by_name(&comparison, scratch, (size_t[]){first->enums.count, second->enums.count},
                  enum_named, comparison_match_enums);
    arena_free(scratch);
    return comparison;
}

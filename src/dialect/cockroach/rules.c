#include "dialect/sql_rules.h"

#include "dialect/postgres/rendering.h"
#include "sql/schema_text.h"

static const ColumnDefault row_id = {.kind = DEFAULT_ROW_ID, .sequence = NONE};

static bool is(const ColumnType *type, const char *name)
{
    return type->native && strcmp(type->native->name, name) == 0;
}

static Cast from_list(const ColumnType *to)
{
    if (is(to, "String"))
        return to->argument_count ? CAST_RISKY : CAST_SAFE;
    return is(to, "Char") ? CAST_RISKY : CAST_IMPOSSIBLE;
}

static bool is_indexed(SchemaColumn of)
{
    const SqlSchema *schema = of.schema;
    const SqlTable *table = &schema->tables.items[schema_column(of)->table];
    for (uint32_t i = table->first_index; i < table->first_index + table->index_count; i++)
        if (sql_index_has_column(schema, i, of.column))
            return true;
    return false;
}

/* A time without precision has six digits. */
static bool is_same_time(const ColumnType *a, const ColumnType *b)
{
    enum { USUAL_DIGITS = 6 };
    bool is_time = is(a, "Time") || is(a, "Timetz") || is(a, "Timestamp") || is(a, "Timestamptz");
    uint32_t digits_a = a->argument_count ? a->arguments[0] : USUAL_DIGITS;
    uint32_t digits_b = b->argument_count ? b->arguments[0] : USUAL_DIGITS;
    return is_time && a->native == b->native && digits_a == digits_b;
}

/* CockroachDB changes next to no type of a column that is there. */
static Cast cast(SchemaColumn before, SchemaColumn after)
{
    const ColumnType *from = &schema_column(before)->type;
    const ColumnType *to = &schema_column(after)->type;
    bool was_list = from->arity == COLUMN_LIST;
    if (was_list != (to->arity == COLUMN_LIST))
        return was_list ? from_list(to) : CAST_IMPOSSIBLE;
    if (!from->native || !to->native)
        return from->native == to->native ? CAST_NONE : CAST_RISKY;
    if (column_types_equal(from, to) || is_same_time(from, to))
        return CAST_NONE;
    bool covered = is_indexed(before) && is_indexed(after);
    if (!covered && is(from, "Int4") && is(to, "String") && to->argument_count == 0)
        return CAST_SAFE;
    if (!covered && is(from, "Int8") && is(to, "Int4"))
        return CAST_RISKY;
    return CAST_IMPOSSIBLE;
}

const SqlRules sql_rules_cockroach = {
    .provider = "cockroachdb",
    .has_enums = true,
    .has_namespaces = true,
    .autoincrement = &row_id,
    .cast = cast,
    .must_redefine = steps_must_redefine_recreated_key,
    .can_alter_primary_key = true,
    .can_rename_index = true,
    .has_foreign_key_names = true,
    .drops_indexes_of_columns = true,
    .alters_sequences = true,
    .alters_enums_in_place = true,
    .has_predicate_parentheses = true,
    .has_identity_columns = true,
    .alters_one_at_a_time = true,
    .render = postgres_render,
};

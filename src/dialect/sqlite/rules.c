#include "dialect/sql_rules.h"

#include "dialect/sqlite/rendering.h"

/* Types have no arguments, and any value can be cast to text. */
static Cast cast(SchemaColumn before, SchemaColumn after)
{
    const ColumnType *from = &schema_column(before)->type;
    const ColumnType *to = &schema_column(after)->type;
    if (from->family == to->family &&
        (from->family != FAMILY_UNSUPPORTED || text_equal(from->text, to->text)))
        return CAST_NONE;
    return to->family == SCALAR_STRING ? CAST_SAFE : CAST_RISKY;
}

/* What both ways of writing scripts share. */
#define SQLITE_RULES \
    .provider = "sqlite", .cast = cast, .must_redefine = steps_must_redefine_unalterable, \
    .predicates = PREDICATES_BY_LETTER, .has_table_foreign_keys = true, \
    .can_redefine_referenced = true, .drops_indexes_first = true

static const SqlRules safe_rebuild = {SQLITE_RULES, .render = sqlite_render_safely};

const SqlRules sql_rules_sqlite = {SQLITE_RULES, .render = sqlite_render,
                                   .safe_rebuild = &safe_rebuild};

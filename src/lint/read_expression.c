/* Names, types and expressions in libpg_query's trees. */
#include "lint/reading_postgres.h"

Text lint_text(LintReading *reading, const TreeNode *node, const char *name)
{
    Text text = tree_text(node, name);
    return text.length ? text_copy(reading->arena, text) : TEXT("");
}

LintName lint_range_name(LintReading *reading, const TreeNode *range)
{
    return (LintName){.space = lint_text(reading, range, "schemaname"),
                      .name = lint_text(reading, range, "relname")};
}

/* The text of {"String": {"sval": …}}. */
static Text string_of(const TreeNode *item)
{
    return tree_text(tree_inner(item), "sval");
}

TextList lint_strings(LintReading *reading, const TreeNode *list)
{
    TextList strings = {0};
    for (tree_each(item, list))
        list_add(reading->arena, &strings, text_copy(reading->arena, string_of(item)));
    return strings;
}

LintName lint_list_name(LintReading *reading, const TreeNode *list)
{
    TextList parts = lint_strings(reading, list);
    LintName name = {0};
    if (parts.count)
        name.name = parts.items[parts.count - 1];
    if (parts.count > 1)
        name.space = parts.items[parts.count - 2];
    return name;
}

LintName lint_relation(LintReading *reading, const TreeNode *node)
{
    const TreeNode *relation = tree_member(node, "relation");
    if (relation && !tree_member(relation, "inh"))
        reading->statement->only = true;
    return lint_range_name(reading, relation);
}

LintNames lint_range_names(LintReading *reading, const TreeNode *list)
{
    LintNames names = {0};
    for (tree_each(item, list)) {
        const TreeNode *range = tree_inner(item);
        const TreeNode *relation = tree_member(range, "relation");
        list_add(reading->arena, &names, lint_range_name(reading, relation ? relation : range));
    }
    return names;
}

static bool make_serial(LintType *type)
{
    static const struct {
        const char *serial, *integer;
    } table[] = {{"serial", "int4"},  {"serial4", "int4"},     {"bigserial", "int8"},
                 {"serial8", "int8"}, {"smallserial", "int2"}, {"serial2", "int2"}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (type->name.space.length == 0 && text_is(type->name.name, table[i].serial)) {
            type->name.name = text_from(table[i].integer);
            return true;
        }
    return false;
}

LintType lint_type(LintReading *reading, const TreeNode *node)
{
    LintType type = {.name = lint_list_name(reading, tree_member(node, "names"))};
    type.is_array = tree_member(node, "arrayBounds") != NULL;
    type.is_serial = make_serial(&type);
    if (text_is(type.name.space, "pg_catalog"))
        type.name.space = TEXT("");
    for (tree_each(argument, tree_member(node, "typmods"))) {
        Text text = TEXT("0"); /* which the parser leaves out */
        for (tree_each_inside(part, argument))
            if (part->value.length)
                text = part->value;
        list_add(reading->arena, &type.arguments, text_copy(reading->arena, text));
    }
    return type;
}

/* Functions of the server that give all rows of a statement the same, by what they are about. Any
 * other may be volatile: most functions that a user makes are, and so are random() and nextval().
 */
static const char *const steady_functions[] = {
    "now",
    "transaction_timestamp",
    "statement_timestamp",
    "current_setting",
    "current_database",
    "current_schema",
    "current_schemas",
    "current_user",
    "session_user",
    "getdatabaseencoding",
    "inet_client_addr",
    "inet_server_addr",
    "txid_current",
    "pg_current_xact_id",
    "version",
    "pg_backend_pid",
    "pg_typeof",
    "age",
    "date",
    "date_bin",
    "date_part",
    "date_trunc",
    "extract",
    "isfinite",
    "justify_days",
    "justify_hours",
    "justify_interval",
    "make_date",
    "make_interval",
    "make_time",
    "make_timestamp",
    "make_timestamptz",
    "timezone",
    "to_date",
    "to_timestamp",
    "to_char",
    "to_number",
    "timestamp",
    "timestamptz",
    "time",
    "timetz",
    "interval",
    "abs",
    "ceil",
    "ceiling",
    "floor",
    "round",
    "trunc",
    "mod",
    "div",
    "power",
    "sqrt",
    "sign",
    "exp",
    "ln",
    "log",
    "pi",
    "numeric",
    "int2",
    "int4",
    "int8",
    "float4",
    "float8",
    "bool",
    "ascii",
    "btrim",
    "chr",
    "concat",
    "concat_ws",
    "convert_from",
    "convert_to",
    "decode",
    "encode",
    "format",
    "initcap",
    "left",
    "length",
    "char_length",
    "character_length",
    "lower",
    "lpad",
    "ltrim",
    "md5",
    "normalize",
    "octet_length",
    "overlay",
    "position",
    "quote_ident",
    "quote_literal",
    "quote_nullable",
    "regexp_match",
    "regexp_replace",
    "regexp_split_to_array",
    "repeat",
    "replace",
    "reverse",
    "right",
    "rpad",
    "rtrim",
    "sha224",
    "sha256",
    "sha384",
    "sha512",
    "split_part",
    "starts_with",
    "string_to_array",
    "strpos",
    "substr",
    "substring",
    "text",
    "to_hex",
    "translate",
    "upper",
    "varchar",
    "bpchar",
    "like",
    "array_append",
    "array_cat",
    "array_fill",
    "array_length",
    "array_position",
    "array_prepend",
    "array_remove",
    "array_replace",
    "array_to_string",
    "cardinality",
    "unnest",
    "json_build_array",
    "json_build_object",
    "jsonb_build_array",
    "jsonb_build_object",
    "json_object",
    "jsonb_object",
    "to_json",
    "to_jsonb",
    "jsonb_set",
    "jsonb_insert",
    "jsonb_strip_nulls",
    "array_to_json",
    "row_to_json",
    "setweight",
    "to_tsquery",
    "to_tsvector",
    "plainto_tsquery",
    "websearch_to_tsquery",
    "phraseto_tsquery",
    "hashtext",
    "int4range",
    "int8range",
    "numrange",
    "tsrange",
    "tstzrange",
    "daterange",
    "tsvector",
    "point",
    "box",
    "circle",
    "polygon",
    "host",
    "network",
    "masklen",
    "broadcast",
    "family",
    "int4multirange",
    "tstzmultirange",
    "regclass",
};

static bool is_steady(Text function)
{
    for (size_t i = 0; i < sizeof steady_functions / sizeof *steady_functions; i++)
        if (text_is(function, steady_functions[i]))
            return true;
    return false;
}

LintDefault lint_default(LintReading *reading, const TreeNode *expression, TextList *calls)
{
    LintDefault kind = LINT_DEFAULT_CONSTANT;
    const TreeNode *constant = tree_inner(expression);
    if (!expression)
        return LINT_NO_DEFAULT;
    if (constant && text_is(constant->name, "A_Const") && tree_flag(constant, "isnull"))
        return LINT_DEFAULT_NULL;
    for (tree_each_inside(node, expression)) {
        if (text_is(node->name, "SQLValueFunction") && kind == LINT_DEFAULT_CONSTANT)
            kind = LINT_DEFAULT_STABLE;
        if (!text_is(node->name, "FuncCall"))
            continue;
        LintName function = lint_list_name(reading, tree_member(node, "funcname"));
        bool of_server = function.space.length == 0 || text_is(function.space, "pg_catalog");
        if (of_server && is_steady(function.name)) {
            kind = kind == LINT_DEFAULT_CONSTANT ? LINT_DEFAULT_STABLE : kind;
        } else {
            kind = LINT_DEFAULT_VOLATILE;
            list_add(reading->arena, calls, function.name);
        }
    }
    return kind;
}

static void add_once(LintReading *reading, TextList *list, Text text)
{
    for (list_each(Text, known, list))
        if (text_equal(*known, text))
            return;
    list_add(reading->arena, list, text_copy(reading->arena, text));
}

void lint_mentions(LintReading *reading, const TreeNode *expression, TextList *columns)
{
    for (tree_each_inside(node, expression)) {
        if (!text_is(node->name, "ColumnRef"))
            continue;
        for (tree_each(field, tree_member(node, "fields")))
            if (field + field->size == field_end && string_of(field).length)
                add_once(reading, columns, string_of(field));
    }
}

void lint_calls(LintReading *reading, const TreeNode *node, TextList *calls)
{
    for (tree_each_inside(call, node)) {
        if (!text_is(call->name, "FuncCall"))
            continue;
        Text name = TEXT("");
        for (tree_each(part, tree_member(call, "funcname")))
            name = string_of(part);
        add_once(reading, calls, name);
    }
}

static bool is_of_with(const TextList *with, LintName name)
{
    for (list_each(const Text, known, with))
        if (name.space.length == 0 && text_equal(*known, name.name))
            return true;
    return false;
}

void lint_sources(LintReading *reading, const TreeNode *node, LintNames *sources)
{
    TextList with = {0};
    for (tree_each_inside(query, node))
        if (text_is(query->name, "CommonTableExpr"))
            list_add(reading->arena, &with, lint_text(reading, query, "ctename"));
    for (tree_each_inside(range, node)) {
        if (!tree_member(range, "relname"))
            continue;
        LintName name = lint_range_name(reading, range);
        if (!is_of_with(&with, name))
            list_add(reading->arena, sources, name);
    }
}

Text lint_column_of(LintReading *reading, const TreeNode *expression)
{
    const TreeNode *reference = tree_inner(expression);
    if (!reference || !text_is(reference->name, "ColumnRef"))
        return TEXT("");
    return lint_list_name(reading, tree_member(reference, "fields")).name;
}

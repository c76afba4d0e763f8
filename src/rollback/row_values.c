#include "rollback/row_values.h"

#include "sql/writer.h"

/* A step of splitmix64. */
uint64_t row_draw(const RowDraw *draw, uint64_t limit)
{
    uint64_t mixed = *draw->state += UINT64_C(0x9e3779b97f4a7c15);
    mixed = (mixed ^ mixed >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    mixed = (mixed ^ mixed >> 27) * UINT64_C(0x94d049bb133111eb);
    return (mixed ^ mixed >> 31) % limit;
}

/* The digits of the argument in a type such as "numeric(10,2)"; empty when there is none. */
static Text argument_of(Text type, int which)
{
    ptrdiff_t open = text_find_char(type, '(');
    ptrdiff_t close = text_find_char(type, ')');
    if (open < 0 || close < open)
        return TEXT("");
    Text rest = text_slice(type, (size_t)open + 1, (size_t)close);
    Text argument = text_cut(&rest, ',');
    return text_trim(which == 1 ? argument : rest.data ? rest : TEXT("0"));
}

static Text item_type(const RowColumn *column)
{
    Text type = column->type;
    return column->is_array && text_ends_with(type, "[]") ? text_slice(type, 0, type.length - 2)
                                                          : type;
}

static const RowSample *sample_of(const RowsSql *sql, const RowColumn *column)
{
    bool has_arguments = text_find_char(column->type, '(') >= 0;
    const RowSample *found = NULL;
    for (const RowSample *sample = sql->samples; sample->kind; sample++) {
        Text kind = text_from(sample->kind);
        bool is_for_arguments = text_ends_with(kind, "()");
        if (is_for_arguments)
            kind.length -= 2;
        if (!text_equal(kind, column->kind) || (is_for_arguments && !has_arguments))
            continue;
        if (!found || is_for_arguments)
            found = sample;
    }
    return found;
}

static void add_filled(Buffer *out, const char *template, uint64_t number, Text type)
{
    Text rest = text_from(template);
    while (rest.length) {
        if (text_starts_with(rest, "{n}")) {
            buffer_add_format(out, "%llu", (unsigned long long)number);
            rest = text_slice(rest, 3, rest.length);
        } else if (text_starts_with(rest, "{type}")) {
            buffer_add(out, type);
            rest = text_slice(rest, 6, rest.length);
        } else if (text_starts_with(rest, "{1}") || text_starts_with(rest, "{2}")) {
            buffer_add(out, argument_of(type, rest.data[1] - '0'));
            rest = text_slice(rest, 3, rest.length);
        } else {
            buffer_add_char(out, rest.data[0]);
            rest = text_slice(rest, 1, rest.length);
        }
    }
}

static void add_item(Buffer *out, const RowDraw *draw, const RowColumn *column,
                     const RowSample *sample)
{
    enum { EDGE_IN = 3 };
    size_t edges = 0;
    const char *template = sample->value;
    while (edges < ROW_EDGES_MOST && sample->edges[edges])
        edges++;
    bool is_plain = draw->is_tame || (column->is_unique && !column->is_array);
    if (!is_plain && edges && row_draw(draw, EDGE_IN) == 0)
        template = sample->edges[row_draw(draw, edges)];
    add_filled(out, template, draw->number, item_type(column));
}

/* Up to three items, or a NULL among them. */
static void add_array(Buffer *out, const RowDraw *draw, const RowColumn *column,
                      const RowSample *sample)
{
    Buffer items = BUFFER(out->arena);
    size_t count = draw->is_tame || column->is_unique ? 1 : row_draw(draw, 4);
    for (size_t i = 0; i < count; i++) {
        buffer_add_string(&items, i ? ", " : "");
        if (!draw->is_tame && row_draw(draw, 8) == 0)
            buffer_add_string(&items, "NULL");
        else {
            buffer_add_string(&items, "CAST(");
            add_item(&items, draw, column, sample);
            buffer_add_format(&items, " AS %.*s)", TEXT_ARG(item_type(column)));
        }
    }
    sql_add(out, draw->sql->array, sql_raw(buffer_text(&items)));
}

void row_value_add(Buffer *out, const RowDraw *draw, const RowColumn *column)
{
    enum { NULL_IN = 5 };
    const RowSample *sample = sample_of(draw->sql, column);
    bool may_be_null = !column->is_required;
    if (may_be_null && (!sample || draw->is_tame || row_draw(draw, NULL_IN) == 0)) {
        buffer_add_string(out, "NULL");
        return;
    }
    /* SQLite does not hold a value to the type of its column, and casting would change it. */
    if (draw->sql->array)
        buffer_add_string(out, "CAST(");
    if (!sample)
        buffer_add_format(out, "'%llu'", (unsigned long long)draw->number);
    else if (column->is_array)
        add_array(out, draw, column, sample);
    else
        add_item(out, draw, column, sample);
    if (draw->sql->array)
        buffer_add_format(out, " AS %.*s)", TEXT_ARG(column->type));
}

#include "rollback/row_sums.h"

#include "base/digest.h"
#include "sql/writer.h"

/* --- summed by the server --- */

static Text list_of_columns(Arena *arena, const RowTable *table)
{
    Buffer out = BUFFER(arena);
    for (list_each(const RowColumn, column, &table->columns)) {
        buffer_add_string(&out, out.length ? ", " : "");
        sql_add_name(&out, column->name);
    }
    return buffer_text(&out);
}

static Text question_for_sums(Arena *arena, const RowsSql *sql, const RowTable *table)
{
    Buffer out = BUFFER(arena);
    buffer_add_string(&out, "SELECT count(*), ");
    sql_add(&out, sql->sum, sql_raw(list_of_columns(arena, table)));
    for (list_each(const RowColumn, column, &table->columns)) {
        buffer_add_string(&out, ", ");
        sql_add(&out, sql->sum, sql_name(column->name));
    }
    sql_add(&out, " FROM ONLY {}", sql_raw(table->sql));
    return buffer_text(&out);
}

static bool sum_by_server(Arena *arena, Database *database, const RowTable *table, TableSum *sum,
                          Error *error)
{
    Rows rows;
    const RowsSql *sql = database->connection->dialect->rows;
    if (!database_query(database, arena, question_for_sums(arena, sql, table), &rows, error))
        return false;
    const Text *values = rows.rows.items[0].values;
    text_to_int64(values[0], &sum->rows);
    sum->sum = values[1];
    for (size_t i = 0; i < sum->columns.count; i++)
        sum->columns.items[i].sum = values[2 + i];
    return true;
}

/* --- summed here --- */

/* The digests of all values, added up: no order. */
typedef struct Sum {
    uint64_t halves[2];
} Sum;

typedef struct Summing {
    int64_t rows;
    Sum whole;
    Sum *columns;
    Arena *scratch;
} Summing;

static void sum_add(Sum *sum, Digest digest)
{
    for (size_t half = 0; half < 2; half++) {
        uint64_t number = 0;
        for (size_t i = 0; i < 8; i++)
            number = number << 8 | digest.bytes[half * 8 + i];
        sum->halves[half] += number;
    }
}

static Text sum_text(Arena *arena, const Sum *sum)
{
    return text_format(arena, "%016llx%016llx", (unsigned long long)sum->halves[0],
                       (unsigned long long)sum->halves[1]);
}

static void take_row(void *context, const Text *values, size_t columns)
{
    Summing *summing = context;
    ArenaMark mark = arena_mark(summing->scratch);
    Buffer row = BUFFER(summing->scratch);
    for (size_t i = 0; i < columns; i++) {
        sum_add(&summing->columns[i], digest_of(&values[i], 1));
        buffer_add_format(&row, "%zu ", values[i].length);
        buffer_add(&row, values[i]);
    }
    Text whole = buffer_text(&row);
    sum_add(&summing->whole, digest_of(&whole, 1));
    summing->rows++;
    arena_rewind(summing->scratch, mark);
}

/* A text that names the column as often as the dialect needs it. */
static void add_value(Buffer *out, const char *template, Text column)
{
    SqlHole holes[8];
    size_t count = 0;
    for (const char *at = template; (at = strstr(at, "{}")) != NULL; at += 2)
        holes[count++] = sql_name(column);
    sql_add_holes(out, template, holes, count);
}

static bool sum_here(Arena *arena, Database *database, const RowTable *table, TableSum *sum,
                     Error *error)
{
    const RowsSql *sql = database->connection->dialect->rows;
    Summing summing = {.columns = NEW_ARRAY(arena, Sum, table->columns.count),
                       .scratch = arena_new()};
    RowSink sink = {.context = &summing, .take = take_row};
    Buffer query = BUFFER(arena);
    buffer_add_string(&query, "SELECT ");
    for (list_each(const RowColumn, column, &table->columns)) {
        buffer_add_string(&query, column == table->columns.items ? "" : ", ");
        add_value(&query, sql->text, column->name);
    }
    sql_add(&query, " FROM {}", sql_raw(table->sql));
    bool done = database_each(database, buffer_text(&query), sink, error);
    arena_free(summing.scratch);
    sum->rows = summing.rows;
    sum->sum = sum_text(arena, &summing.whole);
    for (size_t i = 0; i < sum->columns.count; i++)
        sum->columns.items[i].sum = sum_text(arena, &summing.columns[i]);
    return done;
}

/* --- either --- */

static bool add_table(Arena *arena, Database *database, const RowTable *table, RowSums *sums,
                      Error *error)
{
    bool by_server = database->connection->dialect->rows->sum != NULL;
    TableSum *sum = &list_push(arena, sums);
    *sum = (TableSum){.namespace = table->namespace, .name = table->name};
    for (list_each(const RowColumn, column, &table->columns))
        list_add(arena, &sum->columns, (ColumnSum){.name = column->name, .type = column->type});
    if ((by_server ? sum_by_server : sum_here)(arena, database, table, sum, error))
        return true;
    if (text_is(error->database_code, "42501")) /* insufficient_privilege */
        fail(error, ERROR_D1060, "the rows of the table '%.*s' are not all to be seen: %.*s",
             TEXT_ARG(row_table_shown(error->arena, table->namespace, table->name)),
             TEXT_ARG(error->database_text));
    return false;
}

static bool read_tables(Arena *arena, Database *database, RowSums *sums, Error *error)
{
    RowTables tables;
    if (!row_tables_read(arena, database, &tables, error))
        return false;
    for (list_each(const RowTable, table, &tables))
        if (!add_table(arena, database, table, sums, error))
            return false;
    return true;
}

bool row_sums_read(Arena *arena, Database *database, RowSums *sums, Error *error)
{
    const RowsSql *sql = database->connection->dialect->rows;
    *sums = (RowSums){0};
    if (!database_run(database, text_from(sql->begin), NULL, error))
        return false;
    bool done = read_tables(arena, database, sums, error);
    Error ending = {.arena = error->arena};
    bool ended = database_run(database, TEXT("ROLLBACK"), NULL, &ending);
    if (done && !ended)
        *error = ending;
    return done && ended;
}

/* --- comparing --- */

static int compare_tables(const TableSum *a, const TableSum *b)
{
    int order = text_compare(a->namespace, b->namespace);
    return order ? order : text_compare(a->name, b->name);
}

static void compare_columns(Arena *arena, const TableSum *before, const TableSum *after,
                            TextList *names)
{
    size_t i = 0;
    size_t j = 0;
    while (i < before->columns.count || j < after->columns.count) {
        const ColumnSum *a = i < before->columns.count ? &before->columns.items[i] : NULL;
        const ColumnSum *b = j < after->columns.count ? &after->columns.items[j] : NULL;
        int order = !a ? 1 : !b ? -1 : text_compare(a->name, b->name);
        bool same = order == 0 && text_equal(a->sum, b->sum) && text_equal(a->type, b->type);
        if (!same)
            list_add(arena, names, order > 0 ? b->name : a->name);
        i += order <= 0;
        j += order >= 0;
    }
}

static void compare_rows(Arena *arena, const TableSum *before, const TableSum *after,
                         RowDifferences *differences)
{
    RowDifference difference = {.namespace = before->namespace,
                                .table = before->name,
                                .rows_before = before->rows,
                                .rows_after = after->rows};
    compare_columns(arena, before, after, &difference.columns);
    if (before->rows != after->rows || !text_equal(before->sum, after->sum) ||
        difference.columns.count)
        list_add(arena, differences, difference);
}

void row_sums_compare(Arena *arena, const RowSums *before, const RowSums *after,
                      RowDifferences *differences)
{
    size_t i = 0;
    size_t j = 0;
    *differences = (RowDifferences){0};
    while (i < before->count || j < after->count) {
        const TableSum *a = i < before->count ? &before->items[i] : NULL;
        const TableSum *b = j < after->count ? &after->items[j] : NULL;
        int order = !a ? 1 : !b ? -1 : compare_tables(a, b);
        const TableSum *one = order > 0 ? b : a;
        if (order == 0)
            compare_rows(arena, a, b, differences);
        else
            list_add(arena, differences,
                     (RowDifference){.namespace = one->namespace,
                                     .table = one->name,
                                     .is_missing = order<0, .is_new = order> 0,
                                     .rows_before = order < 0 ? one->rows : 0,
                                     .rows_after = order > 0 ? one->rows : 0});
        i += order <= 0;
        j += order >= 0;
    }
}

Text row_difference_shown(Arena *arena, const RowDifference *difference)
{
    Text table = row_table_shown(arena, difference->namespace, difference->table);
    Buffer out = BUFFER(arena);
    if (difference->is_missing || difference->is_new)
        return text_format(arena, "%.*s: the table is %s, with %lld rows", TEXT_ARG(table),
                           difference->is_new ? "new" : "gone",
                           (long long)difference->rows_before + (long long)difference->rows_after);
    if (difference->rows_before != difference->rows_after)
        return text_format(arena, "%.*s: %lld rows, and %lld before", TEXT_ARG(table),
                           (long long)difference->rows_after, (long long)difference->rows_before);
    if (difference->columns.count == 0)
        return text_format(arena, "%.*s: the same values in other rows", TEXT_ARG(table));
    for (list_each(const Text, column, &difference->columns))
        buffer_add_format(&out, "%s%.*s.%.*s", out.length ? ", " : "", TEXT_ARG(table),
                          TEXT_ARG(*column));
    return buffer_text(&out);
}

#include "history/data_loss.h"

#include "sql/writer.h"

enum {
    NUMBERS_A_TABLE = 50, /* SQLite bounds the depth of expressions, … */
    TABLES_A_QUERY = 100, /* … and servers their stack */
};

/* A query for the numbers that findings need: a row with a value a table, which is a list of
 * numbers. Neighbours on one table are counted in one scan. */
typedef struct Counting {
    Arena *arena;
    const Findings *findings;
    size_t next; /* finding */
    Buffer query;
    LIST_OF(size_t) counted; /* findings, in the order of the numbers */
} Counting;

static SqlHole table_hole(Arena *arena, const SqlSchema *schema, uint32_t place)
{
    const SqlTable *table = &schema->tables.items[place];
    Text namespace = sql_namespace_name(schema, table->namespace);
    return sql_raw(text_is_none(namespace)
                       ? sql_text(arena, "{}", sql_name(table->name))
                       : sql_text(arena, "{}.{}", sql_name(namespace), sql_name(table->name)));
}

/* Appends an expression for the finding's number; true when it needs the table in FROM. */
static bool add_number(Counting *in, const Finding *finding)
{
    const SqlSchema *schema = in->findings->steps->before;
    SqlHole table = table_hole(in->arena, schema, finding->table);
    SqlHole column = finding->before == NONE
                         ? sql_raw(TEXT(""))
                         : sql_name(schema->columns.items[finding->before].name);
    switch (finding_count(finding->kind)) {
    case COUNT_ROWS:
        buffer_add_string(&in->query, "CAST(count(*) AS TEXT)");
        return true;
    case COUNT_VALUES:
        sql_add(&in->query, "CAST(count({}) AS TEXT)", column);
        return true;
    case COUNT_NULLS:
        sql_add(&in->query, "CAST(count(*) - count({}) AS TEXT)", column);
        return true;
    case COUNT_ANY_ROW:
        sql_add(&in->query, "CASE WHEN EXISTS (SELECT 1 FROM {}) THEN '1' ELSE '0' END", table);
        return false;
    case COUNT_ANY_VALUE:
        sql_add(&in->query,
                "CASE WHEN EXISTS (SELECT 1 FROM {} WHERE {} IS NOT NULL) THEN '1' ELSE '0' END",
                table, column);
        return false;
    case COUNT_NOTHING:
        break;
    }
    return false;
}

static const Finding *next_counted(Counting *in)
{
    const Findings *findings = in->findings;
    while (in->next < findings->items.count &&
           finding_count(findings->items.items[in->next].kind) == COUNT_NOTHING)
        in->next++;
    return in->next < findings->items.count ? &findings->items.items[in->next] : NULL;
}

/* Appends a value: the numbers of the findings on one table that come next. */
static void add_table(Counting *in)
{
    uint32_t table = next_counted(in)->table;
    bool needs_table = false;
    const char *between = "(SELECT ";
    const Finding *finding;
    for (int i = 0; i < NUMBERS_A_TABLE && (finding = next_counted(in)) && finding->table == table;
         i++, in->next++) {
        buffer_add_string(&in->query, between);
        needs_table |= add_number(in, finding);
        list_add(in->arena, &in->counted, in->next);
        between = " || ' ' || ";
    }
    if (needs_table)
        sql_add(&in->query, " FROM {}", table_hole(in->arena, in->findings->steps->before, table));
    buffer_add_char(&in->query, ')');
}

static bool no_counts(Error *error)
{
    return fail(error, ERROR_D1014, "the database did not answer with counts");
}

static bool take_numbers(const Counting *in, const Row *row, size_t columns, Findings *findings,
                         Error *error)
{
    size_t taken = 0;
    for (size_t i = 0; i < columns; i++) {
        for (Text rest = row->values[i]; rest.length;) {
            int64_t number;
            if (taken == in->counted.count || !text_to_int64(text_cut(&rest, ' '), &number))
                return no_counts(error);
            findings->items.items[in->counted.items[taken++]].number = number;
        }
    }
    return taken == in->counted.count || no_counts(error);
}

static bool count_some(Counting *in, Database *database, Findings *findings, Error *error)
{
    Rows rows;
    buffer_clear(&in->query);
    in->counted.count = 0;
    for (int i = 0; i < TABLES_A_QUERY && next_counted(in); i++) {
        buffer_add_string(&in->query, i ? ",\n" : "SELECT ");
        add_table(in);
    }
    return database_query(database, in->arena, buffer_text(&in->query), &rows, error) &&
           (rows.rows.count == 1 || no_counts(error)) &&
           take_numbers(in, rows.rows.items, rows.columns, findings, error);
}

static void keep_those_that_hold(Findings *findings)
{
    size_t kept = 0;
    for (list_each(const Finding, finding, &findings->items))
        if (finding_count(finding->kind) == COUNT_NOTHING || finding->number > 0)
            findings->items.items[kept++] = *finding;
    findings->items.count = kept;
}

bool data_loss_find(Arena *arena, Database *database, const Steps *steps, Findings *findings,
                    Error *error)
{
    *findings = findings_of(arena, steps);
    Counting counting = {.arena = arena, .findings = findings, .query = BUFFER(arena)};
    while (next_counted(&counting))
        if (!count_some(&counting, database, findings, error))
            return false;
    keep_those_that_hold(findings);
    return true;
}

size_t data_loss_count(const Findings *findings, bool unexecutable)
{
    size_t count = 0;
    for (list_each(const Finding, finding, &findings->items))
        count += finding_is_unexecutable(finding) == unexecutable;
    return count;
}

#include "rollback/generate_rows.h"

#include "rollback/row_values.h"
#include "sql/writer.h"

/* One run over the tables of a database. */
typedef struct Generating {
    RowGenerator *generator;
    Arena *arena; /* of this run */
    Database *database;
    const RowsSql *sql;
    RowTables tables;
    uint64_t state; /* of the random numbers */
} Generating;

RowGenerator row_generator(Arena *arena, uint64_t seed, size_t rows)
{
    return (RowGenerator){
        .arena = arena, .seed = seed, .rows = rows, .next = 1, .known = MAP(arena)};
}

/* --- a row --- */

/* The key that gives the column its value, or NULL; `place` is its place in the key. The first one
 * that has it: of most columns. */
static const RowKey *key_of(const RowTable *table, uint32_t column, size_t *place)
{
    for (list_each(const RowKey, key, &table->keys))
        for (size_t i = 0; i < key->columns.count; i++)
            if (key->columns.items[i].column == column) {
                *place = i;
                return key;
            }
    return NULL;
}

static bool leads_to_itself(const Generating *generating, const RowTable *table, const RowKey *key)
{
    return key->target_number < generating->tables.count &&
           &generating->tables.items[key->target_number] == table;
}

/* A column of a row that is there: of the number-th of them, in the order of the key. */
static void add_reference(Buffer *out, const RowKey *key, size_t place, uint64_t number)
{
    Buffer order = BUFFER(out->arena);
    for (list_each(const RowKeyColumn, column, &key->columns)) {
        buffer_add_string(&order, order.length ? ", " : "");
        sql_add_name(&order, column->referenced);
    }
    sql_add(out,
            "(SELECT {} FROM {} ORDER BY {} LIMIT 1"
            " OFFSET coalesce((SELECT {} % nullif(count(*), 0) FROM {}), 0))",
            sql_name(key->columns.items[place].referenced), sql_raw(key->target),
            sql_raw(buffer_text(&order)), sql_number((int64_t)number), sql_raw(key->target));
}

static void add_value(const Generating *generating, const RowTable *table, uint32_t number,
                      const RowDraw *draw, Buffer *out)
{
    enum { NULL_IN = 4 };
    size_t place = 0;
    const RowColumn *column = &table->columns.items[number];
    const RowKey *key = key_of(table, number, &place);
    if (!key)
        row_value_add(out, draw, column);
    else if (!column->is_required && (draw->is_tame || row_draw(draw, NULL_IN) == 0))
        buffer_add_string(out, "NULL");
    else if (column->is_required && leads_to_itself(generating, table, key))
        row_value_add(out, draw, column); /* the same as that of the row's own key */
    else
        add_reference(out, key, place, draw->number);
}

/* Is the column left to the database? */
static bool is_left_out(const RowTable *table, uint32_t number, const RowDraw *draw)
{
    size_t place;
    const RowColumn *column = &table->columns.items[number];
    if (column->is_computed)
        return true;
    if (key_of(table, number, &place))
        return false;
    return column->is_counted || (column->has_default && (draw->is_tame || row_draw(draw, 2) == 0));
}

static Text row_statement(const Generating *generating, const RowTable *table, const RowDraw *draw)
{
    Buffer names = BUFFER(generating->arena);
    Buffer values = BUFFER(generating->arena);
    for (uint32_t i = 0; i < table->columns.count; i++) {
        if (is_left_out(table, i, draw))
            continue;
        buffer_add_string(&names, names.length ? ", " : "");
        buffer_add_string(&values, values.length ? ", " : "");
        sql_add_name(&names, table->columns.items[i].name);
        add_value(generating, table, i, draw, &values);
    }
    if (names.length == 0)
        return sql_text(generating->arena, "INSERT INTO {} DEFAULT VALUES;\n", sql_raw(table->sql));
    return sql_text(generating->arena, "INSERT INTO {} ({}) VALUES ({});\n", sql_raw(table->sql),
                    sql_raw(buffer_text(&names)), sql_raw(buffer_text(&values)));
}

/* --- a table --- */

static bool is_over(const Error *error)
{
    return error->code == ERROR_P1017 || error->code == ERROR_D1017;
}

/* Runs statements as one transaction, of which nothing stays when one fails. */
static bool run_whole(const Generating *generating, Text statements, Error *error)
{
    Error unused = {.arena = generating->arena};
    Database *database = generating->database;
    Text script = text_format(generating->arena, "BEGIN;\n%.*sCOMMIT;\n", TEXT_ARG(statements));
    if (database_run(database, script, NULL, error))
        return true;
    if (!is_over(error) && database_in_transaction(database))
        database_run(database, TEXT("ROLLBACK"), NULL, &unused);
    return false;
}

static RowDraw next_draw(Generating *generating, bool is_tame)
{
    return (RowDraw){.sql = generating->sql,
                     .number = generating->generator->next++,
                     .state = &generating->state,
                     .is_tame = is_tame};
}

/* One row after the other: each as it comes, and when that is refused, as plain as can be. */
static bool add_one_by_one(Generating *generating, const RowTable *table, size_t *made,
                           Error *error)
{
    for (size_t i = 0; i < generating->generator->rows; i++)
        for (int is_tame = 0; is_tame < 2; is_tame++) {
            RowDraw draw = next_draw(generating, is_tame);
            bool done = run_whole(generating, row_statement(generating, table, &draw), error);
            if (!done && is_over(error))
                return false;
            *made += done;
            if (done)
                break;
        }
    return true;
}

static bool add_rows(Generating *generating, const RowTable *table, size_t *made, Error *error)
{
    Buffer all = BUFFER(generating->arena);
    size_t wanted = generating->generator->rows;
    for (size_t i = 0; i < wanted; i++) {
        RowDraw draw = next_draw(generating, false);
        buffer_add(&all, row_statement(generating, table, &draw));
    }
    if (run_whole(generating, buffer_text(&all), error)) {
        *made = wanted;
        return true;
    }
    return !is_over(error) && add_one_by_one(generating, table, made, error);
}

/* --- all tables --- */

/* What a table looks like: when that is another text, it gets rows anew. */
static Text look_of(Arena *arena, const RowTable *table)
{
    Buffer out = BUFFER(arena);
    buffer_add(&out, table->sql);
    for (list_each(const RowColumn, column, &table->columns))
        sql_add(&out, " {} {}", sql_name(column->name), sql_raw(column->type));
    return buffer_text(&out);
}

/* True when the tables that it refers to have had their turn. */
static bool is_free(const Generating *generating, const RowTable *table, const bool *waits)
{
    for (list_each(const RowKey, key, &table->keys))
        if (key->target_number < generating->tables.count && waits[key->target_number] &&
            !leads_to_itself(generating, table, key))
            return false;
    return true;
}

/* The next table: one whose parents have rows, or in a circle any, those that need no parent first.
 */
static uint32_t next_table(const Generating *generating, const bool *waits)
{
    uint32_t next = ROW_TABLE_NONE;
    bool next_is_needy = true;
    for (uint32_t i = 0; i < generating->tables.count; i++) {
        const RowTable *table = &generating->tables.items[i];
        bool is_needy = false;
        if (!waits[i])
            continue;
        if (is_free(generating, table, waits))
            return i;
        for (list_each(const RowKey, key, &table->keys))
            is_needy = is_needy || table->columns.items[key->columns.items[0].column].is_required;
        if (next == ROW_TABLE_NONE || (next_is_needy && !is_needy)) {
            next = i;
            next_is_needy = is_needy;
        }
    }
    return next;
}

static bool fill_table(Generating *generating, const RowTable *table, Error *error)
{
    RowGenerator *generator = generating->generator;
    Error refusal = {.arena = generator->arena};
    size_t made = 0;
    if (!add_rows(generating, table, &made, &refusal)) {
        *error = refusal;
        return false;
    }
    generator->made += made;
    if (made < generator->rows)
        list_add(
            generator->arena, &generator->refusals,
            (RowRefusal){
                .namespace = text_copy(generator->arena, table->namespace),
                .table = text_copy(generator->arena, table->name),
                .made = made,
                .reason = refusal.database_text.length ? refusal.database_text : refusal.message,
            });
    return true;
}

static bool fill_tables(Generating *generating, Error *error)
{
    RowGenerator *generator = generating->generator;
    size_t count = generating->tables.count;
    bool *waits = NEW_ARRAY(generating->arena, bool, count);
    for (uint32_t i = 0; i < count; i++) {
        Text look = look_of(generating->arena, &generating->tables.items[i]);
        waits[i] = map_get(&generator->known, look) == NULL;
        if (waits[i])
            map_set(&generator->known, text_copy(generator->arena, look), generator);
    }
    for (;;) {
        uint32_t next = next_table(generating, waits);
        if (next == ROW_TABLE_NONE)
            return true;
        waits[next] = false;
        if (!fill_table(generating, &generating->tables.items[next], error))
            return false;
    }
}

bool generate_rows(RowGenerator *generator, Database *database, Error *error)
{
    Generating generating = {.generator = generator,
                             .arena = arena_new(),
                             .database = database,
                             .sql = database->connection->dialect->rows,
                             .state = generator->seed + generator->next};
    generator->refusals.count = 0;
    generator->made = 0;
    bool done = row_tables_read(generating.arena, database, &generating.tables, error) &&
                fill_tables(&generating, error);
    arena_free(generating.arena);
    return done;
}

bool generated_rows_remove(RowGenerator *generator, Database *database, Error *error)
{
    Arena *scratch = arena_new();
    RowTables tables;
    Buffer script = BUFFER(scratch);
    const RowsSql *sql = database->connection->dialect->rows;
    bool done = row_tables_read(scratch, database, &tables, error);
    for (size_t i = 0; done && i < tables.count; i++)
        sql_add(&script, sql->remove, sql_raw(tables.items[i].sql));
    bool enforced = database_enforce_foreign_keys(database, false);
    done = done && database_run(database, buffer_text(&script), NULL, error);
    database_enforce_foreign_keys(database, enforced);
    arena_free(scratch);
    generator->known = MAP(generator->arena);
    return done;
}

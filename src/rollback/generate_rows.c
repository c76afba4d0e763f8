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

/* "a, b"; or with both names, "t.a = c.x AND t.b = c.y". */
static Text key_columns(const Generating *generating, const RowTable *table, const RowKey *key,
                        bool compared)
{
    Buffer out = BUFFER(generating->arena);
    for (list_each(const RowKeyColumn, column, &key->columns)) {
        SqlHole referenced = sql_name(column->referenced);
        buffer_add_string(&out, out.length == 0 ? "" : compared ? " AND " : ", ");
        if (compared)
            sql_add(&out, "t.{} = c.{}", referenced,
                    sql_name(table->columns.items[column->column].name));
        else
            sql_add(&out, "t.{}", referenced);
    }
    return buffer_text(&out);
}

/* A column of a row that is there: of one that nothing of this table refers to, because that may
 * have to be so, else of the number-th, in the order of the key. */
static void add_reference(const Generating *generating, const RowTable *table, const RowKey *key,
                          size_t place, uint64_t number, Buffer *out)
{
    SqlHole column = sql_name(key->columns.items[place].referenced);
    SqlHole target = sql_raw(key->target);
    SqlHole order = sql_raw(key_columns(generating, table, key, false));
    sql_add(out,
            "coalesce((SELECT t.{} FROM {} t WHERE NOT EXISTS (SELECT 1 FROM {} c WHERE {})"
            " ORDER BY {} LIMIT 1), (SELECT t.{} FROM {} t ORDER BY {} LIMIT 1"
            " OFFSET coalesce((SELECT {} % nullif(count(*), 0) FROM {}), 0)))",
            column, target, sql_raw(table->sql), sql_raw(key_columns(generating, table, key, true)),
            order, column, target, order, sql_number((int64_t)number), target);
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
        add_reference(generating, table, key, place, draw->number, out);
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

/* The next table: one whose parents have had their turn, or in a circle any, those that do not need
 * a parent that is still to come first. */
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
            is_needy = is_needy || (key->target_number < generating->tables.count &&
                                    waits[key->target_number] &&
                                    table->columns.items[key->columns.items[0].column].is_required);
        if (next == ROW_TABLE_NONE || (next_is_needy && !is_needy)) {
            next = i;
            next_is_needy = is_needy;
        }
    }
    return next;
}

static void refused(RowGenerator *generator, const RowTable *table, size_t made, const Error *error)
{
    Text reason = error->database_text.length ? error->database_text : error->message;
    list_add(generator->arena, &generator->refusals,
             (RowRefusal){.namespace = text_copy(generator->arena, table->namespace),
                          .table = text_copy(generator->arena, table->name),
                          .made = made,
                          .reason = reason});
}

static bool is_empty(const Generating *generating, const RowTable *table)
{
    Rows rows;
    Error unused = {.arena = generating->arena};
    Text query = sql_text(generating->arena, "SELECT 1 FROM {} LIMIT 1", sql_raw(table->sql));
    return database_query(generating->database, generating->arena, query, &rows, &unused) &&
           rows.rows.count == 0;
}

/* A table that stays empty has another turn when the others have had theirs, and the next time. */
static bool fill_table(Generating *generating, const RowTable *table, bool is_last_turn,
                       bool *again, Error *error)
{
    RowGenerator *generator = generating->generator;
    Error refusal = {.arena = generator->arena};
    size_t made = 0;
    if (!add_rows(generating, table, &made, &refusal)) {
        *error = refusal;
        return false;
    }
    generator->made += made;
    *again = made == 0 && is_empty(generating, table);
    if (!*again)
        map_set(&generator->known, text_copy(generator->arena, look_of(generating->arena, table)),
                generator);
    if (made < generator->rows && (!*again || is_last_turn))
        refused(generator, table, made, &refusal);
    return true;
}

/* Gives each table that waits its turn; those that got nothing still wait then. */
static bool fill_waiting(Generating *generating, bool *waits, bool is_last_turn, Error *error)
{
    size_t count = generating->tables.count;
    bool *again = NEW_ARRAY(generating->arena, bool, count);
    for (;;) {
        uint32_t next = next_table(generating, waits);
        if (next == ROW_TABLE_NONE)
            break;
        waits[next] = false;
        if (!fill_table(generating, &generating->tables.items[next], is_last_turn, &again[next],
                        error))
            return false;
    }
    for (size_t i = 0; i < count; i++)
        waits[i] = again[i];
    return true;
}

static bool fill_tables(Generating *generating, Error *error)
{
    size_t count = generating->tables.count;
    bool *waits = NEW_ARRAY(generating->arena, bool, count);
    for (size_t i = 0; i < count; i++)
        waits[i] = map_get(&generating->generator->known,
                           look_of(generating->arena, &generating->tables.items[i])) == NULL;
    return fill_waiting(generating, waits, false, error) &&
           fill_waiting(generating, waits, true, error);
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

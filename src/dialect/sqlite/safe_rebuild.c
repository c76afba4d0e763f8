/* Redefining tables without the dangers of SQLite's usual way (and Prisma's):
 *
 * - Inside a transaction, PRAGMA foreign_keys does nothing. Dropping a table then deletes its rows
 *   first, which deletes or changes the rows that refer to them.
 * - The last step, ALTER TABLE … RENAME, fails when a view reads the table.
 * - The new table forgets the highest number that AUTOINCREMENT has given out.
 *
 * Here rows are kept aside, tables are dropped and made again under their own names, which is no
 * affair of a view's, and the rows are put back. Rows of tables that refer to them are kept aside,
 * too, but only if foreign keys are enforced all the same: the WHERE says so at run time. All of it
 * is one savepoint, which works inside of a transaction and outside of any; a row that does not fit
 * rolls everything back. Dropped tables belong to it, since dropping them has the same danger. */
#include "dialect/sqlite/rendering.h"
#include "sql/writer.h"

#define IF_ENFORCED " WHERE (SELECT \"foreign_keys\" FROM pragma_foreign_keys)"

typedef struct Rebuild {
    Renderer *renderer;
    const Steps *steps;
    Arena *arena;
    bool *is_concerned; /* by tables of the schema before: it goes, or refers to one that does */
    LIST_OF(uint32_t) order; /* of these: tables stand behind those that refer to them */
    bool *is_visited;
} Rebuild;

static bool is_dropped(const Rebuild *in, uint32_t table)
{
    return in->steps->old.tables[table] == NONE;
}

/* It is dropped, and perhaps made again. */
static bool goes(const Rebuild *in, uint32_t table)
{
    return is_dropped(in, table) || in->steps->is_redefined[table];
}

static void say(Rebuild *in, const char *statement)
{
    buffer_add_string(&in->renderer->text, statement);
    renderer_end_statement(in->renderer);
}

/* --- which tables, and in which order --- */

static void find_concerned(Rebuild *in)
{
    const SqlSchema *before = in->steps->before;
    for (uint32_t i = 0; i < before->tables.count; i++)
        in->is_concerned[i] = goes(in, i);
    for (bool found = true; found;) {
        found = false;
        for (list_each(const SqlForeignKey, key, &before->foreign_keys)) {
            if (!in->is_concerned[key->referenced_table] || in->is_concerned[key->table])
                continue;
            in->is_concerned[key->table] = true;
            found = true;
        }
    }
}

/* Tables that refer to `table` come before it; cycles are cut where they are met. */
// NOLINTNEXTLINE(misc-no-recursion): no deeper than there are tables, which are few here
static void visit(Rebuild *in, uint32_t table)
{
    if (!in->is_concerned[table] || in->is_visited[table])
        return;
    in->is_visited[table] = true;
    for (list_each(const SqlForeignKey, key, &in->steps->before->foreign_keys))
        if (key->referenced_table == table)
            visit(in, key->table);
    list_add(in->arena, &in->order, table);
}

/* --- keeping rows --- */

static Text kept_name(const Rebuild *in, uint32_t table)
{
    Text name = step_table_name(in->steps, table);
    return text_format(in->arena, "kept_%.*s", TEXT_ARG(name));
}

/* Rows of tables that go are kept always, those of others if foreign keys are enforced. Dropped
 * tables' rows go with them. */
static void keep_rows(Rebuild *in, uint32_t table)
{
    if (is_dropped(in, table))
        return;
    sql_add(&in->renderer->text, "CREATE TABLE {} AS SELECT * FROM {}",
            sql_name(kept_name(in, table)), sql_name(step_table_name(in->steps, table)));
    if (!goes(in, table))
        buffer_add_string(&in->renderer->text, IF_ENFORCED);
    renderer_end_statement(in->renderer);
}

static void clear_or_drop(Rebuild *in, uint32_t table)
{
    Buffer *out = &in->renderer->text;
    SqlHole name = sql_name(step_table_name(in->steps, table));
    if (goes(in, table))
        sql_add(out, "DROP TABLE {}", name);
    else
        sql_add(out, "DELETE FROM {}" IF_ENFORCED, name);
    renderer_end_statement(in->renderer);
}

static void put_back(Rebuild *in, uint32_t table)
{
    Buffer *out = &in->renderer->text;
    if (is_dropped(in, table))
        return;
    Text kept = kept_name(in, table);
    if (goes(in, table)) {
        sqlite_create_table_as(in->renderer, in->steps->old.tables[table],
                               step_table_name(in->steps, table));
        sqlite_copy_rows(in->renderer, "INSERT OR ROLLBACK", table, kept,
                         step_table_name(in->steps, table));
    } else {
        sql_add(out, "INSERT OR REPLACE INTO {} SELECT * FROM {}",
                sql_name(step_table_name(in->steps, table)), sql_name(kept));
        renderer_end_statement(in->renderer);
    }
    sql_add(out, "DROP TABLE {}", sql_name(kept));
    renderer_end_statement(in->renderer);
}

static size_t position(const Rebuild *in, uint32_t table)
{
    size_t i = 0;
    while (i < in->order.count && in->order.items[i] != table)
        i++;
    return i;
}

/* RESTRICT cannot be put off. Where a table goes before one that refers to it, or refers to itself,
 * the rows are kept by now and may let go of it. */
static void let_go(Rebuild *in)
{
    const SqlSchema *before = in->steps->before;
    Buffer *out = &in->renderer->text;
    for (list_each(const SqlForeignKey, key, &before->foreign_keys)) {
        if (key->on_delete != ACTION_RESTRICT || !in->is_concerned[key->referenced_table] ||
            position(in, key->table) < position(in, key->referenced_table))
            continue;
        for (uint32_t i = 0; i < key->column_count; i++) {
            uint32_t column = before->foreign_key_columns.items[key->first_column + i].column;
            if (before->columns.items[column].type.arity != COLUMN_NULLABLE)
                continue;
            sql_add(out, "UPDATE {} SET {} = NULL" IF_ENFORCED,
                    sql_name(step_table_name(in->steps, key->table)),
                    sql_name(step_column_name(in->steps, column)));
            renderer_end_statement(in->renderer);
            break; /* a key with one NULL refers to nothing */
        }
    }
}

/* --- AUTOINCREMENT --- */

static bool counts(const SqlSchema *schema, uint32_t table)
{
    const SqlTable *of = &schema->tables.items[table];
    for (uint32_t i = of->first_column; i < of->first_column + of->column_count; i++)
        if (sql_column_is_primary_key(schema, i) &&
            schema->columns.items[i].type.family == SCALAR_INT)
            return true;
    return false;
}

/* Tables that count before and after, and are made again. */
static bool keeps_count(const Rebuild *in, uint32_t table)
{
    return !is_dropped(in, table) && goes(in, table) && counts(in->steps->before, table) &&
           counts(in->steps->after, in->steps->old.tables[table]);
}

static void keep_counts(Rebuild *in)
{
    Buffer *out = &in->renderer->text;
    bool is_first = true;
    for (list_each(const uint32_t, table, &in->order)) {
        if (!keeps_count(in, *table))
            continue;
        buffer_add_string(out, is_first ? "CREATE TABLE \"kept_counts\" AS SELECT * FROM "
                                          "sqlite_sequence WHERE \"name\" IN ("
                                        : ", ");
        is_first = false;
        sql_add_literal(out, step_table_name(in->steps, *table));
    }
    if (is_first)
        return;
    buffer_add_char(out, ')');
    renderer_end_statement(in->renderer);
}

static void put_back_counts(Rebuild *in)
{
    bool any = false;
    for (list_each(const uint32_t, table, &in->order))
        any |= keeps_count(in, *table);
    if (!any)
        return;
    say(in, "DELETE FROM sqlite_sequence WHERE \"name\" IN (SELECT \"name\" FROM \"kept_counts\")");
    say(in, "INSERT INTO sqlite_sequence SELECT * FROM \"kept_counts\"");
    say(in, "DROP TABLE \"kept_counts\"");
}

/* --- all of it --- */

static void create_indexes(Rebuild *in, uint32_t table)
{
    if (is_dropped(in, table) || !goes(in, table))
        return;
    const SqlTable *of = &in->steps->after->tables.items[in->steps->old.tables[table]];
    for (uint32_t i = of->first_index; i < of->first_index + of->index_count; i++)
        if (i != of->primary_key)
            sqlite_create_index(in->renderer, i);
}

void sqlite_render_safe_rebuild(Renderer *renderer)
{
    const Steps *steps = renderer->steps;
    Arena *arena = arena_new();
    Rebuild in = {.renderer = renderer,
                  .steps = steps,
                  .arena = arena,
                  .is_concerned = NEW_ARRAY(arena, bool, steps->before->tables.count + 1),
                  .is_visited = NEW_ARRAY(arena, bool, steps->before->tables.count + 1)};
    find_concerned(&in);
    for (uint32_t i = 0; i < steps->before->tables.count; i++)
        visit(&in, i);
    say(&in, "PRAGMA foreign_keys=OFF");
    say(&in, "SAVEPOINT \"rebuild\"");
    say(&in, "PRAGMA defer_foreign_keys=ON");
    for (list_each(const uint32_t, table, &in.order))
        keep_rows(&in, *table);
    keep_counts(&in);
    let_go(&in);
    for (list_each(const uint32_t, table, &in.order))
        clear_or_drop(&in, *table);
    for (size_t i = in.order.count; i-- > 0;)
        put_back(&in, in.order.items[i]);
    put_back_counts(&in);
    for (list_each(const uint32_t, table, &in.order))
        create_indexes(&in, *table);
    say(&in, "RELEASE \"rebuild\"");
    say(&in, "PRAGMA foreign_keys=ON");
    arena_free(arena);
}

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
    uint32_t *first_referrer; /* by tables: a foreign key that refers to it, or NONE */
    uint32_t *next_referrer;  /* by foreign keys: another one to the same table, or NONE */
    LIST_OF(uint32_t) order;  /* of concerned tables: they stand behind those that refer to them */
    uint32_t *place;          /* by tables: in `order`, or NONE */
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

static void find_referrers(Rebuild *in)
{
    const SqlSchema *before = in->steps->before;
    size_t tables = before->tables.count;
    in->first_referrer = NEW_ARRAY(in->arena, uint32_t, tables + 1);
    in->next_referrer = NEW_ARRAY(in->arena, uint32_t, before->foreign_keys.count + 1);
    in->place = NEW_ARRAY(in->arena, uint32_t, tables + 1);
    memset(in->first_referrer, 0xFF, tables * sizeof *in->first_referrer); /* NONE */
    memset(in->place, 0xFF, tables * sizeof *in->place);
    for (size_t i = before->foreign_keys.count; i-- > 0;) {
        uint32_t referenced = before->foreign_keys.items[i].referenced_table;
        in->next_referrer[i] = in->first_referrer[referenced];
        in->first_referrer[referenced] = (uint32_t)i;
    }
}

/* A table on the way from one that goes to those that refer to it. */
typedef struct Visit {
    uint32_t table;
    uint32_t referrer; /* the foreign key to look at next */
} Visit;

static Visit visit(Rebuild *in, uint32_t table)
{
    in->is_concerned[table] = true;
    return (Visit){table, in->first_referrer[table]};
}

/* The table is concerned, and so is everything that refers to it, which comes before it; cycles are
 * cut where they are met. */
static void add_concerned(Rebuild *in, uint32_t table)
{
    LIST_OF(Visit) path = {0};
    if (in->is_concerned[table])
        return;
    list_add(in->arena, &path, visit(in, table));
    while (path.count) {
        Visit *at = &list_last(&path);
        if (at->referrer == NONE) {
            in->place[at->table] = (uint32_t)in->order.count;
            list_add(in->arena, &in->order, at->table);
            path.count--;
            continue;
        }
        uint32_t referring = in->steps->before->foreign_keys.items[at->referrer].table;
        at->referrer = in->next_referrer[at->referrer];
        if (!in->is_concerned[referring])
            list_add(in->arena, &path, visit(in, referring));
    }
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

static void clear(Rebuild *in, uint32_t table)
{
    sql_add(&in->renderer->text, "DELETE FROM {}" IF_ENFORCED,
            sql_name(step_table_name(in->steps, table)));
    renderer_end_statement(in->renderer);
}

/* A table is made again as soon as it is dropped, with its indexes: dropping others looks up what
 * foreign keys lead to, and so does putting back rows. */
static void drop_and_create(Rebuild *in, uint32_t table)
{
    uint32_t after = in->steps->old.tables[table];
    sql_add(&in->renderer->text, "DROP TABLE {}", sql_name(step_table_name(in->steps, table)));
    renderer_end_statement(in->renderer);
    if (after == NONE)
        return;
    const SqlTable *of = &in->steps->after->tables.items[after];
    sqlite_create_table_as(in->renderer, after, of->name);
    for (uint32_t i = of->first_index; i < of->first_index + of->index_count; i++)
        if (i != of->primary_key)
            sqlite_create_index(in->renderer, i);
}

static void put_back(Rebuild *in, uint32_t table)
{
    Buffer *out = &in->renderer->text;
    if (is_dropped(in, table))
        return;
    Text kept = kept_name(in, table);
    Text name = step_table_name(in->steps, table);
    if (goes(in, table)) {
        sqlite_copy_rows(in->renderer, "INSERT OR ROLLBACK", table, kept, name);
    } else {
        sql_add(out, "INSERT OR REPLACE INTO {} SELECT * FROM {}", sql_name(name), sql_name(kept));
        renderer_end_statement(in->renderer);
    }
    sql_add(out, "DROP TABLE {}", sql_name(kept));
    renderer_end_statement(in->renderer);
}

/* RESTRICT cannot be put off. Where a table goes before one that refers to it, or refers to itself,
 * the rows are kept by now and may let go of it. */
static void let_go(Rebuild *in)
{
    const SqlSchema *before = in->steps->before;
    Buffer *out = &in->renderer->text;
    for (list_each(const SqlForeignKey, key, &before->foreign_keys)) {
        if (key->on_delete != ACTION_RESTRICT || !in->is_concerned[key->referenced_table] ||
            in->place[key->table] < in->place[key->referenced_table])
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

/* SQLite makes the table of counts with the first table that counts, and a database may be said to
 * count in which none does: every INTEGER PRIMARY KEY looks so. Such a table is made, and goes. */
static void make_table_of_counts(Rebuild *in)
{
    say(in, "CREATE TABLE \"kept_counter\" (\"id\" INTEGER PRIMARY KEY AUTOINCREMENT)");
    say(in, "DROP TABLE \"kept_counter\"");
}

static void keep_counts(Rebuild *in)
{
    Buffer *out = &in->renderer->text;
    bool is_first = true;
    for (list_each(const uint32_t, table, &in->order)) {
        if (!keeps_count(in, *table))
            continue;
        if (is_first)
            make_table_of_counts(in);
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

void sqlite_render_safe_rebuild(Renderer *renderer)
{
    const Steps *steps = renderer->steps;
    Arena *arena = arena_new();
    Rebuild in = {.renderer = renderer,
                  .steps = steps,
                  .arena = arena,
                  .is_concerned = NEW_ARRAY(arena, bool, steps->before->tables.count + 1)};
    find_referrers(&in);
    for (uint32_t i = 0; i < steps->before->tables.count; i++)
        if (goes(&in, i))
            add_concerned(&in, i);
    say(&in, "PRAGMA foreign_keys=OFF");
    say(&in, "SAVEPOINT \"rebuild\"");
    say(&in, "PRAGMA defer_foreign_keys=ON");
    for (list_each(const uint32_t, table, &in.order))
        keep_rows(&in, *table);
    keep_counts(&in);
    let_go(&in);
    for (list_each(const uint32_t, table, &in.order)) {
        if (goes(&in, *table))
            drop_and_create(&in, *table);
        else
            clear(&in, *table);
    }
    for (size_t i = in.order.count; i-- > 0;)
        put_back(&in, in.order.items[i]);
    put_back_counts(&in);
    say(&in, "RELEASE \"rebuild\"");
    say(&in, "PRAGMA foreign_keys=ON");
    arena_free(arena);
}
